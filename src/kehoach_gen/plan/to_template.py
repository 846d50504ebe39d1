"""Plan → its two Word templates, made to the measures of the law.

What is shipped in `templates/` is what this module makes; a test holds the two together. People restyle a copy in Word.
"""

from kehoach_gen.nd30 import Law
from kehoach_gen.office.word import Page, Style, cell, document, looped, paragraph, row, table, twips
from kehoach_gen.plan.layout import COLUMNS
from kehoach_gen.plan.model import BLOCK_KINDS

_KEEP = "Normal"


def plan_template(law: Law) -> bytes:
    """`kehoach.docx` (NĐ 30/2020, Phụ lục III, Mẫu 1.4)."""
    page = _page(law, landscape=False)
    body = _head(law, page) + _title(law, page) + _body() + _foot(law, page) + paragraph("CuoiTrang")
    return document(body, page, _plan_styles(law), size=law["co_noi_dung"], page_number=_page_number(law))


def appendix_template(law: Law) -> bytes:
    """`phuluc.docx`: one appendix with its table, landscape (Phụ lục III, Mẫu 2.1)."""
    page = _page(law, landscape=True)
    body = _appendix_head(law, page) + _task_table(page) + paragraph("KetThuc", "./.")
    return document(body, page, _appendix_styles(law), size=law["co_noi_dung"], page_number=_page_number(law))


def _page(law: Law, *, landscape: bool) -> Page:
    long, short = law["kho_giay_dai"], law["kho_giay_rong"]
    width, height = (long, short) if landscape else (short, long)
    return Page(width, height, law["le_tren"], law["le_duoi"], law["le_trai"], law["le_phai"], law["cach_dau_trang"])


def _head(law: Law, page: Page) -> str:
    left = twips(law["cot_co_quan"])
    right = page.text_width - left
    authority = (
        looped("for d in chu_quan", [paragraph("CoQuanChuQuan", "{{ d }}")], "endfor", "CoQuanChuQuan")
        + looped("for d in co_quan", [paragraph("CoQuan", "{{ d }}")], "endfor", "CoQuan")
        + _rule("KeCoQuan", left, 14.6)
    )
    nation = (
        paragraph("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + paragraph("TieuNgu", "Độc lập - Tự do - Hạnh phúc")
        + _rule("KeTieuNgu", right, 60.5)
    )
    number = paragraph("SoKyHieu", "Số: {{ so }}/{{ ky_hieu }}")
    place = paragraph("DiaDanh", "{{ dia_danh }}, {{ ngay_thang }}")
    return table(
        (
            row(cell(authority, left), cell(nation, right)),
            row(cell(number, left, valign="bottom"), cell(place, right, valign="bottom")),
        ),
        (left, right),
        borders=False,
    )


def _rule(style: str, container: int, length: float) -> str:
    """A line `length` mm long in the middle of `container` twips; filling the template sets it to the text above it."""
    side = (container - twips(length)) // 2
    return paragraph(style, indent=(side, container - twips(length) - side))


def _title(law: Law, page: Page) -> str:
    return (
        paragraph("TenLoai", "{{ ten_loai }}")
        + paragraph("TrichYeu", "{{ trich_yeu }}")
        + _rule("KeTrichYeu", page.text_width, 38.2)
    )


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


def _foot(law: Law, page: Page) -> str:
    left = twips(law["cot_noi_nhan"])
    right = page.text_width - left
    recipients = (
        paragraph("NoiNhan", "Nơi nhận:")
        + looped("for d in noi_nhan", [paragraph("DanhSachNoiNhan", "- {{ d }};")], "endfor", "DanhSachNoiNhan")
        + paragraph("DanhSachNoiNhan", "- Lưu: {{ luu }}.")
    )
    signature = looped("for d in quyen_han", [paragraph("QuyenHan", "{{ d }}")], "endfor", "QuyenHan") + paragraph(
        "HoTen", "{{ ho_ten }}"
    )
    return paragraph("CachKy") + table((row(cell(recipients, left), cell(signature, right)),), (left, right), borders=False)


def _appendix_head(law: Law, page: Page) -> str:
    return (
        paragraph("PhuLuc", "{{ ten_phu_luc }}")
        + looped("if tieu_de", [paragraph("TenPhuLuc", "{{ tieu_de }}")], "endif", "TenPhuLuc")
        + paragraph("KemTheo", "{{ kem_theo }}")
        + _rule("KeKemTheo", page.text_width, law["ke_kem_theo"])
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


def _page_number(law: Law) -> Style:
    return Style("SoTrang", "KH Số trang", law["co_so_trang"], align="center")


def _plan_styles(law: Law) -> tuple[Style, ...]:
    size, gap, line, first = law["co_noi_dung"], law["cach_doan"], law["cach_dong"], law["lui_dau_dong"]

    def centred(id: str, name: str, points: float, *, bold: bool = True, italic: bool = False, before: float = 0) -> Style:
        return Style(id, f"KH {name}", points, bold, italic, "center", before)

    def text(
        id: str, name: str, *, bold: bool = False, italic: bool = False, keep_next: bool = False, outline: int | None = None
    ) -> Style:
        return Style(
            id, f"KH {name}", size, bold, italic, before=gap, line=line, first=first, keep_next=keep_next, outline=outline
        )

    return (
        centred("QuocHieu", "Quốc hiệu", law["co_quoc_hieu"]),
        centred("TieuNgu", "Tiêu ngữ", law["co_tieu_ngu"]),
        Style("KeTieuNgu", "KH Kẻ dưới Tiêu ngữ", 1, rule=True, before=2),
        centred("CoQuanChuQuan", "Cơ quan chủ quản", law["co_co_quan"], bold=False),
        centred("CoQuan", "Cơ quan ban hành", law["co_co_quan"]),
        Style("KeCoQuan", "KH Kẻ dưới tên cơ quan", 1, rule=True, before=2),
        centred("SoKyHieu", "Số và ký hiệu", law["co_so_ky_hieu"], bold=False, before=8),
        centred("DiaDanh", "Địa danh và ngày tháng", law["co_dia_danh"], bold=False, italic=True, before=8),
        centred("TenLoai", "Tên loại", law["co_ten_loai"], before=16),
        centred("TrichYeu", "Trích yếu", law["co_trich_yeu"]),
        Style("KeTrichYeu", "KH Kẻ dưới trích yếu", 1, rule=True, before=3, after=10),
        text("CanCu", "Căn cứ", italic=True),
        Style("Phan", "KH Phần", size, True, align="center", before=2 * gap, keep_next=True, outline=0),
        Style("TenPhan", "KH Tên phần", size, True, align="center", keep_next=True),
        text("Muc", "Mục", bold=True, keep_next=True, outline=0),
        text("KhoanTieuDe", "Khoản có tiêu đề", bold=True, keep_next=True, outline=1),
        text("DoanVan", "Đoạn văn"),
        Style("CachKy", "KH Cách chữ ký", 6, align="left", keep_next=True),
        Style("NoiNhan", "KH Nơi nhận", law["co_noi_nhan"], True, True, "left"),
        Style("DanhSachNoiNhan", "KH Danh sách nơi nhận", law["co_danh_sach_noi_nhan"], align="left"),
        centred("QuyenHan", "Quyền hạn và chức vụ", law["co_chu_ky"]),
        centred("HoTen", "Họ và tên", law["co_chu_ky"], before=law["khoang_ky"] / 25.4 * 72),
        Style("CuoiTrang", "KH Cuối trang", 1, align="left"),
    )


def _appendix_styles(law: Law) -> tuple[Style, ...]:
    size = law["co_bang"]

    def in_cell(id: str, name: str, align: str, *, bold: bool = False, keep_next: bool = False) -> Style:
        return Style(id, f"KH Ô {name}", size, bold, align=align, before=2, after=2, keep_next=keep_next)

    return (
        Style("PhuLuc", "KH Phụ lục", law["co_phu_luc"], True, align="center", keep_next=True, outline=0),
        Style("TenPhuLuc", "KH Tên phụ lục", law["co_ten_phu_luc"], True, align="center", keep_next=True),
        Style("KemTheo", "KH Kèm theo", law["co_kem_theo"], italic=True, align="center", keep_next=True),
        Style("KeKemTheo", "KH Kẻ dưới kèm theo", 1, rule=True, before=3, after=10, keep_next=True),
        in_cell("OTieuDe", "tiêu đề", "center", bold=True),
        in_cell("OLinhVucSo", "số lĩnh vực", "center", bold=True, keep_next=True),
        in_cell("OLinhVuc", "lĩnh vực", "left", bold=True, keep_next=True),
        in_cell("OGiua", "giữa", "center"),
        in_cell("OChu", "nhiệm vụ", "both"),
        in_cell("OTrai", "trái", "left"),
        Style("KetThuc", "KH Kết thúc", law["co_noi_dung"], align="right", before=2),
    )
