"""Plan → what is wrong with who signs and who issues (NĐ 30/2020, Điều 13; Phụ lục I, II.7)."""

import re

from kehoach_gen.plan.checking import Checking, Problems
from kehoach_gen.problem import Problem
from kehoach_gen.source import Path


def signature_problems(check: Checking) -> Problems:
    yield from _signature(check)
    yield from _issuer(check)


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
