"""The redline of a plan, and the table that sets two versions side by side."""

import datetime
import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from resolving import Line, changes, lines, marks, resolved, said, without_numbers
from revisions import REVISIONS, Shaker, with_body, with_task, without_ids

from kehoach_gen.change import compare
from kehoach_gen.change.placeholders import COMPARISON_NAMES
from kehoach_gen.change.to_docx import comparison, redline
from kehoach_gen.change.to_rows import comparison_context
from kehoach_gen.change.to_template import comparison_template
from kehoach_gen.nd30 import law_at
from kehoach_gen.office.contract import template_problems
from kehoach_gen.office.read_word import Paragraph, read_word
from kehoach_gen.office.redline import Revision
from kehoach_gen.plan.model import Column, Plan
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.plan.to_json import fingerprint
from kehoach_gen.workspace.folder import Folder
from reading import Document, W, text_of

MakerOf = Callable[[Plan], Maker]
BY = Revision("Sở Nội vụ", datetime.datetime(2023, 6, 20, 8))
LAW = law_at(date(2023, 6, 15))
TEMPLATE = ("bang-so-sanh.docx", comparison_template(LAW))


def seen(content: bytes) -> list[Line]:
    """What the project's own reader finds, tracked changes taken as accepted."""
    found: list[Line] = []
    for block in read_word(content, "a.docx").blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        else:
            found += [tuple(cell.text for cell in row.cells) for row in block.rows]
    return found


def without_last_blanks(found: list[Line]) -> list[Line]:
    return without_last_blanks(found[:-1]) if found[-1] == "" else found


def check(old: Maker, new: Maker) -> bytes:
    """The redline; accepted it says what the new document says, rejected what the old one does."""
    content = redline(old, new, BY)
    accepted, rejected = (without_last_blanks(lines(resolved(content, accept=accept))) for accept in (True, False))
    assert accepted == without_last_blanks(said(new.bundle_docx()))
    assert without_numbers(rejected) == without_numbers(without_last_blanks(said(old.bundle_docx())))
    return content


@pytest.mark.parametrize("name", list(REVISIONS))
def test_accepted_it_is_the_new_document_rejected_the_old_one(sample_plan: Plan, maker_of: MakerOf, name: str) -> None:
    new = maker_of(REVISIONS[name](sample_plan))
    content = check(maker_of(sample_plan), new)
    assert seen(content) == seen(new.bundle_docx())
    assert changes(content)


@pytest.mark.parametrize("name", list(REVISIONS))
def test_without_ids_it_is_the_same(sample_plan: Plan, maker_of: MakerOf, name: str) -> None:
    old, new = without_ids(sample_plan), without_ids(REVISIONS[name](sample_plan))
    content = redline(maker_of(sample_plan), maker_of(REVISIONS[name](sample_plan)), BY)
    assert changes(check(maker_of(old), maker_of(new))) == changes(content)


def test_all_revisions_at_once(sample_plan: Plan, maker_of: MakerOf) -> None:
    new = sample_plan
    for revise in REVISIONS.values():
        new = revise(new)
    content = check(maker_of(sample_plan), maker_of(new))
    assert content == redline(maker_of(sample_plan), maker_of(new), BY)


@pytest.mark.parametrize("seed", range(12))
def test_any_revision_can_be_accepted_and_rejected(sample_plan: Plan, maker_of: MakerOf, seed: int) -> None:
    shaker = Shaker(seed)
    old = shaker.edited(without_ids(sample_plan) if seed % 2 else sample_plan, seed % 5)
    check(maker_of(old), maker_of(shaker.edited(old, 3 + seed)))


def test_a_change_of_two_words_marks_two_words(sample_plan: Plan, maker_of: MakerOf) -> None:
    text = next(task.text for task in sample_plan.tasks if task.id == "n10")
    new = with_task(sample_plan, "n10", text=text.replace("công bố danh mục", "ban hành danh mục"))
    assert changes(check(maker_of(sample_plan), maker_of(new))) == [("del", "công bố"), ("ins", "ban hành")]


def test_two_equal_plans_give_the_document_without_changes(sample_plan: Plan, maker_of: MakerOf) -> None:
    content = redline(maker_of(sample_plan), maker_of(sample_plan), BY)
    assert changes(content) == []
    document = zipfile.ZipFile(io.BytesIO(maker_of(sample_plan).bundle_docx())).read("word/document.xml")
    assert zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml") == document


def test_new_numbers_are_printed_without_changes(sample_plan: Plan, maker_of: MakerOf) -> None:
    content = redline(maker_of(sample_plan), maker_of(REVISIONS["removed"](sample_plan)), BY)
    rows = [row for row in lines(resolved(content, accept=False)) if isinstance(row, tuple)]
    assert [row[0] for row in rows if row[0].isalpha() and len(row[0]) == 1][7:12] == ["a", "b", "b", "c", "d"]


def test_a_moved_task_is_deleted_there_and_inserted_here(sample_plan: Plan, maker_of: MakerOf) -> None:
    content = redline(maker_of(sample_plan), maker_of(REVISIONS["moved"](sample_plan)), BY)
    text = next(task.text for task in sample_plan.tasks if task.id == "n05")
    assert [kind for kind, words in changes(content) if words == text] == ["ins", "del"]


def test_what_is_deleted_keeps_its_marks(sample_plan: Plan, maker_of: MakerOf) -> None:
    new = REVISIONS["body"](REVISIONS["moved"](REVISIONS["removed"](sample_plan)))
    content = redline(maker_of(sample_plan), maker_of(new), BY)
    rejected, accepted = (marks(resolved(content, accept=accept)) for accept in (False, True))
    assert {"_kh1_r_n09", "_kh1_r_n09_n", "_kh1_b_b05", "_kh1_r_n05_o", "_kh1_r_n05_n_o"} <= rejected
    assert "_kh1_r_n05" not in rejected
    assert marks(resolved(maker_of(new).bundle_docx(), accept=True)) <= accepted
    assert {"_kh1_r_n09", "_kh1_r_n05_o"} & accepted == set()


def test_it_says_which_versions_it_joins(sample_plan: Plan, maker_of: MakerOf) -> None:
    new = REVISIONS["dated"](sample_plan)
    properties = read_word(redline(maker_of(sample_plan), maker_of(new), BY), "a.docx").properties
    assert (properties["KHGen.base"], properties["KHGen.redline"]) == (fingerprint(new), fingerprint(sample_plan))


def test_a_paragraph_of_another_kind_is_deleted_and_inserted(sample_plan: Plan, maker_of: MakerOf) -> None:
    body = list(sample_plan.body)
    body[13] = body[13].model_copy(update={"kind": "doan"})
    content = check(maker_of(sample_plan), maker_of(with_body(sample_plan, body)))
    assert [kind for kind, words in changes(content) if words == body[13].text] == ["del", "ins"]


def test_a_column_that_is_added_has_its_values_as_inserted(sample_plan: Plan, maker_of: MakerOf) -> None:
    appendix = sample_plan.appendices[0].model_copy(update={"columns": (Column(id="kinh_phi", title="Kinh phí"),)})
    new = sample_plan.model_copy(update={"appendices": (appendix,)})
    new = REVISIONS["removed"](with_task(new, "n01", extra={"kinh_phi": "5 triệu"}))
    content = redline(maker_of(sample_plan), maker_of(new), BY)
    assert ("ins", "5 triệu") in changes(content)
    assert lines(resolved(content, accept=True)) == said(maker_of(new).bundle_docx())


def test_a_plan_may_get_its_first_appendix_and_lose_its_last(sample_plan: Plan, maker_of: MakerOf) -> None:
    bare = sample_plan.model_copy(update={"appendices": ()})
    for old, new in ((sample_plan, bare), (bare, sample_plan)):
        content = check(maker_of(old), maker_of(new))
        plan_section = resolved(content, accept=not new.appendices).find(f".//{W}sectPr/{W}pgSz")
        assert plan_section.get(f"{W}orient") is None


# Bảng so sánh, thuyết minh


@pytest.fixture
def table(sample_plan: Plan, sample_folder: Folder) -> Callable[[Plan], Document]:
    def made(new: Plan) -> Document:
        assert sample_folder.registry is not None
        found = compare(sample_plan, new, sample_folder.registry, date(2023, 6, 15))
        return Document(comparison(found, TEMPLATE, LAW))

    return made


TableOf = Callable[[Plan], Document]


def test_the_table_sets_old_and_new_side_by_side_with_room_for_reasons(sample_plan: Plan, table: TableOf) -> None:
    new = REVISIONS["signed"](REVISIONS["removed"](REVISIONS["reworded"](sample_plan)))
    document = table(new)
    rows = document.rows()
    assert rows[0] == ("Thể thức văn bản",)
    assert rows[2] == ("2", "Chức vụ\nChủ tịch", "Chức vụ\nPhó Chủ tịch", "", "")
    assert rows[6] == ("5", "", "Nơi nhận thứ 2 (thêm)\nCục Thuế tỉnh", "", "")
    reworded, removed = rows[10], rows[12]
    assert reworded[1].startswith("Nhiệm vụ 1.a\nTriển khai bảo đảm mức độ hoàn thành kế hoạch")
    assert reworded[2].startswith("Nhiệm vụ 1.a\nTriển khai bảo đảm tiến độ thực hiện kế hoạch")
    assert (removed[2], removed[3]) == ("Bỏ", "")
    assert removed[1].endswith(
        "\nChủ trì: Sở Tư pháp\nPhối hợp: Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã\nThời gian: Quý IV/2023"
    )
    assert removed[4].startswith("Thôi chủ trì: Sở Tư pháp\nThôi phối hợp: các sở, ban, ngành (")
    assert document.lines()[:3] == [
        "BẢNG SO SÁNH, THUYẾT MINH",
        "Nội dung sửa đổi, bổ sung Kế hoạch tăng cường thực hiện các giải pháp duy trì, nâng cao Chỉ số cải cách hành chính năm 2023",
        "(9 thay đổi, liên quan 236 cơ quan.)",
    ]


def test_where_a_row_tells_several_changes_both_are_counted(sample_plan: Plan, table: TableOf) -> None:
    document = table(with_task(sample_plan, "n01", deadline="Quý III/2023", target="Tối thiểu 85%"))
    assert [row[0] for row in document.rows() if len(row) > 1] == ["1"]
    assert document.lines()[2].startswith("(1 nội dung, 2 thay đổi, liên quan ")


def test_in_the_table_and_the_redline_an_agency_is_struck_whole(sample_plan: Plan, table: TableOf, maker_of: MakerOf) -> None:
    old = with_task(sample_plan, "n01", leads=("SCT", "SNV"), leads_wording="", coordinators=("STC",), coordinators_wording="")
    new = with_task(old, "n01", leads=("SNV",))
    assert ("del", "Sở Công Thương; ") in changes(check(maker_of(old), maker_of(new)))


def test_the_two_columns_are_headed_with_the_versions(sample_plan: Plan, sample_folder: Folder) -> None:
    assert sample_folder.registry is not None
    found = compare(
        sample_plan, with_task(sample_plan, "n01", deadline="Quý III/2023"), sample_folder.registry, date(2023, 6, 15)
    )
    context = comparison_context(found, LAW, ("v1, ngày 15/06/2023", "v2, ngày 20/06/2023"))
    assert context["ban_cu"] == "Dự thảo Kế hoạch (v1, ngày 15/06/2023)"
    assert context["ban_moi"] == "Dự thảo Kế hoạch (v2, ngày 20/06/2023)"


def test_old_words_are_struck_new_words_bold(sample_plan: Plan, table: TableOf) -> None:
    document = table(with_task(sample_plan, "n01", deadline="Quý III/2023"))
    row = document.task_tables()[0].findall(f"{W}tr")[-1]
    runs = {text_of(run): [child.tag.removeprefix(W) for child in run.iterfind(f"{W}rPr/*")] for run in row.iter(f"{W}r")}
    assert (runs["IV"], runs["III"], runs["/2023"]) == (["strike"], ["b", "bCs"], [])


def test_what_was_only_moved_is_named_at_both_places(sample_plan: Plan, table: TableOf) -> None:
    rows = table(REVISIONS["moved"](sample_plan)).rows()
    assert [row[1].split("\n")[0] for row in rows if len(row) > 1] == ["Nhiệm vụ 1.đ", "Nhiệm vụ 1.e"]
    assert [row[2].split("\n")[0] for row in rows if len(row) > 1] == [
        "Nhiệm vụ 1.a (chuyển chỗ từ 1.đ)",
        "Nhiệm vụ 8.đ (chuyển chỗ từ 1.e)",
    ]


def test_only_a_row_too_high_for_a_page_may_break_in_the_table(sample_plan: Plan, table: TableOf) -> None:
    document = table(with_task(with_task(sample_plan, "n01", text="chữ " * 400), "n02", text="Ngắn"))
    splits = [row.find(f"{W}trPr/{W}cantSplit") is None for row in document.task_tables()[0].findall(f"{W}tr")]
    assert splits == [False, False, True, False]


def test_the_versions_are_named_by_number_and_day(sample_plan: Plan, table: TableOf) -> None:
    (heading, *_) = table(REVISIONS["issued"](sample_plan)).task_tables()[0].findall(f"{W}tr")
    cells = ["\n".join(map(text_of, cell.iter(f"{W}p"))) for cell in heading.iterfind(f"{W}tc")]
    assert cells[1:3] == [
        "Nội dung cũ\nDự thảo Kế hoạch",
        "Nội dung mới\nKế hoạch số 115/KH-UBND ngày 28 tháng 6 năm 2023",
    ]


def test_the_template_uses_the_names_of_its_contract_and_all_of_them() -> None:
    assert template_problems(TEMPLATE[1], TEMPLATE[0], COMPARISON_NAMES) == []
    words = "".join(Document(TEMPLATE[1]).root.itertext())
    assert [name for name in (*COMPARISON_NAMES, *COMPARISON_NAMES["hang"].inner) if name not in words] == []
