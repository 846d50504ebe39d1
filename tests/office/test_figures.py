"""Workbooks that calculate: formulas with their values, numbers, days, links, and text that stays text."""

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from kehoach_gen.office.figures import Cell, FigureRow, Figures, FigureSheet, Formula, Link, write_figures
from kehoach_gen.office.package import read_zip
from kehoach_gen.office.read_sheets import read_sheets
from kehoach_gen.office.sheet import Choices, Kind, Look, Pattern
from kehoach_gen.office.workbook import MOST_CHARACTERS

TEXT = Look(boxed=True)
PATTERN = Pattern(
    "Số & chữ",
    (40.0, 40.0, 40.0),
    {"row": Kind((TEXT,) * 3), "wide": Kind((TEXT,) * 3, ((1, 3),))},
    frozen=(1, 1),
)


def written(*rows: FigureRow, filtered: tuple[int, int] | None = None, names: tuple[Choices, ...] = ()) -> bytes:
    return write_figures(Figures((FigureSheet(PATTERN, rows, filtered),), "Thử", names, {"KHGen.plan": "p"}, "p/2023"))


def row(*cells: Cell) -> FigureRow:
    return FigureRow("row", cells)


def sheet_of(content: bytes, *, values: bool = False) -> Any:
    return load_workbook(io.BytesIO(content), data_only=values)["Số & chữ"]


def test_a_formula_keeps_its_text_and_the_value_it_gives() -> None:
    content = written(
        row(2, 3, Formula("SUM(A1:B1)", 5)), row(Formula('IF(C1<>5,"<khác>","a&b")', "a&b"), Formula("A1/8", 0.25, True))
    )
    formulas, values = sheet_of(content), sheet_of(content, values=True)
    assert [formulas[cell].value for cell in ("C1", "A2", "B2")] == ["=SUM(A1:B1)", '=IF(C1<>5,"<khác>","a&b")', "=A1/8"]
    assert [values[cell].value for cell in ("C1", "A2", "B2")] == [5, "a&b", 0.25]


def test_numbers_days_and_shares_are_shown_in_the_vietnamese_way() -> None:
    content = written(row(1926, date(2023, 9, 1), Formula("1/8", 0.125, True)))
    sheet = sheet_of(content)
    assert [sheet[cell].value for cell in ("A1", "B1")] == [1926, datetime(2023, 9, 1)]
    assert [sheet[cell].number_format for cell in ("A1", "B1", "C1")] == ["[$-42A]#,##0", "dd/mm/yyyy", "[$-42A]0.0%"]
    assert read_sheets(content, "a.xlsx")[0].cells == {(1, 1): "1.926", (1, 2): "1/9/2023", (1, 3): "12,5%"}


@pytest.mark.parametrize(
    "text", ["=1+1", "- Đã xong", "01", "1/2", "<b>&amp;", "_x0041_", "dòng\nmới", "a\x0bb", "'01", " hai  dấu "]
)
def test_text_stays_text(text: str) -> None:
    content = written(row(text, 1))
    assert read_sheets(content, "a.xlsx")[0].cells[1, 1] == text
    cell = sheet_of(content)["A1"]
    assert cell.data_type == "s"
    assert bool(cell.quotePrefix) == text.startswith(("=", "-", "'"))


def test_a_link_leads_to_a_cell_of_another_sheet() -> None:
    cell = sheet_of(written(row(Link("1.a", "Trang 'hai'", "B7"))))["A1"]
    assert (cell.value, cell.hyperlink.location, cell.font.color.rgb) == ("1.a", "'Trang ''hai'''!B7", "FF0563C1")


def test_what_is_too_long_for_a_cell_is_cut_and_says_so() -> None:
    cells = read_sheets(written(row("a" * MOST_CHARACTERS, "b" * (MOST_CHARACTERS + 1))), "a.xlsx")[0].cells
    assert cells[1, 1] == "a" * MOST_CHARACTERS
    assert cells[1, 2] == "b" * (MOST_CHARACTERS - 1) + "…"


def test_a_table_is_open_to_be_filtered_and_its_columns_have_names() -> None:
    content = written(row("TT"), row(1), row(2), filtered=(1, 3), names=(Choices("So", "Số & chữ", 1, 2, 3),))
    sheet = sheet_of(content)
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == ("A1:C3", "B2", "$1:$1")
    assert not sheet.protection.sheet
    assert load_workbook(io.BytesIO(content)).defined_names["So"].attr_text == "'Số & chữ'!$A$2:$A$3"


def test_a_row_is_as_high_as_its_longest_text_and_merged_cells_are_one() -> None:
    long = "Một đoạn văn dài hơn một dòng của ô này nhiều lần, để hàng phải cao lên. " * 3
    sheet = sheet_of(written(row("a", long), FigureRow("wide", (long,)), row("a")))
    heights = [sheet.row_dimensions[number].height for number in (1, 2, 3)]
    assert heights[0] > heights[1] > heights[2]
    assert [str(cells) for cells in sheet.merged_cells.ranges] == ["A2:C2"]


def test_cells_that_are_missing_at_the_end_are_empty_and_keep_their_look() -> None:
    sheet = sheet_of(written(row("a")))
    assert sheet["C1"].value is None
    assert sheet["C1"].border.left.style == "thin"
    assert sheet["A1"].font.name == "Times New Roman"


def test_the_workbook_knows_what_it_is_and_has_the_same_bytes_each_time() -> None:
    assert written(row("a", 1)) == written(row("a", 1))
    assert b'name="KHGen.plan"' in read_zip(written(row("a")), "a")["docProps/custom.xml"]
