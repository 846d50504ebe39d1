"""Changes → the values of the table that sets two versions side by side (bảng so sánh, thuyết minh)."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kehoach_gen.change.model import Change, Changes
from kehoach_gen.change.outline import ROOT, words_of
from kehoach_gen.change.wording import act_of, counted, name_of, quoted, told
from kehoach_gen.change.words import BREAK, Piece, differences, list_differences
from kehoach_gen.nd30 import Law
from kehoach_gen.nd30.letterhead import centred_lines, text_millimetres
from kehoach_gen.office.redline import changed
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import issue_date, number, symbol
from kehoach_gen.vietnamese.dates import full_date

Context = dict[str, Any]
Sides = tuple[list[str], list[str]]
"""The paragraphs of the old and of the new column."""
NOTHING = "(không có)"
_MANY, _MANY_AGENCIES = 900, 500
"""Letters in a column that may need more than a page."""


def comparison_context(changes: Changes, law: Law, called: tuple[str, str] = ("", "")) -> Context:
    """The names of `bang-so-sanh.docx`; `called`: which versions, or files, the two are."""
    plan, rows = changes.new, list(_rows(changes))
    old_name, new_name = (f" ({name})" if name else "" for name in called)
    subject = plan.subject[:1].lower() + plan.subject[1:] if plan.subject[1:2].islower() else plan.subject
    title = f"Nội dung sửa đổi, bổ sung {plan.kind} {subject}"
    return {
        "tieu_de": "\n".join(centred_lines(title, law["co_ten_phu_luc"], text_millimetres(law, landscape=True))),
        "tom_tat": counted(changes.all, sum("tt" in row for row in rows)),
        "ban_cu": _version(changes.old, law) + old_name,
        "ban_moi": _new_version(changes.old, plan, law) + new_name,
        "hang": rows,
    }


def _new_version(old: Plan, new: Plan, law: Law) -> str:
    """As the old one is called; a draft while it still bears the number of what it is to amend."""
    return f"Dự thảo sửa đổi {new.kind}" if new.number and _version(old, law) == _version(new, law) else _version(new, law)


def _version(plan: Plan, law: Law) -> str:
    issued = issue_date(plan)
    if not plan.number or issued is None:
        return f"Dự thảo {plan.kind}"
    date = full_date(issued.day, issued.month, issued.year)
    return f"{plan.kind} số {number(plan)}/{symbol(plan, law)} {date}"


def _rows(changes: Changes) -> Iterator[Context]:
    """A heading row for each part of the document, a row for each item; in the frame, for each field."""
    section, count = "", 0
    for group in changes.by_item():
        if group[0].section != section:
            section = group[0].section
            yield {"loai": "nhom", "ten": section}
        for row in [(change,) for change in group] if group[0].ref == ROOT else [group]:
            count += 1
            yield {"tt": str(count), **_row(row)}


def _row(group: Sequence[Change]) -> Context:
    first = group[0]
    columns: Sides = ([], [])
    if first.ref != ROOT and first.kind not in ("added", "removed") and all(change.kind != "reworded" for change in group):
        known = quoted(words_of(first.item))
        columns = ([known], [known])
    for change in group:
        for column, lines in zip(columns, _sides(change), strict=True):
            column += lines
    touched = dict.fromkeys(line for change in group for line in told(change.effects))
    agencies = [*touched] or [""]
    is_long = max(map(_letters, columns)) > _MANY or _letters(agencies) > _MANY_AGENCIES
    return {
        "loai": "dai" if is_long else "noi_dung",
        "nhan_cu": "" if first.kind == "added" else name_of(first, old=True),
        "nhan_moi": _new_name(first),
        "cu": columns[0],
        "moi": columns[1],
        "ly_do": "",
        "co_quan": agencies,
    }


def _letters(lines: Sequence[str]) -> int:
    return sum(map(len, lines))


def _new_name(change: Change) -> str:
    if change.kind == "removed":
        return "Bỏ"
    return f"{name_of(change)} ({act_of(change)})" if change.kind in ("added", "moved") else name_of(change)


def _sides(change: Change) -> Sides:
    """Old words struck where they were deleted, new ones bold where they were inserted."""
    if change.kind == "moved":
        return [], []
    old, new = _columns(change.old, change.new, list_differences if change.kind == "reassigned" else differences)
    if change.kind == "added":
        return [], new
    if change.kind == "removed":
        return old, []
    if change.kind in ("deadline", "field") and change.ref != ROOT:
        old, new = ([f"{change.title}: {lines[0]}", *lines[1:]] for lines in (old, new))
    return old, new


def _columns(old: str, new: str, compared: Callable[[str, str], tuple[Piece, ...]]) -> Sides:
    columns: Sides = ([""], [""])
    for kind, text in compared(*(words.replace("\n", BREAK) for words in (old, new))):
        shown = [lines for lines, hidden in zip(columns, ("inserted", "deleted"), strict=True) if kind != hidden]
        for place, words in enumerate(text.split(BREAK)):
            for lines in shown:
                lines += [""] * bool(place)
                lines[-1] += words if kind == "kept" else changed(words, kind)
    return [*columns[0]] if old else [NOTHING], [*columns[1]] if new else [NOTHING]
