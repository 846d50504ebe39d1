"""A Word file → what a reader sees and how it looks: paragraphs with effective formatting, numbers of lists as printed,
drawn lines, tables with their measures, sections with their headers and footers.

Tracked changes are taken as accepted, content controls as not there. Measures are twips unless said otherwise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kehoach_gen.office.comments import Package
from kehoach_gen.office.drawn import Line, lines_in
from kehoach_gen.office.effective import Look, Numbering, Styles, Theme, number_of, w
from kehoach_gen.office.package import word_root
from kehoach_gen.office.styled import Block, Cell, Paragraph, Path, Row, Run, Section, Spot, Story, StyledFile, Table, paragraphs
from kehoach_gen.office.word import R
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError


def read_styled(content: bytes, name: str) -> StyledFile:
    """Raises ProblemError for what is no Word file."""
    package = Package(content, name)
    root = _root(package, package.main or "word/document.xml")
    body = None if root is None else root.find(w("body"))
    if body is None:
        hint = "mở lại bằng Word, rồi lưu ở dạng .docx."
        raise ProblemError(Problem("khong-phai-word", ERROR, Place(name), "Tệp không phải tài liệu Word.", hint))
    return _Reader(package).read(body)


def _root(package: Package, path: str) -> Any:
    return word_root(package.members.get(path, b""))


_P, _TBL, _TR, _TC, _R, _T = map(w, ("p", "tbl", "tr", "tc", "r", "t"))
_P_PR, _R_PR, _TC_PR, _TR_PR, _TBL_PR, _SECT = map(w, ("pPr", "rPr", "tcPr", "trPr", "tblPr", "sectPr"))
_VAL, _W, _TYPE = map(w, ("val", "w", "type"))
_BLOCKS, _ROWS, _CELLS = {_P, _TBL, _SECT}, {_TR}, {_TC}
_GONE = {*map(w, ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tcPr", "trPr", "tblPr", "tblGrid", "delText"))}
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK = _ALTERNATE.replace("AlternateContent", "Fallback")
_GONE.add(_FALLBACK)
_DRAWN = {*map(w, ("drawing", "pict", "object"))}
_SIGNS = {w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("ptab"): "\t", w("noBreakHyphen"): "-"}
_FIELD, _SIMPLE, _INSTRUCTION, _FIELD_KIND = map(w, ("fldChar", "fldSimple", "instrText", "fldCharType"))
_ENDS = {w("del"), w("moveFrom")}
_BOX = w("txbxContent")
_ACROSS = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}positionH"
_USUAL_MARGIN = 108


def _children(element: Any, wanted: set[str], path: Path) -> Iterator[tuple[Any, Path]]:
    """The nearest descendants with these tags and their paths, whatever wraps them."""
    for index, child in enumerate(element):
        if child.tag in wanted:
            yield child, (*path, index)
        elif child.tag not in _GONE and isinstance(child.tag, str):
            yield from _children(child, wanted, (*path, index))


def _find(element: Any | None, *tags: str) -> Any | None:
    for tag in tags:
        element = None if element is None else element.find(w(tag))
    return element


def _has(element: Any | None, tag: str) -> bool:
    found = _find(element, tag)
    return found is not None and found.get(_VAL, "true") not in ("0", "false", "off")


def _value(element: Any | None, tag: str, attribute: str = "val", otherwise: int = 0) -> int:
    found = _find(element, tag)
    return otherwise if found is None else number_of(found.get(w(attribute)), otherwise)


@dataclass(frozen=True)
class _Where:
    """What the place of a paragraph gives it."""

    words: str
    width: int
    table_style: str = ""
    spot: Spot | None = None


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package, self.name = package, package.name
        self.main = package.main or "word/document.xml"
        self.targets = {relation.id: relation.target for relation in package.relations(self.main)}
        theme_root, numbering, styles = (
            _root(package, package.related(self.main, kind)) for kind in ("theme", "numbering", "styles")
        )
        theme = Theme(theme_root)
        self.numbering = Numbering(numbering, theme)
        self.styles = Styles(styles, theme, self.numbering)
        self.counts = {"tables": 0, "inner": 0, "paragraphs": 0}

    def read(self, body: Any) -> StyledFile:
        sections: list[Section] = []
        found = list(_children(body, _BLOCKS, ()))
        ends = [
            index
            for index, (element, _) in enumerate(found)
            if element.tag == _SECT or _find(element, "pPr", "sectPr") is not None
        ]
        start = 0
        for end in ends or [len(found) - 1]:
            last, path = found[end] if found else (body, ())
            properties = last if last.tag == _SECT else _find(last, "pPr", "sectPr")
            own = path if last.tag == _SECT else () if properties is None else (*path, *_path_to(last, properties))
            part = [(element, at) for element, at in found[start : end + 1] if element.tag != _SECT]
            sections.append(self.section(part, properties, own, sections))
            start = end + 1
        return StyledFile(self.name, tuple(sections))

    def section(self, found: list[tuple[Any, Path]], properties: Any | None, path: Path, before: list[Section]) -> Section:
        measures = {
            "width": _value(properties, "pgSz", "w", 11906),
            "height": _value(properties, "pgSz", "h", 16838),
            **{side: _value(properties, "pgMar", side, 1440) for side in ("top", "bottom", "left", "right")},
            "gutter": _value(properties, "pgMar", "gutter"),
        }
        measures["top"], measures["bottom"] = abs(measures["top"]), abs(measures["bottom"])
        size, numbers, kind = (_find(properties, tag) for tag in ("pgSz", "pgNumType", "type"))
        width = measures["width"] - measures["left"] - measures["right"] - measures["gutter"]
        blocks = tuple(self.blocks(found, _Where("", width)))
        first = next(paragraphs(blocks), None)
        return Section(
            blocks,
            measures,
            size is not None and size.get(w("orient")) == "landscape",
            _has(properties, "titlePg"),
            None if numbers is None or numbers.get(w("start")) is None else number_of(numbers.get(w("start"))),
            "decimal" if numbers is None else numbers.get(w("fmt"), "decimal"),
            "nextPage" if kind is None else kind.get(_VAL, "nextPage"),
            self.stories(properties, "header", before[-1].headers if before else {}, width),
            self.stories(properties, "footer", before[-1].footers if before else {}, width),
            Place(self.name, part=f"phần (section) {len(before) + 1}", path=first.path if first else ()),
            path,
        )

    def stories(self, properties: Any | None, kind: str, before: Mapping[str, Story], width: int) -> dict[str, Story]:
        found = dict(before)
        for reference in () if properties is None else properties.iterfind(w(f"{kind}Reference")):
            part = self.targets.get(reference.get(f"{{{R}}}id"), "")
            root = _root(self.package, part)
            if root is not None:
                where = _Where("đầu trang" if kind == "header" else "chân trang", width)
                blocks = tuple(self.blocks(list(_children(root, _BLOCKS, ())), where))
                found[reference.get(_TYPE, "default")] = Story(part, tuple(paragraphs(blocks)))
        return found

    def blocks(self, found: list[tuple[Any, Path]], where: _Where) -> Iterator[Block]:
        """Paragraphs and tables; a paragraph whose end was deleted runs on in the next one."""
        waiting: Paragraph | None = None
        count = 0
        for element, path in found:
            if element.tag == _TBL:
                if waiting is not None:
                    yield waiting
                    waiting = None
                yield self.table(element, path, where)
                continue
            if waiting is None:
                count += 1
            read = self.paragraph(element, path, where, count)
            waiting = read if waiting is None else _joined(waiting, read)
            mark = _find(element, "pPr", "rPr")
            if mark is None or not any(child.tag in _ENDS for child in mark):
                yield waiting
                waiting = None
        if waiting is not None:
            yield waiting

    def place(self, where: _Where, count: int, path: Path) -> Place:
        if where.words in ("đầu trang", "chân trang"):
            return Place(self.name, part=where.words)
        if not where.words:
            self.counts["paragraphs"] += 1
            return Place(self.name, part=f"đoạn {self.counts['paragraphs']}", path=path)
        return Place(self.name, part=f"{where.words}, đoạn {count}", path=path)

    def paragraph(self, element: Any, path: Path, where: _Where, count: int) -> Paragraph:
        own = element.find(_P_PR)
        properties, style = self.styles.paragraph(own, where.table_style)
        pieces = _Pieces(self, path, style, where)
        pieces.read(element, path, None)
        numbering = properties.get("numbering", "0")
        label = self.numbering.label(numbering, properties.get("level", 0)) if numbering != "0" else ""
        text = "".join(run.text for run in pieces.runs).strip()
        return Paragraph(
            tuple(pieces.runs),
            label if text or not pieces.is_empty else "",
            properties,
            self.styles.name(style),
            self.place(where, count, path),
            path,
            where.width,
            where.spot,
            tuple(pieces.lines),
            tuple(pieces.fields),
            tuple(pieces.boxes),
            pieces.has_picture,
            properties.get("pageBreakBefore", False) or pieces.breaks_before,
            pieces.breaks_after,
        )

    def table(self, element: Any, path: Path, where: _Where) -> Table:
        own = element.find(_TBL_PR)
        named = _find(own, "tblStyle")
        style = self.styles.usual["table"] if named is None else named.get(_VAL, "")
        grid = [number_of(column.get(_W)) for column in element.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        outer = where.words
        self.counts["inner" if outer else "tables"] += 1
        number = -self.counts["inner"] if outer else self.counts["tables"]
        words = f"{outer}, bảng trong ô" if outer and outer not in ("đầu trang", "chân trang") else f"bảng {number}"
        words = outer if outer in ("đầu trang", "chân trang") else words
        margins = self.margins(own, style)
        inner = _Table(words, style, grid, margins, number)
        rows = []
        for index, (row, at) in enumerate(_children(element, _ROWS, path)):
            marks = row.find(_TR_PR)
            if _find(marks, "del") is None:
                cells = tuple(self.cells(row, at, inner, index))
                rows.append(Row(cells, _has(marks, "tblHeader"), _has(marks, "cantSplit")))
        stated = _find(own, "tblW")
        width = sum(grid) or (number_of(stated.get(_W)) if stated is not None and stated.get(_TYPE) == "dxa" else 0)
        place = Place(self.name, part=words, path=path)
        return Table(tuple(rows), width, self.has_borders(own, style), place, path, number)

    def margins(self, own: Any | None, style: str) -> int:
        """Of both sides of a cell together."""
        sources = [own, *(_find(element, "tblPr") for element in reversed(self.styles.chain(style)))]
        total = 0
        for names in (("left", "start"), ("right", "end")):
            sides = (_find(source, "tblCellMar", name) for source in sources for name in names)
            found = next((side for side in sides if side is not None), None)
            total += _USUAL_MARGIN if found is None else number_of(found.get(_W))
        return total

    def has_borders(self, own: Any | None, style: str) -> bool:
        for source in (own, *(_find(element, "tblPr") for element in reversed(self.styles.chain(style)))):
            if (borders := _find(source, "tblBorders")) is not None:
                return any(side.get(_VAL) not in ("none", "nil", None) for side in borders)
        return False

    def cells(self, row: Any, path: Path, table: "_Table", index: int) -> Iterator[Cell]:
        column = _value(row.find(_TR_PR), "gridBefore")
        for position, (cell, at) in enumerate(_children(row, _CELLS, path)):
            own = cell.find(_TC_PR)
            span = _value(own, "gridSpan", otherwise=1)
            stated = _find(own, "tcW")
            width = number_of(stated.get(_W)) if stated is not None and stated.get(_TYPE, "dxa") == "dxa" else 0
            width = width or sum(table.grid[column : column + span])
            merge = _find(own, "vMerge")
            below = _find(own, "tcBorders", "bottom")
            spot = Spot(table.number, index, position)
            words = f"{table.words}, hàng {index + 1}, ô {position + 1}" if table.words[:4] == "bảng" else table.words
            where = _Where(words, max(width - table.margins, 0), table.style, spot)
            blocks = () if _find(own, "cellDel") is not None else tuple(self.blocks(list(_children(cell, _BLOCKS, at)), where))
            yield Cell(
                blocks,
                width,
                merge is not None and merge.get(_VAL, "continue") == "continue",
                below is not None and below.get(_VAL) not in ("none", "nil"),
            )
            column += span


@dataclass(frozen=True)
class _Table:
    words: str
    style: str
    grid: list[int]
    margins: int
    number: int


def _path_to(element: Any, descendant: Any) -> Path:
    path: list[int] = []
    while descendant is not element:
        above = descendant.getparent()
        path.insert(0, above.index(descendant))
        descendant = above
    return tuple(path)


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    return replace(
        first,
        runs=first.runs + second.runs,
        properties=second.properties,
        lines=first.lines + second.lines,
        fields=first.fields + second.fields,
        boxes=first.boxes + second.boxes,
        has_picture=first.has_picture or second.has_picture,
        breaks_after=second.breaks_after,
    )


class _Pieces:
    """What is gathered from one paragraph."""

    def __init__(self, reader: _Reader, path: Path, style: str, where: _Where) -> None:
        self.reader, self.style, self.where = reader, style, where
        self.runs: list[Run] = []
        self.lines: list[Line] = []
        self.fields: list[str] = []
        self.boxes: list[Paragraph] = []
        self.has_picture = self.breaks_before = self.breaks_after = False
        self.open: list[list[str]] = []
        self.instructing = 0

    @property
    def is_empty(self) -> bool:
        return not self.runs and not self.has_picture

    def read(self, element: Any, path: Path, look: Look | None) -> None:
        text: list[str] = []
        for index, child in enumerate(element):
            tag = child.tag
            if tag == _T:
                text.append((child.text or "").replace("\t", " "))
            elif tag in _SIGNS:
                text.append(self.sign(child, bool(text)))
            elif tag == _R:
                own = self.reader.styles.look(child.find(_R_PR), self.style, self.where.table_style)
                self.read(child, (*path, index), own)
            elif tag == _FIELD:
                self.field(child.get(_FIELD_KIND))
            elif tag == _INSTRUCTION:
                if self.open:
                    self.open[-1].append(child.text or "")
            elif tag in _DRAWN:
                self.draw(child, (*path, index))
            elif tag not in _GONE and isinstance(tag, str):
                if tag == _SIMPLE:
                    self.fields.append(_first_word(child.get(w("instr"), "")))
                self.read(child, (*path, index), look)
        if look is not None and text and not look.hidden and not self.instructing:
            printed = "".join(text)
            self.runs.append(Run(printed.upper() if look.caps else printed, look, path))

    def sign(self, element: Any, has_text: bool) -> str:
        if element.get(_TYPE) not in ("page", "column"):
            return _SIGNS[element.tag]
        if has_text or any(run.text.strip() for run in self.runs):
            self.breaks_after = True
        else:
            self.breaks_before = True
        return ""

    def field(self, kind: str | None) -> None:
        if kind == "begin":
            self.open.append([])
            self.instructing += 1
        elif kind in ("separate", "end") and self.open:
            if self.instructing == len(self.open):
                self.instructing -= 1
                self.fields.append(_first_word("".join(self.open[-1])))
            if kind == "end":
                self.open.pop()

    def draw(self, drawing: Any, path: Path) -> None:
        found = list(lines_in(drawing))
        self.lines += found
        boxes = [(box, (*path, *_path_to(drawing, box))) for box in drawing.iter(_BOX) if not _is_fallback(box)]
        self.has_picture |= not found and not boxes
        for box, at in boxes:
            where = _Where(f"{self.where.words}, khung chữ".lstrip(", "), self.where.width, "", self.where.spot)
            inside = paragraphs(tuple(self.reader.blocks(list(_children(box, _BLOCKS, at)), where)))
            frame = {"frame": _aligned(drawing)}
            self.boxes += (replace(p, properties={**p.properties, **frame}) for p in inside)


def _aligned(drawing: Any) -> str:
    """How a box is aligned across the page: «center» …; empty where it stands at a distance."""
    found = drawing.find(f".//{_ACROSS}/{_ACROSS.replace('positionH', 'align')}")
    return "" if found is None else str(found.text or "")


def _first_word(instruction: str) -> str:
    return next(iter(instruction.split()), "").upper()


def _is_fallback(element: Any) -> bool:
    return any(above.tag == _FALLBACK for above in element.iterancestors())
