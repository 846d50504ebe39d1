"""Whether letters make a syllable that Vietnamese could have. It knows the sounds, not the dictionary."""

import re
from unicodedata import normalize

_SHAPE = re.compile(
    "(?P<initial>ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdđghklmnprstvx])?"
    "(?P<vowels>iêu|yêu|oai|oay|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|uao|uai|oao|"
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|[aăâeêioôơuưy])"
    "(?P<final>ch|ng|nh|[cmnpt])?"
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = {"c", "ch", "p", "t"}
_SHARP = {"\u0301", "\u0323"}
_BEFORE_FRONT = {"k", "gh", "ngh"}
_BEFORE_BACK = {"c", "g", "ng"}


def is_syllable(word: str) -> bool:
    """True for «trường», «Quyết», «ban»; False for «trừơg», «Keá», «club»."""
    letters = normalize("NFD", word.lower())
    tones = [sign for sign in letters if sign in _TONES]
    bare = normalize("NFC", "".join(sign for sign in letters if sign not in _TONES))
    shape = _SHAPE.fullmatch(bare)
    if not shape or len(tones) > 1 or not _is_spelt(shape["initial"], shape["vowels"]):
        return False
    return shape["final"] not in _STOPPED or (len(tones) == 1 and tones[0] in _SHARP)


def _is_spelt(initial: str | None, vowels: str) -> bool:
    """k, gh, ngh stand before e, ê, i, y; c, g, ng before the others (and g before i)."""
    front = vowels[0] in "eêiy"
    if initial in _BEFORE_FRONT:
        return front
    return not (initial in _BEFORE_BACK and front) or (initial == "g" and vowels[0] == "i")
