"""What a plan prints, and what an edited file holds → which paragraph or row of the file is which of the print.

By marks, then by the ids of paragraphs, then by words: what is the same, what lies between two known neighbours, what was
moved. A mark on foreign words is overruled where the true words stand elsewhere. What was deleted with changes tracked is
looked for only among what says nearly the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kehoach_gen.change.match import longest_rise
from kehoach_gen.change.outline import Ref
from kehoach_gen.change.words import likeness
from kehoach_gen.edit.carriers import UNMARKED, Carrier, Print, Shown
from kehoach_gen.office.edited import EditedFile
from kehoach_gen.vietnamese.typed_numbers import typed_number

_HAS_MARK, _HAS_ID, _IN_GAP, _MOVED = 0.5, 0.3, 0.5, 0.8
"""How alike two must be: to trust a mark where a better carrier is there, to trust an id, between known neighbours, anywhere."""
_NAME_WEIGHT = 0.75
"""Of the words of a task among those of its row."""


@dataclass
class Pairing:
    """Indices into what is shown and into the carriers of the file."""

    shown: Sequence[Shown]
    held: Sequence[Carrier]
    of: dict[int, int] = field(default_factory=dict)
    """{carrier of the file: what it is of the print}"""
    by_mark: int = 0
    """How many were known by their marks."""
    guessed: set[int] = field(default_factory=set)
    """Carriers that were taken for what stood in their place, whatever they say."""

    @property
    def found(self) -> dict[int, int]:
        return {place: carrier for carrier, place in self.of.items()}

    def lost(self) -> list[int]:
        """What of the print the file has no more."""
        found = self.found
        return [place for place in range(len(self.shown)) if place not in found]


def pair(printed: Print, held: Sequence[Carrier], file: EditedFile) -> Pairing:
    pairing = _Pairing(printed, held, file)
    pairing.by_marks()
    pairing.by_ids(_HAS_ID)
    pairing.by_same_words()
    pairing.in_gaps()
    pairing.moved()
    pairing.by_ids(0.0)
    pairing.split()
    pairing.joined()
    pairing.template_lines()
    if not pairing.keeps_marks:
        pairing.rewritten()
    return pairing.result


class _Pairing:
    def __init__(self, printed: Print, held: Sequence[Carrier], file: EditedFile) -> None:
        self.printed, self.held, self.shown = printed, held, printed.shown
        self.result = Pairing(self.shown, held)
        self.of, self.taken = self.result.of, set[int]()
        self.places = {key: place for place, one in enumerate(self.shown) for key in _keys(one)}
        gone = printed.find(iter(file.gone))
        self.deleted = {place for place, one in enumerate(self.shown) if one.role in ("text", "task", "area") and one.ref in gone}
        self.names = {place: self.name(one.carrier, one) for place, one in enumerate(self.shown)}
        self.likenesses: dict[tuple[int, int], float] = {}
        self.marked: list[list[int]] = [self.marks_of(carrier) for carrier in held]

    @property
    def keeps_marks(self) -> bool:
        return self.result.by_mark * 2 >= len(self.places)

    def name(self, carrier: Carrier, one: Shown) -> str:
        """The words of a task, or of an area, in its row; empty for a heading."""
        if carrier.row is None:
            return carrier.folded
        wanted = self.printed.rows.get(one.ref)
        if wanted is None:
            return ""
        return _folded_cell(carrier, wanted.get("nhiem_vu") or wanted.get("ten") or "")

    def marks_of(self, carrier: Carrier) -> list[int]:
        keys = list(self.printed.find(carrier.marks).items())
        found = (self.places.get((ref, field)) for ref, field in keys)
        return list(dict.fromkeys(place for place in found if place is not None and self.is_kind(place, carrier)))

    def is_kind(self, place: int, carrier: Carrier) -> bool:
        """Whether both are rows, or both paragraphs."""
        return (self.shown[place].carrier.row is None) == (carrier.row is None)

    def alike(self, place: int, carrier: int) -> float:
        key = place, carrier
        if key not in self.likenesses:
            self.likenesses[key] = self.measured(place, carrier)
        return self.likenesses[key]

    def measured(self, place: int, carrier: int) -> float:
        one, held = self.shown[place].carrier, self.held[carrier]
        if not self.is_kind(place, held):
            return 0.0
        if one.folded == held.folded:
            return 1.0
        if one.row is None or not self.names[place]:
            return likeness(one.folded, held.folded)
        name = max((likeness(self.names[place], cell) for cell in held.cells if len(cell) > 2), default=0.0)
        return _NAME_WEIGHT * name + (1 - _NAME_WEIGHT) * likeness(one.folded, held.folded)

    def put(self, carrier: int, place: int) -> None:
        self.of[carrier] = place
        self.taken.add(place)

    def is_free(self, place: int) -> bool:
        return place not in self.taken

    # By marks

    def by_marks(self) -> None:
        candidates: dict[int, list[int]] = defaultdict(list)
        for carrier, places in enumerate(self.marked):
            for place in places:
                candidates[place].append(carrier)
        chosen: dict[int, list[int]] = defaultdict(list)
        for place in sorted(candidates):
            chosen[self.best(place, candidates[place])].append(place)
        for carrier, places in sorted(chosen.items()):
            self.put(carrier, max(places, key=lambda place: self.alike(place, carrier)))
        self.overrule()
        self.result.by_mark = len(self.of)

    def best(self, place: int, candidates: Sequence[int]) -> int:
        """Of several carriers of one mark the most alike; the first half of a paragraph that was split in two."""
        for first, second in pairwise(candidates):
            whole = f"{self.held[first].folded} {self.held[second].folded}"
            alone = max(self.alike(place, first), self.alike(place, second))
            if second == first + 1 and self.held[first].row is None and likeness(self.shown[place].carrier.folded, whole) > alone:
                return first
        return max(candidates, key=lambda carrier: self.alike(place, carrier))

    def overrule(self) -> None:
        """A mark on foreign words, where the true ones stand elsewhere."""
        for carrier, place in list(self.of.items()):
            if self.alike(place, carrier) >= _HAS_MARK:
                continue
            free = [other for other in range(len(self.held)) if other not in self.of]
            better = max(free, key=lambda other: self.alike(place, other), default=None)
            if better is not None and self.alike(place, better) >= _MOVED:
                del self.of[carrier]
                self.of[better] = place

    # By ids and words

    def by_ids(self, alike: float) -> None:
        """A paragraph typed anew keeps its id, whatever it says."""
        ids: dict[str, int] = {}
        for place, one in enumerate(self.shown):
            ids |= {p.id: place for p in one.carrier.paragraphs if p.id and self.is_free(place)}
        for carrier, held in enumerate(self.held):
            found = next((ids[p.id] for p in held.paragraphs if p.id in ids and self.is_kind(ids[p.id], held)), None)
            if carrier not in self.of and found is not None and self.is_free(found) and self.alike(found, carrier) >= alike:
                self.put(carrier, found)

    def by_same_words(self) -> None:
        """Words that stand once in each."""
        places, carriers = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for place, one in enumerate(self.shown):
            places[one.carrier.folded] += [place] if self.is_free(place) else []
        for carrier, held in enumerate(self.held):
            carriers[held.folded] += [carrier] if carrier not in self.of else []
        for words, here in places.items():
            there = carriers.get(words, ())
            if len(here) == 1 and len(there) == 1 and self.alike(here[0], there[0]) > _MOVED:
                self.put(there[0], here[0])

    def in_gaps(self) -> None:
        for places, carriers in list(self.gaps()):
            free = [place for place in places if place not in self.deleted]
            for carrier, place in self.aligned(free, carriers):
                self.put(carrier, place)

    def gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """What is not known yet of both, between known ones that stand in the same order."""
        pairs = sorted(self.of.items())
        kept = [pairs[index] for index in longest_rise([place for _, place in pairs])]
        last = (-1, -1)
        for carrier, place in [*kept, (len(self.held), len(self.shown))]:
            places = [p for p in range(last[1] + 1, place) if self.is_free(p)]
            carriers = [c for c in range(last[0] + 1, carrier) if c not in self.of]
            if places and carriers:
                yield places, carriers
            last = (carrier, place)

    def aligned(self, places: Sequence[int], carriers: Sequence[int]) -> list[tuple[int, int]]:
        """(carrier, place) in the order of both, with the greatest likeness in all."""
        row: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())] * (len(carriers) + 1)
        for place in places:
            above, row = row, [(0.0, ())]
            for index, carrier in enumerate(carriers):
                here = max(above[index + 1], row[index], key=lambda found: found[0])
                alike = self.alike(place, carrier)
                score, pairs = above[index]
                if alike >= _IN_GAP and score + alike > here[0]:
                    here = (score + alike, (*pairs, (carrier, place)))
                row.append(here)
        return list(row[-1][1])

    def moved(self) -> None:
        free = [place for place in range(len(self.shown)) if self.is_free(place)]
        left = [carrier for carrier in range(len(self.held)) if carrier not in self.of]
        found = [(self.alike(place, carrier), place, carrier) for place in free for carrier in left]
        for alike, place, carrier in sorted(found, key=lambda one: -one[0]):
            if alike >= _MOVED and self.is_free(place) and carrier not in self.of:
                self.put(carrier, place)

    def split(self) -> None:
        """Of the two halves of a paragraph the first is the item."""
        for carrier, place in list(self.of.items()):
            first, text = carrier - 1, self.shown[place].carrier.folded
            if self.held[carrier].row is not None or first < 0 or first in self.of or self.held[first].row is not None:
                continue
            head, tail = self.held[first].folded, self.held[carrier].folded
            if _begins(text, head) and likeness(text, f"{head} {tail}") > self.alike(place, carrier):
                del self.of[carrier]
                self.of[first] = place

    def joined(self) -> None:
        """Of two paragraphs that were joined the first is the item: the one before, or one whose mark is here too."""
        for carrier, place in list(self.of.items()):
            for first in (place - 1, *self.marked[carrier]):
                if 0 <= first < place and self.is_first_of_two(first, place, carrier):
                    self.put(carrier, first)
                    break

    def is_first_of_two(self, first: int, place: int, carrier: int) -> bool:
        if self.held[carrier].row is not None or not self.is_free(first) or first in self.deleted:
            return False
        head, tail, words = self.shown[first].carrier.folded, self.shown[place].carrier.folded, self.held[carrier].folded
        is_text = self.shown[first].role == "text"
        return is_text and _begins(head, words) and likeness(f"{head} {tail}", words) > self.alike(place, carrier)

    def template_lines(self) -> None:
        """Lines that never have marks: as many of one look in the same gap were rewritten in place."""
        for places, carriers in list(self.gaps()):
            lines = [place for place in places if self.shown[place].role in UNMARKED and self.shown[place].carrier.row is None]
            for look in dict.fromkeys(_look(self.shown[place].carrier) for place in lines):
                here = [place for place in lines if _look(self.shown[place].carrier) == look]
                there = [c for c in carriers if self.held[c].row is None and _look(self.held[c]) == look]
                if len(here) == len(there):
                    self.of |= dict(zip(there, here, strict=True))
                    self.taken.update(here)

    def rewritten(self) -> None:
        """As many of one kind in the same gap: rewritten in place. Of rows at least some words must be the same."""
        for places, carriers in list(self.gaps()):
            for is_row in (False, True):
                here = [p for p in places if (self.shown[p].carrier.row is not None) == is_row and p not in self.deleted]
                there = [c for c in carriers if (self.held[c].row is not None) == is_row]
                if len(here) == len(there) and all(self.may_be(p, c) for p, c in zip(here, there, strict=True)):
                    for place, carrier in zip(here, there, strict=True):
                        self.put(carrier, place)
                        self.result.guessed.add(carrier)

    def may_be(self, place: int, carrier: int) -> bool:
        one, held = self.shown[place].carrier, self.held[carrier]
        if one.row is not None:
            return self.alike(place, carrier) >= _HAS_ID
        kinds = [number.kind if (number := typed_number(text)) else "" for text in (one.text, held.text)]
        return kinds[0] == kinds[1] and bool(one.holder) == bool(held.holder)


def _look(carrier: Carrier) -> tuple[str, bool]:
    return carrier.paragraphs[0].style, bool(carrier.holder)


def _keys(one: Shown) -> list[tuple[Ref, str]]:
    if one.role == "fields":
        return [(value.ref, value.field) for value in one.values]
    return [(one.ref, "")] if one.role in ("text", "task", "area") else []


def _folded_cell(carrier: Carrier, words: str) -> str:
    """The cell of a row that holds these words."""
    return max(carrier.cells, key=lambda cell: likeness(cell, words.casefold()), default="")


def _begins(text: str, other: str) -> bool:
    """Whether two texts begin with the same words."""
    count = min(_FIRST_WORDS, len(text.split()), len(other.split()))
    return text.split()[:count] == other.split()[:count]


_FIRST_WORDS = 4
