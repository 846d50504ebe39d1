"""Two plans → which item of one is which of the other, and which have been moved.

Items are known by their ids, texts by their words; what is left is matched by likeness: with what stands in the same gap,
and tasks, when nearly the same, wherever they stand.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kehoach_gen.change.outline import LISTS, Outline, Ref, outline, words_of
from kehoach_gen.change.words import likeness
from kehoach_gen.plan.model import Plan

IN_PLACE, ANYWHERE = 0.5, 0.8
"""How alike two items must be that no id joins: in the same gap of the same list, and elsewhere."""
Step = tuple[Ref | None, Ref | None]
"""(item of the old plan, of the new one): both where it stands as it stood, one where it went or came."""


@dataclass(frozen=True)
class Matching:
    old: Outline
    new: Outline
    before: dict[Ref, Ref]
    """{item of the new plan: what it was in the old one}"""

    @cached_property
    def after(self) -> dict[Ref, Ref]:
        return {old: new for new, old in self.before.items()}

    def steps(self, old: Ref | None, new: Ref | None, key: str) -> Iterator[Step]:
        """The items of one list in both plans: what is gone stands before what came in its place."""
        stable = set(self.stable(old, new, key)) if old and new else set()
        leaving = iter(self.old.inside(old, key) if old else ())
        coming: list[Step] = []
        for item in self.new.inside(new, key) if new else ():
            if item not in stable:
                coming.append((None, item))
                continue
            for gone in leaving:
                if gone == self.before[item]:
                    break
                yield gone, None
            yield from coming
            yield self.before[item], item
            coming = []
        yield from ((gone, None) for gone in leaving)
        yield from coming

    def stable(self, old: Ref, new: Ref, key: str) -> Sequence[Ref]:
        """The items of the new list that were in the old one, without the fewest that must have been moved."""
        places = {ref: place for place, ref in enumerate(self.old.inside(old, key))}
        kept = [ref for ref in self.new.inside(new, key) if self.before.get(ref) in places]
        return [kept[index] for index in longest_rise([places[self.before[ref]] for ref in kept])]


def longest_rise(places: Sequence[int]) -> list[int]:
    """The indices of a longest rising subsequence."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        previous.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [index]
    found = []
    index = last[-1] if last else -1
    while index >= 0:
        found.append(index)
        index = previous[index]
    return found[::-1]


def match(old: Plan, new: Plan) -> Matching:
    """Equal ids are the same item; two that both have an id, and not the same, never are."""
    before, after = outline(old), outline(new)
    matching = Matching(before, after, {ref: ref for ref in after.nodes if ref in before.nodes})
    for ref, node in after.nodes.items():
        if ref in matching.before:
            for key in LISTS.get(type(node.item), ()):
                _match_in_gaps(matching, matching.before[ref], ref, key)
    _match_anywhere(matching)
    return matching


def _match_in_gaps(matching: Matching, old: Ref, new: Ref, key: str) -> None:
    known = set(matching.before.values())
    gone: list[Ref] = []
    come: list[Ref] = []
    for was, now in [*matching.steps(old, new, key), (None, None)]:
        if was is None and now is not None and now not in matching.before:
            come.append(now)
        elif now is None and was is not None and was not in known:
            gone.append(was)
        elif (was is None) == (now is None):
            matching.before.update(_aligned(matching, gone, come))
            gone, come = [], []


def _alike(matching: Matching, old: Ref, new: Ref) -> float:
    """How alike the two items are; 0 where their ids say that they are not the same."""
    was, now = matching.old.nodes[old], matching.new.nodes[new]
    return 0.0 if was.id and now.id else likeness(words_of(was.item), words_of(now.item))


def _aligned(matching: Matching, olds: Sequence[Ref], news: Sequence[Ref]) -> dict[Ref, Ref]:
    """{new: old}, in the order of both, with the greatest likeness in all."""
    row: list[tuple[float, tuple[tuple[Ref, Ref], ...]]] = [(0.0, ())] * (len(news) + 1)
    for old in olds:
        above, row = row, [(0.0, ())]
        for place, new in enumerate(news):
            here = max(above[place + 1], row[place], key=lambda found: found[0])
            alike = _alike(matching, old, new)
            score, pairs = above[place]
            if alike >= IN_PLACE and score + alike > here[0]:
                here = (score + alike, (*pairs, (new, old)))
            row.append(here)
    return dict(row[-1][1])


def _match_anywhere(matching: Matching) -> None:
    known = set(matching.before.values())
    gone = [ref for ref in matching.old.nodes if ref.list == "nhiem_vu" and ref not in known]
    come = [ref for ref in matching.new.nodes if ref.list == "nhiem_vu" and ref not in matching.before]
    found = [(_alike(matching, old, new), old, new) for old in gone for new in come]
    for alike, old, new in sorted(found, key=lambda pair: -pair[0]):
        if alike >= ANYWHERE and new not in matching.before and old not in known:
            matching.before[new] = old
            known.add(old)
