"""Plan → everything that is wrong with it, in the order in which it is read."""

import re
from dataclasses import replace

from kehoach_gen.agency import Registry
from kehoach_gen.nd30 import law_at
from kehoach_gen.plan.checking import Checking
from kehoach_gen.plan.frame_problems import frame_problems
from kehoach_gen.plan.model import Appendix, Authority, Plan, Signatory, Task
from kehoach_gen.plan.task_problems import task_problems
from kehoach_gen.plan.text_problems import text_problems
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.problem import Problem
from kehoach_gen.source import Located

_KEYS = {
    field.alias: field.title
    for model in (Plan, Authority, Signatory, Appendix, Task)
    for field in model.model_fields.values()
    if field.alias and field.title and ("_" in field.alias or field.alias == "luu")
}
_KEY = re.compile(rf"\b(?:{'|'.join(_KEYS)})\b")


def to_problems(plan: Plan, source: Located, registry: Registry) -> list[Problem]:
    """The problems of a plan read from `source`, at their places there."""
    day = reference_date(plan)
    check = Checking(plan, source, registry, law_at(day), day)
    found = [*frame_problems(check), *text_problems(check), *task_problems(check)]
    found = [_for_excel(problem) if problem.place.sheet else problem for problem in found]
    return sorted(found, key=lambda problem: (problem.place.file, problem.place.line or 0))


def _for_excel(problem: Problem) -> Problem:
    """The same problem for somebody who sees headings, not keys."""
    return replace(problem, hint=_KEY.sub(lambda key: f"«{_KEYS[key[0]]}»", problem.hint))
