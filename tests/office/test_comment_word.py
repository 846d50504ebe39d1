"""Comments in a Word file of other people: at their spots, and nothing else is touched."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from lxml import etree

from kehoach_gen.office.comment_word import comment_word
from kehoach_gen.office.comments import Note
from kehoach_gen.office.package import read_zip, write_zip
from kehoach_gen.office.read_word import read_word
from kehoach_gen.problem import Place, ProblemError

NAME = "ke-hoach.docx"
MAIN, COMMENTS = "word/document.xml", "word/comments.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MICROSOFT = "http://schemas.microsoft.com/office/word"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:w14="{MICROSOFT}/2010/wordml" xmlns:w15="{MICROSOFT}/2012/wordml" xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="w14 w15"'
)
REVISED = 'w:id="7" w:author="Lan" w:date="2023-06-15T00:00:00Z"'


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}{run(text)}</w:p>"


def td(content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


BOX = f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('trong khung')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
BODY = (
    p("một", '<w:pPr><w:jc w:val="both"/></w:pPr>')
    + f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{td(p('a'))}{td(p('b'))}</w:tr>"
    + f"<w:tr>{td(p('khuất'), '<w:vMerge/>')}{td(p('d') + p('e'))}</w:tr></w:tbl>\n  "
    + f"<w:p>\n<w:ins {REVISED}>{run('thêm')}</w:ins></w:p>"
    + f"<w:sdt><w:sdtContent>{p('chọn')}</w:sdtContent></w:sdt>"
    + f'<w:p><w:hyperlink w:anchor="x">{run("liên kết")}</w:hyperlink></w:p>'
    + BOX
    + '<w:p w14:paraId="00000001"/><w:sectPr/>'
)


def package(body: str, relations: str = "", overrides: str = "", **parts: bytes) -> bytes:
    return write_zip(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{MAIN}" ContentType="{WORD_TYPE}.document.main+xml"/>{overrides}</Types>'
            ).encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="{MAIN}"/></Relationships>'
            ).encode(),
            MAIN: f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {SPACES}><w:body>{body}</w:body></w:document>'.encode(),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'.encode(),
            "word/media/anh.png": b"\x89PNG",
            **parts,
        }
    )


WHOLE = package(BODY)


def note(text: str, *path: int) -> Note:
    return Note(Place(NAME, path=path), text)


def commented(body: str, *notes: Note) -> Any:
    return root_of(comment_word(package(body), NAME, notes))


def root_of(content: bytes, part: str = MAIN) -> Any:
    return etree.fromstring(read_zip(content, NAME)[part])


def w(tag: str) -> str:
    return f"{{{W}}}{tag}"


def spots(root: Any) -> list[str]:
    """The words of each paragraph that bears a comment, its range as wide as its content."""
    found = []
    for paragraph in root.iter(w("p")):
        tags = [child.tag for child in paragraph if child.tag != w("pPr")]
        if w("commentRangeStart") in tags:
            assert paragraph.find(w("pPr")) in (None, paragraph[0])
            assert (tags[0], tags[-2], tags[-1]) == (w("commentRangeStart"), w("commentRangeEnd"), w("r"))
            found.append("".join(text.text for text in paragraph.iter(w("t"))))
    assert len(found) == len(list(root.iter(w("commentReference"))))
    return found


def without_comments(root: Any) -> bytes:
    for mark in list(root.iter(w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))):
        gone = mark.getparent() if mark.tag == w("commentReference") else mark
        gone.getparent().remove(gone)
    return bytes(etree.tostring(root, method="c14n"))


def every_path() -> list[tuple[int, ...]]:
    def below(element: Any, path: tuple[int, ...]) -> list[tuple[int, ...]]:
        return [path, *(found for index, child in enumerate(element) for found in below(child, (*path, index)))]

    return below(root_of(WHOLE)[0], ())


def test_word_finds_the_comment_with_its_author_and_without_a_date() -> None:
    content = comment_word(WHOLE, NAME, [note("Sai chính tả: «hòan».\nSửa: «hoàn».", 0)], "Tổ soát xét")
    (comment,) = Document(io.BytesIO(content)).comments
    assert (comment.text, comment.author, comment.initials) == ("Sai chính tả: «hòan».\nSửa: «hoàn».", "Tổ soát xét", "TSX")
    assert comment.timestamp is None


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ((), "một"),
        ((0,), "một"),
        ((1,), "a"),
        ((1, 2, 1), "b"),
        ((1, 3), "d"),
        ((1, 3, 0), "khuất"),
        ((1, 3, 1), "d"),
        ((1, 3, 1, 2), "e"),
        ((2, 0), "thêm"),
        ((3,), "chọn"),
        ((3, 0, 0), "chọn"),
        ((4, 0, 0), "liên kết"),
        ((5, 0, 0, 0, 0, 0, 0), "trong khung"),
        ((6,), ""),
        ((7,), ""),
        ((1, 99), "a"),
    ],
)
def test_the_comment_stands_around_its_paragraph(path: tuple[int, ...], words: str) -> None:
    assert spots(commented(BODY, note("Sai.", *path))) == [words]


def test_a_path_counts_elements_only() -> None:
    assert spots(commented(f"<!-- x --><?y?>{p('một')}<!-- z -->{p('hai')}", note("Sai.", 1))) == ["hai"]


def test_no_comment_stands_inside_a_text_box() -> None:
    root = commented(BODY, note("Sai.", 5, 0, 0, 0, 0, 0, 0))
    assert root.find(f".//{w('txbxContent')}//{w('commentRangeStart')}") is None


def test_a_note_before_the_first_paragraph_goes_to_it_and_an_empty_body_is_given_one() -> None:
    assert spots(commented(f"<w:bookmarkStart w:id='1' w:name='x'/>{p('một')}", note("Sai.", 0))) == ["một"]
    assert spots(commented("<w:sectPr/>", note("Trống."))) == [""]


@pytest.mark.parametrize("path", every_path())
def test_without_the_comments_the_file_is_as_it_was(path: tuple[int, ...]) -> None:
    before, after = read_zip(WHOLE, NAME), read_zip(comment_word(WHOLE, NAME, [note("Sai.", *path), note("Sai.", 0)]), NAME)
    assert without_comments(etree.fromstring(after[MAIN])) == etree.tostring(etree.fromstring(before[MAIN]), method="c14n")
    changed = {part for part in after if after[part] != before.get(part)}
    assert changed == {MAIN, COMMENTS, "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert list(after) == [*before, COMMENTS]


def test_what_is_read_from_the_file_stays_the_same() -> None:
    assert read_word(comment_word(WHOLE, NAME, [note("Sai.", 1, 2, 0), note("Sai.", 5)]), NAME) == read_word(WHOLE, NAME)


def test_the_namespaces_that_may_be_ignored_stay_declared() -> None:
    head = read_zip(comment_word(WHOLE, NAME, [note("Sai.")]), NAME)[MAIN].decode()[:900]
    assert "standalone='yes'" in head
    assert 'mc:Ignorable="w14 w15"' in head
    assert f'xmlns:w15="{MICROSOFT}/2012/wordml"' in head


def test_notes_on_one_paragraph_share_a_comment() -> None:
    content = comment_word(WHOLE, NAME, [note("Lề trái sai.", 1), note("Cỡ chữ sai.", 1, 2, 0, 1), note("Khác.", 0)])
    assert [comment.text for comment in Document(io.BytesIO(content)).comments] == ["– Lề trái sai.\n– Cỡ chữ sai.", "Khác."]


OLD = f'<w:comments {SPACES}><w:comment w:id="1" w:author="Lan" w15:x="y">{p("cũ")}</w:comment></w:comments>'.encode()
OLD_LINK = f'<Relationship Id="rId2" Type="{OFFICE}/relationships/comments" Target="/word/nhan-xet.xml"/>'
OLD_TYPE = f'<Override PartName="/word/Nhan-xet.xml" ContentType="{WORD_TYPE}.comments+xml"/>'
OLD_SPOT = f'<w:p><w:commentRangeStart w:id="0"/>{run("x")}<w:commentRangeEnd w:id="0"/></w:p>'


def test_comments_already_there_are_kept_and_ids_stay_unique() -> None:
    content = package(OLD_SPOT + p("mới"), OLD_LINK, OLD_TYPE, **{"word/nhan-xet.xml": OLD})
    after = comment_word(content, NAME, [note("Sai.", 0), note("Sai.", 1)])
    comments = root_of(after, "word/nhan-xet.xml")
    assert [comment.get(w("id")) for comment in comments] == ["1", "2", "3"]
    assert etree.tostring(comments[0], method="c14n") == etree.tostring(etree.fromstring(OLD)[0], method="c14n")
    same = ("[Content_Types].xml", "word/_rels/document.xml.rels", "word/media/anh.png")
    assert [read_zip(after, NAME)[part] == read_zip(content, NAME)[part] for part in same] == [True] * 3


def test_a_commented_file_can_be_commented_again() -> None:
    twice = comment_word(comment_word(WHOLE, NAME, [note("Một.", 0)]), NAME, [note("Hai.", 0)])
    assert [(comment.comment_id, comment.text) for comment in Document(io.BytesIO(twice)).comments] == [(0, "Một."), (1, "Hai.")]


def test_a_strict_file_gets_strict_comments() -> None:
    strict = {W: "http://purl.oclc.org/ooxml/wordprocessingml/main", OFFICE: "http://purl.oclc.org/ooxml/officeDocument"}
    members = read_zip(WHOLE, NAME)
    for usual, other in strict.items():
        members = {part: xml.replace(usual.encode(), other.encode()) for part, xml in members.items()}
    after = read_zip(comment_word(write_zip(members), NAME, [note("Sai.", 0)]), NAME)
    assert W.encode() not in b"".join(after.values())
    assert f'"{strict[OFFICE]}/relationships/comments"'.encode() in after["word/_rels/document.xml.rels"]
    assert b'<w:jc w:val="start"/>' in after[COMMENTS]


def test_characters_that_xml_cannot_hold_are_blanks() -> None:
    (comment,) = Document(io.BytesIO(comment_word(WHOLE, NAME, [note("a\x01b & <c>\r\nd", 0)]))).comments
    assert comment.text == "a b & <c>\nd"


def test_an_empty_note_is_still_a_comment() -> None:
    assert [len(comment.paragraphs) for comment in Document(io.BytesIO(comment_word(WHOLE, NAME, [note("")]))).comments] == [1]


def test_the_same_notes_give_the_same_bytes_and_none_the_same_file() -> None:
    notes = [note("Sai.", 1), note("Sai.")]
    assert comment_word(WHOLE, NAME, notes) == comment_word(WHOLE, NAME, notes)
    assert comment_word(WHOLE, NAME, []) is WHOLE


def replaced(part: str, change: Callable[[bytes], bytes]) -> bytes:
    members = read_zip(WHOLE, NAME)
    return write_zip(members | {part: change(members[part])})


@pytest.mark.parametrize(
    ("content", "code", "hint"),
    [
        (b"PK", "khong-phai-tep-office", "mở lại bằng Word hoặc Excel"),
        (replaced(MAIN, lambda xml: xml[:-9]), "khong-phai-tep-office", "mở lại bằng Word hoặc Excel"),
        (replaced(MAIN, lambda xml: b"<a/>"), "khong-phai-word", "mở lại bằng Word, rồi lưu ở dạng .docx"),
        (replaced(MAIN, lambda xml: re.sub(b"w:body", b"w:than", xml)), "khong-phai-word", "mở lại bằng Word"),
        (write_zip({"a.txt": b""}), "khong-phai-tep-office", "chép lại từ bản gốc"),
        (b"\xd0\xcf\x11\xe0", "tep-co-mat-khau", "bỏ mật khẩu"),
    ],
)
def test_what_is_no_word_file_is_refused(content: bytes, code: str, hint: str) -> None:
    with pytest.raises(ProblemError) as caught:
        comment_word(content, NAME, [note("Sai.")])
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == (code, Place(NAME))
    assert hint in problem.hint
