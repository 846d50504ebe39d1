"""Outline → the number of each item as it is cited: «I.2.a» in the body, «1.đ» in the table, «3» in a list."""

from collections.abc import Iterator

from kehoach_gen.change.outline import ROOT, Outline, Ref
from kehoach_gen.plan.model import Area, Block, BlockKind
from kehoach_gen.plan.to_context import numbered, row_number
from kehoach_gen.vietnamese.letters import roman

_LISTS = ("can_cu", "mo_dau", "noi_nhan")
_RANKS: tuple[BlockKind, ...] = ("phan", "muc", "khoan", "diem")


def numbers(found: Outline) -> dict[Ref, str]:
    """{item: its number}; nothing for the plan itself and for the columns of a table."""
    shown = {ref: str(place) for key in _LISTS for place, ref in enumerate(found.inside(ROOT, key), 1)}
    shown |= _of_body(found)
    appendices = found.inside(ROOT, "phu_luc")
    for place, ref in enumerate(appendices, 1):
        shown[ref] = roman(place)
        shown |= _of_table(found, ref, f"{place}." if len(appendices) > 1 else "")
    return shown


def _of_body(found: Outline) -> Iterator[tuple[Ref, str]]:
    """A paragraph without a number has that of what it stands under."""
    refs = found.inside(ROOT, "noi_dung")
    blocks = [item for ref in refs if isinstance(item := found.nodes[ref].item, Block)]
    above: dict[BlockKind, str] = {}
    for ref, (block, own) in zip(refs, numbered(blocks), strict=True):
        if own:
            kind = "khoan" if block.kind == "khoan_tieu_de" else block.kind
            above = {rank: above[rank] for rank in _RANKS[: _RANKS.index(kind)] if rank in above} | {kind: own}
        yield ref, ".".join(above.values())


def _of_table(found: Outline, appendix: Ref, prefix: str) -> Iterator[tuple[Ref, str]]:
    named = 0
    for ref in found.inside(appendix, "linh_vuc"):
        area = found.nodes[ref].item
        assert isinstance(area, Area)
        named += bool(area.name)
        yield ref, f"{prefix}{named}" if area.name else ""
        for count, task in enumerate(found.inside(ref, "nhiem_vu")):
            yield task, f"{prefix}{f'{named}.' if area.name else ''}{row_number(area, count)}"
