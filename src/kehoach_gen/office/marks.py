"""Identity marks: which datum a paragraph or a row of a Word file shows.

A marked value carries its mark through the template as three control characters, which no text of a person may hold.
After rendering, `place_marks` turns them into hidden bookmarks (`_kh1_…`), twice an item, and a `w14:paraId`. It walks
the text from mark to mark: parsing what was just rendered would cost more than rendering it. Paragraphs, rows and runs
of a prepared template have no attributes (`merge` takes them off), so that each opening tag is one fixed string.
"""

import re
import zlib

_OPEN, _TEXT, _CLOSE = "\x01", "\x02", "\x03"
CONTROLS = _OPEN + _TEXT + _CLOSE
PREFIX = "_kh1_"
_KEEP_NEXT, _MAY_SPLIT = "k", "s"

BODY, ROW, FIELD, FORM = "b", "r", "m", "f"
"""Kinds of mark: a body paragraph, a row (its first cell), a single field, a row of a form."""


def marked(text: str, kind: str, id: str, *, part: str = "", keep_next: bool = False, may_split: bool = False) -> str:
    """`text` with its mark. `part` tells two marks of one item apart; `keep_next` keeps its paragraph with the next
    one; `may_split` lets its row break across pages. An empty text bears no mark."""
    if not text:
        return text
    name = f"{kind}_{id}_{part}" if part else f"{kind}_{id}"
    flags = _KEEP_NEXT * keep_next + _MAY_SPLIT * may_split
    return f"{_OPEN}{name}!{flags}{_TEXT}{text}{_CLOSE}"


def paragraph_id(mark: str) -> int:
    """The `w14:paraId` of a mark name: above 0 and below 0x80000000."""
    return (zlib.crc32(mark.encode()) & 0x7FFFFFFF) | 0x10000000


def without_marks(text: str) -> str:
    """A value, or rendered XML, as it would be had nothing been marked."""
    return _MARK.sub(r"\1", text)


_MARK = re.compile(f"{_OPEN}[^{_TEXT}]*{_TEXT}([^{_CLOSE}]*){_CLOSE}")
_TEXT_TAG = '<w:t xml:space="preserve">'
_ENDS = "</w:t></w:r>"


def place_marks(xml: str) -> str:
    """Rendered WordprocessingML with its marks as bookmarks and paragraph ids."""
    return Placer().placed(xml)


class Placer:
    """One document on its way, in one piece or several cut before rows or paragraphs: names and ids are unique in it."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.paragraph_ids: set[int] = set()
        self.next_id = 1

    def placed(self, xml: str) -> str:
        """The next piece of the document, its marks placed."""
        self.xml, self.done = xml, 0
        self.pieces: list[str] = []
        self.opening = "<w:r>"
        start = xml.find(_OPEN)
        while start >= 0:
            self.place(start)
            start = xml.find(_OPEN, self.done)
        self.pieces.append(xml[self.done :])
        return "".join(self.pieces)

    def place(self, start: int) -> None:
        """Puts bookmarks around the text of the mark that opens at `start`, and ids where it is its paragraph's first."""
        xml = self.xml
        text = xml.index(_TEXT, start)
        end = xml.index(_CLOSE, text)
        name, _, flags = xml[start + 1 : text].lower().partition("!")
        if PREFIX + name in self.names:
            self.pieces += (xml[self.done : start], xml[text + 1 : end])
            self.done = end + 1
            return
        paragraph = self.last("<w:p>", start)
        if paragraph >= 0:
            self.open_paragraph(paragraph, name, flags)
        self.open_run(start)
        self.bookmark(name, xml[text + 1 : end], end + 1)

    def last(self, tag: str, before: int) -> int:
        """Where the last such opening tag begins among what is not done, -1 where there is none."""
        return self.xml.rfind(tag, self.done, before)

    def upto(self, position: int) -> None:
        self.pieces.append(self.xml[self.done : position])
        self.done = position

    def open_paragraph(self, start: int, name: str, flags: str) -> None:
        if name.startswith(ROW) or _MAY_SPLIT in flags:
            self.open_row(start, name, flags)
        self.upto(start)
        self.add_id("<w:p", PREFIX + name)
        if _KEEP_NEXT in flags:
            self.keep_next()

    def open_row(self, before: int, name: str, flags: str) -> None:
        row = self.last("<w:tr>", before)
        if row < 0:
            return
        self.upto(row)
        self.add_id("<w:tr", f"{PREFIX}{name}_tr")
        cannot_split = self.xml.find("<w:cantSplit/>", row, before)
        if _MAY_SPLIT in flags and cannot_split >= 0:
            self.upto(cannot_split)
            self.done += len("<w:cantSplit/>")

    def add_id(self, tag: str, mark: str) -> None:
        id = paragraph_id(mark)
        if id not in self.paragraph_ids:
            self.paragraph_ids.add(id)
            self.upto(self.done + len(tag))
            self.pieces.append(f' w14:paraId="{id:08X}"')

    def keep_next(self) -> None:
        style = re.compile(r">(<w:pPr>)?(?:<w:pStyle [^>]*/>)?(<w:keepNext/>)?").match(self.xml, self.done)
        if style is None or style[2]:
            return
        self.upto(style.end())
        self.pieces.append("<w:keepNext/>" if style[1] else "<w:pPr><w:keepNext/></w:pPr>")

    def open_run(self, start: int) -> None:
        """Ends what stands before the mark in its run, so that the mark's text begins one."""
        run = self.last("<w:r>", start)
        if run < 0:
            self.upto(start)
            self.pieces.append(_ENDS)
            return
        self.upto(run)
        text = self.xml.rfind("<w:t", run, start)
        properties = self.xml.find("</w:rPr>", run, text)
        head = properties + len("</w:rPr>") if properties >= 0 else self.xml.index(">", run) + 1
        self.opening = self.xml[run:head]
        if head == text and self.xml.index(">", text) + 1 == start:
            self.done = start
            return
        self.upto(start)
        self.pieces.append(_ENDS)

    def bookmark(self, name: str, text: str, after: int) -> None:
        name = PREFIX + name
        self.names.add(name)
        id, self.next_id = self.next_id, self.next_id + 2
        self.pieces.append(
            f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>{self.opening}{_TEXT_TAG}{text}{_ENDS}<w:bookmarkEnd w:id="{id}"/>'
            f'<w:bookmarkStart w:id="{id + 1}" w:name="{name}_e"/><w:bookmarkEnd w:id="{id + 1}"/>'
        )
        self.done = after
        if self.xml.startswith(_ENDS, after):
            self.done += len(_ENDS)
        else:
            self.pieces.append(self.opening + _TEXT_TAG)
