"""Three versions of a plan → one: what two people changed since a common base, and where they meet.

Changes to different places are both kept; equal ones are one. Where both changed the same field, or one took out what the
other changed, there is a conflict with a name, and ours stands until a person has decided.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kehoach_gen.change.match import Matching, match
from kehoach_gen.change.outline import (
    LISTS,
    ROOT,
    Fields,
    FieldValue,
    Item,
    Node,
    Outline,
    Ref,
    fields,
    plan_of,
    title_of,
    with_fields,
    words_of,
)
from kehoach_gen.plan.model import Plan, Task

Side = Literal["ours", "theirs"]
PLACE, EXISTENCE = "vi_tri", ""
"""What a conflict is about where it is about no field: where an item stands, whether it stays."""
_CELLS = {"chu_tri_ghi": "chu_tri", "ghi_chu_phan_cong": "chu_tri", "phoi_hop_ghi": "phoi_hop"}
"""{field of a task: the field whose cell it is printed in}: they change together."""


@dataclass(frozen=True)
class Conflict:
    """One place that both sides changed. `id` is made of the item and the field: «n17.thoi_gian»."""

    id: str
    item: Item
    title: str
    """The name of the field; empty for the item itself."""
    base: str
    ours: str
    """Empty: taken out."""
    theirs: str


@dataclass(frozen=True)
class Merged:
    """The plan with all that does not meet, and what was decided; the conflicts that are still open."""

    plan: Plan
    conflicts: tuple[Conflict, ...]
    decided: tuple[str, ...]
    """The ids of the conflicts that were decided."""


def merge(base: Plan, ours: Plan, theirs: Plan, decide: Callable[[str], Side | None] = lambda id: None) -> Merged:
    """`decide` says which side wins a conflict, None where nobody has said so."""
    return _Merge(match(base, ours), match(base, theirs), decide).merged()


class _Merge:
    def __init__(self, mine: Matching, other: Matching, decide: Callable[[str], Side | None]) -> None:
        self.mine, self.other, self.decide = mine, other, decide
        self.base, self.ours, self.theirs = mine.old, mine.new, other.new
        self.found = Outline(dict(self.ours.nodes), {holder: list(refs) for holder, refs in self.ours.children.items()})
        self.conflicts: list[Conflict] = []
        self.decided: list[str] = []
        self.ids = Counter(node.id for node in self.base.nodes.values())
        self.refs: dict[Ref, Ref] = {}
        """{item of theirs: the same item of the result}"""
        self.kept: set[Ref] = set()
        """Items of ours that theirs took out, and that stay."""
        self.restored: set[Ref] = set()
        """Items that we took out and theirs put back, by their refs in theirs."""
        self.stable: dict[tuple[int, Ref, Ref, str], set[Ref]] = {}

    def merged(self) -> Merged:
        for ref in self.base.nodes:
            mine, other = self.mine.after.get(ref), self.other.after.get(ref)
            if mine is not None and other is not None:
                self.refs[other] = mine
                self.merge_fields(ref, mine, other)
        self.put_lists(ROOT)
        for ref in reversed(list(self.base.nodes)):
            if ref not in self.other.after and (mine := self.mine.after.get(ref)) is not None:
                self.take_out(ref, mine)
        return Merged(plan_of(self.found), tuple(self.conflicts), tuple(self.decided))

    # Conflicts

    def theirs_win(self, conflict: Conflict) -> bool:
        """Whether theirs were chosen; a conflict nobody has decided stays open."""
        side = self.decide(conflict.id)
        if side is None:
            self.conflicts.append(conflict)
        else:
            self.decided.append(conflict.id)
        return side == "theirs"

    def id_of(self, ref: Ref, field: str) -> str:
        node = self.base.nodes.get(ref) or self.ours.nodes[ref]
        name = node.id if self.ids[node.id] <= 1 and node.id else f"{ref.list}[{node.id or node.index + 1}]"
        return ".".join(part for part in ("" if ref == ROOT else name, field) if part)

    # Fields

    def merge_fields(self, ref: Ref, mine: Ref, other: Ref) -> None:
        before, ours, theirs = (_units(outline.nodes[r].item) for outline, r in _zip(self, ref, mine, other))
        changed: dict[str, FieldValue] = {}
        for unit in dict.fromkeys((*before, *ours, *theirs)):
            was, own, new = (side.get(unit, {}) for side in (before, ours, theirs))
            if new in (was, own) or (own != was and not self.theirs_win(self.field_conflict(ref, unit, (was, own, new)))):
                continue
            changed |= {field: new.get(field) for field in dict.fromkeys((*was, *own, *new))}
        if changed:
            node = self.found.nodes[mine]
            self.found.nodes[mine] = Node(mine, node.parent, node.index, with_fields(node.item, changed))

    def field_conflict(self, ref: Ref, unit: str, sides: tuple[Fields, Fields, Fields]) -> Conflict:
        item = self.base.nodes[ref].item
        return Conflict(self.id_of(ref, unit), item, title_of(item, unit), *map(_shown, sides))

    # Lists

    def put_lists(self, other: Ref) -> None:
        """The lists of an item of theirs: what they added or moved goes behind what stands before it there."""
        item = self.theirs.nodes[other].item
        holder = self.refs[other]
        for key in LISTS.get(type(item), ()):
            behind: Ref | None = None
            for ref in self.theirs.inside(other, key):
                behind = self.put(ref, holder, behind)
        for key in LISTS.get(type(item), ()):
            for ref in self.theirs.inside(other, key):
                if ref in self.refs:
                    self.put_lists(ref)

    def put(self, ref: Ref, holder: Ref, behind: Ref | None) -> Ref | None:
        """Puts an item of theirs where it belongs; returns what the next one goes behind."""
        base = self.other.before.get(ref)
        if base is None:
            return self.add(ref, holder, behind)
        mine = self.mine.after.get(base)
        if mine is None:
            return self.restore(base, ref, holder, behind)
        if self.is_moved(self.other, base, ref):
            self.move(base, mine, ref, holder, behind)
        here = self.found.inside(holder, mine.list)
        return mine if mine in here else behind

    def add(self, ref: Ref, holder: Ref, behind: Ref | None) -> Ref:
        node = self.theirs.nodes[ref]
        same = next((own for own in self.added_by_us(holder, ref.list) if _is_same(self.ours.nodes[own].item, node.item)), None)
        if same is not None:
            self.refs[ref] = same
            return same
        new, count = ref, 2
        while new in self.found.nodes:
            new, count = Ref(ref.list, f"{ref.key} ({count})"), count + 1
        self.refs[ref] = new
        self.insert(new, node.item, holder, behind)
        return new

    def added_by_us(self, holder: Ref, key: str) -> Iterator[Ref]:
        taken = set(self.refs.values())
        return (ref for ref in self.ours.inside(holder, key) if ref not in self.mine.before and ref not in taken)

    def insert(self, ref: Ref, item: Item, holder: Ref, behind: Ref | None) -> None:
        """Behind what it follows, and behind what we added there."""
        siblings = self.found.children.setdefault((holder, ref.list), [])
        place = siblings.index(behind) + 1 if behind in siblings else 0
        while place < len(siblings) and siblings[place] not in self.mine.before and siblings[place] in self.ours.nodes:
            place += 1
        siblings.insert(place, ref)
        self.found.nodes[ref] = Node(ref, holder, place, item)
        for key in LISTS.get(type(item), ()):
            self.found.children.setdefault((ref, key), [])

    def move(self, base: Ref, mine: Ref, ref: Ref, holder: Ref, behind: Ref | None) -> None:
        if self.is_moved(self.mine, base, mine):
            if self.stands(self.ours, self.mine, mine) == self.stands(self.theirs, self.other, ref):
                return
            sides = (self.told(self.base, base), self.told(self.ours, mine), self.told(self.theirs, ref))
            item = self.base.nodes[base].item
            if not self.theirs_win(Conflict(self.id_of(base, PLACE), item, "Chỗ đứng", *sides)):
                return
        old = self.found.nodes[mine]
        self.found.children[old.parent, mine.list].remove(mine)
        self.insert(mine, old.item, holder, behind)

    def is_moved(self, matching: Matching, base: Ref, new: Ref) -> bool:
        was, now = matching.old.nodes[base].parent, matching.new.nodes[new].parent
        if matching.before.get(now) != was:
            return True
        key = (id(matching), was, now, new.list)
        if key not in self.stable:
            self.stable[key] = set(matching.stable(was, now, new.list))
        return new not in self.stable[key]

    def stands(self, outline: Outline, matching: Matching, ref: Ref) -> tuple[Ref | None, Ref | None]:
        """(what it is in, what it follows), as the base knows them."""
        parent = outline.nodes[ref].parent
        siblings = outline.inside(parent, ref.list)
        place = siblings.index(ref)
        return matching.before.get(parent), matching.before.get(siblings[place - 1]) if place else None

    def told(self, outline: Outline, ref: Ref) -> str:
        parent = outline.nodes[ref].parent
        siblings = outline.inside(parent, ref.list)
        place = siblings.index(ref)
        after = f"sau «{words_of(outline.nodes[siblings[place - 1]].item)}»" if place else "ở đầu"
        return f"{after}{f', trong «{words_of(outline.nodes[parent].item)}»' if parent != ROOT else ''}"

    # What one side took out

    def restore(self, base: Ref, ref: Ref, holder: Ref, behind: Ref | None) -> Ref | None:
        """An item that we took out: theirs are asked for where they changed it, or something in it."""
        item, was = self.theirs.nodes[ref].item, self.base.nodes[base].item
        if self.theirs.nodes[ref].parent not in self.restored:
            if not self.is_touched(base, ref):
                return behind
            if not self.theirs_win(
                Conflict(self.id_of(base, EXISTENCE), was, "", words_of(was), "", self.whole(self.theirs, ref))
            ):
                return behind
        new = base if base not in self.found.nodes else Ref(base.list, f"{base.key} (2)")
        self.refs[ref] = new
        self.restored.add(ref)
        self.insert(new, item, holder, behind)
        return new

    def is_touched(self, base: Ref, ref: Ref) -> bool:
        if self.theirs.nodes[ref].item != self.base.nodes[base].item or self.is_moved(self.other, base, ref):
            return True
        inner = (child for key in LISTS.get(type(self.theirs.nodes[ref].item), ()) for child in self.theirs.inside(ref, key))
        return any((was := self.other.before.get(child)) is None or self.is_touched(was, child) for child in inner)

    def take_out(self, base: Ref, mine: Ref) -> None:
        """An item that theirs took out: gone, unless we changed it or have something in it."""
        item, was = self.found.nodes[mine].item, self.base.nodes[base].item
        inner = [ref for key in LISTS.get(type(item), ()) for ref in self.found.inside(mine, key)]
        is_held = bool(inner) and all(ref in self.kept for ref in inner)
        conflict = Conflict(self.id_of(base, EXISTENCE), was, "", words_of(was), self.whole(self.found, mine), "")
        is_ours = item != was or self.is_moved(self.mine, base, mine) or bool(inner)
        if is_held or (is_ours and not self.theirs_win(conflict)):
            self.kept.add(mine)
            return
        self.found.children[self.found.nodes[mine].parent, mine.list].remove(mine)

    def whole(self, outline: Outline, ref: Ref) -> str:
        """The words of an item and of all in it."""
        item = outline.nodes[ref].item
        inner = (child for key in LISTS.get(type(item), ()) for child in outline.inside(ref, key))
        return "\n".join((words_of(item) or "…", *(self.whole(outline, child) for child in inner)))


def _zip(merge: _Merge, ref: Ref, mine: Ref, other: Ref) -> Sequence[tuple[Outline, Ref]]:
    return (merge.base, ref), (merge.ours, mine), (merge.theirs, other)


def _units(item: Item) -> Mapping[str, Fields]:
    """The fields of an item, those of a task that one cell shows together."""
    found: dict[str, dict[str, FieldValue]] = {}
    for field, value in fields(item).items():
        unit = _CELLS.get(field, field) if isinstance(item, Task) else field
        found.setdefault(unit, {})[field] = value
    return found


def _shown(unit: Fields) -> str:
    parts = ("; ".join(value) if isinstance(value, tuple) else value for value in unit.values())
    return " | ".join(part for part in parts if part)


def _is_same(one: Item, other: Item) -> bool:
    """Whether two new items say the same; their ids were given to them by chance."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return type(one) is type(other) and {**fields(one), "ma": ""} == {**fields(other), "ma": ""}
