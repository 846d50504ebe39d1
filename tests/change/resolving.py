"""Tracked changes accepted and rejected, with nothing of the code that wrote them: a file → what it then says."""

import io
import re
import zipfile

from lxml import etree

from reading import W, text_of

Line = str | tuple[str, ...]
"""A paragraph; a row of a table, a paragraph of a cell a line."""
_WENT = {True: "del", False: "ins"}


def resolved(content: bytes, *, accept: bool) -> etree._Element:
    """The main part after all changes are accepted or rejected (ECMA-376 Part 1, 17.13.5)."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    went, stayed = f"{W}{_WENT[accept]}", f"{W}{_WENT[not accept]}"
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{went}") is not None:
            row.getparent().remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)
    joined = [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}rPr/{went}") is not None]
    for change in list(root.iter(went)):
        change.getparent().remove(change)
    for change in list(root.iter(stayed)):
        holder = change.getparent()
        holder[holder.index(change) : holder.index(change) + 1] = list(change)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for paragraph in joined:
        _join(paragraph)
    return root


def _join(paragraph: etree._Element) -> None:
    """With the next paragraph, whose look and section both then have."""
    following = paragraph.getnext()
    while following.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        following = following.getnext()
    if following.tag != f"{W}p":
        assert text_of(paragraph) == "", "words before a table without the end of their paragraph"
        paragraph.getparent().remove(paragraph)
        return
    start = 1 if following.find(f"{W}pPr") is not None else 0
    following[start:start] = [child for child in paragraph if child.tag != f"{W}pPr"]
    paragraph.getparent().remove(paragraph)


def lines(root: etree._Element) -> list[Line]:
    """What the document says, top to bottom."""
    found: list[Line] = []
    for node in root[0]:
        if node.tag == f"{W}p":
            found.append(text_of(node))
        for row in node.iterfind(f"{W}tr"):
            found.append(tuple("\n".join(text_of(p) for p in cell.iter(f"{W}p")) for cell in row.iterfind(f"{W}tc")))
    return found


def said(content: bytes) -> list[Line]:
    """The lines of a file without tracked changes."""
    return lines(etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")))


_NUMBER = re.compile(r"^(?:(?:Phần |Phụ lục |)(?:[IVXL]+|\d+|[a-zđ?])(?:[.)] |$)|Phụ lục$)")


def without_numbers(found: list[Line]) -> list[Line]:
    """The lines without what numbers paragraphs, rows, appendices."""
    return [_NUMBER.sub("", line, count=1) if isinstance(line, str) else (_NUMBER.sub("", line[0]), *line[1:]) for line in found]


def marks(root: etree._Element) -> set[str]:
    return {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}


def changes(content: bytes) -> list[tuple[str, str]]:
    """(«del» or «ins», words) of each tracked run, in order."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    runs = [change for change in root.iter(f"{W}del", f"{W}ins") if change.find(f"{W}r") is not None]
    return [(change.tag.removeprefix(W), "".join(change.itertext())) for change in runs]
