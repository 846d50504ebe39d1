"""What one returned file says, before it is held against its form; and the form with these answers in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple, Protocol

from kehoach_gen.form.layout import Row, rows
from kehoach_gen.form.model import Answer, Form, Item, Remarks, Role
from kehoach_gen.problem import INFO, WARNING, Place, Problem
from kehoach_gen.problem.model import Severity
from kehoach_gen.vietnamese.fold import fold

RowName = tuple[Role, str]
"""A row: its role and the id of its line. A row that has lost its mark goes by its number, («lead», «#1.a.1»), and one
without a number, or with one already taken, by its place: («lead», «#?7»)."""
UNMARKED, UNNUMBERED = "#", "#?"
ROLES: tuple[Role, ...] = ("lead", "coordinator")
ReturnedKind = Literal["docx", "xlsx", "xls", "ods"]


class Line(Protocol):
    """One row that was found."""

    @property
    def fixed(self) -> Mapping[str, str]:
        """What stands in the columns filled in beforehand, by their keys; nothing for a column that is gone."""

    @property
    def keys(self) -> Iterable[str]:
        """The keys of these columns, and the fields of `Answer` that something is written in."""

    def place(self, key: str) -> Place:
        """Where one of these stands; where the row stands for «». Raises KeyError for any other."""


@dataclass(frozen=True, eq=False)
class Places(Mapping[tuple[Role, str, str], Place]):
    """Where each row and each of its cells stands. A `Place` is made when it is asked for: few ever are."""

    lines: Mapping[RowName, Line]

    def __getitem__(self, key: tuple[Role, str, str]) -> Place:
        role, row, wanted = key
        return self.lines[role, row].place(wanted)

    def __iter__(self) -> Iterator[tuple[Role, str, str]]:
        return ((*name, key) for name, line in self.lines.items() for key in ("", *line.keys))

    def __len__(self) -> int:
        return sum(1 + len(list(line.keys)) for line in self.lines.values())


Frame = Literal["", "head", "foot"]
"""Of the frame of a letter: its head, and where it is signed."""


class Unread(NamedTuple):
    """A text that stands in none of the fields: words of the form itself, or what somebody added."""

    place: Place
    text: str
    frame: Frame = ""
    """Where agencies fill in what is their own."""


@dataclass(frozen=True)
class Returned:
    """One file that came back. What could not be found in it is empty; `settled` gives unmarked rows their line."""

    plan: str = ""
    base: str = ""
    """The fingerprint of the plan's data, or as much of it as was found: the printed code has its first eight digits."""
    period: str = ""
    agency: str = ""
    file: str = ""
    """The name it came under."""
    kind: ReturnedKind = "docx"
    """By its content, whatever it is called."""
    agency_name: str = ""
    """The agency's name as it is printed in it, «UBND» for «Ủy ban nhân dân» at its beginning."""
    answers: Mapping[RowName, Answer] = field(default_factory=dict)
    """Rows in which something is written, in their order."""
    remarks: Remarks = field(default_factory=Remarks)
    lines: Mapping[RowName, Line] = field(default_factory=dict)
    """Every row found, in its order."""
    remark_places: Mapping[str, Place] = field(default_factory=dict)
    """Where each field of `Remarks` stands."""
    notices: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What stands outside the fields; `strays` tells the form's own words from what was added."""
    settled_on: str = ""
    """The base of the form whose lines its rows go by; empty before that."""

    @cached_property
    def places(self) -> Mapping[tuple[Role, str, str], Place]:
        """Where each field of `Answer` stands that something is written in, and each column filled in beforehand, by role,
        row and key; the row itself under the key «»."""
        return Places(self.lines)

    @cached_property
    def fixed(self) -> Mapping[RowName, Mapping[str, str]]:
        """The words found in the columns filled in beforehand, by the keys of `layout`; a column that is gone has none."""
        return {name: line.fixed for name, line in self.lines.items()}

    @cached_property
    def asked(self) -> Mapping[RowName, str]:
        """Every row found, in its order, with the words of its task column."""
        return {name: cells.get("nhiem_vu", "") for name, cells in self.fixed.items()}


def answered(form: Form, returned: Returned) -> Form:
    """The form with the answers and remarks of the file; a line the file says nothing of is not answered."""
    answers = settled(form, returned).answers

    def filled(item: Item) -> Item:
        lines = (line.model_copy(update={"answer": answers.get((item.role, line.id), Answer())}) for line in item.lines)
        return item.model_copy(update={"lines": tuple(lines)})

    return form.model_copy(
        update={
            "led": tuple(map(filled, form.led)),
            "coordinated": tuple(map(filled, form.coordinated)),
            "remarks": returned.remarks,
        }
    )


def settled(form: Form, returned: Returned) -> Returned:
    """The file with each row under the id of its line, by its mark, else its number, its words, its order; rows that only
    name a task stay as they are. What fits no line, and the lines no row was found for, are told in further notices."""
    if returned.settled_on and returned.settled_on == form.base:
        return returned
    names: dict[RowName, RowName] = {}
    tasks: set[RowName] = set()
    notices = list(returned.notices)
    for role in ROLES:
        matching = _Matching(role, tuple(rows(form.led if role == "lead" else form.coordinated)), returned)
        names |= {(role, row): (role, line) for row, line in matching.found.items()}
        tasks |= {(role, row) for row in matching.unmatched() if matching.is_task(row)}
        notices += (notice for notice in matching.notices if notice not in returned.notices)
    return replace(
        returned,
        answers={names[name]: answer for name, answer in returned.answers.items() if name in names},
        lines={names.get(name, name): line for name, line in returned.lines.items() if name in names or name in tasks},
        notices=tuple(notices),
        settled_on=form.base,
    )


class _Matching:
    """The rows of one table against the lines of the form: `found` is {name of the row: id of the line}."""

    def __init__(self, role: Role, wanted: tuple[Row, ...], returned: Returned) -> None:
        self.role: Role = role
        self.returned = returned
        self.wanted = wanted
        self.lines = {row.line.id: row for row in wanted if row.line is not None}
        self.numbers = {row.number: row.line.id for row in wanted if row.line is not None}
        self.tasks = {row.number: row for row in wanted if row.line is None}
        self.asked = {row: text for (of, row), text in returned.asked.items() if of == role}
        self.found: dict[str, str] = {}
        self.notices: list[Problem] = []
        self.by_mark()
        self.by_number()
        if self.missing():
            self.by_words()
            self.by_order()
        self.tell_what_is_left()

    def take(self, row: str, line: str) -> None:
        if line in self.lines and line not in self.found.values():
            self.found[row] = line

    def by_mark(self) -> None:
        for row in self.asked:
            if not row.startswith(UNMARKED):
                self.take(row, row)

    def by_number(self) -> None:
        for row in self.unmatched():
            self.take(row, self.numbers.get(row.removeprefix(UNMARKED), ""))

    def by_words(self) -> None:
        """Rows that hold the words of just one line."""
        words: dict[str, list[str]] = {}
        for id in self.missing():
            words.setdefault(fold(self.lines[id].words), []).append(id)
        for row in self.unmatched():
            same = words.get(fold(self.asked[row]), [])
            if len(same) == 1 and self.asked[row]:
                self.take(row, same[0])

    def by_order(self) -> None:
        """As many rows as lines between two that are known: they are the same ones."""
        for rows_here, lines_here in self.gaps():
            if len(rows_here) == len(lines_here):
                for row, line in zip(rows_here, lines_here, strict=True):
                    self.take(row, line)
                    number = self.lines[line].number
                    self.tell(
                        "hang-doc-theo-thu-tu",
                        row,
                        f"Hàng không còn số thứ tự của mẫu, được đọc theo thứ tự là hàng {number}.",
                        "xem hàng này có đúng là câu trả lời của nhiệm vụ đó không.",
                        severity=INFO,
                    )

    def gaps(self) -> Iterator[tuple[list[str], list[str]]]:
        order = {line: place for place, line in enumerate(self.lines)}
        known = [(row, self.found[row]) for row in self.asked if row in self.found]
        ends = [*known, ("", "")]
        unnumbered = set(self.unmatched())
        start, low = 0, 0
        asked = list(self.asked)
        for row, line in ends:
            end = asked.index(row) if row else len(asked)
            high = order[line] if row else len(order)
            here = [name for name in asked[start:end] if name in unnumbered and not self.is_task(name)]
            missing = set(self.missing())
            lines = [id for id in list(self.lines)[low:high] if id in missing]
            if here and lines:
                yield here, lines
            start, low = end + 1, high + 1

    def is_task(self, row: str) -> bool:
        return row.removeprefix(UNMARKED) in self.tasks

    def unmatched(self) -> list[str]:
        return [row for row in self.asked if row not in self.found]

    def missing(self) -> list[str]:
        taken = set(self.found.values())
        return [id for id in self.lines if id not in taken]

    def tell_what_is_left(self) -> None:
        for row in self.unmatched():
            answer = self.returned.answers.get((self.role, row))
            if answer is None:
                self.tell_of_words(row)
            elif self.is_task(row):
                self.tell(
                    "tra-loi-o-hang-nhiem-vu",
                    row,
                    f"Hàng {row.removeprefix(UNMARKED)} chỉ nêu tên nhiệm vụ mà có câu trả lời: «{_said(answer)}».",
                    "chuyển câu trả lời xuống hàng nội dung bên dưới.",
                )
            else:
                self.tell(
                    "hang-ngoai-mau",
                    row,
                    f"Hàng không có trong mẫu của cơ quan này, chưa được đọc: «{'; '.join((*self.words(row).values(), _said(answer)))}».",
                    "chuyển câu trả lời vào hàng của nhiệm vụ; nhiệm vụ ngoài Kế hoạch thì nêu ở phần đánh giá chung.",
                )
        for id in self.missing():
            number = self.lines[id].number
            self.tell("thieu-hang", "", f"Không tìm thấy hàng {number} của mẫu.", "hỏi lại cơ quan về nhiệm vụ này.")

    def tell_of_words(self, row: str) -> None:
        """Of a row that somebody added, without an answer in it."""
        if not row.startswith(UNMARKED) or self.is_task(row):
            return
        for key, text in self.words(row).items():
            self.notices.append(stray(self.returned.places[self.role, row, key], text))

    def words(self, row: str) -> dict[str, str]:
        """What stands in the columns filled in beforehand and in no row of the form."""
        ours = {text for one in self.wanted for text in (one.number, one.words, one.others, one.deadline, one.state)}
        return {key: text for key, text in self.returned.fixed[self.role, row].items() if text and text not in ours}

    def tell(self, code: str, row: str, message: str, hint: str, *, severity: Severity = WARNING) -> None:
        place = self.returned.places.get((self.role, row, ""), Place(self.returned.file))
        self.notices.append(Problem(code, severity, place, message, hint))


def stray(place: Place, text: str, what: str = "Chữ ngoài các ô của mẫu") -> Problem:
    """What is said of a text outside the fields."""
    shown = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
    return Problem("chu-ngoai-mau", WARNING, place, f"{what}, chưa được đọc: «{shown}».", MOVE)


MOVE = "chuyển nội dung cần báo cáo vào các ô của mẫu."
_LONGEST_QUOTE = 300


def _said(answer: Answer) -> str:
    text = "; ".join(value for value in (getattr(answer, name) for name in Answer.model_fields) if value)
    return text if len(text) <= 200 else text[:200] + "…"
