"""What was read so far of a file that came back, whatever kind of file it is; and what both readers know of a form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kehoach_gen.form.layout import COLUMNS
from kehoach_gen.form.model import Answer, Remarks, Role
from kehoach_gen.form.returned import ROLES, Line, Returned, ReturnedKind, RowName, Unread
from kehoach_gen.form.sheets import IDENTITY
from kehoach_gen.problem import ERROR, INFO, WARNING, Place, Problem, ProblemError
from kehoach_gen.problem.model import Severity
from kehoach_gen.vietnamese.fold import fold

FIELDS = frozenset(Answer.model_fields)
KEYS: dict[Role, tuple[str, ...]] = {role: tuple(c.answer or c.key for c in COLUMNS[role]) for role in ROLES}
"""What stands in each column: a field of `Answer`, or the key of what was filled in beforehand."""
TITLES: dict[Role, dict[str, str]] = {role: {fold(c.title): c.answer or c.key for c in COLUMNS[role]} for role in ROLES}
"""The same by the heading of the column, folded."""
FEWEST = 4
"""Headings by which a table is known."""
_LONGEST_TITLE = 50
_LONGEST_QUOTE = 300
_OWN: dict[Role, set[str]] = {
    "lead": TITLES["lead"].keys() - TITLES["coordinator"].keys(),
    "coordinator": TITLES["coordinator"].keys() - TITLES["lead"].keys(),
}
"""The headings that only one of the two tables has."""


@lru_cache(maxsize=4096)
def folded_title(text: str) -> str:
    """A text folded to be looked up among headings."""
    return fold(text[:_LONGEST_TITLE])


def role_of(titles: Iterable[str]) -> Role:
    """The table that has these headings."""
    return max(ROLES, key=lambda role: sum(title in _OWN[role] for title in titles))


def shortened(text: str) -> str:
    """A text to be quoted in a message."""
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


_COMMITTEE = re.compile(r"^(?:Ủy|Uỷ) ban nhân dân\s+", re.IGNORECASE)


def agency_name(text: str) -> str:
    """A printed name, written as lists of agencies write it: «UBND HUYỆN MAI SƠN»."""
    return _COMMITTEE.sub("UBND ", text.strip())


_BREAK = re.compile("\r\n?|\v")
"""What other programs write for a new line."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 knows no sign for, besides."""


def plain(text: str) -> str:
    """The text without control characters: a vertical tab is a new line, others are dropped."""
    return _UNPRINTABLE.sub("", _BREAK.sub("\n", text)).strip() if not text.isprintable() else text


NO_FORM = "khong-phai-mau-bao-cao"
READ_AND_ANSWER = "tự đọc tệp (có thể là công văn, thư xin gia hạn) rồi trả lời cơ quan; số liệu thì đề nghị ghi vào mẫu đã gửi."


def no_form(name: str, *, is_known: bool) -> ProblemError:
    """What is said of a file that could be read, and is no form: one that was, or any other document."""
    if is_known:
        message, hint = (
            "Tệp là mẫu báo cáo nhưng không còn bảng nhiệm vụ nào.",
            "gửi lại đúng tệp mẫu đã nhận, sau khi ghi kết quả.",
        )
        return ProblemError(Problem(NO_FORM, ERROR, Place(name), message, hint))
    message = "Tệp đọc được nhưng không phải mẫu báo cáo đã gửi: không có bảng nhiệm vụ với các tiêu đề của mẫu."
    return ProblemError(Problem(NO_FORM, WARNING, Place(name), message, READ_AND_ANSWER))


@dataclass
class Reading:
    """What was read so far of the file called `name`."""

    name: str
    kind: ReturnedKind
    agency_name: str = ""
    identity: dict[str, str] = field(default_factory=dict)
    answers: dict[RowName, Answer] = field(default_factory=dict)
    lines: dict[RowName, Line] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    remark_places: dict[str, Place] = field(default_factory=dict)
    notices: list[Problem] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def returned(self) -> Returned:
        """What was read, without the signs that no document may hold."""
        answers = {name: self._answer(name, answer) for name, answer in self.answers.items()}
        remarks = {field: self._plain(text, self.remark_places.get(field)) for field, text in self.remarks.items()}
        return Returned(
            **self.identity,
            file=self.name,
            kind=self.kind,
            agency_name=plain(self.agency_name),
            answers=answers,
            remarks=Remarks(**remarks),
            lines=self.lines,
            remark_places=self.remark_places,
            notices=tuple(replace(notice, message=plain(notice.message)) for notice in self.notices),
            unread=tuple(one._replace(text=plain(one.text)) for one in self.unread),
        )

    def _answer(self, name: RowName, answer: Answer) -> Answer:
        written = {field: text for field in FIELDS if (text := getattr(answer, field)) and text != plain(text)}
        if not written:
            return answer
        line = self.lines[name]
        return answer.model_copy(update={field: self._plain(text, line.place(field)) for field, text in written.items()})

    def _plain(self, text: str, place: Place | None) -> str:
        """The text as it can be printed; what is dropped of it is told at its cell."""
        if dropped := "".join(dict.fromkeys(_UNPRINTABLE.findall(_BREAK.sub("\n", text)))):
            signs = ", ".join(f"U+{ord(sign):04X}" for sign in dropped)
            message = f"Ô có ký tự điều khiển không in được ({signs}), đã bỏ."
            self.tell("ky-tu-dieu-khien", place or Place(self.name), message, "xem chữ trong ô có còn đủ không.", INFO)
        return plain(text)

    def tell(self, code: str, place: Place, message: str, hint: str, severity: Severity = WARNING) -> None:
        self.notices.append(Problem(code, severity, place, message, hint))

    def identify(self, signs: Iterable[dict[str, str]]) -> None:
        """Takes the first of these identities, and tells where there is none, or another one."""
        found = list(signs)
        codes = list(dict.fromkeys("/".join(sign[key] for key in IDENTITY if key != "base") for sign in found))
        if not found:
            self.tell("khong-ro-mau", Place(self.name), "Tệp không còn mã biểu.", "xem tên cơ quan, kỳ báo cáo rồi nhập tay.")
            return
        self.identity = found[0]
        if len(codes) > 1:
            message = f"Tệp mang nhiều mã biểu khác nhau: {', '.join(codes)}; tệp được đọc là {codes[0]}."
            self.tell("nhieu-ma-bieu", Place(self.name), message, "xem tệp có chép nội dung từ mẫu khác sang không.")

    def keep(self, name: RowName, line: Line, answer: Answer | None) -> None:
        """Adds a row and, where something is written in it, what."""
        self.lines[name] = line
        if answer is not None:
            self.answers[name] = answer

    def tell_of_columns(self, role: Role, found: Iterable[str], place: Place) -> None:
        known = set(found)
        for column, key in zip(COLUMNS[role], KEYS[role], strict=True):
            if key not in known:
                self.tell("thieu-cot", place, f"Bảng không có cột «{column.title}».", "đặt lại tiêu đề cột như trong mẫu.")

    def tell_of_lost_headings(self, place: Place) -> None:
        message = "Bảng không còn hàng tiêu đề; các cột được đọc theo thứ tự của mẫu."
        self.tell("mat-tieu-de", place, message, "xem các câu trả lời có đúng cột không.")
