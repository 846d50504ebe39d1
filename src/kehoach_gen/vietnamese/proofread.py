"""Paragraphs of a document → every fault of their writing: one text at a time, then the document as a whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from kehoach_gen.vietnamese.abbreviations import abbreviation_faults
from kehoach_gen.vietnamese.capitals import capital_faults, variant_faults
from kehoach_gen.vietnamese.faults import faults
from kehoach_gen.vietnamese.figures import style_faults
from kehoach_gen.vietnamese.model import Fault, Lexicon
from kehoach_gen.vietnamese.punctuation import quote_faults
from kehoach_gen.vietnamese.references import appendix_faults, citation_faults
from kehoach_gen.vietnamese.spelling import spelling_faults, tone_placement_faults
from kehoach_gen.vietnamese.typed_numbers import NumberKind, TypedNumber, typed_number
from kehoach_gen.vietnamese.words import LOWER, UPPER, WORD


def proofread(paragraphs: Sequence[str], lexicon: Lexicon | None = None) -> tuple[Fault, ...]:
    """Every fault, by paragraph and place. Paragraphs come in the order of reading; a cell of a table is one.

    Besides the lexicon it goes by what the document itself says: its title, the abbreviations it explains, the names it uses.
    """
    lexicon = lexicon or Lexicon()
    composed = [_Composed(text) for text in paragraphs]
    texts = [one.text for one in composed]
    typing = {text: faults(text) for text in dict.fromkeys(paragraphs)}
    found = [replace(fault, paragraph=index) for index, text in enumerate(paragraphs) for fault in typing[text]]
    found += [composed[fault.paragraph].fault(fault) for fault in _of_words(texts, lexicon)]
    return tuple(sorted(found, key=lambda fault: (fault.paragraph, fault.start, fault.end, fault.code)))


def _of_words(texts: Sequence[str], lexicon: Lexicon) -> Iterator[Fault]:
    """The faults of texts in NFC, with their paragraphs."""
    kind, names = lexicon.kind or _kind(texts), _words_of_names(texts, lexicon)
    accepted = {word.lower() for word in lexicon.words}
    words = {
        text: (*spelling_faults(text, accepted, names), *capital_faults(text, lexicon, kind)) for text in dict.fromkeys(texts)
    }
    yield from (replace(fault, paragraph=index) for index, text in enumerate(texts) for fault in words[text])
    yield from variant_faults(texts)
    yield from tone_placement_faults(texts)
    yield from style_faults(texts)
    yield from quote_faults(texts)
    yield from abbreviation_faults(_without_recipients(texts), lexicon.abbreviations)
    yield from citation_faults(texts)
    yield from appendix_faults(texts, lexicon.appendices)
    yield from numbering_faults(texts)
    yield from ending_faults(texts)


class _Composed:
    """A text in NFC that remembers where each of its letters stood."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = text if is_normalized("NFC", text) else normalize("NFC", text)

    def fault(self, fault: Fault) -> Fault:
        """The same fault at its place in the original."""
        if self.text is self.original:
            return fault
        start, end = self._place(fault.start), self._place(fault.end)
        return replace(fault, start=start, end=end, found=self.original[start:end])

    def _place(self, index: int) -> int:
        """The least length of original text that composes to the first `index` letters."""
        for match in re.finditer("(?s).[\u0300-\u036f]*", self.original):
            if index <= 0:
                return match.start()
            index -= len(normalize("NFC", match[0]))
        return len(self.original)


_KINDS = (
    "Kế hoạch", "Quyết định", "Báo cáo", "Tờ trình", "Thông báo", "Chỉ thị", "Nghị quyết", "Quy chế", "Quy định", "Chương trình",
    "Đề án", "Phương án", "Hướng dẫn", "Nghị định", "Thông tư",
)  # fmt: skip


def _kind(texts: Sequence[str]) -> str:
    """The type of the document, where its title stands on a line of its own: «KẾ HOẠCH»."""
    titles = {text.strip() for text in texts[:20]}
    return next((kind for kind in _KINDS if kind.upper() in titles), "")


_NAME = re.compile(rf"(?<={LOWER} ){UPPER}{LOWER}+(?!\w)")


def _words_of_names(texts: Sequence[str], lexicon: Lexicon) -> set[str]:
    """Words in small letters that are part of a name: of a known one, or of one that the text writes with a capital."""
    known = WORD.findall(" ".join((*lexicon.names, *lexicon.places)))
    return {word.lower() for word in (*known, *(name for text in texts for name in _NAME.findall(text)))}


_RECIPIENTS = re.compile(r"nơi nhận:?", re.IGNORECASE)


_RECIPIENT = re.compile(r"\s*[-–+]|.*;\s*$")
_FILED = re.compile(r"^\W*Lưu: ?[A-ZĐ]", re.MULTILINE)
"""«Lưu: VT», wherever it stands; the dash before it may be that of a list."""


def _without_recipients(texts: Sequence[str]) -> list[str]:
    """The texts with the lines below «Nơi nhận:» left empty: names there are abbreviated by custom."""
    kept, below = [], False
    for text in texts:
        begins = bool(_RECIPIENTS.fullmatch(text.strip().split("\n", 1)[0].rstrip()))
        below = begins or (below and bool(_RECIPIENT.match(text)))
        kept.append("" if below or _FILED.search(text) else text)
    return kept


# Numbers typed by hand


_LEVELS: dict[NumberKind, int] = {"phan": 0, "chuong": 1, "muc": 2, "dieu": 3, "khoan": 4, "nhieu_cap": 5, "diem": 6}
_RUNNING = ("dieu",)
"""Điều number on through the chapters."""


class _Typed(NamedTuple):
    """A number at the head of a paragraph, as it is shown, and where."""

    number: TypedNumber
    shown: str
    paragraph: int


def numbering_faults(texts: Sequence[str]) -> Iterator[Fault]:
    """Numbers typed at the head of paragraphs that skip one, or come twice: a), b), đ). A list may begin again from 1."""
    last: dict[NumberKind, _Typed] = {}
    for index, text in enumerate(texts):
        number = typed_number(text)
        if number is None or number.kind not in _LEVELS:
            continue
        here = _Typed(number, text[: number.length].strip(), index)
        if before := last.get(number.kind):
            yield from _step(text, before, here)
        last = {kind: one for kind, one in last.items() if _LEVELS[kind] < _LEVELS[number.kind] or kind in _RUNNING}
        last[number.kind] = here


def _step(text: str, before: _Typed, here: _Typed) -> Iterator[Fault]:
    first, second = before.number.value, here.number.value
    if not first or not second or second == first + 1 or (second == 1 and (first > 1 or here.paragraph > before.paragraph + 1)):
        return
    start, hint = text.index(here.shown), "sửa lại thứ tự."
    twice = f"Số «{here.shown}» dùng hai lần liền nhau."
    skipped = f"Sau «{before.shown}» là «{here.shown}»: thiếu ở giữa hoặc sai thứ tự."
    code, message = ("so-trung", twice) if first == second else ("so-thieu", skipped)
    yield Fault(code, start, start + len(here.shown), here.shown, message, hint, paragraph=here.paragraph)


# The end of the document


_LAST_SIGNS = re.compile(r"(?<=\w)\s*[./](?:\s*[./])+$")


def ending_faults(texts: Sequence[str]) -> Iterator[Fault]:
    """«./.» once, at the end of the body (NĐ 30/2020, Phụ lục III). Where the body ends, «Nơi nhận:» says; else none is missed."""
    for index, text in enumerate(texts):
        signs = _LAST_SIGNS.search(text)
        if signs and "/" in signs[0] and signs[0].strip() != "./.":
            message = f"Dấu kết thúc «{signs[0].strip()}» viết sai."
            yield Fault("dau-ket-thuc", signs.start(), signs.end(), signs[0], message, "viết liền: ./.", paragraph=index)
    body_end = next((index for index, text in enumerate(texts) if _RECIPIENTS.fullmatch(text.strip())), 0)
    body = texts[:body_end]
    ends = [(index, match) for index, text in enumerate(body) for match in re.finditer(r"\./\.", text)]
    for index, match in ends[:-1]:
        message = "Dấu kết thúc «./.» chỉ đặt một lần, ở cuối nội dung."
        yield Fault("dau-ket-thuc", match.start(), match.end(), match[0], message, "thay bằng dấu chấm.", paragraph=index)
    prose = [index for index, text in enumerate(body) if len(text.split()) > 6]
    for index in prose[-1:] if not ends else ():
        end, message = len(texts[index]), "Nội dung không có dấu kết thúc «./.» (NĐ 30/2020, Phụ lục III)."
        yield Fault("dau-ket-thuc", end, end, "", message, "thêm «./.» ở cuối đoạn cuối cùng.", paragraph=index)
