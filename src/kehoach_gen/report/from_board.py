"""Every duty of the plan, the board of the period and those of earlier ones → the report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kehoach_gen.agency import Registry
from kehoach_gen.calendar import Window, parse_period
from kehoach_gen.form.from_plan import Forms, Numbered
from kehoach_gen.form.model import Answer, Form, Item, Line, Remarks
from kehoach_gen.form.strays import STRAY
from kehoach_gen.problem import ERROR, WARNING, Place, Problem
from kehoach_gen.receipt.history import DONE, Key, Stand, Told, history, standing
from kehoach_gen.receipt.model import LOST, Board, LineName, Receipt, Said, Sender
from kehoach_gen.receipt.to_problems import product_day, standing_problems
from kehoach_gen.report.model import (
    AgencyReport,
    AreaReport,
    Duty,
    LineResult,
    Outcome,
    Report,
    Source,
    Tally,
    TaskReport,
    Tier,
    Voice,
)
from kehoach_gen.report.to_problems import contradictions


@dataclass(frozen=True)
class Basis:
    """What is consolidated: every form with all the lines of the plan, and what came back, the earliest period first."""

    asked: Forms
    """As if nothing had been answered before: lines that are done included."""
    boards: Sequence[Board]
    """The earlier periods, then this one."""


def from_board(basis: Basis, registry: Registry, day: date, within: str = "") -> Report:
    """The report of the last board. `day` is the date agencies are looked up at; `within` an agency that consolidates
    a tier: the report is then of those who report to it."""
    return _Consolidation(basis, registry, day, within).report()


class _Consolidation:
    def __init__(self, basis: Basis, registry: Registry, day: date, within: str) -> None:
        self.basis, self.registry, self.day, self.within = basis, registry, day, within
        self.board = basis.boards[-1]
        self.window = _window(self.board.period)
        self.forms = [form for form in basis.asked.forms if self.is_within(form.agency)]
        self.history = history(basis.boards, self.forms)
        self.answers = {key: standing(told) for key, told in self.history.told.items()}
        self.senders = {sender.form.agency: sender for sender in self.board.senders}

    def report(self) -> Report:
        areas = tuple(self.areas())
        duties = [duty for area in areas for duty in area.duties]
        agencies = tuple(self.agency(form, duties) for form in self.forms)
        window = self.window
        tasks = [task for area in areas for task in area.tasks]
        return Report(
            self.board.plan,
            self.board.period,
            window.first,
            window.last,
            areas,
            agencies,
            tuple(self.tiers(agencies, duties)),
            (
                *contradictions(tasks),
                *(problem for _, problem in self.faults),
                *self.sums(),
                *self.lost(),
                *self.gone(),
                *self.strays(),
            ),
        )

    # Tasks

    def areas(self) -> Iterator[AreaReport]:
        """Every task of the plan under its area; for a tier, those its agencies are asked about."""
        items: dict[str, list[tuple[Form, Item]]] = {}
        for form in self.forms:
            for item in form.items:
                items.setdefault(item.id, []).append((form, item))
        areas: dict[str, list[TaskReport]] = {}
        for task in self.basis.asked.tasks:
            if task.id in items or not self.within:
                areas.setdefault(task.area, []).append(self.task(task, items.get(task.id, [])))
        for name, tasks in areas.items():
            yield AreaReport(name, tuple(tasks))

    def task(self, task: Numbered, asked: Sequence[tuple[Form, Item]]) -> TaskReport:
        return TaskReport(
            task.id,
            task.number,
            task.task.text,
            task.led_by,
            task.task.deadline,
            tuple(self.duty(form, item) for form, item in asked if item.role == "lead"),
            tuple(self.voices(asked, "result", {"coordinator"})),
            tuple(self.voices(asked, "difficulty", {"lead", "coordinator"})),
            tuple(self.voices(asked, "proposal", {"lead", "coordinator"})),
        )

    def duty(self, form: Form, item: Item) -> Duty:
        lines = tuple(self.line(form, line) for line in item.lines)
        has_sent = form.agency in self.senders and self.senders[form.agency].timing != "missing"
        return Duty(form.agency, form.agency_name, item.id, item.number, item.area, lines, has_sent)

    def line(self, form: Form, line: Line) -> LineResult:
        key: Key = (form.agency, "lead", line.id)
        found = self.answers.get(key)
        if found is None:
            return LineResult(line, _open(line, self.window.last))
        is_done = found.answer.choice == DONE
        outcome = _done(line, found.answer, found.done_since) if is_done else _open(line, self.window.last)
        last, *earlier = _sources(found)
        return LineResult(line, outcome, found.answer, last, last.period == self.board.period, tuple(earlier))

    def voices(self, asked: Iterable[tuple[Form, Item]], field: str, roles: set[str]) -> Iterator[Voice]:
        """What was said in this period, agency by agency."""
        for form, item in asked:
            for line in item.lines if item.role in roles else ():
                found = self.answers.get((form.agency, item.role, line.id))
                told = found.by.get(field) if found else None
                if told and told.period == self.board.period:
                    said = getattr(told.said.answer, field)
                    yield Voice(form.agency, form.agency_name, line.id, said, _source(told), _place(told, field))

    # Agencies

    def agency(self, form: Form, duties: Iterable[Duty]) -> AgencyReport:
        sender = self.senders.get(form.agency)
        known = self.registry.agency(form.agency, self.day)
        return AgencyReport(
            form.agency,
            form.agency_name,
            known.level if known else "",
            sender.timing if sender else "missing",
            sender.received.date() if sender and sender.received else None,
            Tally.over(duty for duty in duties if duty.agency == form.agency),
            sender.remarks if sender else Remarks(),
            _remark_sources(sender, self.board.period) if sender else {},
            sum(key[0] == form.agency and self.is_current(key, problem) for key, problem in self.faults),
        )

    def is_within(self, agency: str) -> bool:
        return not self.within or self.consolidator(agency) == self.within

    def consolidator(self, id: str) -> str:
        known = self.registry.agency(id, self.day)
        return known.reports_to if known else ""

    def tiers(self, agencies: Sequence[AgencyReport], duties: Sequence[Duty]) -> Iterator[Tier]:
        groups: dict[str, list[AgencyReport]] = {}
        for agency in agencies:
            groups.setdefault(self.consolidator(agency.id), []).append(agency)
        for id, members in groups.items():
            ids = {member.id for member in members}
            on_time, late, missing = (sum(member.timing == t for member in members) for t in ("on_time", "late", "missing"))
            name = self.registry.name_of(id, self.day) if id else ""
            tally = Tally.over(duty for duty in duties if duty.agency in ids)
            yield Tier(id, name, tuple(member.id for member in members), on_time, late, missing, tally)

    # What does not fit

    @cached_property
    def faults(self) -> list[tuple[Key, Problem]]:
        """What has to be put right in the answers that are counted, of this period and of earlier ones."""
        return [
            ((form.agency, *name), _to_correct(form.agency_name, number, problem))
            for form in self.forms
            for name, number, problem in standing_problems(Sender(form, "missing", answers=self.standing_of(form)))
            if problem.severity == ERROR
        ]

    def standing_of(self, form: Form) -> dict[LineName, Said]:
        """What stands on the lines an agency leads, after all periods."""
        names: list[LineName] = [("lead", line.id) for item in form.led for line in item.lines]
        stands = {name: stand for name in names if (stand := self.answers.get((form.agency, *name)))}
        return {
            name: Said(stand.answer, 0, {field: _place(told, field) for field, told in stand.by.items()})
            for name, stand in stands.items()
        }

    def is_current(self, key: Key, problem: Problem) -> bool:
        """Whether the problem is of something written in this period."""
        by = self.answers[key].by
        return problem.place in {_place(told, field) for field, told in by.items() if told.period == self.board.period}

    def counted(self) -> Iterator[tuple[str, Receipt]]:
        """The files that count, with the names of their agencies."""
        for sender in self.board.senders:
            if sender.counted and self.is_within(sender.form.agency):
                yield sender.form.agency_name, sender.counted

    def sums(self) -> list[Problem]:
        return [problem for _, receipt in self.counted() for problem in receipt.problems if problem.code == "tong-khong-khop"]

    def strays(self) -> list[Problem]:
        """What agencies wrote outside the fields: it is in no figure."""
        return [
            replace(problem, message=f"{name}: {problem.message[:1].lower()}{problem.message[1:]}", hint=_READ)
            for name, receipt in self.counted()
            for problem in receipt.problems
            if problem.code in STRAY
        ]

    def lost(self) -> list[Problem]:
        """Answers to milestones and bullets that are no longer among those of their task, of all periods and within this one."""
        return [
            *self.history.lost,
            *(
                replace(problem, message=f"{sender.form.agency_name}: {problem.message[:1].lower()}{problem.message[1:]}")
                for agency, sender in self.senders.items()
                for problem in sender.problems
                if problem.code == LOST and self.is_within(agency)
            ),
        ]

    def gone(self) -> list[Problem]:
        """Answers of this period to tasks that are no longer asked of their agency."""
        return [
            _no_task(sender.form.agency_name, said)
            for agency, sender in self.senders.items()
            for (role, line), said in sender.answers.items()
            if self.is_within(agency) and (self.board.period, agency, role, line) not in self.history.known
        ]


_READ = "đọc nội dung này, đưa vào báo cáo tổng hợp nếu cần."


def _to_correct(agency: str, number: str, problem: Problem) -> Problem:
    """The problem as whoever consolidates is told of it: the answer is counted all the same."""
    words = problem.message.removeprefix(f"Nhiệm vụ {number} ")
    message = f"{agency}, nhiệm vụ {number}: {words[:1].lower()}{words[1:]}"
    return Problem(problem.code, WARNING, problem.place, message, f"đề nghị cơ quan chỉnh sửa: {problem.hint}")


def _no_task(agency: str, said: Said) -> Problem:
    place = next(iter(said.places.values()))
    message = f"{agency} trả lời một nhiệm vụ mà Kế hoạch hiện hành không còn giao cho cơ quan này; câu trả lời không được tính."
    return Problem("nhiem-vu-khong-con-giao", WARNING, place, message, "xem câu trả lời này có thuộc nhiệm vụ nào khác không.")


def _sources(stand: Stand) -> list[Source]:
    """The files that the fields stand in, each with the places of its own, the last first: of what is reported, then others."""
    own: dict[tuple[str, int], list[tuple[str, Told]]] = {}
    for field, told in stand.by.items():
        own.setdefault((told.period, told.said.receipt), []).append((field, told))
    sources = [
        replace(_source(fields[0][1]), places={name: _place(told, name) for name, told in fields}) for fields in own.values()
    ]

    def order(source: Source) -> tuple[bool, int, date]:
        window = _window(source.period)
        return _OWN_FIELDS.isdisjoint(source.places), -window.last.toordinal(), window.first

    return sorted(sources, key=order)


_OWN_FIELDS = {"result", "progress", "product", "product_date", "figure"}
"""What is reported of a line; difficulties and proposals are of one period only."""


def _source(told: Told) -> Source:
    return Source(told.period, told.said.receipt, told.file, told.said.places)


def _place(told: Told, field: str) -> Place:
    return told.said.places.get(field, Place(told.file))


def _remark_sources(sender: Sender, period: str) -> dict[str, Source]:
    counted = sender.counted
    return {
        field: Source(period, counted.came.number if counted else 0, place.file, {field: place})
        for field, place in sender.remark_places.items()
    }


# The state of a line


def _done(line: Line, answer: Answer, period: str) -> Outcome:
    """Of what is done: by the day of its product, else by whether its day had passed before the period it was reported in."""
    day = product_day(answer) or _window(period).first
    return "done_on_time" if line.due is None or day <= line.due else "done_late"


def _window(period: str) -> Window:
    found = parse_period(period)
    assert found is not None
    return found.window


def _open(line: Line, cut_off: date) -> Outcome:
    """Of what is not done: overdue once its day has passed at the cut-off; what has no day is never overdue."""
    return "overdue" if line.due is not None and line.due < cut_off else "on_track"
