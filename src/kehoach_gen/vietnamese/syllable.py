"""Whether letters make a syllable that Vietnamese could have. It knows the sounds, not the dictionary."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_RIMES = _words(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot ooc oong ô ôc ôi ôm ôn ông ôp ôt ôông ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet
    uân uâng uât uây uê uêch uên uênh uêt uơ uơn uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    y yêm yên yêng yêt yêu
    """
)
_AFTER_QU = _words(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât âu ây
    e en eng eo ep et ê êch ên ênh êt êu i ia ich in inh it iu o oc on ơ ơi ơn ôc y yên yêt ych ynh yt yu yn yp
    """
)
_AFTER_GI = frozenset(rime for rime in _RIMES if rime[0] not in "iy") | {"êc", "êng"}
"""Where iê follows, gi and iê share their i: «giếng»; «gì», «gìn» are g and i."""

_INITIAL = re.compile("ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdđghklmnprstvx]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = ("c", "ch", "p", "t")
_SHARP = ("\u0301", "\u0323")
_FRONT = "eêiy"
_BEFORE_FRONT = ("k", "gh", "ngh")
_BEFORE_BACK = ("c", "g", "ng")
_TWO_PLACES = ("oa", "oe", "uy")
"""Rimes whose tone one custom puts on the first vowel, the other on the second: hòa, hoà."""


class Parts(NamedTuple):
    """A word taken apart: «được» is đ, ươc, the dot below, over the second letter of the rime."""

    initial: str
    rime: str
    tone: str
    position: int


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """True for «trường», «Quyết», «ban»; False for «trừơg», «đựơc», «nghành», «hoach», «Keá», «club»."""
    parts = _parts(word.lower())
    return parts is not None and _has_its_tone(parts) and parts.position == _place(parts)


def without_its_tone(word: str) -> bool:
    """True for «hoach», «tac»: a syllable but for the tone that -c, -ch, -p, -t call for."""
    parts = _parts(word.lower())
    return parts is not None and not parts.tone and not _has_its_tone(parts)


def with_tone_in_place(word: str) -> str | None:
    """«đựơc» → «được», «qúy» → «quý»: the syllable `word` is but for the place of its tone; None for any other word."""
    letters = normalize("NFD", word)
    tones = [sign for sign in letters if sign in _TONES]
    if len(tones) != 1 or is_syllable(word):
        return None
    bare = normalize("NFC", "".join(sign for sign in letters if sign not in _TONES))
    tried = (normalize("NFC", bare[: index + 1] + tones[0] + bare[index + 1 :]) for index in range(len(bare)))
    return next((right for right in tried if len(right) == len(bare) and is_syllable(right)), None)


def _parts(word: str) -> Parts | None:
    """The parts of a word in small letters; None where there is no such rime, or no such initial before it."""
    letters = normalize("NFD", word)
    tones = [sign for sign in letters if sign in _TONES]
    bare = normalize("NFC", "".join(sign for sign in letters if sign not in _TONES))
    found = _INITIAL.match(bare)
    first = found[0] if found else ""
    for initial in ("gi", "g") if first == "gi" else (first,):
        if len(tones) <= 1 and _fits(initial, bare[len(initial) :]):
            return Parts(initial, bare[len(initial) :], "".join(tones), _position(letters) - len(initial))
    return None


def _fits(initial: str, rime: str) -> bool:
    """k, gh, ngh stand before e, ê, i, y; c, g, ng before the others (and g before i); gi and qu have rimes of their own."""
    if initial == "qu":
        return rime in _AFTER_QU
    if initial == "gi":
        return rime in _AFTER_GI
    if rime not in _RIMES or (rime[0] == "y" and initial not in ("", "h", "k", "l", "m", "s", "t", "v", "n", "d")):
        return False
    if rime[:2] == "yê" and initial:
        return False
    if initial in _BEFORE_FRONT:
        return rime[0] in _FRONT
    return not (initial in _BEFORE_BACK and rime[0] in _FRONT) or (initial == "g" and rime in ("i", "in"))


def _has_its_tone(parts: Parts) -> bool:
    return not parts.rime.endswith(_STOPPED) or parts.tone in _SHARP


def _position(letters: str) -> int:
    """The index, in letters with their hats on, of the letter that bears the tone; the number of letters where none does."""
    base = -1
    for sign in letters:
        if sign in _TONES:
            return base
        if sign not in "\u0302\u0306\u031b":
            base += 1
    return base + 1


def _place(parts: Parts) -> int:
    """Where the tone belongs in the rime; where two customs differ, where it stands."""
    initial, rime, tone, position = parts
    if not tone:
        return position
    hats = [index for index, sign in enumerate(rime) if sign in "ăâêôơư"]
    if hats:
        return hats[-1]
    vowels = len(rime.rstrip("cghmnpt"))
    if rime in _TWO_PLACES and initial != "qu":
        return position if position in (0, 1) else 1
    if vowels == 3 or (vowels == 2 and (rime[:2] in _TWO_PLACES or rime == "oo") and len(rime) > 2):
        return 1
    return 0
