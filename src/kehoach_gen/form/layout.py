"""Where the fields of a form stand, in Word and in Excel: known to what writes a form and to what reads it back."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kehoach_gen.form.model import STATES, Answer, Item, Line, Role
from kehoach_gen.vietnamese.dates import printed_date


@dataclass(frozen=True)
class Column:
    """A column of a form's table. `width` is its share of a landscape page in millimetres."""

    key: str
    title: str
    width: float
    answer: str = ""
    """The field of `Answer` that is typed here; none for what is filled in beforehand."""


def _asked(key: str, title: str, width: float) -> Column:
    return Column(key, title, width)


def _answered(field: str, width: float) -> Column:
    info = Answer.model_fields[field]
    return Column(info.alias or field, info.title or field, width, field)


COLUMNS: dict[Role, tuple[Column, ...]] = {
    "lead": (
        _asked("tt", "TT", 11),
        _asked("nhiem_vu", "Nhiệm vụ theo Kế hoạch", 49),
        _asked("co_quan", "Cơ quan phối hợp", 24),
        _asked("thoi_han", "Thời hạn", 22.5),
        _asked("tinh_trang", "Tình trạng", 16),
        _answered("result", 34),
        _answered("progress", 17),
        _answered("product", 17),
        _answered("product_date", 19.5),
        _answered("figure", 13),
        _answered("difficulty", 14.5),
        _answered("proposal", 14.5),
    ),
    "coordinator": (
        _asked("tt", "TT", 11),
        _asked("nhiem_vu", "Nhiệm vụ theo Kế hoạch", 71.5),
        _asked("co_quan", "Cơ quan chủ trì", 30),
        _asked("thoi_han", "Thời hạn", 22.5),
        _asked("tinh_trang", "Tình trạng", 17),
        Column("ket_qua", "Nội dung đã phối hợp trong kỳ", 54, "result"),
        _answered("difficulty", 23),
        _answered("proposal", 23),
    ),
}
"""The columns of the two tables, left to right: 252 mm in all, the text width of a landscape page."""

TABLE_TITLES: dict[Role, str] = {"lead": "Nhiệm vụ chủ trì", "coordinator": "Nhiệm vụ phối hợp"}


CHOOSE = "(chọn)"
"""What stands in the Word form where nothing was chosen yet."""
CHANGED = "nhiệm vụ đã sửa đổi"
PARTS = "Gồm các nội dung sau:"
"""Stands for a task all of whose words are in its lines."""


@dataclass(frozen=True)
class Row:
    """One row of a form's table: what is filled in beforehand. `line` is None where the row only names its task."""

    number: str
    words: str
    others: str
    deadline: str
    state: str
    item: Item
    line: Line | None


def rows(items: Iterable[Item]) -> Iterator[Row]:
    """The rows of a table: a line a row, below a row for their task where they have words of their own."""
    for item in items:
        if len(item.lines) == 1 and not item.lines[0].text:
            line = item.lines[0]
            words = _words(item.text, item.target, line.before)
            yield Row(item.number, words, item.others, times(item.deadline), _state(item, STATES[line.state]), item, line)
        else:
            yield from _rows_of_several(item)


def _rows_of_several(item: Item) -> Iterator[Row]:
    words = _words(_without_lines(item), item.target)
    yield Row(item.number, words, item.others, times(item.deadline), _state(item), item, None)
    days = {line.due for line in item.lines}
    for count, line in enumerate(item.lines, 1):
        due = printed_date(line.due) if line.due and len(days) > 1 else ""
        yield Row(f"{item.number}.{count}", _words(line.text, "", line.before), "", due, STATES[line.state], item, line)


def times(deadline: str) -> str:
    """The words of a deadline, each of several times on a line of its own."""
    return _NEXT_TIME.sub("\\1\n", deadline)


_NEXT_TIME = re.compile(r"(;|\.(?=\s+[-+•]\s))\s+")


def _without_lines(item: Item) -> str:
    """The words of the task without the bullets that have a row of their own."""
    shown = {line.text for line in item.lines}
    kept = (text for text in item.text.split("\n") if text[:2] not in ("- ", "+ ") or text[2:] not in shown)
    return "\n".join(kept).strip() or PARTS


def _words(text: str, target: str, before: str = "") -> str:
    """What the task column says: the task, below it its target, below it what was answered last time."""
    return "\n".join((text, *([f"Chỉ tiêu: {target}"] if target else []), *([f"Kỳ trước: {before}"] if before else [])))


def _state(item: Item, words: str = "") -> str:
    return "; ".join(part for part in (words, CHANGED if item.is_changed else "") if part)
