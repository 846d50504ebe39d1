"""An old plan as plain paragraphs and tables, whatever file it came from; and what is gathered while it is read."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from unicodedata import normalize

from kehoach_gen.agency import Registry
from kehoach_gen.nd30.model import FIRST_DAY
from kehoach_gen.plan.model import Plan
from kehoach_gen.problem import INFO, WARNING, Place, Problem
from kehoach_gen.problem.model import Severity
from kehoach_gen.source import Located, Path


@dataclass(frozen=True)
class Line:
    """One paragraph: NFC, single blanks; «\\n» for a line break, «\\t» for a tab."""

    text: str
    place: Place
    marks: frozenset[str] = frozenset()
    """Names of our own bookmarks in it."""
    is_bold: bool | None = None
    """Whether all of it is; None where the file does not say."""

    @property
    def words(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())


@dataclass(frozen=True)
class Cell:
    lines: tuple[Line, ...]
    place: Place
    column: int
    span: int = 1
    is_continued: bool = False
    """Whether it is joined with the cell above it."""

    @cached_property
    def text(self) -> str:
        """Its paragraphs, each on a line; a line break that only sets a sentence to the width of the column is a blank."""
        return "\n".join(text for line in self.lines if (text := unbroken(line.text)))

    @cached_property
    def words(self) -> str:
        return " ".join(self.text.split())

    @cached_property
    def marks(self) -> frozenset[str]:
        return frozenset().union(*(line.marks for line in self.lines))

    def covers(self, column: int) -> bool:
        return self.column <= column < self.column + self.span


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    place: Place


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    place: Place


Block = Line | Table


def lines_of(block: Block) -> list[Line]:
    """All lines of a paragraph or a table, top to bottom."""
    return [block] if isinstance(block, Line) else [line for row in block.rows for cell in row.cells for line in cell.lines]


@dataclass(frozen=True)
class OldDocument:
    """All that one or more files hold, top to bottom; `plan_id` is known of files that we made ourselves."""

    name: str
    blocks: tuple[Block, ...]
    plan_id: str = ""


@dataclass(frozen=True)
class Imported:
    """An old plan as data, with the place of each value in the old files; `plan` is None where the data make none."""

    located: Located
    plan: Plan | None
    problems: tuple[Problem, ...]


def clean(text: str) -> str:
    """NFC; single blanks; the breaks and tabs of a line stay."""
    lines = normalize("NFC", text).split("\n")
    return "\n".join(filter(None, ("\t".join(filter(None, (" ".join(p.split()) for p in line.split("\t")))) for line in lines)))


def begins_item(above: str, line: str) -> bool:
    """Whether the line begins with a bullet, and not with a dash that the end of the line above left to it."""
    return bool(_BULLET.match(line)) and (above.endswith((".", ";", ":", "!", "?")) or line[2:4].istitle())


_BULLET = re.compile("[-+•–] ")


def unbroken(text: str) -> str:
    """The text without the line breaks inside its sentences, and between those that no full stop ends."""
    lines: list[str] = []
    for line in text.replace("\t", " ").split("\n"):
        is_new = not lines or begins_item(lines[-1], line) or (lines[-1].endswith((".", ":")) and not line[0].islower())
        if is_new:
            lines.append(line)
        else:
            lines[-1] += f" {line}"
    return "\n".join(lines)


def shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:79]}…"


@dataclass
class Reading:
    """What was read so far: values by path, places, problems."""

    name: str
    registry: Registry
    values: dict[Path, str] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    day: datetime.date = FIRST_DAY
    """The day at which agencies are looked up: that of issue."""

    def put(self, path: Path, text: str, place: Place) -> None:
        self.values[path] = text
        for end in range(1, len(path) + 1):
            self.places.setdefault(path[:end], place)

    def tell(self, code: str, place: Place, message: str, hint: str, severity: Severity = WARNING) -> None:
        self.problems.append(Problem(code, severity, place, message, hint))

    def inform(self, code: str, place: Place, message: str, hint: str) -> None:
        self.tell(code, place, message, hint, INFO)

    def located(self) -> Located:
        root: dict[str | int, Any] = {}
        for path, text in self.values.items():
            holder = root
            for step in path[:-1]:
                holder = holder.setdefault(step, {})
            holder[path[-1]] = text
        return Located(_plain(root), {(): Place(self.name), **self.places})


def _plain(node: Any) -> Any:
    """Dicts keyed by indices → lists."""
    if not isinstance(node, dict):
        return node
    if all(isinstance(key, int) for key in node):
        return [_plain(node[key]) for key in sorted(node)]
    return {key: _plain(value) for key, value in node.items()}


class Names:
    """Ids: those a marked file brings, each given once, and new ones (n01, n02 …) that are not among them."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = set(taken)
        self.given: set[str] = set()
        self.counts: dict[str, int] = {}

    def of(self, own: str | None, prefix: str, digits: int) -> str:
        """The id of a mark; a new one where there is none, or where the thing was copied with its mark."""
        if own is None or own in self.given:
            return self.new(prefix, digits)
        self.given.add(own)
        return own

    def new(self, prefix: str, digits: int) -> str:
        while True:
            self.counts[prefix] = self.counts.get(prefix, 0) + 1
            id = f"{prefix}{self.counts[prefix]:0{digits}}"
            if id not in self.taken:
                self.taken.add(id)
                return id


def pieces(lines: Iterable[Line]) -> list[Line]:
    """The lines cut at line breaks and tabs, those without letters or figures left out."""
    found = (replace(line, text=piece) for line in lines for part in line.text.split("\n") for piece in part.split("\t"))
    return [line for line in found if any(map(str.isalnum, line.text))]


def marked_ids(marks: Iterable[str], prefix: str) -> list[str]:
    """What follows `prefix` in these marks, without the second mark each item bears."""
    return sorted({mark.removeprefix(prefix) for mark in marks if mark.startswith(prefix) and not mark.endswith("_e")})


def cell_map(cells: Iterable[Cell]) -> Mapping[int, Cell]:
    """{column of the grid: the cell that covers it}."""
    return {column: cell for cell in cells for column in range(cell.column, cell.column + cell.span)}
