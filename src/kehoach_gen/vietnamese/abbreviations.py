"""Abbreviations that a text uses before it says what they stand for (good practice; NĐ 30/2020 sets no rule)."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kehoach_gen.problem.model import INFO
from kehoach_gen.vietnamese.fold import without_marks
from kehoach_gen.vietnamese.letters import MARKED_CAPITALS
from kehoach_gen.vietnamese.model import Fault
from kehoach_gen.vietnamese.references import references
from kehoach_gen.vietnamese.words import LOWER, UPPER

_PART = "[A-ZĐ][A-ZĐ0-9]*"
_ABBREVIATION = re.compile(rf"(?<![\w/&-])(?:{_PART}(?:[&-]{_PART})*)(?![\w/&\u0300-\u036f]|-\w)")
_NEED_NONE = frozenset(
    (
        *("TNHH", "MTV", "USD", "VND", "VNĐ", "EUR", "ISO"),
        *("UBND", "HĐND", "TP", "GDP", "GRDP", "ASEAN", "UNESCO", "UNICEF", "WHO", "WTO"),
    )
)
"""Parts of the names of companies, currencies, standards; what every reader of such documents knows."""

_ROMAN = re.compile("[IVX]+(?:-[IVX]+)*")
_MARKED = re.compile(f"[{MARKED_CAPITALS}]")
_CAPITALS = re.compile(rf"(?<!\w)[A-ZĐ{MARKED_CAPITALS}]+(?:[ ,-]+[A-ZĐ{MARKED_CAPITALS}]+)+(?!\w)")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_CALLED = re.compile(
    rf"(?i:viết|gọi) (?:tắt|chung)(?: là|:)*[ \"“«]*(?:{UPPER}?{LOWER}+ ){{0,4}}(?P<short>[A-ZĐ][A-ZĐ0-9&-]+)(?!\w)"
)
"""Also «gọi tắt là Chỉ số CCHC»."""
_AND = re.compile(r"(?<!\w)và(?!\w)")
_EXPLANATION = re.compile(r" ?\([^\W\d_]+(?: [^\W\d_]+)+")


class Abbreviation(NamedTuple):
    """An abbreviation and where it is first used: `texts[text_index][offset:]` begins with it."""

    short: str
    text_index: int
    offset: int


def abbreviations(texts: Iterable[str], known: Collection[str] = ()) -> list[Abbreviation]:
    """The first use of each abbreviation that `texts`, in reading order, have not explained by then.

    An explanation is «cải cách hành chính (CCHC)», «(sau đây gọi tắt là CCHC)», or «CCHC (cải cách hành chính)».
    `known` ones need none. Roman numerals, codes with figures («H5N1»), ký hiệu and texts all in capitals are passed over.
    """
    clear = {*known, *_NEED_NONE}
    found: list[Abbreviation] = []
    for index, text in enumerate(texts):
        explained = list(_explained(text))
        for short, offset in _used(text):
            clear.update(name for name, place in explained if place <= offset)
            if not _is_clear(short, clear):
                found.append(Abbreviation(short, index, offset))
                clear.add(short)
        clear.update(name for name, _ in explained)
    return found


def _is_clear(short: str, clear: set[str]) -> bool:
    parts = re.split("[&-]", short)
    return short in clear or (len(parts) > 1 and all(part in clear for part in parts))


def _used(text: str) -> Iterator[tuple[str, int]]:
    """The abbreviations in `text` with their offsets."""
    if text == text.upper():
        return
    taken = [match.span() for match in (*references(text), *_headings(text))]
    for match in _ABBREVIATION.finditer(text):
        capitals = sum(sign.isupper() for sign in match[0])
        is_code = any(sign.isdecimal() for sign in match[0])
        if capitals < 2 or is_code or _ROMAN.fullmatch(match[0]) or any(start <= match.start() < end for start, end in taken):
            continue
        yield match[0], match.start()


def _headings(text: str) -> Iterator[re.Match[str]]:
    """Words written in capitals, known by their marks: «ỦY BAN NHÂN DÂN tỉnh»."""
    return (match for match in _CAPITALS.finditer(text) if _MARKED.search(match[0]))


def _explained(text: str) -> Iterator[tuple[str, int]]:
    """The abbreviations `text` explains, each with the place from which it may be used."""
    for match in _BRACKETS.finditer(text):
        inner = match[1].strip(" \"“”«»'")
        if match.start() and inner and (bare := _AND.sub("", inner)) == bare.upper():
            yield from ((short[0], match.start()) for short in _ABBREVIATION.finditer(inner))
            yield inner, match.start()
    for match in _CALLED.finditer(text):
        yield match["short"], match.start()
    for match in _ABBREVIATION.finditer(text):
        if _EXPLANATION.match(text, match.end()):
            yield match[0], match.start()


def abbreviation_faults(texts: Sequence[str], known: Collection[str] = ()) -> Iterator[Fault]:
    """Abbreviations used before they are explained, explained twice, or explained and never used."""
    for short, index, offset in abbreviations(texts, known):
        hint = f"viết đầy đủ lần đầu, ví dụ «… ({short})»."
        message = f"Chữ viết tắt «{short}» chưa được giải thích trước đó."
        yield _at("viet-tat-chua-giai-thich", short, index, offset, message, hint)
    first: dict[str, tuple[int, int]] = {}
    for index, text in enumerate(texts):
        for short, offset in _spelled_out(text):
            if short in first:
                hint = f"lần sau chỉ viết: {short}."
                yield _at(
                    "viet-tat-giai-thich-lai", short, index, offset, f"Chữ viết tắt «{short}» đã được giải thích ở trên.", hint
                )
            first.setdefault(short, (index, offset))
    for short, (index, offset) in first.items():
        if not any(re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text) for text in _without(texts, index, offset, short)):
            message = f"Chữ viết tắt «{short}» được giải thích nhưng không dùng lại."
            yield replace(_at("viet-tat-khong-dung", short, index, offset, message, "bỏ chữ viết tắt này."), severity=INFO)


def _at(code: str, short: str, index: int, offset: int, message: str, hint: str) -> Fault:
    return Fault(code, offset, offset + len(short), short, message, hint, paragraph=index)


def _spelled_out(text: str) -> Iterator[tuple[str, int]]:
    """The abbreviations in brackets right after the words they are made of: «cải cách hành chính (CCHC)»."""
    for match in re.finditer(r"\((?P<short>[A-ZĐ][A-ZĐ0-9&-]+)\)", text):
        letters = re.sub(r"[\d&-]", "", without_marks(match["short"]))
        words = re.findall(r"[^\W\d_]+", without_marks(text[: match.start()]))[-len(letters) :]
        if len(letters) > 1 and "".join(word[0].upper() for word in words) == letters:
            yield match["short"], match.start("short")


def _without(texts: Sequence[str], index: int, offset: int, short: str) -> Iterator[str]:
    """The texts with the explanation itself left out."""
    for place, text in enumerate(texts):
        yield text if place != index else text[:offset] + " " + text[offset + len(short) :]
