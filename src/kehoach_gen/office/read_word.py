"""A Word file a person edited → its paragraphs and tables as that person sees them.

Tracked changes are taken as accepted, content controls and the like as not there. Each paragraph keeps the names of the
bookmarks in it, each cell the column of the grid it begins at, whoever saved the file; each knows its path in the XML.
"""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from unicodedata import normalize

from kehoach_gen.office.kinds import Members, read_members
from kehoach_gen.office.package import word_root
from kehoach_gen.office.word import W
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError

Path = tuple[int, ...]
"""From the body down, the index of each element among the elements of its parent: `body[2][0]` is (2, 0)."""
Marks = tuple[str, ...]
"""The names of bookmarks, in the order in which they begin."""


class Paragraph(NamedTuple):
    text: str
    """In composed letters, line breaks as «\\n», tabs as a blank."""
    marks: Marks = ()
    prompt: str = ""
    """What of the text a content control shows until something is chosen in it."""
    has_picture: bool = False
    style: str = ""
    """The id of its style; told only in the first table, where a letterhead stands."""
    path: Path = ()
    """Told only outside tables."""


_BLANK = Paragraph("")


class Cell(NamedTuple):
    paragraphs: tuple[Paragraph, ...]
    text: str
    marks: Marks
    number: int
    """Its place among the cells of its row, counted from 1."""
    column: int
    """The grid column it begins at, counted from 0."""
    span: int = 1
    is_continued: bool = False
    """Whether it is joined with the cell above it."""
    has_picture: bool = False
    path: Path = ()


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    """Those in which something stands, and joined ones."""
    marks: Marks
    place: Place


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    place: Place


@dataclass(frozen=True)
class WordFile:
    """Custom properties by name, and what stands in the body, top to bottom."""

    properties: Mapping[str, str]
    blocks: tuple[Paragraph | Table, ...]


def read_word(content: bytes, name: str) -> WordFile:
    """Raises ProblemError for what is no Word file, or not one to be opened."""
    _, members = read_members(content, name, "docx")
    package = _root(members, "_rels/.rels")
    relations = () if package is None else tuple(package)
    root = _root(members, _related(relations, "/officeDocument") or "word/document.xml")
    body = None if root is None else root.find(_w("body"))
    if body is None:
        hint = "mở lại bằng Word, rồi lưu ở dạng .docx."
        raise ProblemError(Problem("khong-phai-word", ERROR, Place(name), "Tệp không phải tài liệu Word.", hint))
    properties = _root(members, _related(relations, "/custom-properties") or "docProps/custom.xml")
    return WordFile(_values(() if properties is None else properties), tuple(_Reader(name, body).read()))


def _root(members: Members, path: str) -> Any:
    """The root of an XML member; None where there is none."""
    root = word_root(members.get(path, b""))
    if root is not None and root.getroottree().docinfo.internalDTD is not None:
        message, hint = f"Phần «{path}» của tệp có khai báo không dùng trong tệp Word.", "mở bằng Word, lưu thành tệp mới."
        raise ProblemError(Problem("tep-word-la", ERROR, Place(members.name), message, hint))
    return root


def _related(relations: Iterable[Any], kind: str) -> str:
    """The member the package names for this kind of part; empty where it names none."""
    for relation in relations:
        if str(relation.get("Type", "")).endswith(kind):
            return posixpath.normpath(str(relation.get("Target", "")).lstrip("/"))
    return ""


def _values(properties: Iterable[Any]) -> dict[str, str]:
    return {str(node.get("name")): _composed("".join(node.itertext()).strip()) for node in properties if node.get("name")}


def _composed(text: str) -> str:
    return text if text.isascii() else normalize("NFC", text)


def _w(tag: str) -> str:
    return f"{{{W}}}{tag}"


_P, _TBL, _TR, _TC, _R, _T, _TR_PR, _R_PR = map(_w, ("p", "tbl", "tr", "tc", "r", "t", "trPr", "rPr"))
_STYLE, _VAL, _NAME, _TYPE = map(_w, ("pStyle", "val", "name", "type"))
_SIGNS = {_w("br"): "\n", _w("cr"): "\n", _w("tab"): " ", _w("noBreakHyphen"): "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() else otherwise


def _around(element: Any, *tags: str) -> Any:
    """The nearest element with one of these tags that this one stands in; None where there is none."""
    return next(element.iterancestors(*tags), None)


class _Reader:
    """Goes once through all that matters, in the order of the document; what is open is closed by what comes next.

    Wrappers of all kinds are not looked at. A table inside a cell, and a box inside a paragraph, are text of theirs.
    """

    def __init__(self, name: str, body: Any) -> None:
        self.name, self.body = name, body
        self.blocks: list[Paragraph | Table] = []
        self.gone: set[Any] = set()
        """What was deleted, and all inside it."""
        self.prompting: set[Any] = set()
        """What a content control shows until something is chosen in it."""
        self.styles = {style.getparent().getparent(): style.get(_VAL, "") for style in next(body.iter(_TBL), body).iter(_STYLE)}
        self.table: Any = None
        self.row: Any = None
        self.cell: Any = None
        self.paragraph: Any = None
        self.tables = self.row_number = self.cell_number = self.column = 0
        self.span = 1
        self.row_path: Path = ()
        self.last: dict[Any, tuple[Any, int]] = {}
        """The child of an element whose index was asked for last, and its index."""
        self.rows: list[Row] = []
        self.cells: list[Cell] = []
        self.lines: list[Paragraph] = []
        self.text: list[str] = []
        self.prompt: list[str] = []
        self.marks: list[str] = []
        self.runs_on = self.has_picture = self.is_continued = False

    def read(self) -> list[Paragraph | Table]:
        """The paragraphs and tables of the body."""
        handlers: dict[str, Callable[[Any], None]] = {
            _T: self.read_text,
            _P: self.read_paragraph,
            _TC: self.read_cell,
            _TR: self.read_row,
            _TBL: self.read_table,
            _w("bookmarkStart"): self.read_mark,
            _w("gridSpan"): self.read_span,
            _w("vMerge"): self.read_merge,
            _w("gridBefore"): self.read_grid_before,
            _w("cellDel"): self.read_deleted_cell,
            _w("del"): self.read_deletion,
            _w("moveFrom"): self.read_deletion,
            _FALLBACK: self.drop,
            _w("showingPlcHdr"): self.read_prompting,
            **dict.fromkeys(_SIGNS, self.read_sign),
            **dict.fromkeys(map(_w, ("drawing", "pict", "object")), self.read_picture),
        }
        gone = self.gone
        for element in self.body.iter(*handlers):
            if element not in gone:
                handlers[element.tag](element)
        self.close_table()
        self.close_paragraph()
        return self.blocks

    # Paths

    def path(self, element: Any, top: Any, above: Path = ()) -> Path:
        """The path of an element that stands in `top`, whose own path is given."""
        parent = element.getparent()
        if parent is not top:
            above = self.path(parent, top, above)
        return (*above, self.index(element, parent))

    def index(self, element: Any, parent: Any) -> int:
        """Counted on from the last one asked for: `parent.index` begins anew each time, and a table may be long."""
        child, index = self.last.get(parent) or (parent[0], 0)
        while child is not element:
            child, index = child.getnext(), index + 1
        self.last[parent] = element, index
        return index

    # Paragraphs

    def read_paragraph(self, element: Any) -> None:
        parent = element.getparent()
        if parent is not self.cell:
            if parent is not self.body and _around(element, _P) is not None:
                return
            if parent is self.body or _around(element, _TC) is None:
                self.close_table()
        if self.runs_on:
            self.runs_on = False
        else:
            if self.paragraph is not None:
                self.close_paragraph()
            self.paragraph = element

    def close_paragraph(self) -> None:
        if self.paragraph is None:
            return
        if self.text or self.marks or self.has_picture:
            self.add(self.made())
        elif not self.runs_on:
            self.add(_BLANK)
        self.paragraph, self.runs_on, self.has_picture = None, False, False

    def made(self) -> Paragraph:
        text, prompt = "".join(self.text), "".join(self.prompt)
        marks, style = tuple(self.marks), self.styles.get(self.paragraph, "")
        self.text.clear()
        self.prompt.clear()
        self.marks.clear()
        return Paragraph(_composed(text.replace("\t", " ")), marks, _composed(prompt), self.has_picture, style)

    def add(self, paragraph: Paragraph) -> None:
        if self.cell is None:
            self.blocks.append(paragraph._replace(path=self.path(self.paragraph, self.body)))
        else:
            self.lines.append(paragraph)

    def read_text(self, element: Any) -> None:
        if text := element.text:
            self.text.append(text)
            if element in self.prompting:
                self.prompt.append(text)

    def read_sign(self, element: Any) -> None:
        if element.getparent().tag == _R and element.get(_TYPE) not in ("page", "column"):
            self.text.append(_SIGNS[element.tag])

    def read_mark(self, element: Any) -> None:
        """One between two paragraphs belongs to the next."""
        if element.getparent() is not self.paragraph and _around(element, _P) is None and not self.runs_on:
            self.close_paragraph()
        self.marks.append(element.get(_NAME, ""))

    def read_picture(self, _: Any) -> None:
        self.has_picture = True

    def read_prompting(self, element: Any) -> None:
        self.prompting.update(element.getparent().getparent().iter(_T))

    # Deletions

    def drop(self, element: Any) -> None:
        self.gone.update(element.iter())

    def read_deletion(self, element: Any) -> None:
        """Of runs, of a row, of the end of a paragraph."""
        properties = element.getparent()
        if properties.tag == _R_PR:
            self.runs_on = True
        elif properties.tag == _TR_PR:
            self.drop(properties.getparent())
        else:
            self.drop(element)

    def read_deleted_cell(self, element: Any) -> None:
        self.drop(_around(element, _TC))

    # Tables

    def read_table(self, element: Any) -> None:
        if _around(element, _P, _TC) is None:
            self.close_table()
            self.close_paragraph()
            self.table = element
            self.tables += 1
            self.row_number = 0

    def close_table(self) -> None:
        if self.table is not None:
            self.close_row()
            place = Place(self.name, part=f"bảng {self.tables}", path=self.path(self.table, self.body))
            self.blocks.append(Table(tuple(self.rows), place))
            self.table, self.rows = None, []

    def read_row(self, element: Any) -> None:
        if self.table is not None and _around(element, _TBL) is self.table:
            self.close_row()
            self.row, self.column, self.cell_number = element, 0, 0
            self.row_path = self.path(element, self.body)
            self.row_number += 1

    def close_row(self) -> None:
        self.close_cell()
        if self.row is not None and self.row not in self.gone:
            marks = tuple(mark for cell in self.cells for mark in cell.marks)
            part = f"bảng {self.tables}, hàng {self.row_number}"
            self.rows.append(Row(tuple(self.cells), marks, Place(self.name, part=part, path=self.row_path)))
        self.row, self.cells = None, []

    def read_cell(self, element: Any) -> None:
        if self.row is not None and (element.getparent() is self.row or _around(element, _TR) is self.row):
            self.close_cell()
            self.cell, self.span, self.is_continued = element, 1, False
            self.cell_number += 1

    def close_cell(self) -> None:
        if self.cell is None:
            return
        self.close_paragraph()
        lines = self.lines
        if lines != [_BLANK] or self.span > 1 or self.is_continued:
            self.cells.append(self.made_cell(tuple(lines)))
        lines.clear()
        self.column += self.span
        self.cell = None

    def made_cell(self, lines: tuple[Paragraph, ...]) -> Cell:
        if len(lines) == 1:
            text, marks, has_picture = lines[0].text, lines[0].marks, lines[0].has_picture
        else:
            text, marks = "\n".join(line.text for line in lines), tuple(mark for line in lines for mark in line.marks)
            has_picture = any(line.has_picture for line in lines)
        path = self.path(self.cell, self.row, self.row_path)
        return Cell(lines, text.strip(), marks, self.cell_number, self.column, self.span, self.is_continued, has_picture, path)

    def read_span(self, element: Any) -> None:
        if element.getparent().getparent() is self.cell:
            self.span = _number(element.get(_VAL), 1)

    def read_merge(self, element: Any) -> None:
        if element.getparent().getparent() is self.cell:
            self.is_continued = element.get(_VAL, "continue") == "continue"

    def read_grid_before(self, element: Any) -> None:
        if element.getparent().getparent() is self.row:
            self.column = _number(element.get(_VAL), 0)
