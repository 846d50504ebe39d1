"""A text → its words for comparing names: spelling folded, commas and dashes of no weight."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kehoach_gen.vietnamese.fold import fold

_WORD = re.compile("[\\w\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]+|[^\\w\\s,\\-\u2010-\u2015\u2212]")
"""A word, with whatever unseen signs are in it, or one sign that ends a name: `;` `.` `(` `&` …"""
_COMMITTEE = ("ủy", "ban", "nhân", "dân")


@dataclass(frozen=True)
class Word:
    """One folded word and where it stood."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of `text`; «Ủy ban nhân dân» counts as the one word «UBND»."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        if folded := _fold(match[0]):
            found.append(Word(folded, match.start(), match.end()))
        if tuple(word.text for word in found[-4:]) == _COMMITTEE:
            found[-4:] = [Word("ubnd", found[-4].start, found[-1].end)]
    return found


def phrase(text: str) -> tuple[str, ...]:
    """What two spellings of one name have in common."""
    return tuple(word.text for word in words(text))


@lru_cache(maxsize=4096)
def _fold(word: str) -> str:
    return fold(word)
