"""A plan that has changed → the files a person keeps it in: comments of the YAML stay, the workbook before it is kept beside."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from kehoach_gen.plan.model import Area, Plan, Task
from kehoach_gen.plan.to_yaml import to_yaml
from kehoach_gen.workspace.build import SNAPSHOTS
from kehoach_gen.workspace.convert import workbook_of
from kehoach_gen.workspace.files import free_name, read_bytes, write_bytes
from kehoach_gen.workspace.folder import XLSX, YAML, Folder, must_be_as_read, open_folder
from kehoach_gen.workspace.versions import DATA, VERSIONS


def write_plan(folder: Folder, plan: Plan, before: str) -> list[Path]:
    """Writes the plan into the sources of the folder; returns the files written.

    A workbook is written anew; the old one is kept, `before` in brackets after its name. Raises ProblemError, and writes
    nothing, where somebody has changed a source since it was read.
    """
    must_be_as_read(folder.root, folder.fingerprints, (YAML, XLSX))
    folder.plan = plan
    written: list[Path] = []
    for name in (YAML, XLSX):
        path = folder.root / name
        if not path.exists():
            continue
        old = read_bytes(path, name)
        content = to_yaml(plan, old) if name == YAML else workbook_of(folder)
        if content == old:
            continue
        if name == XLSX:
            kept = free_name(path, before, old)
            write_bytes(kept, old)
            written.append(kept)
        write_bytes(path, content)
        written.append(path)
    return written


def give_ids(root: Path, out: Path) -> list[Path]:
    """Gives every task without an id one that none has ever had; returns the files written. Raises ProblemError."""
    folder = open_folder(root)
    if folder.plan is None or all(task.id for task in folder.plan.tasks):
        return []
    return write_plan(folder, _named(folder.plan, free_ids(folder.plan, root, out)), "trước khi đặt mã")


def free_ids(plan: Plan, root: Path, out: Path) -> Iterator[str]:
    """«n01», «n02» …: those that nothing has in the plan, nor had in any version of it."""
    taken = {task.id for task in plan.tasks} | set(_ids_of_versions(root, out))
    return (id for number in count(1) if (id := f"n{number:02}") not in taken)


def _ids_of_versions(root: Path, out: Path) -> Iterator[str]:
    for path in (*(root / VERSIONS).glob(f"*/{DATA}"), *(out / SNAPSHOTS).glob("*.json")):
        yield from ids_in(path)


def ids_in(snapshot: Path) -> set[str]:
    """Every id that a kept version of a plan had: none is given again."""
    return set(re.findall(r'"ma": "([^"]+)"', read_bytes(snapshot, snapshot.name).decode("utf-8", errors="replace")))


def _named(plan: Plan, ids: Iterator[str]) -> Plan:
    def task(one: Task) -> Task:
        return one if one.id else one.model_copy(update={"id": next(ids)})

    def area(one: Area) -> Area:
        return one.model_copy(update={"tasks": tuple(map(task, one.tasks))})

    appendices = tuple(one.model_copy(update={"areas": tuple(map(area, one.areas))}) for one in plan.appendices)
    return plan.model_copy(update={"appendices": appendices})
