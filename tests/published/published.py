"""The plan as the province published it, and every place where our document differs from it.

`compare_body` takes the paragraphs a reader sees outside the table of the appendix, top to bottom (the left cell of a
borderless table before the right one); `compare_rows` takes the rows of that table below its heading, one tuple of
cells per row, the paragraphs of a cell on lines of their own. Both return the differences: none means equal.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from functools import cache
from pathlib import Path

Row = tuple[str, ...]

TEXT = Path(__file__).with_name("cchc-2023.txt")
"""One paragraph a line; then the table, a blank line between rows, an indented line for a further paragraph of a cell."""


@dataclass(frozen=True)
class Deviation:
    """Words of the published text, the words our document has instead, and why."""

    published: str
    ours: str
    reason: str


DEVIATIONS = (
    Deviation(
        "\nTiếp tục rà soát, sắp xếp",
        "\nd) Tiếp tục rà soát, sắp xếp",
        "bản công bố đánh rơi chữ «d)»; số thứ tự của ta do máy đánh",
    ),
    Deviation("\u00d4\u0309 CHỨC", "Ổ CHỨC", "chữ «Ổ» của bản công bố là Unicode tổ hợp (NFD); của ta là NFC"),
    Deviation("lần  thứ hai", "lần thứ hai", "hai dấu cách liền nhau"),
    Deviation("ngày       /6/2023", "ngày … tháng 6 năm 2023", "ngày viết theo Mẫu 2.1, Phụ lục III, Nghị định 30/2020/NĐ-CP"),
)

HEAD = (
    "ỦY BAN NHÂN DÂN",
    "TỈNH SƠN LA",
    "Số: …/KH-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Sơn La, ngày … tháng 6 năm 2023",
)
"""Printed above the title; the published text has lost its head, the decree requires one (Phụ lục I, Mục II, 1–4)."""

END = "./."
"""Printed below the table of the appendix (Mẫu 2.1); the published text has it at the end of the body only."""

NAMES = {
    "SNV": "Sở Nội vụ",
    "STP": "Sở Tư pháp",
    "STC": "Sở Tài chính",
    "SKHĐT": "Sở Kế hoạch và Đầu tư",
    "STTTT": "Sở Thông tin và Truyền thông",
    "VPUBND": "Văn phòng UBND tỉnh",
    "VPCP": "Văn phòng Chính phủ",
    "so_ban_nganh": "Các sở, ban, ngành",
    "ubnd_huyen": "UBND các huyện, thành phố",
    "ubnd_xa": "UBND các xã, phường, thị trấn",
    "tat_ca": "Các cơ quan, đơn vị",
    "lien_quan": "các cơ quan, đơn vị có liên quan",
}
"""The names a cell is made of where it has no wording of its own, and of the three great groups."""


def cell(references: Iterable[str], wording: str = "", note: str = "") -> str:
    """The text of a cell of assignees: the wording if there is one, else the names; then the note in parentheses."""
    text = wording or "; ".join(NAMES[reference] for reference in references)
    return f"{text} ({note})" if note else text


@cache
def published() -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The published text, deviations applied: its paragraphs outside the table, and the rows of the table."""
    text = TEXT.read_text(encoding="utf-8")
    for deviation in DEVIATIONS:
        text = text.replace(deviation.published, deviation.ours)
    body, _heading, *rows = text.rstrip("\n").split("\n\n")
    return tuple(map(_line, body.split("\n"))), tuple(_row(row.replace("\n  ", "\r").split("\n")) for row in rows)


def compare_body(lines: Sequence[str]) -> list[str]:
    """The differences between the published paragraphs and `lines`, whose head block may be absent."""
    expected, _ = published()
    found = [line for line in map(_line, lines) if line]
    title = found.index(expected[0]) if expected[0] in found else 0
    strange = [f"+{line}" for line in found[:title] if line not in map(_line, HEAD)]
    return strange + _differences([*expected, END], found[title:])


def compare_rows(rows: Sequence[Row]) -> list[str]:
    """The differences between the published rows and `rows`: heading rows of areas and rows of tasks, in order."""
    _, expected = published()
    return _differences([" | ".join(row) for row in expected], [" | ".join(_row(row)) for row in rows])


def _differences(expected: Sequence[str], found: Sequence[str]) -> list[str]:
    return list(unified_diff(expected, found, "bản công bố", "văn bản của ta", lineterm="", n=0))


def _row(cells: Iterable[str]) -> Row:
    """The cells in one spelling, the empty ones at the end left out («Ghi chú» is empty throughout)."""
    return tuple(" ¶ ".join(filter(None, map(_line, re.split(r"[\r\n]+", text)))) for text in cells if text.strip())


def _line(text: str) -> str:
    """The words of a paragraph: NFC, single blanks, one form of a number or day left open in a draft."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return re.sub(r"\b(số:?|ngày)[\s….]*(?=/|tháng\b)", r"\1 … ", words, flags=re.IGNORECASE)
