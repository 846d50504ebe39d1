"""A plan rolled forward: its own years and its agencies move, what is past stays and is put to a person."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from conftest import plan_from
from kehoach_gen.agency import Agency, Group, Registry
from kehoach_gen.plan.model import Plan
from kehoach_gen.renewal.agencies import Agencies
from kehoach_gen.renewal.from_plan import from_plan, years_of
from kehoach_gen.renewal.model import Decision, Renewal
from kehoach_gen.renewal.words import Words, replacements
from kehoach_gen.renewal.years import Years
from kehoach_gen.workspace.folder import Folder

YEARS = Years(2023, 2023, 3)
OLD, NEW = date(2023, 6, 1), date(2026, 6, 1)
END = date(2025, 6, 30)
REGISTRY = Registry(
    (
        Agency(id="KH", name="Sở Kế hoạch", groups=("so",), until=END, successor_ids=("TC",)),
        Agency(id="TC", name="Sở Tài chính", groups=("so",)),
        Agency(id="NV", name="Sở Nội vụ", groups=("so",)),
        Agency(id="KB", name="Kho bạc tỉnh", until=END),
        Agency(id="H1", name="UBND huyện Mai Sơn", groups=("huyen",), until=END),
        Agency(id="X1", name="UBND xã Hát Lót", groups=("xa",)),
    ),
    (
        Group(id="so", name="các sở"),
        Group(id="huyen", name="UBND các huyện, thành phố", aliases=("UBND cấp huyện",)),
        Group(id="xa", name="UBND các xã, phường, thị trấn", aliases=("UBND cấp xã", "cấp xã")),
    ),
)
PLAN = """\
ma: nho-2023
co_quan:
  ten: Ủy ban nhân dân tỉnh Sơn La
  ky_hieu: UBND
so: "151"
ngay_ban_hanh: 15/6/2023
dia_danh: Sơn La
trich_yeu: Rà soát thủ tục hành chính năm 2023
noi_dung:
  - khoan: Thực hiện (có Phụ lục kèm theo).
nguoi_ky:
  chuc_vu: Chủ tịch
  ho_ten: Hoàng Quốc Khánh
noi_nhan:
  - Kho bạc tỉnh
  - UBND các huyện, thành phố
  - Sở Kế hoạch
  - Sở Tài chính
phu_luc:
  - linh_vuc:
      - ten: Thủ tục
        nhiem_vu:
          - ma: n01
            nhiem_vu: Rà soát
            chu_tri: [KH]
            phoi_hop: [TC, huyen, xa]
            phoi_hop_ghi: Sở Tài chính; UBND cấp huyện, cấp xã
            thoi_gian: Quý IV/2023
          - ma: n02
            nhiem_vu: Thu ngân sách
            chu_tri: [KB]
            phoi_hop: [KH, TC]
            thoi_gian: Tháng 01/2024
          - ma: n03
            nhiem_vu: Kiểm tra
            chu_tri: [huyen]
            phoi_hop: [NV]
            thoi_gian: Trước ngày 29/02/2024
"""


def rolled(text: str = PLAN, year: int = 2026) -> Renewal:
    plan = plan_from(text)
    years = years_of(plan)
    assert years is not None
    return from_plan(plan, Years(*years, year - years[0]), REGISTRY)


def codes(decisions: Sequence[Decision]) -> list[str]:
    return [decision.code for decision in decisions]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Quý IV/2023", "Quý IV/2026"),
        ("Tháng 1/2024", "Tháng 1/2027"),
        ("Trước ngày 31 tháng 12 năm 2023", "Trước ngày 31 tháng 12 năm 2026"),
        (
            "- Lần một: 30/6/2023.\n- Lần hai: Năm 2023 (Nhân ngày 13 tháng 10).",
            "- Lần một: 30/6/2026.\n- Lần hai: Năm 2026 (Nhân ngày 13 tháng 10).",
        ),
        ("2023-06-15", "2026-06-15"),
        ("Thường xuyên", "Thường xuyên"),
        ("Sau khi sửa Nghị định số 45/2023/NĐ-CP, trong năm 2023", "Sau khi sửa Nghị định số 45/2023/NĐ-CP, trong năm 2026"),
    ],
)
def test_a_time_keeps_its_style(old: str, new: str) -> None:
    assert YEARS.later(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Chỉ số cải cách hành chính năm 2023", "Chỉ số cải cách hành chính năm 2026"),
        ("Hoàn thành trước ngày 15/11/2023 và quý III/2023.", "Hoàn thành trước ngày 15/11/2026 và quý III/2026."),
        ("Giải ngân 2023 triệu đồng.", "Giải ngân 2023 triệu đồng."),
        ("Nghị định số 30/2023/NĐ-CP ngày 05/3/2020.", "Nghị định số 30/2023/NĐ-CP ngày 05/3/2020."),
    ],
)
def test_the_plans_own_year_moves_in_running_text(old: str, new: str) -> None:
    assert YEARS.in_prose(old) == (new, ())


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("Chỉ số của tỉnh năm 2022.", "nam-can-xem", "thường là 2025"),
        ("Kết quả công bố ngày 19/4/2023.", "nam-can-xem", "thường là 2026"),
        ("Biên chế giai đoạn 2022-2025.", "nam-can-xem", "giai đoạn hiện nay"),
        ("Quyết định số 122/QĐ-UBND ngày 17/01/2023 về kinh tế - xã hội năm 2023.", "van-ban-nam-cu", "năm 2026"),
        ("Theo Luật Ngân sách năm 2023, thực hiện.", "van-ban-nam-cu", "năm 2026"),
    ],
)
def test_a_year_that_may_be_of_something_past_stays_and_is_a_decision(text: str, code: str, said: str) -> None:
    new, decisions = YEARS.in_prose(text)
    assert new == text
    assert codes(decisions) == [code]
    assert said in decisions[0].hint


@pytest.mark.parametrize("text", ["Nghị quyết số 76/NQ-CP ngày 15/7/2021", "Chiến lược giai đoạn 2021-2030"])
def test_what_is_cited_and_what_still_runs_is_no_decision(text: str) -> None:
    assert YEARS.in_prose(text) == (text, ())


def test_the_years_of_a_plan_over_several_years_move_together() -> None:
    years = Years(2021, 2025, 5)
    assert years.in_prose("Kế hoạch giai đoạn 2021-2025, riêng năm 2023 sơ kết.")[0] == (
        "Kế hoạch giai đoạn 2026-2030, riêng năm 2028 sơ kết."
    )


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (PLAN, (2023, 2023)),
        (PLAN.replace("ngay_ban_hanh: 15/6/2023", "ngay_ban_hanh: 12/2022"), (2023, 2023)),
        (PLAN + 'tu_ngay: 01/01/2021\nden_ngay: "31/12/2025"\n', (2021, 2025)),
        (PLAN.replace(" năm 2023", ""), (2023, 2023)),
    ],
)
def test_the_plans_own_year_is_that_of_its_days_then_of_its_subject(text: str, years: tuple[int, int]) -> None:
    assert years_of(plan_from(text)) == years


def test_the_new_plan_is_a_draft_with_the_same_ids() -> None:
    plan = rolled().plan
    assert (plan.id, plan.number, plan.issued, plan.subject) == ("nho-2026", "", "6/2026", "Rà soát thủ tục hành chính năm 2026")
    assert plan.signatory.name == "…"
    assert [task.id for task in plan.tasks] == ["n01", "n02", "n03"]
    assert [task.deadline for task in plan.tasks] == ["Quý IV/2026", "Tháng 01/2027", "Trước ngày 29/02/2027"]


def test_agencies_are_those_of_the_new_day_and_an_empty_group_goes() -> None:
    first, second, third = rolled().plan.tasks
    assert (first.leads, first.coordinators) == (("TC",), ("TC", "xa"))
    assert (second.leads, second.coordinators) == (("KB",), ("TC",))
    assert (third.leads, third.coordinators) == ((), ("NV",))


def test_what_fell_together_or_is_gone_is_a_decision_at_its_place() -> None:
    task = ("phu_luc", 0, "linh_vuc", 0, "nhiem_vu")
    found = {(one.code, one.path, one.number) for one in rolled().decisions}
    assert {
        ("hai-vai", (*task, 0, "phoi_hop", 0), "1.a"),
        ("bo-nhom-rong", (*task, 0, "phoi_hop"), "1.a"),
        ("het-hieu-luc", (*task, 1, "chu_tri"), "1.b"),
        ("trung-sau-ke-thua", (*task, 1, "phoi_hop"), "1.b"),
        ("khong-chu-tri", (*task, 2, "chu_tri"), "1.c"),
        ("ngay-khong-co-that", (*task, 2, "thoi_gian"), "1.c"),
        ("chua-dien", ("nguoi_ky", "ho_ten"), ""),
    } <= found


def test_lines_of_recipients_follow_the_agencies() -> None:
    new = rolled()
    assert new.plan.recipients == ("Kho bạc tỉnh", "Sở Tài chính")
    assert [one.message for one in new.decisions if one.code == "noi-nhan-doi"] == [
        "Nơi nhận «UBND các huyện, thành phố» đã bỏ: không còn cơ quan này.",
        "Nơi nhận «Sở Kế hoạch» nay là «Sở Tài chính», đã có trong danh sách.",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Các sở; UBND cấp huyện; UBND cấp xã.", "Các sở; UBND cấp xã."),
        ("UBND cấp huyện; các sở", "Các sở"),
        ("Các sở; UBND cấp huyện.", "Các sở."),
        ("Các sở, UBND các huyện, thành phố; UBND các xã, phường, thị trấn", "Các sở; UBND các xã, phường"),
        ("Các sở; UBND cấp huyện, cấp xã", "Các sở; UBND cấp xã"),
        ("Sở Kế hoạch; Sở Tài chính; các sở", "Sở Tài chính; các sở"),
        ("Sở Tài chính và Sở Kế hoạch", "Sở Tài chính"),
        ("Sở Nội vụ, Sở Nội vụ", "Sở Nội vụ, Sở Nội vụ"),
        ("UBND các huyện, thành phố", ""),
    ],
)
def test_the_words_of_a_cell_follow_its_agencies(old: str, new: str) -> None:
    assert Agencies(REGISTRY, OLD, NEW).cell(old) == (new, ())


def test_a_sentence_in_a_cell_is_changed_and_to_be_read_again() -> None:
    new, decisions = Agencies(REGISTRY, OLD, NEW).cell("Sở Kế hoạch chủ trì, phối hợp với Sở Tài chính báo cáo")
    assert new == "Sở Tài chính chủ trì, phối hợp với Sở Tài chính báo cáo"
    assert codes(decisions) == ["cach-ghi-doi"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Giao Sở Kế hoạch tổng hợp.", "«Sở Kế hoạch» trong câu chữ nay là «Sở Tài chính»."),
        ("Kho bạc tỉnh thực hiện.", "danh mục không có cơ quan kế thừa"),
        ("UBND các huyện, thành phố rà soát.", "«UBND các huyện, thành phố» trong câu chữ không còn cơ quan nào"),
        ("Phòng chuyên môn cấp huyện.", "«cấp huyện» trong câu chữ không còn (từ 01/07/2025"),
        ("Cán bộ xã, phường, thị trấn.", "nay là «xã, phường»"),
    ],
)
def test_a_name_or_level_that_is_no_more_is_told_in_running_text(text: str, said: str) -> None:
    decision, *others = Words(REGISTRY, OLD, NEW).decisions(text)
    assert (decision.code, others) == ("ten-khong-con", [])
    assert said in decision.message
    assert Words(REGISTRY, OLD, OLD).decisions(text) == ()


def test_a_replaced_document_is_told_with_all_that_came_after_it() -> None:
    text = "theo Nghị định số 107/2020/NĐ - CP và Nghị định số 120/2020/NĐ-CP"
    (decision,) = Words(REGISTRY, OLD, NEW).decisions(text)
    assert decision.code == "van-ban-da-thay"
    assert decision.message == (
        "«107/2020/NĐ-CP» đã được thay bằng «45/2025/NĐ-CP» (từ 01/03/2025), rồi «150/2025/NĐ-CP» (từ 01/07/2025)."
    )
    assert "độ tin: vừa" in decision.hint
    (before,) = Words(REGISTRY, OLD, date(2025, 4, 1)).decisions(text)
    assert before.message == "«107/2020/NĐ-CP» đã được thay bằng «45/2025/NĐ-CP» (từ 01/03/2025)."


def test_every_replacement_says_since_when_from_where_and_how_sure() -> None:
    for one in (*replacements()[0], *replacements()[1]):
        assert one.written
        assert one.source
        assert one.confidence in ("cao", "vừa", "thấp")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Tiếp tục nằm trong nhóm B của cả nước.", "nhóm B"),
        ("Năm 2023 giải ngân; đạt 95% theo Kế hoạch năm 2026.", "95%"),
        ("Tối thiểu 85% hồ sơ trực tuyến.", "85%"),
        ("Kinh tế số đạt 14% GRDP.", "14%"),
        ("Chỉ số xếp thứ 30/34 tỉnh, thành phố.", "xếp thứ 30/34"),
        ("Bố trí 1.500 triệu đồng.", "1.500 triệu đồng"),
        ("Chỉ số năm 2022 xếp thứ 12.", "xếp thứ 12"),
    ],
)
def test_shares_and_ranks_of_a_year_are_to_be_looked_at(text: str, figure: str) -> None:
    (decision,) = Words(REGISTRY, OLD, NEW).decisions(text)
    assert decision.code == "con-so-nam-cu"
    assert decision.message.startswith(f"«{figure}» ")


def test_all_figures_of_a_sentence_are_one_decision() -> None:
    first, second = Words(REGISTRY, OLD, NEW).decisions("Đạt 85%, đúng hạn 95%. Thu đạt 14% GRDP, xếp thứ 30/34.")
    assert first.message.startswith("«85%», «95%» là con số của kế hoạch năm trước")
    assert second.message.startswith("«14%», «xếp thứ 30/34» là con số")


@pytest.mark.parametrize(
    ("target", "figure"), [("Tối thiểu 85%", "85%"), ("95%", "95%"), ("ít nhất 02", "02"), ("xếp thứ 30/34", "30")]
)
def test_every_number_of_a_target_is_to_be_looked_at(target: str, figure: str) -> None:
    decisions = [one for one in rolled_target(target).decisions if one.code == "con-so-nam-cu"]
    assert [one.path[-1] for one in decisions] == ["chi_tieu"]
    assert figure in decisions[0].message


@pytest.mark.parametrize("target", ["100%", "100 %", "so với năm 2021", "theo Quyết định số 12/QĐ-UBND"])
def test_what_is_always_asked_years_and_numbers_of_documents_are_no_figures(target: str) -> None:
    assert "con-so-nam-cu" not in codes(rolled_target(target).decisions)


def rolled_target(target: str) -> Renewal:
    plan = plan_from(PLAN)
    (appendix,) = plan.appendices
    (area, *areas) = appendix.areas
    tasks = (area.tasks[0].model_copy(update={"target": target}), *area.tasks[1:])
    areas = [area.model_copy(update={"tasks": tasks}), *areas]
    plan = plan.model_copy(update={"appendices": (appendix.model_copy(update={"areas": tuple(areas)}),)})
    return from_plan(plan, YEARS, REGISTRY)


def test_the_proposal_of_the_earlier_plan_is_emptied_and_to_be_decided_whatever_its_year() -> None:
    for day in ("25/12/2022", "05/01/2023"):
        basis = f"Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 345/TTr-SNV ngày {day}"
        new = from_plan(plan_from(PLAN).model_copy(update={"bases": ("Căn cứ Luật", basis)}), YEARS, REGISTRY)
        assert new.plan.bases[1] == "Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số …/TTr-SNV ngày … tháng … năm …"
        (decision,) = [one for one in new.decisions if one.path[:1] == ("can_cu",)]
        assert (decision.code, decision.path, decision.severity) == ("to-trinh-cu", ("can_cu", 1), "warning")
        assert f"«Tờ trình số 345/TTr-SNV ngày {day}»" in decision.message


def test_a_group_that_is_called_otherwise_is_told_and_named_as_it_is_now() -> None:
    rows = (*REGISTRY.groups, Group(id="xa", name="UBND các xã, phường", aliases=("UBND cấp xã",), since=date(2025, 7, 1)))
    registry = Registry(REGISTRY.agencies, rows)
    cell = Agencies(registry, OLD, NEW).cell
    assert cell("Các sở; UBND các xã, phường, thị trấn") == ("Các sở; UBND các xã, phường", ())
    assert cell("UBND cấp xã") == ("UBND cấp xã", ())
    (decision,) = Words(registry, OLD, NEW).decisions("UBND các xã, phường, thị trấn thực hiện.")
    assert decision.message == "«UBND các xã, phường, thị trấn» trong câu chữ nay là «UBND các xã, phường»."


def test_a_name_that_was_gone_when_the_earlier_plan_was_made_is_told_too() -> None:
    (decision,) = Words(REGISTRY, date(2025, 12, 1), NEW).decisions("Giao Sở Kế hoạch tổng hợp.")
    assert decision.message == "«Sở Kế hoạch» trong câu chữ nay là «Sở Tài chính»."


def test_a_share_without_a_year_is_no_decision() -> None:
    assert Words(REGISTRY, OLD, NEW).decisions("Xử lý 100% kiến nghị. Năm 2026 kiểm tra.") == ()


@pytest.fixture(scope="module")
def sample_rolled(sample_plan: Plan, sample_folder: Folder) -> Renewal:
    assert sample_folder.registry is not None
    return from_plan(sample_plan, YEARS, sample_folder.registry)


def numbers_of(found: Renewal) -> Callable[[str], list[str]]:
    return lambda code: [one.number for one in found.decisions if one.code == code]


def test_the_sample_names_the_agencies_that_fell_together(sample_rolled: Renewal) -> None:
    of = numbers_of(sample_rolled)
    assert of("hai-vai") == ["6.a", "8.c"]
    assert of("trung-sau-ke-thua") == ["1.e", "8.d"]
    assert "khong-chu-tri" not in codes(sample_rolled.decisions)


def test_the_sample_names_every_text_that_still_speaks_of_districts(sample_rolled: Renewal) -> None:
    assert [number for number in numbers_of(sample_rolled)("ten-khong-con") if number] == [
        "1.đ", "1.e", "4.a", "4.b", "5.a", "7.b", "7.đ",
    ]  # fmt: skip
    assert not any("ubnd_huyen" in (*task.leads, *task.coordinators) for task in sample_rolled.plan.tasks)
    assert "cấp huyện" not in "".join(task.leads_wording + task.coordinators_wording for task in sample_rolled.plan.tasks)


def test_the_sample_asks_for_last_years_results_and_replaced_decrees(sample_rolled: Renewal) -> None:
    of = numbers_of(sample_rolled)
    assert of("van-ban-da-thay") == ["4.a", "4.a"]
    assert any("«nhóm B»" in one.message for one in sample_rolled.decisions)
    assert [one.path[:2] for one in sample_rolled.decisions if one.code == "nam-can-xem" and "2022" in one.message][:2] == [
        ("mo_dau", 0),
        ("noi_dung", 2),
    ]
