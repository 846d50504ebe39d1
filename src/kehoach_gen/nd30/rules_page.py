"""Rules of the page: paper, margins, letters, page numbers (Phụ lục I, Phần I, Mục I)."""

from collections.abc import Iterator
from unicodedata import is_normalized, normalize

from kehoach_gen.nd30.extent import fills_a_page
from kehoach_gen.nd30.parts import STAMPS
from kehoach_gen.nd30.rule import DECREE, Finding, Rule, Seen, cited, figure, rule, short, span_of, together
from kehoach_gen.office.styled import MM, Paragraph, Run, Section, Story
from kehoach_gen.problem import ERROR, INFO, WARNING
from kehoach_gen.vietnamese.fold import fold

_HALF = 0.11
"""Millimetres that Word loses by rounding."""
_SETUP = "Bố cục (Layout) → Lề (Margins) → Lề tùy chỉnh (Custom Margins)"


@rule("R00", INFO, "Điều 2", "soát phần đầu trang theo quy định riêng của cơ quan, tổ chức này.")
def co_quan_khong_bat_buoc(seen: Seen) -> Iterator[Finding]:
    """Cơ quan của Đảng, Mặt trận, đoàn thể, hội áp dụng Nghị định cho phù hợp, không bắt buộc (Điều 2): máy không xét phần đầu trang."""
    if not seen.parts.is_bound:
        name = short(seen.parts.authority_name) or "tổ chức của Đảng"
        yield Finding(
            seen.file.paragraphs[0].place, f"«{name}» không bắt buộc theo {DECREE} (Điều 2): máy không xét phần đầu trang."
        )


@rule("R01", ERROR, "I.1", "Bố cục (Layout) → Cỡ (Size): chọn A4.")
def kho_giay_sai(seen: Seen) -> Iterator[Finding]:
    """Khổ giấy của mọi phần (section) là A4, 210 × 297 mm; giấy ngang thì đổi hai chiều."""
    short_side, long_side = seen.law.values["kho_giay_rong"], seen.law.values["kho_giay_dai"]
    for section in seen.file.sections:
        sides = sorted((section.measures["width"] / MM, section.measures["height"] / MM))
        if not (short_side.allows(sides[0], 0.4) and long_side.allows(sides[1], 0.4)):
            found = f"{figure(section.measures['width'] / MM)} × {figure(section.measures['height'] / MM)} mm"
            yield Finding(section.place, f"Khổ giấy {found}; {cited(short_side.article)} quy định A4 (210 × 297 mm).")


def _margins(seen: Seen, side: str, name: str, words: str) -> Iterator[Finding]:
    value = seen.law.values[name]
    for section in seen.file.sections:
        found = section.measures[side] + (section.measures["gutter"] if side == "left" else 0)
        if not value.allows(found / MM, _HALF):
            message = f"{words} {figure(found / MM)} mm; {cited(value.article)} quy định {span_of(value)}."
            hint = f"{_SETUP}: đặt {words.lower()} {figure(seen.law[name])} mm."
            yield Finding(section.place, message, hint, WARNING if section.is_landscape else None)


@rule("R02", ERROR, "I.3", f"{_SETUP}.")
def le_tren_sai(seen: Seen) -> Iterator[Finding]:
    """Lề trên cách mép giấy 20–25 mm; trang giấy ngang thì chỉ nhắc."""
    yield from _margins(seen, "top", "le_tren", "Lề trên")


@rule("R02", ERROR, "I.3", f"{_SETUP}.")
def le_duoi_sai(seen: Seen) -> Iterator[Finding]:
    """Lề dưới cách mép giấy 20–25 mm; trang giấy ngang thì chỉ nhắc."""
    yield from _margins(seen, "bottom", "le_duoi", "Lề dưới")


@rule("R02", ERROR, "I.3", f"{_SETUP}.")
def le_trai_sai(seen: Seen) -> Iterator[Finding]:
    """Lề trái cách mép giấy 30–35 mm, tính cả phần chừa đóng gáy (gutter); trang giấy ngang thì chỉ nhắc."""
    yield from _margins(seen, "left", "le_trai", "Lề trái")


@rule("R02", ERROR, "I.3", f"{_SETUP}.")
def le_phai_sai(seen: Seen) -> Iterator[Finding]:
    """Lề phải cách mép giấy 15–20 mm; trang giấy ngang thì chỉ nhắc."""
    yield from _margins(seen, "right", "le_phai", "Lề phải")


FONT = "Times New Roman"


def strange_font(run: Run) -> str:
    """The font of a run, where it is not the one of the decree; empty for one that prints nothing."""
    text = run.text.strip()
    plain = any(sign.isascii() and sign.isalnum() for sign in text)
    wide = any(not sign.isascii() and sign.isalnum() for sign in text)
    look = run.look
    fonts = [look.font] * plain + [look.wide_font] * wide
    return next((font or "không rõ" for font in fonts if font.strip().lower() != FONT.lower()), "")


@rule("R03", ERROR, "I.4", f"bôi đen đoạn này (cả văn bản: Ctrl+A), chọn phông {FONT} ở Trang đầu (Home) → Phông chữ (Font).")
def phong_chu_sai(seen: Seen) -> Iterator[Finding]:
    """Mọi chữ in ra, kể cả số trang, dùng phông Times New Roman."""
    everything = [*seen.file.paragraphs, *(p for story in stories(seen) for p in story.paragraphs)]
    fonts = ((paragraph, dict.fromkeys(filter(None, map(strange_font, paragraph.runs)))) for paragraph in everything)
    yield from together(
        Finding(paragraph.place, f"Chữ dùng phông «{font}»; {cited('PL I, I.4')} quy định phông {FONT}.")
        for paragraph, found in fonts
        for font in found
    )


def stories(seen: Seen) -> list[Story]:
    """Headers and footers, each once."""
    found: dict[str, Story] = {}
    for section in seen.file.sections:
        found |= {story.part: story for story in (*section.headers.values(), *section.footers.values())}
    return list(found.values())


_BLACK = ("auto", "000000", "")


@rule("R04", ERROR, "I.4", "bôi đen chữ, Trang đầu (Home) → Màu phông (Font Color): chọn Tự động (Automatic).")
def mau_chu_sai(seen: Seen) -> Iterator[Finding]:
    """Chữ màu đen; dấu chỉ độ mật, độ khẩn, phạm vi lưu hành được màu đỏ."""
    yield from together(
        Finding(p.place, f"Có chữ màu #{run.look.colour.upper()}; {cited('PL I, I.4')} quy định chữ màu đen.")
        for p in seen.file.paragraphs
        for run in p.runs
        if run.text.strip() and run.look.colour.lower() not in _BLACK and not STAMPS.fullmatch(fold(p.text))
    )


@rule("R04", ERROR, "I.4", "bôi đen chữ, Trang đầu (Home): bỏ Màu tô sáng (Text Highlight Color) và Tô bóng (Shading).")
def chu_co_nen(seen: Seen) -> Iterator[Finding]:
    """Chữ của nội dung không tô nền, không tô sáng."""
    yield from together(
        Finding(line.paragraph.place, f"Có chữ tô nền; {cited('PL I, I.4')} quy định chữ màu đen, không nói đến nền.")
        for line in seen.parts.body
        if _is_filled(line.paragraph)
    )


def _is_filled(paragraph: Paragraph) -> bool:
    plain = ("auto", "FFFFFF", "ffffff", "")
    runs = (run.look for run in paragraph.runs if run.text.strip())
    own = paragraph.properties.get("fill", "auto") not in plain
    return own or any(look.fill not in plain or look.highlight not in ("", "none") for look in runs)


_PAGE = ("PAGE",)


def numbered(story: Story | None) -> Paragraph | None:
    """The paragraph of a header or footer that prints the number of the page."""
    return next((p for p in story.paragraphs if any(name in _PAGE for name in p.fields)), None) if story else None


@rule("R05", ERROR, "I.7", "Chèn (Insert) → Số trang (Page Number) → Đầu trang (Top of Page), kiểu ở giữa.")
def thieu_so_trang(seen: Seen) -> Iterator[Finding]:
    """Văn bản từ hai trang trở lên đánh số trang, đặt giữa ở phần lề trên."""
    for section in filter(fills_a_page, seen.file.sections):
        if numbered(section.headers.get("default")) is None and numbered(section.footers.get("default")) is None:
            yield Finding(section.place, f"Không có số trang; {cited('PL I, I.7')} quy định số trang đặt giữa ở lề trên.")


@rule(
    "R05",
    ERROR,
    "I.7",
    "xóa số trang ở chân trang, rồi Chèn (Insert) → Số trang (Page Number) → Đầu trang (Top of Page), kiểu ở giữa.",
)
def so_trang_sai_cho(seen: Seen) -> Iterator[Finding]:
    """Số trang đặt canh giữa, ở phần lề trên, không ở chân trang."""
    law = f"{cited('PL I, I.7')} quy định đặt canh giữa ở lề trên."
    for section in seen.file.sections:
        if numbered(section.footers.get("default")) is not None:
            yield Finding(section.place, f"Số trang ở chân trang; {law}")
        elif (header := numbered(section.headers.get("default"))) is not None and not is_in_the_middle(header, section):
            yield Finding(section.place, f"Số trang không ở giữa; {law}")


def is_in_the_middle(paragraph: Paragraph, section: Section) -> bool:
    """Centred, in a frame that is, or behind a centred tab near the middle."""
    if paragraph.align == "center" or paragraph.properties.get("frame") == "center" or paragraph.spot is not None:
        return True
    tabs = paragraph.properties.get("tabs", ())
    before = len(paragraph.text) - len(paragraph.text.lstrip("\t"))
    middle = section.text_width / 2
    return 0 < before <= len(tabs) and tabs[before - 1][0] == "center" and abs(tabs[before - 1][1] - middle) < 10 * MM


@rule("R05", ERROR, "V.14", "bôi đen số trang ở đầu trang, đặt cỡ 13 hoặc 14, bỏ nghiêng, bỏ đậm.")
def so_trang_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Số trang cỡ 13–14, kiểu chữ đứng (đậm thì nhắc), bằng chữ số Ả Rập."""
    value = seen.law.values["co_so_trang"]
    done: set[str] = set()
    for section in seen.file.sections:
        story = section.headers.get("default")
        paragraph = numbered(story)
        law = f"{cited(value.article)} quy định cỡ chữ {span_of(value)}, kiểu chữ đứng"
        if section.number_format not in ("decimal", "numberInDash") and paragraph is not None:
            yield Finding(section.place, f"Số trang không dùng chữ số Ả Rập; {cited('PL I, I.7')} quy định chữ số Ả Rập.")
        if story is None or paragraph is None or story.part in done:
            continue
        done.add(story.part)
        digits = [run.look for run in paragraph.runs if run.text.strip()]
        faults = [f"cỡ chữ {figure(look.size)}" for look in digits if not value.allows(look.size, 0.01)]
        faults += ["nghiêng"] if any(look.italic for look in digits) else []
        if faults:
            yield Finding(section.place, f"Số trang {', '.join(dict.fromkeys(faults))}; {law}.")
        elif any(look.bold for look in digits):
            yield Finding(section.place, f"Số trang đậm; {law}.", severity=WARNING)


@rule("R05", WARNING, "I.7", "nhấp đúp vào đầu trang, xóa phần chữ này; chỉ để số trang.")
def dau_trang_co_chu(seen: Seen) -> Iterator[Finding]:
    """Ở lề trên chỉ có số trang, không có chữ khác."""
    for story in stories(seen):
        text = " ".join(p.text for p in story.paragraphs if not p.fields).strip()
        if any(section.headers.get(kind) is story for section in seen.file.sections for kind in ("default", "even")) and text:
            yield Finding(
                story.paragraphs[0].place, f"Đầu trang có chữ «{short(text)}»; {cited('PL I, I.7')} chỉ nói đến số trang."
            )


@rule(
    "R06",
    ERROR,
    "I.7",
    "nhấp đúp vào đầu trang, Đầu trang và Chân trang (Header & Footer): đánh dấu Trang Đầu Khác (Different First Page).",
)
def trang_dau_hien_so(seen: Seen) -> Iterator[Finding]:
    """Trang thứ nhất không hiện số trang."""
    section = seen.file.sections[0]
    if not seen.parts.has_head:
        return
    first = "first" if section.hides_first else "default"
    if any(numbered(kind.get(first)) is not None for kind in (section.headers, section.footers)):
        yield Finding(
            section.place, f"Trang thứ nhất hiện số trang; {cited('PL I, I.7')} quy định không hiển thị số trang thứ nhất."
        )


@rule(
    "R07",
    ERROR,
    "I.7",
    "Chèn (Insert) → Số trang (Page Number) → Định dạng Số trang (Format Page Numbers): Bắt đầu từ (Start at) 1.",
)
def so_trang_khong_tu_1(seen: Seen) -> Iterator[Finding]:
    """Trang của văn bản đánh số từ 1."""
    start = seen.file.sections[0].number_start
    if start is not None and start != 1:
        yield Finding(seen.file.sections[0].place, f"Số trang bắt đầu từ {start}; {cited('PL I, I.7')} quy định bắt đầu từ số 1.")


@rule(
    "R07",
    ERROR,
    "III.1.đ",
    "trước phụ lục: Bố cục (Layout) → Ngắt (Breaks) → Trang Tiếp theo (Next Page); rồi Chèn (Insert) → Số trang → Định dạng Số trang: Bắt đầu từ 1.",
)
def phu_luc_khong_danh_so_rieng(seen: Seen) -> Iterator[Finding]:
    """Số trang của từng phụ lục đánh riêng, bắt đầu từ 1; trang đầu của phụ lục không hiện số (chỉ nhắc)."""
    article = cited("PL I, III.1.đ")
    for annex in seen.parts.annexes:
        is_first = annex.section is seen.file.sections[0] and not seen.parts.has_head
        place, name = annex.heading.paragraph.place, annex.heading.text
        if not is_first and not (annex.begins_section and annex.section.number_start == 1):
            yield Finding(
                place,
                f"Trang của «{name}» không đánh số riêng từ 1; {article} quy định số trang từng phụ lục được đánh số riêng.",
            )
        elif not annex.section.hides_first and numbered(annex.section.headers.get("default")):
            hint = "Đầu trang và Chân trang (Header & Footer): đánh dấu Trang Đầu Khác (Different First Page)."
            yield Finding(place, f"Trang đầu của «{name}» hiện số trang; trang thứ nhất không hiện số.", hint, WARNING)


@rule("R08", ERROR, "I.4", "gõ lại bằng Unicode dựng sẵn (bảng mã «Unicode» của bộ gõ), hoặc chuyển mã bằng công cụ của bộ gõ.")
def chu_to_hop(seen: Seen) -> Iterator[Finding]:
    """Chữ Việt gõ bằng Unicode dựng sẵn (TCVN 6909:2001), không bằng Unicode tổ hợp."""
    yield from together(
        Finding(
            p.place,
            f"Có chữ gõ bằng Unicode tổ hợp; {cited('PL I, I.4')} quy định bộ mã TCVN 6909:2001.",
            f"gõ lại «{normalize('NFC', next(word for word in p.text.split() if not is_normalized('NFC', word)))}» bằng Unicode dựng sẵn.",
        )
        for p in seen.file.paragraphs
        if not is_normalized("NFC", p.text)
    )


RULES = tuple(one for one in list(globals().values()) if isinstance(one, Rule))
