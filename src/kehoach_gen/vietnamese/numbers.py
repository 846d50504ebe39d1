"""Numbers as officials type them → values: «1.234», «95,5%», «02», «12/15»."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kehoach_gen.vietnamese.fold import fold


@dataclass(frozen=True)
class Number:
    """A number found in a text; `is_share` where it is followed by a percent sign."""

    value: Decimal
    text: str
    is_share: bool = False


_NUMBER = re.compile(r"(?<![\w.,/])(?P<digits>\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.])|\d+(?:[.,]\d+)?)(?P<share>\s*%)?")


def numbers(text: str) -> tuple[Number, ...]:
    """Every number of the text, in its order. A full stop before three digits groups thousands; else it is a comma."""
    return tuple(_number(found) for found in _NUMBER.finditer(text))


def _number(found: re.Match[str]) -> Number:
    digits = found["digits"]
    grouped = re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits)
    plain = digits.replace(".", "").replace(",", ".") if grouped else digits.replace(",", ".")
    return Number(Decimal(plain), found[0].strip(), bool(found["share"]))


_RATIO = re.compile(r"(?<![\w./])(?P<part>\d+)\s*/\s*(?P<whole>\d+)(?![\w/])")


def ratios(text: str) -> tuple[tuple[int, int], ...]:
    """(part, whole) of each «12/15» in the text; a date or a document's number is none."""
    return tuple((int(found["part"]), int(found["whole"])) for found in _RATIO.finditer(text))


_TOTAL = re.compile(r"\b(?:tổng số|tổng cộng|tổng)\b\D{0,40}?(?P<total>\d+)(?P<rest>.*)", re.DOTALL)
_PART = re.compile(r"(?<![\w.,/])\d+(?![\w.,]*[\d%/])")


def total_and_parts(text: str) -> tuple[int, tuple[int, ...]] | None:
    """What a text states as a total and after it as its parts: «Tổng số 20: đúng hạn 15, quá hạn 5» → 20, (15, 5).

    None where it states no total, or fewer than two parts."""
    found = _TOTAL.search(fold(text))
    if not found:
        return None
    parts = tuple(int(part) for part in _PART.findall(found["rest"]))
    return (int(found["total"]), parts) if len(parts) > 1 else None
