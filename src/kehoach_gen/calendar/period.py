"""A reporting period: «2023-Q4», its words, and the days whose figures it reports (NĐ 09/2019/NĐ-CP, Điều 12)."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from kehoach_gen.calendar.model import Unreadable
from kehoach_gen.calendar.span import Doubt, Span, span
from kehoach_gen.vietnamese.fold import fold, tidy

PeriodKind = Literal["Q1", "Q2", "Q3", "Q4", "H1", "9M", "Y"]

PERIOD_KINDS: dict[PeriodKind, str] = {
    "Q1": "quý I năm {year}",
    "Q2": "quý II năm {year}",
    "Q3": "quý III năm {year}",
    "Q4": "quý IV năm {year}",
    "H1": "6 tháng đầu năm {year}",
    "9M": "9 tháng năm {year}",
    "Y": "năm {year}",
}
"""The kinds of period, with the words of a document."""

Versions = list[dict[str, Any]]
"""The values of one rule, each with `tu_ngay`, the day it holds from."""


@dataclass(frozen=True)
class Window:
    """The days whose figures a period reports, both included, and the article that says so."""

    first: date
    last: date
    article: str
    is_practice: bool = False
    """Whether provinces do so without a rule of the decree."""


@dataclass(frozen=True)
class Period:
    """One reporting period of one year."""

    year: int
    kind: PeriodKind

    @property
    def id(self) -> str:
        """«2023-Q4», «2023-H1», «2023-9M», «2023»."""
        return str(self.year) if self.kind == "Y" else f"{self.year}-{self.kind}"

    @property
    def words(self) -> str:
        """«quý IV năm 2023», as inside a sentence."""
        return PERIOD_KINDS[self.kind].format(year=self.year)

    @property
    def window(self) -> Window:
        """The days of its figures, by the rule in force when they close."""
        windows = [(row["tu_ngay"], self._window(row)) for row in _law()[self.kind]]
        return next((window for since, window in reversed(windows) if since <= window.last), windows[0][1])

    def _window(self, row: dict[str, Any]) -> Window:
        return Window(self._day(row["tu"]), self._day(row["den"]), row["dieu"], row.get("thong_le", False))

    def _day(self, day: dict[str, int]) -> date:
        return date(self.year + day.get("nam", 0), day["thang"], day["ngay"])

    @property
    def is_in_cchc_set(self) -> bool:
        """Whether it is one of the reports on administrative reform: quý I, 6 tháng, quý III, năm."""
        return self.kind in in_force(_law()["bo_cchc"], self.window.last)["ky"]

    def previous(self) -> "Period":
        """The report on administrative reform that closed last before this period closes: Q1 → H1 → Q3 → year."""
        near = [Period(year, kind) for year in (self.year - 1, self.year) for kind in PERIOD_KINDS]
        closed = [period for period in near if period.is_in_cchc_set and period.window.last < self.window.last]
        return max(closed, key=lambda period: period.window.last)


_LIKELY_YEARS = range(2000, 2101)
_EXAMPLE = 2023
_ID = re.compile(r"(?P<year>\d{4})(?:-(?P<kind>Q[1-4]|H1|9M))?")


def parse_period(text: str) -> Period | None:
    """The period of an id such as «2023-Q4», in either case; None for other words: ask `why_no_period` what to say."""
    found = _ID.fullmatch(tidy(text).upper())
    return _period(int(found["year"]), found["kind"] or "Y") if found else None


def period_in_words(text: str) -> Period | None:
    """The period that words such as «quý III năm 2023», «6 tháng đầu năm 2023» name; None for others."""
    return _meant(fold(text))


def why_no_period(text: str) -> Unreadable:
    """Why `text` is no period, and the id that was probably meant."""
    words = fold(text)
    number = re.search(r"(?<!\d)\d{4}(?!\d)", words)
    year = int(number[0]) if number else _EXAMPLE
    if year not in _LIKELY_YEARS:
        return Unreadable(text, f"không thể là năm {year:04}", f"xem lại năm; ví dụ {Period(_EXAMPLE, 'Q4').id}.")
    usual = f"viết một trong: {', '.join(Period(year, kind).id for kind in PERIOD_KINDS)}."
    if meant := _meant(words):
        return Unreadable(text, "kỳ báo cáo phải ghi bằng mã", f"viết {meant.id} ({meant.words}).")
    if re.search(r"\bh2\b|6 tháng cuối năm", words):
        return Unreadable(text, "không có báo cáo riêng 6 tháng cuối năm", f"dùng báo cáo năm: {year}.")
    if re.search(r"\bq ?(?:[05-9]|\d\d)\b", words):
        return Unreadable(text, "một năm có bốn quý", usual)
    days = span(words, None)
    return Unreadable(text, days.reason if isinstance(days, Doubt) else "đây không phải mã kỳ báo cáo", usual)


def in_force(versions: Versions, day: date) -> dict[str, Any]:
    """The version in force on `day`; before the first, the first."""
    return next((row for row in reversed(versions) if row["tu_ngay"] <= day), versions[0])


def read_versions(name: str) -> dict[str, Versions]:
    """The rules of a data file of this room, the versions of each in the order of their days."""
    data = tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return {rule: sorted(table["gia_tri"], key=lambda row: row["tu_ngay"]) for rule, table in data.items()}


@lru_cache(maxsize=1)
def _law() -> dict[str, Versions]:
    return read_versions("period.toml")


def _period(year: int, code: str) -> Period | None:
    kind = next((kind for kind in PERIOD_KINDS if kind == code), None)
    return Period(year, kind) if kind and year in _LIKELY_YEARS else None


_LOOSE = re.compile(r"(?P<year>\d{4}) ?[-/_.]? ?(?P<kind>q[1-4]|h1|9m)|(?P<kind2>q[1-4]|h1|9m) ?[-/_.]? ?(?P<year2>\d{4})")
_BY_MONTHS = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (1, 9): "9M", (1, 12): "Y"}


def _meant(words: str) -> Period | None:
    """The period that folded words other than an id name: «quý 4/2023», «2023q4», «6 tháng đầu năm 2023»."""
    if found := _LOOSE.fullmatch(words):
        return _period(int(found["year"] or found["year2"]), (found["kind"] or found["kind2"]).upper())
    days = span(words, None)
    if not isinstance(days, Span) or days.first.year != days.last.year or days.kind == "date":
        return None
    return _period(days.last.year, _BY_MONTHS.get((days.first.month, days.last.month), ""))
