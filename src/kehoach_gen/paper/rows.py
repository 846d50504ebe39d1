"""The rows of a task table below its heading: what each of their cells says, by the field it belongs to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kehoach_gen.office.marks import PREFIX, ROW
from kehoach_gen.paper.capitals import is_capitals
from kehoach_gen.paper.columns import COORDINATOR, LEAD, NUMBER, PRODUCT, TARGET, TASK, TIME, Columns, is_tick
from kehoach_gen.paper.model import Cell, Reading, Row, Table, cell_map, marked_ids, shortened
from kehoach_gen.problem import Place
from kehoach_gen.vietnamese.fold import fold
from kehoach_gen.vietnamese.letters import roman_number
from kehoach_gen.vietnamese.typed_numbers import typed_number

_MARK = f"{PREFIX}{ROW}_"
ADDED = "+"
"""Before the id of an added column."""
UNNAMED = re.compile(r"x\d+v\d+(?:n\d+)?")
"""The mark of an area or a task that has no id of its own is made of its place."""
_FILLED = (LEAD, COORDINATOR, TIME, PRODUCT, TARGET)


def rank_of(number: str) -> int | None:
    """How deep a number stands: A, then I, then 1, then 1.1, then a; None for no number."""
    bare = number.strip(" .()/:")
    if not any(map(str.isalnum, bare)):
        return None
    if roman_number(bare):
        return 1
    if re.fullmatch(r"(?:[IVX]+|\d+)(?:\.\d+)*", bare):
        return 2 + bare.count(".") - (not bare[0].isdigit())
    return 0 if re.fullmatch("[A-ZĐ]", bare) else _LETTER


_LETTER = 9


@dataclass(frozen=True)
class Record:
    """One row below the heading: what each of its fields says, and which cell says it."""

    row: Row
    number: str
    texts: Mapping[str, str]
    cells: Mapping[str, Cell]
    is_wide: bool
    """Whether the task's cell runs on over the columns of the assignees."""
    is_bold: bool
    id: str | None

    @property
    def rank(self) -> int | None:
        return rank_of(self.number)

    @property
    def is_filled(self) -> bool:
        """Whether the row says more than a name; a sum beside the name of a group does not count."""
        is_group = self.is_bold or (self.rank is not None and self.rank < 2) or is_capitals(self.texts.get(TASK, ""))
        return any(
            text and (key in _FILLED or (key.startswith(ADDED) and not (is_group and not any(map(str.isalpha, text)))))
            for key, text in self.texts.items()
        )

    def own(self, key: str) -> str:
        """The text of a cell that is not joined with the one above it."""
        return "" if key in self.cells and self.cells[key].is_continued else self.texts.get(key, "")

    def place(self, key: str) -> Place:
        return self.cells[key].place if key in self.cells else self.row.place


@dataclass(frozen=True)
class Rows:
    """Reads the rows of a table: `where` is the column of each field, added columns by their ids after `ADDED`."""

    reading: Reading
    where: Mapping[str, int]
    periods: Mapping[int, str] = field(default_factory=dict)
    """Columns that are ticked, and the time each stands for."""

    def records(self, table: Table, columns: Columns) -> list[Record]:
        found: list[Record] = []
        above = _Above()
        repeated = 0
        for row in table.rows[columns.head :]:
            words = [cell.words for cell in row.cells if cell.words]
            is_heading = len(words) > 1 and all(fold(text) in columns.titles for text in words)
            repeated += is_heading
            if not words or is_heading or _is_index(words):
                continue
            if _TOTAL.fullmatch(fold(words[0])):
                message = f"Hàng tổng «{shortened(' '.join(words))}» không phải nhiệm vụ, không được đưa vào kế hoạch."
                self.reading.tell("hang-tong", row.place, message, "không cần làm gì, trừ khi con số này phải giữ.")
                continue
            found.append(self.record(row, above))
        if repeated:
            message = f"Tiêu đề bảng được chép lại ở {repeated} hàng; các hàng này được bỏ qua."
            self.reading.inform("tieu-de-chep-lai", table.place, message, "không cần làm gì.")
        return found

    def record(self, row: Row, above: "_Above") -> Record:
        by_column = cell_map(row.cells)
        cells = {key: by_column[column] for key, column in self.where.items() if column in by_column}
        task = cells.get(TASK)
        is_wide = task is not None and any(cells.get(key) is task for key in _FILLED)
        texts: dict[str, str] = {}
        for key, cell in cells.items():
            if key in (TASK, NUMBER) or not self.is_second(key, cells):
                texts[key] = self.text_of(key, cell, above)
            if not cell.is_continued:
                above.joined[key] = texts.get(key, "")
            above.last[key] = texts.get(key) or above.last.get(key, "")
        if self.periods and not is_wide:
            texts[TIME] = self.ticked(by_column)
        number = texts.get(NUMBER, "") if cells.get(NUMBER) is not task else ""
        if not number and (typed := typed_number(texts.get(TASK, ""))) and typed.kind not in ("gach", "cong"):
            number, texts[TASK] = texts[TASK][: typed.length].strip(), texts[TASK][typed.length :].strip()
        if not number and texts.get(TASK) and texts.get(TIME) and not is_wide:
            self.take_lead_on_the_left(texts, cells, above)
        if number in _DASHES:
            number, texts[TASK] = "", f"{'+' if number == '+' else '-'} {texts.get(TASK, '')}".strip()
        lines = task.lines if task else ()
        is_bold = bool(lines) and all(line.is_bold for line in lines if line.text)
        return Record(row, number, texts, cells, is_wide, is_bold, _id(row, cells))

    def take_lead_on_the_left(self, texts: dict[str, str], cells: Mapping[str, Cell], above: "_Above") -> None:
        """Tasks grouped by agencies: an empty cell left of the task means the agency above."""
        last = above.last.get(LEAD)
        if texts.get(LEAD) or not last or LEAD not in cells or self.where[LEAD] > self.where[TASK]:
            return
        texts[LEAD] = last
        message = f"Ô để trống ở cột đứng trước nhiệm vụ; được hiểu là «{shortened(last)}» như hàng trên."
        self.reading.tell("o-nhu-tren", cells[LEAD].place, message, "xem lại ô này.")

    def is_second(self, key: str, cells: Mapping[str, Cell]) -> bool:
        """Whether the cell is that of the task, or of a column before this one."""
        cell = cells[key]
        if cell is cells.get(TASK):
            return True
        if next(other for other, one in cells.items() if one is cell) == key:
            return False
        if cell.text:
            message = f"Ô gộp qua nhiều cột: «{shortened(cell.text)}»; được đọc vào cột đầu."
            self.reading.tell("o-gop", cell.place, message, "xem lại chữ này thuộc cột nào.")
        return True

    def ticked(self, by_column: Mapping[int, Cell]) -> str:
        """«Năm 2022; Năm 2024» where the columns of these years are ticked; words in place of a tick stay beside their time."""
        signs = {period: cell.words for column, period in self.periods.items() if (cell := by_column.get(column)) and cell.words}
        return "; ".join(period if is_tick(words) else f"{period}: {words}" for period, words in signs.items())

    def text_of(self, key: str, cell: Cell, above: "_Above") -> str:
        if any("\n" in line.text for line in cell.lines):
            message = f"Dòng trong ô ngắt bằng tay (Shift+Enter), được nối lại: «{shortened(cell.text)}»."
            self.reading.inform("o-noi-dong", cell.place, message, "xem ô này có mấy đoạn.")
        if key not in (NUMBER, TASK) and _DITTO.fullmatch(fold(cell.text)):
            last = above.last.get(key, "")
            meant = f"được hiểu là cũng ghi «{shortened(last)}»" if last else "hàng trên không ghi gì, nên chữ được giữ nguyên"
            self.reading.tell("o-nhu-tren", cell.place, f"Ô ghi «{cell.words}»; {meant}.", "xem lại ô này.")
            return last or cell.text
        if not cell.is_continued or key in (NUMBER, TASK):
            return cell.text
        if text := above.joined.get(key, ""):
            message = f"Ô gộp với ô ở hàng trên; được hiểu là cũng ghi «{shortened(text)}»."
            self.reading.tell("o-gop", cell.place, message, "xem lại ô này.")
        return text


@dataclass
class _Above:
    """What the rows so far say: `joined` the last cell of its own of each field, `last` the last one in which words stand."""

    joined: dict[str, str] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)


_DITTO = re.compile(r"\W*(?:nt|như trên|như nhiệm vụ trên)\W*|[\"'〃]+")
_TOTAL = re.compile(r"(?:tổng(?: cộng| số| kinh phí)?|cộng)(?: \(.*\))?\W*")
_DASHES = ("-", "+", "•", "–", "*")


def _is_index(words: Sequence[str]) -> bool:
    """A row that only numbers the columns: (1) (2) (3), A B 1 2."""
    return len(words) > 2 and all(re.fullmatch(r"\(?(?:\d{1,2}|[A-Z])\)?(?:=.*)?", text) for text in words)


def _id(row: Row, cells: Mapping[str, Cell]) -> str | None:
    """The id our own mark gives the row: by the cell of its number, else that of its name."""
    by_number = marked_ids(cells[NUMBER].marks, _MARK) if NUMBER in cells else []
    by_name = [id.removesuffix("_n") for cell in row.cells for id in marked_ids(cell.marks, _MARK) if id.endswith("_n")]
    found = [id for id in by_number if not id.endswith("_n")] or by_name
    return found[0] if found else None
