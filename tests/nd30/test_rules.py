"""Every rule against a document that breaks it, one defect at a time, and documents that break none."""

import copy
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from papers import Edit, Opened, decision, drawn_line, edited, elements, official_letter, put_into

from kehoach_gen.calendar import Period
from kehoach_gen.form.from_plan import Asked, to_forms
from kehoach_gen.form.to_docx import to_docx
from kehoach_gen.nd30 import law_at
from kehoach_gen.nd30.inspect import RULES, inspect
from kehoach_gen.nd30.rule import Knowledge
from kehoach_gen.nd30.to_page import rules_page
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.problem import ERROR, Problem
from kehoach_gen.workspace.folder import Folder
from reading import W

TODAY = date(2023, 6, 15)
BODY = "Tiếp tục duy trì"
LONG = "Cải thiện những tiêu chí"


def found(content: bytes, knowledge: Knowledge | None = None) -> tuple[Problem, ...]:
    return inspect(content, "van-ban.docx", TODAY, *([knowledge] if knowledge else [])).problems


def codes(problems: Iterable[Problem]) -> set[str]:
    return {problem.code for problem in problems}


@pytest.fixture(scope="module")
def bundle(sample_plan: Plan, maker_of: Callable[[Plan], Maker]) -> bytes:
    """The sample as it would be issued: with number and day."""
    issued = sample_plan.model_copy(update={"number": "151", "issued": "06/6/2023"})
    return maker_of(issued).bundle_docx()


# Documents without a fault


def test_our_own_plan_appendix_and_both_in_one_file_are_silent(sample_plan: Plan, maker_of: Callable[[Plan], Maker]) -> None:
    maker = maker_of(sample_plan)
    assert [found(content) for content in (maker.plan_docx(), maker.appendix_docx(), maker.bundle_docx())] == [(), (), ()]


def test_our_own_issued_plan_is_silent(bundle: bytes) -> None:
    assert found(bundle) == ()


@pytest.mark.parametrize("agency", ["SNV", "H118", "X03646", "CTHUE", "HND"])
def test_our_own_report_forms_are_silent_but_for_a_note_on_a_body_the_decree_does_not_bind(
    agency: str, sample_folder: Folder, templates: Any
) -> None:
    assert sample_folder.plan is not None
    assert sample_folder.registry is not None
    asked = Asked(Period(2023, "Q3"), {level: date(2023, 9, 18) for level in ("so", "huyen", "xa")})
    law = law_at(TODAY)
    forms = {form.agency: form for form in to_forms(sample_folder.plan, sample_folder.registry, law, TODAY, asked).forms}
    template = ("baocao.docx", (sample_folder.root.parents[1] / "templates/baocao.docx").read_bytes())
    silent = {"co-quan-khong-bat-buoc"} if agency == "HND" else set()
    assert codes(found(to_docx(forms[agency], template, law))) == silent


def test_an_official_letter_and_a_decision_of_another_make_have_no_error() -> None:
    assert [
        problem for content in (official_letter(), decision()) for problem in found(content) if problem.severity == ERROR
    ] == []


# One defect at a time


def section(opened: Opened, index: int = 0) -> Any:
    return list(opened.body.iter(f"{W}sectPr"))[index]


def margin(side: str, twips: int) -> Edit:
    return lambda o: section(o).find(f"{W}pgMar").set(f"{W}{side}", str(twips))


def run(words: str, properties: str) -> Edit:
    return lambda o: o.run(words, properties)


def form(words: str, properties: str) -> Edit:
    return lambda o: o.format(words, properties)


def swap(old: str, new: str) -> Edit:
    return lambda o: o.swap(old, new)


def say(words: str, text: str) -> Edit:
    return lambda o: o.say(words, text)


def remove(words: str) -> Edit:
    return lambda o: o.remove(words)


def size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/>'


def ruled(words: str, count: int, properties: str) -> Edit:
    """Changes the line that stands some paragraphs below."""
    return lambda o: o.format_element(o.after(words, count), properties)


def without_line(words: str, count: int) -> Edit:
    def edit(opened: Opened) -> None:
        line = opened.after(words, count)
        line.getparent().remove(line)

    return edit


def without(path: str, index: int = 0) -> Edit:
    def edit(opened: Opened) -> None:
        holder = section(opened, index)
        holder.remove(holder.find(f"{W}{path}"))

    return edit


def page_number(change: str) -> Edit:
    def edit(opened: Opened) -> None:
        header = opened.part("word/header1.xml")
        for paragraph in header.iter(f"{W}p"):
            if change.startswith("<w:jc"):
                paragraph.find(f"{W}pPr").append(elements(change)[0])
            else:
                for one in paragraph.iter(f"{W}r"):
                    one.insert(0, elements(f"<w:rPr>{change}</w:rPr>")[0])

    return edit


def header_text(opened: Opened) -> None:
    opened.part("word/header1.xml").append(elements("<w:p><w:r><w:t>Dự thảo lần 2</w:t></w:r></w:p>")[0])


def no_field(opened: Opened) -> None:
    for name in ("word/header1.xml", "word/header1_2.xml"):
        for paragraph in opened.part(name).iter(f"{W}p"):
            for one in list(paragraph.iter(f"{W}r")):
                paragraph.remove(one)


def insert_after(words: str, xml: str) -> Edit:
    return lambda o: o.paragraph(words).addnext(elements(xml)[0])


def move_date(opened: Opened) -> None:
    """The date goes into the row of the nation."""
    paragraph = opened.paragraph("Sơn La, ngày")
    cell = paragraph.getparent()
    cell.append(elements("<w:p/>")[0])
    opened.paragraph("CỘNG HÒA").getparent().append(paragraph)


def second_nation(opened: Opened) -> None:
    opened.after("ỦY BAN NHÂN DÂN", 1).getparent().getparent().getparent().addnext(
        elements(
            '<w:p><w:pPr><w:pStyle w:val="QuocHieu"/></w:pPr><w:r><w:t>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</w:t></w:r></w:p>'
        )[0]
    )


def same_page(opened: Opened) -> None:
    """The appendix goes on where the plan ends."""
    opened.body.replace(section(opened, 1), section(opened))


def one_section(opened: Opened) -> None:
    """The appendix begins a page, but no section."""
    same_page(opened)
    opened.paragraph("Phụ lục").find(f"{W}pPr").append(elements("<w:pageBreakBefore/>")[0])


def signature_above(opened: Opened) -> None:
    """The signature stands a row above the recipients."""
    row = opened.paragraph("Nơi nhận:").getparent().getparent()
    table = row.getparent()
    above = copy.deepcopy(row)
    table.insert(table.index(row), above)
    for cell in (above[1], row[2]):
        for paragraph in list(cell.iter(f"{W}p")):
            for one in list(paragraph.iter(f"{W}r")):
                paragraph.remove(one)


def may_split(opened: Opened) -> None:
    row = opened.paragraph("Nơi nhận:").getparent().getparent()
    row.find(f"{W}trPr").remove(row.find(f"{W}trPr/{W}cantSplit"))


def no_repeated_heading(opened: Opened) -> None:
    for mark in list(opened.body.iter(f"{W}tblHeader")):
        mark.getparent().remove(mark)


def wide_table(opened: Opened) -> None:
    list(opened.body.iter(f"{W}gridCol"))[-1].set(f"{W}w", "3000")


def landscape_margin(opened: Opened) -> None:
    section(opened, 1).find(f"{W}pgMar").set(f"{W}bottom", "850")


def appendix_nation(opened: Opened) -> None:
    put_into(opened.body, "")
    opened.paragraph("(Kèm theo").addnext(elements("<w:p><w:r><w:t>Nơi nhận:</w:t></w:r></w:p>")[0])


def several(*edits: Edit) -> Edit:
    def edit(opened: Opened) -> None:
        for one in edits:
            one(opened)

    return edit


FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'
RED, YELLOW = '<w:color w:val="FF0000"/>', '<w:highlight w:val="yellow"/>'
ADDRESS = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>Kính gửi: Sở Nội vụ</w:t></w:r></w:p>'
PLAIN = '<w:b w:val="0"/>'
BASES = [
    f'<w:p><w:pPr><w:pStyle w:val="DoanVan"/></w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>'
    for look, text in (
        ("<w:i/>", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;"),
        ("<w:i/>", "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ."),
    )
]


def bases(*changes: tuple[str, str]) -> Edit:
    """Two căn cứ before the opening, then changed."""

    def edit(opened: Opened) -> None:
        opening = opened.paragraph("Căn cứ kết quả")
        for xml in BASES:
            for old, new in changes:
                xml = xml.replace(old, new)
            opening.addprevious(elements(xml)[0])

    return edit


DEFECTS: list[tuple[str, Edit]] = [
    ("kho-giay-sai", lambda o: section(o).find(f"{W}pgSz").set(f"{W}w", "12240")),
    ("le-tren-sai", margin("top", 1000)),
    ("le-duoi-sai", margin("bottom", 1500)),
    ("le-trai-sai", margin("left", 1417)),
    ("le-trai-sai", margin("gutter", 400)),
    ("le-phai-sai", margin("right", 1300)),
    ("phong-chu-sai", run(BODY, FONT)),
    ("mau-chu-sai", run(BODY, RED)),
    ("chu-co-nen", run(BODY, YELLOW)),
    ("thieu-so-trang", no_field),
    ("so-trang-sai-cho", page_number('<w:jc w:val="right"/>')),
    ("so-trang-sai-kieu", page_number(size(11))),
    ("so-trang-sai-kieu", page_number("<w:i/>")),
    ("so-trang-sai-kieu", lambda o: section(o).find(f"{W}pgNumType").set(f"{W}fmt", "upperRoman")),
    ("dau-trang-co-chu", header_text),
    ("trang-dau-hien-so", without("titlePg")),
    ("so-trang-khong-tu-1", lambda o: section(o).find(f"{W}pgNumType").set(f"{W}start", "3")),
    ("phu-luc-khong-danh-so-rieng", without("pgNumType", 1)),
    ("phu-luc-khong-danh-so-rieng", one_section),
    ("chu-to-hop", swap("những tiêu chí", "những tiêu chi\u0301")),
    ("thieu-quoc-hieu", remove("CỘNG HÒA")),
    ("quoc-hieu-lap", second_nation),
    ("quoc-hieu-sai-chu", say("CỘNG HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAN")),
    ("quoc-hieu-sai-kieu", run("CỘNG HÒA", size(14))),
    ("quoc-hieu-sai-kieu", run("CỘNG HÒA", PLAIN)),
    ("quoc-hieu-sai-kieu", form("CỘNG HÒA", '<w:jc w:val="left"/>')),
    ("thieu-tieu-ngu", remove("Độc lập")),
    ("tieu-ngu-sai-chu", say("Độc lập", "Độc lập – Tự do – Hạnh phúc")),
    ("tieu-ngu-sai-chu", say("Độc lập", "Độc lập-Tự do-Hạnh phúc")),
    ("tieu-ngu-sai-kieu", run("Độc lập", PLAIN)),
    ("co-chu-dau-trang-lech", run("Sơn La, ngày", size(13))),
    ("thieu-ke-tieu-ngu", without_line("Độc lập", 1)),
    ("thieu-ke-tieu-ngu", several(without_line("Độc lập", 1), run("Độc lập", '<w:u w:val="single"/>'))),
    ("ke-tieu-ngu-sai-do-dai", ruled("Độc lập", 1, '<w:ind w:left="2000" w:right="2000"/>')),
    ("ten-co-quan-sai-kieu", run("ỦY BAN NHÂN DÂN", PLAIN)),
    ("ten-co-quan-sai-kieu", say("TỈNH SƠN LA", "Tỉnh Sơn La")),
    ("thieu-ke-co-quan", without_line("TỈNH SƠN LA", 1)),
    ("ke-co-quan-sai-do-dai", ruled("TỈNH SƠN LA", 1, '<w:ind w:left="300" w:right="300"/>')),
    ("ke-co-quan-sai-do-dai", ruled("TỈNH SƠN LA", 1, '<w:ind w:left="1000" w:right="1910"/>')),
    ("dau-trang-gian-dong", form("CỘNG HÒA", '<w:spacing w:line="360" w:lineRule="auto"/>')),
    ("dau-trang-gian-dong", form("TỈNH SƠN LA", '<w:spacing w:before="120"/>')),
    ("thieu-so-ky-hieu", remove("Số:")),
    ("so-ky-hieu-sai-kieu", run("Số:", size(14))),
    ("so-ky-hieu-sai-kieu", run("Số:", "<w:b/>")),
    ("so-ky-hieu-sai", several(say("Số:", "Số: 5/KH-UBND"), swap("số 151/KH-UBND", "số 05/KH-UBND"))),
    ("so-ky-hieu-sai", say("Số:", "Số: 151/KH - UBND")),
    ("so-ky-hieu-sai", say("Số:", "Số: 151/2023/KH-UBND")),
    ("so-ky-hieu-sai", say("Số:", "Số 151/KH-UBND")),
    ("ky-hieu-lech-ten-loai", several(say("Số:", "Số: 151/BC-UBND"), lambda o: o.swap("số 151/KH-UBND", "số 151/BC-UBND"))),
    ("thieu-dia-danh-ngay", remove("Sơn La, ngày")),
    ("dia-danh-ngay-sai", say("Sơn La, ngày", "Sơn La, ngày 06 tháng 06 năm 2023")),
    ("dia-danh-ngay-sai", say("Sơn La, ngày", "Sơn La, ngày 6 tháng 6 năm 2023")),
    ("dia-danh-ngay-sai", say("Sơn La, ngày", "Sơn La ngày 06 tháng 6 năm 2023")),
    ("ngay-ban-hanh-khong-co-that", say("Sơn La, ngày", "Sơn La, ngày 31 tháng 6 năm 2023")),
    ("dia-danh-ngay-sai-kieu", run("Sơn La, ngày", '<w:i w:val="0"/>')),
    ("so-va-ngay-khong-cung-dong", move_date),
    ("ten-loai-sai-kieu", run("KẾ HOẠCH", size(16))),
    ("ten-loai-sai-kieu", say("KẾ HOẠCH", "Kế hoạch")),
    ("thieu-trich-yeu", several(without_line("Tăng cường thực hiện các giải pháp", 1), remove("Tăng cường thực hiện các giải pháp"))),
    ("trich-yeu-sai-kieu", run("Tăng cường thực hiện các giải pháp", PLAIN)),
    ("trich-yeu-co-dau-cham", say("Tăng cường thực hiện các giải pháp", "Tăng cường thực hiện các giải pháp nâng cao Chỉ số.")),
    ("thieu-ke-trich-yeu", without_line("Tăng cường thực hiện các giải pháp", 1)),
    ("ke-trich-yeu-sai-do-dai", ruled("Tăng cường thực hiện các giải pháp", 1, '<w:ind w:left="1000" w:right="1000"/>')),
    ("khong-thay-ten-loai", say("KẾ HOẠCH", "THỂ LỆ")),
    ("noi-dung-sai-co-chu", run(BODY, size(12))),
    ("noi-dung-nhieu-co-chu", run(BODY, size(13))),
    ("noi-dung-khong-can-deu", form(BODY, '<w:jc w:val="left"/>')),
    ("lui-dau-dong-sai", form(BODY, '<w:ind w:firstLine="0"/>')),
    ("lui-dau-dong-khong-deu", form(BODY, '<w:ind w:firstLine="567"/>')),
    ("lui-dau-dong-khong-deu", form(BODY, '<w:ind w:left="100" w:firstLine="620"/>')),
    ("cach-doan-hep", form(BODY, '<w:spacing w:before="40"/>')),
    ("cach-doan-hep", several(form(LONG, "<w:contextualSpacing/>"), form(BODY, "<w:contextualSpacing/>"))),
    ("gian-dong-sai", form(BODY, '<w:spacing w:line="480" w:lineRule="auto"/>')),
    ("gian-dong-sai", form(BODY, '<w:spacing w:line="240" w:lineRule="exact"/>')),
    ("doan-trong", insert_after(BODY, '<w:p><w:pPr><w:pStyle w:val="DoanVan"/></w:pPr></w:p>')),
    ("lui-bang-dau-cach", swap("Cải thiện những", "   Cải thiện những")),
    ("can-cu-khong-nghieng", bases(("<w:i/>", ""))),
    ("can-cu-sai-dau", bases(("2015;", "2015."))),
    ("can-cu-luat-co-so", bases(("địa phương ngày", "địa phương số 77/2015/QH13 ngày"))),
    ("muc-sai-kieu", run("I. MỤC ĐÍCH", PLAIN)),
    ("muc-sai-kieu", swap("MỤC ĐÍCH, YÊU CẦU", "Mục đích, yêu cầu")),
    ("muc-sai-thu-tu", swap("II. ", "III. ")),
    ("phan-chuong-sai-kieu", insert_after("Căn cứ kết quả", '<w:p><w:pPr><w:pStyle w:val="DoanVan"/></w:pPr><w:r><w:t>Phần I</w:t></w:r></w:p>')),
    ("khoan-sai-thu-tu", lambda o: o.paragraph("2. Yêu cầu").find(f"{W}r/{W}t").__setattr__("text", "3. ")),
    ("khoan-sai-kieu", run("1. Thủ trưởng các sở", "<w:b/>")),
    ("khoan-sai-kieu", run("1. Mục đích", PLAIN)),
    ("diem-sai-thu-tu", lambda o: o.paragraph("đ) ").find(f"{W}r/{W}t").__setattr__("text", "e) ")),
    ("diem-chu-la", lambda o: o.paragraph("i) ").find(f"{W}r/{W}t").__setattr__("text", "f) ")),
    ("diem-sai-kieu", run("b) ", "<w:i/>")),
    ("diem-sai-kieu", lambda o: o.paragraph("b) ").find(f"{W}r/{W}t").__setattr__("text", "b. ")),
    ("thieu-dau-ket-thuc", swap("kịp thời chỉ đạo giải quyết./.", "kịp thời chỉ đạo giải quyết.")),
    ("khong-nhac-phu-luc", swap("có Phụ lục kèm theo", "có danh sách kèm theo")),
    ("phu-luc-sai-so", say("Phụ lục", "Phụ lục II")),
    ("thieu-noi-nhan", say("Nơi nhận:", "Gửi:")),
    ("noi-nhan-sai-kieu", run("Nơi nhận:", '<w:i w:val="0"/>')),
    ("noi-nhan-sai-kieu", say("Nơi nhận:", "Nơi nhận")),
    ("noi-nhan-khong-ngang-chu-ky", signature_above),
    ("danh-sach-noi-nhan-sai-kieu", run("- Báo Sơn La", size(12))),
    ("danh-sach-noi-nhan-sai-dau", say("- Báo Sơn La", "- Báo Sơn La,")),
    ("danh-sach-noi-nhan-sai-dau", say("- Lưu:", "- Lưu: VT, NC")),
    ("dong-luu-sai", say("- Lưu:", "- Lưu VT, NC.")),
    ("dong-luu-sai", remove("- Lưu:")),
    ("nhu-tren-sai", say("- Báo Sơn La", "- Như trên;")),
    ("thua-kinh-gui", lambda o: o.paragraph("Căn cứ kết quả").addprevious(elements(ADDRESS)[0])),
    ("quyen-han-sai-kieu", run("CHỦ TỊCH", size(12))),
    ("quyen-han-sai-chu", several(say("CHỦ TỊCH", "KT CHỦ TỊCH"), insert_after("KT CHỦ TỊCH", '<w:p><w:pPr><w:pStyle w:val="QuyenHan"/></w:pPr><w:r><w:t>PHÓ CHỦ TỊCH</w:t></w:r></w:p>'))),
    ("ky-sai-che-do", say("CHỦ TỊCH", "KT. CHỦ TỊCH")),
    ("ky-sai-che-do", say("CHỦ TỊCH", "TL. CHỦ TỊCH")),
    ("ho-ten-sai-kieu", say("Hoàng Quốc", "HOÀNG QUỐC KHÁNH")),
    ("ho-ten-sai-kieu", run("Hoàng Quốc", PLAIN)),
    ("ho-ten-kem-hoc-vi", say("Hoàng Quốc", "TS. Hoàng Quốc Khánh")),
    ("khoang-ky-la", form("Hoàng Quốc", '<w:spacing w:before="3000"/>')),
    ("khoi-ky-de-bi-cat", may_split),
    ("nguoi-ban-hanh-khong-khop", swap("của Chủ tịch Ủy ban nhân dân tỉnh Sơn La)", "của Ủy ban nhân dân tỉnh Sơn La)")),
    ("nguoi-ban-hanh-khong-khop", several(say("CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"), insert_after("TM. ỦY BAN", '<w:p><w:pPr><w:pStyle w:val="QuyenHan"/></w:pPr><w:r><w:t>CHỦ TỊCH</w:t></w:r></w:p>'))),
    ("phu-luc-khong-sang-trang", same_page),
    ("phu-luc-sai-kieu", say("Phụ lục", "PHỤ LỤC")),
    ("phu-luc-sai-kieu", run("Phụ lục", size(13))),
    ("ten-phu-luc-sai-kieu", run("PHÂN CÔNG NHIỆM VỤ", PLAIN)),
    ("thieu-kem-theo", several(without_line("(Kèm theo", 1), remove("(Kèm theo"))),
    ("kem-theo-sai-kieu", run("(Kèm theo", '<w:i w:val="0"/>')),
    ("kem-theo-sai", say("(Kèm theo", "(Kèm theo Kế hoạch của Chủ tịch Ủy ban nhân dân tỉnh Sơn La)")),
    ("kem-theo-khong-khop", swap("Kế hoạch số 151/KH-UBND ngày", "Kế hoạch số 152/KH-UBND ngày")),
    ("kem-theo-khong-khop", swap("Kế hoạch số 151/KH-UBND ngày", "Kế hoạch số 151/KH-SNV ngày")),
    ("phu-luc-thieu-ket-thuc", remove("./.")),
    ("phu-luc-thieu-ket-thuc", without_line("(Kèm theo", 1)),
    ("phu-luc-co-phan-dau-cuoi", appendix_nation),
    ("bang-khong-lap-tieu-de", no_repeated_heading),
    ("bang-rong-qua-le", wide_table),
    ("chu-trong-bang-la", run("Nhiệm vụ, giải pháp", size(9))),
]  # fmt: skip
COMPANIONS = {
    "phu-luc-khong-sang-trang": {"phu-luc-khong-danh-so-rieng"},
    "ngay-ban-hanh-khong-co-that": {"kem-theo-khong-khop"},
}
"""Other errors that a defect cannot be without."""


@pytest.mark.parametrize(("code", "edit"), DEFECTS, ids=[f"{index}-{code}" for index, (code, _) in enumerate(DEFECTS)])
def test_a_defect_is_found_by_its_own_rule_and_by_no_other_error(code: str, edit: Edit, bundle: bytes) -> None:
    problems = found(edited(bundle, edit))
    assert code in codes(problems)
    errors = {problem.code for problem in problems if problem.severity == ERROR}
    assert errors - {code} <= COMPANIONS.get(code, set())
    first = next(problem for problem in problems if problem.code == code)
    assert first.place.part
    assert first.message.endswith(".")
    assert first.hint.endswith(".")


# Rules for documents of other kinds


def letter(*edits: Edit) -> bytes:
    return edited(official_letter(), *edits)


OTHER_DEFECTS: list[tuple[str, Callable[[], bytes]]] = [
    ("co-quan-chu-quan-sai-kieu", lambda: letter(run("UBND TỈNH", "<w:b/>"))),
    ("thieu-ten-co-quan", lambda: letter(remove("UBND TỈNH"), remove("SỞ NỘI VỤ"))),
    ("trich-yeu-cong-van-sai-kieu", lambda: letter(run("V/v", "<w:i/>"))),
    ("trich-yeu-cong-van-sai-kieu", lambda: letter(run("V/v", size(14)))),
    ("trich-yeu-cong-van-sai-khoang-cach", lambda: letter(form("V/v", '<w:spacing w:before="0"/>'))),
    ("trich-yeu-cong-van-sai-khoang-cach", lambda: letter(form("Số:", '<w:spacing w:after="240"/>'))),
    ("nguoi-ky-cua-so-sai", lambda: letter(say("KT. GIÁM ĐỐC", "KT. CHỦ TỊCH"))),
    ("nguoi-ky-cua-so-sai", lambda: letter(say("KT. GIÁM ĐỐC", "THỦ TRƯỞNG CƠ QUAN"), remove("PHÓ GIÁM ĐỐC"))),
    ("nguoi-ky-cua-so-sai", lambda: letter(say("PHÓ GIÁM ĐỐC", "PHÓ CHỦ TỊCH"))),
    ("cap-pho-khong-ky-thay", lambda: letter(remove("KT. GIÁM ĐỐC"))),
    ("cap-pho-khong-ky-thay", lambda: letter(remove("KT. GIÁM ĐỐC"), say("PHÓ GIÁM ĐỐC", "PHÓ GIÁM ĐỐC PHỤ TRÁCH"))),
    ("thieu-kinh-gui", lambda: letter(remove("Kính gửi:"), remove("- Các sở"), remove("- Ủy ban"))),
    ("nhu-tren-sai", lambda: letter(remove("- Như trên"))),
    ("kinh-gui-sai-kieu", lambda: letter(run("Kính gửi:", "<w:b/>"))),
    ("kinh-gui-sai-dau", lambda: letter(say("Kính gửi:", "Kính gửi"))),
    ("kinh-gui-sai-dau", lambda: letter(say("- Các sở", "- Các sở, ban, ngành"))),
    ("kinh-gui-khong-thang-hang", lambda: letter(form("- Các sở", '<w:ind w:left="2000"/>'))),
    ("ky-sai-che-do", lambda: letter(say("PHÓ GIÁM ĐỐC", "GIÁM ĐỐC"), say("KT. GIÁM ĐỐC", "TM. SỞ NỘI VỤ"))),
    ("dieu-sai-thu-tu", lambda: edited(decision(), swap("Điều 2. ", "Điều 4. "), swap("Điều 3. ", "Điều 5. "))),
]


@pytest.mark.parametrize(
    ("code", "broken"), OTHER_DEFECTS, ids=[f"{index}-{code}" for index, (code, _) in enumerate(OTHER_DEFECTS)]
)
def test_a_defect_of_another_kind_of_document_is_found_by_its_own_rule(code: str, broken: Callable[[], bytes]) -> None:
    problems = found(broken())
    assert code in codes(problems)
    assert {problem.code for problem in problems if problem.severity == ERROR} <= {code}


def test_the_line_of_an_electronic_signature_on_an_appendix_of_its_own_is_looked_at(
    sample_plan: Plan, maker_of: Callable[[Plan], Maker]
) -> None:
    appendix = maker_of(sample_plan).appendix_docx()
    line = '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t>Số: 151/KH-UBND; 06/6/2023; 09:15:00</w:t></w:r></w:p>'
    small, large = (edited(appendix, lambda o, n=n: o.body.insert(0, elements(line.format(size=n))[0])) for n in (20, 26))
    assert "dong-ky-so-sai" not in codes(found(small))
    assert "dong-ky-so-sai" in codes(found(large))


@pytest.mark.parametrize(
    "powers",
    [
        ("GIÁM ĐỐC",),
        ("Q. GIÁM ĐỐC",),
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"),
        ("TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"),
    ],
)
def test_whoever_may_sign_for_a_department_is_let_be(powers: tuple[str, ...]) -> None:
    more = [
        insert_after(powers[0], f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r>{POWER}<w:t>{p}</w:t></w:r></w:p>')
        for p in reversed(powers[1:])
    ]
    signed = letter(remove("PHÓ GIÁM ĐỐC"), say("KT. GIÁM ĐỐC", powers[0]), *more)
    assert [p.message for p in found(signed) if p.severity == ERROR] == []


POWER = '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:b/><w:sz w:val="28"/></w:rPr>'


def test_a_blank_line_above_the_subject_of_a_letter_is_only_reminded_of() -> None:
    blank = '<w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>'
    (problem,) = [p for p in found(letter(insert_after("Số:", blank))) if p.code == "trich-yeu-cong-van-sai-khoang-cach"]
    assert (problem.severity, problem.message.partition(";")[0]) == (
        "warning",
        "Giữa số, ký hiệu và trích yếu công văn có 1 dòng trống",
    )


# Rules of reports


def period_of(words: str) -> tuple[date, date] | None:
    """The figures of quý III and of the year 2023, as the calendar gives them."""
    first = date(2023, 6, 15) if "quý iii" in words.lower() else date(2022, 12, 15) if "năm" in words else None
    return first and (first, date(2023, 9, 14) if first.year == 2023 else date(2023, 12, 14))


def term_of(words: str, to_ministry: bool) -> tuple[date, date] | None:
    return (date(2023, 9, 15), date(2023, 9, 20 if to_ministry else 25)) if "quý III" in words else None


def of_reports(*lines: str, subject: str = "") -> list[Problem]:
    """What the rules of reports find in a công văn with these lines."""
    edits = [say("V/v", f"V/v {subject}")] if subject else []
    edits += [say(f"{number}. ", line) for number, line in zip((1, 2), lines, strict=False)]
    told = found(letter(*edits), Knowledge(window=period_of, term=term_of))
    return [problem for problem in told if problem.code in {rule.code for rule in RULES["Báo cáo định kỳ"]}]


def test_figures_of_another_window_than_that_of_the_period_are_found() -> None:
    line = "1. Sở Nội vụ báo cáo kết quả quý III năm 2023 (số liệu từ ngày 15 tháng 6 năm 2023 đến ngày {} tháng 9 năm 2023)."
    assert not of_reports(line.format(14))
    for day in (30, 31):
        (wrong,) = of_reports(line.format(day))
        assert (wrong.code, wrong.severity) == ("thoi-gian-so-lieu-sai", "error")
        assert "quý III năm 2023 tính từ 15/06/2023 đến 14/09/2023" in wrong.message


@pytest.mark.parametrize(
    ("line", "subject", "told"),
    [
        ("1. Gửi báo cáo quý III năm 2023 về Sở Nội vụ trước ngày 18/9/2023.", "", ""),
        ("1. Gửi báo cáo quý III năm 2023 về Sở Nội vụ trước ngày 26/9/2023.", "", ""),
        ("1. Gửi báo cáo quý III năm 2023 về Sở Nội vụ chậm nhất là ngày 26 tháng 9 năm 2023.", "", "muộn nhất là 25/09/2023"),
        ("1. Gửi báo cáo quý III năm 2023 về Sở Nội vụ trước ngày 14/9/2023.", "", "sớm nhất là 15/09/2023"),
        ("1. Gửi báo cáo quý III năm 2023 về Bộ Nội vụ chậm nhất ngày 22/9/2023.", "báo cáo cải cách hành chính", "muộn nhất là 20/09/2023"),
        ("1. Gửi báo cáo quý III năm 2023 về Bộ Nội vụ chậm nhất ngày 22/9/2023.", "báo cáo công tác thanh niên", ""),
        ("1. Gửi báo cáo quý III năm 2023 về Sở Nội vụ trước ngày 30/9/2023.", "đôn đốc gửi báo cáo", ""),
        ("1. Gửi báo cáo quý III năm 2023 về Sở Nội vụ trước ngày 10/9/2023.", "đôn đốc gửi báo cáo", "sớm nhất là 15/09/2023"),
        ("1. Báo cáo quý III năm 2023 nêu rõ việc phải xong trước ngày 30/9/2023.", "", ""),
        ("1. Lập báo cáo kết quả quý III năm 2023 trước ngày 14/9/2023.", "", "sớm nhất là 15/09/2023"),
    ],
)  # fmt: skip
def test_the_day_a_report_is_due_lies_between_the_close_of_its_figures_and_the_limit(line: str, subject: str, told: str) -> None:
    problems = of_reports(line, subject=subject or "triển khai kế hoạch")
    assert [problem.code for problem in problems] == ["han-gui-bao-cao-sai"] * bool(told)
    assert told in "".join(problem.message for problem in problems)


def test_a_day_in_another_paragraph_than_the_only_period_is_of_that_period() -> None:
    lines = ("1. Đề nghị báo cáo kết quả quý III năm 2023 theo mẫu.", "2. Báo cáo gửi về Sở Nội vụ trước ngày 14/9/2023.")
    assert [problem.code for problem in of_reports(*lines)] == ["han-gui-bao-cao-sai"]
    two = (lines[0].replace("theo", "và quý II năm 2023 theo"), lines[1])
    assert of_reports(*two) == []


def test_a_report_with_wrong_figures_is_not_told_to_wait_for_them(bundle: bytes) -> None:
    line = "Tiếp tục báo cáo kết quả quý III năm 2023 (số liệu từ ngày 01/7/2023 đến ngày 30/9/2023)."
    dated = say("Sơn La, ngày", "Sơn La, ngày 16 tháng 9 năm 2023")
    content = edited(bundle, say("KẾ HOẠCH", "BÁO CÁO"), say(BODY, line), dated)
    told = codes(found(content, Knowledge(window=period_of)))
    assert "thoi-gian-so-lieu-sai" in told
    assert "bao-cao-truoc-khi-chot-so-lieu" not in told


@pytest.mark.parametrize(
    ("due", "told"),
    [
        ("trước ngày 20 của tháng cuối quý", ""),
        ("trước ngày 26 tháng cuối kỳ", ""),
        ("vào ngày 14 của tháng cuối quý", "mới chốt"),
        ("chậm nhất ngày 28 của tháng cuối quý", "muộn nhất là ngày 25"),
    ],
)
def test_the_day_of_the_month_on_which_reports_are_always_due_is_held_against_the_same_days(due: str, told: str) -> None:
    problems = of_reports(f"1. Định kỳ hằng quý báo cáo Ủy ban nhân dân tỉnh (qua Sở Nội vụ) {due}.")
    assert [problem.code for problem in problems] == ["han-gui-hang-ky-sai"] * bool(told)
    assert told in "".join(problem.message for problem in problems)


@pytest.mark.parametrize(
    ("subject", "day", "told"),
    [
        ("Kết quả cải cách hành chính quý III năm 2023", "12 tháng 9 năm 2023", "14/09/2023"),
        ("Kết quả cải cách hành chính quý III năm 2023", "14 tháng 9 năm 2023", ""),
        ("Kết quả cải cách hành chính quý III năm 2023", "    tháng 9 năm 2023", ""),
        ("Kết quả cải cách hành chính năm 2023", "10 tháng 12 năm 2023", "14/12/2023"),
        ("Kết quả cải cách hành chính tháng 5 năm 2023", "20 tháng 5 năm 2023", ""),
        ("Kết quả đoàn kiểm tra việc tiếp công dân", "20 tháng 5 năm 2023", ""),
    ],
)
def test_a_report_dated_before_its_figures_close_is_reminded_of(subject: str, day: str, told: str, bundle: bytes) -> None:
    dated = say("Sơn La, ngày", f"Sơn La, ngày {day}")
    content = edited(bundle, say("KẾ HOẠCH", "BÁO CÁO"), say("Tăng cường thực hiện", subject), dated)
    problems = [p for p in found(content, Knowledge(window=period_of)) if p.code == "bao-cao-truoc-khi-chot-so-lieu"]
    assert [problem.severity for problem in problems] == ["warning"] * bool(told)
    assert told in "".join(problem.message for problem in problems)


def test_an_agency_that_is_gone_is_found_by_those_who_know_it() -> None:
    knowledge = Knowledge(agency_fault=lambda name, day: f"«{name}» không còn." if "huyện" in name else "")
    (problem,) = [p for p in found(official_letter(), knowledge) if p.code == "co-quan-khong-con"]
    assert problem.message == "«Ủy ban nhân dân các huyện, thành phố» không còn."
    assert "co-quan-khong-con" not in codes(found(official_letter()))


def test_every_rule_has_a_document_that_breaks_it() -> None:
    broken = {code for code, _ in (*DEFECTS, *OTHER_DEFECTS)} | {"dong-ky-so-sai", "thoi-gian-so-lieu-sai", "co-quan-khong-con"}
    broken |= {"co-quan-khong-bat-buoc", "han-gui-bao-cao-sai", "han-gui-hang-ky-sai", "bao-cao-truoc-khi-chot-so-lieu"}
    assert {rule.code for rules in RULES.values() for rule in rules} == broken


def test_every_rule_says_what_it_looks_at_and_how_to_put_it_right() -> None:
    rules = [rule for rules in RULES.values() for rule in rules]
    assert len({rule.code for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.about.endswith("."), rule.code
        assert rule.fix.endswith("."), rule.code
        assert rule.article


ANCHORS = {"trích yếu": 0, "dòng trống ở dưới": 1, "đoạn đầu": 2, "tên loại": -1}


@pytest.mark.parametrize("steps", ANCHORS.values(), ids=list(ANCHORS))
def test_a_line_below_the_subject_is_found_wherever_word_has_anchored_it(steps: int, bundle: bytes) -> None:
    def anchored(opened: Opened) -> None:
        subject = opened.paragraph("Tăng cường thực hiện")
        rule = subject.getnext()
        for border in list(rule.iter(f"{W}pStyle")):
            border.set(f"{W}val", "DoanVan")
        spot = subject
        for _ in range(abs(steps)):
            spot = spot.getnext() if steps > 0 else spot.getprevious()
        put_into(spot, drawn_line(38.2))

    assert "thieu-ke-trich-yeu" not in codes(found(edited(bundle, anchored)))


def test_who_says_otherwise_than_the_others_is_told_and_not_they(bundle: bytes) -> None:
    odd = edited(bundle, swap("Chủ tịch UBND tỉnh ban hành", "UBND tỉnh ban hành"))
    (problem,) = [p for p in found(odd) if p.code == "nguoi-ban-hanh-khong-khop"]
    assert problem.message.startswith("Đoạn mở đầu cho thấy người ban hành là tập thể Ủy ban nhân dân")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("Số: 8/KH-UBND", "viết «Số: 08/KH-UBND»."),
        ("Số: 212/UBND-KH", "viết «Số: 212/KH-UBND»."),
        ("Số: 112/KH/UBND", "viết «Số: 112/KH-UBND»."),
    ],
)
def test_the_number_is_given_as_it_is_to_be_written(typed: str, hint: str, bundle: bytes) -> None:
    (problem,) = [p for p in found(edited(bundle, say("Số:", typed))) if p.code == "so-ky-hieu-sai"]
    assert problem.hint == hint


@pytest.mark.parametrize(("count", "is_missing"), [(5, False), (40, True)])
def test_a_second_page_is_known_by_the_height_of_what_it_holds_and_not_by_letters(count: int, is_missing: bool) -> None:
    short = (
        '<w:p><w:pPr><w:spacing w:before="120"/></w:pPr><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>- Sở Y tế;</w:t></w:r></w:p>'
    )
    assert ("thieu-so-trang" in codes(found(letter(*[insert_after("2. ", short)] * count)))) == is_missing


def test_a_symbol_may_hold_a_letter_of_two_signs() -> None:
    assert "so-ky-hieu-sai" not in codes(found(letter(say("Số:", "Số: 212/SNgV-VP"))))


def test_where_a_petition_lacks_its_addressee_the_first_recipient_is_right() -> None:
    told = codes(found(letter(remove("Kính gửi:"), remove("- Các sở"), remove("- Ủy ban"))))
    assert told >= {"thieu-kinh-gui"}
    assert "nhu-tren-sai" not in told


# What messages say


def test_a_message_says_what_was_found_what_is_allowed_and_what_to_do_in_word(bundle: bytes) -> None:
    (problem,) = found(edited(bundle, margin("left", 1417)))
    assert problem.message == "Lề trái 25 mm; Nghị định số 30/2020/NĐ-CP (Phụ lục I, I.3) quy định 30–35 mm."
    assert problem.hint == "Bố cục (Layout) → Lề (Margins) → Lề tùy chỉnh (Custom Margins): đặt lề trái 30 mm."


def test_a_wide_page_is_only_reminded_of_its_margins(bundle: bytes) -> None:
    (problem,) = found(edited(bundle, landscape_margin))
    assert (problem.code, problem.severity, problem.place.part) == ("le-duoi-sai", "warning", "phần (section) 2")


def test_a_fault_of_many_paragraphs_is_told_once_with_its_first_place(bundle: bytes) -> None:
    problems = [p for p in found(edited(bundle, run(LONG, FONT), run(BODY, FONT))) if p.code == "phong-chu-sai"]
    assert [(p.place.part, p.message.rpartition(". ")[2]) for p in problems] == [("đoạn 7", "Còn 1 đoạn khác như vậy.")]


def test_problems_come_in_the_order_of_their_places_and_lead_back_to_the_paragraph(bundle: bytes) -> None:
    content = edited(bundle, say("Số:", "Số: 151/KH - UBND"), run(BODY, RED), say("Phụ lục", "PHỤ LỤC"))
    problems = found(content)
    assert [p.place.part for p in problems if p.severity == ERROR] == ["bảng 1, hàng 2, ô 1, đoạn 1", "đoạn 8", "đoạn 33"]
    spot = Opened(content).body
    for index in problems[0].place.path:
        spot = spot[index]
    assert "".join(spot.itertext()) == "Số: 151/KH - UBND"


def test_the_measures_are_those_of_the_day_of_the_document() -> None:
    assert inspect(decision(), "qd.docx", date(2026, 10, 1)).parts.kind == "Quyết định"
    assert inspect(decision(), "qd.docx", date(2019, 1, 1)).problems == inspect(decision(), "qd.docx", date(2026, 10, 1)).problems


def test_the_page_of_the_rules_has_a_row_for_each_with_severity_and_remedy() -> None:
    rows = [line.split(" | ") for line in rules_page().splitlines() if line.startswith("| `")]
    assert [row[0][3:-1] for row in rows] == [rule.code for rules in RULES.values() for rule in rules]
    assert all(len(row) == 6 and row[1] in ("lỗi", "cảnh báo", "lưu ý") for row in rows)
