"""A working folder on disk → its plan, its agencies, its templates, and every problem of reading them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kehoach_gen.agency import Registry
from kehoach_gen.agency import load as load_registry
from kehoach_gen.agency import load_yaml as load_registry_from_yaml
from kehoach_gen.office.contract import Offer, template_problems
from kehoach_gen.plan.model import Plan
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError, has_errors
from kehoach_gen.source import Located
from kehoach_gen.source import Path as DataPath
from kehoach_gen.source.to_value import validate
from kehoach_gen.workspace.files import read_bytes, sha256
from kehoach_gen.workspace.shipped import shipped

YAML, XLSX, SCHEMA = "ke-hoach.yaml", "ke-hoach.xlsx", "ke-hoach.schema.json"
AGENCIES, GROUPS, AGENCIES_YAML = "co-quan.csv", "nhom.csv", "co-quan.yaml"
HOLIDAYS, CALENDAR = "ngay-nghi.csv", "lich-bao-cao.yaml"
PLAN_TEMPLATE, APPENDIX_TEMPLATE, FORM_TEMPLATE = "kehoach.docx", "phuluc.docx", "baocao.docx"


@dataclass
class Folder:
    """What one working folder holds. `plan` and `registry` are None where they could not be read."""

    root: Path
    plan: Plan | None = None
    source: Located | None = None
    """The raw data of the plan, for the places of its values."""
    registry: Registry | None = None
    templates: dict[str, bytes] = field(default_factory=dict)
    fingerprints: dict[str, str] = field(default_factory=dict)
    """SHA-256 of every input, by its name in the folder."""
    problems: list[Problem] = field(default_factory=list)

    def read(self, name: str) -> bytes:
        content = read_bytes(self.root / name, name)
        self.fingerprints[name] = sha256(content)
        return content

    def label(self, template: str) -> str:
        """A template as people know it: their own by its path in the folder."""
        own = f"templates/{template}"
        return own if own in self.fingerprints else template

    def has(self, name: str) -> bool:
        return (self.root / name).exists()


def must_be_as_read(root: Path, fingerprints: Mapping[str, str], names: Iterable[str]) -> None:
    """Raises ProblemError where a source among `names` is no longer what it was when its fingerprint was taken."""
    for name in names:
        if name in fingerprints and sha256(read_bytes(root / name, name)) != fingerprints[name]:
            message = "Tệp này vừa được sửa trong lúc chương trình đang chạy nên chưa ghi gì vào."
            raise ProblemError(Problem("du-lieu-vua-doi", ERROR, Place(name), message, "lưu và đóng tệp, rồi chạy lại lệnh này."))


def open_folder(root: Path) -> Folder:
    """Reads everything in the folder; problems are collected, not raised."""
    folder = Folder(root)
    if not root.is_dir():
        folder.problems.append(_no_folder(root))
        return folder
    for step in (_read_plan, _read_registry, _read_templates):
        _attempt(step, folder)
    return folder


def open_source(root: Path, name: str) -> Folder:
    """The folder with the plan read from the file `name` alone."""
    folder = Folder(root)
    if not root.is_dir():
        folder.problems.append(_no_folder(root))
        return folder
    for step in (lambda opened: _read_plan(opened, (name,)), _read_registry):
        _attempt(step, folder)
    return folder


def _attempt(step: Callable[[Folder], None], folder: Folder) -> None:
    try:
        step(folder)
    except ProblemError as error:
        folder.problems += error.problems


def _no_folder(root: Path) -> Problem:
    code, message = "khong-co-thu-muc", "Không có thư mục này."
    hint = f"kiểm tra đường dẫn, hoặc tạo mới: kehoach new {root}"
    if root.exists():
        code, message, hint = (
            "khong-phai-thu-muc",
            "Đây là một tệp, không phải thư mục.",
            f"dùng thư mục chứa tệp này: {root.parent}",
        )
    return Problem(code, ERROR, Place(str(root)), message, hint)


def _read_plan(folder: Folder, sources: Sequence[str] = (YAML, XLSX)) -> None:
    present = [name for name in sources if folder.has(name)]
    if not present:
        wanted = " hay ".join(sources)
        hint = f"tạo tệp {wanted}, hoặc lập thư mục mới bằng: kehoach new."
        raise ProblemError(Problem("thieu-ke-hoach", ERROR, Place(str(folder.root)), f"Thư mục không có {wanted}.", hint))
    read = [(source := read_source(name, folder.read(name)), *validate(source, Plan)) for name in present]
    folder.problems += [problem for _, _, problems in read for problem in problems]
    plans = [(source, plan) for source, plan, _ in read if plan is not None]
    if len(plans) < len(read):
        return
    folder.source, folder.plan = plans[0]
    if len(plans) == 2 and plans[0][1] != plans[1][1]:
        folder.plan = None
        folder.problems.append(_two_sources(folder.root, *plans))


def _two_sources(folder: Path, *sources: tuple[Located, Plan]) -> Problem:
    (first, one), (second, other) = sources
    path = _first_difference(one.model_dump(by_alias=True), other.model_dump(by_alias=True))
    return Problem(
        "hai-nguon-khac-nhau",
        ERROR,
        second.place(path),
        f"{YAML} và {XLSX} cùng có trong thư mục nhưng nội dung khác nhau; chỗ khác đầu tiên: {first.place(path)} và {second.place(path)}.",
        f"chép lại một tệp theo tệp đúng: «kehoach convert {folder} --to xlsx --replace» lấy theo {YAML}, «--to yaml --replace» lấy theo "
        f"{XLSX}; hoặc chuyển tệp sai ra ngoài.",
    )


def _first_difference(one: Any, other: Any, path: DataPath = ()) -> DataPath:
    """The path to the first value that differs."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = [key for key in one | other if one.get(key) != other.get(key)]
        return _first_difference(one.get(keys[0]), other.get(keys[0]), (*path, keys[0])) if keys else path
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        for index, (mine, theirs) in enumerate(zip(one, other, strict=False)):
            if mine != theirs:
                return _first_difference(mine, theirs, (*path, index))
        return (*path, min(len(one), len(other)))
    return path


def read_source(name: str, content: bytes) -> Located:
    """A plan file as located data. Raises ProblemError."""
    if name == XLSX:
        from kehoach_gen.plan.from_xlsx import from_xlsx

        return from_xlsx(content, name)
    from kehoach_gen.source.from_yaml import from_yaml

    return from_yaml(content, name)


def _read_registry(folder: Folder) -> None:
    if folder.has(AGENCIES) and folder.has(AGENCIES_YAML):
        message = f"{AGENCIES_YAML} và {AGENCIES} cùng có trong thư mục; không biết lấy danh mục nào."
        hint = f"giữ một danh mục: {AGENCIES_YAML}, hoặc hai tệp {AGENCIES} và {GROUPS}; chuyển danh mục kia ra ngoài."
        raise ProblemError(Problem("hai-danh-muc", ERROR, Place(AGENCIES_YAML), message, hint))
    if folder.has(AGENCIES):
        from kehoach_gen.source.from_csv import from_csv

        if not folder.has(GROUPS):
            raise ProblemError(_missing(GROUPS))
        folder.registry, problems = load_registry(
            from_csv(folder.read(AGENCIES), AGENCIES), from_csv(folder.read(GROUPS), GROUPS)
        )
    elif folder.has(AGENCIES_YAML):
        from kehoach_gen.source.from_yaml import from_yaml

        folder.registry, problems = load_registry_from_yaml(from_yaml(folder.read(AGENCIES_YAML), AGENCIES_YAML))
    else:
        raise ProblemError(_missing(AGENCIES))
    folder.problems += problems


def read_registry(root: Path) -> Registry:
    """The agencies of a folder alone. Raises ProblemError where they cannot be read."""
    folder = Folder(root)
    _attempt(_read_registry, folder)
    if folder.registry is None:
        raise ProblemError(*folder.problems)
    return folder.registry


def _missing(name: str) -> Problem:
    return Problem("thieu-tep", ERROR, Place(name), f"Thư mục không có tệp {name}.", "chép tệp này từ thư mục mẫu: kehoach new.")


def _read_templates(folder: Folder) -> None:
    for name in (PLAN_TEMPLATE, APPENDIX_TEMPLATE):
        read_template(folder, name)


def read_template(folder: Folder, name: str) -> bytes:
    """The folder's own template of that name, else the shipped one. Raises ProblemError."""
    own = f"templates/{name}"
    if folder.has(own):
        folder.templates[name] = folder.read(own)
    else:
        folder.templates[name] = read_bytes(shipped("templates") / name, name)
        folder.fingerprints[name] = sha256(folder.templates[name])
    return folder.templates[name]


def checked_template(folder: Folder, name: str, names: Mapping[str, Offer]) -> tuple[str, bytes]:
    """A template with its label, fit to be filled with these names. Raises ProblemError."""
    content = read_template(folder, name)
    problems = template_problems(content, folder.label(name), names)
    if has_errors(problems):
        raise ProblemError(*problems)
    return folder.label(name), content
