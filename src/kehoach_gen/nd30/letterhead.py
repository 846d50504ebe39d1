"""The frame of a document by the decree (Phụ lục III, Mẫu 1.4): paper, head, title, foot, and the look of each.

Templates are made of these pieces; `rule_lengths` and `centred_lines` give what a head prints its values with.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from kehoach_gen.nd30.model import Law
from kehoach_gen.office.metrics import text_width, wrap_evenly
from kehoach_gen.office.word import Page, Style, cell, looped, paragraph, row, table, twips
from kehoach_gen.vietnamese.compounds import glued

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
"""Quốc hiệu and Tiêu ngữ (Phụ lục I, II.1)."""


def page(law: Law, *, landscape: bool) -> Page:
    long, short = law["kho_giay_dai"], law["kho_giay_rong"]
    width, height = (long, short) if landscape else (short, long)
    return Page(width, height, law["le_tren"], law["le_duoi"], law["le_trai"], law["le_phai"], law["cach_dau_trang"])


def text_millimetres(law: Law, *, landscape: bool) -> float:
    """The width of the text on a page."""
    return (law["kho_giay_dai"] if landscape else law["kho_giay_rong"]) - law["le_trai"] - law["le_phai"]


def head(law: Law, page: Page, *, unbound: str = "") -> str:
    """Agency and nation, number and place. `unbound` is the name that is true for an agency the decree does not bind
    (Điều 2): place and date then stand where the nation would."""
    left = twips(law["cot_co_quan"])
    right = page.text_width - left
    place = paragraph("DiaDanh", "{{ dia_danh }}, {{ ngay_thang }}")
    authority = looped("for d in chu_quan", [paragraph("CoQuanChuQuan", "{{ d }}")], "endfor", "CoQuanChuQuan")
    authority += looped("for d in co_quan", [paragraph("CoQuan", "{{ d }}")], "endfor", "CoQuan") + rule("KeCoQuan", left, 14.6)
    nation = paragraph("QuocHieu", NATION) + paragraph("TieuNgu", MOTTO) + rule("KeTieuNgu", right, 60.5)
    number = paragraph("SoKyHieu", "Số: {{ so }}/{{ ky_hieu }}")
    dated = place
    if unbound:
        nation = _either(unbound, place.replace("DiaDanh", "DiaDanhTrung"), nation)
        dated = _either(unbound, paragraph("DiaDanh"), place)
    return table(
        (
            row(cell(authority, left), cell(nation, right)),
            row(cell(number, left, valign="bottom"), cell(dated, right, valign="bottom")),
        ),
        (left, right),
        borders=False,
    )


def _either(name: str, one: str, other: str) -> str:
    tags = [paragraph("DiaDanh", f"{{%p {tag} %}}") for tag in (f"if {name}", "else", "endif")]
    return tags[0] + one + tags[1] + other + tags[2]


def rule(style: str, container: int, length: float) -> str:
    """A line `length` mm long in the middle of `container` twips; filling the template sets it to the text above it."""
    side = (container - twips(length)) // 2
    return paragraph(style, indent=(side, container - twips(length) - side))


def title(page: Page) -> str:
    return (
        paragraph("TenLoai", "{{ ten_loai }}")
        + paragraph("TrichYeu", "{{ trich_yeu }}")
        + rule("KeTrichYeu", page.text_width, 38.2)
    )


def foot(law: Law, page: Page) -> str:
    """Recipients and, level with them, who signs."""
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


def appendix_head(law: Law, page: Page, names: str = "") -> str:
    """«Phụ lục I», its title, what it is attached to (Mẫu 2.1); the names of its values begin with `names`."""
    return (
        paragraph("PhuLuc", f"{{{{ {names}ten_phu_luc }}}}")
        + looped(f"if {names}tieu_de", [paragraph("TenPhuLuc", f"{{{{ {names}tieu_de }}}}")], "endif", "TenPhuLuc")
        + paragraph("KemTheo", f"{{{{ {names}kem_theo }}}}")
        + rule("KeKemTheo", page.text_width, law["ke_kem_theo"])
    )


def page_number(law: Law) -> Style:
    return Style("SoTrang", "KH Số trang", law["co_so_trang"], align="center")


def centred(id: str, name: str, points: float, *, bold: bool = True, italic: bool = False, before: float = 0) -> Style:
    return Style(id, f"KH {name}", points, bold, italic, "center", before)


def body_text(law: Law, id: str, name: str, **look: bool | int | None) -> Style:
    """A style of the body: its size, indent and spacing are those of the law."""
    size, gap, line, first = law["co_noi_dung"], law["cach_doan"], law["cach_dong"], law["lui_dau_dong"]
    return Style(id, f"KH {name}", size, before=gap, line=line, first=first, **look)  # type: ignore[arg-type]


def head_styles(law: Law) -> tuple[Style, ...]:
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
    )


def foot_styles(law: Law) -> tuple[Style, ...]:
    return (
        Style("CachKy", "KH Cách chữ ký", 6, align="left", keep_next=True),
        Style("NoiNhan", "KH Nơi nhận", law["co_noi_nhan"], True, True, "left"),
        Style("DanhSachNoiNhan", "KH Danh sách nơi nhận", law["co_danh_sach_noi_nhan"], align="left"),
        centred("QuyenHan", "Quyền hạn và chức vụ", law["co_chu_ky"]),
        centred("HoTen", "Họ và tên", law["co_chu_ky"], before=law["khoang_ky"] / 25.4 * 72),
        Style("CuoiTrang", "KH Cuối trang", 1, align="left"),
    )


def appendix_styles(law: Law) -> tuple[Style, ...]:
    return (
        Style("PhuLuc", "KH Phụ lục", law["co_phu_luc"], True, align="center", keep_next=True, outline=0),
        Style("TenPhuLuc", "KH Tên phụ lục", law["co_ten_phu_luc"], True, align="center", keep_next=True),
        Style("KemTheo", "KH Kèm theo", law["co_kem_theo"], italic=True, align="center", keep_next=True),
        Style("KeKemTheo", "KH Kẻ dưới kèm theo", 1, rule=True, before=3, after=10, keep_next=True),
    )


def cell_style(id: str, name: str, size: float, align: str, *, bold: bool = False, keep_next: bool = False) -> Style:
    return Style(id, f"KH Ô {name}", size, bold, align=align, before=2, after=2, keep_next=keep_next)


def closing_style(law: Law) -> Style:
    """Of the «./.» below an appendix."""
    return Style("KetThuc", "KH Kết thúc", law["co_noi_dung"], align="right", before=2)


def heading_lines(name: str, law: Law) -> list[str]:
    """A name at the head of the page, in capitals, broken into lines where it is long; what a committee is of stands
    on a line of its own."""
    if not name:
        return []
    lines = re.sub(r"^((?:ỦY BAN|UỶ BAN|HỘI ĐỒNG) NHÂN DÂN) ", r"\1\n", name.upper())
    return centred_lines(lines, law["co_co_quan"], law["cot_co_quan"])


def centred_lines(text: str, size: float, width: float) -> list[str]:
    """The lines of a bold text centred in `width` millimetres."""
    return list(_centred_lines(text, size, width))


@lru_cache(maxsize=1024)
def _centred_lines(text: str, size: float, width: float) -> tuple[str, ...]:
    return tuple(line for part in text.split("\n") for line in wrap_evenly(glued(part.strip()), size, width, bold=True))


def rule_lengths(names: Sequence[str], title: Sequence[str], law: Law) -> dict[str, int]:
    """{style: length in twips} of the lines under Tiêu ngữ, the agency's `names` and the lines of the `title`."""
    lengths = {
        "KeTieuNgu": text_width(MOTTO, law["co_tieu_ngu"], bold=True) * law["ke_tieu_ngu"],
        "KeCoQuan": _rule_under(names, law["co_co_quan"], law, "ke_co_quan"),
        "KeTrichYeu": _rule_under(title, law["co_trich_yeu"], law, "ke_trich_yeu"),
    }
    return {style: twips(length) for style, length in lengths.items()}


def _rule_under(lines: Sequence[str], size: float, law: Law, name: str) -> float:
    """A length in millimetres between 1/3 and 1/2 of the text line, of every line where one length can be."""
    share = law.values[name]
    widths = [text_width(line, size, bold=True) for line in lines] or [0.0]
    low, high = max(widths) * share.low, min(widths) * share.high
    return (low + high) / 2 if low <= high else low
