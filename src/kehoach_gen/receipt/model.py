"""A receipt: one file that came back and what it counts for; the board: where every agency stands for one period.

Titles in Vietnamese are what officials read on the board.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from kehoach_gen.form.model import Answer, Form, Remarks, Role
from kehoach_gen.form.returned import Returned
from kehoach_gen.problem import Place, Problem

Standing = Literal[
    "counted",
    "copy",
    "replaced",
    "blank",
    "wrong_period",
    "wrong_agency",
    "wrong_plan",
    "unknown_form",
    "not_a_form",
    "unreadable",
]
STANDINGS: dict[Standing, str] = {
    "counted": "được tính",
    "copy": "trùng bản đã nhận",
    "replaced": "đã có bản gửi lại",
    "blank": "chưa ghi kết quả",
    "wrong_period": "sai kỳ",
    "wrong_agency": "mẫu của cơ quan khác",
    "wrong_plan": "mẫu của kế hoạch khác",
    "unknown_form": "không rõ mẫu",
    "not_a_form": "không phải mẫu báo cáo",
    "unreadable": "không đọc được",
}
"""What a file counts for."""

Timing = Literal["on_time", "late", "missing"]
TIMINGS: dict[Timing, str] = {"on_time": "đúng hạn", "late": "chậm", "missing": "chưa gửi"}
"""Where an agency stands."""

Flag = Literal[
    "resent",
    "old_form",
    "restructured",
    "extra_text",
    "faulty",
    "unreadable",
    "other_file",
    "blank",
    "other_period",
    "other_agency",
]
FLAGS: dict[Flag, str] = {
    "resent": "gửi lại",
    "old_form": "mẫu cũ",
    "restructured": "bị sửa cấu trúc",
    "extra_text": "có chữ ngoài mẫu",
    "faulty": "có lỗi phải sửa",
    "unreadable": "không đọc được",
    "other_file": "gửi tệp không phải mẫu",
    "blank": "gửi mẫu còn trống",
    "other_period": "gửi nhầm kỳ",
    "other_agency": "có tệp giữ lại chưa tính: mã biểu và tên cơ quan trong tệp khác nhau",
}
"""What else is to be said of a file, or of an agency by its files."""

LineName = tuple[Role, str]
"""A line of a form: its role and id."""
LOST = "cau-tra-loi-khong-con-dong"
"""The code of an answer to a milestone or bullet that is no longer among those of its task."""


@dataclass(frozen=True)
class Came:
    """One file as it came, and what it says. `returned` is None where nothing could be read; `problems` say why."""

    number: int
    """Its number in the register of the period."""
    name: str
    """The name it is kept under: «0012-so-noi-vu.xlsx»."""
    origin: str
    """Where it came from: «thu-den/dot-1.zip/so-noi-vu.xlsx»."""
    received: datetime
    fingerprint: str
    """SHA-256 of its content."""
    kind: str = ""
    """«docx», «xlsx», «pdf» …, told by its content."""
    returned: Returned | None = None
    problems: tuple[Problem, ...] = ()
    agency: str = ""
    """The id of the agency it is from, where a person has said so."""


@dataclass(frozen=True)
class Receipt:
    """One file, judged."""

    came: Came
    standing: Standing
    agency: str = ""
    """Whose form it is; empty where that is not known."""
    likely: str = ""
    """Where nothing in the file says whose it is: the agency its name speaks of."""
    claimed: tuple[str, ...] = ()
    """Of a form sent to one agency that bears the name of another: both, as far as they are known."""
    form: Form | None = None
    """The form it was held against, with the answers of this file in it."""
    returned: Returned | None = None
    """What it says, each row under the id of its line."""
    flags: frozenset[Flag] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Said:
    """What an agency answered on one line, and where: the receipt's number, and the place of each field written."""

    answer: Answer
    receipt: int
    places: Mapping[str, Place]


@dataclass(frozen=True)
class Sender:
    """One agency that was asked: what it sent, whether in time, and what stands of it."""

    form: Form
    """What it was asked last."""
    timing: Timing
    received: datetime | None = None
    """When the first report that counts came."""
    receipts: tuple[Receipt, ...] = ()
    answers: Mapping[LineName, Said] = field(default_factory=dict)
    remarks: Remarks = field(default_factory=Remarks)
    remark_places: Mapping[str, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    """What is to be said of its files together."""
    held: tuple[Receipt, ...] = ()
    """Files that count for nobody and may be its own: there its code and another's name stand together."""

    @property
    def flags(self) -> frozenset[Flag]:
        """What is to be said of the file that counts; where none does, of all, and of those that may be its own."""
        if self.counted is None:
            return frozenset[Flag]().union(*(receipt.flags for receipt in (*self.receipts, *self.held)))
        resent: set[Flag] = {flag for receipt in self.receipts for flag in receipt.flags if flag == "resent"}
        return self.counted.flags | resent

    @property
    def needs_reminding(self) -> bool:
        """Whether it has still to send something: its report, or one that can be used."""
        return self.timing == "missing" or "faulty" in self.flags

    @property
    def counted(self) -> Receipt | None:
        """The file that counts."""
        return next((receipt for receipt in self.receipts if receipt.standing == "counted"), None)


@dataclass(frozen=True)
class Sent:
    """What was asked for one period."""

    plan: str
    period: str
    current: Mapping[str, Form]
    """The form of each agency as it was sent last, in the order of the registry."""
    earlier: Mapping[tuple[str, str], Form] = field(default_factory=dict)
    """Forms sent before, by agency and the first eight digits of their base."""
    agency_names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """{folded name: ids of those who are or were called so}, to know whose name stands in a form."""
    printed: tuple[str, ...] = ()
    """Paragraphs that the Word template of the forms prints as they are."""


@dataclass(frozen=True)
class Board:
    """All that came back for one period."""

    plan: str
    period: str
    senders: tuple[Sender, ...]
    """Everybody who was asked, in the order of the registry."""
    strays: tuple[Receipt, ...] = ()
    """Files that count for nobody."""

    @property
    def receipts(self) -> Iterator[Receipt]:
        """Every file, by its number."""
        found = [*(receipt for sender in self.senders for receipt in sender.receipts), *self.strays]
        yield from sorted(found, key=lambda receipt: receipt.came.number)

    def of(self, timing: Timing) -> tuple[Sender, ...]:
        return tuple(sender for sender in self.senders if sender.timing == timing)


def is_late(form: Form, received: datetime) -> bool:
    """Whether a report that came then is late: the whole of the last day is in time."""
    day: date = received.date()
    return day > form.due
