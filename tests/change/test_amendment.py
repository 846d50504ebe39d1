"""An amending document orders every change of the plan once, in the words and with the numbers of the new version."""

from collections import Counter
from collections.abc import Callable

import pytest

from change.revisions import REVISIONS, Shaker, with_areas, with_task
from conftest import plan_from
from kehoach_gen.agency import Registry
from kehoach_gen.change import Change, Changes, compare
from kehoach_gen.change.outline import ROOT, words_of
from kehoach_gen.change.to_amendment import Amendment, amendment_docx, to_amendment
from kehoach_gen.nd30 import Law
from kehoach_gen.office.read_text import read_text
from kehoach_gen.plan.model import Appendix, Block, Column, Plan, Task
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.plan.to_problems import to_problems
from kehoach_gen.plan.to_yaml import to_yaml
from kehoach_gen.problem import ERROR
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.workspace.folder import Folder

Amend = Callable[[Plan, Plan], Amendment]


@pytest.fixture(scope="module")
def registry(sample_folder: Folder) -> Registry:
    assert sample_folder.registry is not None
    return sample_folder.registry


@pytest.fixture(scope="module")
def issued(sample_plan: Plan) -> Plan:
    return sample_plan.model_copy(update={"number": "151", "issued": "15/6/2023"})


def changes_of(old: Plan, new: Plan, registry: Registry) -> Changes:
    return compare(old, new, registry, reference_date(new))


@pytest.fixture(scope="module")
def amend(registry: Registry, law: Law) -> Amend:
    return lambda old, new: to_amendment(changes_of(old, new, registry), law)


def texts(amendment: Amendment) -> list[str]:
    return [block.text for block in amendment.plan.body]


def with_block(plan: Plan, id: str, text: str) -> Plan:
    return plan.model_copy(update={"body": tuple(b.model_copy(update={"text": text}) if b.id == id else b for b in plan.body)})


def test_the_frame_is_that_of_the_new_plan_without_number_and_day(issued: Plan, amend: Amend) -> None:
    amendment = amend(issued, with_block(issued, "b05", "Bảo đảm tiến độ."))
    plan = amendment.plan
    assert (plan.id, plan.number, plan.issued) == ("cchc-2023-sua-doi", "", "2023")
    assert plan.subject == (
        "Sửa đổi một số nội dung của Kế hoạch số 151/KH-UBND ngày 15 tháng 6 năm 2023 của Chủ tịch Ủy ban nhân dân tỉnh Sơn La"
    )
    assert plan.opening[0].endswith("năm 2023 (sau đây gọi tắt là Kế hoạch số 151/KH-UBND) như sau:")
    assert (plan.signatory, plan.recipients) == (issued.signatory, issued.recipients)
    assert plan.appendices == ()


def test_a_reworded_paragraph_is_cited_by_its_place_and_quoted_with_its_number(issued: Plan, amend: Amend) -> None:
    new = with_block(with_block(issued, "b05", "Bảo đảm tiến độ."), "b13", "Hoàn thiện thể chế.")
    assert texts(amend(issued, new))[1:6] == [
        "Sửa đổi",
        "Sửa đổi đoạn thứ 3 khoản 1 Mục I như sau:",
        "“Bảo đảm tiến độ.”.",
        "Sửa đổi điểm b khoản 1 Mục II như sau:",
        "“b) Hoàn thiện thể chế.”.",
    ]


def test_what_stays_in_force_and_from_when_is_said(issued: Plan, amend: Amend) -> None:
    assert texts(amend(issued, with_block(issued, "b05", "Bảo đảm tiến độ.")))[-4:] == [
        "Tổ chức thực hiện",
        "Các nội dung khác của Kế hoạch số 151/KH-UBND không được sửa đổi tại Kế hoạch này tiếp tục có hiệu lực.",
        "Kế hoạch này có hiệu lực kể từ ngày ký ban hành.",
        "Các cơ quan, đơn vị, địa phương có liên quan căn cứ Kế hoạch số 151/KH-UBND và Kế hoạch này tổ chức thực hiện.",
    ]


def test_a_new_paragraph_says_after_which_it_stands(issued: Plan, amend: Amend) -> None:
    body = list(issued.body)
    place = next(index for index, block in enumerate(body) if block.id == "b12") + 1
    body.insert(place, Block(kind="diem", text="Đẩy mạnh phân cấp.", id="b90"))
    assert texts(amend(issued, issued.model_copy(update={"body": tuple(body)})))[1:4] == [
        "Bổ sung",
        "Bổ sung điểm b khoản 1 Mục II vào sau điểm a khoản 1 Mục II như sau:",
        "“b) Đẩy mạnh phân cấp.”.",
    ]


def test_a_changed_task_stands_in_the_appendix_with_the_number_it_has(issued: Plan, amend: Amend) -> None:
    amendment = amend(issued, with_task(issued, "n05", deadline="Quý III/2023", target="100% đơn vị"))
    assert amendment.numbers == ((("1", ("đ",)),),)
    assert [(task.id, task.deadline, task.note) for task in amendment.plan.tasks] == [("n05", "Quý III/2023", "Sửa đổi")]
    assert amendment.clauses[0].head == (
        "Sửa đổi nhiệm vụ 1.đ Phụ lục ban hành kèm theo Kế hoạch số 151/KH-UBND: thời gian hoàn thành; chỉ tiêu “100% đơn vị”."
    )


def test_number_day_signature_and_ids_are_left_out_and_told(issued: Plan, amend: Amend) -> None:
    signatory = issued.signatory.model_copy(update={"name": "Lê Hồng Minh"})
    new = with_block(issued, "b05", "Bảo đảm tiến độ.").model_copy(update={"issued": "20/9/2023", "signatory": signatory})
    amendment = amend(issued, new)
    assert [change.edits[0].field for change in amendment.left] == ["ngay_ban_hanh", "nguoi_ky.ho_ten"]
    assert len(amendment.clauses) == 1


def test_nothing_changed_gives_no_clause(issued: Plan, amend: Amend) -> None:
    assert amend(issued, issued).clauses == ()


def test_many_clauses_go_beyond_the_letters(issued: Plan, amend: Amend) -> None:
    body = tuple(block.model_copy(update={"text": f"{block.text.rstrip('.')} thêm"}) for block in issued.body)
    kinds = Counter(block.kind for block in amend(issued, issued.model_copy(update={"body": body})).plan.body)
    assert kinds["diem"] == 0
    assert kinds["gach"] == len(issued.body)


def test_several_appendices_are_told_apart(issued: Plan, amend: Amend) -> None:
    second = Appendix(
        id="pl2", title="Kinh phí", columns=(Column(id="tien", title="Kinh phí"),), areas=(issued.appendices[0].areas[1],)
    )
    other = second.model_copy(
        update={"areas": (second.areas[0].model_copy(update={"id": "lv80", "tasks": (Task(id="n80", text="Lập dự toán"),)}),)}
    )
    old = issued.model_copy(update={"appendices": (*issued.appendices, other)})
    task = other.areas[0].tasks[0].model_copy(update={"extra": {"tien": "5 triệu đồng"}})
    changed = other.model_copy(update={"areas": (other.areas[0].model_copy(update={"tasks": (task,)}),)})
    amendment = amend(old, old.model_copy(update={"appendices": (*issued.appendices, changed)}))
    assert (
        amendment.clauses[0].head == "Sửa đổi nhiệm vụ 1.a Phụ lục II ban hành kèm theo Kế hoạch số 151/KH-UBND: cột thêm «tien»."
    )
    assert [appendix.title for appendix in amendment.plan.appendices] == [
        "Nhiệm vụ được sửa đổi tại Phụ lục II ban hành kèm theo Kế hoạch số 151/KH-UBND"
    ]
    assert amendment.plan.appendices[0].columns == second.columns


def shown(change: Change, amendment: Amendment) -> int:
    """How often the amendment orders, or leaves out, this change."""
    left = amendment.left.count(change)
    if change in amendment.left:
        return left
    heads = Counter(clause.head for clause in amendment.clauses)
    quoted = Counter(clause.words for clause in amendment.clauses)
    if change.kind == "removed":
        words = " ".join(words_of(change.item).split("\n")[0].split()[:5]).rstrip(" .,;:")
        return sum(count for head, count in heads.items() if head.startswith("Bãi bỏ") and f": “{words}" in head)
    if change.kind == "moved":
        return min(1, sum(head.startswith("Chuyển ") for head in heads))
    if isinstance(change.item, Task):
        return sum(1 for task in amendment.plan.tasks if (task.id, task.text) == (change.item.id, change.item.text))
    if change.ref == ROOT:
        return quoted[change.new]
    words = words_of(change.item)
    return sum(count for text, count in quoted.items() if text.casefold().endswith(words.casefold()))


@pytest.mark.parametrize("name", REVISIONS)
def test_every_change_of_a_revision_is_in_it_once(
    name: str, issued: Plan, registry: Registry, amend: Amend, sample_folder: Folder
) -> None:
    new = REVISIONS[name](issued)
    changes, amendment = changes_of(issued, new, registry), amend(issued, new)
    counts = {change.path: shown(change, amendment) for change in changes.all}
    assert set(counts.values()) == {1}, counts
    moved = [change for change in changes.all if change.kind == "moved"]
    assert sum(clause.head.startswith("Chuyển ") for clause in amendment.clauses) == len(moved)


@pytest.mark.parametrize("seed", range(12))
def test_random_changes_are_all_ordered_or_left(seed: int, issued: Plan, registry: Registry, amend: Amend) -> None:
    """Each item that was added, removed or moved is a clause of its own, what was edited in one item another."""
    new = Shaker(seed).edited(issued, 12)
    changes, amendment = changes_of(issued, new, registry), amend(issued, new)
    whole = sum(change.kind in ("added", "removed", "moved") for change in changes.all)
    edited = [change for change in changes.all if change.edits and change not in amendment.left]
    items = len({change.ref for change in edited if change.ref != ROOT}) + sum(change.ref == ROOT for change in edited)
    assert len(amendment.clauses) == whole + items
    touched = {change.ref: change.item for change in edited if isinstance(change.item, Task)}
    added = [change.item for change in changes.all if change.kind == "added" and isinstance(change.item, Task)]
    wanted = Counter(task.text for task in (*touched.values(), *added))
    assert Counter(task.text for task in amendment.plan.tasks) == wanted


def test_the_document_is_a_plan_without_errors_and_prints_the_given_numbers(
    issued: Plan, registry: Registry, amend: Amend, maker_of: Callable[[Plan], Maker]
) -> None:
    new = REVISIONS["added"](with_task(with_block(issued, "b05", "Bảo đảm tiến độ."), "n38", deadline="Tháng 12/2023"))
    amendment = amend(issued, new)
    problems = to_problems(amendment.plan, from_yaml(to_yaml(amendment.plan), "ke-hoach.yaml"), registry)
    assert [problem.message for problem in problems if problem.severity == ERROR] == []
    assert plan_from(to_yaml(amendment.plan).decode()) == amendment.plan
    document = amendment_docx(amendment, maker_of(amendment.plan))
    words = [line for line in read_text(document, "sua-doi.docx") if line]
    assert words.count("“Bảo đảm tiến độ.”.") == 1
    rows = [words[index] for index in range(len(words)) if words[index] in ("3", "8", "c", "d")]
    assert rows == ["3", "c", "8", "d"]
    assert amendment_docx(amendment, maker_of(amendment.plan)) == document


def test_an_area_without_name_prints_no_number_of_its_own(issued: Plan, amend: Amend, maker_of: Callable[[Plan], Maker]) -> None:
    old = with_areas(issued, [issued.appendices[0].areas[3].model_copy(update={"name": ""})])
    amendment = amend(old, with_task(old, "n23", deadline="Tháng 12/2023"))
    assert amendment.numbers == ((("", ("2",)),),)
    assert "2" in read_text(amendment_docx(amendment, maker_of(amendment.plan)), "sua-doi.docx")


def test_the_proposal_of_the_amended_plan_is_no_ground_of_the_amendment(issued: Plan, amend: Amend) -> None:
    old_one = "Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 345/TTr-SNV ngày 25/12/2022"
    old = issued.model_copy(update={"bases": ("Căn cứ Luật", old_one)})
    amendment = amend(old, with_block(old, "b05", "Bảo đảm tiến độ."))
    assert amendment.plan.bases == (
        "Căn cứ Luật",
        "Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số …/TTr-SNV ngày … tháng … năm …",
    )
    assert amendment.emptied == ((1, old_one),)
    own = old.model_copy(update={"bases": ("Căn cứ Luật", old_one.replace("345", "402").replace("25/12/2022", "20/8/2023"))})
    amendment = amend(old, with_block(own, "b05", "Bảo đảm tiến độ."))
    assert amendment.plan.bases == own.bases
    assert amendment.emptied == ()
