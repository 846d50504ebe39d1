"""What proofreading gives and what it goes by: a fault, and the words a document may take for granted."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from kehoach_gen.problem.model import WARNING, Severity


@dataclass(frozen=True)
class Fault:
    """One finding: `text[start:end] == found` in paragraph `paragraph`. `message` and `hint` are Vietnamese sentences."""

    code: str
    start: int
    end: int
    found: str
    message: str
    hint: str
    severity: Severity = WARNING
    paragraph: int = 0


@dataclass(frozen=True)
class Lexicon:
    """Words known beforehand. Names are written as they are to be written; of two that differ in case only, the first counts."""

    names: tuple[str, ...] = ()
    """Agencies and other bodies: «Cục Thuế tỉnh»."""
    places: tuple[str, ...] = ()
    """Proper names of places, without «tỉnh» or «xã»: «Hát Lót»."""
    abbreviations: Collection[str] = ()
    """Those that need no explanation."""
    words: Collection[str] = ()
    """Words of any spelling the office accepts."""
    kind: str = ""
    """The type of the document, «Kế hoạch»; empty where its title may say it."""
    appendices: tuple[str, ...] | None = None
    """The numbers of its appendices, ("I", "II"), or ("",) for a single one; None where their headings may say it."""


def fault(code: str, match: re.Match[str], message: str, hint: str, severity: Severity = WARNING) -> Fault:
    """The fault of all that `match` found."""
    return Fault(code, match.start(), match.end(), match[0], message, hint, severity)
