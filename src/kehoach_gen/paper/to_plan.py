"""An old document → the plan as data: where its frame, its text and its appendices begin and end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kehoach_gen.agency import Registry
from kehoach_gen.nd30.model import FIRST_DAY
from kehoach_gen.office.marks import BODY, FIELD, PREFIX, ROW
from kehoach_gen.paper.body import read_body
from kehoach_gen.paper.capitals import Capitals, is_capitals
from kehoach_gen.paper.columns import Columns, columns_of
from kehoach_gen.paper.foot import Foot
from kehoach_gen.paper.frame import Frame, is_attached, is_frame, kind_at
from kehoach_gen.paper.model import (
    Block,
    Cell,
    Imported,
    Line,
    Names,
    OldDocument,
    Reading,
    Table,
    marked_ids,
    pieces,
    shortened,
)
from kehoach_gen.paper.tasks import TaskTables
from kehoach_gen.plan.model import Plan
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError
from kehoach_gen.source import Path
from kehoach_gen.source.to_value import validate
from kehoach_gen.vietnamese.fold import slug
from kehoach_gen.vietnamese.letters import MARKED_CAPITALS


def imported(document: OldDocument, registry: Registry) -> Imported:
    """What the document says, as data and, where the data make one, as a plan. Raises ProblemError where it says nothing."""
    if not any(map(str.isalnum, "".join(_texts(document.blocks)))):
        message = "Tệp không có chữ nào đọc được."
        raise ProblemError(
            Problem("tep-khong-co-chu", ERROR, Place(document.name), message, "xem tệp có phải là ảnh quét không.")
        )
    reading = Reading(document.name, registry)
    parts = _Division(reading).of(document.blocks)
    frame = Frame(reading, Capitals(_texts(document.blocks), registry))
    names = Names(_ids(document.blocks))
    frame.read_head(pieces(parts.head))
    body = parts.body[frame.read_title(parts.body) if parts.has_title else 0 :]
    for appendix in parts.appendices:
        if appendix.attached:
            frame.read_attached(appendix.attached)
    Foot(reading, frame.capitals).read(pieces(parts.foot))
    frame.fill()
    _put_plan_id(reading, document, frame)
    reading.day = _day(frame)
    read_body(reading, frame, body, names)
    for index, appendix in enumerate(parts.appendices):
        _read_appendix(reading, frame, index, appendix, names)
    located = reading.located()
    plan, problems = validate(located, Plan)
    return Imported(located, plan, (*problems, *reading.problems))


def _cells(blocks: Sequence[Block]) -> Iterator[Cell]:
    return (cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row.cells)


def _lines(block: Block) -> list[Line]:
    return [block] if isinstance(block, Line) else [line for cell in _cells([block]) for line in cell.lines]


def _texts(blocks: Sequence[Block]) -> list[str]:
    return [line.text for block in blocks for line in _lines(block)]


def _ids(blocks: Sequence[Block]) -> set[str]:
    """The ids that marks of ours name."""
    marks = [mark for block in blocks for line in _lines(block) for mark in line.marks]
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


# Where does each part stand?


@dataclass
class _Appendix:
    title: list[Line] = field(default_factory=list)
    attached: Line | None = None
    tables: list[tuple[Table, Columns]] = field(default_factory=list)


@dataclass
class _Parts:
    head: list[Line] = field(default_factory=list)
    has_title: bool = False
    body: list[Line] = field(default_factory=list)
    """From the line of the type on, where there is one."""
    foot: list[Line] = field(default_factory=list)
    appendices: list[_Appendix] = field(default_factory=list)


_HEADING = re.compile(
    r"(?i:phụ lục|phụ biểu|biểu)(?:\s+(?:số\s+)?(?P<number>[IVX]+|\d{1,2}[a-z]?))?\s*[.:]?\s*[-–]?\s*(?P<title>.*)", re.DOTALL
)
_SIGNING = re.compile(r"\s*(?:TM|KT|TL|TUQ)\s*\.\s*[A-ZĐ" + MARKED_CAPITALS + "]")


def _heading(line: Line) -> str | None:
    """The title after «Phụ lục I», maybe empty; None for a line that heads no appendix."""
    found = _HEADING.fullmatch(line.words)
    if not found or (found["title"] and not is_capitals(found["title"])):
        return None
    return str(found["title"]) if found["number"] or line.words.lower().startswith("phụ lục") else None


class _Division:
    """One walk over the blocks; `at` is the part the walk is in."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parts = _Parts()
        self.at = "head"
        self.file = ""

    def of(self, blocks: Sequence[Block]) -> _Parts:
        has_title = any(isinstance(block, Line) and kind_at(block.words) for block in blocks)
        self.at = "head" if has_title else "body"
        for block in blocks:
            self.turn_page(block)
            if isinstance(block, Table):
                self.take_table(block)
            elif any(map(str.isalnum, block.text)):
                self.take_line(block)
        if not has_title:
            message = "Không tìm thấy dòng tên loại («KẾ HOẠCH»); mọi đoạn trước nơi nhận được coi là nội dung."
            self.reading.tell("khong-co-ten-loai", Place(self.reading.name), message, "ghi trich_yeu; bỏ đoạn thừa ở noi_dung.")
        return self.parts

    def turn_page(self, block: Block) -> None:
        """Another file after the foot holds appendices."""
        if self.file and block.place.file != self.file and self.at == "foot":
            self.begin_appendix([])
        self.file = block.place.file

    def take_table(self, table: Table) -> None:
        columns = columns_of(table)
        appendix = self.parts.appendices[-1] if self.parts.appendices else None
        if columns is None and appendix and appendix.tables and self.at == "appendix" and _is_rest(table, appendix.tables[-1][1]):
            columns = _without_head(appendix.tables[-1][1])
            message = "Bảng không có hàng tiêu đề, được coi là phần tiếp của bảng trên."
            self.reading.inform("bang-noi-tiep", table.place, message, "xem lại các cột của bảng này.")
        if columns is not None:
            self.add_table(table, columns)
        elif self.at == "head" or any(is_frame(line.words) or _SIGNING.match(line.text) for line in _lines(table)):
            self.at = self.at if self.at == "head" else "foot"
            (self.parts.head if self.at == "head" else self.parts.foot).extend(_lines(table))
        else:
            message = f"Bảng này không phải bảng nhiệm vụ, chưa được đọc: «{shortened(' '.join(_texts([table])))}»."
            self.reading.tell("bang-chua-doc", table.place, message, "chuyển nội dung cần giữ vào kế hoạch.")

    def add_table(self, table: Table, columns: Columns) -> None:
        if self.at == "foot":
            self.begin_appendix(self.title_in_foot())
        elif self.at != "appendix":
            self.begin_appendix([])
            message = "Bảng nhiệm vụ nằm trong nội dung; được chuyển thành phụ lục."
            self.reading.inform("bang-trong-noi-dung", table.place, message, "ghi tên phụ lục, và nhắc đến phụ lục ở nội dung.")
        self.parts.appendices[-1].tables.append((table, columns))

    def title_in_foot(self) -> list[Line]:
        """The lines in capitals below the signer's name: the title of an appendix without «Phụ lục»."""
        foot = self.parts.foot
        title: list[Line] = []
        while foot and is_capitals(foot[-1].words) and not _SIGNING.match(foot[-1].text):
            title.insert(0, foot.pop())
        return title

    def begin_appendix(self, title: list[Line]) -> None:
        self.at = "appendix"
        if self.parts.appendices and self.parts.appendices[-1] == _Appendix():
            self.parts.appendices.pop()
        self.parts.appendices.append(_Appendix(title))

    def take_line(self, line: Line) -> None:
        heading = _heading(line) if self.at != "head" else None
        if heading is not None:
            self.begin_appendix([Line(heading, line.place, line.marks, line.is_bold)] if heading else [])
        elif self.at == "head":
            if kind_at(line.words):
                self.at, self.parts.has_title = "body", True
            (self.parts.body if self.at == "body" else self.parts.head).append(line)
        elif self.at == "body":
            self.take_body(line)
        elif self.at == "foot":
            self.take_foot(line)
        else:
            self.take_appendix(line)

    def take_body(self, line: Line) -> None:
        if is_frame(line.words) or _SIGNING.match(line.text):
            self.at = "foot"
            self.parts.foot += [*self.signature_in_body(), line]
        elif is_attached(line.words):
            title: list[Line] = []
            while self.parts.body and is_capitals(self.parts.body[-1].words):
                title.insert(0, self.parts.body.pop())
            self.begin_appendix(title)
            self.take_appendix(line)
        else:
            self.parts.body.append(line)

    def signature_in_body(self) -> list[Line]:
        """What stands between the end of the text, «./.», and Nơi nhận."""
        body = self.parts.body
        ends = [index for index, line in enumerate(body) if re.search(r"\./\s*\.?$", line.words)]
        signing = body[ends[-1] + 1 :] if ends else []
        del body[len(body) - len(signing) :]
        return signing

    def take_foot(self, line: Line) -> None:
        if is_attached(line.words):
            self.begin_appendix(self.title_in_foot())
            self.take_appendix(line)
        else:
            self.parts.foot.append(line)

    def take_appendix(self, line: Line) -> None:
        appendix = self.parts.appendices[-1]
        own = appendix.attached
        if is_attached(line.words):
            appendix.attached = line
        elif own and not appendix.tables and own.text.startswith("(") and not own.text.rstrip(" .").endswith(")"):
            appendix.attached = Line(f"{own.text} {line.text}", own.place, own.marks, own.is_bold)
        elif appendix.tables and not self.parts.foot:
            self.at = "body"
            self.take_body(line)
        elif is_frame(line.words):
            self.at = "foot"
            self.parts.foot.append(line)
        elif not appendix.tables and not own:
            appendix.title.append(line)
        else:
            message = f"Chữ ngoài bảng của phụ lục, chưa được đọc: «{shortened(line.words)}»."
            self.reading.tell("chu-chua-doc", line.place, message, "chuyển nội dung cần giữ vào kế hoạch.")


def _is_rest(table: Table, columns: Columns) -> bool:
    """Whether a table without a heading has as many columns as the one before it."""
    return all(row.cells[-1].column + row.cells[-1].span == columns.width for row in table.rows if row.cells)


def _without_head(columns: Columns) -> Columns:
    return Columns(columns.keys, columns.added, 0, columns.titles, columns.doubled)


def _read_appendix(reading: Reading, frame: Frame, index: int, appendix: _Appendix, names: Names) -> None:
    path: Path = ("phu_luc", index)
    lines = [*appendix.title, *([appendix.attached] if appendix.attached else [])]
    place = lines[0].place if lines else appendix.tables[0][0].place if appendix.tables else Place(reading.name)
    marked = [id for line in lines for id in marked_ids(line.marks, f"{PREFIX}{FIELD}_") if id.endswith("_ten")]
    reading.put((*path, "ma"), marked[0].removesuffix("_ten") if marked else f"pl{index + 1}", place)
    if title := " ".join(line.words for line in appendix.title):
        reading.put((*path, "ten"), frame.lowered(title, place), place)
    if not appendix.tables:
        message = "Phụ lục không có bảng nhiệm vụ."
        reading.tell("phu-luc-trong", place, message, "xem phụ lục này có phải bảng phân công không.")
    tables = TaskTables(reading, index, names)
    for table, columns in appendix.tables:
        tables.read(table, columns)
    tables.finish()
