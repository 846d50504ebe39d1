"""What a Word file looks like to a reader: runs, paragraphs, tables, sections, with the formatting that holds there.

Measures are twips unless said otherwise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kehoach_gen.office.drawn import Line
from kehoach_gen.office.effective import Look
from kehoach_gen.problem import Place

Path = tuple[int, ...]
MM = 1440 / 25.4


@dataclass(frozen=True)
class Run:
    """Text of one look, as it is printed; tabs as «\\t», line breaks as «\\n»."""

    text: str
    look: Look
    path: Path


@dataclass(frozen=True)
class Spot:
    """The innermost cell a paragraph stands in: the number of its table, the row and the cell of the row from 0."""

    table: int
    row: int
    cell: int


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]
    label: str
    """The number its list gives it, with the blank or tab after it."""
    properties: Mapping[str, Any]
    style: str
    place: Place
    path: Path
    """From the root of its part, the body for the main part."""
    width: int
    """Of the area its text may fill before its own indents."""
    spot: Spot | None = None
    lines: tuple[Line, ...] = ()
    """Drawn in it or anchored to it; the borders of the paragraph stand in `properties`."""
    fields: tuple[str, ...] = ()
    """Instructions of its fields: «PAGE», «NUMPAGES»."""
    boxes: tuple["Paragraph", ...] = ()
    """What stands in text boxes anchored to it."""
    has_picture: bool = False
    breaks_before: bool = False
    """Whether it begins a new page by itself."""
    breaks_after: bool = False

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @cached_property
    def full_text(self) -> str:
        return self.label.replace("\t", " ") + self.text

    @cached_property
    def is_blank(self) -> bool:
        return not self.text.strip() and not self.label.strip()

    @property
    def align(self) -> str:
        return str(self.properties.get("align") or "left")

    def twips(self, name: str) -> int:
        """before, after, left, right, first."""
        return int(self.properties.get(name, 0))

    @property
    def line_rule(self) -> str:
        return str(self.properties.get("line_rule", "auto"))

    @property
    def line(self) -> int:
        return int(self.properties.get("line", 240))


@dataclass(frozen=True)
class Cell:
    blocks: tuple["Paragraph | Table", ...]
    width: int
    is_continued: bool
    has_line_below: bool

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(paragraphs(self.blocks))


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    is_header: bool
    cannot_split: bool


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    width: int
    has_borders: bool
    place: Place
    path: Path
    number: int
    """From 1; below 0 for one that stands in a cell of another."""

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(paragraph for row in self.rows for cell in row.cells for paragraph in cell.paragraphs)


Block = Paragraph | Table


@dataclass(frozen=True)
class Story:
    """A header or footer and the member it is kept in."""

    part: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def is_blank(self) -> bool:
        return all(p.is_blank and not p.fields and not p.boxes and not p.has_picture for p in self.paragraphs)


@dataclass(frozen=True)
class Section:
    """Pages of one kind, with what stands on them."""

    blocks: tuple[Block, ...]
    measures: Mapping[str, int]
    """width, height, top, bottom, left, right, gutter."""
    is_landscape: bool
    hides_first: bool
    """Whether the first page has a header and footer of its own."""
    number_start: int | None
    number_format: str
    kind: str
    """«nextPage», «continuous» …"""
    headers: Mapping[str, Story]
    """By «default», «first», «even»; those of the section before where it has none."""
    footers: Mapping[str, Story]
    place: Place
    path: Path
    """Of its `w:sectPr`; empty where it has none."""

    @property
    def text_width(self) -> int:
        return self.measures["width"] - self.measures["left"] - self.measures["right"] - self.measures["gutter"]


@dataclass(frozen=True)
class StyledFile:
    name: str
    sections: tuple[Section, ...]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for section in self.sections for block in section.blocks)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All of the body, those in cells of others among them."""
        return tuple(tables(self.blocks))

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All of the body, those in tables among them."""
        return tuple(paragraphs(self.blocks))


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Table):
            yield from block.paragraphs
        else:
            yield block
            yield from block.boxes


def tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
            yield from (inner for row in block.rows for cell in row.cells for inner in tables(cell.blocks))
