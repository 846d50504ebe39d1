"""A working folder → every problem of its data and its templates."""

from kehoach_gen.agency import Registry
from kehoach_gen.nd30 import law_at
from kehoach_gen.office.contract import template_problems
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.placeholders import APPENDIX_NAMES, PLAN_NAMES, appendix_names
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.plan.to_problems import to_problems
from kehoach_gen.problem import ERROR, WARNING, Problem, ProblemError, has_errors
from kehoach_gen.workspace.folder import APPENDIX_TEMPLATE, PLAN_TEMPLATE, Folder

_ORDER = {ERROR: 0, WARNING: 1}


def check_folder(folder: Folder) -> list[Problem]:
    """The problems of reading the folder, of its templates and, where it could be read, of its plan: errors first."""
    problems = list(folder.problems)
    for_appendix = appendix_names(folder.plan) if folder.plan is not None else APPENDIX_NAMES
    for name, names in ((PLAN_TEMPLATE, PLAN_NAMES), (APPENDIX_TEMPLATE, for_appendix)):
        if name in folder.templates:
            problems += template_problems(folder.templates[name], folder.label(name), names)
    if folder.plan is not None and folder.source is not None and folder.registry is not None:
        problems += to_problems(folder.plan, folder.source, folder.registry)
        if not has_errors(problems):
            problems += _fit(maker_of(folder, folder.plan, folder.registry))
    return sorted(problems, key=lambda problem: _ORDER.get(problem.severity, 2))


def maker_of(folder: Folder, plan: Plan, registry: Registry) -> Maker:
    """What makes the documents of the folder's plan, with the names of agencies at its date."""
    day = reference_date(plan)
    plan_template, appendix_template = (
        (folder.label(name), folder.templates[name]) for name in (PLAN_TEMPLATE, APPENDIX_TEMPLATE)
    )
    return Maker(plan, law_at(day), lambda ref: registry.name_of(ref, day), plan_template, appendix_template)


def _fit(maker: Maker) -> list[Problem]:
    """Whether the templates fit the plan's added columns, and each other."""
    try:
        maker.prepare()
    except ProblemError as error:
        return list(error.problems)
    return []
