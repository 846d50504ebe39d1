"""A form as it was sent and as it came back → what was changed in it besides the answers."""

import re
from collections.abc import Iterator

from kehoach_gen.form.layout import COLUMNS, Row, rows
from kehoach_gen.form.model import Form
from kehoach_gen.form.reading import shortened
from kehoach_gen.form.returned import UNMARKED, Returned, RowName, settled
from kehoach_gen.problem import WARNING, Place, Problem
from kehoach_gen.vietnamese.fold import fold

STRUCTURE = frozenset(
    {
        "thieu-cot",
        "thieu-hang",
        "mat-tieu-de",
        "hang-gop",
        "hang-ngoai-mau",
        "hang-doc-theo-thu-tu",
        "o-gop",
        "o-mau-bi-sua",
    }
)
"""Codes that say the table is no longer as it was sent. A copied row, a text outside its fields is no damage by itself; a
copy that says something else is told once more as «hang-ngoai-mau»."""


def changes(form: Form, returned: Returned) -> tuple[Problem, ...]:
    """What of the form's own structure and words is gone or different in the file, settled or not, top to bottom.

    Words are compared folded, without blanks and leading zeros; not where the file is another edition of the form. Rows and
    columns that are gone are told once, by the notices of the file.
    """
    known = settled(form, returned)
    damage = (notice for notice in known.notices if notice.code in STRUCTURE)
    is_this_one = not known.base or form.base.startswith(known.base)
    return (*damage, *(_edited(form, known) if is_this_one else ()))


def _edited(form: Form, returned: Returned) -> Iterator[Problem]:
    for row in rows(form.items):
        role = row.item.role
        name: RowName = (role, row.line.id if row.line else f"{UNMARKED}{row.number}")
        if name not in returned.lines:
            continue
        sent, found = _sent(row), returned.lines[name].fixed
        for column in COLUMNS[role]:
            if column.key in found and _differs(sent[column.key], found[column.key]):
                cell, words = f"«{column.title}» của hàng {row.number}", (sent[column.key], found[column.key])
                yield _problem(returned, name, column.key, cell, words)


def _sent(row: Row) -> dict[str, str]:
    """What the row was sent with, by the keys of its columns."""
    return {
        "tt": row.number,
        "nhiem_vu": row.words,
        "co_quan": row.others,
        "thoi_han": row.deadline,
        "tinh_trang": row.state,
    }


_LEADING_ZERO = re.compile(r"(?<!\d)0+(?=\d)")


def _differs(sent: str, now: str) -> bool:
    """Whether anybody would see a difference: programs that take «06/2023» for a date write «6/2023»."""
    return sent != now and _bare(sent) != _bare(now)


def _bare(text: str) -> str:
    return _LEADING_ZERO.sub("", fold(text).replace(" ", ""))


def _problem(returned: Returned, name: RowName, key: str, cell: str, words: tuple[str, str]) -> Problem:
    sent, now = (f"«{shortened(text)}»" if text else "ô trống" for text in words)
    place = returned.places.get((*name, key)) or returned.places.get((*name, ""), Place(returned.file))
    hint = "phần này do cơ quan gửi mẫu điền sẵn; không đồng ý với nội dung thì ghi ở cột kiến nghị, đề xuất."
    return Problem("o-mau-bi-sua", WARNING, place, f"Ô {cell} đã bị sửa: lúc gửi là {sent}, nay là {now}.", hint)
