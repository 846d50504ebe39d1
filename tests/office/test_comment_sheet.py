"""Comments in a workbook of other people: at their cells, legible, and nothing else is touched."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from kehoach_gen.office.comment_sheet import comment_sheet
from kehoach_gen.office.comments import Note
from kehoach_gen.office.package import read_zip, write_zip
from kehoach_gen.office.read_sheets import read_sheets
from kehoach_gen.problem import Place, ProblemError

NAME = "so-noi-vu.xlsx"
SHEET, NEW, BOXES = "xl/worksheets/sheet2.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
LONG = "Ô này ghi «Đã hoàn thành» nhưng không ghi số và ngày của văn bản; ghi như «Quyết định số 12/QĐ-UBND ngày 15/6/2023». "


def workbook(change: Callable[[Any], None] = lambda book: None) -> bytes:
    """Sheets «Ẩn» (hidden), «Nhiệm vụ» and «Khác»."""
    book = Workbook()
    book.worksheets[0].title, book.worksheets[0].sheet_state = "Ẩn", "hidden"
    sheet = book.create_sheet("Nhiệm vụ")
    for row in (("Việc", "Kết quả"), ("Họp", "Đã họp")):
        sheet.append(row)
    book.create_sheet("Khác")
    book.active = 1
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


PLAIN = workbook()


def note(text: str, cell: str | None = None, sheet: str | None = "Nhiệm vụ") -> Note:
    return Note(Place(NAME, sheet=sheet, cell=cell), text)


def said(content: bytes) -> dict[str, str]:
    """What the comments say, by sheet and cell, as openpyxl reads them."""
    cells = (cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet for cell in row if cell.comment)
    return {f"{cell.parent.title}!{cell.coordinate}": cell.comment.text for cell in cells}


def members(content: bytes) -> dict[str, bytes]:
    return read_zip(content, NAME)


def c14n(xml: Any) -> bytes:
    return bytes(etree.tostring(etree.fromstring(xml) if isinstance(xml, bytes) else xml, method="c14n"))


def changed(before: bytes, after: bytes) -> set[str]:
    old, new = members(before), members(after)
    assert list(new)[: len(old)] == list(old)
    return {part for part in new if new[part] != old.get(part)}


def test_the_comment_stands_at_its_cell_under_the_name_of_its_author() -> None:
    content = comment_sheet(PLAIN, NAME, [note("Không đọc được «15/13/2023».", "B2")], "Tổ soát xét")
    assert said(content) == {"Nhiệm vụ!B2": "Tổ soát xét:\nKhông đọc được «15/13/2023»."}
    assert load_workbook(io.BytesIO(content))["Nhiệm vụ"]["B2"].comment.author == "Tổ soát xét"


@pytest.mark.parametrize(
    ("place", "cell"),
    [
        (note("x", "XFD1048576"), "Nhiệm vụ!XFD1048576"),
        (note("x", "$b$2"), "Nhiệm vụ!B2"),
        (note("x", "B2:C5"), "Nhiệm vụ!B2"),
        (note("x"), "Nhiệm vụ!A1"),
        (note("x", "XFE1"), "Nhiệm vụ!A1"),
        (note("x", "hàng 2"), "Nhiệm vụ!A1"),
        (note("x", "C3", "Ẩn"), "Ẩn!C3"),
        (note("x", "C3", "Không có"), "Nhiệm vụ!A1"),
        (note("x", None, None), "Nhiệm vụ!A1"),
    ],
)
def test_a_note_finds_its_cell(place: Note, cell: str) -> None:
    content = comment_sheet(PLAIN, NAME, [place])
    (comment,) = etree.fromstring(members(content)[NEW]).iter(f"{MAIN}comment")
    (number,) = re.findall(r"xl/worksheets/sheet(\d).xml", " ".join(changed(PLAIN, content)))
    assert f"{('Ẩn', 'Nhiệm vụ', 'Khác')[int(number) - 1]}!{comment.get('ref')}" == cell


def test_inside_joined_cells_the_comment_stands_at_the_first() -> None:
    content = workbook(lambda book: book["Nhiệm vụ"].merge_cells("C3:D5"))
    assert said(comment_sheet(content, NAME, [note("x", "D4"), note("y", "E4")])).keys() == {"Nhiệm vụ!C3", "Nhiệm vụ!E4"}


def test_notes_on_one_cell_share_a_comment() -> None:
    content = comment_sheet(PLAIN, NAME, [note("Một.", "B2"), note("Khác.", "A2"), note("Hai.\nSửa.", "B2")])
    assert said(content)["Nhiệm vụ!B2"] == "Soát thể thức:\n– Một.\n– Hai.\nSửa."


def test_everything_else_stays_byte_for_byte() -> None:
    content = workbook(lambda book: book["Nhiệm vụ"].protection.enable())
    after = comment_sheet(content, NAME, [note("x", "B2"), note("y", "Z99")])
    links = "xl/worksheets/_rels/sheet2.xml.rels"
    assert changed(content, after) == {SHEET, NEW, BOXES, links, "[Content_Types].xml"}
    types = members(after)["[Content_Types].xml"].decode()
    assert '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' in types
    assert f'PartName="/{NEW}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"' in types
    root = etree.fromstring(members(after)[SHEET])
    root.remove(root.find(f"{MAIN}legacyDrawing"))
    assert c14n(root) == c14n(members(content)[SHEET])
    assert read_sheets(after, NAME) == read_sheets(content, NAME)


def test_an_author_is_named_once() -> None:
    xml = members(comment_sheet(PLAIN, NAME, [note("x", "B2"), note("y", "C2")]))[NEW]
    assert [author.text for author in etree.fromstring(xml).iter(f"{MAIN}author")] == ["Soát thể thức"]


def test_commented_again_a_sheet_keeps_its_bytes_and_its_comments() -> None:
    once = comment_sheet(PLAIN, NAME, [note("Một.", "B2")])
    twice = comment_sheet(once, NAME, [note("Hai.", "B2"), note("Ba.", "C3")])
    assert changed(once, twice) == {NEW, BOXES}
    assert said(twice) == {
        "Nhiệm vụ!B2": "Soát thể thức:\nMột.\nSoát thể thức:\nHai.",
        "Nhiệm vụ!C3": "Soát thể thức:\nBa.",
    }
    assert re.findall(rb'<v:shape id="(\w+)"', members(twice)[BOXES]) == [b"_x0000_s1025", b"_x0000_s1026"]


def with_old_comments(book: Any) -> None:
    book["Nhiệm vụ"]["A2"].comment = Comment("Cũ", "Lan", height=20, width=50)
    book["Nhiệm vụ"]["B2"].comment = Comment("Giữ", "Lan", height=30, width=60)


def test_old_comments_are_kept_and_their_boxes_grow_with_what_is_added() -> None:
    content = workbook(with_old_comments)
    after = comment_sheet(content, NAME, [note(LONG, "A2"), note("Mới", "C2")])
    assert said(after) == {
        "Nhiệm vụ!A2": f"Cũ\nSoát thể thức:\n{LONG}",
        "Nhiệm vụ!B2": "Giữ",
        "Nhiệm vụ!C2": "Soát thể thức:\nMới",
    }
    sheet = load_workbook(io.BytesIO(after))["Nhiệm vụ"]
    assert [sheet[cell].comment.author for cell in ("A2", "B2", "C2")] == ["Lan", "Lan", "Soát thể thức"]
    boxes = next(part for part in members(content) if part.endswith(".vml"))
    old, new = shapes(members(content)[boxes]), shapes(members(after)[boxes])
    assert new[1, 1] == old[1, 1]
    assert (size(old[1, 0]), size(old[1, 1])) == ((50, 20), (60, 30))
    assert size(new[1, 0]) > (150, 60)
    assert new.keys() == {*old, (1, 2)}


def shapes(vml: bytes) -> dict[tuple[int, ...], str]:
    """The boxes of a drawing by (row, column), counted from 0."""
    found = (found[0] for found in re.finditer(r"<(\w+):shape\s.*?</\1:shape>", vml.decode(), re.DOTALL))
    return {tuple(int(re.search(f":{name}>(\\d+)<", box)[1]) for name in ("Row", "Column")): box for box in found}  # type: ignore[index]


def size(box: str) -> tuple[float, ...]:
    return tuple(float(re.search(rf"[;\"' ]{name}:([\d.]+)p[tx]", box)[1]) for name in ("width", "height"))  # type: ignore[index]


def test_a_drawing_that_is_no_well_formed_xml_is_kept_as_it_is() -> None:
    content = workbook(with_old_comments)
    boxes = next(part for part in members(content) if part.endswith(".vml"))
    vml = members(content)[boxes].replace(b"</xml>", b"<p>Nut<br>bam</xml>")
    assert b"<br>" in vml
    after = members(comment_sheet(write_zip(members(content) | {boxes: vml}), NAME, [note("Mới", "C2")]))[boxes]
    assert re.sub(rb"<v:shape(type)? xmlns:v=.*</v:shape>", b"", after, flags=re.DOTALL) == vml


def test_boxes_are_as_large_as_their_text() -> None:
    content = comment_sheet(PLAIN, NAME, [note("Ngắn", "A2"), note(LONG, "A3"), note(LONG * 6, "A4"), note("x" * 300, "A5")])
    boxes = shapes(members(content)[BOXES])
    short, long, longest, unbroken = (size(boxes[row, 0]) for row in (1, 2, 3, 4))
    assert short == (180.0, 38.25)
    assert long[0] == 180.0
    assert long[1] == 2 * short[1]
    assert longest[0] > 180.0
    assert unbroken[1] > 2 * short[1]


def with_odd_grid(book: Any) -> None:
    sheet = book["Nhiệm vụ"]
    sheet.column_dimensions["C"].width, sheet.column_dimensions["D"].hidden = 100, True
    sheet.row_dimensions[2].height = 300
    sheet["A2"].value = "x"


def test_a_box_is_anchored_by_the_columns_and_rows_it_covers() -> None:
    content = comment_sheet(workbook(with_odd_grid), NAME, [note("x", "A3"), note("x", "B3"), note("x", "C9")])
    boxes = shapes(members(content)[BOXES])
    anchors = [re.search("<x:Anchor>(.*?)<", boxes[place])[1] for place in ((2, 0), (2, 1), (8, 2))]  # type: ignore[index]
    assert anchors == ["1, 15, 1, 10, 2, 191, 1, 61", "2, 15, 1, 10, 2, 255, 1, 61", "3, 15, 7, 10, 7, 63, 10, 1"]


def test_the_drawing_is_named_where_the_schema_wants_it() -> None:
    content = workbook(lambda book: book["Nhiệm vụ"].add_table(Table(displayName="B", ref="A1:B2")))
    tags = [etree.QName(child).localname for child in etree.fromstring(members(comment_sheet(content, NAME, [note("x")]))[SHEET])]
    assert tags[-3:] == ["pageMargins", "legacyDrawing", "tableParts"]


def test_a_strict_workbook_gets_strict_comments() -> None:
    main, office = "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument"
    strict = {
        part: xml.replace(MAIN[1:-1].encode(), main.encode()).replace(OFFICE.encode(), office.encode())
        for part, xml in members(PLAIN).items()
    }
    after = members(comment_sheet(write_zip(strict), NAME, [note("x", "B2")]))
    assert f"{OFFICE}/".encode() not in after["xl/worksheets/_rels/sheet2.xml.rels"] + after[SHEET] + after[NEW]
    assert f'"{office}/relationships/comments"'.encode() in after["xl/worksheets/_rels/sheet2.xml.rels"]
    assert etree.fromstring(after[NEW]).tag == f"{{{main}}}comments"
    assert etree.fromstring(after[SHEET]).find("{*}legacyDrawing").get(f"{{{office}/relationships}}id")


MODERN = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
LINK = "http://schemas.microsoft.com/office/2017/10/relationships"
GUID = "{00000000-0000-0000-0000-000000000001}"


def threaded() -> bytes:
    """A workbook where newer Excel has a conversation at B2."""
    parts = members(workbook(with_old_comments))
    people = f'<personList xmlns="{MODERN}"><person displayName="Lan" id="{GUID}" userId="Lan" providerId="None"/></personList>'
    first = (
        f'<threadedComment ref="B2" dT="2023-06-15T00:00:00.00" personId="{GUID}" id="{GUID}"><text>Giữ</text></threadedComment>'
    )
    parts["xl/persons/person.xml"] = people.encode()
    parts["xl/threadedComments/threadedComment1.xml"] = f'<ThreadedComments xmlns="{MODERN}">{first}</ThreadedComments>'.encode()
    for links, kind, target in (
        ("xl/worksheets/_rels/sheet2.xml.rels", "threadedComment", "/xl/threadedComments/threadedComment1.xml"),
        ("xl/_rels/workbook.xml.rels", "person", "/xl/persons/person.xml"),
    ):
        link = f'<Relationship Id="rIdX" Type="{LINK}/{kind}" Target="{target}"/></Relationships>'
        parts[links] = parts[links].replace(b"</Relationships>", link.encode())
    return write_zip(parts)


def test_in_a_conversation_the_note_is_an_answer_as_well() -> None:
    after = comment_sheet(threaded(), NAME, [note("Một.", "B2"), note("Khác.", "C2")])
    old, answer = etree.fromstring(members(after)["xl/threadedComments/threadedComment1.xml"])
    assert (old.get("id"), answer.get("parentId"), answer.get("ref")) == (GUID, GUID, "B2")
    assert answer.findtext("{*}text") == "Soát thể thức:\nMột."
    people = {person.get("id"): person.get("displayName") for person in etree.fromstring(members(after)["xl/persons/person.xml"])}
    assert (people[answer.get("personId")], people[GUID]) == ("Soát thể thức", "Lan")
    assert said(after)["Nhiệm vụ!B2"] == "Giữ\nSoát thể thức:\nMột."


def test_beside_a_conversation_nothing_of_it_changes() -> None:
    assert {
        part for part in changed(threaded(), comment_sheet(threaded(), NAME, [note("Khác.", "C2")])) if "hread" in part
    } == set()


def test_text_that_looks_like_an_escape_or_xml_stays_text() -> None:
    xml = members(comment_sheet(PLAIN, NAME, [note("_x0041_ <b> & \x0b", "B2")]))[NEW]
    assert etree.fromstring(xml).findall(f".//{MAIN}t")[1].text == "\n_x005F_x0041_ <b> & "


def test_the_same_notes_give_the_same_bytes_and_none_the_same_file() -> None:
    notes = [note("Một.", "B2"), note("Hai.", "B2"), note("Ba.", "A1", "Ẩn")]
    assert comment_sheet(threaded(), NAME, notes) == comment_sheet(threaded(), NAME, notes)
    assert comment_sheet(PLAIN, NAME, []) is PLAIN


ODS = write_zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"})
BINARY = members(PLAIN) | {"_rels/.rels": members(PLAIN)["_rels/.rels"].replace(b"workbook.xml", b"workbook.bin")}
LOCKED = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")
SHEETLESS = members(PLAIN) | {"xl/workbook.xml": b"<document/>"}
DRAWN = members(comment_sheet(PLAIN, NAME, [note("x")])) | {BOXES: b""}


@pytest.mark.parametrize(
    ("content", "code", "hint"),
    [
        (b"\xd0\xcf\x11\xe0", "khong-ghi-nhan-xet-duoc", "lưu thành kiểu «Excel Workbook (*.xlsx)»"),
        (ODS, "khong-ghi-nhan-xet-duoc", "lưu thành kiểu «Excel Workbook (*.xlsx)»"),
        (write_zip(BINARY), "khong-ghi-nhan-xet-duoc", "lưu thành kiểu «Excel Workbook (*.xlsx)»"),
        (LOCKED, "tep-co-mat-khau", "bỏ mật khẩu"),
        (b"x", "khong-phai-tep-office", "chép lại từ bản gốc"),
        (write_zip({"a.txt": b""}), "khong-phai-tep-office", "chép lại từ bản gốc"),
        (write_zip(SHEETLESS), "khong-phai-tep-excel", "chọn đúng tệp .xlsx"),
        (write_zip(DRAWN), "khong-phai-tep-office", "lưu lại"),
    ],
)
def test_what_is_no_xlsx_file_is_refused(content: bytes, code: str, hint: str) -> None:
    with pytest.raises(ProblemError) as caught:
        comment_sheet(content, NAME, [note("Sai.")])
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == (code, Place(NAME))
    assert hint in problem.hint


@pytest.mark.skipif(shutil.which("soffice") is None, reason="chưa cài LibreOffice (soffice)")
def test_libreoffice_finds_every_comment_at_its_cell(tmp_path: Path) -> None:
    notes = [note("Một.", "B2"), note("Hai.", "AB40"), note("Ba.", "C3", "Ẩn"), note("Bốn.", "A2")]
    (tmp_path / NAME).write_bytes(comment_sheet(workbook(with_old_comments), NAME, notes))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "ods"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / NAME)], check=True, capture_output=True, timeout=120)
    saved = read_zip((tmp_path / NAME).with_suffix(".ods").read_bytes(), NAME)
    assert dict(annotations(etree.fromstring(saved["content.xml"]))) == {
        ("Ẩn", 3, 3): "Soát thể thức:\nBa.",
        ("Nhiệm vụ", 2, 1): "Cũ\nSoát thể thức:\nBốn.",
        ("Nhiệm vụ", 2, 2): "Giữ\nSoát thể thức:\nMột.",
        ("Nhiệm vụ", 40, 28): "Soát thể thức:\nHai.",
    }


def annotations(root: Any) -> Iterator[tuple[tuple[str, int, int], str]]:
    """What the comments of an .ods file say, by (sheet, row, column)."""
    of = "{urn:oasis:names:tc:opendocument:xmlns:"
    for table in root.iter(f"{of}table:1.0}}table"):
        row = 1
        for line in table.iter(f"{of}table:1.0}}table-row"):
            column = 1
            for cell in line:
                for said in cell.iterchildren(f"{of}office:1.0}}annotation"):
                    lines = ("".join(part.itertext()) for part in said.iterchildren(f"{of}text:1.0}}p"))
                    yield (table.get(f"{of}table:1.0}}name"), row, column), "\n".join(lines)
                column += int(cell.get(f"{of}table:1.0}}number-columns-repeated", 1))
            row += int(line.get(f"{of}table:1.0}}number-rows-repeated", 1))
