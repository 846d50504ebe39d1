"""Names that are not true at the plan's day: in running text, in Nơi nhận, and typed where another is printed."""

from collections.abc import Callable

import pytest

from kehoach_gen.agency import Registry
from kehoach_gen.plan.from_xlsx import from_xlsx
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import coordinator_cell, reference_date
from kehoach_gen.plan.to_problems import to_problems
from kehoach_gen.plan.to_xlsx import to_xlsx
from kehoach_gen.problem import Problem
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.source.to_value import validate
from kehoach_gen.workspace.folder import Folder
from plan.plans import plan_of

IN_2026 = """\
ma: ke-hoach
co_quan: {ten: Ủy ban nhân dân tỉnh Sơn La, ky_hieu: UBND}
ngay_ban_hanh: 01/2026
dia_danh: Sơn La
trich_yeu: Thực hiện nhiệm vụ năm 2026
mo_dau:
  - "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"
noi_dung:
  - muc: Nội dung
  - khoan: Nhiệm vụ có Phụ lục kèm theo.
nguoi_ky: {thay_mat: Ủy ban nhân dân, chuc_vu: Chủ tịch, ho_ten: Nguyễn Văn A}
noi_nhan:
  - Các sở, ban, ngành
  - UBND các xã, phường
phu_luc:
  - ten: Phân công nhiệm vụ
    linh_vuc:
      - nhiem_vu:
          - nhiem_vu: Rà soát thủ tục
            chu_tri: [SNV]
            phoi_hop: [ubnd_xa]
            thoi_gian: Quý IV/2026
viet_tat: {UBND: Ủy ban nhân dân}
"""
Check = Callable[..., list[Problem]]


@pytest.fixture
def registry(sample_folder: Folder) -> Registry:
    assert sample_folder.registry is not None
    return sample_folder.registry


@pytest.fixture
def check(registry: Registry) -> Check:
    """The problems of the plan with some of its words replaced, in YAML or as a workbook."""

    def problems(*changes: tuple[str, str], excel: bool = False) -> list[Problem]:
        text = IN_2026
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        plan = plan_of(text)
        source = from_yaml(text.encode(), "ke-hoach.yaml")
        if excel:
            source = from_xlsx(to_xlsx(plan, registry.choices(reference_date(plan))), "ke-hoach.xlsx")
            found, _ = validate(source, Plan)
            assert found == plan
        return to_problems(plan, source, registry)

    return problems


def body(text: str) -> tuple[str, str]:
    return "Nhiệm vụ có Phụ lục", f"{text} Nhiệm vụ có Phụ lục"


def test_the_plan_as_it_stands_is_right(check: Check) -> None:
    assert check() == []
    assert check(excel=True) == []


def test_the_name_of_a_group_is_that_of_the_day_however_it_was_typed(registry: Registry) -> None:
    for typed in ("ubnd_xa", '"UBND các xã, phường"', "UBND cấp xã", '"UBND các xã, phường, thị trấn"'):
        plan = plan_of(IN_2026.replace("[ubnd_xa]", f"[{typed}]"))
        shown = coordinator_cell(next(plan.tasks), lambda ref: registry.name_of(ref, reference_date(plan)))  # noqa: B023
        assert shown == "UBND các xã, phường"


def test_a_group_that_has_tasks_is_missed_in_the_recipients_by_its_name_of_the_day(check: Check) -> None:
    (found,) = check(("  - UBND các xã, phường\n", ""))
    assert (found.code, found.hint) == ("thieu-noi-nhan", "thêm «UBND các xã, phường» vào noi_nhan.")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("UBND cấp xã", "UBND các xã, phường"),
        ("UBND các xã, phường, thị trấn", "UBND các xã, phường"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
    ],
)
def test_a_name_that_is_printed_otherwise_is_told_once(check: Check, typed: str, printed: str) -> None:
    (found,) = check(("[ubnd_xa]", f'["{typed}"]'))
    assert (found.code, found.severity) == ("in-ten-khac", "info")
    assert f"«{typed}» được in là «{printed}»" in found.message
    assert "phoi_hop_ghi" in found.hint
    (in_excel,) = check(("[ubnd_xa]", f'["{typed}"]'), excel=True)
    assert "«Cách ghi phối hợp»" in in_excel.hint


@pytest.mark.parametrize("typed", ["UBND các xã, phường", "ubnd các xã, phường", "ubnd_xa", "UBND_XA"])
def test_what_is_printed_as_typed_and_codes_are_no_note(check: Check, typed: str) -> None:
    assert check(("[ubnd_xa]", f'["{typed}"]')) == []


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("UBND các huyện, thành phố triển khai.", "nay là «UBND các xã, phường»", "thay bằng «UBND các xã, phường»"),
        ("Sở Thông tin và Truyền thông chủ trì.", "là «Sở Khoa học và Công nghệ»", "«Sở Khoa học và Công nghệ»"),
        ("UBND các xã, phường, thị trấn thực hiện.", "nay là «UBND các xã, phường»", "«UBND các xã, phường»"),
        ("Giao UBND huyện Mộc Châu.", "không có cơ quan kế thừa", "UBND phường Mộc Châu"),
        ("Theo Quyết định số 12/QĐ-TTg ngày 15/3/2025, Ban Dân tộc rà soát.", "Sở Dân tộc và Tôn giáo", "thay bằng"),
    ],
)  # fmt: skip
def test_a_name_that_nobody_bears_any_more_warns_in_running_text(check: Check, text: str, said: str, hint: str) -> None:
    (found,) = check(body(text))
    assert (found.code, found.severity, found.place.line) == ("het-hieu-luc", "warning", 10)
    assert said in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Quyết định số 12/QĐ-UBND ngày 15/3/2020 của UBND huyện Mộc Châu.",
        "Theo Nghị quyết số 12/NQ-HĐND ngày 15/3/2020 về tổ chức Sở Thông tin và Truyền thông.",
        "Năm 2024, UBND các huyện, thành phố đạt kết quả tốt.",
        "UBND các huyện, thành phố đã hoàn thành việc bàn giao hồ sơ.",
        "Sở Khoa học và Công nghệ (trước đây là Sở Thông tin và Truyền thông) chủ trì.",
        "Đề nghị Ban Dân tộc của HĐND tỉnh giám sát.",
    ],
)
def test_cited_documents_and_what_is_past_keep_their_names(check: Check, text: str) -> None:
    assert [problem.code for problem in check(body(text)) if problem.code == "het-hieu-luc"] == []


def test_tasks_and_recipients_are_read_too(check: Check) -> None:
    found = check(
        ("Rà soát thủ tục", "Giao Sở Thông tin và Truyền thông rà soát"),
        ("  - UBND các xã, phường\n", "  - UBND các xã, phường\n  - UBND các huyện, thành phố\n"),
    )
    assert [(problem.code, problem.place.line) for problem in found] == [("het-hieu-luc", 15), ("het-hieu-luc", 20)]


def test_in_2023_the_same_names_are_true(check: Check) -> None:
    text = "UBND các huyện, thành phố, Sở Thông tin và Truyền thông, UBND huyện Mộc Châu thực hiện."
    found = check(body(text), ("ngay_ban_hanh: 01/2026", "ngay_ban_hanh: 01/2023"), ("Quý IV/2026", "Quý IV/2023"))
    assert [problem.code for problem in found if problem.code == "het-hieu-luc"] == []


def test_an_agency_without_successor_has_a_hint_that_can_be_followed(check: Check) -> None:
    (found,) = check(("[SNV]", '["UBND huyện Mộc Châu"]'))
    assert (found.code, found.severity) == ("het-hieu-luc", "error")
    assert "thay bằng" not in found.hint
    assert "UBND phường Mộc Châu" in found.hint
    (other,) = check(("[SNV]", "[STTTT]"))
    assert other.hint == "thay bằng cơ quan kế thừa: «Sở Khoa học và Công nghệ»."


def test_examples_are_of_the_plans_own_year(check: Check) -> None:
    (found,) = check(("Quý IV/2026", "Trước 30/06"))
    assert found.hint == "viết thêm năm, ví dụ: 30/06/2026."
