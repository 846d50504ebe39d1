"""A Word file that people edited, and the plan it was printed from → what they changed.

What the plan prints is read with the same eyes as the file: whatever differs is an edit, and nothing need be known of the
template. Then what the file says is printed and read again: what is still not the same is told, so that nothing gets lost.
"""

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import date

from kehoach_gen.agency import Registry
from kehoach_gen.change.from_plans import compare
from kehoach_gen.change.outline import outline
from kehoach_gen.edit.body import read_paragraphs
from kehoach_gen.edit.carriers import Carrier, Print, carriers
from kehoach_gen.edit.cells import Cells
from kehoach_gen.edit.draft import Draft
from kehoach_gen.edit.frame import read_frame
from kehoach_gen.edit.left_over import LeftOver
from kehoach_gen.edit.model import Edits
from kehoach_gen.edit.pairing import Pairing, pair
from kehoach_gen.edit.rows import read_tables
from kehoach_gen.office.edited import EditedFile
from kehoach_gen.office.marks import PREFIX
from kehoach_gen.office.read_edits import read_edits
from kehoach_gen.paper.frame import kind_at
from kehoach_gen.paper.model import clean
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.problem import ERROR, INFO, Place, Problem, ProblemError

PLAN_PROPERTY, BASE_PROPERTY = "KHGen.plan", "KHGen.base"
_SMALLEST_FOUND, _LARGEST_REMOVED = 1 / 2, 1 / 5
"""Shares of the items: below the one, or above the other, it is asked whether this is the right file."""


@dataclass(frozen=True)
class Desk:
    """What plans are printed and compared with."""

    maker: Callable[[Plan], Maker]
    registry: Registry
    day: date


def open_edited(content: bytes, name: str, plan: str) -> EditedFile:
    """The file, if it can be one of the plan with this id. Raises ProblemError for any other."""
    file = read_edits(content, name)
    known = file.properties
    found = known.get(PLAN_PROPERTY, plan)
    if found != plan:
        message = f"Tệp này là của kế hoạch «{found}», không phải «{plan}»."
        raise _refusal("ke-hoach-khac", name, message, "chọn đúng thư mục của kế hoạch, hoặc đúng tệp.")
    if "KHGen.comparison" in known:
        message = "Đây là bảng so sánh, không phải văn bản."
        raise _refusal("khong-doc-bang-so-sanh", name, message, "đọc bản có đánh dấu sửa (redline), hoặc bản dự thảo đã sửa.")
    if "KHGen.form" in known:
        hint = "dùng lệnh: kehoach collect."
        raise _refusal("khong-doc-mau-bao-cao", name, "Đây là mẫu báo cáo của một cơ quan, không phải văn bản kế hoạch.", hint)
    return file


def from_word(file: EditedFile, base: Plan, desk: Desk, today: Plan | None = None, used: Set[str] = frozenset()) -> Edits:
    """`base` is the plan the file was made from, `today` as it now is; `used`: ids that once were."""
    held = carriers(file)
    make = _part(held)
    maker = desk.maker(base)
    old = Print(maker, read_edits(make(maker), file.name))
    pairing = pair(old, held, file)
    draft = Draft(old, pairing, file, Cells(desk.registry, desk.day), maker.law)
    draft.present, draft.used = draft.present | {node.id for node in outline(today or base).nodes.values()}, used
    for read in (read_paragraphs, read_frame, read_tables):
        read(draft)
    plan = draft.plan()
    again = desk.maker(plan)
    new = Print(again, read_edits(make(again), file.name))
    problems = (*_no_marks(file, pairing), *draft.problems, *LeftOver(draft, new, draft.renamed(plan)).problems())
    changes = compare(base, plan, desk.registry, desk.day)
    return Edits(changes, draft.authors, problems, tuple(_doubts(draft)))


def _part(held: list[Carrier]) -> Callable[[Maker], bytes]:
    """How the plan is printed that a file with these carriers is set beside: whole, its text alone, or its appendices."""
    has_rows = any(carrier.row is not None for carrier in held)
    marks = {mark[len(PREFIX) :][:2] for carrier in held for mark in carrier.marks if mark.startswith(PREFIX)}
    has_text = "b_" in marks or any(carrier.row is None and kind_at(clean(carrier.text)) for carrier in held)
    if has_rows:
        return Maker.bundle_docx if has_text else Maker.appendix_docx
    return Maker.plan_docx


def _refusal(code: str, name: str, message: str, hint: str) -> ProblemError:
    return ProblemError(Problem(code, ERROR, Place(name), message, hint))


def _no_marks(file: EditedFile, pairing: Pairing) -> list[Problem]:
    if pairing.by_mark:
        return []
    message = "Tệp không còn dấu nhận biết nào; các đoạn, các hàng được tìm theo câu chữ."
    return [Problem("khong-con-dau", INFO, Place(file.name), message, "xem kỹ các thay đổi trước khi ghi.")]


def _doubts(draft: Draft) -> list[Problem]:
    shown = draft.printed.shown
    items = {one.ref for one in shown if one.role in ("task", "area") or one.ref.list == "noi_dung"}
    pairing = draft.pairing
    found = {shown[place].ref for carrier, place in pairing.of.items() if carrier not in pairing.guessed} & items
    removed = draft.removed & items
    place, hint = Place(draft.file.name), "xem lại có đúng tệp không; nếu đúng thì thêm --anyway."
    if len(found) < len(items) * _SMALLEST_FOUND:
        message = f"Tệp không giống bản đã dựng: chỉ nhận ra {len(found)} trong {len(items)} đoạn, hàng."
        return [Problem("khong-giong-ban-da-dung", ERROR, place, message, hint)]
    if len(removed) > len(items) * _LARGEST_REMOVED:
        message = f"Tệp bỏ {len(removed)} trong {len(items)} đoạn, hàng của bản đã dựng."
        return [Problem("bo-qua-nhieu", ERROR, place, message, hint)]
    return []
