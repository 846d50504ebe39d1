"""Documents as other people build them: with python-docx, heads in tabs, lines of every make; and edits of any document."""

import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from lxml import etree

from reading import W, text_of

MAIN = "word/document.xml"
MM = 1440 / 25.4
CENTRE, LEFT, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
Edit = Callable[["Opened"], None]


class Opened:
    """The parts of a .docx file, to be changed."""

    def __init__(self, content: bytes) -> None:
        archive = zipfile.ZipFile(io.BytesIO(content))
        self.members = {name: archive.read(name) for name in archive.namelist()}
        self.roots: dict[str, Any] = {}

    def part(self, name: str) -> Any:
        if name not in self.roots:
            self.roots[name] = etree.fromstring(self.members[name])
        return self.roots[name]

    @property
    def body(self) -> Any:
        return self.part(MAIN).find(f"{W}body")

    def paragraph(self, words: str) -> Any:
        """The first paragraph that begins with these words."""
        return next(p for p in self.body.iter(f"{W}p") if text_of(p).startswith(words))

    def after(self, words: str, count: int = 1) -> Any:
        found = list(self.body.iter(f"{W}p"))
        return found[found.index(self.paragraph(words)) + count]

    def say(self, words: str, text: str) -> None:
        """Gives a paragraph another text, in the look of its first run."""
        paragraph = self.paragraph(words)
        for line_break in list(paragraph.iter(f"{W}br")):
            line_break.getparent().remove(line_break)
        for node in paragraph.iter(f"{W}t"):
            node.text, text = text, ""

    def swap(self, old: str, new: str) -> None:
        """Replaces words inside one run, wherever they stand first."""
        node = next(node for node in self.body.iter(f"{W}t") if old in (node.text or ""))
        node.text = node.text.replace(old, new)

    def run(self, words: str, properties: str) -> None:
        """Adds run properties to every run of a paragraph."""
        for run in self.paragraph(words).iter(f"{W}r"):
            own = run.find(f"{W}rPr")
            if own is None:
                own = etree.Element(f"{W}rPr")
                run.insert(0, own)
            for child in elements(properties):
                for old in own.findall(child.tag):
                    own.remove(old)
                own.append(child)

    def format(self, words: str, properties: str) -> None:
        """Adds paragraph properties, merging attributes."""
        self.format_element(self.paragraph(words), properties)

    def format_element(self, paragraph: Any, properties: str) -> None:
        own = paragraph.find(f"{W}pPr")
        for child in elements(properties):
            old = own.find(child.tag)
            if old is None:
                own.append(child)
            else:
                old.attrib.update(child.attrib)

    def remove(self, words: str) -> None:
        paragraph = self.paragraph(words)
        paragraph.getparent().remove(paragraph)

    def content(self) -> bytes:
        changed = {name: etree.tostring(root, xml_declaration=True, encoding="UTF-8") for name, root in self.roots.items()}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, member in (self.members | changed).items():
                archive.writestr(name, member)
        return buffer.getvalue()


def elements(xml: str) -> list[Any]:
    """The elements of a piece of WordprocessingML, without namespaces declared."""
    spaces = (
        f'xmlns:w="{W[1:-1]}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    return list(etree.fromstring(f"<root {spaces}>{xml}</root>"))


def edited(content: bytes, *edits: Edit) -> bytes:
    opened = Opened(content)
    for edit in edits:
        edit(opened)
    return opened.content()


def drawn_line(millimetres: float) -> str:
    """A line drawn by Word since 2010, as it saves it, with what older ones show instead."""
    width = round(millimetres * 36000)
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="{width}" cy="0"/><a:graphic><a:graphicData>'
        f'<wps:wsp><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="0"/></a:xfrm><a:prstGeom prst="line"/></wps:spPr></wps:wsp>'
        f'</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line from="0,0" to="9cm,0"/></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def old_line(millimetres: float) -> str:
    """A line drawn by Word 2003."""
    return f'<w:r><w:pict><v:line from="10mm,2pt" to="{10 + millimetres}mm,2pt" style="position:absolute"/></w:pict></w:r>'


def put_into(paragraph: Any, xml: str) -> None:
    for element in elements(xml):
        paragraph.append(element)


class Paper:
    """A document written with python-docx, from its default template: Calibri theme fonts, 11 pt, styles of its own."""

    def __init__(self) -> None:
        self.document = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)

    def line(self, holder: Any, text: str, size: float = 14, look: str = "", align: Any = LEFT, **spacing: float) -> Any:
        """A paragraph; `look` holds b for bold, i for italic."""
        paragraph = holder.add_paragraph() if hasattr(holder, "add_paragraph") else holder
        run = paragraph.add_run(text)
        run.font.name, run.font.size, run.bold, run.italic = "Times New Roman", Pt(size), "b" in look, "i" in look
        form = paragraph.paragraph_format
        form.alignment, form.line_spacing = align, 1.0
        form.space_before, form.space_after = Pt(spacing.get("before", 0)), Pt(spacing.get("after", 0))
        if "first" in spacing:
            form.first_line_indent = Mm(spacing["first"])
        if "left" in spacing:
            form.left_indent = Mm(spacing["left"])
        return paragraph

    def body(self, *texts: str, look: str = "") -> None:
        for text in texts:
            self.line(self.document, text, 14, look, BOTH, before=6, first=12.7)

    def table(self, *columns: float) -> list[Any]:
        """One row without borders; returns its cells, each with one empty paragraph gone."""
        table = self.document.add_table(1, len(columns))
        table.autofit = False
        for column, cell, width in zip(table.columns, table.rows[0].cells, columns, strict=True):
            column.width = cell.width = Mm(width)
            cell._tc.remove(cell.paragraphs[0]._p)
        return list(table.rows[0].cells)

    def tabs(self, pieces: Iterable[tuple[str, float, str]], *stops: float) -> Any:
        """A paragraph with pieces at centred tabs, in millimetres."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1.0
        for stop in stops:
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(stop), WD_TAB_ALIGNMENT.CENTER)
        for text, size, look in pieces:
            paragraph.add_run("\t")
            self.line(paragraph, text, size, look)
        return paragraph

    def content(self) -> bytes:
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()


SENTENCE = (
    "Thực hiện Kế hoạch số 151/KH-UBND ngày 06 tháng 6 năm 2023 của Ủy ban nhân dân tỉnh, Sở Nội vụ đề nghị các cơ quan, đơn vị "
    "triển khai những nội dung sau đây theo đúng thời hạn đã giao."
)


def official_letter() -> bytes:
    """A công văn: head in one row with rows of underscores, two addressees, foot in a table."""
    paper = Paper()
    left, right = paper.table(66, 99)
    paper.line(left, "UBND TỈNH SƠN LA", 13, "", CENTRE)
    paper.line(left, "SỞ NỘI VỤ", 13, "b", CENTRE)
    paper.line(left, "____", 13, "", CENTRE)
    paper.line(left, "Số: 995/SNV-CCHC", 13, "", CENTRE)
    paper.line(left, "V/v triển khai kế hoạch cải cách hành chính", 12, "", CENTRE, before=6)
    paper.line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b", CENTRE)
    paper.line(right, "Độc lập - Tự do - Hạnh phúc", 14, "b", CENTRE)
    paper.line(right, "________________________", 14, "", CENTRE)
    paper.line(right, "Sơn La, ngày 15 tháng 6 năm 2023", 14, "i", CENTRE)
    paper.line(paper.document, "Kính gửi:", 14, "", LEFT, before=12, left=40)
    paper.line(paper.document, "- Các sở, ban, ngành;", 14, "", LEFT, left=60)
    paper.line(paper.document, "- Ủy ban nhân dân các huyện, thành phố.", 14, "", LEFT, left=60)
    paper.body(SENTENCE, f"1. {SENTENCE}", f"2. {SENTENCE}", "Đề nghị các cơ quan, đơn vị nghiêm túc thực hiện./.")
    left, right = paper.table(80, 85)
    paper.line(left, "Nơi nhận:", 12, "bi")
    for text in ("- Như trên;", "- Lãnh đạo Sở;", "- Lưu: VT, CCHC."):
        paper.line(left, text, 11)
    paper.line(right, "KT. GIÁM ĐỐC", 14, "b", CENTRE)
    paper.line(right, "PHÓ GIÁM ĐỐC", 14, "b", CENTRE)
    paper.line(right, "Nguyễn Văn An", 14, "b", CENTRE, before=85)
    return paper.content()


def decision() -> bytes:
    """A quyết định: head and foot in tabs, a line drawn with Word 2003 and one with Word 2010, điều, «Căn cứ» in italics."""
    paper = Paper()
    nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    paper.tabs((("ỦY BAN NHÂN DÂN", 12, "b"), (nation, 12, "b")), 33, 118)
    head = paper.tabs((("TỈNH SƠN LA", 12, "b"), ("Độc lập - Tự do - Hạnh phúc", 13, "b")), 33, 118)
    put_into(head._p, drawn_line(56.1) + old_line(12))
    paper.tabs((("Số: 05/QĐ-UBND", 13, ""), ("Sơn La, ngày 05 tháng 01 năm 2024", 13, "i")), 33, 118)
    paper.line(paper.document, "QUYẾT ĐỊNH", 14, "b", CENTRE, before=12)
    paper.line(paper.document, "Về việc thành lập Tổ giúp việc Ban Chỉ đạo cải cách hành chính", 14, "b", CENTRE)
    paper.line(paper.document, "__________________", 14, "", CENTRE)
    paper.line(paper.document, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA", 14, "b", CENTRE)
    paper.body(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 02 tháng 01 năm 2024.",
        look="i",
    )
    paper.line(paper.document, "QUYẾT ĐỊNH:", 14, "b", CENTRE, before=12, after=6)
    paper.body(f"Điều 1. {SENTENCE}", f"Điều 2. {SENTENCE}", f"Điều 3. {SENTENCE}./.")
    foot = (("Nơi nhận:", 12, "bi"), ("KT. CHỦ TỊCH", 14, "b"))
    paragraph = paper.document.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(118), WD_TAB_ALIGNMENT.CENTER)
    for index, (text, size, look) in enumerate(foot):
        paragraph.add_run("\t" * index)
        paper.line(paragraph, text, size, look)
    paragraph = paper.line(paper.document, "- Như Điều 3;", 11)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(118), WD_TAB_ALIGNMENT.CENTER)
    paragraph.add_run("\t")
    paper.line(paragraph, "PHÓ CHỦ TỊCH", 14, "b")
    paper.line(paper.document, "- Lưu: VT, NC.", 11)
    for _ in range(4):
        paper.line(paper.document, "", 14)
    paragraph = paper.line(paper.document, "", 14)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(118), WD_TAB_ALIGNMENT.CENTER)
    paragraph.add_run("\t")
    paper.line(paragraph, "Trần Thị Bình", 14, "b")
    return paper.content()
