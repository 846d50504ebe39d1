"""Lines that were cells of a table, set below each other without a sign between → the cells.

What tells one cell from the next: agencies are named in the registry, times can be read, and inside a cell a line ends
only where its next word would not have fitted. The widths of the columns are learnt from the rows that are sure.
"""

import datetime
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kehoach_gen.agency import Registry, from_text
from kehoach_gen.calendar import Unreadable
from kehoach_gen.calendar import from_text as deadline_from_text
from kehoach_gen.office.metrics import text_width
from kehoach_gen.paper.model import begins_item

TASK, LEAD, COORDINATOR, TIME = range(4)
_SIZE = 12.0

Part = tuple[str, ...]
"""Lines of one row that stand on one page."""
Cut = tuple[int, int, int]
"""Where the second, third and fourth cell begin among the lines of a part."""


@dataclass(frozen=True)
class Split:
    """The cells of a row, the lines of each part of it apart; `doubtful` are the cells of which another reading is as good."""

    cells: tuple[tuple[Part, ...], ...]
    cost: float
    doubtful: frozenset[int] = frozenset()


def joined(lines: Sequence[str]) -> str:
    """Wrapped lines as paragraphs: a bullet begins a new one, a hyphen at the end of a line stays with what follows."""
    text = ""
    for line in lines:
        if not text:
            text = line
        elif begins_item(text, line):
            text += f"\n{line}"
        else:
            text += line if text[-1] == "-" and text[-2:-1].isalpha() else f" {line}"
    return text


@dataclass
class Wrapping:
    """What is known of the columns: their widths in millimetres, None before anything is."""

    registry: Registry
    day: datetime.date
    is_wrapped: bool = True
    """Whether lines are as the page broke them; if not, each is a cell."""
    widths: list[float] | None = None
    costs: dict[tuple[int, tuple[Part, ...]], float] = field(default_factory=dict)
    words: dict[tuple[bool, str], float] = field(default_factory=dict)
    """How unlikely a text is as a time, or as names of agencies."""

    def split_all(self, rows: Sequence[tuple[Part, ...]]) -> list[Split]:
        """The cells of each row. The rows that no page cuts are read first, without widths, then with those learnt."""
        whole = [row for row in rows if len(row) == 1] or rows
        for _ in range(_ROUNDS if self.is_wrapped else 0):
            self.widths = self.learnt([self.split(row) for row in whole])
            self.costs.clear()
        return [self.split(row) for row in rows]

    def learnt(self, splits: Sequence[Split]) -> list[float]:
        """The width of the widest line each column has in the rows that are sure."""
        sure = [split for split in splits if not split.doubtful] or splits
        return [
            max(itertools.chain([1.0], (_width(line) for split in sure for part in split.cells[column] for line in part)))
            for column in range(4)
        ]

    def split(self, parts: tuple[Part, ...]) -> Split:
        if not self.is_wrapped and [len(part) for part in parts] == [4]:
            return Split(tuple((part[c : c + 1],) for part in parts for c in range(4)), 0.0)
        found: list[Split] = []
        least = float("inf")
        for cuts in itertools.product(*(self.likely_cuts(part, len(parts)) for part in parts)):
            cells = tuple(zip(*(_cells(part, cut) for part, cut in zip(parts, cuts, strict=True)), strict=True))
            cost = self.cost_below(cells, least + _MARGIN)
            if cost is not None:
                least = min(least, cost)
                found.append(Split(cells, cost))
        return self.judged(sorted(found, key=lambda split: split.cost))

    def likely_cuts(self, part: Part, pages: int) -> list[Cut]:
        """All cuts of a row on one page; of the others those that set the fewest lines badly, or they would be too many."""
        cuts = list(self.cuts_of(part))
        if pages == 1 or len(cuts) <= _MANY:
            return cuts
        badness = {cut: sum(map(self.wrap_cost, range(4), _cells(part, cut))) for cut in cuts}
        return sorted(cuts, key=badness.__getitem__)[:_MANY]

    def cost_below(self, cells: tuple[tuple[Part, ...], ...], limit: float) -> float | None:
        """How unlikely these cells are; None where they are more so than the limit: times are told at once, agencies slowly."""
        cost = 0.0
        for column in (TIME, TASK, LEAD, COORDINATOR):
            cost += self.cost(column, cells[column])
            if cost >= limit:
                return None
        return cost

    def judged(self, found: list[Split]) -> Split:
        """The best reading; its cells are doubtful where their words are, or another good reading has them otherwise; all of
        them where it is no good."""
        best = found[0]
        if best.cost >= _UNSURE:
            return Split(best.cells, best.cost, frozenset(range(4)))
        doubtful = {column for column, cell in enumerate(best.cells) if self.word_cost(column, _flat(cell)) >= _SURE}
        for other in found[1:]:
            if other.cost < best.cost + _MARGIN:
                doubtful |= {c for c in range(4) if _flat(other.cells[c]) != _flat(best.cells[c])}
        return Split(best.cells, best.cost, frozenset(doubtful))

    def cuts_of(self, part: Part) -> Iterator[Cut]:
        """The task's cell ends with, or soon after, the last line that is too wide for any other column."""
        wide = [index for index, line in enumerate(part) if _width(line) > self.widest_other(part)]
        first = wide[-1] + 1 if wide else 0
        last = len(part) if not self.is_wrapped else min(first + _SHORT_ENDS, len(part))
        for second in range(first, last + 1):
            for third in range(second, len(part) + 1):
                for fourth in range(third, len(part) + 1):
                    yield second, third, fourth

    def widest_other(self, part: Part) -> float:
        if not self.is_wrapped:
            return float("inf")
        if self.widths:
            return max(self.widths[LEAD:]) * _LOOSE
        return self.widest * _NARROW

    widest = 0.0
    """Of all lines of all rows: the width of the task's column."""

    def cost(self, column: int, parts: tuple[Part, ...]) -> float:
        """How unlikely it is that these lines are a cell of the column."""
        key = (column, parts)
        if key not in self.costs:
            lines = _flat(parts)
            wrap = sum(self.wrap_cost(column, part) for part in parts) if self.is_wrapped else max(0, len(lines) - 1) * 2.0
            self.costs[key] = wrap + self.word_cost(column, lines)
        return self.costs[key]

    def wrap_cost(self, column: int, lines: Part) -> float:
        if not self.widths:
            return 0.0
        width = self.widths[column]
        cost = sum(_OVERFLOW for line in lines if _width(line) > width * _LOOSE)
        for line, after in itertools.pairwise(lines):
            fits = _width(f"{line} {after.split()[0]}") <= width * _TIGHT
            if fits and not begins_item(line, after) and not line.endswith((".", ":")):
                cost += _UNDERFULL
        return cost

    def word_cost(self, column: int, lines: Sequence[str]) -> float:
        if not lines:
            return _EMPTY[column]
        if column == TASK:
            return self.tail_cost(lines[-1])
        text = joined(lines)
        key = (column == TIME, text)
        if key not in self.words:
            self.words[key] = self.time_cost(text) if column == TIME else self.names_cost(text)
        return self.words[key]

    def time_cost(self, text: str) -> float:
        if isinstance(deadline_from_text(text, self.day.year), Unreadable):
            return _UNREADABLE
        return 1.5 if text[0].isdigit() and text.isdecimal() else 0.0

    def names_cost(self, text: str) -> float:
        mentions = from_text(re.sub(r" \([^()]+\)$", "", text), self.registry, self.day)
        cost = len(mentions.residue.split()) * _STRANGE
        cost += 0.0 if mentions.found else _NOBODY
        cost += 2.0 if text.endswith(",") else 1.2 if text.endswith(";") else 0.0
        return cost + (2.0 if text[0].islower() else 0.0)

    def tail_cost(self, line: str) -> float:
        """A task does not end with a line that only names an agency, nor in the middle of a list."""
        mentions = from_text(line, self.registry, self.day)
        return (1.0 if mentions.found and not mentions.residue else 0.0) + (2.0 if line.endswith((",", ";")) else 0.0)


_ROUNDS, _SHORT_ENDS, _MANY = 2, 3, 120
_SURE, _MARGIN, _UNSURE = 0.5, 1.0, 4.0
_LOOSE, _TIGHT, _NARROW = 1.02, 0.98, 0.55
_EMPTY = (10.0, 5.0, 3.0, 6.0)
_OVERFLOW, _UNDERFULL, _UNREADABLE, _NOBODY, _STRANGE = 3.0, 2.5, 8.0, 4.0, 1.0


def _width(line: str) -> float:
    return text_width(line, _SIZE)


def _cells(part: Part, cut: Cut) -> tuple[Part, ...]:
    edges = (0, *cut, len(part))
    return tuple(part[start:end] for start, end in itertools.pairwise(edges))


def _flat(parts: Sequence[Part]) -> list[str]:
    return [line for part in parts for line in part]
