"""Plan → names of agencies and groups that are not true at its day: in its words, and typed where another is printed."""

import re
from collections.abc import Iterator

from kehoach_gen.agency import Agency, Group, Mention, from_text
from kehoach_gen.plan.checking import Checking, Problems, prose
from kehoach_gen.problem import INFO
from kehoach_gen.source import Path
from kehoach_gen.vietnamese.dates import short_date
from kehoach_gen.vietnamese.fold import tidy
from kehoach_gen.vietnamese.references import references

_READ = ("trich_yeu", "can_cu", "mo_dau", "noi_dung", "noi_nhan", "phu_luc")
_STOP = re.compile(r"[;\n]|\.(?=\s)")
_OF_DOCUMENT = re.compile(r"\bcủa(?: (?:Chủ tịch|Phó Chủ tịch|Giám đốc|Trưởng ban|Chánh \w+))?(?: các)? ?$")
_ABOUT = re.compile(r"\b(?:về|việc|quy định|phê duyệt|ban hành|thành lập|sửa đổi|hướng dẫn|công bố)\b")
_PAST = re.compile(
    r"\b(?:đã|trước đây|trước ngày|trước khi|cũ|nay là|sáp nhập|hợp nhất|giải thể|kế thừa|bàn giao|tiếp nhận từ|chuyển từ)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\bnăm ((?:19|20)\d{2})\b", re.IGNORECASE)
_OTHER_BODY = re.compile(r" (?:của )?(?:HĐND|Hội đồng nhân dân)\b")
"""After «Ban Dân tộc»: a committee of the council."""
_MOST = 8


def name_problems(check: Checking) -> Problems:
    for path, text in prose(check.source.data):
        if path[0] in _READ:
            yield from _outlived(check, path, text)
    yield from _printed_otherwise(check)


def _outlived(check: Checking, path: Path, text: str) -> Problems:
    """Names in running text that nobody bears any more; not those of what is past, or of a cited document."""
    told: set[str] = set()
    for mention in from_text(text, check.registry, check.day).found:
        found = _what_became(check, mention)
        if found and mention.text not in told and not _is_of_the_past(check, mention, text):
            told.add(mention.text)
            yield check.warning(path, "het-hieu-luc", *found)


def _what_became(check: Checking, mention: Mention) -> tuple[str, str] | None:
    """(message, hint) of a name that is not true at the plan's day."""
    registry, day = check.registry, check.day
    said = f"«{' '.join(mention.text.split())}» trong câu chữ"
    if group := registry.group(mention.ref, day):
        if now := registry.renamed(mention.text, day):
            return f"{said} nay là «{now.name}».", f"{_replace([now.name])}."
        if registry.has_ended(group, day) and group.id not in check.plan.group_members:
            names = _groups_now(check, group)
            then = f"; nay là {' và '.join(f'«{name}»' for name in names)}" if names else ""
            return f"{said} không còn cơ quan nào vào ngày {short_date(day)}{then}.", f"{_replace(names)}."
        return None
    agency = registry.ended(mention.ref, day)
    if agency is None or agency.until is None:
        return None
    names = [heir.name for heir in registry.successors(agency, day)]
    message = f"{said} đã hết hiệu lực sau ngày {short_date(agency.until)}"
    if names:
        return f"{message}; cơ quan kế thừa là {' và '.join(f'«{name}»' for name in names)}.", f"{_replace(names)}."
    return f"{message}; danh mục không có cơ quan kế thừa.", without_successor(check, agency)


def _replace(names: list[str]) -> str:
    what = f"thay bằng {' hoặc '.join(f'«{name}»' for name in names)}" if names else "viết lại theo cơ quan nay làm việc này"
    return f"{what}; nếu nói về việc đã qua thì giữ nguyên"


def _groups_now(check: Checking, group: Group) -> list[str]:
    """The groups of those who came after the members of a group that is empty."""
    registry, day = check.registry, check.day
    members = (agency for agency in registry.agencies if group.id in agency.groups)
    heirs = (heir for agency in members for heir in registry.successors(agency, day) or registry.successors_below(agency, day))
    return [registry.name_of(id, day) for id in dict.fromkeys(id for heir in heirs for id in heir.groups)]


def without_successor(check: Checking, agency: Agency) -> str:
    """What to do about an agency that is gone and that nobody follows: who may do its work now, and where that is entered."""
    names = [below.name for below in check.registry.successors_below(agency, check.day)]
    listed = ", ".join(names[:_MOST]) + (f" … ({len(names)} cơ quan)" if len(names) > _MOST else "")
    now = f" (địa bàn này nay có: {listed})" if names else ""
    return f"ghi cơ quan nay làm việc này{now}; có cơ quan kế thừa thì ghi mã của cơ quan đó ở «ke_thua» trong danh mục cơ quan."


def _is_of_the_past(check: Checking, mention: Mention, text: str) -> bool:
    start = max((stop.end() for stop in _STOP.finditer(text, 0, mention.start)), default=0)
    end = next((stop.start() for stop in _STOP.finditer(text, mention.end)), len(text))
    clause, before = text[start:end], text[start : mention.start]
    cited = [found.end() for found in references(before)]
    is_cited = bool(cited) and bool(_OF_DOCUMENT.search(before) or _ABOUT.search(before, cited[0]))
    years = [int(year) for year in _YEAR.findall(clause)]
    is_before = bool(years) and max(years) < (check.year or 0)
    return is_cited or is_before or bool(_PAST.search(clause)) or bool(_OTHER_BODY.match(text, mention.end))


def _printed_otherwise(check: Checking) -> Problems:
    """Names typed for an agency or a group that is printed by another, its name at the plan's day; each once."""
    told: set[str] = set()
    for path, ref in _refs(check):
        name = check.registry.name_of(ref, check.day)
        typed = tidy(ref)
        if typed in told or _is_code(check, ref) or tidy(name).casefold() == typed.casefold():
            continue
        told.add(typed)
        key = f"{path[-2]}_ghi"
        message = f"«{typed}» được in là «{name}», tên vào ngày {short_date(check.day)}."
        yield check.problem(INFO, path, "in-ten-khac", message, f"muốn in câu chữ khác thì ghi câu chữ đó ở {key}.")


def _refs(check: Checking) -> Iterator[tuple[Path, str]]:
    for path, task in check.tasks():
        for key, refs in (("chu_tri", task.leads), ("phoi_hop", task.coordinators)):
            for index, ref in enumerate(refs):
                yield (*path, key, index), ref


def _is_code(check: Checking, ref: str) -> bool:
    group, code = check.registry.group(ref, check.day), ref.strip().lower()
    return (group is not None and group.id.lower() == code) or any(one.id.lower() == code for one in check.registry.find(ref))
