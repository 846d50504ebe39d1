"""How wide a text is when set in Times New Roman (measured on a face of the same widths)."""

import unicodedata
from functools import lru_cache

_EM = 2048
_MM_PER_POINT = 25.4 / 72
LINE_HEIGHT = 1.15
"""Natural line height of the face, as a multiple of its size."""

_WIDTHS = {
    False: {
        369: "'", 410: "|", 512: " ,.", 569: "/:;\\ijlt", 682: "!()-I[]`fr‘’·", 797: "Js", 819: "°", 836: '"', 909: "?acez“”", 961: "^",
        983: "{}", 1083: "ơ", 1108: "~", 1110: "ư", 1139: "FPS", 1155: "+<=>×", 1251: "ELTZ", 1366: "BCR", 1479: "ADGHKNOQUVXYwĐƠ",
        1589: "Ư", 1593: "&m", 1706: "%", 1821: "M", 1886: "@", 1933: "W", 2048: "—…",
    },
    True: {
        451: "|", 512: " ,.", 569: "'/\\il", 682: "!()-:;[]`fjt‘’", 683: "·", 797: "Is", 807: "{}", 819: "°", 909: "cerz", 1065: "~",
        1134: "ơ", 1137: '"', 1139: "Sbdhknpquđ", 1167: "+<=>×", 1190: "^", 1229: "ư", 1251: "FP", 1366: "BELTZ", 1479: "ACDNRUVXYwĐ",
        1593: "GHKOQƠ", 1630: "Ư", 1706: "&m", 1905: "@", 1933: "M", 2048: "%W—…",
    },
}  # fmt: skip
_OTHER = 1024
_ADVANCE = {bold: {char: width for width, chars in table.items() for char in chars} for bold, table in _WIDTHS.items()}
_TONES = "\u0300\u0301\u0302\u0303\u0306\u0309\u0323"


@lru_cache(maxsize=2048)
def _advance(char: str, bold: bool) -> int:
    """Width of one character in units of 1/2048 em; a letter with marks is as wide as the letter."""
    if char == "\u00a0":
        char = " "
    bare = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", char) if c not in _TONES))
    return _ADVANCE[bold].get(bare, _OTHER) if bare else 0


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in millimetres of one line of text at `size` points."""
    return sum(_advance(char, bold) for char in text) / _EM * size * _MM_PER_POINT


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The lines a word processor breaks `text` into, in a column `width` millimetres wide."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and text_width(longer, size, bold=bold) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def wrap_evenly(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """As few lines as fit in `width` millimetres, about equally long: for centred titles. No-break spaces keep words
    together and become blanks."""
    lines = wrap(text, size, width, bold=bold)
    if "\n" not in text and len(lines) > 1:
        narrow = text_width(text, size, bold=bold) / len(lines)
        while len(evener := wrap(text, size, narrow, bold=bold)) > len(lines):
            narrow += 1.0
        lines = evener
    return [line.replace("\u00a0", " ") for line in lines]
