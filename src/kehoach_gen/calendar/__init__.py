"""By when: deadlines read from the words officials write, reporting periods, working days, the reporting calendar."""

from kehoach_gen.calendar.from_text import from_text
from kehoach_gen.calendar.model import DEADLINE_KINDS, Deadline, DeadlineKind, Milestone, Unreadable
from kehoach_gen.calendar.period import PERIOD_KINDS, Period, PeriodKind, Window, parse_period, period_in_words, why_no_period
from kehoach_gen.calendar.report_calendar import (
    LEVELS,
    Level,
    ReportCalendar,
    Term,
    consolidator,
    deadline,
    earliest,
    latest,
    load_calendar,
)
from kehoach_gen.calendar.workdays import WEEKENDS_ONLY, Holidays, load_holidays

__all__ = [
    "DEADLINE_KINDS",
    "LEVELS",
    "PERIOD_KINDS",
    "WEEKENDS_ONLY",
    "Deadline",
    "DeadlineKind",
    "Holidays",
    "Level",
    "Milestone",
    "Period",
    "PeriodKind",
    "ReportCalendar",
    "Term",
    "Unreadable",
    "Window",
    "consolidator",
    "deadline",
    "earliest",
    "from_text",
    "latest",
    "load_calendar",
    "load_holidays",
    "parse_period",
    "period_in_words",
    "why_no_period",
]
