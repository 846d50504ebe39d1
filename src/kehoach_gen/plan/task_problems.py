"""Plan → what is wrong in its tasks: agencies, wordings beside references, deadlines, and who is not in Nơi nhận."""

import re
from datetime import date
from difflib import get_close_matches

from kehoach_gen.agency import Agency, Remark, assign, expand, from_text
from kehoach_gen.calendar import Deadline, Unreadable
from kehoach_gen.calendar import from_text as deadline_from_text
from kehoach_gen.plan.checking import Checking, Problems
from kehoach_gen.plan.date_problems import plan_span
from kehoach_gen.plan.model import Task
from kehoach_gen.plan.name_problems import without_successor
from kehoach_gen.plan.to_context import issue_date
from kehoach_gen.problem import ERROR, INFO, WARNING
from kehoach_gen.problem.model import Severity
from kehoach_gen.source import Path
from kehoach_gen.vietnamese.dates import impossible_dates, short_date
from kehoach_gen.vietnamese.fold import fold, without_marks
from kehoach_gen.vietnamese.typed_numbers import typed_number

_SEVERITIES: dict[str, Severity] = {
    "nhom-mo": INFO,
    "ngoai-tinh": INFO,
    "ten-hon-nhom": INFO,
    "hai-vai": WARNING,
    "nhom-rong": WARNING,
}
"""How bad a remark on a reference is; what is not listed is an error: the reference means nobody."""

_HINTS = {
    "nhom-mo": "liệt kê các cơ quan thật sự phải làm; chưa khai thì nhóm này không có mẫu báo cáo.",
    "ngoai-tinh": "không cần làm gì, nếu chỉ phối hợp.",
    "ten-hon-nhom": "không cần làm gì, nếu đúng ý.",
    "hai-vai": "bỏ ở một trong hai cột.",
    "nhom-rong": "thay bằng nhóm khác còn cơ quan vào ngày này.",
    "khong-co-trong-danh-muc": "chọn trong co-quan.csv, nhom.csv; hoặc thêm cơ quan này vào danh mục.",
}


def task_problems(check: Checking) -> Problems:
    for path, task in check.tasks():
        if not task.text.strip():
            yield check.error((*path, "nhiem_vu"), "de-trong", "Nhiệm vụ không có chữ.", "viết nhiệm vụ, hoặc bỏ dòng này.")
        if (typed := typed_number(task.text)) and typed.kind not in ("gach", "cong"):
            number = task.text[: typed.length].strip()
            message = f"Nhiệm vụ mở đầu bằng số gõ tay «{number}»."
            yield check.warning((*path, "nhiem_vu"), "so-go-tay", message, "bỏ số này; số thứ tự do máy đánh.")
        yield from _assignment(check, path, task)
        yield from _wordings(check, path, task)
        yield from _deadline(check, path, task)
    yield from _repeated(check)
    yield from _missing_recipients(check)


def _repeated(check: Checking) -> Problems:
    first: dict[str, Path] = {}
    for path, task in check.tasks():
        words = fold(task.text)
        if words and words in first:
            place = check.source.place((*first[words], "nhiem_vu"))
            message = f"Nhiệm vụ này giống hệt nhiệm vụ ở {place}."
            yield check.warning((*path, "nhiem_vu"), "nhiem-vu-lap", message, "bỏ một trong hai, hoặc ghi rõ chỗ khác nhau.")
        first.setdefault(words, path)


def _assignment(check: Checking, path: Path, task: Task) -> Problems:
    if not task.leads:
        yield check.error(
            (*path, "chu_tri"), "khong-chu-tri", "Nhiệm vụ chưa có cơ quan chủ trì.", "ghi mã hoặc tên cơ quan ở chu_tri."
        )
    for key, refs in (("chu_tri", task.leads), ("phoi_hop", task.coordinators)):
        for index, ref in enumerate(refs):
            if _id(check, ref) in [_id(check, earlier) for earlier in refs[:index]]:
                yield check.warning((*path, key, index), "co-quan-trung", f"«{ref}» ghi hai lần trong cùng một ô.", "bỏ một lần.")
    assigned = assign(task.leads, task.coordinators, check.day, check.registry, check.plan.group_members)
    for remark in (*assigned.unresolved, *assigned.notes):
        severity = _SEVERITIES.get(remark.code, ERROR)
        hint = _hint_for(check, remark)
        yield check.problem(severity, _place_of(check, path, task, remark), remark.code, remark.why, hint)


def _id(check: Checking, ref: str) -> str:
    """The id a reference means: two spellings of one agency have one id."""
    if group := check.registry.group(ref, check.day):
        return group.id
    agency = check.registry.named(ref, check.day)
    return agency.id if agency else ref


def _hint_for(check: Checking, remark: Remark) -> str:
    """What to do about a remark; for a name nobody has, the name that was probably meant."""
    if remark.code == "het-hieu-luc":
        gone = check.registry.ended(remark.ref, check.day)
        heirs = check.registry.successors(gone, check.day) if gone else ()
        if gone and not heirs:
            return without_successor(check, gone)
        return f"thay bằng cơ quan kế thừa: {' và '.join(f'«{heir.name}»' for heir in heirs)}."
    if remark.code != "khong-co-trong-danh-muc":
        return _HINTS.get(remark.code, "xem lại cơ quan này.")
    if re.search(r"[;\n]|, ", remark.ref):
        return "mỗi mục, mỗi ô chỉ ghi một cơ quan: tách ra thành nhiều mục, nhiều ô."
    choices = check.registry.choices(check.day)
    names = {without_marks(name).lower(): name for _, name in choices}
    codes = {without_marks(id).lower(): f"{id} ({name})" for id, name in choices}
    meant = names if " " in remark.ref.strip() else names | codes
    near = get_close_matches(without_marks(remark.ref).strip().lower(), list(meant), 1, 0.75)
    return f"có phải ý là «{meant[near[0]]}»?" if near else _HINTS[remark.code]


def _place_of(check: Checking, path: Path, task: Task, remark: Remark) -> Path:
    """Where the reference a remark speaks of stands: with the coordinators first, who are named beside a group that leads."""
    for key, refs in (("phoi_hop", task.coordinators), ("chu_tri", task.leads)):
        for index, ref in enumerate(refs):
            if remark.ref in (ref, _id(check, ref)):
                return (*path, key, index)
    return path


def _wordings(check: Checking, path: Path, task: Task) -> Problems:
    """The words kept for a cell name the agencies chosen for it, no fewer and no others; those of the lead's cell may
    name a coordinator too."""
    if task.leads_wording and task.assignment_note:
        message = f"Ghi chú phân công «{task.assignment_note}» không được in vì ô chủ trì đã có câu chữ riêng."
        yield check.warning(
            (*path, "ghi_chu_phan_cong"), "ghi-chu-khong-in", message, "đưa ghi chú vào câu chữ của ô, hoặc bỏ chu_tri_ghi."
        )
    leads, coordinators = ({_id(check, ref) for ref in refs} for refs in (task.leads, task.coordinators))
    named = set(from_text(task.leads_wording, check.registry, check.day).refs)
    yield from _wording(check, (*path, "chu_tri_ghi"), task.leads_wording, leads, leads | coordinators)
    yield from _wording(check, (*path, "phoi_hop_ghi"), task.coordinators_wording, coordinators - named, coordinators)


def _wording(check: Checking, path: Path, words: str, wanted: set[str], allowed: set[str]) -> Problems:
    if not words:
        return
    mentions = from_text(words, check.registry, check.day)
    named = set(mentions.refs)
    if missing := wanted - named - _parts_of(check, named):
        message = f"Câu chữ trong ô không nhắc đến {_names(check, missing)}."
        yield check.warning(path, "cach-ghi-thieu", message, "sửa câu chữ, hoặc sửa danh sách cơ quan cho khớp.")
    if extra := named - allowed:
        message = f"Câu chữ trong ô nhắc đến {_names(check, extra)} nhưng không được giao."
        yield check.warning(path, "cach-ghi-thua", message, "thêm vào danh sách cơ quan, hoặc sửa câu chữ.")
    if mentions.residue:
        message = f"Ô có câu chữ ngoài tên cơ quan: «{_shortened(mentions.residue)}»."
        yield check.problem(INFO, path, "cach-ghi-co-van-xuoi", message, "phần này chỉ được in, không giao việc cho ai.")


def _parts_of(check: Checking, ids: set[str]) -> set[str]:
    return {part for id in ids if (group := check.registry.group(id, check.day)) for part in group.parts}


def _names(check: Checking, ids: set[str]) -> str:
    return ", ".join(f"«{check.registry.name_of(id, check.day)}»" for id in sorted(ids))


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


def _deadline(check: Checking, path: Path, task: Task) -> Problems:
    path = (*path, "thoi_gian")
    if not task.deadline.strip():
        hint = "ghi thời hạn, ví dụ: Quý IV/2023, Thường xuyên."
        yield check.warning(path, "han-khong-doc-duoc", "Nhiệm vụ chưa ghi thời gian hoàn thành.", hint)
        return
    found = deadline_from_text(task.deadline)
    if isinstance(found, Unreadable):
        if not any(impossible_dates(task.deadline)):
            message = f"Không đọc được thời hạn «{_shortened(found.text)}»: {found.reason}."
            yield check.warning(path, "han-khong-doc-duoc", message, found.hint)
        return
    issued = issue_date(check.plan)
    signed = date(issued.year, issued.month, issued.day) if issued and issued.day and issued.month else None
    span = plan_span(check)
    for due in _days(found):
        if span and not span[0] <= due <= span[1]:
            message = f"Hạn {short_date(due)} nằm ngoài kỳ kế hoạch ({short_date(span[0])} – {short_date(span[1])})."
            yield check.warning(path, "han-ngoai-ky", message, "sửa hạn; nếu đúng ý thì không cần làm gì.")
        elif signed and due < signed:
            message = f"Hạn {short_date(due)} đã qua trước ngày ban hành ({short_date(signed)})."
            yield check.warning(path, "han-truoc-ngay-ban-hanh", message, "sửa hạn, hoặc bỏ mốc đã qua.")


def _days(deadline: Deadline) -> list[date]:
    if deadline.milestones:
        return [milestone.due for milestone in deadline.milestones]
    return [deadline.due] if deadline.due else []


def _missing_recipients(check: Checking) -> Problems:
    """Whoever is given a task receives the document (Phụ lục I, II.9)."""
    if not check.plan.recipients:
        return
    reached = _recipients(check)
    missing: dict[str, None] = {}
    for _, task in check.tasks():
        for ref in (*task.leads, *task.coordinators):
            group = check.registry.group(ref, check.day)
            if group and (group.is_open or group.parts):
                continue
            agencies = expand((ref,), check.day, check.registry, {}).agencies
            if any(agency.id not in reached for agency in agencies):
                missing[check.registry.name_of(ref, check.day)] = None
    for name in missing:
        yield check.warning(
            ("noi_nhan",),
            "thieu-noi-nhan",
            f"«{name}» được giao việc nhưng không có trong nơi nhận.",
            f"thêm «{name}» vào noi_nhan.",
        )


def _recipients(check: Checking) -> set[str]:
    """Ids of the agencies that a line of Nơi nhận names or that belong to a group it names."""
    found: dict[str, Agency] = {}
    for text in check.plan.recipients:
        refs = from_text(text, check.registry, check.day).refs
        found.update((agency.id, agency) for agency in expand(refs, check.day, check.registry, check.plan.group_members).agencies)
    return set(found)
