"""A change: what differs between two versions of a plan, item by item, and for whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kehoach_gen.change.outline import FieldValue, Item, Ref
from kehoach_gen.plan.model import Plan

Kind = Literal["added", "removed", "moved", "reworded", "reassigned", "deadline", "field"]
KINDS: dict[Kind, str] = {
    "added": "thêm",
    "removed": "bỏ",
    "moved": "chuyển chỗ",
    "reworded": "sửa câu chữ",
    "reassigned": "đổi phân công",
    "deadline": "đổi thời gian hoàn thành",
    "field": "sửa",
}

How = Literal[
    "gains_lead", "gains_coordination", "loses_lead", "loses_coordination", "to_lead", "to_coordination", "deadline", "words"
]
HOWS: dict[How, str] = {
    "gains_lead": "thêm việc chủ trì",
    "gains_coordination": "thêm việc phối hợp",
    "loses_lead": "thôi chủ trì",
    "loses_coordination": "thôi phối hợp",
    "to_lead": "từ phối hợp thành chủ trì",
    "to_coordination": "từ chủ trì thành phối hợp",
    "deadline": "đổi thời gian hoàn thành",
    "words": "đổi nội dung nhiệm vụ",
}


@dataclass(frozen=True)
class Effect:
    """How a change touches one agency."""

    agency: str
    """Its id."""
    name: str
    how: How
    group: str = ""
    """The name of the group by which it has the task; empty where the plan names the agency itself."""


@dataclass(frozen=True)
class Edit:
    """One field of an item before and after; `field` is its key in the data, «nguoi_ky.chuc_vu» for one inside another."""

    field: str
    title: str
    old: FieldValue
    new: FieldValue


@dataclass(frozen=True)
class Position:
    """Where an item was put: in which item, after which of that list (by its key; None for the first)."""

    parent: Ref
    after: str | None


@dataclass(frozen=True)
class Change:
    """One thing that was done to one item."""

    kind: Kind
    ref: Ref
    """The item as the old plan knows it; as the new one does where it was added."""
    path: str
    """Its place in the data: «phu_luc[pl1].linh_vuc[lv1].nhiem_vu[n01].thoi_gian»."""
    section: str
    """What it stands under: the frame, the body, an appendix, an area."""
    old_number: str = ""
    """As it is cited: «I.2.a» in the body, «1.đ» in the table; of a paragraph without a number, that of what it stands under."""
    new_number: str = ""
    old: str = ""
    """The words as printed, a paragraph a line; empty where there were none."""
    new: str = ""
    item: Item = ""
    """The item in the new plan; in the old one where it was removed."""
    edits: tuple[Edit, ...] = ()
    position: Position | None = None
    """Where it was added or moved to."""
    effects: tuple[Effect, ...] = ()

    @property
    def title(self) -> str:
        """The name of the field that was changed."""
        return self.edits[0].title if len(self.edits) == 1 else ""


@dataclass(frozen=True)
class Changes:
    """Two versions of a plan and all that differs, in the order of the document."""

    old: Plan
    new: Plan
    all: tuple[Change, ...]

    def by_agency(self) -> dict[str, tuple[Change, ...]]:
        """{name of an agency: the changes that touch it}, in the order in which they come."""
        found: dict[str, list[Change]] = {}
        for change in self.all:
            for name in dict.fromkeys(effect.name for effect in change.effects):
                found.setdefault(name, []).append(change)
        return {name: tuple(changes) for name, changes in found.items()}

    def by_item(self) -> Iterator[tuple[Change, ...]]:
        """The changes of each item together."""
        group: list[Change] = []
        for change in self.all:
            if group and change.ref != group[0].ref:
                yield tuple(group)
                group = []
            group.append(change)
        if group:
            yield tuple(group)
