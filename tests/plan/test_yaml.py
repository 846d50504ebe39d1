"""A plan as YAML: written anew, and into a file that a person keeps."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from plans import plan_of, plans

from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_yaml import to_yaml
from kehoach_gen.problem import ProblemError
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.source.to_value import validate
from kehoach_gen.source.to_yaml import yaml_text

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "cchc-2023" / "ke-hoach.yaml"
SLOW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))

KEPT = """\
# Tệp của phòng CCHC.
ma: cchc-2023
loai: Kế hoạch   # mặc định

co_quan: {ten: UBND tỉnh, ky_hieu: UBND}
ngay_ban_hanh: 6/2023 # chưa có ngày
dia_danh: 'Sơn La'
trich_yeu: >-
  Tăng cường
  các giải pháp năm 2023
nguoi_ky:
    chuc_vu: Chủ tịch
    ho_ten: Hoàng Quốc Khánh
noi_nhan:
- Sở Nội vụ
# để báo cáo
- Bộ Nội vụ # gửi điện tử
phu_luc:
  - ma: pl1
    ten: Phân công
    linh_vuc:
      - ma: lv1
        nhiem_vu:
          # việc gấp
          - ma: n01
            nhiem_vu: Rà soát  # tháng 6
            chu_tri: [SNV]     # đã thống nhất

          - ma: n02
            nhiem_vu: Báo cáo
# hết
"""


def read(content: bytes) -> Plan:
    plan, problems = validate(from_yaml(content, "ke-hoach.yaml"), Plan)
    assert plan is not None, problems
    return plan


def lines_changed(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines that only one of the two has."""
    before, after = old.splitlines(), new.splitlines()
    return [line for line in before if line not in after], [line for line in after if line not in before]


@SLOW
@given(plans())
def test_a_plan_written_anew_reads_back_equal(plan: Plan) -> None:
    assert read(to_yaml(plan)) == plan


@SLOW
@given(plans(), plans())
def test_a_plan_written_over_any_other_reads_back_equal(plan: Plan, other: Plan) -> None:
    assert read(to_yaml(plan, to_yaml(other))) == plan


@SLOW
@given(plans())
def test_a_plan_written_over_a_commented_file_reads_back_equal_and_keeps_the_head(plan: Plan) -> None:
    written = to_yaml(plan, KEPT.encode())
    assert read(written) == plan
    assert written.decode().startswith("# Tệp của phòng CCHC.\nma: ")


def test_control_characters_survive() -> None:
    plan = plan_of(KEPT).model_copy(update={"subject": "a\x07b\x85c\u2028d\ufeffe\rf"})
    assert read(to_yaml(plan)) == plan


def test_a_new_file_is_readable() -> None:
    assert to_yaml(plan_of(KEPT).model_copy(update={"number": "08"})).decode() == (
        "# yaml-language-server: $schema=ke-hoach.schema.json\n"
        "ma: cchc-2023\n"
        "co_quan:\n"
        "  ten: UBND tỉnh\n"
        "  ky_hieu: UBND\n"
        'so: "08"\n'
        "ngay_ban_hanh: 6/2023\n"
        "dia_danh: Sơn La\n"
        "trich_yeu: Tăng cường các giải pháp năm 2023\n"
        "nguoi_ky:\n"
        "  chuc_vu: Chủ tịch\n"
        "  ho_ten: Hoàng Quốc Khánh\n"
        "noi_nhan:\n"
        "  - Sở Nội vụ\n"
        "  - Bộ Nội vụ\n"
        "phu_luc:\n"
        "  - ma: pl1\n"
        "    ten: Phân công\n"
        "    linh_vuc:\n"
        "      - ma: lv1\n"
        "        nhiem_vu:\n"
        "          - ma: n01\n"
        "            nhiem_vu: Rà soát\n"
        "            chu_tri: [SNV]\n"
        "          - ma: n02\n"
        "            nhiem_vu: Báo cáo\n"
    )


def test_long_prose_is_folded_and_several_lines_stay_lines() -> None:
    assert yaml_text({"a": "chữ " * 30 + "hết", "b": "một\n- hai"}) == (
        "a: >-\n  " + "chữ " * 23 + "chữ\n  " + "chữ " * 6 + "hết\n" + "b: |-\n  một\n  - hai\n"
    )


@pytest.mark.parametrize("text", ["08", "no", "12:30", "2023-06-15", "1e5", "~", "- a", "a: b", "a #b", "*x", "", "a:"])
def test_what_yaml_would_take_for_something_else_is_quoted(text: str) -> None:
    assert yaml_text([text]) == f'- "{text}"\n'


@pytest.mark.parametrize("text", ["15/6/2023", "Quý IV/2023", "100%", "(nếu có)", "«a»", "a, b"])
def test_what_needs_no_quotes_has_none(text: str) -> None:
    assert yaml_text([text]) == f"- {text}\n"


def test_an_equal_plan_changes_no_byte() -> None:
    for content in (KEPT.encode(), KEPT.replace("\n", "\r\n").encode("utf-8-sig"), KEPT.rstrip().encode()):
        assert to_yaml(read(content), content) == content


def test_a_changed_value_changes_its_line_alone() -> None:
    new = to_yaml(plan_of(KEPT).model_copy(update={"issued": "15/6/2023"}), KEPT.encode()).decode()
    assert lines_changed(KEPT, new) == (["ngay_ban_hanh: 6/2023 # chưa có ngày"], ["ngay_ban_hanh: 15/6/2023 # chưa có ngày"])


def test_a_changed_word_keeps_the_line_breaks_of_a_folded_text() -> None:
    new = to_yaml(plan_of(KEPT).model_copy(update={"subject": "Tăng cường mọi giải pháp năm 2023"}), KEPT.encode()).decode()
    assert lines_changed(KEPT, new) == (["  các giải pháp năm 2023"], ["  mọi giải pháp năm 2023"])


def test_a_default_written_out_stays_and_a_default_regained_goes() -> None:
    plan = plan_of(KEPT)
    assert "loai: Kế hoạch   # mặc định" in to_yaml(plan.model_copy(update={"number": "5"}), KEPT.encode()).decode()
    decree = KEPT.replace("loai: Kế hoạch", "loai: Đề án")
    assert "loai:" not in to_yaml(plan, decree.encode()).decode()


def test_a_new_key_stands_where_the_model_has_it() -> None:
    new = to_yaml(plan_of(KEPT).model_copy(update={"number": "151"}), KEPT.encode()).decode()
    assert 'ky_hieu: UBND}\nso: "151"\nngay_ban_hanh' in new


def test_items_are_matched_by_their_code_and_keep_their_comments() -> None:
    plan = plan_of(KEPT)
    first, second = plan.tasks
    area = plan.appendices[0].areas[0].model_copy(update={"tasks": (second, first.model_copy(update={"leads": ("SNV", "STC")}))})
    appendix = plan.appendices[0].model_copy(update={"areas": (area,)})
    new = to_yaml(plan.model_copy(update={"appendices": (appendix,)}), KEPT.encode()).decode()
    assert new[new.index("          # việc gấp") :] == (
        "          # việc gấp\n"
        "          - ma: n02\n"
        "            nhiem_vu: Báo cáo\n"
        "\n"
        "          - ma: n01\n"
        "            nhiem_vu: Rà soát  # tháng 6\n"
        "            chu_tri: [SNV, STC]     # đã thống nhất\n"
        "# hết\n"
    )


def test_an_item_that_gets_its_code_stays_the_same_item() -> None:
    bare = KEPT.replace("- ma: n02\n            nhiem_vu: Báo cáo\n", "- nhiem_vu: Báo cáo  # quý\n")
    new = to_yaml(plan_of(KEPT), bare.encode()).decode()
    assert "          - ma: n02\n            nhiem_vu: Báo cáo  # quý\n" in new


def test_a_removed_item_takes_its_own_comment_and_no_other() -> None:
    new = to_yaml(plan_of(KEPT).model_copy(update={"recipients": ("Sở Nội vụ", "Tỉnh ủy")}), KEPT.encode()).decode()
    assert "noi_nhan:\n- Sở Nội vụ\n# để báo cáo\n- Tỉnh ủy # gửi điện tử\nphu_luc:" in new
    new = to_yaml(plan_of(KEPT).model_copy(update={"recipients": ("Sở Nội vụ",)}), KEPT.encode()).decode()
    assert "noi_nhan:\n- Sở Nội vụ\nphu_luc:" in new


def test_a_file_with_anchors_is_rewritten_with_its_comments_at_the_head() -> None:
    old = KEPT.replace("ten: UBND tỉnh", "ten: &a UBND tỉnh").replace("chuc_vu: Chủ tịch", "chuc_vu: *a")
    plan = plan_of(old).model_copy(update={"authority": plan_of(KEPT).authority.model_copy(update={"name": "UBND huyện"})})
    new = to_yaml(plan, old.encode())
    assert read(new) == plan
    assert new.decode().startswith("# Tệp của phòng CCHC.\n# để báo cáo\n# việc gấp\n# hết\nma: cchc-2023\n")


def test_an_unreadable_file_is_not_written_over() -> None:
    with pytest.raises(ProblemError) as caught:
        to_yaml(plan_of(KEPT), b"ma: [\n")
    assert caught.value.problems[0].place.file == "ke-hoach.yaml"


def test_an_empty_file_is_written_anew() -> None:
    assert to_yaml(plan_of(KEPT), b"\n") == to_yaml(plan_of(KEPT))


def test_the_sample_is_kept_byte_for_byte_and_reads_back_when_written_anew() -> None:
    content = SAMPLE.read_bytes()
    plan = read(content)
    assert to_yaml(plan, content) == content
    assert read(to_yaml(plan)) == plan
