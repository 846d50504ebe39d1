"""The numbers of rows in a text without columns: which one comes next, and where a line begins with it."""

import re
from collections.abc import Sequence

from kehoach_gen.vietnamese.letters import LETTERS, roman


class Counting:
    """Which number comes next: of areas I, 1 and of tasks 1, a below them, or of tasks alone."""

    def __init__(self, texts: Sequence[str]) -> None:
        """`texts` are the lines of a table, the first of its heading."""
        self.areas, self.tasks = 0, 0
        found = [
            (index, form)
            for index, text in enumerate(texts)
            for form in ("I", "1", "a")
            if index and _rest(text, form) is not None
        ]
        self.start, first = found[0] if found else (len(texts), "1")
        """The index of the first row's first line."""
        inner = [(index, form) for index, form in found if index > self.start and form != first and (first, form) != ("1", "I")]
        second = _nth(first, 2)
        again = next(
            (index for index, text in enumerate(texts) if index > self.start and _rest(text, second) is not None), len(texts)
        )
        is_flat = not inner or again < inner[0][0]
        self.area_form, self.task_form = ("", first) if is_flat else (first, inner[0][1])

    def taken(self, text: str) -> tuple[str, str, bool] | None:
        """The number that the line begins with, if it is the next one; the words after it; whether it is an area's."""
        if self.areas or not self.area_form:
            label = _nth(self.task_form, self.tasks + 1)
            if (rest := _rest(text, label)) is not None:
                self.tasks += 1
                return label, rest, False
        if self.area_form:
            label = _nth(self.area_form, self.areas + 1)
            if (rest := _rest(text, label)) is not None:
                self.areas, self.tasks = self.areas + 1, 0
                return label, rest, True
        return None


def _nth(form: str, count: int) -> str:
    if form == "I":
        return roman(count)
    return str(count) if form == "1" else LETTERS[count - 1] if count <= len(LETTERS) else "?"


def _rest(text: str, label: str) -> str | None:
    """The words after the number, None where it does not stand there as a number: they begin as a sentence does."""
    found = re.fullmatch(rf"{re.escape(label)}[.)]?(?:\s+(?P<rest>\S.*))?", text)
    if not found:
        return None
    rest = found["rest"] or ""
    return rest if not rest or rest[0].isupper() or rest[0].isdigit() or rest[0] in '-+“"(' else None


_LABEL = re.compile(r"(?P<label>\d{1,3}(?:\.\d{1,2})*|[IVX]+|[a-zđ])[.)]?(?:\s+(?P<rest>\S.*))?")


def label_of(text: str) -> tuple[str, str]:
    """Whatever number the line begins with, maybe none, and the words after it."""
    found = _LABEL.fullmatch(text)
    return (found["label"], found["rest"] or "") if found else ("", text)
