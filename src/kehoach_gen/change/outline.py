"""Plan ↔ its items one by one: paragraphs, recipients, appendices, areas, tasks, each with its own fields and its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from kehoach_gen.plan.model import Appendix, Area, Block, Column, Plan, Task

Item = Plan | Appendix | Area | Column | Task | Block | str
"""An item without the items in it; a text is a legal basis, an opening paragraph or a recipient."""
FieldValue = str | tuple[str, ...] | None
"""None: an entry of a table of words that is not there."""
Fields = Mapping[str, FieldValue]

LISTS: Mapping[type, Mapping[str, str]] = {
    Plan: {"can_cu": "bases", "mo_dau": "opening", "noi_dung": "body", "noi_nhan": "recipients", "phu_luc": "appendices"},
    Appendix: {"cot_them": "columns", "linh_vuc": "areas"},
    Area: {"nhiem_vu": "tasks"},
}
"""The lists of items in an item: {key in the data: name of the field}."""
_BLOCK = {"loai": "kind", "chu": "text", "ma": "id"}
WORDS = ""
"""The one field of an item that is a text."""


class Ref(NamedTuple):
    """Which item of a plan: the key of its list, and its id; its words where it has none."""

    list: str
    key: str


ROOT = Ref("", "")
"""The plan itself."""


@dataclass(frozen=True)
class Node:
    """An item and where it stands."""

    ref: Ref
    parent: Ref
    index: int
    """Counted from 0, in its list."""
    item: Item

    @property
    def id(self) -> str:
        return "" if isinstance(self.item, str) else self.item.id


@dataclass(frozen=True)
class Outline:
    """The items of a plan by their `Ref`, in the order of the document, and what stands in each list."""

    nodes: dict[Ref, Node]
    children: dict[tuple[Ref, str], list[Ref]]
    """{(item, key of a list in it): the items there}"""

    def inside(self, parent: Ref, key: str) -> Sequence[Ref]:
        return self.children.get((parent, key), ())


def outline(plan: Plan) -> Outline:
    """An id that a list bears twice counts the first time only."""
    found = Outline({}, {})
    _add(found, Node(ROOT, ROOT, 0, plan))
    return found


def _add(found: Outline, node: Node) -> None:
    bare = {}
    found.nodes[node.ref] = node
    for key, name in LISTS.get(type(node.item), {}).items():
        bare[name] = ()
        refs = found.children.setdefault((node.ref, key), [])
        for index, item in enumerate(getattr(node.item, name)):
            refs.append(_free_ref(found, key, item))
            _add(found, Node(refs[-1], node.ref, index, item))
    if bare and isinstance(node.item, BaseModel):
        found.nodes[node.ref] = Node(node.ref, node.parent, node.index, node.item.model_copy(update=bare))


def _free_ref(found: Outline, key: str, item: Item) -> Ref:
    words = words_of(item)
    id = item if isinstance(item, str) else item.id
    ref, count = Ref(key, id or words), 2
    while ref in found.nodes:
        ref, count = Ref(key, f"{words} ({count})"), count + 1
    return ref


def words_of(item: Item) -> str:
    """The words by which an item is known."""
    if isinstance(item, str):
        return item
    if isinstance(item, Area):
        return item.name
    if isinstance(item, Appendix | Column):
        return item.title
    return item.subject if isinstance(item, Plan) else item.text


def plan_of(found: Outline) -> Plan:
    """The plan that has this outline."""
    plan = _whole(found, ROOT)
    assert isinstance(plan, Plan)
    return plan


def _whole(found: Outline, ref: Ref) -> Item:
    item = found.nodes[ref].item
    if isinstance(item, str):
        return item
    inner = {
        name: tuple(_whole(found, child) for child in found.inside(ref, key)) for key, name in LISTS.get(type(item), {}).items()
    }
    return item.model_copy(update=inner) if inner else item


def fields(item: Item) -> Fields:
    """An item's own fields by their keys in the data; «nguoi_ky.chuc_vu» for one inside another."""
    return {WORDS: item} if isinstance(item, str) else dict(_fields(item))


def _fields(value: BaseModel) -> Iterator[tuple[str, FieldValue]]:
    for key, name in _names(type(value)).items():
        held = getattr(value, name)
        if isinstance(held, BaseModel):
            yield from ((f"{key}.{inner}", words) for inner, words in _fields(held))
        elif isinstance(held, dict):
            yield from ((f"{key}.{inner}", words) for inner, words in held.items())
        else:
            yield key, held


def _names(model: type[BaseModel]) -> Mapping[str, str]:
    """{key in the data: name of the field} of all fields but the lists of items."""
    if model is Block:
        return _BLOCK
    lists = LISTS.get(model, {}).values()
    return {info.alias or name: name for name, info in model.model_fields.items() if name not in lists}


def title_of(item: Item, field: str) -> str:
    """What a drafter calls this field: «Thời gian hoàn thành»."""
    if isinstance(item, str | Block):
        return {"loai": "Loại đoạn", "ma": "Mã"}.get(field, "")
    return _title(type(item), field)


def _title(model: type[BaseModel], field: str) -> str:
    key, _, inner = field.partition(".")
    info = model.model_fields[_names(model)[key]]
    title = info.title or ""
    if not inner:
        return title
    held = info.annotation
    return _title(held, inner) if isinstance(held, type) and issubclass(held, BaseModel) else f"{title} «{inner}»"


def with_fields(item: Item, changed: Fields) -> Item:
    """The item with these fields of it changed."""
    if isinstance(item, str):
        return str(changed[WORDS])
    return _with_fields(item, changed)


Value = TypeVar("Value", bound=BaseModel)


def _with_fields(value: Value, changed: Fields) -> Value:
    update: dict[str, Any] = {}
    for field, words in changed.items():
        key, _, inner = field.partition(".")
        name = _names(type(value))[key]
        if not inner:
            update[name] = words
            continue
        held = update.get(name, getattr(value, name))
        update[name] = _with_fields(held, {inner: words}) if isinstance(held, BaseModel) else _with_entry(held, inner, words)
    return value.model_copy(update=update)


def _with_entry(entries: Mapping[str, FieldValue], key: str, words: FieldValue) -> dict[str, FieldValue]:
    rest = {other: value for other, value in entries.items() if other != key}
    return rest if words is None else {**rest, key: words}
