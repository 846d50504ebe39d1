"""Two versions of a plan → the values its templates print, with what changed between them.

Names and shapes are those of `plan/to_context.py`: the values of the new plan, the words of the old one in them as deleted,
the items of the old one in its lists. Numbers are those of the new plan, unmarked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kehoach_gen.change.match import Matching, Step
from kehoach_gen.change.outline import ROOT, Ref
from kehoach_gen.change.words import BREAK, Piece, differences, list_differences
from kehoach_gen.office.marks import CONTROLS, without_marks
from kehoach_gen.office.redline import Kind, Scope, changed, flagged
from kehoach_gen.plan.to_context import Context

_OPEN, _TEXT, _CLOSE = CONTROLS[0], CONTROLS[1], CONTROLS[2]
_NAME = re.compile(f"(?<={_OPEN})[^!{_TEXT}]+")
_TEXT_LISTS = ("can_cu", "mo_dau", "noi_nhan")
_ASSIGNEES = ("chu_tri", "phoi_hop")
OLD_PLACE = "_o"
"""Ends the mark of what is deleted where it was, while its own mark is borne by what the new plan prints."""


def tracked(old: str, new: str) -> str:
    """The new value in its mark, the words of the old one in it as deleted."""
    words = "".join(map(_carried, differences(without_marks(old), without_marks(new))))
    return _inside(new or old, words)


def _carried(piece: Piece) -> str:
    return piece.text if piece.kind == "kept" else changed(piece.text, piece.kind)


def _inside(value: str, words: str) -> str:
    """`words` in the mark of `value`, if it has one."""
    opening, sign, _ = value.partition(_TEXT)
    return f"{opening}{sign}{words}{_CLOSE}" if sign else words


def tracked_lines(old: Sequence[str], new: Sequence[str], *, is_list: bool = False) -> list[str]:
    """Paragraphs of one look, at least one in both plans: their words (of a list its names) and their ends as deleted and
    inserted. The mark is on the first that has words of the new plan."""
    was, now = (BREAK.join(map(without_marks, lines)) for lines in (old, new))
    lines, first = [""], -1
    for kind, text in list_differences(was, now) if is_list else differences(was, now):
        for number, words in enumerate(text.split(BREAK)):
            if number:
                lines[-1] += "" if kind == "kept" else flagged("", "break", kind)
                lines.append("")
            lines[-1] += _carried(Piece(kind, words))
            if first < 0 and words and kind != "deleted":
                first = len(lines) - 1
    if first >= 0:
        lines[first] = _inside(new[0], lines[first])
    return lines


def whole(value: Any, scope: Scope, kind: Kind) -> Any:
    """A value, or all that is in it, as printed in a paragraph, row or section that was deleted or inserted."""
    if isinstance(value, dict):
        return {key: whole(inner, scope, kind) for key, inner in value.items()}
    if isinstance(value, list):
        return [whole(inner, scope, kind) for inner in value]
    return _inside(value, flagged(without_marks(value), scope, kind)) if isinstance(value, str) and value else value


@dataclass(frozen=True)
class Redliner:
    """Puts the contexts of two plans together."""

    matching: Matching
    new_contexts: Sequence[Context]

    def plan(self, old: Context, new: Context) -> Context:
        """The names of `kehoach.docx`."""
        lists: Context = {name: list(self.texts(name, old[name], new[name])) for name in _TEXT_LISTS}
        return {**self.values(old, new), **lists, "noi_dung": list(self.blocks(old["noi_dung"], new["noi_dung"]))}

    def values(self, old: Context, new: Context) -> Context:
        """Single values, and lists of lines; all others as the new plan prints them."""
        return {name: self.value(old.get(name, type(value)()), value, name in _ASSIGNEES) for name, value in new.items()}

    def value(self, old: Any, new: Any, is_list: bool = False) -> Any:
        """`is_list`: a cell of agencies."""
        if isinstance(new, str):
            return tracked(old, new)
        if isinstance(new, dict):
            return self.values(old, new)
        if isinstance(new, list) and all(isinstance(line, str) for line in (*old, *new)):
            return (
                tracked_lines(old, new, is_list=is_list)
                if old and new
                else self.gone(old, "paragraph") + whole(new, "paragraph", "inserted")
            )
        return new

    def texts(self, key: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
        for was, now in self.places(ROOT, ROOT, key):
            if was is not None and now is not None:
                yield tracked(old[was], new[now])
            else:
                yield self.one_sided(was, now, old, new, "paragraph")

    def blocks(self, old: Sequence[Context], new: Sequence[Context]) -> Iterator[Context]:
        """Paragraphs of the body; one that became a paragraph of another kind is deleted and inserted."""
        for was, now in self.places(ROOT, ROOT, "noi_dung"):
            if was is not None and now is not None and old[was]["loai"] == new[now]["loai"]:
                yield {**new[now], "chu": tracked(old[was]["chu"], new[now]["chu"])}
                continue
            if was is not None:
                yield {**self.gone(old[was], "paragraph"), "loai": old[was]["loai"]}
            if now is not None:
                yield {**whole(new[now], "paragraph", "inserted"), "loai": new[now]["loai"]}

    def appendix(self, refs: Step, old: Context, new: Context) -> Context:
        """The names of `phuluc.docx`, of an appendix of both plans."""
        title, attached = self.optional(old["tieu_de"], new["tieu_de"]), tracked(old["kem_theo"], new["kem_theo"])
        areas = list(self.areas(refs, old["linh_vuc"], new["linh_vuc"]))
        return {**new, "tieu_de": title, "kem_theo": attached, "linh_vuc": areas}

    def other_appendix(self, context: Context, kind: Kind) -> Context:
        """Of an appendix that was deleted or inserted, the section it is printed in with it."""
        context = self.renamed(context) if kind == "deleted" else context
        return {**context, "ten_phu_luc": whole(context["ten_phu_luc"], "section", kind)}

    def areas(self, refs: Step, old: Sequence[Context], new: Sequence[Context]) -> Iterator[Context]:
        for step in self.matching.steps(*refs, "linh_vuc"):
            was, now = self.place(step)
            if was is None or now is None:
                yield self.one_sided(was, now, old, new, "row")
                continue
            inner = list(self.tasks(step, old[was]["nhiem_vu"], new[now]["nhiem_vu"]))
            yield {**self.area(old[was], new[now]), "nhiem_vu": inner}

    def area(self, old: Context, new: Context) -> Context:
        if bool(old["ten"]) == bool(new["ten"]):
            return {**new, "ten": tracked(old["ten"], new["ten"])}
        if old["ten"]:
            return {**new, "tt": self.gone(old["tt"], "row"), "ten": self.gone(old["ten"], "row")}
        return {**new, "tt": whole(new["tt"], "row", "inserted"), "ten": whole(new["ten"], "row", "inserted")}

    def tasks(self, area: Step, old: Sequence[Context], new: Sequence[Context]) -> Iterator[Context]:
        for was, now in self.places(*area, "nhiem_vu"):
            if was is None or now is None:
                yield self.one_sided(was, now, old, new, "row")
            else:
                yield {**self.values(old[was], new[now]), "tt": new[now]["tt"]}

    def optional(self, old: str, new: str) -> str:
        """A value whose paragraph is printed only where there is one."""
        if old and new:
            return tracked(old, new)
        return str(whole(new, "paragraph", "inserted") if new else self.gone(old, "paragraph"))

    def one_sided(self, was: int | None, now: int | None, old: Sequence[Any], new: Sequence[Any], scope: Scope) -> Any:
        """An item that is gone from here, or that came."""
        return whole(new[now], scope, "inserted") if now is not None else self.gone(old[was or 0], scope)

    def gone(self, value: Any, scope: Scope) -> Any:
        return whole(self.renamed(value), scope, "deleted")

    def renamed(self, value: Any) -> Any:
        """A value of the old plan, its marks other than those of the new one, with the columns of the new one."""
        if isinstance(value, dict):
            inner = {key: self.renamed(held) for key, held in value.items()}
            return inner | {"cot_them": {**self.columns, **inner["cot_them"]}} if "cot_them" in inner else inner
        if isinstance(value, list):
            return [self.renamed(held) for held in value]
        if not isinstance(value, str):
            return value
        return _NAME.sub(lambda name: name[0] + OLD_PLACE * (name[0].lower() in self.taken), value)

    @cached_property
    def taken(self) -> set[str]:
        """The names of the marks in the new plan."""
        return {name.lower() for context in self.new_contexts for name in _names(context)}

    @cached_property
    def columns(self) -> dict[str, str]:
        """An empty value for each added column of the new plan."""
        return {node.id: "" for ref, node in self.matching.new.nodes.items() if ref.list == "cot_them"}

    def places(self, old: Ref | None, new: Ref | None, key: str) -> Iterator[tuple[int | None, int | None]]:
        return map(self.place, self.matching.steps(old, new, key))

    def place(self, step: Step) -> tuple[int | None, int | None]:
        """Where the two items of a step stand in their lists."""
        was, now = step
        return self.matching.old.nodes[was].index if was else None, self.matching.new.nodes[now].index if now else None


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _names(inner)
    elif isinstance(value, str):
        yield from _NAME.findall(value)
