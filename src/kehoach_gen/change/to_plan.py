"""Plan, changes → the plan with these changes made."""

from collections.abc import Iterable

from kehoach_gen.change.model import Change, Position
from kehoach_gen.change.outline import LISTS, Node, Outline, Ref, outline, plan_of, with_fields
from kehoach_gen.plan.model import Plan


def apply(plan: Plan, changes: Iterable[Change]) -> Plan:
    """`plan` as `changes` make it; any part of a comparison, applied to its old plan or to a later one.

    Raises KeyError where the plan has not, or no more, what a change speaks of, and where it has what is to be added.
    """
    found, changes = outline(plan), tuple(changes)
    for change in changes:
        _edit(found, change)
    for change in changes:
        if change.kind in ("removed", "moved"):
            _take_out(found, change.ref)
    for change in changes:
        if change.position is not None:
            _put_in(found, change, change.position)
    return plan_of(found)


def _edit(found: Outline, change: Change) -> None:
    if change.edits:
        node = found.nodes[change.ref]
        item = with_fields(node.item, {edit.field: edit.new for edit in change.edits})
        found.nodes[change.ref] = Node(node.ref, node.parent, node.index, item)


def _take_out(found: Outline, ref: Ref) -> None:
    siblings = found.children[found.nodes[ref].parent, ref.list]
    siblings.remove(ref)


def _put_in(found: Outline, change: Change, position: Position) -> None:
    ref = change.ref
    if change.kind == "added" and ref in found.nodes:
        raise KeyError(ref)
    siblings = found.children[position.parent, ref.list]
    place = 0
    if position.after is not None:
        before = Ref(ref.list, position.after)
        if before not in siblings:
            raise KeyError(before)
        place = siblings.index(before) + 1
    siblings.insert(place, ref)
    item = change.item if change.kind == "added" else found.nodes[ref].item
    found.nodes[ref] = Node(ref, position.parent, place, item)
    for key in LISTS.get(type(item), ()):
        found.children.setdefault((ref, key), [])
