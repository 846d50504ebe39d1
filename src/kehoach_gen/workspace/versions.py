"""The versions of a plan: `phien-ban/v1`, `v2` … in its working folder, plain files that are never changed again.

`ke-hoach.json` holds the plan's data, `thong-tin.json` what the version is: number, state, day, what was made from it.
An issued version keeps the documents themselves. A version is made beside and put in its place whole.
"""

import json
import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from pathlib import Path

from kehoach_gen.agency import Registry
from kehoach_gen.change import Changes, compare
from kehoach_gen.change.to_text import to_text
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_json import fingerprint, to_json
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError
from kehoach_gen.source import Located
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.source.to_value import validate
from kehoach_gen.workspace.files import parse_json, read_bytes, sha256, write_bytes
from kehoach_gen.workspace.folder import read_registry

VERSIONS, DATA, INFO = "phien-ban", "ke-hoach.json", "thong-tin.json"
BUILT, ISSUED = "bản dựng", "bản ban hành"
_NAME = re.compile(r"v([1-9]\d*)")


@dataclass(frozen=True)
class Version:
    """What one version is; its data are read by `load_version`."""

    count: int
    plan: str
    """Id of the plan."""
    base: str
    """Fingerprint of the plan's data."""
    state: str
    """BUILT or ISSUED."""
    number: str
    """The number given by Văn thư; empty in a draft."""
    issued: str
    """The date as the plan gives it; of a draft month and year, or year."""
    recorded: str
    """The day on which the version was recorded: «2023-06-15»."""
    files: Mapping[str, str] = field(default_factory=dict)
    """{document made from it: SHA-256}"""
    replaces: int = 0
    """The issued version whose number or date this one corrects; 0 where it corrects none."""

    @property
    def name(self) -> str:
        return f"v{self.count}"

    @property
    def is_issued(self) -> bool:
        return self.state == ISSUED


_KEYS = {
    "count": "phien_ban",
    "plan": "ke_hoach",
    "base": "du_lieu",
    "state": "trang_thai",
    "number": "so",
    "issued": "ngay_ban_hanh",
    "recorded": "ghi_ngay",
    "files": "tep",
    "replaces": "thay_cho",
}
_FIELDS = {key: name for name, key in _KEYS.items()}


@dataclass(frozen=True)
class Listed:
    """A version, and in one line what changed since the one before."""

    version: Version
    since: str


def versions(root: Path) -> list[Version]:
    """All versions of the working folder, the oldest first. Raises ProblemError where one cannot be read."""
    top = root / VERSIONS
    names = [path.name for path in top.iterdir() if path.is_dir()] if top.is_dir() else []
    counts = sorted(int(found[1]) for name in names if (found := _NAME.fullmatch(name)))
    return [_read(root, count) for count in counts]


def latest(root: Path) -> Version | None:
    return next(reversed(versions(root)), None)


def latest_issued(root: Path, plan: str) -> Version | None:
    """The last version of the plan with this id that was issued."""
    return next((version for version in reversed(versions(root)) if version.is_issued and version.plan == plan), None)


def load_version(root: Path, name: str) -> Plan:
    """The plan of the version called `name`: «v2». Raises ProblemError where there is none, or its data were changed."""
    return load_located(root, name)[0]


def load_located(root: Path, name: str) -> tuple[Plan, Located]:
    """The plan of a version, and the place of each of its values."""
    version = next((version for version in versions(root) if version.name == name.strip().lower()), None)
    if version is None:
        raise ProblemError(_no_version(root, name))
    label = f"{VERSIONS}/{version.name}/{DATA}"
    source = from_yaml(read_bytes(root / VERSIONS / version.name / DATA, label), label)
    plan, problems = validate(source, Plan)
    if plan is None:
        raise ProblemError(*problems)
    if fingerprint(plan) != version.base:
        raise ProblemError(_broken(label, "Dữ liệu của phiên bản này đã bị sửa sau khi ghi."))
    return plan, source


def record(
    root: Path,
    plan: Plan,
    files: Mapping[str, bytes],
    today: date,
    *,
    state: str = BUILT,
    kept: Mapping[str, bytes] | None = None,
) -> Version | None:
    """Records the plan, with the documents made from it, as the next version; None where the latest one is just this.

    `kept` are further files to lie in the version; an issued one keeps its documents too. Raises ProblemError where the
    folder cannot be written.
    """
    before = latest(root)
    base = fingerprint(plan)
    if before is not None and before.base == base and (before.state == state or before.is_issued):
        return None
    replaced = latest_issued(root, plan.id) if state == ISSUED else None
    version = Version(
        before.count + 1 if before else 1,
        plan.id,
        base,
        state,
        plan.number,
        plan.issued,
        today.isoformat(),
        {name: sha256(content) for name, content in files.items()},
        replaced.count if replaced else 0,
    )
    members = {DATA: to_json(plan), INFO: _to_json(version), **(kept or {}), **(files if state == ISSUED else {})}
    _write_folder(root / VERSIONS / version.name, members)
    return version


def list_versions(root: Path) -> list[Listed]:
    """Every version with what changed since the one before, agencies as the folder knows them. Raises ProblemError."""
    found = versions(root)
    if not found:
        return []
    registry = read_registry(root) if len(found) > 1 else None
    listed, old = [], None
    for version in found:
        new = load_version(root, version.name)
        listed.append(Listed(version, _since(old, new, registry)))
        old = new
    return listed


def _since(old: Plan | None, new: Plan, registry: Registry | None) -> str:
    if old is None or registry is None or old.id != new.id:
        return "bản đầu tiên"
    return _in_a_line(compare(old, new, registry, reference_date(new)))


def _in_a_line(changes: Changes) -> str:
    """«12 thay đổi, liên quan 24 cơ quan.», or the change itself where there is but one."""
    head, *lines = to_text(changes)
    if len(changes.all) == 1:
        return lines[1].strip()
    return head.partition(": ")[2].rstrip(".")


def _to_json(version: Version) -> bytes:
    data = {_KEYS[name]: value for name, value in asdict(version).items() if value not in (0, "")}
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _read(root: Path, count: int) -> Version:
    label = f"{VERSIONS}/v{count}/{INFO}"
    try:
        data = parse_json(read_bytes(root / VERSIONS / f"v{count}" / INFO, label))
        values = {item.name: "" for item in fields(Version) if item.type is str}
        version = Version(**{**values, **{_FIELDS[key]: value for key, value in data.items()}})
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ProblemError(_broken(label, "Tệp ghi nhận phiên bản bị hỏng, không đọc được.")) from error
    if version.count != count:
        raise ProblemError(_broken(label, f"Tệp này là của phiên bản v{version.count}."))
    return version


def _write_folder(folder: Path, members: Mapping[str, bytes]) -> None:
    part = folder.with_name(f".{folder.name}.dang-ghi")
    with suppress(OSError):
        shutil.rmtree(part)
    for name, content in members.items():
        write_bytes(part / name, content)
    try:
        os.replace(part, folder)
    except OSError as error:
        hint = "đóng các tệp đang mở trong thư mục đó rồi chạy lại."
        problem = Problem("khong-ghi-duoc", ERROR, Place(f"{VERSIONS}/{folder.name}"), "Không ghi được phiên bản này.", hint)
        raise ProblemError(problem) from error


def _no_version(root: Path, name: str) -> Problem:
    known = ", ".join(version.name for version in versions(root))
    hint = f"các phiên bản đang có: {known}." if known else "chưa có phiên bản nào; mỗi lần kehoach build ghi một phiên bản."
    return Problem("phien-ban-khong-co", ERROR, Place(f"{VERSIONS}/"), f"Không có phiên bản «{name}».", hint)


def _broken(label: str, message: str) -> Problem:
    hint = "lấy lại thư mục phiên bản này từ bản sao lưu hoặc từ git; đừng sửa tệp trong đó."
    return Problem("phien-ban-hong", ERROR, Place(label), message, hint)
