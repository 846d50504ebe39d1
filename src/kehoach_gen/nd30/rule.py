"""A rule of the checker: what it is called, by which article, and what it says of a document."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kehoach_gen.nd30.model import Law, Value
from kehoach_gen.nd30.parts import Parts, Piece
from kehoach_gen.office.styled import StyledFile
from kehoach_gen.problem import Place, Problem
from kehoach_gen.problem.model import Severity

DECREE = "Nghị định số 30/2020/NĐ-CP"


@dataclass(frozen=True)
class Knowledge:
    """What the decree does not hold and the checker may be told.

    `agency_fault(name, day)`: why the agency named is none on that day, or nothing. `window(words)`: the first and last
    day of the figures of a period such as «quý III năm 2023», or None. `term(words, to_ministry)`: the first and last day
    on which the report of that period may be due, to the Bộ Nội vụ on administrative reform or to anybody else, or None.
    """

    agency_fault: Callable[[str, date], str] = lambda name, day: ""
    window: Callable[[str], tuple[date, date] | None] = lambda words: None
    term: Callable[[str, bool], tuple[date, date] | None] = lambda words, to_ministry: None


@dataclass(frozen=True)
class Seen:
    """A document as the rules see it. `day`: its own date, or the day it is checked on."""

    file: StyledFile
    parts: Parts
    law: Law
    day: date
    knowledge: Knowledge

    @property
    def texts(self) -> tuple["Seen", ...]:
        """The document and, each as a text without head and foot, those issued with it."""
        return (self, *(replace(self, parts=Parts(kind=one.kind, body=one.body)) for one in self.parts.enclosures))


@dataclass(frozen=True)
class Finding:
    """One fault; `severity` and `hint` where they are not those of the rule."""

    place: Place
    message: str
    hint: str = ""
    severity: Severity | None = None


Check = Callable[[Seen], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """One rule. Its name says what is wrong; the docstring of its function says what it checks."""

    id: str
    severity: Severity
    article: str
    fix: str
    check: Check

    @property
    def code(self) -> str:
        return self.check.__name__.replace("_", "-")

    @property
    def about(self) -> str:
        return " ".join((self.check.__doc__ or "").split())

    def problems(self, seen: Seen) -> Iterator[Problem]:
        for found in self.check(seen):
            severity = found.severity or self.severity
            yield Problem(self.code, severity, found.place, found.message, found.hint or self.fix)


def rule(id: str, severity: Severity, article: str, fix: str) -> Callable[[Check], Rule]:
    """Makes a check a rule: its id, how grave it is, its article in Phụ lục I unless named in full, how to put it right."""
    return lambda check: Rule(id, severity, article, fix, check)


def cited(article: str) -> str:
    """«Nghị định số 30/2020/NĐ-CP (Phụ lục I, I.3)»."""
    if article == "thông lệ":
        return "thông lệ"
    return f"{DECREE} ({article.replace('PL I', 'Phụ lục I')})"


def figure(number: float) -> str:
    """A number in Vietnamese: «12,7»."""
    return f"{round(number, 1):g}".replace(".", ",")


def span_of(value: Value) -> str:
    """«30–35 mm»."""
    low, high = figure(value.low), figure(value.high)
    return f"{low} {value.unit}" if low == high else f"{low}–{high} {value.unit}"


@dataclass(frozen=True)
class Wanted:
    """How an element is to look: its size, and what is prescribed of the rest; None where nothing is."""

    size: Value
    bold: bool | None = None
    italic: bool | None = None
    centred: bool | None = None
    capital: bool | None = None

    @property
    def words(self) -> str:
        """«cỡ chữ 12–13 pt, in hoa, đậm, đứng giữa»."""
        parts = [f"cỡ chữ {span_of(self.size)}"]
        parts += ["in hoa" if self.capital else "in thường"] if self.capital is not None else []
        parts += ["nghiêng"] if self.italic else ["kiểu chữ đứng"] if self.italic is False else []
        parts += ["đậm"] if self.bold else ["không đậm"] if self.bold is False else []
        return ", ".join(parts + ["đặt giữa"] * bool(self.centred))

    def faults(self, piece: Piece) -> Iterator[str]:
        """What is otherwise in a piece, in words."""
        for size in piece.sizes:
            if not self.size.allows(size, 0.01):
                yield f"cỡ chữ {figure(size)}"
        if self.capital is not None and self.capital != piece.is_capital:
            yield "viết chữ thường" if self.capital else "viết chữ in hoa"
        for wanted, wholly, partly, word in (
            (self.bold, piece.is_bold, piece.some_bold, "đậm"),
            (self.italic, piece.is_italic, piece.some_italic, "nghiêng"),
        ):
            if wanted and not wholly:
                yield f"không {word}"
            elif wanted is False and partly:
                yield word
        if self.centred and piece.is_alone and not piece.is_centred:
            yield "không đặt giữa"


def looks(name: str, pieces: Sequence[Piece], wanted: Wanted, article: str = "") -> Iterator[Finding]:
    """A finding for each piece that looks otherwise than wanted."""
    for piece in pieces:
        if faults := list(wanted.faults(piece)):
            law = cited(article or wanted.size.article)
            yield Finding(
                piece.paragraph.place, f"{name} «{short(piece.text)}» {', '.join(faults)}; {law} quy định {wanted.words}."
            )


def top(seen: Seen) -> Place:
    """Where what is missing from the head is told."""
    return seen.file.paragraphs[0].place if seen.file.paragraphs else Place(seen.file.name)


def short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


MORE = re.compile(r" Còn \d+ đoạn khác như vậy\.$")
"""What `together` adds to the message of the first."""


def together(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings that say the same as one, at the first place, with how often it is so elsewhere."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.message, []).append(finding)
    for same in groups.values():
        more = f" Còn {len(same) - 1} đoạn khác như vậy." if len(same) > 1 else ""
        yield replace(same[0], message=same[0].message + more)
