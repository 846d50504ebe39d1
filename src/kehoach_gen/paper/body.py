"""The text of an old plan: legal bases, opening, and the paragraphs whose numbers were typed or made by Word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kehoach_gen.office.marks import BODY, PREFIX
from kehoach_gen.paper.capitals import is_capitals
from kehoach_gen.paper.frame import Frame
from kehoach_gen.paper.model import Line, Names, Reading, marked_ids, unbroken
from kehoach_gen.plan.model import Block, BlockKind
from kehoach_gen.plan.to_context import numbered
from kehoach_gen.vietnamese.letters import LETTERS, roman
from kehoach_gen.vietnamese.typed_numbers import NumberKind, typed_number

_MARK = f"{PREFIX}{BODY}_"
_UNNAMED = re.compile(r"v\d+")
"""The mark of a paragraph that has no id of its own is made of its place."""


def read_body(reading: Reading, frame: Frame, lines: Sequence[Line], names: Names) -> None:
    """All that stands between the trích yếu and the foot."""
    lines = [line for line in lines if any(map(str.isalnum, line.text))]
    start = _opening_length(lines)
    bases = [line for line in lines[:start] if _is_base(line)]
    for index, line in enumerate(bases):
        reading.put(("can_cu", index), line.words.rstrip(" ;.,"), line.place)
    for index, line in enumerate(line for line in lines[:start] if line not in bases):
        reading.put(("mo_dau", index), unbroken(line.text), line.place)
    paragraphs = _with_gaps_filled(reading, list(_paragraphs(lines[start:])))
    for index, paragraph in enumerate(paragraphs):
        _put(reading, frame, index, paragraph, is_last=index == len(paragraphs) - 1)
        _put_id(reading, index, paragraph, names)
    _tell_of_numbers(reading, paragraphs)


def _opening_length(lines: Sequence[Line]) -> int:
    """How many lines come before the first numbered one, or end with the one that ends with «như sau:»."""
    marked = [i for i, line in enumerate(lines) for id in marked_ids(line.marks, _MARK) if re.fullmatch(r"(?:cc|mo)\d+", id)]
    if marked:
        return marked[-1] + 1
    first = next((i for i, line in enumerate(lines) if _is_numbered(line.words)), len(lines))
    ends = (i for i, line in enumerate(lines[:first]) if re.search(r"như sau\s*:$", line.words))
    if (end := next(ends, None)) is not None:
        return end + 1
    return first if first < len(lines) else 0


def _is_numbered(text: str) -> bool:
    number = typed_number(text)
    return bool(number and number.kind not in ("gach", "cong")) or _lettered(text) is not None


_BASE = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị)\b.*[;,.]$|(?:Thực hiện|Theo|Trên cơ sở)\b.*[;,]$", re.DOTALL)


def _is_base(line: Line) -> bool:
    ids = marked_ids(line.marks, _MARK)
    if any(re.fullmatch(r"cc\d+|mo\d+", id) for id in ids):
        return any(id.startswith("cc") for id in ids)
    return bool(_BASE.match(line.words)) and not re.search(r"như sau\b", line.words)


@dataclass(frozen=True)
class _Paragraph:
    """One block to be: its text without its number, and the number that was there, as it was written."""

    kind: BlockKind
    text: str
    line: Line
    label: str = ""
    value: int | None = None
    is_changed: bool = False
    """Whether it is numbered in another way from now on."""


_KINDS: dict[NumberKind, BlockKind] = {
    "phan": "phan",
    "chuong": "phan",
    "muc": "muc",
    "dieu": "khoan",
    "khoan": "khoan",
    "diem": "diem",
    "gach": "gach",
    "cong": "cong",
}
_CAPITAL_LETTER = re.compile(r"\s*(?P<letter>[A-HK])[.)/]\s+")


def _paragraphs(lines: Sequence[Line]) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    for line in lines:
        read = _paragraph(line)
        if found and found[-1].kind == "phan" and not found[-1].text and read.kind == "doan":
            found[-1] = replace(found[-1], text=read.text, line=read.line)
        else:
            found.append(read)
    return [paragraph for paragraph in found if paragraph.text]


def _paragraph(line: Line) -> _Paragraph:
    text = unbroken(line.text)
    if letter := _lettered(text):
        value = LETTERS.index(letter["letter"].lower()) + 1
        return _Paragraph("phan", text[letter.end() :], line, letter[0].strip(), value, is_changed=True)
    number = typed_number(text)
    if number is None:
        return _Paragraph("doan", text, line)
    label, rest = text[: number.length].strip(), text[number.length :].strip()
    if number.kind == "nhieu_cap":
        return _Paragraph(_kind_of_depth(label), rest, line, label, None, is_changed=True)
    kind = _KINDS[number.kind]
    if kind == "khoan" and _is_title(rest, line):
        kind = "khoan_tieu_de"
    return _Paragraph(kind, rest, line, label, number.value, is_changed=number.kind in ("chuong", "dieu"))


def _lettered(text: str) -> re.Match[str] | None:
    """«A. » before a title in capitals."""
    letter = _CAPITAL_LETTER.match(text)
    return letter if letter and is_capitals(text[letter.end() :]) else None


def _kind_of_depth(label: str) -> BlockKind:
    """«I.1» is a khoản, «1.1» a điểm, what lies below a dash."""
    steps = label.strip(".) ").split(".")
    depth = len(steps) - (not steps[0].isdigit())
    return _BY_DEPTH[min(depth, 3)]


_BY_DEPTH: tuple[BlockKind, ...] = ("khoan", "khoan", "diem", "gach")


def _is_title(text: str, line: Line) -> bool:
    """Whether a numbered line stands by itself, as a title does."""
    if line.is_bold:
        return True
    return len(text) <= 100 and not text.endswith((".", ";", ":", ","))


def _with_gaps_filled(reading: Reading, paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """A paragraph without number between a «c)» and a «đ)» is the point d) whose letter was lost."""
    for index in range(1, len(paragraphs) - 1):
        before, own, after = paragraphs[index - 1 : index + 2]
        values = (before.value, after.value)
        if own.kind != "doan" or before.kind != "diem" or after.kind != "diem" or None in values:
            continue
        if after.value == (before.value or 0) + 2:
            lost = LETTERS[before.value or 0]
            paragraphs[index] = replace(own, kind="diem", value=before.value + 1 if before.value else None)
            message = f"Đoạn này đứng giữa điểm {before.label} và {after.label}, được coi là điểm {lost}) bị rơi chữ."
            reading.tell("diem-roi-chu", own.line.place, message, "nếu không phải, đổi «diem» thành «doan».")
    return paragraphs


def _put(reading: Reading, frame: Frame, index: int, paragraph: _Paragraph, *, is_last: bool) -> None:
    text = paragraph.text
    if is_last and re.search(r"\s*\.?/\s*\.$", text):
        text = re.sub(r"\s*\.?/\s*\.$", "", text).rstrip(" .") + "."
    if paragraph.kind in ("phan", "muc"):
        text = frame.lowered(text, paragraph.line.place)
    reading.put(("noi_dung", index, paragraph.kind), text, paragraph.line.place)
    if paragraph.is_changed:
        shown = {
            "phan": "Phần I, II",
            "muc": "I, II",
            "khoan": "1, 2",
            "khoan_tieu_de": "1, 2",
            "diem": "a, b",
            "gach": "gạch đầu dòng",
        }
        message = f"Số «{paragraph.label}» không có trong cách đánh số của kế hoạch; đoạn này sẽ được đánh theo {shown[paragraph.kind]}."
        reading.tell("so-doi-cach", paragraph.line.place, message, "xem lại loại đoạn.")


def _put_id(reading: Reading, index: int, paragraph: _Paragraph, names: Names) -> None:
    ids = marked_ids(paragraph.line.marks, _MARK)
    if any(_UNNAMED.fullmatch(id) for id in ids):
        return
    reading.put(("noi_dung", index, "ma"), names.of(ids[0] if ids else None, "b", 2), paragraph.line.place)


def _tell_of_numbers(reading: Reading, paragraphs: Sequence[_Paragraph]) -> None:
    """Where a number was not the one that will be printed."""
    blocks = [Block(kind=paragraph.kind, text=paragraph.text) for paragraph in paragraphs]
    for paragraph, (block, shown) in zip(paragraphs, numbered(blocks), strict=True):
        if paragraph.value is None or paragraph.is_changed or not shown:
            continue
        if shown != _written(block.kind, paragraph.value):
            message = f"Đoạn mang số «{paragraph.label}», khi in sẽ là «{shown}»."
            reading.tell("so-danh-lai", paragraph.line.place, message, "xem có đoạn nào bị thiếu, và các chỗ nhắc đến số này.")


def _written(kind: BlockKind, value: int) -> str:
    if kind in ("phan", "muc"):
        return roman(value)
    if kind == "diem":
        return LETTERS[value - 1] if value <= len(LETTERS) else "?"
    return str(value)
