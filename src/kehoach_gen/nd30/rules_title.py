"""Rules of tên loại and trích yếu (Phụ lục I, Phần I, II.5), of an authority that the decree binds."""

import re
from collections.abc import Iterator

from kehoach_gen.nd30.lines import DRAW, missing_line, wrong_share
from kehoach_gen.nd30.rule import Finding, Rule, Seen, Wanted, cited, figure, looks, rule, span_of, top
from kehoach_gen.office.styled import Paragraph
from kehoach_gen.problem import ERROR, WARNING
from kehoach_gen.vietnamese.fold import fold


@rule("R20", ERROR, "II.5.b", "đặt tên loại in hoa, đậm, đứng giữa, cỡ 13 hoặc 14.")
def ten_loai_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Tên loại văn bản in hoa, cỡ 13–14, kiểu chữ đứng, đậm, đặt giữa."""
    titles = [*filter(None, [seen.parts.kind_line]), *(one.heading for one in seen.parts.enclosures)]
    yield from looks("Tên loại", titles, Wanted(seen.law.values["co_ten_loai"], True, False, True, True))


@rule("R20", ERROR, "II.5", "ghi trích yếu ngay dưới tên loại; công văn ghi «V/v …» dưới số, ký hiệu.")
def thieu_trich_yeu(seen: Seen) -> Iterator[Finding]:
    """Dưới tên loại có trích yếu nội dung; giấy mời, giấy giới thiệu, phiếu, biên bản không bắt buộc."""
    line = seen.parts.kind_line
    if (
        line is not None
        and not seen.parts.subject
        and line.folded.rstrip(":") == fold(seen.parts.kind)
        and not re.match("Giấy|Phiếu|Biên bản|Hợp đồng|Bản|Công điện|Thư", seen.parts.kind)
    ):
        yield Finding(
            line.paragraph.place,
            f"Dưới «{line.text}» không thấy trích yếu; {cited('PL I, II.5.b')} quy định đặt ngay dưới tên loại.",
        )


@rule("R20", ERROR, "II.5.b", "đặt trích yếu in thường, đậm, đứng giữa, cỡ 13 hoặc 14.")
def trich_yeu_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Trích yếu dưới tên loại in thường, cỡ 13–14, kiểu chữ đứng, đậm, đặt giữa."""
    own = seen.parts.subject if seen.parts.kind_line is not None else ()
    subjects = [*own, *(piece for one in seen.parts.enclosures for piece in one.subject)]
    yield from looks("Trích yếu", subjects, Wanted(seen.law.values["co_trich_yeu"], True, False, True, False))


@rule("R20", ERROR, "II.5.b", "đặt «V/v …» in thường, cỡ 12 hoặc 13, không đậm, không nghiêng, đứng giữa dưới số, ký hiệu.")
def trich_yeu_cong_van_sai_kieu(seen: Seen) -> Iterator[Finding]:
    """Trích yếu của công văn («V/v …») in thường, cỡ 12–13, kiểu chữ đứng, không đậm, đặt giữa dưới số, ký hiệu."""
    if seen.parts.kind_line is None:
        wanted = Wanted(seen.law.values["co_trich_yeu_cong_van"], False, False, True, False)
        yield from looks("Trích yếu công văn", seen.parts.subject, wanted)


@rule(
    "R20",
    ERROR,
    "II.5.b",
    "chọn dòng «V/v …», đặt khoảng cách trên (Spacing Before) 6 pt, dòng số và ký hiệu khoảng cách dưới (After) 0 pt.",
)
def trich_yeu_cong_van_sai_khoang_cach(seen: Seen) -> Iterator[Finding]:
    """Trích yếu của công văn cách số, ký hiệu 6 pt; có dòng trống ở giữa thì nhắc."""
    number, subject, gap = seen.parts.number, seen.parts.subject[:1], seen.law.values["cach_trich_yeu_cong_van"]
    if seen.parts.kind_line is not None or number is None or not subject:
        return
    above, below = number.paragraph, subject[0].paragraph
    law = f"{cited(gap.article)} quy định cách {span_of(gap)}"
    if above is below:
        yield Finding(below.place, f"Trích yếu công văn liền dòng với số, ký hiệu, không có khoảng cách; {law}.")
    elif (between := _between(seen, above, below)) is not None:
        one, other = above.twips("after") / 20, below.twips("before") / 20
        if between:
            message = f"Giữa số, ký hiệu và trích yếu công văn có {between} dòng trống; {law}."
            yield Finding(below.place, message, severity=WARNING)
        elif one + other < gap.low - 0.1 or max(one, other) > gap.high + 0.1:
            yield Finding(below.place, f"Trích yếu công văn cách số, ký hiệu {figure(one + other)} pt; {law}.")


def _between(seen: Seen, above: Paragraph, below: Paragraph) -> int | None:
    """How many paragraphs stand between two of the same column of a table; None where they do not stand in one."""
    if above.spot is None or below.spot is None or (above.spot.table, above.spot.cell) != (below.spot.table, below.spot.cell):
        return None
    column = [p for p in seen.file.paragraphs if p.spot and (p.spot.table, p.spot.cell) == (below.spot.table, below.spot.cell)]
    return column.index(below) - column.index(above) - 1


@rule("R20", WARNING, "II.5.b", "xóa dấu chấm ở cuối trích yếu.")
def trich_yeu_co_dau_cham(seen: Seen) -> Iterator[Finding]:
    """Trích yếu không có dấu chấm ở cuối."""
    if seen.parts.subject and seen.parts.subject[-1].text.endswith((".", ";", ":")):
        last = seen.parts.subject[-1]
        yield Finding(last.paragraph.place, f"Trích yếu kết thúc bằng dấu «{last.text[-1]}»; các mẫu của nghị định không có.")


@rule("R21", ERROR, "II.5.b", f"{DRAW}, dài từ 1/3 đến 1/2 dòng chữ, đặt giữa.")
def thieu_ke_trich_yeu(seen: Seen) -> Iterator[Finding]:
    """Dưới trích yếu (văn bản có tên loại) có đường kẻ ngang, nét liền."""
    if seen.parts.kind_line is not None and seen.parts.subject:
        yield from missing_line(seen.parts.subject_line, "trích yếu", seen.parts.subject[-1], "PL I, II.5.b")


@rule("R21", ERROR, "II.5.b", "kéo đường kẻ cho dài từ 1/3 đến 1/2 dòng chữ, đặt giữa.")
def ke_trich_yeu_sai_do_dai(seen: Seen) -> Iterator[Finding]:
    """Đường kẻ dưới trích yếu dài từ 1/3 đến 1/2 dòng chữ, cân đối so với dòng chữ; trích yếu nhiều dòng thì theo một dòng là đủ."""
    if seen.parts.kind_line is not None:
        yield from wrong_share(seen.parts.subject_line, seen.parts.subject, "trích yếu", "PL I, II.5.b")


@rule("R20", WARNING, "II.5.a", "ghi tên loại in hoa, đặt giữa, dưới phần đầu trang; công văn thì ghi «V/v …» dưới số, ký hiệu.")
def khong_thay_ten_loai(seen: Seen) -> Iterator[Finding]:
    """Văn bản có tên loại của Điều 7, hoặc là công văn có «V/v …»."""
    if seen.parts.has_head and not seen.parts.kind:
        yield Finding(top(seen), "Không thấy tên loại văn bản (Điều 7), cũng không thấy «V/v …» của công văn.")


RULES = tuple(one for one in list(globals().values()) if isinstance(one, Rule))
