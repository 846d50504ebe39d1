"""Three ways: what two people changed since a common base is both there; where they meet there is a conflict with a name."""

import random
from collections.abc import Callable, Iterable

import pytest
from edit_random import Editor, facts
from edited import Edited

from change.revisions import Shaker
from conftest import plan_from
from kehoach_gen.change import compare
from kehoach_gen.change.merge import Merged, Side, merge
from kehoach_gen.change.outline import Node, Ref, outline, plan_of, with_fields
from kehoach_gen.edit.from_word import Desk, from_word, open_edited
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.workspace.folder import Folder

PLAN = """\
ma: nho-2023
co_quan: {ten: Ủy ban nhân dân tỉnh Sơn La, ky_hieu: UBND}
ngay_ban_hanh: 6/2023
dia_danh: Sơn La
trich_yeu: Rà soát thủ tục hành chính
noi_dung:
  - {ma: b1, khoan: Rà soát.}
  - {ma: b2, khoan: Công bố.}
nguoi_ky: {chuc_vu: Chủ tịch, ho_ten: Hoàng Quốc Khánh}
noi_nhan: [Sở Nội vụ, Sở Tư pháp]
phu_luc:
  - ma: pl1
    linh_vuc:
      - ma: lv1
        ten: Thể chế
        nhiem_vu:
          - {ma: n1, nhiem_vu: Rà soát văn bản, chu_tri: [STP], thoi_gian: Quý I/2023}
          - {ma: n2, nhiem_vu: Công bố danh mục, chu_tri: [STP], thoi_gian: Quý II/2023}
          - {ma: n3, nhiem_vu: Kiểm tra, chu_tri: [SNV], thoi_gian: Quý III/2023}
      - ma: lv2
        ten: Thủ tục
        nhiem_vu:
          - {ma: n4, nhiem_vu: Giải quyết hồ sơ, chu_tri: [SNV], thoi_gian: Quý IV/2023}
"""


def edited(*changes: tuple[str, str]) -> Plan:
    """The plan above with some of its words changed."""
    text = PLAN
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return plan_from(text)


def merged(ours: Plan, theirs: Plan, **decided: Side) -> Merged:
    return merge(plan_from(PLAN), ours, theirs, {id.replace("__", "."): side for id, side in decided.items()}.get)


N1 = "          - {ma: n1, nhiem_vu: Rà soát văn bản, chu_tri: [STP], thoi_gian: Quý I/2023}\n"
N2 = "          - {ma: n2, nhiem_vu: Công bố danh mục, chu_tri: [STP], thoi_gian: Quý II/2023}\n"
N3 = "          - {ma: n3, nhiem_vu: Kiểm tra, chu_tri: [SNV], thoi_gian: Quý III/2023}\n"
N4 = "          - {ma: n4, nhiem_vu: Giải quyết hồ sơ, chu_tri: [SNV], thoi_gian: Quý IV/2023}\n"
NEW = "          - {ma: n9, nhiem_vu: Tập huấn, chu_tri: [SNV]}\n"


def test_changes_to_different_fields_of_a_task_are_both_kept() -> None:
    found = merged(edited(("Quý I/2023", "Tháng 2/2023")), edited(("Rà soát văn bản", "Rà soát mọi văn bản")))
    assert found.plan == edited(("Quý I/2023", "Tháng 2/2023"), ("Rà soát văn bản", "Rà soát mọi văn bản"))
    assert found.conflicts == ()


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    both = edited(("Quý I/2023", "Tháng 2/2023"), (N2, ""))
    assert merged(both, both) == Merged(both, (), ())


def test_a_field_changed_on_both_sides_is_a_conflict_until_somebody_decides() -> None:
    ours, theirs = edited(("Quý I/2023", "Tháng 2/2023")), edited(("Quý I/2023", "Tháng 3/2023"))
    found = merged(ours, theirs)
    (conflict,) = found.conflicts
    assert (conflict.id, conflict.title) == ("n1.thoi_gian", "Thời gian hoàn thành")
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Quý I/2023", "Tháng 2/2023", "Tháng 3/2023")
    assert found.plan == ours
    assert merged(ours, theirs, n1__thoi_gian="ours") == Merged(ours, (), ("n1.thoi_gian",))
    assert merged(ours, theirs, n1__thoi_gian="theirs").plan == theirs


def test_the_names_and_the_wording_of_one_cell_change_together() -> None:
    theirs = edited(("chu_tri: [STP]", "chu_tri: [STP], chu_tri_ghi: Sở Tư pháp và các sở"))
    found = merged(edited(("chu_tri: [STP]", "chu_tri: [SNV]")), theirs)
    assert [conflict.id for conflict in found.conflicts] == ["n1.chu_tri"]


def test_the_frame_has_conflicts_without_an_item() -> None:
    found = merged(edited(("Chủ tịch", "Quyền Chủ tịch")), edited(("Chủ tịch", "Phó Chủ tịch")))
    assert [conflict.id for conflict in found.conflicts] == ["nguoi_ky.chuc_vu"]


def test_a_task_taken_out_on_one_side_and_changed_on_the_other_is_a_conflict() -> None:
    gone, changed = edited((N2, "")), edited(("Quý II/2023", "Tháng 5/2023"))
    for ours, theirs in ((gone, changed), (changed, gone)):
        found = merged(ours, theirs)
        assert [conflict.id for conflict in found.conflicts] == ["n2"]
        assert found.plan == ours
        assert merged(ours, theirs, n2="theirs").plan == theirs


def test_a_task_taken_out_that_nobody_changed_is_gone() -> None:
    assert merged(edited((N2, "")), edited((N1, ""))).plan == edited((N1 + N2, ""))


def test_a_task_moved_to_two_places_is_a_conflict() -> None:
    ours, theirs = edited((N1, ""), (N3, N3 + N1)), edited((N1, ""), (N4, N4 + N1))
    found = merged(ours, theirs)
    assert [conflict.id for conflict in found.conflicts] == ["n1.vi_tri"]
    assert found.plan == ours
    assert merged(ours, theirs, n1__vi_tri="theirs").plan == theirs


def test_a_task_moved_on_one_side_and_reworded_on_the_other_is_both() -> None:
    found = merged(edited((N1, ""), (N4, N4 + N1)), edited(("Rà soát văn bản", "Rà soát mọi văn bản")))
    assert found.plan == edited((N1, ""), (N4, N4 + N1.replace("Rà soát văn bản", "Rà soát mọi văn bản")))
    assert found.conflicts == ()


def test_tasks_put_in_at_the_same_place_are_both_there_ours_first() -> None:
    other = NEW.replace("n9", "n8").replace("Tập huấn", "Truyền thông")
    assert merged(edited((N1, N1 + NEW)), edited((N1, N1 + other))).plan == edited((N1, N1 + NEW + other))


def test_a_task_put_in_on_both_sides_is_there_once_whatever_its_id() -> None:
    ours = edited((N1, N1 + NEW))
    assert merged(ours, edited((N1, N1 + NEW.replace("n9", "n8")))) == Merged(ours, (), ())


def test_an_area_taken_out_with_a_task_of_ours_in_it_stays_and_is_a_conflict() -> None:
    lv2 = f"      - ma: lv2\n        ten: Thủ tục\n        nhiem_vu:\n{N4}"
    ours, theirs = edited((N4, N4 + NEW)), edited((lv2, ""))
    found = merged(ours, theirs)
    assert [conflict.id for conflict in found.conflicts] == ["lv2"]
    assert "Tập huấn" in found.conflicts[0].ours
    assert [node.id for node in outline(found.plan).nodes.values() if node.ref.list == "linh_vuc"] == ["lv1", "lv2"]


def test_a_task_put_into_an_area_that_we_took_out_is_a_conflict() -> None:
    lv2 = f"      - ma: lv2\n        ten: Thủ tục\n        nhiem_vu:\n{N4}"
    ours, theirs = edited((lv2, "")), edited((N4, N4 + NEW))
    found = merged(ours, theirs)
    assert ([conflict.id for conflict in found.conflicts], found.plan) == (["lv2"], ours)
    assert merged(ours, theirs, lv2="theirs").plan == theirs


def test_recipients_without_ids_are_matched_by_their_words() -> None:
    found = merged(edited(("Sở Nội vụ, Sở", "Sở Nội vụ tỉnh, Sở")), edited(("Tư pháp]", "Tư pháp, Sở Tài chính]")))
    assert found.plan.recipients == ("Sở Nội vụ tỉnh", "Sở Tư pháp", "Sở Tài chính")


@pytest.mark.parametrize("seed", range(60))
def test_who_changed_nothing_changes_nothing(seed: int, sample_plan: Plan) -> None:
    one = Shaker(seed).edited(sample_plan, 1 + seed % 4)
    assert merge(sample_plan, sample_plan, one) == Merged(one, (), ())
    assert merge(sample_plan, one, sample_plan) == Merged(one, (), ())
    assert merge(sample_plan, one, one) == Merged(one, (), ())


# Random edits of the data, and of the file


@pytest.fixture(scope="module")
def desk(maker_of: Callable[[Plan], Maker], sample_folder: Folder, sample_plan: Plan) -> Desk:
    assert sample_folder.registry is not None
    return Desk(maker_of, sample_folder.registry, reference_date(sample_plan))


@pytest.fixture(scope="module")
def printed(maker_of: Callable[[Plan], Maker], sample_plan: Plan) -> bytes:
    return maker_of(sample_plan).bundle_docx()


FIELDS = {
    "nhiem_vu": (
        ("thoi_gian", "Tháng 12/2023"),
        ("ghi_chu", "Xem lại"),
        ("nhiem_vu", "Việc khác hẳn"),
        ("chu_tri", ("STC", "SNV")),
    ),
    "noi_dung": (("chu", "Đoạn khác hẳn."), ("loai", "gach")),
    "linh_vuc": (("ten", "Lĩnh vực khác hẳn"),),
}


def in_data(plan: Plan, refs: Iterable[Ref], seed: int) -> Plan:
    """The plan with one field of each of these items changed."""
    found, chance = outline(plan), random.Random(seed)
    for ref in refs:
        field, value = chance.choice(FIELDS[ref.list])
        node = found.nodes[ref]
        found.nodes[ref] = Node(ref, node.parent, node.index, with_fields(node.item, {field: value}))
    return plan_of(found)


@pytest.mark.parametrize("seed", range(20))
def test_edits_of_the_data_and_of_the_file_in_different_places_are_both_there(
    seed: int, printed: bytes, sample_plan: Plan, desk: Desk
) -> None:
    file = Edited(printed, sample_plan)
    editor = Editor(file, seed)
    editor.edit(4)
    apart = sorted(ref for ref in outline(sample_plan).nodes if ref not in editor.touched and ref.list in FIELDS)
    ours = in_data(sample_plan, random.Random(seed).sample(apart, 5), seed)
    edits = from_word(open_edited(file.content(), "sua.docx", sample_plan.id), sample_plan, desk, ours)
    found = merge(sample_plan, ours, edits.changes.new)

    def changes(plan: Plan) -> set[tuple[object, ...]]:
        return facts(compare(sample_plan, plan, desk.registry, desk.day))

    assert found.conflicts == ()
    assert changes(found.plan) == changes(ours) | changes(file.expected)


@pytest.mark.parametrize("seed", range(20))
def test_edits_of_the_same_field_are_always_a_conflict(seed: int, printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    file = Edited(printed, sample_plan)
    editor = Editor(file, seed)
    while not random_edit(editor, seed):
        pass
    ((ref, field),) = [
        (c.ref, e.field) for c in compare(sample_plan, file.expected, desk.registry, desk.day).all for e in c.edits[:1]
    ]
    ours = outline(sample_plan)
    node = ours.nodes[ref]
    value = ("VPUBND", "STC") if field == "chu_tri" else f"Khác {seed}"
    ours.nodes[ref] = Node(ref, node.parent, node.index, with_fields(node.item, {field: value}))
    mine = plan_of(ours)
    edits = from_word(open_edited(file.content(), "sua.docx", sample_plan.id), sample_plan, desk, mine)
    found = merge(sample_plan, mine, edits.changes.new)
    assert [conflict.id for conflict in found.conflicts] == [f"{ref.key}.{field}"]
    assert found.plan == mine


def random_edit(editor: Editor, seed: int) -> bool:
    """One edit of one field; False where it could not be made."""
    acts = (editor.words, editor.task_words, editor.cell_time, editor.cell_lead, editor.area_renamed, editor.retyped)
    return acts[seed % len(acts)]()
