"""Sheets compiled once: the same bytes, text that stays text, cells that are closed but where one writes."""

import io
import re
from typing import Any

import pytest
from openpyxl import load_workbook

from kehoach_gen.office.package import read_zip
from kehoach_gen.office.read_sheets import read_properties, read_sheets
from kehoach_gen.office.read_workbook import read_workbook
from kehoach_gen.office.sheet import Book, Choices, Contents, Hint, Kind, Look, Pattern, Row

BARE, BOXED, OPEN = Look(), Look(boxed=True), Look(boxed=True, fill="FFFBE0", is_open=True)
LIST = Pattern(
    "Việc & người",
    (0.0, 40.0, 60.0),
    {
        "title": Kind((BARE, Look(size=14, bold=True), BARE), ((2, 3),)),
        "head": Kind((BARE, BOXED, BOXED)),
        "line": Kind((BARE, BOXED, OPEN), least=4),
    },
    (Hint(3, "Tiến độ", "Chọn trong danh sách.", "TienDo"),),
    frozen=(2, 2),
)
WORDS = Pattern("Từ", (40.0,), {"plain": Kind((BARE,))}, visibility="veryHidden")
BOOK = Book((LIST, WORDS), (Choices("TienDo", "Từ", 1, 1, 2),))
TITLE = (Row("title", ("m0", "Danh sách")), Row("head", ("", "Việc", "Tiến độ")))


def filled(*rows: Row, words: bool = True, **contents: Any) -> bytes:
    hidden = {"Từ": [Row("plain", ("Xong",)), Row("plain", ("Chưa",))]} if words else {}
    return BOOK.fill(Contents({"Việc & người": [*TITLE, *rows], **hidden}, "Thử", **contents))


def line(text: str, answer: str = "") -> Row:
    return Row("line", ("m1", text, answer))


def sheet_of(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))["Việc & người"]


def test_the_same_contents_give_the_same_bytes() -> None:
    assert filled(line("a"), footer="x") == filled(line("a"), footer="x")
    assert filled(line("a")) != filled(line("b"))


@pytest.mark.parametrize(
    "text",
    [
        "- Đã xong",
        "=1+1",
        "01",
        "1/2",
        "_x0041_",
        "<b>&amp;",
        " hai  dấu cách ",
        "dòng\nmới",
        "a\x0bb",
        "a\rb",
        "👩‍🌾",
        "#N/A",
        "'01",
    ],
)
def test_text_stays_text(text: str) -> None:
    content = filled(line("x", text))
    assert read_workbook(content, "a.xlsx")[0].cells[3, 3] == text.replace("\r\n", "\n")
    assert read_sheets(content, "a.xlsx")[0].cells[3, 3] == text
    cell = sheet_of(content)["C3"]
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert bool(cell.quotePrefix) == text.startswith(("=", "-", "'"))


def test_blanks_at_the_ends_are_kept_by_every_reader() -> None:
    assert b'<t xml:space="preserve"> a </t>' in read_zip(filled(line("x", " a ")), "a")["xl/sharedStrings.xml"]


def test_only_open_cells_can_be_written_in_and_columns_and_rows_can_be_pulled() -> None:
    sheet = sheet_of(filled(line("x")))
    assert [cell.protection.locked for cell in sheet[3]] == [True, True, False]
    protection = sheet.protection
    assert (protection.sheet, protection.password, protection.formatColumns, protection.formatRows) == (True, None, False, False)
    assert (protection.selectLockedCells, protection.formatCells, protection.insertRows) == (False, True, True)


def test_a_hint_stands_over_the_open_cells_and_its_choices_go_through_a_name() -> None:
    book = load_workbook(io.BytesIO(filled(line("x"), line("y"))))
    (rule,) = book["Việc & người"].data_validations.dataValidation
    assert (str(rule.sqref), rule.type, rule.formula1, rule.promptTitle) == ("C3:C4", "list", "TienDo", "Tiến độ")
    assert book.defined_names["TienDo"].attr_text == "'Từ'!$A$1:$A$2"
    assert book["Từ"].sheet_state == "veryHidden"


def test_the_first_column_is_hidden_and_the_heading_stays_and_is_repeated() -> None:
    sheet = sheet_of(filled(line("x")))
    assert (sheet.column_dimensions["A"].hidden, sheet.column_dimensions["B"].hidden) == (True, False)
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C3", "$2:$2")


def test_a_page_is_one_sheet_of_a4_wide() -> None:
    sheet = sheet_of(filled(line("x"), footer="Mã: a&b/1"))
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert "&L&8 Mã: a&&b/1&R&8 Trang &P/&N" in read_zip(filled(footer="Mã: a&b/1"), "a")[
        "xl/worksheets/sheet1.xml"
    ].decode().replace("&amp;", "&")


def test_a_row_is_as_high_as_its_text_and_has_room_to_write() -> None:
    content = filled(line("x"), line("Rà soát các quy định về thủ tục hành chính. " * 10))
    rows = re.findall(
        r'<row r="\d+" ht="([\d.]+)"( customHeight="1")?>', read_zip(content, "a")["xl/worksheets/sheet1.xml"].decode()
    )
    heights = [float(height) for height, _ in rows]
    assert heights[2] == 4 * 15.75 + 4
    assert heights[3] > 15 * 15.75
    assert [bool(fixed) for _, fixed in rows] == [True, False, False, False], "only a merged cell gets no height by itself"


def test_a_word_wider_than_its_column_is_broken() -> None:
    assert sheet_of(filled(line("a" * 200))).row_dimensions[3].height > 8 * 15.75


def test_title_cells_are_one() -> None:
    assert [str(cells) for cells in sheet_of(filled()).merged_cells.ranges] == ["B1:C1"]


def test_a_sheet_without_rows_is_left_out_with_its_names() -> None:
    book = load_workbook(io.BytesIO(filled(line("x"), words=False)))
    assert (book.sheetnames, list(book.defined_names)) == (["Việc & người"], [])


def test_properties_come_back() -> None:
    content = filled(properties={"KHGen.plan": "a&b", "KHGen.agency": "SKHĐT"})
    assert read_properties(content, "a.xlsx") == {"KHGen.plan": "a&b", "KHGen.agency": "SKHĐT"}
