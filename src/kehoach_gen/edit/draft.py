"""The plan as an edited file says it, on its way: its items in the order of the file, and what each carrier has become."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import cached_property
from typing import NamedTuple

from kehoach_gen.change.outline import LISTS, ROOT, Fields, Item, Node, Ref, outline, plan_of, with_fields, words_of
from kehoach_gen.edit.carriers import Carrier, Print, Role, bare_names
from kehoach_gen.edit.cells import Cells, Columns
from kehoach_gen.edit.pairing import Pairing
from kehoach_gen.nd30 import Law
from kehoach_gen.office.edited import Author, EditedFile
from kehoach_gen.office.marks import BODY, ROW
from kehoach_gen.paper.capitals import Capitals
from kehoach_gen.plan.model import Plan
from kehoach_gen.problem import WARNING, Place, Problem


class Spot(NamedTuple):
    """What a carrier of the file has become; what has become nothing has none."""

    role: Role
    ref: Ref = ROOT
    place: int = -1
    """What it is of the print; -1 for what is new."""


_PREFIXES = {"noi_dung": "b", "nhiem_vu": "n", "linh_vuc": "lv"}
_DIGITS = {"b": 2, "n": 2, "lv": 1}
_POSITIONAL = re.compile(r"v\d+|cc\d+|mo\d+|x\d+v\d+(?:n\d+)?")
"""Marks of items without an id of their own are made of their places."""


class Draft:
    """`present`: ids that are taken today; `used`: ids that once were, and are not to be given to something new."""

    def __init__(self, printed: Print, pairing: Pairing, file: EditedFile, cells: Cells, law: Law) -> None:
        self.printed, self.pairing, self.file, self.cells, self.law = printed, pairing, file, cells, law
        self.held = pairing.held
        self.found = outline(printed.plan)
        self.order: dict[tuple[Ref, str], list[Ref]] = defaultdict(list)
        """{(item, key of a list in it): the items there, as the file has them}"""
        known = ((carrier, place, printed.shown[place]) for carrier, place in pairing.of.items())
        self.spots = {carrier: Spot(shown.role, shown.ref, place) for carrier, place, shown in known}
        self.columns: dict[int, Columns] = {}
        """{task table of the file: where its fields stand}"""
        self.authors: dict[tuple[Ref, str], tuple[Author, ...]] = {}
        """{(item, field): who changed it there}; field "" for the item itself."""
        self.problems: list[Problem] = []
        self.present: Set[str] = {node.id for node in self.found.nodes.values()}
        self.used: Set[str] = frozenset()

    @cached_property
    def capitals(self) -> Capitals:
        texts = [carrier.text for carrier in self.held] + [shown.carrier.text for shown in self.printed.shown]
        return Capitals(texts, self.cells.registry)

    def change(self, ref: Ref, fields: Fields, authors: Iterable[Author] = ()) -> None:
        if not fields:
            return
        node, who = self.found.nodes[ref], tuple(authors)
        self.found.nodes[ref] = Node(node.ref, node.parent, node.index, with_fields(node.item, fields))
        for field in fields:
            self.sign(ref, field, who)

    def add(self, list: str, parent: Ref, item: Item, authors: Iterable[Author] = ()) -> Ref:
        id = "" if isinstance(item, str) else item.id
        key, count = id or words_of(item), 2
        while Ref(list, key) in self.found.nodes:
            key, count = f"{words_of(item)} ({count})", count + 1
        ref = Ref(list, key)
        self.found.nodes[ref] = Node(ref, parent, 0, item)
        self.sign(ref, "", authors)
        return ref

    def sign(self, ref: Ref, field: str, authors: Iterable[Author]) -> None:
        if who := tuple(dict.fromkeys(authors)):
            self.authors[ref, field] = who

    def tell(self, code: str, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(code, WARNING, place, message, hint))

    def new_id(self, list: str, carrier: Carrier) -> str:
        """The one a mark brings of an item that is in the plan no more: a deletion was taken back. Else one above all."""
        kind = BODY if list == "noi_dung" else ROW
        for mark in carrier.marks:
            *_, name = ("", *bare_names(mark))
            id = name.removeprefix(f"{kind}_")
            if name.startswith(f"{kind}_") and id not in self.present and not _POSITIONAL.fullmatch(id):
                return self._given(id)
        prefix = _PREFIXES[list]
        numbers = (int(id.removeprefix(prefix)) for id in self.used | self.present if re.fullmatch(rf"{prefix}\d+", id))
        return self._given(f"{prefix}{max(numbers, default=0) + 1:0{_DIGITS[prefix]}}")

    def _given(self, id: str) -> str:
        self.present = self.present | {id}
        return id

    # The whole

    def plan(self) -> Plan:
        """Puts every list in the order of the file; what it does not print stays where it was."""
        for holder, old in list(self.found.children.items()):
            self.found.children[holder] = _completed(self.order.get(holder, []), old, self._shown)
        for holder, refs in self.order.items():
            self.found.children.setdefault(holder, refs)
        for appendix in self._removed_appendices():
            self.found.children[ROOT, "phu_luc"].remove(appendix)
        for mark, authors in self.file.gone.items():
            for ref in self.printed.find(iter([mark])):
                if ref in self.removed:
                    self.sign(ref, "", authors)
        return plan_of(self.found)

    @cached_property
    def _shown(self) -> Set[Ref]:
        return {one.ref for one in self.printed.shown if one.role in ("text", "task", "area")}

    @property
    def removed(self) -> Set[Ref]:
        """What is printed, and is in the file no more."""
        return self._shown - {ref for refs in self.order.values() for ref in refs}

    def _removed_appendices(self) -> list[Ref]:
        """Those that had rows, of which the file has none."""
        found = []
        for appendix in self.found.children[ROOT, "phu_luc"]:
            rows = {ref for ref in self._shown if ref.list in ("linh_vuc", "nhiem_vu") and self.was_in(ref, appendix)}
            if rows and rows <= self.removed and not self.order.get((appendix, "linh_vuc")):
                found.append(appendix)
        return found

    def was_in(self, ref: Ref, appendix: Ref) -> bool:
        """Whether a row was printed in this appendix."""
        nodes = self.printed.outline.nodes
        while ref != ROOT and ref != appendix:
            ref = nodes[ref].parent
        return ref == appendix

    def renamed(self, plan: Plan) -> dict[Ref, Ref]:
        """{item of the draft: the same item in an outline made of its plan}, as texts are known by their words."""
        after = outline(plan)
        found: dict[Ref, Ref] = {ROOT: ROOT}
        todo = [ROOT]
        while todo:
            ref = todo.pop()
            for key in LISTS.get(type(self.found.nodes[ref].item), ()):
                for old, new in zip(self.found.inside(ref, key), after.inside(found[ref], key), strict=True):
                    found[old] = new
                    todo.append(old)
        return found


def _completed(order: Sequence[Ref], old: Sequence[Ref], shown: Set[Ref]) -> list[Ref]:
    """The order of the file, with what it does not print after what it stood behind."""
    found = list(order)
    last: Ref | None = None
    for ref in old:
        if ref not in shown and ref not in found:
            found.insert(found.index(last) + 1 if last in found else 0, ref)
        last = ref
    return found
