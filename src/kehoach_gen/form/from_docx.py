"""A returned Word file → what the agency answered, however the file was renamed, edited or re-saved."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from unicodedata import normalize

from kehoach_gen.form.layout import CHOOSE, COLUMNS
from kehoach_gen.form.model import PROGRESS, Answer, Remarks, Role
from kehoach_gen.form.returned import ROLES, UNMARKED, UNNUMBERED, Returned, RowName
from kehoach_gen.form.sheets import read_code
from kehoach_gen.form.to_context import CLOSING, CLOSING_WORDS, HEADING, LEAD_IN, MARK_PARTS, SECTIONS, SENTENCE
from kehoach_gen.office.marks import BODY, FORM, PREFIX
from kehoach_gen.office.read_word import Cell, Paragraph, Row, Table, WordFile, read_word
from kehoach_gen.problem import ERROR, INFO, WARNING, Place, Problem, ProblemError
from kehoach_gen.problem.model import Severity
from kehoach_gen.vietnamese.fold import fold


def from_docx(content: bytes, name: str) -> Returned:
    """What the .docx file called `name` says. Raises ProblemError for what cannot be read, or is no form.

    Tables are known by the marks of their rows, else by their headings; the form by its properties or its printed code.
    """
    file = read_word(content, name)
    reading = _Reading(name)
    reading.identify(file)
    body = _Body(file)
    tables = [table for table in map(_table, (block for block in file.blocks if isinstance(block, Table))) if table]
    if not tables and not (reading.identity and body.starts):
        raise ProblemError(_no_form(name, is_known=bool(reading.identity)))
    known: dict[Role, Mapping[int, str]] = {}
    for table in tables:
        reading.read_table(table, known)
    reading.read_remarks(body, {id(table.table) for table in tables})
    return reading.returned()


def _no_form(name: str, *, is_known: bool) -> Problem:
    if is_known:
        message = "Tệp là mẫu báo cáo nhưng không còn bảng nhiệm vụ nào."
    else:
        message = "Tệp không phải mẫu báo cáo đã gửi: không có bảng nhiệm vụ với các tiêu đề của mẫu."
    return Problem("khong-phai-mau-bao-cao", ERROR, Place(name), message, "gửi lại đúng tệp mẫu đã nhận, sau khi ghi kết quả.")


def _text(text: str) -> str:
    """As it was written, in composed letters, without blanks at its ends."""
    return normalize("NFC", text).strip()


def _shortened(text: str) -> str:
    return text if len(text) <= 300 else f"{text[:300]}…"


# Tables: whose rows are they, where do the columns stand?


@dataclass(frozen=True)
class _Table:
    table: Table
    role: Role
    head: int
    """The index of the row of headings; -1 for none."""
    columns: Mapping[int, str]
    """{column of the grid: field of `Answer`, or key of what was filled in beforehand}, by the headings."""


_FIELDS = frozenset(Answer.model_fields)
_KEYS: dict[Role, tuple[str, ...]] = {role: tuple(c.answer or c.key for c in columns) for role, columns in COLUMNS.items()}
_TITLES: dict[Role, dict[str, str]] = {
    role: {fold(column.title): column.answer or column.key for column in columns} for role, columns in COLUMNS.items()
}
_OWN: dict[Role, set[str]] = {
    "lead": _TITLES["lead"].keys() - _TITLES["coordinator"].keys(),
    "coordinator": _TITLES["coordinator"].keys() - _TITLES["lead"].keys(),
}
"""The headings that only one of the two tables has."""
_FEWEST = 4
_ROW_MARK = re.compile(rf"{PREFIX}{FORM}_(?P<id>.+?)_(?P<role>[lc])(?P<words>_n)?(?:_e)?")
_ROLES = {part: role for role, part in MARK_PARTS.items()}


def _marks(marks: Iterable[str]) -> Iterator[tuple[Role, str]]:
    """(role, line id) of each row mark among these bookmarks."""
    for mark in marks:
        if found := _ROW_MARK.fullmatch(mark):
            yield _ROLES[found["role"]], found["id"]


def _table(table: Table) -> _Table | None:
    marked = Counter(role for row in table.rows for role, _ in _marks(row.marks))
    for index, row in enumerate(table.rows[:_TOP]):
        titles = {cell.column: fold(cell.text) for cell in row.cells if cell.text}
        role = (
            marked.most_common(1)[0][0] if marked else max(ROLES, key=lambda role: sum(t in _OWN[role] for t in titles.values()))
        )
        columns = _columns(titles, role)
        if len(columns) >= _FEWEST:
            return _Table(table, role, index, columns)
    return _Table(table, marked.most_common(1)[0][0], -1, {}) if marked else None


_LONGEST_TITLE = 50
_TOP = 5
"""Rows among which the headings are looked for."""


def _columns(titles: Mapping[int, str], role: Role) -> dict[int, str]:
    """Each key at the first column with its heading, else with one close to it."""
    found: dict[str, int] = {}
    for column, title in titles.items():
        if title in _TITLES[role]:
            found.setdefault(_TITLES[role][title], column)
    for column, title in titles.items():
        free = [known for known, key in _TITLES[role].items() if key not in found]
        if column not in found.values() and (near := get_close_matches(title, free, 1, 0.75)):
            found[_TITLES[role][near[0]]] = column
    return {column: key for key, column in sorted(found.items(), key=lambda item: item[1])}


# The body: where do the remarks stand?

_HEADINGS = {fold(title): name for name, title in SECTIONS.items()}
_NUMBER = re.compile(r"^\s*[IVX]+\s*[.)/-]?\s*")
_DOTS = re.compile(r"^\s*[.…_]{5,}\s*|\s*…{3,}\s*$")
"""What is left of the dotted line when something was typed into it."""


def _mark(name: str, part: str = "") -> str:
    return f"{PREFIX}{BODY}_{name}_{part}" if part else f"{PREFIX}{BODY}_{name}"


class _Body:
    """What stands outside the form's tables, and at which of its blocks each remark begins and ends."""

    def __init__(self, file: WordFile) -> None:
        self.blocks = file.blocks
        self.starts: dict[str, int] = {}
        """{remark: index of its first block, its heading}"""
        self.find(lambda p, name: _mark(name, HEADING) in p.marks)
        self.find(lambda p, name: _HEADINGS.get(fold(_NUMBER.sub("", p.text))) == name)
        self.find(lambda p, name: bool({_mark(name), _mark(name, SENTENCE)} & p.marks))
        self.end = self.first_of(lambda p: bool({_mark(CLOSING), f"{_mark(CLOSING)}_e"} & p.marks))
        if self.end is None:
            folded = fold(CLOSING_WORDS)
            self.end = self.first_of(lambda p: fold(p.text).startswith(folded))

    def find(self, is_start: Callable[[Paragraph, str], bool]) -> None:
        for name in SECTIONS:
            for index, block in enumerate(self.blocks):
                if name not in self.starts and isinstance(block, Paragraph) and is_start(block, name):
                    self.starts[name] = index

    def first_of(self, is_it: Callable[[Paragraph], bool]) -> int | None:
        """The first paragraph after the last heading of which this is true."""
        after = max(self.starts.values(), default=0)
        found = (i for i, b in enumerate(self.blocks) if i > after and isinstance(b, Paragraph) and is_it(b))
        return next(found, None)

    def remark(self, name: str) -> Iterator[tuple[int, Paragraph | Table]]:
        """The blocks below the heading of a remark and the sentence that was there."""
        start = self.starts[name]
        ends = [index for index in (*self.starts.values(), self.end) if index is not None and index > start]
        end = min(ends) if ends else self.without_end(start)
        lead_in = fold(LEAD_IN)
        has_sentence = False
        for index in range(start, end):
            block = self.blocks[index]
            if isinstance(block, Paragraph):
                if index == start and not _mark_of_answer(block, name):
                    continue
                is_sentence = _mark(name, SENTENCE) in block.marks or fold(block.text).startswith(lead_in)
                if not has_sentence and is_sentence:
                    has_sentence = True
                    continue
            yield index, block

    def without_end(self, start: int) -> int:
        """Up to the next table, that of the signature, where the closing sentence is gone."""
        return next((i for i, b in enumerate(self.blocks) if i > start and isinstance(b, Table)), len(self.blocks))


def _mark_of_answer(paragraph: Paragraph, name: str) -> bool:
    """Whether this is the answer itself, its heading being gone."""
    return _mark(name) in paragraph.marks and _mark(name, HEADING) not in paragraph.marks


# Reading


@dataclass
class _Reading:
    """What was read so far."""

    name: str
    identity: dict[str, str] = field(default_factory=dict)
    answers: dict[RowName, Answer] = field(default_factory=dict)
    asked: dict[RowName, str] = field(default_factory=dict)
    places: dict[tuple[Role, str, str], Place] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    remark_places: dict[str, Place] = field(default_factory=dict)
    notices: list[Problem] = field(default_factory=list)

    def returned(self) -> Returned:
        return Returned(
            **self.identity,
            answers=self.answers,
            remarks=Remarks(**self.remarks),
            places=self.places,
            remark_places=self.remark_places,
            asked=self.asked,
            notices=tuple(self.notices),
        )

    def tell(self, code: str, place: Place, message: str, hint: str, severity: Severity = WARNING) -> None:
        self.notices.append(Problem(code, severity, place, message, hint))

    def identify(self, file: WordFile) -> None:
        names = ("plan", "base", "period", "agency")
        kept = {name: file.properties.get(f"KHGen.{name}", "") for name in names}
        printed = next((code for text in _all_text(file) if (code := read_code(text))), None)
        if all(kept.values()):
            self.identity = kept
        elif printed:
            self.identity = printed
        else:
            self.tell("khong-ro-mau", Place(self.name), "Tệp không còn mã biểu.", "xem tên cơ quan, kỳ báo cáo rồi nhập tay.")
        if printed and any(printed[name] != self.identity[name] for name in ("plan", "period", "agency")):
            codes = ["/".join((code["plan"], code["period"], code["agency"])) for code in (self.identity, printed)]
            message = f"Tệp mang hai mã biểu khác nhau: {codes[0]} và {codes[1]}; tệp được đọc là {codes[0]}."
            self.tell("nhieu-ma-bieu", Place(self.name), message, "xem tệp có chép nội dung từ mẫu khác sang không.")

    def read_table(self, table: _Table, known: dict[Role, Mapping[int, str]]) -> None:
        """Adds the rows of a table; a table cut in two has its headings in the first part, which `known` remembers."""
        columns = table.columns or known.get(table.role, {})
        if not columns:
            columns = dict(enumerate(_KEYS[table.role]))
            message = "Bảng không còn hàng tiêu đề; các cột được đọc theo thứ tự của mẫu."
            self.tell("mat-tieu-de", table.table.place, message, "xem các câu trả lời có đúng cột không.")
        elif table.role not in known:
            self.tell_of_columns(table)
        known.setdefault(table.role, columns)
        for index, row in enumerate(table.table.rows):
            if index > table.head:
                self.read_row(row, table.role, columns)

    def tell_of_columns(self, table: _Table) -> None:
        for column in COLUMNS[table.role]:
            if (column.answer or column.key) not in table.columns.values():
                message = f"Bảng không có cột «{column.title}»."
                self.tell("thieu-cot", table.table.place, message, "đặt lại tiêu đề cột như trong mẫu.")

    def read_row(self, row: Row, of: Role, columns: Mapping[int, str]) -> None:
        cells = {columns[cell.column]: cell for cell in row.cells if cell.column in columns}
        shown = {key: _shown(cell) for key, cell in cells.items() if key != "progress"}
        if "progress" in cells:
            shown["progress"] = _chosen(cells["progress"])
        written = {key: text for key, text in shown.items() if key in _FIELDS and text}
        if self.is_heading(row, shown, of) or self.is_area(row, cells, written):
            return
        self.tell_of_cells(row, columns)
        name = self.name_of(row, cells, shown, of)
        answer = Answer(**written)
        if name is None:
            return
        self.asked[name] = shown.get("nhiem_vu", "")
        self.places[*name, ""] = row.place
        if written:
            self.answers[name] = answer
            for key in written:
                self.places[*name, key] = _cell_place(row, cells[key])

    def is_heading(self, row: Row, shown: Mapping[str, str], role: Role) -> bool:
        """Whether the headings are repeated here by hand."""
        if any(_marks(row.marks)):
            return False
        return sum(fold(text[:_LONGEST_TITLE]) in _TITLES[role] for text in shown.values()) >= _FEWEST

    def is_area(self, row: Row, cells: Mapping[str, Cell], written: Mapping[str, str]) -> bool:
        """A row with nothing in it, or whose task runs on over the columns of the answers, is not one to be answered."""
        if any(_marks(row.marks)) or written:
            return False
        wide = cells.get("nhiem_vu")
        return (wide is not None and wide.span > 1) or not any(cell.text for cell in row.cells)

    def tell_of_cells(self, row: Row, columns: Mapping[int, str]) -> None:
        for cell in row.cells:
            key = columns.get(cell.column)
            merged = [columns[c] for c in range(cell.column, cell.column + cell.span) if columns.get(c) in _FIELDS]
            if len(merged) > 1 and cell.text:
                message = f"Ô gộp qua {len(merged)} cột, được đọc vào cột đầu."
                self.tell("o-gop", _cell_place(row, cell), message, "tách ô, ghi vào từng cột.")
            if cell.is_continued and key in _FIELDS:
                message = "Ô gộp với ô ở hàng trên; chữ trong ô chỉ được đọc cho hàng đầu."
                self.tell("o-gop", _cell_place(row, cell), message, "tách ô, ghi vào từng hàng.")
            if key is None and cell.text:
                message = f"Cột ngoài mẫu có chữ, chưa được đọc: «{_shortened(_text(cell.text))}»."
                self.tell("chu-ngoai-mau", _cell_place(row, cell), message, "chuyển nội dung cần báo cáo vào các ô của mẫu.")
            if any(paragraph.has_picture for paragraph in cell.paragraphs):
                self.tell("anh-trong-o", _cell_place(row, cell), "Ô có hình ảnh, máy không đọc được.", "ghi nội dung bằng chữ.")

    def name_of(self, row: Row, cells: Mapping[str, Cell], shown: Mapping[str, str], of: Role) -> RowName | None:
        """The row by its mark, else its number, else its place; None for a copy that says nothing of its own."""
        by_number = list(_marks(cells["tt"].marks)) if "tt" in cells else []
        by_words = list(_marks(cells["nhiem_vu"].marks)) if "nhiem_vu" in cells else []
        marks = by_words or by_number or list(_marks(row.marks))
        unnumbered = (of, f"{UNNUMBERED}{(row.place.part or '').replace('bảng ', '').replace(', hàng ', '.')}")
        if marks:
            free = [mark for mark in dict.fromkeys(marks) if mark not in self.asked]
            if len(set(marks)) > 1:
                self.tell("hang-gop", row.place, "Hàng mang dấu của nhiều nhiệm vụ.", "ghi mỗi nhiệm vụ một hàng như trong mẫu.")
            return free[0] if free else unnumbered
        number = shown.get("tt", "")
        name: RowName = (of, f"{UNMARKED}{number}")
        return unnumbered if not number or name in self.asked else name

    def read_remarks(self, body: _Body, ours: set[int]) -> None:
        for name in SECTIONS:
            if name not in body.starts:
                if name not in ("led", "coordinated"):
                    message = f"Không tìm thấy mục «{SECTIONS[name]}»."
                    self.tell("thieu-muc", Place(self.name), message, "xem cơ quan có nêu ở chỗ khác không.", INFO)
                continue
            lines: list[str] = []
            for index, block in body.remark(name):
                if isinstance(block, Paragraph):
                    lines.append(_DOTS.sub("", block.text))
                    self.remark_places.setdefault(name, Place(self.name, part=f"đoạn {_count(body.blocks, index)}"))
                elif id(block) not in ours:
                    message = f"Bảng chèn vào mục «{SECTIONS[name]}», chưa được đọc."
                    self.tell("bang-ngoai-mau", block.place, message, "chuyển nội dung cần báo cáo thành đoạn văn.")
            self.remarks[name] = _text("\n".join(lines))


def _count(blocks: tuple[Paragraph | Table, ...], index: int) -> int:
    """The number of a paragraph, tables not counted."""
    return sum(isinstance(block, Paragraph) for block in blocks[: index + 1])


def _cell_place(row: Row, cell: Cell) -> Place:
    return Place(row.place.file, part=f"{row.place.part}, ô {row.cells.index(cell) + 1}")


def _shown(cell: Cell) -> str:
    return _text(cell.text)


_PROMPTS = {fold(text) for text in (CHOOSE, "Choose an item.", "Chọn một mục.", "Chọn")}


def _chosen(cell: Cell) -> str:
    """What was chosen; what stands there to be chosen from is nothing."""
    text = _text(cell.text)
    if fold(text) in _PROMPTS:
        return ""
    prompt = _text("".join(paragraph.prompt for paragraph in cell.paragraphs))
    return "" if text == prompt and text not in PROGRESS else text


def _all_text(file: WordFile) -> Iterator[str]:
    for block in reversed(file.blocks):
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.cells)
