"""Plans of other offices: what their tables, texts and decisions have that the sample has not. Each test a small file."""

from old_plans import LAW, PORTRAIT, STYLES, bold, lines, normal
from paper_files import TASKS, built, grid, read, tasks_of, told

from kehoach_gen.nd30.letterhead import page_number
from kehoach_gen.office.package import read_zip, write_zip
from kehoach_gen.office.word import W, cell, document, row, table
from kehoach_gen.paper.division import IN_ITS_PLACE
from kehoach_gen.paper.model import Imported
from kehoach_gen.paper.spoken import TITLE
from kehoach_gen.plan.model import Column, Task

W1 = 2000


def sub_columns(title: str, names: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    """A table of TT, task, lead and, under one title, as many columns as there are names."""
    count = len(names)
    first = [cell(bold(text), W1, merge="restart") for text in ("TT", "Nội dung công việc", "Đơn vị chủ trì")]
    second = [cell("", W1, merge="continue")] * 3
    heads = [row(*first, cell(bold(title), W1 * count, span=count)), row(*second, *(cell(bold(name), W1) for name in names))]
    return table([*heads, *(row(*(cell(lines(text), W1) for text in texts)) for texts in rows)], [W1] * (3 + count), borders=True)


def annexed(*blocks: str) -> Imported:
    """What is read of a plan with these blocks in its appendix."""
    return built(bold("KẾ HOẠCH"), bold("Việc năm 2024"), normal("1. Một."), normal("Nơi nhận:"), bold("Phụ lục"), *blocks)


def areas_of(found: Imported) -> list[tuple[str, list[str]]]:
    assert found.plan is not None
    return [(area.name, [task.text for task in area.tasks]) for appendix in found.plan.appendices for area in appendix.areas]


def only(*cells: str) -> Task:
    """The one task of a table of one row: lead, coordinators, time."""
    [task] = tasks_of(annexed(grid(TASKS, ("1", "Việc A", *cells))))
    return task


# Columns


def test_of_begin_and_end_the_end_is_the_deadline_and_the_begin_is_kept() -> None:
    found = annexed(
        sub_columns("Thời gian", ("Bắt đầu", "Kết thúc"), ("1", "Mở lớp", "Sở Nội vụ", "Tháng 1/2024", "Tháng 6/2024"))
    )
    [task] = tasks_of(found)
    assert task.deadline == "Tháng 6/2024"
    assert list(task.extra.values()) == ["Tháng 1/2024"]
    assert told(found, "cot-thanh-cot-them") == ["cu.docx, bảng 1"]


def test_ticked_columns_of_years_become_a_deadline_in_words_and_that_is_said() -> None:
    found = annexed(
        sub_columns(
            "Tiến độ",
            ("2022", "2023", "2024"),
            ("1", "Mở lớp", "Sở Nội vụ", "x", "", "X"),
            ("2", "Hội thảo", "Sở Nội vụ", "", "50%", "100%"),
        )
    )
    assert [task.deadline for task in tasks_of(found)] == ["Năm 2022; Năm 2024", "Năm 2023: 50%; Năm 2024: 100%"]
    assert told(found, "cot-danh-dau") == ["cu.docx, bảng 1"]


def test_ticked_columns_of_quarters_and_months_are_known_by_their_titles() -> None:
    quarters = annexed(sub_columns("Thời gian", ("I", "II"), ("1", "Mở lớp", "Sở Nội vụ", "x", "")))
    months = annexed(sub_columns("Thời gian thực hiện", ("Tháng 1", "T2"), ("1", "Mở lớp", "Sở Nội vụ", "", "x")))
    assert [task.deadline for found in (quarters, months) for task in tasks_of(found)] == ["Quý I", "Tháng 2"]


def test_ticked_columns_are_known_without_a_heading_of_time() -> None:
    titles = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Quý I", "Quý II")
    flat = annexed(grid(titles, ("1", "Việc A", "Sở Y tế", "", "", "x"), ("2", "Việc B", "Sở Nội vụ", "", "x", "x")))
    quarters = annexed(sub_columns("Quý", ("I", "II"), ("1", "Mở lớp", "Sở Nội vụ", "x", "")))
    months = annexed(sub_columns("Tháng", ("1", "2"), ("1", "Mở lớp", "Sở Nội vụ", "", "x")))
    dated = annexed(sub_columns("Năm 2024", ("Quý I", "Quý II"), ("1", "Mở lớp", "Sở Nội vụ", "", "x")))
    assert [[task.deadline for task in tasks_of(found)] for found in (flat, quarters, months, dated)] == [
        ["Quý II", "Quý I; Quý II"],
        ["Quý I"],
        ["Tháng 2"],
        ["Quý II/2024"],
    ]
    assert [told(found, code) for found in (flat, quarters, months, dated) for code in ("thieu-cot", "cot-thanh-cot-them")] == [
        []
    ] * 8
    assert told(flat, "cot-danh-dau") == ["cu.docx, bảng 1"]


def test_figures_by_quarters_are_no_deadline() -> None:
    titles = ("TT", "Nhiệm vụ", "Chủ trì", "Quý I", "Quý II")
    found = annexed(grid(titles, ("1", "Việc A", "Sở Y tế", "240", "12"), ("2", "Việc B", "Sở Y tế", "x", "")))
    assert [(task.deadline, task.extra) for task in tasks_of(found)] == [
        ("", {"quy_i": "240", "quy_ii": "12"}),
        ("", {"quy_i": "x"}),
    ]


def test_known_columns_that_our_table_has_not_are_printed_again_and_that_is_said() -> None:
    titles = ("TT", "Nhiệm vụ", "Sản phẩm đầu ra", "Chủ trì", "Thời gian", "Chỉ tiêu")
    found = annexed(
        grid(titles, ("1", "Việc A", "Báo cáo", "Sở Y tế", "Năm 2024", "100%"), ("2", "Việc B", "", "Sở Nội vụ", "Năm 2024", ""))
    )
    assert found.plan is not None
    [appendix] = found.plan.appendices
    assert appendix.columns == (Column(id="san_pham_dau_ra", title="Sản phẩm đầu ra"), Column(id="chi_tieu", title="Chỉ tiêu"))
    assert [(task.product, task.target, task.extra) for task in appendix.tasks] == [
        ("Báo cáo", "100%", {"san_pham_dau_ra": "Báo cáo", "chi_tieu": "100%"}),
        ("", "", {}),
    ]
    assert told(found, "cot-in-lai") == ["cu.docx, bảng 1", "cu.docx, bảng 1"]
    assert told(found, "cot-thanh-cot-them") == []


def test_a_column_of_agencies_without_more_words_is_that_of_the_lead() -> None:
    found = annexed(grid(("TT", "Cơ quan", "Nhiệm vụ được giao", "Thời gian"), ("1", "Sở Y tế", "Việc A", "Năm 2024")))
    assert [task.leads for task in tasks_of(found)] == [("SYT",)]


def test_a_column_called_phan_cong_is_that_of_the_lead() -> None:
    found = annexed(
        grid(("Nhiệm vụ", "Sản phẩm", "Phân công"), ("Việc A", "Báo cáo", "Sở Y tế"), ("Việc B", "Đề án", "Sở Nội vụ"))
    )
    assert [(task.text, task.leads) for task in tasks_of(found)] == [("Việc A", ("SYT",)), ("Việc B", ("SNV",))]


# Rows


def test_numbered_rows_of_words_alone_are_items_of_the_task_above_and_that_is_said() -> None:
    found = annexed(
        grid(
            TASKS,
            ("1", "Hạ tầng số", "Sở Nội vụ", "", "Năm 2024"),
            ("a)", "Trung tâm dữ liệu", "", "", ""),
            ("b)", "Mạng chuyên dùng", "", "", ""),
            ("2", "Việc khác", "Sở Y tế", "", "Năm 2024"),
        )
    )
    assert areas_of(found) == [("", ["Hạ tầng số\na) Trung tâm dữ liệu\nb) Mạng chuyên dùng", "Việc khác"])]
    assert told(found, "hang-noi-tiep") == ["cu.docx, bảng 1, hàng 3", "cu.docx, bảng 1, hàng 4"]


def test_a_numbered_row_of_words_above_deeper_tasks_stays_an_area() -> None:
    rows = (("1", "Nhóm A", "", "", ""), ("1.1", "Việc một", "Sở Y tế", "", "Năm 2024"))
    more = (("2", "Nhóm B", "", "", ""), ("2.1", "Việc hai", "Sở Nội vụ", "", "Năm 2024"))
    assert areas_of(annexed(grid(TASKS, *rows, *more))) == [("Nhóm A", ["Việc một"]), ("Nhóm B", ["Việc hai"])]


def test_a_dash_in_the_column_of_numbers_makes_the_row_an_item() -> None:
    found = annexed(grid(TASKS, ("1", "Đào tạo", "Sở Nội vụ", "", "Năm 2024"), ("-", "Cấp tỉnh", "", "", "")))
    assert [task.text for task in tasks_of(found)] == ["Đào tạo\n- Cấp tỉnh"]


def test_nt_means_the_cell_above_and_that_is_said() -> None:
    found = annexed(
        grid(
            TASKS,
            ("1", "Việc A", "Sở Y tế", "Sở Nội vụ", "Năm 2024"),
            ("2", "Việc B", "-nt-", "Như trên", "nt"),
            ("3", "Việc C", '"', "", "Quý I/2024"),
        )
    )
    assert [(task.leads, task.coordinators, task.deadline) for task in tasks_of(found)] == [
        (("SYT",), ("SNV",), "Năm 2024"),
        (("SYT",), ("SNV",), "Năm 2024"),
        (("SYT",), (), "Quý I/2024"),
    ]
    assert told(found, "o-nhu-tren") == [
        "cu.docx, bảng 1, hàng 3, ô 3",
        "cu.docx, bảng 1, hàng 3, ô 4",
        "cu.docx, bảng 1, hàng 3, ô 5",
        "cu.docx, bảng 1, hàng 4, ô 3",
    ]


def test_nt_in_any_other_column_means_the_cell_above_too() -> None:
    titles = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian", "Cán bộ theo dõi", "Sản phẩm", "Ghi chú")
    found = annexed(
        grid(
            titles,
            ("1", "Việc A", "Sở Y tế", "Năm 2024", "Lò Văn B", "Báo cáo", "nt"),
            ("2", "Việc B", "Sở Y tế", "Năm 2024", "-nt-", "nt", ""),
        )
    )
    second = tasks_of(found)[1]
    assert (second.extra["can_bo_theo_doi"], second.product, tasks_of(found)[0].note) == ("Lò Văn B", "Báo cáo", "nt")
    assert sorted(told(found, "o-nhu-tren")) == [
        "cu.docx, bảng 1, hàng 2, ô 7",
        "cu.docx, bảng 1, hàng 3, ô 5",
        "cu.docx, bảng 1, hàng 3, ô 6",
    ]


def test_a_task_numbered_below_a_task_stands_beside_it_and_that_is_said() -> None:
    found = annexed(
        grid(
            TASKS,
            ("1", "Mở chuyên mục", "Sở Y tế", "", "Năm 2024"),
            ("1.1", "Trên báo in", "Sở Y tế", "", "Năm 2024"),
            ("2", "Việc khác", "Sở Y tế", "", "Năm 2024"),
        )
    )
    assert [task.text for task in tasks_of(found)] == ["Mở chuyên mục", "Trên báo in", "Việc khác"]
    [problem] = [problem for problem in found.problems if problem.code == "nhiem-vu-con"]
    assert str(problem.place) == "cu.docx, bảng 1, hàng 3"
    assert all(words in problem.message for words in ("«1.1»", "«1. Mở chuyên mục»"))


def test_a_row_of_totals_is_no_task_and_that_is_said() -> None:
    found = annexed(grid(TASKS, ("1", "Việc A", "Sở Y tế", "", "Năm 2024"), ("", "Tổng cộng", "", "", "05 việc")))
    assert [task.text for task in tasks_of(found)] == ["Việc A"]
    [problem] = [problem for problem in found.problems if problem.code == "hang-tong"]
    assert "Tổng cộng 05 việc" in problem.message


def test_a_sum_beside_the_name_of_a_group_makes_it_no_task_and_is_said() -> None:
    found = annexed(
        grid(
            ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian", "Kinh phí"),
            ("I", "Nhóm A", "", "", "500"),
            ("1", "Việc A", "Sở Y tế", "Năm 2024", "500"),
        )
    )
    assert areas_of(found) == [("Nhóm A", ["Việc A"])]
    assert told(found, "hang-tong") == ["cu.docx, bảng 1, hàng 2"]


def test_tasks_grouped_by_agencies_have_the_agency_above_and_that_is_said() -> None:
    found = annexed(
        grid(
            ("TT", "Cơ quan chủ trì", "Nhiệm vụ", "Thời gian"),
            ("1", "Sở Tư pháp", "Kiểm tra văn bản", "Quý I/2024"),
            ("", "", "Rà soát văn bản", "Quý IV/2024"),
        )
    )
    assert [(task.text, task.leads) for task in tasks_of(found)] == [
        ("Kiểm tra văn bản", ("STP",)),
        ("Rà soát văn bản", ("STP",)),
    ]
    assert told(found, "o-nhu-tren") == ["cu.docx, bảng 1, hàng 3, ô 2"]
    assert told(found, "hang-khong-so") == ["cu.docx, bảng 1, hàng 3"]


# Agencies


def test_roles_are_told_by_labels_in_any_order_and_by_brackets() -> None:
    cells = (
        "Chủ trì: Sở Nội vụ; Phối hợp: Sở Tài chính",
        "Phối hợp: Sở Tài chính\nChủ trì: Sở Nội vụ",
        "Sở Nội vụ (chủ trì), Sở Tài chính (phối hợp)",
        "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính",
    )
    tasks = [only(text, "", "Năm 2024") for text in cells]
    assert [(task.leads, task.coordinators, task.leads_wording) for task in tasks] == [
        (("SNV",), ("STC",), text) for text in cells
    ]


def test_a_label_is_not_told_as_words_that_name_nobody() -> None:
    found = annexed(grid(TASKS, ("1", "A", "Cơ quan chủ trì: Sở Nội vụ. Cơ quan phối hợp: Sở Y tế", "", "Năm 2024")))
    assert told(found, "co-quan-khong-ro") == []


def test_a_kind_of_agency_named_once_stands_before_every_name() -> None:
    task = only(
        "Sở Nội vụ", "Các sở: Y tế, Văn hóa, Thể thao và Du lịch và Tư pháp; UBND các huyện: Mai Sơn, Mộc Châu", "Năm 2024"
    )
    assert task.coordinators[:3] == ("SYT", "SVHTTDL", "STP")
    assert only("Các sở, ban, ngành", "UBND các huyện, thành phố", "Năm 2024").leads == ("so_ban_nganh",)
    assert only("UBND các huyện: Mai Sơn, Mộc Châu", "", "Năm 2024").leads == ("H125", "H123")


def test_an_agency_of_another_province_is_not_ours() -> None:
    found = annexed(grid(TASKS, ("1", "A", "Sở Nội vụ tỉnh Điện Biên", "Sở Y tế tỉnh Sơn La", "Năm 2024")))
    [task] = tasks_of(found)
    assert (task.leads, task.leads_wording, task.coordinators) == ((), "Sở Nội vụ tỉnh Điện Biên", ("SYT",))
    [problem] = [problem for problem in found.problems if problem.code == "co-quan-khong-ro" and "ô 3" in str(problem.place)]
    assert "«Sở Nội vụ tỉnh Điện Biên»" in problem.message


def test_two_days_in_a_list_are_not_joined_into_a_span() -> None:
    assert only("Sở Nội vụ", "", "- Tháng 6/2024\n- Tháng 12/2024").deadline == "- Tháng 6/2024\n- Tháng 12/2024"


# Around the tables


def test_a_title_above_each_table_of_the_appendix_is_its_area() -> None:
    attached = normal("(Kèm theo Kế hoạch số 5/KH-UBND ngày 10/01/2024 của UBND tỉnh Sơn La)")
    first, second = (grid(TASKS, ("1", text, "Sở Y tế", "", "Năm 2024")) for text in ("Việc A", "Việc B"))
    tail = normal("Tổng số: 02 nhiệm vụ.")
    found = annexed(bold("VIỆC"), attached, bold("I. Tuyên truyền"), first, bold("II. Kiểm tra"), second, tail)
    assert areas_of(found) == [("Tuyên truyền", ["Việc A"]), ("Kiểm tra", ["Việc B"])]
    assert [problem.message for problem in found.problems if problem.code == "chu-chua-doc"] == [
        "Chữ ngoài bảng của phụ lục, chưa được đọc: «Tổng số: 02 nhiệm vụ.»."
    ]


def test_a_title_above_a_table_with_areas_of_its_own_is_said() -> None:
    wide = row(cell(bold("I"), W1), cell(bold("Nhóm A"), 4 * W1, span=4))
    head = row(*(cell(bold(title), W1) for title in TASKS))
    task = row(*(cell(normal(text), W1) for text in ("1", "Việc A", "Sở Y tế", "", "Năm 2024")))
    found = annexed(bold("VIỆC"), bold("1. Năm 2024"), table([head, wide, task], [W1] * 5, borders=True))
    assert areas_of(found) == [("Nhóm A", ["Việc A"])]
    assert told(found, "linh-vuc-long") == ["cu.docx, đoạn 7"]


def test_all_tables_of_the_text_make_one_appendix_with_an_area_each() -> None:
    first, second = (grid(TASKS, ("1", text, "Sở Y tế", "", "Năm 2024")) for text in ("Việc A", "Việc B"))
    found = built(bold("KẾ HOẠCH"), bold("X"), bold("1. Tuyên truyền"), first, bold("2. Kiểm tra"), second, normal("3. Ba."))
    assert found.plan is not None
    assert len(found.plan.appendices) == 1
    assert areas_of(found) == [("Tuyên truyền", ["Việc A"]), ("Kiểm tra", ["Việc B"])]
    assert [block.text for block in found.plan.body] == ["Tuyên truyền", IN_ITS_PLACE, "Kiểm tra", IN_ITS_PLACE, "Ba."]


def test_a_table_of_the_text_cut_by_a_page_leaves_one_sentence() -> None:
    rest = table([row(*(cell(normal(text), W1) for text in ("2", "Việc B", "Sở Y tế", "", "Năm 2024")))], [W1] * 5, borders=True)
    found = built(bold("KẾ HOẠCH"), bold("X"), normal("1. Một."), grid(TASKS, ("1", "Việc A", "Sở Y tế", "", "Năm 2024")), rest)
    assert found.plan is not None
    assert [block.text for block in found.plan.body] == ["Một.", IN_ITS_PLACE]
    assert [task.text for task in tasks_of(found)] == ["Việc A", "Việc B"]


def test_an_appendix_of_figures_makes_no_appendix_and_that_is_said_once() -> None:
    figures = grid(("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2024"), ("1", "Số tin, bài", "tin, bài", "240"))
    tasks = grid(TASKS, ("1", "Việc A", "Sở Y tế", "", "Năm 2024"))
    found = annexed(bold("CHỈ TIÊU"), figures, bold("Phụ lục II"), bold("NHIỆM VỤ"), tasks)
    assert found.plan is not None
    assert [(appendix.id, appendix.title) for appendix in found.plan.appendices] == [("pl1", "Nhiệm vụ")]
    assert told(found, "bang-chua-doc") == []
    [problem] = [problem for problem in found.problems if problem.code == "phu-luc-khong-nhap"]
    assert str(problem.place) == "cu.docx, đoạn 6"
    assert all(words in problem.message for words in ("«CHỈ TIÊU»", "1 bảng", "240"))


# Tasks without a table


def test_tasks_of_the_text_become_an_appendix_the_text_stays_and_that_is_said() -> None:
    found = built(
        bold("KẾ HOẠCH"),
        bold("X"),
        bold("I. NHIỆM VỤ"),
        normal("1. Truyền thông."),
        normal("- Đơn vị chủ trì: Sở Y tế; đơn vị phối hợp: Tỉnh đoàn; thời gian: Năm 2024."),
        normal("2. Hỗ trợ trẻ em:"),
        normal("- Cấp thẻ;"),
        normal("Cơ quan thực hiện: Sở Nội vụ."),
        normal("Thời gian thực hiện: Thường xuyên."),
        normal("Sản phẩm: Báo cáo."),
        bold("II. TỔ CHỨC THỰC HIỆN"),
        normal("1. Các sở báo cáo trước ngày 15/12/2024."),
    )
    assert found.plan is not None
    assert [(appendix.title, [area.name for area in appendix.areas]) for appendix in found.plan.appendices] == [
        (TITLE, ["Nhiệm vụ"])
    ]
    assert [(t.text, t.leads, t.coordinators, t.deadline, t.product) for t in tasks_of(found)] == [
        ("Truyền thông.", ("SYT",), ("TĐ",), "Năm 2024", ""),
        ("Hỗ trợ trẻ em:\n- Cấp thẻ;", ("SNV",), (), "Thường xuyên", "Báo cáo"),
    ]
    assert found.plan.appendices[0].columns == (Column(id="san_pham", title="Sản phẩm"),)
    assert [task.extra for task in tasks_of(found)] == [{}, {"san_pham": "Báo cáo"}]
    assert len(found.plan.body) == 10
    assert told(found, "nhiem-vu-trong-noi-dung") == ["cu.docx, đoạn 4"]


def test_a_plan_without_any_task_says_so() -> None:
    found = built(bold("KẾ HOẠCH"), bold("X"), normal("1. Các sở thực hiện nghiêm túc."))
    assert told(found, "khong-co-nhiem-vu") == ["cu.docx"]


# A decision

HEAD = (bold("ỦY BAN NHÂN DÂN"), bold("TỈNH KON TUM"), normal("Số: 503/QĐ-UBND"), normal("Kon Tum, ngày 17 tháng 5 năm 2019"))
DECISION = (
    bold("QUYẾT ĐỊNH"),
    bold("Ban hành Kế hoạch phòng, chống thiên tai"),
    normal("Căn cứ Luật Phòng, chống thiên tai;"),
    normal("Điều 1. Ban hành kèm theo Quyết định này Kế hoạch."),
    normal("Điều 2. Quyết định này có hiệu lực kể từ ngày ký./."),
    normal("Nơi nhận:"),
    normal("- Như Điều 3;"),
    normal("- Lưu: VT."),
    bold("CHỦ TỊCH"),
    bold("Nguyễn Văn An"),
)
PROMULGATED = (
    bold("KẾ HOẠCH"),
    bold("Phòng, chống thiên tai năm 2019"),
    normal("(Ban hành kèm theo Quyết định số 503/QĐ-UBND ngày 17/5/2019 của Ủy ban nhân dân tỉnh Kon Tum)"),
    bold("I. MỤC ĐÍCH"),
    normal("1. Chủ động ứng phó."),
)


def test_of_a_decision_and_its_plan_the_plan_is_read_and_the_rest_is_said() -> None:
    found = built(*HEAD, *DECISION, *PROMULGATED, bold("Phụ lục"), grid(TASKS, ("1", "Việc A", "Sở Y tế", "", "Năm 2019")))
    plan = found.plan
    assert plan is not None
    assert (plan.kind, plan.subject, plan.number, plan.issued) == ("Kế hoạch", "Phòng, chống thiên tai năm 2019", "", "5/2019")
    assert (plan.authority.name, plan.signatory.name, plan.recipients) == (
        "Ủy ban nhân dân tỉnh Kon Tum",
        "Nguyễn Văn An",
        ("Như Điều 3",),
    )
    assert [block.text for block in plan.body] == ["Mục đích", "Chủ động ứng phó."]
    assert [task.text for task in tasks_of(found)] == ["Việc A"]
    [problem] = [problem for problem in found.problems if problem.code == "quyet-dinh-ban-hanh"]
    assert all(words in problem.message for words in ("503/QĐ-UBND", "17/05/2019", "«QUYẾT ĐỊNH»", "Điều 2."))


def test_decision_and_plan_may_come_as_two_files_in_any_order() -> None:
    files = [
        (name, document("".join(blocks), PORTRAIT, STYLES, size=14, page_number=page_number(LAW)))
        for name, blocks in (("ke-hoach.docx", PROMULGATED), ("quyet-dinh.docx", (*HEAD, *DECISION)))
    ]
    found = read(*files)
    assert found.plan is not None
    assert (found.plan.kind, found.plan.signatory.name) == ("Kế hoạch", "Nguyễn Văn An")


def test_a_plan_of_a_decision_that_is_not_there_takes_what_its_first_line_says() -> None:
    found = built(*PROMULGATED)
    assert found.plan is not None
    assert (found.plan.authority.name, found.plan.issued, found.plan.number) == ("Ủy ban nhân dân tỉnh Kon Tum", "5/2019", "")
    assert len(found.plan.body) == 2
    assert told(found, "quyet-dinh-ban-hanh") == ["cu.docx, đoạn 3"]


# The head


def test_a_name_whose_second_line_alone_is_bold_is_one_name() -> None:
    found = built(normal("ỦY BAN NHÂN DÂN"), bold("TỈNH LÀO CAI"), bold("KẾ HOẠCH"), bold("X"), normal("1. Một."))
    assert found.plan is not None
    assert (found.plan.authority.superior, found.plan.authority.name.casefold()) == ("", "ủy ban nhân dân tỉnh lào cai")


def test_the_place_of_the_date_says_how_its_name_is_written() -> None:
    found = built(
        bold("ỦY BAN NHÂN DÂN"),
        bold("TỈNH TUYÊN QUANG"),
        normal("Tuyên Quang, ngày 10 tháng 12 năm 2013"),
        bold("KẾ HOẠCH"),
        bold("X"),
        normal("1. Phổ biến, tuyên truyền."),
    )
    assert found.plan is not None
    assert found.plan.authority.name == "Ủy ban nhân dân tỉnh Tuyên Quang"


def test_number_and_place_on_one_line_are_told_apart() -> None:
    found = built(bold("SỞ NỘI VỤ"), normal("Số: 41/KH-SNV Sơn La, ngày 18 tháng 3 năm 2026"), PLAN)
    assert found.plan is not None
    assert (found.plan.number, found.plan.authority.symbol, found.plan.place) == ("41", "SNV", "Sơn La")


def test_du_thao_is_no_name_of_an_agency_and_that_is_said() -> None:
    found = built(bold("DỰ THẢO LẦN 2"), bold("SỞ NỘI VỤ"), bold("KẾ HOẠCH"), bold("X"), normal("1. Một."))
    assert found.plan is not None
    assert found.plan.authority.name == "Sở Nội vụ"
    assert told(found, "bo-chu-du-thao") == ["cu.docx, đoạn 1"]


# What is not read of a Word file

PLAN = bold("KẾ HOẠCH") + bold("X") + normal("1. Một.")


def test_pictures_inner_tables_and_tracked_changes_are_said() -> None:
    drawing = (
        '<w:p><w:r><w:drawing><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        '<p:pic xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphicData></a:graphic></w:drawing></w:r></w:p>'
    )
    inner = table([row(cell(normal("trong"), W1))], [W1], borders=True)
    outer = table([row(cell(inner + normal("ngoài"), W1))], [W1], borders=True)
    change = '<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>Thêm.</w:t></w:r></w:ins></w:p>'
    found = built(PLAN, drawing, outer, change)
    assert (len(told(found, "anh-chua-doc")), len(told(found, "bang-trong-o")), told(found, "con-dau-sua")) == (1, 1, ["cu.docx"])


def test_notes_at_the_foot_of_pages_are_said() -> None:
    members = read_zip(document(PLAN, PORTRAIT, STYLES, size=14, page_number=page_number(LAW)), "cu.docx")
    note = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1"><w:p><w:r><w:t>Theo số liệu của R&amp;D.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    found = read(("cu.docx", write_zip({**members, "word/footnotes.xml": note.encode()})))
    [problem] = [problem for problem in found.problems if problem.code == "chu-thich-chua-doc"]
    assert "«Theo số liệu của R&D.»" in problem.message


def test_words_in_a_header_are_said_and_page_numbers_are_not() -> None:
    members = read_zip(document(PLAN, PORTRAIT, STYLES, size=14, page_number=page_number(LAW)), "cu.docx")
    [part] = [part for part in members if part.startswith("word/header")]
    assert told(read(("cu.docx", write_zip(members))), "chu-dau-trang") == []
    content = members[part].replace(b"</w:p>", "<w:r><w:t>Bản lấy ý kiến</w:t></w:r></w:p>".encode(), 1)
    assert told(read(("cu.docx", write_zip({**members, part: content}))), "chu-dau-trang") == ["cu.docx"]
