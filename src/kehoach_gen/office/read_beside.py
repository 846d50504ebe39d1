"""A Word file → what stands in it beside its text: footnotes and endnotes, and how many tracked changes it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kehoach_gen.office.effective import w
from kehoach_gen.office.kinds import read_members
from kehoach_gen.office.package import word_root

_DOCUMENT, _NOTES = "word/document.xml", ("word/footnotes.xml", "word/endnotes.xml")
_CHANGES = tuple(map(w, ("ins", "del", "moveFrom", "moveTo")))


@dataclass(frozen=True)
class Beside:
    notes: tuple[str, ...]
    """The words of each note that has some."""
    changes: int


def read_beside(content: bytes, name: str) -> Beside:
    """Raises ProblemError for what is no .docx file; a part that is missing or damaged holds nothing."""
    _, members = read_members(content, name, "docx")
    document = word_root(members.get(_DOCUMENT, b""))
    changes = 0 if document is None else sum(1 for _ in document.iter(*_CHANGES))
    roots = (word_root(members.get(part, b"")) for part in _NOTES)
    return Beside(tuple(text for root in roots if root is not None for text in _notes(root)), changes)


def _notes(root: Any) -> Iterator[str]:
    for note in root.iter(w("footnote"), w("endnote")):
        if text := "".join(node.text or "" for node in note.iter(w("t"))).strip():
            yield text
