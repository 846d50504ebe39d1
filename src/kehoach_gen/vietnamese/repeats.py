"""Words written twice in a row. Vietnamese doubles many on purpose; few false alarms before many finds. Rules of one text."""

import re
from collections.abc import Iterator

from kehoach_gen.vietnamese.model import Fault, fault
from kehoach_gen.vietnamese.words import ANY_WORD

_REPEATED = re.compile(f"(?<![\\w-])(?P<once>{ANY_WORD}(?: {ANY_WORD}){{1,5}}?) (?P<again>(?i:(?P=once)))(?![\\w-])")
_TWICE = re.compile(f"(?<![\\w-])(?P<once>{ANY_WORD}) (?P=once)(?![\\w-])")
_LISTED = re.compile(f"(?:(?<=^)|(?<=[,;:] ))(?P<once>{ANY_WORD}(?: {ANY_WORD}){{1,5}}+), (?P=once)(?=[,;.]|$)")
_BEFORE = re.compile(f"({ANY_WORD}) $")
_AFTER = re.compile(f" ({ANY_WORD})")
_AGENT = re.compile(
    "(?i:ban|bên|bộ|các|chức|công|đoàn|đội|đồng|đơn|gia|hệ|lượng|mọi|nghiệp|người|nhà|nhóm|những|phận|phòng|quan|"
    "sĩ|số|sở|sự|tâm|thống|tổ|ty|việc|viên|vị)"
)
"""Words before which a noun may be made of a verb that then follows: «cơ quan chủ trì chủ trì…», «đoàn kiểm tra kiểm tra…»."""

_COMPOUND = re.compile("hóa|hoá|xã|sinh|viên")
"""Words that make one word of the second: «phát triển hợp tác hợp tác xã»."""

_NAMED = re.compile("(?i:bà|bản|chí|chợ|em|huyện|khu|làng|mường|núi|ông|phố|phường|suối|thôn|tổ|tỉnh|xã)")
"""Words before a proper name, which may well be a doubled syllable: «bản Na Na»."""

_SMALL_WORD = re.compile(
    "của|và|các|những|mọi|mỗi|để|trong|cho|với|được|theo|tại|về|là|có|do|đến|bị|đã|sẽ|khi|nếu|hoặc|bằng|nhằm|số", re.IGNORECASE
)
"""Words that are never doubled on purpose."""


def _doubled_words(text: str) -> Iterator[Fault]:
    for match in _REPEATED.finditer(text):
        if _is_same(match["once"], match["again"]) and not _is_sentence(text, match, match["once"]):
            yield _doubled(match)
    for match in _TWICE.finditer(text):
        if _SMALL_WORD.fullmatch(match["once"]) or (_is_capitalised(match["once"]) and not _is_in_name(text, match)):
            yield _doubled(match)


def _listed_twice(text: str) -> Iterator[Fault]:
    """«Trưởng ấp, Trưởng ấp, …»; not «từng bước, từng bước»."""
    for match in _LISTED.finditer(text):
        if match["once"].split(" ")[0].lower() not in ("từng", "ngày", "nhiều"):
            yield _doubled(match)


def _doubled(match: re.Match[str]) -> Fault:
    return fault("lap-tu", match, f"«{match['once']}» viết hai lần liền nhau.", "xóa một lần.")


def _is_same(once: str, again: str) -> bool:
    """Equal letter for letter, or but for the capital that begins a sentence."""
    return again in (once, once[0].lower() + once[1:])


def _is_sentence(text: str, match: re.Match[str], once: str) -> bool:
    """The second is a verb whose subject ends in the first, or the beginning of another word."""
    before, after = _word_before(text, match.start()), _AFTER.match(text, match.end())
    words = once.lower().split(" ")
    return (
        len(set(words)) == 1
        or once.lower() == "tổ chức"
        or words[0] == "từng"
        or (before is not None and _AGENT.fullmatch(before[1]) is not None)
        or (after is not None and _COMPOUND.fullmatch(after[1]) is not None)
    )


def _word_before(text: str, end: int) -> re.Match[str] | None:
    return _BEFORE.search(text, max(0, end - 30), end)


def _is_capitalised(word: str) -> bool:
    return word[0].isupper()


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    """It may be a name, or stands in a heading in capitals: «Lò Thị Na Na», «bản Na Na»."""
    before, after = _word_before(text, match.start()), _AFTER.match(text, match.end())
    near = [found[1] for found in (before, after) if found]
    return (
        not near
        or any(_is_capitalised(word) for word in near)
        or (before is not None and _NAMED.fullmatch(before[1]) is not None)
    )


RULES = (_doubled_words, _listed_twice)
