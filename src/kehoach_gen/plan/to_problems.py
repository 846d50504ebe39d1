"""Plan → everything that is wrong with it, in the order in which it is read."""

from kehoach_gen.agency import Registry
from kehoach_gen.nd30 import law_at
from kehoach_gen.plan.checking import Checking
from kehoach_gen.plan.frame_problems import frame_problems
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.task_problems import task_problems
from kehoach_gen.plan.text_problems import text_problems
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.problem import Problem
from kehoach_gen.source import Located


def to_problems(plan: Plan, source: Located, registry: Registry) -> list[Problem]:
    """The problems of a plan read from `source`, at their places there."""
    day = reference_date(plan)
    check = Checking(plan, source, registry, law_at(day), day)
    found = [*frame_problems(check), *text_problems(check), *task_problems(check)]
    return sorted(found, key=lambda problem: (problem.place.file, problem.place.line or 0))
