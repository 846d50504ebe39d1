"""Reading a .docx in tests, with nothing of the code that wrote it: paragraphs, rows, effective measures of styles."""

import io
import zipfile
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def text_of(paragraph: etree._Element) -> str:
    """The words of a paragraph; a line break is a blank."""
    pieces = {f"{W}t": lambda node: node.text or "", f"{W}br": lambda node: " ", f"{W}tab": lambda node: "\t"}
    return "".join(pieces[node.tag](node) for node in paragraph.iter(*pieces))


class Document:
    """One .docx file, taken apart."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.root = self.part("word/document.xml")
        self.body = self.root.find(f"{W}body")

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(name))

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        return {style.get(f"{W}styleId"): style for style in self.part("word/styles.xml").iter(f"{W}style")}

    def task_tables(self) -> list[etree._Element]:
        """Tables with borders; the head and the foot of the page are tables without."""
        return [table for table in self.body.iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblBorders") is not None]

    def lines(self) -> list[str]:
        """Every paragraph outside the task tables, in reading order."""
        tables = self.task_tables()
        return [text_of(p) for p in self.body.iter(f"{W}p") if not any(table in tables for table in p.iterancestors(f"{W}tbl"))]

    def rows(self) -> list[tuple[str, ...]]:
        """The rows below the headings of the task tables, a paragraph of a cell a line."""
        rows = (row for table in self.task_tables() for row in table.iterfind(f"{W}tr"))
        return [
            tuple("\n".join(text_of(p) for p in cell.iter(f"{W}p")) for cell in row.iterfind(f"{W}tc"))
            for row in rows
            if not is_heading(row)
        ]

    def paragraph(self, words: str) -> etree._Element:
        """The first paragraph that begins with these words."""
        return next(p for p in self.body.iter(f"{W}p") if text_of(p).startswith(words))

    def look(self, paragraph: etree._Element) -> "Look":
        return Look(self, paragraph)

    def sections(self) -> list[etree._Element]:
        return list(self.body.iter(f"{W}sectPr"))


def is_heading(row: etree._Element) -> bool:
    return row.find(f"{W}trPr/{W}tblHeader") is not None


class Look:
    """What a paragraph looks like, resolved through its style and the defaults."""

    def __init__(self, document: Document, paragraph: etree._Element) -> None:
        self.document, self.element = document, paragraph

    def _sources(self, part: str) -> Iterator[etree._Element]:
        if part == "pPr" and (own := self.element.find(f"{W}pPr")) is not None:
            yield own
        if part == "rPr":
            yield from self.element.iterfind(f"{W}r/{W}rPr")
        id = self.element.find(f"{W}pPr/{W}pStyle")
        name = "Normal" if id is None else id.get(f"{W}val")
        while name:
            style = self.document.styles[name]
            if (found := style.find(f"{W}{part}")) is not None:
                yield found
            based = style.find(f"{W}basedOn")
            name = "" if based is None else based.get(f"{W}val")
        defaults = self.document.part("word/styles.xml").find(f"{W}docDefaults/{W}{part}Default/{W}{part}")
        if defaults is not None:
            yield defaults

    def _value(self, part: str, tag: str, attribute: str = "val") -> str | None:
        for source in self._sources(part):
            found = source.find(f"{W}{tag}")
            if found is not None and found.get(f"{W}{attribute}") is not None:
                return found.get(f"{W}{attribute}")
        return None

    def _has(self, tag: str) -> bool:
        return any(source.find(f"{W}{tag}") is not None for source in self._sources("rPr"))

    @property
    def size(self) -> float:
        return int(self._value("rPr", "sz") or 0) / 2

    @property
    def bold(self) -> bool:
        return self._has("b")

    @property
    def italic(self) -> bool:
        return self._has("i")

    @property
    def align(self) -> str | None:
        return self._value("pPr", "jc")

    @property
    def font(self) -> str | None:
        return self._value("rPr", "rFonts", "ascii")

    def points(self, attribute: str) -> float:
        return int(self._value("pPr", "spacing", attribute) or 0) / 20

    def millimetres(self, attribute: str) -> float:
        return int(self._value("pPr", "ind", attribute) or 0) / 1440 * 25.4
