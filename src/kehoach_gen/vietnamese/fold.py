"""Text → one spelling of it for comparison, for slugs and for hints. What people read is never folded."""

import re
from unicodedata import normalize

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_PLAIN = str.maketrans(
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys("‘’‚‛", "'")
    | dict.fromkeys("“”„‟", '"')
    | dict.fromkeys(_INVISIBLE)
    | {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"}
)
"""Look-alikes of one sign → that sign. Ð (eth) is not Đ, though both look the same in print."""

_MARKS = re.compile("[\u0300-\u036f]")
_LETTER = "[^\\W\\d_]"
_ENDS = f"(?!{_LETTER}|[\u0300-\u036f])"
_MISPLACED = re.compile(
    f"o[àáảãạèéẻẽẹ]{_ENDS}|(?<!q)u[ỳýỷỹỵ]{_ENDS}|[òóỏõọ][ae](?={_LETTER})|[ùúủũụ]y(?={_LETTER})|(?<=q)[ùúủũụ][aey](?![\u0300-\u036f])"
)
"""A tone that one of the two customs puts on the other vowel: «oà» at the end of a syllable, «òan» inside one, «qúy»."""


def tidy(text: str) -> str:
    """NFC, one blank for any run of blanks, plain hyphens and quotes, nothing invisible, no blank at either end."""
    return " ".join(normalize("NFC", text.translate(_PLAIN)).split())


def fold(text: str) -> str:
    """`text` tidied, in lower case, with one tone placement: «Hoà Bình» and «HÒA  BÌNH» fold alike. Only for comparison."""
    folded = normalize("NFC", tidy(text).casefold())
    return folded if folded.isascii() else _MISPLACED.sub(_move_tone, folded)


def without_marks(text: str) -> str:
    """`text` without diacritics (bỏ dấu), đ as d; its case is kept."""
    bare = _MARKS.sub("", normalize("NFD", text))
    return normalize("NFC", bare).replace("đ", "d").replace("Đ", "D")


def slug(text: str) -> str:
    """«Sở Nội vụ» → `so-noi-vu`: ASCII letters and digits joined by hyphens; empty when nothing is left."""
    return re.sub("[^a-z0-9]+", "-", without_marks(fold(text))).strip("-")


def _move_tone(found: re.Match[str]) -> str:
    """The two vowels with the tone on the other one."""
    first, second = normalize("NFD", found[0][0]), normalize("NFD", found[0][1])
    if len(first) == 1:
        return normalize("NFC", first + second[1:] + second[0])
    return normalize("NFC", first[0] + second + first[1:])
