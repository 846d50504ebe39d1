"""The boards of all periods so far, and the forms as they ask now → what was said of each line, period by period."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kehoach_gen.calendar import parse_period
from kehoach_gen.form.model import PROGRESS, Answer, Form, Line, Role
from kehoach_gen.form.same_lines import same_lines
from kehoach_gen.problem import WARNING, Place, Problem
from kehoach_gen.receipt.model import LOST, Board, LineName, Said, Sender

DONE = PROGRESS[0]
Key = tuple[str, Role, str]
"""(agency, role, line)."""


@dataclass(frozen=True)
class Told:
    """What an agency said of one line in one period, and the line as it was asked then."""

    period: str
    file: str
    line: Line
    said: Said

    @property
    def place(self) -> Place:
        return next(iter(self.said.places.values()), Place(self.file))


@dataclass(frozen=True)
class History:
    """All that was said, by the lines as they are asked now."""

    told: Mapping[Key, Sequence[Told]]
    """The earliest first."""
    known: frozenset[tuple[str, str, Role, str]]
    """(period, agency, role, line as it was called then) of all that was said of tasks that are still asked."""
    lost: tuple[Problem, ...] = ()
    """Answers to lines that are no longer among those of their task: they count for none of them."""


def history(boards: Iterable[Board], forms: Iterable[Form]) -> History:
    """`boards` the earliest first; `forms` with all the lines of the plan."""
    said: dict[Key, dict[str, list[Told]]] = {}
    for board in boards:
        for sender in board.senders:
            for (role, task), told in _of(sender, board):
                said.setdefault((sender.form.agency, role, task), {}).setdefault(board.period, []).append(told)
    found: dict[Key, list[Told]] = {}
    known: set[tuple[str, str, Role, str]] = set()
    lost: dict[tuple[str, str], list[tuple[str, Told]]] = {}
    for form in forms:
        for item in form.items:
            for those in said.get((form.agency, item.role, item.id), {}).values():
                now = same_lines(item, [told.line for told in those])
                for told in those:
                    known.add((told.period, form.agency, item.role, told.line.id))
                    if told.line.id in now:
                        found.setdefault((form.agency, item.role, now[told.line.id]), []).append(told)
                    else:
                        lost.setdefault((item.number, told.line.text), []).append((form.agency_name, told))
    return History(found, frozenset(known), tuple(_lost(number, words, those) for (number, words), those in lost.items()))


def _of(sender: Sender, board: Board) -> Iterator[tuple[tuple[Role, str], Told]]:
    """What a sender said, with role and task; a line that its last form asks no more is looked up in the file's own."""
    asked = _lines(sender.form)
    files = {receipt.came.number: receipt for receipt in sender.receipts}
    for name, said in sender.answers.items():
        receipt = files[said.receipt]
        own = _lines(receipt.form) if receipt.form and name not in asked else asked
        if name in own:
            task, line = own[name]
            yield (name[0], task), Told(board.period, receipt.came.name, line, said)


def _lines(form: Form) -> dict[LineName, tuple[str, Line]]:
    return {(item.role, line.id): (item.id, line) for item in form.items for line in item.lines}


def _lost(number: str, words: str, those: Sequence[tuple[str, Told]]) -> Problem:
    agencies = list(dict.fromkeys(name for name, _ in those))
    who = ", ".join(agencies[:_MOST_NAMES]) + (
        f" và {len(agencies) - _MOST_NAMES} cơ quan khác" if len(agencies) > _MOST_NAMES else ""
    )
    what = f"dòng «{words}»" if words else "cả nhiệm vụ"
    periods = ", ".join(
        found.words if (found := parse_period(id)) else id for id in dict.fromkeys(told.period for _, told in those)
    )
    message = f"Nhiệm vụ {number}: câu trả lời {periods} cho {what} của {who} không được tính: Kế hoạch nay không còn dòng này."
    hint = "xem câu trả lời này có thuộc dòng nào hiện nay không; nếu có thì đề nghị cơ quan báo cáo lại ở dòng đó."
    return Problem(LOST, WARNING, those[0][1].place, message, hint)


_MOST_NAMES = 3


# What stands of it


@dataclass(frozen=True)
class Stand:
    """What stands on a line after several periods: on each field what was written last."""

    answer: Answer
    by: Mapping[str, Told]
    """Who wrote each field that something stands in."""
    done_since: str = ""
    """The period in which it was first said to be done, and not taken back since; empty where it is not."""


def standing(told: Sequence[Told]) -> Stand:
    """`told` the earliest first. A field left blank keeps what was written before; but another product takes no date from
    the one before."""
    by: dict[str, Told] = {}
    since = ""
    for one in told:
        written = {name: one for name in Answer.model_fields if getattr(one.said.answer, name)}
        if "product" in written and "product" in by and _product(one) != _product(by["product"]):
            by.pop("product_date", None)
        by |= written
        if one.said.answer.progress:
            since = (since or one.period) if one.said.answer.choice == DONE else ""
    return Stand(Answer(**{name: getattr(one.said.answer, name) for name, one in by.items()}), by, since)


def _product(told: Told) -> str:
    return told.said.answer.product
