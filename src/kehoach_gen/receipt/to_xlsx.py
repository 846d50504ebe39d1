"""Board → a workbook: where every agency stands, every file that came, everything that has to be put right."""

from collections.abc import Iterator

from kehoach_gen.office.workbook import Column, Row, Table, write_workbook
from kehoach_gen.problem import ERROR, WARNING
from kehoach_gen.receipt.model import STANDINGS, TIMINGS, Board, Receipt, Sender
from kehoach_gen.receipt.to_json import flag_words
from kehoach_gen.vietnamese.dates import short_date

AGENCIES, FILES, FAULTS = "Theo dõi", "Tệp đã nhận", "Cần xem lại"


def _columns(*titles_and_widths: tuple[str, float]) -> tuple[Column, ...]:
    return tuple(Column(title, width, fixed=True) for title, width in titles_and_widths)


_AGENCIES = _columns(
    ("TT", 6),
    ("Mã", 10),
    ("Cơ quan", 44),
    ("Hạn gửi", 12),
    ("Tình trạng", 12),
    ("Ngày nhận", 12),
    ("Ghi chú", 34),
    ("Tệp được tính", 40),
)
_FILES = _columns(
    ("Số", 6), ("Tệp", 40), ("Nguồn", 44), ("Nhận lúc", 18), ("Dạng", 12), ("Cơ quan", 34), ("Xếp", 22), ("Ghi chú", 30)
)
_FAULTS = _columns(("Tệp", 40), ("Cơ quan", 34), ("Mức", 14), ("Chỗ", 34), ("Nội dung", 60), ("Cách sửa", 50))
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


def to_xlsx(board: Board) -> bytes:
    """`tiep-nhan.xlsx`; the same bytes for the same board."""
    names = {sender.form.agency: sender.form.agency_name for sender in board.senders}
    tables = (
        Table(AGENCIES, _AGENCIES, tuple(_sender(n, sender) for n, sender in enumerate(board.senders, 1)), frozen_columns=3),
        Table(FILES, _FILES, tuple(_file(receipt, names) for receipt in board.receipts), frozen_columns=2),
        Table(FAULTS, _FAULTS, tuple(_faults(board, names)), frozen_columns=1),
    )
    return write_workbook(tables, (), f"Theo dõi báo cáo kỳ {board.period}")


def _sender(number: int, sender: Sender) -> Row:
    form, counted = sender.form, sender.counted
    received = short_date(sender.received.date()) if sender.received else ""
    notes = "; ".join(flag_words(sender.flags))
    file = counted.came.name if counted else ""
    return Row((str(number), form.agency, form.agency_name, short_date(form.due), TIMINGS[sender.timing], received, notes, file))


def _file(receipt: Receipt, names: dict[str, str]) -> Row:
    came = receipt.came
    when = f"{came.received:%d/%m/%Y %H:%M}"
    notes = "; ".join(flag_words(receipt.flags))
    return Row(
        (
            str(came.number),
            came.name,
            came.origin,
            when,
            _KINDS.get(came.kind, came.kind),
            whose(receipt, names),
            STANDINGS[receipt.standing],
            notes,
        )
    )


def whose(receipt: Receipt, names: dict[str, str]) -> str:
    """The agency's name; where only the file's name speaks of one, «có thể của …»."""
    if receipt.agency:
        return names.get(receipt.agency, receipt.agency)
    return f"có thể của {names.get(receipt.likely, receipt.likely)}" if receipt.likely else ""


def _faults(board: Board, names: dict[str, str]) -> Iterator[Row]:
    for receipt in board.receipts:
        for problem in receipt.problems:
            where = str(problem.place).removeprefix(receipt.came.name).lstrip(", ")
            is_over = receipt.standing in ("copy", "replaced")
            level = "đã có bản thay" if is_over else _SEVERITIES.get(problem.severity, "lưu ý")
            yield Row((receipt.came.name, whose(receipt, names), level, where, problem.message, problem.hint))
    for sender in board.senders:
        for problem in sender.problems:
            level = _SEVERITIES.get(problem.severity, "lưu ý")
            yield Row((problem.place.file, sender.form.agency_name, level, "", problem.message, problem.hint))
