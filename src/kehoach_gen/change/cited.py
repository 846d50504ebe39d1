"""Outline → how each item is cited in running text: «điểm a khoản 1 Mục II», «nhiệm vụ 1.đ Phụ lục ban hành kèm theo Kế hoạch số 151/KH-UBND»."""

from collections.abc import Iterator

from kehoach_gen.change.numbers import numbers
from kehoach_gen.change.outline import ROOT, Outline, Ref, words_of
from kehoach_gen.plan.model import Block, BlockKind
from kehoach_gen.plan.to_context import numbered
from kehoach_gen.vietnamese.letters import roman

_LISTS = {"can_cu": "căn cứ thứ", "mo_dau": "đoạn mở đầu thứ", "noi_nhan": "nơi nhận thứ"}
_RANKS: dict[BlockKind, str] = {"phan": "Phần", "muc": "Mục", "khoan": "khoản", "diem": "điểm"}
_SIGNS: dict[BlockKind, str] = {"phan": "Phần {}: ", "muc": "{}. ", "khoan_tieu_de": "{}. ", "khoan": "{}. ", "diem": "{}) "}


def cited(found: Outline, document: str) -> dict[Ref, str]:
    """{item: how it is cited}, what stands in an appendix with the document it belongs to."""
    shown = numbers(found)
    lists = {ref: f"{name} {shown[ref]}" for key, name in _LISTS.items() for ref in found.inside(ROOT, key)}
    return lists | dict(_of_body(found)) | dict(_of_appendices(found, shown, document))


def _of_body(found: Outline) -> Iterator[tuple[Ref, str]]:
    """A paragraph without a number is counted among those under the same number."""
    above: dict[BlockKind, str] = {}
    count = 0
    for ref, (block, own) in zip(found.inside(ROOT, "noi_dung"), numbered(_blocks(found)), strict=True):
        count = 0 if own else count + 1
        if own:
            kind: BlockKind = "khoan" if block.kind == "khoan_tieu_de" else block.kind
            ranks = list(_RANKS)
            above = {rank: above[rank] for rank in ranks[: ranks.index(kind)] if rank in above} | {kind: own}
        place = " ".join(f"{_RANKS[rank]} {own}" for rank, own in reversed(above.items()))
        yield ref, place if own else f"đoạn thứ {count} {place or 'phần nội dung'}"


def _blocks(found: Outline) -> list[Block]:
    return [item for ref in found.inside(ROOT, "noi_dung") if isinstance(item := found.nodes[ref].item, Block)]


def _of_appendices(found: Outline, shown: dict[Ref, str], document: str) -> Iterator[tuple[Ref, str]]:
    appendices = found.inside(ROOT, "phu_luc")
    for place, appendix in enumerate(appendices, 1):
        title = f"Phụ lục{f' {roman(place)}' if len(appendices) > 1 else ''} ban hành kèm theo {document}"
        prefix = f"{place}." if len(appendices) > 1 else ""
        yield appendix, title
        yield from ((ref, f"cột “{words_of(found.nodes[ref].item)}” {title}") for ref in found.inside(appendix, "cot_them"))
        for area in found.inside(appendix, "linh_vuc"):
            yield area, f"lĩnh vực {shown[area].removeprefix(prefix)} {title}"
            for task in found.inside(area, "nhiem_vu"):
                yield task, f"nhiệm vụ {shown[task].removeprefix(prefix)} {title}"


def printed(found: Outline) -> dict[Ref, str]:
    """{paragraph of the body: its words, with the number or the sign they are printed with}"""
    blocks = zip(found.inside(ROOT, "noi_dung"), numbered(_blocks(found)), strict=True)
    return {
        ref: _sign(block, own) + (block.text.upper() if block.kind in ("phan", "muc") else block.text)
        for ref, (block, own) in blocks
    }


def _sign(block: Block, own: str) -> str:
    return _SIGNS[block.kind].format(own) if own else {"gach": "- ", "cong": "+ "}.get(block.kind, "")
