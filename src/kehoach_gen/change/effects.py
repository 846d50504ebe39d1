"""A task before and after → the agencies that the difference touches, and how."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kehoach_gen.agency import Agency, Members, Registry, assign, expand
from kehoach_gen.change.model import Effect, How
from kehoach_gen.plan.model import Task

Role = Literal["lead", "coordination"]
_GAINS: Mapping[Role, How] = {"lead": "gains_lead", "coordination": "gains_coordination"}
_LOSES: Mapping[Role, How] = {"lead": "loses_lead", "coordination": "loses_coordination"}
_TURNS: Mapping[Role, How] = {"lead": "to_lead", "coordination": "to_coordination"}


@dataclass(frozen=True)
class _Held:
    agency: Agency
    role: Role
    group: str


@dataclass(frozen=True)
class Offices:
    """Who is who on a day: for the tasks of a plan with these `members` of open groups."""

    registry: Registry
    day: datetime.date
    members: Members

    def of(self, task: Task | None) -> dict[str, _Held]:
        """{id of an agency: its part in the task}"""
        if task is None:
            return {}
        found = assign(task.leads, task.coordinators, self.day, self.registry, self.members)
        groups = self._groups((*task.leads, *task.coordinators))
        held = [_Held(agency, "lead", groups.get(agency.id, "")) for agency in found.leads]
        held += [_Held(agency, "coordination", groups.get(agency.id, "")) for agency in found.coordinators]
        return {one.agency.id: one for one in held}

    def _groups(self, refs: tuple[str, ...]) -> dict[str, str]:
        """{id of an agency that no reference names: the first group it is a member of}"""
        found: dict[str, str] = {}
        named: set[str] = set()
        for ref in refs:
            expanded = expand((ref,), self.day, self.registry, self.members)
            named |= expanded.named
            if group := self.registry.group(ref, self.day):
                for agency in expanded.agencies:
                    found.setdefault(agency.id, group.name)
        return {id: name for id, name in found.items() if id not in named}


def reassigned(old: Mapping[str, _Held], new: Mapping[str, _Held]) -> Iterator[Effect]:
    """Who gains the task, loses it, or has another part in it; for a task that was added or removed too."""
    for id, now in new.items():
        was = old.get(id)
        if was is None:
            yield _effect(now, _GAINS[now.role])
        elif was.role != now.role:
            yield _effect(now, _TURNS[now.role])
    yield from (_effect(was, _LOSES[was.role]) for id, was in old.items() if id not in new)


def told(new: Mapping[str, _Held], how: How) -> Iterator[Effect]:
    """All who do the task, for what is changed in it itself."""
    return (_effect(held, how) for held in new.values())


def _effect(held: _Held, how: How) -> Effect:
    return Effect(held.agency.id, held.agency.name, how, held.group)
