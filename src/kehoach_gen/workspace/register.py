"""The register of what came in for one period: every file kept as it was, under a number, with where it came from and when.

`nhan-ve/PERIOD/tep/` holds the files, `nhan-ve/PERIOD/so-nhan.json` the register. A file is kept whole before it is
registered; one that was kept and not registered, the program having been killed in between, is registered next time.
Two programs may take files in at once: each waits for the other, and no file is ever written over.
"""

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import uuid4

from kehoach_gen.office.archive import is_litter
from kehoach_gen.office.kinds import kind_of
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError
from kehoach_gen.vietnamese.fold import slug
from kehoach_gen.workspace.files import parse_json, read_bytes, sha256, write_bytes
from kehoach_gen.workspace.lock import lock

RECEIVED, FILES, REGISTER = "nhan-ve", "tep", "so-nhan.json"
LOCK = ".dang-ghi-so"
_TIMES, _PAUSE = 50, 0.1
"""How often, and after how many seconds, it is seen whether another has ended."""


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
        """A file as it came. Raises ProblemError where it is gone, or no longer what was registered."""
        label = f"{RECEIVED}/{self.folder.name}/{FILES}/{entry.name}"
        path = self.folder / FILES / entry.name
        if not path.exists():
            message, hint = "Tệp đã nhận không còn ở đây.", f"nhận lại tệp gốc (nguồn: {entry.origin}) bằng kehoach collect."
            raise ProblemError(Problem("tep-nhan-mat", ERROR, Place(label), message, hint))
        content = read_bytes(path, label)
        if sha256(content) != entry.sha256:
            message = "Tệp đã nhận bị sửa sau khi ghi sổ nên không được đọc: đây không còn là bản cơ quan đã gửi."
            hint = f"chuyển bản đã sửa ra ngoài {FILES}, rồi nhận lại tệp gốc (nguồn: {entry.origin}) bằng kehoach collect."
            raise ProblemError(Problem("tep-nhan-bi-sua", ERROR, Place(label), message, hint))
        return content

    def take_in(self, files: Sequence[Incoming]) -> int:
        """Keeps and registers what is new, corrects what a person has said of what is known, keeps again what is gone; how
        many are new. Raises ProblemError where somebody else is at it and does not end."""
        if not files and not self.folder.exists():
            return 0
        with self._alone():
            self.entries = self._read()
            return self._take_in(files)

    def _take_in(self, files: Sequence[Incoming]) -> int:
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
                self._restore(entry, file)
                return
        name = next((entry.name for entry in self.entries if entry.sha256 == digest), None)
        name = name or next((orphan for orphan, known in orphans.items() if known == digest), None)
        if name is None:
            name = self._keep(file)
        orphans.pop(name, None)
        self._add(name, file.origin, file.received, digest, file.agency)

    def _restore(self, entry: Entry, file: Incoming) -> None:
        path = self.folder / FILES / entry.name
        if not path.exists():
            self._put(path, file)

    def _keep(self, file: Incoming) -> str:
        taken = {path.name.lower() for path in self._kept()}
        while True:
            name = _name(len(self.entries) + 1, file, taken)
            if self._put(self.folder / FILES / name, file):
                return name
            taken.add(name.lower())

    def _put(self, path: Path, file: Incoming) -> bool:
        """Keeps the file whole under a name nobody has; whether that was so."""
        part = path.with_name(f".{uuid4().hex[:12]}.dang-ghi")
        try:
            write_bytes(part, file.content)
            with suppress(OSError, OverflowError, ValueError):
                moment = file.received.timestamp()
                os.utime(part, (moment, moment))
            return _named(part, path)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While no other program takes files in. Where nothing can be written, what follows says so."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            stream = (self.folder / LOCK).open("ab")
        except OSError:
            yield
            return
        with stream:
            for _ in range(_TIMES):
                if lock(stream):
                    break
                time.sleep(_PAUSE)
            else:
                raise _busy(f"{RECEIVED}/{self.folder.name}/{LOCK}")
            yield

    def _add(self, name: str, origin: str, received: datetime, digest: str, agency: str) -> None:
        moment = received.replace(microsecond=0, tzinfo=None).isoformat()
        self.entries.append(Entry(len(self.entries) + 1, name, origin, moment, digest, agency))

    def _kept(self) -> Iterator[Path]:
        folder = self.folder / FILES
        if folder.is_dir():
            yield from (path for path in sorted(folder.iterdir()) if path.is_file() and not _is_foreign(path.name))

    def _orphans(self) -> dict[str, str]:
        """{name: SHA-256} of files that are kept and not registered; a name that was only taken holds nothing yet."""
        known = {entry.name for entry in self.entries}
        files = (path for path in self._kept() if path.name not in known and path.stat().st_size)
        return {path.name: sha256(read_bytes(path, path.name)) for path in files}

    def _time_of(self, name: str) -> datetime:
        return datetime.fromtimestamp(int((self.folder / FILES / name).stat().st_mtime))

    def _read(self) -> list[Entry]:
        path = self.folder / REGISTER
        if not path.exists():
            return []
        label = f"{RECEIVED}/{self.folder.name}/{REGISTER}"
        try:
            return [_entry(row) for row in parse_json(read_bytes(path, label))]
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


def _entry(row: Any) -> Entry:
    """A row of the register. Raises ValueError, LookupError, TypeError or AttributeError for one nobody has written."""
    entry = Entry(**{_FIELDS[key]: value for key, value in row.items()})
    texts = (entry.name, entry.origin, entry.received, entry.sha256, entry.agency)
    if type(entry.number) is not int or not all(isinstance(text, str) for text in texts):
        raise TypeError("not of the type it is written with")
    if not entry.name or not entry.name.isprintable() or PurePosixPath(entry.name.replace("\\", "/")).name != entry.name:
        raise ValueError("no name of a file")
    return replace(entry, received=entry.received_at.replace(tzinfo=None).isoformat())


def _is_foreign(name: str) -> bool:
    """Whether a file beside those that are kept is nobody's report: «~$0001-….docx» while Word has it open."""
    return name.startswith(".") or is_litter(name)


def _named(part: Path, path: Path) -> bool:
    """Gives a file its name, unless somebody has it; whether that was done."""
    try:
        try:
            os.link(part, path)
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links: the name is taken first, and the file put in its place
            path.touch(exist_ok=False)
            os.replace(part, path)
    except FileExistsError:
        return False
    return True


def _busy(label: str) -> ProblemError:
    message = "Một máy khác đang nhận báo cáo của kỳ này, sổ nhận chưa ghi xong."
    hint = "đợi lệnh kia chạy xong rồi chạy lại."
    return ProblemError(Problem("so-nhan-dang-ghi", ERROR, Place(label), message, hint))


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
