"""A returned workbook → what the agency answered, however the file was renamed, sorted or re-saved."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple
from unicodedata import normalize

from kehoach_gen.form import sheets
from kehoach_gen.form.comments import stray_comments
from kehoach_gen.form.model import Answer, Remarks, Role
from kehoach_gen.form.reading import (
    FEWEST,
    FIELDS,
    KEYS,
    TITLES,
    Reading,
    agency_name,
    folded_title,
    no_form,
    plain,
    role_of,
    shortened,
)
from kehoach_gen.form.returned import MOVE, UNMARKED, UNNUMBERED, Returned, RowName, Unread, stray
from kehoach_gen.office.read_comments import comments_of_sheets
from kehoach_gen.office.read_sheets import read_book, read_properties
from kehoach_gen.office.read_workbook import Sheet
from kehoach_gen.office.sheet import column_letter
from kehoach_gen.problem import ERROR, INFO, WARNING, Place
from kehoach_gen.problem.model import Severity
from kehoach_gen.vietnamese.dates import short_date
from kehoach_gen.vietnamese.fold import fold


def from_xlsx(content: bytes, name: str) -> Returned:
    """What the .xlsx, .xls or .ods file called `name` says. Raises ProblemError for what cannot be read, or is no form.

    Tables are known by their headings, rows by the mark in their hidden column, the form by any of its four signs.
    """
    kind, found = read_book(content, name)
    grids = [_Grid(sheet) for sheet in found]
    tables = [table for table in map(_table, grids) if table]
    others = [grid for grid in grids if all(table.grid is not grid for table in tables)]
    signs = list(_identities(grids)) or list(_fainter_identities(content, name, grids))
    remarks = [grid for grid in others if grid.is_remarks]
    if not tables and not (signs and remarks):
        raise no_form(name, is_known=bool(signs))
    reading = Reading(name, kind if kind == "xls" or kind == "ods" else "xlsx", _agency_name(tables, grids))
    reading.identify(signs)
    _read_tables(reading, tables)
    for grid in remarks:
        _read_remarks(reading, grid)
    for grid in others:
        if grid.is_ours and not grid.is_remarks:
            for row in sorted(grid.rows):
                _leave(reading, grid, row, grid.rows[row])
        elif not grid.is_remarks:
            _tell_of_sheet(reading, grid)
    reading.notices += stray_comments(comments_of_sheets(content, name))
    return reading.returned()


class _Grid:
    """A sheet, its filled cells row by row."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.title = sheet, sheet.title
        self.rows: dict[int, dict[int, str]] = {}
        cells, here = {}, 0
        for (row, column), text in sheet.cells.items():
            if row != here:
                here, cells = row, self.rows.setdefault(row, {})
            cells[column] = text
        self.marks = [text for text in sheet.cells.values() if text.startswith(_SIGNS)]

    @property
    def is_ours(self) -> bool:
        return not self.rows or any(text.startswith(_OURS) for text in self.marks)

    @property
    def is_remarks(self) -> bool:
        return any(text.startswith(_OPINION) for text in self.marks) or self.remark_heading() > 0

    def remark_heading(self) -> int:
        """The row of the headings of the remarks; 0 for none."""
        for row, cells in self.rows.items():
            titles = {folded_title(text) for text in cells.values() if len(text) < _LONGEST_TITLE}
            if titles.issuperset(_REMARK_TITLES):
                return row
        return 0

    def place(self, row: int | None = None, column: int = 1) -> Place:
        return Place(self.sheet.file, None, None, self.title, f"{column_letter(column)}{row}" if row else None)


_OURS, _OPINION = sheets.PROPERTY[:-1], f"{sheets.REMARK_MARK}/"
_SIGNS = (_OURS, _OPINION)
_LONGEST_TITLE = 50
_REMARK_TITLES = {fold(title) for title in sheets.REMARK_TITLES}


def _leave(reading: Reading, grid: _Grid, row: int, cells: Mapping[int, str]) -> None:
    """Adds what stands in these cells of a row to what is not read, without the marks and what is known by a key."""
    keyed = {column + 1 for column, text in cells.items() if text.startswith(sheets.PROPERTY)}
    for column, text in sorted((column, text) for column, text in cells.items() if column not in keyed):
        if not text.startswith(_SIGNS) and text != sheets.AREA_MARK and not sheets.read_row_mark(text):
            reading.unread.append(Unread(grid.place(row, column), _text(text)))


def _tell_of_sheet(reading: Reading, grid: _Grid) -> None:
    texts = {
        f"{column_letter(column)}{row}": text for row in sorted(grid.rows) for column, text in sorted(grid.rows[row].items())
    }
    said = shortened("; ".join(f"{cell}: {_text(text)}" for cell, text in texts.items()))
    message = f"Trang «{grid.title}» không có trong mẫu, có {len(texts)} ô có chữ, chưa được đọc: «{said}»."
    reading.tell("trang-ngoai-mau", grid.place(), message, MOVE)


# Identity: what form is this?


def _identities(grids: Iterable[_Grid]) -> Iterator[dict[str, str]]:
    """The identity as each sheet knows it, the tables before the sheet nobody sees."""
    for grid in grids:
        for text in grid.marks:
            if mark := sheets.read_identity_mark(text):
                yield mark
    for grid in grids:
        if not _KEYS.keys().isdisjoint(grid.marks):
            named = ((cells, column) for cells in grid.rows.values() for column in cells if cells[column] in _KEYS)
            identity = {_KEYS[cells[column]]: cells.get(column + 1, "") for cells, column in named}
            if identity.keys() == set(sheets.IDENTITY) and all(identity.values()):
                yield identity


_KEYS = {f"{sheets.PROPERTY}{key}": key for key in sheets.IDENTITY}


def _fainter_identities(content: bytes, name: str, grids: Iterable[_Grid]) -> Iterator[dict[str, str]]:
    """The identity from the properties of the file, else from the printed code."""
    properties = read_properties(content, name)
    if properties.keys() >= _KEYS.keys():
        yield {_KEYS[key]: properties[key] for key in _KEYS}
    for grid in grids:
        for text in grid.sheet.cells.values():
            if code := sheets.read_code(text):
                yield code


def _agency_name(tables: Iterable["_Table"], grids: Iterable[_Grid]) -> str:
    """The name in the row of the code, of a table rather than of another sheet."""
    for grid in (*(table.grid for table in tables), *grids):
        for row in sorted(grid.rows)[:_TOP]:
            texts = [text for _, text in sorted(grid.rows[row].items())]
            names = [text for text in texts if not text.startswith(_CODES)]
            if names and len(names) < len(texts):
                return agency_name(_text(names[0]))
    return ""


_CODES = (sheets.CODE_TITLE, f"{_OURS}|")
_TOP = 5
"""Rows that the head of a sheet may take up."""


# Tables: where do the columns stand?


@dataclass(frozen=True)
class _Table:
    grid: _Grid
    role: Role
    head: int
    """The row of the headings; 0 where there is none and the columns are taken to stand as they were sent."""
    columns: Mapping[int, str]
    """What stands in each column: a field of `Answer`, or the key of what was filled in beforehand."""

    @cached_property
    def written(self) -> list[tuple[int, str]]:
        """The columns that agencies write in."""
        return [(column, key) for column, key in self.columns.items() if key in FIELDS]

    @cached_property
    def fixed(self) -> dict[str, int]:
        """The columns filled in beforehand, by their keys."""
        return {key: column for column, key in self.columns.items() if key not in FIELDS}


def _table(grid: _Grid) -> _Table | None:
    """The table on this sheet: under the first row that holds enough of the headings, else beside the marks of its rows."""
    for row in sorted(grid.rows):
        cells = grid.rows[row]
        if len(cells) >= FEWEST:
            titles = {column: folded_title(text) for column, text in sorted(cells.items())}
            role = role_of(titles.values())
            columns = _first_of_each({column: TITLES[role].get(title, "") for column, title in titles.items()})
            if len(columns) >= FEWEST:
                return _Table(grid, role, row, columns)
    for cells in grid.rows.values():
        for text in cells.values():
            if mark := sheets.read_row_mark(text):
                return _Table(grid, mark[0], 0, dict(enumerate(KEYS[mark[0]], 2)))
    return None


def _first_of_each(columns: Mapping[int, str]) -> dict[int, str]:
    found: dict[str, int] = {}
    for column, key in columns.items():
        if key:
            found.setdefault(key, column)
    return {column: key for key, column in found.items()}


# Rows: what was answered?


class _Line(NamedTuple):
    """One row of a table: where it stands, what its mark says and what was written."""

    table: _Table
    row: int
    role: Role
    id: str
    """The id of its line; empty where the mark is gone."""
    number: str
    answer: Answer

    @property
    def fixed(self) -> dict[str, str]:
        cells = self.table.grid.rows[self.row]
        return {key: _text(cells.get(column, "")) for key, column in self.table.fixed.items()}

    @property
    def keys(self) -> Iterable[str]:
        return self.columns

    @property
    def columns(self) -> dict[str, int]:
        cells = self.table.grid.rows[self.row]
        return self.table.fixed | {field: column for column, field in self.table.written if column in cells}

    def place(self, key: str) -> Place:
        return self.table.grid.place(self.row, self.columns[key] if key else 1)


_FIRST_DAY = date(1899, 12, 30)
_SERIAL = re.compile(r"4\d{4}")


def _written(field: str, text: str) -> str:
    """What is written in a cell; the serial number that Excel shows for a day in a cell of another format is that day."""
    text = _stripped(text)
    if field == "product_date" and _SERIAL.fullmatch(text):
        return short_date(_FIRST_DAY + timedelta(int(text)))
    return text


def _text(text: str) -> str:
    return plain(_stripped(text))


def _stripped(text: str) -> str:
    text = text.strip()
    return text if text.isascii() else normalize("NFC", text)


def _read_tables(reading: Reading, tables: list[_Table]) -> None:
    lines = [line for table in tables for line in _lines(reading, table)]
    first = {(line.role, line.id): line for line in reversed(lines) if line.id}
    first |= {(line.role, line.id): line for line in reversed(lines) if line.id and line.answer is not _NOTHING}
    for line in lines:
        original = first.get((line.role, line.id), line)
        if original is not line and line.answer in (_NOTHING, original.answer) and line.fixed == original.fixed:
            _tell_of_copy(reading, line, "không ghi gì khác", INFO)
            continue
        if original is not line:
            other = (text for key, text in line.fixed.items() if text != original.fixed.get(key))
            said = shortened("; ".join(filter(None, (*other, *line.answer.model_dump().values()))))
            _tell_of_copy(reading, line, f"mà ghi khác: «{said}»")
        name = _name_of(reading, line, is_copy=original is not line)
        reading.keep(name, line, None if line.answer is _NOTHING else line.answer)


def _name_of(reading: Reading, line: _Line, *, is_copy: bool) -> RowName:
    """The row by its mark, else by its number, else by its place."""
    if line.id and not is_copy:
        return line.role, line.id
    name: RowName = (line.role, f"{UNMARKED}{line.number}")
    if line.number and not is_copy and name not in reading.lines:
        return name
    return line.role, f"{UNNUMBERED}{line.table.grid.title}!{line.row}"


def _tell_of_copy(reading: Reading, line: _Line, what: str, severity: Severity = WARNING) -> None:
    message = f"Hàng {line.row} lặp lại hàng của nhiệm vụ {line.number or line.id}, {what}."
    reading.tell("hang-lap", line.table.grid.place(line.row), message, "giữ một hàng, gộp nội dung vào đó.", severity)


def _lines(reading: Reading, table: _Table) -> list[_Line]:
    """The rows below the headings that are no heading of an area."""
    if not table.head:
        reading.tell_of_lost_headings(table.grid.place())
    reading.tell_of_columns(table.role, table.columns.values(), table.grid.place(table.head or None))
    found = []
    strays: dict[int, dict[int, str]] = {}
    stated = {column for key, column in table.fixed.items() if key in _STATED}
    number = table.fixed.get("tt", 0)
    for row in sorted(table.grid.rows):
        cells = table.grid.rows[row]
        if row <= table.head:
            _leave(reading, table.grid, row, {c: text for c, text in cells.items() if row < table.head or c not in table.columns})
            continue
        mark, is_area = None, False
        for column in cells.keys() - table.columns.keys():
            text = cells[column]
            if text == sheets.AREA_MARK:
                is_area = True
            elif read := sheets.read_row_mark(text):
                mark = read
            elif not text.startswith(_OURS):
                strays.setdefault(column, {})[row] = _text(text)
        answers = {field: _written(field, cells[column]) for column, field in table.written if column in cells}
        if mark or answers or (not is_area and not stated.isdisjoint(cells)):
            role, id = mark or (table.role, "")
            answer = Answer(**answers) if answers else _NOTHING
            found.append(_Line(table, row, role, id, _text(cells.get(number, "")), answer))
        else:
            _leave(reading, table.grid, row, {column: text for column, text in cells.items() if column in table.columns})
    _tell_of_strays(reading, table, strays)
    _tell_of_faults(reading, table, {line.row for line in found})
    return found


def _tell_of_strays(reading: Reading, table: _Table, strays: Mapping[int, Mapping[int, str]]) -> None:
    """What stands in columns of no table: cell by cell; of a column with many all at once."""
    for column, texts in sorted(strays.items()):
        if len(texts) <= _FEW:
            reading.notices += (stray(table.grid.place(row, column), text) for row, text in texts.items())
            continue
        letter = column_letter(column)
        said = shortened("; ".join(f"{letter}{row}: {text}" for row, text in texts.items()))
        place = replace(table.grid.place(), cell=f"{letter}{min(texts)}:{letter}{max(texts)}")
        message = f"Cột {letter} ngoài mẫu có {len(texts)} ô có chữ, chưa được đọc: «{said}»."
        reading.tell("chu-ngoai-mau", place, message, MOVE)


_FEW = 5


def _tell_of_faults(reading: Reading, table: _Table, rows: set[int]) -> None:
    """What the file's reader found wrong in the cells that were read."""
    for problem in table.grid.sheet.problems:
        cell = _FIRST_CELL.match(problem.place.cell or "")
        if cell and int(cell["row"]) in rows:
            reading.notices.append(replace(problem, severity=WARNING if problem.severity == ERROR else problem.severity))


def _read_remarks(reading: Reading, grid: _Grid) -> None:
    head = grid.remark_heading()
    titles = {folded_title(text): column for column, text in grid.rows.get(head, {}).items()}
    answer_column = titles.get(fold(sheets.REMARK_TITLES[1]), 3)
    for row, cells in sorted(grid.rows.items()):
        names = (_REMARKS.get(text) or _REMARKS.get(folded_title(text)) for text in cells.values())
        name = next((name for name in names if name), None)
        if row <= head or name is None:
            _leave(reading, grid, row, cells)
            continue
        _leave(reading, grid, row, {column: text for column, text in cells.items() if column != answer_column})
        place = grid.place(row, answer_column)
        reading.remark_places.setdefault(name, place)
        text = _stripped(cells.get(answer_column, ""))
        if text and reading.remarks.setdefault(name, text) != text:
            title = Remarks.model_fields[name].title
            message = f"Ý kiến «{title}» có ở hai hàng; hàng này chưa được đọc: «{shortened(text)}»."
            reading.tell("hang-lap", place, message, "gộp nội dung vào một hàng.")


_NOTHING = Answer()
_STATED = {"co_quan", "thoi_han", "tinh_trang"}
_FIRST_CELL = re.compile(r"[A-Z]+(?P<row>\d+)")
_REMARKS = {
    **{sheets.remark_mark(field): field for field in Remarks.model_fields},
    **{fold(info.title or field): field for field, info in Remarks.model_fields.items()},
}
