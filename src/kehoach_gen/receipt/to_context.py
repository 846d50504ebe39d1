"""Board → the values of the letter that reminds; the frame it shares with the slip that goes back with a file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from kehoach_gen.calendar import parse_period
from kehoach_gen.form.model import Letter
from kehoach_gen.nd30 import Law
from kehoach_gen.nd30.letterhead import centred_lines, heading_lines, rule_lengths, text_millimetres
from kehoach_gen.office.marks import FIELD, marked
from kehoach_gen.office.metrics import wrap_evenly
from kehoach_gen.problem import ERROR
from kehoach_gen.receipt.model import STANDINGS, Board, Sender
from kehoach_gen.vietnamese.compounds import glued
from kehoach_gen.vietnamese.dates import BLANK, full_date, short_date
from kehoach_gen.vietnamese.letters import roman

Context = dict[str, Any]
_NAMED = 5
"""As many agencies at most are addressed by name."""
_LISTED = "Các cơ quan, đơn vị có tên trong danh sách kèm theo"
_ALL = "cơ quan, đơn vị"


@dataclass(frozen=True)
class Asking:
    """What a reminder asks: as of which day, to send before which."""

    today: date
    by: date


Kind = Literal["overdue", "pending", "unusable", "faulty", "late"]
_KINDS: dict[Kind, tuple[str, str]] = {
    "overdue": ("chưa gửi báo cáo", "khẩn trương hoàn thiện, gửi báo cáo trước {by}"),
    "pending": ("chưa gửi báo cáo, chưa hết hạn gửi", "gửi báo cáo đúng hạn"),
    "unusable": ("đã gửi tệp không sử dụng được", "ghi kết quả vào đúng tệp mẫu báo cáo đã nhận, gửi lại trước {by}"),
    "faulty": (
        "có nội dung báo cáo phải chỉnh sửa",
        "chỉnh sửa theo Phiếu đề nghị bổ sung, chỉnh sửa báo cáo gửi riêng cho từng cơ quan, đơn vị; gửi lại trước {by}",
    ),
    "late": ("đã gửi báo cáo chậm", "không phải gửi lại; từ kỳ báo cáo sau gửi đúng hạn"),
}
"""Those who are named, in the order of the list: how they stand, and what is asked of them."""

Group = tuple[Kind, tuple[Sender, ...]]


def reminder_context(board: Board, letter: Letter, law: Law, asking: Asking) -> Context:
    """The names of `dondoc.docx`."""
    ground, author = letter.ground, letter.author
    senders = others(board, letter)
    groups = _groups(senders, asking.today)
    named = [sender.form.agency_name for sender in senders if _kind(sender, asking.today)]
    several = named if 1 < len(named) <= _NAMED else []
    about = glued(f"V/v đôn đốc gửi báo cáo {continued(letter.subject)}")
    title = f"DANH SÁCH CƠ QUAN, ĐƠN VỊ CHƯA GỬI, GỬI CHẬM HOẶC PHẢI GỬI LẠI BÁO CÁO {_period(board).upper()}"
    day = full_date(None, asking.today.month, asking.today.year)
    return {
        **frame(letter, law, (), day),
        "trich_yeu": "\n".join(wrap_evenly(about, law["co_trich_yeu_cong_van"], law["cot_co_quan"])),
        "kinh_gui": "" if several else named[0] if len(named) == 1 else _LISTED,
        "cac_noi_gui": [f"- {name}{end}" for name, end in zip(several, ";" * (len(several) - 1) + ".", strict=False)],
        "noi_dung": list(_paragraphs(board, (ground, author, letter.addressee), senders, groups, asking)),
        "noi_nhan": ["Như trên", *(letter.recipients[1:] or (f"{letter.addressee} (để báo cáo)",))],
        "ten_phu_luc": "Phụ lục",
        "tieu_de": "\n".join(centred_lines(title, law["co_ten_phu_luc"], text_millimetres(law, landscape=False))),
        "kem_theo": f"(Kèm theo Công văn số {BLANK}/{_symbol(letter)} {day} của {author})",
        "hang": list(_agencies(groups)),
    }


def others(board: Board, letter: Letter) -> tuple[Sender, ...]:
    """Everybody who was asked but the agency that writes."""
    return tuple(sender for sender in board.senders if sender.form.agency_name != letter.author)


def frame(letter: Letter, law: Law, title: Sequence[str], day: str) -> Context:
    """What every document has at its head and foot."""
    names = [line for name in letter.heading for line in heading_lines(name, law)]
    return {
        "chu_quan": [line for name in letter.superior for line in heading_lines(name, law)],
        "co_quan": names,
        "so": BLANK,
        "ky_hieu": _symbol(letter),
        "dia_danh": letter.place,
        "ngay_thang": day.replace(" ", "\u00a0"),
        "luu": "VT",
        "quyen_han": list(letter.signature),
        "ho_ten": "",
        "ke_dong": rule_lengths(names, title, law),
    }


def _symbol(letter: Letter) -> str:
    """«SNV» of «BC-SNV»: a letter names no type (Phụ lục I, II.3)."""
    return letter.symbol.removeprefix("BC-")


def continued(subject: str) -> str:
    """Inside a sentence."""
    return subject[:1].lower() + subject[1:]


def _period(board: Board) -> str:
    period = parse_period(board.period)
    return period.words if period else board.period


def day_words(day: date) -> str:
    return full_date(day.day, day.month, day.year)


# Who is named, and how each stands


def _groups(senders: Sequence[Sender], today: date) -> list[Group]:
    """Everybody who is late in any way, in one group each; no empty groups."""
    groups: list[Group] = [(kind, tuple(sender for sender in senders if _kind(sender, today) == kind)) for kind in _KINDS]
    return [group for group in groups if group[1]]


def _kind(sender: Sender, today: date) -> Kind | None:
    if sender.timing == "missing":
        return "unusable" if sender.receipts or sender.held else "pending" if today <= sender.form.due else "overdue"
    if sender.needs_reminding:
        return "faulty"
    return "late" if sender.timing == "late" else None


def _overdue(sender: Sender) -> str:
    return "Chưa gửi"


def _pending(sender: Sender) -> str:
    return "Chưa gửi, chưa hết hạn"


def _unusable(sender: Sender) -> str:
    """What came last, and why it cannot be used."""
    last = max((*sender.receipts, *sender.held), key=lambda receipt: receipt.came.received)
    file = f"tệp nhận ngày {short_date(last.came.received.date())}"
    if last.standing == "unreadable":
        reasons = (continued(problem.message).rstrip(".") for problem in last.problems if problem.severity == ERROR)
        return ": ".join((f"Không đọc được {file}", *list(reasons)[:1]))
    if last in sender.held:
        return f"{file[:1].upper()}{file[1:]}: {continued(last.problems[0].message).rstrip('.')}, chưa được tính"
    return f"{file[:1].upper()}{file[1:]}: {STANDINGS[last.standing]}"


def _faulty(sender: Sender) -> str:
    problems = sender.counted.problems if sender.counted else ()
    count = sum(problem.severity == ERROR for problem in problems)
    late = f"; {continued(_late(sender))}" if sender.timing == "late" else ""
    return f"Phải sửa {count:02} chỗ{late}"


def _late(sender: Sender) -> str:
    return f"Gửi chậm ngày {short_date(sender.received.date())}" if sender.received else "Gửi chậm"


_STATES: dict[Kind, Callable[[Sender], str]] = {
    "overdue": _overdue,
    "pending": _pending,
    "unusable": _unusable,
    "faulty": _faulty,
    "late": _late,
}


def _agencies(groups: Sequence[Group]) -> Iterator[Context]:
    """The rows of the list; headings where there are several groups."""
    number, total = 0, sum(len(senders) for _, senders in groups)
    for index, (kind, senders) in enumerate(groups, 1):
        if len(groups) > 1:
            yield {"loai": "muc", "ten": f"{roman(index)}. Cơ quan, đơn vị {_KINDS[kind][0]}"}
        for sender in senders:
            number += 1
            form = sender.form
            yield {
                "loai": "co_quan",
                "tt": marked(str(number), FIELD, f"dd{number}", keep_next=number == total),
                "ten": form.agency_name,
                "han_gui": short_date(form.due),
                "tinh_trang": _STATES[kind](sender),
                "chu_tri": f"{len(form.led):02}",
                "phoi_hop": f"{len(form.coordinated):02}",
            }


# What the letter says


def _paragraphs(
    board: Board, parties: tuple[str, str, str], senders: Sequence[Sender], groups: Sequence[Group], asking: Asking
) -> Iterator[str]:
    ground, author, addressee = parties
    yield f"{ground}, các {_ALL} gửi báo cáo kết quả thực hiện {_period(board)} về {author} {_deadline(senders)}."
    yield _counted(senders, groups, author, asking.today)
    asks = [_ask(kind, index, len(groups), asking) for index, (kind, _) in enumerate(groups, 1)]
    purpose = f"Để tổng hợp, báo cáo {addressee}, {author} đề nghị"
    if len(asks) == 1:
        yield f"{purpose} {asks[0]}."
    else:
        yield f"{purpose}:"
        yield from (f"{number}. {ask[:1].upper()}{ask[1:]}." for number, ask in enumerate(asks, 1))
    closing = f"{author} đề nghị các {_ALL} quan tâm thực hiện./."
    yield marked(closing, FIELD, "ket_thuc", keep_next=True)


def _deadline(senders: Sequence[Sender]) -> str:
    """By when; the levels of administration have days of their own."""
    days = sorted({sender.form.due for sender in senders})
    if len(days) == 1:
        return f"chậm nhất {day_words(days[0])}"
    return f"theo thời hạn của từng cấp, từ {day_words(days[0])} đến {day_words(days[-1])}"


def _counted(senders: Sequence[Sender], groups: Sequence[Group], author: str, today: date) -> str:
    """How many have sent, in time or late, and how many have not."""
    late, missing = (sum(sender.timing == timing for sender in senders) for timing in ("late", "missing"))
    sizes = {kind: len(members) for kind, members in groups}
    sent = len(senders) - missing
    text = f"Tính đến {day_words(today)}, {author} "
    text += f"đã nhận được báo cáo của {sent}/{len(senders)} {_ALL}" if sent else f"chưa nhận được báo cáo của {_ALL} nào"
    faulty = sizes.get("faulty", 0)
    text += _details(("đúng hạn", sent - late), ("chậm", late)) + f", trong đó {faulty:02} báo cáo phải chỉnh sửa" * (faulty > 0)
    if missing and sent:
        text += f"; còn {missing:02} {_ALL} chưa có báo cáo"
    if missing:
        kinds: tuple[tuple[str, Kind], ...] = (
            ("quá hạn", "overdue"),
            ("chưa hết hạn", "pending"),
            ("tệp không sử dụng được", "unusable"),
        )
        text += _details(*((words, sizes.get(kind, 0)) for words, kind in kinds))
    return f"{text}."


def _details(*counts: tuple[str, int]) -> str:
    """« (đúng hạn 180, chậm 20)», without what there is none of."""
    said = ", ".join(f"{words} {count:02}" for words, count in counts if count)
    return f" ({said})" if said else ""


def _ask(kind: Kind, index: int, total: int, asking: Asking) -> str:
    who, what = _KINDS[kind]
    where = f"mục {roman(index)} Phụ lục" if total > 1 else "có tên tại Phụ lục"
    return f"{_ALL} {who} ({where}) {what.format(by=day_words(asking.by))}"
