"""A receipt → what its sender has to put right: in which cell of the copy that goes back, and how.

Of an .xlsx or .docx file the copy is the file itself; an .xls or .ods file goes back as the form filled in anew.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kehoach_gen.form.from_xlsx import from_xlsx
from kehoach_gen.form.layout import COLUMNS, Row, rows
from kehoach_gen.form.model import Form
from kehoach_gen.form.returned import UNMARKED, Returned, RowName, settled
from kehoach_gen.form.to_xlsx import to_xlsx
from kehoach_gen.problem import ERROR, WARNING, Place, Problem
from kehoach_gen.receipt.model import Receipt


@dataclass(frozen=True)
class Fault:
    """One thing to put right, which is an error, or to look at again."""

    problem: Problem
    place: Place
    """Where it stands in the copy: a cell that can be seen."""
    where: str
    """The same in words."""
    remedy: str
    """What the sender is to do."""

    @property
    def is_error(self) -> bool:
        return self.problem.severity == ERROR


def faults(receipt: Receipt) -> tuple[Fault, ...]:
    """What is wrong in a file that was held against its form, errors first."""
    assert receipt.form is not None
    assert receipt.returned is not None
    spots = _Spots(receipt.form, receipt.returned)
    found = sorted((p for p in receipt.problems if p.severity in (ERROR, WARNING)), key=lambda p: p.severity != ERROR)
    return tuple(Fault(problem, *spots.of(problem.place), _remedy(problem)) for problem in found)


def is_made_anew(returned: Returned) -> bool:
    """Whether no comment can be written into the file itself."""
    return returned.kind in ("xls", "ods")


_REMEDIES = {
    "mau-cu": "đối chiếu với bản mẫu gửi sau cùng; nhiệm vụ đã sửa đổi thì ghi lại kết quả.",
    "thieu-hang": "đặt lại hàng này như trong mẫu đã nhận, rồi ghi kết quả.",
    "mat-tieu-de": "đặt lại hàng tiêu đề như trong mẫu đã nhận.",
    "khong-ro-mau": "đặt lại dòng mã biểu như trong mẫu đã nhận.",
    "nhieu-ma-bieu": "giữ một mã biểu, là mã trong mẫu gửi cho cơ quan.",
}
"""What the sender does where the hint is for whoever received the file."""


def _remedy(problem: Problem) -> str:
    words = _REMEDIES.get(problem.code, problem.hint)
    return words[:1].upper() + words[1:]


class _Spots:
    """Where the cells of a form stand in the file, and where in the copy of it."""

    def __init__(self, form: Form, returned: Returned) -> None:
        self.file = returned
        self.copy = settled(form, from_xlsx(to_xlsx(form), returned.file)) if is_made_anew(returned) else returned
        self.cells = {place: (name, key) for name, key, place in _places(returned)}
        self.rows = {_name(row): row for row in rows(form.items)}
        self.first = _first_cells(self.copy)

    def of(self, place: Place) -> tuple[Place, str]:
        """The place in the copy, and in words, of a place in the file."""
        known = self.cells.get(place)
        if known is not None:
            shown = self.seen(self.in_copy(*known))
            return shown, " ".join(filter(None, (self.title(*known), _cell(shown))))
        if self.copy is not self.file:
            return self.seen(Place(self.copy.file)), _words(place)
        shown = self.seen(place)
        return shown, _words(shown if place.cell else place)

    def in_copy(self, name: RowName, key: str) -> Place:
        """The cell; the row where the copy has nothing there, the file where it has no such row."""
        line = self.copy.lines.get(name)
        if line is None:
            return Place(self.copy.file)
        return line.place(key if key in line.keys else "")

    def seen(self, place: Place) -> Place:
        """Never in the hidden column of marks, and on some sheet of a workbook."""
        if self.copy.kind == "docx" or not self.first:
            return place
        sheet = place.sheet or next(iter(self.first))
        letter, digits = _split(place.cell or "A1")
        first = self.first.get(sheet, "B")
        return replace(place, sheet=sheet, cell=f"{first}{digits}" if letter == "A" else place.cell)

    def title(self, name: RowName, key: str) -> str:
        """«Nhiệm vụ 1.a, cột Số liệu»."""
        row = self.rows.get(name)
        number = row.number if row else name[1].removeprefix(UNMARKED)
        titles = (column.title for column in COLUMNS[name[0]] if key and key in (column.key, column.answer))
        return ", cột ".join((f"Nhiệm vụ {number}", *titles))


def _name(row: Row) -> RowName:
    return row.item.role, row.line.id if row.line else f"{UNMARKED}{row.number}"


def _places(returned: Returned) -> Iterator[tuple[RowName, str, Place]]:
    for name, line in returned.lines.items():
        for key in ("", *line.keys):
            yield name, key, line.place(key)


def _first_cells(returned: Returned) -> Mapping[str, str]:
    """{sheet: letter of the first column of its table}, the marks left out."""
    found: dict[str, str] = {}
    for _, key, place in _places(returned):
        if key and place.sheet and place.cell:
            letter = _split(place.cell)[0]
            found[place.sheet] = min(found.get(place.sheet, letter), letter, key=lambda letters: (len(letters), letters))
    return found


def _split(cell: str) -> tuple[str, str]:
    """«J5» → J, 5; of a range its first cell."""
    found = re.match(r"([A-Z]+)(\d+)", cell)
    return (found[1], found[2]) if found else ("A", "1")


def _cell(place: Place) -> str:
    return f"(ô {place.cell}, trang «{place.sheet}»)" if place.sheet else ""


def _words(place: Place) -> str:
    if place.sheet:
        return f"Ô {place.cell}, trang «{place.sheet}»" if place.cell else f"Trang «{place.sheet}»"
    return place.part[:1].upper() + place.part[1:] if place.part else "Cả tệp"
