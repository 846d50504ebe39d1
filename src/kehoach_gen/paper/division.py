"""An old document cut into its parts: head, text, foot, appendices, and the decision that goes before a plan."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kehoach_gen.paper.capitals import is_capitals
from kehoach_gen.paper.columns import Columns, columns_of
from kehoach_gen.paper.frame import is_attached, is_frame, kind_at
from kehoach_gen.paper.model import Block, Line, Reading, Table, lines_of, shortened
from kehoach_gen.problem import Place
from kehoach_gen.vietnamese.letters import MARKED_CAPITALS
from kehoach_gen.vietnamese.typed_numbers import typed_number


@dataclass
class Appendix:
    title: list[Line] = field(default_factory=list)
    attached: Line | None = None
    tables: list[tuple[Table, Columns, Line | None]] = field(default_factory=list)
    """Each with the line above it that names its tasks, «II. Thanh tra, kiểm tra»."""
    unread: list[Table] = field(default_factory=list)
    """Those of no tasks."""
    loose: list[Line] = field(default_factory=list)
    """What stands around the tables."""
    is_in_text: bool = False
    """Whether its tables stand in the text."""


@dataclass
class Parts:
    head: list[Line] = field(default_factory=list)
    has_title: bool = False
    body: list[Line] = field(default_factory=list)
    """From the line of the type on, where there is one."""
    foot: list[Line] = field(default_factory=list)
    appendices: list[Appendix] = field(default_factory=list)
    promulgated: Line | None = None
    """The line below the title of a plan that a decision promulgates: «(Ban hành kèm theo Quyết định số …)»."""
    decision: list[Line] = field(default_factory=list)
    """The words of that decision, between its letterhead and its foot, where the file holds it."""


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


IN_ITS_PLACE = "Nhiệm vụ cụ thể tại Phụ lục kèm theo."
"""What the text says where a table stood in it."""


class Division:
    """One walk over the blocks; `at` is the part the walk is in."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parts = Parts()
        self.at = "head"
        self.file = ""

    def of(self, blocks: Sequence[Block]) -> Parts:
        """Of a decision and the plan it promulgates the head and the foot are the decision's, the rest is the plan's."""
        title = _promulgated(blocks)
        if title is None:
            return self.divided(blocks)
        own = Division(self.reading).divided(_without_second_letterhead(blocks[:title]))
        parts = self.divided(blocks[title:])
        parts.head, parts.decision = own.head, own.body
        parts.foot, parts.appendices = own.foot + parts.foot, own.appendices + parts.appendices
        return parts

    def divided(self, blocks: Sequence[Block]) -> Parts:
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
        elif self.at == "head" or any(is_frame(line.words) or _SIGNING.match(line.text) for line in lines_of(table)):
            self.at = self.at if self.at == "head" else "foot"
            (self.parts.head if self.at == "head" else self.parts.foot).extend(lines_of(table))
        elif appendix and self.at == "appendix":
            appendix.unread.append(table)
        else:
            tell_of_unread(self.reading, table)

    def add_table(self, table: Table, columns: Columns) -> None:
        if self.at == "foot":
            self.begin_appendix(self.title_in_foot())
        elif self.at != "appendix":
            self.begin_tables_in_text()
            message = f"Bảng nhiệm vụ nằm trong nội dung; được chuyển thành phụ lục, ở chỗ ấy ghi «{IN_ITS_PLACE}»."
            self.reading.tell("bang-trong-noi-dung", table.place, message, "ghi tên phụ lục; sửa câu thay cho bảng nếu cần.")
        appendix = self.parts.appendices[-1]
        above = self.parts.body if appendix.is_in_text else appendix.loose
        heading = above[-1] if above and _is_heading(above[-1]) else None
        if appendix.is_in_text:
            above += [Line(IN_ITS_PLACE, table.place)] if not above or above[-1].text != IN_ITS_PLACE else []
        elif heading:
            above.pop()
        appendix.tables.append((table, columns, heading))

    def begin_tables_in_text(self) -> None:
        """All tables of the text make one appendix."""
        self.at = "appendix"
        if not self.parts.appendices or not self.parts.appendices[-1].is_in_text:
            self.parts.appendices.append(Appendix(is_in_text=True))

    def title_in_foot(self) -> list[Line]:
        """The lines in capitals below the signer's name: the title of an appendix without «Phụ lục»."""
        foot = self.parts.foot
        title: list[Line] = []
        while foot and is_capitals(foot[-1].words) and not _SIGNING.match(foot[-1].text):
            title.insert(0, foot.pop())
        return title

    def begin_appendix(self, title: list[Line]) -> None:
        self.at = "appendix"
        if self.parts.appendices and self.parts.appendices[-1] == Appendix():
            self.parts.appendices.pop()
        self.parts.appendices.append(Appendix(title))

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
        elif self.parts.has_title and not self.parts.promulgated and _names_decision(line) and not self.has_begun():
            self.parts.promulgated = line
        elif is_attached(line.words):
            title: list[Line] = []
            while self.parts.body and is_capitals(self.parts.body[-1].words):
                title.insert(0, self.parts.body.pop())
            self.begin_appendix(title)
            self.take_appendix(line)
        else:
            self.parts.body.append(line)

    def has_begun(self) -> bool:
        """Whether the text has begun below the title."""
        return any(typed_number(line.words) or line.words.endswith((".", ";", ":")) for line in self.parts.body[1:])

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
        elif appendix.tables or own or (appendix.title and typed_number(line.words)):
            appendix.loose.append(line)
        else:
            appendix.title.append(line)


def tell_of_unread(reading: Reading, table: Table) -> None:
    words = shortened(" ".join(line.text for line in lines_of(table)))
    message = f"Bảng {len(table.rows)} hàng này không phải bảng nhiệm vụ, chưa được đọc: «{words}»."
    reading.tell("bang-chua-doc", table.place, message, "chuyển nội dung cần giữ vào kế hoạch.")


def _is_heading(line: Line) -> bool:
    """Whether a line above a table names what the table holds."""
    number = typed_number(line.words)
    return bool(number and number.kind not in ("gach", "cong", "diem")) and not line.words.endswith((".", ";", ","))


def _is_rest(table: Table, columns: Columns) -> bool:
    """Whether a table without a heading has as many columns as the one before it."""
    return all(row.cells[-1].column + row.cells[-1].span == columns.width for row in table.rows if row.cells)


def _without_head(columns: Columns) -> Columns:
    return replace(columns, head=0)


def _names_decision(line: Line) -> bool:
    return is_attached(line.words) and bool(re.search(r"(?i)\bkèm theo quyết định\b", line.words))


def _without_second_letterhead(blocks: Sequence[Block]) -> list[Block]:
    """A decision without the letterhead of the plan below it."""
    first = next(index for index, block in enumerate(blocks) if isinstance(block, Line) and kind_at(block.words))
    return [block for index, block in enumerate(blocks) if index <= first or not _is_letterhead(block)]


def _is_letterhead(block: Block) -> bool:
    words = " ".join(line.words for line in lines_of(block))
    return is_frame(words) and not _RECIPIENTS.search(words)


def _promulgated(blocks: Sequence[Block]) -> int | None:
    """Where, below the foot of a decision, the title of the plan it promulgates stands."""
    kinds = [(index, kind[0]) for index, block in enumerate(blocks) if isinstance(block, Line) and (kind := kind_at(block.words))]
    foot = next(
        (i for i, block in enumerate(blocks) if any(_RECIPIENTS.search(line.words) for line in lines_of(block))), len(blocks)
    )
    if not kinds or kinds[0][1] != _DECISION or kinds[0][0] > foot:
        return None
    return next((index for index, kind in kinds if index > foot and kind != _DECISION), None)


_DECISION = "Quyết định"
_RECIPIENTS = re.compile(r"(?i)\bnơi nhận\s*:")
