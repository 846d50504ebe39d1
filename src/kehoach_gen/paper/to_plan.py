"""An old document → the plan as data: its frame, its text and its appendices, each read by its own module."""

from collections.abc import Sequence
from datetime import date

from kehoach_gen.agency import Registry
from kehoach_gen.nd30.model import FIRST_DAY
from kehoach_gen.office.marks import BODY, FIELD, PREFIX, ROW
from kehoach_gen.paper.body import read_body
from kehoach_gen.paper.capitals import Capitals
from kehoach_gen.paper.division import Appendix, Division, tell_of_unread
from kehoach_gen.paper.foot import Foot
from kehoach_gen.paper.frame import Frame
from kehoach_gen.paper.model import Block, Imported, Names, OldDocument, Reading, lines_of, marked_ids, pieces, shortened
from kehoach_gen.paper.spoken import read_spoken
from kehoach_gen.paper.tasks import TaskTables
from kehoach_gen.plan.model import Plan
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError
from kehoach_gen.source import Path
from kehoach_gen.source.to_value import validate
from kehoach_gen.vietnamese.fold import slug


def imported(document: OldDocument, registry: Registry) -> Imported:
    """What the document says, as data and, where the data make one, as a plan. Raises ProblemError where it says nothing."""
    if not any(map(str.isalnum, "".join(_texts(document.blocks)))):
        message = "Tệp không có chữ nào đọc được."
        hint = "tệp có lẽ chỉ là ảnh quét: xin bản Word gốc, hoặc nhận dạng chữ (OCR), soát lại rồi nhập."
        raise ProblemError(Problem("tep-khong-co-chu", ERROR, Place(document.name), message, hint))
    reading = Reading(document.name, registry)
    parts = Division(reading).of(document.blocks)
    frame = Frame(reading, Capitals(_texts(document.blocks), registry))
    names = Names(_ids(document.blocks))
    frame.read_head(pieces(parts.head))
    body = parts.body[frame.read_title(parts.body) if parts.has_title else 0 :]
    frame.read_promulgated(parts.promulgated, parts.decision)
    for appendix in parts.appendices:
        if appendix.attached:
            frame.read_attached(appendix.attached)
    Foot(reading, frame.capitals).read(pieces(parts.foot))
    frame.fill()
    _put_plan_id(reading, document, frame)
    reading.day = _day(frame)
    read_body(reading, frame, body, names)
    appendices = [appendix for appendix in parts.appendices if appendix.tables]
    for appendix in parts.appendices:
        if not appendix.tables:
            _tell_of_left_out(reading, appendix)
    for index, appendix in enumerate(appendices):
        _read_appendix(reading, frame, index, appendix, names)
    if not appendices:
        read_spoken(reading, frame.capitals, 0, body, names)
    located = reading.located()
    plan, problems = validate(located, Plan)
    return Imported(located, plan, (*problems, *reading.problems))


def _texts(blocks: Sequence[Block]) -> list[str]:
    return [line.text for block in blocks for line in lines_of(block)]


def _ids(blocks: Sequence[Block]) -> set[str]:
    """The ids that marks of ours name."""
    marks = [mark for block in blocks for line in lines_of(block) for mark in line.marks]
    return {id.removesuffix("_n") for prefix in (BODY, ROW) for id in marked_ids(marks, f"{PREFIX}{prefix}_")}


def _day(frame: Frame) -> date:
    issued = frame.issued
    return date(issued.year, issued.month or 1, issued.day or 1) if issued else FIRST_DAY


def _put_plan_id(reading: Reading, document: OldDocument, frame: Frame) -> None:
    place = Place(document.name)
    if document.plan_id:
        reading.put(("ma",), document.plan_id, place)
        return
    id = slug(f"{frame.kind or 'Kế hoạch'} {frame.issued.year if frame.issued else ''}")
    reading.put(("ma",), id, place)
    reading.inform("ma-tu-dat", place, f"Tệp không mang mã kế hoạch; được đặt mã «{id}».", "đặt mã ngắn gọn, không dấu, ở «ma».")


def _tell_of_left_out(reading: Reading, appendix: Appendix) -> None:
    """Of an appendix without tasks nothing is printed: the plan has no place for its table or its words."""
    head = [*appendix.title, *([appendix.attached] if appendix.attached else [])]
    lines = [*appendix.title, *appendix.loose, *(line for table in appendix.unread for line in lines_of(table) if line.words)]
    place = next((line.place for line in (*head, *lines)), Place(reading.name))
    name = f" «{shortened(appendix.title[0].words)}»" if appendix.title else ""
    held = f"{len(appendix.title) + len(appendix.loose)} đoạn, {len(appendix.unread)} bảng"
    words = f": «{shortened(' '.join(line.words for line in lines[1:]))}»" if len(lines) > 1 else ""
    message = f"Phụ lục{name} không có bảng nhiệm vụ, không được đưa vào kế hoạch ({held}){words}."
    hint = "đính kèm riêng, hoặc ghi vào nội dung phần cần giữ; xem lại số phụ lục mà nội dung nhắc đến."
    reading.tell("phu-luc-khong-nhap", place, message, hint)


def _read_appendix(reading: Reading, frame: Frame, index: int, appendix: Appendix, names: Names) -> None:
    path: Path = ("phu_luc", index)
    lines = [*appendix.title, *([appendix.attached] if appendix.attached else [])]
    place = lines[0].place if lines else appendix.tables[0][0].place
    marked = [id for line in lines for id in marked_ids(line.marks, f"{PREFIX}{FIELD}_") if id.endswith("_ten")]
    reading.put((*path, "ma"), marked[0].removesuffix("_ten") if marked else f"pl{index + 1}", place)
    if title := " ".join(line.words for line in appendix.title):
        reading.put((*path, "ten"), frame.lowered(title, place), place)
    for line in appendix.loose:
        message = f"Chữ ngoài bảng của phụ lục, chưa được đọc: «{shortened(line.words)}»."
        reading.tell("chu-chua-doc", line.place, message, "chuyển nội dung cần giữ vào kế hoạch.")
    for other in appendix.unread:
        tell_of_unread(reading, other)
    tables = TaskTables(reading, index, names)
    for table, columns, heading in appendix.tables:
        tables.read(table, columns, heading)
    tables.finish()
