"""A Word file → its parts and every fault against the decree, in the order of their places."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from kehoach_gen.nd30.find_parts import find_parts
from kehoach_gen.nd30.model import law_at
from kehoach_gen.nd30.parts import Parts
from kehoach_gen.nd30.rule import Knowledge, Rule, Seen
from kehoach_gen.nd30.rules_annex import RULES as OF_ANNEX
from kehoach_gen.nd30.rules_body import RULES as OF_BODY
from kehoach_gen.nd30.rules_foot import RULES as OF_FOOT
from kehoach_gen.nd30.rules_head import RULES as OF_HEAD
from kehoach_gen.nd30.rules_page import RULES as OF_PAGE
from kehoach_gen.nd30.rules_report import RULES as OF_REPORT
from kehoach_gen.nd30.rules_title import RULES as OF_TITLE
from kehoach_gen.office.read_styled import read_styled
from kehoach_gen.office.styled import StyledFile
from kehoach_gen.problem import Problem

HEAD = "Phần đầu"
RULES: dict[str, tuple[Rule, ...]] = {
    "Trang giấy": OF_PAGE,
    HEAD: (*OF_HEAD, *OF_TITLE),
    "Nội dung": OF_BODY,
    "Nơi nhận và chữ ký": OF_FOOT,
    "Phụ lục": OF_ANNEX,
    "Báo cáo định kỳ": OF_REPORT,
}
"""Every rule, by the part of the document it looks at."""
_NOTHING = Knowledge()


@dataclass(frozen=True)
class Inspection:
    """The parts found and the problems, ordered by place."""

    parts: Parts
    problems: tuple[Problem, ...]


def inspect(content: bytes, name: str, today: date, knowledge: Knowledge = _NOTHING) -> Inspection:
    """Checks any .docx against the decree as it is in force on the day of the document or, where it has none, `today`.
    Raises ProblemError for what is no Word file."""
    seen = look_at(read_styled(content, name), today, knowledge)
    return Inspection(seen.parts, problems_of(seen))


def problems_of(seen: Seen) -> tuple[Problem, ...]:
    """Every fault of a document that has been looked at, ordered by place."""
    found = [
        problem
        for part, rules in RULES.items()
        if part != HEAD or seen.parts.is_bound
        for rule in rules
        for text in (seen.texts if rules is OF_BODY else (seen,))
        for problem in rule.problems(text)
    ]
    return tuple(sorted(found, key=lambda problem: problem.place.path))


def look_at(file: StyledFile, today: date, knowledge: Knowledge = _NOTHING) -> Seen:
    parts = find_parts(file, tuple(law_at(today).abbreviations))
    day = parts.day or _about(parts, today)
    return Seen(file, parts, law_at(day), day, knowledge)


def _about(parts: Parts, today: date) -> date:
    """The day of a draft: `today`, or the last day of the month its date line names where that is over."""
    found = re.search(r"tháng (\d{1,2}) năm (\d{4})", parts.dated.text) if parts.dated else None
    if found is None or not 1 <= int(found[1]) <= 12:
        return today
    year, month = int(found[2]), int(found[1])
    return min(today, date(year, month, monthrange(year, month)[1]))
