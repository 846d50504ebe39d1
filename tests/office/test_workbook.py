"""Workbooks as files: written with fixed bytes, read as their reader saw them, hostile ones refused."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kehoach_gen.office.package import read_zip, write_zip
from kehoach_gen.office.read_workbook import Sheet, number_text, read_workbook
from kehoach_gen.office.workbook import Column, NamedList, Row, Table, write_workbook
from kehoach_gen.problem import ProblemError

TABLE = Table(
    "Danh sách",
    (
        Column("Tên", 20, note="Họ và tên"),
        Column("Nhóm", 10, choices="CacNhom"),
        Column("Loại", 10, choices=("A", "B"), strict=True),
    ),
    (Row(("=1+1", "x", "A")), Row(("_x0041_", "'01", ""))),
    spare=3,
)
LIST = NamedList("CacNhom", "Danh sách", 1, growing=True)


def written() -> bytes:
    return write_workbook([TABLE], [LIST], "Thử")


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(*links: tuple[str, str, str]) -> str:
    items = (f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>' for id, kind, target in links)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(items)}</Relationships>'


def sheet_of(cell: str = "", *, shared: str = "", styles: str = "", extra: str = "") -> Sheet:
    """A workbook of one sheet, given as XML."""
    sheet = '<sheet name="S" sheetId="1" r:id="rId1"/>'
    members = {
        "_rels/.rels": relations(("r", "officeDocument", "xl/book.xml")),
        "xl/book.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{sheet}</sheets></workbook>',
        "xl/_rels/book.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/s.xml"),
            ("rId2", "sharedStrings", "/xl/strings.xml"),
            ("rId3", "styles", "styles.xml"),
        ),
        "xl/worksheets/s.xml": f'<worksheet {MAIN}><sheetData><row r="7">{cell}</row></sheetData>{extra}</worksheet>',
        "xl/strings.xml": f"<sst {MAIN}>{shared}</sst>",
        "xl/styles.xml": f"<styleSheet {MAIN}>{styles}</styleSheet>",
    }
    return read_workbook(write_zip({path: text.encode() for path, text in members.items()}), "a.xlsx")[0]


def refused(content: bytes) -> tuple[str, str, str]:
    with pytest.raises(ProblemError) as caught:
        read_workbook(content, "a.xlsx")
    (problem,) = caught.value.problems
    return problem.code, problem.message, str(problem.place)


def test_the_same_tables_give_the_same_bytes_without_the_clock() -> None:
    assert written() == written()
    core = read_zip(written(), "a.xlsx")["docProps/core.xml"].decode()
    assert core.count("1980-01-01T00:00:00Z") == 2


def test_every_cell_is_text_and_never_computed() -> None:
    cell = load_workbook(io.BytesIO(written()))["Danh sách"]["A2"]
    assert (cell.value, cell.data_type, cell.number_format, cell.quotePrefix) == ("=1+1", "s", "@", True)
    (sheet,) = read_workbook(written(), "a.xlsx")
    assert [sheet.cells[row, 1] for row in (2, 3)] == ["=1+1", "_x0041_"]
    assert sheet.cells[3, 2] == "'01"
    assert str(sheet.place(3, 2)) == "a.xlsx[Danh sách]!B3"


def test_drop_downs_go_through_names_or_words() -> None:
    book = load_workbook(io.BytesIO(written()))
    named, words = book["Danh sách"].data_validations.dataValidation
    assert (named.formula1, str(named.sqref), named.errorStyle) == ("CacNhom", "B2:B6", "warning")
    assert (words.formula1, str(words.sqref), words.errorStyle) == ('"A,B"', "C2:C6", "stop")
    cells = "'Danh sách'!$A$2"
    assert book.defined_names["CacNhom"].attr_text == f"OFFSET({cells},0,0,MAX(1,COUNTA({cells}:$A$6)),1)"
    assert book["Danh sách"]["A1"].comment.text == "Họ và tên"


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("151", "General", "151"),
        ("151.0", "General", "151"),
        ("4.5", "General", "4,5"),
        ("0.1", "@", "0,1"),
        ("0.30000000000000004", "General", "0,3"),
        ("1E+6", "General", "1000000"),
        ("0.05", "0%", "5%"),
        ("0.0525", "0.00%", "5,25%"),
        ("1", "00", "01"),
        ("1234567", "#,##0", "1.234.567"),
        ("1234.5", "#,##0.00", "1.234,50"),
        ("1.5", "0.0##", "1,5"),
        ("-3", "0", "-3"),
        ("2", '0" nhiệm vụ"', "2 nhiệm vụ"),
        ("2", "0\\ xã", "2 xã"),
        ("0.5", "# ?/?", "0,5"),
        ("1500", "_(* #,##0_);_(* (#,##0)", "1.500"),
    ],
)
def test_numbers_are_read_as_their_format_shows_them(value: str, code: str, shown: str) -> None:
    assert number_text(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (date(2023, 6, 15), "dd/mm/yyyy", "15/6/2023"),
        (date(2023, 6, 15), "[$-42A]d mmmm yyyy;@", "15/6/2023"),
        (date(2023, 6, 1), "mmm-yy", "6/2023"),
        (date(2023, 2, 1), "d-mmm", "1/2"),
        (datetime(2023, 6, 15, 7, 5), "dd/mm/yyyy hh:mm", "15/6/2023 7:05"),
        (time(7, 30), "h:mm", "7:30"),
        (True, "General", "TRUE"),
    ],
)
def test_dates_are_read_in_the_vietnamese_order(value: Any, code: str, shown: str) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = value
    book.worksheets[0]["A1"].number_format = code
    stream = io.BytesIO()
    book.save(stream)
    assert read_workbook(stream.getvalue(), "a.xlsx")[0].cells == {(1, 1): shown}


def test_shared_strings_join_their_runs_and_lose_reading_aids_and_escapes() -> None:
    runs = "<si><r><t>Sở </t></r><r><t>Nội vụ</t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_\n_x005F_x0041_</t></si>"
    sheet = sheet_of('<c r="B7" t="s"><v>0</v></c><c t="s"><v>1</v></c>', shared=runs)
    assert sheet.cells == {(7, 2): "Sở Nội vụ", (7, 3): "a\n_x0041_"}


def test_a_formula_gives_its_result_or_a_problem() -> None:
    sheet = sheet_of(
        '<c r="A7"><f>1+1</f><v>2</v></c><c r="B7"><f>1+1</f><v/></c>'
        '<c r="C7" t="e"><f>X1</f><v>#REF!</v></c><c r="D7" t="str"><f>""</f><v/></c>'
    )
    assert sheet.cells == {(7, 1): "2"}
    assert [(problem.code, str(problem.place)) for problem in sheet.problems] == [
        ("cong-thuc-chua-tinh", "a.xlsx[S]!B7"),
        ("o-bao-loi", "a.xlsx[S]!C7"),
    ]
    assert sheet.problems[1].message == "Ô này báo lỗi #REF!."


def test_merged_cells_are_a_problem_of_the_sheet() -> None:
    sheet = sheet_of(extra='<mergeCells><mergeCell ref="A5:C5"/></mergeCells>')
    assert [(problem.code, str(problem.place)) for problem in sheet.problems] == [("o-gop", "a.xlsx[S]!A5:C5")]


def test_the_number_format_comes_from_the_style() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="0.0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    )
    assert sheet_of('<c r="A7" s="1"><v>0.305</v></c>', styles=styles).cells == {(7, 1): "30,5%"}


def test_files_that_are_no_workbook_are_refused_with_a_reason() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refused(ole + "EncryptedPackage".encode("utf-16-le")) == ("tep-co-mat-khau", "Tệp có mật khẩu.", "a.xlsx")
    assert refused(ole)[:2] == ("tep-xls-cu", "Đây là tệp Excel đời cũ (.xls), dù tên có thể là .xlsx.")
    assert refused(b"ma: cchc-2023")[0] == "khong-phai-tep-office"
    assert refused(write_zip({"word/document.xml": b"<x/>"}))[:2] == (
        "khong-phai-tep-excel",
        "Đây là tệp Word, không phải tệp Excel.",
    )
    assert refused(write_zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}))[0] == "khong-phai-tep-excel"


def test_damaged_workbooks_are_refused() -> None:
    members = read_zip(written(), "a.xlsx")
    for path in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "_rels/.rels"):
        assert refused(write_zip({**members, path: members[path][:-20]}))[0] == "tep-excel-hong"
    missing = {path: content for path, content in members.items() if path != "xl/worksheets/sheet1.xml"}
    assert refused(write_zip(missing))[0] == "tep-excel-hong"


def test_entities_and_absurd_sizes_are_refused() -> None:
    members = read_zip(written(), "a.xlsx")
    sheet = members["xl/worksheets/sheet1.xml"]
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + sheet
    assert refused(write_zip({**members, "xl/worksheets/sheet1.xml": bomb}))[0] == "tep-excel-la"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in members.items():
            archive.writestr(path, content + b" " * 2**26 if path == "xl/worksheets/sheet1.xml" else content)
    assert refused(stream.getvalue())[0] in ("tep-nen-bat-thuong", "tep-qua-lon")
