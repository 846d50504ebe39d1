"""What a file is, told from its content; members unpacked one by one; files that are not opened, and why."""

import io
import struct
import zipfile

import pytest

from kehoach_gen.office import kinds as module
from kehoach_gen.office.kinds import Kind, kind_of, read_members, refusal
from kehoach_gen.office.package import read_zip, write_zip
from kehoach_gen.problem import Problem, ProblemError

ODF = b"application/vnd.oasis.opendocument."
RELATIONS = "word/_rels/document.xml.rels"
END = 0xFFFFFFFE


def compound(*names: str, beginning: bytes = b"", inner: tuple[str, ...] = (), size: int = 0) -> bytes:
    """A compound file with these streams at its top, each beginning at the sector after the directory, and others in a
    storage of its own."""
    entries = ["Root Entry", *names, *(["Storage"] if inner else []), *inner]
    directory = b""
    for index, name in enumerate(entries):
        right = index + 1 if 0 < index < len(entries) - 1 - len(inner) else 0xFFFFFFFF
        child = {0: 1, len(entries) - 1 - len(inner): len(entries) - len(inner)}.get(index, 0xFFFFFFFF)
        child = child if index == 0 or inner else 0xFFFFFFFF
        text = name.encode("utf-16-le").ljust(64, b"\0")
        directory += text + struct.pack("<HBBIII36xIQ", 2 * len(name) + 2, 2, 1, 0xFFFFFFFF, right, child, 5, size)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<II", 1, 1).ljust(32, b"\0") + struct.pack("<I", 0)
    table = struct.pack("<128I", 0xFFFFFFFD, *range(2, 5), END, END, *([0xFFFFFFFF] * 122))
    return header.ljust(512, b"\xff") + table + directory.ljust(4 * 512, b"\0") + beginning.ljust(512, b"\0")


def docx(**members: bytes) -> bytes:
    return write_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>", **members})


def open_document(kind: bytes, **members: bytes) -> bytes:
    return write_zip({"mimetype": ODF + kind, "content.xml": b"<x/>", **members})


BOF = struct.pack("<HH16x", 0x0809, 16)
KINDS: list[tuple[bytes, Kind]] = [
    (docx(), "docx"),
    (write_zip({"[Content_Types].xml": b'<x ContentType="a.wordprocessingml.document.main+xml"/>', "a/b.xml": b""}), "docx"),
    (write_zip({"xl/workbook.xml": b"<x/>"}), "xlsx"),
    (open_document(b"spreadsheet"), "ods"),
    (open_document(b"text"), "doc"),
    (open_document(b"spreadsheet", **{"META-INF/manifest.xml": b"<encryption-data/>"}), "encrypted"),
    (open_document(b"spreadsheet", **{"encrypted-package": b"x"}), "encrypted"),
    (write_zip({"SNV.docx": b"x"}), "zip"),
    (compound("Workbook", beginning=BOF), "xls"),
    (compound("Book"), "xls"),
    (compound("WordDocument", inner=("Workbook",)), "doc"),
    (compound("Workbook", beginning=BOF, inner=("WordDocument", "EncryptedPackage")), "xls"),
    (compound("Workbook", beginning=BOF + b"\x2f\x00"), "encrypted"),
    (compound("EncryptionInfo", "EncryptedPackage"), "encrypted"),
    (compound("PowerPoint Document"), "unknown"),
    (rb"{\rtf1\ansi B\'e1o c\'e1o}", "doc"),
    (b"%PDF-1.7\n", "pdf"),
    (b"\xef\xbb\xbf\r\n%PDF-1.4\n", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "image"),
    (b"\0\0\0\x18ftypheic\0\0\0\0", "image"),
    (b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>", "html"),
    ("\ufeff <!-- bảng -->\n<TABLE border=1><tr><td>Sở</td></tr></TABLE>".encode(), "html"),
    ("<!DOCTYPE html><p>Sở".encode("utf-16"), "html"),
    (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", "html"),
    ("Sở Nội vụ: đã xong".encode(), "text"),
    ("Sở Nội vụ".encode("utf-16"), "text"),
    (b"", "empty"),
    (bytes(9000), "empty"),
    (bytes(range(256)) * 40, "unknown"),
]


@pytest.mark.parametrize(("content", "kind"), KINDS, ids=[f"{n}-{kind}" for n, (_, kind) in enumerate(KINDS)])
def test_a_file_is_told_by_its_content(content: bytes, kind: Kind) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize("content", [content for content, kind in KINDS if len(content) > 100])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_what_is_cut_short_never_breaks_the_telling(content: bytes, share: float) -> None:
    cut = content[: int(len(content) * share)]
    if cut.startswith(b"PK"):
        assert kind_of(cut) == "unknown"
    else:
        kind_of(cut)


def test_a_directory_that_runs_in_a_circle_ends() -> None:
    content = bytearray(compound("Workbook", beginning=BOF))
    content[512 + 8 : 512 + 12] = struct.pack("<I", 1)
    content[1024 + 128 + 72 : 1024 + 128 + 76] = struct.pack("<I", 1)
    assert kind_of(bytes(content)) == "xls"


# What is not opened


def refused(content: bytes, *wanted: Kind) -> Problem:
    with pytest.raises(ProblemError) as caught:
        read_members(content, "a.docx", *wanted or ("docx",))
    (problem,) = caught.value.problems
    assert str(problem.place) == "a.docx"
    assert problem.hint
    return problem


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        ("encrypted", "tep-co-mat-khau", "mật khẩu"),
        ("doc", "tep-doc-cu", "Lưu thành (Save As) kiểu .docx"),
        ("pdf", "tep-pdf", "PDF"),
        ("image", "tep-anh", "ảnh"),
        ("zip", "tep-nen", "giải nén"),
        ("html", "tep-html", "HTML"),
        ("empty", "tep-trong", "không có nội dung"),
        ("text", "khong-phai-tep-office", "không phải tệp Word, Excel"),
        ("unknown", "khong-phai-tep-office", "hỏng"),
        ("xls", "khong-phai-word", "tệp Excel"),
        ("xlsx", "khong-phai-word", "tệp Excel"),
        ("ods", "khong-phai-word", "tệp Excel"),
    ],
)
def test_every_other_kind_is_refused_with_its_reason(kind: Kind, code: str, words: str) -> None:
    content = next(content for content, known in KINDS if known == kind)
    problem = refused(content)
    assert problem == refusal(kind, "a.docx")
    assert problem.code == code
    assert words in f"{problem.message} {problem.hint}"


def test_a_word_file_where_a_workbook_is_wanted_is_refused() -> None:
    assert refused(docx(), "xlsx", "ods", "xls").code == "khong-phai-tep-excel"


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


@pytest.mark.parametrize(
    "content",
    [
        docx(**{"word/vbaProject.bin": b"x"}),
        docx(**{"[Content_Types].xml": f'<Types><Override ContentType="{MACROS}"/></Types>'.encode()}),
        write_zip({"xl/workbook.xml": b"<x/>", "xl/macrosheets/sheet1.xml": b"<x/>"}),
        open_document(b"spreadsheet", **{"Basic/Standard/Module1.xml": b"<x/>"}),
        compound("Workbook", "_VBA_PROJECT_CUR", beginning=BOF),
    ],
)
def test_a_file_with_macros_is_refused(content: bytes) -> None:
    assert refused(content, "docx", "xlsx", "ods", "xls").code == "tep-co-macro"


def test_an_empty_library_of_macros_is_no_macro() -> None:
    content = open_document(b"spreadsheet", **{"Basic/Standard/script-lb.xml": b"<x/>", "Basic/script-lc.xml": b"<x/>"})
    assert read_members(content, "a", "ods")[0] == "ods"


def related(kind: str, mode: str = ' TargetMode="External"') -> bytes:
    link = f'<Relationship Id="r1" Type="http://x/relationships/{kind}" Target="http://example.vn/a"{mode}/>'
    return docx(**{RELATIONS: f'<Relationships xmlns="http://x/package">{link}</Relationships>'.encode()})


@pytest.mark.parametrize("kind", ["attachedTemplate", "oleObject", "externalLink", "subDocument"])
def test_a_file_that_draws_on_others_is_refused(kind: str) -> None:
    assert refused(related(kind)).code == "tep-lien-ket-ngoai"
    assert refused(related(kind, ' TargetMode="&#69;xternal"')).code == "tep-lien-ket-ngoai"


def test_a_workbook_linked_to_another_is_refused() -> None:
    content = write_zip({"xl/workbook.xml": b"<x/>", "xl/externalLinks/externalLink1.xml": b"<x/>"})
    assert refused(content, "xlsx").code == "tep-lien-ket-ngoai"


def test_hyperlinks_and_what_is_inside_the_file_are_not_outside_it() -> None:
    for content in (related("hyperlink"), related("oleObject", ""), docx(**{RELATIONS: b"<External"})):
        assert read_members(content, "a", "docx")[0] == "docx"


# Members


def test_members_are_unpacked_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    inflated = module.inflated
    monkeypatch.setattr(module, "inflated", lambda content, info: (asked.append(info.filename), inflated(content, info))[1])
    content = docx(**{"word/media/anh.png": b"\x89PNG" * 99})
    _, members = read_members(content, "a", "docx")
    assert dict(members) == read_zip(content, "a")
    assert asked.count("word/media/anh.png") == 1


def test_a_damaged_member_is_told_when_it_is_asked_for() -> None:
    content = bytearray(docx(**{"word/media/anh.png": bytes(range(256)) * 9}))
    place = content.index(b"word/media/anh.png")
    content[place + 40] ^= 0xFF
    _, members = read_members(bytes(content), "a", "docx")
    assert members["word/document.xml"] == b"<x/>"
    with pytest.raises(ProblemError, match="hỏng"):
        members["word/media/anh.png"]


def test_what_unpacks_to_a_thousand_times_its_size_is_refused() -> None:
    assert refused(docx(**{"word/media/a.xml": bytes(16_000_000)})).code == "tep-nen-bat-thuong"


def test_a_member_larger_than_any_form_is_refused_without_being_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", b"<x/>")
        archive.writestr("word/media/a.xml", bytes(33 * 2**20))
    _, members = read_members(stream.getvalue(), "a", "docx")
    monkeypatch.delattr(module, "inflated")
    with pytest.raises(ProblemError, match="lớn bất thường \\(33 MB\\)"):
        members["word/media/a.xml"]


def test_a_member_with_a_million_tags_is_refused_before_it_is_parsed() -> None:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(1_000_001))
    _, members = read_members(docx(**{"word/a.xml": rows}), "a", "docx")
    with pytest.raises(ProblemError, match="1000001 thẻ"):
        members["word/a.xml"]
