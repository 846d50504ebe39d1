"""A Word file that officials edited → the data of its working folder, together with what has changed there since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kehoach_gen.agency import Registry
from kehoach_gen.change import Changes, compare
from kehoach_gen.change.merge import Conflict, Merged, Side, merge
from kehoach_gen.edit.from_word import BASE_PROPERTY, Desk, from_word, open_edited
from kehoach_gen.edit.model import Edits
from kehoach_gen.office.edited import EditedFile
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_json import fingerprint
from kehoach_gen.problem import ERROR, WARNING, Place, Problem, ProblemError, has_errors
from kehoach_gen.source import Located
from kehoach_gen.source.to_value import validate
from kehoach_gen.workspace.build import SNAPSHOTS
from kehoach_gen.workspace.check import maker_of
from kehoach_gen.workspace.files import parse_json, read_bytes
from kehoach_gen.workspace.folder import Folder, open_folder
from kehoach_gen.workspace.sources import ids_in, write_plan
from kehoach_gen.workspace.versions import DATA, VERSIONS

ALL = "all"
"""In the place of the id of a conflict."""


@dataclass(frozen=True)
class Absorbed:
    """What a file brings into the data. `changes` lead from today's plan to what is to be written."""

    folder: Folder
    edits: Edits
    changes: Changes
    conflicts: tuple[Conflict, ...]
    """Those nobody has decided; ours stands there."""
    problems: tuple[Problem, ...]

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """Why the file may be the wrong one."""
        return self.edits.doubts


def absorb(path: Path, root: Path, out: Path, decisions: Mapping[str, Side]) -> Absorbed:
    """What the file at `path` changes in the working folder `root`, whose documents are built in `out`; writes nothing.

    `decisions`: {id of a conflict, or «all»: the side that wins}. Raises ProblemError where the folder or the file cannot be
    read, and where the file is of another plan.
    """
    folder = open_folder(root)
    plan, registry = folder.plan, folder.registry
    if plan is None or registry is None or has_errors(folder.problems):
        raise ProblemError(*folder.problems)
    file = open_edited(read_bytes(path, path.name), path.name, plan.id)
    snapshots = list(_snapshots(root, out, path))
    base, problems = _base(file, plan, snapshots)
    edits = from_word(file, base, _desk(folder, registry, base), plan, frozenset().union(*map(ids_in, snapshots)))
    merged = merge(base, plan, edits.changes.new, lambda id: decisions.get(id, decisions.get(ALL)))
    changes = compare(plan, merged.plan, registry, reference_date(merged.plan))
    told = (*problems, *edits.problems, *_told(merged, file), *_unknown(merged, decisions))
    return Absorbed(folder, edits, changes, merged.conflicts, told)


def write(absorbed: Absorbed) -> list[Path]:
    """Writes the changes into the sources of the folder; returns the files written. Raises ProblemError."""
    return write_plan(absorbed.folder, absorbed.changes.new, "trước khi nhận")


def _desk(folder: Folder, registry: Registry, base: Plan) -> Desk:
    return Desk(lambda plan: maker_of(folder, plan, registry), registry, reference_date(base))


# The data behind the file


def _snapshots(root: Path, out: Path, file: Path) -> Iterator[Path]:
    """The kept data of all versions: those built, those built beside the file, those issued."""
    for place in dict.fromkeys((out / SNAPSHOTS, root / "build" / SNAPSHOTS, file.parent / SNAPSHOTS)):
        yield from sorted(place.glob("*.json"))
    yield from sorted((root / VERSIONS).glob(f"*/{DATA}"))


def _base(file: EditedFile, today: Plan, snapshots: list[Path]) -> tuple[Plan, list[Problem]]:
    """The plan the file was made from; today's, and why, where it is not there any more."""
    wanted = file.properties.get(BASE_PROPERTY, "")
    place = Place(file.name)
    if wanted == fingerprint(today):
        return today, []
    for path in snapshots if wanted else ():
        if path.stem == wanted or path.name == DATA:
            found = _plan(read_bytes(path, path.name), path.name)
            if found is not None and fingerprint(found) == wanted:
                return found, []
    if wanted:
        message = f"Không còn dữ liệu gốc của tệp ({SNAPSHOTS}/{wanted}.json); tệp được so với dữ liệu hôm nay."
    else:
        message = "Tệp không cho biết được dựng từ dữ liệu nào; tệp được so với dữ liệu hôm nay."
    hint = "xem kỹ các thay đổi: chỗ dữ liệu đã sửa sau khi dựng tệp sẽ hiện thành sửa ngược lại."
    return today, [Problem("khong-co-ban-goc", WARNING, place, message, hint)]


def _plan(content: bytes, name: str) -> Plan | None:
    try:
        data = parse_json(content)
    except ValueError:
        return None
    return validate(Located(data, {(): Place(name)}), Plan)[0]


# Conflicts


def _told(merged: Merged, file: EditedFile) -> Iterator[Problem]:
    for conflict in merged.conflicts:
        what = f"«{conflict.title}» của «{conflict.id.rpartition('.')[0]}»" if conflict.title else f"«{conflict.id}»"
        sides = f"dữ liệu: {_side(conflict.ours)}; tệp: {_side(conflict.theirs)}; bản gốc: {_side(conflict.base)}"
        message = f"Xung đột {conflict.id}: {what} đã sửa ở cả hai bên. Đang giữ theo dữ liệu. {sides}."
        hint = f"--ours {conflict.id} để giữ theo dữ liệu, --theirs {conflict.id} để lấy theo tệp, hoặc sửa dữ liệu rồi chạy lại."
        yield Problem("xung-dot", ERROR, Place(file.name), message, hint)


def _side(words: str) -> str:
    line = " ".join(words.split())
    return f"«{line if len(line) <= 120 else line[:119] + '…'}»" if line else "(bỏ)"


def _unknown(merged: Merged, decisions: Mapping[str, Side]) -> Iterator[Problem]:
    for id in decisions:
        if id != ALL and id not in merged.decided:
            message = f"Không có xung đột nào mang mã «{id}»."
            known = ", ".join(conflict.id for conflict in merged.conflicts)
            yield Problem("xung-dot-la", ERROR, Place(id), message, f"các xung đột đang có: {known or 'không có'}.")
