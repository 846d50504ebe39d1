"""Số, ký hiệu of documents as they stand in running text, also when typed with blanks inside; citations and their dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kehoach_gen.vietnamese.letters import roman_number
from kehoach_gen.vietnamese.model import Fault, fault

_KINDS = (
    "NQLT|NQ|QĐ|CT|QC|QyĐ|TC|TB|HD|CTr|KH|PA|ĐA|DA|BC|BB|TTr|TTLT|TT|HĐ|CĐ|BGN|BTT|GUQ|GM|GGT|GNP|PG|PC|PB|NĐ|KL|PL|L|CV|QH\\d*"
)
"""Abbreviated kinds of document (NĐ 30/2020, Phụ lục III, and those of laws and of the Party)."""

_OFFICE = r"(?:[A-ZĐƯ&]{2,}[a-z]?\d*|[A-ZĐ]\d+|TTg|UBTVQH\d+|VPTW)"
_END = r"(?![^\W_])"
_GAP = "[ \u00a0]*"
_BREAK = f"{_GAP}(?:\n{_GAP})?"
"""Room where a line may have been broken by hand."""


STATE_REFERENCE = re.compile(
    rf"(?:(?<![\w/.,-])\d+[a-z]?(?:{_GAP}/{_GAP}\d{{4}})?{_GAP}|(?<=[ \u00a0…._:]))"
    rf"/{_GAP}(?:{_KINDS}){_GAP}-{_BREAK}{_OFFICE}{_END}(?:-{_BREAK}{_OFFICE}{_END})*"
)
"""«151/KH-UBND», «30/2020/NĐ-CP»; the number may be missing, as in a draft."""

PARTY_REFERENCE = re.compile(rf"(?<![\w/.,-])\d+[a-z]?{_GAP}-{_BREAK}(?:{_KINDS}){_GAP}/{_GAP}{_OFFICE}{_END}")
"""«07-NQ/TU»."""


def references(text: str) -> list[re.Match[str]]:
    """Every ký hiệu in `text`, in order."""
    found = [*STATE_REFERENCE.finditer(text), *PARTY_REFERENCE.finditer(text)]
    return sorted(found, key=lambda one: one.start())


_CITED_KIND = (
    "Nghị định|Quyết định|Thông tư liên tịch|Thông tư|Nghị quyết|Chỉ thị|Kế hoạch|Công văn|Báo cáo|Tờ trình|Thông báo|Hướng dẫn|"
    "Chương trình|Đề án|Công điện|Kết luận|Quy định|Quy chế"
)
_CITATION = re.compile(rf"(?:{_CITED_KIND}) số:? ?")
_DATED = re.compile(r"(?:,?\s(?:của [^.;]{2,60}?\s)?[Nn]gày[\s\d…._]|,?\s(?:ban hành )?(?:năm|tháng) \d| \(ngày)")
_MORE = re.compile(rf"(?:,| và|, và|;) (?:(?:{_CITED_KIND}) )?(?:số:? ?)?(?=\d)")
_DAY_BEFORE = re.compile(r"[Nn]gày \d")


def citation_faults(texts: Sequence[str]) -> Iterator[Fault]:
    """Documents first cited without their date (Phụ lục I, II.6.b); «A và B ngày …» dates both, as does a day before them."""
    cited: set[str] = set()
    for index, text in enumerate(texts):
        found = references(text)
        heads = {head.end(): head for head in _CITATION.finditer(text)} if found else {}
        for place, match in enumerate(found):
            head = heads.get(match.start())
            name = re.sub(r"\s", "", match[0])
            if head is None or name in cited or not name[0].isdigit():
                continue
            cited.add(name)
            if not _is_dated(text, found[place:]) and not _DAY_BEFORE.search(_sentence_before(text, head.start())):
                message = f"{text[head.start() : match.end()]} được viện dẫn lần đầu mà không ghi ngày ban hành."
                hint = "ghi đủ số, ngày ban hành, cơ quan ban hành, trích yếu (NĐ 30/2020, Phụ lục I, II.6.b)."
                yield replace(fault("trich-dan-thieu-ngay", match, message, hint), paragraph=index)


def _is_dated(text: str, following: Sequence[re.Match[str]]) -> bool:
    """A date after the first reference, or after those that follow it in one list."""
    for match, after in zip(following, [*following[1:], None], strict=True):
        if _DATED.match(text, match.end()):
            return True
        more = _MORE.match(text, match.end())
        if more is None or after is None or more.end() != after.start():
            return False
    return False


def _sentence_before(text: str, end: int) -> str:
    return re.split(r"[.;!?] |\n", text[:end])[-1]


_APPENDIX_HEADING = re.compile(r"phụ lục(?: (?P<number>[IVX]+|\d{1,2}))?[.:]?", re.IGNORECASE)
_APPENDIX = re.compile(r"\b[Pp]hụ lục(?: số)? (?P<number>[IVX]+|\d{1,2})\b")
_ELSEWHERE = re.compile(
    r" (?:của (?!\w+ \w+ này)|(?:ban hành )?kèm theo (?:Nghị|Thông|Quyết|Luật|Công|Hướng)|ban hành|Nghị|Thông|Quyết|Luật|tại)"
)


def appendix_faults(texts: Sequence[str], numbers: Sequence[str] | None = None) -> Iterator[Fault]:
    """References to an appendix that is not there, and appendices nothing refers to (Phụ lục I, III.1).

    `numbers` are those of the appendices, ("",) for a single one; without them they are read from the headings, if there are any.
    """
    headings = {
        index: match["number"] or "" for index, text in enumerate(texts) if (match := _APPENDIX_HEADING.fullmatch(text.strip()))
    }
    known = {_number(number) for number in (headings.values() if numbers is None else numbers)}
    if numbers is None and not headings:
        return
    mentioned: set[int | None] = set()
    for index, text in enumerate(texts):
        for match in _APPENDIX.finditer(text) if index not in headings else ():
            mentioned.add(_number(match["number"]))
            if _number(match["number"]) not in known and not _ELSEWHERE.match(text, match.end()):
                message = f"Văn bản nhắc đến Phụ lục {match['number']} nhưng không có phụ lục này."
                hint = "sửa số phụ lục; chỉ có một phụ lục thì không đánh số (NĐ 30/2020, Phụ lục I, III.1.a)."
                yield replace(fault("phu-luc-khong-co", match, message, hint), paragraph=index)
    yield from _unmentioned(texts, headings, mentioned)


def _unmentioned(texts: Sequence[str], headings: dict[int, str], mentioned: set[int | None]) -> Iterator[Fault]:
    plain = any(re.search(r"\b[Pp]hụ lục\b", text) for index, text in enumerate(texts) if index not in headings)
    for index, number in headings.items():
        if _number(number) not in mentioned if number else not plain:
            name, text = f"Phụ lục {number}".strip(), texts[index]
            hint = f"thêm vào nội dung, ví dụ: «(có {name} kèm theo)» (NĐ 30/2020, Phụ lục I, III.1.a)."
            yield Fault("phu-luc-khong-nhac", 0, len(text), text, f"Nội dung không nhắc đến {name}.", hint, paragraph=index)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else roman_number(text)
