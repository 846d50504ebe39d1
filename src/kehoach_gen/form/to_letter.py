"""An agency → the frame of its report: whose letterhead, to whom, on what ground, signed as what."""

import re
from datetime import date

from kehoach_gen.agency import Agency, Registry
from kehoach_gen.calendar import Period
from kehoach_gen.form.day import day_of_agencies
from kehoach_gen.form.model import Letter
from kehoach_gen.nd30 import Law
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import issue_date, number, reference_date, symbol
from kehoach_gen.vietnamese.dates import full_date

_UNBOUND = {"ct_xh", "mttq", "hoi", "co_quan_dang"}
"""Groups that NĐ 30/2020 does not bind (Điều 2): they follow rules of their own."""

_COMMITTEES = re.compile(
    r"(?:UBND|Ủy ban nhân dân) (?P<unit>(?P<kind>tỉnh|huyện|thành phố|thị xã|xã|phường|thị trấn) (?P<name>.+))"
)

_HEADS = (
    ("Văn phòng", "CHÁNH VĂN PHÒNG"),
    ("Thanh tra", "CHÁNH THANH TRA"),
    ("Sở", "GIÁM ĐỐC"),
    ("Trung tâm", "GIÁM ĐỐC"),
    ("Công an", "GIÁM ĐỐC"),
    ("Bảo hiểm xã hội", "GIÁM ĐỐC"),
    ("Kho bạc", "GIÁM ĐỐC"),
    ("Ngân hàng", "GIÁM ĐỐC"),
    ("Đài", "GIÁM ĐỐC"),
    ("Ban", "TRƯỞNG BAN"),
    ("Cục", "CỤC TRƯỞNG"),
    ("Tòa án", "CHÁNH ÁN"),
    ("Viện kiểm sát", "VIỆN TRƯỞNG"),
    ("Bộ Chỉ huy", "CHỈ HUY TRƯỞNG"),
    ("Báo", "TỔNG BIÊN TẬP"),
    ("Hội", "CHỦ TỊCH"),
    ("Hiệp hội", "CHỦ TỊCH"),
    ("Liên đoàn", "CHỦ TỊCH"),
    ("Ủy ban M", "CHỦ TỊCH"),
    ("Tỉnh đoàn", "BÍ THƯ"),
    ("Thuế", "TRƯỞNG THUẾ TỈNH"),
)
"""The head of an agency by the first words of its name; an office corrects its own."""
_SOME_HEAD = "THỦ TRƯỞNG CƠ QUAN"
_RESULTS, _REPORTS = "Kết quả thực hiện", " báo cáo kết quả thực hiện "
"""The first words of the subject; in the opening sentence what follows the agency's name."""


def to_letter(plan: Plan, agency: Agency, registry: Registry, law: Law, period: Period, due: date) -> Letter:
    """The frame of the report of `agency` for that period, to be sent by `due`."""
    committee = _COMMITTEES.fullmatch(agency.name)
    ground = _ground(plan, law)
    day = day_of_agencies(reference_date(plan), period)
    gatherer = registry.name_of(agency.reports_to, day) if agency.reports_to not in ("", agency.id) else ""
    return Letter(
        superior=() if committee else _superior(plan, agency, registry, day),
        heading=("ỦY BAN NHÂN DÂN", committee["unit"].upper()) if committee else (agency.name.upper(),),
        symbol=f"BC-{'UBND' if committee else agency.symbol or '…'}",
        place=_place(committee["kind"], committee["name"]) if committee else plan.place,
        year=due.year,
        subject=_subject(plan, period),
        addressee=_addressee(plan, gatherer),
        author=agency.name,
        ground=ground,
        basis=_basis(ground, agency, period),
        signature=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") if committee else (_head(agency.name),),
        recipients=("Như trên", *((f"{gatherer} (tổng hợp)",) if gatherer else ())),
        is_bound=not _UNBOUND & set(agency.groups),
    )


def gathered(letter: Letter) -> Letter:
    """The frame of the report in which its agency puts those of others together."""
    subject = letter.subject.replace(_RESULTS, "Tổng hợp kết quả thực hiện", 1)
    basis = letter.basis.replace(_REPORTS, f" tổng hợp,{_REPORTS}", 1)
    return letter.model_copy(update={"subject": subject, "basis": basis})


def _superior(plan: Plan, agency: Agency, registry: Registry, day: date) -> tuple[str, ...]:
    """The body the agency belongs to: its parent, for the province's own bodies the issuing committee; others have none.
    An association belongs to nobody."""
    if _UNBOUND & set(agency.groups) or "co_quan_tw" in agency.groups or agency.kind == "hội":
        return ()
    name = registry.name_of(agency.parent, day) if agency.parent else plan.authority.name
    return (name.replace("Ủy ban nhân dân", "UBND").upper(),)


def _place(kind: str, name: str) -> str:
    """«Quỳnh Nhai» for «huyện Quỳnh Nhai»; a unit with a number for a name keeps its kind (Phụ lục I, II.4.a)."""
    return f"{kind.capitalize()} {name}" if name[:1].isdigit() else name


def _head(name: str) -> str:
    return next((head for words, head in _HEADS if name.startswith(words)), _SOME_HEAD)


def _addressee(plan: Plan, gatherer: str) -> str:
    """The issuing authority, through the body that gathers the reports."""
    return f"{plan.authority.name} (qua {gatherer})" if gatherer else plan.authority.name


def _subject(plan: Plan, period: Period) -> str:
    """What the report is about, the period last and not twice: the plan of a year names the year itself."""
    about = f"{_RESULTS} {plan.kind} {_continued(plan.subject)}"
    return about if about.endswith(f" {period.words}") else f"{about}, {period.words}"


def _continued(subject: str) -> str:
    """The plan's subject inside a sentence: «tăng cường thực hiện …»."""
    words = " ".join(subject.split())
    return words[:1].lower() + words[1:]


def _ground(plan: Plan, law: Law) -> str:
    issued = issue_date(plan)
    when = full_date(issued.day, issued.month, issued.year) if issued else ""
    issuer = plan.authority.issuer or plan.authority.name
    return f"Thực hiện {plan.kind} số {number(plan)}/{symbol(plan, law)} {when} của {issuer} về {_continued(plan.subject)}"


def _basis(ground: str, agency: Agency, period: Period) -> str:
    first, last = (full_date(day.day, day.month, day.year) for day in (period.window.first, period.window.last))
    return f"{ground}, {agency.name}{_REPORTS}{period.words} (số liệu từ {first} đến {last}) như sau:"
