"""A working folder → every problem of its data and its templates."""

from kehoach_gen.office.contract import template_problems
from kehoach_gen.plan.placeholders import APPENDIX_NAMES, PLAN_NAMES
from kehoach_gen.plan.to_problems import to_problems
from kehoach_gen.problem import ERROR, WARNING, Problem
from kehoach_gen.workspace.folder import APPENDIX_TEMPLATE, PLAN_TEMPLATE, Folder

_ORDER = {ERROR: 0, WARNING: 1}


def check_folder(folder: Folder) -> list[Problem]:
    """The problems of reading the folder, of its templates and, where it could be read, of its plan: errors first."""
    problems = list(folder.problems)
    for name, names in ((PLAN_TEMPLATE, PLAN_NAMES), (APPENDIX_TEMPLATE, APPENDIX_NAMES)):
        if name in folder.templates:
            own = f"templates/{name}"
            problems += template_problems(folder.templates[name], own if own in folder.fingerprints else name, names)
    if folder.plan is not None and folder.source is not None and folder.registry is not None:
        problems += to_problems(folder.plan, folder.source, folder.registry)
    return sorted(problems, key=lambda problem: _ORDER.get(problem.severity, 2))
