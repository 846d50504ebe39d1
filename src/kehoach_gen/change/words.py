"""Two texts → what was kept, deleted and inserted, word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

PieceKind = Literal["kept", "deleted", "inserted"]
BREAK = "\u2029"
"""Parts the paragraphs of a text: a token in its own right, where a line break is a blank like any other."""
ROLES = "(?:Chủ trì|Phối hợp)"
"""What stands before the agencies of a cell where both cells are told together."""


class Piece(NamedTuple):
    kind: PieceKind
    text: str


class _Token(NamedTuple):
    blank: str
    """The blanks before the word."""
    word: str


_TOKEN = re.compile(rf"([^\S{BREAK}]*)({BREAK}|\d+(?:[.,/]\d+)*(?!\w)|[\w\u0300-\u036f]+|\S|$)")
"""A word, a number with its stops and strokes («30/6/2023»), a sign, or the end of the text, with the blanks before it."""


_NAME = re.compile(rf"([^\S{BREAK}]*)({BREAK}|;|{ROLES}:|[^\s;{BREAK}](?:[^;{BREAK}]*[^\s;{BREAK}])?|$)")
"""A name of a list with «;» between the names, or what a line of it begins with."""
_LONGEST_NAME = 120


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts in order: those not inserted make up `old`, those not deleted `new`.

    Words, numbers and signs are compared; blanks follow the word after them and never hold two changes apart.
    """
    return _differences(old, new, _TOKEN)


def list_differences(old: str, new: str) -> tuple[Piece, ...]:
    """The same of two lists of agencies: whole names are compared; words, where a cell holds sentences."""
    return _differences(old, new, _NAME if is_list(old) and is_list(new) else _TOKEN)


def is_list(text: str) -> bool:
    """Whether the words are names with «;» between them, and no sentence."""
    return all(len(name) <= _LONGEST_NAME for name in re.split(rf"[;\n{BREAK}]", text))


def _differences(old: str, new: str, unit: re.Pattern[str]) -> tuple[Piece, ...]:
    if old == new:
        return (Piece("kept", new),) if new else ()
    before, after = _tokens(old, unit), _tokens(new, unit)
    pieces = _Pieces()
    for old_from, old_to, new_from, new_to, is_kept in _spans([t.word for t in before], [t.word for t in after]):
        if is_kept:
            for was, now in zip(before[old_from:old_to], after[new_from:new_to], strict=True):
                pieces.kept_word(was, now)
        else:
            pieces.changed(before[old_from:old_to], after[new_from:new_to])
    return pieces.finished()


def likeness(old: str, new: str) -> float:
    """The share of words and signs that two texts have in common, from 0 to 1, whatever their order."""
    before, after = _counted(old), _counted(new)
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else 1.0


@lru_cache(maxsize=2048)
def _counted(text: str) -> Counter[str]:
    return Counter(token.word for token in _tokens(text) if token.word)


def _tokens(text: str, unit: re.Pattern[str] = _TOKEN) -> list[_Token]:
    """The tokens of `text`; the last one is its end, an empty word."""
    return [_Token(*found) for found in unit.findall(text)]


Span = tuple[int, int, int, int, bool]
"""Tokens of the old and of the new text, each from and to, and whether they are the same."""


def _spans(old: Sequence[str], new: Sequence[str]) -> list[Span]:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    spans: list[Span] = [(0, head, 0, head, True)]
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    for tag, *ends in middle.get_opcodes():
        old_from, old_to, new_from, new_to = (head + end for end in ends)
        spans.append((old_from, old_to, new_from, new_to, tag == "equal"))
    spans.append((len(old) - tail, len(old), len(new) - tail, len(new), True))
    return _without_weak_anchors([span for span in spans if span[0] < span[1] or span[2] < span[3]], old)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens the two begin with alike."""
    count = 0
    for was, now in zip(old, new, strict=False):
        if was != now:
            break
        count += 1
    return count


def _without_weak_anchors(spans: list[Span], old: Sequence[str]) -> list[Span]:
    """Words kept between two longer changes are chance: they go with them, unless a paragraph ends among them."""
    position = 1
    while position < len(spans) - 1:
        before, kept, after = spans[position - 1 : position + 2]
        count = kept[1] - kept[0]
        is_weak = kept[4] and not before[4] and not after[4] and count < min(_size(before), _size(after))
        if is_weak and BREAK not in old[kept[0] : kept[1]]:
            spans[position - 1 : position + 2] = [(before[0], after[1], before[2], after[3], False)]
            position = max(position - 2, 1)
        else:
            position += 1
    return spans


def _size(span: Span) -> int:
    return max(span[1] - span[0], span[3] - span[2])


class _Pieces:
    """Pieces as they come: between two kept ones, all that is deleted stands before all that is inserted."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.deleted = self.inserted = ""

    def kept_word(self, was: _Token, now: _Token) -> None:
        if was.blank == now.blank:
            self.kept(now.blank + now.word)
            return
        self.deleted += was.blank
        self.inserted += now.blank
        self.kept(now.word)

    def changed(self, old: Sequence[_Token], new: Sequence[_Token]) -> None:
        """Words in the place of others; the blanks before both stay."""
        was, now = ("".join(blank + word for blank, word in tokens) for tokens in (old, new))
        if old and new and old[0].blank == new[0].blank:
            self.kept(old[0].blank)
            was, now = was[len(old[0].blank) :], now[len(old[0].blank) :]
        self.deleted += was
        self.inserted += now

    def kept(self, text: str) -> None:
        if not text:
            return
        self.pieces += self.waiting()
        self.deleted = self.inserted = ""
        if self.pieces and self.pieces[-1].kind == "kept":
            text = self.pieces.pop().text + text
        self.pieces.append(Piece("kept", text))

    def waiting(self) -> Iterator[Piece]:
        if self.deleted:
            yield Piece("deleted", self.deleted)
        if self.inserted:
            yield Piece("inserted", self.inserted)

    def finished(self) -> tuple[Piece, ...]:
        return (*self.pieces, *self.waiting())
