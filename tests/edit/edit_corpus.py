"""Named edits of the sample's file, each as one official might make it, with what it means for the plan."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from edited import COORDINATOR, LEAD, TIME, Edited, W, run_like, run_text, text_of
from lxml import etree

from kehoach_gen.change.outline import ROOT, Ref
from kehoach_gen.plan.model import Area, Block, Task

NOTE = 5
Edit = Callable[[Edited], None]


def block(id: str) -> Ref:
    return Ref("noi_dung", id)


def task(id: str) -> Ref:
    return Ref("nhiem_vu", id)


def area(id: str) -> Ref:
    return Ref("linh_vuc", id)


def reword(file: Edited, id: str, old: str, new: str) -> None:
    file.replace(file.marked(f"b_{id}"), old, new)
    file.set(block(id), chu=file.item(block(id)).text.replace(old, new))


def recipient(file: Edited, text: str) -> Ref:
    return next(ref for ref in file.plan.inside(ROOT, "noi_nhan") if file.item(ref) == text)


def put_block(file: Edited, after: str, item: Block) -> None:
    file.put(block(item.id), item, ROOT, block(after))


# The body


def a_word(file: Edited) -> None:
    reword(file, "b03", "còn hạn chế", "còn yếu")


def words_of_three_paragraphs(file: Edited) -> None:
    reword(file, "b03", "tỉnh Sơn La năm 2022", "tỉnh năm 2022")
    reword(file, "b13", "nghiêm minh", "nghiêm minh, kịp thời")
    reword(file, "b25", "Nhân dân", "người dân")


def only_punctuation(file: Edited) -> None:
    reword(file, "b15", "lực, đất đai,", "lực; đất đai;")


def a_paragraph_typed_anew(file: Edited) -> None:
    text = "Nâng cao nhận thức và trách nhiệm của người đứng đầu các cấp, các ngành về Chỉ số CCHC."
    file.retype(file.marked("b_b05"), text)
    file.set(block("b05"), chu=text)


def other_words_in_its_place(file: Edited) -> None:
    text = "Bảo đảm đủ kinh phí."
    file.retype(file.marked("b_b05"), text)
    file.set(block("b05"), chu=text)


def a_paragraph_gone(file: Edited) -> None:
    file.delete_paragraph(file.marked("b_b08"))
    file.remove(block("b08"))


def two_paragraphs_gone(file: Edited) -> None:
    for id in ("b16", "b17"):
        file.delete_paragraph(file.marked(f"b_{id}"))
        file.remove(block(id))


def a_new_paragraph(file: Edited) -> None:
    file.add_paragraph(file.marked("b_b09"), "Bảo đảm tiết kiệm, hiệu quả.")
    put_block(file, "b09", Block(kind="doan", text="Bảo đảm tiết kiệm, hiệu quả.", id="z1"))


def a_new_dash(file: Edited) -> None:
    file.add_paragraph(file.marked("b_b14"), "- Công khai kết quả giải quyết hồ sơ;")
    put_block(file, "b14", Block(kind="gach", text="Công khai kết quả giải quyết hồ sơ;", id="z1"))


def a_new_point(file: Edited) -> None:
    file.add_paragraph(file.marked("b_b18"), "h) Đẩy mạnh thanh toán trực tuyến.")
    put_block(file, "b18", Block(kind="diem", text="Đẩy mạnh thanh toán trực tuyến.", id="z1"))


def a_new_heading(file: Edited) -> None:
    """A clause with a title, and a paragraph below it."""
    title = file.add_paragraph(file.marked("b_b22"), "Kinh phí do ngân sách tỉnh bảo đảm.")
    heading = file.new_paragraph(file.marked("b_b21"), "3. Kinh phí thực hiện")
    title.addprevious(heading)
    put_block(file, "b22", Block(kind="khoan_tieu_de", text="Kinh phí thực hiện", id="z1"))
    put_block(file, "z1", Block(kind="doan", text="Kinh phí do ngân sách tỉnh bảo đảm.", id="z2"))


def a_paragraph_split(file: Edited) -> None:
    head = "Tiếp tục duy trì và phát huy những tiêu chí, tiêu chí thành phần đã đạt điểm tốt."
    tail = file.item(block("b04")).text.removeprefix(head).strip()
    file.split(file.marked("b_b04"), head)
    file.set(block("b04"), chu=head)
    put_block(file, "b04", Block(kind="doan", text=tail, id="z1"))


def two_paragraphs_joined(file: Edited) -> None:
    first, second = (file.item(block(id)).text for id in ("b07", "b08"))
    file.join(file.marked("b_b07"), file.marked("b_b08"), "")
    file.set(block("b07"), chu=f"{first} {second}")
    file.remove(block("b08"))


def two_points_joined(file: Edited) -> None:
    first, second = (file.item(block(id)).text for id in ("b15", "b16"))
    file.join(file.marked("b_b15"), file.marked("b_b16"), "đ) ")
    file.set(block("b15"), chu=f"{first} {second}")
    file.remove(block("b16"))


def a_point_turned_into_a_dash(file: Edited) -> None:
    file.replace(file.marked("b_b16"), "đ) ", "- ")
    file.set(block("b16"), loai="gach")


def a_section_renamed(file: Edited) -> None:
    file.replace(file.marked("b_b01"), "MỤC ĐÍCH", "MỤC TIÊU")
    file.set(block("b01"), chu="Mục tiêu, yêu cầu")


def the_end_reworded(file: Edited) -> None:
    file.replace(file.marked("b_b26"), "kịp thời báo cáo", "phản ánh")
    file.set(block("b26"), chu=file.item(block("b26")).text.replace("kịp thời báo cáo", "phản ánh"))


def a_paragraph_behind_the_end(file: Edited) -> None:
    """«./.» stays where it was typed, or goes to the new end."""
    file.add_paragraph(file.marked("b_b26"), "Kế hoạch này thay thế Kế hoạch năm 2022./.")
    put_block(file, "b26", Block(kind="doan", text="Kế hoạch này thay thế Kế hoạch năm 2022.", id="z1"))


def the_opening_reworded(file: Edited) -> None:
    ref = file.plan.inside(ROOT, "mo_dau")[0]
    file.replace(file.marked("b_mo1"), "Bộ Nội vụ công bố", "Bộ Nội vụ công bố chính thức")
    file.set(ref, **{"": file.item(ref).replace("Bộ Nội vụ công bố", "Bộ Nội vụ công bố chính thức")})


def a_legal_basis(file: Edited) -> None:
    text = "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"
    paragraph = file.new_paragraph(file.marked("b_mo1"), f"Căn cứ {text};")
    file.marked("b_mo1").addprevious(paragraph)
    file.put(Ref("can_cu", text), f"Căn cứ {text}", ROOT, None)


def two_authors_in_one_paragraph(file: Edited) -> None:
    file.author = "Nguyễn Văn An"
    reword(file, "b20", "phát triển lên", "phát triển mạnh lên")
    file.author = "Trần Thị Bình"
    reword(file, "b20", "đạt 100%", "đạt và vượt 100%")


# The table


def a_word_of_a_task(file: Edited) -> None:
    file.replace(file.marked("r_n01_n"), "mức độ hoàn thành", "tiến độ")
    file.set(task("n01"), nhiem_vu=file.item(task("n01")).text.replace("mức độ hoàn thành", "tiến độ"))


def a_line_of_a_task(file: Edited) -> None:
    file.replace(file.paragraph("- Kiện toàn, sắp xếp"), "Kiện toàn, sắp xếp", "Sắp xếp")
    file.set(task("n22"), nhiem_vu=file.item(task("n22")).text.replace("Kiện toàn, sắp xếp", "Sắp xếp"))


def another_line_in_a_task(file: Edited) -> None:
    file.add_paragraph(file.marked("r_n10_n"), "- Công khai danh mục trên Cổng thông tin điện tử.")
    text = f"{file.item(task('n10')).text}\n- Công khai danh mục trên Cổng thông tin điện tử."
    file.set(task("n10"), nhiem_vu=text)


def a_task_typed_anew(file: Edited) -> None:
    text = "Tham mưu công bố danh mục văn bản hết hiệu lực năm 2023"
    file.retype(file.marked("r_n10_n"), text)
    file.set(task("n10"), nhiem_vu=text)


def deadlines(file: Edited) -> None:
    for id, old, new in (("n02", "Quý IV/2023", "Quý III/2023"), ("n14", "Thường xuyên", "Trước ngày 30/11/2023")):
        file.replace(file.cell(id, TIME), old, new)
        file.set(task(id), thoi_gian=new)


def an_unreadable_deadline(file: Edited) -> None:
    file.replace(file.cell("n02", TIME), "Quý IV/2023", "Cuối quý IV")
    file.set(task("n02"), thoi_gian="Cuối quý IV")


def another_lead(file: Edited) -> None:
    file.retype(file.cell("n02", LEAD), "Sở Tư pháp")
    file.set(task("n02"), chu_tri=("STP",))


def another_coordinator(file: Edited) -> None:
    words = "Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã"
    file.insert(file.cell("n09", COORDINATOR), words, "; Sở Tài chính")
    before = file.item(task("n09")).coordinators
    file.set(task("n09"), phoi_hop=(*before, "STC"), phoi_hop_ghi=f"{words}; Sở Tài chính")


def a_lead_nobody_knows(file: Edited) -> None:
    file.retype(file.cell("n02", LEAD), "Ban Chỉ đạo chuyển đổi số")
    file.set(task("n02"), chu_tri=(), chu_tri_ghi="Ban Chỉ đạo chuyển đổi số")


def a_note(file: Edited) -> None:
    file.retype(file.cell("n07", NOTE), "Báo cáo riêng")
    file.set(task("n07"), ghi_chu="Báo cáo riêng")


def a_task_gone(file: Edited) -> None:
    file.delete_row(file.row("n09"))
    file.remove(task("n09"))


def a_new_task(file: Edited) -> None:
    cells = (
        "đ",
        "Xây dựng phần mềm theo dõi nhiệm vụ:\n- Khảo sát;\n- Dùng thử",
        "Sở Thông tin và Truyền thông",
        "Sở Nội vụ",
        "Quý IV/2023",
        "",
    )
    file.add_row(file.row("n04"), cells)
    new = Task(id="z1", text=cells[1], leads=("STTTT",), coordinators=("SNV",), deadline="Quý IV/2023")
    file.put(task("z1"), new, area("lv1"), task("n04"))


def a_new_task_half_understood(file: Edited) -> None:
    cells = ("", "Bồi dưỡng kỹ năng số", "Sở Nội vụ; Công ty ABC", "", "Cuối năm", "")
    file.add_row(file.row("n26"), cells)
    new = Task(id="z1", text=cells[1], leads=("SNV",), leads_wording="Sở Nội vụ; Công ty ABC", deadline="Cuối năm")
    file.put(task("z1"), new, file.plan.nodes[task("n26")].parent, task("n26"))


def an_empty_row(file: Edited) -> None:
    file.add_row(file.row("n12"), ("",) * 6)


def a_task_moved_in_its_area(file: Edited) -> None:
    file.move_row(file.row("n06"), file.row("n01"))
    file.move(task("n06"), area("lv1"), task("n01"))


def a_task_moved_to_another_area(file: Edited) -> None:
    file.move_row(file.row("n06"), file.row("n11"))
    file.move(task("n06"), area("lv2"), task("n11"))


def a_task_moved_and_reworded(file: Edited) -> None:
    file.author = ""
    file.replace(file.cell("n13", TIME), "Năm 2023", "Quý IV/2023")
    file.move_row(file.row("n13"), file.row("n08"))
    file.set(task("n13"), thoi_gian="Quý IV/2023")
    file.move(task("n13"), area("lv2"), task("n08"))


def a_row_copied(file: Edited) -> None:
    """Its marks are copied too; then the copy is filled in anew."""
    row = deepcopy(file.row("n12"))
    file.row("n12").addnext(row)
    cells = row.findall(f"{W}tc")
    author, file.author = file.author, ""
    text = "Rà soát văn bản quy phạm pháp luật do cấp xã ban hành"
    file.retype(cells[1].find(f"{W}p"), text)
    file.author = author
    new = file.item(task("n12")).model_copy(update={"id": "z1", "text": text, "target": ""})
    file.put(task("z1"), new, area("lv2"), task("n12"))


def an_area_renamed(file: Edited) -> None:
    file.replace(file.marked("r_lv2_n"), "Cải cách thể chế", "Cải cách thể chế, pháp luật")
    file.set(area("lv2"), ten=file.item(area("lv2")).name.replace("Cải cách thể chế", "Cải cách thể chế, pháp luật"))


def a_new_area(file: Edited) -> None:
    """In front of the last task of another one, which is in the new one now."""
    row = file.add_row(file.row("lv2"), ("3", "Lĩnh vực “Chuyển đổi số”"))
    file.row("n12").addnext(row)
    file.put(area("z1"), Area(id="z1", name="Lĩnh vực “Chuyển đổi số”"), file.plan.nodes[area("lv2")].parent, area("lv2"))
    file.move(task("n13"), area("z1"), None)


def an_area_gone(file: Edited) -> None:
    """Its row: what stood under it is under the one before."""
    file.delete_row(file.row("lv2"))
    last = task("n07")
    for ref in list(file.plan.inside(area("lv2"), "nhiem_vu")):
        file.move(ref, area("lv1"), last)
        last = ref
    file.remove(area("lv2"))


# The frame


def number_and_date(file: Edited) -> None:
    file.replace(file.paragraph("Số: "), "\u00a0" * 6, "151")
    file.replace(file.paragraph("Sơn La, "), "\u00a0" * 8, " 15 ")
    file.set(ROOT, so="151", ngay_ban_hanh="15/06/2023")


def the_place(file: Edited) -> None:
    file.replace(file.paragraph("Sơn La, "), "Sơn La", "Mộc Châu")
    file.set(ROOT, dia_danh="Mộc Châu")


def the_title(file: Edited) -> None:
    paragraph = file.marked("m_trich_yeu")
    file.replace_text(paragraph, "nâng cao Chỉ số", "cải thiện Chỉ số")
    file.set(ROOT, trich_yeu=file.item(ROOT).subject.replace("nâng cao Chỉ số", "cải thiện Chỉ số"))


def the_signatory(file: Edited) -> None:
    post = file.paragraph_of("CHỦ TỊCH")
    file.retype(post, "PHÓ CHỦ TỊCH")
    post.addprevious(file.new_paragraph(post, "KT. CHỦ TỊCH"))
    file.replace(file.marked("m_ho_ten"), "Hoàng Quốc Khánh", "Lê Hồng Minh")
    file.set(ROOT, nguoi_ky__chuc_vu="Phó Chủ tịch", nguoi_ky__ky_thay="Chủ tịch", nguoi_ky__ho_ten="Lê Hồng Minh")


def recipients(file: Edited) -> None:
    """One new, one gone, one reworded."""
    file.add_paragraph(file.paragraph("- Báo Sơn La"), "- Cục Thuế tỉnh;")
    file.put(Ref("noi_nhan", "Cục Thuế tỉnh"), "Cục Thuế tỉnh", ROOT, recipient(file, "Báo Sơn La"))
    file.delete_paragraph(file.paragraph("- Hội Nông dân tỉnh"))
    file.remove(recipient(file, "Hội Nông dân tỉnh"))
    ref = recipient(file, "Các sở, ban, ngành tỉnh")
    file.replace(file.paragraph("- Các sở, ban, ngành tỉnh"), "tỉnh", "cấp tỉnh")
    file.set(ref, **{"": "Các sở, ban, ngành cấp tỉnh"})


def where_it_is_filed(file: Edited) -> None:
    file.replace(file.paragraph("- Lưu: "), "Duyên", "Hà")
    file.set(ROOT, luu="VT, NC, Hà")


def the_name_at_the_head(file: Edited) -> None:
    file.replace(file.paragraph_of("TỈNH SƠN LA"), "TỈNH SƠN LA", "TỈNH SƠN LA ")
    file.retype(file.paragraph_of("ỦY BAN NHÂN DÂN"), "UỶ BAN NHÂN DÂN")
    file.set(ROOT, co_quan__trinh_bay="UỶ BAN NHÂN DÂN\nTỈNH SƠN LA")


def the_title_of_the_annex(file: Edited) -> None:
    paragraph = file.paragraph("PHÂN CÔNG NHIỆM VỤ")
    file.replace(paragraph, "PHÂN CÔNG NHIỆM VỤ", "DANH MỤC NHIỆM VỤ")
    old = file.item(Ref("phu_luc", "pl1")).title
    file.set(Ref("phu_luc", "pl1"), ten=old.replace("Phân công nhiệm vụ", "Danh mục nhiệm vụ"))


# What is no change of data


def only_formatting(file: Edited) -> None:
    file.format(file.marked("b_b05"), "i")
    file.format(file.marked("r_n05_n"), "b")


def a_comment(file: Edited) -> None:
    file.comment(file.marked("b_b05"), "Lê Minh", "Cần nói rõ hơn")
    file.comment(file.cell("n10", TIME), "Trần Thị Bình", "Có kịp không?")


def things_that_are_no_text(file: Edited) -> None:
    file.footnote(file.marked("b_b04"), "Theo số liệu năm 2022")
    drawing = etree.SubElement(etree.SubElement(file.marked("b_b05"), f"{W}r"), f"{W}drawing")
    assert drawing is not None


def a_number_typed(file: Edited) -> None:
    file.replace(file.marked("b_b16"), "đ) ", "e) ")


def a_word_of_the_template(file: Edited) -> None:
    file.replace(file.paragraph_of("Nơi nhận:"), "Nơi nhận:", "Kính gửi:")


def a_heading_of_the_table(file: Edited) -> None:
    file.replace(file.paragraph_of("Ghi chú"), "Ghi chú", "Ghi chú, kiến nghị")


def a_line_in_nowhere(file: Edited) -> None:
    file.add_paragraph(file.paragraph_of("./."), "Người lập biểu: Nguyễn Văn An")


def the_symbol(file: Edited) -> None:
    file.replace(file.paragraph("/KH-UBND"), "/KH-UBND", "/KH-VP")


def wrapped_in_controls(file: Edited) -> None:
    """A content control around a paragraph, a smart tag around words, a deleted comment range."""
    reword(file, "b03", "còn hạn chế", "còn yếu")
    paragraph = file.marked("b_b03")
    holder, place = paragraph.getparent(), paragraph.getparent().index(paragraph)
    control = etree.Element(f"{W}sdt")
    etree.SubElement(control, f"{W}sdtContent").append(paragraph)
    holder.insert(place, control)
    run = file.marked("b_b07").find(f"{W}r")
    tag = etree.Element(f"{W}smartTag")
    run.addprevious(tag)
    tag.append(run)


def a_table_cut_in_two(file: Edited) -> None:
    """With a paragraph between, and a task changed in the second half."""
    file.replace(file.cell("n20", TIME), "Thường xuyên", "Năm 2023")
    file.set(task("n20"), thoi_gian="Năm 2023")
    table = next(file.row("n20").iterancestors(f"{W}tbl"))
    second = deepcopy(table)
    rows = second.findall(f"{W}tr")
    cut = table.findall(f"{W}tr").index(file.row("n14"))
    for row in table.findall(f"{W}tr")[cut:]:
        table.remove(row)
    for row in rows[:cut]:
        second.remove(row)
    gap = etree.Element(f"{W}p")
    table.addnext(gap)
    gap.addnext(second)


def every_mark_gone(file: Edited) -> None:
    reword(file, "b03", "còn hạn chế", "còn yếu")
    file.replace(file.cell("n05", TIME), "Quý IV/2023", "Quý III/2023")
    file.set(task("n05"), thoi_gian="Quý III/2023")
    file.delete_row(file.row("n09"))
    file.remove(task("n09"))
    file.strip()


def moved_as_word_tracks_it(file: Edited) -> None:
    """`w:moveFrom` where it was, `w:moveTo` where it is; the copy has no mark."""
    paragraph, target = file.marked("b_b05"), file.marked("b_b08")
    copy = file.new_paragraph(paragraph, text_of(paragraph))
    for tag, other in (("moveTo", copy), ("moveFrom", paragraph)):
        runs = [run for run in other.iter(f"{W}r") if run_text(run)]
        for run in runs:
            change = file.change(tag)
            holder = run.getparent()
            holder.replace(run, change)
            change.append(run_like(run, run_text(run)))
    file.mark_end(copy, "moveTo")
    file.mark_end(paragraph, "moveFrom")
    target.addnext(copy)
    file.move(block("b05"), ROOT, block("b08"))


BOTH_WAYS: tuple[Edit, ...] = (
    a_word, words_of_three_paragraphs, only_punctuation, a_paragraph_typed_anew, other_words_in_its_place, a_paragraph_gone,
    two_paragraphs_gone, a_new_paragraph, a_new_dash, a_new_point, a_new_heading, a_paragraph_split, two_paragraphs_joined,
    two_points_joined, a_point_turned_into_a_dash, a_section_renamed, the_end_reworded, a_paragraph_behind_the_end,
    the_opening_reworded, a_legal_basis, a_word_of_a_task, a_line_of_a_task, another_line_in_a_task, a_task_typed_anew, deadlines,
    an_unreadable_deadline, another_lead, another_coordinator, a_lead_nobody_knows, a_note, a_task_gone, a_new_task,
    a_new_task_half_understood, an_empty_row, a_task_moved_in_its_area, a_task_moved_to_another_area, a_row_copied,
    an_area_renamed, a_new_area, an_area_gone, number_and_date, the_place, the_title, the_signatory, recipients,
    where_it_is_filed, the_name_at_the_head, the_title_of_the_annex,
)  # fmt: skip
"""Made with changes tracked, and without."""
ONE_WAY: tuple[Edit, ...] = (
    two_authors_in_one_paragraph, a_task_moved_and_reworded, only_formatting, a_comment, things_that_are_no_text, a_number_typed,
    a_word_of_the_template, a_heading_of_the_table, a_line_in_nowhere, the_symbol, wrapped_in_controls, a_table_cut_in_two,
    every_mark_gone,
)  # fmt: skip
TRACKED_ONLY: tuple[Edit, ...] = (moved_as_word_tracks_it,)

TOLD: dict[Edit, tuple[str, ...]] = {
    an_unreadable_deadline: ("han-khong-doc-duoc",),
    a_lead_nobody_knows: ("co-quan-khong-ro",),
    a_new_task_half_understood: ("co-quan-khong-ro", "han-khong-doc-duoc"),
    only_formatting: ("dinh-dang-rieng",),
    a_comment: ("nhan-xet", "nhan-xet"),
    things_that_are_no_text: ("khong-giu-duoc", "khong-giu-duoc"),
    a_number_typed: ("so-thu-tu-lech",),
    a_word_of_the_template: ("chu-chua-vao-du-lieu",),
    a_heading_of_the_table: ("chu-chua-vao-du-lieu",),
    a_line_in_nowhere: ("chu-chua-vao-du-lieu",),
    the_symbol: ("chu-chua-vao-du-lieu",),
    every_mark_gone: ("khong-con-dau",),
}
"""What is said of an edit besides the changes."""


def made(edit: Edit, content: bytes, plan: Any, author: str) -> Edited:
    file = Edited(content, plan)
    file.author = author
    edit(file)
    return file
