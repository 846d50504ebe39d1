"""Report → its Word template, made to the measures of the law: a report (Phụ lục III, Mẫu 1.4) and its appendices.

What is shipped in `templates/` is what this module makes; a test holds the two together. People restyle a copy in Word.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kehoach_gen.nd30 import Law, letterhead
from kehoach_gen.nd30.letterhead import body_text, cell_style
from kehoach_gen.office.word import Page, Style, cell, document, looped, paragraph, row, section_end, table, twips
from kehoach_gen.report.to_context import AGENCIES, ASSESSMENTS, TASKS

_CELL_SIZE, _CELL_MARGIN = 11, 50


@dataclass(frozen=True)
class _Column:
    """A column: its heading, the name it prints, its width in millimetres (0: the rest of the page), its style."""

    title: str
    name: str
    width: float
    style: str = "OGiua"


_STATES = (
    ("Hoàn thành đúng hạn", "ht_dung_han"),
    ("Hoàn thành quá hạn", "ht_qua_han"),
    ("Đang thực hiện trong hạn", "trong_han"),
    ("Quá hạn", "qua_han"),
)
_GROUP_COLUMNS = (
    _Column("TT", "tt", 10),
    _Column("Khối cơ quan", "ten", 0, "OTrai"),
    _Column("Số cơ quan", "so_co_quan", 18),
    _Column("Đúng hạn", "dung_han", 18),
    _Column("Chậm", "cham", 18),
    _Column("Chưa gửi", "chua_gui", 18),
    _Column("Tỷ lệ đã gửi", "ty_le", 20),
)
_AREA_COLUMNS = (
    _Column("TT", "tt", 8),
    _Column("Lĩnh vực", "ten", 0, "OTrai"),
    _Column("Số nhiệm vụ", "so_nhiem_vu", 13),
    _Column("Lượt giao", "luot", 13),
    *(_Column(title, name, width) for (title, name), width in zip(_STATES, (15, 15, 15, 13), strict=True)),
    _Column("Trong đó chưa có báo cáo", "chua_bao_cao", 15),
    _Column("Tỷ lệ hoàn thành", "ty_le", 16),
)
_TASK_COLUMNS = (
    _Column("TT", "tt", 11),
    _Column("Nhiệm vụ", "nhiem_vu", 64, "OTrai"),
    _Column("Cơ quan chủ trì", "co_quan", 34, "OTrai"),
    _Column("Thời hạn", "thoi_han", 24),
    _Column("Lượt giao", "luot", 12),
    *(_Column(title, name, 13) for title, name in _STATES),
    _Column("Kết quả, sản phẩm", "ket_qua", 0, "OTrai"),
)
_AGENCY_COLUMNS = (
    _Column("TT", "tt", 12),
    _Column("Cơ quan", "ten", 0, "OTrai"),
    _Column("Gửi báo cáo", "gui", 42),
    _Column("Số nhiệm vụ chủ trì", "luot", 24),
    *(_Column(title, name, 24) for title, name in _STATES),
)
_ASSESSMENT_COLUMNS = (
    _Column("TT", "tt", 12),
    _Column("Cơ quan", "ten", 48, "OTrai"),
    _Column("Các nhiệm vụ chủ trì", "chu_tri", 96, "OTrai"),
    _Column("Các nhiệm vụ phối hợp", "phoi_hop", 0, "OTrai"),
)


_FIRST_FIGURES = ("so_co_quan", "so_nhiem_vu", "luot")


def summary_template(law: Law) -> bytes:
    """`tonghop.docx`."""
    upright, wide = (letterhead.page(law, landscape=landscape) for landscape in (False, True))
    body = letterhead.head(law, upright, unbound="trung_lap") + letterhead.title(upright) + _body(upright)
    body += letterhead.foot(law, upright) + section_end("CuoiTrang", upright) + _appendices(law, wide)
    return document(body, wide, _styles(law), size=law["co_noi_dung"], page_number=letterhead.page_number(law))


# The report


def _body(page: Page) -> str:
    return (
        paragraph("KinhGui", "Kính gửi: {{ kinh_gui }}")
        + paragraph("DoanVan", "{{ mo_dau }}")
        + paragraph("Muc", "I. TÌNH HÌNH GỬI BÁO CÁO")
        + _paragraphs("gui_bao_cao.doan")
        + looped("if gui_bao_cao.khoi", _sending(page), "endif", "Normal")
        + paragraph("Muc", "II. KẾT QUẢ THỰC HIỆN")
        + paragraph("Khoan", "1. Kết quả chung")
        + _paragraphs("ket_qua.doan")
        + looped("if ket_qua.hang", _areas(page), "endif", "Normal")
        + looped("for d in y_kien", _voices(), "endfor", "Normal")
        + paragraph("DoanKet", "{{ ket_thuc }}")
    )


def _paragraphs(name: str) -> str:
    return looped(f"for t in {name}", [paragraph("DoanVan", "{{ t }}")], "endfor", "Normal")


def _sending(page: Page) -> list[str]:
    return [
        paragraph("TenBang", "Tình hình gửi báo cáo theo khối cơ quan"),
        _table("gui_bao_cao.khoi", _GROUP_COLUMNS, page, total="gui_bao_cao.tong"),
    ]


def _areas(page: Page) -> list[str]:
    return [
        paragraph("TenBang", "Kết quả thực hiện theo lĩnh vực"),
        _table("ket_qua.hang", _AREA_COLUMNS, page, total="ket_qua.tong"),
        looped("if bieu_do", [_chart()], "endif", "Normal"),
        paragraph("Khoan", "2. Kết quả theo lĩnh vực"),
        looped("for d in linh_vuc", _area(), "endfor", "Normal"),
    ]


def _chart() -> str:
    """The chart stands where «bieu_do» does, in one paragraph with its title: LibreOffice parts two that are to be kept
    together."""
    title = "Tiến độ theo lĩnh vực (số lượt nhiệm vụ và tỷ lệ của từng trạng thái)"
    return paragraph("BieuDo", f"{title}\n{{{{ bieu_do }}}}").replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')


def _area() -> list[str]:
    return [paragraph("Diem", "2.{{ loop.index }}. {{ d.ten }}"), _paragraphs("d.doan")]


def _voices() -> list[str]:
    of_task = [paragraph("Diem", "{{ n.ten }}"), _paragraphs("n.doan")]
    return [
        paragraph("Muc", "{{ d.so }}. {{ d.ten }}"),
        looped("if d.dan", [paragraph("DoanVan", "{{ d.dan }}")], "endif", "Normal"),
        looped("for n in d.nhom", of_task, "endfor", "Normal"),
    ]


# The appendices


def _appendices(law: Law, page: Page) -> str:
    tasks = _table(f"{TASKS}.hang", _TASK_COLUMNS, page, group=True, total=f"{TASKS}.tong")
    agencies = _table(f"{AGENCIES}.hang", _AGENCY_COLUMNS, page, group=True, total=f"{AGENCIES}.tong")
    assessments = (
        section_end("CuoiTrang", page)
        + letterhead.appendix_head(law, page, f"{ASSESSMENTS}.")
        + _table(f"{ASSESSMENTS}.hang", _ASSESSMENT_COLUMNS, page).replace("<w:cantSplit/>", "")
        + _end()
    )
    return (
        letterhead.appendix_head(law, page, f"{TASKS}.")
        + tasks
        + _end()
        + section_end("CuoiTrang", page)
        + letterhead.appendix_head(law, page, f"{AGENCIES}.")
        + agencies
        + _end()
        + looped(f"if {ASSESSMENTS}", [assessments], "endif", "CuoiTrang")
    )


def _end() -> str:
    return paragraph("KetThuc", "./.")


# Tables


def _table(rows: str, columns: Sequence[_Column], page: Page, *, group: bool = False, total: str = "") -> str:
    """A row for each of `rows`; with `group` there are headings among them; the row `total` stands last."""
    widths = [twips(column.width) for column in columns]
    widths[widths.index(0)] = page.text_width - sum(widths)

    def tag(text: str) -> str:
        return row(cell(paragraph("OTrai", text), sum(widths), span=len(widths)))

    def cells(contents: Sequence[str], *, header: bool = False) -> str:
        return row(*(cell(c, w, valign="center") for c, w in zip(contents, widths, strict=True)), header=header)

    content = cells([paragraph(column.style, f"{{{{ h.{column.name} }}}}") for column in columns])
    lines = [cells([paragraph("OTieuDe", column.title) for column in columns], header=True), tag(f"{{%tr for h in {rows} %}}")]
    if group:
        lines += [
            tag("{%tr if h.loai == 'nhom' %}"),
            _band("{{ h.ten }}", "ONhom", "h", columns, widths),
            tag("{%tr else %}"),
            content,
            tag("{%tr endif %}"),
        ]
    else:
        lines.append(content)
    lines.append(tag("{%tr endfor %}"))
    if total:
        lines.append(_band("Tổng cộng", "OTieuDe", total, columns, widths))
    return table(lines, widths, borders=True, margin=_CELL_MARGIN)


def _band(label: str, style: str, values: str, columns: Sequence[_Column], widths: Sequence[int]) -> str:
    """A row that sums up others: its label over the columns before the first figure, then the figures of `values`."""
    first = next(index for index, column in enumerate(columns) if column.name in _FIRST_FIGURES)

    def value(column: _Column) -> str:
        return f"{{{{ {values}.{column.name} }}}}" if column.style == "OGiua" else ""

    figures = [
        cell(paragraph("OTieuDe", value(column)), width, valign="center")
        for column, width in zip(columns[first:], widths[first:], strict=True)
    ]
    return row(cell(paragraph(style, label), sum(widths[:first]), span=first, valign="center"), *figures)


def _styles(law: Law) -> tuple[Style, ...]:
    return (
        *letterhead.head_styles(law),
        letterhead.centred("DiaDanhTrung", "Địa danh và ngày tháng không Quốc hiệu", law["co_dia_danh"], bold=False, italic=True),
        letterhead.centred("KinhGui", "Kính gửi", law["co_noi_dung"], bold=False, before=2 * law["cach_doan"]),
        body_text(law, "Muc", "Mục", bold=True, keep_next=True, outline=0),
        body_text(law, "Khoan", "Khoản", bold=True, keep_next=True, outline=1),
        body_text(law, "Diem", "Điểm", bold=True, italic=True, keep_next=True, outline=2),
        body_text(law, "DoanVan", "Đoạn văn"),
        body_text(law, "DoanKet", "Đoạn kết", keep_next=True),
        Style("TenBang", "KH Tên bảng và biểu đồ", law["co_noi_dung"], True, align="center", before=8, after=4, keep_next=True),
        Style("BieuDo", "KH Biểu đồ", law["co_noi_dung"], True, align="center", before=8, after=6),
        *letterhead.foot_styles(law),
        *letterhead.appendix_styles(law),
        cell_style("OTieuDe", "tiêu đề", _CELL_SIZE, "center", bold=True),
        cell_style("ONhom", "nhóm", _CELL_SIZE, "left", bold=True, keep_next=True),
        cell_style("OGiua", "giữa", _CELL_SIZE, "center"),
        cell_style("OTrai", "trái", _CELL_SIZE, "left"),
        letterhead.closing_style(law),
    )
