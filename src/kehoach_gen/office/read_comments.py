"""Comments and text boxes of an Office file → who wrote what, and where; nothing of a file whose parts cannot be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kehoach_gen.office.comments import Package
from kehoach_gen.office.read_word import Paragraph, Path, Table
from kehoach_gen.problem import Place, ProblemError

_THREADED = "tc="
"""The author of what older programs show of a conversation, which has a part of its own."""


@dataclass(frozen=True)
class Comment:
    """`author` is empty where nobody is named."""

    author: str
    text: str
    place: Place
    is_box: bool = False
    """Whether it is a text box and not a comment."""


def comments_of_sheets(content: bytes, name: str) -> Iterator[Comment]:
    """Of an .xlsx file, with its text boxes; none of any other."""
    if not (content.startswith(b"PK") and (b"comment" in content.lower() or b"xl/drawings/" in content)):
        return
    try:
        yield from _of_sheets(Package(content, name))
    except ProblemError:
        return


def _of_sheets(package: Package) -> Iterator[Comment]:
    if not package.main:
        return
    parts = {relation.id: relation for relation in package.relations(package.main)}
    for sheet in package.read(package.main).iterfind("{*}sheets/{*}sheet"):
        part = parts.get(sheet.get(f"{{{package.office}}}id"))
        for relation in package.relations(part.target) if part else ():
            for author, text, cell in _said(package, relation.kind, relation.target):
                place = Place(package.name, sheet=sheet.get("name", ""), cell=cell or None)
                yield Comment(author, text, place, relation.kind == "drawing")


def _said(package: Package, kind: str, path: str) -> Iterator[tuple[str, str, str]]:
    """(author, words, cell) of each comment or text box of this part."""
    if kind == "comments":
        root = package.read(path)
        authors = [author.text or "" for author in root.iterfind("{*}authors/{*}author")]
        for comment in root.iterfind("{*}commentList/{*}comment"):
            author = authors[int(comment.get("authorId", 0))] if authors else ""
            text = _text(comment.iterfind(".//{*}t"))
            if text and not author.startswith(_THREADED):
                yield author, text, comment.get("ref", "")
    elif kind == "threadedComment":
        for comment in package.read(path).iterfind("{*}threadedComment"):
            if text := _text(comment.iterfind("{*}text")):
                yield "", text, comment.get("ref", "")
    elif kind == "drawing":
        for box in package.read(path).iterfind(".//{*}txBody"):
            if text := _text(box.iterfind(".//{*}t")):
                yield "", text, ""


def comments_of_word(content: bytes, name: str, blocks: Sequence[Paragraph | Table]) -> Iterator[Comment]:
    """Of a .docx file with these blocks."""
    if b"comments" not in content:
        return
    try:
        yield from _of_word(Package(content, name), blocks)
    except ProblemError:
        return


def _of_word(package: Package, blocks: Sequence[Paragraph | Table]) -> Iterator[Comment]:
    path = package.related(package.main, "comments")
    if not path:
        return
    body = package.read(package.main).find("{*}body")
    spots = {_own(mark, "id"): mark for mark in body.iter("{*}commentReference")}
    for comment in package.read(path).iterfind("{*}comment"):
        author, text = _own(comment, "author"), _text(comment.iterfind(".//{*}t"))
        mark = spots.get(_own(comment, "id"))
        if text:
            yield Comment(author, text, Place(package.name) if mark is None else _place(package.name, mark, body, blocks))


def _own(element: Any, key: str) -> str:
    """An attribute, whatever its namespace."""
    return next((str(value) for name, value in element.attrib.items() if str(name).endswith(f"}}{key}")), "")


def _text(pieces: Iterator[Any]) -> str:
    return " ".join("".join(piece.text or "" for piece in pieces).split())


def _path(element: Any, top: Any) -> Path:
    found: list[int] = []
    while element is not top:
        parent = element.getparent()
        found.append([child for child in parent if isinstance(child.tag, str)].index(element))
        element = parent
    return tuple(reversed(found))


def _place(name: str, mark: Any, body: Any, blocks: Sequence[Paragraph | Table]) -> Place:
    """The paragraph or the cell that the mark of a comment stands in; the file where that is not known."""
    path = _path(mark, body)
    paragraphs = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs += 1
            if path[: len(block.path)] == block.path:
                return Place(name, part=f"đoạn {paragraphs}", path=block.path)
        elif path[: len(block.place.path)] == block.place.path:
            return _cell_place(mark, body, path, block)
    return Place(name)


def _cell_place(mark: Any, body: Any, path: Path, table: Table) -> Place:
    cell = next(reversed(list(mark.iterancestors("{*}tc"))), None)
    row = next((row for row in table.rows if path[: len(row.place.path)] == row.place.path), None)
    if row is None or cell is None:
        return table.place
    number = 1 + sum(1 for _ in cell.itersiblings("{*}tc", preceding=True))
    return Place(row.place.file, part=f"{row.place.part}, ô {number}", path=_path(cell, body))
