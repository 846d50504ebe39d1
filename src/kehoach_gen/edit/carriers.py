"""A Word file of a plan → its paragraphs and rows one by one, and what of the plan each of them shows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from kehoach_gen.change.outline import ROOT, Outline, Ref, outline
from kehoach_gen.office.edited import EditedFile, Paragraph, Row, Table
from kehoach_gen.office.marks import BODY, FIELD, PREFIX, ROW, without_marks
from kehoach_gen.paper.columns import COORDINATOR, LEAD, TASK, TIME, key_of
from kehoach_gen.paper.model import clean
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import Context, appendix_context, plan_context
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.problem import Place
from kehoach_gen.vietnamese.fold import fold

Role = Literal["text", "task", "area", "fields", "heading", "superior", "kind", "signature", "attached", "number", "fixed"]
"""What a carrier shows: an item that is a text, a row; some fields of the frame in a sentence; lines that are made of a field;
«attached», «number»: made of values shown elsewhere; «fixed»: words of the template."""
GROUPS: tuple[Role, ...] = ("heading", "superior", "signature")
"""Several lines show one value."""
UNMARKED: tuple[Role, ...] = ("fixed", "kind", "attached", "number", *GROUPS)
"""What never has a mark of its own."""


@dataclass(frozen=True)
class Carrier:
    """A paragraph that has words, or a row of a task table that has any."""

    paragraphs: tuple[Paragraph, ...]
    row: Row | None = None
    table: int = -1
    """Of a row: which of the task tables, counted from 0."""
    holder: str = ""
    """The cell of another table that a paragraph stands in."""

    @cached_property
    def text(self) -> str:
        return "\n".join(p.text for p in self.paragraphs if p.text.strip())

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Of a row: its cells, folded."""
        return tuple(fold(cell.text) for cell in self.row.cells) if self.row else (self.folded,)

    @property
    def marks(self) -> Iterator[str]:
        return (mark for paragraph in self.paragraphs for mark in paragraph.marks)

    @property
    def place(self) -> Place:
        return self.row.place if self.row else self.paragraphs[0].place


@dataclass(frozen=True)
class Value:
    """A field as it stands in a sentence of the frame."""

    ref: Ref
    field: str
    printed: str


@dataclass(frozen=True)
class Shown:
    """A carrier and what it shows."""

    carrier: Carrier
    role: Role
    ref: Ref = ROOT
    printed: str = ""
    """The value of a text as it is printed, without number and what else the template puts around it."""
    values: tuple[Value, ...] = ()

    @cached_property
    def around(self) -> tuple[str, str]:
        """What stands before and after the value."""
        text = self.carrier.text
        place = text.find(self.printed)
        return (text[:place], text[place + len(self.printed) :]) if place >= 0 else ("", "")


def carriers(file: EditedFile) -> list[Carrier]:
    """All that has words, in order."""
    found: list[Carrier] = []
    tables = width = 0
    for block in file.blocks:
        if isinstance(block, Paragraph):
            found.append(Carrier((block,)))
        elif is_task_table(block) or (width and _width(block) == width):
            found += (Carrier(row.paragraphs, row, tables) for row in block.rows)
            tables, width = tables + 1, _width(block)
        else:
            cells = (cell for row in block.rows for cell in row.cells)
            found += (Carrier((paragraph,), None, -1, str(cell.place)) for cell in cells for paragraph in cell.paragraphs)
    return [carrier for carrier in found if carrier.text.strip()]


def is_task_table(table: Table) -> bool:
    """By the marks in it, most of which are of rows, else by the titles of its columns."""
    marks = [mark for row in table.rows for p in row.paragraphs for mark in p.marks if mark.startswith(PREFIX)]
    if 2 * sum(mark.startswith(f"{PREFIX}{ROW}_") for mark in marks) > len(marks):
        return True
    keys = {key_of(cell.text) for row in table.rows[:3] for cell in row.cells if cell.text}
    return len(keys & {TASK, LEAD, COORDINATOR, TIME}) >= 2


def _width(table: Table) -> int:
    """The number of columns of its grid; a table cut in two goes on with as many."""
    return max((cell.column + cell.span for row in table.rows for cell in row.cells), default=0)


def mark_names(found: Outline) -> dict[str, tuple[Ref, str]]:
    """{name of a mark without its prefix: (the item it is on, the field it shows)}"""
    names: dict[str, tuple[Ref, str]] = {}
    for list, kind, short in (("can_cu", BODY, "cc"), ("mo_dau", BODY, "mo"), ("noi_nhan", FIELD, "nn")):
        names |= {f"{kind}_{short}{place}": (ref, "") for place, ref in enumerate(found.inside(ROOT, list), 1)}
    for place, ref in enumerate(found.inside(ROOT, "noi_dung"), 1):
        names.setdefault(f"{BODY}_{found.nodes[ref].id or f'v{place}'}".lower(), (ref, ""))
    fields = {"so": "so", "dia_danh": "dia_danh", "ngay": "ngay_ban_hanh", "trich_yeu": "trich_yeu"}
    fields |= {"luu": "luu", "ho_ten": "nguoi_ky.ho_ten"}
    names |= {f"{FIELD}_{mark}": (ROOT, field) for mark, field in fields.items()}
    for index, appendix in enumerate(found.inside(ROOT, "phu_luc"), 1):
        names[f"{FIELD}_{found.nodes[appendix].id or f'pl{index}'}_ten".lower()] = (appendix, "ten")
        for position, area in enumerate(found.inside(appendix, "linh_vuc"), 1):
            own = f"x{index}v{position}"
            names.setdefault(f"{ROW}_{found.nodes[area].id or own}".lower(), (area, ""))
            for count, task in enumerate(found.inside(area, "nhiem_vu"), 1):
                names.setdefault(f"{ROW}_{found.nodes[task].id or f'{own}n{count}'}".lower(), (task, ""))
    return names


_ENDING = re.compile(r"_(?:e|n|o|copy_?\d*)$")


def bare_names(mark: str) -> Iterator[str]:
    """The name of a mark without its prefix, then without what copies, ends and second marks of an item add to it."""
    if not mark.lower().startswith(PREFIX):
        return
    name = mark.lower().removeprefix(PREFIX)
    while True:
        yield name
        shorter = _ENDING.sub("", name)
        if shorter == name:
            return
        name = shorter


class Print:
    """A plan as it is printed: what each paragraph and row of its file shows."""

    def __init__(self, maker: Maker, file: EditedFile) -> None:
        self.plan: Plan = maker.plan
        self.outline = outline(maker.plan)
        self.names = mark_names(self.outline)
        self.context = plan_context(maker.plan, maker.law)
        self.appendices = [appendix_context(maker.plan, i, maker.law, maker.name_of) for i, _ in enumerate(maker.plan.appendices)]
        self.rows = dict(self._rows())
        self.texts = dict(self._texts())
        self.shown = self._with_unmarked([self._of(carrier) for carrier in carriers(file)])
        self.margins = file.margins

    def find(self, marks: Iterator[str]) -> dict[Ref, str]:
        """{item: field} that these marks are on."""
        found: dict[Ref, str] = {}
        for mark in marks:
            name = next((name for name in bare_names(mark) if name in self.names), None)
            if name is not None:
                found.setdefault(*self.names[name])
        return found

    def values(self, carrier: Carrier) -> tuple[Value, ...]:
        """The fields of the frame that marks of a paragraph name, in the order in which they stand."""
        keys = {"so": "so", "dia_danh": "dia_danh", "ngay_ban_hanh": "ngay_thang", "trich_yeu": "trich_yeu", "luu": "luu"}
        found: dict[tuple[Ref, str], Value] = {}
        for mark in carrier.marks:
            ref, field = next((self.names[name] for name in bare_names(mark) if name in self.names), (ROOT, ""))
            if field == "ten":
                place = self.outline.inside(ROOT, "phu_luc").index(ref)
                found[ref, field] = Value(ref, field, without_marks(self.appendices[place]["tieu_de"]))
            elif field:
                key = "ho_ten" if field == "nguoi_ky.ho_ten" else keys[field]
                found[ref, field] = Value(ref, field, without_marks(self.context[key]))
        return tuple(found.values())

    def _of(self, carrier: Carrier) -> Shown:
        values = self.values(carrier)
        if values:
            return Shown(carrier, "fields", values=values)
        ref = next(iter(self.find(carrier.marks)), None)
        if ref is None:
            return Shown(carrier, "fixed")
        if carrier.row is not None:
            return Shown(carrier, "area" if ref.list == "linh_vuc" else "task", ref)
        return Shown(carrier, "text", ref, self.texts.get(ref, ""))

    def _with_unmarked(self, shown: list[Shown]) -> list[Shown]:
        """Lines without marks are known by the words that a plan prints there."""
        for role, words in (
            ("superior", self.context["chu_quan"]),
            ("heading", self.context["co_quan"]),
            ("kind", [self.context["ten_loai"]]),
            ("signature", self.context["quyen_han"]),
            ("attached", [context["kem_theo"] for context in self.appendices]),
        ):
            self._name(shown, role, [clean(text) for text in words])
        for place, one in enumerate(shown):
            if one.role == "fixed" and re.fullmatch(r"Phần [IVXL]+", clean(one.carrier.text)):
                shown[place] = replace(one, role="number")
        return shown

    def _name(self, shown: list[Shown], role: Any, words: Sequence[str]) -> None:
        """The first unmarked lines with these words, in their order."""
        places = [place for place, one in enumerate(shown) if one.role == "fixed" and one.carrier.row is None]
        left = list(words)
        for place in places:
            if left and clean(shown[place].carrier.text) == left[0]:
                shown[place] = replace(shown[place], role=role)
                left.pop(0)

    def _texts(self) -> Iterator[tuple[Ref, str]]:
        for key in ("can_cu", "mo_dau", "noi_nhan"):
            yield from zip(self.outline.inside(ROOT, key), map(without_marks, self.context[key]), strict=True)
        blocks = (without_marks(block["chu"]) for block in self.context["noi_dung"])
        yield from zip(self.outline.inside(ROOT, "noi_dung"), blocks, strict=True)

    def _rows(self) -> Iterator[tuple[Ref, Mapping[str, str]]]:
        for appendix, context in zip(self.outline.inside(ROOT, "phu_luc"), self.appendices, strict=True):
            for area, inner in zip(self.outline.inside(appendix, "linh_vuc"), context["linh_vuc"], strict=True):
                yield area, {"tt": without_marks(inner["tt"]), "ten": without_marks(inner["ten"])}
                for task, cells in zip(self.outline.inside(area, "nhiem_vu"), inner["nhiem_vu"], strict=True):
                    yield task, dict(_cells(cells))


def _cells(context: Context) -> Iterator[tuple[str, str]]:
    """{field: its words as printed}"""
    for key, value in context.items():
        if key == "cot_them":
            yield from ((f"cot_them.{column}", clean(words)) for column, words in value.items())
        else:
            words = "\n".join(map(without_marks, value)) if isinstance(value, list) else without_marks(value)
            yield ("nhiem_vu" if key == "doan" else key), clean(words)
