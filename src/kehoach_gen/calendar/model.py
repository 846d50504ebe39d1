"""A deadline: by when a task is to be done, as a value, beside the words that say so."""

import datetime
from dataclasses import dataclass
from typing import Literal

DeadlineKind = Literal["quarter", "month", "year", "date", "milestones", "continuous", "relative"]

DEADLINE_KINDS: dict[DeadlineKind, str] = {
    "quarter": "quý",
    "month": "tháng",
    "year": "năm",
    "date": "hạn theo ngày",
    "milestones": "nhiều mốc",
    "continuous": "thường xuyên",
    "relative": "tính từ một sự kiện",
}
"""The seven kinds, with the word a drafter reads.

quarter, month, year: a period of whole quarters, months or years («Quý II-III/2023», «6 tháng đầu năm 2023»), due on its
last day. date: a day not to be passed; `start` only where the words give one. milestones: several days, each with its own
result. continuous: no due date, reported every period, never overdue. relative: so many days after an event, case by case.
"""


@dataclass(frozen=True)
class Milestone:
    """One of the days of a deadline: «Tổ chức lần thứ nhất: Trước ngày 30 tháng 6 năm 2023»."""

    text: str
    """The words of the day, without name and note."""
    name: str
    due: datetime.date
    note: str = ""


@dataclass(frozen=True)
class Deadline:
    """By when. `text` is what the person wrote and what is printed; the rest is what it means."""

    kind: DeadlineKind
    text: str
    start: datetime.date | None = None
    due: datetime.date | None = None
    """The last good day; of milestones, the last one's."""
    milestones: tuple[Milestone, ...] = ()
    workdays: int | None = None
    """Working days after the event; Saturdays, Sundays and holidays do not count."""
    event: str = ""
    """The event from which days run: «nhận hồ sơ hợp lệ»."""
    note: str = ""
    """What stands in brackets after the time."""
    days: int | None = None
    """Calendar days after the event, where the words say «ngày» and not «ngày làm việc»."""


@dataclass(frozen=True)
class Unreadable:
    """Words that give no deadline we can be sure of. They are kept, reported, and printed as they are."""

    text: str
    reason: str
    hint: str
