"""Form → its Word template, made to the measures of the law: a report (Phụ lục III, Mẫu 1.4) with a table for each role.

What is shipped in `templates/` is what this module makes; a test holds the two together. People restyle a copy in Word.
"""

from kehoach_gen.form.layout import CHOOSE, COLUMNS, Column
from kehoach_gen.form.model import PROGRESS, Role
from kehoach_gen.nd30 import Law, letterhead
from kehoach_gen.nd30.letterhead import body_text, cell_style
from kehoach_gen.office.word import Page, Style, cell, choice, document, looped, paragraph, row, section_end, table, twips

TABLES: dict[Role, str] = {"lead": "chu_tri", "coordinator": "phoi_hop"}
"""The name of each role's table in the template."""
_CLOSED = "D9D9D9"
_CELL_SIZE, _CELL_MARGIN = 11, 40


def report_template(law: Law) -> bytes:
    """`baocao.docx`."""
    upright, wide = (letterhead.page(law, landscape=landscape) for landscape in (False, True))
    body = letterhead.head(law, upright, unbound="trung_lap") + letterhead.title(upright) + _body()
    body += letterhead.foot(law, upright) + section_end("CuoiTrang", upright)
    body += _table_of("lead", law, wide) + _table_of("coordinator", law, wide) + paragraph("MaBieu", "{{ ma_bieu }}")
    return document(body, wide, _styles(law), size=law["co_noi_dung"], page_number=letterhead.page_number(law))


def _body() -> str:
    parts = [
        paragraph("Muc", "{{ d.so }}. {{ d.ten }}"),
        looped("if d.dan", [paragraph("DoanVan", "{{ d.dan }}")], "endif", "Normal"),
        looped("for t in d.doan", [paragraph("DoanVan", "{{ t }}")], "endfor", "Normal"),
    ]
    return (
        paragraph("KinhGui", "Kính gửi: {{ kinh_gui }}")
        + paragraph("DoanVan", "{{ mo_dau }}")
        + looped("for d in muc", parts, "endfor", "Normal")
        + paragraph("DoanVan", "{{ ket_thuc }}")
    )


def _table_of(role: Role, law: Law, page: Page) -> str:
    """The appendix of one role, where it has any task; the first of two ends its section."""
    name = TABLES[role]
    inner = [letterhead.appendix_head(law, page, f"{name}."), _table(role, page), paragraph("KetThuc", "./.")]
    if role == "lead":
        end = section_end("MaBieu", page, "{{ ma_bieu }}")
        inner.append(looped(f"if {TABLES['coordinator']}", [end], "endif", "Normal"))
    return looped(f"if {name}", inner, "endif", "Normal")


def _table(role: Role, page: Page) -> str:
    columns = COLUMNS[role]
    widths = [twips(column.width) for column in columns]
    widths[-1] += page.text_width - sum(widths)

    def tag(text: str) -> str:
        return row(cell(paragraph("OTrai", text), sum(widths), span=len(widths)))

    def cells(*contents: str, fill: str = "") -> str:
        filled = zip(contents, widths, columns, strict=True)
        return row(*(cell(content, width, fill=fill if column.answer else "") for content, width, column in filled))

    heading = (cell(paragraph("OTieuDe", c.title), width, valign="center") for c, width in zip(columns, widths, strict=True))
    area = row(
        cell(paragraph("OLinhVucSo", "{{ h.tt }}"), widths[0]),
        cell(paragraph("OLinhVuc", "{{ h.ten }}"), sum(widths[1:]), span=len(widths) - 1),
    )
    rows = (
        row(*heading, header=True),
        tag(f"{{%tr for h in {TABLES[role]}.hang %}}"),
        tag("{%tr if h.loai == 'linh_vuc' %}"),
        area,
        tag("{%tr elif h.loai == 'nhiem_vu' %}"),
        cells(*(paragraph("OTrai") if column.answer else _asked(column, keep=True) for column in columns), fill=_CLOSED),
        tag("{%tr elif h.loai == 'trong' %}"),
        cells(*(_blank(column) if column.answer else _asked(column) for column in columns)),
        tag("{%tr else %}"),
        cells(*(_answer(column) if column.answer else _asked(column) for column in columns)),
        tag("{%tr endif %}"),
        tag("{%tr endfor %}"),
    )
    return table(rows, widths, borders=True, margin=_CELL_MARGIN)


def _asked(column: Column, *, keep: bool = False) -> str:
    style = "OTrai" if column.key in ("nhiem_vu", "co_quan") else "OGiua"
    return paragraph(f"{style}Giu" if keep else style, f"{{{{ h.{column.key} }}}}")


def _blank(column: Column) -> str:
    """A cell to be answered."""
    return _to_choose(column) if column.answer == "progress" else paragraph("OTrai")


def _answer(column: Column) -> str:
    shown = f"{{{{ h.{column.key} }}}}"
    if column.answer != "progress":
        return paragraph("OTrai", shown)
    return (
        paragraph("OGiua", f"{{%p if h.{column.key} %}}")
        + choice("OGiua", shown, column.title, PROGRESS)
        + paragraph("OGiua", "{%p else %}")
        + _to_choose(column)
        + paragraph("OGiua", "{%p endif %}")
    )


def _to_choose(column: Column) -> str:
    return choice("OGiua", CHOOSE, column.title, PROGRESS, prompt=True)


def _styles(law: Law) -> tuple[Style, ...]:
    return (
        *letterhead.head_styles(law),
        letterhead.centred("DiaDanhTrung", "Địa danh và ngày tháng không Quốc hiệu", law["co_dia_danh"], bold=False, italic=True),
        letterhead.centred("KinhGui", "Kính gửi", law["co_noi_dung"], bold=False, before=2 * law["cach_doan"]),
        body_text(law, "Muc", "Mục", bold=True, keep_next=True, outline=0),
        body_text(law, "DoanVan", "Đoạn văn"),
        *letterhead.foot_styles(law),
        *letterhead.appendix_styles(law),
        cell_style("OTieuDe", "tiêu đề", _CELL_SIZE, "center", bold=True),
        cell_style("OLinhVucSo", "số lĩnh vực", _CELL_SIZE, "center", bold=True, keep_next=True),
        cell_style("OLinhVuc", "lĩnh vực", _CELL_SIZE, "left", bold=True, keep_next=True),
        cell_style("OGiua", "giữa", _CELL_SIZE, "center"),
        cell_style("OTrai", "trái", _CELL_SIZE, "left"),
        cell_style("OGiuaGiu", "giữa liền hàng dưới", _CELL_SIZE, "center", keep_next=True),
        cell_style("OTraiGiu", "trái liền hàng dưới", _CELL_SIZE, "left", keep_next=True),
        letterhead.closing_style(law),
        Style("MaBieu", "KH Mã biểu", 8, align="left", before=6),
    )
