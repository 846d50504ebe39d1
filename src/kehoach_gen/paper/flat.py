"""A table whose cells a text keeps apart, by tabs or each on a line → the table, and the rows of which that is doubtful."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kehoach_gen.paper.capitals import is_capitals
from kehoach_gen.paper.columns import key_of
from kehoach_gen.paper.model import Cell, Line, Row, Table, begins_item
from kehoach_gen.problem import Place
from kehoach_gen.vietnamese.letters import LETTERS, roman
from kehoach_gen.vietnamese.typed_numbers import typed_number


@dataclass(frozen=True)
class Strip:
    """One line of the text: its cells between tabs, and how many empty lines come before it."""

    cells: tuple[str, ...]
    place: Place
    blanks: int = 0


@dataclass
class _Growing:
    """A row of which more may come: each cell with the place of its first line."""

    place: Place
    cells: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    is_wide: bool = False
    """Whether it has one cell only, as wide as the table."""

    def add(self, text: str, place: Place) -> None:
        self.cells.append(text)
        self.places.append(place)

    def go_on(self, text: str) -> None:
        self.cells[-1] = f"{self.cells[-1]}\n{text}".strip()

    def fit(self, width: int) -> None:
        """What is more than the table has columns goes on with the last cell."""
        if len(self.cells) > width:
            self.cells[width - 1 :] = ["\n".join(self.cells[width - 1 :])]
            del self.places[width:]

    def row(self, width: int) -> Row:
        spans = [width] if self.is_wide else [1] * len(self.cells)
        cells = zip(self.cells, self.places, spans, strict=True)
        return Row(tuple(_cell(text, place, column, span) for column, (text, place, span) in enumerate(cells)), self.place)


def _cell(text: str, place: Place, column: int, span: int) -> Cell:
    return Cell(tuple(Line(line, place) for line in text.split("\n")), place, column, span)


def is_tabbed(strip: Strip) -> bool:
    """Whether the line is the heading of a table of tasks, its titles between tabs."""
    return len(strip.cells) > 2 and sum(key_of(title) is not None for title in strip.cells) > 2


def tabbed_length(strips: Sequence[Strip]) -> int:
    """How many lines the table takes that the first of them heads: to its last line with tabs."""
    length = 1
    for index, strip in enumerate(strips):
        if len(strip.cells) > 1:
            length = index + 1
        elif index >= length + _LONGEST_CELL:
            break
    return length


_LONGEST_CELL = 12
"""Paragraphs of the longest cell."""


def tabbed(strips: Sequence[Strip]) -> Table:
    """The table of these lines: a row ends when it has as many cells as the heading; what has no tab goes on with a cell."""
    width = len(strips[0].cells)
    rows: list[_Growing] = []
    for strip in strips:
        is_wide = len(strip.cells) == 1 and _names_group(strip.cells[0]) and bool(rows) and len(rows[-1].cells) in (1, width)
        is_new = len(strip.cells) > 1 and (not rows or rows[-1].is_wide or len(rows[-1].cells) + len(strip.cells) - 1 > width)
        if is_wide or is_new:
            rows.append(_Growing(strip.place, is_wide=is_wide))
            rows[-1].add(strip.cells[0], strip.place)
        else:
            rows[-1].go_on(strip.cells[0])
        for text in strip.cells[1:]:
            rows[-1].add(text, strip.place)
    return Table(tuple(row.row(width) for row in rows), strips[0].place)


def _names_group(text: str) -> bool:
    number = typed_number(text)
    return bool(number and number.kind in ("phan", "muc")) or is_capitals(text)


def titles_of(strips: Sequence[Strip]) -> int:
    """How many lines are the titles of a table that has each cell on a line; 0 where it has not."""
    count = next((index for index, strip in enumerate(strips) if index and _LABEL.fullmatch(strip.cells[0])), 0)
    known = sum(key_of(strip.cells[0]) is not None for strip in strips[:count])
    return count if known > 2 and not any(strip.blanks for strip in strips[1 : count + 1]) else 0


_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]+|[A-Z]|[a-zđ])[.)]?")


def celled(strips: Sequence[Strip], width: int) -> tuple[Table, list[Row]]:
    """The table of these lines, the first `width` of which are its titles; an empty line is an empty cell.

    Also the rows that have more or fewer lines than cells: which line belongs to which cell is then not sure.
    """
    head = _Growing(strips[0].place)
    for strip in strips[:width]:
        head.add(strip.cells[0], strip.place)
    rows: list[_Growing] = []
    labels: list[str] = []
    for strip in strips[width:]:
        text = strip.cells[0]
        label = text.strip(".)") if _LABEL.fullmatch(text) else ""
        if not rows or (label and (_is_whole(rows[-1], strip, width) or _follows(label, labels))):
            _pad(rows, strip.blanks, width)
            rows.append(_Growing(strip.place))
            rows[-1].add(text, strip.place)
            labels.append(label)
        elif not strip.blanks and len(rows[-1].cells) > 2 and begins_item(rows[-1].cells[-1], text):
            rows[-1].go_on(text)
        else:
            for _ in range(strip.blanks):
                rows[-1].add("", strip.place)
            rows[-1].add(text, strip.place)
    if rows and len(rows[-1].cells) > 2:
        _pad(rows, width, width)
    doubtful = [row for row in rows if len(row.cells) != width and any(row.cells[2:])]
    for row in rows:
        row.fit(width)
    made = {id(row): row.row(width) for row in rows}
    return Table((head.row(width), *made.values()), strips[0].place), [made[id(row)] for row in doubtful]


def _pad(rows: list[_Growing], blanks: int, width: int) -> None:
    for _ in range(min(blanks, width - len(rows[-1].cells)) if rows else 0):
        rows[-1].add("", rows[-1].places[-1])


def _is_whole(row: _Growing, strip: Strip, width: int) -> bool:
    return len(row.cells) + strip.blanks >= width


def _follows(label: str, before: Sequence[str]) -> bool:
    """Whether the number is the next one after some number above it, or the first of its kind below a heading."""
    is_first = label in ("1", "a") and bool(before) and _kind(before[-1]) != _kind(label)
    return is_first or any(label == _next(last) for last in before)


def _kind(label: str) -> str:
    return "1" if label.isdecimal() else "I" if re.fullmatch("[IVX]+", label) else "a" if label in LETTERS else label[:1]


def _next(label: str) -> str:
    if label.isdecimal():
        return str(int(label) + 1)
    if re.fullmatch("[IVX]+", label):
        return next((roman(count + 1) for count in range(1, 40) if roman(count) == label), "")
    if re.fullmatch(r"[\d.]+", label):
        head, _, last = label.rpartition(".")
        return f"{head}.{int(last) + 1}"
    at = LETTERS.index(label) + 1 if label in LETTERS else len(LETTERS)
    return LETTERS[at] if at < len(LETTERS) else ""
