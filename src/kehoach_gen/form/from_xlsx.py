"""A returned workbook → what the agency answered, however the file was renamed, sorted or re-saved."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import NamedTuple
from unicodedata import normalize

from kehoach_gen.form import sheets
from kehoach_gen.form.layout import COLUMNS
from kehoach_gen.form.model import Answer, Remarks, Role
from kehoach_gen.form.returned import UNMARKED, UNNUMBERED, Returned, RowName
from kehoach_gen.office.read_sheets import read_properties, read_sheets
from kehoach_gen.office.read_workbook import Sheet
from kehoach_gen.office.sheet import column_letter
from kehoach_gen.problem import ERROR, INFO, WARNING, Place, Problem, ProblemError
from kehoach_gen.problem.model import Severity
from kehoach_gen.vietnamese.fold import fold


def from_xlsx(content: bytes, name: str) -> Returned:
    """What the .xlsx, .xls or .ods file called `name` says. Raises ProblemError for what cannot be read, or is no form.

    Tables are known by their headings, rows by the mark in their hidden column, the form by any of its four signs.
    """
    grids = [_Grid(sheet) for sheet in read_sheets(content, name)]
    tables = [table for table in map(_table, grids) if table]
    others = [grid for grid in grids if all(table.grid is not grid for table in tables)]
    signs = list(_identities(grids)) or list(_fainter_identities(content, name, grids))
    remarks = [grid for grid in others if grid.is_remarks]
    if not tables and not (signs and remarks):
        raise ProblemError(_no_form(name, is_known=bool(signs)))
    reading = _Reading(name)
    reading.identify(signs)
    reading.read_tables(tables)
    for grid in remarks:
        reading.read_remarks(grid)
    for grid in others:
        if not grid.is_ours and not grid.is_remarks:
            reading.tell("trang-ngoai-mau", grid.place(), f"Trang «{grid.title}» không có trong mẫu, chưa được đọc.", _MOVE, INFO)
    return reading.returned()


_MOVE = "chuyển nội dung cần báo cáo vào các ô của mẫu."


def _no_form(name: str, *, is_known: bool) -> Problem:
    if is_known:
        message = "Tệp là mẫu báo cáo nhưng không còn bảng nhiệm vụ nào."
    else:
        message = "Tệp không phải mẫu báo cáo đã gửi: không có bảng nhiệm vụ với các tiêu đề của mẫu."
    return Problem("khong-phai-mau-bao-cao", ERROR, Place(name), message, "gửi lại đúng tệp mẫu đã nhận, sau khi ghi kết quả.")


class _Grid:
    """A sheet, its filled cells row by row."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.title = sheet, sheet.title
        self.rows: dict[int, dict[int, str]] = {}
        for (row, column), text in sheet.cells.items():
            self.rows.setdefault(row, {})[column] = text
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
            titles = {_folded(text) for text in cells.values() if len(text) < _LONGEST_TITLE}
            if titles.issuperset(_REMARK_TITLES):
                return row
        return 0

    def place(self, row: int | None = None, column: int = 1) -> Place:
        return Place(self.sheet.file, None, None, self.title, f"{column_letter(column)}{row}" if row else None)


_OURS, _OPINION = sheets.PROPERTY[:-1], f"{sheets.REMARK_MARK}/"
_SIGNS = (_OURS, _OPINION)
_LONGEST_TITLE = 50
_LONGEST_TITLE = 50
_REMARK_TITLES = {fold(title) for title in sheets.REMARK_TITLES}


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(text[:_LONGEST_TITLE])


# Identity: what form is this?


def _identities(grids: Iterable[_Grid]) -> Iterator[dict[str, str]]:
    """The identity as each sheet knows it, the tables before the sheet nobody sees."""
    for grid in grids:
        for text in grid.marks:
            if mark := sheets.read_identity_mark(text):
                yield mark
    for grid in grids:
        known = {
            cells[column]: cells.get(column + 1, "") for cells in grid.rows.values() for column in cells if cells[column] in _KEYS
        }
        if known:
            yield {_KEYS[key]: value for key, value in known.items()}


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
        return [(column, key) for column, key in self.columns.items() if key in _FIELDS]


_FIELDS = frozenset(Answer.model_fields)
_TITLES: dict[Role, dict[str, str]] = {
    role: {fold(column.title): column.answer or column.key for column in columns} for role, columns in COLUMNS.items()
}
_OWN: dict[Role, set[str]] = {
    "lead": _TITLES["lead"].keys() - _TITLES["coordinator"].keys(),
    "coordinator": _TITLES["coordinator"].keys() - _TITLES["lead"].keys(),
}
"""The headings that only one of the two tables has."""
_FEWEST = 4


def _table(grid: _Grid) -> _Table | None:
    """The table on this sheet: under the first row that holds enough of the headings, else beside the marks of its rows."""
    for row in sorted(grid.rows):
        cells = grid.rows[row]
        if len(cells) >= _FEWEST:
            titles = {column: _folded(text) for column, text in sorted(cells.items())}
            role = max(COLUMNS, key=lambda role: sum(title in _OWN[role] for title in titles.values()))
            columns = _first_of_each({column: _TITLES[role].get(title, "") for column, title in titles.items()})
            if len(columns) >= _FEWEST:
                return _Table(grid, role, row, columns)
    for cells in grid.rows.values():
        for text in cells.values():
            if mark := sheets.read_row_mark(text):
                return _Table(grid, mark[0], 0, {index: c.answer or c.key for index, c in enumerate(COLUMNS[mark[0]], 2)})
    return None


def _first_of_each(columns: Mapping[int, str]) -> dict[int, str]:
    found: dict[str, int] = {}
    for column, key in columns.items():
        if key:
            found.setdefault(key, column)
    return {column: key for key, column in found.items()}


# Rows: what was answered?


class _Line(NamedTuple):
    """One row of a table: where it stands, what its mark says, what is asked and what was written."""

    table: _Table
    row: int
    role: Role
    id: str
    """The id of its line; empty where the mark is gone."""
    number: str
    words: str
    answer: Answer

    @property
    def columns(self) -> dict[str, int]:
        """The column of each field that something is written in."""
        cells = self.table.grid.rows[self.row]
        return {field: column for column, field in self.table.written if column in cells}


def _text(text: str) -> str:
    text = text.strip()
    return text if text.isascii() else normalize("NFC", text)


@dataclass(frozen=True)
class _Places(Mapping[tuple[Role, str, str], Place]):
    """Where each row and each field written in it stands. A `Place` is made when it is asked for: few ever are."""

    lines: dict[RowName, _Line]

    def __getitem__(self, key: tuple[Role, str, str]) -> Place:
        role, name, wanted = key
        line = self.lines[role, name]
        columns = line.columns if wanted else {"": 1}
        return line.table.grid.place(line.row, columns[wanted])

    def __iter__(self) -> Iterator[tuple[Role, str, str]]:
        return ((*name, field) for name, line in self.lines.items() for field in ("", *line.columns))

    def __len__(self) -> int:
        return sum(1 + len(line.columns) for line in self.lines.values())


@dataclass
class _Reading:
    """What was read so far."""

    name: str
    identity: dict[str, str] = field(default_factory=dict)
    answers: dict[RowName, Answer] = field(default_factory=dict)
    asked: dict[RowName, str] = field(default_factory=dict)
    places: "_Places" = field(default_factory=lambda: _Places({}))
    remarks: dict[str, str] = field(default_factory=dict)
    remark_places: dict[str, Place] = field(default_factory=dict)
    notices: list[Problem] = field(default_factory=list)

    def returned(self) -> Returned:
        return Returned(
            **self.identity,
            answers=self.answers,
            remarks=Remarks(**self.remarks),
            places=self.places,
            remark_places=self.remark_places,
            asked=self.asked,
            notices=tuple(self.notices),
        )

    def tell(self, code: str, place: Place, message: str, hint: str, severity: Severity = WARNING) -> None:
        self.notices.append(Problem(code, severity, place, message, hint))

    def identify(self, signs: list[dict[str, str]]) -> None:
        if not signs:
            self.tell("khong-ro-mau", Place(self.name), "Tệp không còn mã biểu.", "xem tên cơ quan, kỳ báo cáo rồi nhập tay.")
            return
        self.identity = signs[0]
        codes = list(dict.fromkeys("/".join((sign["plan"], sign["period"], sign["agency"])) for sign in signs))
        if len(codes) > 1:
            message = f"Các trang của tệp là của nhiều mẫu khác nhau: {', '.join(codes)}; tệp được đọc là {codes[0]}."
            self.tell("nhieu-ma-bieu", Place(self.name), message, "xem tệp có chép trang từ mẫu khác sang không.")

    def read_tables(self, tables: list[_Table]) -> None:
        lines = [line for table in tables for line in self.lines(table)]
        first = {(line.role, line.id): line for line in reversed(lines) if line.id}
        first |= {(line.role, line.id): line for line in reversed(lines) if line.id and line.answer is not _NOTHING}
        for line in lines:
            original = first.get((line.role, line.id), line)
            if original is not line and line.answer in (_NOTHING, original.answer):
                self.tell_of_copy(line, "không ghi gì khác", INFO)
                continue
            if original is not line:
                self.tell_of_copy(
                    line, f"mà ghi khác: «{_shortened('; '.join(filter(None, line.answer.model_dump().values())))}»"
                )
            self.keep(line, self.name_of(line, is_copy=original is not line))

    def keep(self, line: _Line, name: RowName) -> None:
        self.asked[name] = line.words
        self.places.lines[name] = line
        if line.answer is not _NOTHING:
            self.answers[name] = line.answer

    def name_of(self, line: _Line, *, is_copy: bool) -> RowName:
        """The row by its mark, else by its number, else by its place."""
        if line.id and not is_copy:
            return line.role, line.id
        name: RowName = (line.role, f"{UNMARKED}{line.number}")
        if line.number and not is_copy and name not in self.asked:
            return name
        return line.role, f"{UNNUMBERED}{line.table.grid.title}!{line.row}"

    def tell_of_copy(self, line: _Line, what: str, severity: Severity = WARNING) -> None:
        message = f"Hàng {line.row} lặp lại hàng của nhiệm vụ {line.number or line.id}, {what}."
        self.tell("hang-lap", line.table.grid.place(line.row), message, "giữ một hàng, gộp nội dung vào đó.", severity)

    def lines(self, table: _Table) -> list[_Line]:
        """The rows below the headings that are no heading of an area."""
        self.tell_of_columns(table)
        found = []
        strays: dict[int, list[str]] = {}
        places = {key: column for column, key in table.columns.items()}
        stated = {places[key] for key in _STATED if key in places}
        number, words = places.get("tt", 0), places.get("nhiem_vu", 0)
        for row in sorted(row for row in table.grid.rows if row > table.head):
            cells = table.grid.rows[row]
            mark, is_area = None, False
            for column in cells.keys() - table.columns.keys():
                text = cells[column]
                if text == sheets.AREA_MARK:
                    is_area = True
                elif read := sheets.read_row_mark(text):
                    mark = read
                elif not text.startswith(_OURS):
                    strays.setdefault(column, []).append(text)
            answers = {field: _text(cells[column]) for column, field in table.written if column in cells}
            if mark or answers or (not is_area and not stated.isdisjoint(cells)):
                role, id = mark or (table.role, "")
                answer = Answer(**answers) if answers else _NOTHING
                found.append(_Line(table, row, role, id, _text(cells.get(number, "")), _text(cells.get(words, "")), answer))
        self.tell_of_strays(table, strays)
        self.tell_of_faults(table, {line.row for line in found})
        return found

    def tell_of_strays(self, table: _Table, strays: Mapping[int, list[str]]) -> None:
        for column, texts in sorted(strays.items()):
            place = table.grid.place(table.head or None, column)
            said = _shortened("; ".join(texts))
            message = f"Cột {column_letter(column)} ngoài mẫu có {len(texts)} ô có chữ, chưa được đọc: «{said}»."
            self.tell("chu-ngoai-mau", place, message, _MOVE)

    def tell_of_columns(self, table: _Table) -> None:
        if not table.head:
            message = "Bảng không còn hàng tiêu đề; các cột được đọc theo thứ tự của mẫu."
            self.tell("mat-tieu-de", table.grid.place(), message, "xem các câu trả lời có đúng cột không.")
        for column in COLUMNS[table.role]:
            if column.answer and column.answer not in table.columns.values():
                place, message = table.grid.place(table.head), f"Bảng không có cột «{column.title}»."
                self.tell("thieu-cot", place, message, "đặt lại tiêu đề cột như trong mẫu.")

    def tell_of_faults(self, table: _Table, rows: set[int]) -> None:
        """What the file's reader found wrong in the cells that were read."""
        for problem in table.grid.sheet.problems:
            cell = _FIRST_CELL.match(problem.place.cell or "")
            if cell and int(cell["row"]) in rows:
                self.notices.append(replace(problem, severity=WARNING if problem.severity == ERROR else problem.severity))

    def read_remarks(self, grid: _Grid) -> None:
        head = grid.remark_heading()
        titles = {_folded(text): column for column, text in grid.rows.get(head, {}).items()}
        answer_column = titles.get(fold(sheets.REMARK_TITLES[1]), 3)
        for row, cells in sorted(grid.rows.items()):
            names = (_REMARKS.get(text) or _REMARKS.get(_folded(text)) for text in cells.values())
            name = next((name for name in names if name), None)
            if row <= head or name is None:
                continue
            self.remark_places.setdefault(name, grid.place(row, answer_column))
            text = _text(cells.get(answer_column, ""))
            if text and self.remarks.setdefault(name, text) != text:
                message = (
                    f"Ý kiến «{Remarks.model_fields[name].title}» có ở hai hàng; hàng này chưa được đọc: «{_shortened(text)}»."
                )
                self.tell("hang-lap", grid.place(row, answer_column), message, "gộp nội dung vào một hàng.")


_NOTHING = Answer()
_STATED = {"co_quan", "thoi_han", "tinh_trang"}
_FIRST_CELL = re.compile(r"[A-Z]+(?P<row>\d+)")
_REMARKS = {
    **{sheets.remark_mark(field): field for field in Remarks.model_fields},
    **{fold(info.title or field): field for field, info in Remarks.model_fields.items()},
}


def _shortened(text: str) -> str:
    return text if len(text) <= 300 else f"{text[:300]}…"
