"""Text typed with the fonts of before Unicode (TCVN3 as in .VnTime, VNI as in VNI-Times): what it says."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import normalize

from kehoach_gen.vietnamese.syllable import is_syllable


@dataclass(frozen=True)
class LegacyText:
    """A stretch of text in an old encoding, with the same words in Unicode."""

    encoding: str
    start: int
    end: int
    unicode: str


_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)

_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
"""The sign after a vowel → the marks it puts on the vowel."""

_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_VOWEL = re.compile("([aeouyôö])([ùøûõïâáàåãäêéèúüë])|([ôöñæóòî])", re.IGNORECASE)
_WORD = re.compile("[\\w¡-¿×÷\u00ad]+")
_TOKEN = re.compile("[A-Za-z¡-¬\u00ad®µ-¹»-¾À-ÿ]{2,}")
_UNIT = re.compile("µ[A-Za-z]{1,2}")
_INSIDE = re.compile("[a-z][¡-©«¬®µ¶¸¹»-¾][a-z]")
"""A sign of print between two small letters: no Unicode text has it."""

_GAP = 2
"""Words without old signs that may stand inside a stretch."""


def legacy_texts(text: str) -> list[LegacyText]:
    """The stretches of `text` in TCVN3 or VNI. One odd word among ordinary ones is not taken for such a stretch."""
    if text.isascii():
        return []
    words = list(_WORD.finditer(text))
    odd = {encoding: _odd_words(words, decode) for encoding, decode in _ENCODINGS.items()}
    encoding = max(odd, key=lambda name: len(odd[name]))
    decode = _ENCODINGS[encoding]
    groups = [group for group in _neighbours(odd[encoding]) if _is_sure([words[index][0] for index in group])]
    return [_stretch(text, words, group, encoding, decode) for group in groups]


def from_tcvn3(text: str) -> str:
    """The Unicode of text typed in a TCVN3 font."""
    return "".join(_TCVN3.get(sign, sign) for sign in text)


def from_vni(text: str) -> str:
    """The Unicode of text typed in a VNI font."""
    return _VNI_VOWEL.sub(_vni_letter, text)


def _vni_letter(found: re.Match[str]) -> str:
    vowel, mark = (found[1], found[2]) if found[1] else (found[3], "")
    letter = _VNI_LETTERS.get(vowel.lower(), vowel.lower())
    letter = letter.upper() if vowel.isupper() else letter
    return normalize("NFC", letter + _VNI_MARKS.get(mark.lower(), ""))


_ENCODINGS: dict[str, Callable[[str], str]] = {"TCVN3 (ABC)": from_tcvn3, "VNI": from_vni}


def _odd_words(words: list[re.Match[str]], decode: Callable[[str], str]) -> list[int]:
    """The indices of words that are no syllable as they stand, and are one when decoded."""
    return [i for i, word in enumerate(words) if _TOKEN.fullmatch(word[0]) and _is_odd(word[0], decode(word[0]))]


def _is_odd(word: str, decoded: str) -> bool:
    return word != decoded and not _UNIT.fullmatch(word) and is_syllable(decoded) and not is_syllable(word)


def _neighbours(indices: list[int]) -> list[list[int]]:
    """Indices grouped while they follow each other closely."""
    groups: list[list[int]] = []
    for index in indices:
        if groups and index - groups[-1][-1] <= _GAP + 1:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _is_sure(words: list[str]) -> bool:
    return len(words) > 1 or any(_INSIDE.search(word) for word in words)


def _stretch(text: str, words: list[re.Match[str]], group: list[int], encoding: str, decode: Callable[[str], str]) -> LegacyText:
    """From the first odd word to the last, with the words right beside them that also read otherwise when decoded."""
    first, last = group[0], group[-1]
    while first > 0 and _is_other(words[first - 1][0], decode):
        first -= 1
    while last + 1 < len(words) and _is_other(words[last + 1][0], decode):
        last += 1
    start, end = words[first].start(), words[last].end()
    return LegacyText(encoding, start, end, decode(text[start:end]))


def _is_other(word: str, decode: Callable[[str], str]) -> bool:
    return _TOKEN.fullmatch(word) is not None and word != decode(word) and is_syllable(decode(word))
