"""Capital letters where Nghị định 30/2020/NĐ-CP, Phụ lục II, wants them, and small ones where it wants those."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kehoach_gen.problem.model import ERROR, WARNING, Severity
from kehoach_gen.vietnamese.capital_rules import RULES
from kehoach_gen.vietnamese.fold import fold
from kehoach_gen.vietnamese.model import Fault, Lexicon, fault
from kehoach_gen.vietnamese.syllable import is_syllable
from kehoach_gen.vietnamese.words import LOWER, addresses, is_within, opens_sentence, word_list


def capital_faults(text: str, lexicon: Lexicon, kind: str = "") -> list[Fault]:
    """Wrong capitals of one text in NFC, in order of place; `kind` is the type the document has: «Kế hoạch»."""
    if text == text.upper():
        return []
    found = [*_names(text, lexicon), *_by_rules(text), *_itself(text, kind), *_beginnings(text), *_each_word(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    return [one for index, one in enumerate(found) if not any(one.start < before.end for before in found[:index])]


def _by_rules(text: str) -> Iterator[Fault]:
    lower = text.lower()
    for rule in RULES:
        for match in rule.pattern.finditer(text) if rule.sign in lower else ():
            right = rule.right(match[0])
            if right != match[0] and not (rule.inside and opens_sentence(text, match.start())):
                yield _wrong(rule.code, match, right, rule.why, rule.severity)


def _wrong(code: str, match: re.Match[str], right: str, why: str, severity: Severity) -> Fault:
    return fault(code, match, f"«{match[0]}» viết hoa chưa đúng: {why}.", f"viết: {right}.", severity)


def _itself(text: str, kind: str) -> Iterator[Fault]:
    """V.6: «Kế hoạch này» in a kế hoạch."""
    for match in re.finditer(rf"(?<!\w){re.escape(kind.lower())}(?= này(?!\w))", text) if kind else ():
        why = "tên loại chỉ chính văn bản này viết hoa (NĐ 30/2020, Phụ lục II, V.6)"
        yield _wrong("viet-hoa-ten-van-ban", match, kind, why, WARNING)


# Sentences


_SENTENCE = re.compile(rf"(?P<before>(?<!\w){LOWER}{{2,}}+|\d|[)”»\"])[.?!] +(?P<word>{LOWER}+)(?!\w)")


def _beginnings(text: str) -> Iterator[Fault]:
    """I: the first letter of a sentence. Words before the stop that are no syllable are abbreviations: «tr. 5»."""
    skipped = addresses(text)
    for match in _SENTENCE.finditer(text):
        before, start = match["before"], match.start("word")
        ends = not before.islower() or is_syllable(before)
        if ends and is_syllable(match["word"]) and not is_within(skipped, match.start()):
            word, right = match["word"], match["word"].capitalize()
            message = f"«{word}» ở đầu câu không viết hoa (NĐ 30/2020, Phụ lục II, I)."
            yield Fault("viet-hoa-dau-cau", start, match.end("word"), word, message, f"viết: {right}.")


_SMALL_WORDS = {
    "và",
    "của",
    "các",
    "về",
    "những",
    "trong",
    "cho",
    "với",
    "trên",
    "tại",
    "theo",
    "để",
    "từ",
    "đến",
    "năm",
    "bằng",
    "do",
}
_ONE_WORD = re.compile(r"[^\W\d_]+")


def _each_word(text: str) -> Iterator[Fault]:
    """I–V: no capital for each word, as English titles have. The small words tell it from a row of names."""
    words = list(_ONE_WORD.finditer(text))
    capitals = [word for word in words if word[0].istitle()]
    small = (word for word in capitals if word[0].lower() in _SMALL_WORDS)
    if (
        6 <= len(words) <= 40
        and len(capitals) > 0.6 * len(words)
        and any(not opens_sentence(text, word.start()) for word in small)
    ):
        match = re.search(r"\S(?:.*\S)?", text, re.DOTALL)
        assert match is not None
        message = "Viết hoa chữ cái đầu của hầu hết các tiếng (NĐ 30/2020, Phụ lục II, I)."
        yield fault("viet-hoa-tung-chu", match, message, "chỉ viết hoa chữ đầu câu và tên riêng.")


# Names


class _Name(NamedTuple):
    folded: tuple[str, ...]
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    text: str
    is_place: bool


_PART = re.compile(r"[^\W_]+")
_BEFORE_PLACE = {"tỉnh", "huyện", "xã", "phường", "quận", "trấn", "phố"}
_UNITS = ("Tỉnh", "Huyện", "Xã", "Phường", "Quận", "Thị trấn", "Thị xã", "Thành phố")
_CAPITAL_UNITS = {"hồ chí minh"}
_ALSO_COMMON = {"hòa bình"}
"""Places whose names are words as well."""

_WITHIN = re.compile("cơ|trụ|công|cán|đồng|toàn|nội|tiến|đảng|chi|sơ|liên|cục|tổng|đại|pháp|kỷ|thành|phân|trưởng")
"""Words that make one word of the next: «cơ sở y tế», «cán bộ tài chính», «pháp luật đất đai», «Trưởng ban Dân tộc»."""

_ALWAYS_NAMES = ("sở ", "ủy ban nhân dân", "hội đồng nhân dân", "văn phòng ủy ban nhân dân", "văn phòng hội đồng nhân dân")
"""What begins so is a name, also all in small letters."""

_NO_MINISTRIES = ("bộ luật", "bộ xây dựng", "bộ chỉ huy")
"""Names that begin like those of ministries and may be common words: «các cán bộ xây dựng kế hoạch»."""

_COUNTING = re.compile("các|những|mỗi|từng|một|hai|ba|lạc|đường")
"""Words after which «bộ» is no name: «các bộ tài chính», «câu lạc bộ khoa học và công nghệ»."""

_ALSO_RIGHT = ("Trung tâm Phục vụ hành chính công", "Trung tâm Phục vụ Hành chính công")
"""Names that the law itself writes in two ways."""


def _names(text: str, lexicon: Lexicon) -> Iterator[Fault]:
    """III and IV: the case of each word of a known name."""
    index = _index(lexicon.names, lexicon.places)
    parts = list(_PART.finditer(text))
    folded = [_fold(part[0]) for part in parts]
    at = 0
    while at < len(parts):
        name = next((one for one in index.get(folded[at], ()) if _stands(text, parts, folded, at, one)), None)
        if name is not None:
            here = parts[at : at + len(name.words)]
            before = folded[at - 1] if at and text[parts[at - 1].end() : here[0].start()].isspace() else ""
            yield from _name_fault(text, here, name, before)
            yield from _unit_fault(text, parts[max(0, at - 2) : at], here[0], name)
        at += len(name.words) if name is not None else 1


def _stands(text: str, parts: list[re.Match[str]], folded: list[str], at: int, name: _Name) -> bool:
    end = at + len(name.folded)
    if tuple(folded[at:end]) != name.folded:
        return False
    gaps = [text[one.end() : two.start()] for one, two in pairwise(parts[at : end + 1])]
    longer = name.is_place and len(gaps) == len(name.words) and gaps[-1].isspace() and parts[end][0].istitle()
    return not longer and all(found.strip() == gap for found, gap in zip(gaps, name.gaps, strict=False))


def _name_fault(text: str, here: list[re.Match[str]], name: _Name, before: str) -> Iterator[Fault]:
    words = [part[0] for part in here]
    right = [*name.words]
    if right[0].islower():
        right[0] = words[0]
    if [*map(_case, words)] == [*map(_case, right)] or all(word.isupper() for word in words):
        return
    if words[0].islower() and _WITHIN.fullmatch(before):
        return
    start, end = here[0].start(), here[-1].end()
    if text[start:end].startswith(_ALSO_RIGHT):
        return
    small = all(word.islower() for word in words)
    doubtful = small or name.text.lower() in _ALSO_COMMON or opens_sentence(text, here[0].start())
    if name.is_place and before not in _BEFORE_PLACE and doubtful:
        return
    if not name.is_place and small and not _is_sure(name, before):
        return
    rule = (
        "địa danh viết hoa theo Phụ lục II, III"
        if name.is_place
        else "tên cơ quan, tổ chức, luật viết hoa theo Phụ lục II, IV và V"
    )
    message = f"«{text[start:end]}» viết hoa chưa đúng: {rule}, NĐ 30/2020."
    code = "viet-hoa-dia-danh" if name.is_place else "viet-hoa-co-quan"
    yield Fault(code, start, end, text[start:end], message, f"viết: {name.text}.", ERROR)


def _is_sure(name: _Name, before: str) -> bool:
    lower = name.text.lower()
    if lower.startswith(("luật ", "bộ luật ")):
        return before in ("theo", "của", "tại")
    is_ministry = lower.startswith("bộ ") and not lower.startswith(_NO_MINISTRIES) and not _COUNTING.fullmatch(before)
    return is_ministry or lower.startswith(_ALWAYS_NAMES)


def _unit_fault(text: str, before: list[re.Match[str]], first: re.Match[str], name: _Name) -> Iterator[Fault]:
    """III.1: «tỉnh Sơn La» inside a sentence; Thành phố Hồ Chí Minh is a name of its own."""
    if not name.is_place or name.text.lower() in _CAPITAL_UNITS:
        return
    for part in before:
        unit = text[part.start() : first.start()].rstrip()
        if unit in _UNITS and not opens_sentence(text, part.start()):
            why = "danh từ chung chỉ đơn vị hành chính viết thường (NĐ 30/2020, Phụ lục II, III.1)"
            message = f"«{unit} {name.text}» viết hoa chưa đúng: {why}."
            end = part.start() + len(unit)
            yield Fault("viet-hoa-dia-danh", part.start(), end, unit, message, f"viết: {unit.lower()} {name.text}.", ERROR)


def _case(word: str) -> str:
    """How a word is written: small, with a capital, in capitals; one capital letter alone is a capital."""
    if word.islower() or word.isdecimal():
        return "small"
    if len(word) == 1 or (word[0].isupper() and word[1:].islower()):
        return "capital"
    return "capitals" if word.isupper() else word


@lru_cache(maxsize=8)
def _index(names: tuple[str, ...], places: tuple[str, ...]) -> dict[str, list[_Name]]:
    """The known names by their first word, the longer ones first."""
    own = [part.strip() for line in word_list("places.txt") for part in line.split(",") if part.strip()]
    found: dict[tuple[str, ...], _Name] = {}
    for text, is_place in [*_with(word_list("names.txt"), False), *_with(names, False), *_with(own, True), *_with(places, True)]:
        name = _name(text, is_place=is_place)
        if len(name.words) > 1:
            found.setdefault(name.folded, name)
    index: dict[str, list[_Name]] = {}
    for name in sorted(found.values(), key=lambda one: -len(one.words)):
        index.setdefault(name.folded[0], []).append(name)
    return index


def _with(texts: Iterable[str], is_place: bool) -> list[tuple[str, bool]]:
    return [(text, is_place) for text in texts]


def _name(text: str, *, is_place: bool) -> _Name:
    parts = list(_PART.finditer(text))
    gaps = tuple(text[one.end() : two.start()].strip() for one, two in pairwise(parts))
    words = tuple(part[0] for part in parts)
    return _Name(tuple(map(_fold, words)), words, gaps, text, is_place)


@lru_cache(maxsize=8192)
def _fold(word: str) -> str:
    return fold(word)


# One way in one document


def variant_faults(texts: Sequence[str]) -> Iterator[Fault]:
    """Words written in two ways in one document, in capitals or in letters: the first use of the rarer one."""
    everything = "\n".join(texts).lower()
    for line in word_list("variants.txt"):
        ways = [way for way in line.split(" / ") if way in everything]
        if line.count(" / ") and len(ways) > 1:
            yield from _rarer_way(texts, ways, "hai-cach-viet", str.lower)
        elif ways and not line.count(" / "):
            yield from _rarer_way(texts, ways, "viet-hoa-khong-thong-nhat", str)


def _rarer_way(texts: Sequence[str], ways: list[str], code: str, way_of: Callable[[str], str]) -> Iterator[Fault]:
    """The first use of the rarest of the ways that are used; a capital that a sentence asks for is no way of its own."""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ways))})(?!\w)", re.IGNORECASE)
    used = [
        (index, match)
        for index, text in enumerate(texts)
        for match in pattern.finditer(text)
        if not match[0].isupper() and (way_of is str.lower or not opens_sentence(text, match.start()))
    ]
    counted = Counter(way_of(match[0]) for _, match in used)
    if len(counted) > 1:
        rarer, most = (pick(counted, key=lambda way: (counted[way], way)) for pick in (min, max))
        index, match = next(one for one in used if way_of(one[1][0]) == rarer)
        message = f"Văn bản viết cả «{rarer}» và «{most}»."
        yield replace(fault(code, match, message, "chọn một cách viết cho cả văn bản."), paragraph=index)
