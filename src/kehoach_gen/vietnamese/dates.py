"""Dates ↔ the words of a document (NĐ 30/2020, Phụ lục I, II.4)."""

import datetime
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from kehoach_gen.vietnamese.fold import tidy

BLANK = "\u00a0" * 6
"""Room for a day or a month written by hand; not breakable, not collapsed."""


@dataclass(frozen=True)
class ImpossibleDate:
    """Words that have the form of a date and name no day of the calendar."""

    text: str
    reason: str
    suggestion: datetime.date | None = None
    """The date that was probably meant, to be shown, never to be used."""

    @property
    def hint(self) -> str:
        """What to write, in words where the person wrote in words."""
        if self.suggestion is None:
            return "xem lại ngày, tháng, năm."
        day, in_words = self.suggestion, "tháng" in self.text.lower()
        return f"viết {full_date(day.day, day.month, day.year) if in_words else short_date(day)}."


@dataclass(frozen=True)
class PartialDate:
    """A date of which only the year is sure to be known."""

    day: int | None
    month: int | None
    year: int


def full_date(day: int | None, month: int | None, year: int) -> str:
    """«ngày 05 tháng 01 năm 2020»: days under 10 and months 1, 2 take a zero, months 3 to 9 do not; BLANK for an unknown."""
    day_words = BLANK if day is None else f"{day:02}"
    month_words = BLANK if month is None else f"{month:02}" if month < 3 else str(month)
    return f"ngày {day_words} tháng {month_words} năm {year:04}"


def short_date(date: datetime.date) -> str:
    """«05/01/2020»."""
    return f"{date.day:02}/{date.month:02}/{date.year:04}"


def printed_date(date: datetime.date) -> str:
    """«05/01/2020», «30/6/2023»: zeros as in the date of a document (NĐ 30/2020, Phụ lục I, II.4.c)."""
    month = f"{date.month:02}" if date.month < 3 else str(date.month)
    return f"{date.day:02}/{month}/{date.year:04}"


def real_date(text: str, day: int, month: int, year: int) -> datetime.date | ImpossibleDate:
    """The date of these three numbers, or why there is none; `text` is what the person wrote."""
    if not 1 <= year <= 9999:
        return ImpossibleDate(text, f"không có năm {year:04}")
    if not 1 <= month <= 12:
        return ImpossibleDate(text, "một năm có 12 tháng", _swapped(day, month, year))
    days = monthrange(year, month)[1]
    if 1 <= day <= days:
        return datetime.date(year, month, day)
    if day == 0:
        return ImpossibleDate(text, "ngày trong tháng đếm từ 1")
    of_year = f" năm {year}" if month == 2 else ""
    suggestion = datetime.date(year, month, days) if days < day <= 31 else None
    return ImpossibleDate(text, f"tháng {month}{of_year} có {days} ngày", suggestion)


_WRITTEN = re.compile(
    r"(?<![\d/.,-])(?P<day>\d{1,2})(?P<sign>[/-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})(?![\d/])"
    r"|(?<!\w)ngày (?P<day2>\d{1,2}) tháng (?P<month2>\d{1,2}),? năm (?P<year2>\d{4})(?!\d)",
    re.IGNORECASE,
)


def impossible_dates(text: str) -> Iterator[tuple[re.Match[str], ImpossibleDate]]:
    """The dates written in a text that are none: «31/11/2025», «ngày 31 tháng 11 năm 2025»."""
    for match in _WRITTEN.finditer(text):
        day, month, year = (int(match[name] or match[f"{name}2"]) for name in ("day", "month", "year"))
        found = real_date(match[0], day, month, year)
        if isinstance(found, ImpossibleDate):
            yield match, found


def parse_date(text: str) -> datetime.date | ImpossibleDate | None:
    """The day that all of `text` names, in any usual form; None where it is not the form of a date.

    Read: 15/6/2023, 15-6-2023, 15.6.2023, ngày 15 tháng 6 năm 2023, 2023-06-15. A year of two digits is not read.
    """
    for form in _DATE_FORMS:
        if found := form.fullmatch(tidy(text)):
            return real_date(tidy(text), int(found["day"]), int(found["month"]), int(found["year"]))
    return None


def parse_partial_date(text: str) -> PartialDate | ImpossibleDate | None:
    """The date, month or year that all of `text` names: 15/6/2023, 6/2023, tháng 6 năm 2023, ngày … tháng 6 năm 2023, 2023."""
    date = parse_date(text)
    if isinstance(date, datetime.date):
        return PartialDate(date.day, date.month, date.year)
    if date is not None:
        return date
    found = _PARTIAL_FORM.fullmatch(tidy(text))
    if not found:
        return None
    month = int(found["month"] or found["number"] or 1)
    first_day = real_date(tidy(text), 1, month, int(found["year"]))
    if isinstance(first_day, ImpossibleDate):
        return ImpossibleDate(first_day.text, first_day.reason)
    return PartialDate(None, month if found["month"] or found["number"] else None, first_day.year)


def _swapped(day: int, month: int, year: int) -> datetime.date | None:
    """The date with day and month changed over, as Americans write it: 06/15/2023."""
    return datetime.date(year, day, month) if 1 <= day <= 12 and month <= monthrange(year, day)[1] and month > 0 else None


_WORDS = re.IGNORECASE
_DATE_FORMS = (
    re.compile(r"(?:ngày )?(?P<day>\d{1,2}) ?(?P<sign>[/.-]) ?(?P<month>\d{1,2}) ?(?P=sign) ?(?P<year>\d{4})", _WORDS),
    re.compile(r"(?:ngày )?(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}),? năm (?P<year>\d{4})", _WORDS),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", _WORDS),
)
_NO_NUMBER = r"[.…_ ]*"
_PARTIAL_FORM = re.compile(
    rf"(?:(?:ngày{_NO_NUMBER})?tháng (?P<month>\d{{1,2}}) ?(?:,? năm |[/.-] ?)"
    rf"|(?:ngày{_NO_NUMBER}/ ?)?(?P<number>\d{{1,2}}) ?[/.-] ?"
    rf"|(?:ngày{_NO_NUMBER}tháng{_NO_NUMBER})?năm |)(?P<year>\d{{4}})",
    _WORDS,
)
