"""By when: deadlines as values, read from the words officials write."""

from kehoach_gen.calendar.from_text import from_text
from kehoach_gen.calendar.model import DEADLINE_KINDS, Deadline, DeadlineKind, Milestone, Unreadable

__all__ = ["DEADLINE_KINDS", "Deadline", "DeadlineKind", "Milestone", "Unreadable", "from_text"]
