"""Plan → everything that is wrong with it, in the order in which it is read."""

import re
from dataclasses import replace

from kehoach_gen.agency import Registry
from kehoach_gen.nd30 import law_at
from kehoach_gen.plan import sheets
from kehoach_gen.plan.checking import Checking
from kehoach_gen.plan.frame_problems import frame_problems
from kehoach_gen.plan.model import BLOCK_KINDS, Appendix, Authority, BlockKind, Plan, Signatory, Task
from kehoach_gen.plan.name_problems import name_problems
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
_KEY = re.compile(rf"(?<!«)\b(?:{'|'.join(_KEYS)})\b(?!»)")
_KIND = re.compile(rf"\b(?P<kind>{'|'.join(BLOCK_KINDS)})\b:?")
_ENTRIES = {"ma": "Mã cột", "ten": "Tên cột"}
_ENTRY = re.compile(r"\b(ma|ten):")
"""As a hint writes an added column: «ma: kinh_phi, ten: …»."""
_QUOTED = re.compile(r"«([a-z]+(?:_[a-z]+)*)»")
_EXAMPLE = re.compile(r"ví dụ.*", re.DOTALL)
_YEAR_OF_EXAMPLES = "2023"


def to_problems(plan: Plan, source: Located, registry: Registry) -> list[Problem]:
    """The problems of a plan read from `source`, at their places there."""
    day = reference_date(plan)
    check = Checking(plan, source, registry, law_at(day), day)
    found = [*frame_problems(check), *text_problems(check), *task_problems(check), *name_problems(check)]
    found = [for_excel(_of_year(problem, check.year)) for problem in found]
    return sorted(found, key=lambda problem: (problem.place.file, problem.place.line or 0))


def _of_year(problem: Problem, year: int | None) -> Problem:
    """The same problem with examples of the plan's own year."""
    if year is None or _YEAR_OF_EXAMPLES not in problem.hint:
        return problem
    return replace(problem, hint=_EXAMPLE.sub(lambda words: words[0].replace(_YEAR_OF_EXAMPLES, str(year)), problem.hint))


def for_excel(problem: Problem) -> Problem:
    """The same problem, where it stands in a sheet, for somebody who sees headings and not keys."""
    if problem.place.sheet is None:
        return problem
    titles = _KEYS | _headings(problem.place.sheet)
    quoted, hint = (_QUOTED.sub(lambda key: f"«{titles.get(key[1], key[1])}»", text) for text in (problem.message, problem.hint))
    hint = _KEY.sub(lambda key: f"«{titles[key[0]]}»", hint)
    hint = _KIND.sub(lambda found: f"«{BLOCK_KINDS[_kind(found['kind'])]}»", hint)
    hint = _ENTRY.sub(lambda key: f"«{_ENTRIES[key[1]]}»:", hint)
    return replace(problem, message=quoted, hint=hint.replace("khóa «", "mục «"))


def _headings(sheet: str) -> dict[str, str]:
    """{key: title} of the columns of a sheet; of «Thông tin chung», of its rows."""
    if sheet == sheets.INFO.title:
        fields = (group.model.model_fields[name] for group in sheets.INFO_GROUPS for name in group.fields)
        return {field.alias: field.title for field in fields if field.alias and field.title}
    layouts = (layout for layout in sheets.SHEETS if layout.title == sheet)
    return {heading.key: heading.title for layout in layouts for heading in layout.headings}


def _kind(key: str) -> BlockKind:
    return next(kind for kind in BLOCK_KINDS if kind == key)
