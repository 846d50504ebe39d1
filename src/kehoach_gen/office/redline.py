"""Changes in a Word file: values that carry them → tracked changes, or struck and bold words.

A value says what was deleted and inserted by characters that Unicode keeps out of every text (U+FDD0 to U+FDDA). They go
through a template like any letter. After rendering, `track` turns them into `w:ins` and `w:del` (ECMA-376 Part 1, 17.13.5),
`show` into the look of words in a table that compares two texts. Take all changes as accepted, and the file says the new
text; as rejected, the old one.
"""

import datetime
import io
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

from lxml import etree

from kehoach_gen.office.package import read_zip, write_zip
from kehoach_gen.office.word import W

Kind = Literal["deleted", "inserted"]
Scope = Literal["break", "paragraph", "row", "section"]
_TAGS: dict[Kind, str] = {"deleted": "del", "inserted": "ins"}
_OPEN: dict[Kind, str] = {"deleted": "\ufdd0", "inserted": "\ufdd1"}
_CLOSE = "\ufdd2"
_FLAGS: dict[tuple[Scope, Kind], str] = {
    ("break", "deleted"): "\ufdd3",
    ("break", "inserted"): "\ufdd4",
    ("paragraph", "deleted"): "\ufdd5",
    ("paragraph", "inserted"): "\ufdd6",
    ("row", "deleted"): "\ufdd7",
    ("row", "inserted"): "\ufdd8",
    ("section", "deleted"): "\ufdd9",
    ("section", "inserted"): "\ufdda",
}
_MEANT = {flag: meaning for meaning, flag in _FLAGS.items()}
_STATES: dict[str, Kind | None] = {"\ufdd0": "deleted", "\ufdd1": "inserted", _CLOSE: None}
_CONTROL = re.compile("[\ufdd0-\ufdda]")
_SPLIT = re.compile(f"([\ufdd0-{_CLOSE}])")
_FIRST_BYTES = _CLOSE.encode()[:2]


def changed(text: str, kind: Kind) -> str:
    """The text as words that were deleted or inserted."""
    return f"{_OPEN[kind]}{text}{_CLOSE}" if text else ""


def flagged(text: str, scope: Scope, kind: Kind) -> str:
    """The text with the sign that all of the paragraph, row or section it is printed in was deleted or inserted; scope
    "break": only the end of the paragraph, by which it was joined with, or parted from, the next one."""
    return text + _FLAGS[scope, kind]


@dataclass(frozen=True)
class Revision:
    """Who made the changes, and when; without a date Word shows none."""

    author: str
    date: datetime.datetime | None = None

    def attributes(self) -> dict[str, str]:
        dated = {} if self.date is None else {_w("date"): f"{self.date:%Y-%m-%dT%H:%M:%SZ}"}
        return {_w("author"): self.author, **dated}


def track(content: bytes, revision: Revision) -> bytes:
    """The .docx file with the changes its values carry as tracked changes."""
    return _resolved(content, lambda root: _Tracking(root, revision).resolve())


def show(content: bytes) -> bytes:
    """The .docx file with deleted words struck, inserted ones bold."""
    return _resolved(content, _show)


def _resolved(content: bytes, resolve: Callable[[Any], None]) -> bytes:
    members = read_zip(content, "")
    for name, member in members.items():
        if name.startswith("word/") and _FIRST_BYTES in member:
            root = etree.fromstring(member, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
            resolve(root)
            buffer = io.BytesIO()
            etree.ElementTree(root).write(buffer, xml_declaration=True, encoding="UTF-8", standalone=True)
            members[name] = buffer.getvalue()
    return write_zip(members)


def _w(tag: str) -> str:
    return f"{{{W}}}{tag}"


_P, _R, _T, _TR, _TC, _ID = map(_w, ("p", "r", "t", "tr", "tc", "id"))
_P_PR, _R_PR, _TR_PR, _SECTION = map(_w, ("pPr", "rPr", "trPr", "sectPr"))
_DELETED = {_T: _w("delText"), _w("instrText"): _w("delInstrText")}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _above(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


class _Tracking:
    """One part of a document on its way."""

    def __init__(self, root: Any, revision: Revision) -> None:
        self.root, self.attributes = root, revision.attributes()
        self.ids = count(max((int(id) for node in root.iter() if (id := node.get(_ID, "")).isdigit()), default=0) + 1)
        self.whole: dict[Any, Kind] = {}
        """Paragraphs of which all was deleted or inserted."""
        self.breaks: dict[Any, list[Kind]] = {}
        self.rows: dict[Any, Kind] = {}

    def resolve(self) -> None:
        touched = []
        for text in self.root.iter(_T):
            if text.text and _CONTROL.search(text.text):
                paragraph = _above(text, _P)
                touched.append(paragraph)
                for flag in filter(_MEANT.get, text.text):
                    self.note(paragraph, *_MEANT[flag])
        for row, kind in self.rows.items():
            self.mark_row(row, kind)
        for paragraph in dict.fromkeys([*touched, *self.whole]):
            _split_runs(paragraph, self.whole.get(paragraph), self.wrapped)
        for paragraph, kinds in self.breaks.items():
            for kind in kinds:
                self.mark_break(paragraph, kind)

    def note(self, paragraph: Any, scope: Scope, kind: Kind) -> None:
        row = _above(paragraph, _TR)
        if scope == "section":
            self.note_section(paragraph, kind)
        elif scope == "row" and row is not None:
            self.note_row(row, kind)
        elif scope == "break":
            self.note_break(paragraph, kind)
        else:
            self.note_paragraph(paragraph, kind)

    def note_paragraph(self, paragraph: Any, kind: Kind) -> None:
        if paragraph not in self.whole:
            self.whole[paragraph] = kind
            self.note_break(paragraph, kind)

    def note_break(self, paragraph: Any, kind: Kind) -> None:
        """The last paragraph of a cell cannot end otherwise: there it is the end of the one before it that went or came."""
        if paragraph is not None and paragraph.getparent().tag == _TC and paragraph.getnext() is None:
            paragraph = paragraph.getprevious()
        if paragraph is not None and paragraph.tag == _P and kind not in self.breaks.setdefault(paragraph, []):
            self.breaks[paragraph].append(kind)

    def note_row(self, row: Any, kind: Kind) -> None:
        self.rows[row] = kind
        for paragraph in row.iter(_P):
            self.note_paragraph(paragraph, kind)

    def note_section(self, paragraph: Any, kind: Kind) -> None:
        """All of the section, its end among it. The last one has none of its own: there one before it loses its end, unless
        its pages are of another format, which they would then take on."""
        body = self.root.find(_w("body"))
        inside = next((node for node in (paragraph, *paragraph.iterancestors()) if node.getparent() is body), None)
        if body is None or inside is None:
            self.note_paragraph(paragraph, kind)
            return
        ends = [node for node in inside.itersiblings(preceding=True) if _section_of(node) is not None]
        nodes = list(ends[0].itersiblings() if ends else body)
        last = next(place for place, node in enumerate(nodes) if _section_of(node) is not None)
        for node in nodes[: last + 1]:
            for row in node.iter(_TR):
                self.note_row(row, kind)
            if node.tag == _P:
                self.note_paragraph(node, kind)
        if nodes[last].tag == _SECTION:
            self.breaks.pop(nodes[last - 1], None)
            lasting = next((end for end in ends if kind not in self.breaks.get(end, ())), None)
            if lasting is not None and _format(lasting) == _format(nodes[last]):
                self.note_break(lasting, kind)

    def mark_row(self, row: Any, kind: Kind) -> None:
        own = row.find(_TR_PR)
        if own is None:
            own = etree.Element(_TR_PR)
            exceptions = row.find(_w("tblPrEx"))
            row.insert(0 if exceptions is None else 1, own)
        own.append(self.change(kind))

    def mark_break(self, paragraph: Any, kind: Kind) -> None:
        own = _first(paragraph, _P_PR)
        look = own.find(_R_PR)
        if look is None:
            look = etree.Element(_R_PR)
            after = [child for child in own if child.tag in (_SECTION, _w("pPrChange"))]
            own.insert(own.index(after[0]) if after else len(own), look)
        look.insert(1 if look.find(_w("ins")) is not None else 0, self.change(kind))

    def change(self, kind: Kind) -> Any:
        return etree.Element(_w(_TAGS[kind]), {_ID: str(next(self.ids)), **self.attributes})

    def wrapped(self, run: Any, kind: Kind) -> Any:
        """The run inside its change."""
        change = self.change(kind)
        if kind == "deleted":
            for child in run:
                child.tag = _DELETED.get(child.tag, child.tag)
        change.append(run)
        return change


def _section_of(node: Any) -> Any:
    """The properties of the section that ends here; None where none does."""
    return node if node.tag == _SECTION else node.find(f"{_P_PR}/{_SECTION}")


def _format(node: Any) -> dict[str, str]:
    size = _section_of(node).find(_w("pgSz"))
    return {} if size is None else dict(size.attrib)


def _first(element: Any, tag: str) -> Any:
    """The properties of an element, its first child; made where it has none."""
    found = element.find(tag)
    if found is None:
        found = etree.Element(tag)
        element.insert(0, found)
    return found


def _split_runs(paragraph: Any, whole: Kind | None, wrap: Callable[[Any, Kind], Any]) -> None:
    """The runs of a paragraph parted where a change begins or ends, and `wrap` around each that has changed."""
    state: Kind | None = None
    for run in [run for run in paragraph.iter(_R) if _above(run, _P) is paragraph]:
        parts: list[tuple[Kind | None, list[Any]]] = []
        for piece_state, piece in _pieces(run, state):
            state = piece_state
            kind = whole or state
            if piece is not None and (not parts or parts[-1][0] != kind):
                parts.append((kind, []))
            if piece is not None:
                parts[-1][1].append(piece)
        look, holder = run.find(_R_PR), run.getparent()
        place = holder.index(run)
        new = ((kind, _run(look, pieces)) for kind, pieces in parts)
        holder[place : place + 1] = [part if kind is None else wrap(part, kind) for kind, part in new]


def _pieces(run: Any, state: Kind | None) -> Iterator[tuple[Kind | None, Any]]:
    """The children of a run, texts parted where the state changes; None for what holds no letter."""
    for child in run:
        if child.tag == _R_PR:
            continue
        if child.tag != _T:
            yield state, child
            continue
        for words in _SPLIT.split(child.text or ""):
            if words in _STATES:
                state = _STATES[words]
                yield state, None
            elif words := _CONTROL.sub("", words):
                yield state, _text(words)


def _text(words: str) -> Any:
    element = etree.Element(_T, {_SPACE: "preserve"})
    element.text = words
    return element


def _run(look: Any, pieces: list[Any]) -> Any:
    run = etree.Element(_R)
    if look is not None:
        run.append(deepcopy(look))
    run.extend(pieces)
    return run


_BEFORE_BOLD = {_w("rStyle"), _w("rFonts")}
_BEFORE_STRIKE = {*_BEFORE_BOLD, *map(_w, ("b", "bCs", "i", "iCs", "caps", "smallCaps"))}


def _show(root: Any) -> None:
    for paragraph in dict.fromkeys(_above(text, _P) for text in root.iter(_T) if text.text and _CONTROL.search(text.text)):
        _split_runs(paragraph, None, _highlighted)


def _highlighted(run: Any, kind: Kind) -> Any:
    look = _first(run, _R_PR)
    tags, before = (("strike",), _BEFORE_STRIKE) if kind == "deleted" else (("b", "bCs"), _BEFORE_BOLD)
    place = sum(child.tag in before for child in look)
    for tag in reversed(tags):
        if look.find(_w(tag)) is None:
            look.insert(place, etree.Element(_w(tag)))
    return run
