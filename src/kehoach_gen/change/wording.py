"""How a change is told in Vietnamese: what was changed, from what to what, whom it touches."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kehoach_gen.change.model import HOWS, KINDS, Change, Effect, How
from kehoach_gen.change.outline import ROOT, words_of
from kehoach_gen.change.words import ROLES, differences, is_list
from kehoach_gen.plan.model import BLOCK_KINDS, Block
from kehoach_gen.vietnamese.fold import fold

_NAMES = {
    "nhiem_vu": "Nhiệm vụ",
    "linh_vuc": "Lĩnh vực",
    "phu_luc": "Phụ lục",
    "cot_them": "Cột thêm",
    "can_cu": "Căn cứ thứ",
    "mo_dau": "Đoạn mở đầu thứ",
    "noi_nhan": "Nơi nhận thứ",
}
_WHOLE, _LONGEST, _MOST, _NAMED = 80, 60, 4, 3
"""Letters up to which a text is told whole, a quoted passage uncut; passages told of one text; agencies of a group named."""


def name_of(change: Change, *, old: bool = False) -> str:
    """«Nhiệm vụ 1.đ», «Điểm I.2.a», «Trích yếu»: the number it has, or had."""
    number = change.old_number if old else change.new_number or change.old_number
    if change.ref == ROOT:
        return change.title
    if isinstance(change.item, Block):
        kind = "Khoản" if change.item.kind == "khoan_tieu_de" else BLOCK_KINDS[change.item.kind]
        return f"{kind}{' ở' * (change.item.kind in ('gach', 'cong', 'doan') and bool(number))} {number}".strip()
    return f"{_NAMES[change.ref.list]} {number}".strip()


def act_of(change: Change) -> str:
    """«sửa câu chữ», «sửa chỉ tiêu», «chuyển từ 1.e»."""
    if change.kind == "moved" and change.old_number:
        return f"{KINDS['moved']} từ {change.old_number}"
    if change.kind == "field" and change.ref != ROOT:
        return f"{KINDS['field']} {change.title[:1].lower()}{change.title[1:]}"
    return KINDS[change.kind]


def detail_of(change: Change) -> str:
    """«Quý III/2023» → «Quý IV/2023»; of a long text the passages that differ; nothing of what was only moved."""
    if change.kind in ("added", "removed", "moved"):
        return quoted(words_of(change.item)) if change.kind != "moved" else ""
    if change.kind == "reassigned" and (told := "; ".join(_reassigned(change))):
        return told
    if max(len(change.old), len(change.new)) <= _WHOLE:
        return _passage(change.old, change.new)
    passages = list(_passages(change))
    rest = f"; và {len(passages) - _MOST} chỗ khác" if len(passages) > _MOST else ""
    return "; ".join(passages[:_MOST]) + rest


def _reassigned(change: Change) -> Iterator[str]:
    """«Phối hợp: bỏ «Sở Tài chính», thêm «Sở Tư pháp»»; nothing where a cell holds sentences."""
    if not (is_list(change.old) and is_list(change.new)):
        return
    old, new = _cells(change.old), _cells(change.new)
    for role in dict.fromkeys((*old, *new)):
        was, now = ({fold(name): name for name in cells.get(role, ())} for cells in (old, new))
        acts = [f"bỏ «{name}»" for key, name in was.items() if key not in now]
        acts += [f"thêm «{name}»" for key, name in now.items() if key not in was]
        if acts:
            yield f"{role}: {', '.join(acts)}"


def _cells(assignment: str) -> dict[str, list[str]]:
    """{«Chủ trì»: the names in the cell}"""
    found: dict[str, list[str]] = {}
    role = ""
    for line in assignment.split("\n"):
        head = re.match(f"({ROLES}): ", line)
        role = head[1] if head else role
        names = (name.strip() for name in line[head.end() if head else 0 :].split(";"))
        found.setdefault(role, []).extend(filter(None, names))
    return found


def _passages(change: Change) -> Iterator[str]:
    gone = ""
    for kind, text in (*differences(change.old, change.new), ("kept", "")):
        if kind == "deleted":
            gone = text
        elif kind == "inserted" or gone:
            yield _passage(gone, text if kind == "inserted" else "")
            gone = ""


def _passage(old: str, new: str) -> str:
    if old.strip() and new.strip():
        return f"{quoted(old)} → {quoted(new)}"
    if not (old + new).strip():
        return "sửa dấu cách"
    return f"thêm {quoted(new)}" if new.strip() else f"bỏ {quoted(old)}"


def quoted(text: str) -> str:
    """«the text in one line, cut where it is long …»"""
    line = " ".join(text.split())
    return f"«{line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(' ', 1)[0] + ' …'}»"


def told(effects: Iterable[Effect]) -> list[str]:
    """«Thêm việc chủ trì: Sở Nội vụ; các sở, ban, ngành (19 cơ quan)», a line for each way in which agencies are touched."""
    found: dict[How, list[Effect]] = {}
    for effect in effects:
        found.setdefault(effect.how, []).append(effect)
    return [f"{HOWS[how][:1].upper()}{HOWS[how][1:]}: {'; '.join(_names(same))}" for how, same in found.items()]


def _names(effects: Sequence[Effect]) -> Iterator[str]:
    """The agencies named, then each group with the number of its agencies, and their names where they are few; each once."""
    yield from dict.fromkeys(effect.name for effect in effects if not effect.group)
    for group in dict.fromkeys(effect.group for effect in effects if effect.group):
        members = dict.fromkeys(effect.name for effect in effects if effect.group == group)
        who = f": {', '.join(members)}" if len(members) <= _NAMED else ""
        yield f"{group} ({len(members)} cơ quan{who})"


def counted(changes: Sequence[Change], rows: int = 0) -> str:
    """«12 thay đổi, liên quan 24 cơ quan.»; where they are told in `rows`, «10 nội dung, 12 thay đổi, …»."""
    agencies = {effect.agency for change in changes for effect in change.effects}
    touched = f", liên quan {len(agencies)} cơ quan" if agencies else ""
    told_in = f"{rows} nội dung, " if rows and rows != len(changes) else ""
    return f"{told_in}{len(changes)} thay đổi{touched}." if changes else "Không có thay đổi."
