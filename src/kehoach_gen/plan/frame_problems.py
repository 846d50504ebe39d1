"""Plan → what is wrong in its frame: number, date, names, signature, recipients, appendices (NĐ 30/2020)."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from kehoach_gen.plan.checking import Checking, Problems, prose
from kehoach_gen.plan.to_context import issue_date
from kehoach_gen.problem import ERROR, Problem
from kehoach_gen.source import Path
from kehoach_gen.vietnamese.dates import ImpossibleDate, PartialDate, parse_date, parse_partial_date, short_date
from kehoach_gen.vietnamese.letters import roman
from kehoach_gen.vietnamese.typed_numbers import typed_number


def frame_problems(check: Checking) -> Problems:
    yield from _date_and_number(check)
    yield from _span(check)
    yield from _names(check)
    yield from _signature(check)
    yield from _issuer(check)
    yield from _recipient_marks(check)
    yield from _appendices(check)


def _date_and_number(check: Checking) -> Problems:
    plan = check.plan
    issued = parse_partial_date(plan.issued)
    if isinstance(issued, ImpossibleDate):
        yield check.error(
            ("ngay_ban_hanh",), "ngay-khong-co-that", f"«{plan.issued}» không phải là ngày có thật: {issued.reason}.", issued.hint
        )
    elif issued is None:
        hint = "viết ngày/tháng/năm, ví dụ 15/6/2023; bản dự thảo chỉ viết 6/2023."
        yield check.error(("ngay_ban_hanh",), "ngay-khong-doc-duoc", f"Không đọc được ngày ban hành «{plan.issued}».", hint)
    else:
        yield from _draft_or_issued(check, issued)
    if plan.number and not re.fullmatch(r"0*[1-9]\d{0,5}", plan.number):
        hint = "chỉ ghi chữ số, ví dụ 151; ký hiệu do máy ghép từ loại văn bản và cơ quan."
        yield check.error(("so",), "so-sai-dang", f"Số văn bản «{plan.number}» không phải là một số.", hint)


def _draft_or_issued(check: Checking, issued: PartialDate) -> Problems:
    """A draft has neither number nor day, an issued document has both (Phụ lục I, II.3 and II.4)."""
    if check.plan.number and issued.day is None:
        yield check.error(
            ("ngay_ban_hanh",),
            "co-so-ma-chua-co-ngay",
            f"Văn bản đã có số {check.plan.number} nhưng ngày ban hành chưa đủ.",
            "ghi đủ ngày/tháng/năm, hoặc để trống số nếu là dự thảo.",
        )
    if issued.day is not None and not check.plan.number:
        yield check.error(
            ("so",),
            "co-ngay-ma-chua-co-so",
            f"Văn bản đã có ngày {check.plan.issued} nhưng chưa có số.",
            "ghi số do Văn thư cấp, hoặc chỉ ghi tháng/năm nếu là dự thảo.",
        )


def plan_span(check: Checking) -> tuple[date, date] | None:
    """The days the plan runs from and to: its own, else the year of issue; None where they cannot be told."""
    span = _span_or_reversed(check)
    return span if span and span[0] <= span[1] else None


def _span_or_reversed(check: Checking) -> tuple[date, date] | None:
    issued = issue_date(check.plan)
    first, last = parse_date(check.plan.starts), parse_date(check.plan.ends)
    if issued is not None:
        first, last = first or date(issued.year, 1, 1), last or date(issued.year, 12, 31)
    return (first, last) if isinstance(first, date) and isinstance(last, date) else None


def _span(check: Checking) -> Problems:
    for key, text in (("tu_ngay", check.plan.starts), ("den_ngay", check.plan.ends)):
        found = parse_date(text) if text else date.min
        if isinstance(found, ImpossibleDate):
            yield check.error((key,), "ngay-khong-co-that", f"«{text}» không phải là ngày có thật: {found.reason}.", found.hint)
        elif found is None:
            yield check.error(
                (key,), "ngay-khong-doc-duoc", f"Không đọc được ngày «{text}».", "viết ngày/tháng/năm, ví dụ 31/12/2023."
            )
    span = _span_or_reversed(check)
    if span and span[0] > span[1]:
        first, last = span
        yield check.error(
            ("den_ngay",),
            "ky-ke-hoach-nguoc",
            f"Kỳ kế hoạch kết thúc ({short_date(last)}) trước khi bắt đầu ({short_date(first)}).",
            "sửa tu_ngay hoặc den_ngay.",
        )


def _names(check: Checking) -> Problems:
    plan, known = check.plan, check.law.abbreviations
    if plan.kind not in known:
        near = get_close_matches(plan.kind.capitalize(), list(known), 1, 0.5)
        hint = f"có phải là «{near[0]}»?" if near else "xem 29 loại văn bản ở Điều 7 Nghị định số 30/2020/NĐ-CP."
        yield check.error(("loai",), "loai-van-ban-la", f"«{plan.kind}» không phải là tên loại văn bản hành chính.", hint)
    if not re.fullmatch(r"[A-ZĐ][A-ZĐa-zđ&]*(-[A-ZĐ][A-ZĐa-zđ&]*)*", plan.authority.symbol):
        hint = "viết liền, chữ in hoa, nối bằng dấu gạch, ví dụ UBND hay UBND-NC (NĐ 30/2020, Phụ lục I, II.3)."
        yield check.error(
            ("co_quan", "ky_hieu"),
            "ky-hieu-sai-dang",
            f"Ký hiệu cơ quan «{plan.authority.symbol}» có dấu cách hoặc sai dạng.",
            hint,
        )
    yield from _subject(check)
    yield from _left_to_fill(check)
    if plan.subject.rstrip().endswith("."):
        yield check.warning(("trich_yeu",), "trich-yeu-co-dau-cham", "Trích yếu có dấu chấm ở cuối.", "bỏ dấu chấm.")
    required = (
        (("dia_danh",), plan.place),
        (("trich_yeu",), plan.subject),
        (("co_quan", "ten"), plan.authority.name),
        (("nguoi_ky", "chuc_vu"), plan.signatory.position),
        (("nguoi_ky", "ho_ten"), plan.signatory.name),
    )
    for path, text in required:
        if not text.strip():
            yield check.error(path, "de-trong", f"«{path[-1]}» đang để trống.", "điền giá trị.")


def _subject(check: Checking) -> Problems:
    """Phụ lục I, II.3 and II.5: the type stands above the subject and in the symbol, not in either again."""
    plan, path = check.plan, ("trich_yeu",)
    subject = plan.subject.strip()
    if subject.casefold().startswith((plan.kind.casefold() + " ", "v/v ")):
        message = f"Trích yếu mở đầu bằng «{subject[: len(plan.kind)] if not subject.startswith('V/v') else 'V/v'}», đã có tên loại in ở trên."
        yield check.warning(path, "trich-yeu-lap-loai", message, "chỉ ghi nội dung, ví dụ: Tăng cường thực hiện …")
    if len(subject) > 3 and subject == subject.upper():
        yield check.warning(
            path, "trich-yeu-in-hoa", "Trích yếu viết toàn chữ hoa.", "viết chữ thường (NĐ 30/2020, Phụ lục I, II.5.b)."
        )
    kind = check.law.abbreviations.get(plan.kind)
    if kind and plan.authority.symbol.startswith(f"{kind}-"):
        message = f"Ký hiệu cơ quan «{plan.authority.symbol}» đã có «{kind}-» của loại văn bản, khi in sẽ bị lặp."
        yield check.error(
            ("co_quan", "ky_hieu"), "ky-hieu-thua-loai", message, f"chỉ ghi: {plan.authority.symbol.removeprefix(f'{kind}-')}."
        )
    if re.match(r"lưu\b", plan.filed, re.IGNORECASE):
        yield check.warning(
            ("luu",), "luu-go-tay", f"«{plan.filed}» đã có chữ «Lưu», khi in sẽ bị lặp.", "chỉ ghi nơi lưu, ví dụ: VT, NC."
        )
    for index, text in enumerate(plan.bases):
        if not re.match(r"(?:Căn cứ|Theo|Xét|Thực hiện)\b", text):
            yield check.warning(
                ("can_cu", index), "can-cu-sai-dang", f"Căn cứ không mở đầu bằng «Căn cứ»: «{_head(text)}».", "viết: Căn cứ …."
            )
    if plan.opening and plan.body and not plan.opening[-1].rstrip().endswith(":"):
        hint = "đoạn mở đầu kết thúc bằng «như sau:»."
        yield check.warning(
            ("mo_dau", len(plan.opening) - 1), "mo-dau-thieu-hai-cham", "Đoạn mở đầu không kết thúc bằng dấu hai chấm.", hint
        )


def _head(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


_TO_FILL = re.compile(r"(?:^|\s)…(?:\s|$)")


def _left_to_fill(check: Checking) -> Problems:
    """The «…» of an empty plan, which a draft may still have."""
    for path, text in prose(check.source.data):
        if _TO_FILL.search(text):
            yield check.problem(
                check.unless_draft, path, "chua-dien", f"Còn chỗ chưa điền: «{_head(text)}».", "thay dấu «…» bằng nội dung."
            )


_DEGREES = re.compile(r"^(?:(?:PGS|GS|TSKH|TS|ThS|CN|KS|BS|BSCK\w*|CK\w*|NGƯT|NGND|TTƯT|TTND|NSƯT|NSND)\b\.?[ ,.]*)+")


def _signature(check: Checking) -> Problems:
    """Điều 13; Phụ lục I, II.7."""
    signatory = check.plan.signatory
    if (title := _DEGREES.match(signatory.name)) is not None:
        yield check.error(
            ("nguoi_ky", "ho_ten"),
            "ho-ten-co-hoc-vi",
            f"Họ tên người ký có học hàm, học vị «{title[0].strip()}».",
            "chỉ ghi họ và tên (NĐ 30/2020, Phụ lục I, II.7.c).",
        )
    if signatory.in_place_of and not signatory.position.lower().startswith("phó"):
        yield check.warning(
            ("nguoi_ky", "chuc_vu"),
            "ky-thay-khong-phai-pho",
            f"Ký thay {signatory.in_place_of} nhưng chức vụ người ký là «{signatory.position}».",
            "người ký thay (KT.) là cấp phó: ghi chức vụ Phó …; hoặc bỏ ky_thay.",
        )
    for key, text in signatory.model_dump(by_alias=True).items():
        if found := _PREFIX.match(text):
            message = f"«{text}» có «{found[0]}» gõ tay, khi in sẽ bị lặp hoặc sai chỗ."
            yield check.error(
                ("nguoi_ky", key),
                "quyen-han-go-tay",
                message,
                "chỉ ghi tên tập thể hoặc chức vụ; TM., KT., TL., TUQ., Q. do máy in.",
            )
    if len(signatory.name) > 3 and signatory.name == signatory.name.upper():
        hint = "viết hoa chữ cái đầu mỗi tiếng (NĐ 30/2020, Phụ lục I, II.7.đ)."
        yield check.warning(("nguoi_ky", "ho_ten"), "ho-ten-in-hoa", f"Họ tên «{signatory.name}» viết toàn chữ hoa.", hint)
    if signatory.on_behalf_of and re.search(r"\b(?:UBND|Ủy ban)\b", signatory.position):
        message = f"Chức vụ «{signatory.position}» nhắc lại tên cơ quan đã ghi sau TM."
        yield check.warning(("nguoi_ky", "chuc_vu"), "chuc-vu-co-ten-co-quan", message, "chỉ ghi chức vụ, ví dụ: Phó Chủ tịch.")
    capacities = {
        "ky_thay": (signatory.in_place_of, "ký thay (KT.)"),
        "thua_lenh": (signatory.by_order_of, "thừa lệnh (TL.)"),
        "thua_uy_quyen": (signatory.by_authority_of, "thừa ủy quyền (TUQ.)"),
    }
    used = {key: words for key, (text, words) in capacities.items() if text}
    if len(used) > 1:
        message = f"Người ký vừa ghi {' vừa ghi '.join(used.values())}."
        yield check.error(("nguoi_ky", list(used)[1]), "nhieu-quyen-han", message, "chỉ giữ một trong KT., TL., TUQ.")


_PREFIX = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.")


_CHAIR = re.compile(r"\bChủ tịch\s+(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\b[^.;:]{0,60}?\bban hành\b")
_COUNCIL = re.compile(r"\b(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\b[^.;:]{0,60}?\bban hành\b")
_WHO = {True: "Chủ tịch", False: "tập thể Ủy ban nhân dân"}


def _issuer(check: Checking) -> Problems:
    """Opening, signature and «Kèm theo» name one issuer: the Chairman, or the Committee (Điều 13)."""
    authority, signatory = check.plan.authority, check.plan.signatory
    if not re.match(r"U[ỷy] ban nhân dân|Ủy ban nhân dân|Uỷ ban nhân dân", authority.name):
        return
    issuer = (authority.issuer or authority.name).startswith("Chủ tịch")
    place: Path = ("co_quan", "nguoi_ban_hanh") if authority.issuer else ("co_quan", "ten")
    for index, text in enumerate(check.plan.opening):
        chair = _CHAIR.search(text) is not None
        if (chair or _COUNCIL.search(text)) and chair != issuer:
            yield _differs(check, ("mo_dau", index), "Đoạn mở đầu", chair, issuer)
    if not (signatory.by_order_of or signatory.by_authority_of):
        by_chair = not signatory.on_behalf_of
        if by_chair != issuer:
            yield _differs(check, ("nguoi_ky",) if by_chair else ("nguoi_ky", "thay_mat"), "Chữ ký", by_chair, issuer)
    if issuer and not authority.issuer.endswith(authority.name.removeprefix("Ủy ban nhân dân").strip()):
        yield check.warning(
            place,
            "nguoi-ban-hanh-lech",
            f"«{authority.issuer}» không ghi đủ tên cơ quan «{authority.name}».",
            f"ghi: Chủ tịch {authority.name}.",
        )


def _differs(check: Checking, path: Path, where: str, found: bool, issuer: bool) -> Problem:
    return check.problem(
        check.unless_draft,
        path,
        "nguoi-ban-hanh-lech",
        f"{where} cho thấy người ban hành là {_WHO[found]}, nhưng dòng «Kèm theo» của phụ lục sẽ in {_WHO[issuer]}.",
        "tập thể ký thì ghi thay_mat (TM.) và để trống nguoi_ban_hanh; Chủ tịch ký thì bỏ thay_mat và ghi nguoi_ban_hanh.",
    )


def _recipient_marks(check: Checking) -> Problems:
    if not check.plan.recipients:
        yield check.error(("noi_nhan",), "de-trong", "Chưa có nơi nhận.", "ghi các nơi nhận, mỗi nơi một mục.")
    for index, text in enumerate(check.plan.recipients):
        if typed_number(text) or text.rstrip().endswith((";", ".")):
            yield check.warning(
                ("noi_nhan", index),
                "noi-nhan-go-dau",
                f"Nơi nhận «{text}» có gạch đầu dòng hoặc dấu cuối gõ tay.",
                "chỉ ghi tên; dấu «-» và «;» do máy in.",
            )
        if text.lower().startswith("lưu"):
            yield check.warning(
                ("noi_nhan", index), "luu-trong-noi-nhan", "Dòng Lưu nằm trong nơi nhận.", "chuyển sang khóa luu."
            )


def _appendices(check: Checking) -> Problems:
    """Phụ lục I, III.1: the body refers to each appendix."""
    texts = [*check.plan.opening, *(block.text for block in check.plan.body)]
    several = len(check.plan.appendices) > 1
    for index, appendix in enumerate(check.plan.appendices):
        name = f"Phụ lục {roman(index + 1)}" if several else "Phụ lục"
        if not any(re.search(rf"\b[Pp]hụ lục{rf' {roman(index + 1)}' if several else ''}\b", text) for text in texts):
            hint = f"thêm vào nội dung, ví dụ: «(có {name} kèm theo)» (NĐ 30/2020, Phụ lục I, III.1.a)."
            yield check.problem(
                check.unless_draft, ("phu_luc", index), "phu-luc-khong-nhac", f"Nội dung không nhắc đến {name}.", hint
            )
        declared = {column.id for column in appendix.columns}
        if not any(True for _ in appendix.tasks):
            yield check.warning(
                ("phu_luc", index), "phu-luc-trong", f"{name} không có nhiệm vụ nào.", "thêm nhiệm vụ, hoặc bỏ phụ lục này."
            )
        for column in appendix.columns:
            if not re.fullmatch(r"[a-z][a-z0-9_]{0,30}", column.id):
                yield check.error(
                    ("phu_luc", index, "cot_them"),
                    "ma-sai-dang",
                    f"Mã cột «{column.id}» sai dạng.",
                    "dùng chữ thường không dấu, số và dấu gạch dưới, ví dụ kinh_phi.",
                )
        yield from _undeclared_columns(check, index, declared)
    for path, text in _mentioning(check):
        for number in re.findall(r"\bPhụ lục ([IVX]+)\b(?! (?:của|ban hành|Nghị|Thông|Quyết|Luật))", text):
            if number not in [roman(count) for count in range(1, len(check.plan.appendices) + 1)] or not several:
                message = f"Nội dung nhắc đến Phụ lục {number} nhưng văn bản có {len(check.plan.appendices):02} phụ lục."
                hint = "một phụ lục thì không đánh số; nhiều phụ lục thì đánh I, II theo thứ tự (NĐ 30/2020, Phụ lục I, III.1.a)."
                yield check.warning(path, "phu-luc-khong-co", message, hint)
    if not check.plan.appendices and any(re.search(r"\bPhụ lục kèm theo\b", text) for text in texts):
        yield check.warning(
            ("noi_dung",),
            "phu-luc-khong-co",
            "Nội dung nhắc đến Phụ lục kèm theo nhưng không có phụ lục nào.",
            "thêm phụ lục, hoặc bỏ câu này.",
        )


def _mentioning(check: Checking) -> Iterator[tuple[Path, str]]:
    yield from ((("mo_dau", index), text) for index, text in enumerate(check.plan.opening))
    yield from ((("noi_dung", index), block.text) for index, block in enumerate(check.plan.body))


def _undeclared_columns(check: Checking, index: int, declared: set[str]) -> Problems:
    for path, task in check.tasks():
        for key in task.extra if path[1] == index else ():
            if key not in declared:
                yield check.problem(
                    ERROR,
                    (*path, "cot_them", key),
                    "cot-la",
                    f"Cột thêm «{key}» chưa khai báo ở phụ lục.",
                    f"thêm vào cot_them của phụ lục: ma: {key}, ten: ….",
                )
