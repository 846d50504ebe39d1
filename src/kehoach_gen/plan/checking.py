"""What every check of a plan needs: the plan, where each value stands, the agencies and the law at its date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kehoach_gen.agency import Registry
from kehoach_gen.nd30 import Law
from kehoach_gen.plan.model import Area, Plan, Task
from kehoach_gen.plan.to_context import issue_date
from kehoach_gen.problem import ERROR, WARNING, Problem
from kehoach_gen.problem.model import Severity
from kehoach_gen.source import Located, Path
from kehoach_gen.vietnamese.dates import parse_date

Problems = Iterator[Problem]


@dataclass(frozen=True)
class Checking:
    """One plan under check, at the day of its issue."""

    plan: Plan
    source: Located
    registry: Registry
    law: Law
    day: date

    def error(self, path: Path, code: str, message: str, hint: str) -> Problem:
        return Problem(code, ERROR, self.source.place(path), message, hint)

    def warning(self, path: Path, code: str, message: str, hint: str) -> Problem:
        return Problem(code, WARNING, self.source.place(path), message, hint)

    def problem(self, severity: Severity, path: Path, code: str, message: str, hint: str) -> Problem:
        return Problem(code, severity, self.source.place(path), message, hint)

    @property
    def unless_draft(self) -> Severity:
        """A fault of form that a draft may still have and an issued document may not."""
        issued = issue_date(self.plan)
        return ERROR if self.plan.number and issued and issued.day else WARNING

    @property
    def year(self) -> int | None:
        """The year of the plan, for examples: that it begins in, else that of its issue."""
        first, issued = parse_date(self.plan.starts), issue_date(self.plan)
        return first.year if isinstance(first, date) else issued.year if issued else None

    def areas(self) -> Iterator[tuple[Path, Area]]:
        for a, appendix in enumerate(self.plan.appendices):
            for b, area in enumerate(appendix.areas):
                yield ("phu_luc", a, "linh_vuc", b), area

    def tasks(self) -> Iterator[tuple[Path, Task]]:
        for path, area in self.areas():
            for c, task in enumerate(area.tasks):
                yield (*path, "nhiem_vu", c), task


_NOT_PROSE = {"ma", "tu_ngay", "den_ngay", "ngay_ban_hanh", "so", "chu_tri", "phoi_hop", "thanh_vien_nhom"}


def prose(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of the data that is words to be printed, with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in _NOT_PROSE:
                yield from prose(value, (*path, key))
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            yield from prose(value, (*path, index))
