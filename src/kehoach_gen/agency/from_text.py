"""The words of an assignee cell → references to agencies and groups, and the words that are neither."""

import datetime
import re
from dataclasses import dataclass
from unicodedata import normalize

from kehoach_gen.agency.model import Registry
from kehoach_gen.agency.words import Word, words

_SEPARATORS = re.compile(r"^(?:[\s,;.]|và\b)+|(?:[\s,;.]|\bvà)+$", re.IGNORECASE)


@dataclass(frozen=True)
class Mention:
    """One agency or group named in a text: `text` stands at `start:end` of it."""

    ref: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Mentions:
    """All that a text names, in its order, and the rest of its words."""

    found: tuple[Mention, ...]
    residue: str

    @property
    def refs(self) -> tuple[str, ...]:
        """The references, each once."""
        return tuple(dict.fromkeys(mention.ref for mention in self.found))


def from_text(text: str, registry: Registry, at: datetime.date) -> Mentions:
    """What `text` names: at each word the longest name, alias or id of the registry that begins there.

    Where a name has belonged to several agencies, the one of that date is meant; a name that several have at that date
    becomes a reference by itself, for `expand` to report. Codes are read only as they are written in the registry.
    """
    found: list[Mention] = []
    row = words(text)
    index = 0
    while index < len(row):
        length, ref = _longest(row[index : index + registry.longest_name], text, registry, at)
        if length:
            start, end = row[index].start, row[index + length - 1].end
            found.append(Mention(ref or text[start:end], text[start:end], start, end))
        index += length or 1
    return Mentions(tuple(found), _residue(text, found))


def _longest(ahead: list[Word], text: str, registry: Registry, at: datetime.date) -> tuple[int, str]:
    """The number of words of the longest name that `ahead` begins with, 0 for none; and whom it names, if only one."""
    longest = len(ahead) if ahead and ahead[0].text in registry.first_words else 0
    for length in range(longest, 0, -1):
        name = tuple(word.text for word in ahead[:length])
        if group := registry.group_called(name, at):
            return length, group.id
        if agencies := registry.called(name):
            ids = {agency.id for agency in agencies if agency.is_valid(at)} or {agency.id for agency in agencies}
            return length, ids.pop() if len(ids) == 1 else ""
    if not ahead:
        return 0, ""  # a list of agencies without any
    code = normalize("NFC", text[ahead[0].start : ahead[0].end])
    is_code = registry.records(code) or ((group := registry.group(code, at)) and group.id == code)
    return (1, code) if is_code else (0, "")


def _residue(text: str, found: list[Mention]) -> str:
    """The words between the mentions, without what only separates them."""
    starts = [0, *(mention.end for mention in found)]
    ends = [*(mention.start for mention in found), len(text)]
    gaps = (_SEPARATORS.sub("", text[start:end]) for start, end in zip(starts, ends, strict=True))
    return " ".join(gap for gap in gaps if any(map(str.isalnum, gap)))
