"""Plan → what is wrong in its words: numbering typed by hand, ids, faults of writing, impossible dates."""

import re
from collections.abc import Iterator
from typing import Any

from kehoach_gen.agency import to_lexicon
from kehoach_gen.calendar import Deadline
from kehoach_gen.calendar import from_text as deadline_from_text
from kehoach_gen.plan.checking import Checking, Problems, prose
from kehoach_gen.plan.model import BLOCK_KINDS, Block, Task
from kehoach_gen.problem import ERROR, WARNING
from kehoach_gen.problem.model import Severity
from kehoach_gen.source import Path
from kehoach_gen.vietnamese.letters import LETTERS, letter
from kehoach_gen.vietnamese.model import Fault
from kehoach_gen.vietnamese.proofread import proofread
from kehoach_gen.vietnamese.typed_numbers import typed_number

_TYPED = {
    "phan": "phan",
    "muc": "muc",
    "khoan": "khoan",
    "khoan_tieu_de": "khoan",
    "diem": "diem",
    "gach": "gach",
    "cong": "cong",
}


def text_problems(check: Checking) -> Problems:
    yield from _blocks(check)
    yield from _letters(check)
    yield from _typed_numbers(check)
    yield from _ids(check)
    yield from _ids_of_lines(check)
    yield from _writing(check)


def _blocks(check: Checking) -> Problems:
    if not check.plan.body:
        yield check.error(("noi_dung",), "de-trong", "Kế hoạch chưa có nội dung.", "thêm ít nhất một đoạn.")
    for index, block in enumerate(check.plan.body):
        path = ("noi_dung", index)
        if not block.text.strip():
            yield check.error(
                path, "de-trong", f"{BLOCK_KINDS[block.kind]} này không có chữ.", "viết nội dung, hoặc bỏ dòng này."
            )
        if "\n" in block.text.strip():
            yield check.error(
                path,
                "nhieu-dong",
                f"{BLOCK_KINDS[block.kind]} này có nhiều dòng.",
                "tách mỗi dòng thành một đoạn riêng, dùng doan, gach hoặc cong.",
            )
        typed = typed_number(block.text)
        if typed is not None and block.kind != "doan":
            number = block.text[: typed.length].strip()
            yield check.warning(
                path,
                "so-go-tay",
                f"{BLOCK_KINDS[block.kind]} mở đầu bằng số gõ tay «{number}».",
                "bỏ số này; số thứ tự do máy đánh.",
            )
        if block.kind in _HOLDERS and not _has_content(check.plan.body, index):
            yield check.warning(
                path,
                "tieu-de-khong-noi-dung",
                f"{BLOCK_KINDS[block.kind]} «{block.text}» chỉ có tiêu đề, không có nội dung.",
                "thêm nội dung, hoặc dùng khoan nếu là một câu.",
            )


_HOLDERS = {
    "phan": {"muc", "khoan_tieu_de", "khoan", "diem", "gach", "cong", "doan"},
    "muc": {"khoan_tieu_de", "khoan", "diem", "gach", "cong", "doan"},
    "khoan_tieu_de": {"diem", "gach", "cong", "doan"},
}
"""Kinds that are only a title, and what may follow them as their content."""


def _has_content(body: tuple[Block, ...], index: int) -> bool:
    return index + 1 < len(body) and body[index + 1].kind in _HOLDERS[body[index].kind]


def _letters(check: Checking) -> Problems:
    """Phụ lục I, II.6: letters of the Vietnamese alphabet, 23 of them; each list from a without gaps."""
    count = 0
    previous: Block | None = None
    for index, block in enumerate(check.plan.body):
        if block.kind in ("phan", "muc", "khoan", "khoan_tieu_de"):
            count = 0
        elif block.kind == "diem":
            count += 1
            if count == len(LETTERS) + 1:
                yield check.error(
                    ("noi_dung", index),
                    "het-chu-cai",
                    f"Danh sách này có hơn {len(LETTERS)} điểm, bảng chữ cái không đủ.",
                    "tách thành hai khoản, hoặc dùng gạch đầu dòng.",
                )
        elif (
            block.kind == "doan"
            and count
            and previous is not None
            and previous.kind == "diem"
            and _goes_on(check.plan.body, index)
        ):
            yield check.warning(
                ("noi_dung", index),
                "doan-giua-hai-diem",
                f"Đoạn không có chữ đứng giữa điểm {_letter(count)}) và điểm {_letter(count + 1)}): có thể thiếu chữ {_letter(count + 1)}).",
                "nếu là một điểm thì đổi doan thành diem.",
            )
        previous = block
    for path, area in check.areas():
        if area.name and len(area.tasks) > len(LETTERS):
            yield check.error(
                (*path, "nhiem_vu", len(LETTERS)),
                "het-chu-cai",
                f"Lĩnh vực này có {len(area.tasks)} nhiệm vụ, hơn {len(LETTERS)} chữ cái.",
                "tách lĩnh vực, hoặc để trống tên lĩnh vực để đánh số 1, 2, 3.",
            )


def _letter(count: int) -> str:
    return letter(count - 1) if count <= len(LETTERS) else "?"


def _goes_on(body: tuple[Block, ...], index: int) -> bool:
    return index + 1 < len(body) and body[index + 1].kind == "diem"


def _typed_numbers(check: Checking) -> Problems:
    """Numbers typed by hand at the head of plain paragraphs; whether one is missing or double, the proofreader says."""
    for index, block in enumerate(check.plan.body):
        typed = typed_number(block.text) if block.kind == "doan" else None
        if typed is not None:
            key = next((key for key, kind in _TYPED.items() if kind == typed.kind), "diem")
            yield check.warning(
                ("noi_dung", index),
                "so-go-tay",
                f"Đoạn mở đầu bằng số gõ tay «{block.text[: typed.length].strip()}».",
                f"bỏ số này và dùng {key}: thay cho doan: để máy đánh số.",
            )


_ID = re.compile(r"[a-z0-9_]{1,24}")


def _ids(check: Checking) -> Problems:
    first: dict[str, Path] = {}
    for path, id in _all_ids(check):
        if not _ID.fullmatch(id):
            yield check.error(
                path, "ma-sai-dang", f"Mã «{id}» sai dạng.", "dùng 1 đến 24 chữ thường không dấu, số, dấu gạch dưới, ví dụ n01."
            )
        elif id in first:
            before = check.source.place(first[id])
            yield check.error(
                path, "ma-trung", f"Mã «{id}» đã dùng ở {before}.", "đặt mã khác; mã không dùng lại kể cả khi dòng cũ đã xóa."
            )
        else:
            first[id] = path


def _ids_of_lines(check: Checking) -> Problems:
    """An id that is also that of a line of another task: «n01_2», the second milestone or bullet of «n01»."""
    parted = {task.id for _, task in check.tasks() if task.id and _has_lines(task)}
    for path, task in check.tasks():
        found = _LINE_ID.fullmatch(task.id)
        if found and found["task"] in parted:
            message = f"Mã «{task.id}» cũng là mã của mốc hoặc ý thứ {found['line']} trong nhiệm vụ «{found['task']}»."
            yield check.error((*path, "ma"), "ma-trung-y-nho", message, "đặt mã khác, không kết thúc bằng «_» và số.")


_LINE_ID = re.compile(r"(?P<task>.+)_(?P<line>[1-9]\d*)")


def _has_lines(task: Task) -> bool:
    """Whether agencies report on its milestones or bullets, each by itself."""
    deadline = deadline_from_text(task.deadline)
    bullets = sum(line.startswith(("- ", "+ ")) for line in task.text.split("\n"))
    return bullets > 1 or (isinstance(deadline, Deadline) and bool(deadline.milestones))


def _all_ids(check: Checking) -> Iterator[tuple[Path, str]]:
    items: list[tuple[Path, Any]] = [(("noi_dung", index), block) for index, block in enumerate(check.plan.body)]
    items += [(("phu_luc", index), appendix) for index, appendix in enumerate(check.plan.appendices)]
    items += [*check.areas(), *check.tasks()]
    return (((*path, "ma"), item.id) for path, item in items if item.id)


def _writing(check: Checking) -> Problems:
    """The faults the proofreader finds, from the subject to the tasks, then in names and cells, which abbreviate by custom."""
    placed = sorted(prose(check.source.data), key=lambda one: _turn(one[0]))
    for fault in proofread(
        [text.rstrip("\n") for _, text in placed], to_lexicon(check.registry, check.plan.abbreviations, check.plan.kind)
    ):
        path = placed[fault.paragraph][0]
        if _turn(path) < len(_READ) or not fault.code.startswith("viet-tat-"):
            yield check.problem(_severity(fault, path), path, fault.code, fault.message, _hint(fault))


_READ = ("trich_yeu", "can_cu", "mo_dau", "noi_dung", "nhiem_vu")


def _turn(path: Path) -> int:
    """When a text is read: the document's own words in their order, then the rest as it stands."""
    part = path[-1] if path[0] == "phu_luc" else path[0]
    return _READ.index(str(part)) if part in _READ else len(_READ)


def _severity(fault: Fault, path: Path) -> Severity:
    """A plan with wrong capitals can be made all the same: published words may have to be kept. A deadline on no day cannot."""
    if fault.code == "ngay-khong-co-that" and path[-1] == "thoi_gian":
        return ERROR
    return WARNING if fault.code.startswith("viet-hoa-") else fault.severity


def _hint(fault: Fault) -> str:
    """What to do in the data; an abbreviation may also be declared there."""
    if fault.code != "viet-tat-chua-giai-thich":
        return fault.hint
    return f"{fault.hint.removesuffix('.')}; hoặc khai ở viet_tat nếu ai cũng hiểu."
