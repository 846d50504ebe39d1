"""Words of an earlier plan → the same words some years later, and the years in them that a person has to look at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kehoach_gen.renewal.model import Decision, excerpt
from kehoach_gen.vietnamese.references import references

Span = tuple[int, int]
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_IN_PROSE = re.compile(r"(?:(?<=năm )|(?<=đoạn )|(?<=[/.–(-]))(?:19|20)\d{2}(?!\d)", re.IGNORECASE)
_RANGE = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d{2}) ?[-–] ?(?P<last>(?:19|20)\d{2})(?!\d)")
_DATE = re.compile(r"(?<!\d)\d{1,2}(?:[/.-]\d{1,2}[/.-]| tháng \d{1,2},? năm )(?:19|20)\d{2}(?!\d)", re.IGNORECASE)
_BY = re.compile(r"(?:trước|chậm nhất|muộn nhất|đến|hết|từ|hạn)(?: (?:là|vào|hết|ngày|trước))* ?$", re.IGNORECASE)
"""What stands before a day that is a deadline."""
_LAW = re.compile(r"\b(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh) ")
_CLAUSE_END = re.compile(r";|\n|\.(?=\s)|$")


@dataclass(frozen=True)
class Years:
    """The years a plan runs in, and those of the plan that is to follow it."""

    first: int
    last: int
    by: int

    def later(self, text: str) -> str:
        """A time (a deadline, a day) with all its years moved, in its own style; those in numbers of documents stay."""
        taken = [match.span() for match in references(text)]
        return _YEAR.sub(lambda year: year[0] if _inside(year.span(), taken) else self._moved(year[0]), text)

    def in_prose(self, text: str) -> tuple[str, tuple[Decision, ...]]:
        """Running text with the plan's own years moved, as long as it was; years of what is past and of what is cited stay,
        and are to be decided on."""
        numbers = [match.span() for match in references(text)]
        places = [found for found in _IN_PROSE.finditer(text) if not _inside(found.span(), numbers)]
        moved = [found.start() for found in places if self._is_own(found, text)]
        new = text
        for start in moved:
            new = new[:start] + self._moved(new[start : start + 4]) + new[start + 4 :]
        return new, tuple(dict.fromkeys(self._doubts([found for found in places if found.start() not in moved], new)))

    def _moved(self, year: str) -> str:
        return str(int(year) + self.by)

    def _is_own(self, found: re.Match[str], text: str) -> bool:
        if _inside(found.span(), _cited(text)):
            return False
        if (period := _around(_RANGE, found, text)) is not None:
            return (int(period["first"]), int(period["last"])) == (self.first, self.last)
        if not self.first <= int(found[0]) <= self.last:
            return False
        day = _around(_DATE, found, text)
        return day is None or _BY.search(text[: day.start()]) is not None

    def _doubts(self, places: list[re.Match[str]], text: str) -> Iterator[Decision]:
        told: set[Span] = set()
        for found in places:
            period = _around(_RANGE, found, text)
            clause = next((span for span in _cited(text) if _inside(found.span(), [span])), None)
            if period is not None:
                if int(period["last"]) < self.first + self.by:
                    words = excerpt(text, *period.span())
                    yield Decision("nam-can-xem", f"Giai đoạn {period[0]} đã hết: {words}.", "thay bằng giai đoạn hiện nay.")
            elif clause is None:
                hint = f"nếu là kết quả, căn cứ của năm trước thì cập nhật (thường là {self._moved(found[0])})."
                yield Decision("nam-can-xem", f"Năm {found[0]} giữ nguyên: {excerpt(text, *found.span())}.", hint)
            elif self.first <= int(found[0]) <= self.last and clause not in told:
                told.add(clause)
                message = f"Văn bản viện dẫn là của năm {found[0]}: {excerpt(text, clause[0], found.end())}."
                hint = f"nếu mỗi năm có một văn bản thì viện dẫn văn bản của năm {self._moved(found[0])}."
                yield Decision("van-ban-nam-cu", message, hint)


def _cited(text: str) -> list[Span]:
    """What speaks of a cited document: from its number, or the name of a law, to the end of the clause."""
    starts = [match.start() for match in (*references(text), *_LAW.finditer(text))]
    ends = (_CLAUSE_END.search(text, start) for start in starts)
    return [(start, end.start()) for start, end in zip(starts, ends, strict=True) if end]


def _inside(span: Span, spans: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _around(form: re.Pattern[str], found: re.Match[str], text: str) -> re.Match[str] | None:
    """The match of `form` in which `found` stands."""
    return next((match for match in form.finditer(text) if _inside(found.span(), [match.span()])), None)
