"""Rules of the body: căn cứ, paragraphs, numbers, the closing sign (Phụ lục I, Phần I, II.6)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kehoach_gen.nd30.parts import Numbered
from kehoach_gen.nd30.rule import Finding, Rule, Seen, cited, figure, rule, short, span_of, together
from kehoach_gen.office.metrics import LINE_HEIGHT, text_width
from kehoach_gen.office.styled import MM, Paragraph
from kehoach_gen.problem import ERROR, INFO, WARNING
from kehoach_gen.vietnamese.fold import fold
from kehoach_gen.vietnamese.letters import LETTERS, roman

_TAB = 12.7
"""Millimetres between Word's default tabs."""


def _size(line: Numbered) -> float:
    return max(line.piece.sizes, default=14.0)


def _is_long(line: Numbered) -> bool:
    """Whether the paragraph surely takes more than one line."""
    return text_width(line.text, _size(line), bold=line.piece.is_bold) > line.paragraph.width / MM * 1.02


@rule("R30", ERROR, "II.6.e", "bôi đen nội dung, đặt cỡ chữ 13 hoặc 14 ở Trang đầu (Home).")
def noi_dung_sai_co_chu(seen: Seen) -> Iterator[Finding]:
    """Nội dung văn bản cỡ chữ 13–14."""
    value = seen.law.values["co_noi_dung"]
    yield from together(
        Finding(line.paragraph.place, f"Nội dung cỡ chữ {figure(size)}; {cited(value.article)} quy định {span_of(value)}.")
        for line in seen.parts.body
        for size in line.piece.sizes
        if not value.allows(size, 0.01)
    )


@rule("R30", WARNING, "II.6.e", "bôi đen nội dung, đặt một cỡ chữ.")
def noi_dung_nhieu_co_chu(seen: Seen) -> Iterator[Finding]:
    """Nội dung văn bản dùng một cỡ chữ."""
    value = seen.law.values["co_noi_dung"]
    counts: dict[float, int] = {}
    for line in seen.parts.body:
        for run in line.piece.printed:
            counts[run.look.size] = counts.get(run.look.size, 0) + len(run.text)
    usual = max(counts, key=lambda size: counts[size], default=0)
    yield from together(
        Finding(line.paragraph.place, f"Nội dung chỗ này cỡ chữ {figure(size)}, chỗ khác cỡ {figure(usual)}.")
        for line in seen.parts.body
        for size in line.piece.sizes
        if size != usual and value.allows(size, 0.01)
    )


def is_to_be_justified(line: Numbered) -> bool:
    return not line.is_heading and _is_long(line) and line.paragraph.align != "both"


@rule("R30", ERROR, "II.6.e", "bôi đen nội dung, Trang đầu (Home) → Căn đều (Justify), hoặc Ctrl+J.")
def noi_dung_khong_can_deu(seen: Seen) -> Iterator[Finding]:
    """Đoạn văn của nội dung dàn đều cả hai lề; đề mục và đoạn chỉ có một dòng thì không xét."""
    words = {"left": "căn trái", "right": "căn phải", "center": "căn giữa"}
    yield from together(
        Finding(
            line.paragraph.place,
            f"Đoạn văn {words.get(line.paragraph.align, 'không căn đều')}; {cited('PL I, II.6.e')} quy định dàn đều cả hai lề.",
        )
        for line in seen.parts.body
        if is_to_be_justified(line)
    )


def first_indent(paragraph: Paragraph) -> float:
    """Millimetres from the margin to the first letter of a paragraph, a tab at its head among them."""
    start = (paragraph.twips("left") + paragraph.twips("first")) / MM
    if paragraph.text.startswith("\t") and not paragraph.label:
        start = (start // _TAB + 1) * _TAB
    return start


def has_strange_indent(seen: Seen, line: Numbered) -> bool:
    value = seen.law.values["lui_dau_dong"]
    return not line.is_heading and _is_long(line) and not value.allows(first_indent(line.paragraph), 0.12)


_INDENT = "Đoạn (Paragraph) → Thụt lề (Indentation): Trái 0, Đặc biệt (Special) Dòng đầu tiên (First line) 1,27 cm"


@rule("R30", ERROR, "II.6.e", f"{_INDENT}.")
def lui_dau_dong_sai(seen: Seen) -> Iterator[Finding]:
    """Dòng đầu đoạn lùi vào 1 cm hoặc 1,27 cm; đề mục và đoạn chỉ có một dòng thì không xét."""
    yield from together(
        Finding(
            line.paragraph.place,
            f"Dòng đầu đoạn lùi {figure(first_indent(line.paragraph))} mm; {cited('PL I, II.6.e')} quy định 1 cm hoặc 1,27 cm.",
        )
        for line in seen.parts.body
        if has_strange_indent(seen, line)
    )


@rule("R30", WARNING, "II.6.e", f"{_INDENT}, cho mọi đoạn.")
def lui_dau_dong_khong_deu(seen: Seen) -> Iterator[Finding]:
    """Các đoạn văn lùi đầu dòng như nhau, các dòng sau sát lề trái."""
    value = seen.law.values["lui_dau_dong"]
    lines = [line for line in seen.parts.body if not line.is_heading and _is_long(line)]
    lawful = [round(first_indent(line.paragraph), 1) for line in lines if value.allows(first_indent(line.paragraph), 0.12)]
    usual = max(set(lawful), key=lawful.count, default=0.0)
    found = []
    for line in lines:
        start = round(first_indent(line.paragraph), 1)
        if value.allows(start, 0.12) and abs(start - usual) > 0.15:
            found.append(
                Finding(line.paragraph.place, f"Dòng đầu đoạn lùi {figure(start)} mm, các đoạn khác {figure(usual)} mm.")
            )
        if line.paragraph.twips("left") > 0.5 * MM:
            left = figure(line.paragraph.twips("left") / MM)
            found.append(Finding(line.paragraph.place, f"Cả đoạn lùi vào {left} mm; chỉ dòng đầu lùi vào."))
    yield from together(found)


def gap_above(above: Paragraph, below: Paragraph) -> float:
    """Points between two paragraphs: Word takes the larger of «after» and «before»."""
    if above.properties.get("contextualSpacing") and below.properties.get("contextualSpacing") and above.style == below.style:
        return 0.0
    return max(above.twips("after"), below.twips("before")) / 20


def narrow_gaps(seen: Seen) -> Iterator[tuple[Numbered, float]]:
    """Paragraphs of the body too close to the one above them, with the points between."""
    value = seen.law.values["cach_doan"]
    for above, below in pairwise(seen.parts.body):
        is_title = above.level in ("phan", "chuong", "tieu_muc") or (above.piece.is_centred and below.piece.is_centred)
        near = below.paragraph.path[:-1] == above.paragraph.path[:-1] and below.paragraph.path[-1] - above.paragraph.path[-1] == 1
        gap = gap_above(above.paragraph, below.paragraph)
        if near and not is_title and gap < value.low - 0.01:
            yield below, gap


@rule(
    "R31",
    ERROR,
    "II.6.e",
    "bôi đen nội dung, Đoạn (Paragraph) → Giãn cách (Spacing): Trước (Before) 6 pt; bỏ dấu Không thêm khoảng cách giữa các đoạn cùng kiểu.",
)
def cach_doan_hep(seen: Seen) -> Iterator[Finding]:
    """Khoảng cách giữa các đoạn văn tối thiểu 6 pt."""
    yield from together(
        Finding(line.paragraph.place, f"Cách đoạn trên {figure(gap)} pt; {cited('PL I, II.6.e')} quy định tối thiểu 6 pt.")
        for line, gap in narrow_gaps(seen)
    )


@rule("R32", ERROR, "II.6.e", "Đoạn (Paragraph) → Giãn cách dòng (Line spacing): Đơn (Single) đến 1,5 dòng (1.5 lines).")
def gian_dong_sai(seen: Seen) -> Iterator[Finding]:
    """Khoảng cách giữa các dòng từ dòng đơn đến 1,5 dòng; đặt bằng pt thì chữ cỡ 14 là 16–24 pt."""
    value = seen.law.values["cach_dong"]
    found = []
    for line in seen.parts.body:
        rule, height = line.paragraph.line_rule, line.paragraph.line
        natural = _size(line) * LINE_HEIGHT
        lines = height / 240 if rule == "auto" else height / 20 / natural
        lines = max(lines, 1.0) if rule == "atLeast" else lines
        if not value.allows(lines, 0.02):
            words = (
                f"{lines:.2f}".rstrip("0").rstrip(".").replace(".", ",") + " dòng"
                if rule == "auto"
                else f"{figure(height / 20)} pt"
            )
            found.append(
                Finding(line.paragraph.place, f"Giãn dòng {words}; {cited(value.article)} quy định từ dòng đơn đến 1,5 dòng.")
            )
    yield from together(found)


@rule("R33", WARNING, "II.6.e", "xóa đoạn trống, đặt khoảng cách ở Đoạn (Paragraph) → Giãn cách (Spacing).")
def doan_trong(seen: Seen) -> Iterator[Finding]:
    """Trong nội dung không dùng đoạn trống để giãn cách."""
    ids = [id(line.paragraph) for line in seen.parts.body]
    if not ids:
        return
    passage = [p for p in seen.file.blocks if isinstance(p, Paragraph)]
    places = [index for index, paragraph in enumerate(passage) if id(paragraph) in (ids[0], ids[-1])]
    inner = passage[min(places) : max(places)]
    ends = {id(block) for section in seen.file.sections for block in section.blocks[-1:]}
    yield from together(
        Finding(p.place, "Có đoạn trống giữa nội dung.")
        for p in inner
        if p.is_blank and not p.has_picture and not p.lines and not p.breaks_before and id(p) not in ends
    )


@rule("R33", INFO, "II.6.e", f"xóa các dấu cách, dấu Tab ở đầu đoạn; {_INDENT}.")
def lui_bang_dau_cach(seen: Seen) -> Iterator[Finding]:
    """Lùi đầu dòng bằng thụt lề của Word, không bằng dấu cách hay phím Tab."""
    yield from together(
        Finding(line.paragraph.place, "Đầu đoạn lùi bằng dấu cách hoặc phím Tab.")
        for line in seen.parts.body
        if re.match(r"\t|[ \u00a0]{2}", line.paragraph.text) and not line.piece.is_centred
    )


@rule("R34", ERROR, "II.6.a", "bôi đen các căn cứ, Ctrl+I.")
def can_cu_khong_nghieng(seen: Seen) -> Iterator[Finding]:
    """Căn cứ ban hành văn bản ghi kiểu chữ nghiêng."""
    yield from together(
        Finding(piece.paragraph.place, f"Căn cứ không nghiêng; {cited('PL I, II.6.a')} quy định kiểu chữ nghiêng.")
        for piece in seen.parts.bases
        if not piece.is_italic
    )


@rule("R34", ERROR, "II.6.a", "cuối mỗi căn cứ ghi dấu chấm phẩy; căn cứ cuối cùng ghi dấu chấm.")
def can_cu_sai_dau(seen: Seen) -> Iterator[Finding]:
    """Sau mỗi căn cứ xuống dòng, cuối dòng có dấu chấm phẩy, dòng cuối cùng kết thúc bằng dấu chấm; dưới còn
    lời ban hành in nghiêng thì bằng dấu chấm phẩy cũng được."""
    bases = seen.parts.bases
    after = next((line for line in seen.parts.body if bases and line.paragraph.path > bases[-1].paragraph.path), None)
    goes_on = after is not None and after.piece.is_italic and not after.piece.is_centred
    for index, piece in enumerate(bases):
        wanted = (".", ",", *(";" * goes_on)) if index == len(bases) - 1 else (";",)
        if not piece.text.endswith(wanted):
            name = "dấu chấm" if wanted[0] == "." else "dấu chấm phẩy"
            message = f"Căn cứ «{short(piece.text)}» không kết thúc bằng {name}; {cited('PL I, II.6.a')} quy định như vậy."
            yield Finding(piece.paragraph.place, message)


@rule("R34", WARNING, "II.6.a", "bỏ số, ký hiệu; ghi «Căn cứ Luật … ngày … tháng … năm …;».")
def can_cu_luat_co_so(seen: Seen) -> Iterator[Finding]:
    """Căn cứ là luật, pháp lệnh thì không ghi số, ký hiệu và cơ quan ban hành."""
    for piece in seen.parts.bases:
        if re.match(r"căn cứ (?:luật|pháp lệnh|bộ luật)\b.*\bsố \d", piece.folded):
            yield Finding(
                piece.paragraph.place, f"Căn cứ «{short(piece.text)}» ghi số của luật; {cited('PL I, II.6.a')} không ghi."
            )


@rule("R35", ERROR, "V.6.b", "đặt đề mục in hoa, đậm: I. MỤC ĐÍCH, YÊU CẦU.")
def muc_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Số La Mã và tiêu đề của mục in hoa, cỡ 13–14, kiểu chữ đứng, đậm."""
    for line in seen.parts.body:
        if line.level == "muc":
            piece = line.piece
            faults = (
                ["không đậm"] * (not piece.is_bold) + ["không in hoa"] * (not piece.is_capital) + ["nghiêng"] * piece.some_italic
            )
            if faults:
                law = f"{cited('PL I, V.6.b')} quy định in hoa, kiểu chữ đứng, đậm"
                yield Finding(line.paragraph.place, f"Đề mục «{short(line.text)}» {', '.join(faults)}; {law}.")


@rule("R35", ERROR, "V.6", "đặt Phần, Chương, Mục và tiêu đề của nó đậm, đứng giữa.")
def phan_chuong_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """«Phần», «Chương», «Mục» và số thứ tự ở dòng riêng, đậm, đứng giữa."""
    for line in seen.parts.body:
        if line.level in ("phan", "chuong", "tieu_muc"):
            faults = ["không đậm"] * (not line.piece.is_bold) + ["không đặt giữa"] * (not line.piece.is_centred)
            if faults:
                law = f"{cited('PL I, II.6.đ')} quy định đậm, đặt giữa"
                yield Finding(line.paragraph.place, f"«{short(line.text)}» {', '.join(faults)}; {law}.")


_BELOW = {
    "phan": ("chuong", "muc", "khoan", "diem"),
    "chuong": ("tieu_muc", "khoan", "diem"),
    "tieu_muc": ("khoan", "diem"),
    "muc": ("khoan", "diem"),
    "dieu": ("khoan", "diem"),
    "khoan": ("diem",),
    "nhieu_cap": ("diem",),
}
"""Where counting begins anew below a number."""


_LETTERED = re.compile(r"[A-HK]\. ?[^\W\d_]{2}")
"""«A. KẾT QUẢ», as reports are often divided in place of «Phần I»."""


def _unquoted(body: tuple[Numbered, ...]) -> Iterator[Numbered]:
    """Without the paragraphs of a provision that is quoted, as where one is amended: from «“» to the paragraph that ends with «”»."""
    texts = [line.paragraph.text.strip(" .;\u00a0") for line in body]
    end = -1
    for index, line in enumerate(body):
        if index > end and texts[index].startswith(("“", '"')):
            end = next((at for at in range(index, len(body)) if texts[at].endswith(("”", '"')) and len(texts[at]) > 1), end)
        if index > end:
            yield line


def _out_of_order(seen: Seen, level: str) -> Iterator[tuple[Numbered, int]]:
    """Paragraphs of a level whose number is not the next, with the number that would be. Mục may be counted through the
    whole text or within each phần."""
    last: dict[str, int] = {}
    may_go_on = 0
    for line in _unquoted(seen.parts.body):
        opens = "phan" if line.piece.is_bold and _LETTERED.match(line.text) else line.level
        may_go_on = last.get("muc", 0) + 1 if opens == "phan" else may_go_on
        for lower in _BELOW.get(opens, ()):
            last.pop(lower, None)
        if line.level == level and line.number is not None and line.number.value is not None:
            expected = last.get(level, 0) + 1
            if line.number.value != expected and not (level == "muc" and expected == 1 and line.number.value == may_go_on):
                yield line, expected
            last[level] = line.number.value


@rule("R35", ERROR, "II.6.đ", "đánh lại số La Mã liên tục từ I.")
def muc_sai_thu_tu(seen: Seen) -> Iterator[Finding]:
    """Số La Mã của mục liên tục từ I."""
    for line, expected in _out_of_order(seen, "muc"):
        yield Finding(line.paragraph.place, f"Đề mục «{short(line.text)}» sai thứ tự: chỗ này là mục {roman(expected)}.")


@rule("R35", ERROR, "II.6.đ", "đánh lại số điều liên tục từ 1.")
def dieu_sai_thu_tu(seen: Seen) -> Iterator[Finding]:
    """Số của điều liên tục từ 1 trong toàn văn bản."""
    for line, expected in _out_of_order(seen, "dieu"):
        yield Finding(line.paragraph.place, f"«{short(line.text)}» sai thứ tự: chỗ này là Điều {expected}.")


@rule("R36", ERROR, "II.6.đ", "đánh lại số khoản liên tục từ 1 trong mỗi mục, mỗi điều.")
def khoan_sai_thu_tu(seen: Seen) -> Iterator[Finding]:
    """Số của khoản là chữ số Ả Rập, liên tục từ 1 trong mỗi mục, mỗi điều."""
    for line, expected in _out_of_order(seen, "khoan"):
        yield Finding(line.paragraph.place, f"Khoản «{short(line.text)}» sai thứ tự: chỗ này là khoản {expected}.")


@rule("R36", ERROR, "II.6.đ", "khoản có tiêu đề: tiêu đề đậm, ở một dòng riêng; khoản không có tiêu đề: không đậm.")
def khoan_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Khoản có tiêu đề thì tiêu đề đậm, ở dòng riêng; khoản không có tiêu đề thì không đậm. Chỗ máy đoán thì chỉ nhắc."""
    law = cited("PL I, II.6.đ")
    lines = seen.parts.body
    for index, line in enumerate(lines):
        if line.level != "khoan":
            continue
        is_sentence = _is_long(line) and line.text.endswith((".", ";", ":"))
        place, text = line.paragraph.place, short(line.text)
        if line.piece.is_bold and is_sentence:
            yield Finding(place, f"Khoản «{text}» không có tiêu đề mà in đậm; {law} quy định không đậm.")
        elif line.piece.is_bold and line.text.endswith((".", ":")):
            yield Finding(place, f"Tiêu đề khoản «{text}» kết thúc bằng dấu «{line.text[-1]}».", "xóa dấu này.", WARNING)
        elif _opens_bold(line) and is_sentence:
            yield Finding(place, f"Tiêu đề của khoản «{text}» không ở dòng riêng; {law} quy định dòng riêng.", severity=WARNING)
        elif not line.piece.some_bold and not _is_long(line) and not line.text.endswith((".", ";", ":", ",", "./.")):
            follows = lines[index + 1].level if index + 1 < len(lines) else "khoan"
            if follows in ("", "diem", "gach"):
                yield Finding(place, f"Tiêu đề khoản «{text}» không đậm; {law} quy định đậm.", severity=WARNING)


def _opens_bold(line: Numbered) -> bool:
    """Whether it opens with more bold letters than its number and goes on without."""
    printed = line.piece.printed
    bold = 0
    for run in printed:
        if not run.look.bold:
            break
        bold += len(run.text.strip())
    return bold > 6 and not line.piece.is_bold


@rule("R37", ERROR, "II.6.đ", "đánh lại theo thứ tự a, b, c, d, đ, e, g, h, i, k, l, m, n, o, p, q, r, s, t, u, v, x, y.")
def diem_sai_thu_tu(seen: Seen) -> Iterator[Finding]:
    """Điểm ghi bằng chữ cái theo thứ tự bảng chữ cái tiếng Việt, liên tục từ a trong mỗi khoản (có đ, không có f, j, w, z)."""
    for line, expected in _out_of_order(seen, "diem"):
        wanted = f"điểm {LETTERS[expected - 1]}" if expected <= len(LETTERS) else "quá điểm y, nên chia lại khoản"
        yield Finding(line.paragraph.place, f"Điểm «{short(line.text)}» sai thứ tự: chỗ này là {wanted}.")


@rule(
    "R37",
    ERROR,
    "II.6.đ",
    "dùng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h …; danh sách tự động của Word có f, j, w, z và không có đ, nên gõ tay.",
)
def diem_chu_la(seen: Seen) -> Iterator[Finding]:
    """Điểm không ghi bằng f, j, w, z hay chữ có dấu mũ, dấu móc."""
    for line in seen.parts.body:
        if line.level == "diem" and line.number is not None and line.number.value is None:
            yield Finding(
                line.paragraph.place,
                f"Điểm «{short(line.text)}» dùng chữ «{line.text[:1]}»; {cited('PL I, II.6.đ')} dùng chữ cái tiếng Việt.",
            )


@rule("R37", ERROR, "II.6.đ", "viết chữ cái, dấu ngoặc đơn đóng, một dấu cách: «a) »; kiểu chữ đứng, không đậm.")
def diem_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Sau chữ cái của điểm là dấu đóng ngoặc đơn; điểm in thường, kiểu chữ đứng, không đậm (đậm thì nhắc)."""
    law = cited("PL I, II.6.đ")
    for line in seen.parts.body:
        if line.level != "diem":
            continue
        if not re.match(r"[^\W\d_]\)", line.text):
            yield Finding(line.paragraph.place, f"Điểm «{short(line.text)}»: {law} quy định sau chữ cái có dấu đóng ngoặc đơn.")
        if line.piece.is_italic:
            yield Finding(line.paragraph.place, f"Điểm «{short(line.text)}» nghiêng; {law} quy định kiểu chữ đứng.")
        elif line.piece.is_bold:
            yield Finding(
                line.paragraph.place, f"Điểm «{short(line.text)}» đậm; {law} không nói đến chữ đậm ở điểm.", severity=WARNING
            )


_WITHOUT_END = re.compile("Biên bản|Hợp đồng|Giấy|Phiếu|Bản|Thư|^$")


@rule("R38", WARNING, "Phụ lục III, Mẫu 1.4", "kết thúc đoạn cuối của nội dung bằng «./.», chỉ ở một chỗ.")
def thieu_dau_ket_thuc(seen: Seen) -> Iterator[Finding]:
    """Đoạn cuối của nội dung kết thúc bằng «./.», một lần; theo các mẫu, nghị định không có lời quy định."""
    body = seen.parts.body
    if not body or _WITHOUT_END.match(seen.parts.kind):
        return
    if not body[-1].text.endswith("./."):
        yield Finding(body[-1].paragraph.place, "Nội dung không kết thúc bằng «./.» như Mẫu 1.4, Phụ lục III.")
    for line in body[:-1]:
        if line.text.endswith("./."):
            yield Finding(line.paragraph.place, "Dấu «./.» ở giữa nội dung; dấu này chỉ kết thúc văn bản.")


@rule("R39", ERROR, "III.1.a", "thêm vào nội dung lời nhắc, ví dụ: (có Phụ lục kèm theo).")
def khong_nhac_phu_luc(seen: Seen) -> Iterator[Finding]:
    """Văn bản có phụ lục thì trong nội dung có chỉ dẫn về phụ lục đó."""
    annexes = seen.parts.annexes
    if annexes and seen.parts.body and not any("phụ lục" in fold(p.text) for p in _main(seen)):
        law = f"{cited('PL I, III.1.a')} quy định trong văn bản phải có chỉ dẫn về phụ lục"
        yield Finding(annexes[0].heading.paragraph.place, f"Nội dung văn bản không nhắc đến phụ lục; {law}.")


def _main(seen: Seen) -> Iterator[Paragraph]:
    """The paragraphs above the first appendix, tables among them."""
    first = seen.parts.annexes[0].heading.paragraph
    for paragraph in seen.file.paragraphs:
        if paragraph is first:
            return
        yield paragraph


@rule("R39", ERROR, "III.1.a", "đánh số La Mã liên tục: Phụ lục I, Phụ lục II …; chỉ có một thì ghi «Phụ lục».")
def phu_luc_sai_so(seen: Seen) -> Iterator[Finding]:
    """Từ hai phụ lục trở lên thì đánh số thứ tự bằng số La Mã; chỉ có một thì không đánh số (nhắc)."""
    annexes = seen.parts.annexes
    for index, annex in enumerate(annexes, 1):
        number = annex.heading.text.rstrip(".: ")[len("Phụ lục") :].strip()
        place = annex.heading.paragraph.place
        if len(annexes) > 1 and number.upper() != roman(index):
            message = f"«{annex.heading.text}» là phụ lục thứ {index}; {cited('PL I, III.1.a')} quy định đánh số La Mã: Phụ lục {roman(index)}."
            yield Finding(place, message)
        elif len(annexes) == 1 and number and seen.parts.has_head:
            yield Finding(place, f"Chỉ có một phụ lục mà ghi «{annex.heading.text}».", "ghi: Phụ lục.", WARNING)


RULES = tuple(one for one in list(globals().values()) if isinstance(one, Rule))
