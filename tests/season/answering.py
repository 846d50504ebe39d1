"""A form → the form filled in, as agencies do it; and with one fault on purpose."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Literal, NamedTuple, get_args

from kehoach_gen.form.model import PROGRESS, Answer, Form, Item, Line, Remarks, Role, State

DONE, UNDER_WAY, NOT_BEGUN = PROGRESS
FaultName = Literal["over_100", "no_product", "after_cutoff", "impossible_date", "other_progress", "no_number"]
FAULTS: tuple[FaultName, ...] = get_args(FaultName)


class Fault(NamedTuple):
    """What is wrong on purpose, and where: `field` is one of `Answer`, empty where the whole row is meant."""

    role: Role
    line: str
    field: str
    name: str


Fill = Callable[[Item, Line], Answer]


def filled(form: Form, fill: Fill) -> Form:
    """The form with the answer of each line as `fill` gives it."""

    def item(item: Item) -> Item:
        return item.model_copy(
            update={"lines": tuple(line.model_copy(update={"answer": fill(item, line)}) for line in item.lines)}
        )

    return form.model_copy(update={"led": tuple(map(item, form.led)), "coordinated": tuple(map(item, form.coordinated))})


def blank(form: Form) -> Form:
    """The form as it was sent."""
    return filled(form, lambda item, line: Answer()).model_copy(update={"remarks": Remarks()})


def lines_of(form: Form) -> Iterator[tuple[Item, Line]]:
    return ((item, line) for item in form.items for line in item.lines)


def with_answer(form: Form, role: Role, line: str, **fields: str) -> Form:
    """The form with some fields of one answer changed."""

    def fill(item: Item, here: Line) -> Answer:
        return here.answer.model_copy(update=fields) if (item.role, here.id) == (role, line) else here.answer

    return filled(form, fill)


def answers_for(form: Form, rng: Random) -> Form:
    """The form filled in without fault: what is done has a product of a day in the window, and the figure its target asks.

    The first line whose day has come is always done, and after its day where the window has such a day.
    """
    answering = _Answering(form, rng)
    return filled(form, answering.answer).model_copy(update={"remarks": answering.remarks()})


_CHANCES: dict[State, tuple[int, int, int]] = {
    "not_due": (25, 60, 15),
    "due": (75, 15, 10),
    "overdue": (70, 20, 10),
    "continuous": (15, 80, 5),
    "case_by_case": (25, 50, 25),
    "unreadable": (25, 50, 25),
}
"""Of a hundred lines: done, under way, not begun."""
_UNANSWERED, _TROUBLED = 0.08, 0.12

_RESULTS = {
    DONE: (
        "Đã ban hành Kế hoạch số {number}/KH-{symbol} ngày {day}; triển khai đến 100% cơ quan, đơn vị trực thuộc.",
        "- Đã tổ chức {two} hội nghị với {many} lượt người tham dự.\n- Đã gửi báo cáo kết quả đúng thời hạn.",
        "= {some}/{some} nội dung đã thực hiện xong",
        "+ Rà soát {many} văn bản, kiến nghị bãi bỏ {two} văn bản.\n+ Công bố kết quả rà soát trên Cổng thông tin điện tử.",
        "{two}",
        "Hoàn thành; tỷ lệ hồ sơ giải quyết đúng hạn đạt {share}, tỷ lệ hồ sơ quá hạn < 5%.",
    ),
    UNDER_WAY: (
        "- Đã rà soát {some} thủ tục hành chính.\n- Đang lấy ý kiến các phòng, ban chuyên môn.\n\nDự kiến trình trong tháng tới.",
        "Đang triển khai theo Kế hoạch số {number}/KH-{symbol}, đạt {share} khối lượng.",
        "=> Tiếp tục thực hiện thường xuyên; đã tuyên truyền “Nền hành chính phục vụ” tới {many} hộ dân",
        "Đã tiếp nhận {many} hồ sơ; trực tuyến {share}; hướng dẫn tại Bộ phận Một cửa & qua điện thoại.",
        "'Tiếp tục duy trì; {two} lượt kiểm tra đột xuất ngày {day}",
    ),
    NOT_BEGUN: ("", "", "Chưa có văn bản hướng dẫn; sẽ thực hiện trong kỳ sau.", "Chưa đến thời điểm thực hiện"),
}
_HELPED = (
    "- Đã tham gia ý kiến bằng Công văn số {number}/{symbol}-VP ngày {day}.\n- Cử {two} công chức tham gia đoàn kiểm tra.",
    "Đã cung cấp đủ số liệu theo yêu cầu, tỷ lệ {share}.",
    "Phối hợp thường xuyên",
    "01",
    "+ Đã gửi báo cáo;\n+ Đã cập nhật {many} dữ liệu lên hệ thống.",
)
_DIFFICULTIES = (
    "Thiếu biên chế; công chức kiêm nhiệm nhiều việc.",
    "- Đường truyền không ổn định.\n- Người dân chưa quen nộp hồ sơ trực tuyến.",
    "Kinh phí mới cấp 50%",
)
_PROPOSALS = (
    "Đề nghị Sở Nội vụ mở lớp tập huấn.",
    "- Sớm ban hành hướng dẫn;\n- Bố trí kinh phí năm 2024.",
    "UBND tỉnh xem xét, hỗ trợ trang thiết bị",
)
_REMARKS = {
    "led": (
        "Các nhiệm vụ được triển khai kịp thời, cơ bản đúng tiến độ.",
        "Đạt {share} kế hoạch.\n- Cấp ủy quan tâm chỉ đạo.",
    ),
    "coordinated": ("Phối hợp tốt với các cơ quan chủ trì.", "- Đã phối hợp đầy đủ.\n- Không để quá hạn."),
    "difficulties": ("", *_DIFFICULTIES),
    "proposals": ("", *_PROPOSALS),
}


class _Answering:
    def __init__(self, form: Form, rng: Random) -> None:
        self.form, self.rng = form, rng
        symbol = form.letter.symbol.rpartition("-")[2]
        self.symbol = symbol if symbol.isalpha() else "UBND"
        self.first_due = next((line.id for item in form.led for line in item.lines if line.state in ("due", "overdue")), "")

    def answer(self, item: Item, line: Line) -> Answer:
        if line.id != self.first_due and self.rng.random() < _UNANSWERED:
            return Answer()
        if item.role == "coordinator":
            return self.troubled(Answer(result=self.words(_HELPED)))
        progress = DONE if line.id == self.first_due else self.rng.choices(PROGRESS, _CHANCES[line.state])[0]
        answer = Answer(result=self.words(_RESULTS[progress]), progress=progress)
        if progress == NOT_BEGUN:
            return self.troubled(answer)
        figure = _figure(item.target, self.rng, is_reached=progress == DONE)
        answer = answer.model_copy(update={"figure": figure})
        return answer.model_copy(update=self.product(line)) if progress == DONE else self.troubled(answer)

    def troubled(self, answer: Answer) -> Answer:
        if self.rng.random() >= _TROUBLED:
            return answer
        return answer.model_copy(
            update={"difficulty": self.rng.choice(_DIFFICULTIES), "proposal": self.rng.choice(("", *_PROPOSALS))}
        )

    def product(self, line: Line) -> dict[str, str]:
        first, last = self.form.first_day, self.form.last_day
        if line.id == self.first_due and line.due is not None and line.due < last:
            first = max(first, line.due + timedelta(1))
        names = [f"{self.rng.randint(1, 999)}/{kind}-{self.symbol}" for kind in self.rng.sample(("KH", "BC", "QĐ", "TTr"), 2)]
        count = 1 if self.rng.random() < 0.9 else 2
        return {"product": "\n".join(names[:count]), "product_date": self.day(first, last)}

    def day(self, first: date, last: date) -> str:
        """A day of these, written in one of the usual ways."""
        day = first + timedelta(self.rng.randint(0, (last - first).days))
        way = self.rng.choice(("{0.day:02}/{0.month}/{0.year}", "{0.day}/{0.month}/{0.year}", "{0:%d/%m/%Y}", "{0:%d-%m-%Y}"))
        return way.format(day)

    def words(self, choices: tuple[str, ...]) -> str:
        return self.rng.choice(choices).format(
            number=self.rng.randint(1, 999),
            symbol=self.symbol,
            day=self.day(self.form.first_day, self.form.last_day),
            two=f"{self.rng.randint(1, 9):02}",
            some=self.rng.randint(3, 40),
            many=f"{self.rng.randint(100, 4999):,}".replace(",", "."),
            share=_percent(self.rng.randint(600, 999) / 10),
        )

    def remarks(self) -> Remarks:
        said = {name: self.words(choices) for name, choices in _REMARKS.items()}
        said["led"] = said["led"] if self.form.led else ""
        said["coordinated"] = said["coordinated"] if self.form.coordinated else ""
        return Remarks(**said)


_SHARE = re.compile(r"(\d+)%")
_COUNT = re.compile(r"ít nhất (\d+)(?!%)\b|từ (\d+)(?!%)\b")


def _figure(target: str, rng: Random, *, is_reached: bool) -> str:
    """What was reached of a target that has a number: «95,5%», «12/12 đơn vị», «02»; else empty."""
    if share := _SHARE.search(target):
        wanted = int(share[1])
        if is_reached:
            reached = _percent(min(100.0, wanted + rng.choice((0, 2.5, 5))))
            units = rng.randint(8, 30)
            return rng.choice((reached, f"{units}/{units} đơn vị")) if wanted == 100 else reached
        return _percent(round(wanted * rng.uniform(0.3, 0.95), 1))
    if count := _COUNT.search(target):
        wanted = int(count[1] or count[2])
        return f"{wanted + rng.randint(0, 2) if is_reached else rng.randint(0, wanted - 1):02}"
    return ""


def _percent(number: float) -> str:
    return f"{number:g}".replace(".", ",") + "%"


def with_every_result(form: Form) -> Form:
    """The form with words on every line."""

    def fill(item: Item, line: Line) -> Answer:
        return line.answer if line.answer.result else line.answer.model_copy(update={"result": f"Đã thực hiện ({line.id})"})

    return filled(form, fill)


def spoiled(form: Form, name: FaultName, rng: Random) -> tuple[Form, Fault]:
    """The filled form with this one fault, on a line it led. Needs a target of 100%."""
    shares = [line.id for item in form.led for line in item.lines if "100%" in item.target]
    line, wrong = rng.choice(shares), _SPOILED[name](form, rng)
    return with_answer(form, "lead", line, **_whole(form, rng) | wrong), Fault("lead", line, next(iter(wrong)), name)


def _whole(form: Form, rng: Random) -> dict[str, str]:
    """A done line without fault, to be spoiled."""
    day = form.last_day - timedelta(rng.randint(0, 60))
    return {
        "result": "Đã hoàn thành theo kế hoạch.",
        "progress": DONE,
        "product": f"{rng.randint(1, 99)}/BC-UBND",
        "product_date": f"{day:%d/%m/%Y}",
        "figure": "100%",
    }


_SPOILED: dict[FaultName, Callable[[Form, Random], dict[str, str]]] = {
    "over_100": lambda form, rng: {"figure": rng.choice(("120%", "100,5%", "1.000%"))},
    "no_product": lambda form, rng: {"product": "", "product_date": ""},
    "after_cutoff": lambda form, rng: {"product_date": f"{form.last_day + timedelta(rng.randint(1, 40)):%d/%m/%Y}"},
    "impossible_date": lambda form, rng: {"product_date": rng.choice(("31/11/2023", "31/6/2023", "15/13/2023", "29/02/2023"))},
    "other_progress": lambda form, rng: {"progress": rng.choice(("Xong", "Hoàn thành", "100%", "Đang làm"))},
    "no_number": lambda form, rng: {"figure": rng.choice(("đạt yêu cầu", "đang tổng hợp", "nhiều"))},
}
"""The first field is the one at fault."""
