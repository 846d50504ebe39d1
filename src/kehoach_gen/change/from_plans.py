"""Two versions of a plan → what differs between them, and for whom."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from kehoach_gen.agency import Registry
from kehoach_gen.change.effects import Offices, reassigned, told
from kehoach_gen.change.match import Matching, match
from kehoach_gen.change.model import Change, Changes, Edit, Effect, Kind, Position
from kehoach_gen.change.numbers import numbers
from kehoach_gen.change.outline import LISTS, ROOT, WORDS, Item, Node, Outline, Ref, fields, title_of, words_of
from kehoach_gen.plan.model import Appendix, Area, Column, Plan, Task
from kehoach_gen.plan.to_context import coordinator_cell, lead_cell, reference_date

FRAME = "Thể thức văn bản"
SECTIONS = {
    "can_cu": "Căn cứ ban hành",
    "mo_dau": "Đoạn mở đầu",
    "noi_dung": "Nội dung văn bản",
    "noi_nhan": "Nơi nhận",
}
_ASSIGNMENT = ("chu_tri", "chu_tri_ghi", "phoi_hop", "phoi_hop_ghi", "ghi_chu_phan_cong")


def compare(old: Plan, new: Plan, registry: Registry, day: datetime.date) -> Changes:
    """All that differs; agencies are those of `day`, and in the cells of the old plan called as at its own."""
    return Changes(old, new, tuple(_Comparison(old, new, registry, day).changes()))


class _Comparison:
    def __init__(self, old: Plan, new: Plan, registry: Registry, day: datetime.date) -> None:
        self.matching: Matching = match(old, new)
        self.old, self.new = self.matching.old, self.matching.new
        self.old_numbers, self.new_numbers = numbers(self.old), numbers(self.new)
        self.old_offices = Offices(registry, day, old.group_members)
        self.new_offices = Offices(registry, day, new.group_members)
        self.registry = registry
        self.days = reference_date(old), day

    def changes(self) -> Iterator[Change]:
        yield from self.edited(ROOT, ROOT)
        yield from self.inside(ROOT, ROOT)

    def inside(self, old: Ref | None, new: Ref | None) -> Iterator[Change]:
        """The changes of the items in an item."""
        holder = self.new.nodes[new].item if new is not None else self.old.nodes[old or ROOT].item
        for key in LISTS.get(type(holder), ()):
            for was, now in self.matching.steps(old, new, key):
                if now is None:
                    yield from self.gone(was or ROOT)
                elif was is None:
                    yield from self.came(now)
                else:
                    yield from self.edited(was, now)
                    yield from self.inside(was, now)

    def gone(self, ref: Ref) -> Iterator[Change]:
        """Nothing of an item that stands elsewhere now."""
        if ref not in self.matching.after:
            item = self.old.nodes[ref].item
            change = Change("removed", ref, *self.place(self.old, ref), self.old_numbers.get(ref, ""), item=item)
            yield replace(change, old=self.whole(item, old=True), effects=tuple(self.effects("removed", item, None)))
            yield from self.inside(ref, None)

    def came(self, ref: Ref) -> Iterator[Change]:
        item, was = self.new.nodes[ref].item, self.matching.before.get(ref)
        position = self.position(ref)
        change = Change("added", ref, *self.place(self.new, ref), "", self.new_numbers.get(ref, ""), item=item, position=position)
        if was is None:
            yield replace(change, new=self.whole(item), effects=tuple(self.effects("added", None, item)))
            yield from self.inside(None, ref)
            return
        words = words_of(self.old.nodes[was].item), words_of(item)
        yield replace(change, kind="moved", ref=was, old_number=self.old_numbers.get(was, ""), old=words[0], new=words[1])
        yield from self.edited(was, ref)
        yield from self.inside(was, ref)

    def position(self, ref: Ref) -> Position:
        parent = self.new.nodes[ref].parent
        siblings = self.new.inside(parent, ref.list)
        place = siblings.index(ref)
        return Position(self.known(parent), self.known(siblings[place - 1]).key if place else None)

    def known(self, ref: Ref) -> Ref:
        """The item of the new plan as the old one knows it, if it does."""
        return self.matching.before.get(ref, ref)

    def edited(self, old: Ref, new: Ref) -> Iterator[Change]:
        """What changed in an item that is in both plans."""
        was, now = self.old.nodes[old].item, self.new.nodes[new].item
        if was == now:
            return
        before, after = fields(was), fields(now)
        keys = [key for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)]
        edits = [Edit(key, title_of(now, key), before.get(key), after.get(key)) for key in keys]
        assignment = tuple(edit for edit in edits if isinstance(now, Task) and edit.field in _ASSIGNMENT)
        for edit in edits:
            if edit not in assignment:
                yield self.change(old, new, (edit,), _kind(now, edit.field))
            elif edit is assignment[0]:
                yield self.change(old, new, assignment, "reassigned")

    def change(self, old: Ref, new: Ref, edits: tuple[Edit, ...], kind: Kind) -> Change:
        was, now = self.old.nodes[old].item, self.new.nodes[new].item
        path, section = self.place(self.new, new, edits[0].field if len(edits) == 1 else "")
        shown = self.old_numbers.get(old, ""), self.new_numbers.get(new, "")
        words = _shown(edits[0].old), _shown(edits[0].new)
        if kind == "reassigned":
            words = self.assignment(was, old=True), self.assignment(now)
        effects = tuple(self.effects(kind, was, now))
        return Change(kind, old, path, section, *shown, *words, item=now, edits=edits, effects=effects)

    def effects(self, kind: Kind, old: Item | None, new: Item | None) -> Iterator[Effect]:
        was, now = (item if isinstance(item, Task) else None for item in (old, new))
        if was is None and now is None:
            return
        if kind in ("added", "removed", "reassigned"):
            yield from reassigned(self.old_offices.of(was), self.new_offices.of(now))
        else:
            yield from told(self.new_offices.of(now), "deadline" if kind == "deadline" else "words")

    def whole(self, item: Item, *, old: bool = False) -> str:
        """The words of an item that was added or removed, a task's with who does it and by when."""
        if not isinstance(item, Task):
            return words_of(item)
        parts = [item.text, self.assignment(item, old=old), f"Thời gian: {item.deadline}" if item.deadline else ""]
        return "\n".join(part for part in parts if part)

    def assignment(self, item: Item, *, old: bool = False) -> str:
        """The cells of a task, as its own plan prints them."""
        assert isinstance(item, Task)
        day = self.days[0] if old else self.days[1]

        def name_of(ref: str) -> str:
            return self.registry.name_of(ref, day)

        cells = {"Chủ trì": lead_cell(item, name_of), "Phối hợp": coordinator_cell(item, name_of)}
        return "\n".join(f"{title}: {words}" for title, words in cells.items() if words)

    def place(self, outline: Outline, ref: Ref, field: str = "") -> tuple[str, str]:
        """(path in the data, what it stands under)"""
        if ref == ROOT:
            return field, FRAME
        steps = [f"{node.ref.list}[{node.id or node.index + 1}]" for node in _upwards(outline, ref)][::-1]
        return ".".join([*steps, *([field] if field else [])]), self.section(outline, ref)

    def section(self, outline: Outline, ref: Ref) -> str:
        """Of an item that is gone, as the new plan numbers what it stood under."""
        if ref.list in SECTIONS:
            return SECTIONS[ref.list]
        *_, appendix = above = list(_upwards(outline, ref))
        several = max(len(found.inside(ROOT, "phu_luc")) for found in (self.old, self.new)) > 1
        title = f"Phụ lục {self.number(outline, appendix.ref)}" if several else "Phụ lục"
        areas = [node for node in above[1:] if node.ref.list == "linh_vuc" and words_of(node.item)]
        return f"{title}, {self.number(outline, areas[0].ref)}. {words_of(areas[0].item)}" if areas else title

    def number(self, outline: Outline, ref: Ref) -> str:
        if outline is self.new:
            return self.new_numbers[ref]
        after = self.matching.after.get(ref)
        return self.new_numbers[after] if after else self.old_numbers[ref]


def _upwards(outline: Outline, ref: Ref) -> Iterator[Node]:
    """The item and all it is in, without the plan."""
    while ref != ROOT:
        yield outline.nodes[ref]
        ref = outline.nodes[ref].parent


def _kind(item: Item, field: str) -> Kind:
    if isinstance(item, Task) and field == "thoi_gian":
        return "deadline"
    return "reworded" if field == _words_field(item) else "field"


def _words_field(item: Item) -> str | None:
    """The field that holds the words of an item; None where there is no such one."""
    if isinstance(item, Plan):
        return None
    if isinstance(item, str):
        return WORDS
    if isinstance(item, Area | Appendix | Column):
        return "ten"
    return "nhiem_vu" if isinstance(item, Task) else "chu"


def _shown(value: str | tuple[str, ...] | None) -> str:
    return "; ".join(value) if isinstance(value, tuple) else value or ""
