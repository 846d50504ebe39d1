"""The words of the cells of an old task → references to agencies, the wording kept beside them, and what is not clear."""

import re
from difflib import get_close_matches

from kehoach_gen.agency import from_text
from kehoach_gen.calendar import Deadline, Unreadable
from kehoach_gen.calendar import from_text as deadline_from_text
from kehoach_gen.paper.model import Reading, shortened
from kehoach_gen.plan.model import Task
from kehoach_gen.plan.to_context import NameOf, coordinator_cell, lead_cell
from kehoach_gen.problem import Place
from kehoach_gen.source import Path
from kehoach_gen.vietnamese.fold import fold, without_marks
from kehoach_gen.vietnamese.letters import MARKED_CAPITALS

_NOTED = re.compile(r"(?P<names>[^()]+?) \((?P<note>[^()]+)\)")
_ROLES = re.compile(r"\b(?:chủ trì|phối hợp|cùng|với|và)\b", re.IGNORECASE)
_HELPED = re.compile(r"\bphối hợp(?: cùng)?(?: với)?\b:?", re.IGNORECASE)
_LABELLED = re.compile(r"(?:\b(?:cơ quan|đơn vị) )?\b(?P<role>chủ trì|phối hợp)(?: thực hiện)? ?:", re.IGNORECASE)
_BRACKETED = re.compile(r"\((?:cơ quan |đơn vị )?(?P<role>chủ trì|phối hợp)(?: thực hiện)?\)", re.IGNORECASE)


def put_assignees(reading: Reading, path: Path, leads: tuple[str, Place], coordinators: tuple[str, Place]) -> None:
    """The two cells of one task, at `path`."""
    helpers = _put_leads(reading, path, *leads)
    _put_coordinators(reading, path, *coordinators, helpers)


def _put_leads(reading: Reading, path: Path, text: str, place: Place) -> tuple[str, ...]:
    """The lead's cell; returns who coordinates by its words."""
    noted = _NOTED.fullmatch(text)
    names, note = (noted["names"], noted["note"]) if noted else (text, "")
    leading, helping = _by_role(names)
    refs = _refs(reading, leading)
    if (noted and lead_cell(Task(text="…", leads=refs, assignment_note=note), _name_of(reading)) != text) or _BRACKETED.search(
        text
    ):
        names, note = text, ""
        leading, helping = _by_role(text)
        refs = _refs(reading, leading)
    _put_refs(reading, (*path, "chu_tri"), refs, place)
    if lead_cell(Task(text="…", leads=refs, assignment_note=note), _name_of(reading)) != text:
        reading.put((*path, "chu_tri_ghi"), text, place)
    if note:
        reading.put((*path, "ghi_chu_phan_cong"), note, place)
    helpers = tuple(ref for ref in _refs(reading, helping) if ref not in refs)
    if helpers:
        listed = ", ".join(f"«{_name_of(reading)(ref)}»" for ref in helpers)
        message = f"Ô chủ trì ghi cả cơ quan phối hợp: {listed}; đã đưa vào danh sách phối hợp, câu chữ giữ nguyên."
        reading.tell("phoi-hop-trong-o-chu-tri", place, message, "xem lại ai chủ trì, ai phối hợp.")
    _tell_of_words(reading, names, place)
    return helpers


def _by_role(text: str) -> tuple[str, str]:
    """What of a cell names those who lead, and what those who coordinate: by labels, «Chủ trì: …», by brackets,
    «… (chủ trì)», or by the words «phối hợp với»."""
    parts: dict[str, list[str]] = {"chủ trì": [], "phối hợp": []}
    labels = list(_LABELLED.finditer(text))
    if {label["role"].lower() for label in labels} == {*parts}:
        for label, end in zip(labels, [*(after.start() for after in labels[1:]), len(text)], strict=True):
            parts[label["role"].lower()].append(text[label.end() : end])
        return "; ".join([text[: labels[0].start()], *parts["chủ trì"]]), "; ".join(parts["phối hợp"])
    if brackets := list(_BRACKETED.finditer(text)):
        for bracket, start in zip(brackets, [0, *(before.end() for before in brackets)], strict=False):
            parts[bracket["role"].lower()].append(text[start : bracket.start()])
        return "; ".join([*parts["chủ trì"], text[brackets[-1].end() :]]), "; ".join(parts["phối hợp"])
    helped = _HELPED.search(text)
    return (text[: helped.start()], text[helped.end() :]) if helped else (text, "")


def _put_coordinators(reading: Reading, path: Path, text: str, place: Place, helpers: tuple[str, ...]) -> None:
    refs = tuple(dict.fromkeys((*helpers, *_refs(reading, text))))
    _put_refs(reading, (*path, "phoi_hop"), refs, place)
    if coordinator_cell(Task(text="…", coordinators=refs), _name_of(reading)) != text:
        reading.put((*path, "phoi_hop_ghi"), text, place)
    _tell_of_words(reading, text, place)


def _refs(reading: Reading, text: str) -> tuple[str, ...]:
    return _mentions(reading, text)[0]


def _mentions(reading: Reading, text: str) -> tuple[tuple[str, ...], str]:
    """Whom the text names, and the words that name nobody of ours: «Sở Nội vụ tỉnh Điện Biên» is not our Sở Nội vụ."""
    text = _spelt_out(reading, text)
    strange: list[str] = []
    for mention in reversed(from_text(text, reading.registry, reading.day).found):
        elsewhere = _ELSEWHERE.match(text, mention.end)
        if elsewhere and not _is_ours(reading, elsewhere["name"]):
            strange.insert(0, text[mention.start : elsewhere.end()])
            text = f"{text[: mention.start]};{text[elsewhere.end() :]}"
    found = from_text(text, reading.registry, reading.day)
    return found.refs, "; ".join(filter(None, [found.residue, *strange]))


_ELSEWHERE = re.compile(rf" (?:tỉnh|thành phố) (?P<name>[A-ZĐ{MARKED_CAPITALS}]\w*(?: [A-ZĐ{MARKED_CAPITALS}]\w*)+)")


def _is_ours(reading: Reading, name: str) -> bool:
    """Whether the place is that of the document, or one that agencies of ours are named after."""
    frame = (reading.values.get(path, "") for path in (("dia_danh",), ("co_quan", "ten"), ("co_quan", "chu_quan")))
    names = (other for agency in reading.registry.agencies for other in (agency.name, *agency.aliases))
    return any(fold(name) in fold(text) for text in (*frame, *names))


_LISTED = re.compile(
    rf"\b(?:(?P<so>các sở)|(?P<huyen>(?:UBND|Ủy ban nhân dân) các huyện)|(?P<xa>(?:UBND|Ủy ban nhân dân) các xã))"
    rf"(?: ?: ?| )(?=[A-ZĐ{MARKED_CAPITALS}])",
    re.IGNORECASE,
)
_SINGLE = {"so": "Sở", "huyen": "UBND huyện", "xa": "UBND xã"}


def _spelt_out(reading: Reading, text: str) -> str:
    """«Các sở: Nội vụ, Tư pháp» with «Sở» before each name, as far as the names are known."""
    listed = _LISTED.search(text)
    if not listed or not text[listed.end()].isupper():
        return text
    done, rest, kind = text[: listed.start()], text[listed.end() :], _SINGLE[str(listed.lastgroup)]
    while True:
        one = f"{kind} {rest}"
        found = from_text(one, reading.registry, reading.day).found
        if not found or found[0].start or found[0].end <= len(kind):
            return text if done == text[: listed.start()] else done + rest
        end = found[0].end
        between = re.match(r"\s*(?:[,;]|và\b)\s*(?:và\s+)?", one[end:])
        done += one[:end] + (between[0] if between else "")
        rest = one[end + (between.end() if between else 0) :]
        if not between or not rest:
            return done + rest


def _name_of(reading: Reading) -> NameOf:
    return lambda ref: reading.registry.name_of(ref, reading.day)


def _put_refs(reading: Reading, path: Path, refs: tuple[str, ...], place: Place) -> None:
    for index, ref in enumerate(refs):
        reading.put((*path, index), ref, place)


def _tell_of_words(reading: Reading, text: str, place: Place) -> None:
    """What of a cell names nobody in the registry."""
    residue = _mentions(reading, _LABELLED.sub(";", _BRACKETED.sub(";", text)))[1]
    if not any(map(str.isalpha, _ROLES.sub("", residue))):
        return
    message = f"Không rõ cơ quan nào trong «{shortened(residue)}»; câu chữ của ô được giữ nguyên."
    reading.tell("co-quan-khong-ro", place, message, _near(reading, residue))


def _near(reading: Reading, residue: str) -> str:
    names = {without_marks(name).lower(): name for _, name in reading.registry.choices(reading.day)}
    near: dict[str, None] = {}
    for part in re.split(r"[;\n]|, ", residue):
        near.update(dict.fromkeys(get_close_matches(without_marks(part).lower(), list(names), 2, 0.75)))
    if near:
        return "có phải ý là " + " hoặc ".join(f"«{names[folded]}»" for folded in near) + "?"
    return "thêm cơ quan vào danh mục, hoặc ghi mã ở chu_tri, phoi_hop; phần chỉ là lời dẫn thì không cần làm gì."


def put_deadline(reading: Reading, path: Path, text: str, place: Place) -> None:
    """The words of the time cell, on one line where only so they can be read."""
    found = deadline_from_text(text) if text else None
    if "\n" in text and not re.search("^[-+•]", text, re.MULTILINE):
        joined = " ".join(text.split())
        whole = deadline_from_text(joined)
        if isinstance(whole, Deadline) and not whole.milestones:
            reading.inform("o-noi-dong", place, f"Thời hạn viết trên nhiều dòng, được nối thành «{joined}».", "xem lại ô này.")
            text, found = joined, whole
    if isinstance(found, Unreadable):
        message = f"Không đọc được thời hạn «{shortened(text)}»: {found.reason}."
        reading.tell("han-khong-doc-duoc", place, message, found.hint)
    if text:
        reading.put((*path, "thoi_gian"), text, place)
