"""Plan → its two Word templates, made to the measures of the law.

What is shipped in `templates/` is what this module makes; a test holds the two together. People restyle a copy in Word.
"""

from kehoach_gen.nd30 import Law, letterhead
from kehoach_gen.nd30.letterhead import body_text, cell_style
from kehoach_gen.office.word import Page, Style, cell, document, looped, paragraph, row, table, twips
from kehoach_gen.plan.layout import COLUMNS
from kehoach_gen.plan.model import BLOCK_KINDS

_KEEP = "Normal"


def plan_template(law: Law) -> bytes:
    """`kehoach.docx` (NĐ 30/2020, Phụ lục III, Mẫu 1.4)."""
    page = letterhead.page(law, landscape=False)
    body = letterhead.head(law, page) + letterhead.title(page) + _body() + letterhead.foot(law, page) + paragraph("CuoiTrang")
    return document(body, page, _plan_styles(law), size=law["co_noi_dung"], page_number=letterhead.page_number(law))


def appendix_template(law: Law) -> bytes:
    """`phuluc.docx`: one appendix with its table, landscape (Phụ lục III, Mẫu 2.1)."""
    page = letterhead.page(law, landscape=True)
    body = letterhead.appendix_head(law, page) + _task_table(page) + paragraph("KetThuc", "./.")
    return document(body, page, _appendix_styles(law), size=law["co_noi_dung"], page_number=letterhead.page_number(law))


_BLOCKS = {
    "phan": ("Phan", "Phần {{ d.so }}", "TenPhan", "{{ d.chu }}"),
    "muc": ("Muc", "{{ d.so }}. {{ d.chu }}"),
    "khoan_tieu_de": ("KhoanTieuDe", "{{ d.so }}. {{ d.chu }}"),
    "khoan": ("DoanVan", "{{ d.so }}. {{ d.chu }}"),
    "diem": ("DoanVan", "{{ d.so }}) {{ d.chu }}"),
    "gach": ("DoanVan", "- {{ d.chu }}"),
    "cong": ("DoanVan", "+ {{ d.chu }}"),
    "doan": ("DoanVan", "{{ d.chu }}"),
}


def _body() -> str:
    blocks = []
    for index, kind in enumerate(BLOCK_KINDS):
        parts = _BLOCKS[kind]
        blocks.append(paragraph(_KEEP, f"{{%p {'elif' if index else 'if'} d.loai == '{kind}' %}}"))
        blocks += [paragraph(style, text) for style, text in zip(parts[::2], parts[1::2], strict=True)]
    blocks.append(paragraph(_KEEP, "{%p endif %}"))
    return (
        looped("for d in can_cu", [paragraph("CanCu", "{{ d }}")], "endfor", _KEEP)
        + looped("for d in mo_dau", [paragraph("DoanVan", "{{ d }}")], "endfor", _KEEP)
        + looped("for d in noi_dung", blocks, "endfor", _KEEP)
    )


def _task_table(page: Page) -> str:
    widths = [twips(mm) for mm in COLUMNS]
    widths.append(page.text_width - sum(widths))
    return table(
        (*_header_rows(widths), *_area_rows(widths), *_task_rows(widths)), widths, borders=True, caption="Phân công nhiệm vụ"
    )


def _header_rows(widths: list[int]) -> tuple[str, str]:
    def head(text: str, column: int, merge: str = "", span: int = 1) -> str:
        width = sum(widths[column : column + span])
        return cell(paragraph("OTieuDe", text), width, merge=merge, span=span, valign="center")

    number, task, lead, coordinator, time, note = range(6)
    titles = {number: "TT", task: "Nhiệm vụ, giải pháp", time: "Thời gian hoàn thành", note: "Ghi chú"}
    top = [head(titles[c], c, "restart") for c in (number, task)]
    top.append(head("Phân công trách nhiệm", lead, span=2))
    top += [head(titles[c], c, "restart") for c in (time, note)]
    low = [head("", c, "continue") for c in (number, task)]
    low += [head("Cơ quan chủ trì", lead), head("Cơ quan phối hợp", coordinator)]
    low += [head("", c, "continue") for c in (time, note)]
    return row(*top, header=True), row(*low, header=True)


def _area_rows(widths: list[int]) -> tuple[str, ...]:
    def tag(text: str) -> str:
        return row(cell(paragraph("OLinhVuc", text), sum(widths), span=6))

    name = row(
        cell(paragraph("OLinhVucSo", "{{ lv.tt }}"), widths[0], valign="center"),
        cell(paragraph("OLinhVuc", "{{ lv.ten }}"), sum(widths[1:]), span=5, valign="center"),
    )
    return tag("{%tr for lv in linh_vuc %}"), tag("{%tr if lv.ten %}"), name, tag("{%tr endif %}")


def _task_rows(widths: list[int]) -> tuple[str, ...]:
    def tag(text: str) -> str:
        return row(cell(paragraph("OChu", text), sum(widths), span=6))

    def lines(name: str, style: str) -> str:
        return looped(f"for d in nv.{name}", [paragraph(style, "{{ d }}")], "endfor", style)

    cells = (
        paragraph("OGiua", "{{ nv.tt }}"),
        lines("doan", "OChu"),
        lines("chu_tri", "OTrai"),
        lines("phoi_hop", "OTrai"),
        lines("thoi_gian", "OGiua"),
        lines("ghi_chu", "OTrai"),
    )
    task = row(*(cell(content, width, valign="center") for content, width in zip(cells, widths, strict=True)))
    return tag("{%tr for nv in lv.nhiem_vu %}"), task, tag("{%tr endfor %}"), tag("{%tr endfor %}")


def _plan_styles(law: Law) -> tuple[Style, ...]:
    size, gap = law["co_noi_dung"], law["cach_doan"]
    return (
        *letterhead.head_styles(law),
        body_text(law, "CanCu", "Căn cứ", italic=True),
        Style("Phan", "KH Phần", size, True, align="center", before=2 * gap, keep_next=True, outline=0),
        Style("TenPhan", "KH Tên phần", size, True, align="center", keep_next=True),
        body_text(law, "Muc", "Mục", bold=True, keep_next=True, outline=0),
        body_text(law, "KhoanTieuDe", "Khoản có tiêu đề", bold=True, keep_next=True, outline=1),
        body_text(law, "DoanVan", "Đoạn văn"),
        *letterhead.foot_styles(law),
    )


def _appendix_styles(law: Law) -> tuple[Style, ...]:
    size = law["co_bang"]
    return (
        *letterhead.appendix_styles(law),
        cell_style("OTieuDe", "tiêu đề", size, "center", bold=True),
        cell_style("OLinhVucSo", "số lĩnh vực", size, "center", bold=True, keep_next=True),
        cell_style("OLinhVuc", "lĩnh vực", size, "left", bold=True, keep_next=True),
        cell_style("OGiua", "giữa", size, "center"),
        cell_style("OChu", "nhiệm vụ", size, "both"),
        cell_style("OTrai", "trái", size, "left"),
        letterhead.closing_style(law),
    )
