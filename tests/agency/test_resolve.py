"""References → agencies at a date."""

import datetime

import pytest
from registries import IN_2023, IN_2026, registry_of, sample
from seed import Refs, tasks

from kehoach_gen.agency import Agency, Assignment, assign, expand, renew

SMALL = registry_of(
    """\
ma,ten,nhom
SNV,Sở Nội vụ,nhom_a
STP,Sở Tư pháp,nhom_a
VPCP,Văn phòng Chính phủ,ngoai_tinh
DAI,Đài tỉnh,lien_quan
""",
    """\
ma,ten,mo,gom
nhom_a,các sở,không,
ngoai_tinh,ngoài tỉnh,không,
lien_quan,đơn vị liên quan,có,
tat_ca,tất cả,không,nhom_a
""",
)


def ids(agencies: tuple[Agency, ...]) -> list[str]:
    return [agency.id for agency in agencies]


def test_a_group_expands_to_its_agencies_once_each() -> None:
    expansion = expand(("STP", "nhom_a"), IN_2023, SMALL, {})
    assert ids(expansion.agencies) == ["STP", "SNV"]
    assert expansion.named == {"STP"}
    assert expansion.unresolved == ()


def test_a_group_may_be_made_of_groups() -> None:
    assert ids(expand(("tat_ca",), IN_2023, SMALL, {}).agencies) == ["SNV", "STP"]


def test_an_empty_part_of_a_group_is_no_fault() -> None:
    expansion = expand(("các cơ quan, đơn vị",), IN_2026, sample(), {})
    assert (len(expansion.agencies), expansion.unresolved) == (15 + 75, ())


def test_an_open_group_has_the_members_the_office_lists() -> None:
    expansion = expand(("lien_quan",), IN_2023, SMALL, {"lien_quan": ("DAI", "nhom_a")})
    assert ids(expansion.agencies) == ["DAI", "SNV", "STP"]
    assert expansion.named == frozenset()


def test_an_office_may_say_what_a_closed_group_means() -> None:
    assert ids(expand(("các sở",), IN_2023, SMALL, {"nhom_a": ("Sở Tư pháp",)}).agencies) == ["STP"]


@pytest.mark.parametrize(
    ("ref", "at", "code", "why"),
    [
        ("lien_quan", IN_2023, "nhom-mo", "chưa khai báo thành viên"),
        ("don_vi_su_nghiep", IN_2023, "nhom-mo", "(danh mục có: ĐPTTH)"),
        ("ubnd_huyen", IN_2026, "nhom-rong", "không có cơ quan nào vào ngày 15/06/2026"),
        ("Sở Lạ", IN_2023, "khong-co-trong-danh-muc", "«Sở Lạ» không có trong danh mục"),
        ("SKHĐT", IN_2026, "het-hieu-luc", "đã hết hiệu lực từ ngày 01/03/2025; cơ quan kế thừa là «Sở Tài chính» (STC)"),
        ("KBNN", IN_2026, "het-hieu-luc", "danh mục không có cơ quan kế thừa"),
        ("SNNMT", IN_2023, "chua-thanh-lap", "«Sở Nông nghiệp và Môi trường» chỉ có từ ngày 01/03/2025"),
        ("THUE", datetime.date(2025, 4, 1), "chua-thanh-lap", "chỉ có từ ngày 01/07/2025"),
        ("Văn phòng Chính phủ", IN_2023, "ngoai-tinh", "không có mẫu báo cáo"),
        ("ngoai_tinh", IN_2023, "ngoai-tinh", "không có mẫu báo cáo"),
    ],
)
def test_what_cannot_be_told_is_said(ref: str, at: datetime.date, code: str, why: str) -> None:
    expansion = expand((ref,), at, sample(), {})
    assert expansion.agencies == ()
    (remark,) = expansion.unresolved
    assert remark.code == code
    assert why in remark.why


def test_a_shared_name_is_not_guessed() -> None:
    registry = registry_of("ma,ten,dia_ban\nA,UBND xã Lai,huyện A\nB,UBND xã Lai,huyện B\n")
    (remark,) = expand(("UBND xã Lai",), IN_2023, registry, {}).unresolved
    assert (remark.code, "A (huyện A), B (huyện B)" in remark.why) == ("ten-nhieu-co-quan", True)


def test_members_that_lead_back_to_their_group_are_reported() -> None:
    expansion = expand(("lien_quan",), IN_2023, SMALL, {"lien_quan": ("lien_quan", "DAI")})
    assert ids(expansion.agencies) == ["DAI"]
    assert [remark.code for remark in expansion.unresolved] == ["nhom-vong"]


def roles(leads: Refs, coordinators: Refs, *, name_beats_group: bool = True) -> tuple[list[str], list[str], list[str]]:
    found = assign(leads, coordinators, IN_2023, SMALL, {}, name_beats_group=name_beats_group)
    return ids(found.leads), ids(found.coordinators), [note.code for note in found.notes]


def test_a_named_lead_does_not_coordinate_as_member_of_a_group() -> None:
    assert roles(("SNV",), ("nhom_a",)) == (["SNV"], ["STP"], [])


def test_a_named_coordinator_does_not_lead_as_member_of_a_group() -> None:
    assert roles(("nhom_a",), ("SNV",)) == (["STP"], ["SNV"], ["ten-hon-nhom"])
    assert roles(("nhom_a",), ("SNV",), name_beats_group=False) == (["SNV", "STP"], [], ["hai-vai"])


def test_named_in_both_roles_it_leads_and_that_is_said() -> None:
    assert roles(("SNV",), ("SNV", "STP")) == (["SNV"], ["STP"], ["hai-vai"])
    assert roles(("SNV", "nhom_a"), ("SNV",)) == (["SNV", "STP"], [], ["hai-vai"])


def assigned(at: datetime.date, *, name_beats_group: bool) -> dict[str, Assignment]:
    """Every task of the seed, its references carried over to the date."""
    return {
        task: assign(
            renew(leads, IN_2023, at, sample()).refs,
            renew(coordinators, IN_2023, at, sample()).refs,
            at,
            sample(),
            {},
            name_beats_group=name_beats_group,
        )
        for task, (leads, coordinators) in tasks().items()
    }


def counted(assignments: dict[str, Assignment]) -> tuple[int, int, int, int]:
    """Agencies, agencies that lead, (agency, task) pairs that lead and that coordinate."""
    leads = [agency.id for found in assignments.values() for agency in found.leads]
    helps = [agency.id for found in assignments.values() for agency in found.coordinators]
    return len({*leads, *helps}), len(set(leads)), len(leads), len(helps)


def test_the_seed_touches_246_agencies_in_2023_one_of_them_outside_the_province() -> None:
    found = assigned(IN_2023, name_beats_group=False)
    outside = [(task, remark.ref) for task, each in found.items() for remark in each.unresolved if remark.code == "ngoai-tinh"]
    assert outside == [("3d", "VPCP")]
    assert counted(found) == (246 - 1, 238, 1939, 4945 - 1)


def test_what_the_seed_leaves_open_is_reported() -> None:
    open_groups = {
        task: [remark.ref for remark in found.unresolved if remark.code == "nhom-mo"]
        for task, found in assigned(IN_2023, name_beats_group=True).items()
    }
    assert {task: refs for task, refs in open_groups.items() if refs} == {
        "3a": ["lien_quan"],
        "3đ": ["uy_quyen_dvc"],
        "3e": ["uy_quyen_dvc"],
        "3g": ["lien_quan"],
        "3h": ["lien_quan"],
        "5a": ["don_vi_su_nghiep"],
        "7c": ["lien_quan"],
        "7d": ["lien_quan"],
        "7đ": ["lien_quan"],
    }


def test_a_name_moves_13_pairs_of_the_seed_from_lead_to_support() -> None:
    found = assigned(IN_2023, name_beats_group=True)
    assert counted(found) == (245, 238, 1939 - 13, 4944 + 13)
    moved = [f"{task} {note.ref}" for task, each in found.items() for note in each.notes if note.code == "ten-hon-nhom"]
    assert " ".join(moved) == (
        "1a SNV 1e SNV 1e STTTT 1e SKHCN 2đ STP 2e STP 3b VPUBND 3đ VPUBND 3e VPUBND 3h VPUBND 3h STTTT 7đ VPUBND 7đ STTTT"
    )


def test_all_communes_have_the_same_8_and_20_tasks() -> None:
    found = assigned(IN_2023, name_beats_group=True).values()
    communes = {agency.id for agency in sample().agencies if "ubnd_xa" in agency.groups and agency.is_valid(IN_2023)}
    leads = [communes & set(ids(each.leads)) for each in found]
    helps = [communes & set(ids(each.coordinators)) for each in found]
    assert [leads.count(communes), leads.count(set())] == [8, 30]
    assert [helps.count(communes), helps.count(set())] == [20, 18]


def test_the_seed_carried_over_touches_100_agencies_in_2026() -> None:
    assert counted(assigned(IN_2026, name_beats_group=False)) == (100 - 1, 92, 766, 1901 - 1)
