"""Board → data for other programs: Vietnamese keys without marks, days as «2023-12-10»."""

import json
from collections.abc import Iterable
from typing import Any

from kehoach_gen.problem import Problem
from kehoach_gen.receipt.model import FLAGS, STANDINGS, TIMINGS, Board, Flag, Receipt, Sender


def to_json(board: Board) -> bytes:
    """`tiep-nhan.json`; the same bytes for the same board."""
    return json.dumps(board_as_data(board), ensure_ascii=False, indent=1).encode() + b"\n"


def board_as_data(board: Board) -> dict[str, Any]:
    return {
        "ke_hoach": board.plan,
        "ky": board.period,
        "tong_hop": {words: len(board.of(timing)) for timing, words in TIMINGS.items()},
        "co_quan": [_sender(sender) for sender in board.senders],
        "tep": [_receipt(receipt) for receipt in board.receipts],
    }


def _sender(sender: Sender) -> dict[str, Any]:
    return {
        "ma": sender.form.agency,
        "ten": sender.form.agency_name,
        "han_gui": sender.form.due.isoformat(),
        "tinh_trang": TIMINGS[sender.timing],
        "nhan_luc": sender.received.isoformat() if sender.received else None,
        "ghi_chu": flag_words(sender.flags),
        "tep_duoc_tinh": sender.counted.came.number if sender.counted else None,
        "thong_bao": problems_as_data(sender.problems),
    }


def _receipt(receipt: Receipt) -> dict[str, Any]:
    came = receipt.came
    return {
        "so": came.number,
        "tep": came.name,
        "nguon": came.origin,
        "nhan_luc": came.received.isoformat(),
        "dang": came.kind,
        "sha256": came.fingerprint,
        "co_quan": receipt.agency or None,
        "co_the_cua": receipt.likely or None,
        "xep": STANDINGS[receipt.standing],
        "ghi_chu": flag_words(receipt.flags),
        "thong_bao": problems_as_data(receipt.problems),
    }


def flag_words(flags: Iterable[Flag]) -> list[str]:
    """In the order of the board's legend."""
    found = set(flags)
    return [words for flag, words in FLAGS.items() if flag in found]


def problems_as_data(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [{"ma": p.code, "muc": p.severity, "cho": str(p.place), "noi_dung": p.message, "goi_y": p.hint} for p in problems]
