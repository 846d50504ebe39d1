"""Faults of spelling: words no Vietnamese syllable can be, words often confused, two customs of placing the tone."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from kehoach_gen.vietnamese.fold import fold, without_marks
from kehoach_gen.vietnamese.letters import MARKED_CAPITALS
from kehoach_gen.vietnamese.model import Fault, fault
from kehoach_gen.vietnamese.syllable import is_syllable, with_tone_in_place, without_its_tone
from kehoach_gen.vietnamese.words import UPPER, WORD, addresses, is_within, opens_sentence, word_list

_WORD = re.compile(r"(?<![\w'’._&-])[^\W\d_]{2,}(?![\w'’_&]|\.\w|-\w)")
_VIETNAMESE = re.compile(f"[A-EGHIK-VXYĐa-eghik-vxyđ{MARKED_CAPITALS}{MARKED_CAPITALS.lower()}]+")
_VOWEL = re.compile("[aeiouy]")
_NAME_BEFORE = re.compile(rf"{UPPER}\w*[ -]$")
_CAPITAL_NEXT = re.compile(rf"[ -]{UPPER}")
_UNIT_BEFORE = re.compile(
    r"(?i:(?<!\w)(?:tỉnh|huyện|xã(?! hội)|phường|quận|trấn|bản|buôn|làng|thôn|plei|sông|suối|dân tộc)) (?:[^\W\d_']+[ '])?$"
)
"""A unit or a people whose name begins one or two words before: «XÃ CƯ ÊBUR»."""
_DOUBLED = re.compile("n(?=n[gh])|g(?=g)|h(?=h)|t(?=t[hr])|c(?=ch)|k(?=kh)|p(?=ph)|i(?=i)")
_WORD_BEFORE = re.compile(r"(\w+) $")
_WORD_OR_PART_BEFORE = re.compile(r"(\w+)[:;]? $")
_WORD_AFTER = re.compile(r" (\w+)")
_TONED = re.compile(f"[đĐ{MARKED_CAPITALS}{MARKED_CAPITALS.lower()}]")


def spelling_faults(text: str, accepted: Collection[str] = (), names: Collection[str] = ()) -> Iterator[Fault]:
    """Misspelt words of one text in NFC. `accepted` words are right; words of `names` are no syllables perhaps. Small letters."""
    skipped = addresses(text)
    confused = [
        (match, right)
        for match, right in _confused(text)
        if match[0].lower() not in accepted and not is_within(skipped, match.start())
    ]
    for match, right in confused:
        yield fault("sai-chinh-ta", match, f"«{match[0]}» sai chính tả.", f"viết: {_cased(right, match[0])}.")
    told = [match.span() for match, _ in confused]
    for start, end, right in _mistyped(text):
        if not any(start < last and first < end for first, last in told) and not is_within(skipped, start):
            found = text[start:end]
            yield Fault("sai-chinh-ta", start, end, found, f"«{found}» sai chính tả.", f"viết: {_cased(right, found)}.")
    for match in _WORD.finditer(text):
        known = is_syllable(match[0]) or any(match[0].lower() in words for words in (accepted, names, _loanwords()))
        if not known and not is_within(told, match.start()) and not is_within(skipped, match.start()):
            yield from _word_fault(text, match)


def _word_fault(text: str, match: re.Match[str]) -> Iterator[Fault]:
    word = match[0]
    if not _VIETNAMESE.fullmatch(word) or not _VOWEL.search(_bare(word)) or not _has_one_case(word):
        return
    if right := with_tone_in_place(word):
        yield fault("dau-thanh-sai-cho", match, f"«{word}» đặt dấu thanh sai chỗ.", f"viết: {right}.")
    elif word.isascii():
        if word.islower() and is_syllable(once := _DOUBLED.sub("", word)) and once != word and _follows_toned(text, match):
            yield fault("sai-chinh-ta", match, f"«{word}» thừa một chữ.", f"viết: {once}.")
        elif word.islower() and without_its_tone(word) and _is_among_toned(text, match):
            yield fault("thieu-dau-thanh", match, f"«{word}» thiếu dấu thanh.", "gõ lại tiếng này cho đủ dấu.")
    elif _is_common_word(text, match):
        yield _misspelt(match)


def _misspelt(match: re.Match[str]) -> Fault:
    parts = _split(match[0])
    if parts:
        return fault("chu-dinh-nhau", match, f"«{match[0]}» viết dính nhiều tiếng.", f"viết: {' '.join(parts)}.")
    hint = "gõ lại cho đúng; nếu là tên riêng hoặc từ nước ngoài thì không cần làm gì."
    return fault("sai-chinh-ta", match, f"«{match[0]}» không phải là tiếng Việt viết đúng chính tả.", hint)


def _is_common_word(text: str, match: re.Match[str]) -> bool:
    """Not a name, whose spelling is its own business, and not an abbreviation."""
    word, after = match[0], _CAPITAL_NEXT.match(text, match.end())
    if word.islower():
        return True
    if word.lower() in _name_words() or _UNIT_BEFORE.search(text, max(0, match.start() - 30), match.start()):
        return False
    if word.isupper():
        near = after or _NAME_BEFORE.search(text, max(0, match.start() - 30), match.start())
        return bool(near) and text == text.upper()
    return not after and opens_sentence(text, match.start())


def _is_among_toned(text: str, match: re.Match[str]) -> bool:
    """Between two Vietnamese words with marks, so that it is no foreign word among foreign words; «:» or «;» may be before it."""
    before = _WORD_OR_PART_BEFORE.search(text, max(0, match.start() - 30), match.start())
    after = _WORD_AFTER.match(text, match.end())
    return all(near is not None and bool(_TONED.search(near[1])) for near in (before, after))


def _follows_toned(text: str, match: re.Match[str]) -> bool:
    before = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
    return before is not None and bool(_TONED.search(before[1]))


def _has_one_case(word: str) -> bool:
    return word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())


def _bare(word: str) -> str:
    return normalize("NFD", word.lower())


def _split(word: str) -> list[str]:
    """«thihành» → thi, hành; the most even of the ways to read two syllables, else any three; none for one syllable."""
    ways = [[word[:at], word[at:]] for at in range(1, len(word)) if is_syllable(word[:at]) and _begins_one(word[at:])]
    if ways:
        return min(ways, key=lambda way: abs(len(way[0]) - len(way[1])))
    for at in range(2, len(word) - 3):
        if is_syllable(word[:at]) and (rest := _split(word[at:])):
            return [word[:at], *rest]
    return []


def _begins_one(word: str) -> bool:
    """A syllable that begins with a consonant: «xuát» is no «xu át»."""
    return is_syllable(word) and not _VOWEL.match(_bare(word))


def _confused(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each place of `text` where listed words stand that are often confused, the longest of them, with the right words."""
    listed, end = _confusions(), 0
    for word in WORD.finditer(text):
        if word.start() >= end and (patterns := listed.get(word[0].lower())):
            found = [(match, right) for pattern, right in patterns if (match := pattern.match(text, word.start()))]
            if found:
                longest = max(found, key=lambda one: one[0].end())
                end = longest[0].end()
                yield longest


_PAIR = re.compile(r"(?<![\w-])(?P<first>[^\W\d_]+)(?= (?P<second>[^\W\d_]+)(?![\w-]))")


def _mistyped(text: str) -> Iterator[tuple[int, int, str]]:
    """Where two words are a sure compound but for the marks of one, with the compound: «thảo luân»."""
    compounds, others = _compounds()
    for pair in _PAIR.finditer(text):
        first, second = _folded(pair["first"]), _folded(pair["second"])
        starred = compounds.get((first.letters, second.letters))
        if starred is None or pair["second"][0].isupper() != pair["first"].isupper():
            continue
        written = f"{first.word} {second.word}"
        if written in starred or written in others or not (is_syllable(pair["first"]) and is_syllable(pair["second"])):
            continue
        for right, places in starred.items():
            wrong = [one != two for one, two in zip(written.split(" "), right.split(" "), strict=True)]
            if wrong.count(True) == 1 and wrong.index(True) in places:
                yield pair.start(), pair.end("second"), right


class _Folded(NamedTuple):
    """A word in small letters with one tone placement, and its letters without marks."""

    word: str
    letters: str


@lru_cache(maxsize=8192)
def _folded(word: str) -> _Folded:
    return _Folded(fold(word), without_marks(fold(word)))


@lru_cache(maxsize=1)
def _compounds() -> tuple[dict[tuple[str, str], dict[str, set[int]]], frozenset[str]]:
    """Sure compounds by their letters, each with the places of the words whose marks may be wrong; pairs that are no fault."""
    found: dict[tuple[str, str], dict[str, set[int]]] = {}
    lines = word_list("compounds.txt")
    for line in (line for line in lines if not line.startswith("!")):
        first, second = (_folded(word) for word in line.replace("*", "").split(" "))
        places = {index for index, word in enumerate(line.split(" ")) if word.startswith("*")}
        found.setdefault((first.letters, second.letters), {}).setdefault(f"{first.word} {second.word}", set()).update(places)
    return found, frozenset(line[1:] for line in lines if line.startswith("!"))


def _cased(right: str, found: str) -> str:
    if found.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if found[0].isupper() else right


@lru_cache(maxsize=1)
def _confusions() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """By the first word of what is written wrong: the pattern and the right words."""
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for line in word_list("confusions.txt"):
        wrong, right = line.split("\t")
        first = WORD.search(re.sub(r"^(?:\(\?<[^)]*\))+", "", wrong))
        assert first is not None, line
        found.setdefault(first[0], []).append((re.compile(rf"{wrong}(?!\w)", re.IGNORECASE), right))
    return found


@lru_cache(maxsize=1)
def _name_words() -> frozenset[str]:
    return frozenset(" ".join(word_list("name_words.txt")).split())


@lru_cache(maxsize=1)
def _loanwords() -> frozenset[str]:
    return frozenset(" ".join(word_list("loanwords.txt")).split())


_TWO_PLACES = re.compile(
    "(?<![^\\W\\d_])(?!q)[^\\W\\d_]*(?:[òóỏõọ][ae]|o[àáảãạèéẻẽẹ]|[ùúủũụ]y|u[ỳýỷỹỵ])(?![^\\W\\d_])", re.IGNORECASE
)
_ON_SECOND = re.compile("(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])$", re.IGNORECASE)


def tone_placement_faults(texts: Sequence[str]) -> Iterator[Fault]:
    """«hòa» and «hoà» in one document: the first use of each word in the rarer custom (Phụ lục I, I.4: one spelling)."""
    used = [(index, match) for index, text in enumerate(texts) for match in _TWO_PLACES.finditer(text) if _is_open(match[0])]
    customs = Counter(bool(_ON_SECOND.search(match[0])) for _, match in used)
    if len(customs) < 2:
        return
    rarer = min(customs, key=lambda custom: (customs[custom], not custom))
    told: set[str] = set()
    for index, match in used:
        word = match[0].lower()
        if bool(_ON_SECOND.search(word)) == rarer and word not in told:
            told.add(word)
            yield replace(_two_customs(match), paragraph=index)


def _is_open(word: str) -> bool:
    return not word.lower().startswith("qu") and is_syllable(word)


def _two_customs(match: re.Match[str]) -> Fault:
    message = f"«{match[0]}» đặt dấu thanh khác kiểu với các chữ khác trong văn bản."
    other = _other_custom(match[0])
    return fault("dau-thanh-khong-thong-nhat", match, message, f"viết một kiểu trong cả văn bản: {other}.")


def _other_custom(word: str) -> str:
    first, second = normalize("NFD", word[-2]), normalize("NFD", word[-1])
    moved = first[0] + second + first[1:] if len(first) > 1 else first + second[1:] + second[0]
    return word[:-2] + normalize("NFC", moved)
