"""Form → the values its Word template prints: marked with the ids of its lines and remarks."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from kehoach_gen.form.layout import COLUMNS, Row, rows
from kehoach_gen.form.model import Form, Item, Role
from kehoach_gen.form.sheets import CODE_TITLE
from kehoach_gen.form.to_template import TABLES
from kehoach_gen.nd30 import Law
from kehoach_gen.nd30.letterhead import MOTTO, NATION, centred_lines, heading_lines, rule_lengths, text_millimetres
from kehoach_gen.office.marks import BODY, FORM, marked, without_marks
from kehoach_gen.office.once import Rows
from kehoach_gen.vietnamese.dates import BLANK, full_date
from kehoach_gen.vietnamese.letters import roman

Context = dict[str, Any]
DOTS = "…" * 30
"""Stands where a remark is to be written."""
SECTIONS = {
    "led": "Kết quả thực hiện các nhiệm vụ chủ trì",
    "coordinated": "Kết quả phối hợp thực hiện các nhiệm vụ",
    "difficulties": "Khó khăn, vướng mắc",
    "proposals": "Kiến nghị, đề xuất",
}
"""The parts of the report: the remark each holds, and its heading."""
HEADING, SENTENCE, CLOSING = "h", "s", "ket_thuc"
"""Parts of the marks of a section: its heading, what is said in it beforehand; the id of the closing sentence."""
LEAD_IN, CLOSING_WORDS = "Trong kỳ báo cáo, ", "Trên đây là báo cáo của "
MARK_PARTS: dict[Role, str] = {"lead": "l", "coordinator": "c"}
_ROLES: dict[str, Role] = {"led": "lead", "coordinated": "coordinator"}
_DONE: dict[Role, str] = {"lead": "chủ trì thực hiện", "coordinator": "phối hợp thực hiện"}


def report_context(form: Form, law: Law) -> Context:
    """The names of `baocao.docx`."""
    letter = form.letter
    names = [line for name in letter.heading for line in heading_lines(name, law)]
    title = centred_lines(letter.subject, law["co_trich_yeu"], text_millimetres(law, landscape=False))
    tables = [role for role in TABLES if _items(form, role)]
    return {
        "trung_lap": not letter.is_bound,
        "chu_quan": [line for name in letter.superior for line in heading_lines(name, law)],
        "co_quan": names,
        "so": BLANK,
        "ky_hieu": letter.symbol,
        "dia_danh": letter.place,
        "ngay_thang": _blank_day(form),
        "ten_loai": "BÁO CÁO",
        "trich_yeu": "\n".join(title),
        "kinh_gui": letter.addressee,
        "mo_dau": letter.basis,
        "muc": list(_sections(form, tables)),
        "ket_thuc": marked(_closing(form), BODY, CLOSING, keep_next=True),
        "noi_nhan": list(letter.recipients),
        "luu": "VT",
        "quyen_han": list(letter.signature),
        "ho_ten": "",
        "ma_bieu": CODE_TITLE + form.code,
        "ke_dong": rule_lengths(names, title, law),
        **{name: _table(form, role, tables, law) if role in tables else None for role, name in TABLES.items()},
    }


def frame_of(form: Form) -> Iterator[str]:
    """Every text of the report that stands in no field and in no row to be answered; its head and foot on one line each."""
    letter, day = form.letter, _blank_day(form)
    tables = [role for role in TABLES if _items(form, role)]
    number = f"Số: {BLANK}/{letter.symbol}"
    yield "\n".join((*letter.superior, *letter.heading, NATION, MOTTO, number, f"{letter.place}, {day}"))
    yield from ("BÁO CÁO", letter.subject, f"Kính gửi: {letter.addressee}", letter.basis, number, f"{letter.place}, {day}")
    for section in _sections(form, tables):
        yield from map(without_marks, (f"{section['so']}. {section['ten']}", section["dan"]))
    yield _closing(form)
    yield "\n".join(("Nơi nhận:", *(f"- {name};" for name in letter.recipients), "- Lưu: VT.", *letter.signature))
    attached = f"(Kèm theo Báo cáo số {BLANK}/{letter.symbol} {day} của {form.agency_name})"
    for role in tables:
        yield from (_appendix(role, tables), SECTIONS["led" if role == "lead" else "coordinated"].upper(), attached)
    yield from ("./.", CODE_TITLE + form.code)
    for item in form.items:
        yield from (item.area, item.number.rpartition(".")[0])


def _closing(form: Form) -> str:
    return f"{CLOSING_WORDS}{form.agency_name}, kính gửi {form.letter.addressee} xem xét, tổng hợp./."


def _items(form: Form, role: Role) -> tuple[Item, ...]:
    return form.led if role == "lead" else form.coordinated


def _blank_day(form: Form) -> str:
    return full_date(None, None, form.letter.year)


def _appendix(role: Role, tables: list[Role]) -> str:
    """«Phụ lục I»; «Phụ lục» where there is only one (Phụ lục I, III.1.a)."""
    return f"Phụ lục {roman(tables.index(role) + 1)}" if len(tables) > 1 else "Phụ lục"


def _sections(form: Form, tables: list[Role]) -> Iterator[Context]:
    """The parts of the report; without one on tasks the agency has none of, unless it wrote something there."""
    number = 0
    for field, title in SECTIONS.items():
        written = getattr(form.remarks, field)
        role = _ROLES.get(field)
        if role is not None and role not in tables and not written:
            continue
        number += 1
        first, *rest = (written or DOTS).split("\n")
        yield {
            "so": roman(number),
            "ten": marked(title.upper(), BODY, field, part=HEADING),
            "dan": marked(_sentence(form, role, tables), BODY, field, part=SENTENCE) if role else "",
            "doan": [marked(first, BODY, field), *rest],
        }


def _sentence(form: Form, role: Role, tables: list[Role]) -> str:
    if role not in tables:
        return f"{LEAD_IN}{form.agency_name} không có nhiệm vụ {'chủ trì' if role == 'lead' else 'phối hợp'} theo Kế hoạch."
    count = len(_items(form, role))
    return (
        f"{LEAD_IN}{form.agency_name} {_DONE[role]} {count:02} nhiệm vụ theo Kế hoạch; "
        f"kết quả từng nhiệm vụ tại {_appendix(role, tables)} kèm theo Báo cáo này."
    )


def _table(form: Form, role: Role, tables: list[Role], law: Law) -> Context:
    title = SECTIONS["led" if role == "lead" else "coordinated"].upper()
    return {
        "ten_phu_luc": _appendix(role, tables),
        "tieu_de": "\n".join(centred_lines(title, law["co_ten_phu_luc"], text_millimetres(law, landscape=True))),
        "kem_theo": f"(Kèm theo Báo cáo số {BLANK}/{form.letter.symbol} {_blank_day(form)} của {form.agency_name})",
        "hang": _rows(_items(form, role)),
    }


@lru_cache(maxsize=128)
def _rows(items: tuple[Item, ...]) -> Rows:
    """The rows of a table, which many agencies have in common."""
    return Rows(_rows_by_area(items))


def _rows_by_area(items: tuple[Item, ...]) -> Iterator[Context]:
    area = ""
    last = items[-1].lines[-1]
    for item in items:
        if item.area != area:
            area = item.area
            yield {"loai": "linh_vuc", "tt": item.number.rpartition(".")[0], "ten": area}
        for row in rows((item,)):
            yield _row(row, keep_next=row.line is last)


def _row(row: Row, *, keep_next: bool) -> Context:
    shown = {
        "loai": "nhiem_vu",
        "tt": row.number,
        "nhiem_vu": row.words,
        "co_quan": row.others,
        "thoi_han": row.deadline,
        "tinh_trang": row.state,
    }
    if row.line is None:
        return shown
    role, id, answer = row.item.role, row.line.id, row.line.answer
    part = MARK_PARTS[role]
    shown["tt"] = marked(row.number, FORM, id, part=part, keep_next=keep_next, may_split=len(row.words) > _MANY[role])
    shown["nhiem_vu"] = marked(row.words, FORM, id, part=f"{part}_n", keep_next=keep_next)
    answers = {key: getattr(answer, name) for key, name in _ANSWERS[role]}
    return {**shown, **answers, "loai": "noi_dung" if any(answers.values()) else "trong"}


_ANSWERS = {role: [(column.key, column.answer) for column in columns if column.answer] for role, columns in COLUMNS.items()}
_MANY: dict[Role, int] = {"lead": 1000, "coordinator": 1400}
"""Letters of a task that may need more than a page in its narrow column."""
