"""A Word file a person edited → its paragraphs and tables as that person sees them.

Tracked changes are taken as accepted, content controls and the like as not there. Each paragraph keeps the names of the
bookmarks in it, each cell the column of the grid it begins at, whoever saved the file.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from kehoach_gen.office.package import read_zip
from kehoach_gen.office.word import R, W
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R.encode()),
)
"""Word's «Strict Open XML» says the same in other namespaces."""


@dataclass(frozen=True)
class Paragraph:
    text: str
    """Line breaks as «\\n», tabs as a blank."""
    marks: frozenset[str] = frozenset()
    """Names of the bookmarks that begin in it."""
    prompt: str = ""
    """What of the text a content control shows until something is chosen in it."""
    has_picture: bool = False


@dataclass(frozen=True)
class Cell:
    paragraphs: tuple[Paragraph, ...]
    column: int
    """The grid column it begins at, counted from 0."""
    span: int = 1
    is_continued: bool = False
    """Whether it is joined with the cell above it."""

    @cached_property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs).strip()

    @cached_property
    def marks(self) -> frozenset[str]:
        return frozenset().union(*(paragraph.marks for paragraph in self.paragraphs))


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    place: Place

    @cached_property
    def marks(self) -> frozenset[str]:
        return frozenset().union(*(cell.marks for cell in self.cells))


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
    """Raises ProblemError for what is no Word file."""
    members = read_zip(content, name)
    root = _parse(members, _main_part(members), name)
    body = None if root is None else root.find(_w("body"))
    if body is None:
        hint = "mở lại bằng Word, rồi lưu ở dạng .docx."
        raise ProblemError(Problem("khong-phai-word", ERROR, Place(name), "Tệp không phải tài liệu Word.", hint))
    return WordFile(_properties(members, name), tuple(_Reader(name).blocks(body)))


def _parse(members: Mapping[str, bytes], part: str, name: str) -> Any:
    content = members.get(part, b"")
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None


def _main_part(members: Mapping[str, bytes]) -> str:
    return _related(members, "/officeDocument") or "word/document.xml"


def _related(members: Mapping[str, bytes], kind: str) -> str:
    """The member the package names for this kind of part; empty where it names none."""
    relations = _parse(members, "_rels/.rels", "")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type", "")).endswith(kind):
            return posixpath.normpath(str(relation.get("Target", "")).lstrip("/"))
    return ""


def _properties(members: Mapping[str, bytes], name: str) -> dict[str, str]:
    root = _parse(members, _related(members, "/custom-properties") or "docProps/custom.xml", name)
    if root is None:
        return {}
    return {str(node.get("name")): "".join(node.itertext()).strip() for node in root if node.get("name")}


def _w(tag: str) -> str:
    return f"{{{W}}}{tag}"


_P, _TBL, _TR, _TC, _T, _P_PR, _R_PR, _TC_PR = map(_w, ("p", "tbl", "tr", "tc", "t", "pPr", "rPr", "tcPr"))
_VAL, _SPAN, _MERGE, _CELL_DEL = map(_w, ("val", "gridSpan", "vMerge", "cellDel"))
_GRID_BEFORE, _ROW_DEL = f"{_w('trPr')}/{_w('gridBefore')}", f"{_w('trPr')}/{_w('del')}"
_BLOCKS, _ROWS, _CELLS = {_P, _TBL}, {_TR}, {_TC}
_ENDS = {_w("del"), _w("moveFrom")}
_SDT, _BOOKMARK, _NAME, _TYPE = map(_w, ("sdt", "bookmarkStart", "name", "type"))
_PROMPTING = f"{_w('sdtPr')}/{_w('showingPlcHdr')}"
_GONE = {*map(_w, ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tcPr", "trPr", "tblPr", "instrText", "delText"))}
_GONE.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_PICTURES = {*map(_w, ("drawing", "pict", "object"))}
_SIGNS = {_w("br"): "\n", _w("cr"): "\n", _w("tab"): " ", _w("noBreakHyphen"): "-"}


def _children(element: Any, wanted: set[str]) -> Iterator[Any]:
    """The nearest descendants with these tags, whatever wraps them."""
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag not in _GONE and isinstance(child.tag, str):
            yield from _children(child, wanted)


def _runs_on(paragraph: Any) -> bool:
    """Whether the end of the paragraph was deleted."""
    own = paragraph.find(_P_PR)
    mark = None if own is None else own.find(_R_PR)
    return mark is not None and any(child.tag in _ENDS for child in mark)


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.tables = 0

    def blocks(self, holder: Any) -> Iterator[Paragraph | Table]:
        """Paragraphs and tables; a paragraph whose end was deleted runs on in the next one."""
        waiting: Paragraph | None = None
        for child in _children(holder, _BLOCKS):
            if child.tag == _TBL:
                if waiting is not None:
                    yield waiting
                    waiting = None
                yield self.table(child)
                continue
            read = _paragraph(child)
            waiting = read if waiting is None else _joined(waiting, read)
            if not _runs_on(child):
                yield waiting
                waiting = None
        if waiting is not None and (waiting.text or waiting.marks):
            yield waiting

    def table(self, element: Any) -> Table:
        self.tables += 1
        number = self.tables
        rows = []
        for place, row in enumerate(_children(element, _ROWS), 1):
            if row.find(_ROW_DEL) is None:
                rows.append(Row(tuple(self.cells(row)), Place(self.name, part=f"bảng {number}, hàng {place}")))
        return Table(tuple(rows), Place(self.name, part=f"bảng {number}"))

    def cells(self, row: Any) -> Iterator[Cell]:
        before = row.find(_GRID_BEFORE)
        column = 0 if before is None else _number(before.get(_VAL), 0)
        for cell in _children(row, _CELLS):
            span, gone, continued = 1, False, False
            own = cell.find(_TC_PR)
            for property in () if own is None else own:
                if property.tag == _SPAN:
                    span = _number(property.get(_VAL), 1)
                elif property.tag == _MERGE:
                    continued = property.get(_VAL, "continue") == "continue"
                elif property.tag == _CELL_DEL:
                    gone = True
            yield Cell(() if gone else tuple(self.lines(cell)), column, span, continued)
            column += span

    def lines(self, cell: Any) -> Iterator[Paragraph]:
        """The paragraphs of a cell, those of a table inside it among them."""
        for block in _Reader(self.name).blocks(cell):
            if isinstance(block, Paragraph):
                yield block
            else:
                yield from (paragraph for row in block.rows for inner in row.cells for paragraph in inner.paragraphs)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() else otherwise


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    return Paragraph(
        first.text + second.text,
        first.marks | second.marks,
        first.prompt + second.prompt,
        first.has_picture or second.has_picture,
    )


def _paragraph(element: Any) -> Paragraph:
    found = _Pieces()
    found.read(element)
    return Paragraph("".join(found.text), frozenset(found.marks), "".join(found.prompt), found.has_picture)


class _Pieces:
    """What is gathered from the runs of one paragraph."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.marks: list[str] = []
        self.prompt: list[str] = []
        self.has_picture = False

    def read(self, element: Any) -> None:
        for child in element:
            tag = child.tag
            if tag == _T:
                self.text.append((child.text or "").replace("\t", " "))
            elif tag in _SIGNS:
                self.text.append("" if child.get(_TYPE) in ("page", "column") else _SIGNS[tag])
            elif tag == _BOOKMARK:
                self.marks.append(child.get(_NAME, ""))
            elif tag == _SDT:
                self.read_control(child)
            elif tag not in _GONE and isinstance(tag, str):
                self.has_picture |= tag in _PICTURES
                self.read(child)

    def read_control(self, control: Any) -> None:
        start = len(self.text)
        self.read(control)
        if control.find(_PROMPTING) is not None:
            self.prompt += self.text[start:]
