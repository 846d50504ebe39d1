"""One source of a plan → the other: YAML → workbook, workbook → YAML."""

from pathlib import Path

from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_schema import to_schema
from kehoach_gen.plan.to_xlsx import to_xlsx
from kehoach_gen.plan.to_yaml import to_yaml
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError, has_errors
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.workspace.files import free_name, read_bytes, write_bytes
from kehoach_gen.workspace.folder import SCHEMA, XLSX, YAML, Folder, open_source

SOURCES = {"xlsx": YAML, "yaml": XLSX}
"""What each target is made from."""


def convert(root: Path, target: str, *, replace: bool = False) -> list[Path]:
    """Writes `ke-hoach.xlsx` from the YAML ("xlsx"), or the reverse ("yaml"), and returns the files written.

    A target that is already there is only replaced when asked for, and is then kept as «ke-hoach (cũ)». What still holds of a
    YAML file stays as it was written; one that cannot be read is written anew.
    """
    folder = open_source(root, SOURCES[target])
    if has_errors(folder.problems) or folder.plan is None:
        raise ProblemError(*folder.problems)
    path = root / (XLSX if target == "xlsx" else YAML)
    old = read_bytes(path, path.name) if path.exists() else None
    faults = _faults(old, path.name) if old and target == "yaml" else ()
    content = workbook_of(folder) if target == "xlsx" else to_yaml(folder.plan, None if faults else old)
    if content == old:
        return []
    if old is not None and not replace:
        raise ProblemError(*faults, _already_there(path, "không đọc được" if faults else "nội dung khác"))
    if old is None:
        written = _schema_beside(root) if target == "yaml" else []
        write_bytes(path, content)
        return [*written, path]
    kept = free_name(path, "cũ", old)
    write_bytes(kept, old)
    write_bytes(path, content)
    return [kept, path]


def _faults(content: bytes, name: str) -> tuple[Problem, ...]:
    """Why a YAML file cannot be read; nothing where it can."""
    try:
        from_yaml(content, name)
    except ProblemError as error:
        return error.problems
    return ()


def _schema_beside(root: Path) -> list[Path]:
    """The schema that the first line of a new YAML file names, where it is not there yet."""
    path = root / SCHEMA
    if path.exists():
        return []
    write_bytes(path, to_schema().encode())
    return [path]


def workbook_of(folder: Folder) -> bytes:
    """The plan of an opened folder as a workbook, with the agencies of its date to choose from."""
    if folder.plan is None:
        raise ProblemError(*folder.problems)
    choices = folder.registry.choices(reference_date(folder.plan)) if folder.registry else ()
    return to_xlsx(folder.plan, choices)


def _already_there(path: Path, why: str) -> Problem:
    return Problem(
        "tep-da-co",
        ERROR,
        Place(path.name),
        f"Tệp này đã có và {why}, nên không ghi đè.",
        "thêm --replace để thay (bản đang có được giữ lại với tên «ke-hoach (cũ)»), hoặc đổi tên tệp này.",
    )
