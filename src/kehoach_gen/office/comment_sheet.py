"""Notes → a copy of an Excel workbook with a comment at each cell; all else in the file stays as it is.

A comment is its text in one part and its box in another, a drawing in VML. The boxes are added as text: what Excel itself
writes there is not always well-formed XML.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from lxml import etree

from kehoach_gen.office.comments import AUTHOR, Note, Package, lines_of, refusal
from kehoach_gen.office.metrics import LINE_HEIGHT, text_width, wrap
from kehoach_gen.office.read_ods import ODS
from kehoach_gen.office.sheet import column_letter

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def comment_sheet(content: bytes, name: str, notes: Sequence[Note], author: str = AUTHOR) -> bytes:
    """The .xlsx file with a comment by `author` at each note's cell; what a cell says already is kept above it.

    A note without a cell goes to A1, one on a sheet that is not there to A1 of the first visible sheet, one inside joined
    cells to the first of them. Raises ProblemError for a workbook that is not .xlsx.
    """
    if content.startswith(_OLE) and _ENCRYPTED not in content:
        raise _unfit(name)
    package = Package(content, name)
    if package.members.get("mimetype", b"").startswith(ODS) or package.main.endswith(".bin"):
        raise _unfit(name)
    book = _Book(package, author)
    said: dict[tuple[str, _Cell], list[str]] = {}
    for note in notes:
        said.setdefault(book.spot(note), []).append(note.text)
    for (path, cell), texts in said.items():
        book.sheet(path).add(cell, lines_of(texts))
    return package.content() if said else content


def _unfit(name: str) -> Exception:
    message = "Không ghi thẳng nhận xét vào được: tệp không ở dạng Excel .xlsx."
    hint = "mở tệp bằng Excel, lưu thành kiểu «Excel Workbook (*.xlsx)», rồi dùng tệp mới."
    return refusal("khong-ghi-nhan-xet-duoc", name, message, hint)


_Cell = tuple[int, int]
"""(row, column), counted from 1."""
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::.*)?")
_ROWS, _COLUMNS = 2**20, 2**14


def _cell(reference: str) -> _Cell:
    """The cell, or the first of a range; A1 for what is neither."""
    found = _REFERENCE.fullmatch(reference.upper())
    if found is None:
        return 1, 1
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    return (row, column) if row <= _ROWS and column <= _COLUMNS else (1, 1)


class _Book:
    """The worksheets by title."""

    def __init__(self, package: Package, author: str) -> None:
        self.package, self.author = package, author
        root = package.read(package.main)
        parts = {relation.id: relation for relation in package.relations(package.main)}
        self.paths: dict[str, str] = {}
        visible: list[str] = []
        for sheet in root.iterfind("{*}sheets/{*}sheet"):
            part = parts.get(sheet.get(f"{{{package.office}}}id"))
            if part is not None and part.kind == "worksheet":
                self.paths[sheet.get("name", "")] = part.target
                visible += [part.target] * (sheet.get("state", "visible") == "visible")
        if not self.paths:
            raise refusal("khong-phai-tep-excel", package.name, "Đây không phải tệp Excel (.xlsx).", "chọn đúng tệp .xlsx.")
        self.first = next(iter((*visible, *self.paths.values())))
        self.sheet = cache(self._sheet)

    def _sheet(self, path: str) -> "_Sheet":
        return _Sheet(self.package, path, self.author)

    def spot(self, note: Note) -> tuple[str, _Cell]:
        """The part of the sheet, and the cell that bears the comment."""
        path = self.paths.get(note.place.sheet or "")
        if path is None:
            return self.first, (1, 1)
        return path, self.sheet(path).bearer(_cell(note.place.cell or ""))


class _Sheet:
    """One worksheet, its comments and their boxes."""

    def __init__(self, package: Package, path: str, author: str) -> None:
        self.package, self.path, self.author = package, path, author
        self.root = package.read(path)
        self.space = etree.QName(self.root).namespace
        self.joined = [_corners(item.get("ref", "")) for item in self.root.iterfind("{*}mergeCells/{*}mergeCell")]
        self.grid = _Grid(self.root)
        comments = package.related(path, "comments")
        if not comments:
            comments = package.unused("xl/comments{}.xml")
            package.relate(path, "comments", comments)
        package.declare(comments, _CONTENT_TYPE)
        empty = etree.Element(self.tag("comments"), nsmap={None: self.space})
        self.comments = package.edit(comments) if comments in package.members else package.create(comments, empty)
        self.authors, self.list = (self._part(index, name) for index, name in enumerate(("authors", "commentList")))
        self.boxes = self._drawing()

    def tag(self, name: str) -> str:
        return f"{{{self.space}}}{name}"

    def bearer(self, cell: _Cell) -> _Cell:
        """The cell itself, or the first of the cells it is joined with."""
        around = (
            (first, last) for first, last in self.joined if first[0] <= cell[0] <= last[0] and first[1] <= cell[1] <= last[1]
        )
        return next((first for first, _ in around), cell)

    def _part(self, index: int, name: str) -> Any:
        found = self.comments.find(self.tag(name))
        if found is None:
            found = etree.Element(self.tag(name))
            self.comments.insert(index, found)
        return found

    def _drawing(self) -> str:
        """The part with the boxes, which the sheet itself must name."""
        id = f"{{{self.package.office}}}id"
        named = self.root.find(self.tag("legacyDrawing"))
        for relation in self.package.relations(self.path):
            if named is not None and relation.id == named.get(id):
                return relation.target
        if named is None:
            named = etree.Element(self.tag("legacyDrawing"), nsmap={"r": self.package.office})
            tags = (etree.QName(child).localname if isinstance(child.tag, str) else "" for child in self.root)
            self.root.insert(next((index for index, tag in enumerate(tags) if tag in _LATER), len(self.root)), named)
        path = self.package.unused("xl/drawings/vmlDrawing{}.vml")
        named.set(id, self.package.relate(self.path, "vmlDrawing", path))
        self.package.edit(self.path)
        self.package.declare_extension("vml", _VML_TYPE)
        self.package.members[path] = _DRAWING.encode()
        return path

    def add(self, cell: _Cell, lines: Sequence[str]) -> None:
        """Says these lines in the comment of the cell, below what it says already."""
        reference = f"{column_letter(cell[1])}{cell[0]}"
        comment = self._comment(reference)
        is_new = len(comment) == 0
        said = self._say(comment, "\n".join(lines))
        self.package.members[self.boxes] = self._with_box(cell, said, is_new=is_new)
        self._reply(reference, "\n".join(lines))

    def _comment(self, reference: str) -> Any:
        for comment in self.list:
            if comment.get("ref") == reference:
                return comment
        names = [author.text or "" for author in self.authors]
        if self.author not in names:
            etree.SubElement(self.authors, self.tag("author")).text = self.author
            names.append(self.author)
        number = str(names.index(self.author))
        return etree.SubElement(self.list, self.tag("comment"), {"ref": reference, "authorId": number})

    def _say(self, comment: Any, text: str) -> str:
        """Adds the author's name and the text; returns all that the comment says."""
        words = comment.find(self.tag("text"))
        if words is None:
            words = etree.SubElement(comment, self.tag("text"))
        plain = words.find(self.tag("t"))
        if plain is not None:
            run = etree.Element(self.tag("r"))
            words.replace(plain, run)
            run.append(plain)
        runs = words.findall(self.tag("r"))
        name = f"\n{self.author}:" if runs else f"{self.author}:"
        for number, (look, piece) in enumerate((("<b/>", name), ("", f"\n{text}"))):
            piece = escape(_LIKE_ESCAPE.sub("_x005F_", piece))
            words.insert(len(runs) + number, etree.fromstring(_RUN.format(space=self.space, look=look, text=piece)))
        return "".join(piece.text or "" for piece in words.iterfind(f"{self.tag('r')}/{self.tag('t')}"))

    def _with_box(self, cell: _Cell, text: str, *, is_new: bool) -> bytes:
        """The drawing with a box for the text, or with the box that is there made to fit."""
        vml, place = self.package.members.get(self.boxes, b""), self.grid.box(cell, text)
        for found in () if is_new else _SHAPE.finditer(vml):
            if _ROW_COLUMN.findall(found[0]) == [(b"Row", b"%d" % (cell[0] - 1)), (b"Column", b"%d" % (cell[1] - 1))]:
                return vml[: found.start()] + place.fitted(found[0]) + vml[found.end() :]
        end = vml.rfind(b"</")
        if end < 0:
            hint = "mở tệp bằng Excel, lưu lại."
            raise refusal("khong-phai-tep-office", self.package.name, f"Phần «{self.boxes}» của tệp hỏng hoặc thiếu.", hint)
        number = max(map(int, _NUMBER.findall(vml)), default=1024) + 1
        names = _missing_names(vml)
        model = "" if b'id="_x0000_t202"' in vml else _MODEL.format(names=names)
        return vml[:end] + (model + place.shape(number, cell, names)).encode() + vml[end:]

    def _reply(self, reference: str, text: str) -> None:
        """In a thread, of which newer Excel shows nothing but its own parts, the text is an answer as well."""
        path, people = self.package.related(self.path, "threadedComment"), self.package.related(self.package.main, "person")
        thread = [said for said in self.package.read(path) if said.get("ref") == reference] if path and people else []
        if not thread:
            return
        parent = thread[0].get("parentId") or thread[0].get("id")
        id = _guid(f"{self.path} {reference} {len(thread)} {text}")
        space = etree.QName(thread[0]).namespace
        values = {"ref": reference, "personId": self._person(people), "id": id, "parentId": parent}
        answer = etree.SubElement(self.package.edit(path), f"{{{space}}}threadedComment", values)
        etree.SubElement(answer, f"{{{space}}}text").text = f"{self.author}:\n{text}"

    def _person(self, path: str) -> str:
        root = self.package.edit(path)
        id = _guid(self.author)
        if all(person.get("id") != id for person in root):
            values = {"displayName": self.author, "id": id, "userId": self.author, "providerId": "None"}
            etree.SubElement(root, f"{{{etree.QName(root).namespace}}}person", values)
        return id


def _guid(seed: str) -> str:
    return f"{{{uuid5(NAMESPACE_URL, seed)}}}".upper()


def _corners(reference: str) -> tuple[_Cell, _Cell]:
    return _cell(reference), _cell(reference.rpartition(":")[2])


_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Excel takes «_x0041_» for the letter A (ECMA-376, ST_Xstring)."""
_LATER = {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"}
_LATER.add("AlternateContent")
"""What follows the name of the drawing in a sheet (ECMA-376, CT_Worksheet); objects stand in AlternateContent."""
_FONT, _SIZE = "Times New Roman", 11
_RUN = (
    f'<r xmlns="{{space}}"><rPr>{{look}}<sz val="{_SIZE}"/><color indexed="81"/><rFont val="{_FONT}"/><family val="1"/></rPr>'
    '<t xml:space="preserve">{text}</t></r>'
)


@dataclass(frozen=True)
class _Box:
    """Where the box of a comment stands, and its size in pixels."""

    anchor: str
    width: int
    height: int

    def shape(self, number: int, cell: _Cell, names: str) -> str:
        style = f"position:absolute;margin-left:60pt;margin-top:2pt;width:{self.width * 0.75}pt;height:{self.height * 0.75}pt"
        return (
            f'<v:shape{names} id="_x0000_s{number}" type="#_x0000_t202" style="{style};z-index:1;visibility:hidden" '
            'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
            '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
            f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{self.anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
            f"<x:Row>{cell[0] - 1}</x:Row><x:Column>{cell[1] - 1}</x:Column></x:ClientData></v:shape>"
        )

    def fitted(self, shape: bytes) -> bytes:
        """The same shape in the size and at the place of this box."""
        for name, size in (("width", self.width), ("height", self.height)):
            shape = re.sub(rf"(?<![-\w]){name}:[^;\"']*".encode(), f"{name}:{size * 0.75}pt".encode(), shape, count=1)
        return re.sub(rb"(<(?:\w+:)?Anchor>)[^<]*", rb"\g<1>" + self.anchor.encode(), shape)


_NAMES = (
    ' xmlns:v="urn:schemas-microsoft-com:vml"',
    ' xmlns:o="urn:schemas-microsoft-com:office:office"',
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"',
)
_DRAWING = f'<xml{"".join(_NAMES)}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
_MODEL = (
    '<v:shapetype{names} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_ROOT = re.compile(rb"<xml\b[^>]*>")


def _missing_names(vml: bytes) -> str:
    """Declarations of the namespaces of a shape that the root of the drawing does not declare."""
    root = _ROOT.search(vml)
    return "".join(name for name in _NAMES if root is None or name.encode() not in root[0])


_SHAPE = re.compile(rb"<((?:\w+:)?)shape\s.*?</\1shape>", re.DOTALL)
_ROW_COLUMN = re.compile(rb"<(?:\w+:)?(Row|Column)>\s*(\d+)\s*<")
_NUMBER = re.compile(rb"_x0000_s(\d+)")
_PIXEL = 25.4 / 96
_WIDTHS = (240, 360, 480)
_MARGIN = 16
_TALL = 1.5


class _Grid:
    """How wide columns and how high rows are, in pixels; rather less than more, so that no box turns out too small."""

    def __init__(self, root: Any) -> None:
        usual = root.find("{*}sheetFormatPr")
        usual = {} if usual is None else usual
        self.width = _number(usual.get("defaultColWidth"), 64 / 7) * 7
        self.height = _number(usual.get("defaultRowHeight"), 15) / 0.75
        self.columns = [
            (_number(item.get("min"), 0), _number(item.get("max"), 0), _length(item, "width", self.width / 7) * 7)
            for item in root.iterfind("{*}cols/{*}col")
        ]
        self.rows = {row.get("r"): _length(row, "ht", self.height * 0.75) / 0.75 for row in root.iterfind("{*}sheetData/{*}row")}

    def column_width(self, index: int) -> float:
        """The width of the column counted from 0."""
        return next((width for first, last, width in self.columns if first <= index + 1 <= last), self.width)

    def row_height(self, index: int) -> float:
        return self.rows.get(str(index + 1), self.height)

    def box(self, cell: _Cell, text: str) -> _Box:
        """A box that shows all the text, to the right of the cell and a little higher."""
        width, height = _size(text)
        left, top = min(cell[1], _COLUMNS - 16), max(min(cell[0], _ROWS - 64) - 2, 0)
        right, bottom = _end(left, 15 + width, self.column_width, _COLUMNS), _end(top, 10 + height, self.row_height, _ROWS)
        return _Box(f"{left}, 15, {top}, 10, {right[0]}, {right[1]}, {bottom[0]}, {bottom[1]}", width, height)


def _number(text: str | None, otherwise: float) -> float:
    try:
        return float(text or otherwise)
    except ValueError:
        return otherwise


def _length(item: Any, name: str, otherwise: float) -> float:
    return 0.0 if item.get("hidden") in ("1", "true") else _number(item.get(name), otherwise)


def _end(first: int, size: float, length: Callable[[int], float], count: int) -> tuple[int, int]:
    """The column or row in which `size` pixels end that begin with the `first`, and how far in it."""
    index = first
    while size > length(index) and index < count - 1:
        size -= length(index)
        index += 1
    return index, int(size)


def _size(text: str) -> tuple[int, int]:
    """Width and height of a box for the text: wider where it would be tall."""
    for width in _WIDTHS:
        inner = (width - _MARGIN) * _PIXEL
        count = sum(ceil(text_width(line, _SIZE) / inner) or 1 for line in wrap(text, _SIZE, inner))
        height = ceil((count + 1) * _SIZE * LINE_HEIGHT / 0.75)
        if height <= width * _TALL:
            break
    return width, height
