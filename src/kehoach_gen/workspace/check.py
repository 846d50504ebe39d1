"""A working folder → every problem of its data and its templates."""

from collections.abc import Collection, Iterator
from datetime import date

from kehoach_gen.agency import Registry
from kehoach_gen.nd30 import law_at
from kehoach_gen.office.contract import template_problems
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.placeholders import APPENDIX_NAMES, PLAN_NAMES, appendix_names
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.plan.to_problems import for_excel, to_problems
from kehoach_gen.problem import ERROR, WARNING, Problem, ProblemError, has_errors
from kehoach_gen.renewal.words import in_force
from kehoach_gen.source import Located
from kehoach_gen.source.from_csv import from_csv
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.workspace.folder import AGENCIES_YAML, APPENDIX_TEMPLATE, GROUPS, PLAN_TEMPLATE, Folder

_ORDER = {ERROR: 0, WARNING: 1}


def check_folder(folder: Folder) -> list[Problem]:
    """The problems of reading the folder, of its templates and, where it could be read, of its plan: errors first."""
    problems = [for_excel(problem) for problem in folder.problems]
    for_appendix = appendix_names(folder.plan) if folder.plan is not None else APPENDIX_NAMES
    for name, names in ((PLAN_TEMPLATE, PLAN_NAMES), (APPENDIX_TEMPLATE, for_appendix)):
        if name in folder.templates:
            problems += template_problems(folder.templates[name], folder.label(name), names)
    if folder.plan is not None and folder.source is not None and folder.registry is not None:
        problems += to_problems(folder.plan, folder.source, folder.registry)
        problems += _printed_group_names(folder, folder.plan, folder.registry)
        if not has_errors(problems):
            problems += _fit(maker_of(folder, folder.plan, folder.registry))
    return sorted(problems, key=lambda problem: _ORDER.get(problem.severity, 2))


def _printed_group_names(folder: Folder, plan: Plan, registry: Registry) -> Iterator[Problem]:
    """Of the groups that have tasks."""
    day = reference_date(plan)
    found = (registry.group(ref, day) for task in plan.tasks for ref in (*task.leads, *task.coordinators))
    printed = {group.id for group in found if group}
    return old_group_names(folder, registry, day, printed)


def old_group_names(folder: Folder, registry: Registry, at: date, ids: Collection[str] | None = None) -> Iterator[Problem]:
    """Groups (all, or these) that the folder's own list calls on that day by a name that is not said any more."""
    places, printed = None, registry.groups_at(at)
    for index, group in enumerate(registry.groups):
        name = in_force(group.name, at)
        if group not in printed or name == group.name or (ids is not None and group.id not in ids):
            continue
        places = places or _group_places(folder)
        message = f"Tên nhóm «{group.name}» nay là «{name}»."
        hint = f"thêm một dòng cùng mã «{group.id}» có tên mới, «ten_khac» còn dùng và «tu_ngay»; nếu không thì vẫn in tên cũ."
        yield Problem("ten-khong-con", WARNING, places.place((index, "ten")), message, hint)


def _group_places(folder: Folder) -> Located:
    if folder.has(GROUPS):
        return from_csv(folder.read(GROUPS), GROUPS)
    lists = from_yaml(folder.read(AGENCIES_YAML), AGENCIES_YAML)
    return Located(lists.data, {path[1:]: place for path, place in lists.places.items() if path[:1] == ("nhom",) or not path})


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
