"""A workbook of any make: read as `read_workbook` reads it, only faster; .xls and .ods too; hostile files refused."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from test_kinds import BOF, compound

from kehoach_gen.office import read_sheets as module
from kehoach_gen.office.package import read_zip, write_zip
from kehoach_gen.office.read_sheets import read_properties, read_sheets
from kehoach_gen.office.read_workbook import read_workbook
from kehoach_gen.office.sheet import Book, Contents, Kind, Look, Pattern, Row
from kehoach_gen.problem import ProblemError

ODS = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text", "meta")
)


def plain(*texts: str) -> bytes:
    book = Book((Pattern("S", (30.0,), {"r": Kind((Look(),))}),))
    return book.fill(Contents({"S": [Row("r", (text,)) for text in texts]}, "Thử"))


def saved(value: Any, code: str = "General") -> bytes:
    book = Workbook()
    book.worksheets[0]["B2"] = value
    book.worksheets[0]["B2"].number_format = code
    return bytes_of(book)


def bytes_of(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(rows: str, **members: bytes) -> bytes:
    body = f'<office:body><office:spreadsheet><table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
    content = f"<office:document-content {NAMES}>{body}</office:document-content>".encode()
    return write_zip({"mimetype": ODS.encode(), "content.xml": content, **members})


def row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def refused(content: bytes) -> str:
    with pytest.raises(ProblemError) as caught:
        read_sheets(content, "a.xlsx")
    assert str(caught.value.problems[0].place) == "a.xlsx"
    return caught.value.problems[0].code


def test_plain_text_is_read_by_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    content = plain("a", " b\n c ", "R&D <b> _x0041_", "", " ", '"x"')
    expected = read_workbook(content, "a.xlsx")[0].cells
    monkeypatch.delattr(module, "read_workbook")
    assert read_sheets(content, "a.xlsx")[0].cells == expected
    assert list(expected.values()) == ["a", " b\n c ", "R&D <b> _x0041_", '"x"']


def test_letters_written_as_numbers_are_read() -> None:
    members = read_zip(plain("S? N&amp;i"), "a")
    strings = members["xl/sharedStrings.xml"].replace(b"S?", b"S&#7903;")
    assert list(read_sheets(write_zip({**members, "xl/sharedStrings.xml": strings}), "a.xlsx")[0].cells.values()) == [
        "Sở N&amp;i"
    ]


def test_text_saved_by_another_program_is_read_by_pattern_too(monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytes_of(load_workbook(io.BytesIO(plain("- Đã xong", "R&D"))))
    monkeypatch.delattr(module, "read_workbook")
    assert list(read_sheets(content, "a.xlsx")[0].cells.values()) == ["- Đã xong", "R&D"]


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (saved(0.05, "0%"), "5%"),
        (saved(date(2023, 6, 15), "dd/mm/yyyy"), "15/6/2023"),
        (saved(151), "151"),
        (saved(CellRichText("Sở ", TextBlock(InlineFont(b=True), "Nội vụ"))), "Sở Nội vụ"),
    ],
)
def test_what_is_not_plain_text_is_read_as_it_is_shown(content: bytes, shown: str) -> None:
    assert read_sheets(content, "a.xlsx")[0].cells == {(2, 2): shown}


def test_a_formula_without_its_result_is_a_problem() -> None:
    (problem,) = read_sheets(saved("=1+1"), "a.xlsx")[0].problems
    assert (problem.code, str(problem.place)) == ("cong-thuc-chua-tinh", "a.xlsx[Sheet]!B2")


def test_an_ods_cell_is_read_as_it_is_shown() -> None:
    percent = cell("84,5%", 'office:value-type="percentage" office:value="0.845"')
    day = cell("15/06/23", 'office:value-type="date" office:date-value="2023-06-15"')
    text = cell('a<text:s text:c="2"/><text:span>b</text:span></text:p><text:p>c<text:line-break/>d')
    (sheet,) = read_sheets(ods(row(percent, "<table:covered-table-cell/>", day) + row(text)), "a.ods")
    assert sheet.cells == {(1, 1): "84,5%", (1, 3): "15/6/2023", (2, 1): "a  b\nc\nd"}


def test_repeated_ods_cells_take_their_places() -> None:
    rows = (
        row(cell("x", 'table:number-columns-repeated="2"'), repeated=2) + row("<table:table-cell/>", repeated=5) + row(cell("y"))
    )
    assert read_sheets(ods(rows), "a.ods")[0].cells == {(1, 1): "x", (1, 2): "x", (2, 1): "x", (2, 2): "x", (8, 1): "y"}


def test_a_million_empty_rows_cost_nothing_and_a_million_full_ones_are_refused() -> None:
    assert read_sheets(ods(row("<table:table-cell/>", repeated=1_000_000)), "a.ods")[0].cells == {}
    assert refused(ods(row(cell("x"), repeated=1_000_000))) == "tep-qua-lon"


def test_ods_properties_are_read() -> None:
    meta = f'<office:document-meta {NAMES}><office:meta><meta:user-defined meta:name="KHGen.plan">p</meta:user-defined></office:meta>'
    content = ods("", **{"meta.xml": f"{meta}</office:document-meta>".encode()})
    assert read_properties(content, "a.ods") == {"KHGen.plan": "p"}


def test_passwords_are_named() -> None:
    assert refused(compound("EncryptionInfo", "EncryptedPackage")) == "tep-co-mat-khau"
    assert refused(compound("Workbook", beginning=BOF + b"\x2f\x00")) == "tep-co-mat-khau"
    assert refused(ods("", **{"META-INF/manifest.xml": b"<encryption-data/>"})) == "tep-co-mat-khau"


def test_damaged_and_foreign_files_are_refused() -> None:
    assert refused(compound("Workbook", beginning=BOF, size=300)) == "tep-bang-tinh-hong"
    assert refused(compound("Workbook", beginning=BOF)[:1000]) == "khong-phai-tep-office"
    assert refused(write_zip({"mimetype": ODS.encode(), "content.xml": b"<office:"})) == "tep-bang-tinh-hong"
    assert refused(b"ma: cchc-2023") == "khong-phai-tep-office"
    assert refused(b"") == "tep-trong"
    assert refused(b"<html><table><tr><td>1</table></html>") == "tep-html"
    assert refused(write_zip({"word/document.xml": b"<x/>"})) == "khong-phai-tep-excel"
    members = read_zip(plain("a"), "a")
    assert refused(write_zip({**members, "xl/sharedStrings.xml": b"<sst><si><t>\xff</t></si></sst>"})) == "tep-excel-hong"
    assert refused(plain("a")[:-400]) == "khong-phai-tep-office"


@pytest.mark.parametrize(
    ("path", "pattern", "new"),
    [
        ("_rels/.rels", b'officeDocument"', b'khac"'),
        ("_rels/.rels", b' Target="xl/workbook.xml"', b""),
        ("xl/_rels/workbook.xml.rels", b' Type="[^"]*worksheet"', b""),
        ("xl/_rels/workbook.xml.rels", b' Target="[^"]*"', b""),
        ("xl/workbook.xml", b' r:id="[^"]*"', b""),
        ("xl/workbook.xml", b' name="Sheet"', b""),
        ("xl/styles.xml", b' numFmtId="164"', b""),
        ("xl/styles.xml", b' formatCode="[^"]*"', b""),
        ("xl/worksheets/sheet1.xml", b' ref="B4:C4"', b""),
    ],
)
def test_a_workbook_that_lacks_a_needed_attribute_is_refused(path: str, pattern: bytes, new: bytes) -> None:
    book = Workbook()
    book.worksheets[0]["B2"] = 5
    book.worksheets[0]["B2"].number_format = '0.0" tỷ"'
    book.worksheets[0].merge_cells("B4:C4")
    members = read_zip(bytes_of(book), "a")
    damaged = re.sub(pattern, new, members[path])
    assert damaged != members[path]
    assert refused(write_zip({**members, path: damaged})) == "tep-excel-hong"


def test_macros_and_links_to_other_workbooks_are_refused() -> None:
    members = read_zip(plain("a"), "a")
    assert refused(write_zip({**members, "xl/vbaProject.bin": b"x"})) == "tep-co-macro"
    assert refused(write_zip({**members, "xl/externalLinks/externalLink1.xml": b"<x/>"})) == "tep-lien-ket-ngoai"


BOMB = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "path", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
)
def test_entities_are_refused_in_every_part_that_is_read(path: str) -> None:
    members = read_zip(plain("a"), "a")
    start, end = members[path].split(b"?>", 1)
    for prolog in (BOMB, b"<!--" + b"x" * 9000 + b"-->" + BOMB):
        assert refused(write_zip({**members, path: start + b"?>" + prolog + end})) == "tep-excel-la"


def test_entities_are_refused_in_an_ods_file() -> None:
    content = read_zip(ods(""), "a")["content.xml"]
    assert refused(write_zip({"mimetype": ODS.encode(), "content.xml": BOMB + content})) == "tep-bang-tinh-hong"


def test_a_sheet_of_two_million_rows_is_refused_by_the_length_the_zip_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(module, "read_workbook")
    members = read_zip(plain("a"), "a")
    rich = members["xl/sharedStrings.xml"].replace(b"</si>", b"<t>b</t></si>")
    long = members["xl/worksheets/sheet1.xml"] + b'<row r="2000000"/>' * 2_000_000
    for strings in (members["xl/sharedStrings.xml"], rich):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for path, content in {**members, "xl/sharedStrings.xml": strings, "xl/worksheets/sheet1.xml": long}.items():
                archive.writestr(path, content)
        assert refused(stream.getvalue()) == "tep-qua-lon"


def test_a_sheet_that_lies_about_its_dimension_is_read_as_it_is() -> None:
    members = read_zip(plain("a"), "a")
    sheet = members["xl/worksheets/sheet1.xml"]
    lying = sheet.replace(b"<sheetData", b'<dimension ref="A1:XFD2000000"/><sheetData')
    assert read_sheets(write_zip({**members, "xl/worksheets/sheet1.xml": lying}), "a.xlsx")[0].cells == {(1, 1): "a"}


def test_what_unpacks_beyond_reason_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in read_zip(plain("a"), "a").items():
            archive.writestr(path, content + b" " * 2**26 if path == "xl/worksheets/sheet1.xml" else content)
    assert refused(stream.getvalue()) in ("tep-nen-bat-thuong", "tep-qua-lon")


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(plain("a" * 500))
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/sharedStrings.xml"))
    content[place + 24 : place + 28] = (40).to_bytes(4, "little")
    assert refused(bytes(content)) == "khong-phai-tep-office"
