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
from kehoach_gen.vietnamese.fold import without_marks

_NOTED = re.compile(r"(?P<names>[^()]+?) \((?P<note>[^()]+)\)")
_ROLES = re.compile(r"\b(?:chủ trì|phối hợp|cùng|với|và)\b", re.IGNORECASE)
_HELPED = re.compile(r"\bphối hợp(?: cùng)?(?: với)?\b:?", re.IGNORECASE)


def put_assignees(reading: Reading, path: Path, leads: tuple[str, Place], coordinators: tuple[str, Place]) -> None:
    """The two cells of one task, at `path`."""
    helpers = _put_leads(reading, path, *leads)
    _put_coordinators(reading, path, *coordinators, helpers)


def _put_leads(reading: Reading, path: Path, text: str, place: Place) -> tuple[str, ...]:
    """The lead's cell; returns who coordinates by its words."""
    noted = _NOTED.fullmatch(text)
    names, note = (noted["names"], noted["note"]) if noted else (text, "")
    helped = _HELPED.search(names)
    refs = _refs(reading, names[: helped.start()] if helped else names)
    if noted and lead_cell(Task(text="…", leads=refs, assignment_note=note), _name_of(reading)) != text:
        names, note, refs = text, "", _refs(reading, text[: helped.start()] if helped else text)
    _put_refs(reading, (*path, "chu_tri"), refs, place)
    if lead_cell(Task(text="…", leads=refs, assignment_note=note), _name_of(reading)) != text:
        reading.put((*path, "chu_tri_ghi"), text, place)
    if note:
        reading.put((*path, "ghi_chu_phan_cong"), note, place)
    helpers = tuple(ref for ref in _refs(reading, names[helped.end() :]) if ref not in refs) if helped else ()
    if helpers:
        listed = ", ".join(f"«{_name_of(reading)(ref)}»" for ref in helpers)
        message = f"Ô chủ trì ghi cả cơ quan phối hợp: {listed}; đã đưa vào danh sách phối hợp, câu chữ giữ nguyên."
        reading.tell("phoi-hop-trong-o-chu-tri", place, message, "xem lại ai chủ trì, ai phối hợp.")
    _tell_of_words(reading, names, place)
    return helpers


def _put_coordinators(reading: Reading, path: Path, text: str, place: Place, helpers: tuple[str, ...]) -> None:
    refs = tuple(dict.fromkeys((*helpers, *_refs(reading, text))))
    _put_refs(reading, (*path, "phoi_hop"), refs, place)
    if coordinator_cell(Task(text="…", coordinators=refs), _name_of(reading)) != text:
        reading.put((*path, "phoi_hop_ghi"), text, place)
    _tell_of_words(reading, text, place)


def _refs(reading: Reading, text: str) -> tuple[str, ...]:
    return from_text(text, reading.registry, reading.day).refs


def _name_of(reading: Reading) -> NameOf:
    return lambda ref: reading.registry.name_of(ref, reading.day)


def _put_refs(reading: Reading, path: Path, refs: tuple[str, ...], place: Place) -> None:
    for index, ref in enumerate(refs):
        reading.put((*path, index), ref, place)


def _tell_of_words(reading: Reading, text: str, place: Place) -> None:
    """What of a cell names nobody in the registry."""
    residue = from_text(text, reading.registry, reading.day).residue
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
    if "\n" in text:
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
