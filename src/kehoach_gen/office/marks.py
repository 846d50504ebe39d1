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

    def __init__(self, next_id: int = 1) -> None:
        self.names: set[str] = set()
        self.paragraph_ids: set[int] = set()
        self.next_id = next_id

    def placed(self, xml: str) -> str:
        """The next piece of the document, its marks placed."""
        waiting, *marks = xml.split(_OPEN)
        pieces: list[str] = []
        for mark in marks:
            head, _, rest = mark.partition(_TEXT)
            text, _, after = rest.partition(_CLOSE)
            name, _, flags = head.lower().partition("!")
            if PREFIX + name in self.names:
                waiting += text + after
                continue
            paragraph = waiting.rfind("<w:p>")
            before, opening = _run_cut(waiting, max(paragraph, 0))
            pieces += self.with_ids(before, paragraph, name, flags)
            pieces.append(self.bookmark(PREFIX + name, f"{opening}{_TEXT_TAG}{text}{_ENDS}"))
            waiting = after[len(_ENDS) :] if after.startswith(_ENDS) else opening + _TEXT_TAG + after
        pieces.append(waiting)
        return "".join(pieces)

    def takes(self, next: "Placer") -> bool:
        """Goes on after a piece placed elsewhere from this one's next id on; False where both have a name or an id."""
        if not (self.names.isdisjoint(next.names) and self.paragraph_ids.isdisjoint(next.paragraph_ids)):
            return False
        self.names |= next.names
        self.paragraph_ids |= next.paragraph_ids
        self.next_id = next.next_id
        return True

    def with_ids(self, xml: str, paragraph: int, name: str, flags: str) -> tuple[str, ...]:
        """What stands before a mark, its paragraph, and its row if it is the row's mark, with their ids."""
        if paragraph < 0:
            return (xml,)
        rest = xml[paragraph + len("<w:p") :]
        return (
            self.with_row_id(xml[:paragraph], name, flags) if name.startswith(ROW) or _MAY_SPLIT in flags else xml[:paragraph],
            self.tag("<w:p", PREFIX + name),
            _kept_with_next(rest) if _KEEP_NEXT in flags else rest,
        )

    def with_row_id(self, xml: str, name: str, flags: str) -> str:
        row = xml.rfind("<w:tr>")
        if row < 0:
            return xml
        rest = xml[row + len("<w:tr") :]
        if _MAY_SPLIT in flags:
            rest = rest.replace("<w:cantSplit/>", "", 1)
        return xml[:row] + self.tag("<w:tr", f"{PREFIX}{name}_tr") + rest

    def tag(self, tag: str, mark: str) -> str:
        """An opening tag, but for its end, with the id of a mark unless another tag has it."""
        id = paragraph_id(mark)
        if id in self.paragraph_ids:
            return tag
        self.paragraph_ids.add(id)
        return f'{tag} w14:paraId="{id:08X}"'

    def bookmark(self, name: str, run: str) -> str:
        self.names.add(name)
        id, self.next_id = self.next_id, self.next_id + 2
        return (
            f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>{run}<w:bookmarkEnd w:id="{id}"/>'
            f'<w:bookmarkStart w:id="{id + 1}" w:name="{name}_e"/><w:bookmarkEnd w:id="{id + 1}"/>'
        )


def _run_cut(xml: str, start: int) -> tuple[str, str]:
    """`xml`, which ends within a run, without the run if its text is still to come, else with the run ended; the run's
    opening, to begin another one like it."""
    run = xml.rfind("<w:r>", start)
    if run < 0:
        return xml + _ENDS, "<w:r>"
    properties = xml.find("</w:rPr>", run)
    head = properties + len("</w:rPr>") if properties >= 0 else run + len("<w:r>")
    return (xml[:run] if xml[head:] in ("<w:t>", _TEXT_TAG) else xml + _ENDS), xml[run:head]


_BEFORE_KEEP_NEXT = re.compile(r">(<w:pPr>)?(?:<w:pStyle [^>]*/>)?(<w:keepNext/>)?")


def _kept_with_next(xml: str) -> str:
    """The rest of a paragraph's opening tag, and what follows it, with `keepNext`."""
    style = _BEFORE_KEEP_NEXT.match(xml)
    if style is None or style[2]:
        return xml
    keep = "<w:keepNext/>" if style[1] else "<w:pPr><w:keepNext/></w:pPr>"
    return xml[: style.end()] + keep + xml[style.end() :]
