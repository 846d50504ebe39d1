"""Plan, agencies, period → a form for every agency, and what of the plan gets none, with why."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kehoach_gen.agency import Agency, Registry, Remark, assign, renew
from kehoach_gen.calendar import Deadline, Level, Period, Unreadable, Window
from kehoach_gen.calendar import from_text as deadline_from_text
from kehoach_gen.form.day import day_of_agencies
from kehoach_gen.form.model import Answer, Form, Item, Letter, Line, Role, State
from kehoach_gen.form.to_json import to_json
from kehoach_gen.form.to_letter import to_letter
from kehoach_gen.nd30 import Law
from kehoach_gen.plan.model import Plan, Task
from kehoach_gen.plan.to_context import row_number

DONE = "Đã hoàn thành"
Answers = Mapping[tuple[str, Role, str], Answer]
"""What was answered: by (agency id, role, line id), agency and line as they are now."""


@dataclass(frozen=True)
class Asked:
    """What is asked for: the period, by when each level answers, and what earlier periods brought."""

    period: Period
    dues: Mapping[Level, date]
    before: Answers = field(default_factory=dict)
    """What every agency has answered so far: on each line the last it said in any earlier period."""
    earlier: Plan | None = None
    """The plan as it stood at the last period; None where there was none."""

    def due(self, agency: Agency) -> date:
        return self.dues[level_of(agency)]


def level_of(agency: Agency) -> Level:
    """The level whose day to report holds for the agency."""
    return _LEVELS.get(agency.level, "so")


_LEVELS: dict[str, Level] = {"huyện": "huyen", "xã": "xa"}


@dataclass(frozen=True)
class Forms:
    """The forms of a period in the order of the registry, and the references that get none."""

    forms: tuple[Form, ...]
    left_out: tuple[tuple[str, Remark], ...]
    """(number of the task, why) for each reference of a task that yields no form."""
    unasked: tuple[str, ...]
    """Numbers of the tasks that stand in no form at all."""
    tasks: tuple["Numbered", ...] = ()
    """Every task of the plan, in its order."""
    renewed: tuple[Remark, ...] = ()
    """What was decided for agencies and groups that have come to an end since the plan was issued, each once."""


def to_forms(plan: Plan, registry: Registry, law: Law, issued: date, asked: Asked) -> Forms:
    """A form for each agency that has a task at the end of the period, in place of those that `plan` named when it was
    `issued`. A name beats a group; nobody coordinates with itself. Every task must have its id."""
    work = _Work(plan, registry, issued, asked)
    forms = []
    for agency in sorted(work.agencies.values(), key=work.order):
        led, coordinated = (work.items(agency, role) for role in ("lead", "coordinator"))
        if led or coordinated:
            forms.append(
                _form(
                    plan, agency, to_letter(plan, agency, registry, law, asked.period, asked.due(agency)), asked, led, coordinated
                )
            )
    shown = {item.id for form in forms for item in form.items}
    unasked = tuple(numbered.number for numbered in work.tasks if numbered.id not in shown)
    return Forms(tuple(forms), tuple(work.left_out), unasked, work.tasks, tuple(work.renewed))


def _form(plan: Plan, agency: Agency, letter: Letter, asked: Asked, led: tuple[Item, ...], coordinated: tuple[Item, ...]) -> Form:
    window = asked.period.window
    form = Form(
        plan=plan.id,
        base="",
        period=asked.period.id,
        agency=agency.id,
        agency_name=agency.name,
        first_day=window.first,
        last_day=window.last,
        due=asked.due(agency),
        letter=letter,
        led=led,
        coordinated=coordinated,
    )
    return form.model_copy(update={"base": hashlib.sha256(to_json(form)).hexdigest()[:16]})


@dataclass(frozen=True)
class Numbered:
    """A task with its place in the appendix and the agencies that do it."""

    id: str
    number: str
    area: str
    task: Task
    leads: tuple[Agency, ...]
    coordinators: tuple[Agency, ...]
    led_by: str
    """The words of the plan for those who lead."""
    helped_by: str
    """The same for those who coordinate."""


class _Work:
    """The plan's tasks with their agencies, gone through once for all forms."""

    def __init__(self, plan: Plan, registry: Registry, issued: date, asked: Asked) -> None:
        self.plan, self.registry, self.issued, self.asked = plan, registry, issued, asked
        self.day = day_of_agencies(issued, asked.period)
        self.left_out: list[tuple[str, Remark]] = []
        self.renewed: dict[Remark, None] = {}
        self.tasks = tuple(self._tasks())
        self.agencies = {agency.id: agency for task in self.tasks for agency in (*task.leads, *task.coordinators)}
        self.places = {agency: place for place, agency in enumerate(registry.agencies)}
        self.changed = _changed(plan, asked.earlier)
        self.led = _by_agency(self.tasks, "lead")
        self.coordinated = _by_agency(self.tasks, "coordinator")
        self.shared: dict[tuple[str, Role], Item] = {}

    def order(self, agency: Agency) -> int:
        return self.places.get(agency, len(self.places))

    def _tasks(self) -> Iterator[Numbered]:
        several = len(self.plan.appendices) > 1
        members = {group: self._now(refs) for group, refs in self.plan.group_members.items()}
        for a, appendix in enumerate(self.plan.appendices):
            named = 0
            for area in appendix.areas:
                named += bool(area.name)
                for c, task in enumerate(area.tasks):
                    parts = ([str(a + 1)] if several else []) + ([str(named)] if area.name else []) + [row_number(area, c)]
                    yield self._numbered(task, ".".join(parts), area.name, members)

    def _now(self, refs: tuple[str, ...]) -> tuple[str, ...]:
        """The references with successors for agencies that are gone, and without groups that have nobody left."""
        if self.day == self.issued:
            return refs
        now: list[str] = []
        for ref in refs:
            group = self.registry.group(ref, self.issued)
            if group and (group.id in self.plan.group_members or self.registry.is_empty(group, self.issued)):
                now.append(ref)
                continue
            renewed = renew((ref,), self.issued, self.day, self.registry)
            self.renewed |= dict.fromkeys(renewed.changes)
            now += renewed.refs
        return tuple(dict.fromkeys(now))

    def _numbered(self, task: Task, number: str, area: str, members: Mapping[str, tuple[str, ...]]) -> Numbered:
        leads, coordinators = self._now(task.leads), self._now(task.coordinators)
        found = assign(leads, coordinators, self.day, self.registry, members)
        self.left_out += [(number, remark) for remark in found.unresolved]
        led_by = task.leads_wording or self.names(leads)
        helped_by = task.coordinators_wording or self.names(coordinators)
        return Numbered(task.id, number, area, task, found.leads, found.coordinators, led_by, helped_by)

    def names(self, refs: tuple[str, ...]) -> str:
        return "; ".join(dict.fromkeys(self.registry.name_of(ref, self.day) for ref in refs))

    def items(self, agency: Agency, role: Role) -> tuple[Item, ...]:
        tasks = (self.led if role == "lead" else self.coordinated).get(agency.id, ())
        own = (self._own(self._shared(task, role), agency) for task in tasks)
        return tuple(item for item in own if item.lines)

    def _shared(self, numbered: Numbered, role: Role) -> Item:
        """The item as everybody with this role sees it, before what each of them answered."""
        key = (numbered.id, role)
        if key not in self.shared:
            task = numbered.task
            self.shared[key] = Item(
                id=numbered.id,
                number=numbered.number,
                area=numbered.area,
                text=task.text,
                role=role,
                others=numbered.led_by if role != "lead" else numbered.helped_by,
                deadline=task.deadline,
                target=task.target,
                is_changed=numbered.id in self.changed,
                lines=tuple(_lines(numbered.id, task, self.asked.period.window)),
            )
        return self.shared[key]

    def _own(self, item: Item, agency: Agency) -> Item:
        """The item without the lines this agency has done, with what it said of the others last time."""
        if not self.asked.before:
            return item
        lines = []
        for line in item.lines:
            answer = self.asked.before.get((agency.id, item.role, line.id), Answer())
            if answer.choice != DONE or item.is_changed or line.state == "continuous":
                lines.append(line.model_copy(update={"before": _said(answer)}))
        return item.model_copy(update={"lines": tuple(lines)})


def _by_agency(tasks: tuple[Numbered, ...], role: Role) -> dict[str, list[Numbered]]:
    found: dict[str, list[Numbered]] = {}
    for numbered in tasks:
        for agency in numbered.leads if role == "lead" else numbered.coordinators:
            found.setdefault(agency.id, []).append(numbered)
    return found


def _changed(plan: Plan, earlier: Plan | None) -> set[str]:
    """Ids of the tasks that stand otherwise, or not at all, in the earlier plan."""
    if earlier is None:
        return set()
    old = {task.id: task for task in earlier.tasks}
    return {task.id for task in plan.tasks if task.id and old.get(task.id) != task}


def _said(answer: Answer) -> str:
    return ". ".join(text.rstrip(" .") for text in (answer.progress, answer.result) if text)


def _lines(id: str, task: Task, window: Window) -> Iterator[Line]:
    """A line for each milestone, else for each bullet, else one for the task."""
    deadline = deadline_from_text(task.deadline)
    if isinstance(deadline, Deadline) and deadline.milestones:
        for number, milestone in enumerate(deadline.milestones, 1):
            text = f"{milestone.name}: {milestone.text}" if milestone.name else milestone.text
            yield Line(id=f"{id}_{number}", text=text, due=milestone.due, state=_state(milestone.due, window))
        return
    due, state = _due(deadline, window)
    bullets = [line[2:] for line in task.text.split("\n") if line.startswith(("- ", "+ "))]
    if len(bullets) < 2:
        yield Line(id=id, due=due, state=state)
        return
    for number, text in enumerate(bullets, 1):
        yield Line(id=f"{id}_{number}", text=text, due=due, state=state)


def _due(deadline: Deadline | Unreadable, window: Window) -> tuple[date | None, State]:
    if isinstance(deadline, Unreadable):
        return None, "unreadable"
    if deadline.kind == "continuous":
        return None, "continuous"
    if deadline.kind == "relative" or deadline.due is None:
        return None, "case_by_case"
    return deadline.due, _state(deadline.due, window)


def _state(due: date, window: Window) -> State:
    """At the cut-off: overdue if due before the period began, due if within it, else not due yet."""
    if due > window.last:
        return "not_due"
    return "due" if due >= window.first else "overdue"
