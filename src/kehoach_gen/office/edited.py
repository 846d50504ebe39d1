"""A Word file that people have edited: what it says now, which marks are where, and who changed what, when."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kehoach_gen.problem import Place


class Author(NamedTuple):
    """Who made a tracked change or a comment; `date` as the file has it, maybe empty: «2023-06-12T08:30:00Z»."""

    name: str
    date: str = ""


class Run(NamedTuple):
    text: str
    look: tuple[str, ...]
    """What sets it apart: bold, italic, underline, its size, its colour …"""


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]
    label: str = ""
    """The number its list gives it, with a blank after it; «- » for a bullet."""
    marks: tuple[str, ...] = ()
    """The names of the bookmarks in it."""
    id: str = ""
    """Its `w14:paraId`; empty where it has none."""
    style: str = ""
    """The name of its style."""
    align: str = ""
    place: Place = Place("")  # noqa: RUF009 - a Place is frozen
    authors: tuple[Author, ...] = ()
    """Who made the tracked changes in it."""
    comments: tuple[str, ...] = ()
    """The ids of comments on it."""
    others: tuple[str, ...] = ()
    """What it holds besides text: «hình», «công thức», «cước chú: …»."""

    @cached_property
    def text(self) -> str:
        """With its label; line breaks as «\\n»."""
        return self.label + "".join(run.text for run in self.runs)

    @property
    def is_bold(self) -> bool:
        runs = [run for run in self.runs if run.text.strip()]
        return bool(runs) and all("bold" in run.look for run in runs)


@dataclass(frozen=True)
class Cell:
    paragraphs: tuple[Paragraph, ...]
    column: int
    """The grid column it begins at, counted from 0."""
    span: int
    is_continued: bool
    """Whether it is joined with the cell above it."""
    place: Place

    @cached_property
    def text(self) -> str:
        """A line a paragraph that has words."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs if paragraph.text.strip())


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    place: Place
    authors: tuple[Author, ...] = ()
    """Who put it in, with changes tracked."""

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(paragraph for cell in self.cells for paragraph in cell.paragraphs)


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    place: Place


Block = Paragraph | Table


@dataclass(frozen=True)
class Comment:
    author: Author
    text: str


@dataclass(frozen=True)
class EditedFile:
    name: str
    properties: Mapping[str, str]
    """Custom properties by name."""
    blocks: tuple[Block, ...]
    """What stands in the body, tracked changes taken as accepted."""
    gone: Mapping[str, tuple[Author, ...]]
    """{name of a bookmark: who deleted the paragraph or row it was in, with changes tracked}"""
    comments: Mapping[str, Comment]
    margins: tuple[str, ...]
    """The words of headers and footers."""
