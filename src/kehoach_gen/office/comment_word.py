"""Notes → a copy of a Word file with a comment at each spot; all else in the file stays as it is."""

from collections.abc import Iterable, Sequence
from itertools import count
from posixpath import dirname
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from kehoach_gen.office.comments import AUTHOR, Note, Package, lines_of, refusal
from kehoach_gen.office.word import W

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def comment_word(content: bytes, name: str, notes: Sequence[Note], author: str = AUTHOR) -> bytes:
    """The .docx file with a comment by `author`, without a date, at each note's path.

    Notes on one paragraph share a comment. A path that leads to no paragraph goes to the first one inside, or else to
    the one before; an empty one to the first of the document. Raises ProblemError for what is no Word file.
    """
    package = Package(content, name)
    document = _Document(package)
    said: dict[Any, list[str]] = {}
    for note in notes:
        said.setdefault(document.paragraph(note.place.path), []).append(note.text)
    if not said:
        return content
    comments = _Comments(package, document)
    for paragraph, texts in said.items():
        document.mark(paragraph, comments.add(lines_of(texts), author))
    return package.content()


class _Document:
    """The main part."""

    def __init__(self, package: Package) -> None:
        self.path = package.main or "word/document.xml"
        self.root = package.edit(self.path)
        self.space = etree.QName(self.root).namespace
        body = self.root.find(self.w("body"))
        if self.space not in (W, _STRICT) or body is None:
            hint = "mở lại bằng Word, rồi lưu ở dạng .docx."
            raise refusal("khong-phai-word", package.name, "Tệp không phải tài liệu Word.", hint)
        self.body = body

    def w(self, tag: str) -> str:
        return f"{{{self.space}}}{tag}"

    def paragraph(self, path: Iterable[int]) -> Any:
        """The paragraph that a comment on the element at `path` is put on."""
        spot = self.body
        for index in path:
            children = [child for child in spot if isinstance(child.tag, str)]
            if index >= len(children):
                break
            spot = children[index]
        inside = list(spot.iter(self.w("p")))
        found = next((one for one in inside if not self.is_covered(one)), inside[0] if inside else self.before(spot))
        return self.outside_boxes(found)

    def before(self, spot: Any) -> Any:
        """The paragraph around or before a spot that holds none, or else the first one; an empty body is given one."""
        earlier = spot.xpath("ancestor::w:p | preceding::w:p", namespaces={"w": self.space})
        if earlier:
            return earlier[-1]
        first = next(self.body.iter(self.w("p")), None)
        if first is None:
            first = etree.Element(self.w("p"))
            self.body.insert(0, first)
        return first

    def is_covered(self, paragraph: Any) -> bool:
        """Whether it stands in a cell that is hidden under the one above it."""
        cell = next(paragraph.iterancestors(self.w("tc")), None)
        merge = None if cell is None else cell.find(f"{self.w('tcPr')}/{self.w('vMerge')}")
        return merge is not None and merge.get(self.w("val"), "continue") == "continue"

    def outside_boxes(self, paragraph: Any) -> Any:
        """The paragraph itself, or the one that holds its text box: Word allows no comment inside a box."""
        boxes = list(paragraph.iterancestors(self.w("txbxContent")))
        return next(boxes[-1].iterancestors(self.w("p")), paragraph) if boxes else paragraph

    def mark(self, paragraph: Any, id: str) -> None:
        """Sets the range of the comment around all the paragraph holds."""
        own = paragraph.find(self.w("pPr"))
        start, end, reference = etree.fromstring(_MARK.format(space=self.space, id=id))
        paragraph.insert(0 if own is None else paragraph.index(own) + 1, start)
        paragraph.extend((end, reference))


_MARK = (
    '<w:p xmlns:w="{space}"><w:commentRangeStart w:id="{id}"/><w:commentRangeEnd w:id="{id}"/>'
    '<w:r><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr><w:commentReference w:id="{id}"/></w:r></w:p>'
)
"""The mark of a comment is not printed; it is small, so that no line grows by it."""


class _Comments:
    """The part that holds what the comments say."""

    def __init__(self, package: Package, document: _Document) -> None:
        self.space, self.w = document.space, document.w
        path = package.related(document.path, "comments")
        if not path:
            path = package.unused(f"{dirname(document.path)}/comments{{}}.xml".lstrip("/"), "")
            package.relate(document.path, "comments", path)
        package.declare(path, _CONTENT_TYPE)
        empty = etree.Element(self.w("comments"), nsmap={"w": document.space})
        self.root = package.edit(path) if path in package.members else package.create(path, empty)
        marks = (*self.root, *document.root.iter(*map(self.w, ("commentRangeStart", "commentReference"))))
        taken = {mark.get(self.w("id")) for mark in marks}
        self.ids = (id for id in map(str, count()) if id not in taken)

    def add(self, lines: Iterable[str], author: str) -> str:
        """Adds a comment; returns its id."""
        values = {"id": next(self.ids), "author": author, "initials": "".join(word[0] for word in author.split()).upper()}
        comment = etree.SubElement(self.root, self.w("comment"), {self.w(key): value for key, value in values.items()})
        left = "start" if self.space == _STRICT else "left"
        for number, line in enumerate(lines):
            mark = "" if number else "<w:r><w:annotationRef/></w:r>"
            comment.append(etree.fromstring(_LINE.format(space=self.space, left=left, mark=mark, text=escape(line))))
        return values["id"]


_LINE = (
    '<w:p xmlns:w="{space}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/>'
    '<w:jc w:val="{left}"/></w:pPr>{mark}<w:r><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
    '<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
)
"""A paragraph of a comment with a look of its own: styles of the file are made for its text, and are left alone."""
