"""A returned Word file → what the agency answered, however the file was renamed, edited or re-saved."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from kehoach_gen.form.comments import stray_comments
from kehoach_gen.form.layout import CHOOSE
from kehoach_gen.form.model import PROGRESS, Answer, Role
from kehoach_gen.form.reading import (
    FEWEST,
    FIELDS,
    KEYS,
    TITLES,
    Reading,
    agency_name,
    folded_title,
    no_form,
    role_of,
    shortened,
)
from kehoach_gen.form.returned import UNMARKED, UNNUMBERED, Frame, Returned, RowName, Unread, stray
from kehoach_gen.form.sheets import IDENTITY, PROPERTY, read_code
from kehoach_gen.form.to_context import CLOSING, CLOSING_WORDS, HEADING, LEAD_IN, MARK_PARTS, SECTIONS, SENTENCE
from kehoach_gen.office.marks import BODY, FORM, PREFIX
from kehoach_gen.office.read_comments import comments_of_word
from kehoach_gen.office.read_word import Cell, Paragraph, Path, Row, Table, WordFile, read_word
from kehoach_gen.problem import INFO, Place
from kehoach_gen.vietnamese.fold import fold


def from_docx(content: bytes, name: str) -> Returned:
    """What the .docx file called `name` says. Raises ProblemError for what cannot be read, or is no form.

    Tables are known by the marks of their rows, else by their headings; the form by its properties or its printed code.
    """
    file = read_word(content, name)
    reading = Reading(name, "docx")
    reading.identify(_identities(file))
    body = _Body(file)
    tables = [table for table in map(_table, (block for block in file.blocks if isinstance(block, Table))) if table]
    if not tables and not (reading.identity and body.starts):
        raise no_form(name, is_known=bool(reading.identity))
    reading.agency_name = _agency_name(file.blocks[: min(body.starts.values(), default=1)])
    known: dict[Role, Mapping[int, str]] = {}
    for table in tables:
        _read_table(reading, table, known)
    ours = {id(table.table) for table in tables}
    _leave_the_rest(reading, body, ours, _read_remarks(reading, body, ours))
    reading.notices += stray_comments(comments_of_word(content, name, file.blocks))
    return reading.returned()


# Identity: what form is this, and whose letterhead does it bear?


def _identities(file: WordFile) -> Iterator[dict[str, str]]:
    """The identity by the properties of the file, and by its printed code."""
    kept = {key: file.properties.get(f"{PROPERTY}{key}", "") for key in IDENTITY}
    if all(kept.values()):
        yield kept
    if printed := next((code for text in _all_text(file) if (code := read_code(text))), None):
        yield printed


def _all_text(file: WordFile) -> Iterator[str]:
    """Every text, the last first: the code stands at the end."""
    for block in reversed(file.blocks):
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.cells)


def _agency_name(head: Iterable[Paragraph | Table]) -> str:
    """The name in the first table above the report, without that of the superior body, which has another style."""
    rows = next((block.rows for block in head if isinstance(block, Table)), ())
    if not rows or not rows[0].cells:
        return ""
    lines = list(takewhile(lambda line: line.text.strip(), rows[0].cells[0].paragraphs))
    own = list(takewhile(lambda line: line.style == lines[-1].style, reversed(lines)))
    return agency_name(" ".join(line.text.strip() for line in reversed(own)))


# Tables: whose rows are they, where do the columns stand?


@dataclass(frozen=True)
class _Table:
    table: Table
    role: Role
    head: int
    """The index of the row of headings; -1 for none."""
    columns: Mapping[int, str]
    """{column of the grid: what stands in it}, by the headings."""


_ROW_MARK = re.compile(rf"{PREFIX}{FORM}_(?P<id>.+?)_(?P<role>[lc])(?P<words>_n)?(?:_e)?")
_ROLES = {part: role for role, part in MARK_PARTS.items()}
_TOP, _WIDEST = 5, 50
"""Rows among which, and cells of a row among which, the headings are looked for."""


@lru_cache(maxsize=4096)
def _row_of(mark: str) -> RowName | None:
    found = _ROW_MARK.fullmatch(mark)
    return (_ROLES[found["role"]], found["id"]) if found else None


def _rows_of(marks: Iterable[str]) -> list[RowName]:
    """The row of each row mark among these bookmarks."""
    return [name for mark in marks if (name := _row_of(mark))]


def _table(table: Table) -> _Table | None:
    marked = Counter(role for row in table.rows for role, _ in _rows_of(row.marks)).most_common(1)
    for index, row in enumerate(table.rows[:_TOP]):
        titles = {cell.column: folded_title(cell.text) for cell in row.cells[:_WIDEST] if cell.text}
        if len(titles) >= FEWEST:
            role = marked[0][0] if marked else role_of(titles.values())
            columns = _columns(titles, role)
            if len(columns) >= FEWEST:
                return _Table(table, role, index, columns)
    return _Table(table, marked[0][0], -1, {}) if marked else None


def _columns(titles: Mapping[int, str], role: Role) -> dict[int, str]:
    """Each key at the first column with its heading, else with one close to it."""
    found: dict[str, int] = {}
    for column, title in titles.items():
        if title in TITLES[role]:
            found.setdefault(TITLES[role][title], column)
    for column, title in titles.items():
        free = [known for known, key in TITLES[role].items() if key not in found]
        if column not in found.values() and (near := get_close_matches(title, free, 1, 0.75)):
            found[TITLES[role][near[0]]] = column
    return {column: key for key, column in sorted(found.items(), key=lambda item: item[1])}


# The body: where do the remarks stand?

_HEADINGS = {fold(title): name for name, title in SECTIONS.items()}
_NUMBER = re.compile(r"^\s*[IVX]+\s*[.)/-]?\s*")
_DOTS = re.compile(r"^\s*[.…_]{5,}\s*|\s*…{3,}\s*$")
"""What is left of the dotted line when something was typed into it."""


_CLOSING, _LEAD_IN = fold(CLOSING_WORDS), fold(LEAD_IN)


def _mark(name: str, part: str = "") -> str:
    return f"{PREFIX}{BODY}_{name}_{part}" if part else f"{PREFIX}{BODY}_{name}"


_HEADING_MARKS = {_mark(name, HEADING): name for name in SECTIONS}
_OTHER_MARKS = {mark: name for name in SECTIONS for mark in (_mark(name), _mark(name, SENTENCE))}
_CLOSING_MARKS = {_mark(CLOSING), f"{_mark(CLOSING)}_e"}


class _Body:
    """What stands outside the form's tables, and at which of its blocks each remark begins and ends."""

    def __init__(self, file: WordFile) -> None:
        self.blocks = file.blocks
        self.starts: dict[str, int] = {}
        """{remark: index of its first block, its heading}"""
        self.find(lambda paragraph: map(_HEADING_MARKS.get, paragraph.marks))
        self.find(lambda paragraph: (_HEADINGS.get(folded_title(_NUMBER.sub("", paragraph.text))),))
        self.find(lambda paragraph: map(_OTHER_MARKS.get, paragraph.marks))
        self.end = self.first_of(lambda paragraph: not _CLOSING_MARKS.isdisjoint(paragraph.marks))
        if self.end is None:
            self.end = self.first_of(lambda paragraph: folded_title(paragraph.text).startswith(_CLOSING))

    def find(self, names: Callable[[Paragraph], Iterable[str | None]]) -> None:
        """Adds the remarks not found yet that begin at a paragraph of that name."""
        for index, block in enumerate(self.blocks):
            for name in names(block) if isinstance(block, Paragraph) else ():
                if name:
                    self.starts.setdefault(name, index)

    def first_of(self, is_it: Callable[[Paragraph], bool]) -> int | None:
        """The first paragraph after the last heading of which this is true."""
        after = max(self.starts.values(), default=0)
        found = (i for i, b in enumerate(self.blocks) if i > after and isinstance(b, Paragraph) and is_it(b))
        return next(found, None)

    def remark(self, name: str) -> Iterator[tuple[int, Paragraph | Table]]:
        """The blocks below the heading of a remark and the sentence that was there."""
        start = self.starts[name]
        ends = [index for index in (*self.starts.values(), self.end) if index is not None and index > start]
        end = min(ends) if ends else self.without_end(start)
        has_sentence = False
        for index in range(start, end):
            block = self.blocks[index]
            if isinstance(block, Paragraph):
                if index == start and not _mark_of_answer(block, name):
                    continue
                is_sentence = _mark(name, SENTENCE) in block.marks or folded_title(block.text).startswith(_LEAD_IN)
                if not has_sentence and is_sentence:
                    has_sentence = True
                    continue
            yield index, block

    def without_end(self, start: int) -> int:
        """Up to the next table, that of the signature, where the closing sentence is gone."""
        return next((i for i, b in enumerate(self.blocks) if i > start and isinstance(b, Table)), len(self.blocks))


def _mark_of_answer(paragraph: Paragraph, name: str) -> bool:
    """Whether this is the answer itself, its heading being gone."""
    return _mark(name) in paragraph.marks and _mark(name, HEADING) not in paragraph.marks


# Tables: what was answered?


class _Line(NamedTuple):
    """One row, as `returned` wants to know it."""

    row: Place
    cells: dict[str, tuple[int, Path]]
    """The number of each cell in the row, and its path."""
    fixed: dict[str, str]

    @property
    def keys(self) -> Iterable[str]:
        return self.cells

    def place(self, key: str) -> Place:
        if not key:
            return self.row
        number, path = self.cells[key]
        return Place(self.row.file, part=f"{self.row.part}, ô {number}", path=path)


def _read_table(reading: Reading, table: _Table, known: dict[Role, Mapping[int, str]]) -> None:
    """Adds the rows of a table; a table cut in two has its headings in the first part, which `known` remembers."""
    columns = table.columns or known.get(table.role, {})
    if not columns:
        columns = dict(enumerate(KEYS[table.role]))
        reading.tell_of_lost_headings(table.table.place)
    elif table.role not in known:
        reading.tell_of_columns(table.role, columns.values(), table.table.place)
    known.setdefault(table.role, columns)
    for row in table.table.rows[: table.head + 1]:
        _leave(reading, row, [c for c in row.cells if row is not table.table.rows[table.head] or c.column not in columns])
    rows = _Rows(reading, table.role, columns)
    for row in table.table.rows[table.head + 1 :]:
        rows.read(row)


def _leave(reading: Reading, row: Row, cells: Iterable[Cell], frame: Frame = "") -> None:
    """Adds what stands in these cells to what is not read, line by line."""
    for cell in cells:
        lines = cell.text.split("\n") if frame else [cell.text]
        reading.unread += (Unread(_cell_place(row, cell), line.strip(), frame) for line in lines if line.strip())


class _Rows:
    """Reads the rows of a table whose columns are known."""

    def __init__(self, reading: Reading, role: Role, columns: Mapping[int, str]) -> None:
        self.reading, self.role, self.columns = reading, role, columns
        self.fixed = [key for key in columns.values() if key not in FIELDS]

    def read(self, row: Row) -> None:
        cells = {self.columns.get(cell.column, ""): cell for cell in row.cells}
        written = {key: text for key, cell in cells.items() if key in FIELDS and (text := _written(cell, key))}
        marked = _rows_of(row.marks)
        if not marked and (self.is_heading(row) or (not written and self.is_area(row, cells))):
            _leave(self.reading, row, [c for c in row.cells if folded_title(c.text) not in TITLES[self.role]])
            return
        for cell in row.cells:
            if cell.span > 1 or cell.is_continued or cell.has_picture or cell.column not in self.columns:
                self.tell_of_cell(row, cell)
        fixed = {key: cells[key].text if key in cells else "" for key in self.fixed}
        places = {key: (cells[key].number, cells[key].path) for key in (*self.fixed, *written) if key in cells}
        name = self.name_of(row, cells, marked)
        self.reading.keep(name, _Line(row.place, places, fixed), Answer(**written) if written else None)

    def is_heading(self, row: Row) -> bool:
        """Whether the headings are repeated here by hand."""
        return sum(folded_title(cell.text) in TITLES[self.role] for cell in row.cells) >= FEWEST

    def is_area(self, row: Row, cells: Mapping[str, Cell]) -> bool:
        """A row with nothing in it, or whose task runs on over the columns of the answers, is not one to be answered."""
        wide = cells.get("nhiem_vu")
        return (wide is not None and wide.span > 1) or not any(cell.text for cell in row.cells)

    def tell_of_cell(self, row: Row, cell: Cell) -> None:
        key = self.columns.get(cell.column)
        merged = [self.columns.get(column) for column in range(cell.column, cell.column + cell.span)]
        if cell.text and (count := sum(one in FIELDS for one in merged)) > 1:
            message = f"Ô gộp qua {count} cột, được đọc vào cột đầu."
            self.tell("o-gop", row, cell, message, "tách ô, ghi vào từng cột.")
        if cell.is_continued and key in FIELDS:
            message = "Ô gộp với ô ở hàng trên; chữ trong ô chỉ được đọc cho hàng đầu."
            self.tell("o-gop", row, cell, message, "tách ô, ghi vào từng hàng.")
        if key is None and cell.text:
            self.reading.notices.append(stray(_cell_place(row, cell), cell.text))
        if cell.has_picture:
            self.tell("anh-trong-o", row, cell, "Ô có hình ảnh, máy không đọc được.", "ghi nội dung bằng chữ.")

    def tell(self, code: str, row: Row, cell: Cell, message: str, hint: str) -> None:
        self.reading.tell(code, _cell_place(row, cell), message, hint)

    def name_of(self, row: Row, cells: Mapping[str, Cell], marked: list[RowName]) -> RowName:
        """The row by its mark, else its number, else its place."""
        known = self.reading.lines
        unnumbered = (self.role, f"{UNNUMBERED}{row.place.part}")
        if marked:
            return next((name for name in self.marked_names(row, cells, marked) if name not in known), unnumbered)
        name = (self.role, f"{UNMARKED}{cells['tt'].text if 'tt' in cells else ''}")
        return unnumbered if name[1] == UNMARKED or name in known else name

    def marked_names(self, row: Row, cells: Mapping[str, Cell], marked: list[RowName]) -> list[RowName]:
        """The row or, where two were made one, the rows by the marks of their words, else of their numbers, else any."""
        if len(set(marked)) == 1:
            return marked
        by_key = (_rows_of(cells[key].marks) for key in ("nhiem_vu", "tt") if key in cells)
        names = list(dict.fromkeys(next(filter(None, by_key), marked)))
        if len(names) > 1:
            hint = "ghi mỗi nhiệm vụ một hàng như trong mẫu."
            self.reading.tell("hang-gop", row.place, "Hàng mang dấu của nhiều nhiệm vụ.", hint)
        return names


def _cell_place(row: Row, cell: Cell) -> Place:
    return Place(row.place.file, part=f"{row.place.part}, ô {cell.number}", path=cell.path)


_PROMPTS = {fold(text) for text in (CHOOSE, "Choose an item.", "Chọn một mục.", "Chọn")}


def _written(cell: Cell, key: str) -> str:
    """What was written or chosen; what stands there to be chosen from is nothing."""
    text = cell.text
    if key != "progress" or text in PROGRESS:
        return text
    prompt = "".join(paragraph.prompt for paragraph in cell.paragraphs).strip()
    return "" if text == prompt or folded_title(text) in _PROMPTS else text


# The body: what was remarked?


def _read_remarks(reading: Reading, body: _Body, ours: set[int]) -> set[int]:
    """Adds the remarks; returns the blocks they stand in."""
    read: set[int] = set()
    for name, title in SECTIONS.items():
        if name not in body.starts:
            if name not in ("led", "coordinated"):
                message = f"Không tìm thấy mục «{title}»."
                reading.tell("thieu-muc", Place(reading.name), message, "xem cơ quan có nêu ở chỗ khác không.", INFO)
            continue
        lines: list[str] = []
        for index, block in body.remark(name):
            read.add(index)
            if isinstance(block, Paragraph):
                lines.append(_DOTS.sub("", block.text))
                if name not in reading.remark_places:
                    reading.remark_places[name] = _paragraph_place(reading, body, index)
            elif id(block) not in ours:
                said = shortened("; ".join(cell.text for row in block.rows for cell in row.cells if cell.text))
                message = f"Bảng chèn vào mục «{title}», chưa được đọc: «{said}»."
                reading.tell("bang-ngoai-mau", block.place, message, "chuyển nội dung cần báo cáo thành đoạn văn.")
        reading.remarks[name] = "\n".join(lines).strip()
    return read


def _paragraph_place(reading: Reading, body: _Body, index: int) -> Place:
    """By the number of the paragraph, tables not counted."""
    paragraphs = [block for block in body.blocks[: index + 1] if isinstance(block, Paragraph)]
    return Place(reading.name, part=f"đoạn {len(paragraphs)}", path=paragraphs[-1].path)


def _leave_the_rest(reading: Reading, body: _Body, ours: set[int], read: set[int]) -> None:
    """Adds what stands outside the remarks and the form's tables to what is not read."""
    first = min(body.starts.values(), default=0)
    for index, block in enumerate(body.blocks):
        if index in read or id(block) in ours:
            continue
        if isinstance(block, Paragraph):
            if text := block.text.strip():
                reading.unread.append(Unread(_paragraph_place(reading, body, index), text))
            continue
        frame = _frame_of(block, is_above=index < first)
        for row in block.rows:
            _leave(reading, row, row.cells, frame)


def _frame_of(table: Table, *, is_above: bool) -> Frame:
    """Whether this is the letterhead, or the table of recipients and signature."""
    words = [fold(cell.text) for row in table.rows for cell in row.cells]
    if any(_RECIPIENTS in text for text in words):
        return "foot"
    return "head" if is_above and any(_NUMBERED in text for text in words) else ""


_RECIPIENTS, _NUMBERED = fold("Nơi nhận"), fold("Số:")
