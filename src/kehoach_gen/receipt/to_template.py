"""What goes out from the return desk → its Word templates: the letter that reminds (Phụ lục III, Mẫu 1.5) and the slip
that asks for corrections.

What is shipped in `templates/` is what this module makes; a test holds the two together. People restyle a copy in Word.
"""

from collections.abc import Sequence
from dataclasses import replace

from kehoach_gen.nd30 import Law, letterhead
from kehoach_gen.nd30.letterhead import body_text, cell_style
from kehoach_gen.office.metrics import text_width
from kehoach_gen.office.word import Page, Style, cell, document, looped, paragraph, row, section_end, table, twips

_ADDRESSEES_AT = 45
"""Millimetres from the margin to «Kính gửi:» where several are addressed: right of what stands under the number."""
_Column = tuple[str, int, str, str]
"""A column: its title, its width in millimetres, the style and the name of what stands in it."""
_AGENCIES: tuple[_Column, ...] = (
    ("TT", 10, "OGiua", "tt"),
    ("Cơ quan, đơn vị", 49, "OTrai", "ten"),
    ("Hạn gửi", 23, "OGiua", "han_gui"),
    ("Tình trạng", 51, "OTrai", "tinh_trang"),
    ("Nhiệm vụ chủ trì", 16, "OGiua", "chu_tri"),
    ("Nhiệm vụ phối hợp", 16, "OGiua", "phoi_hop"),
)
_FAULTS: tuple[_Column, ...] = (
    ("TT", 10, "OGiua", "tt"),
    ("Chỗ", 56, "OTrai", "cho"),
    ("Nội dung đã ghi, lỗi", 54, "OTrai", "loi"),
    ("Cách sửa", 45, "OTrai", "cach_sua"),
)
_CELL_MARGIN = 55


def reminder_template(law: Law) -> bytes:
    """`dondoc.docx`: the letter, then the list of agencies."""
    page = letterhead.page(law, landscape=False)
    body = _letter_head(law, page) + _addressees()
    body += looped("for d in noi_dung", [paragraph("DoanVan", "{{ d }}")], "endfor", "Normal")
    body += letterhead.foot(law, page) + section_end("CuoiTrang", page)
    body += letterhead.appendix_head(law, page) + _table(_AGENCIES, page) + paragraph("KetThuc", "./.")
    styles = (*_styles(law, law["co_bang"]), *letterhead.appendix_styles(law), letterhead.closing_style(law))
    return document(body, page, styles, size=law["co_noi_dung"], page_number=letterhead.page_number(law))


def cover_template(law: Law) -> bytes:
    """`phieutralai.docx`; one page in the usual case."""
    page = letterhead.page(law, landscape=False)
    body = letterhead.head(law, page) + letterhead.title(page) + paragraph("KinhGui", "Kính gửi: {{ kinh_gui }}")
    body += paragraph("TruocBang", "{{ mo_dau }}") + _table(_FAULTS, page)
    body += paragraph("DoanVan", "{{ ket_thuc }}") + letterhead.foot(law, page) + paragraph("CuoiTrang")
    above = replace(body_text(law, "TruocBang", "Đoạn văn trước bảng", keep_next=True), after=4)
    styles = (*_styles(law, law["co_bang"] - 1), above)
    return document(body, page, styles, size=law["co_noi_dung"], page_number=letterhead.page_number(law))


def _letter_head(law: Law, page: Page) -> str:
    """The head with what the letter is about under its number."""
    left = twips(law["cot_co_quan"])
    about = row(cell(paragraph("VeViec", "{{ trich_yeu }}"), left), cell(paragraph("DiaDanh"), page.text_width - left))
    return letterhead.head(law, page).removesuffix("</w:tbl>") + about + "</w:tbl>"


def _addressees() -> str:
    several = paragraph("KinhGuiTrai", "Kính gửi:") + looped(
        "for d in cac_noi_gui", [paragraph("NoiGui", "{{ d }}")], "endfor", "Normal"
    )
    one = paragraph("KinhGui", "Kính gửi: {{ kinh_gui }}")
    return looped("if cac_noi_gui", [several, paragraph("Normal", "{%p else %}"), one], "endif", "Normal")


def _table(columns: Sequence[_Column], page: Page) -> str:
    """A table of `hang`: rows with a heading each, or with a value in each cell."""
    widths = [twips(width) for _, width, _, _ in columns]
    widths[-1] += page.text_width - sum(widths)

    def whole(content: str) -> str:
        return row(cell(content, sum(widths), span=len(widths)))

    def across(contents: Sequence[str], *, header: bool = False) -> str:
        return row(
            *(cell(content, width, valign="center" * header) for content, width in zip(contents, widths, strict=True)),
            header=header,
        )

    rows = (
        across([paragraph("OTieuDe", title) for title, _, _, _ in columns], header=True),
        whole(paragraph("OTrai", "{%tr for h in hang %}")),
        whole(paragraph("OTrai", "{%tr if h.loai == 'muc' %}")),
        whole(paragraph("OMuc", "{{ h.ten }}")),
        whole(paragraph("OTrai", "{%tr else %}")),
        across([paragraph(style, f"{{{{ h.{name} }}}}") for _, _, style, name in columns]),
        whole(paragraph("OTrai", "{%tr endif %}")),
        whole(paragraph("OTrai", "{%tr endfor %}")),
    )
    return table(rows, widths, borders=True, margin=_CELL_MARGIN)


def _styles(law: Law, in_cells: float) -> tuple[Style, ...]:
    """With cells of `in_cells` points."""
    size, gap = law["co_noi_dung"], 2 * law["cach_doan"]
    dash = text_width("- ", size)
    return (
        *letterhead.head_styles(law),
        letterhead.centred("VeViec", "Về việc", law["co_trich_yeu_cong_van"], bold=False, before=law["cach_trich_yeu_cong_van"]),
        letterhead.centred("KinhGui", "Kính gửi", size, bold=False, before=gap),
        Style("KinhGuiTrai", "KH Kính gửi nhiều nơi", size, align="left", before=gap, left=_ADDRESSEES_AT),
        Style(
            "NoiGui",
            "KH Nơi gửi",
            size,
            align="left",
            left=_ADDRESSEES_AT + text_width("Kính gửi", size) + dash,
            hanging=dash,
        ),
        body_text(law, "DoanVan", "Đoạn văn"),
        *letterhead.foot_styles(law),
        cell_style("OTieuDe", "tiêu đề", in_cells, "center", bold=True),
        cell_style("OMuc", "tên mục", in_cells, "left", bold=True, keep_next=True),
        cell_style("OGiua", "giữa", in_cells, "center"),
        cell_style("OTrai", "trái", in_cells, "left"),
    )
