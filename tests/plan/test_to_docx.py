"""The three documents of the sample, in their XML, against the law; and plans of other kinds."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from kehoach_gen.nd30 import Law
from kehoach_gen.office.columns import add_columns
from kehoach_gen.office.metrics import text_width
from kehoach_gen.plan.model import Area, Block, Column, Plan, Task
from kehoach_gen.plan.to_docx import Maker, Template
from kehoach_gen.workspace.folder import Folder
from published import compare_body, compare_rows
from reading import W14, Document, Look, W, is_heading, text_of

MakerOf = Callable[[Plan], Maker]
MM = 1440 / 25.4


@pytest.fixture(scope="module")
def bundle(sample_plan: Plan, maker_of: MakerOf) -> Document:
    return Document(maker_of(sample_plan).bundle_docx())


def test_the_generated_text_is_the_published_text(bundle: Document) -> None:
    assert compare_body(bundle.lines()) == []
    assert compare_rows(bundle.rows()) == []


def test_the_parts_printed_apart_hold_the_same_text(bundle: Document, sample_plan: Plan, maker_of: MakerOf) -> None:
    maker = maker_of(sample_plan)
    plan, appendix = Document(maker.plan_docx()), Document(maker.appendix_docx())
    assert plan.lines() + appendix.lines() == bundle.lines()
    assert appendix.rows() == bundle.rows()


ELEMENTS = [
    # words, size by law, bold, italic, align
    ("CỘNG HÒA XÃ HỘI", "co_quoc_hieu", True, False, "center"),
    ("Độc lập - Tự do - Hạnh phúc", "co_tieu_ngu", True, False, "center"),
    ("ỦY BAN NHÂN DÂN", "co_co_quan", True, False, "center"),
    ("Số:", "co_so_ky_hieu", False, False, "center"),
    ("Sơn La, ngày", "co_dia_danh", False, True, "center"),
    ("KẾ HOẠCH", "co_ten_loai", True, False, "center"),
    ("Tăng cường thực hiện các giải pháp", "co_trich_yeu", True, False, "center"),
    ("Căn cứ kết quả", "co_noi_dung", False, False, "both"),
    ("I. MỤC ĐÍCH, YÊU CẦU", "co_noi_dung", True, False, "both"),
    ("1. Mục đích", "co_noi_dung", True, False, "both"),
    ("1. Thủ trưởng các sở", "co_noi_dung", False, False, "both"),
    ("a) Chủ động", "co_noi_dung", False, False, "both"),
    ("Nơi nhận:", "co_noi_nhan", True, True, "left"),
    ("- Thường trực Tỉnh ủy;", "co_danh_sach_noi_nhan", False, False, "left"),
    ("CHỦ TỊCH", "co_chu_ky", True, False, "center"),
    ("Hoàng Quốc Khánh", "co_chu_ky", True, False, "center"),
    ("Phụ lục", "co_phu_luc", True, False, "center"),
    ("PHÂN CÔNG NHIỆM VỤ", "co_ten_phu_luc", True, False, "center"),
    ("(Kèm theo Kế hoạch số", "co_kem_theo", False, True, "center"),
]


@pytest.mark.parametrize(("words", "size", "bold", "italic", "align"), ELEMENTS)
def test_each_element_looks_as_the_decree_wants(
    bundle: Document, law: Law, words: str, size: str, bold: bool, italic: bool, align: str
) -> None:
    look = bundle.look(bundle.paragraph(words))
    assert (look.size, look.bold, look.italic, look.align) == (law[size], bold, italic, align)
    assert law.values[size].allows(look.size)
    assert look.font == "Times New Roman"


def test_body_paragraphs_are_spaced_and_indented_within_the_law(bundle: Document, law: Law) -> None:
    body = [p for p in bundle.body.iter(f"{W}p") if _style(p) in ("DoanVan", "Muc", "KhoanTieuDe")]
    assert len(body) > 20
    for paragraph in body:
        look = bundle.look(paragraph)
        assert law.values["cach_doan"].allows(look.points("before"))
        assert law.values["cach_dong"].allows(look.points("line") / 12)
        assert law.values["lui_dau_dong"].allows(look.millimetres("firstLine"), 0.1)
    assert all(text_of(p) for p in body), "no empty paragraph as spacing"


def _style(paragraph: object) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")  # type: ignore[attr-defined]
    return "" if found is None else found.get(f"{W}val")


def test_pages_are_a4_with_lawful_margins_portrait_then_landscape(bundle: Document, law: Law) -> None:
    portrait, landscape = bundle.sections()
    for section, wide in ((portrait, False), (landscape, True)):
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        sides = [int(size.get(f"{W}{key}")) / MM for key in ("w", "h")]
        assert sides == pytest.approx([297, 210] if wide else [210, 297], abs=0.1)
        assert (size.get(f"{W}orient") == "landscape") is wide
        for side, name in (("top", "le_tren"), ("bottom", "le_duoi"), ("left", "le_trai"), ("right", "le_phai")):
            assert law.values[name].allows(int(margin.get(f"{W}{side}")) / MM, 0.1), (side, wide)


def test_page_numbers_restart_in_each_section_and_none_is_on_its_first_page(bundle: Document, law: Law) -> None:
    headers = set()
    for section in bundle.sections():
        assert section.find(f"{W}pgNumType").get(f"{W}start") == "1"
        assert section.find(f"{W}titlePg") is not None
        kinds = {ref.get(f"{W}type") for ref in section.iterfind(f"{W}headerReference")}
        assert kinds == {"default"}, "the first page has no header of its own, so it has none"
        headers.update(ref.get(_R) for ref in section.iterfind(f"{W}headerReference"))
    assert len(headers) == 2
    for name in ("word/header1.xml", "word/header1_2.xml"):
        header = bundle.part(name)
        fields = [node.get(f"{W}fldCharType") for node in header.iter(f"{W}fldChar")]
        assert fields == ["begin", "separate", "end"]
        assert "".join(node.text for node in header.iter(f"{W}instrText")).strip() == "PAGE"
        look = Look(bundle, header.find(f"{W}p"))
        assert (look.size, look.align, look.bold) == (law["co_so_trang"], "center", False)


_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def rule_length(document: Document, style: str) -> float:
    """Length in mm of a line drawn as the border of an indented paragraph."""
    paragraph = next(p for p in document.body.iter(f"{W}p") if _style(p) == style)
    indent = paragraph.find(f"{W}pPr/{W}ind")
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is not None:
        width = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w"))
    else:
        section = document.sections()[0]
        margin = section.find(f"{W}pgMar")
        width = int(section.find(f"{W}pgSz").get(f"{W}w")) - int(margin.get(f"{W}left")) - int(margin.get(f"{W}right"))
    left, right = int(indent.get(f"{W}left")), int(indent.get(f"{W}right"))
    assert abs(left - right) <= 1, "the line is centred"
    return (width - left - right) / MM


def test_the_lines_of_the_head_have_the_lengths_of_the_law(bundle: Document, law: Law) -> None:
    motto = text_width("Độc lập - Tự do - Hạnh phúc", law["co_tieu_ngu"], bold=True)
    assert rule_length(bundle, "KeTieuNgu") == pytest.approx(motto, rel=0.01)
    for style, lines, size, name in (
        ("KeCoQuan", ["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"], "co_co_quan", "ke_co_quan"),
        ("KeTrichYeu", _lines_of(bundle.paragraph("Tăng cường")), "co_trich_yeu", "ke_trich_yeu"),
    ):
        length = rule_length(bundle, style)
        for line in lines:
            assert law.values[name].allows(length / text_width(line, law[size], bold=True), 0.005), (style, line, length)


def _lines_of(paragraph: object) -> list[str]:
    return [node.text for node in paragraph.iter(f"{W}t")]  # type: ignore[attr-defined]


def test_the_line_follows_a_name_of_another_length(sample_plan: Plan, maker_of: MakerOf) -> None:
    authority = sample_plan.authority.model_copy(
        update={"name": "Sở Thông tin và Truyền thông", "heading": "", "superior": "UBND tỉnh Sơn La"}
    )
    document = Document(maker_of(sample_plan.model_copy(update={"authority": authority})).plan_docx())
    assert document.lines()[:3] == ["UBND TỈNH SƠN LA", "SỞ THÔNG TIN", "VÀ TRUYỀN THÔNG"]
    assert not document.look(document.paragraph("UBND TỈNH SƠN LA")).bold, "the superior body is not bold"
    widths = [text_width(line, 13, bold=True) for line in ("SỞ THÔNG TIN", "VÀ TRUYỀN THÔNG")]
    assert max(widths) / 3 - 0.2 <= rule_length(document, "KeCoQuan") <= min(widths) / 2 + 0.2


def test_the_table_repeats_its_two_heading_rows_and_breaks_no_row(bundle: Document) -> None:
    (table,) = bundle.task_tables()
    rows = table.findall(f"{W}tr")
    assert [is_heading(row) for row in rows] == [True, True] + [False] * 46
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    merges = [[cell.find(f"{W}tcPr/{W}vMerge") is not None for cell in row.iterfind(f"{W}tc")] for row in rows[:2]]
    assert merges == [[True, True, False, True, True], [True, True, False, False, True, True]]


def test_an_area_row_is_kept_with_its_first_task(bundle: Document) -> None:
    for row in bundle.task_tables()[0].iterfind(f"{W}tr"):
        for paragraph in row.iter(f"{W}p"):
            if _style(paragraph) in ("OLinhVuc", "OLinhVucSo"):
                assert bundle.styles[_style(paragraph)].find(f"{W}pPr/{W}keepNext") is not None


def test_grid_and_cells_of_every_table_agree(bundle: Document) -> None:
    for table in bundle.body.iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
        assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
        for row in table.iterfind(f"{W}tr"):
            widths = [int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in row.iterfind(f"{W}tc")]
            assert sum(widths) == sum(grid)


def test_the_signature_block_stands_level_with_the_recipients_and_with_the_last_words(bundle: Document) -> None:
    recipients, signature = bundle.paragraph("Nơi nhận:"), bundle.paragraph("CHỦ TỊCH")
    row = next(recipients.iterancestors(f"{W}tr"))
    assert next(signature.iterancestors(f"{W}tr")) is row
    first = [cell.find(f"{W}p") for cell in row.iterfind(f"{W}tc")]
    assert first == [recipients, signature]
    assert bundle.paragraph("Trong quá trình triển khai").find(f"{W}pPr/{W}keepNext") is not None


def test_every_item_bears_its_marks_once(bundle: Document, sample_plan: Plan) -> None:
    names = [mark.get(f"{W}name") for mark in bundle.root.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"_[a-z0-9_]{1,39}", name) for name in names)
    for block in sample_plan.body:
        assert {f"_kh1_b_{block.id}", f"_kh1_b_{block.id}_e"} <= set(names)
    for task in sample_plan.tasks:
        assert {f"_kh1_r_{task.id}{part}" for part in ("", "_e", "_n", "_n_e")} <= set(names)
    ids = [node.get(f"{W14}paraId") for node in bundle.root.iter() if node.get(f"{W14}paraId")]
    assert len(ids) == len(set(ids)) >= len(sample_plan.body) + 3 * 38
    for start in bundle.root.iter(f"{W}bookmarkStart"):
        ends = [end for end in start.itersiblings(f"{W}bookmarkEnd") if end.get(f"{W}id") == start.get(f"{W}id")]
        assert len(ends) == 1, "a bookmark never leaves its paragraph"


def test_the_file_knows_its_plan_and_the_version_of_its_data(bundle: Document, sample_plan: Plan) -> None:
    custom = bundle.archive.read("docProps/custom.xml").decode()
    properties = dict(re.findall(r'name="([^"]+)"><vt:lpwstr>([^<]*)', custom))
    assert properties["KHGen.plan"] == "cchc-2023"
    assert re.fullmatch(r"[0-9a-f]{16}", properties["KHGen.base"])
    assert properties["KHGen.marks"] == "1"


def test_an_issued_document_bears_number_and_day_in_all_places(sample_plan: Plan, maker_of: MakerOf) -> None:
    issued = sample_plan.model_copy(update={"number": "5", "issued": "02/02/2023"})
    lines = Document(maker_of(issued).bundle_docx()).lines()
    assert "Số: 05/KH-UBND" in lines
    assert "Sơn La, ngày 02 tháng 02 năm 2023" in [line.replace("\u00a0", " ") for line in lines]
    assert "(Kèm theo Kế hoạch số 05/KH-UBND ngày 02 tháng 02 năm 2023 của Chủ tịch Ủy ban nhân dân tỉnh Sơn La)" in lines


@pytest.mark.parametrize(
    ("signatory", "lines"),
    [
        ({"position": "Chủ tịch"}, ["CHỦ TỊCH"]),
        ({"in_place_of": "Chủ tịch", "position": "Phó Chủ tịch"}, ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        ({"on_behalf_of": "Ủy ban nhân dân", "position": "Chủ tịch"}, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        (
            {"on_behalf_of": "Ủy ban nhân dân", "in_place_of": "Chủ tịch", "position": "Phó Chủ tịch"},
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ),
        ({"by_order_of": "Chủ tịch", "position": "Chánh Văn phòng"}, ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]),
        ({"by_authority_of": "Chủ tịch", "position": "Giám đốc"}, ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC"]),
        ({"acting": "có", "position": "Giám đốc"}, ["Q. GIÁM ĐỐC"]),
    ],
)
def test_every_capacity_to_sign_has_its_lines(
    sample_plan: Plan, maker_of: MakerOf, signatory: dict[str, str], lines: list[str]
) -> None:
    signing = sample_plan.model_copy(update={"signatory": sample_plan.signatory.model_copy(update=signatory)})
    found = Document(maker_of(signing).plan_docx()).lines()
    start = found.index("- Lưu: VT, NC, Duyên.") + 1
    assert found[start : start + len(lines) + 1] == [*lines, "Hoàng Quốc Khánh"]


def test_formal_bases_are_italic_and_end_as_the_law_wants(sample_plan: Plan, maker_of: MakerOf) -> None:
    bases = ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "Căn cứ Quyết định số 1/QĐ-UBND")
    document = Document(maker_of(sample_plan.model_copy(update={"bases": bases})).plan_docx())
    first, second = document.paragraph("Căn cứ Luật"), document.paragraph("Căn cứ Quyết định")
    assert (text_of(first)[-1], text_of(second)[-1]) == (";", ".")
    assert document.look(first).italic
    assert document.look(second).italic


def test_every_kind_of_paragraph_is_numbered_in_its_own_list(sample_plan: Plan, maker_of: MakerOf) -> None:
    kinds = ("phan", "muc", "khoan_tieu_de", "diem", "gach", "cong", "diem", "khoan", "muc", "khoan", "phan", "muc", "doan")
    body = tuple(Block(kind=kind, text=f"Chữ {index}") for index, kind in enumerate(kinds))
    document = Document(maker_of(sample_plan.model_copy(update={"body": body, "opening": ("Mở đầu:",)})).plan_docx())
    start = document.lines().index("Mở đầu:") + 1
    assert document.lines()[start : start + 15] == [
        "Phần I", "CHỮ 0", "I. CHỮ 1", "1. Chữ 2", "a) Chữ 3", "- Chữ 4", "+ Chữ 5", "b) Chữ 6", "2. Chữ 7",
        "II. CHỮ 8", "1. Chữ 9", "Phần II", "CHỮ 10", "I. CHỮ 11", "Chữ 12./.",
    ]  # fmt: skip


def with_tasks(plan: Plan, *areas: Area) -> Plan:
    return plan.model_copy(update={"appendices": (plan.appendices[0].model_copy(update={"areas": areas}),)})


@pytest.mark.parametrize("text", ["R&D <5% \"x\" 'y'", "{{ x }} {% y %}", "😀 emoji", "Tổ chức".encode().decode(), "a" * 5000])
def test_any_text_is_printed_as_written(sample_plan: Plan, maker_of: MakerOf, text: str) -> None:
    task = Task(id="n1", text=text, leads=("SNV",), deadline=text, note=text)
    document = Document(maker_of(with_tasks(sample_plan, Area(id="a1", name=text, tasks=(task,)))).appendix_docx())
    assert document.rows() == [("1", text), ("a", text, "Sở Nội vụ", "", text, text)]


def test_decomposed_letters_are_printed_composed(sample_plan: Plan, maker_of: MakerOf) -> None:
    task = Task(id="n1", text="To\u0302\u0309 chu\u031b\u0301c", leads=("SNV",))
    document = Document(maker_of(with_tasks(sample_plan, Area(tasks=(task,)))).appendix_docx())
    assert document.rows() == [("1", "Tổ chức", "Sở Nội vụ", "", "", "")]


def test_only_a_row_too_high_for_a_page_may_break(sample_plan: Plan, maker_of: MakerOf) -> None:
    tasks = (Task(id="n1", text="chữ " * 1250, leads=("SNV",)), Task(id="n2", text="chữ " * 300, leads=("SNV",)))
    (table,) = Document(maker_of(with_tasks(sample_plan, Area(tasks=tasks))).appendix_docx()).task_tables()
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.findall(f"{W}tr")[2:]] == [False, True]


def test_no_task_and_a_thousand_tasks_are_printed(sample_plan: Plan, maker_of: MakerOf) -> None:
    assert Document(maker_of(with_tasks(sample_plan)).appendix_docx()).rows() == []
    tasks = tuple(Task(id=f"n{index}", text=f"Việc {index}", leads=("SNV",)) for index in range(1000))
    rows = Document(maker_of(with_tasks(sample_plan, Area(tasks=tasks))).appendix_docx()).rows()
    assert [row[0] for row in rows] == [str(index + 1) for index in range(1000)]


def test_two_appendices_are_numbered_and_each_begins_a_section(sample_plan: Plan, maker_of: MakerOf) -> None:
    second = sample_plan.appendices[0].model_copy(update={"id": "pl2", "title": "Biểu số liệu", "areas": ()})
    document = Document(
        maker_of(sample_plan.model_copy(update={"appendices": (sample_plan.appendices[0], second)})).bundle_docx()
    )
    assert [line for line in document.lines() if line.startswith("Phụ lục")] == ["Phụ lục I", "Phụ lục II"]
    assert len(document.sections()) == 3
    assert len(document.task_tables()) == 2


def test_a_column_the_office_adds_is_printed_before_the_note(sample_plan: Plan, maker_of: MakerOf) -> None:
    task = Task(id="n1", text="Việc", leads=("SNV",), note="Ghi", extra={"kinh_phi": "5 triệu"})
    other = Task(id="n2", text="Việc hai", leads=("SNV",))
    plan = with_tasks(sample_plan, Area(id="a1", name="Lĩnh vực", tasks=(task, other)))
    columns = (Column(id="kinh_phi", title="Kinh phí"),)
    plan = plan.model_copy(update={"appendices": (plan.appendices[0].model_copy(update={"columns": columns}),)})
    document = Document(maker_of(plan).bundle_docx())
    assert [row[-2:] for row in document.rows()[1:]] == [("5 triệu", "Ghi"), ("", "")]
    heading = [text_of(p) for p in document.task_tables()[0].find(f"{W}tr").iter(f"{W}p")]
    assert heading[-2:] == ["Kinh phí", "Ghi chú"]


def test_names_at_the_plans_date_are_printed_where_no_wording_is_kept(
    sample_folder: Folder, sample_plan: Plan, maker_of: MakerOf
) -> None:
    task = Task(id="n1", text="Việc", leads=("SKHĐT", "so_ban_nganh"), assignment_note="sau khi có hướng dẫn")
    document = Document(maker_of(with_tasks(sample_plan, Area(tasks=(task,)))).appendix_docx())
    assert document.rows()[0][2] == "Sở Kế hoạch và Đầu tư; các sở, ban, ngành (sau khi có hướng dẫn)"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ủy ban nhân dân tỉnh Sơn La", ["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"]),
        ("Sở Kế hoạch và Đầu tư", ["SỞ KẾ HOẠCH VÀ ĐẦU TƯ"]),
        (
            "Ban Quản lý dự án đầu tư xây dựng các công trình nông nghiệp",
            ["BAN QUẢN LÝ DỰ ÁN", "ĐẦU TƯ XÂY DỰNG CÁC", "CÔNG TRÌNH NÔNG NGHIỆP"],
        ),
    ],
)
def test_a_long_name_breaks_between_words(sample_plan: Plan, maker_of: MakerOf, name: str, lines: list[str]) -> None:
    authority = sample_plan.authority.model_copy(update={"name": name, "heading": ""})
    document = Document(maker_of(sample_plan.model_copy(update={"authority": authority})).plan_docx())
    assert document.lines()[: len(lines)] == lines


def test_a_value_missing_in_an_added_column_is_a_blank(
    sample_plan: Plan, maker_of: MakerOf, templates: tuple[Template, Template]
) -> None:
    name, content = templates[1]
    own = add_columns(name, content, "nv.ghi_chu", (("Kinh phí", "{{ nv.cot_them.kinh_phi }}"),))
    tasks = (Task(id="n1", text="Một", leads=("SNV",), extra={"kinh_phi": "5 triệu"}), Task(id="n2", text="Hai", leads=("SNV",)))
    first = (
        with_tasks(sample_plan, Area(tasks=tasks))
        .appendices[0]
        .model_copy(update={"columns": (Column(id="kinh_phi", title="Kinh phí"),)})
    )
    second = first.model_copy(
        update={"id": "pl2", "columns": (), "areas": (Area(tasks=(Task(id="n3", text="Ba", leads=("SNV",)),)),)}
    )
    maker = replace(maker_of(sample_plan.model_copy(update={"appendices": (first, second)})), appendix_template=(name, own))
    assert [row[-2] for row in Document(maker.appendix_docx()).rows()] == ["5 triệu", "", ""]
