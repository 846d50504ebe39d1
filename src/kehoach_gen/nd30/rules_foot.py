"""Rules of who receives and who signs (Phụ lục I, Phần I, II.7 and II.9; Điều 13)."""

import re
from collections.abc import Iterator

from kehoach_gen.nd30.extent import height
from kehoach_gen.nd30.parts import Annex, Enclosure, Foot, Piece
from kehoach_gen.nd30.rule import Finding, Rule, Seen, Wanted, cited, figure, looks, rule, short, span_of
from kehoach_gen.office.metrics import LINE_HEIGHT
from kehoach_gen.office.styled import MM, Paragraph
from kehoach_gen.problem import ERROR, INFO, WARNING
from kehoach_gen.vietnamese.fold import fold, tidy

_WITHOUT_RECIPIENTS = re.compile("Biên bản|Hợp đồng|Bản|Thư|^$")
_TO_SUPERIORS = ("Tờ trình", "Công văn")


def _has_signature(seen: Seen) -> bool:
    return seen.parts.has_head and bool(seen.parts.foot.powers)


@rule("R50", ERROR, "II.9", "ghi «Nơi nhận:» ở góc dưới bên trái, ngang với quyền hạn, chức vụ của người ký.")
def thieu_noi_nhan(seen: Seen) -> Iterator[Finding]:
    """Cuối văn bản có «Nơi nhận:»; biên bản, hợp đồng, bản ghi nhớ, bản thỏa thuận, thư công không xét."""
    parts = seen.parts
    if parts.has_head and parts.body and parts.foot.heading is None and not _WITHOUT_RECIPIENTS.match(parts.kind):
        yield Finding(
            parts.body[-1].paragraph.place, f"Không thấy «Nơi nhận:»; {cited('PL I, II.9.a')} quy định văn bản có nơi nhận."
        )


@rule("R50", ERROR, "II.9.d", "viết «Nơi nhận:» cỡ 12, nghiêng, đậm, sát lề trái, riêng một dòng.")
def noi_nhan_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """«Nơi nhận:» ở một dòng riêng, sát lề trái, có dấu hai chấm, cỡ 12, kiểu chữ nghiêng, đậm."""
    heading = seen.parts.foot.heading
    if heading is None:
        return
    wanted = Wanted(seen.law.values["co_noi_nhan"], True, True)
    yield from looks("Chữ", [heading], wanted)
    if heading.text != "Nơi nhận:":
        yield Finding(
            heading.paragraph.place,
            f"Ghi «{short(heading.text)}»; {cited('PL I, II.9.d')} quy định «Nơi nhận:», có dấu hai chấm.",
        )
    if heading.is_alone and heading.paragraph.align in ("center", "right"):
        yield Finding(heading.paragraph.place, f"«Nơi nhận:» không sát lề trái; {cited('PL I, II.9.d')} quy định sát lề trái.")


@rule("R50", ERROR, "II.9.d", "đặt «Nơi nhận:» và quyền hạn, chức vụ vào hai ô của cùng một hàng.")
def noi_nhan_khong_ngang_chu_ky(seen: Seen) -> Iterator[Finding]:
    """«Nơi nhận:» trên cùng một dòng với quyền hạn, chức vụ của người ký; biên bản và văn bản nhiều bên cùng ký không xét."""
    foot = seen.parts.foot
    if (
        foot.heading is None
        or not foot.powers
        or foot.beside
        or seen.parts.kind == "Biên bản"
        or foot.heading.paragraph is foot.powers[0].paragraph
    ):
        return
    one, other = foot.heading.paragraph, foot.powers[0].paragraph
    if one.spot is None or other.spot is None or (one.spot.table, one.spot.row) != (other.spot.table, other.spot.row):
        law = f"{cited('PL I, II.9.d')} quy định trên cùng một dòng với quyền hạn, chức vụ"
        yield Finding(one.place, f"«Nơi nhận:» không ngang với «{short(foot.powers[0].text)}»; {law}.")


def _items(seen: Seen) -> list[tuple[str, Piece]]:
    """The recipients with the piece each begins in; a line without a dash goes on with the item above it."""
    items: list[tuple[str, Piece]] = []
    for piece in seen.parts.foot.recipients:
        opens = not items or items[-1][1].paragraph is not piece.paragraph
        if not items or re.match(r"[-–—•+*]", piece.text) or (opens and _is_listed(piece)):
            items.append((f"- {tidy(piece.text)}" if _is_listed(piece) else tidy(piece.text), piece))
        else:
            items[-1] = (f"{items[-1][0]} {tidy(piece.text)}", items[-1][1])
    return items


def _is_listed(piece: Piece) -> bool:
    """Whether its dash comes from a list of Word."""
    return piece.paragraph.properties.get("numbering", "0") != "0" and not piece.text.startswith("-")


@rule("R51", ERROR, "II.9.d", "bôi đen danh sách, đặt cỡ 11, không đậm, không nghiêng.")
def danh_sach_noi_nhan_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Danh sách nơi nhận cỡ 11, kiểu chữ đứng, không đậm."""
    yield from looks("Nơi nhận", seen.parts.foot.recipients, Wanted(seen.law.values["co_danh_sach_noi_nhan"], False, False))


@rule("R51", ERROR, "II.9.d", "mỗi nơi nhận ở một dòng, đầu dòng «- », cuối dòng «;»; dòng Lưu ở cuối cùng, kết thúc bằng «.».")
def danh_sach_noi_nhan_sai_dau(seen: Seen) -> Iterator[Finding]:
    """Mỗi nơi nhận ở một dòng, đầu dòng có gạch đầu dòng, cuối dòng có dấu chấm phẩy; dòng cuối cùng kết thúc bằng dấu chấm."""
    items = _items(seen)
    law = cited("PL I, II.9.d")
    for index, (text, piece) in enumerate(items):
        last = index == len(items) - 1 and "lưu" in fold(text)[:6]
        if not re.match(r"-(?! *[-–])", text):
            yield Finding(
                piece.paragraph.place, f"Nơi nhận «{short(text)}» không có gạch đầu dòng; {law} quy định có gạch đầu dòng."
            )
        if not text.endswith("." if last else ";"):
            name = "dấu chấm" if last else "dấu chấm phẩy"
            yield Finding(piece.paragraph.place, f"Nơi nhận «{short(text)}» không kết thúc bằng {name}; {law} quy định như vậy.")


@rule("R51", ERROR, "II.9.d", "dòng cuối ghi: - Lưu: VT, đơn vị soạn thảo.")
def dong_luu_sai(seen: Seen) -> Iterator[Finding]:
    """Dòng cuối cùng của nơi nhận là «Lưu:», dấu hai chấm, «VT», dấu phẩy, đơn vị soạn thảo, số bản lưu nếu cần, dấu chấm."""
    items = _items(seen)
    if seen.parts.foot.heading is None or not seen.parts.is_bound:
        return
    law = f"{cited('PL I, II.9.d')} quy định dòng cuối cùng là «- Lưu: VT, …»"
    found = [text for text, _ in items if fold(text).lstrip("- ").startswith("lưu")]
    if not found or found[-1] != items[-1][0]:
        yield Finding(seen.parts.foot.heading.paragraph.place, f"Dòng cuối cùng của nơi nhận không phải dòng «Lưu»; {law}.")
    elif not re.fullmatch(r"- Lưu: VT(?:, [^,;]+?)*(?: ?\(\d+b?\))?\.?(?: ?[A-ZĐ.]+\(\d+\)\.?)?", found[-1]):
        why = "sau VT có dấu phẩy" if re.match(r"- Lưu: ?VT", found[-1]) else "sau «Lưu» có dấu hai chấm, rồi đến VT"
        yield Finding(items[-1][1].paragraph.place, f"Dòng Lưu ghi «{short(found[-1])}»; {law}, {why}.")


@rule("R52", ERROR, "II.9.b", "ghi «Kính gửi: …» giữa trích yếu và nội dung.")
def thieu_kinh_gui(seen: Seen) -> Iterator[Finding]:
    """Tờ trình, công văn có «Kính gửi:»; báo cáo của cơ quan có cấp trên trực tiếp thì nhắc."""
    parts = seen.parts
    place = parts.subject[-1].paragraph.place if parts.subject else None
    if not parts.has_head or parts.addressees or place is None:
        return
    if parts.kind in _TO_SUPERIORS:
        yield Finding(place, f"{parts.kind} không có «Kính gửi:»; {cited('PL I, II.9.b')} quy định có.")
    elif parts.kind == "Báo cáo" and parts.superior:
        yield Finding(
            place, f"Báo cáo gửi cấp trên mà không có «Kính gửi:»; {cited('PL I, II.9.b')} quy định có.", severity=WARNING
        )


_TO_NOBODY = ("Kế hoạch", "Quyết định", "Nghị quyết", "Chỉ thị", "Quy chế", "Quy định", "Thông cáo")


@rule("R52", ERROR, "II.9.b", "bỏ «Kính gửi»; ghi nơi nhận ở cuối văn bản.")
def thua_kinh_gui(seen: Seen) -> Iterator[Finding]:
    """Kế hoạch, quyết định, nghị quyết, chỉ thị, quy chế, quy định, thông cáo không có «Kính gửi»."""
    if seen.parts.addressees and seen.parts.kind in _TO_NOBODY:
        law = f"{cited('PL I, II.9.b')} chỉ dùng cho tờ trình, báo cáo, công văn"
        yield Finding(seen.parts.addressees[0].paragraph.place, f"{seen.parts.kind} có «Kính gửi»; {law}.")


_ADDRESSED = (*_TO_SUPERIORS, "Báo cáo")
"""Types whose missing «Kính gửi» is told instead: «Như trên» is right."""
_NAMES_WHOM = re.compile("Giấy|Phiếu|Công điện|Thư")
"""Types that name in their text whom they are for (Phụ lục III, Mẫu 1.6 to 1.8)."""


@rule("R52", ERROR, "II.9.b", "văn bản có «Kính gửi» thì dòng đầu của nơi nhận là «- Như trên;»; không có thì bỏ dòng ấy.")
def nhu_tren_sai(seen: Seen) -> Iterator[Finding]:
    """Văn bản có «Kính gửi» thì nơi nhận mở đầu bằng «- Như trên;»; không có «Kính gửi» thì không ghi «Như trên»."""
    foot, addressees, items = seen.parts.foot, seen.parts.addressees, _items(seen)
    if foot.heading is None or not items:
        return
    above = [index for index, (text, _) in enumerate(items) if fold(text).startswith("- như trên")]
    if addressees and above[:1] != [0] and seen.parts.kind not in _TO_NOBODY:
        yield Finding(
            foot.heading.paragraph.place, f"Có «Kính gửi» mà nơi nhận không mở đầu bằng «- Như trên;»; {cited('PL I, II.9.b')}."
        )
    elif not addressees and above and not _NAMES_WHOM.match(seen.parts.kind) and seen.parts.kind not in _ADDRESSED:
        yield Finding(items[above[0]][1].paragraph.place, "Nơi nhận ghi «Như trên» mà ở trên không có «Kính gửi».")


@rule("R52", ERROR, "II.9.d", "đặt «Kính gửi» cỡ 13 hoặc 14, không đậm, không nghiêng.")
def kinh_gui_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """«Kính gửi» và tên cơ quan nhận cỡ 13–14, kiểu chữ đứng, không đậm."""
    pieces = seen.parts.addressees[seen.parts.kind == "Công điện" :]
    yield from looks("Dòng", pieces, Wanted(seen.law.values["co_noi_dung"], False, False), "PL I, II.9.d")


@rule("R53", ERROR, "II.9.d", "một nơi: ghi cùng dòng «Kính gửi:»; từ hai nơi: mỗi nơi một dòng, «- … ;», dòng cuối «.».")
def kinh_gui_sai_dau(seen: Seen) -> Iterator[Finding]:
    """Kính gửi có dấu hai chấm; từ hai nơi trở lên mỗi nơi một dòng, đầu dòng có gạch, cuối dòng «;», dòng cuối «.»."""
    addressees = seen.parts.addressees
    if not addressees:
        return
    law = cited("PL I, II.9.d")
    if not re.match(r"Kính gửi\s*:", addressees[0].text) and seen.parts.kind != "Công điện":
        yield Finding(
            addressees[0].paragraph.place, f"Ghi «{short(addressees[0].text)}»; {law} quy định «Kính gửi:», có dấu hai chấm."
        )
    listed = addressees[1:]
    for index, piece in enumerate(listed if len(listed) > 1 else ()):
        wanted = "." if index == len(listed) - 1 else ";"
        if not piece.text.endswith(wanted):
            yield Finding(piece.paragraph.place, f"«{short(piece.text)}» không kết thúc bằng «{wanted}»; {law} quy định như vậy.")


@rule("R53", ERROR, "II.9.d", "đặt các gạch đầu dòng thẳng hàng dưới dấu hai chấm (cùng thụt lề trái).")
def kinh_gui_khong_thang_hang(seen: Seen) -> Iterator[Finding]:
    """Các gạch đầu dòng dưới «Kính gửi:» thẳng hàng với nhau."""
    listed = [piece for piece in seen.parts.addressees[1:] if piece.is_alone and piece.paragraph.align in ("left", "both")]
    starts = [(p.paragraph.twips("left") + p.paragraph.twips("first")) / MM for p in listed]
    leading = {len(p.paragraph.text) - len(p.paragraph.text.lstrip()) for p in listed}
    if listed and max(starts) - min(starts) > 1 and len(leading) == 1:
        message = f"Các nơi nhận dưới «Kính gửi» lệch nhau {figure(max(starts) - min(starts))} mm; {cited('PL I, II.9.d')} quy định thẳng hàng."
        yield Finding(listed[0].paragraph.place, message)


@rule("R54", ERROR, "II.7.đ", "đặt quyền hạn, chức vụ in hoa, đậm, đứng giữa, cỡ 13 hoặc 14.")
def quyen_han_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Quyền hạn, chức vụ của người ký in hoa, cỡ 13–14, kiểu chữ đứng, đậm; không đặt giữa thì nhắc."""
    size = seen.law.values["co_chu_ky"]
    yield from looks("Quyền hạn, chức vụ", seen.parts.foot.all_powers, Wanted(size, True, False, None, True))
    for piece in seen.parts.foot.all_powers:
        if piece.is_alone and piece.paragraph.spot and not piece.is_centred:
            message = f"Chức vụ «{short(piece.text)}» không đặt giữa; {cited(size.article)} trình bày ở giữa khối chữ ký."
            yield Finding(piece.paragraph.place, message, severity=WARNING)


_PREFIX = re.compile(r"(?P<short>TM|KT|TL|TUQ|Q|T/M|K/T|T/L|TƯQ)(?P<sign>[./]?)(?P<blank>\s*)(?=[^\s.])")


@rule("R54", ERROR, "II.7.b", "viết TM., KT., TL., TUQ., Q. rồi một dấu cách.")
def quyen_han_sai_chu(seen: Seen) -> Iterator[Finding]:
    """Chữ viết tắt quyền hạn là TM., KT., TL., TUQ., Q., có dấu chấm, sau là một dấu cách."""
    for piece in seen.parts.foot.all_powers:
        found = _PREFIX.match(piece.text)
        if (
            found
            and re.match(r"(?:TM|KT|TL|TUQ|TƯQ|T/M|K/T|T/L)\b|Q\.", piece.text)
            and not re.match(r"(?:TM|KT|TL|TUQ|Q)\. \S", piece.text)
        ):
            yield Finding(
                piece.paragraph.place,
                f"Quyền hạn ghi «{short(piece.text)}»; {cited('PL I, II.7.b')} quy định TM., KT., TL., TUQ., Q.",
            )


_HEADED = re.compile(r"(?:SỞ|VĂN PHÒNG|CHI CỤC|CỤC|PHÒNG|TRUNG TÂM|THANH TRA|BỆNH VIỆN|TRƯỜNG)\b")


def _stacked(foot: Foot) -> Iterator[tuple[Piece, str, list[str]]]:
    """Each line of powers with its text in capitals and those of the lines below it."""
    texts = [piece.text.upper() for piece in foot.powers]
    yield from ((piece, texts[index], texts[index + 1 :]) for index, piece in enumerate(foot.powers))


@rule(
    "R55",
    ERROR,
    "II.7.b; Điều 13",
    "thủ trưởng ký thì chỉ ghi chức vụ; cấp phó ký thì ghi KT. chức vụ của cấp trưởng, dưới là chức vụ của người ký.",
)
def ky_sai_che_do(seen: Seen) -> Iterator[Finding]:
    """Cơ quan theo chế độ thủ trưởng không ghi TM.; dưới KT. là chức vụ cấp phó; dưới TL., TUQ. là chức vụ người ký; sau TM. là tên tập thể."""
    for piece, text, lower in (line for signed in seen.parts.foot.signatures for line in _stacked(signed)):
        below = next((one for one in lower if not _HEADED.match(one)), "")
        place = piece.paragraph.place
        of_group = re.match(r"TM\.\s*(?:ĐOÀN|HỘI ĐỒNG|TỔ|BAN (?!GIÁM|LÃNH ĐẠO))", text)
        if text.startswith("TM.") and _HEADED.match(seen.parts.authority_name.upper()) and not of_group:
            yield Finding(
                place,
                f"«{piece.text}»: {seen.parts.authority_name} làm việc theo chế độ thủ trưởng, không ký thay mặt (TM.); Điều 13.",
            )
        elif text.startswith("TM.") and re.match(r"TM\.\s*(?:CHỦ TỊCH|GIÁM ĐỐC|PHÓ|TRƯỞNG)", text):
            yield Finding(place, f"«{piece.text}»: sau TM. là tên tập thể, không phải chức vụ; {cited('PL I, II.7.b')}.")
        elif text.startswith("KT.") and not re.match(r"PHÓ|THỨ TRƯỞNG|ỦY VIÊN|Q\.", below):
            yield Finding(
                place,
                f"Dưới «{piece.text}» không có chức vụ của cấp phó; {cited('PL I, II.7.b')} quy định cấp phó ký thay cấp trưởng.",
            )
        elif text.startswith(("TL.", "TUQ.")) and not below:
            yield Finding(place, f"Dưới «{piece.text}» không có chức vụ của người ký; {cited('PL I, II.7.b')}.")


_OF_DEPARTMENT = re.compile(r"SỞ (?!CHỈ HUY|GIAO DỊCH)")


@rule("R55", ERROR, "II.7; Điều 13", "giám đốc ký: ghi GIÁM ĐỐC; phó giám đốc ký: ghi KT. GIÁM ĐỐC, dưới là PHÓ GIÁM ĐỐC.")
def nguoi_ky_cua_so_sai(seen: Seen) -> Iterator[Finding]:
    """Văn bản của sở do giám đốc ký, hoặc cấp phó, cấp dưới ký thay giám đốc: dòng đầu là GIÁM ĐỐC sau KT., TL., TUQ., Q. nếu có; biên bản và văn bản của các bên không xét."""
    powers, name = seen.parts.foot.powers, seen.parts.authority_name
    if not powers or not _OF_DEPARTMENT.match(name.upper()) or seen.parts.is_of_parties or seen.parts.kind == "Biên bản":
        return
    first, *below = (" ".join(piece.text.upper().split()) for piece in powers)
    law = f"{cited('PL I, II.7')} và Điều 13: {name} do giám đốc ký, hoặc người khác ký thay giám đốc"
    if not re.match(r"TM|PHÓ|T/M|(?:(?:KT|TL|TUQ|Q)\.?|QUYỀN|K/T|T/L)? *GIÁM ĐỐC", first):
        yield Finding(powers[0].paragraph.place, f"Chức vụ người ký ghi «{short(powers[0].text)}»; {law}.")
    elif re.match(r"K/?T\.? *GIÁM ĐỐC", first) and below and re.match(r"PHÓ (?!(?:TỔNG )?GIÁM ĐỐC)", below[0]):
        yield Finding(powers[1].paragraph.place, f"Dưới «{powers[0].text}» ghi «{short(powers[1].text)}»; {law}.")


@rule("R55", ERROR, "Điều 13", "ghi KT. và chức vụ của người đứng đầu ở dòng trên chức vụ của cấp phó.")
def cap_pho_khong_ky_thay(seen: Seen) -> Iterator[Finding]:
    """Trên chức vụ của cấp phó có KT. chức vụ người đứng đầu, kể cả cấp phó được giao phụ trách; ký TL., TUQ. không xét."""
    powers = seen.parts.foot.powers if seen.parts.is_bound else ()
    texts = [piece.text.upper() for piece in powers]
    for index, (text, piece) in enumerate(zip(texts, powers, strict=True)):
        if text.startswith("PHÓ ") and not any(re.match(r"K/?T|T/?L|TUQ|TƯQ", above) for above in texts[:index]):
            law = "Nghị định số 30/2020/NĐ-CP, Điều 13: cấp phó ký thay (KT.) người đứng đầu"
            yield Finding(piece.paragraph.place, f"«{short(piece.text)}» ký mà không ghi KT.; {law}.")


@rule("R56", ERROR, "II.7.đ", "đặt họ tên in thường, đậm, không nghiêng, cỡ 13 hoặc 14, giữa dưới chức vụ.")
def ho_ten_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Họ và tên người ký in thường, cỡ 13–14, kiểu chữ đứng, đậm, đặt giữa dưới chức vụ."""
    for signed in seen.parts.foot.signatures:
        if signed.signer is not None:
            below_centre = True if signed.powers and signed.powers[0].is_centred else None
            yield from looks("Họ tên", [signed.signer], Wanted(seen.law.values["co_chu_ky"], True, False, below_centre, False))


_DEGREES = re.compile(r"(?:(?:PGS|GS|TSKH|TS|ThS|CN|KS|BS|BSCK\w*|CK\w*|NGƯT|NGND|TTƯT|TTND|NSƯT|NSND)\b\.?[ ,.]*)+")


@rule("R56", ERROR, "II.7.c", "chỉ ghi họ và tên.")
def ho_ten_kem_hoc_vi(seen: Seen) -> Iterator[Finding]:
    """Trước họ tên người ký không ghi học hàm, học vị, danh hiệu; lực lượng vũ trang, giáo dục, y tế, khoa học có quy định riêng (nhắc)."""
    for signer in (signed.signer for signed in seen.parts.foot.signatures):
        found = _DEGREES.match(signer.text) if signer else None
        if signer is None or found is None or not signer.text[found.end() :].strip():
            continue
        special = re.search(
            "trường|bệnh viện|viện|y tế|giáo dục|khoa học|quân|công an|biên phòng", fold(seen.parts.authority_name)
        )
        message = f"Họ tên «{short(signer.text)}» có học hàm, học vị; {cited('PL I, II.7.c')} quy định không ghi."
        yield Finding(signer.paragraph.place, message, severity=WARNING if special else None)


@rule("R57", INFO, "thông lệ", "để khoảng 25–35 mm giữa chức vụ và họ tên.")
def khoang_ky_la(seen: Seen) -> Iterator[Finding]:
    """Giữa chức vụ và họ tên có chỗ để ký; nghị định không quy định, thông lệ 20–45 mm."""
    foot, value = seen.parts.foot, seen.law.values["khoang_ky"]
    if foot.signer is None or not foot.powers or any(p.has_picture for p in foot.between):
        return
    blank_lines = sum(not line.strip() for line in foot.powers[-1].paragraph.text.split("\n")[1:])
    in_powers = blank_lines * max(foot.powers[-1].sizes, default=14.0) * LINE_HEIGHT * 25.4 / 72
    gap = sum(map(height, foot.between)) + (*foot.posts, foot.signer)[0].paragraph.twips("before") / MM + in_powers
    if not value.allows(gap, 2):
        yield Finding(foot.signer.paragraph.place, f"Khoảng để ký {figure(gap)} mm; thông lệ {span_of(value)}.")


@rule(
    "R58",
    INFO,
    "thông lệ",
    "chọn bảng, Thuộc tính Bảng (Table Properties) → Hàng (Row): bỏ dấu Cho phép hàng ngắt qua các trang.",
)
def khoi_ky_de_bi_cat(seen: Seen) -> Iterator[Finding]:
    """Hàng có nơi nhận và chữ ký không bị cắt giữa hai trang."""
    table = seen.parts.foot.table
    if table is not None and not all(row.cannot_split for row in table.rows):
        yield Finding(table.place, "Khối nơi nhận, chữ ký có thể bị cắt giữa hai trang.")


_COMMITTEE = r"(?:UBND|[ỦU][yỷ] ban nhân dân|Uỷ ban nhân dân)\b"
_ISSUES = re.compile(rf"(?<!của )(?<!Chủ tịch )(Chủ tịch\s+)?{_COMMITTEE}(?:(?! đã )[^.;:,]){{0,40}}? ban hành\b(?! kèm)")
_WHO = {True: "Chủ tịch", False: "tập thể Ủy ban nhân dân"}


@rule(
    "R73",
    ERROR,
    "II.7.b; Điều 13",
    "tập thể ban hành thì ký TM. ỦY BAN NHÂN DÂN; Chủ tịch ban hành thì không ghi TM.; các chỗ khác viết cho khớp.",
)
def nguoi_ban_hanh_khong_khop(seen: Seen) -> Iterator[Finding]:
    """Người ban hành là một ở đoạn mở đầu, chữ ký và dòng «Kèm theo» của phụ lục: hoặc Chủ tịch, hoặc tập thể Ủy ban nhân dân."""
    if not seen.parts.is_committee:
        return
    added: tuple[Annex | Enclosure, ...] = (*seen.parts.annexes, *seen.parts.enclosures)
    named = [*_in_opening(seen), *(named for one in added for named in _in_annex(one))]
    powers = [piece.text.upper() for piece in seen.parts.foot.powers]
    if powers and not powers[0].startswith(("TL.", "TUQ.")):
        named.append((not powers[0].startswith("TM."), "Chữ ký", seen.parts.foot.powers[0].paragraph))
    chairs = [by_chair for by_chair, _, _ in named]
    usual = chairs[0] if chairs and chairs.count(True) == chairs.count(False) else chairs.count(True) > chairs.count(False)
    other = next((where.lower() for by_chair, where, _ in named if by_chair == usual), "")
    for by_chair, where, paragraph in named:
        if by_chair != usual:
            message = f"{where} cho thấy người ban hành là {_WHO[by_chair]}, nhưng {other} là {_WHO[usual]}."
            yield Finding(paragraph.place, message)


def _in_opening(seen: Seen) -> Iterator[tuple[bool, str, Paragraph]]:
    """By the sentence «… ban hành Kế hoạch như sau:», or the line of a decision that says who decides."""
    bases = {id(piece.paragraph) for piece in seen.parts.bases}
    for line in seen.parts.body[:12]:
        if line.level:
            return
        if line.piece.is_centred and line.piece.is_capital:
            if decides := re.fullmatch(
                r"(chủ tịch )?(?:ủy ban nhân dân|ubnd) (?:tỉnh|thành phố|xã|phường|huyện|thị xã|quận|đặc khu)\b.*",
                line.piece.folded,
            ):
                yield decides[1] is not None, "Dòng thẩm quyền ban hành", line.paragraph
        elif id(line.paragraph) not in bases:
            issues = list(_ISSUES.finditer(line.text))
            if issues and line.text.endswith(":"):
                yield issues[-1][1] is not None, "Đoạn mở đầu", line.paragraph


def _in_annex(annex: Annex | Enclosure) -> Iterator[tuple[bool, str, Paragraph]]:
    found = (
        re.search(r"của (?:(Chủ tịch) )?(?:UBND|[ỦU][yỷ] ban nhân dân|Uỷ ban nhân dân)", annex.attached.text)
        if annex.attached
        else None
    )
    if annex.attached and found:
        yield found[1] is not None, "Dòng «Kèm theo»", annex.attached.paragraph


@rule("R74", WARNING, "Điều 8", "ghi tên cơ quan đúng với tổ chức bộ máy ở ngày của văn bản.")
def co_quan_khong_con(seen: Seen) -> Iterator[Finding]:
    """Cơ quan ghi ở Kính gửi, nơi nhận còn hoạt động ở ngày của văn bản."""
    for piece in (*seen.parts.addressees, *seen.parts.foot.recipients):
        if fault := seen.knowledge.agency_fault(piece.text.strip("-;. "), seen.day):
            yield Finding(piece.paragraph.place, fault)


RULES = tuple(one for one in list(globals().values()) if isinstance(one, Rule))
