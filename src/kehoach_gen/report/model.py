"""A report: what has become of every task at the cut-off, counted by area, agency and task, each figure with its source.

The unit that is counted is a duty: one task of one agency that leads it. A task led by a group is the sum of its members' duties.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from typing import Literal

from kehoach_gen.form.model import Answer, Line, Remarks
from kehoach_gen.problem import Place, Problem
from kehoach_gen.receipt.model import Timing

Outcome = Literal["done_on_time", "done_late", "on_track", "overdue"]
OUTCOMES: dict[Outcome, str] = {
    "done_on_time": "hoàn thành đúng hạn",
    "done_late": "hoàn thành quá hạn",
    "on_track": "đang thực hiện trong hạn",
    "overdue": "quá hạn",
}
"""The four states the Government counts tasks by (QĐ 42/2014/QĐ-TTg); they add up to the number of tasks."""


@dataclass(frozen=True)
class Source:
    """Where an answer stands: the period it was given for, the file, and the place of each field in it."""

    period: str
    receipt: int
    """The file's number in the register of that period."""
    file: str
    places: Mapping[str, Place]


@dataclass(frozen=True)
class LineResult:
    """One line of one agency: what it is, what was answered last, and its state at the cut-off."""

    line: Line
    outcome: Outcome
    answer: Answer | None = None
    """None where nothing was ever answered."""
    source: Source | None = None
    """Of what was written last, with the places of its fields."""
    is_current: bool = False
    """Whether that is of this period, not of an earlier one."""
    earlier: tuple[Source, ...] = ()
    """Of the fields that were left blank then and keep what was written before, the latest first."""

    def source_of(self, field: str) -> Source | None:
        """Where a field stands; the last source where it is empty."""
        sources = (self.source, *self.earlier) if self.source else ()
        return next((source for source in sources if field in source.places), self.source)


@dataclass(frozen=True)
class Duty:
    """One task of one agency that leads it."""

    agency: str
    agency_name: str
    task: str
    """The task's id."""
    number: str
    area: str
    lines: tuple[LineResult, ...]
    has_sent: bool = False
    """Whether its agency has sent a report of this period, be it one that says nothing of the task."""

    @property
    def outcome(self) -> Outcome:
        """The worst of its lines: overdue if one is, else under way, else done, late if one was."""
        found = {line.outcome for line in self.lines}
        return next(outcome for outcome in _WORST_FIRST if outcome in found)

    @property
    def is_reported(self) -> bool:
        """Whether its agency has said anything of it, now or before."""
        return any(line.answer is not None for line in self.lines)


_WORST_FIRST: tuple[Outcome, ...] = ("overdue", "on_track", "done_late", "done_on_time")


@dataclass(frozen=True)
class Tally:
    """Duties or tasks by state. `unreported` are among those under way and overdue."""

    done_on_time: int = 0
    done_late: int = 0
    on_track: int = 0
    overdue: int = 0
    unreported: int = 0

    @property
    def total(self) -> int:
        return self.done_on_time + self.done_late + self.on_track + self.overdue

    @property
    def done(self) -> int:
        return self.done_on_time + self.done_late

    def of(self, outcome: Outcome) -> int:
        count: int = getattr(self, outcome)
        return count

    @classmethod
    def sum(cls, tallies: Iterable["Tally"]) -> "Tally":
        """Of several tallies."""
        return cls(*map(sum, zip(*map(astuple, tallies), strict=True)))

    @classmethod
    def over(cls, duties: Iterable[Duty]) -> "Tally":
        counts = dict.fromkeys(OUTCOMES, 0)
        unreported = 0
        for duty in duties:
            counts[duty.outcome] += 1
            unreported += not duty.is_reported
        return cls(counts["done_on_time"], counts["done_late"], counts["on_track"], counts["overdue"], unreported)


@dataclass(frozen=True)
class Voice:
    """What one agency says of one line: as coordinator, or a difficulty or proposal of either role."""

    agency: str
    agency_name: str
    line: str
    text: str
    source: Source
    place: Place


@dataclass(frozen=True)
class TaskReport:
    """One task of the plan: how far it is, and what was said of it."""

    id: str
    number: str
    text: str
    leads: str
    """The words of the plan for those who lead."""
    deadline: str
    duties: tuple[Duty, ...]
    support: tuple[Voice, ...] = ()
    """What its coordinators did."""
    difficulties: tuple[Voice, ...] = ()
    proposals: tuple[Voice, ...] = ()

    @property
    def tally(self) -> Tally:
        return Tally.over(self.duties)

    @property
    def outcome(self) -> Outcome | None:
        """The worst of its duties; None where no agency leads it."""
        found = {duty.outcome for duty in self.duties}
        return next((outcome for outcome in _WORST_FIRST if outcome in found), None)


@dataclass(frozen=True)
class AreaReport:
    """One area of the plan (lĩnh vực)."""

    name: str
    tasks: tuple[TaskReport, ...]

    @property
    def duties(self) -> Iterator[Duty]:
        return (duty for task in self.tasks for duty in task.duties)

    @property
    def tally(self) -> Tally:
        return Tally.over(self.duties)

    @property
    def task_tally(self) -> Tally:
        """Tasks, not duties, by their own state; those that nobody leads are not counted."""
        counts = {outcome: sum(task.outcome == outcome for task in self.tasks) for outcome in OUTCOMES}
        unreported = sum(bool(task.duties) and not any(duty.is_reported for duty in task.duties) for task in self.tasks)
        return Tally(counts["done_on_time"], counts["done_late"], counts["on_track"], counts["overdue"], unreported)


@dataclass(frozen=True)
class AgencyReport:
    """One agency that was asked."""

    id: str
    name: str
    level: str
    """«tỉnh», «huyện», «xã», «trung ương»; empty where the registry does not say."""
    timing: Timing
    received: date | None
    tally: Tally
    """Of the tasks it leads."""
    remarks: Remarks
    remark_sources: Mapping[str, Source]
    to_correct: int = 0
    """How many things have to be put right in its answers of this period, which are counted as they stand."""


@dataclass(frozen=True)
class Tier:
    """The agencies that report to one consolidator (commune → district, all others → Sở Nội vụ)."""

    id: str
    name: str
    agencies: tuple[str, ...]
    on_time: int
    late: int
    missing: int
    tally: Tally


@dataclass(frozen=True)
class Report:
    """The report of one period."""

    plan: str
    period: str
    first_day: date
    last_day: date
    areas: tuple[AreaReport, ...]
    agencies: tuple[AgencyReport, ...]
    tiers: tuple[Tier, ...]
    problems: tuple[Problem, ...] = ()
    """Contradictions, answers to be corrected, sums that do not add up, answers to tasks that are gone, texts outside the
    fields."""

    @property
    def duties(self) -> Iterator[Duty]:
        return (duty for area in self.areas for duty in area.duties)

    @property
    def tasks(self) -> Iterator[TaskReport]:
        return (task for area in self.areas for task in area.tasks)

    @property
    def tally(self) -> Tally:
        return Tally.over(self.duties)

    @property
    def to_correct(self) -> tuple[AgencyReport, ...]:
        """Those whose report of this period still has something to be put right."""
        return tuple(agency for agency in self.agencies if agency.to_correct)

    def of(self, timing: Timing) -> tuple[AgencyReport, ...]:
        return tuple(agency for agency in self.agencies if agency.timing == timing)
