"""Plan, agencies, period → a form for every agency, and what of the plan gets none, with why."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kehoach_gen.agency import Agency, Registry, Remark, assign
from kehoach_gen.calendar import Deadline, Level, Period, Unreadable, Window
from kehoach_gen.calendar import from_text as deadline_from_text
from kehoach_gen.form.model import Answer, Form, Item, Letter, Line, Role, State
from kehoach_gen.form.to_json import to_json
from kehoach_gen.form.to_letter import to_letter
from kehoach_gen.nd30 import Law
from kehoach_gen.plan.model import Plan, Task
from kehoach_gen.plan.to_context import row_number

DONE = "Đã hoàn thành"
Answers = Mapping[tuple[str, Role, str], Answer]
"""What was answered: by (agency id, role, line id)."""


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


def to_forms(plan: Plan, registry: Registry, law: Law, day: date, asked: Asked) -> Forms:
    """A form for each agency that `plan` gives a task to at `day`. A name beats a group; nobody coordinates with itself."""
    work = _Work(plan, registry, day, asked)
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
    return Forms(tuple(forms), tuple(work.left_out), unasked, work.tasks)


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


class _Work:
    """The plan's tasks with their agencies, gone through once for all forms."""

    def __init__(self, plan: Plan, registry: Registry, day: date, asked: Asked) -> None:
        self.plan, self.registry, self.day, self.asked = plan, registry, day, asked
        self.left_out: list[tuple[str, Remark]] = []
        self.tasks = tuple(self._tasks())
        self.agencies = {agency.id: agency for task in self.tasks for agency in (*task.leads, *task.coordinators)}
        self.places = {agency.id: place for place, agency in enumerate(registry.agencies)}
        self.changed = _changed(plan, asked.earlier)
        self.led = _by_agency(self.tasks, "lead")
        self.coordinated = _by_agency(self.tasks, "coordinator")
        self.shared: dict[tuple[str, Role], Item] = {}

    def order(self, agency: Agency) -> int:
        return self.places.get(agency.id, len(self.places))

    def _tasks(self) -> Iterator[Numbered]:
        several = len(self.plan.appendices) > 1
        for a, appendix in enumerate(self.plan.appendices):
            named = 0
            for b, area in enumerate(appendix.areas):
                named += bool(area.name)
                for c, task in enumerate(area.tasks):
                    parts = ([str(a + 1)] if several else []) + ([str(named)] if area.name else []) + [row_number(area, c)]
                    yield self._numbered(task, task.id or f"x{a + 1}v{b + 1}n{c + 1}", ".".join(parts), area.name)

    def _numbered(self, task: Task, id: str, number: str, area: str) -> Numbered:
        found = assign(task.leads, task.coordinators, self.day, self.registry, self.plan.group_members)
        self.left_out += [(number, remark) for remark in found.unresolved]
        led_by = task.leads_wording or self.names(task.leads)
        return Numbered(id, number, area, task, found.leads, found.coordinators, led_by)

    def names(self, refs: tuple[str, ...]) -> str:
        return "; ".join(self.registry.name_of(ref, self.day) for ref in refs)

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
                others=numbered.led_by if role != "lead" else task.coordinators_wording or self.names(task.coordinators),
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
