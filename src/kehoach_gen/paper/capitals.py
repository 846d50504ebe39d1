"""Words in capitals → the same words as the rest of the document, and the registry, write them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from kehoach_gen.agency import Registry

_WORD = re.compile(r"\w+")
_DATED = re.compile(r"(?:^|[\t\n])(?P<place>[^\d,:;/\t\n]{2,40}), *ngày\b")
_START = re.compile(r"(?:^|[.:;!?“\"\n(])\s*(?:[-+•]\s*)?(?:[\wđ]{1,2}[.)]\s*)?$")
_LONGEST = 4

_PHRASES = (
    "Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Phó Giám đốc", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Trưởng ban", "Phó Trưởng ban",
    "Cục trưởng", "Phó Cục trưởng", "Bộ trưởng", "Thứ trưởng", "Ủy ban nhân dân", "Ủy ban nhân dân tỉnh", "Hội đồng nhân dân",
    "Thường trực", "Quốc hội", "Chính phủ", "Thủ tướng Chính phủ", "Luật", "Nghị quyết", "Nghị định", "Trung ương", "Đảng", "Nhà nước",
)  # fmt: skip


def is_capitals(text: str) -> bool:
    """Whether the text is printed in capitals: words of it are, and none begins small; figures do not count."""
    words = [word for word in _WORD.findall(text) if word.isalpha()]
    return bool(words) and all(word.isupper() for word in words) and any(len(word) > 1 for word in words)


class Capitals:
    """The usual spelling of words, one to four at a time."""

    def __init__(self, texts: Iterable[str], registry: Registry) -> None:
        self.spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        texts = list(texts)
        for text in texts:
            for part in text.split("\n"):
                if not is_capitals(part):
                    self.learn(part, is_name=False)
        names = [name for agency in registry.agencies for name in (agency.name, *agency.aliases)]
        names += [name for group in registry.groups for name in (group.name, *group.aliases)]
        places = {found["place"].strip() for text in texts if (found := _DATED.search(text))}
        names += [
            f"{unit}{place}" for place in sorted(places) for unit in ("", "tỉnh ", "thành phố ", "huyện ", "xã ", "phường ")
        ]
        for name in (*_PHRASES, *names):
            if not is_capitals(name):
                self.learn(name, is_name=True)

    def learn(self, text: str, *, is_name: bool) -> None:
        """The words of a sentence count as they are written, but for its first one, which has a capital anyway, and three
        and more in capitals; those of a name count two and more together."""
        words = list(_WORD.finditer(text))
        capitals = [is_capitals(text[one.start() : other.end()]) for one, other in zip(words, words[2:], strict=False)]
        shouted = {index + step for index, found in enumerate(capitals) if found for step in range(3)}
        for index, word in enumerate(words):
            if not is_name and (index in shouted or _START.search(text[: word.start()])):
                continue
            for last in words[index + is_name : index + _LONGEST]:
                written = text[word.start() : last.end()]
                self.spellings[written.casefold()][written] += 1

    def lowered(self, text: str) -> str:
        """«CHỈ SỐ CCHC NĂM 2023» → «Chỉ số CCHC năm 2023»; the first letter is a capital."""
        words = list(_WORD.finditer(text))
        done, at, index = "", 0, 0
        while index < len(words):
            length, written = self.usual(text, words[index : index + _LONGEST])
            done += text[at : words[index].start()] + written
            at = words[index + length - 1].end()
            index += length
        lowered = done + text[at:]
        first = next((place for place, sign in enumerate(lowered) if sign.isalpha()), 0)
        return lowered[:first] + lowered[first : first + 1].upper() + lowered[first + 1 :]

    def usual(self, text: str, words: list[re.Match[str]]) -> tuple[int, str]:
        """The longest run of these words that has a usual spelling, and that spelling."""
        for length in range(len(words), 0, -1):
            run = text[words[0].start() : words[length - 1].end()]
            if spellings := self.spellings.get(run.casefold()):
                return length, min(spellings, key=lambda written: (-spellings[written], written))
        word = words[0][0]
        return 1, word if any(map(str.isdigit, word)) or _ROMAN.fullmatch(word) else word.lower()


_ROMAN = re.compile("[IVX]+")
