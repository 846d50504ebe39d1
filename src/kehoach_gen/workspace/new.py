"""A new working folder, ready to edit: from the sample or with an empty plan."""

from pathlib import Path

from kehoach_gen.plan.to_schema import to_schema
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError
from kehoach_gen.workspace.convert import workbook_of
from kehoach_gen.workspace.files import read_bytes, write_bytes
from kehoach_gen.workspace.folder import (
    AGENCIES,
    APPENDIX_TEMPLATE,
    FORM_TEMPLATE,
    GROUPS,
    HOLIDAYS,
    PLAN_TEMPLATE,
    SCHEMA,
    XLSX,
    YAML,
    open_folder,
)
from kehoach_gen.workspace.shipped import sample, shipped


def new_folder(root: Path, *, empty: bool = False, excel: bool = False, templates: bool = False) -> list[Path]:
    """Makes the folder and returns its files. Raises ProblemError where something is there already.

    `excel`: the plan as a workbook instead of YAML; `templates`: with copies of the Word templates to restyle.
    """
    must_be_free(root)
    plan_source = shipped("data") / "moi" / YAML if empty else sample() / YAML
    contents = {YAML: read_bytes(plan_source, YAML), SCHEMA: to_schema().encode()}
    contents |= {name: read_bytes(sample() / name, name) for name in (AGENCIES, GROUPS, HOLIDAYS)}
    if templates:
        contents |= {
            f"templates/{name}": read_bytes(shipped("templates") / name, name)
            for name in (PLAN_TEMPLATE, APPENDIX_TEMPLATE, FORM_TEMPLATE)
        }
    for name, content in contents.items():
        write_bytes(root / name, content)
    if excel:
        write_bytes(root / XLSX, workbook_of(open_folder(root)))
        for name in (YAML, SCHEMA):
            (root / name).unlink()
    return sorted(path for path in root.rglob("*") if path.is_file())


def must_be_free(root: Path) -> None:
    """Raises ProblemError where something is there already."""
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise ProblemError(
            Problem(
                "thu-muc-da-co",
                ERROR,
                Place(str(root)),
                "Thư mục này đã có và không trống, nên không ghi gì vào đó.",
                "chọn tên khác, hoặc dùng tiếp thư mục đang có.",
            )
        )
