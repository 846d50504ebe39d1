"""The text of an old plan → the plan: the published one, and the same as a viewer of PDF copies it out."""

import datetime

import pytest
from old_plans import dumped, frame_of, sample, score

from kehoach_gen.paper.from_txt import from_txt
from kehoach_gen.paper.model import Imported
from kehoach_gen.paper.wrap import COORDINATOR, LEAD, Wrapping
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import NameOf, reference_date
from kehoach_gen.problem import ProblemError
from published import TEXT


@pytest.fixture(scope="module")
def name_of(sample_plan: Plan) -> NameOf:
    day = reference_date(sample_plan)
    return lambda ref: sample().name_of(ref, day)


@pytest.fixture(scope="module")
def published_plan() -> Imported:
    return from_txt(TEXT.read_bytes(), TEXT.name, sample())


def told(found: Imported, code: str) -> list[str]:
    return [str(problem.place) for problem in found.problems if problem.code == code]


def test_the_published_text_gives_the_sample(published_plan: Imported, sample_plan: Plan, name_of: NameOf) -> None:
    result = score(published_plan, sample_plan, name_of)
    assert (result.right, result.wrong) == (160, [])
    assert published_plan.plan is not None
    assert frame_of(published_plan.plan) == frame_of(sample_plan)


def test_what_the_published_text_has_lost_is_said(published_plan: Imported) -> None:
    assert told(published_plan, "thieu-dau-trang") == ["cchc-2023.txt:48:1"]
    assert told(published_plan, "thieu-phan-khung") == ["cchc-2023.txt"]
    assert told(published_plan, "diem-roi-chu") == ["cchc-2023.txt:18:1"]


def test_every_value_has_its_line(published_plan: Imported) -> None:
    place = published_plan.located.place(("phu_luc", 0, "linh_vuc", 0, "nhiem_vu", 1, "thoi_gian"))
    assert str(place) == "cchc-2023.txt:71:1"
    assert place.excerpt == "Quý IV/2023"


WIDTHS = [
    (112.0, 35.0, 25.0, 17.0),
    (120.0, 38.0, 30.0, 22.0),
    (100.0, 44.0, 43.0, 28.0),
    (95.0, 30.0, 30.0, 20.0),
    (112.0, 28.0, 40.0, 20.0),
]


@pytest.mark.parametrize("page_lines", [18, 40])
@pytest.mark.parametrize("widths", WIDTHS, ids=lambda widths: "-".join(f"{width:.0f}" for width in widths))
def test_columns_that_only_line_breaks_tell_apart_are_read_right_or_say_where_they_are_not(
    sample_plan: Plan, name_of: NameOf, widths: tuple[float, ...], page_lines: int
) -> None:
    found = from_txt(dumped(sample_plan, name_of, widths, page_lines), "trich.txt", sample())
    result = score(found, sample_plan, name_of)
    assert result.silent == []
    assert result.share >= 0.95, result.wrong
    assert found.plan is not None
    assert frame_of(found.plan) == frame_of(sample_plan)


def test_a_flat_table_of_numbers_is_read() -> None:
    text = (
        "KẾ HOẠCH\n\nKiểm tra năm 2023\n\nI. NỘI DUNG\n\nMột câu.\n\nNơi nhận:\n\n- Lưu: VT.\n\nPhụ lục\n\n"
        "STT Nhiệm vụ\n\nCơ quan chủ trì\n\nCơ quan phối hợp\n\nThời gian\n\n"
        "1\n\nRà soát các văn bản đã ban hành trong năm và báo cáo kết quả rà soát\n\nSở Nội vụ\n\nSở Tài chính\n\nQuý III/2023\n\n"
        "2\n\nTổng hợp kết quả rà soát của các cơ quan trong tỉnh để báo cáo\n\nSở Tư pháp\n\nSở Nội vụ\n\nQuý IV/2023\n"
    )
    found = from_txt(text.encode(), "trich.txt", sample())
    assert found.plan is not None
    assert [(task.leads, task.coordinators, task.deadline) for task in found.plan.tasks] == [
        (("SNV",), ("STC",), "Quý III/2023"),
        (("STP",), ("SNV",), "Quý IV/2023"),
    ]


def test_another_encoding_is_refused() -> None:
    with pytest.raises(ProblemError):
        from_txt("KẾ HOẠCH".encode("utf-16"), "trich.txt", sample())


def test_two_cells_on_one_line_are_told_apart() -> None:
    text = (
        "KẾ HOẠCH\n\nKiểm tra năm 2023\n\nI. NỘI DUNG\n\nNơi nhận:\n\n- Lưu: VT.\n\nPhụ lục\n\n"
        "STT Nhiệm vụ\n\nCơ quan chủ trì\n\nCơ quan phối hợp\n\nThời gian\n\n"
        "1\n\nRà soát các văn bản đã ban hành trong năm và báo cáo kết quả rà soát\n\nSở Nội vụ\n\nSở Tư pháp Quý III/2023\n"
    )
    found = from_txt(text.encode(), "trich.txt", sample())
    assert found.plan is not None
    [task] = found.plan.tasks
    assert (task.leads, task.coordinators, task.deadline) == (("SNV",), ("STP",), "Quý III/2023")
    assert str(found.located.place(("phu_luc", 0, "linh_vuc", 0, "nhiem_vu", 0, "thoi_gian"))) == "trich.txt:27:12"


@pytest.mark.parametrize(
    ("lead", "coordinator", "cells"),
    [(21.5, 60.0, (2, 1)), (60.0, 21.5, (1, 2))],
    ids=["two names where the lead's column is narrow", "two where the other is"],
)
def test_a_line_ends_inside_a_cell_only_where_the_next_word_would_not_fit(
    lead: float, coordinator: float, cells: tuple[int, int]
) -> None:
    part = ("Rà soát các văn bản đã ban hành trong năm, báo cáo", "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Quý IV/2023")
    wrapping = Wrapping(sample(), datetime.date(2023, 6, 1), widths=[100.0, lead, coordinator, 25.0])
    split = wrapping.split((part,))
    assert tuple(len(split.cells[column][0]) for column in (LEAD, COORDINATOR)) == cells
    assert split.doubtful == frozenset()


def test_a_cell_of_which_two_readings_are_as_good_is_doubtful() -> None:
    part = ("Rà soát các văn bản đã ban hành trong năm, báo cáo", "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Quý IV/2023")
    split = Wrapping(sample(), datetime.date(2023, 6, 1), widths=[100.0, 22.0, 22.0, 25.0]).split((part,))
    assert split.doubtful == {LEAD, COORDINATOR}


def test_a_doubtful_cell_is_said_at_its_line(sample_plan: Plan, name_of: NameOf) -> None:
    found = from_txt(dumped(sample_plan, name_of, WIDTHS[0], 40), "trich.txt", sample())
    lead = found.located.place(("phu_luc", 0, "linh_vuc", 0, "nhiem_vu", 2, "chu_tri_ghi"))
    assert str(lead) in told(found, "o-khong-chac")


HEAD = (
    ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("TỈNH SƠN LA", "Độc lập - Tự do - Hạnh phúc"),
    ("Số: 41/KH-UBND", "Sơn La, ngày 18 tháng 3 năm 2026"),
)
BODY = (
    "KẾ HOẠCH\nKiểm tra năm 2026\n\nI. MỤC ĐÍCH\nĐánh giá thực chất kết quả\ncủa các cơ quan, đơn vị.\n"
    "1. Các cơ quan, đơn vị trong tỉnh tổ chức thực hiện nghiêm túc Kế hoạch này, báo cáo kết quả./.\n\n"
)
FOOT = (
    ("Nơi nhận:", "KT. CHỦ TỊCH"),
    ("- Bộ Nội vụ;", "PHÓ CHỦ TỊCH"),
    ("- Các sở, ban,", ""),
    ("ngành;", ""),
    ("- Lưu: VT, NC.", ""),
    ("", "Nguyễn Văn An"),
)


def in_columns(between: str | None) -> Imported:
    """A plan whose head and foot stand in two columns: `between` them, or blanks up to the second where None."""

    def set_in_columns(rows: tuple[tuple[str, str], ...]) -> str:
        return "".join(f"{a:<40}{b}".rstrip() + "\n" if between is None else f"{a}{between if b else ''}{b}\n" for a, b in rows)

    text = f"{set_in_columns(HEAD)}\n{BODY}{set_in_columns(FOOT)}"
    return from_txt(text.encode(), "trich.txt", sample())


@pytest.mark.parametrize("between", ["\t", None], ids=["tabs", "blanks"])
def test_head_and_foot_in_two_columns_are_read_by_columns_and_that_is_said(between: str | None) -> None:
    found = in_columns(between)
    plan = found.plan
    assert plan is not None
    assert (plan.authority.name, plan.authority.symbol, plan.number) == ("Ủy ban nhân dân tỉnh Sơn La", "UBND", "41")
    assert (plan.place, plan.issued) == ("Sơn La", "18/03/2026")
    assert (plan.recipients, plan.filed) == (("Bộ Nội vụ", "Các sở, ban, ngành"), "VT, NC")
    assert (plan.signatory.in_place_of, plan.signatory.position, plan.signatory.name) == (
        "Chủ tịch",
        "Phó Chủ tịch",
        "Nguyễn Văn An",
    )
    assert told(found, "dong-chia-cot") == ["trich.txt:1:1", "trich.txt:13:1"]


def test_a_line_of_the_head_in_three_columns_is_doubtful() -> None:
    text = f"SỞ NỘI VỤ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\tMật\n\n{BODY}Nơi nhận:\n- Lưu: VT.\n"
    assert told(from_txt(text.encode(), "trich.txt", sample()), "cot-khong-chac") == ["trich.txt:1:1"]


def test_a_paragraph_broken_inside_a_sentence_is_joined_and_that_is_said() -> None:
    found = in_columns("\t")
    assert found.plan is not None
    assert [block.text for block in found.plan.body] == [
        "Mục đích",
        "Đánh giá thực chất kết quả của các cơ quan, đơn vị.",
        "Các cơ quan, đơn vị trong tỉnh tổ chức thực hiện nghiêm túc Kế hoạch này, báo cáo kết quả.",
    ]
    assert told(found, "doan-noi-dong") == ["trich.txt:10:1"]


def test_a_foot_with_tabs_is_no_part_of_the_table_above_it() -> None:
    rows = "TT\tNhiệm vụ\tChủ trì\tThời gian\n1\tViệc A\tSở Nội vụ\tNăm 2026\n"
    text = f"{BODY}{rows}Nơi nhận:\tCHỦ TỊCH\n- Lưu: VT.\tLò Văn A\n"
    found = from_txt(text.encode(), "trich.txt", sample())
    assert found.plan is not None
    assert [task.text for task in found.plan.tasks] == ["Việc A"]
    assert (found.plan.signatory.position, found.plan.signatory.name) == ("Chủ tịch", "Lò Văn A")
