"""What agencies sent → the register, the board, and the copies that go back to those who have to put something right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

from kehoach_gen.calendar import Period
from kehoach_gen.office.archive import is_litter, unpack
from kehoach_gen.office.kinds import kind_of
from kehoach_gen.problem import ERROR, WARNING, Place, Problem, ProblemError
from kehoach_gen.receipt.model import Board, Receipt
from kehoach_gen.receipt.placeholders import COVER_NAMES
from kehoach_gen.receipt.to_json import to_json
from kehoach_gen.receipt.to_return import COVER, commented, cover, file_name
from kehoach_gen.receipt.to_xlsx import to_xlsx
from kehoach_gen.vietnamese.dates import short_date
from kehoach_gen.vietnamese.fold import slug
from kehoach_gen.workspace.build import facts_of
from kehoach_gen.workspace.desk import Desk, open_desk
from kehoach_gen.workspace.files import read_bytes, sha256
from kehoach_gen.workspace.folder import checked_template
from kehoach_gen.workspace.output import Output, Written
from kehoach_gen.workspace.recipe import Progress, Recipe, make, program
from kehoach_gen.workspace.register import RECEIVED, Entry, Incoming, Register

BOARD, SENT_BACK = "tiep-nhan", "tra-lai"
COVER_TEMPLATE = "phieutralai.docx"
_LARGEST = 50 * 2**20


@dataclass(frozen=True)
class Collected:
    """What came of it: the board, how many files are new, the files written, and the problems of doing so."""

    board: Board
    added: int
    files: tuple[Written, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Delivery:
    """What is to be taken in: files and folders, and what a person says of them."""

    period: str
    paths: tuple[Path, ...] = ()
    received: date | None = None
    """The day they came; None for the time of each file."""
    agency: str = ""
    """Whose they are, by id or name; empty where the files say it."""


def collect(root: Path, out: Path, delivery: Delivery, progress: Progress) -> Collected:
    """Takes the files in and brings the board up to date. Raises ProblemError for a period or agency nobody knows, for
    data with errors, or where a place cannot be written."""
    progress("Đọc dữ liệu và kiểm tra")
    desk = open_desk(root, out, delivery.period)
    agency = desk.agency_id(delivery.agency) if delivery.agency else ""
    _must_be_possible(delivery.received, desk.period)
    progress(f"Nhận tệp {desk.period.words}")
    register = Register(root, desk.period.id)
    found = list(_incoming(delivery, agency, root / RECEIVED, desk.output))
    added = register.take_in([item for item in found if isinstance(item, Incoming)])
    progress(f"Đọc {len(register.entries)} tệp đã nhận")
    quiet: Progress = lambda step: None  # noqa: E731
    files = make(_recipes(desk), desk.output, facts_of(desk.plan), quiet)
    unable: tuple[Problem, ...] = ()
    try:
        files += make(list(_returned(desk, register)), desk.output, facts_of(desk.plan), quiet)
    except ProblemError as error:
        unable = error.problems
    refused = [item for item in found if isinstance(item, Problem)]
    problems = (*desk.problems, *desk.unsent(), *refused, *unable, *desk.output.problems, *_left_behind(desk, files))
    return Collected(desk.board, added, tuple(files), problems)


def _must_be_possible(received: date | None, period: Period) -> None:
    """Raises ProblemError for a day on which no report of this period can have come."""
    first, today = period.window.first, date.today()
    if received and not first <= received <= today:
        message = f"Ngày nhận {short_date(received)} không thể đúng với báo cáo {period.words}."
        hint = f"ghi một ngày từ {short_date(first)} đến hôm nay ({short_date(today)})."
        raise ProblemError(Problem("ngay-nhan-sai", ERROR, Place("--received"), message, hint))


def _left_behind(desk: Desk, files: Sequence[Written]) -> Iterator[Problem]:
    """What was to go back to a sender who has put it right since."""
    made = {file.name for file in files}
    for name, _ in desk.output.standing():
        if name.startswith(f"{desk.top}/{SENT_BACK}/") and name not in made:
            message = "Cơ quan đã gửi bản khác: phiếu và bản ghi chú này không còn dùng."
            yield Problem("tep-cu-con-lai", WARNING, Place(name), message, "xóa tệp này, đừng gửi đi.")


# Files and folders → what came


def _incoming(delivery: Delivery, agency: str, own: Path, output: Output) -> Iterator[Incoming | Problem]:
    for path in delivery.paths:
        if not path.exists():
            yield Problem("khong-co-tep", ERROR, Place(str(path)), "Không có tệp hoặc thư mục này.", "kiểm tra lại đường dẫn.")
            continue
        for file in _files(path, own.resolve()):
            if not _stands_as_made(file, output):
                yield from _of_file(file, path, delivery, agency)


def _stands_as_made(file: Path, output: Output) -> bool:
    """Whether this is a form in our own output folder that nobody has touched: nobody has sent it."""
    folder = output.folder.resolve()
    if not file.resolve().is_relative_to(folder):
        return False
    name = file.resolve().relative_to(folder).as_posix()
    return name in output.entries and output.fingerprint(name) == output.entries[name]["sha256"]


def _files(path: Path, own: Path) -> Iterator[Path]:
    """The files under `path`, in the order of their names, without what computers leave behind or the register's own."""
    try:
        children = sorted(path.iterdir()) if path.is_dir() else None
    except OSError:
        children = None
    if children is None:
        yield path
        return
    for child in children:
        if child.is_symlink() or child.resolve() == own or child.name.startswith(".") or is_litter(child.name):
            continue
        yield from _files(child, own)


def _of_file(file: Path, top: Path, delivery: Delivery, agency: str) -> Iterator[Incoming | Problem]:
    origin = file.relative_to(top.parent).as_posix() if top.is_dir() else file.name
    try:
        known = file.stat()
    except OSError:
        yield Problem("khong-doc-duoc", ERROR, Place(str(file)), "Không đọc được tệp này.", "kiểm tra quyền đọc, thư mục mạng.")
        return
    modified = datetime.fromtimestamp(int(known.st_mtime))
    if known.st_size > _LARGEST:
        message = f"Tệp lớn hơn {_LARGEST // 2**20} MB, chưa được nhận."
        yield Problem("tep-qua-lon", ERROR, Place(str(file)), message, "mở tệp, bỏ hình ảnh, lưu lại rồi nhận lại.")
        return
    try:
        content = read_bytes(file, str(file))
    except ProblemError as error:
        yield from error.problems
        return
    moment = _moment(modified, delivery.received)
    is_sure = delivery.received is not None
    if kind_of(content) != "zip":
        yield Incoming(origin, content, moment, is_sure, agency)
        return
    members = list(unpack(content, origin, lambda member: kind_of(member) == "zip"))
    yield from (Incoming(m.name, m.content, moment, is_sure, agency) for m in members if not isinstance(m, Problem))
    if not members or any(isinstance(member, Problem) for member in members):
        yield Incoming(origin, content, moment, is_sure, agency)


def _moment(modified: datetime, said: date | None) -> datetime:
    """When a file came: on the day a person has said, at its own time if that is of the day, else the last of the day:
    what is said to have come then was meant to count over what came before."""
    return modified if said in (None, modified.date()) else datetime.combine(said or modified, time(23, 59, 59))


# The board → files


def _recipes(desk: Desk) -> list[Recipe]:
    content = to_json(desk.board)
    inputs = {"tiep_nhan": sha256(content), "kehoach_gen": program()}
    return [
        Recipe(f"{desk.top}/{BOARD}.xlsx", inputs, lambda: to_xlsx(desk.board)),
        Recipe(f"{desk.top}/{BOARD}.json", inputs, lambda: content),
    ]


def _to_be_returned(board: Board) -> list[Receipt]:
    """The files that count and in which something has to be put right."""
    counted = (sender.counted for sender in board.senders)
    return [receipt for receipt in counted if receipt is not None and "faulty" in receipt.flags]


def _returned(desk: Desk, register: Register) -> Iterator[Recipe]:
    """The commented copy of each file and its cover. Raises ProblemError where a cover cannot be made."""
    receipts = _to_be_returned(desk.board)
    if not receipts:
        return
    template = checked_template(desk.folder, COVER_TEMPLATE, COVER_NAMES)
    letter = desk.letter(desk.consolidator())
    frame = {"khung": sha256(letter.model_dump_json().encode()), COVER_TEMPLATE: sha256(template[1])}
    entries = {entry.number: entry for entry in register.entries}
    for receipt in receipts:
        entry = entries[receipt.came.number]
        inputs = {"tep": receipt.came.fingerprint, "loi": sha256(repr(receipt.problems).encode()), "kehoach_gen": program()}
        words = receipt.form.agency_name if receipt.form else ""
        name = f"{desk.top}/{SENT_BACK}/{slug(f'{words} {receipt.agency}')}"
        yield Recipe(f"{name}/{file_name(receipt)}", inputs, partial(_commented, register, entry, receipt))
        yield Recipe(f"{name}/{COVER}", {**inputs, **frame}, partial(cover, receipt, letter, template, desk.law))


def _commented(register: Register, entry: Entry, receipt: Receipt) -> bytes:
    """The copy; the file as it came where nothing can be written into it: its cover lists every fault all the same."""
    content = register.content(entry)
    try:
        return commented(receipt, content)[1]
    except ProblemError:
        return content
