"""Old Word files → plans: our own documents give back their data; others are read right, or say where they are not.

Long, because every problem that reading can report is provoked here.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from old_plans import (
    LAYOUTS,
    TITLES,
    Layout,
    bold,
    frame_of,
    normal,
    sample,
    score,
    tabbed,
)
from paper_files import TASKS, built, grid, read, tasks_of, told

from kehoach_gen.office.package import read_zip, write_zip
from kehoach_gen.office.word import cell, row, table
from kehoach_gen.paper.division import IN_ITS_PLACE
from kehoach_gen.plan.model import Appendix, Area, Authority, Block, Column, Plan, Signatory, Task
from kehoach_gen.plan.to_context import NameOf, coordinator_cell, lead_cell, reference_date
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.problem import ProblemError

MakerOf = Callable[..., Maker]


@pytest.fixture(scope="module")
def name_of(sample_plan: Plan) -> NameOf:
    day = reference_date(sample_plan)
    return lambda ref: sample().name_of(ref, day)


# Our own documents

PROGRAMME = Plan(
    id="chuyen-doi-so-2026",
    kind="Chương trình",
    authority=Authority(superior="UBND tỉnh Sơn La", name="Sở Khoa học và Công nghệ", symbol="SKHCN"),
    number="05",
    issued="02/02/2026",
    place="Sơn La",
    subject="Thực hiện chuyển đổi số năm 2026 của ngành khoa học và công nghệ trên địa bàn tỉnh Sơn La và các xã vùng cao",
    bases=("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", "Theo đề nghị của Chánh Văn phòng Sở"),
    opening=("Thực hiện Nghị quyết số 57-NQ/TW, Sở xây dựng Chương trình.", "Nội dung như sau:"),
    body=(
        Block(kind="phan", text="Mục tiêu", id="p1"),
        Block(kind="muc", text="Mục tiêu chung", id="m1"),
        Block(kind="doan", text="Đoạn một.", id="d1"),
        Block(kind="khoan_tieu_de", text="Mục tiêu của tỉnh Sơn La"),
        Block(kind="diem", text="Điểm một:", id="d2"),
        Block(kind="gach", text="Gạch một;", id="g1"),
        Block(kind="cong", text="Cộng một;", id="c1"),
        Block(kind="diem", text="Điểm hai.", id="d3"),
        Block(kind="phan", text="Tổ chức thực hiện", id="p2"),
        Block(kind="khoan", text="Các phòng thực hiện nghiêm túc.", id="k1"),
        Block(kind="khoan", text="Báo cáo về Sở.", id="k2"),
    ),
    signatory=Signatory(in_place_of="Giám đốc", position="Phó Giám đốc", name="Lò Văn A"),
    recipients=("Như trên (để thực hiện)", "UBND tỉnh (b/c)"),
    filed="VT, VP (02b)",
    appendices=(
        Appendix(
            id="pl1",
            title="Nhiệm vụ năm 2026",
            columns=(Column(id="kinh_phi", title="Kinh phí"), Column(id="don_vi_tinh", title="Đơn vị tính")),
            areas=(
                Area(
                    id="lv1",
                    name="Lĩnh vực “Hạ tầng số”",
                    tasks=(
                        Task(
                            id="n01",
                            text="Việc một:\n- ý một;\n+ ý hai.",
                            leads=("SNV", "so_ban_nganh"),
                            coordinators=("STC",),
                            deadline="Quý IV/2026",
                            note="Ghi chú\nhai dòng",
                            extra={"kinh_phi": "5 triệu"},
                        ),
                        Task(
                            id="n07",
                            text="Việc hai",
                            leads=("STC",),
                            assignment_note="sau khi có hướng dẫn",
                            deadline="Thường xuyên",
                            extra={"don_vi_tinh": "%"},
                        ),
                    ),
                ),
                Area(id="lv3", name="Lĩnh vực rỗng"),
                Area(
                    tasks=(
                        Task(id="n08", text="Việc ba", leads=("STP",), leads_wording="Sở Tư pháp chủ trì", deadline="Năm 2026"),
                    )
                ),
            ),
        ),
        Appendix(
            id="pl2",
            title="Nhiệm vụ các năm sau",
            areas=(
                Area(
                    tasks=(
                        Task(id="n10", text="Việc bốn", leads=("STC",), deadline="Năm 2027"),
                        Task(text="Việc năm", leads=("STC",), deadline="Năm 2028"),
                    )
                ),
            ),
        ),
    ),
)
"""A plan with all that a document can show: two appendices, an area without a name, added columns, things without ids."""


def as_shown(plan: Plan) -> dict[str, Any]:
    """The plan without what no document of ours shows: products and targets, the span, abbreviations and members of
    groups; the lines of the name at the head where the machine would break it so."""
    data = plan.model_dump(exclude={"starts", "ends", "abbreviations", "group_members"})
    for appendix in data["appendices"]:
        for area in appendix["areas"]:
            for task in area["tasks"]:
                del task["product"], task["target"]
    data["authority"]["heading"] = ""
    return data


def without_ids(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: without_ids(value) for key, value in data.items() if key not in ("id", "ma")}
    return [without_ids(item) for item in data] if isinstance(data, list | tuple) else data


def of_one_file(maker: Maker) -> list[tuple[str, bytes]]:
    return [("ban-hanh.docx", maker.bundle_docx())]


def of_two_files(maker: Maker) -> list[tuple[str, bytes]]:
    return [("phu-luc.docx", maker.appendix_docx()), ("ke-hoach.docx", maker.plan_docx())]


@pytest.mark.parametrize("files", [of_one_file, of_two_files])
def test_the_documents_of_a_plan_give_back_the_plan(sample_plan: Plan, maker_of: MakerOf, files: Any) -> None:
    for plan in (sample_plan, PROGRAMME):
        found = read(*files(maker_of(plan)))
        assert found.plan is not None, found.problems
        assert as_shown(found.plan) == as_shown(plan)


@pytest.mark.parametrize("files", [of_one_file, of_two_files])
def test_a_clean_copy_gives_back_all_but_the_ids(sample_plan: Plan, maker_of: MakerOf, files: Any) -> None:
    found = read(*files(maker_of(sample_plan, marks=False)))
    assert found.plan is not None
    assert without_ids(as_shown(found.plan)) == without_ids(as_shown(sample_plan))
    assert [task.id for task in found.plan.tasks] == [task.id for task in sample_plan.tasks]
    assert found.plan.id == "ke-hoach-2023"
    assert told(found, "ma-tu-dat") != []


def test_the_programme_without_marks_differs_only_where_words_cannot_tell(maker_of: MakerOf) -> None:
    found = read(*of_one_file(maker_of(PROGRAMME, marks=False)))
    assert found.plan is not None
    assert without_ids(as_shown(found.plan)) == without_ids(as_shown(PROGRAMME))


def test_every_value_has_its_place_in_the_file(sample_plan: Plan, maker_of: MakerOf) -> None:
    found = read(*of_one_file(maker_of(sample_plan)))
    task = ("phu_luc", 0, "linh_vuc", 0, "nhiem_vu", 1)
    assert str(found.located.place((*task, "thoi_gian"))) == "ban-hanh.docx, bảng 3, hàng 5, ô 5"
    assert found.located.place((*task, "thoi_gian")).path != ()
    assert str(found.located.place(("noi_dung", 0, "muc"))) == "ban-hanh.docx, đoạn 5"
    assert str(found.located.place(("so",))) == "ban-hanh.docx, bảng 1, hàng 2, ô 1"


def test_a_row_copied_with_its_mark_gets_an_id_of_its_own(sample_plan: Plan, maker_of: MakerOf) -> None:
    members = read_zip(maker_of(sample_plan).bundle_docx(), "ban-hanh.docx")
    xml = members["word/document.xml"].decode()
    [own] = re.findall(r"<w:tr(?: [^>]*)?>(?:(?!</w:tr>).)*_kh1_r_n02_n(?:(?!</w:tr>).)*</w:tr>", xml)
    found = read(("ban-hanh.docx", write_zip({**members, "word/document.xml": xml.replace(own, own * 2).encode()})))
    assert [task.id for task in tasks_of(found)][:4] == ["n01", "n02", "n39", "n03"]


# Other people's documents


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("is_bold", [True, False], ids=["bold", "plain"])
def test_a_hard_layout_is_read_right_or_says_where_it_is_not(
    sample_plan: Plan, name_of: NameOf, layout: type[Layout], is_bold: bool
) -> None:
    old = layout(sample_plan, name_of)
    if not is_bold:
        old.finish = lambda xml: xml.replace('"Dam"', '"Thuong"').replace('"Giua"', '"Thuong"')
    found = read(*old.files())
    result = score(found, sample_plan, name_of)
    assert result.silent == []
    assert result.share >= 0.98, result.wrong
    assert found.plan is not None
    assert frame_of(found.plan) == frame_of(sample_plan)


def test_a_row_without_number_goes_on_with_the_task_above_and_that_is_said() -> None:
    found = built(grid(TASKS, ("1", "Rà soát các", "Sở Nội vụ", "Sở", "Năm 2023"), ("", "văn bản", "", "Tài chính", "")))
    [task] = tasks_of(found)
    assert (task.text, task.coordinators) == ("Rà soát các văn bản", ("STC",))
    assert told(found, "hang-noi-tiep") == ["cu.docx, bảng 1, hàng 3, ô 2", "cu.docx, bảng 1, hàng 3, ô 4"]


def test_an_item_with_a_lead_of_its_own_is_a_task_and_that_is_said() -> None:
    found = built(
        grid(TASKS, ("1", "Việc chung", "Sở Nội vụ", "", "Năm 2023"), ("", "- Việc riêng", "Sở Tài chính", "", "Năm 2023"))
    )
    assert [task.leads for task in tasks_of(found)] == [("SNV",), ("STC",)]
    assert told(found, "hang-khong-so") == ["cu.docx, bảng 1, hàng 3"]


def test_a_task_beside_areas_leaves_the_area_above_it() -> None:
    rows = (
        ("1", "Việc có ý nhỏ:", "", "", ""),
        ("a", "Ý một", "Sở Nội vụ", "", "Năm 2023"),
        ("2", "Việc sau", "Sở Tư pháp", "", "Năm 2023"),
    )
    found = built(grid(TASKS, *rows))
    assert found.plan is not None
    assert [(area.name, [task.text for task in area.tasks]) for area in found.plan.appendices[0].areas] == [
        ("Việc có ý nhỏ:", ["Ý một"]),
        ("", ["Việc sau"]),
    ]
    assert told(found, "nhiem-vu-ngoai-linh-vuc") == ["cu.docx, bảng 1, hàng 4"]


def test_two_levels_of_areas_become_rows_of_one_level_and_that_is_said() -> None:
    rows = (("I", "Phần lớn", "", "", ""), ("1", "Phần nhỏ", "", "", ""), ("a", "Việc", "Sở Nội vụ", "", "Năm 2023"))
    found = built(grid(TASKS, *rows))
    assert found.plan is not None
    assert [area.name for area in found.plan.appendices[0].areas] == ["Phần lớn", "Phần nhỏ"]
    assert told(found, "linh-vuc-long") == ["cu.docx, bảng 1, hàng 3"]


def test_an_area_may_be_a_column() -> None:
    found = built(
        grid(
            ("TT", "Lĩnh vực", "Nội dung", "Cơ quan thực hiện", "Hạn hoàn thành"),
            ("1", "Thể chế", "Việc một", "Sở Tư pháp", "Năm 2023"),
            ("2", "Thể chế", "Việc hai", "Sở Tư pháp", "Năm 2023"),
            ("3", "Tài chính", "Việc ba", "Sở Tài chính", "Năm 2023"),
        )
    )
    assert found.plan is not None
    assert [(area.name, len(area.tasks)) for area in found.plan.appendices[0].areas] == [("Thể chế", 2), ("Tài chính", 1)]


def test_unknown_columns_are_kept_as_added_columns_and_that_is_said() -> None:
    found = built(
        grid((*TASKS, "Nguồn vốn", "Sản phẩm", "Chỉ tiêu"), ("1", "Việc", "Sở Nội vụ", "", "Năm 2023", "NSNN", "Báo cáo", "100%"))
    )
    [task] = tasks_of(found)
    assert (task.extra["nguon_von"], task.product, task.target) == ("NSNN", "Báo cáo", "100%")
    assert found.plan is not None
    assert found.plan.appendices[0].columns[0] == Column(id="nguon_von", title="Nguồn vốn")
    assert told(found, "cot-thanh-cot-them") == ["cu.docx, bảng 1"]


def test_a_missing_column_is_said() -> None:
    found = built(grid(("TT", "Nhiệm vụ", "Phối hợp", "Ghi chú"), ("1", "Việc", "Sở Nội vụ", "")))
    assert len(told(found, "thieu-cot")) == 2


def test_a_name_nobody_has_keeps_its_words_and_is_said_with_the_nearest_names() -> None:
    found = built(grid(TASKS, ("1", "Việc", "Sở Tài chinh; Sở Nội vụ", "", "Năm 2023")))
    [task] = tasks_of(found)
    assert (task.leads, task.leads_wording) == (("SNV",), "Sở Tài chinh; Sở Nội vụ")
    [problem] = [problem for problem in found.problems if problem.code == "co-quan-khong-ro"]
    assert str(problem.place) == "cu.docx, bảng 1, hàng 2, ô 3"
    assert problem.hint == "có phải ý là «Sở Tài chính»?"


def test_a_condition_in_brackets_is_a_note_on_the_assignment() -> None:
    [task] = tasks_of(built(grid(TASKS, ("1", "Việc", "Sở Nội vụ (khi có hướng dẫn)", "", "Năm 2023"))))
    assert (task.leads, task.leads_wording, task.assignment_note) == (("SNV",), "", "khi có hướng dẫn")


def test_who_is_named_after_phoi_hop_in_the_cell_of_the_lead_coordinates() -> None:
    found = built(grid(TASKS, ("1", "Việc", "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính", "", "Năm 2023")))
    [task] = tasks_of(found)
    assert (task.leads, task.coordinators) == (("SNV",), ("STC",))
    assert told(found, "phoi-hop-trong-o-chu-tri") == ["cu.docx, bảng 1, hàng 2, ô 3"]
    assert told(found, "co-quan-khong-ro") == []


def test_one_column_for_both_roles_is_said() -> None:
    titles = ("TT", "Nhiệm vụ", "Cơ quan chủ trì, phối hợp", "Thời gian")
    assert told(built(grid(titles, ("1", "Việc", "Sở Nội vụ", "Năm 2023"))), "cot-hai-vai") == ["cu.docx, bảng 1"]


def test_a_deadline_that_cannot_be_read_is_kept_and_said() -> None:
    found = built(grid(TASKS, ("1", "Việc", "Sở Nội vụ", "", "Cuối năm")))
    assert tasks_of(found)[0].deadline == "Cuối năm"
    assert told(found, "han-khong-doc-duoc") == ["cu.docx, bảng 1, hàng 2, ô 5"]


def test_a_deadline_on_two_lines_is_joined_where_only_so_it_can_be_read() -> None:
    found = built(grid(TASKS, ("1", "Việc", "Sở Nội vụ", "", "Quý\nIV/2023")))
    assert tasks_of(found)[0].deadline == "Quý IV/2023"
    assert told(found, "o-noi-dong") == ["cu.docx, bảng 1, hàng 2, ô 5"]


def test_cells_joined_across_two_columns_are_said() -> None:
    head = row(*(cell(bold(title), 2000) for title in TASKS))
    joined = row(
        *(cell(normal(text), 2000) for text in ("1", "Việc")),
        cell(normal("Sở Nội vụ"), 4000, span=2),
        cell(normal("Năm 2023"), 2000),
    )
    found = built(table([head, joined], [2000] * 5, borders=True))
    assert tasks_of(found)[0].leads == ("SNV",)
    assert told(found, "o-gop") == ["cu.docx, bảng 1, hàng 2, ô 3"]


def test_a_number_without_a_task_is_said() -> None:
    found = built(grid(TASKS, ("1", "", "Sở Nội vụ", "", "Năm 2023")))
    assert told(found, "o-trong") == ["cu.docx, bảng 1, hàng 2"]


HEAD = table(
    (
        row(
            cell(normal("UBND TỈNH SƠN LA") + bold("SỞ TƯ PHÁP") + normal("Số: 12 / KH - STP"), 4000),
            cell(bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + normal("Sơn La, ngày 05 tháng 03 năm 2024"), 5000),
        ),
    ),
    (4000, 5000),
    borders=False,
)


def test_a_department_and_what_it_is_under_are_told_apart() -> None:
    found = built(HEAD, bold("KẾ HOẠCH"), bold("Kiểm tra văn bản năm 2024"))
    assert found.plan is not None
    plan = found.plan
    assert (plan.authority.superior, plan.authority.name, plan.authority.symbol) == ("UBND tỉnh Sơn La", "Sở Tư pháp", "STP")
    assert (plan.number, plan.issued, plan.place) == ("12", "05/03/2024", "Sơn La")


def test_what_a_plan_must_have_and_the_document_does_not_say_is_empty_and_said() -> None:
    found = built(bold("KẾ HOẠCH"), bold("Kiểm tra văn bản năm 2024"), normal("1. Việc thứ nhất."))
    assert found.plan is not None
    assert (found.plan.authority.name, found.plan.signatory.name) == ("", "")
    assert len(told(found, "thieu-phan-khung")) == 6


def test_bases_and_opening_are_told_apart() -> None:
    found = built(
        bold("KẾ HOẠCH"),
        bold("Thực hiện Nghị quyết số 10/NQ-CP"),
        bold("về chuyển đổi số"),
        normal("Căn cứ Luật Công nghệ thông tin;"),
        normal("Thực hiện Nghị quyết số 10/NQ-CP;"),
        normal("Theo đề nghị của Chánh Văn phòng,"),
        normal("Sở ban hành Kế hoạch như sau:"),
        normal("Đoạn đầu."),
    )
    assert found.plan is not None
    assert found.plan.subject == "Thực hiện Nghị quyết số 10/NQ-CP về chuyển đổi số"
    assert found.plan.bases == (
        "Căn cứ Luật Công nghệ thông tin",
        "Thực hiện Nghị quyết số 10/NQ-CP",
        "Theo đề nghị của Chánh Văn phòng",
    )
    assert found.plan.opening == ("Sở ban hành Kế hoạch như sau:",)
    assert [block.text for block in found.plan.body] == ["Đoạn đầu."]
    assert told(found, "trich-yeu-noi-dong") == ["cu.docx, đoạn 2"]


def test_numbers_of_another_kind_become_ours_and_that_is_said() -> None:
    found = built(bold("KẾ HOẠCH"), bold("X"), bold("A. MỤC TIÊU"), bold("1. Chung"), normal("1.1. Một."), normal("1.1.1. Hai."))
    assert found.plan is not None
    assert [(block.kind, block.text) for block in found.plan.body] == [
        ("phan", "Mục tiêu"),
        ("khoan_tieu_de", "Chung"),
        ("diem", "Một."),
        ("gach", "Hai."),
    ]
    assert told(found, "so-doi-cach") == ["cu.docx, đoạn 3", "cu.docx, đoạn 5", "cu.docx, đoạn 6"]


def test_a_number_that_will_be_printed_otherwise_is_said() -> None:
    found = built(bold("KẾ HOẠCH"), bold("X"), normal("1. Một."), normal("3. Ba."))
    assert told(found, "so-danh-lai") == ["cu.docx, đoạn 4"]


def test_a_point_that_lost_its_letter_is_a_point_and_that_is_said() -> None:
    found = built(bold("KẾ HOẠCH"), bold("X"), normal("a) Một;"), normal("Hai;"), normal("c) Ba."))
    assert found.plan is not None
    assert [block.kind for block in found.plan.body] == ["diem", "diem", "diem"]
    assert told(found, "diem-roi-chu") == ["cu.docx, đoạn 4"]


@pytest.mark.parametrize(
    ("printed", "signatory"),
    [
        (("CHỦ TỊCH", "Lò Văn A"), Signatory(position="Chủ tịch", name="Lò Văn A")),
        (
            ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Văn A"),
            Signatory(in_place_of="Chủ tịch", position="Phó Chủ tịch", name="Lò Văn A"),
        ),
        (
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "LÒ VĂN A"),
            Signatory(on_behalf_of="Ủy ban nhân dân", position="Chủ tịch", name="Lò Văn A"),
        ),
        (("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "A B"), Signatory(by_order_of="Chủ tịch", position="Chánh Văn phòng", name="A B")),
        (("TUQ. CHỦ TỊCH", "GIÁM ĐỐC", "Lò A"), Signatory(by_authority_of="Chủ tịch", position="Giám đốc", name="Lò A")),
        (("Q. GIÁM ĐỐC", "Lò Văn A"), Signatory(acting="có", position="Giám đốc", name="Lò Văn A")),
    ],
)
def test_every_capacity_to_sign_is_read(printed: tuple[str, ...], signatory: Signatory) -> None:
    signing = "".join(map(bold, printed))
    foot = table((row(cell(bold("Nơi nhận:") + normal("- Lưu: VT."), 4000), cell(signing, 4000)),), (4000, 4000), borders=False)
    found = built(bold("KẾ HOẠCH"), bold("X"), normal("1. Một./."), foot)
    assert found.plan is not None
    assert found.plan.signatory == signatory
    assert found.plan.filed == "VT"


def test_a_signature_above_the_recipients_is_read() -> None:
    blocks = (bold("CHỦ TỊCH"), bold("Lò Văn A"), normal("Nơi nhận:"), normal("- Sở Nội vụ;"), tabbed("- Lưu: VT."))
    found = built(bold("KẾ HOẠCH"), bold("X"), normal("1. Một./."), *blocks)
    assert found.plan is not None
    assert found.plan.signatory == Signatory(position="Chủ tịch", name="Lò Văn A")
    assert found.plan.recipients == ("Sở Nội vụ",)
    assert [block.text for block in found.plan.body] == ["Một."]


def test_other_tables_and_words_around_the_table_are_said() -> None:
    numbers = table((row(cell(normal("Số hồ sơ"), 4000), cell(normal("100"), 4000)),), (4000, 4000), borders=True)
    tasks = grid(TASKS, ("1", "Việc", "Sở Nội vụ", "", "Năm 2023"))
    foot = normal("Nơi nhận:") + normal("- Lưu: VT.") + bold("CHỦ TỊCH") + bold("Lò Văn A")
    found = built(
        bold("KẾ HOẠCH"), bold("X"), normal("1. Một."), numbers, foot, bold("Phụ lục"), tasks, normal("Ghi chú dưới bảng")
    )
    assert told(found, "bang-chua-doc") == ["cu.docx, bảng 1"]
    assert told(found, "chu-chua-doc") == ["cu.docx, đoạn 9"]


def test_another_number_in_the_line_of_the_appendix_is_said() -> None:
    tasks = grid(TASKS, ("1", "Việc", "Sở Nội vụ", "", "Năm 2024"))
    attached = normal("(Kèm theo Kế hoạch số 13/KH-STP ngày 05/3/2024 của Sở Tư pháp)")
    found = built(HEAD, bold("KẾ HOẠCH"), bold("X"), normal("Nơi nhận:"), bold("Phụ lục"), bold("BẢNG"), attached, tasks)
    assert told(found, "kem-theo-lech") == ["cu.docx, đoạn 6"]
    assert found.plan is not None
    assert found.plan.number == "12"
    assert found.plan.authority.issuer == ""


def test_two_appendices_keep_their_titles() -> None:
    tasks = grid(TASKS, ("1", "Việc", "Sở Nội vụ", "", "Năm 2023"))
    blocks = (normal("Nơi nhận:"), bold("PHỤ LỤC I"), bold("NHIỆM VỤ NĂM 2023"), tasks, bold("Phụ lục II: BIỂU THỨ HAI"), tasks)
    found = built(bold("KẾ HOẠCH"), bold("X"), *blocks)
    assert found.plan is not None
    assert [(appendix.id, appendix.title) for appendix in found.plan.appendices] == [
        ("pl1", "Nhiệm vụ năm 2023"),
        ("pl2", "Biểu thứ hai"),
    ]
    assert [task.id for task in found.plan.tasks] == ["n01", "n02"]


def test_an_appendix_without_a_table_is_said() -> None:
    found = built(bold("KẾ HOẠCH"), bold("X"), normal("Nơi nhận:"), bold("Phụ lục"), bold("BIỂU"))
    assert told(found, "phu-luc-khong-nhap") == ["cu.docx, đoạn 5"]


def test_a_file_without_a_title_says_so() -> None:
    found = built(normal("Một đoạn văn."))
    assert told(found, "khong-co-ten-loai") == ["cu.docx"]


def test_a_file_without_words_is_refused() -> None:
    with pytest.raises(ProblemError) as refused:
        built(normal(""))
    assert [problem.code for problem in refused.value.problems] == ["tep-khong-co-chu"]


def test_a_file_that_is_no_word_file_is_refused() -> None:
    with pytest.raises(ProblemError):
        read(("cu.docx", b"PK"))


def test_titles_in_capitals_are_written_as_the_document_writes_their_words(sample_plan: Plan, name_of: NameOf) -> None:
    found = read(*Layout(sample_plan, name_of).files())
    assert found.plan is not None
    assert found.plan.appendices[0].title == "Phân công nhiệm vụ, giải pháp duy trì, nâng cao Chỉ số CCHC năm 2023"
    assert len(told(found, "doi-chu-in-hoa")) == 5


def test_the_cells_print_as_they_stood(sample_plan: Plan, name_of: NameOf) -> None:
    found = read(*Layout(sample_plan, name_of, titles=TITLES).files())
    for old, new in zip(sample_plan.tasks, tasks_of(found), strict=True):
        assert (lead_cell(new, name_of), coordinator_cell(new, name_of)) == (
            lead_cell(old, name_of),
            coordinator_cell(old, name_of),
        )


ROW = ("1", "Việc", "Sở Nội vụ", "", "Năm 2023")


def test_a_table_without_heading_goes_on_with_the_one_above_and_that_is_said() -> None:
    width = 2800
    rest = table(
        [row(*(cell(normal(text), width) for text in ("2", "Việc sau", "Sở Tư pháp", "-", "Năm 2023")))],
        [width] * 5,
        borders=True,
    )
    found = built(normal("Nơi nhận:"), bold("Phụ lục"), grid(TASKS, ROW), normal(""), rest)
    assert [task.text for task in tasks_of(found)] == ["Việc", "Việc sau"]
    assert told(found, "bang-noi-tiep") == ["cu.docx, bảng 2"]


def test_a_table_in_the_text_becomes_an_appendix_and_that_is_said() -> None:
    found = built(bold("KẾ HOẠCH"), bold("X"), normal("1. Một."), grid(TASKS, ROW), normal("2. Hai."))
    assert found.plan is not None
    assert ([block.text for block in found.plan.body], len(found.plan.appendices)) == (["Một.", IN_ITS_PLACE, "Hai."], 1)
    assert told(found, "bang-trong-noi-dung") == ["cu.docx, bảng 1"]


def test_a_heading_copied_into_the_table_is_left_out_and_that_is_said() -> None:
    found = built(grid(TASKS, ROW, TASKS, ("2", "Việc sau", "Sở Tư pháp", "", "Năm 2023")))
    assert [task.text for task in tasks_of(found)] == ["Việc", "Việc sau"]
    assert told(found, "tieu-de-chep-lai") == ["cu.docx, bảng 1"]


def test_a_line_of_the_appendix_that_cannot_be_read_is_said() -> None:
    found = built(
        bold("KẾ HOẠCH"), bold("X"), normal("Nơi nhận:"), bold("Phụ lục"), normal("(Kèm theo Kế hoạch này)"), grid(TASKS, ROW)
    )
    assert told(found, "kem-theo-viet-lai") == ["cu.docx, đoạn 5"]


def test_da_ky_is_left_out_and_that_is_said() -> None:
    signing = bold("CHỦ TỊCH") + normal("(Đã ký)") + bold("Lò Văn A")
    found = built(bold("KẾ HOẠCH"), bold("X"), normal("Nơi nhận:"), normal("- Lưu: VT."), signing)
    assert told(found, "bo-chu-da-ky") == ["cu.docx, đoạn 6"]


def test_a_day_that_does_not_exist_is_kept_and_said() -> None:
    found = built(HEAD.replace("ngày 05 tháng 03", "ngày 31 tháng 02"), bold("KẾ HOẠCH"), bold("X"))
    assert told(found, "ngay-khong-doc-duoc") == ["cu.docx, bảng 1, hàng 1, ô 2"]
    assert found.located.data["ngay_ban_hanh"] == "ngày 31 tháng 02 năm 2024"
