"""A run of days as officials name it: «quý IV/2023», «tháng 10-11/2023», «6 tháng đầu năm 2023», «15/6/2023»."""

import datetime
import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace

from kehoach_gen.calendar.model import DeadlineKind
from kehoach_gen.vietnamese.dates import ImpossibleDate, real_date
from kehoach_gen.vietnamese.letters import roman_number


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`, both included; `kind` is the unit that names them."""

    kind: DeadlineKind
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Doubt:
    """Why words that look like a time name no sure run of days: a clause, and what to write."""

    reason: str
    hint: str


def span(words: str, year: int | None) -> Span | Doubt | None:
    """The days that all of `words` (folded) name, in `year` where they name none; None where they are no such name."""
    for form, build in _FORMS:
        if found := form.fullmatch(words):
            own_year = int(found["year"]) if found["year"] else year
            if own_year is not None and own_year not in _LIKELY_YEARS:
                return Doubt(f"không thể là năm {own_year:04}", "xem lại năm.")
            return build(found, own_year)
    return None


def span_between(first: str, last: str, year: int | None, *, same_kind: bool) -> Span | Doubt | None:
    """The days from `first` to `last` (folded words); what the first leaves out is taken from the last.

    None where `same_kind` is asked and one end is, say, a day and the other a year, as in «15/6-2023».
    """
    end = span(last, year)
    if not isinstance(end, Span):
        return end
    if end.kind == "date" and (day := _DAY_ALONE.fullmatch(first)):
        first = f"{day['day']}/{end.last.month}"
    start = span(first, end.last.year)
    if not isinstance(start, Span):
        return start
    if same_kind and start.kind != end.kind:
        return None
    if start.first > end.last:
        return _BACKWARDS
    return replace(end, first=start.first)


def _quarters(found: re.Match[str], year: int | None) -> Span | Doubt:
    numbers = [int(one) if one.isdecimal() else roman_number(one.upper()) or 0 for one in _NUMBER.findall(found["numbers"])]
    if any(not 1 <= number <= 4 for number in numbers):
        return Doubt("một năm có bốn quý", "viết quý I, II, III hoặc IV.")
    if year is None:
        return Doubt("chưa ghi năm", "viết thêm năm, ví dụ: Quý IV/2023.")
    if not _is_run(numbers, found["numbers"]):
        return _not_a_run(numbers, "quý", "Quý I/2023; Quý IV/2023")
    return _months_span("quarter", year, 3 * numbers[0] - 2, 3 * numbers[-1])


def _months(found: re.Match[str], year: int | None) -> Span | Doubt:
    numbers = [int(one) for one in _NUMBER.findall(found["numbers"])]
    if any(not 1 <= number <= 12 for number in numbers):
        return Doubt("một năm có 12 tháng", "viết tháng từ 1 đến 12.")
    if year is None:
        return Doubt("chưa ghi năm", "viết thêm năm, ví dụ: Tháng 12/2023.")
    if not _is_run(numbers, found["numbers"]):
        return _not_a_run(numbers, "tháng", "Tháng 3/2023; Tháng 6/2023")
    return _months_span("month", year, numbers[0], numbers[-1])


def _part_of_year(found: re.Match[str], year: int | None) -> Span | Doubt:
    if year is None:
        return Doubt("chưa ghi năm", "viết thêm năm, ví dụ: 6 tháng đầu năm 2023.")
    count = _COUNTS[found["count"].lstrip("0")]
    return _months_span("month", year, 13 - count, 12) if found["side"] == "cuối" else _months_span("month", year, 1, count)


def _years(found: re.Match[str], year: int | None) -> Span | Doubt:
    first = int(found["year"])
    last = int(found["last"] or first)
    if first > last or last not in _LIKELY_YEARS:
        return Doubt(f"không thể là năm {first:04}-{last:04}", "xem lại năm đầu và năm cuối.")
    return Span("year", datetime.date(first, 1, 1), datetime.date(last, 12, 31))


def _day(found: re.Match[str], year: int | None) -> Span | Doubt:
    if not found["year"] and int(found["month"]) > 12:
        return Doubt("một năm có 12 tháng", "nếu là tháng và năm, viết đủ bốn chữ số của năm, ví dụ: Tháng 12/2023.")
    if year is None:
        return Doubt("chưa ghi năm", f"viết thêm năm, ví dụ: {found['day']}/{found['month']}/2023.")
    date = real_date(found[0], int(found["day"]), int(found["month"]), year)
    if isinstance(date, ImpossibleDate):
        return Doubt(date.reason, date.hint)
    return Span("date", date, date)


def _months_span(kind: DeadlineKind, year: int, first: int, last: int) -> Span:
    return Span(kind, datetime.date(year, first, 1), datetime.date(year, last, monthrange(year, last)[1]))


def _is_run(numbers: list[int], words: str) -> bool:
    """«II-IV» names a run by its ends; «II, III» by each of its parts, which must follow each other."""
    if len(numbers) == 2 and ("-" in words or "đến" in words):
        return numbers[0] <= numbers[1]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _not_a_run(numbers: list[int], unit: str, example: str) -> Doubt:
    if len(numbers) == 2 and numbers[0] > numbers[1]:
        return _BACKWARDS
    return Doubt(f"các {unit} không nối tiếp nhau", f"viết thành từng mốc, ví dụ: {example}.")


_LIKELY_YEARS = range(1900, 2101)
_BACKWARDS = Doubt("ngày bắt đầu ở sau ngày kết thúc", "ghi năm cho cả hai, ví dụ: Từ tháng 10/2023 đến tháng 3/2024.")
_COUNTS = {"3": 3, "ba": 3, "6": 6, "sáu": 6, "9": 9, "chín": 9}
_NUMBER = re.compile(r"\d+|[ivxlc]+(?![^\W\d_])")
_JOIN = "(?: ?[,-] ?| và | đến )"
_YEAR = r"(?:(?: ?[/.,-] ?|,? năm | )(?P<year>\d{4}))"
_DAY_ALONE = re.compile(r"(?:ngày )?(?P<day>\d{1,2})")
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int | None], Span | Doubt]], ...] = (
    (re.compile(rf"quý (?P<numbers>(?:[ivxlc]+|\d)(?:{_JOIN}(?:quý )?(?:[ivxlc]+|\d))*){_YEAR}?"), _quarters),
    (re.compile(rf"tháng (?P<numbers>\d{{1,2}}(?:{_JOIN}(?:tháng )?\d{{1,2}})*){_YEAR}?"), _months),
    (re.compile(r"(?P<numbers>\d{1,2}) ?[/.-] ?(?P<year>\d{4})"), _months),
    (re.compile(r"(?P<count>0?[369]|ba|sáu|chín) tháng (?P<side>đầu|cuối) năm(?: (?P<year>\d{4}))?"), _part_of_year),
    (re.compile(r"(?P<count>0?9|chín) tháng(?P<side>) năm (?P<year>\d{4})"), _part_of_year),
    (re.compile(r"(?:năm |các năm |giai đoạn )?(?P<year>\d{4})(?:(?: ?- ?| đến )(?:năm )?(?P<last>\d{4}))?"), _years),
    (re.compile(r"(?:ngày )?(?P<day>\d{1,2}) ?(?P<sign>[/.-]) ?(?P<month>\d{1,2})(?: ?(?P=sign) ?(?P<year>\d{4}))?"), _day),
    (re.compile(rf"(?:ngày )?(?P<day>\d{{1,2}}) tháng (?P<month>\d{{1,2}}){_YEAR}?"), _day),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"), _day),
)
