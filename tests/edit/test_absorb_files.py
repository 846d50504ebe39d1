"""An edited file as a whole: which files are refused, which are doubted, what marks and columns are worth."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from edit_corpus import a_new_task, a_paragraph_split, a_word, a_word_of_a_task, area, block, made, task, two_points_joined
from edit_random import facts
from edited import LEAD, TIME, W14, Edited, W, run_text, text_of
from lxml import etree

from change.revisions import REVISIONS, with_task, without_ids
from conftest import plan_from
from kehoach_gen.agency import Registry
from kehoach_gen.change import compare
from kehoach_gen.change.outline import ROOT, Ref
from kehoach_gen.change.to_docx import comparison, redline
from kehoach_gen.change.to_template import comparison_template
from kehoach_gen.edit.frame import recased
from kehoach_gen.edit.from_word import Desk, from_word, open_edited
from kehoach_gen.edit.model import Edits
from kehoach_gen.office.redline import Revision
from kehoach_gen.paper.capitals import Capitals
from kehoach_gen.plan.model import Appendix, Area, Block, Column, Plan, Task
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.problem import ProblemError
from kehoach_gen.workspace.folder import Folder

Make = Callable[[Plan], Maker]


@pytest.fixture(scope="module")
def desk(maker_of: Make, sample_folder: Folder, sample_plan: Plan) -> Desk:
    assert sample_folder.registry is not None
    return Desk(maker_of, sample_folder.registry, reference_date(sample_plan))


@pytest.fixture(scope="module")
def printed(maker_of: Make, sample_plan: Plan) -> bytes:
    return maker_of(sample_plan).bundle_docx()


def read(content: bytes, plan: Plan, desk: Desk, **more: Any) -> Edits:
    return from_word(open_edited(content, "sua.docx", plan.id), plan, desk, **more)


def codes(edits: Edits) -> list[str]:
    return [problem.code for problem in edits.problems]


def told(edits: Edits, desk: Desk, expected: Plan) -> bool:
    """Whether the changes are those that lead to the expected plan."""
    return facts(edits.changes) == facts(compare(edits.changes.old, expected, desk.registry, desk.day))


# Files


def test_a_file_nobody_edited_changes_nothing_and_says_nothing(maker_of: Make, sample_plan: Plan, desk: Desk) -> None:
    maker = maker_of(sample_plan)
    for content in (maker.bundle_docx(), maker.plan_docx(), maker.appendix_docx()):
        edits = read(content, sample_plan, desk)
        assert (edits.changes.all, edits.problems, edits.doubts) == ((), (), ())


@pytest.mark.parametrize("kind", ["plan_docx", "appendix_docx"])
def test_the_text_alone_and_the_appendices_alone_are_read_as_such(
    kind: str, maker_of: Make, sample_plan: Plan, desk: Desk
) -> None:
    edit = a_word if kind == "plan_docx" else a_word_of_a_task
    file = made(edit, getattr(maker_of(sample_plan), kind)(), sample_plan, "")
    edits = read(file.content(), sample_plan, desk)
    assert told(edits, desk, file.expected)
    assert (len(edits.changes.all), edits.problems, edits.doubts) == (1, (), ())


def refusal(content: bytes, plan: str = "cchc-2023") -> str:
    with pytest.raises(ProblemError) as raised:
        open_edited(content, "sua.docx", plan)
    (problem,) = raised.value.problems
    assert problem.hint
    return problem.code


def test_a_file_of_another_plan_is_refused(printed: bytes) -> None:
    assert refusal(printed, "cchc-2024") == "ke-hoach-khac"


def test_a_table_that_compares_two_versions_is_refused(sample_plan: Plan, desk: Desk) -> None:
    changes = compare(sample_plan, REVISIONS["dated"](sample_plan), desk.registry, desk.day)
    law = desk.maker(sample_plan).law
    table = comparison(changes, ("bang-so-sanh.docx", comparison_template(law)), law)
    assert refusal(table) == "khong-doc-bang-so-sanh"


def test_a_form_is_refused(printed: bytes, sample_plan: Plan) -> None:
    file = Edited(printed, sample_plan)
    custom = file.members["docProps/custom.xml"]
    file.members["docProps/custom.xml"] = custom.replace(b"KHGen.marks", b"KHGen.form")
    assert refusal(file.content()) == "khong-doc-mau-bao-cao"


def test_what_is_no_word_file_is_refused() -> None:
    assert refusal(b"%PDF-1.7") == "khong-phai-tep-office"


def test_another_document_is_doubted(maker_of: Make, sample_plan: Plan, desk: Desk) -> None:
    other = plan_from(
        "ma: cchc-2023\nco_quan: {ten: UBND tỉnh Lai Châu, ky_hieu: UBND}\nngay_ban_hanh: 6/2023\ndia_danh: Lai Châu\n"
        "trich_yeu: Phòng cháy\nnoi_dung: [{ma: b90, doan: Mua xe chữa cháy.}]\nnguoi_ky: {chuc_vu: Chủ tịch, ho_ten: Trần A}\n"
    )
    (doubt,) = read(maker_of(other).plan_docx(), sample_plan, desk).doubts
    assert (doubt.code, "--anyway" in doubt.hint) == ("khong-giong-ban-da-dung", True)


def test_a_file_that_lost_more_than_a_fifth_is_doubted(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    file = Edited(printed, sample_plan)
    for number in range(1, 18):
        file.delete_row(file.row(f"n{number:02}"))
    (doubt,) = read(file.content(), sample_plan, desk).doubts
    assert doubt.code == "bo-qua-nhieu"
    assert "bỏ 17 trong" in doubt.message


# Marks


def test_a_mark_on_foreign_words_is_overruled_where_the_true_ones_stand_elsewhere(
    printed: bytes, sample_plan: Plan, desk: Desk
) -> None:
    file = Edited(printed, sample_plan)
    mine, other = file.marked("b_b05"), file.marked("b_b08")
    copy = file.new_paragraph(mine, text_of(mine))
    other.addnext(copy)
    file.replace(mine, text_of(mine), "Kinh phí do ngân sách bảo đảm.")
    file.move(block("b05"), ROOT, block("b08"))
    file.put(block("z1"), Block(kind="doan", text="Kinh phí do ngân sách bảo đảm.", id="z1"), ROOT, block("b04"))
    assert told(read(file.content(), sample_plan, desk), desk, file.expected)


def test_a_recipient_without_its_semicolon_is_the_same(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    file = Edited(printed, sample_plan)
    file.replace(file.paragraph("- Thường trực Tỉnh ủy;"), ";", "")
    assert read(file.content(), sample_plan, desk).changes.all == ()


def test_the_row_of_an_area_pasted_into_the_letterhead_leaves_the_recipients(
    printed: bytes, sample_plan: Plan, desk: Desk
) -> None:
    file = Edited(printed, sample_plan)
    file.paragraph("Độc lập").addnext(deepcopy(file.marked("r_lv8")))
    file.paragraph("- Thường trực Tỉnh ủy;").addnext(deepcopy(file.marked("r_lv7")))
    edits = read(file.content(), sample_plan, desk)
    assert {(change.kind, change.ref.list) for change in edits.changes.all} <= {("added", "noi_nhan")}
    assert "chu-chua-vao-du-lieu" in codes(edits), "what is no part of a letterhead is told"


def test_a_row_that_has_the_id_of_a_paragraph_is_not_that_paragraph(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    """A paragraph that was cut and pasted into a cell keeps its id."""
    file = made(a_new_task, printed, sample_plan, "")
    recipient, cell = file.paragraph("- Thường trực Tỉnh ủy;"), file.paragraph("Xây dựng phần mềm theo dõi")
    cell.set(f"{W14}paraId", recipient.get(f"{W14}paraId"))
    file.delete_paragraph(recipient)
    edits = read(file.content(), sample_plan, desk)
    assert {(change.kind, change.ref.list) for change in edits.changes.all} == {("added", "nhiem_vu"), ("removed", "noi_nhan")}


def test_what_was_deleted_is_not_what_was_typed_in_its_place(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    """Tracked, it is known to be gone, however alike the new words are."""
    file = Edited(printed, sample_plan)
    file.author = "An"
    text = "Tăng cường nhận thức, nâng cao trách nhiệm của người đứng đầu các cơ quan về cải cách hành chính."
    new = file.add_paragraph(file.marked("b_b05"), text)
    file.delete_paragraph(file.marked("b_b05"))
    assert new.getprevious() is file.marked("b_b05")
    file.put(block("z1"), Block(kind="doan", text=text, id="z1"), ROOT, block("b04"))
    file.remove(block("b05"))
    assert told(read(file.content(), sample_plan, desk), desk, file.expected)


@pytest.mark.parametrize("strip", [False, True])
def test_the_first_half_of_a_paragraph_and_the_first_of_two_joined_is_the_item(
    strip: bool, printed: bytes, sample_plan: Plan, desk: Desk
) -> None:
    """Even where the second is longer, and with no mark left."""
    file = Edited(printed, sample_plan)
    a_paragraph_split(file)
    two_points_joined(file)
    if strip:
        file.strip()
    assert told(read(file.content(), sample_plan, desk), desk, file.expected)


def test_a_new_item_gets_an_id_that_nothing_ever_had(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    content = made(a_new_task, printed, sample_plan, "").content()

    def id(**more: Any) -> str:
        (change,) = read(content, sample_plan, desk, **more).changes.all
        return change.ref.key

    last = max(task.id for task in sample_plan.tasks)
    assert id() == f"n{int(last[1:]) + 1}"
    assert id(used=frozenset({"n70"})) == "n71"
    today = REVISIONS["added"](sample_plan)
    assert id(today=today) == "n91"


def test_items_without_ids_are_known_by_their_places_and_words(maker_of: Make, sample_plan: Plan, desk: Desk) -> None:
    plan = without_ids(sample_plan)
    content = maker_of(plan).bundle_docx()
    file = Edited(content, plan)
    row = next(file.paragraph("Hoàn thành Kế hoạch kiểm tra").iterancestors(f"{W}tr"))
    file.delete_row(row)
    file.replace(file.paragraph("Cải thiện những tiêu chí"), "còn hạn chế", "còn yếu")
    edits = read(file.content(), plan, desk)
    assert [(change.kind, change.old_number) for change in edits.changes.all] == [("reworded", "I.1"), ("removed", "1.b")]


def test_a_redline_says_the_new_plan(maker_of: Make, sample_plan: Plan, desk: Desk) -> None:
    for revise in REVISIONS.values():
        new = revise(sample_plan)
        content = redline(maker_of(sample_plan), maker_of(new), Revision("An"))
        edits = read(content, new, desk)
        assert edits.changes.all == ()
        assert set(codes(edits)) <= {"dinh-dang-rieng"}


def test_a_deletion_that_the_leader_takes_back_brings_the_task_back_with_its_id(
    maker_of: Make, sample_plan: Plan, desk: Desk
) -> None:
    new = REVISIONS["removed"](sample_plan)
    file = Edited(redline(maker_of(sample_plan), maker_of(new), Revision("An")), new)
    row = file.row("n09")
    reject(row)
    edits = read(file.content(), new, desk, used=frozenset({"n09"}))
    (change,) = edits.changes.all
    assert (change.kind, change.ref) == ("added", task("n09"))
    assert edits.changes.new.appendices[0].areas[1].tasks[1].leads == ("STP",)


def reject(row: Any) -> None:
    """The deletion of a row taken back."""
    for change in list(row.iter(f"{W}del")):
        for text in change.iter(f"{W}delText"):
            text.tag = f"{W}t"
        holder = change.getparent()
        holder[holder.index(change) : holder.index(change) + 1] = list(change)


# The table


def columns(plan: Plan) -> Plan:
    """The plan with an added column, filled in two tasks."""
    appendix = plan.appendices[0]
    first, *others = appendix.areas
    tasks = [task.model_copy(update={"extra": {"von": "Ngân sách tỉnh"}}) for task in first.tasks[:2]]
    areas = (first.model_copy(update={"tasks": (*tasks, *first.tasks[2:])}), *others)
    added = appendix.model_copy(update={"columns": (Column(id="von", title="Nguồn vốn"),), "areas": areas})
    return plan.model_copy(update={"appendices": (added,)})


def test_the_cells_of_an_added_column_are_read(maker_of: Make, sample_plan: Plan, desk: Desk) -> None:
    plan = columns(sample_plan)
    file = Edited(maker_of(plan).bundle_docx(), plan)
    file.replace(file.cell("n02", 5), "Ngân sách tỉnh", "Ngân sách huyện")
    file.retype(file.cell("n05", 5), "Vốn vay")
    file.set(task("n02"), **{"cot_them.von": "Ngân sách huyện"})
    file.set(task("n05"), **{"cot_them.von": "Vốn vay"})
    edits = read(file.content(), plan, desk)
    assert told(edits, desk, file.expected)
    assert edits.problems == ()


def test_another_title_of_an_added_column_is_read(maker_of: Make, sample_plan: Plan, desk: Desk) -> None:
    plan = columns(sample_plan)
    file = Edited(maker_of(plan).bundle_docx(), plan)
    file.replace(file.paragraph_of("Nguồn vốn"), "Nguồn vốn", "Kinh phí")
    file.set(Ref("cot_them", "von"), ten="Kinh phí")
    edits = read(file.content(), plan, desk)
    assert told(edits, desk, file.expected)
    assert edits.problems == ()


def add_column(file: Edited, title: str, texts: dict[str, str]) -> None:
    """A column in front of the last one, as Word puts it in."""
    table = next(file.row("n01").iterancestors(f"{W}tbl"))
    table.find(f"{W}tblGrid").append(deepcopy(table.find(f"{W}tblGrid")[-1]))
    known = {file.row(id): text for id, text in texts.items()}
    for place, row in enumerate(table.findall(f"{W}tr")):
        cells = row.findall(f"{W}tc")
        if len(cells) < 4:
            span = cells[-1].find(f"{W}tcPr/{W}gridSpan")
            span.set(f"{W}val", str(int(span.get(f"{W}val")) + 1))
            continue
        new = deepcopy(cells[-1])
        text = title if place == 0 else known.get(row, "")
        file.retype(new.find(f"{W}p"), text)
        cells[-1].addprevious(new)


def test_a_column_that_officials_add_becomes_an_added_column(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    file = Edited(printed, sample_plan)
    add_column(file, "Nguồn vốn", {"n02": "Ngân sách tỉnh", "n05": "Vốn vay"})
    file.put(Ref("cot_them", "nguon_von"), Column(id="nguon_von", title="Nguồn vốn"), Ref("phu_luc", "pl1"), None)
    file.set(task("n02"), **{"cot_them.nguon_von": "Ngân sách tỉnh"})
    file.set(task("n05"), **{"cot_them.nguon_von": "Vốn vay"})
    edits = read(file.content(), sample_plan, desk)
    assert told(edits, desk, file.expected)
    assert codes(edits) == ["cot-thanh-cot-them"]


def test_a_column_that_is_gone_is_said_once_and_its_data_stay(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    file = Edited(printed, sample_plan)
    table = next(file.row("n01").iterancestors(f"{W}tbl"))
    for row in table.findall(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        if len(cells) > 2:
            row.remove(cells[TIME - (len(cells) == 5)])
    edits = read(file.content(), sample_plan, desk)
    assert edits.changes.all == ()
    assert codes(edits).count("cot-bi-bo") == 1
    assert "Thời gian hoàn thành" in next(p.message for p in edits.problems if p.code == "cot-bi-bo")


def test_a_cell_joined_with_the_one_above_says_the_same(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    """n09 and n10 have the same lead; n24 another deadline than n25."""
    file = Edited(printed, sample_plan)
    for above, below, place in (("n09", "n10", LEAD), ("n24", "n25", TIME)):
        for id, merge in ((above, "restart"), (below, "continue")):
            cell = file.row(id).findall(f"{W}tc")[place]
            own = cell.find(f"{W}tcPr")
            own.insert(1, etree.Element(f"{W}vMerge", {f"{W}val": merge}))
        for run in [run for run in cell.iter(f"{W}r") if run_text(run)]:
            run.getparent().remove(run)
    file.set(task("n25"), thoi_gian="Năm 2023")
    assert told(read(file.content(), sample_plan, desk), desk, file.expected)


def test_tasks_of_a_second_appendix_stay_there_and_one_moves_over(maker_of: Make, sample_plan: Plan, desk: Desk) -> None:
    more = Appendix(
        id="pl2",
        title="Nhiệm vụ khác",
        areas=(Area(id="lv90", tasks=(Task(id="n90", text="Tập huấn cán bộ", leads=("SNV",), deadline="Năm 2023"),)),),
    )
    plan = sample_plan.model_copy(update={"appendices": (*sample_plan.appendices, more)})
    file = Edited(maker_of(plan).bundle_docx(), plan)
    file.replace(file.cell("n90", TIME), "Năm 2023", "Quý I/2024")
    file.move_row(file.row("n06"), file.row("n90"))
    file.set(task("n90"), thoi_gian="Quý I/2024")
    file.move(task("n06"), area("lv90"), task("n90"))
    edits = read(file.content(), plan, desk)
    assert told(edits, desk, file.expected)
    assert edits.problems == ()


def test_a_task_below_an_area_without_a_row_stays_in_it(maker_of: Make, sample_plan: Plan, desk: Desk) -> None:
    """The area has no name, so nothing is printed above its tasks; a new task goes with the one above it."""
    appendix = sample_plan.appendices[0]
    unnamed = Area(
        id="lv90", tasks=(Task(id="n90", text="Tập huấn", leads=("SNV",)), Task(id="n91", text="Sơ kết", leads=("SNV",)))
    )
    plan = sample_plan.model_copy(update={"appendices": (appendix.model_copy(update={"areas": (*appendix.areas, unnamed)}),)})
    file = Edited(maker_of(plan).bundle_docx(), plan)
    file.replace(file.marked("r_n91_n"), "Sơ kết", "Tổng kết")
    file.set(task("n91"), nhiem_vu="Tổng kết")
    file.add_row(file.row("n91"), ("3", "Khen thưởng", "Sở Nội vụ", "", "", ""))
    file.put(task("z1"), Task(id="z1", text="Khen thưởng", leads=("SNV",)), area("lv90"), task("n91"))
    assert told(read(file.content(), plan, desk), desk, file.expected)


def test_agencies_that_the_words_do_not_name_stay(maker_of: Make, sample_plan: Plan, desk: Desk) -> None:
    plan = with_task(sample_plan, "n02", leads=("STC", "SNV"), leads_wording="Hai sở phụ trách")
    file = Edited(maker_of(plan).bundle_docx(), plan)
    file.insert(file.cell("n02", LEAD), "Hai sở phụ trách", "; Sở Tư pháp")
    file.set(task("n02"), chu_tri=("STC", "SNV", "STP"), chu_tri_ghi="Hai sở phụ trách; Sở Tư pháp")
    assert told(read(file.content(), plan, desk), desk, file.expected)


def test_an_appendix_that_was_taken_out_is_gone(maker_of: Make, sample_plan: Plan, desk: Desk) -> None:
    more = Appendix(
        id="pl2", title="Nhiệm vụ khác", areas=(Area(id="lv90", tasks=(Task(id="n90", text="Tập huấn", leads=("SNV",)),)),)
    )
    plan = sample_plan.model_copy(update={"appendices": (*sample_plan.appendices, more)})
    file = Edited(maker_of(plan).bundle_docx(), plan)
    table = next(file.row("n90").iterancestors(f"{W}tbl"))
    head = next(p for p in file.body.iter(f"{W}p") if text_of(p) == "Phụ lục II")
    children = list(file.body)
    for element in children[children.index(head) : children.index(table) + 1]:
        file.body.remove(element)
    edits = read(file.content(), plan, desk)
    assert edits.changes.new.appendices == sample_plan.appendices


# The body


PARTS = """\
ma: cchc-2023
co_quan: {ten: Ủy ban nhân dân tỉnh Sơn La, ky_hieu: UBND}
ngay_ban_hanh: 6/2023
dia_danh: Sơn La
trich_yeu: Rà soát
can_cu: [Căn cứ Luật Tổ chức chính quyền địa phương, Căn cứ Nghị quyết số 76/NQ-CP]
mo_dau: ["Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"]
noi_dung:
  - {ma: b01, phan: Quy định chung}
  - {ma: b02, khoan: Rà soát quy định.}
  - {ma: b03, phan: Tổ chức thực hiện}
  - {ma: b04, khoan: Sở Nội vụ chủ trì.}
  - {ma: b05, gach: Sở Tư pháp phối hợp.}
nguoi_ky: {thay_mat: Ủy ban nhân dân, ky_thay: Chủ tịch, chuc_vu: Phó Chủ tịch, ho_ten: Lê Minh}
noi_nhan: [Sở Nội vụ]
"""


def test_a_new_part_has_its_number_and_its_name_in_two_paragraphs(maker_of: Make, desk: Desk) -> None:
    plan = plan_from(PARTS)
    file = Edited(maker_of(plan).plan_docx(), plan)
    after = file.marked("b_b05")
    name = file.new_paragraph(file.marked("b_b03"), "KINH PHÍ THỰC HIỆN")
    number = file.new_paragraph(file.paragraph_of("Phần II"), "Phần III")
    after.addnext(number)
    number.addnext(name)
    name.addnext(file.new_paragraph(after, "Ngân sách tỉnh bảo đảm./."))
    edits = read(file.content(), plan, desk)
    assert [(block.kind, block.text) for block in edits.changes.new.body[5:]] == [
        ("phan", "Kinh phí thực hiện"),
        ("doan", "Ngân sách tỉnh bảo đảm."),
    ]
    assert edits.problems == ()


def test_bases_and_the_opening_are_told_apart(maker_of: Make, desk: Desk) -> None:
    plan = plan_from(PARTS)
    file = Edited(maker_of(plan).plan_docx(), plan)
    first, second = file.marked("b_cc1"), file.marked("b_cc2")
    first.addnext(file.new_paragraph(first, "Căn cứ Nghị định số 61/2018/NĐ-CP;"))
    second.addnext(file.new_paragraph(second, "Theo đề nghị của Giám đốc Sở Nội vụ."))
    file.replace(second, "76/NQ-CP", "76/NQ-CP ngày 15/7/2021")
    edits = read(file.content(), plan, desk)
    assert edits.changes.new.bases == (
        "Căn cứ Luật Tổ chức chính quyền địa phương",
        "Căn cứ Nghị định số 61/2018/NĐ-CP",
        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021",
        "Theo đề nghị của Giám đốc Sở Nội vụ",
    )
    assert edits.problems == ()


def test_capitals_are_the_letters_of_the_data_where_the_words_stayed() -> None:
    capitals = Capitals((), Registry((), ()))
    assert recased("Nâng cao chỉ số PaPI", "NÂNG CAO CHỈ SỐ PAPI NĂM 2023", capitals) == "Nâng cao chỉ số PaPI năm 2023"
    assert recased("Mục đích", "Mục tiêu", capitals) == "Mục tiêu"


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("TM. ỦY BAN NHÂN DÂN", "TM. ỦY BAN NHÂN DÂN TỈNH", "on_behalf_of", "Ủy ban nhân dân tỉnh"),
        ("KT. CHỦ TỊCH", "KT. QUYỀN CHỦ TỊCH", "in_place_of", "Quyền Chủ tịch"),
        ("PHÓ CHỦ TỊCH", "Q. CHỦ TỊCH", "acting", "có"),
    ],
)
def test_in_what_capacity_somebody_signs(old: str, new: str, field: str, value: str, maker_of: Make, desk: Desk) -> None:
    plan = plan_from(PARTS)
    file = Edited(maker_of(plan).plan_docx(), plan)
    file.retype(file.paragraph_of(old), new)
    edits = read(file.content(), plan, desk)
    assert getattr(edits.changes.new.signatory, field) == value
    assert edits.problems == ()


def test_the_type_of_document_is_one_of_the_decree(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    file = Edited(printed, sample_plan)
    file.replace(file.paragraph_of("KẾ HOẠCH"), "KẾ HOẠCH", "CHƯƠNG TRÌNH")
    edits = read(file.content(), sample_plan, desk)
    assert (edits.changes.new.kind, edits.problems) == ("Chương trình", ())
    file.replace(file.paragraph_of("CHƯƠNG TRÌNH"), "CHƯƠNG TRÌNH", "TỜ RƠI")
    edits = read(file.content(), sample_plan, desk)
    assert (edits.changes.new.kind, codes(edits)) == ("Kế hoạch", ["chu-chua-vao-du-lieu"])


def test_a_date_that_is_none_is_told_and_not_written(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    file = Edited(printed, sample_plan)
    file.replace(file.paragraph("Sơn La, "), "\u00a0" * 8, " 31 ")
    edits = read(file.content(), sample_plan, desk)
    assert edits.changes.all == ()
    assert codes(edits) == ["ngay-khong-doc-duoc", "chu-chua-vao-du-lieu"]


def test_what_stands_where_it_will_not_be_printed_is_told(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    """The opening below the first paragraphs of the text."""
    file = Edited(printed, sample_plan)
    file.marked("b_b03").addnext(file.marked("b_mo1"))
    edits = read(file.content(), sample_plan, desk)
    assert (edits.changes.all, codes(edits)) == ((), ["cho-dung-khac"])


def test_a_line_of_the_template_that_was_taken_out_is_told(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    file = Edited(printed, sample_plan)
    file.delete_paragraph(file.paragraph_of("./."))
    edits = read(file.content(), sample_plan, desk)
    assert (edits.changes.all, codes(edits)) == ((), ["chu-mau-bi-bo"])


def test_words_in_a_header_are_told(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    file = Edited(printed, sample_plan)
    file.members["word/header1.xml"] = file.members["word/header1.xml"].replace(
        b"</w:hdr>", "<w:p><w:r><w:t>DỰ THẢO LẦN 2</w:t></w:r></w:p></w:hdr>".encode()
    )
    (problem,) = read(file.content(), sample_plan, desk).problems
    assert (problem.code, "DỰ THẢO LẦN 2" in problem.message) == ("chu-chua-vao-du-lieu", True)


def test_agencies_are_those_of_the_day_of_the_plan(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    """Without an agency the words stay, and it is said."""
    file = Edited(printed, sample_plan)
    file.retype(file.cell("n02", LEAD), "Sở Tư pháp")
    only = Registry(tuple(found for found in desk.registry.agencies if found.id == "SNV"), ())
    edits = read(file.content(), sample_plan, replace(desk, registry=only))
    assert "co-quan-khong-ro" in codes(edits)
    assert next(found for found in edits.changes.new.tasks if found.id == "n02").leads_wording == "Sở Tư pháp"
