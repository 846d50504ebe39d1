"""The reporting calendar: by when each level sends its report of a period, by law, by default, or by the office's own file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from kehoach_gen.calendar.period import Period, Versions, in_force, parse_period, read_versions, why_no_period
from kehoach_gen.calendar.workdays import WEEKENDS_ONLY, Holidays, to_day
from kehoach_gen.problem import ERROR, WARNING, Problem
from kehoach_gen.problem.model import Severity
from kehoach_gen.source.model import Located, Path
from kehoach_gen.source.to_value import validate
from kehoach_gen.vietnamese.dates import short_date
from kehoach_gen.vietnamese.fold import fold

Level = Literal["xa", "huyen", "so", "tinh"]

LEVELS: dict[Level, str] = {"xa": "cấp xã", "huyen": "cấp huyện", "so": "các sở, ban, ngành", "tinh": "UBND tỉnh"}
"""Who reports, in the order in which reports come in. «tinh» is the province's own report to the ministry."""

TERMS, SINGLE = "han_gui", "rieng_tung_ky"


@dataclass(frozen=True)
class Term:
    """By when, in any period: so many working days after the figures close, or a day of the period's last month."""

    workdays: int | None = None
    day: int | None = None


@dataclass(frozen=True)
class ReportCalendar:
    """What an office has set itself; for all else the defaults hold."""

    terms: Mapping[Level, Term] = field(default_factory=dict)
    days: Mapping[tuple[str, Level], date] = field(default_factory=dict)
    """The day of one level in one period, by the period's id."""


def deadline(period: Period, level: Level, calendar: ReportCalendar, holidays: Holidays) -> date:
    """The last day to send the report: a working day, at least one working day after the figures close.

    A day off moves on to the next working day. The province's own day moves back, and is never past the day until which
    the ministry takes reports: that day is a limit, not ours to move.
    """
    wished = calendar.days.get((period.id, level)) or _day_by_term(period, level, calendar, holidays)
    first = earliest(period, holidays)
    if level == "tinh":
        return max(holidays.previous_working_day(min(wished, latest(period)[0])), first)
    return max(holidays.next_working_day(wished), first)


def consolidator(level: Level, period: Period) -> Level | None:
    """The level that puts the reports of `level` together; None for the province."""
    found: Level | None = None if level == "tinh" else _rule(level, period)["gui_ve"]
    return found


def _day_by_term(period: Period, level: Level, calendar: ReportCalendar, holidays: Holidays) -> date:
    last = period.window.last
    term = calendar.terms.get(level) or _default(level, period)
    if term.day is not None:
        return last.replace(day=term.day)
    return holidays.add_working_days(last, term.workdays or 0)


def _default(level: Level, period: Period) -> Term:
    if level == "tinh":
        return Term(day=latest(period)[0].day)
    return _term(_rule(level, period)["han"]) or Term()


def earliest(period: Period, holidays: Holidays) -> date:
    """The first day a report of the period may be due: one working day after its figures close (NĐ 09/2019/NĐ-CP, Điều 8)."""
    return holidays.add_working_days(period.window.last, _rule("khoang_cach", period)["so_ngay_lam_viec"])


def latest(period: Period, *, of_province: bool = True) -> tuple[date, str]:
    """The last day the law allows, and its article; for the levels below the province's general limit."""
    rule = _rule("muon_nhat_cchc" if of_province and period.is_in_cchc_set else "muon_nhat", period)
    return period.window.last.replace(day=rule["ngay"]), rule["dieu"]


def _rule(name: str, period: Period) -> dict[str, Any]:
    return in_force(_law()[name], period.window.last)


@lru_cache(maxsize=1)
def _law() -> dict[str, Versions]:
    return read_versions("report_calendar.toml")


# The office's own file

_WORKDAYS = re.compile(r"(?:sau )?0?(?P<count>\d{1,2}) ngày làm việc")
_DAY = re.compile(r"(?:chậm nhất )?ngày (?P<day>\d{1,2})")


def _term(text: str) -> Term | None:
    words = fold(text)
    if found := _WORKDAYS.fullmatch(words):
        return Term(workdays=int(found["count"]))
    found = _DAY.fullmatch(words)
    return Term(day=int(found["day"])) if found else None


def _to_term(value: Any) -> Any:
    if not isinstance(value, str) or not value.strip():
        return value or None
    if term := _term(value):
        return term
    hint = "viết «2 ngày làm việc» (sau ngày chốt số liệu) hoặc «ngày 18» (của tháng cuối kỳ)."
    raise PydanticCustomError("han-gui-sai-dang", "Không đọc được hạn gửi «{text}».", {"text": value, "hint": hint})


def _to_date(value: Any) -> Any:
    return None if value == "" else to_day(value)


def _to_period(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if period := parse_period(value):
        return period
    why = why_no_period(value)
    context = {"text": value, "reason": why.reason, "hint": why.hint}
    raise PydanticCustomError("ky-bao-cao-la", "Không hiểu kỳ «{text}»: {reason}.", context)


_TermText = Annotated[Term | None, BeforeValidator(_to_term)]
_DateText = Annotated[date | None, BeforeValidator(_to_date)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Terms(_Value):
    xa: _TermText = Field(None, alias="xa", description="hạn gửi của cấp xã")
    huyen: _TermText = Field(None, alias="huyen", description="hạn gửi của cấp huyện")
    so: _TermText = Field(None, alias="so", description="hạn gửi của các sở, ban, ngành")
    tinh: _TermText = Field(None, alias="tinh", description="hạn UBND tỉnh gửi Bộ Nội vụ")


class _Single(_Value):
    period: Annotated[Period, BeforeValidator(_to_period)] = Field(alias="ky", description="mã kỳ báo cáo, ví dụ 2023-Q3")
    xa: _DateText = Field(None, alias="xa", description="ngày/tháng/năm")
    huyen: _DateText = Field(None, alias="huyen", description="ngày/tháng/năm")
    so: _DateText = Field(None, alias="so", description="ngày/tháng/năm")
    tinh: _DateText = Field(None, alias="tinh", description="ngày/tháng/năm")


class _File(_Value):
    terms: _Terms = Field(default_factory=_Terms, alias=TERMS, description="hạn gửi chung cho mọi kỳ")
    single: tuple[_Single, ...] = Field((), alias=SINGLE, description="hạn gửi riêng của từng kỳ")


def load_calendar(raw: Located | None, holidays: Holidays = WEEKENDS_ONLY) -> tuple[ReportCalendar, list[Problem]]:
    """The calendar of `lich-bao-cao.yaml`, or the defaults without that file.

    What the law rules out is an error and left out of the calendar; a file that cannot be read gives the defaults.
    """
    if raw is None:
        return ReportCalendar(), []
    file, problems = validate(raw, _File)
    if file is None:
        return ReportCalendar(), problems
    reader = _Reader(raw, holidays)
    for level in LEVELS:
        if term := getattr(file.terms, level):
            reader.read_term(level, term)
    for index, item in enumerate(file.single):
        reader.read_single(index, item)
    reader.compare()
    return reader.calendar, reader.problems


@dataclass
class _Reader:
    """What was taken from the file so far, and what was wrong with it."""

    raw: Located
    holidays: Holidays
    terms: dict[Level, Term] = field(default_factory=dict)
    days: dict[tuple[str, Level], date] = field(default_factory=dict)
    paths: dict[tuple[str, Level], Path] = field(default_factory=dict)
    periods: list[Period] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def calendar(self) -> ReportCalendar:
        return ReportCalendar(self.terms, self.days)

    def report(self, path: Path, severity: Severity, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(code, severity, self.raw.place(path), message, hint))

    def read_term(self, level: Level, term: Term) -> None:
        path, words = (TERMS, level), f"«{self.raw.data[TERMS][level].strip()}»"
        limit, article = latest(_LATEST, of_province=level == "tinh")
        ministry, ministry_article = latest(_LATEST)
        close = _LATEST.window.last
        if _is_early(term):
            hint = f"viết từ ngày {close.day + 1}, hoặc từ 1 ngày làm việc."
            self.report(path, ERROR, "han-gui-som", _too_early(words, f"ngày {close.day} của tháng cuối kỳ", _LATEST), hint)
        elif _passes(term, limit):
            message = f"Hạn {words} có thể sau ngày {limit.day} của tháng cuối kỳ, là ngày muộn nhất ({article})."
            self.report(path, ERROR, "han-gui-muon", message, f"viết ngày {limit.day} hoặc sớm hơn.")
        else:
            self.terms[level] = term
            if level != "tinh" and _passes(term, ministry - timedelta(days=1)):
                message = f"Hạn {words} có kỳ không trước ngày UBND tỉnh gửi Bộ Nội vụ, ngày {ministry.day} ({ministry_article})."
                self.report(path, WARNING, "han-gui-khong-kip", message, _EARLIER)

    def read_single(self, index: int, item: _Single) -> None:
        if item.period in self.periods:
            message = f"Kỳ {item.period.id} ghi hai lần."
            self.report((SINGLE, index, "ky"), ERROR, "ky-bao-cao-trung", message, "gộp hai mục làm một.")
            return
        self.periods.append(item.period)
        for level in LEVELS:
            if day := getattr(item, level):
                self.read_day((SINGLE, index, level), item.period, level, day)

    def read_day(self, path: Path, period: Period, level: Level, day: date) -> None:
        words, first = short_date(day), earliest(period, self.holidays)
        limit, article = latest(period, of_province=level == "tinh")
        if day < first:
            message = _too_early(words, f"ngày {short_date(period.window.last)}", period)
            self.report(path, ERROR, "han-gui-som", message, f"viết {short_date(first)} hoặc sau đó.")
        elif day > limit:
            message = f"Hạn {words} sau {short_date(limit)}, là ngày muộn nhất của kỳ {period.id} ({article})."
            self.report(path, ERROR, "han-gui-muon", message, f"viết {short_date(limit)} hoặc sớm hơn.")
        else:
            self.days[period.id, level], self.paths[period.id, level] = day, path
            used = deadline(period, level, self.calendar, self.holidays)
            if used != day:
                message = f"Hạn {words} là ngày nghỉ nên tính là {short_date(used)}."
                self.report(path, WARNING, "han-gui-ngay-nghi", message, f"viết {short_date(used)}, hoặc xem lại ngay-nghi.csv.")

    def compare(self) -> None:
        """Says which of the days leave no time to those who put the reports together."""
        for period in self.periods:
            for lower in LEVELS:
                upper = consolidator(lower, period)
                path = self.paths.get((period.id, lower)) or (upper and self.paths.get((period.id, upper)))
                if not upper or not path:
                    continue
                first, then = (deadline(period, one, self.calendar, self.holidays) for one in (lower, upper))
                if first >= then:
                    message = (
                        f"Kỳ {period.id}: hạn của {LEVELS[lower]} ({short_date(first)}) không trước hạn của "
                        f"{LEVELS[upper]} ({short_date(then)}), nơi nhận để tổng hợp."
                    )
                    self.report(path, WARNING, "han-gui-khong-kip", message, _EARLIER)


_LATEST = Period(2100, "Y")
"""A period far ahead: terms that hold for any period are judged by the newest law."""

_EARLIER = "viết hạn sớm hơn, để nơi nhận có ít nhất một ngày làm việc tổng hợp."


def _too_early(words: str, close: str, period: Period) -> str:
    rule = _rule("khoang_cach", period)
    gap = f"đến hạn phải có ít nhất {rule['so_ngay_lam_viec']} ngày làm việc ({rule['dieu']})"
    return f"Hạn {words} sớm quá: số liệu chốt hết {close}, từ đó {gap}."


def _is_early(term: Term) -> bool:
    if term.day is not None:
        return term.day <= _LATEST.window.last.day
    gap: int = _rule("khoang_cach", _LATEST)["so_ngay_lam_viec"]
    return (term.workdays or 0) < gap


def _passes(term: Term, limit: date) -> bool:
    """Whether in some month the term ends after the limit, holidays apart."""
    if term.day is not None:
        return term.day > limit.day
    length = limit.day - _LATEST.window.last.day
    surely = min(sum((start + step) % 7 < 5 for step in range(length)) for start in range(7))
    return (term.workdays or 0) > surely
