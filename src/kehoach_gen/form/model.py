"""A form: the tasks one agency is asked about for one period, as lead and as coordinator, with room for its answers.

What is asked is fixed; answers stand in `Answer` and `Remarks`, all of them text as typed. Titles head the columns.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kehoach_gen.vietnamese.fold import fold

PROGRESS = ("Đã hoàn thành", "Đang thực hiện", "Chưa thực hiện")
"""What an agency may say of a task. Whether it is in time is computed from deadline and cut-off, never typed."""
_CHOICES = {fold(words): words for words in PROGRESS}

Role = Literal["lead", "coordinator"]
State = Literal["not_due", "due", "overdue", "continuous", "case_by_case", "unreadable"]
STATES: dict[State, str] = {
    "not_due": "chưa đến hạn",
    "due": "đến hạn trong kỳ",
    "overdue": "quá hạn",
    "continuous": "thường xuyên",
    "case_by_case": "theo từng việc",
    "unreadable": "chưa rõ hạn",
}
"""A task's state at the cut-off of the period, before it is answered."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class Answer(_Value):
    """What the agency writes on one line; every field is text, empty where nothing was written."""

    result: str = Field("", alias="ket_qua", title="Kết quả thực hiện trong kỳ", description="nội dung đã làm trong kỳ")
    progress: str = Field("", alias="tien_do", title="Tiến độ", description="chọn trong danh sách")
    product: str = Field("", alias="san_pham", title="Số, ký hiệu văn bản", description="sản phẩm: số, ký hiệu văn bản")
    product_date: str = Field("", alias="ngay_san_pham", title="Ngày văn bản", description="ngày/tháng/năm")
    figure: str = Field("", alias="so_lieu", title="Số liệu", description="số đạt được so với chỉ tiêu")
    difficulty: str = Field("", alias="kho_khan", title="Khó khăn, vướng mắc", description="nếu có")
    proposal: str = Field("", alias="kien_nghi", title="Kiến nghị, đề xuất", description="nếu có")

    @property
    def choice(self) -> str:
        """The progress of the list that was meant, whatever its case and blanks; empty for none or another."""
        return _CHOICES.get(fold(self.progress).rstrip(" ."), "")


class Line(_Value):
    """One line to answer: the task itself, or one of its milestones or bullets."""

    id: str
    """`n04`, or `n03_2` for the second milestone or bullet."""
    text: str = ""
    """The words of the milestone or bullet; empty where the line is the whole task."""
    due: date | None = None
    state: State = "not_due"
    before: str = ""
    """What was answered last time, in words; empty where nothing was."""
    answer: Answer = Answer()


class Item(_Value):
    """One task as the form shows it."""

    id: str
    """The task's id in the plan."""
    number: str
    """As in the appendix: «1.a»."""
    area: str
    text: str
    role: Role
    others: str
    """The other agencies concerned: those that coordinate for a lead, those that lead for a coordinator."""
    deadline: str
    target: str = ""
    is_changed: bool = False
    """Whether the plan has changed this task since the last period."""
    lines: tuple[Line, ...]


class Letter(_Value):
    """The frame of the agency's report (NĐ 30/2020, Phụ lục III, Mẫu 1.4)."""

    superior: tuple[str, ...]
    """Lines of the superior body's name, none for a body without one."""
    heading: tuple[str, ...]
    """Lines of the agency's own name."""
    symbol: str
    """«BC-SNV»; «BC-…» where the agency's symbol is not known, for its văn thư to complete."""
    place: str
    year: int
    subject: str
    """Trích yếu: «Kết quả thực hiện Kế hoạch …, quý III năm 2023»."""
    addressee: str
    author: str
    """The agency's name as a sentence says it; the letterhead has it in capitals."""
    ground: str
    """«Thực hiện Kế hoạch số … về …», without the comma after it."""
    basis: str
    """The opening sentence: the ground, the author, the period, ended by a colon."""
    signature: tuple[str, ...]
    """Lines above the signature: «GIÁM ĐỐC», or «TM. ỦY BAN NHÂN DÂN», «CHỦ TỊCH»."""
    recipients: tuple[str, ...]
    is_bound: bool = True
    """Whether the agency is bound by NĐ 30/2020 (Điều 2); others get a neutral head without the Quốc hiệu."""


class Remarks(_Value):
    """What the agency writes beside the tables."""

    led: str = Field("", alias="danh_gia_chu_tri", title="Đánh giá chung các nhiệm vụ chủ trì")
    coordinated: str = Field("", alias="danh_gia_phoi_hop", title="Đánh giá chung các nhiệm vụ phối hợp")
    difficulties: str = Field("", alias="kho_khan", title="Khó khăn, vướng mắc chung")
    proposals: str = Field("", alias="kien_nghi", title="Kiến nghị, đề xuất chung")


class Form(_Value):
    """The whole form of one agency for one period."""

    plan: str
    base: str
    """Fingerprint of what this form asks: an edit of the plan that does not show in it leaves it as it is."""
    period: str
    agency: str
    agency_name: str
    first_day: date
    last_day: date
    """The window of the figures, both days included."""
    due: date
    """The last day to send the report."""
    letter: Letter
    led: tuple[Item, ...] = ()
    coordinated: tuple[Item, ...] = ()
    remarks: Remarks = Remarks()

    @property
    def items(self) -> Iterator[Item]:
        yield from self.led
        yield from self.coordinated

    @property
    def code(self) -> str:
        """The printed code by which a renamed or retyped form is known: «cchc-2023/2023-Q3/SNV/1a2b3c4d»."""
        return f"{self.plan}/{self.period}/{self.agency}/{self.base[:8]}"
