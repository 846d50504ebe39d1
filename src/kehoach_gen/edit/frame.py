"""The frame: what its words say now, printed as they are in capitals, in a sentence, on several lines."""

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from kehoach_gen.change.outline import ROOT, Fields, words_of
from kehoach_gen.edit.carriers import GROUPS, Carrier, Shown, Value
from kehoach_gen.edit.draft import Draft
from kehoach_gen.nd30 import Law
from kehoach_gen.nd30.letterhead import heading_lines
from kehoach_gen.paper.capitals import Capitals, is_capitals
from kehoach_gen.paper.model import clean
from kehoach_gen.plan.model import Authority, Signatory
from kehoach_gen.vietnamese.dates import PartialDate, parse_partial_date
from kehoach_gen.vietnamese.fold import fold


def read_frame(draft: Draft) -> None:
    """Fields that stand in a sentence, lines that are made of a field, the type of document."""
    lines: dict[int, list[Carrier]] = defaultdict(list)
    for index, spot in sorted(draft.spots.items()):
        carrier = draft.held[index]
        if spot.role == "fields":
            lines[spot.place].append(carrier)
        elif spot.role == "kind" and clean(carrier.text) != clean(draft.printed.shown[spot.place].carrier.text):
            kind = kind_of(carrier.text, draft.law)
            draft.change(ROOT, {"loai": kind} if kind else {}, carrier.paragraphs[0].authors)
    for place, carriers in lines.items():
        _read_sentence(draft, draft.printed.shown[place], carriers)
    _read_lines(draft)


def _read_sentence(draft: Draft, shown: Shown, carriers: Sequence[Carrier]) -> None:
    text = " ".join(" ".join(carrier.text for carrier in carriers).split())
    new, old = values_in(shown, text), values_in(shown, shown.carrier.text)
    for (value, words), (_, before) in zip(new or (), old or (), strict=False):
        if words == before:
            continue
        datum = words_of(draft.found.nodes[value.ref].item) if value.field == "ten" else ""
        read = field_of(value, words, datum, draft.capitals)
        if read is None:
            message = f"Không đọc được ngày ban hành «{words}»; chưa ghi vào dữ liệu."
            hint = "viết ngày/tháng/năm; bản dự thảo chỉ ghi tháng/năm hoặc năm."
            draft.tell("ngay-khong-doc-duoc", carriers[0].place, message, hint)
            continue
        draft.change(value.ref, {value.field: read}, carriers[0].paragraphs[0].authors)


def _read_lines(draft: Draft) -> None:
    plan = draft.printed.plan
    for role in GROUPS:
        old = [clean(shown.carrier.text) for shown in draft.printed.shown if shown.role == role]
        here = [draft.held[index] for index, spot in sorted(draft.spots.items()) if spot.role == role]
        lines = [clean(carrier.text) for carrier in here]
        if lines == old or not here:
            continue
        if role == "signature":
            fields = signature_of(lines, plan.signatory, draft.capitals)
        elif role == "heading":
            fields = heading_of(lines, plan.authority, draft.law)
        else:
            fields = {"co_quan.chu_quan": recased(plan.authority.superior, " ".join(lines), draft.capitals)}
        draft.change(ROOT, fields or {}, (author for carrier in here for author in carrier.paragraphs[0].authors))


def values_in(shown: Shown, text: str) -> list[tuple[Value, str]] | None:
    """The words that stand in `text` where the print has its values; None where the sentence around them is another."""
    rest, pattern = shown.carrier.text, ""
    for value in shown.values:
        before, _, rest = rest.partition(value.printed)
        pattern += _literal(before) + r"(.*?)"
    found = re.fullmatch(pattern + _literal(rest), " ".join(text.split()))
    if found is None:
        return None
    return [(value, words.strip()) for value, words in zip(shown.values, found.groups(), strict=True)]


def _literal(text: str) -> str:
    words = [re.escape(word) for word in text.split()]
    edges = (r"\s*" if text[:1].isspace() or not text else "", r"\s*" if text[-1:].isspace() or not text else "")
    return edges[0] + r"\s+".join(words) + edges[1]


def recased(old: str, new: str, capitals: Capitals) -> str:
    """What is printed in capitals, in the letters the data have: those of the old words where they stayed."""
    if not is_capitals(new):
        return new
    words, before, after = capitals.lowered(new).split(" "), old.split(), new.split(" ")
    for tag, start, end, first, _ in SequenceMatcher(
        None, [word.upper() for word in before], after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            words[first : first + end - start] = before[start:end]
    return " ".join(words)


def field_of(value: Value, words: str, old: str, capitals: Capitals) -> str | None:
    """The datum that prints as these words; None where they are not to be understood."""
    if value.field == "so":
        return words.strip(" .…_-")
    if value.field == "ngay_ban_hanh":
        return _day(words)
    return recased(old, words, capitals) if value.field == "ten" else words


def _day(words: str) -> str | None:
    date = parse_partial_date(" ".join(words.replace("…", " ").split()))
    if not isinstance(date, PartialDate):
        return None
    month = date.month and (f"{date.month:02}" if date.day else str(date.month))
    return "/".join(part for part in (date.day and f"{date.day:02}", month, f"{date.year}") if part)


def heading_of(lines: Sequence[str], authority: Authority, law: Law) -> Fields:
    """The name at the head of the page, as its lines say it."""
    if [clean(line) for line in heading_lines(authority.name, law)] == list(lines):
        return {"co_quan.trinh_bay": ""}
    return {"co_quan.trinh_bay": "\n".join(lines)}


def kind_of(words: str, law: Law) -> str | None:
    """The type of document these words name."""
    return next((kind for kind in law.abbreviations if fold(kind) == fold(words)), None)


_PREFIX = re.compile(r"(?P<prefix>TM|KT|TL|TUQ)\s*\.\s*(?P<rest>.*)")
_KEYS = {"TM": "thay_mat", "KT": "ky_thay", "TL": "thua_lenh", "TUQ": "thua_uy_quyen"}


def signature_of(lines: Sequence[str], old: Signatory, capitals: Capitals) -> Fields | None:
    """In what capacity, and in what post, somebody signs; None where no post is named. The last line is the post; a line
    without a prefix before it goes on with the one above."""
    before = {"thay_mat": old.on_behalf_of, "ky_thay": old.in_place_of, "thua_lenh": old.by_order_of}
    before |= {"thua_uy_quyen": old.by_authority_of, "chuc_vu": old.position}
    found = dict.fromkeys(before, "")
    last = ""
    for place, line in enumerate(lines):
        prefix = _PREFIX.fullmatch(line)
        if prefix:
            last = _KEYS[prefix["prefix"]]
            found[last] = prefix["rest"]
        elif place == len(lines) - 1:
            found["chuc_vu"] = line
        else:
            found[last or "chuc_vu"] = f"{found[last or 'chuc_vu']} {line}".strip()
    post = re.fullmatch(r"Q\s*\.\s*(.*)", found["chuc_vu"])
    found["chuc_vu"] = post[1] if post else found["chuc_vu"]
    if not found["chuc_vu"]:
        return None
    acting = "có" if post else "" if old.acting == "có" else old.acting
    fields: dict[str, str | tuple[str, ...] | None] = {
        f"nguoi_ky.{key}": recased(before[key], words, capitals) for key, words in found.items()
    }
    return {**fields, "nguoi_ky.quyen": acting}
