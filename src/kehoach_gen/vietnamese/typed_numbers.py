"""The number a person typed at the head of a paragraph, where the machine would number by itself."""

import re
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from kehoach_gen.vietnamese.letters import MARKED_CAPITALS, letter_position, roman_number

NumberKind = Literal["phan", "chuong", "muc", "dieu", "khoan", "diem", "nhieu_cap", "gach", "cong"]


@dataclass(frozen=True)
class TypedNumber:
    """`text[:length]` is the number with the blank after it; `value` counts from 1, None for a dash or an unused letter."""

    kind: NumberKind
    value: int | None
    length: int


def typed_number(text: str) -> TypedNumber | None:
    """The number that opens `text`: «I. », «1. », «1) », «a) », «1.1. », «- », «+ », «Phần I», «Điều 1. »; None for none.

    «5 ngày làm việc», «100% văn bản», «2023 là năm…», «1.500 hồ sơ», «15. 6. 2023» open with a figure, not with a number.
    """
    for kind, form in _FORMS:
        if found := form.match(text):
            return TypedNumber(kind, _value(kind, found), found.end())
    return None


def _value(kind: NumberKind, found: re.Match[str]) -> int | None:
    number = found.groupdict().get("number")
    if number is None:
        return None
    if number.isdecimal():
        return int(number)
    if kind == "diem":
        position = letter_position(normalize("NFC", number))
        return None if position is None else position + 1
    return roman_number(number.upper()) or _ORDINALS.get(normalize("NFC", number.lower()))


_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}


def _word(*words: str) -> str:
    """A pattern for any of the words, composed or not."""
    forms = {normalize(form, word) for word in words for form in ("NFC", "NFD")}
    return f"(?:{'|'.join(sorted(forms))})"


_BLANK = "[ \u00a0]"
_END = rf"(?:[.:]{_BLANK}*|{_BLANK}*(?=$|\n)|{_BLANK}*[-–]{_BLANK}+|{_BLANK}+(?=[A-ZĐ{MARKED_CAPITALS}]{{2}}))"
"""After «Phần I»: a stop, the end of the line, or a title in capitals; in «Phần II của Kế hoạch» it is part of the sentence."""

_ROOM = rf"(?:{_BLANK}+|(?=$|\n))"
_NO_DATE = r"(?!\s*\d{1,2}\.\s*\d{4})"


def _headed(*words: str) -> re.Pattern[str]:
    """«Phần I», «Điều 1.», «Phần thứ nhất»."""
    number = rf"(?:{_word('thứ')} )?(?P<number>[IVX]+|\d{{1,3}}|{_word(*_ORDINALS)})"
    return re.compile(rf"\s*(?i:{_word(*words)}{_BLANK}+{number}){_END}")


_FORMS: tuple[tuple[NumberKind, re.Pattern[str]], ...] = (
    ("phan", _headed("phần")),
    ("chuong", _headed("chương")),
    ("muc", _headed("mục")),
    ("dieu", _headed("điều")),
    ("nhieu_cap", re.compile(rf"\s*(?:[IVX]+|\d{{1,2}})(?:\.\d{{1,2}})*\.(?P<number>\d{{1,2}})(?:\.{_ROOM}|\){_BLANK}*)")),
    ("muc", re.compile(rf"\s*(?P<number>[IVX]+)(?:\.(?:{_ROOM}|(?=[^\W\d_]{{2}}))|{_BLANK}?[/)-]{_ROOM})(?![A-Z]\.)")),
    ("khoan", re.compile(rf"\s*(?P<number>\d{{1,2}})(?:\.(?:{_ROOM}|(?=[^\W\d_])){_NO_DATE}|[/)]{_ROOM}|\)(?=[^\W\d_]))")),
    ("diem", re.compile(rf"\s*(?P<number>[a-zđ])(?:[.]{_ROOM}|\){_BLANK}*|/{_ROOM})")),
    ("gach", re.compile(rf"\s*(?:[-–—•*·]{_ROOM}|[-–—•](?=[^\W\d_]))")),
    ("cong", re.compile(rf"\s*\+(?:{_ROOM}|(?=[^\W\d_]))")),
)
