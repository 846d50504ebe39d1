"""A working folder → a new one with its plan at a later year, as a draft, and a list of what has to be decided."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kehoach_gen.agency import Registry
from kehoach_gen.office.workbook import Column, Row, Table, write_workbook
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_schema import to_schema
from kehoach_gen.plan.to_xlsx import to_xlsx
from kehoach_gen.plan.to_yaml import to_yaml
from kehoach_gen.problem import ERROR, INFO, WARNING, Place, Problem, ProblemError
from kehoach_gen.renewal.from_plan import from_plan, years_of
from kehoach_gen.renewal.model import Decision, Renewal
from kehoach_gen.renewal.years import Years
from kehoach_gen.workspace.check import old_group_names
from kehoach_gen.workspace.files import read_bytes, write_bytes
from kehoach_gen.workspace.folder import (
    AGENCIES,
    AGENCIES_YAML,
    CALENDAR,
    GROUPS,
    HOLIDAYS,
    SCHEMA,
    XLSX,
    YAML,
    Folder,
    open_folder,
    read_source,
)
from kehoach_gen.workspace.new import must_be_free
from kehoach_gen.workspace.take_over import DOUBTS

_COPIED = (AGENCIES, GROUPS, AGENCIES_YAML, HOLIDAYS, CALENDAR)
_COLUMNS = tuple(
    Column(title, width, fixed=True)
    for title, width in (("Mức", 10), ("Chỗ trong kế hoạch mới", 28), ("Nhiệm vụ", 10), ("Nội dung", 80), ("Cách xử lý", 50))
)
_LEVELS = {ERROR: "lỗi", WARNING: "cảnh báo"}


@dataclass(frozen=True)
class Rolled:
    """The files of the new folder, and every place of it that a person has to look at."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]


def roll(root: Path, year: int, target: Path) -> Rolled:
    """Makes the folder `target`: the plan of `root` for `year`, its agencies, calendar and templates.

    The sources of the plan are those that `root` has; comments of the YAML stay. Raises ProblemError where `target` is not
    free, the plan cannot be read, or its year is not before `year`; nothing is written then.
    """
    must_be_free(target)
    folder = open_folder(root)
    if folder.plan is None or folder.registry is None:
        raise ProblemError(*folder.problems)
    years = _years(folder, year)
    following = from_plan(folder.plan, years, folder.registry)
    sources = _sources(folder, following, folder.registry)
    problems = _problems(following, sources, folder, folder.registry, years.first)
    contents = {**sources, **_copies(root)}
    if YAML in sources:
        contents[SCHEMA] = to_schema().encode()
    if problems:
        contents[DOUBTS] = _list(problems, following.decisions)
    for name, content in contents.items():
        write_bytes(target / name, content)
    return Rolled(tuple(target / name for name in sorted(contents)), tuple(problems))


def _years(folder: Folder, year: int) -> Years:
    found = years_of(folder.plan) if folder.plan else None
    place = folder.source.place(("tu_ngay",)) if folder.source else Place(YAML)
    if found is None:
        hint = "ghi tu_ngay và den_ngay của kỳ kế hoạch."
        raise ProblemError(Problem("khong-ro-nam", ERROR, place, "Không rõ kế hoạch này của năm nào.", hint))
    if year <= found[1]:
        span = str(found[0]) if found[0] == found[1] else f"{found[0]}-{found[1]}"
        message = f"Kế hoạch này của năm {span}, không chuyển được sang năm {year}."
        raise ProblemError(Problem("nam-khong-sau", ERROR, place, message, f"chọn năm sau {found[1]} ở --to."))
    return Years(*found, year - found[0])


def _sources(folder: Folder, following: Renewal, registry: Registry) -> dict[str, bytes]:
    """The plan in each form the old folder has it in."""
    plan = following.plan
    made = {}
    if folder.has(YAML):
        made[YAML] = to_yaml(plan, read_bytes(folder.root / YAML, YAML))
    if folder.has(XLSX):
        made[XLSX] = to_xlsx(plan, registry.choices(reference_date(plan)))
    return made


def _copies(root: Path) -> dict[str, bytes]:
    templates = sorted((root / "templates").glob("*.docx"))
    names = [*(name for name in _COPIED if (root / name).exists()), *(f"templates/{path.name}" for path in templates)]
    return {name: read_bytes(root / name, name) for name in names}


def _problems(following: Renewal, sources: Mapping[str, bytes], folder: Folder, registry: Registry, year: int) -> list[Problem]:
    """The decisions at their places in the new plan, then what else of the new folder still speaks of the old year."""
    name = next(iter(sources))
    source = read_source(name, sources[name])
    found = [Problem(one.code, one.severity, source.place(one.path), one.message, one.hint) for one in following.decisions]
    found += old_group_names(folder, registry, reference_date(following.plan))
    return found + list(_comments(sources.get(YAML, b"").decode("utf-8-sig"), year))


def _comments(text: str, year: int) -> Iterator[Problem]:
    """Comments of the YAML file, kept as they were, that name the old year."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*#.*\b{year}\b", line):
            message = f"Dòng ghi chú còn nói về năm {year}."
            yield Problem(
                "ghi-chu-nam-cu", INFO, Place(YAML, number, 1, excerpt=line), message, "sửa nếu không còn đúng; không in ra."
            )


def _list(problems: Sequence[Problem], decisions: Sequence[Decision]) -> bytes:
    """The problems as a table to work through; those first that are about the plan, with the number of their task."""
    numbers = [decision.number for decision in decisions] + [""] * (len(problems) - len(decisions))
    rows = tuple(
        Row((_LEVELS.get(problem.severity, "lưu ý"), str(problem.place), number, problem.message, problem.hint))
        for problem, number in zip(problems, numbers, strict=True)
    )
    return write_workbook((Table("Cần xem lại", _COLUMNS, rows),), (), "Những chỗ cần xem lại khi chuyển kế hoạch sang năm sau")
