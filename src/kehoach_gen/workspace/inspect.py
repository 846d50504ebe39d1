"""Word files of anybody → what is wrong with them by the decree and the rules of writing; copies with comments, or mended."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kehoach_gen.agency import Mention, Registry, from_text, to_lexicon
from kehoach_gen.calendar import WEEKENDS_ONLY, Period, earliest, latest, period_in_words
from kehoach_gen.nd30.inspect import look_at, problems_of
from kehoach_gen.nd30.mend import mend
from kehoach_gen.nd30.rule import Knowledge, Seen
from kehoach_gen.office.comment_word import comment_word
from kehoach_gen.office.comments import Note
from kehoach_gen.office.kinds import kind_of, refusal
from kehoach_gen.office.read_styled import read_styled
from kehoach_gen.problem import Problem, ProblemError
from kehoach_gen.vietnamese.dates import short_date
from kehoach_gen.vietnamese.fold import tidy
from kehoach_gen.vietnamese.proofread import proofread
from kehoach_gen.workspace.files import read_bytes, write_bytes
from kehoach_gen.workspace.folder import read_registry

COMMENTED, MENDED = "nhận xét", "đã sửa"


@dataclass(frozen=True)
class Wish:
    """What is wanted besides the findings."""

    today: date
    comments: bool = False
    """A copy with a comment at each finding."""
    fix: bool = False
    """A copy in which what is safe to mend is mended."""
    out: Path | None = None
    """Where copies go; beside each file where None."""


@dataclass(frozen=True)
class Inspected:
    """One file: its type as it was recognised, what is wrong, what was mended, the copies written."""

    path: Path
    kind: str
    problems: tuple[Problem, ...]
    mended: tuple[Problem, ...] = ()
    copies: tuple[Path, ...] = ()


def inspect_files(paths: Sequence[Path], registry_root: Path, wish: Wish) -> tuple[Inspected, ...]:
    """Every file in turn; one that cannot be read is a problem of its own. Agencies are those of `registry_root`."""
    registry = read_registry(registry_root)
    return tuple(_inspect(path, registry, wish) for path in paths)


def _inspect(path: Path, registry: Registry, wish: Wish) -> Inspected:
    try:
        content = read_bytes(path, path.name)
        if (found := kind_of(content)) != "docx":
            return Inspected(path, "", (refusal(found, path.name),))
        kind, problems = findings(content, path.name, registry, wish.today)
        mended: tuple[Problem, ...] = ()
        copies = []
        if wish.fix:
            fixed, mended = mend(content, path.name, wish.today)
            if fixed != content:
                copies.append(_write(path, MENDED, fixed, wish))
                content = fixed
                _, problems = findings(content, path.name, registry, wish.today)
        if wish.comments and problems:
            notes = [Note(problem.place, _note(problem)) for problem in problems]
            copies.append(_write(path, COMMENTED, comment_word(content, path.name, notes), wish))
        return Inspected(path, kind, problems, mended, tuple(copies))
    except ProblemError as error:
        return Inspected(path, "", error.problems)


def findings(content: bytes, name: str, registry: Registry, today: date) -> tuple[str, tuple[Problem, ...]]:
    """The type of the document and every finding, in the order of places. Raises ProblemError for what is no Word file."""
    file = read_styled(content, name)
    seen = look_at(file, today, Knowledge(lambda agency, day: _agency_fault(registry, agency, day), _window, _term))
    found = [*problems_of(seen), *_faults_of_writing(seen, registry)]
    order = {paragraph.place.path: index for index, paragraph in enumerate(file.paragraphs)}
    return seen.parts.kind, tuple(sorted(found, key=lambda problem: order.get(problem.place.path, -1)))


def _faults_of_writing(seen: Seen, registry: Registry) -> list[Problem]:
    read = [paragraph for paragraph in seen.file.paragraphs if not paragraph.is_blank]
    lexicon = to_lexicon(registry, _known_abbreviations(registry), seen.parts.kind)
    untold = _TWICE | (_OF_THE_WHOLE if seen.parts.annexes and not seen.parts.has_head else set())
    dated = [piece.paragraph for piece in (seen.parts.number, seen.parts.dated) if piece]
    faults = proofread([paragraph.full_text for paragraph in read], lexicon)
    return [
        Problem(fault.code, fault.severity, paragraph.place, fault.message, fault.hint)
        for fault in faults
        if (paragraph := read[fault.paragraph]) not in dated or fault.code not in _OF_THE_HEAD
        if fault.code not in untold
    ]


def _known_abbreviations(registry: Registry) -> frozenset[str]:
    """Those that names of agencies are written with: «UBND»."""
    return frozenset(word for agency in registry.agencies for word in re.findall(r"\b[A-ZĐ]{2,}\b", agency.name))


_TWICE = {"unicode-to-hop", "dau-ket-thuc", "so-thieu", "so-trung"}
"""Faults that the checker of the decree tells by itself."""
_OF_THE_HEAD = {"ky-hieu-co-dau-cach", "ngay-khong-co-that", "ngay-thieu-so-khong"}
"""Those that it tells of number and date."""
_OF_THE_WHOLE = {"phu-luc-khong-nhac", "viet-tat-chua-giai-thich"}
"""Faults that an appendix in a file of its own cannot show: what it is measured by stands in the main part."""


def _agency_fault(registry: Registry, name: str, day: date) -> str:
    """Why no agency or group is called so on that day although there was one; nothing for names the registry does not know."""
    known = registry.find(name)
    if not known:
        return next((fault for one in from_text(name, registry, day).found if (fault := _group_fault(registry, one, day))), "")
    if any(agency.is_valid(day) for agency in known):
        return ""
    after = {later.name for agency in known for later in registry.successors(agency, day)}
    ends = max((agency.until for agency in known if agency.until), default=None)
    gone = f"«{tidy(name)}» không còn" + (
        f" từ sau ngày {short_date(ends)}" if ends and ends < day else f" ở ngày {short_date(day)}"
    )
    return f"{gone}; nay là {', '.join(sorted(after))}." if after else f"{gone}, không có cơ quan kế thừa."


def _group_fault(registry: Registry, mention: Mention, day: date) -> str:
    if now := registry.renamed(mention.text, day):
        return f"«{mention.text}» ở ngày {short_date(day)} gọi là «{now.name}»."
    group = registry.group(mention.ref, day)
    return f"«{mention.text}» không còn cơ quan nào ở ngày {short_date(day)}." if group and registry.has_ended(group, day) else ""


def _window(words: str) -> tuple[date, date] | None:
    period = _period(words)
    return (period.window.first, period.window.last) if period else None


def _term(words: str, to_ministry: bool) -> tuple[date, date] | None:
    period = _period(words)
    return (earliest(period, WEEKENDS_ONLY), latest(period, of_province=to_ministry)[0]) if period else None


def _period(words: str) -> Period | None:
    return period_in_words(words.lower().removeprefix("báo cáo").strip())


def _note(problem: Problem) -> str:
    return f"{problem.message} {problem.hint[:1].upper()}{problem.hint[1:]}".strip()


def _write(path: Path, what: str, content: bytes, wish: Wish) -> Path:
    """Writes a copy under a name that no other file has. Raises ProblemError."""
    folder = wish.out or path.parent
    number = 1
    while True:
        target = folder / f"{path.stem} ({what}{f' {number}' if number > 1 else ''}){path.suffix}"
        if not target.exists():
            write_bytes(target, content)
            return target
        if target.is_file() and read_bytes(target, target.name) == content:
            return target
        number += 1
