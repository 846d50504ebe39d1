"""Plan → what is wrong in its frame: number, date, names, signature, recipients, appendices (NĐ 30/2020)."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from kehoach_gen.plan.checking import Checking, Problems, prose
from kehoach_gen.plan.date_problems import date_problems
from kehoach_gen.plan.signature_problems import signature_problems
from kehoach_gen.problem import ERROR
from kehoach_gen.source import Path
from kehoach_gen.vietnamese.letters import roman
from kehoach_gen.vietnamese.typed_numbers import typed_number


def frame_problems(check: Checking) -> Problems:
    yield from date_problems(check)
    yield from _names(check)
    yield from signature_problems(check)
    yield from _recipient_marks(check)
    yield from _appendices(check)


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
    if any(word[0].islower() for word in plan.place.split()):
        hint = f"viết: {' '.join(word[0].upper() + word[1:] for word in plan.place.split())} (NĐ 30/2020, Phụ lục I, II.4)."
        yield check.warning(("dia_danh",), "viet-hoa-dia-danh", f"Địa danh «{plan.place}» chưa viết hoa chữ đầu mỗi tiếng.", hint)
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
