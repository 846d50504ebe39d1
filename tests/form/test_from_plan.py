"""Plan → forms: for whom, with which tasks, which lines, and what gets none."""

from datetime import date

import pytest

from conftest import plan_from
from kehoach_gen.agency import Registry, load, renew
from kehoach_gen.calendar import Period, parse_period
from kehoach_gen.form.from_plan import Asked, Forms, to_forms
from kehoach_gen.form.model import Answer, Form
from kehoach_gen.nd30 import Law
from kehoach_gen.plan.model import Plan, Task
from kehoach_gen.source.from_csv import from_csv
from kehoach_gen.workspace.folder import Folder

DAY = date(2023, 6, 15)
THIRD_QUARTER = Asked(Period(2023, "Q3"), {"so": date(2023, 9, 19), "huyen": date(2023, 9, 18), "xa": date(2023, 9, 15)})


@pytest.fixture(scope="module")
def registry(sample_folder: Folder) -> Registry:
    assert sample_folder.registry is not None
    return sample_folder.registry


@pytest.fixture(scope="module")
def season(sample_plan: Plan, registry: Registry, law: Law) -> Forms:
    return to_forms(sample_plan, registry, law, DAY, THIRD_QUARTER)


def form_of(forms: Forms, agency: str) -> Form:
    return next(form for form in forms.forms if form.agency == agency)


def test_the_published_plan_gives_the_forms_and_pairs_that_were_counted(season: Forms) -> None:
    """245 agencies in the province; 1,939 lead and 4,944 support pairs where lead wins, 13 of which move to support
    because a name beats a group."""
    assert len(season.forms) == 245
    assert sum(bool(form.led) for form in season.forms) == 238
    assert sum(len(form.led) for form in season.forms) == 1939 - 13
    assert sum(len(form.coordinated) for form in season.forms) == 4944 + 13


def test_agencies_of_one_kind_are_asked_the_same(season: Forms) -> None:
    for prefix, count, led, coordinated in (("X", 204, 8, 20), ("H1", 12, 8, 27)):
        forms = [form for form in season.forms if form.agency.startswith(prefix)]
        assert len(forms) == count
        assert {(len(form.led), len(form.coordinated)) for form in forms} == {(led, coordinated)}


def test_every_task_is_in_a_form_and_what_gets_none_is_said(season: Forms) -> None:
    assert season.unasked == ()
    assert {item.id for form in season.forms for item in form.items} == {f"n{number:02}" for number in range(1, 39)}
    assert sorted((number, remark.code, remark.ref) for number, remark in season.left_out) == [
        ("3.a", "nhom-mo", "lien_quan"), ("3.d", "ngoai-tinh", "VPCP"), ("3.e", "nhom-mo", "uy_quyen_dvc"),
        ("3.g", "nhom-mo", "lien_quan"), ("3.h", "nhom-mo", "lien_quan"), ("3.đ", "nhom-mo", "uy_quyen_dvc"),
        ("5.a", "nhom-mo", "don_vi_su_nghiep"), ("7.c", "nhom-mo", "lien_quan"), ("7.d", "nhom-mo", "lien_quan"),
        ("7.đ", "nhom-mo", "lien_quan"),
    ]  # fmt: skip


def test_a_task_with_milestones_or_bullets_has_a_line_for_each(season: Forms) -> None:
    meetings = next(item for item in form_of(season, "SKHĐT").led if item.id == "n03")
    assert [(line.id, line.due, line.state) for line in meetings.lines] == [
        ("n03_1", date(2023, 6, 30), "due"),
        ("n03_2", date(2023, 10, 15), "not_due"),
    ]
    bullets = next(item for item in form_of(season, "SNV").led if item.number == "4.a")
    assert [line.text[:9] for line in bullets.lines] == ["Rà soát q", "Kiện toàn"]


def test_the_state_of_a_task_follows_from_deadline_and_cut_off(season: Forms) -> None:
    states = {item.number: item.lines[0].state for item in form_of(season, "VPUBND").items}
    assert (states["1.d"], states["1.g"], states["3.a"], states["3.c"]) == ("not_due", "not_due", "continuous", "case_by_case")


RIGHT = """\
ma: ke-hoach
co_quan: {ten: Ủy ban nhân dân tỉnh Sơn La, ky_hieu: UBND}
ngay_ban_hanh: 6/2023
dia_danh: Sơn La
trich_yeu: Thực hiện nhiệm vụ năm 2023
nguoi_ky: {chuc_vu: Chủ tịch, ho_ten: Hoàng Quốc Khánh}
phu_luc:
  - linh_vuc:
      - ma: lv1
        ten: Lĩnh vực
        nhiem_vu:
          - {ma: n01, nhiem_vu: Việc một, chu_tri: [SNV], phoi_hop: [STP, HND, HHDN], thoi_gian: Quý I/2023}
          - {ma: n02, nhiem_vu: Việc hai, chu_tri: [STP], phoi_hop: [X03646, H118], thoi_gian: Thường xuyên}
"""


def forms_with(registry: Registry, law: Law, text: str = RIGHT, **changes: object) -> Forms:
    asked = Asked(**{**THIRD_QUARTER.__dict__, **changes})  # type: ignore[arg-type]
    return to_forms(plan_from(text), registry, law, DAY, asked)


def test_what_was_due_before_the_period_is_overdue(registry: Registry, law: Law) -> None:
    assert form_of(forms_with(registry, law), "SNV").led[0].lines[0].state == "overdue"


def test_a_task_that_is_done_leaves_and_one_that_goes_on_says_what_was_answered(registry: Registry, law: Law) -> None:
    before = {
        ("SNV", "lead", "n01"): Answer(progress="Đã hoàn thành"),
        ("STP", "lead", "n02"): Answer(progress="Đang thực hiện", result="Đã làm."),
    }
    forms = forms_with(registry, law, before=before)
    assert [form.agency for form in forms.forms if form.led] == ["STP"], "Sở Nội vụ has done its only task"
    assert form_of(forms, "STP").led[0].lines[0].before == "Đang thực hiện. Đã làm"


def test_a_continuous_task_is_asked_again_though_it_was_done(registry: Registry, law: Law) -> None:
    forms = forms_with(registry, law, before={("STP", "lead", "n02"): Answer(progress="Đã hoàn thành")})
    assert [item.id for item in form_of(forms, "STP").led] == ["n02"]


def test_a_task_changed_since_the_last_period_is_flagged(registry: Registry, law: Law) -> None:
    forms = forms_with(registry, law, earlier=plan_from(RIGHT.replace("Việc một", "Việc cũ")))
    assert [(item.id, item.is_changed) for item in form_of(forms, "STP").items] == [("n02", False), ("n01", True)]


@pytest.mark.parametrize(
    ("agency", "superior", "heading", "symbol", "place", "signature", "is_bound"),
    [
        ("SNV", ("UBND TỈNH SƠN LA",), ("SỞ NỘI VỤ",), "BC-SNV", "Sơn La", ("GIÁM ĐỐC",), True),
        ("H118", (), ("ỦY BAN NHÂN DÂN", "HUYỆN QUỲNH NHAI"), "BC-UBND", "Quỳnh Nhai", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), True),
        (
            "X03646",
            (),
            ("ỦY BAN NHÂN DÂN", "PHƯỜNG CHIỀNG LỀ"),
            "BC-UBND",
            "Chiềng Lề",
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
            True,
        ),
        ("HND", (), ("HỘI NÔNG DÂN TỈNH",), "BC-…", "Sơn La", ("CHỦ TỊCH",), False),
        ("HHDN", (), ("HIỆP HỘI DOANH NGHIỆP TỈNH",), "BC-…", "Sơn La", ("CHỦ TỊCH",), True),
    ],
)
def test_each_kind_of_agency_has_its_letterhead(
    registry: Registry,
    law: Law,
    agency: str,
    superior: tuple[str, ...],
    heading: tuple[str, ...],
    symbol: str,
    place: str,
    signature: tuple[str, ...],
    is_bound: bool,
) -> None:
    letter = form_of(forms_with(registry, law), agency).letter
    assert (letter.superior, letter.heading, letter.symbol, letter.place, letter.signature, letter.is_bound) == (
        superior, heading, symbol, place, signature, is_bound,
    )  # fmt: skip


def test_the_report_goes_to_the_issuer_through_the_body_that_gathers(season: Forms) -> None:
    assert form_of(season, "STC").letter.addressee == "Ủy ban nhân dân tỉnh Sơn La (qua Sở Nội vụ)"
    assert form_of(season, "SNV").letter.addressee == "Ủy ban nhân dân tỉnh Sơn La"
    assert form_of(season, "STC").letter.recipients == ("Như trên", "Sở Nội vụ (tổng hợp)")
    assert form_of(season, "STC").letter.basis.endswith(
        "(số liệu từ ngày 15 tháng 6 năm 2023 đến ngày 14 tháng 9 năm 2023) như sau:"
    )


def test_the_subject_names_the_period_last_and_the_year_of_a_yearly_plan_once(registry: Registry, law: Law) -> None:
    def subject(period: str) -> str:
        found = parse_period(period)
        assert found is not None
        return form_of(forms_with(registry, law, period=found), "SNV").letter.subject

    assert subject("2023-Q3") == "Kết quả thực hiện Kế hoạch thực hiện nhiệm vụ năm 2023, quý III năm 2023"
    assert subject("2023") == "Kết quả thực hiện Kế hoạch thực hiện nhiệm vụ năm 2023"
    assert subject("2024") == "Kết quả thực hiện Kế hoạch thực hiện nhiệm vụ năm 2023, năm 2024"


def test_each_level_has_its_own_day(season: Forms) -> None:
    assert [form_of(season, agency).due.day for agency in ("SNV", "H118", "X03646")] == [19, 18, 15]


def test_an_edit_of_one_task_changes_the_version_of_the_forms_that_show_it_and_no_other(registry: Registry, law: Law) -> None:
    old, new = (forms_with(registry, law, text).forms for text in (RIGHT, RIGHT.replace("Việc hai", "Việc khác")))
    changed = [one.agency for one, other in zip(old, new, strict=True) if one.base != other.base]
    assert changed == ["STP", "H118", "X03646"]


def test_the_plan_renewed_for_2026_gives_the_forms_that_were_counted(sample_plan: Plan, registry: Registry, law: Law) -> None:
    """99 agencies in the province, no districts; 766 lead and 1,900 support pairs where lead wins."""
    day = date(2026, 6, 15)

    def renewed(task: Task) -> Task:
        refs = {key: renew(getattr(task, key), DAY, day, registry).refs for key in ("leads", "coordinators")}
        return task.model_copy(update=refs)

    appendix = sample_plan.appendices[0]
    areas = tuple(area.model_copy(update={"tasks": tuple(map(renewed, area.tasks))}) for area in appendix.areas)
    plan = sample_plan.model_copy(update={"appendices": (appendix.model_copy(update={"areas": areas}),), "issued": "6/2026"})
    forms = to_forms(plan, registry, law, day, Asked(Period(2026, "Q3"), THIRD_QUARTER.dues))
    led, coordinated = (sum(len(getattr(form, key)) for form in forms.forms) for key in ("led", "coordinated"))
    assert len(forms.forms) == 99
    assert sum(bool(form.led) for form in forms.forms) == 92
    assert led + coordinated == 766 + 1900
    assert 766 - led == coordinated - 1900 > 0, "names that beat a group move from lead to support"
    assert forms.unasked == ()
    assert not [form for form in forms.forms if form.agency.startswith("H1")]


AT_THE_END = """ma,ten,cap,nhom,tu_ngay,den_ngay,ke_thua,bao_cao_ve
SNV,Sở Nội vụ,tỉnh,so,,,,
SKHĐT,Sở Kế hoạch và Đầu tư,tỉnh,so,,28/02/2025,STC,SNV
STC,Sở Tài chính,tỉnh,so,,,,SNV
H1,UBND huyện Một,huyện,huyen,,30/06/2025,,SNV
X1,UBND xã Một,xã,xa,,30/06/2025,X2,SNV
X2,UBND xã Hai,xã,xa,01/07/2025,,,SNV
"""
GROUPS_THEN = "ma,ten,mo,gom\nso,các sở,không,\nhuyen,UBND cấp huyện,không,\nxa,UBND cấp xã,không,\n"
OF_2025 = (
    RIGHT.split("        nhiem_vu:")[0].replace("2023", "2025")
    + """\
        nhiem_vu:
          - {ma: n01, nhiem_vu: Việc một, chu_tri: [SKHĐT], phoi_hop: [xa], thoi_gian: Năm 2025}
          - {ma: n02, nhiem_vu: Việc hai, chu_tri: [huyen], thoi_gian: Năm 2025}
          - {ma: n03, nhiem_vu: Việc ba, chu_tri: [H1], phoi_hop: [SNV], thoi_gian: Năm 2025}
"""
)


@pytest.mark.parametrize(
    ("period", "agencies", "unasked"),
    [("2024-Q4", ["SNV", "SKHĐT", "H1", "X1"], ()), ("2025-Q3", ["SNV", "STC", "X2"], ("1.b",))],
)
def test_those_are_asked_who_are_there_when_the_figures_close(
    law: Law, period: str, agencies: list[str], unasked: tuple[str, ...]
) -> None:
    registry, problems = load(from_csv(AT_THE_END.encode(), "co-quan.csv"), from_csv(GROUPS_THEN.encode(), "nhom.csv"))
    assert registry is not None, problems
    found = parse_period(period)
    assert found is not None
    dues = {"so": date(2025, 9, 19), "huyen": date(2025, 9, 18), "xa": date(2025, 9, 17)}
    forms = to_forms(plan_from(OF_2025), registry, law, date(2025, 1, 15), Asked(found, dues))
    assert [form.agency for form in forms.forms] == agencies
    assert forms.unasked == unasked
    if period == "2024-Q4":
        assert forms.renewed == ()
        return
    assert sorted((remark.code, remark.ref) for remark in forms.renewed) == [
        ("bo-nhom-rong", "huyen"),
        ("doi-theo-ke-thua", "SKHĐT"),
    ]
    assert [(number, remark.code) for number, remark in forms.left_out] == [("1.c", "het-hieu-luc")]
    assert (form_of(forms, "X2").due, form_of(forms, "X2").coordinated[0].others) == (dues["xa"], "Sở Tài chính")
