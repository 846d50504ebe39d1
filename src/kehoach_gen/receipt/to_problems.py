"""Answers of one form → what its agency has to put right, each at its cell."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from kehoach_gen.form.layout import rows
from kehoach_gen.form.model import PROGRESS, Answer, Form, Item, Line, Role
from kehoach_gen.problem import ERROR, WARNING, Place, Problem
from kehoach_gen.problem.model import Severity
from kehoach_gen.receipt.model import LineName, Sender
from kehoach_gen.vietnamese.dates import ImpossibleDate, parse_date, short_date
from kehoach_gen.vietnamese.fold import fold
from kehoach_gen.vietnamese.numbers import numbers, ratios, total_and_parts

Places = Mapping[tuple[Role, str, str], Place]
DONE, STARTED, UNTOUCHED = PROGRESS


def product_day(answer: Answer) -> date | None:
    """The day of the product; None where it is not given or no day of the calendar."""
    day = parse_date(answer.product_date) if answer.product_date else None
    return day if isinstance(day, date) else None


def answer_problems(form: Form, places: Places) -> tuple[Problem, ...]:
    """All that is wrong in the answers of `form`; `places` say where each field stands in its file."""
    return tuple(
        problem
        for items in (form.led, form.coordinated)
        for row in rows(items)
        if row.line is not None
        for problem in _Line(form, row.item, row.line, row.number, places).problems()
    )


def standing_problems(sender: Sender) -> Iterator[tuple[LineName, str, Problem]]:
    """What is wrong in the answers of an agency that stand, whichever of its files they are from: the line, its number in
    the form, the problem."""
    places = {(*name, field): place for name, said in sender.answers.items() for field, place in said.places.items()}
    places |= {(*name, ""): next(iter(said.places.values())) for name, said in sender.answers.items() if said.places}
    for row in rows(sender.form.led):
        said = sender.answers.get(("lead", row.line.id)) if row.line else None
        if row.line and said:
            line = row.line.model_copy(update={"answer": said.answer})
            for problem in _Line(sender.form, row.item, line, row.number, places).problems():
                yield ("lead", line.id), row.number, problem


class _Line:
    """One line of a form with its answer."""

    def __init__(self, form: Form, item: Item, line: Line, number: str, places: Places) -> None:
        self.form, self.item, self.line, self.number, self.places = form, item, line, number, places
        self.answer = line.answer

    def problems(self) -> Iterator[Problem]:
        if self.answer == Answer():
            yield from self.unanswered()
            return
        if self.item.role == "lead":
            yield from self.progress()
            yield from self.product()
            yield from self.day()
            yield from self.figure()

    def unanswered(self) -> Iterator[Problem]:
        if self.item.role == "lead" and self.line.state != "not_due":
            yield self.tell(
                "chua-tra-loi", "", f"Nhiệm vụ {self.number} chưa có kết quả.", "ghi kết quả và chọn tiến độ.", WARNING
            )

    def progress(self) -> Iterator[Problem]:
        if not self.answer.progress:
            yield self.tell("thieu-tien-do", "result", f"Nhiệm vụ {self.number} chưa chọn tiến độ.", f"chọn một trong: {_LIST}.")
        elif not self.answer.choice:
            message = f"«{self.answer.progress}» không có trong danh sách tiến độ."
            yield self.tell("tien-do-ngoai-danh-sach", "progress", message, f"chọn một trong: {_LIST}.")

    def product(self) -> Iterator[Problem]:
        if self.answer.choice == DONE and not self.answer.product:
            message = f"Nhiệm vụ {self.number} đã hoàn thành mà chưa nêu sản phẩm."
            yield self.tell("hoan-thanh-thieu-san-pham", "progress", message, "ghi số, ký hiệu và ngày của văn bản là sản phẩm.")

    def day(self) -> Iterator[Problem]:
        text = self.answer.product_date
        day = parse_date(text) if text else None
        if isinstance(day, ImpossibleDate):
            yield self.tell(
                "ngay-khong-co-that", "product_date", f"«{text}» không phải là ngày có thật.", "xem lại ngày ghi trên văn bản."
            )
        elif text and day is None:
            hint = "viết ngày/tháng/năm, ví dụ 05/09/2023."
            yield self.tell("ngay-khong-doc-duoc", "product_date", f"Không đọc được ngày «{text}».", hint)
        elif isinstance(day, date) and day > self.form.last_day:
            message = f"Ngày văn bản {short_date(day)} sau ngày chốt số liệu {short_date(self.form.last_day)}."
            hint = "xem lại ngày; việc làm sau ngày chốt thì báo cáo ở kỳ sau."
            yield self.tell("ngay-sau-chot-so-lieu", "product_date", message, hint)

    def figure(self) -> Iterator[Problem]:
        text = self.answer.figure
        if not text:
            return
        found, target = numbers(text), self.item.target
        if not found and not ratios(text) and numbers(target):
            message = f"«{text}» không có số nào; chỉ tiêu là «{target}»."
            yield self.tell("so-lieu-khong-co-so", "figure", message, "ghi con số đạt được, ví dụ 95,5%.")
        if not _GROWS.search(fold(target)):
            too_high = [n.text for n in found if n.is_share and n.value > 100]
            too_high += [f"{part}/{whole}" for part, whole in ratios(text) if part > whole]
            if too_high:
                message = f"Tỷ lệ {', '.join(too_high)} lớn hơn 100%."
                yield self.tell("ty-le-qua-100", "figure", message, "xem lại tử số, mẫu số.")
        yield from self.total()

    def total(self) -> Iterator[Problem]:
        for field in ("figure", "result"):
            stated = total_and_parts(getattr(self.answer, field))
            if stated and sum(stated[1]) != stated[0]:
                parts = " + ".join(map(str, stated[1]))
                message = f"Tổng số {stated[0]} không bằng các phần: {parts} = {sum(stated[1])}."
                yield self.tell("tong-khong-khop", field, message, "xem lại các số.", WARNING)

    def tell(self, code: str, field: str, message: str, hint: str, severity: Severity = ERROR) -> Problem:
        places = (self.places.get((self.item.role, self.line.id, key)) for key in (field, "nhiem_vu", ""))
        where = next((place for place in places if place), Place(self.form.agency_name))
        return Problem(code, severity, where, message, hint)


_LIST = "; ".join(PROGRESS)
_GROWS = re.compile(r"\b(tăng|vượt|gấp)\b")
"""A target of growth may well be passed by more than a hundred per cent."""
