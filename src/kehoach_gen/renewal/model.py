"""A renewal: the plan of a later year, and the places in it that a person has to look at, or has to know of."""

from dataclasses import dataclass, replace

from kehoach_gen.plan.model import Plan
from kehoach_gen.problem import WARNING
from kehoach_gen.problem.model import Severity
from kehoach_gen.source import Path


@dataclass(frozen=True)
class Decision:
    """What is to be decided; `code`, `message` and `hint` as of a `Problem`."""

    code: str
    message: str
    hint: str
    severity: Severity = WARNING
    path: Path = ()
    """Where it stands in the data of the new plan."""
    number: str = ""
    """The task it is about, as it is cited: «6.a»."""

    def at(self, path: Path, number: str = "") -> "Decision":
        return replace(self, path=path, number=number)


@dataclass(frozen=True)
class Renewal:
    """The new plan, a draft without number and signatory, and the decisions in the order of its data."""

    plan: Plan
    decisions: tuple[Decision, ...]


def excerpt(text: str, start: int, end: int, around: int = 40) -> str:
    """«… the words around `text[start:end]` …», whole words, on one line."""
    first, last = max(start - around, 0), min(end + around, len(text))
    while first and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    words = " ".join(text[first:last].split())
    return f"«{'… ' if first else ''}{words}{' …' if last < len(text) else ''}»"
