"""What differs between two plans, for whom, and that it can be made again."""

import json
from datetime import date

import pytest
from revisions import NEW_TASK, REVISIONS, Shaker, tasks_of, with_areas, with_task, with_tasks, without_ids

from conftest import plan_from
from kehoach_gen.agency import Registry
from kehoach_gen.change import Changes, apply, compare
from kehoach_gen.change.model import HOWS, Change
from kehoach_gen.change.to_json import to_json
from kehoach_gen.change.to_text import to_text
from kehoach_gen.plan.model import Plan
from kehoach_gen.workspace.folder import Folder

DAY = date(2023, 6, 15)


@pytest.fixture(scope="module")
def registry(sample_folder: Folder) -> Registry:
    assert sample_folder.registry is not None
    return sample_folder.registry


def brief(changes: Changes) -> list[tuple[str, str]]:
    return [(change.kind, change.path) for change in changes.all]


def told(change: Change) -> set[tuple[str, str]]:
    return {(effect.agency, HOWS[effect.how]) for effect in change.effects}


EXPECTED = {
    "reworded": [("reworded", "phu_luc[pl1].linh_vuc[lv1].nhiem_vu[n01].nhiem_vu")],
    "removed": [("removed", "phu_luc[pl1].linh_vuc[lv2].nhiem_vu[n09]")],
    "added": [("added", "phu_luc[pl1].linh_vuc[lv3].nhiem_vu[n90]")],
    "moved": [
        ("moved", "phu_luc[pl1].linh_vuc[lv1].nhiem_vu[n05]"),
        ("moved", "phu_luc[pl1].linh_vuc[lv8].nhiem_vu[n06]"),
    ],
    "new_area": [("added", "phu_luc[pl1].linh_vuc[lv90]"), ("added", "phu_luc[pl1].linh_vuc[lv90].nhiem_vu[n90]")],
    "body": [
        ("reworded", "noi_dung[b03].chu"),
        ("added", "noi_dung[b90]"),
        ("moved", "noi_dung[b26]"),
        ("removed", "noi_dung[b05]"),
        ("removed", "noi_dung[b08]"),
    ],
    "dated": [("deadline", "phu_luc[pl1].linh_vuc[lv1].nhiem_vu[n03].thoi_gian")],
    "reassigned": [
        ("reassigned", "phu_luc[pl1].linh_vuc[lv1].nhiem_vu[n04]"),
        ("reassigned", "phu_luc[pl1].linh_vuc[lv3].nhiem_vu[n17]"),
    ],
    "issued": [("field", "so"), ("field", "ngay_ban_hanh"), ("field", "trich_yeu"), ("added", "can_cu[1]")],
    "signed": [
        ("field", "nguoi_ky.ky_thay"),
        ("field", "nguoi_ky.chuc_vu"),
        ("field", "nguoi_ky.ho_ten"),
        ("field", "luu"),
        ("added", "noi_nhan[2]"),
        ("removed", "noi_nhan[10]"),
        ("reworded", "noi_nhan[12]"),
    ],
}


@pytest.mark.parametrize("name", list(REVISIONS))
def test_a_revision_is_told_by_what_was_done_and_nothing_else(sample_plan: Plan, registry: Registry, name: str) -> None:
    new = REVISIONS[name](sample_plan)
    changes = compare(sample_plan, new, registry, DAY)
    assert brief(changes) == EXPECTED[name]
    assert apply(sample_plan, changes.all) == new


@pytest.mark.parametrize("name", list(REVISIONS))
def test_without_ids_the_same_is_found_by_likeness(sample_plan: Plan, registry: Registry, name: str) -> None:
    old, new = without_ids(sample_plan), without_ids(REVISIONS[name](sample_plan))
    changes = compare(old, new, registry, DAY)
    assert [change.kind for change in changes.all] == [kind for kind, _ in EXPECTED[name]]
    assert apply(old, changes.all) == new


@pytest.mark.parametrize("seed", range(40))
def test_the_changes_applied_to_the_old_plan_make_the_new_one(sample_plan: Plan, registry: Registry, seed: int) -> None:
    shaker = Shaker(seed)
    old = shaker.edited(without_ids(sample_plan) if seed % 2 else sample_plan, seed % 5)
    new = shaker.edited(old, seed % 17)
    assert apply(old, compare(old, new, registry, DAY).all) == new


def test_equal_plans_have_no_changes(sample_plan: Plan, registry: Registry) -> None:
    changes = compare(sample_plan, sample_plan, registry, DAY)
    assert changes.all == ()
    assert to_text(changes) == ["Kế hoạch cchc-2023: Không có thay đổi."]


def test_the_fewest_items_are_moved(sample_plan: Plan, registry: Registry) -> None:
    tasks = tasks_of(sample_plan, 2)
    changes = compare(sample_plan, with_tasks(sample_plan, 2, [*tasks[3:], *tasks[:3]]), registry, DAY)
    assert brief(changes) == [("moved", f"phu_luc[pl1].linh_vuc[lv3].nhiem_vu[n{number}]") for number in (14, 15, 16)]


def test_a_moved_area_takes_its_tasks_along(sample_plan: Plan, registry: Registry) -> None:
    areas = sample_plan.appendices[0].areas
    new = with_areas(sample_plan, [*areas[1:], areas[0]])
    (change,) = compare(sample_plan, new, registry, DAY).all
    assert (change.kind, change.old_number, change.new_number) == ("moved", "1", str(len(areas)))


def test_a_task_without_an_id_that_moved_and_was_touched_up_is_known_again(sample_plan: Plan, registry: Registry) -> None:
    old, new = without_ids(sample_plan), REVISIONS["moved"](sample_plan)
    text = next(task.text for task in sample_plan.tasks if task.id == "n06")
    new = without_ids(with_task(new, "n06", text=text.replace("ít nhất 02", "ít nhất 03")))
    changes = compare(old, new, registry, DAY)
    assert [change.kind for change in changes.all] == ["moved", "moved", "reworded"]
    assert (changes.all[2].old_number, changes.all[2].new_number) == ("1.e", "8.đ")


def test_another_id_is_another_task_whatever_it_says(sample_plan: Plan, registry: Registry) -> None:
    changes = compare(sample_plan, with_task(sample_plan, "n09", id="n91"), registry, DAY)
    assert [(change.kind, change.ref.key) for change in changes.all] == [("removed", "n09"), ("added", "n91")]


def test_numbers_are_those_it_had_and_has(sample_plan: Plan, registry: Registry) -> None:
    moved = compare(sample_plan, REVISIONS["moved"](sample_plan), registry, DAY).all
    assert [(change.old_number, change.new_number) for change in moved] == [("1.đ", "1.a"), ("1.e", "8.đ")]
    body = compare(sample_plan, REVISIONS["body"](sample_plan), registry, DAY).all
    assert [(change.old_number, change.new_number) for change in body[1:4]] == [("", "I.1"), ("III.2", "I.1"), ("I.1", "")]


def test_a_part_of_the_changes_can_be_applied_to_a_later_plan(sample_plan: Plan, registry: Registry) -> None:
    changes = compare(sample_plan, REVISIONS["signed"](REVISIONS["added"](sample_plan)), registry, DAY)
    later = REVISIONS["dated"](sample_plan)
    chosen = [change for change in changes.all if change.ref.list in ("nhiem_vu", "noi_nhan")]
    made = apply(later, chosen)
    assert NEW_TASK in made.tasks
    assert made.recipients[1] == "Cục Thuế tỉnh"
    assert made.signatory == sample_plan.signatory


def test_a_change_of_what_is_no_more_there_is_refused(sample_plan: Plan, registry: Registry) -> None:
    changes = compare(sample_plan, with_task(sample_plan, "n09", deadline="Quý III/2023"), registry, DAY)
    with pytest.raises(KeyError, match="n09"):
        apply(REVISIONS["removed"](sample_plan), changes.all)
    added = compare(sample_plan, REVISIONS["added"](sample_plan), registry, DAY)
    with pytest.raises(KeyError, match="n90"):
        apply(REVISIONS["added"](sample_plan), added.all)


# Whom a change touches


def test_agencies_gain_lose_and_change_their_part(sample_plan: Plan, registry: Registry) -> None:
    old = with_task(sample_plan, "n01", leads=("SNV",), coordinators=("STC", "STP"))
    new = with_task(sample_plan, "n01", leads=("STC",), coordinators=("SNV", "STTTT"))
    (change,) = compare(old, new, registry, DAY).all
    assert told(change) == {
        ("STC", "từ phối hợp thành chủ trì"),
        ("SNV", "từ chủ trì thành phối hợp"),
        ("STTTT", "thêm việc phối hợp"),
        ("STP", "thôi phối hợp"),
    }


def test_all_who_do_a_task_are_touched_by_its_words_and_its_deadline(sample_plan: Plan, registry: Registry) -> None:
    old = with_task(sample_plan, "n01", leads=("SNV",), coordinators=("STC",))
    new = with_task(old, "n01", text="Việc khác", deadline="Quý I/2024")
    words, deadline = compare(old, new, registry, DAY).all
    assert told(words) == {("SNV", "đổi nội dung nhiệm vụ"), ("STC", "đổi nội dung nhiệm vụ")}
    assert told(deadline) == {("SNV", "đổi thời gian hoàn thành"), ("STC", "đổi thời gian hoàn thành")}


def test_a_task_added_is_gained_and_one_removed_is_lost(sample_plan: Plan, registry: Registry) -> None:
    bare = with_tasks(sample_plan, 0, tasks_of(sample_plan, 0)[1:])
    task = NEW_TASK.model_copy(update={"coordinators": ()})
    changes = compare(with_tasks(bare, 0, [task]), with_tasks(bare, 0, []), registry, DAY)
    assert told(changes.all[-1]) == {("STTTT", "thôi chủ trì")}
    changes = compare(with_tasks(bare, 0, []), with_tasks(bare, 0, [task]), registry, DAY)
    assert told(changes.all[-1]) == {("STTTT", "thêm việc chủ trì")}
    assert list(changes.by_agency()) == ["Sở Thông tin và Truyền thông"]


def test_members_of_a_group_are_told_as_the_group(sample_plan: Plan, registry: Registry) -> None:
    old = with_task(sample_plan, "n01", leads=("SNV",), coordinators=())
    new = with_task(old, "n01", coordinators=("ubnd_huyen", "STC"))
    (change,) = compare(old, new, registry, DAY).all
    assert len(change.effects) == 13
    assert to_text(compare(old, new, registry, DAY))[-1] == (
        "    Thêm việc phối hợp: Sở Tài chính; UBND các huyện, thành phố (12 cơ quan)"
    )


def test_the_agencies_of_a_group_are_named_where_they_are_few(sample_plan: Plan, registry: Registry) -> None:
    old = with_task(sample_plan, "n01", leads=("SNV", "STP"), coordinators=("STC",))
    new = with_task(old, "n01", leads=("SNV",), coordinators=("STC", "so_ban_nganh"))
    lines = to_text(compare(old, new, registry, DAY))
    assert "    Từ chủ trì thành phối hợp: các sở, ban, ngành (1 cơ quan: Sở Tư pháp)" in lines
    assert any(line.startswith("    Thêm việc phối hợp: các sở, ban, ngành (") and "cơ quan)" in line for line in lines)


def test_a_change_of_agencies_is_told_agency_by_agency(sample_plan: Plan, registry: Registry) -> None:
    old = with_task(sample_plan, "n01", leads=("SNV",), coordinators=("SCT", "SVHTTDL", "STC"), leads_wording="")
    new = with_task(old, "n01", coordinators=("SVHTTDL", "SNN", "STC"))
    (line,) = [line for line in to_text(compare(old, new, registry, DAY)) if "đổi phân công" in line]
    assert line == ("  Nhiệm vụ 1.a: đổi phân công: Phối hợp: bỏ «Sở Công Thương», thêm «Sở Nông nghiệp và Phát triển nông thôn»")


def test_each_version_calls_a_group_as_at_its_own_day(sample_plan: Plan, registry: Registry) -> None:
    old = with_task(sample_plan, "n01", coordinators=("ubnd_xa",), coordinators_wording="", leads=("SNV",), leads_wording="")
    new = with_task(old, "n01", coordinators=("ubnd_xa", "STC")).model_copy(update={"issued": "1/2026"})
    change = next(change for change in compare(old, new, registry, date(2026, 1, 1)).all if change.kind == "reassigned")
    assert change.old.endswith("Phối hợp: UBND các xã, phường, thị trấn")
    assert change.new.endswith("Phối hợp: UBND các xã, phường; Sở Tài chính")


# In words, and for machines


def test_the_summary_says_it_in_few_words(sample_plan: Plan, registry: Registry) -> None:
    new = REVISIONS["signed"](REVISIONS["moved"](REVISIONS["reworded"](sample_plan)))
    lines = [line for line in to_text(compare(sample_plan, new, registry, DAY)) if not line.startswith("    ")]
    assert lines == [
        "Kế hoạch cchc-2023: 10 thay đổi, liên quan 236 cơ quan.",
        "Thể thức văn bản",
        "  Ký thay (KT.): thêm «Chủ tịch»",
        "  Chức vụ: «Chủ tịch» → «Phó Chủ tịch»",
        "  Họ và tên: «Hoàng Quốc Khánh» → «Lê Hồng Minh»",
        "  Lưu: «VT, NC, Duyên» → «VT, NC»",
        "Nơi nhận",
        "  Nơi nhận thứ 2: thêm: «Cục Thuế tỉnh»",
        "  Nơi nhận thứ 10: bỏ: «Báo Sơn La»",
        "  Nơi nhận thứ 12: sửa câu chữ: «Phòng KSTTHC - VP UBND tỉnh» → «Phòng KSTTHC - Văn phòng UBND tỉnh»",
        "Phụ lục, 1. Lĩnh vực “Công tác chỉ đạo, điều hành CCHC”",
        "  Nhiệm vụ 1.a: chuyển chỗ từ 1.đ",
        "  Nhiệm vụ 1.b: sửa câu chữ: «mức» → «tiến»; «hoàn thành» → «thực hiện»",
        "Phụ lục, 8. Lĩnh vực “tác động của CCHC đến người dân, tổ chức và phát triển KT-XH của tỉnh”",
        "  Nhiệm vụ 8.đ: chuyển chỗ từ 1.e",
    ]


def test_what_is_gone_stands_under_the_part_as_it_is_numbered_now(sample_plan: Plan, registry: Registry) -> None:
    changes = compare(sample_plan, REVISIONS["new_area"](REVISIONS["removed"](sample_plan)), registry, DAY)
    assert changes.all[-1].section == "Phụ lục, 3. Lĩnh vực “Cải cách thể chế”"
    assert changes.all[-1].old_number == "2.b"


def test_the_data_for_machines_is_the_same_for_the_same_plans(sample_plan: Plan, registry: Registry) -> None:
    changes = compare(sample_plan, REVISIONS["dated"](sample_plan), registry, DAY)
    data = json.loads(to_json(changes))
    assert [change["path"] for change in data["changes"]] == [path for _, path in EXPECTED["dated"]]
    assert data["changes"][0]["new"] == "Trước ngày 30/9/2023;\nQuý IV/2023 đối với cấp xã"
    assert to_json(changes) == to_json(compare(sample_plan, REVISIONS["dated"](sample_plan), registry, DAY))


SMALL = """
ma: thu
co_quan: {ten: Sở Nội vụ, ky_hieu: SNV}
ngay_ban_hanh: 6/2023
dia_danh: Sơn La
trich_yeu: Thử
nguoi_ky: {chuc_vu: Giám đốc, ho_ten: A}
viet_tat: {TP.HCM: Thành phố Hồ Chí Minh}
phu_luc:
  - cot_them: [{ma: kinh_phi, ten: Kinh phí}]
    linh_vuc: [{nhiem_vu: [{nhiem_vu: Việc, cot_them: {kinh_phi: 5 triệu}}]}]
  - ten: Hai
"""


def test_tables_of_words_and_added_columns_are_compared_by_entry(registry: Registry) -> None:
    old = plan_from(SMALL)
    new = plan_from(SMALL.replace("5 triệu", "6 triệu").replace("{TP.HCM: Thành phố Hồ Chí Minh}", "{TW: Trung ương}"))
    changes = compare(old, new, registry, DAY)
    assert brief(changes) == [
        ("field", "viet_tat.TP.HCM"),
        ("field", "viet_tat.TW"),
        ("field", "phu_luc[1].linh_vuc[1].nhiem_vu[1].cot_them.kinh_phi"),
    ]
    assert [change.new_number for change in changes.all] == ["", "", "1.1"]
    assert apply(old, changes.all) == new
