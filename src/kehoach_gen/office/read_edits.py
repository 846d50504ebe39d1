"""A Word file that people have edited → what it says now, with the witnesses of what it said.

Tracked changes are taken as accepted, wrappers of all kinds as not there. A paragraph whose end was deleted runs on in the
next one; one that was deleted whole leaves the names of its marks, and who deleted it. Lenient: every editor writes otherwise.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize

from kehoach_gen.office.comments import Package
from kehoach_gen.office.edited import Author, Block, Cell, Comment, EditedFile, Paragraph, Row, Run, Table
from kehoach_gen.office.effective import Look, Numbering, Styles, Theme, number_of, w
from kehoach_gen.office.package import word_root
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError


def read_edits(content: bytes, name: str) -> EditedFile:
    """Raises ProblemError for what is no Word file."""
    package = Package(content, name)
    main = package.main or "word/document.xml"
    root = _root(package, main)
    body = None if root is None else root.find(w("body"))
    if body is None:
        hint = "mở lại bằng Word, rồi lưu ở dạng .docx."
        raise ProblemError(Problem("khong-phai-word", ERROR, Place(name), "Tệp không phải tài liệu Word.", hint))
    reader = _Reader(package, main)
    blocks = tuple(reader.blocks(body, ""))
    return EditedFile(name, _properties(package), blocks, reader.gone, reader.comments(), tuple(reader.margins()))


_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
Path = tuple[int, ...]
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _root(package: Package, path: str) -> Any:
    return word_root(package.members.get(path, b""))


def _properties(package: Package) -> dict[str, str]:
    root = _root(package, package.related("", "custom-properties"))
    nodes = () if root is None else root
    return {str(node.get("name")): "".join(node.itertext()).strip() for node in nodes if node.get("name")}


_P, _TBL, _TR, _TC, _R, _T = map(w, ("p", "tbl", "tr", "tc", "r", "t"))
_P_PR, _R_PR, _TR_PR, _TC_PR, _P_STYLE = map(w, ("pPr", "rPr", "trPr", "tcPr", "pStyle"))
_VAL, _ID, _NAME = map(w, ("val", "id", "name"))
_MARK, _COMMENT = w("bookmarkStart"), w("commentReference")
_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_LEFT, _CAME = {w("del"), w("moveFrom")}, {w("ins"), w("moveTo")}
_PROPERTIES = {_P_PR, _R_PR, _TR_PR, _TC_PR, *map(w, ("sdtPr", "sdtEndPr", "tblPr", "tblGrid", "sectPr", "tblPrEx"))}
_SILENT = {*_PROPERTIES, _FALLBACK, *map(w, ("instrText", "delInstrText"))}
_SIGNS = {w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("ptab"): "\t", w("noBreakHyphen"): "-"}
_DRAWN = {*map(w, ("drawing", "pict", "object"))}
_BOX, _SYMBOL = w("txbxContent"), w("sym")


@dataclass
class _Draft:
    """A paragraph of which more may come, as its end was deleted."""

    runs: list[Run] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    authors: list[Author] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    deletes: bool = False
    """Whether words of it were deleted, with changes tracked."""

    def take(self, other: "_Draft") -> None:
        for name in ("runs", "marks", "ids", "authors", "comments", "others"):
            getattr(self, name).extend(getattr(other, name))

    def made(self, label: str, style: str, align: str, place: Place) -> Paragraph:
        runs, authors = tuple(_joined(self.runs)), tuple(dict.fromkeys(self.authors))
        ids = next(iter(filter(None, self.ids)), "")
        return Paragraph(
            runs, label, tuple(self.marks), ids, style, align, place, authors, tuple(self.comments), tuple(self.others)
        )


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one look as one run, in composed letters."""
    last: Run | None = None
    for run in runs:
        if last is not None and last.look == run.look:
            last = Run(last.text + run.text, run.look)
        else:
            if last is not None:
                yield Run(_composed(last.text), last.look)
            last = run
    if last is not None:
        yield Run(_composed(last.text), last.look)


def _composed(text: str) -> str:
    return text if text.isascii() else normalize("NFC", text)


class _Reader:
    def __init__(self, package: Package, main: str) -> None:
        self.package, self.main, self.name = package, main, package.name
        theme = Theme(_root(package, package.related(main, "theme")))
        self.numbering = Numbering(_root(package, package.related(main, "numbering")), theme)
        self.styles = Styles(_root(package, package.related(main, "styles")), theme, self.numbering)
        self.gone: dict[str, tuple[Author, ...]] = {}
        self.waiting: list[str] = []
        """Marks between two paragraphs, which belong to the next one."""
        self.tables = self.paragraphs = 0
        self.notes: dict[str, Any] = {}
        self.by_style: dict[str, tuple[dict[str, Any], str]] = {}

    # Blocks

    def blocks(self, container: Any, words: str, path: Path = ()) -> Iterator[Block]:
        """Paragraphs and tables of the body or of the cell at `path`; `words` say where its paragraphs stand."""
        draft: _Draft | None = None
        for element, at in self.inside(container, {_P, _TBL}, path):
            if element.tag == _TBL:
                yield self.table(element, words, at)
                continue
            read = self.draft(element)
            ending = element.find(f"{_P_PR}/{_R_PR}")
            ends = [] if ending is None else [child for child in ending if child.tag in (_LEFT | _CAME)]
            read.authors += map(_author, ends)
            is_gone, runs_on = not _text(read) and not read.others, any(child.tag in _LEFT for child in ends)
            if is_gone and (runs_on or (read.deletes and draft is not None)):
                self.lose(read.marks, read.authors)
                if draft is not None:
                    draft.comments += read.comments
                    read = _Draft()
                elif read.comments:
                    draft, read = _Draft(comments=read.comments), _Draft()
                else:
                    continue
            if draft is None:
                draft = read
            else:
                draft.take(read)
            if not runs_on:
                yield self.paragraph(draft, element, words, at)
                draft = None
        if draft is not None and (_text(draft) or draft.marks or draft.comments):
            yield self.paragraph(draft, None, words, path)

    def inside(self, element: Any, wanted: set[str], path: Path) -> Iterator[tuple[Any, Path]]:
        """The nearest elements with these tags and their paths, whatever wraps them."""
        for index, child in enumerate(element):
            if child.tag in wanted:
                yield child, (*path, index)
            elif child.tag == _MARK:
                self.waiting.append(child.get(_NAME, ""))
            elif child.tag not in _SILENT and isinstance(child.tag, str):
                yield from self.inside(child, wanted, (*path, index))

    def lose(self, marks: Iterable[str], authors: Iterable[Author]) -> None:
        for mark in marks:
            self.gone[mark] = tuple(dict.fromkeys(authors))

    def paragraph(self, draft: _Draft, element: Any, words: str, path: Path) -> Paragraph:
        """`element` is the one that ends it: its look holds for all of it; None where the end is gone."""
        properties, style = self.styled(element)
        if not words:
            self.paragraphs += 1
        place = Place(self.name, part=words or f"đoạn {self.paragraphs}", path=path)
        label = self.label(properties) if _text(draft).strip() else ""
        return draft.made(label, self.styles.name(style), str(properties.get("align") or "left"), place)

    def styled(self, element: Any) -> tuple[dict[str, Any], str]:
        """The properties of a paragraph, and the id of its style; most have nothing of their own but a style."""
        own = None if element is None else element.find(_P_PR)
        if own is not None and any(child.tag != _P_STYLE for child in own):
            return self.styles.paragraph(own, "")
        named = "" if own is None or not len(own) else own[0].get(_VAL, "")
        if named not in self.by_style:
            self.by_style[named] = self.styles.paragraph(own, "")
        return self.by_style[named]

    def label(self, properties: dict[str, Any]) -> str:
        numbering = properties.get("numbering", "0")
        if numbering == "0":
            return ""
        label = self.numbering.label(numbering, properties.get("level", 0)).strip()
        return f"{label} " if any(map(str.isalnum, label)) else "- "

    # Tables

    def table(self, element: Any, words: str, path: Path) -> Table:
        if not words:
            self.tables += 1
        words = f"bảng {self.tables}" if not words else f"{words}, bảng trong ô"
        rows = []
        for number, (row, at) in enumerate(self.inside(element, {_TR}, path), 1):
            properties = row.find(_TR_PR)
            changes = [] if properties is None else [child for child in properties if child.tag in (_LEFT | _CAME)]
            authors = tuple(dict.fromkeys(map(_author, changes)))
            place = Place(self.name, part=f"{words}, hàng {number}", path=at)
            if any(child.tag in _LEFT for child in changes):
                self.lose([mark.get(_NAME, "") for mark in row.iter(_MARK)], authors)
                continue
            rows.append(Row(tuple(self.cells(row, place)), place, authors))
        return Table(tuple(rows), Place(self.name, part=words, path=path))

    def cells(self, row: Any, place: Place) -> Iterator[Cell]:
        properties = row.find(_TR_PR)
        before = None if properties is None else properties.find(w("gridBefore"))
        column = 0 if before is None else number_of(before.get(_VAL))
        for number, (cell, at) in enumerate(self.inside(row, {_TC}, place.path), 1):
            own = cell.find(_TC_PR)
            span, merge = (None if own is None else own.find(w(tag)) for tag in ("gridSpan", "vMerge"))
            width = 1 if span is None else number_of(span.get(_VAL), 1)
            here = Place(self.name, part=f"{place.part}, ô {number}", path=at)
            if own is not None and own.find(w("cellDel")) is not None:
                self.lose([mark.get(_NAME, "") for mark in cell.iter(_MARK)], [_author(own.find(w("cellDel")))])
                paragraphs: tuple[Paragraph, ...] = ()
            else:
                paragraphs = tuple(_flat(self.blocks(cell, str(here.part), at)))
            continued = merge is not None and merge.get(_VAL, "continue") == "continue"
            yield Cell(paragraphs, column, width, continued, here)
            column += width

    # Runs

    def draft(self, element: Any) -> _Draft:
        found = _Draft(marks=self.waiting, ids=[element.get(f"{_W14}paraId", "")])
        self.waiting = []
        self.walk(element, found, self.styled(element)[1], None)
        return found

    def walk(self, element: Any, found: _Draft, style: str, look: Look | None) -> None:
        for child in element:
            tag = child.tag
            if tag == _R:
                self.walk(child, found, style, self.styles.look(child.find(_R_PR), style, ""))
            elif tag == _T:
                _add(found, (child.text or "").replace("\t", " "), look)
            elif tag in _SIGNS:
                if child.get(w("type")) not in ("page", "column"):
                    _add(found, _SIGNS[tag].replace("\t", " "), look)
            elif tag == _SYMBOL:
                _add(found, _symbol(child.get(w("char"), "")), look)
            elif tag == _MARK:
                found.marks.append(child.get(_NAME, ""))
            elif tag in _LEFT:
                found.deletes = True
                found.authors.append(_author(child))
                found.marks += [mark.get(_NAME, "") for mark in child.iter(_MARK)]
                found.comments += [note.get(_ID, "") for note in child.iter(_COMMENT)]
            elif tag == _COMMENT:
                found.comments.append(child.get(_ID, ""))
            elif tag in _NOTES:
                found.others.append(f"cước chú «{self.note(_NOTES[tag], child.get(_ID, ''))}»")
            elif tag in _DRAWN:
                found.others.append(_drawn(child))
            elif tag.startswith(_MATH):
                found.others.append(f"công thức «{''.join(child.itertext())}»")
            elif tag not in _SILENT:
                if tag in _CAME:
                    found.authors.append(_author(child))
                self.walk(child, found, style, look)

    # Other parts

    def note(self, kind: str, id: str) -> str:
        if kind not in self.notes:
            self.notes[kind] = _root(self.package, self.package.related(self.main, kind))
        nodes = self.notes[kind] if self.notes[kind] is not None else ()
        return next((_words(node) for node in nodes if node.get(_ID) == id), "")

    def comments(self) -> dict[str, Comment]:
        root = _root(self.package, self.package.related(self.main, "comments"))
        nodes = () if root is None else root
        return {node.get(_ID, ""): Comment(_author(node), _words(node)) for node in nodes}

    def margins(self) -> Iterator[str]:
        for relation in self.package.relations(self.main):
            if relation.kind in ("header", "footer"):
                root = _root(self.package, relation.target)
                for paragraph in () if root is None else root.iter(_P):
                    if any(map(str.isalpha, words := _words(paragraph))):
                        yield words


def _text(draft: _Draft) -> str:
    return "".join(run.text for run in draft.runs)


def _add(found: _Draft, text: str, look: Look | None) -> None:
    if text and look is not None and not look.hidden:
        found.runs.append(Run(text.upper() if look.caps else text, _shown(look)))


def _shown(look: Look) -> tuple[str, ...]:
    flags = [name for name in ("bold", "italic", "underline") if getattr(look, name)]
    colour = "" if look.colour.lower() in ("auto", "000000") else look.colour
    return (*flags, f"{look.size:g}", *filter(None, (colour, look.highlight.replace("none", ""))))


def _author(change: Any) -> Author:
    return Author(change.get(w("author"), ""), change.get(w("date"), ""))


def _symbol(code: str) -> str:
    """A letter of a symbol font, «F0B7» a bullet of the private area: what it is cannot be told."""
    try:
        return chr(int(code, 16)) if not code.upper().startswith("F0") else "•"
    except ValueError:
        return "•"


def _drawn(drawing: Any) -> str:
    boxes = [box for box in drawing.iter(_BOX) if next(box.iterancestors(_FALLBACK), None) is None]
    words = " ".join(" ".join(map(_words, box.iter(_P))) for box in boxes)
    return f"khung chữ «{words}»" if words.strip() else "hình vẽ"


def _words(element: Any) -> str:
    """The words of an element in one line; fields and deleted words are none of them."""
    pieces = (node.text or "" if node.tag == _T else " " for node in element.iter(_T, _P, *_SIGNS))
    return " ".join(_composed("".join(pieces)).split())


def _flat(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs of a cell, those of a table in it among them."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from row.paragraphs
        else:
            yield block
