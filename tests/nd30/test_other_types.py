"""Other types of document and other makes: silent where right, their parts found, a defect found by its own rule."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from more_papers import (
    amending_decision,
    boxed_head,
    certified_copy,
    contract,
    decision_with_regulation,
    joint_guidance,
    minutes,
    nested_head,
    open_letter,
    stacked_lines,
    steering_committee,
    telegram,
    urgent_letter,
)
from papers import MAIN, Edit, Opened, decision, edited, elements, official_letter

from kehoach_gen.nd30.inspect import inspect
from kehoach_gen.nd30.mend import mend
from kehoach_gen.nd30.parts import Parts, Piece
from kehoach_gen.problem import ERROR, INFO, Problem
from reading import W, text_of

TODAY = date(2026, 2, 28)
Build = Callable[[], bytes]
EVERY = (
    decision_with_regulation, minutes, telegram, joint_guidance, stacked_lines, nested_head, boxed_head,
    open_letter, certified_copy, steering_committee, contract, amending_decision, urgent_letter,
)  # fmt: skip


def found(content: bytes) -> tuple[Problem, ...]:
    return inspect(content, "van-ban.docx", TODAY).problems


def parts(build: Build) -> Parts:
    return inspect(build(), "van-ban.docx", TODAY).parts


def texts(pieces: Iterable[Piece]) -> list[str]:
    return [piece.text for piece in pieces]


@pytest.mark.parametrize("build", EVERY, ids=lambda build: build.__name__)
def test_a_document_that_is_right_raises_no_error_and_no_warning(build: Build) -> None:
    assert [f"{p.code}: {p.message}" for p in found(build()) if p.severity != INFO] == []


@pytest.mark.parametrize(
    ("build", "kind", "authority", "number", "subject"),
    [
        (decision_with_regulation, "Quyết định", "SỞ Y TẾ", "Số: 318/QĐ-SYT", "Ban hành Quy chế làm việc của Sở Y tế"),
        (minutes, "Biên bản", "SỞ NỘI VỤ", "Số: 45/BB-SNV", "Họp xét thi đua, khen thưởng năm 2025"),
        (joint_guidance, "Hướng dẫn", "SỞ NỘI VỤ SỞ TÀI CHÍNH", "Số: 1204/HD-SNV-STC", "Thực hiện chế độ đối với cán bộ, công chức nghỉ việc"),
        (stacked_lines, "Quyết định", "ỦY BAN NHÂN DÂN XÃ VÂN HỒ", "Số: 72/QĐ-UBND", "Về việc điều động công chức"),
        (nested_head, "Kế hoạch", "ỦY BAN NHÂN DÂN XÃ VÂN HỒ", "Số: 09/KH-UBND", "Tổ chức Ngày hội Đại đoàn kết toàn dân tộc"),
        (boxed_head, "Công văn", "SỞ XÂY DỰNG", "Số: 455/SXD-QLN", "V/v cung cấp thông tin"),
        (open_letter, "Thư công", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA", "", ""),
        (certified_copy, "Công văn", "SỞ NỘI VỤ", "Số: 700/SNV-CCVC", "V/v cử công chức tham gia lớp bồi dưỡng nghiệp vụ văn thư"),
        (contract, "Hợp đồng", "", "Số: 15/HĐ-SNV", "Cung cấp dịch vụ số hóa tài liệu"),
        (urgent_letter, "Công văn", "ỦY BAN NHÂN DÂN TỈNH SƠN LA", "Số: 4021/UBND-NC", "V/v khắc phục hậu quả mưa lũ"),
    ],
)  # fmt: skip
def test_the_head_is_taken_apart(build: Build, kind: str, authority: str, number: str, subject: str) -> None:
    head = parts(build)
    assert (head.kind, head.authority_name, head.number.text if head.number else "") == (kind, authority, number)
    assert " ".join(texts(head.subject)) == subject
    assert head.motto is not None
    assert head.motto_line is not None
    assert len(head.nation) == 1


@pytest.mark.parametrize(
    ("build", "powers", "signer", "others", "recipients"),
    [
        (minutes, ["CHỦ TỌA"], "Nguyễn Quang Vinh", [["THƯ KÝ"]], 2),
        (joint_guidance, ["GIÁM ĐỐC", "SỞ NỘI VỤ"], "Nguyễn Quang Vinh", [["KT. GIÁM ĐỐC", "SỞ TÀI CHÍNH", "PHÓ GIÁM ĐỐC"]], 2),
        (stacked_lines, ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "Hà Văn Quyết", [], 4),
        (certified_copy, ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], "Trần Đức Thuận", [], 2),
        (steering_committee, ["TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN"], "Nguyễn Thành Công", [], 2),
        (contract, ["ĐẠI DIỆN BÊN B", "GIÁM ĐỐC"], "Phạm Thu Trang", [["ĐẠI DIỆN BÊN A", "GIÁM ĐỐC"]], 0),
        (open_letter, ["CHỦ TỊCH"], "Nguyễn Đình Việt", [], 0),
    ],
)
def test_whoever_signs_is_found(build: Build, powers: list[str], signer: str, others: list[list[str]], recipients: int) -> None:
    foot = parts(build).foot
    assert foot.signer is not None
    assert (texts(foot.powers), foot.signer.text) == (powers, signer)
    assert [texts(other.powers) for other in foot.beside] == others
    assert len(foot.recipients) == recipients


def test_a_regulation_issued_with_a_decision_is_a_text_of_its_own() -> None:
    decided = parts(decision_with_regulation)
    (regulation,) = decided.enclosures
    assert (regulation.kind, texts(regulation.subject)) == ("Quy chế", ["Làm việc của Sở Y tế"])
    assert regulation.attached.text.endswith("năm 2025 của Giám đốc Sở Y tế)")
    assert regulation.line is not None
    levels = [line.level for line in regulation.body]
    assert levels == ["chuong", "", "dieu", "khoan", "khoan", "diem", "diem", "dieu", ""]
    assert decided.body[-1].text.startswith("Điều 2.")


def test_a_regulation_in_a_file_of_its_own_is_known_by_its_type() -> None:
    opened = Opened(decision_with_regulation())
    body, heading = opened.body, opened.paragraph("QUY CHẾ")
    for block in list(body)[: body.index(heading)]:
        body.remove(block)
    inspected = inspect(opened.content(), "quy-che.docx", TODAY)
    assert (inspected.parts.kind, inspected.parts.has_head, len(inspected.parts.enclosures)) == ("Quy chế", False, 1)
    assert [p.code for p in inspected.problems if p.severity == ERROR] == []


def test_a_telegram_names_whom_it_is_for() -> None:
    wired = parts(telegram)
    assert texts(wired.addressees) == ["ĐIỆN:", "- Giám đốc các sở, ban, ngành;", "- Chủ tịch Ủy ban nhân dân các xã, phường."]


def test_addressees_in_the_table_of_the_head_are_not_of_the_head() -> None:
    assert texts(parts(certified_copy).addressees) == ["Kính gửi:", "- Sở Tài chính;", "- Thanh tra tỉnh."]


def test_the_post_above_a_name_is_not_one_of_those_signed_for() -> None:
    assert texts(parts(steering_committee).foot.posts) == ["PHÓ CHỦ TỊCH UBND TỈNH"]


# One defect at a time


def say(words: str, text: str) -> Edit:
    return lambda o: o.say(words, text)


def look(words: str, properties: str) -> Edit:
    return lambda o: o.run(words, properties)


def swap(old: str, new: str) -> Edit:
    return lambda o: o.swap(old, new)


def remove(*starts: str) -> Edit:
    def edit(opened: Opened) -> None:
        for words in starts:
            opened.remove(words)

    return edit


def last(words: str, text: str) -> Edit:
    """Gives the last paragraph that begins so another text."""

    def edit(opened: Opened) -> None:
        paragraph = [p for p in opened.body.iter(f"{W}p") if text_of(p).startswith(words)][-1]
        next(paragraph.iter(f"{W}t")).text = text

    return edit


PLAIN, UPRIGHT = '<w:b w:val="0"/>', '<w:i w:val="0"/>'
DEFECTS: list[tuple[str, Build, Edit]] = [
    ("dieu-sai-thu-tu", decision_with_regulation, last("Điều 2.", "Điều 4. Điều khoản thi hành")),
    ("diem-sai-thu-tu", decision_with_regulation, say("b) Phân công", "c) Phân công công tác.")),
    ("trich-yeu-sai-kieu", decision_with_regulation, look("Làm việc của", PLAIN)),
    ("ten-loai-sai-kieu", decision_with_regulation, look("QUY CHẾ", "<w:i/>")),
    ("kem-theo-sai-kieu", decision_with_regulation, look("(Kèm theo", UPRIGHT)),
    ("kem-theo-sai", decision_with_regulation, say("(Kèm theo", "(Kèm theo Quyết định")),
    ("kem-theo-khong-khop", decision_with_regulation, swap("(Kèm theo Quyết định số 318", "(Kèm theo Quyết định số 319")),
    ("thieu-dau-ket-thuc", decision_with_regulation, last("Các cơ quan", "Các cơ quan, đơn vị thực hiện.")),
    ("quyen-han-sai-kieu", minutes, look("THƯ KÝ", PLAIN)),
    ("ho-ten-sai-kieu", minutes, say("Lò Thị Thủy", "LÒ THỊ THỦY")),
    ("dong-luu-sai", minutes, say("- Lưu", "- Lưu Hồ sơ.")),
    ("nhu-tren-sai", telegram, remove("- Như trên")),
    ("kinh-gui-sai-dau", telegram, say("- Giám đốc các sở", "- Giám đốc các sở, ban, ngành")),
    ("ten-co-quan-sai-kieu", joint_guidance, look("SỞ TÀI CHÍNH", PLAIN)),
    ("ky-sai-che-do", joint_guidance, say("PHÓ GIÁM ĐỐC", "GIÁM ĐỐC")),
    ("danh-sach-noi-nhan-sai-dau", joint_guidance, say("– UBND", "• UBND tỉnh (báo cáo);")),
    ("tieu-ngu-sai-chu", stacked_lines, swap("Độc lập - Tự do", "Độc lập – Tự do")),
    ("danh-sach-noi-nhan-sai-dau", stacked_lines, swap("- Như Điều 2;", "- Như Điều 2,")),
    ("can-cu-khong-nghieng", stacked_lines, look("Căn cứ Luật", UPRIGHT)),
    ("ten-co-quan-sai-kieu", nested_head, look("XÃ VÂN HỒ", PLAIN)),
    ("so-ky-hieu-sai", boxed_head, say("Số:", "Số 455/SXD-QLN")),
    ("ho-ten-kem-hoc-vi", open_letter, say("Nguyễn Đình Việt", "TS. Nguyễn Đình Việt")),
    ("thieu-dia-danh-ngay", open_letter, remove("Sơn La, ngày")),
    ("trich-yeu-cong-van-sai-kieu", certified_copy, look("bồi dưỡng", "<w:b/>")),
    ("thieu-noi-nhan", certified_copy, remove("Nơi nhận", "- Như trên", "- Lưu: VT, CCVC")),
    ("cap-pho-khong-ky-thay", steering_committee, say("TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")),
    ("muc-sai-thu-tu", steering_committee, say("I. KINH PHÍ", "III. KINH PHÍ")),
    ("so-ky-hieu-sai", contract, say("Số:", "Số 15/HĐ-SNV")),
    ("khoan-sai-thu-tu", amending_decision, say("2. Bãi bỏ", "4. Bãi bỏ khoản 5 Điều 4.")),
    ("nguoi-ban-hanh-khong-khop", amending_decision, say("CHỦ TỊCH ỦY BAN", "ỦY BAN NHÂN DÂN TỈNH SƠN LA")),
    ("so-trang-sai-cho", urgent_letter, lambda o: setattr(next(o.part("word/header1.xml").iter("{*}align")), "text", "right")),
    ("mau-chu-sai", urgent_letter, say("HỎA TỐC", "HỎA TỐC NGAY")),
]


@pytest.mark.parametrize(
    ("code", "build", "edit"), DEFECTS, ids=[f"{index}-{build.__name__}-{code}" for index, (code, build, _) in enumerate(DEFECTS)]
)
def test_a_defect_is_found_by_its_own_rule_and_by_no_other_error(code: str, build: Build, edit: Edit) -> None:
    problems = found(edited(build(), edit))
    assert code in {problem.code for problem in problems}
    assert {problem.code for problem in problems if problem.severity == ERROR} <= {code}


def test_a_letter_has_no_abbreviation_of_a_type_in_its_symbol() -> None:
    (problem,) = [p for p in found(edited(official_letter(), say("Số:", "Số: 995/CV-SNV"))) if p.severity == ERROR]
    assert problem.code == "ky-hieu-lech-ten-loai"
    assert "«CV-SNV»" in problem.message


def test_a_year_in_the_number_of_a_decision_is_reminded_of_for_it_may_be_a_legal_text() -> None:
    content = edited(stacked_lines(), say("Số:", "Số: 45/2025/QĐ-UBND"))
    (problem,) = [p for p in found(content) if p.severity != INFO]
    assert (problem.code, problem.severity) == ("so-ky-hieu-sai", "warning")
    assert "văn bản quy phạm pháp luật" in problem.hint


def test_a_row_of_hyphens_is_no_solid_line() -> None:
    (problem,) = [p for p in found(edited(official_letter(), say("____", "-------"))) if p.severity == ERROR]
    assert (problem.code, "nét đơn liền" in problem.message) == ("thieu-ke-co-quan", True)


def test_what_others_have_issued_says_nothing_of_who_issues_this() -> None:
    for rest in (". Ủy ban nhân dân xã ban hành Kế hoạch như sau:", ", nay Ủy ban nhân dân xã triển khai như sau:"):
        told = f"Chủ tịch Ủy ban nhân dân tỉnh đã ban hành Chỉ thị số 2/CT-UBND{rest}"
        content = edited(nested_head(), say("Thực hiện Kế hoạch", told))
        assert "nguoi-ban-hanh-khong-khop" not in {p.code for p in found(content)}
    content = edited(nested_head(), say("Thực hiện Kế hoạch", "Chủ tịch Ủy ban nhân dân xã ban hành Kế hoạch như sau:"))
    assert "nguoi-ban-hanh-khong-khop" in {p.code for p in found(content)}


def test_a_tab_stop_that_is_cleared_does_not_count() -> None:
    """As LibreOffice saves a page number behind a tab in the middle of the header."""
    tabs = '<w:tabs><w:tab w:val="clear" w:pos="709"/><w:tab w:val="center" w:pos="4677"/></w:tabs>'
    page = '<w:r><w:tab/></w:r><w:fldSimple w:instr="PAGE"><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>2</w:t></w:r></w:fldSimple>'

    def header(opened: Opened) -> None:
        root = opened.part("word/header1.xml")
        for child in list(root):
            root.remove(child)
        root.append(elements(f"<w:p><w:pPr>{tabs}</w:pPr>{page}</w:p>")[0])

    codes = {p.code for p in found(edited(urgent_letter(), header))}
    assert "so-trang-sai-cho" not in codes
    assert "thieu-so-trang" not in codes


@pytest.mark.parametrize(
    "build", [joint_guidance, decision_with_regulation, nested_head, stacked_lines], ids=lambda b: b.__name__
)
def test_what_is_mended_is_gone_and_every_word_is_kept(build: Build) -> None:
    def spoil(opened: Opened) -> None:
        for paragraph in opened.body.iter(f"{W}p"):
            if text_of(paragraph).startswith(("Thực hiện Kế hoạch", "1. Thực hiện", "Lê Tiến", "– ", "- ")):
                for size in paragraph.iter(f"{W}sz"):
                    size.set(f"{W}val", "30")
            if text_of(paragraph).startswith("2. Giám đốc Sở"):
                next(paragraph.iter(f"{W}spacing")).set(f"{W}before", "0")
        for margins in opened.body.iter(f"{W}pgMar"):
            margins.set(f"{W}left", "1417")

    broken = edited(build(), spoil)
    mended, notes = mend(broken, "van-ban.docx", TODAY)
    assert notes
    assert [p.code for p in found(mended) if p.severity == ERROR] == []
    before, after = (text_of(Opened(content).part(MAIN)) for content in (broken, mended))
    assert before == after


@pytest.mark.parametrize("measure", ["1e999", "nan", "khong"])
def test_a_measure_that_is_none_breaks_nothing(measure: str) -> None:
    content = edited(official_letter(), lambda o: o.paragraph("SỞ NỘI VỤ").find(f".//{W}sz").set(f"{W}val", measure))
    assert "ten-co-quan-sai-kieu" in {p.code for p in found(content)}


@pytest.mark.parametrize("measure", ["1.2.3mm", "²", "9" * 400 + "mm", "mm"])
def test_a_line_of_no_length_is_none(measure: str) -> None:
    line = f'<w:r><w:pict><v:line from="0,0" to="{measure},0"/></w:pict></w:r>'
    content = edited(stacked_lines(), lambda o: o.paragraph("Điều 1.").append(elements(line)[0]))
    assert [p.code for p in found(content) if p.severity == ERROR] == []


def test_a_decision_headed_by_its_committee_and_signed_by_the_chairman_alone_does_not_fit() -> None:
    content = edited(decision(), say("CHỦ TỊCH ỦY BAN", "ỦY BAN NHÂN DÂN TỈNH SƠN LA"))
    (problem,) = [p for p in found(content) if p.severity == ERROR]
    assert problem.code == "nguoi-ban-hanh-khong-khop"
    assert "Dòng thẩm quyền ban hành".lower() in problem.message.lower()
