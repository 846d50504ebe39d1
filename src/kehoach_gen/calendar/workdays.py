"""Working days: the holidays and the made-up working days of `ngay-nghi.csv`, and counting with them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from kehoach_gen.problem import ERROR, WARNING, Problem
from kehoach_gen.source.model import Located
from kehoach_gen.source.to_value import validate
from kehoach_gen.vietnamese.dates import ImpossibleDate, parse_date, short_date
from kehoach_gen.vietnamese.fold import fold, tidy

OFF, MADE_UP = "nghỉ", "làm bù"
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Holidays:
    """Which days are off beside Saturdays and Sundays, and which of these are worked to make up for another day."""

    days: Mapping[date, str] = field(default_factory=dict)
    """Days off, with their names."""
    made_up: Mapping[date, str] = field(default_factory=dict)
    """Days worked in exchange (hoán đổi): mostly Saturdays."""

    def is_working(self, day: date) -> bool:
        return day in self.made_up or (day.weekday() < 5 and day not in self.days)

    def next_working_day(self, day: date) -> date:
        """`day` itself where it is worked, else the first day after it that is."""
        while not self.is_working(day):
            day += _DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """`day` itself where it is worked, else the last day before it that is."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The working day number `count` after `day`, which is not counted itself; `day` for 0."""
        for _ in range(count):
            day = self.next_working_day(day + _DAY)
        return day

    def covers(self, year: int) -> bool:
        """Whether the days off of `year` are listed at all."""
        return any(day.year == year for day in self.days)


WEEKENDS_ONLY = Holidays()
"""No list of holidays: every Monday to Friday is worked."""


def to_day(value: Any) -> Any:
    """What a person wrote as the date it is; for pydantic, which takes the fault at its place."""
    day = parse_date(value) if isinstance(value, str) else value
    if isinstance(day, ImpossibleDate):
        fault = "«{text}» không phải là ngày có thật: {reason}."
        raise PydanticCustomError("ngay-khong-co-that", fault, {"text": value, "reason": day.reason, "hint": day.hint})
    if not isinstance(day, date):
        hint = "viết ngày/tháng/năm, ví dụ 02/09/2023."
        raise PydanticCustomError("ngay-khong-doc-duoc", "Không đọc được ngày «{text}».", {"text": value, "hint": hint})
    return day


def _to_name(text: str) -> str:
    if name := tidy(text):
        return name
    raise PydanticCustomError("ten-de-trong", "Ô tên để trống.", {"hint": "ghi tên ngày nghỉ, hoặc nghỉ thay cho ngày nào."})


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    day: Annotated[date, BeforeValidator(to_day)] = Field(alias="ngay", description="ngày/tháng/năm")
    name: Annotated[str, AfterValidator(_to_name)] = Field(alias="ten", description="tên ngày nghỉ")
    kind: Annotated[Literal["nghỉ", "làm bù"], BeforeValidator(fold)] = Field(alias="loai", description="nghỉ hoặc làm bù")
    source: str = Field("", alias="can_cu", description="văn bản cho nghỉ hoặc hoán đổi")


class _Table(BaseModel):
    rows: tuple[_Row, ...] = Field(alias="ngay_nghi")


def load_holidays(table: Located) -> tuple[Holidays | None, list[Problem]]:
    """The days of the table `ngay-nghi.csv`; None only where its rows cannot be read."""
    problems = list(_heading_problems(table))
    if problems:
        return None, problems
    places = {(): table.place(())} | {("ngay_nghi", *path): place for path, place in table.places.items()}
    read, problems = validate(Located({"ngay_nghi": table.data}, places), _Table)
    if read is None:
        return None, problems
    off, made_up = ({row.day: row.name for row in read.rows if row.kind == kind} for kind in (OFF, MADE_UP))
    return Holidays(off, made_up), list(_row_problems(read.rows, table))


def _heading_problems(table: Located) -> Iterator[Problem]:
    """What is wrong with the columns, said once and not again for each row."""
    if not table.data:
        return
    known = {field.alias or name: field for name, field in _Row.model_fields.items()}
    for heading in table.data[0]:
        if heading not in known:
            hint = f"các tiêu đề dùng được: {', '.join(known)}."
            yield Problem("khoa-la", ERROR, table.place((heading,)), f"Không có cột «{heading}».", hint)
    for heading, column in known.items():
        if column.is_required() and heading not in table.data[0]:
            hint = f"thêm cột này ({column.description})."
            yield Problem("thieu-khoa", ERROR, table.place(()), f"Thiếu cột «{heading}».", hint)


def _row_problems(rows: tuple[_Row, ...], table: Located) -> Iterator[Problem]:
    seen: Counter[date] = Counter()
    for index, row in enumerate(rows):
        place, words = table.place((index, "ngay")), short_date(row.day)
        seen[row.day] += 1
        if seen[row.day] > 1:
            yield Problem("ngay-nghi-trung", ERROR, place, f"Ngày {words} ghi hai lần.", "giữ lại một dòng, xóa dòng kia.")
        if row.kind == MADE_UP and row.day.weekday() < 5:
            message = f"Ngày {words} ghi là làm bù nhưng không phải thứ Bảy, Chủ nhật."
            yield Problem("lam-bu-trong-tuan", WARNING, place, message, "xem lại ngày, tháng và cột «loai».")
