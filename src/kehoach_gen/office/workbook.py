"""Tables of text → an Excel workbook that is pleasant to fill in; every cell is text and stays text."""

import io
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kehoach_gen.office.package import read_zip, write_zip

MOST_CHARACTERS = 32_767
"""The most characters that Excel keeps in one cell."""

Look = Literal["text", "choice", "fixed", "head", "group", "title", "plain"]


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in characters, and what its cells offer."""

    title: str
    width: float
    note: str = ""
    choices: tuple[str, ...] | str = ()
    """Words to choose from, or the name of a `NamedList`."""
    strict: bool = False
    """Excel refuses what is not among the choices."""
    fixed: bool = False
    """To be read, not to be filled in."""


@dataclass(frozen=True)
class Row:
    """Cells from the left; `choices` belong to the cell in the second column."""

    cells: tuple[str, ...]
    look: Look | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One sheet: a heading row unless `headless`, rows, and `spare` rows ready to be filled in."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    spare: int = 0
    frozen_columns: int = 0
    headless: bool = False
    tab: str = "1F4E79"
    bold: tuple[str, ...] = ()
    """Rows are bold whose second cell holds one of these words."""


@dataclass(frozen=True)
class NamedList:
    """The cells under one heading, under a name that drop-downs use; a growing list follows what is added below."""

    name: str
    table: str
    column: int
    growing: bool = False


def column_letter(index: int) -> str:
    """The letter of the column counted from 1."""
    return str(get_column_letter(index))


def unwritable_character(text: str) -> str | None:
    """The first character of `text` that no cell can hold."""
    found = _UNWRITABLE.search(text)
    return found.group() if found else None


def write_workbook(tables: Sequence[Table], lists: Sequence[NamedList], title: str) -> bytes:
    """The workbook; the same bytes for the same tables."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = "", title
    book.properties.created = _DATE
    for style in _styles():
        book.add_named_style(style)
    book._named_styles["Normal"].font = Font(name=_FONT, size=_SIZE)  # column widths are counted in its digits
    for table in tables:
        _write_table(book.create_sheet(table.title), table)
    for item in lists:
        book.defined_names[item.name] = DefinedName(item.name, attr_text=_reference(item, tables))
    return _fixed(book)


_FONT, _SIZE, _LINE = "Times New Roman", 12, 15.75
_TALLEST = 409.0
_PAGE_WIDTH = 200
_LETTERS = 1.1
"""Letters of a Vietnamese text in the width of one digit, with something to spare."""
_DATE = datetime(1980, 1, 1)
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_UNWRAPPED = ("group", "title")
_COMPUTED = ("=", "+", "-", "@", "'")
_INK, _FILLS = "1F3864", {"head": "1F4E79", "choice": "FFF8DC", "fixed": "F2F2F2", "group": "DDEBF7"}


def _styles() -> Iterator[NamedStyle]:
    line = Side(style="thin", color="BFBFBF")
    box = Border(line, line, line, line)
    top = Alignment(vertical="top", wrap_text=True)
    fonts = {
        "head": Font(name=_FONT, size=_SIZE, bold=True, color="FFFFFF"),
        "group": Font(name=_FONT, size=_SIZE, bold=True, color=_INK),
        "title": Font(name=_FONT, size=18, bold=True, color=_INK),
        "fixed": Font(name=_FONT, size=_SIZE, color="595959"),
    }
    for look in ("text", "choice", "fixed", "head", "group", "title", "plain"):
        style = NamedStyle(
            f"kehoach {look}", font=fonts.get(look, Font(name=_FONT, size=_SIZE)), number_format="@", alignment=top
        )
        if look in _FILLS:
            style.fill = PatternFill("solid", fgColor=_FILLS[look])
        if look not in ("title", "plain"):
            style.border = box
        if look == "head":
            style.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if look in _UNWRAPPED:
            style.alignment = Alignment(vertical="center")
        yield style


def _write_table(sheet: Worksheet, table: Table) -> None:
    for index, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    first = 1
    if not table.headless:
        _write_row(sheet, 1, table, Row(tuple(column.title for column in table.columns), "head"))
        _explain(sheet, table)
        first = 2
    blank = Row(("",) * len(table.columns))
    for number, row in enumerate((*table.rows, *(blank,) * table.spare), first):
        _write_row(sheet, number, table, row)
    _offer_choices(sheet, table, first, first + len(table.rows) + table.spare - 1)
    if table.bold:
        words = ",".join(f'$B{first}="{word}"' for word in table.bold)
        sheet.conditional_formatting.add(
            f"A{first}:{get_column_letter(len(table.columns))}{first + len(table.rows) + table.spare}",
            FormulaRule(formula=[f"OR({words})"], font=Font(bold=True)),
        )
    _set_page(sheet, table)


def _write_row(sheet: Worksheet, number: int, table: Table, row: Row) -> None:
    for index, (text, column) in enumerate(zip(row.cells, table.columns, strict=False), 1):
        look = "choice" if row.choices and index == 2 else row.look or _look(column)
        _write_cell(sheet.cell(number, index), text, look)
    if row.choices:
        _add_choices(sheet, row.choices, f"B{number}", strict=True)
    sheet.row_dimensions[number].height = _height(row, table)


def _look(column: Column) -> Look:
    return "fixed" if column.fixed else "choice" if column.choices else "text"


def _write_cell(cell: Cell, text: str, look: Look) -> None:
    cell.style = f"kehoach {look}"
    if not text:
        return
    cell.value = _ESCAPE.sub("_x005F_", text)  # Excel takes «_x0041_» for the letter A (ECMA-376, ST_Xstring)
    cell.data_type = "s"
    if text.startswith(_COMPUTED):
        cell.quotePrefix = True


def _explain(sheet: Worksheet, table: Table) -> None:
    for index, column in enumerate(table.columns, 1):
        if column.note:
            sheet.cell(1, index).comment = Comment(column.note, "", height=24 + 20 * (1 + len(column.note) // 34), width=260)


def _offer_choices(sheet: Worksheet, table: Table, first: int, last: int) -> None:
    for index, column in enumerate(table.columns, 1):
        if column.choices and last >= first:
            letter = get_column_letter(index)
            _add_choices(sheet, column.choices, f"{letter}{first}:{letter}{last}", strict=column.strict)


def _add_choices(sheet: Worksheet, choices: tuple[str, ...] | str, cells: str, *, strict: bool) -> None:
    formula = choices if isinstance(choices, str) else f'"{",".join(choices)}"'
    rule = DataValidation(
        "list", formula1=formula, allow_blank=True, showErrorMessage=True, errorStyle="stop" if strict else "warning"
    )
    rule.errorTitle = "Không có trong danh sách"
    rule.error = "Hãy chọn một mục trong danh sách." if strict else "Mục này không có trong danh sách. Vẫn dùng?"
    rule.add(cells)
    sheet.add_data_validation(rule)


def _set_page(sheet: Worksheet, table: Table) -> None:
    heads = 0 if table.headless else 1
    if heads or table.frozen_columns:
        sheet.freeze_panes = f"{get_column_letter(table.frozen_columns + 1)}{heads + 1}"
    if heads:
        sheet.print_title_rows = "1:1"
    if table.frozen_columns:
        sheet.print_title_cols = f"A:{get_column_letter(table.frozen_columns)}"
    last = get_column_letter(len(table.columns))
    sheet.print_area = f"A1:{last}{max(heads + len(table.rows), 1)}"
    sheet.sheet_properties.tabColor = table.tab
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = _pages_wide(table), 0
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.75
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "Trang &P/&N"
    sheet.sheet_view.showGridLines = not table.headless
    sheet.sheet_view.zoomScale = 100


def _pages_wide(table: Table) -> int:
    """One A4 page, or as many as keep the print legible; the frozen columns stand on each."""
    widths = [column.width for column in table.columns]
    frozen = sum(widths[: table.frozen_columns])
    return max(1, ceil((sum(widths) - frozen) / (_PAGE_WIDTH - frozen)))


def _height(row: Row, table: Table) -> float:
    """Points that show the whole text: files not made by Excel get no automatic height when opened."""
    if row.look in _UNWRAPPED:
        return _LINE * (2 if row.look == "title" else 1.4)
    width = 0.85 if row.look == "head" else _LETTERS
    lines = max((_lines(text, column.width * width) for text, column in zip(row.cells, table.columns, strict=False)), default=1)
    return min(_TALLEST, lines * _LINE + (8 if row.look == "head" else 4))


def _lines(text: str, width: float) -> int:
    return sum(len(textwrap.wrap(line, max(int(width), 1))) or 1 for line in text.split("\n"))


def _reference(item: NamedList, tables: Sequence[Table]) -> str:
    table = next(table for table in tables if table.title == item.table)
    sheet, letter = quote_sheetname(table.title), get_column_letter(item.column)
    last = 1 + max(len(table.rows) + (table.spare if item.growing else 0), 1)
    if not item.growing:
        return f"{sheet}!${letter}$2:${letter}${last}"
    return f"OFFSET({sheet}!${letter}$2,0,0,MAX(1,COUNTA({sheet}!${letter}$2:${letter}${last})),1)"


def _fixed(book: Workbook) -> bytes:
    """The bytes of the workbook with no trace of the clock."""
    stream = io.BytesIO()
    book.save(stream)
    members = read_zip(stream.getvalue(), book.properties.title or "")
    core = "docProps/core.xml"
    members[core] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", members[core])
    return write_zip(dict(sorted(members.items(), key=lambda item: (item[0] != "[Content_Types].xml", item[0]))))
