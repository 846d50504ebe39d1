"""Change → the Word template of the table that sets two versions side by side, landscape.

What is shipped in `templates/` is what this module makes; a test holds the two together. People restyle a copy in Word.
"""

from kehoach_gen.nd30 import Law, letterhead
from kehoach_gen.nd30.letterhead import cell_style
from kehoach_gen.office.word import Page, cell, document, looped, paragraph, row, table, twips

_WIDTHS = (11.0, 78.0, 78.0, 37.0)
"""Widths of TT, old, new and reason in millimetres; the agencies take the rest of the page."""


def comparison_template(law: Law) -> bytes:
    """`bang-so-sanh.docx`."""
    page = letterhead.page(law, landscape=True)
    head = (
        paragraph("PhuLuc", "BẢNG SO SÁNH, THUYẾT MINH")
        + paragraph("TenPhuLuc", "{{ tieu_de }}")
        + paragraph("KemTheo", "({{ tom_tat }})")
        + letterhead.rule("KeKemTheo", page.text_width, law["ke_kem_theo"])
    )
    size = law["co_bang"]
    styles = (
        *letterhead.appendix_styles(law),
        cell_style("OTieuDe", "tiêu đề", size, "center", bold=True),
        cell_style("OPhan", "phần của văn bản", size, "left", bold=True, keep_next=True),
        cell_style("OGiua", "giữa", size, "center"),
        cell_style("ONhan", "tên mục", size, "left", bold=True, keep_next=True),
        cell_style("OChu", "nội dung", size, "both"),
        cell_style("OTrai", "trái", size, "left"),
        letterhead.closing_style(law),
    )
    return document(
        head + _table(page) + paragraph("OTrai"), page, styles, size=law["co_noi_dung"], page_number=letterhead.page_number(law)
    )


def _table(page: Page) -> str:
    widths = [twips(mm) for mm in _WIDTHS]
    widths.append(page.text_width - sum(widths))

    def tag(text: str) -> str:
        return row(cell(paragraph("OTrai", text), sum(widths), span=len(widths)))

    def lines(name: str, style: str) -> str:
        return looped(f"for d in h.{name}", [paragraph(style, "{{ d }}")], "endfor", style)

    titles = (
        paragraph("OTieuDe", "TT"),
        paragraph("OTieuDe", "Nội dung cũ") + paragraph("OGiua", "{{ ban_cu }}"),
        paragraph("OTieuDe", "Nội dung mới") + paragraph("OGiua", "{{ ban_moi }}"),
        paragraph("OTieuDe", "Lý do"),
        paragraph("OTieuDe", "Cơ quan chịu ảnh hưởng"),
    )
    cells = (
        paragraph("OGiua", "{{ h.tt }}"),
        paragraph("ONhan", "{{ h.nhan_cu }}") + lines("cu", "OChu"),
        paragraph("ONhan", "{{ h.nhan_moi }}") + lines("moi", "OChu"),
        paragraph("OTrai", "{{ h.ly_do }}"),
        lines("co_quan", "OTrai"),
    )
    heading = row(*(cell(title, width, valign="center") for title, width in zip(titles, widths, strict=True)), header=True)
    part = row(cell(paragraph("OPhan", "{{ h.ten }}"), sum(widths), span=len(widths)))
    content = row(*(cell(inner, width) for inner, width in zip(cells, widths, strict=True)))
    rows = (
        heading,
        tag("{%tr for h in hang %}"),
        tag("{%tr if h.loai == 'nhom' %}"),
        part,
        tag("{%tr elif h.loai == 'dai' %}"),
        content.replace("<w:cantSplit/>", "", 1),
        tag("{%tr elif h.loai == 'noi_dung' %}"),
        content,
        tag("{%tr endif %}"),
        tag("{%tr endfor %}"),
    )
    return table(rows, widths, borders=True, caption="So sánh nội dung cũ và mới")
