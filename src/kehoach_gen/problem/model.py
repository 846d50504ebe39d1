"""A problem: a value that says what is wrong, where, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "info"]
ERROR: Severity = "error"
WARNING: Severity = "warning"
INFO: Severity = "info"


@dataclass(frozen=True)
class Place:
    """Where a value stands: a line of a text file, a cell of a workbook, or a part of a Word file."""

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    part: str | None = None
    """A spot in a Word file, in words: «bảng 2, hàng 5»."""
    excerpt: str | None = None
    """The source line, as the person wrote it."""
    path: tuple[int, ...] = field(default=(), compare=False, repr=False)
    """The same spot for a program: from the body of a Word file down, the index of each element among its siblings."""

    def __str__(self) -> str:
        if self.sheet is not None:
            return f"{self.file}[{self.sheet}]" + (f"!{self.cell}" if self.cell else "")
        if self.line is not None:
            return f"{self.file}:{self.line}:{self.column or 1}"
        return f"{self.file}, {self.part}" if self.part else self.file


@dataclass(frozen=True)
class Problem:
    """One finding. `code` is a fixed slug, `message` and `hint` are Vietnamese sentences."""

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""


class ProblemError(Exception):
    """Raised when going on is pointless; carries the problems to show."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == ERROR for problem in problems)
