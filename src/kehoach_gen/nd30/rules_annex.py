"""Rules of appendices and their tables (Phụ lục I, Phần I, III.1; Phụ lục III, Mẫu 2.1)."""

import re
from collections.abc import Iterator

from kehoach_gen.nd30.forms import NATION
from kehoach_gen.nd30.parts import Annex, Enclosure
from kehoach_gen.nd30.rule import Finding, Rule, Seen, Wanted, cited, figure, looks, rule, short, span_of, together
from kehoach_gen.office.styled import MM
from kehoach_gen.problem import ERROR, INFO, WARNING


@rule("R60", ERROR, "III.1", "đặt con trỏ trước «Phụ lục», Bố cục (Layout) → Ngắt (Breaks) → Trang Tiếp theo (Next Page).")
def phu_luc_khong_sang_trang(seen: Seen) -> Iterator[Finding]:
    """Phụ lục bắt đầu ở trang mới."""
    for index, annex in enumerate(seen.parts.annexes):
        if not annex.begins_page and (index or seen.parts.has_head):
            yield Finding(annex.heading.paragraph.place, f"«{annex.heading.text}» không bắt đầu ở trang mới.")


@rule("R60", ERROR, "III.1.b", "viết «Phụ lục» in thường, cỡ 14, đậm, đứng giữa, riêng một dòng.")
def phu_luc_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Từ «Phụ lục» và số thứ tự ở một dòng riêng, in thường, cỡ 14, kiểu chữ đứng, đậm, đặt giữa."""
    wanted = Wanted(seen.law.values["co_phu_luc"], True, False, True, False)
    for annex in seen.parts.annexes:
        yield from looks("Dòng", [annex.heading], wanted)


@rule("R61", ERROR, "III.1.b", "đặt tên phụ lục in hoa, đậm, đứng giữa, cỡ 13 hoặc 14.")
def ten_phu_luc_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Tên phụ lục in hoa, cỡ 13–14, kiểu chữ đứng, đậm, đặt giữa."""
    wanted = Wanted(seen.law.values["co_ten_phu_luc"], True, False, True, True)
    for annex in seen.parts.annexes:
        yield from looks("Tên phụ lục", annex.title, wanted)


@rule("R62", ERROR, "III.1.c", "thêm dưới tên phụ lục: (Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm … của …).")
def thieu_kem_theo(seen: Seen) -> Iterator[Finding]:
    """Dưới tên phụ lục có dòng «(Kèm theo …)»: số, ký hiệu văn bản, thời gian ban hành, tên cơ quan ban hành."""
    for annex in seen.parts.annexes:
        if annex.attached is None:
            law = f"{cited('PL I, III.1.c')} quy định có"
            yield Finding(annex.heading.paragraph.place, f"«{annex.heading.text}» không có dòng «(Kèm theo …)»; {law}.")


@rule("R62", ERROR, "III.1.c", "đặt dòng «(Kèm theo …)» nghiêng, không đậm, đứng giữa, cỡ 13 hoặc 14.")
def kem_theo_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Dòng «(Kèm theo …)» in thường, cỡ 13–14, kiểu chữ nghiêng, không đậm, đặt giữa."""
    wanted = Wanted(seen.law.values["co_kem_theo"], False, True, True, False)
    for added in _added(seen):
        yield from looks("Dòng", [added.attached] if added.attached else [], wanted)


_BLANK = r"[\s.…_]*"
_FORM = re.compile(
    rf"\((?:Ban hành k|K)èm theo (?P<kind>[^\d(]+?) số{_BLANK}(?P<number>\d*){_BLANK}/(?P<symbol>\S+) "
    rf"ngày{_BLANK}(?P<day>\d*){_BLANK}(?:tháng|/){_BLANK}(?P<month>\d*){_BLANK}(?:năm|/){_BLANK}(?P<year>\d*){_BLANK} ?của (?P<issuer>.+)\)"
)


def _added(seen: Seen) -> tuple[Annex | Enclosure, ...]:
    """All that carries «(Kèm theo …)»."""
    return (*seen.parts.annexes, *seen.parts.enclosures)


def _form(added: Annex | Enclosure) -> re.Match[str] | None:
    return _FORM.fullmatch(added.attached.text) if added.attached else None


@rule("R62", ERROR, "III.1.c", "viết: (Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm … của …).")
def kem_theo_sai(seen: Seen) -> Iterator[Finding]:
    """Dòng «(Kèm theo …)» có trong ngoặc đơn: loại văn bản, số, ký hiệu, ngày tháng năm, tên cơ quan ban hành."""
    for added in _added(seen):
        if added.attached is not None and _form(added) is None:
            law = f"{cited('PL I, III.1.c')} quy định số, ký hiệu, thời gian ban hành, tên cơ quan ban hành, trong ngoặc đơn"
            yield Finding(
                added.attached.paragraph.place, f"Dòng «{short(added.attached.text)}» không đủ hoặc không đúng mẫu; {law}."
            )


@rule("R62", ERROR, "III.1.c", "sửa cho khớp với số, ký hiệu và ngày ở đầu văn bản; văn bản điện tử thì để trống cả số và ngày.")
def kem_theo_khong_khop(seen: Seen) -> Iterator[Finding]:
    """Loại, ký hiệu, số và ngày ở dòng «(Kèm theo …)» khớp với đầu văn bản; số và ngày có thể cùng để trống (văn bản điện tử)."""
    if not seen.parts.number or not seen.parts.dated:
        return
    head = re.search(r"\d+", seen.parts.number.text.partition("/")[0])
    symbol = re.sub(r"^\d{4}/|\s", "", seen.parts.symbol)
    days = re.search(rf"ngày{_BLANK}(\d*){_BLANK}tháng{_BLANK}(\d*){_BLANK}năm{_BLANK}(\d*)", seen.parts.dated.text)
    for added in _added(seen):
        found = _form(added)
        if found is None or added.attached is None:
            continue
        place, law = added.attached.paragraph.place, cited("PL I, III.1.c")
        if symbol and found["symbol"] != symbol:
            yield Finding(place, f"Dòng «Kèm theo» ghi ký hiệu {found['symbol']}, đầu văn bản ghi {symbol}; {law}.")
        if seen.parts.kind and found["kind"].strip() != seen.parts.kind:
            yield Finding(place, f"Dòng «Kèm theo» ghi «{found['kind'].strip()}», văn bản là «{seen.parts.kind}»; {law}.")
        if found["number"] and _numbers(found["number"]) != _numbers(head[0] if head else ""):
            yield Finding(
                place, f"Dòng «Kèm theo» ghi số {found['number']}, đầu văn bản {f'ghi {head[0]}' if head else 'để trống'}; {law}."
            )
        if days and found["day"] and _numbers(found["day"], found["month"], found["year"]) != _numbers(*days.groups()):
            yield Finding(place, f"Dòng «Kèm theo» ghi ngày khác với đầu văn bản; {law}.")


def _numbers(*texts: str) -> list[int]:
    return [int(text) for text in texts if text]


@rule("R63", WARNING, "Phụ lục III, Mẫu 2.1", "ghi «./.» ở cuối phụ lục.")
def phu_luc_thieu_ket_thuc(seen: Seen) -> Iterator[Finding]:
    """Cuối phụ lục có «./.» và dưới dòng «Kèm theo» có đường kẻ, như Mẫu 2.1."""
    for annex in seen.parts.annexes:
        texts = [piece.text for piece in annex.pieces[-2:]]
        if not any(text.endswith("./.") for text in texts):
            yield Finding(
                annex.heading.paragraph.place, f"«{annex.heading.text}» không kết thúc bằng «./.» như Mẫu 2.1, Phụ lục III."
            )
        if annex.attached is not None and annex.line is None:
            hint = "kẻ một đường ngắn, đặt giữa, dưới dòng này."
            yield Finding(
                annex.attached.paragraph.place, "Dưới dòng «Kèm theo» không có đường kẻ như Mẫu 2.1, Phụ lục III.", hint
            )


@rule("R64", WARNING, "Phụ lục III, Mẫu 2.1", "xóa Quốc hiệu, nơi nhận, chữ ký ở phụ lục; văn bản đã ký ở phần chính.")
def phu_luc_co_phan_dau_cuoi(seen: Seen) -> Iterator[Finding]:
    """Phụ lục không có Quốc hiệu, nơi nhận, chữ ký."""
    for annex in seen.parts.annexes:
        for piece in annex.pieces:
            if piece.folded == NATION or piece.folded == "nơi nhận:":
                yield Finding(
                    piece.paragraph.place, f"«{annex.heading.text}» có «{short(piece.text)}»; Mẫu 2.1, Phụ lục III không có."
                )


_SIGNED = re.compile(r"(?:Số:? ?)?\d+/\S+;? ?\d{1,2}/\d{1,2}/\d{4};? ?\d{1,2}:\d{2}(?::\d{2})?(?: ?\+07:00)?")


@rule(
    "R65", ERROR, "III.1.d", "đặt dòng này cỡ 10, kiểu chữ đứng, ở góc trên bên phải trang đầu; thường do Văn thư đóng khi ký số."
)
def dong_ky_so_sai(seen: Seen) -> Iterator[Finding]:
    """Dòng ký số của phụ lục ở tệp riêng (số, ký hiệu; thời gian ký) ở góc trên bên phải, cỡ 10, kiểu chữ đứng, không đậm."""
    if seen.parts.has_head or not seen.parts.annexes:
        return
    for paragraph in seen.file.paragraphs[:3]:
        if _SIGNED.fullmatch(paragraph.text.strip()):
            wrong = paragraph.align != "right" or any(
                run.look.size != 10 or run.look.bold or run.look.italic for run in paragraph.runs
            )
            if wrong:
                law = f"{cited('PL I, III.1.d')} quy định cỡ chữ 10, kiểu chữ đứng, góc trên bên phải"
                yield Finding(paragraph.place, f"Dòng ký số «{short(paragraph.text)}» trình bày chưa đúng; {law}.")


_MANY_ROWS = 15


@rule("R66", INFO, "thông lệ", "chọn hàng tiêu đề, Bố trí (Layout) của bảng → Lặp lại Hàng Tiêu đề (Repeat Header Rows).")
def bang_khong_lap_tieu_de(seen: Seen) -> Iterator[Finding]:
    """Bảng dài của phụ lục lặp lại hàng tiêu đề ở mỗi trang; nghị định không quy định."""
    for annex in seen.parts.annexes:
        for table in annex.tables:
            if len(table.rows) > _MANY_ROWS and not table.rows[0].is_header:
                yield Finding(table.place, "Hàng tiêu đề của bảng không lặp lại ở các trang sau.")


@rule("R66", INFO, "thông lệ", "chọn bảng, Bố trí (Layout) → Tự khớp (AutoFit) → Tự khớp Cửa sổ (AutoFit Window).")
def bang_rong_qua_le(seen: Seen) -> Iterator[Finding]:
    """Bảng của phụ lục không rộng hơn phần chữ của trang."""
    for annex in seen.parts.annexes:
        for table in annex.tables:
            room = annex.section.text_width
            if table.width > room + 240:
                yield Finding(
                    table.place, f"Bảng rộng {figure(table.width / MM)} mm, phần chữ của trang rộng {figure(room / MM)} mm."
                )


@rule("R66", INFO, "thông lệ", "đặt chữ trong bảng cỡ 11 đến 13.")
def chu_trong_bang_la(seen: Seen) -> Iterator[Finding]:
    """Chữ trong bảng của phụ lục cỡ 11–13; nghị định không quy định."""
    value = seen.law.values["co_bang"]
    for annex in seen.parts.annexes:
        for table in annex.tables:
            sizes = {run.look.size for p in table.paragraphs for run in p.runs if run.text.strip()}
            yield from together(
                Finding(table.place, f"Chữ trong bảng cỡ {figure(size)}; thông lệ {span_of(value)}.")
                for size in sorted(sizes)
                if not (value.allows(size, 0.01) or size == 14)
            )


RULES = tuple(one for one in list(globals().values()) if isinstance(one, Rule))
