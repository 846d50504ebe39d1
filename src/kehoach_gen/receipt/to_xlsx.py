"""Board → a workbook: where every agency stands, every file that came, everything that has to be put right."""

from collections.abc import Iterator, Sequence

from kehoach_gen.calendar import parse_period
from kehoach_gen.office.figures import FigureRow, Figures, FigureSheet, write_figures
from kehoach_gen.office.sheet import Kind, Look, Pattern
from kehoach_gen.problem import ERROR, WARNING
from kehoach_gen.receipt.model import STANDINGS, TIMINGS, Board, Receipt, Sender
from kehoach_gen.receipt.to_json import flag_words
from kehoach_gen.vietnamese.dates import short_date

AGENCIES, FILES, FAULTS = "Theo dõi", "Tệp đã nhận", "Cần xem lại"
HEAD = 3
"""The row of the headings, below two lines that say which plan and which period."""
_Columns = tuple[tuple[str, float], ...]
"""(title, width in millimetres)"""
_AGENCIES: _Columns = (
    ("TT", 12),
    ("Mã", 22),
    ("Cơ quan", 76),
    ("Hạn gửi", 26),
    ("Tình trạng", 26),
    ("Ngày nhận", 26),
    ("Ghi chú", 70),
    ("Tệp được tính", 76),
)
_FILES: _Columns = (
    ("Số", 12),
    ("Tệp", 70),
    ("Nguồn", 70),
    ("Nhận lúc", 24),
    ("Dạng", 26),
    ("Cơ quan", 60),
    ("Xếp", 36),
    ("Ghi chú", 56),
)
_FAULTS: _Columns = (("Tệp", 56), ("Cơ quan", 50), ("Mức", 22), ("Chỗ", 44), ("Nội dung", 110), ("Cách sửa", 84))
_CENTRED = ("TT", "Mã", "Hạn gửi", "Tình trạng", "Ngày nhận", "Số", "Nhận lúc", "Dạng", "Mức")
_KINDS = {
    "docx": "Word",
    "xlsx": "Excel",
    "ods": "Excel (.ods)",
    "xls": "Excel (.xls)",
    "doc": "Word cũ",
    "pdf": "PDF",
    "zip": "tệp nén",
    "encrypted": "có mật khẩu",
    "image": "ảnh",
    "html": "trang web",
    "text": "văn bản thô",
    "empty": "tệp rỗng",
    "unknown": "không rõ",
}
"""The kinds of files in the words of an office."""
_SEVERITIES = {ERROR: "phải sửa", WARNING: "nên xem"}


Row = tuple[str, ...]


def to_xlsx(board: Board) -> bytes:
    """`tiep-nhan.xlsx`; the same bytes for the same board."""
    names = {sender.form.agency: sender.form.agency_name for sender in board.senders}
    sheets = (
        _sheet(board, AGENCIES, _AGENCIES, [_sender(n, sender) for n, sender in enumerate(board.senders, 1)], 3),
        _sheet(board, FILES, _FILES, [_file(receipt, names) for receipt in board.receipts], 2),
        _sheet(board, FAULTS, _FAULTS, list(_faults(board, names)), 1),
    )
    return write_figures(Figures(sheets, _title(board), footer=f"{board.plan}/{board.period}"))


def _title(board: Board) -> str:
    """What is gathered: the plan and the period in words."""
    about = next((sender.form.letter.subject for sender in board.senders), "")
    period = parse_period(board.period)
    return f"Tiếp nhận báo cáo {about[:1].lower()}{about[1:] or (period.words if period else board.period)}"


def _about(board: Board, title: str) -> str:
    counts = ", ".join(f"{words} {len(board.of(timing))}" for timing, words in TIMINGS.items())
    return f"{title}. {len(board.senders)} cơ quan: {counts}; {len(list(board.receipts))} tệp đã nhận."


_INK, _HEADING = "1F3864", "D9E2F3"


def _sheet(board: Board, title: str, columns: _Columns, rows: Sequence[Row], frozen: int) -> FigureSheet:
    last = HEAD + len(rows)
    blank = (Look(),) * (len(columns) - 1)
    head = Look(11, bold=True, ink=_INK, fill=_HEADING, boxed=True, horizontal="center", vertical="center")
    kinds = {
        "title": Kind((Look(14, bold=True, ink=_INK, wraps=False), *blank)),
        "about": Kind((Look(11, italic=True, wraps=False), *blank)),
        "head": Kind((head,) * len(columns)),
        "row": Kind(tuple(Look(11, boxed=True, horizontal="center" if name in _CENTRED else "") for name, _ in columns)),
    }
    above = [FigureRow("title", (_title(board),)), FigureRow("about", (_about(board, title),))]
    shown = [*above, FigureRow("head", tuple(name for name, _ in columns)), *(FigureRow("row", row) for row in rows)]
    pattern = Pattern(title, tuple(width for _, width in columns), kinds, frozen=(HEAD, frozen))
    return FigureSheet(pattern, shown, (HEAD, last))


def _sender(number: int, sender: Sender) -> Row:
    form, counted = sender.form, sender.counted
    received = short_date(sender.received.date()) if sender.received else ""
    notes = "; ".join(flag_words(sender.flags))
    file = counted.came.name if counted else ""
    return (str(number), form.agency, form.agency_name, short_date(form.due), TIMINGS[sender.timing], received, notes, file)


def _file(receipt: Receipt, names: dict[str, str]) -> Row:
    came = receipt.came
    when = f"{came.received:%d/%m/%Y %H:%M}"
    notes = "; ".join(flag_words(receipt.flags))
    kind, standing = _KINDS.get(came.kind, came.kind), STANDINGS[receipt.standing]
    return (str(came.number), came.name, came.origin, when, kind, whose(receipt, names), standing, notes)


def whose(receipt: Receipt, names: dict[str, str]) -> str:
    """The agency's name; where only the file's name speaks of one, «có thể của …»."""
    if receipt.agency:
        return names.get(receipt.agency, receipt.agency)
    if receipt.claimed:
        return f"có thể của {' hoặc '.join(names.get(id, id) for id in receipt.claimed)}"
    return f"có thể của {names.get(receipt.likely, receipt.likely)}" if receipt.likely else ""


def _faults(board: Board, names: dict[str, str]) -> Iterator[Row]:
    for receipt in board.receipts:
        for problem in receipt.problems:
            where = str(problem.place).removeprefix(receipt.came.name).lstrip(", ")
            is_over = receipt.standing in ("copy", "replaced")
            level = "đã có bản thay" if is_over else _SEVERITIES.get(problem.severity, "lưu ý")
            yield (receipt.came.name, whose(receipt, names), level, where, problem.message, problem.hint)
    for sender in board.senders:
        for problem in sender.problems:
            level = _SEVERITIES.get(problem.severity, "lưu ý")
            yield (problem.place.file, sender.form.agency_name, level, "", problem.message, problem.hint)
