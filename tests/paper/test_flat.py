"""Tables in a text whose cells tabs, or lines, keep apart."""

from old_plans import sample

from kehoach_gen.paper.from_txt import from_txt
from kehoach_gen.paper.model import Imported

HEAD = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA
Số: 87/KH-UBND
Sơn La, ngày 10 tháng 12 năm 2023
KẾ HOẠCH
Cải cách hành chính năm 2024
Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước, UBND tỉnh ban hành Kế hoạch như sau:
1. Nhiệm vụ tại Phụ lục kèm theo./.
Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT.\tCHỦ TỊCH
Hoàng Văn A
PHỤ LỤC
NHIỆM VỤ NĂM 2024
"""


def read(table: str) -> Imported:
    return from_txt((HEAD + table).encode(), "cu.txt", sample())


def rows_of(found: Imported) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...], str, str]]:
    assert found.plan is not None, [problem.message for problem in found.problems]
    areas = [area for appendix in found.plan.appendices for area in appendix.areas]
    return [(a.name, t.text, t.leads, t.coordinators, t.deadline, t.product) for a in areas for t in a.tasks]


def test_cells_between_tabs_are_read_whatever_the_columns() -> None:
    found = read(
        "STT\tNhiệm vụ\tSản phẩm\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian\n"
        "I\tThể chế\t\t\t\t\n"
        "1\tRà soát\tBáo cáo\tSở Tư pháp\tSở Nội vụ;\nSở Y tế\tQuý I/2024\n"
        "2\tKiểm tra:\n- Cấp tỉnh;\n- Cấp xã.\tKế hoạch\tSở Nội vụ\t\tNăm 2024\n"
    )
    assert rows_of(found) == [
        ("Thể chế", "Rà soát", ("STP",), ("SNV", "SYT"), "Quý I/2024", "Báo cáo"),
        ("Thể chế", "Kiểm tra:\n- Cấp tỉnh;\n- Cấp xã.", ("SNV",), (), "Năm 2024", "Kế hoạch"),
    ]
    assert found.plan is not None
    assert (found.plan.signatory.name, found.plan.filed) == ("Hoàng Văn A", "VT")


def test_a_group_that_runs_over_the_whole_table_is_an_area() -> None:
    found = read(
        "STT\tNhiệm vụ\tChủ trì\tThời gian\nI. Thể chế\n1\tRà soát\tSở Tư pháp\tQuý I/2024\n"
        "II. Bộ máy\n1\tKiện toàn\tSở Nội vụ\tQuý II/2024\n"
    )
    assert [(row[0], row[1], row[4]) for row in rows_of(found)] == [
        ("Thể chế", "Rà soát", "Quý I/2024"),
        ("Bộ máy", "Kiện toàn", "Quý II/2024"),
    ]


def test_words_below_a_table_between_tabs_are_no_part_of_it() -> None:
    found = read("STT\tNhiệm vụ\tChủ trì\tThời gian\n1\tRà soát\tSở Tư pháp\tQuý I/2024\nTổng số: 01 nhiệm vụ.\n")
    assert [row[4] for row in rows_of(found)] == ["Quý I/2024"]
    assert [str(problem.place) for problem in found.problems if problem.code == "chu-chua-doc"] == ["cu.txt:17:1"]


CELLS = "STT\nNhiệm vụ\nCơ quan thực hiện\nThời gian\nSản phẩm\n"


def test_a_cell_on_each_line_and_an_empty_line_for_an_empty_cell() -> None:
    found = read(
        CELLS + "I\nTHỂ CHẾ\n\n\n\n1\nRà soát\nSở Tư pháp\n\nBáo cáo\n2\nKiểm tra\nSở Nội vụ\nNăm 2024\n\n"
        "II\nBỘ MÁY\n\n\n\n1\nKiện toàn\nSở Nội vụ\nQuý I/2024\nĐề án\n"
    )
    assert rows_of(found) == [
        ("THỂ CHẾ", "Rà soát", ("STP",), (), "", "Báo cáo"),
        ("THỂ CHẾ", "Kiểm tra", ("SNV",), (), "Năm 2024", ""),
        ("BỘ MÁY", "Kiện toàn", ("SNV",), (), "Quý I/2024", "Đề án"),
    ]
    assert [problem for problem in found.problems if problem.code == "o-khong-chac"] == []


def test_a_row_with_more_lines_than_cells_is_doubtful_and_the_next_is_not() -> None:
    found = read(CELLS + "1\nRà soát\nSở Tư pháp\nSở Y tế\nNăm 2024\nBáo cáo\n2\nKiểm tra\nSở Nội vụ\nNăm 2024\nBáo cáo\n")
    assert [row[1] for row in rows_of(found)] == ["Rà soát", "Kiểm tra"]
    assert [str(problem.place) for problem in found.problems if problem.code == "o-khong-chac"] == ["cu.txt:20:1"]
