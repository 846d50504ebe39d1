"""The text of an old plan, as a viewer of PDF or Word copies it out → the plan as data, as well as it can be told.

Four shapes are read: one paragraph or cell a line, a blank line between the rows of the table; the cells of a row between
tabs, as a table is copied from Word; a cell on each line and an empty one for an empty cell, as Word saves plain text; and
lines as the page broke them, each cell of the table below the one before it, the heading of the table again on every page.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kehoach_gen.agency import Registry, from_text
from kehoach_gen.calendar import Unreadable
from kehoach_gen.calendar import from_text as deadline_from_text
from kehoach_gen.nd30.model import FIRST_DAY
from kehoach_gen.office.metrics import text_width
from kehoach_gen.paper.capitals import is_capitals
from kehoach_gen.paper.flat import Strip, celled, is_tabbed, tabbed, tabbed_length, titles_of
from kehoach_gen.paper.frame import kind_at
from kehoach_gen.paper.model import Block, Cell, Imported, Line, OldDocument, Row, Table, begins_item, clean, shortened
from kehoach_gen.paper.numbers import Counting, label_of
from kehoach_gen.paper.to_plan import imported
from kehoach_gen.paper.wrap import Part, Split, Wrapping, joined
from kehoach_gen.problem import INFO, WARNING, Place, Problem
from kehoach_gen.source.text import decode
from kehoach_gen.vietnamese.typed_numbers import typed_number

_LONGEST_LINE = 130
"""Characters of the longest line a page holds, portrait or landscape; a longer one was not broken by a page."""


def from_txt(content: bytes, name: str, registry: Registry) -> Imported:
    """What the UTF-8 text file called `name` says. Raises ProblemError for another encoding, and where there are no words."""
    lines = list(_lines(decode(content, name)))
    reader = _Reader(name, registry, lines)
    found = imported(OldDocument(name, tuple(reader.blocks())), registry)
    return replace(found, problems=(*reader.problems, *found.problems))


@dataclass(frozen=True)
class _Raw:
    """A line that has words: where it stands, whether it is set in, and whether a blank line comes before it."""

    text: str
    number: int
    is_set_in: bool
    is_after_blank: bool
    column: int = 1
    cells: tuple[str, ...] = ()
    """What tabs keep apart."""
    columns: tuple[str, ...] = ()
    """What tabs or long blanks keep apart, without what is empty."""
    blanks: int = 0
    """Empty lines before it."""


def _lines(text: str) -> Iterator[_Raw]:
    blanks = 1
    for number, line in enumerate(text.replace("\f", "\n").split("\n"), 1):
        words = clean(line).replace("\t", " ")
        if words:
            cells = tuple(map(clean, line.split("\t")))
            columns = tuple(filter(None, map(clean, _BETWEEN_COLUMNS.split(line))))
            yield _Raw(words, number, line.startswith("  "), blanks > 0, cells=cells, columns=columns, blanks=blanks)
        blanks = 0 if words else blanks + 1


_BETWEEN_COLUMNS = re.compile(r"\t|[ \u00a0]{3,}")
_HEADING = re.compile(r"S?TT\b(?!\s*[-/])")
_APPENDIX = re.compile(r"(?i:phụ lục)(?:\s+(?:số\s+)?[IVX\d]+)?\.?")
_FOOT = re.compile(r"(?i:nơi nhận\s*:)")
_END = re.compile(r"\.?/\s*\.?")
_TIMED = re.compile(r"(?P<names>.+?)\s+(?P<time>(?:Năm|Quý|Tháng|Trước|Thường xuyên|Hằng|Hàng)\b.*)")
_CELLS = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")


class _Reader:
    def __init__(self, name: str, registry: Registry, lines: Sequence[_Raw]) -> None:
        self.name, self.registry, self.lines = name, registry, lines
        self.is_wrapped = max((len(line.text) for line in lines), default=0) <= _LONGEST_LINE
        self.problems: list[Problem] = []

    def place(self, line: _Raw) -> Place:
        return Place(self.name, line.number, line.column, excerpt=line.text)

    def tell(self, code: str, line: _Raw, message: str, hint: str) -> None:
        self.problems.append(Problem(code, WARNING, self.place(line), message, hint))

    def blocks(self) -> Iterator[Block]:
        """Paragraphs and tables; what stands below «Nơi nhận» is left in lines, for it is set in columns."""
        index = self.head_length()
        foot = next((i for i, line in enumerate(self.lines) if _FOOT.match(line.text)), len(self.lines))
        yield from self.in_columns(self.lines[:index], "Đầu văn bản")
        strips = [Strip(line.cells, self.place(line), line.blanks) for line in self.lines]
        while index < len(self.lines):
            if is_tabbed(strips[index]):
                end = index + tabbed_length(strips[index : foot if index < foot else len(strips)])
                yield tabbed(strips[index:end])
            elif index < foot:
                end = next((i for i in range(index + 1, foot) if is_tabbed(strips[i])), foot)
                yield from self.paragraphs(self.lines[index:end])
            elif _HEADING.match(self.lines[index].text):
                end = self.end_of_table(index)
                width = 0 if self.is_wrapped else titles_of(strips[index:end])
                yield self.celled(strips[index:end], width) if width else self.table(self.lines[index:end])
            elif index == foot:
                end = next((i for i in range(index + 1, len(strips)) if self.ends_foot(i, strips[i])), len(strips))
                yield from self.in_columns(self.lines[index:end], "Nơi nhận, chữ ký")
            else:
                end = index + 1
                yield Line("\t".join(filter(None, self.lines[index].cells)), self.place(self.lines[index]))
            index = end

    def head_length(self) -> int:
        """How many lines the letterhead takes, where it is set in columns; 0 where it is not."""
        title = next((i for i, line in enumerate(self.lines) if kind_at(line.text)), 0)
        return title if any(len(line.columns) > 1 for line in self.lines[:title]) else 0

    def ends_foot(self, index: int, strip: Strip) -> bool:
        text = self.lines[index].text
        return is_tabbed(strip) or bool(_APPENDIX.fullmatch(text) or _HEADING.match(text) or kind_at(text))

    def in_columns(self, lines: Sequence[_Raw], what: str) -> Iterator[Line]:
        """Lines of which each column is read by itself."""
        divided = [line for line in lines if len(line.columns) > 1]
        if divided:
            message = f"{what} được trình bày thành hai cột ở {len(divided)} dòng; mỗi cột được đọc riêng."
            hint = "đối chiếu số, ngày, nơi nhận, người ký với bản gốc."
            self.problems.append(Problem("dong-chia-cot", INFO, self.place(divided[0]), message, hint))
        for line in divided:
            if len(line.columns) > 2:
                listed = ", ".join(f"«{shortened(column)}»" for column in line.columns)
                self.tell("cot-khong-chac", line, f"Dòng này có {len(line.columns)} cột: {listed}.", "đối chiếu với bản gốc.")
        for line in lines:
            yield Line("\t".join(line.columns), self.place(line))

    def end_of_table(self, start: int) -> int:
        after = range(start + 1, len(self.lines))
        return next(
            (i for i in after if _APPENDIX.fullmatch(self.lines[i].text) or _END.fullmatch(self.lines[i].text)), len(self.lines)
        )

    def celled(self, strips: Sequence[Strip], width: int) -> Table:
        found, doubtful = celled(strips, width)
        for row in doubtful:
            words = shortened(" ".join(cell.words for cell in row.cells))
            message = f"Số dòng của hàng «{words}» khác số cột; không chắc chữ nào thuộc ô nào."
            self.problems.append(Problem("o-khong-chac", WARNING, row.place, message, "đối chiếu với bản gốc."))
        return found

    # Paragraphs

    def paragraphs(self, lines: Sequence[_Raw]) -> Iterator[Line]:
        width = max((_width(line.text) for line in lines if not is_capitals(line.text)), default=0.0)
        start = 0
        for index in range(1, len(lines) + 1):
            if index < len(lines) and self.is_wrapped and not _ends(lines, index, width, is_first=index - 1 == start):
                continue
            if index < len(lines) and _is_in_sentence(lines[index - 1].text, lines[index]):
                message = f"Dòng ngắt giữa câu, được nối vào đoạn trên: «{shortened(lines[index].text)}»."
                found = Problem("doan-noi-dong", INFO, self.place(lines[index]), message, "nếu là đoạn riêng thì tách ra.")
                self.problems.append(found)
                continue
            yield Line(joined([line.text for line in lines[start:index]]), self.place(lines[start]))
            start = index

    # The table

    def table(self, lines: Sequence[_Raw]) -> Table:
        day = datetime.date(year, 1, 1) if (year := self.year()) else FIRST_DAY
        lines = [piece for line in lines for piece in self.two_cells(line, day)] if self.is_wrapped else lines
        rows = list(self.page_rows(lines) if self.is_wrapped else self.block_rows(lines))
        wrapping = Wrapping(self.registry, day, self.is_wrapped)
        wrapping.widest = max((text_width(line.text, 12.0) for row in rows for line in row.lines), default=0.0)
        tasks = [row for row in rows if not row.is_area]
        splits = wrapping.split_all([row.parts for row in tasks])
        split_of = {id(row): split for row, split in zip(tasks, splits, strict=True)}
        head = self.place(lines[0])
        cells = tuple(Cell((Line(title, head),), head, column) for column, title in enumerate(_CELLS))
        made = [self.area(row) if row.is_area else self.task(row, split_of[id(row)]) for row in rows]
        return Table((Row(cells, head), *made), head)

    def two_cells(self, line: _Raw, day: datetime.date) -> list[_Raw]:
        """A line on which a cell of one line stands beside the next: «Sở Tư pháp Năm 2023»."""
        found = _TIMED.fullmatch(line.text)
        if not found or isinstance(deadline_from_text(found["time"]), Unreadable):
            return [line]
        names = from_text(found["names"], self.registry, day)
        if not names.found or names.residue:
            return [line]
        return [replace(line, text=found["names"]), replace(line, text=found["time"], column=found.start("time") + 1)]

    def year(self) -> int:
        """The year the text speaks of most."""
        found = Counter(re.findall(r"\b20\d\d\b", " ".join(line.text for line in self.lines))).most_common(1)
        return int(found[0][0]) if found else 0

    def block_rows(self, lines: Sequence[_Raw]) -> Iterator["_TextRow"]:
        """Rows between blank lines; a line that is set in belongs to the cell above it."""
        blocks: list[list[_Raw]] = []
        for line in lines:
            if line.is_after_blank or not blocks:
                blocks.append([])
            blocks[-1].append(line)
        for block in blocks[1:]:
            label, rest = label_of(block[0].text)
            yield _TextRow(block[0], label, (_cells_of([*([replace(block[0], text=rest)] if rest else []), *block[1:]]),))

    def page_rows(self, lines: Sequence[_Raw]) -> Iterator["_TextRow"]:
        """Rows between the numbers that come next; a heading inside one tells that a page ends there."""
        counting = Counting([line.text for line in lines])
        heading = [line.text for line in lines[: counting.start]]
        row: _TextRow | None = None
        index = counting.start
        while index < len(lines):
            line = lines[index]
            if [other.text for other in lines[index : index + len(heading)]] == heading:
                row = row and row.cut()
                index += len(heading)
                continue
            if found := counting.taken(line.text):
                if row:
                    yield row
                label, rest, is_area = found
                row = _TextRow(line, label, ((replace(line, text=rest),) if rest else (),), is_area)
            elif row:
                row = row.added(line)
            else:
                self.tell(
                    "chu-chua-doc", line, f"Chữ trước hàng đầu của bảng: «{shortened(line.text)}».", "đối chiếu với bản gốc."
                )
            index += 1
        if row:
            yield row

    def area(self, row: "_TextRow") -> Row:
        text = joined([line.text for line in row.lines])
        place = self.place(row.lines[0] if row.lines else row.first)
        cells = (self.number(row), Cell((Line(text, place),), place, 1, len(_CELLS) - 1))
        return Row(cells, self.place(row.first))

    def number(self, row: "_TextRow") -> Cell:
        place = self.place(row.first)
        return Cell((Line(row.label, place),), place, 0)

    def task(self, row: "_TextRow", split: Split) -> Row:
        """The cells of a row, each at its first line; of what is doubtful a problem says so there."""
        cells = [self.number(row)]
        where = [list(part) for part in row.numbered]
        at = [0] * len(where)
        for column, parts in enumerate(split.cells):
            own = [line for page, part in enumerate(parts) for line in where[page][at[page] : at[page] + len(part)]]
            at = [start + len(part) for start, part in zip(at, parts, strict=True)]
            place = self.place(own[0] if own else row.first)
            text = joined([line for part in parts for line in part])
            cells.append(Cell(tuple(Line(line, place) for line in text.split("\n")), place, column + 1))
            if column in split.doubtful:
                message = f"Không chắc những chữ nào thuộc ô «{_CELLS[column + 1]}» của hàng «{row.label}»; đã đọc là «{shortened(text)}»."
                self.tell("o-khong-chac", own[0] if own else row.first, message, "đối chiếu với bản gốc.")
        return Row(tuple(cells), self.place(row.first))


_BODY_SIZE, _INDENT, _SLACK = 14.0, 12.7, 0.98


def _width(text: str) -> float:
    return text_width(text, _BODY_SIZE)


def _ends(lines: Sequence[_Raw], index: int, width: float, *, is_first: bool) -> bool:
    """Whether a paragraph ends before this line: a number begins it, or the line above had room for its first word."""
    line, above = lines[index].text, lines[index - 1].text
    number = typed_number(line)
    if is_capitals(above) or is_capitals(line) or (number and (number.kind not in ("gach", "cong") or begins_item(above, line))):
        return True
    room = width - (_INDENT if is_first else 0.0)
    if _width(f"{above} {line.split()[0]}") <= room * _SLACK:
        return True
    if not above.endswith((".", ":", ";")) or not line[0].isupper() or index + 1 >= len(lines):
        return False
    after = lines[index + 1].text
    return after[0].islower() and _width(f"{line} {after.split()[0]}") <= width * _SLACK


def _is_in_sentence(above: str, line: _Raw) -> bool:
    """Whether the line goes on with a sentence that the line above has not ended."""
    is_new = line.is_after_blank or not line.text[0].islower() or typed_number(line.text)
    return not is_new and not is_capitals(above) and not above.endswith((".", ";", ":", "!", "?"))


@dataclass(frozen=True)
class _TextRow:
    """The lines of one row, those of each page apart."""

    first: _Raw
    label: str
    numbered: tuple[tuple[_Raw, ...], ...]
    is_area_label: bool | None = None

    @property
    def lines(self) -> list[_Raw]:
        return [line for part in self.numbered for line in part]

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(tuple(line.text for line in part) for part in self.numbered)

    @property
    def is_area(self) -> bool:
        """By its number; where numbers do not tell, a row with one cell is one."""
        return len(self.lines) == 1 if self.is_area_label is None else self.is_area_label

    def added(self, line: _Raw) -> "_TextRow":
        return replace(self, numbered=(*self.numbered[:-1], (*self.numbered[-1], line)))

    def cut(self) -> "_TextRow":
        return replace(self, numbered=(*self.numbered, ()))


def _cells_of(lines: Sequence[_Raw]) -> tuple[_Raw, ...]:
    """One line a cell: those set in go with the one above."""
    cells: list[_Raw] = []
    for line in lines:
        if cells and line.is_set_in:
            cells[-1] = replace(cells[-1], text=f"{cells[-1].text}\n{line.text}")
        else:
            cells.append(line)
    return tuple(cells)
