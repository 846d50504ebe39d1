"""Paragraphs outside the task tables: what their words say now, and where new ones belong."""

import re
from collections.abc import Iterator

from kehoach_gen.agency import Registry
from kehoach_gen.change.outline import ROOT, WORDS, Fields, FieldValue, Item, words_of
from kehoach_gen.edit.carriers import Carrier, Shown
from kehoach_gen.edit.draft import Draft, Spot
from kehoach_gen.edit.frame import recased
from kehoach_gen.paper.body import read_body
from kehoach_gen.paper.capitals import Capitals, is_capitals
from kehoach_gen.paper.frame import Frame
from kehoach_gen.paper.model import Line, Names, Reading, clean
from kehoach_gen.plan.model import Block, BlockKind
from kehoach_gen.vietnamese.typed_numbers import NumberKind, TypedNumber, typed_number

_KINDS: dict[NumberKind, BlockKind] = {
    "phan": "phan", "chuong": "phan", "muc": "muc", "dieu": "khoan", "khoan": "khoan", "diem": "diem", "gach": "gach", "cong": "cong",
}  # fmt: skip
_HEADINGS: tuple[BlockKind, ...] = ("phan", "muc", "khoan_tieu_de")
_NONE = Capitals((), Registry((), ()))
"""Where nothing stands in capitals; to learn those of a whole plan takes as long as all the rest."""
_BASE = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị)\b.*[;,.]$", re.DOTALL)


def read_paragraphs(draft: Draft) -> None:
    """The texts of the file into the draft, in their order."""
    body = _Body(draft)
    is_part = False
    for index, carrier in enumerate(draft.held):
        spot = draft.spots.get(index)
        if carrier.row is not None:
            continue
        if spot is None:
            is_part = body.read_new(index, carrier, named=is_part)
        elif spot.role == "text":
            draft.order[ROOT, spot.ref.list].append(spot.ref)
            body.read_text(carrier, draft.printed.shown[spot.place])


class _Body:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.styles = dict(self._styles())
        """{kind of paragraph: the style the template gives it}"""

    def _styles(self) -> Iterator[tuple[BlockKind, str]]:
        for shown in self.draft.printed.shown:
            item = self.draft.found.nodes[shown.ref].item
            if shown.role == "text" and isinstance(item, Block):
                yield item.kind, shown.carrier.paragraphs[0].style

    # New paragraphs

    def read_new(self, index: int, carrier: Carrier, *, named: bool) -> bool:
        """A new paragraph; `named`: after the number of a part, which stands alone. Returns whether it is one."""
        draft, where = self.draft, self.zone(index)
        if where in ("heading", "signature"):
            draft.spots[index] = Spot("heading" if where == "heading" else "signature")
        elif where == "fields":
            draft.spots[index] = Spot("fields", ROOT, self.beside(index, -1).place)
        elif where == "noi_dung" and _is_part_number(carrier.text):
            draft.spots[index] = Spot("number")
            return True
        elif where:
            self.add(index, carrier, where, named=named)
        return False

    def add(self, index: int, carrier: Carrier, list: str, *, named: bool) -> None:
        item: Item = self.block(carrier, named=named) if list == "noi_dung" else _bare(list, clean(carrier.text))
        if words_of(item):
            ref = self.draft.add(list, ROOT, item, carrier.paragraphs[0].authors)
            self.draft.order[ROOT, list].append(ref)
            self.draft.spots[index] = Spot("text", ref)

    def beside(self, index: int, step: int) -> Spot:
        """What the next known paragraph of the same holder has become, upwards or downwards."""
        own = self.draft.held[index]
        index += step
        while 0 <= index < len(self.draft.held):
            other = self.draft.held[index]
            if other.holder != own.holder or other.row is not None:
                break
            if index in self.draft.spots:
                return self.draft.spots[index]
            index += step
        return Spot("fixed")

    def zone(self, index: int) -> str:
        """The list, or the lines, a new paragraph belongs to; empty where it stands nowhere."""
        carrier, above, below = self.draft.held[index], self.beside(index, -1), self.beside(index, 1)
        before, after = (spot.ref.list or spot.role for spot in (above, below))
        if carrier.holder:
            if "noi_nhan" in (before, after) or self.is_filed(below):
                return "noi_nhan"
            return next((role for role in ("signature", "heading") if role in (before, after)), "")
        if before in ("noi_dung", "number"):
            return "noi_dung"
        if before == "mo_dau":
            return after if after == "mo_dau" else self.below_opening(carrier, above)
        if before == "can_cu":
            return "can_cu" if after == "can_cu" or _BASE.match(clean(carrier.text)) else "mo_dau"
        if above.role in ("fields", "kind") and above.place >= 0:
            return self.below_title(carrier, above, after)
        return "noi_dung" if after == "noi_dung" else ""

    def below_opening(self, carrier: Carrier, above: Spot) -> str:
        is_over = words_of(self.draft.found.nodes[above.ref].item).endswith(":")
        return "noi_dung" if is_over or typed_number(carrier.text) else "mo_dau"

    def below_title(self, carrier: Carrier, above: Spot, after: str) -> str:
        shown, text = self.draft.printed.shown[above.place], clean(carrier.text)
        has_its_style = carrier.paragraphs[0].style == shown.carrier.paragraphs[0].style
        if above.role == "fields" and has_its_style and not _BASE.match(text):
            return "fields"
        if above.role == "fields" and shown.values[0].ref != ROOT:
            return ""
        if after == "can_cu" or _BASE.match(text):
            return "can_cu"
        return "noi_dung" if after == "noi_dung" and typed_number(text) else "mo_dau"

    def is_filed(self, spot: Spot) -> bool:
        values = self.draft.printed.shown[spot.place].values if spot.role == "fields" else ()
        return any(value.field == "luu" for value in values)

    def block(self, carrier: Carrier, *, named: bool) -> Block:
        """A new paragraph of the body: its kind is told by the number before it, else by its style."""
        draft, paragraph = self.draft, carrier.paragraphs[0]
        reading = Reading(draft.file.name, draft.cells.registry, day=draft.cells.day)
        line = Line(clean(carrier.text), paragraph.place, frozenset(), paragraph.is_bold)
        capitals = draft.capitals if is_capitals(line.text) else _NONE
        read_body(reading, Frame(reading, capitals), [line], Names(()))
        read = ((path[2], words) for path, words in reading.values.items() if path[:2] == ("noi_dung", 0) and path[2] != "ma")
        kind, text = next(read, ("doan", line.text))
        draft.problems += [problem for problem in reading.problems if problem.code != "so-danh-lai"]
        if named:
            kind, text = "phan", draft.capitals.lowered(text) if is_capitals(text) else text
        elif kind == "doan" and paragraph.is_bold:
            styles = (kind for kind, style in self.styles.items() if style == paragraph.style and kind in _HEADINGS)
            kind = next(styles, "doan")
        return Block(kind=kind, text=text, id=draft.new_id("noi_dung", carrier))

    # Known paragraphs

    def read_text(self, carrier: Carrier, shown: Shown) -> None:
        now, was = clean(carrier.text), clean(shown.carrier.text)
        if now == was:
            return
        item, list = self.draft.found.nodes[shown.ref].item, shown.ref.list
        if isinstance(item, Block):
            fields = self.read_block(carrier, shown, item)
        else:
            fields = {} if _bare(list, now) == _bare(list, was) else {WORDS: _bare(list, now)}
        self.draft.change(shown.ref, fields, carrier.paragraphs[0].authors)

    def read_block(self, carrier: Carrier, shown: Shown, block: Block) -> Fields:
        kind, text = self.kind_and_text(carrier, shown, block)
        new, old = _open(clean(text)), _open(clean(shown.printed))
        fields: dict[str, FieldValue] = {} if kind == block.kind else {"loai": kind}
        was_capitals, is_capital = (one in ("phan", "muc") for one in (block.kind, kind))
        if new != old or (was_capitals and not is_capital and is_capitals(new)):
            fields["chu"] = recased(block.text, new, self.draft.capitals) if was_capitals or is_capital else new
        return fields

    def kind_and_text(self, carrier: Carrier, shown: Shown, block: Block) -> tuple[BlockKind, str]:
        """Numbers are never data; another sort of number makes it another sort of paragraph."""
        text, prefix = carrier.text, shown.around[0]
        if prefix.strip() and text.startswith(prefix):
            return block.kind, text[len(prefix) :]
        if not prefix.strip() and typed_number(shown.printed):
            return block.kind, text
        was, now = typed_number(shown.carrier.text) if prefix.strip() else None, typed_number(text)
        if now is None:
            has_its_style = carrier.paragraphs[0].style == shown.carrier.paragraphs[0].style
            return (block.kind if was is None or (block.kind in _HEADINGS and has_its_style) else "doan"), text
        return self.kind_of(now, was, block, is_bold=carrier.paragraphs[0].is_bold), text[now.length :]

    def kind_of(self, now: TypedNumber, was: TypedNumber | None, block: Block, *, is_bold: bool) -> BlockKind:
        if was is not None and now.kind in (was.kind, "nhieu_cap"):
            return block.kind
        kind = _KINDS.get(now.kind, "khoan")
        return "khoan_tieu_de" if kind == "khoan" and is_bold else kind


def _is_part_number(text: str) -> bool:
    """Whether the text is «Phần II» and no more: the name of the part stands in the next paragraph."""
    number = typed_number(text)
    return number is not None and number.kind in ("phan", "chuong") and number.length >= len(text.strip())


def _bare(list: str, text: str) -> str:
    """A text of a list without the signs that are printed around it."""
    if list == "noi_nhan":
        number = typed_number(text)
        text = text[number.length :] if number and number.kind in ("gach", "cong") else text
        return text.strip(" ;.")
    return text.rstrip(" ;.,") if list == "can_cu" else text


def _open(text: str) -> str:
    """The text without the sign that ends a document."""
    bare = re.sub(r"\s*\.?\s*/\s*\.$", "", text)
    return text if bare == text else bare.rstrip(" .;") + "."
