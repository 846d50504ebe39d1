"""The register of what came in for one period: every file kept as it was, under a number, with where it came from and when.

`nhan-ve/PERIOD/tep/` holds the files, `nhan-ve/PERIOD/so-nhan.json` the register. A file is kept whole before it is
registered; one that was kept and not registered, the program having been killed in between, is registered next time.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from kehoach_gen.office.kinds import kind_of
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError
from kehoach_gen.vietnamese.fold import slug
from kehoach_gen.workspace.files import read_bytes, sha256, write_bytes

RECEIVED, FILES, REGISTER = "nhan-ve", "tep", "so-nhan.json"


@dataclass(frozen=True)
class Incoming:
    """A file that somebody sent: where it came from, its content, when it came."""

    origin: str
    content: bytes
    received: datetime
    is_sure: bool = False
    """Whether a person has said when it came; else it is the time of the file."""
    agency: str = ""
    """The id of the agency it is from, where a person has said so."""


@dataclass(frozen=True)
class Entry:
    """One line of the register."""

    number: int
    name: str
    origin: str
    received: str
    """«2023-12-10T09:31:00»."""
    sha256: str
    agency: str = ""

    @property
    def received_at(self) -> datetime:
        return datetime.fromisoformat(self.received)


_KEYS = {"number": "so", "name": "tep", "origin": "nguon", "received": "nhan_luc", "sha256": "sha256", "agency": "co_quan"}
_FIELDS = {key: field for field, key in _KEYS.items()}
_LONGEST_NAME = 60


class Register:
    """The register of one period, as it stands on disk."""

    def __init__(self, root: Path, period: str) -> None:
        self.folder = root / RECEIVED / period
        self.entries = self._read()

    def content(self, entry: Entry) -> bytes:
        return read_bytes(self.folder / FILES / entry.name, f"{RECEIVED}/{self.folder.name}/{FILES}/{entry.name}")

    def take_in(self, files: Sequence[Incoming]) -> int:
        """Keeps and registers what is new, corrects what a person has said of what is known; how many are new."""
        before = tuple(self.entries)
        orphans = self._orphans()
        for file in files:
            self._take(file, orphans)
        for name, digest in orphans.items():
            self._add(name, name, self._time_of(name), digest, "")
        if tuple(self.entries) != before:
            self._write()
        return len(self.entries) - len(before)

    def _take(self, file: Incoming, orphans: dict[str, str]) -> None:
        digest = sha256(file.content)
        for index, entry in enumerate(self.entries):
            if entry.sha256 == digest and _same_origin(entry.origin, file.origin):
                self.entries[index] = _corrected(entry, file)
                return
        name = next((entry.name for entry in self.entries if entry.sha256 == digest), None)
        name = name or next((orphan for orphan, known in orphans.items() if known == digest), None)
        if name is None:
            name = self._keep(file)
        orphans.pop(name, None)
        self._add(name, file.origin, file.received, digest, file.agency)

    def _keep(self, file: Incoming) -> str:
        name = _name(len(self.entries) + 1, file, {path.name.lower() for path in self._kept()})
        path = self.folder / FILES / name
        write_bytes(path, file.content)
        moment = file.received.timestamp()
        with suppress(OSError):
            os.utime(path, (moment, moment))
        return name

    def _add(self, name: str, origin: str, received: datetime, digest: str, agency: str) -> None:
        moment = received.replace(microsecond=0, tzinfo=None).isoformat()
        self.entries.append(Entry(len(self.entries) + 1, name, origin, moment, digest, agency))

    def _kept(self) -> Iterator[Path]:
        folder = self.folder / FILES
        if folder.is_dir():
            yield from (path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith("."))

    def _orphans(self) -> dict[str, str]:
        """{name: SHA-256} of files that are kept and not registered."""
        known = {entry.name for entry in self.entries}
        return {path.name: sha256(read_bytes(path, path.name)) for path in self._kept() if path.name not in known}

    def _time_of(self, name: str) -> datetime:
        return datetime.fromtimestamp(int((self.folder / FILES / name).stat().st_mtime))

    def _read(self) -> list[Entry]:
        path = self.folder / REGISTER
        if not path.exists():
            return []
        label = f"{RECEIVED}/{self.folder.name}/{REGISTER}"
        try:
            rows = json.loads(read_bytes(path, label))
            entries = [Entry(**{_FIELDS[key]: value for key, value in row.items()}) for row in rows]
            return [replace(entry, received=entry.received_at.isoformat()) for entry in entries]
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            hint = (
                f"lấy lại tệp này từ bản sao lưu; hoặc đổi tên nó rồi chạy lại: các tệp trong {FILES} sẽ được ghi sổ lại từ đầu."
            )
            raise ProblemError(
                Problem("so-nhan-hong", ERROR, Place(label), "Sổ nhận báo cáo bị hỏng, không đọc được.", hint)
            ) from error

    def _write(self) -> None:
        rows = [{_KEYS[field]: value for field, value in asdict(entry).items()} for entry in self.entries]
        write_bytes(self.folder / REGISTER, json.dumps(rows, ensure_ascii=False, indent=1).encode() + b"\n")


def _same_origin(one: str, other: str) -> bool:
    """Whether one is the other, seen from a folder further in."""
    return one == other or one.endswith(f"/{other}") or other.endswith(f"/{one}")


def _corrected(entry: Entry, file: Incoming) -> Entry:
    if file.is_sure:
        entry = replace(entry, received=file.received.replace(microsecond=0, tzinfo=None).isoformat())
    return replace(entry, agency=file.agency or entry.agency)


def _name(number: int, file: Incoming, taken: set[str]) -> str:
    """«0012-so-noi-vu.xlsx», by what the file is; never the name of another."""
    last = PurePosixPath(file.origin).name
    stem, _, extension = last.rpartition(".") if "." in last else (last, "", "")
    kind = kind_of(file.content)
    extension = kind if kind in _EXTENSIONS else slug(extension)[:5]
    name = f"{number:04}-{slug(stem)[:_LONGEST_NAME].strip('-') or 'tep'}"
    while f"{name}.{extension}".rstrip(".").lower() in taken:
        name += "-2"
    return f"{name}.{extension}".rstrip(".")


_EXTENSIONS = ("docx", "xlsx", "xls", "ods", "doc", "pdf", "zip")
