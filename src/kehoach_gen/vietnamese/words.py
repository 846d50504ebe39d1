"""What several rules of proofreading ask of a text: its words, its addresses, where its sentences begin; the room's lists."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from kehoach_gen.vietnamese.letters import MARKED_CAPITALS

UPPER = f"[A-ZĐ{MARKED_CAPITALS}]"
LOWER = f"[a-zđ{MARKED_CAPITALS.lower()}]"
"""One letter, for use in patterns over text in NFC."""

WORD = re.compile(r"[^\W\d_]+")
ANY_WORD = "(?<![^\\W\\d_])(?:[^\\W\\d_][\u0300-\u036f]*)++"
"""A whole word, composed or not; possessive, so that a very long one costs no more than its length."""

_ADDRESS = re.compile(
    r"(?<!\S)(?:\S*?(?:://|@|www\.|\\)\S*|\S+?\.(?:vn|com|gov|org|net|docx?|xlsx?|pdf|csv|yaml|zip)(?!\w)\S*)", re.IGNORECASE
)
_OPENS = re.compile(r"(?:^|[.?!:\n]|(?:^|\n)\W*\w{1,4}[.)])[\s\"“«(+\-–]*$")


def addresses(text: str) -> list[tuple[int, int]]:
    """Where web addresses, e-mail addresses and names of files stand."""
    return [found.span() for found in _ADDRESS.finditer(text)] if any(sign in text for sign in ".@\\/") else []


def is_within(spans: Sequence[tuple[int, int]], index: int) -> bool:
    """Whether `index` lies in one of `spans`, which are in order and apart."""
    at = bisect_right(spans, index, key=lambda span: span[0])
    return at > 0 and index < spans[at - 1][1]


def opens_sentence(text: str, start: int) -> bool:
    """Whether the word at `start` begins a sentence, a line, an item, or stands after a colon."""
    return bool(_OPENS.search(text, max(0, start - 40), start)) if start else True


@lru_cache(maxsize=8)
def word_list(name: str) -> tuple[str, ...]:
    """The lines of a list of this room, without its notes."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
