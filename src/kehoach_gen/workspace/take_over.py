"""An old plan in Word (or its published text) → a working folder, and a list of what has to be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kehoach_gen.agency import Registry
from kehoach_gen.office.workbook import Column, Row, Table, write_workbook
from kehoach_gen.paper.model import Imported
from kehoach_gen.plan.to_schema import to_schema
from kehoach_gen.plan.to_yaml import to_yaml
from kehoach_gen.problem import ERROR, WARNING, Place, Problem, ProblemError
from kehoach_gen.workspace.convert import workbook_of
from kehoach_gen.workspace.files import read_bytes, write_bytes
from kehoach_gen.workspace.folder import (
    AGENCIES,
    AGENCIES_YAML,
    CALENDAR,
    GROUPS,
    HOLIDAYS,
    SCHEMA,
    XLSX,
    YAML,
    open_folder,
    read_registry,
)
from kehoach_gen.workspace.new import must_be_free
from kehoach_gen.workspace.shipped import sample

DOUBTS = "can-xem-lai.xlsx"
_COLUMNS = tuple(
    Column(title, width, fixed=True)
    for title, width in (("Mức", 10), ("Chỗ trong tệp cũ", 36), ("Nội dung", 70), ("Cách sửa", 50))
)
_LEVELS = {ERROR: "lỗi", WARNING: "cảnh báo"}


@dataclass(frozen=True)
class TakenOver:
    """The files of the new folder; none where the old file could not be made a plan. `problems`: every doubt, with its place."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]


def take_over(old: Sequence[Path], root: Path, *, agencies: Path | None = None, excel: bool = False) -> TakenOver:
    """Makes the folder `root` from the old files: a plan, its appendix apart or not; or one .txt file.

    `agencies`: the working folder whose lists of agencies are taken; the sample's where None. Raises ProblemError where
    `root` is not free, or a file cannot be read.
    """
    must_be_free(root)
    lists = agencies or sample()
    found = _read(old, read_registry(lists))
    if found.plan is None:
        return TakenOver((), found.problems)
    contents = {YAML: to_yaml(found.plan, None), SCHEMA: to_schema().encode()}
    names = (AGENCIES, GROUPS, AGENCIES_YAML, HOLIDAYS, CALENDAR)
    contents |= {name: read_bytes(lists / name, name) for name in names if (lists / name).exists()}
    if found.problems:
        contents[DOUBTS] = _list(found.problems)
    for name, content in contents.items():
        write_bytes(root / name, content)
    if excel:
        write_bytes(root / XLSX, workbook_of(open_folder(root)))
        for name in (YAML, SCHEMA):
            (root / name).unlink()
    return TakenOver(tuple(sorted(path for path in root.rglob("*") if path.is_file())), found.problems)


def _read(old: Sequence[Path], registry: Registry) -> Imported:
    files = [(path.name, read_bytes(path, path.name)) for path in old]
    if all(path.suffix.lower() == ".txt" for path in old) and len(files) == 1:
        from kehoach_gen.paper.from_txt import from_txt

        return from_txt(files[0][1], files[0][0], registry)
    texts = [path.name for path in old if path.suffix.lower() == ".txt"]
    if texts:
        hint = "nhập tệp .txt một mình; tệp Word thì nhập Kế hoạch và Phụ lục cùng lúc."
        raise ProblemError(
            Problem("tep-khong-cung-loai", ERROR, Place(texts[0]), "Tệp .txt không nhập chung với tệp khác.", hint)
        )
    from kehoach_gen.paper.from_docx import from_docx

    return from_docx(files, registry)


def _list(problems: Sequence[Problem]) -> bytes:
    rows = tuple(Row((_LEVELS.get(p.severity, "lưu ý"), str(p.place), p.message, p.hint)) for p in problems)
    return write_workbook((Table("Cần xem lại", _COLUMNS, rows),), (), "Những chỗ cần xem lại khi nhập kế hoạch cũ")
