"""Documents of other types and of other makes than those of `papers`, each right by the decree."""

from collections.abc import Iterable
from typing import Any

from docx.enum.section import WD_SECTION
from docx.shared import Mm
from papers import CENTRE, LEFT, SENTENCE, Opened, Paper, elements, put_into

from kehoach_gen.office.metrics import text_width

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
LAST = "Các cơ quan, đơn vị thực hiện./."


def underscores(below: str, size: float, share: float) -> str:
    """A row as long as that share of a bold line of text."""
    return "_" * round(text_width(below, size, bold=True) * share / text_width("_", size))


class Office(Paper):
    """Writes the usual parts: head and foot in tables without borders."""

    def head(self, names: Iterable[str], number: str, dated: str, superior: str = "", about: Iterable[str] = ()) -> list[Any]:
        left, right = cells = self.table(67, 98)
        for name in filter(None, [superior]):
            self.line(left, name, 13, "", CENTRE)
        for name in names:
            self.line(left, name, 13, "b", CENTRE)
        self.line(left, underscores(name, 13, 0.42), 13, "", CENTRE)
        if number:
            self.line(left, number, 13, "", CENTRE)
        for index, line in enumerate(about):
            self.line(left, line, 12, "", CENTRE, before=0 if index else 6)
        self.nation(right)
        if dated:
            self.line(right, dated, 14, "i", CENTRE)
        return cells

    def nation(self, holder: Any) -> None:
        self.line(holder, NATION, 13, "b", CENTRE)
        self.line(holder, MOTTO, 14, "b", CENTRE)
        self.line(holder, underscores(MOTTO, 14, 1.0), 14, "", CENTRE)

    def title(self, kind: str, *subject: str) -> None:
        self.line(self.document, kind, 14, "b", CENTRE, before=12)
        for line in subject:
            self.line(self.document, line, 14, "b", CENTRE)
        if subject:
            self.line(self.document, underscores(subject[-1], 14, 0.42), 14, "", CENTRE)

    def centred(self, text: str, look: str = "b", **spacing: float) -> None:
        self.line(self.document, text, 14, look, CENTRE, **spacing)

    def foot(self, recipients: Iterable[str], *signatures: tuple[Iterable[str], str]) -> list[Any]:
        cells = self.table(*[165 / (len(signatures) + 1)] * (len(signatures) + 1))
        self.recipients(cells[0], recipients)
        for cell, (powers, name) in zip(cells[1:], signatures, strict=True):
            self.signed(cell, powers, name)
        return cells

    def recipients(self, holder: Any, recipients: Iterable[str]) -> None:
        self.line(holder, "Nơi nhận:", 12, "bi")
        for text in recipients:
            self.line(holder, text, 11)

    def signed(self, holder: Any, powers: Iterable[str], name: str) -> None:
        for power in powers:
            self.line(holder, power, 14, "b", CENTRE)
        self.line(holder, name, 14, "b", CENTRE, before=85)

    def opened(self) -> Opened:
        return Opened(self.content())


def decision_with_regulation() -> bytes:
    """A decision of a director, and the regulation it issues, with a head of its own, chương, điều, khoản, điểm."""
    paper = Office()
    paper.head(["SỞ Y TẾ"], "Số: 318/QĐ-SYT", "Sơn La, ngày 12 tháng 8 năm 2025", "UBND TỈNH SƠN LA")
    paper.title("QUYẾT ĐỊNH", "Ban hành Quy chế làm việc của Sở Y tế")
    paper.centred("GIÁM ĐỐC SỞ Y TẾ")
    paper.body(
        "Căn cứ Quyết định số 60/QĐ-UBND ngày 30 tháng 6 năm 2025 của Ủy ban nhân dân tỉnh ban hành Quy chế làm việc;",
        "Theo đề nghị của Chánh Văn phòng Sở.",
        look="i",
    )
    paper.centred("QUYẾT ĐỊNH:", before=6, after=6)
    paper.body("Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc của Sở Y tế.", f"Điều 2. {LAST}")
    paper.foot(["- Như Điều 2;", "- Lưu: VT, VP."], (["GIÁM ĐỐC"], "Trần Trọng Hải"))
    paper.document.add_section(WD_SECTION.NEW_PAGE)
    left, right = paper.table(67, 98)
    paper.line(left, "UBND TỈNH SƠN LA", 13, "", CENTRE)
    paper.line(left, "SỞ Y TẾ", 13, "b", CENTRE)
    paper.nation(right)
    paper.centred("QUY CHẾ", before=12)
    paper.centred("Làm việc của Sở Y tế")
    paper.centred("(Kèm theo Quyết định số 318/QĐ-SYT ngày 12 tháng 8 năm 2025", "i")
    paper.centred("của Giám đốc Sở Y tế)", "i")
    paper.centred("__________", "")
    paper.centred("Chương I")
    paper.centred("QUY ĐỊNH CHUNG")
    paper.body("Điều 1. Phạm vi điều chỉnh", look="b")
    paper.body(
        f"1. {SENTENCE}", "2. Giám đốc Sở có trách nhiệm:", "a) Lãnh đạo, quản lý hoạt động của Sở;", "b) Phân công công tác."
    )
    paper.body("Điều 2. Điều khoản thi hành", look="b")
    paper.body(LAST)
    return paper.content()


def minutes() -> bytes:
    """Biên bản: no day in the head, two sign side by side, recipients below (Mẫu 1.9)."""
    paper = Office()
    paper.head(["SỞ NỘI VỤ"], "Số: 45/BB-SNV", "", "UBND TỈNH SƠN LA")
    paper.title("BIÊN BẢN", "Họp xét thi đua, khen thưởng năm 2025")
    paper.body("Thời gian bắt đầu: 08 giờ 00 phút, ngày 14 tháng 11 năm 2025.", "1. Ý kiến thứ nhất.", "2. Ý kiến thứ hai.", LAST)
    clerk, chair = paper.table(80, 85)
    paper.signed(clerk, ["THƯ KÝ"], "Lò Thị Thủy")
    paper.signed(chair, ["CHỦ TỌA"], "Nguyễn Quang Vinh")
    paper.recipients(paper.document, ["- Các thành viên Hội đồng;", "- Lưu: VT, Hồ sơ."])
    return paper.content()


def telegram() -> bytes:
    """Công điện to several: «ĐIỆN:» and the list below it (Mẫu 1.6)."""
    paper = Office()
    paper.head(["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"], "Số: 05/CĐ-UBND", "Sơn La, ngày 22 tháng 7 năm 2025")
    paper.title("CÔNG ĐIỆN", "Về việc chủ động ứng phó mưa lũ")
    paper.line(paper.document, "ĐIỆN:", 14, "", LEFT, before=12, left=40)
    paper.line(paper.document, "- Giám đốc các sở, ban, ngành;", 14, "", LEFT, left=55)
    paper.line(paper.document, "- Chủ tịch Ủy ban nhân dân các xã, phường.", 14, "", LEFT, left=55)
    paper.body(SENTENCE, LAST)
    paper.foot(["- Như trên;", "- Lưu: VT, KT."], (["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "Nguyễn Thành Công"))
    return paper.content()


def joint_guidance() -> bytes:
    """Two departments issue it together and both sign."""
    paper = Office()
    paper.head(["SỞ NỘI VỤ", "SỞ TÀI CHÍNH"], "Số: 1204/HD-SNV-STC", "Sơn La, ngày 30 tháng 6 năm 2025")
    paper.title("HƯỚNG DẪN", "Thực hiện chế độ đối với cán bộ, công chức nghỉ việc")
    paper.body(SENTENCE, LAST)
    one, other = paper.table(82, 83)
    paper.signed(one, ["KT. GIÁM ĐỐC", "SỞ TÀI CHÍNH", "PHÓ GIÁM ĐỐC"], "Lê Tiến Lợi")
    paper.signed(other, ["GIÁM ĐỐC", "SỞ NỘI VỤ"], "Nguyễn Quang Vinh")
    paper.recipients(paper.document, ["– UBND tỉnh (báo cáo);", "– Lưu: VT, P.TCBC."])
    return paper.content()


def stacked_lines() -> bytes:
    """Every block is one paragraph with line breaks: names, nation and motto, title and subject, recipients, signature."""
    paper = Office()
    left, right = paper.table(67, 98)
    paper.line(left, "ỦY BAN NHÂN DÂN\nXÃ VÂN HỒ", 13, "b", CENTRE).add_run()
    paper.line(left, underscores("XÃ VÂN HỒ", 13, 0.42), 13, "", CENTRE)
    paper.line(left, "Số: 72/QĐ-UBND", 13, "", CENTRE)
    paper.line(paper.line(right, f"{NATION}\n", 13, "b", CENTRE), f"{MOTTO}\n", 14, "b", CENTRE)
    paper.line(right.paragraphs[0], underscores(MOTTO, 14, 1.0), 14, "", CENTRE)
    paper.line(right, "Vân Hồ, ngày 05 tháng 11 năm 2025", 14, "i", CENTRE)
    subject = "Về việc điều động công chức"
    title = paper.line(paper.document, f"QUYẾT ĐỊNH\n{subject}\n", 14, "b", CENTRE, before=12)
    paper.line(title, underscores(subject, 14, 0.42), 14, "", CENTRE)
    paper.centred("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ VÂN HỒ", before=6)
    paper.body("Căn cứ Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025;", "Xét đề nghị của Trưởng phòng Kinh tế.", look="i")
    paper.centred("QUYẾT ĐỊNH:", before=6, after=6)
    paper.body("Điều 1. Điều động ông Lò Văn Hải đến Văn phòng.", f"Điều 2. {LAST}")
    left, right = paper.table(80, 85)
    paper.line(paper.line(left, "Nơi nhận:\n", 12, "bi"), "- Như Điều 2;\n- Các phòng, ban,\nđơn vị của xã;\n- Lưu: VT.", 11)
    paper.line(right, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\n\n\n", 14, "b", CENTRE)
    paper.line(right, "Hà Văn Quyết", 14, "b", CENTRE)
    return paper.content()


def nested_head() -> bytes:
    """The table of the head stands in a cell of another."""
    paper = Office()
    names = ["ỦY BAN NHÂN DÂN", "XÃ VÂN HỒ"]
    paper.head(names, "Số: 09/KH-UBND", "Vân Hồ, ngày 05 tháng 11 năm 2025")
    paper.title("KẾ HOẠCH", "Tổ chức Ngày hội Đại đoàn kết toàn dân tộc")
    paper.body(SENTENCE, LAST)
    paper.foot(["- UBND tỉnh;", "- Lưu: VT."], (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Sồng A Vang"))
    (outer,) = paper.table(165)
    inner = paper.document.tables[0]._tbl
    outer._tc.append(inner)
    paper.line(outer, "", 2)
    paper.document.element.body.insert(0, paper.document.tables[-1]._tbl)
    return paper.content()


def boxed_head() -> bytes:
    """Both blocks of the head stand in text boxes."""
    paper = Office()
    left, right = paper.head(
        ["SỞ XÂY DỰNG"], "Số: 455/SXD-QLN", "Sơn La, ngày 12 tháng 12 năm 2025", "UBND TỈNH SƠN LA", ["V/v cung cấp thông tin"]
    )
    anchor = paper.document.add_paragraph()
    for cell in (left, right):
        (run,) = elements(
            "<w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent/></wps:txbx></wps:wsp>"
            "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
        )
        next(run.iter("{*}txbxContent")).extend(list(cell._tc.iter("{*}p")))
        anchor._p.append(run)
    paper.document.element.body.remove(paper.document.tables[0]._tbl)
    paper.line(paper.document, "Kính gửi: Ủy ban nhân dân phường Tô Hiệu", 14, "", CENTRE, before=12)
    paper.body(SENTENCE, LAST)
    paper.foot(["- Như trên;", "- Lưu: VT, QLN."], (["GIÁM ĐỐC"], "Nguyễn Văn Bắc"))
    return paper.content()


def open_letter() -> bytes:
    """Thư công by another name: no number, no recipients."""
    paper = Office()
    paper.head(["CHỦ TỊCH", "ỦY BAN NHÂN DÂN TỈNH SƠN LA"], "", "Sơn La, ngày 19 tháng 11 năm 2025")
    paper.title("THƯ CHÚC MỪNG")
    paper.body("Thân ái gửi các thầy giáo, cô giáo tỉnh Sơn La!", SENTENCE, "Chúc các thầy giáo, cô giáo mạnh khỏe.")
    blank, right = paper.table(80, 85)
    paper.line(blank, "")
    paper.signed(right, ["CHỦ TỊCH"], "Nguyễn Đình Việt")
    return paper.content()


def certified_copy() -> bytes:
    """A letter, whose table of recipients and signature is followed at once by that of «SAO Y», as Word then joins them."""
    paper = Office()
    paper.head(
        ["SỞ NỘI VỤ"],
        "Số: 700/SNV-CCVC",
        "Sơn La, ngày 01 tháng 10 năm 2025",
        "UBND TỈNH SƠN LA",
        ["V/v cử công chức tham gia lớp", "bồi dưỡng nghiệp vụ văn thư"],
    )
    left, right = paper.table(45, 120)
    paper.line(left, "Kính gửi:", 14, "", LEFT, before=12)
    paper.line(right, "- Sở Tài chính;", 14, "", LEFT, before=12)
    paper.line(right, "- Thanh tra tỉnh.", 14)
    paper.body(SENTENCE, LAST)
    paper.foot(["- Như trên;", "- Lưu: VT, CCVC."], (["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], "Trần Đức Thuận"))
    left, right = paper.table(67, 98)
    paper.line(left, "UBND XÃ MƯỜNG LA", 13, "b", CENTRE)
    paper.line(left, "Số: 12/SY-UBND", 13, "", CENTRE)
    paper.line(right, "SAO Y", 14, "b", CENTRE)
    paper.line(right, "Mường La, ngày 09 tháng 10 năm 2025", 14, "i", CENTRE)
    paper.foot(["- Phòng Văn hóa - Xã hội;", "- Lưu: VT."], (["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], "Lò Văn Pọm"))
    head, addressees, foot, copy, below = (table._tbl for table in paper.document.tables)
    for table, following in ((head, addressees), (foot, copy), (foot, below)):
        table.extend(list(following.iter("{*}tr")))
        following.getparent().remove(following)
    return paper.content()


def steering_committee() -> bytes:
    """Signed on behalf of a committee: the post in the signer's own office stands above his name."""
    paper = Office()
    paper.head(["BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"], "Số: 05/KH-BCĐ", "Sơn La, ngày      tháng     năm 202...", "UBND TỈNH SƠN LA")
    paper.title("KẾ HOẠCH", "Hoạt động năm 2026")
    paper.body("A. NHIỆM VỤ", "I. THỂ CHẾ", look="b")
    paper.body(SENTENCE)
    paper.body("B. TỔ CHỨC THỰC HIỆN", "I. KINH PHÍ", look="b")
    paper.body(LAST)
    *_, right = paper.foot(
        ["- Thành viên Ban Chỉ đạo;", "- Lưu: VT, BCĐ."], (["TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN"], "PHÓ CHỦ TỊCH UBND TỈNH")
    )
    paper.line(right, "Nguyễn Thành Công", 14, "b", CENTRE)
    return paper.content()


def contract() -> bytes:
    """Hợp đồng: no authority above, its number below its subject, both parties sign."""
    paper = Office()
    paper.nation(paper.document)
    paper.title("HỢP ĐỒNG", "Cung cấp dịch vụ số hóa tài liệu")
    paper.line(paper.document, "Số: 15/HĐ-SNV", 13, "", CENTRE)
    paper.body("Căn cứ Bộ luật Dân sự ngày 24 tháng 11 năm 2015;", "Căn cứ nhu cầu của hai bên.", look="i")
    paper.body("Điều 1. Nội dung công việc", look="b")
    paper.body(SENTENCE)
    one, other = paper.table(82, 83)
    paper.signed(one, ["ĐẠI DIỆN BÊN A", "GIÁM ĐỐC"], "Nguyễn Quang Vinh")
    paper.signed(other, ["ĐẠI DIỆN BÊN B", "GIÁM ĐỐC"], "Phạm Thu Trang")
    return paper.content()


def amending_decision() -> bytes:
    """Provisions of another decision are quoted, with numbers of their own."""
    paper = Office()
    paper.head(["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"], "Số: 2500/QĐ-UBND", "Sơn La, ngày 12 tháng 11 năm 2025")
    paper.title("QUYẾT ĐỊNH", "Sửa đổi, bổ sung Quyết định số 1500/QĐ-UBND")
    paper.centred("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA", before=6)
    paper.body(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "Theo đề nghị của Giám đốc Sở Nội vụ;", look="i"
    )
    paper.body("Chủ tịch Ủy ban nhân dân tỉnh ban hành Quyết định sửa đổi, bổ sung.", look="i")
    paper.body(
        "Điều 1. Sửa đổi, bổ sung như sau:", "1. Sửa đổi Điều 3 như sau:", "“Điều 3. Trách nhiệm", "1. Chủ trì.", "2. Báo cáo.”"
    )
    paper.body("2. Bãi bỏ khoản 5 Điều 4.", f"Điều 2. {LAST}")
    paper.foot(["- Như Điều 2;", "- Lưu: VT, NC."], (["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "Tráng Thị Xuân"))
    return paper.content()


def urgent_letter() -> bytes:
    """Tabs at the head, what is written in red stamped below, the page number in a frame of LibreOffice."""
    paper = Office()
    stops = (33.0, 118.0)
    paper.tabs((("ỦY BAN NHÂN DÂN", 12, "b"), (NATION, 12, "b")), *stops)
    paper.tabs((("TỈNH SƠN LA", 12, "b"), (MOTTO, 13, "b")), *stops)
    paper.tabs(((underscores("TỈNH SƠN LA", 12, 0.42), 12, ""), (underscores(MOTTO, 13, 1.0), 13, "")), *stops)
    paper.tabs((("Số: 4021/UBND-NC", 13, ""), ("Sơn La, ngày 19 tháng 11 năm 2025", 13, "i")), *stops)
    paper.tabs((("V/v khắc phục hậu quả mưa lũ", 12, ""),), *stops).paragraph_format.space_before = Mm(2.1)
    (stamp,) = paper.table(30)
    put_into(paper.line(stamp, "HỎA TỐC", 13, "b", CENTRE).runs[0]._r.find("{*}rPr"), '<w:color w:val="FF0000"/>')
    paper.line(paper.document, "Kính gửi: Các sở, ban, ngành", 14, "", CENTRE, before=12)
    paper.body(*[SENTENCE] * 20, LAST)
    paper.foot(["- Như trên;", "- Lưu: VT, NC (15)."], (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Nguyễn Đình Việt"))
    section = paper.document.sections[0]
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    put_into(
        header._p,
        '<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH><a:graphic><a:graphicData>'
        '<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:rPr><w:rFonts w:ascii="Times New Roman"/><w:sz w:val="28"/></w:rPr>'
        '<w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>2</w:t>'
        '<w:fldChar w:fldCharType="end"/></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>',
    )
    return paper.content()
