"""Agencies of an earlier plan, as references and as printed words → those of a later day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kehoach_gen.agency import Mention, Registry, expand, from_text, renew
from kehoach_gen.problem import ERROR, INFO, WARNING
from kehoach_gen.problem.model import Severity
from kehoach_gen.renewal.model import Decision
from kehoach_gen.renewal.words import in_force

Refs = tuple[str, ...]
_SEPARATOR = re.compile(r"(?:[\s,;]|\bvà\b)*", re.IGNORECASE)
_SAID: dict[str, tuple[Severity, str]] = {
    "doi-theo-ke-thua": (INFO, "kiểm tra cơ quan kế thừa có nhận đúng việc này không."),
    "bo-nhom-rong": (WARNING, "xem việc của nhóm này nay do ai làm."),
    "trung-sau-ke-thua": (WARNING, "hai cơ quan đã nhập làm một: xem có cần thêm cơ quan khác không."),
}


@dataclass(frozen=True)
class Agencies:
    """Carries references and names from the day they were written to another day."""

    registry: Registry
    written: date
    at: date

    def refs(self, old: Refs) -> tuple[Refs, tuple[Decision, ...]]:
        """The references for the later day; what was done to them, and what has no successor."""
        renewal = renew(old, self.written, self.at, self.registry)
        done = (
            Decision(remark.code, remark.why, hint, severity)
            for remark in renewal.changes
            for severity, hint in (_SAID[remark.code],)
        )
        unresolved = expand(renewal.refs, self.at, self.registry, {}).unresolved
        gone = (
            Decision(remark.code, remark.why, "giao cho cơ quan khác.", ERROR)
            for remark in unresolved
            if remark.code == "het-hieu-luc"
        )
        return renewal.refs, (*done, *gone)

    def in_both(self, leads: Refs, coordinators: Refs) -> Iterator[tuple[int, str]]:
        """(place among the coordinators, name) of each agency that leads and coordinates by name."""
        leading = {self._id(ref) for ref in leads}
        for index, ref in enumerate(coordinators):
            if self._id(ref) in leading and not self.registry.group(ref, self.at):
                yield index, self.registry.name_of(ref, self.at)

    def _id(self, ref: str) -> str:
        agency = self.registry.named(ref, self.at)
        return agency.id if agency else ref

    def cell(self, text: str) -> tuple[str, tuple[Decision, ...]]:
        """The words of a cell or a line of Nơi nhận: names of successors for names that are no more, groups that are empty
        left out, nothing twice that was not. Empty where nobody is left."""
        mentions = from_text(text, self.registry, self.written)
        new = in_force(_Cell(self, text).rewritten(mentions.found), self.at)
        if new == text or not mentions.residue:
            return new, ()
        message = f"Câu chữ trong ô đã đổi theo cơ quan hiện nay: «{' '.join(new.split())}»."
        return new, (Decision("cach-ghi-doi", message, "đọc lại cả câu."),)

    def later(self, ref: str) -> Refs:
        return renew((ref,), self.written, self.at, self.registry).refs


class _Cell:
    """The words of one cell, cut into names and what stands between them."""

    def __init__(self, agencies: Agencies, text: str) -> None:
        self.agencies, self.text = agencies, text
        self.pieces: list[str] = []
        self.seen: set[str] = set()
        self.heirs: set[str] = set()
        """Those of `seen` that stand for an agency that is no more."""
        self.cut: str | None = None
        """The separator before a name that has just been left out."""

    def rewritten(self, mentions: tuple[Mention, ...]) -> str:
        end = 0
        for mention in mentions:
            self.put(self.text[end : mention.start], mention)
            end = mention.end
        words = "".join([*self.pieces, self.text[end:]])
        if not any(map(str.isalnum, words)):
            return ""
        return words[:1].upper() + words[1:] if self.text[:1].isupper() else words

    def put(self, gap: str, mention: Mention) -> None:
        """The words before a name, and the name as it is now; neither where nobody has it, or one who is named already."""
        refs = self.agencies.later(mention.ref)
        new = [ref for ref in refs if ref not in self.seen]
        is_same = refs == (mention.ref,)
        is_only_separated = _SEPARATOR.fullmatch(gap) is not None
        if not new and is_only_separated and not (is_same and mention.ref not in self.heirs):
            self.cut = gap if self.cut is None or ";" in gap else self.cut
            return
        self.pieces.append(self.separator(gap) if is_only_separated else gap)
        self.pieces.append(self.spelled(mention) if is_same else self.named(new or refs) or mention.text)
        self.seen.update(refs)
        self.heirs.update(() if is_same else refs)
        self.cut = None

    def separator(self, gap: str) -> str:
        """What parts a name from the one before it: of two signs around a name that was left out, the stronger."""
        if self.cut is None:
            return gap
        return (self.cut if ";" in self.cut else gap) if self.pieces else ""

    def named(self, refs: Sequence[str]) -> str:
        return "; ".join(self.agencies.registry.name_of(ref, self.agencies.at) for ref in refs)

    def spelled(self, mention: Mention) -> str:
        """«UBND các xã, phường» for what was «UBND các xã, phường, thị trấn» before; «UBND cấp xã» for the «cấp xã» of
        «UBND cấp huyện, cấp xã», where what came before it is gone."""
        registry, at = self.agencies.registry, self.agencies.at
        if renamed := registry.renamed(mention.text, at):
            return renamed.name
        group = registry.group(mention.ref, at)
        if self.cut is None or group is None:
            return mention.text
        names = (group.name, *group.aliases)
        return next((name for name in names if name.endswith(f" {mention.text}")), mention.text)
