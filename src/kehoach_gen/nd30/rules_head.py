"""Rules of the head: Quốc hiệu to địa danh and date (Phụ lục I, Phần I, II.1–II.4), of an authority that the decree binds."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kehoach_gen.nd30.extent import height
from kehoach_gen.nd30.forms import NATION
from kehoach_gen.nd30.lines import DRAW, missing_line, wrong_share
from kehoach_gen.nd30.parts import Piece
from kehoach_gen.nd30.rule import Finding, Rule, Seen, Wanted, cited, figure, looks, rule, short, together, top
from kehoach_gen.office.metrics import LINE_HEIGHT
from kehoach_gen.problem import ERROR, WARNING
from kehoach_gen.vietnamese.dates import ImpossibleDate, real_date


@rule("R10", ERROR, "II.1.a", "đặt CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ở trên cùng, bên phải trang đầu.")
def thieu_quoc_hieu(seen: Seen) -> Iterator[Finding]:
    """Trang đầu có Quốc hiệu; cơ quan của Đảng, Mặt trận, đoàn thể theo quy định riêng (Điều 2)."""
    if seen.parts.has_head and not seen.parts.nation:
        yield Finding(top(seen), f"Không có Quốc hiệu; {cited('PL I, II.1.a')} quy định ở phía trên cùng, bên phải trang đầu.")


@rule("R10", ERROR, "II.1.a", "chỉ giữ một dòng Quốc hiệu ở trang đầu.")
def quoc_hieu_lap(seen: Seen) -> Iterator[Finding]:
    """Quốc hiệu có một lần trong văn bản."""
    for piece in seen.parts.nation[1:]:
        yield Finding(piece.paragraph.place, f"Quốc hiệu có {len(seen.parts.nation)} lần; văn bản chỉ có một Quốc hiệu.")


@rule("R10", ERROR, "II.1.a", "viết: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM.")
def quoc_hieu_sai_chu(seen: Seen) -> Iterator[Finding]:
    """Quốc hiệu đúng chữ «CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM» (HÒA hay HOÀ đều được)."""
    for piece in seen.parts.nation:
        if piece.folded != NATION:
            yield Finding(piece.paragraph.place, f"Quốc hiệu ghi «{short(piece.text)}», không đúng chữ.")


@rule("R10", ERROR, "II.1.a", "đặt Quốc hiệu in hoa, đậm, đứng giữa, cỡ 12 hoặc 13.")
def quoc_hieu_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Quốc hiệu in hoa, cỡ 12–13, kiểu chữ đứng, đậm, đặt giữa khối bên phải."""
    yield from looks("Quốc hiệu", seen.parts.nation[:1], Wanted(seen.law.values["co_quoc_hieu"], True, False, True, True))


@rule("R11", ERROR, "II.1.b", "đặt Độc lập - Tự do - Hạnh phúc dưới Quốc hiệu.")
def thieu_tieu_ngu(seen: Seen) -> Iterator[Finding]:
    """Dưới Quốc hiệu có Tiêu ngữ."""
    if seen.parts.has_head and seen.parts.nation and seen.parts.motto is None:
        yield Finding(
            seen.parts.nation[0].paragraph.place, f"Không có Tiêu ngữ; {cited('PL I, II.1.b')} quy định ở dưới Quốc hiệu."
        )


MOTTO = "Độc lập - Tự do - Hạnh phúc"


@rule("R11", ERROR, "II.1.b", f"viết: {MOTTO}; gạch nối là phím «-», mỗi bên một dấu cách.")
def tieu_ngu_sai_chu(seen: Seen) -> Iterator[Finding]:
    """Tiêu ngữ viết «Độc lập - Tự do - Hạnh phúc»: chữ đầu mỗi cụm từ viết hoa, giữa các cụm từ có gạch nối và cách chữ."""
    motto = seen.parts.motto
    if motto is not None and motto.text.rstrip("_ ") != MOTTO:
        message = f"Tiêu ngữ ghi «{short(motto.text)}»; {cited('PL I, II.1.b')} quy định «{MOTTO}», giữa các cụm từ có gạch nối (-), có cách chữ."
        yield Finding(motto.paragraph.place, message)


@rule("R11", ERROR, "II.1.b", "đặt Tiêu ngữ in thường, đậm, đứng giữa, cỡ 13 hoặc 14.")
def tieu_ngu_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Tiêu ngữ in thường, cỡ 13–14, kiểu chữ đứng, đậm, đặt giữa dưới Quốc hiệu."""
    if seen.parts.motto is not None:
        yield from looks("Tiêu ngữ", [seen.parts.motto], Wanted(seen.law.values["co_tieu_ngu"], True, False, True, False))


@rule("R12", WARNING, "V, chú thích 1", "dùng Quốc hiệu 13, Tiêu ngữ 14, địa danh và ngày 14; hoặc 12, 13, 13.")
def co_chu_dau_trang_lech(seen: Seen) -> Iterator[Finding]:
    """Cỡ chữ Quốc hiệu, Tiêu ngữ, địa danh và ngày tăng giảm cùng nhau: 13, 14, 14 hoặc 12, 13, 13."""
    names = ("co_quoc_hieu", "co_tieu_ngu", "co_dia_danh")
    values = [seen.law.values[name] for name in names]
    pieces = [*seen.parts.nation[:1], seen.parts.motto, seen.parts.dated]
    sizes = [piece.sizes[0] for piece in pieces if piece is not None and len(piece.sizes) == 1]
    if len(sizes) == 3 and all(value.allows(size, 0.01) for value, size in zip(values, sizes, strict=True)):
        sets = ([value.low for value in values], [value.high for value in values])
        if sizes not in sets:
            found = ", ".join(figure(size) for size in sizes)
            message = f"Quốc hiệu, Tiêu ngữ, địa danh và ngày cỡ {found}; {cited('PL I, V')} dùng 13, 14, 14 hoặc 12, 13, 13."
            yield Finding(seen.parts.nation[0].paragraph.place, message)


@rule("R13", ERROR, "II.1.b", f"{DRAW}, dài bằng dòng Tiêu ngữ.")
def thieu_ke_tieu_ngu(seen: Seen) -> Iterator[Finding]:
    """Dưới Tiêu ngữ có đường kẻ ngang, nét liền (gạch chân chữ thì nhắc)."""
    if seen.parts.motto is not None:
        yield from missing_line(seen.parts.motto_line, "Tiêu ngữ", seen.parts.motto, "PL I, II.1.b")


@rule("R13", ERROR, "II.1.b", "chọn đường kẻ, kéo cho dài bằng dòng chữ Tiêu ngữ.")
def ke_tieu_ngu_sai_do_dai(seen: Seen) -> Iterator[Finding]:
    """Đường kẻ dưới Tiêu ngữ dài bằng dòng chữ: lệch đến 5% thì được, đến 10% thì nhắc, hơn nữa là lỗi."""
    motto, line = seen.parts.motto, seen.parts.motto_line
    if motto is None or line is None or line.kind == "chan":
        return
    share = line.length / max(motto.width, 1.0)
    if abs(share - 1) > 0.05:
        message = (
            f"Đường kẻ dưới Tiêu ngữ dài {figure(line.length)} mm, dòng chữ dài {figure(motto.width)} mm; "
            f"{cited('PL I, II.1.b')} quy định đường kẻ dài bằng dòng chữ."
        )
        yield Finding(motto.paragraph.place, message, severity=WARNING if abs(share - 1) <= 0.10 else None)


@rule("R14", ERROR, "II.2", "ghi tên cơ quan ban hành ở trên cùng, bên trái trang đầu.")
def thieu_ten_co_quan(seen: Seen) -> Iterator[Finding]:
    """Trang đầu có tên cơ quan, tổ chức ban hành văn bản; hợp đồng, bản ghi nhớ, bản thỏa thuận không xét."""
    if seen.parts.has_head and not seen.parts.authority and not seen.parts.is_of_parties:
        yield Finding(
            top(seen), f"Không thấy tên cơ quan ban hành; {cited('PL I, II.2.a')} quy định ở bên trái, ngang Quốc hiệu."
        )


@rule("R14", ERROR, "II.2.b", "đặt tên cơ quan chủ quản in hoa, không đậm, đứng giữa, cỡ 12 hoặc 13.")
def co_quan_chu_quan_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Tên cơ quan chủ quản trực tiếp in hoa, cỡ 12–13, kiểu chữ đứng, không đậm, đặt giữa."""
    wanted = Wanted(seen.law.values["co_co_quan"], False, False, True, True)
    yield from looks("Tên cơ quan chủ quản", seen.parts.superior, wanted)


@rule("R14", ERROR, "II.2.b", "đặt tên cơ quan ban hành in hoa, đậm, đứng giữa, cỡ 12 hoặc 13.")
def ten_co_quan_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Tên cơ quan ban hành in hoa, cỡ 12–13, kiểu chữ đứng, đậm, đặt giữa dưới tên cơ quan chủ quản."""
    yield from looks("Tên cơ quan ban hành", seen.parts.authority, Wanted(seen.law.values["co_co_quan"], True, False, True, True))


@rule("R15", ERROR, "II.2.b", f"{DRAW}, dài từ 1/3 đến 1/2 dòng chữ, đặt giữa.")
def thieu_ke_co_quan(seen: Seen) -> Iterator[Finding]:
    """Dưới tên cơ quan ban hành có đường kẻ ngang, nét liền (gạch chân chữ thì nhắc)."""
    if seen.parts.authority:
        yield from missing_line(seen.parts.authority_line, "tên cơ quan ban hành", seen.parts.authority[-1], "PL I, II.2.b")


@rule("R15", ERROR, "II.2.b", "kéo đường kẻ cho dài từ 1/3 đến 1/2 dòng chữ, đặt giữa.")
def ke_co_quan_sai_do_dai(seen: Seen) -> Iterator[Finding]:
    """Đường kẻ dưới tên cơ quan dài từ 1/3 đến 1/2 dòng chữ, cân đối so với dòng chữ; tên nhiều dòng thì theo một dòng là đủ."""
    yield from wrong_share(seen.parts.authority_line, seen.parts.authority, "tên cơ quan ban hành", "PL I, II.2.b")


@rule(
    "R16",
    ERROR,
    "II.1.c; II.2.b",
    "bôi đen các dòng này, Đoạn (Paragraph): Giãn cách dòng (Line spacing) Đơn (Single), Trước và Sau 0 pt.",
)
def dau_trang_gian_dong(seen: Seen) -> Iterator[Finding]:
    """Quốc hiệu và Tiêu ngữ, tên cơ quan chủ quản và tên cơ quan ban hành cách nhau dòng đơn; thêm khoảng trước, sau thì nhắc."""
    blocks = ([*seen.parts.nation[:1], seen.parts.motto], [*seen.parts.superior, *seen.parts.authority])
    law = f"{cited('PL I, II.1.c; II.2.b')} quy định cách nhau dòng đơn"
    for block in blocks:
        pieces = [piece for piece in block if piece is not None]
        yield from together(
            Finding(piece.paragraph.place, f"Dòng ở đầu trang giãn {_spacing(piece)}; {law}.")
            for piece in pieces
            if not _is_single(piece)
        )
        for above, below in pairwise(pieces):
            gap = max(above.paragraph.twips("after"), below.paragraph.twips("before")) / 20
            if above.paragraph is not below.paragraph and gap > 0:
                message = f"Giữa «{short(above.text)}» và «{short(below.text)}» có khoảng cách {figure(gap)} pt; {law}."
                yield Finding(below.paragraph.place, message, severity=WARNING)


def _is_single(piece: Piece) -> bool:
    paragraph = piece.paragraph
    if paragraph.line_rule == "auto":
        return 235 <= paragraph.line <= 245
    natural = max(piece.sizes, default=14.0) * LINE_HEIGHT
    return paragraph.line / 20 <= natural * 1.1


def _spacing(piece: Piece) -> str:
    paragraph = piece.paragraph
    return f"{figure(paragraph.line / 240)} dòng" if paragraph.line_rule == "auto" else f"{figure(paragraph.line / 20)} pt"


@rule("R17", ERROR, "II.3", "ghi «Số: …/ký hiệu» dưới tên cơ quan.")
def thieu_so_ky_hieu(seen: Seen) -> Iterator[Finding]:
    """Dưới tên cơ quan có số, ký hiệu của văn bản; thư công không xét."""
    if seen.parts.has_head and seen.parts.number is None and seen.parts.kind != "Thư công":
        yield Finding(top(seen), f"Không thấy số, ký hiệu; {cited('PL I, II.3.c')} quy định đặt dưới tên cơ quan ban hành.")


@rule("R17", ERROR, "II.3.c", "đặt cỡ 13, không đậm, không nghiêng, đứng giữa.")
def so_ky_hieu_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Số, ký hiệu cỡ 13, kiểu chữ đứng, không đậm, đặt giữa dưới tên cơ quan."""
    if seen.parts.number is not None:
        yield from looks("Số, ký hiệu", [seen.parts.number], Wanted(seen.law.values["co_so_ky_hieu"], False, False, True))


_BLANK = r"[\s.…_\u00a0]*"
_OFFICE = r"(?:[A-ZĐƯ&\d]+(?:[a-zđ]{1,2}[A-ZĐƯ]+)?|TTg|TTr|…)"
"""«SNV»; «SNgV», in which a letter of two signs is one; a blank to be filled in."""


def _symbols(seen: Seen) -> str:
    return "|".join(sorted(filter(None, seen.law.abbreviations.values()), key=len, reverse=True))


@rule(
    "R17",
    ERROR,
    "II.3",
    "viết «Số: 05/KH-UBND»: số dưới 10 thêm số 0, gạch chéo, loại văn bản, gạch nối, cơ quan; không có dấu cách.",
)
def so_ky_hieu_sai(seen: Seen) -> Iterator[Finding]:
    """Số ghi bằng chữ số Ả Rập, dưới 10 thêm số 0; sau là gạch chéo, ký hiệu in hoa, giữa các nhóm có gạch nối, không cách chữ; không ghi năm (quyết định, nghị quyết thì nhắc)."""
    number = seen.parts.number
    if number is None:
        return
    named = rf"(?:{_symbols(seen)})-{_OFFICE}(?:-{_OFFICE})*"
    letter = rf"{_OFFICE}(?:-{_OFFICE})*"
    form = rf"Số:{_BLANK}(?:\d{{2,}}|){_BLANK}/(?:{named if seen.parts.kind not in ('Công văn', 'Thư công', '') else f'{named}|{letter}'})"
    if not re.fullmatch(form, number.text):
        is_law = seen.parts.kind in ("Quyết định", "Nghị quyết") and re.match(
            rf"Số:{_BLANK}\d*{_BLANK}/{_BLANK}\d{{4}}/\S+$", number.text
        )
        message = f"Số, ký hiệu ghi «{short(number.text)}»; {_why(number.text)}."
        if is_law:
            hint = "bỏ năm; nếu là văn bản quy phạm pháp luật thì giữ năm và soát theo quy định riêng của loại văn bản ấy."
            yield Finding(number.paragraph.place, message, hint, WARNING)
        else:
            yield Finding(number.paragraph.place, message, _rightly(seen, number.text))


def _rightly(seen: Seen, text: str) -> str:
    """How this number is to be written, where its parts can be told; else nothing."""
    kind = seen.law.abbreviations.get(seen.parts.kind, "")
    given = re.search(r"\d+", text)
    groups = [group for group in re.findall(r"[A-ZĐƯ][\w&]*", text.partition("/")[2]) if group != kind]
    if not kind or not given or not groups:
        return ""
    return f"viết «Số: {given[0].zfill(2)}/{'-'.join([kind, *groups])}»."


def _why(text: str) -> str:
    """What is wrong with a number that is not as it should be."""
    faults = (
        (r"[Ss]ố\s*[^:\s]|[Ss]ố\s+:|số", f"{cited('PL I, II.3.c')} quy định sau «Số» có dấu hai chấm"),
        (r"Số:\s*[1-9]\s*/", f"{cited('PL I, II.3.c')} quy định số nhỏ hơn 10 ghi thêm số 0 ở trước"),
        (r"Số:\s*\d+\s*/\s*\d{4}\s*/", f"{cited('PL I, II.3')} không ghi năm trong số của văn bản hành chính"),
        (r".*/.*\s.*", f"{cited('PL I, II.3.c')} quy định giữa các nhóm chữ viết tắt có gạch nối (-), không cách chữ"),
        (r".*[–—].*", f"{cited('PL I, II.3.c')} quy định gạch nối (-), không phải gạch dài"),
    )
    return next(
        (words for form, words in faults if re.match(form, text)), f"{cited('PL I, II.3')} quy định «Số: …/loại văn bản-cơ quan»"
    )


@rule("R17", ERROR, "II.3.b", "sửa ký hiệu hoặc tên loại cho khớp nhau theo bảng chữ viết tắt (Phụ lục III).")
def ky_hieu_lech_ten_loai(seen: Seen) -> Iterator[Finding]:
    """Chữ viết tắt trong ký hiệu là của tên loại văn bản ghi bên dưới (Phụ lục III, Mục I); công văn không có chữ viết tắt tên loại."""
    number, kind = seen.parts.number, seen.parts.kind
    if number is not None and kind == "Công văn" and seen.parts.symbol.startswith("CV-"):
        law = f"{cited('PL I, II.3.b')} quy định ký hiệu công văn chỉ gồm chữ viết tắt tên cơ quan và đơn vị soạn thảo"
        hint = f"bỏ chữ viết tắt tên loại: {seen.parts.symbol.removeprefix('CV-')}-…, sau gạch nối là đơn vị soạn thảo."
        yield Finding(number.paragraph.place, f"Ký hiệu ghi «{seen.parts.symbol}»; {law}.", hint)
    wanted = seen.law.abbreviations.get(kind, "")
    found = re.match(rf"({_symbols(seen)})-", seen.parts.symbol)
    if number is None or not found or found[1] == wanted:
        return
    if wanted:
        yield Finding(
            number.paragraph.place,
            f"Ký hiệu ghi «{found[1]}» nhưng tên loại là «{kind}»; {cited('Phụ lục III, Mục I')} viết tắt «{wanted}».",
        )


@rule("R18", ERROR, "II.4", "ghi địa danh, ngày … tháng … năm … ở bên phải, cùng dòng với số.")
def thieu_dia_danh_ngay(seen: Seen) -> Iterator[Finding]:
    """Có địa danh và thời gian ban hành văn bản; biên bản, hợp đồng, bản ghi nhớ, bản thỏa thuận ghi ngày ở nội dung thì không xét."""
    if seen.parts.has_head and seen.parts.dated is None and not (seen.parts.is_of_parties or seen.parts.kind == "Biên bản"):
        yield Finding(
            top(seen),
            f"Không thấy địa danh và thời gian ban hành; {cited('PL I, II.4')} quy định đặt dưới Quốc hiệu, cùng dòng với số.",
        )


_DATED = re.compile(
    rf"(?P<place>[^,]*),? ?ngày{_BLANK}(?P<day>\d*){_BLANK}tháng{_BLANK}(?P<month>\d*){_BLANK}năm{_BLANK}(?P<year>\d*){_BLANK}\W?",
    re.IGNORECASE,
)


@rule("R18", ERROR, "II.4", "viết: Sơn La, ngày 05 tháng 01 năm 2026; tháng 3 đến tháng 9 không thêm số 0.")
def dia_danh_ngay_sai(seen: Seen) -> Iterator[Finding]:
    """Sau địa danh có dấu phẩy; ngày dưới 10 và tháng 1, 2 thêm số 0 ở trước, tháng 3 đến 9 không thêm; năm đủ bốn chữ số."""
    dated = seen.parts.dated
    found = _DATED.fullmatch(dated.text) if dated else None
    if dated is None or found is None:
        return
    article = cited("PL I, II.4")
    place = found["place"].strip()
    faults = [f"thiếu dấu phẩy sau địa danh; {article} quy định có"] if not dated.text.startswith(f"{place},") else []
    faults += (
        [f"địa danh «{place}» chưa viết hoa đủ; {article} ghi tên riêng"]
        if any(word[:1].islower() for word in place.replace("Nông trường", "Nông Trường").split())
        else []
    )
    if len(found["day"]) == 1:
        faults.append(f"ngày «{found['day']}» thiếu số 0; {article} quy định ngày nhỏ hơn 10 thêm số 0 ở trước")
    if found["month"] in ("1", "2"):
        faults.append(f"tháng «{found['month']}» thiếu số 0; {article} quy định tháng 1, 2 thêm số 0 ở trước")
    if re.fullmatch("0[3-9]", found["month"]):
        faults.append(f"tháng «{found['month']}» thừa số 0; {article} chỉ thêm số 0 cho tháng 1, 2")
    if re.search(r"\d[.,;]$", dated.text):
        faults.append("thừa dấu chấm câu ở cuối")
    for fault in faults:
        yield Finding(dated.paragraph.place, f"Địa danh và thời gian «{short(dated.text)}»: {fault}.")


@rule("R18", ERROR, "II.4", "xem lại ngày, tháng, năm.")
def ngay_ban_hanh_khong_co_that(seen: Seen) -> Iterator[Finding]:
    """Ngày ban hành, khi đã ghi, là ngày có thật."""
    found = _DATED.fullmatch(seen.parts.dated.text) if seen.parts.dated else None
    if found and seen.parts.dated and found["day"] and found["month"] and found["year"]:
        day = real_date(seen.parts.dated.text, int(found["day"]), int(found["month"]), int(found["year"]))
        if isinstance(day, ImpossibleDate):
            yield Finding(
                seen.parts.dated.paragraph.place, f"Ngày ban hành «{short(day.text)}» không có thật: {day.reason}.", day.hint
            )


@rule("R18", ERROR, "II.4.c", "đặt cỡ 13 hoặc 14, nghiêng, không đậm, đứng giữa dưới Quốc hiệu.")
def dia_danh_ngay_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Địa danh và thời gian in thường, cỡ 13–14, kiểu chữ nghiêng, không đậm."""
    if seen.parts.dated is not None:
        yield from looks("Địa danh và thời gian", [seen.parts.dated], Wanted(seen.law.values["co_dia_danh"], False, True))


@rule("R19", ERROR, "II.4.c", "đặt số ký hiệu và địa danh, ngày tháng vào hai ô của cùng một hàng.")
def so_va_ngay_khong_cung_dong(seen: Seen) -> Iterator[Finding]:
    """Địa danh và thời gian trên cùng một dòng với số, ký hiệu; trong cùng một hàng của bảng mà lệch quá một dòng thì nhắc."""
    number, dated = seen.parts.number, seen.parts.dated
    if number is None or dated is None or not seen.parts.nation:
        return
    message = f"Địa danh và thời gian không cùng dòng với số, ký hiệu; {cited('PL I, II.4.c')} quy định cùng một dòng."
    one, other = number.paragraph.spot, dated.paragraph.spot
    if one is None or other is None:
        if number.paragraph is not dated.paragraph and number.paragraph.path[:-1] == dated.paragraph.path[:-1]:
            yield Finding(dated.paragraph.place, message)
    elif (one.table, one.row) != (other.table, other.row):
        yield Finding(dated.paragraph.place, message)
    elif abs(_depth(seen, number) - _depth(seen, dated)) > 7:
        yield Finding(dated.paragraph.place, message, severity=WARNING)


def _depth(seen: Seen, piece: Piece) -> float:
    """About how many millimetres of its cell stand above a piece; 0 where the cell is aligned at its foot."""
    depth = 0.0
    for paragraph in seen.file.paragraphs:
        if paragraph.spot == piece.paragraph.spot:
            if paragraph is piece.paragraph:
                break
            depth += height(paragraph)
    return depth


RULES = tuple(one for one in list(globals().values()) if isinstance(one, Rule))
