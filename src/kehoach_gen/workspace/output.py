"""The output folder: what was made there, from what, and what a person has changed since.

`manifest.json` holds the fingerprint of every file as we wrote it. A file with another fingerprint was edited by a
person: it stays, and the new one is written beside it. While files are being written the manifest names the old and the
new fingerprint, so that a crash between two files is not taken for somebody's edit.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import Any

from kehoach_gen.office.read_text import read_text
from kehoach_gen.problem import ERROR, WARNING, Place, Problem, ProblemError
from kehoach_gen.workspace.files import parse_json, read_bytes, sha256, write_bytes

MANIFEST = "manifest.json"
WRITTEN, UNCHANGED, BESIDE = "written", "unchanged", "beside"


@dataclass(frozen=True)
class Product:
    """One file to be in the output folder, and the fingerprints of what it is made from."""

    name: str
    content: bytes
    inputs: Mapping[str, str]

    @cached_property
    def fingerprint(self) -> str:
        return sha256(self.content)


@dataclass(frozen=True)
class Written:
    """What became of a product: where it stands, and whether it was written, unchanged, or put beside an edited file."""

    name: str
    status: str
    path: Path


@dataclass
class Output:
    """The output folder at one moment."""

    folder: Path
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: dict[str, str | None] = field(default_factory=dict)
    plan: str = ""
    """Id of the plan whose documents are there; empty where there are none."""

    @classmethod
    def open(cls, folder: Path) -> "Output":
        """The folder with its manifest; without a readable one every file there counts as edited, and that is said."""
        path = folder / MANIFEST
        if not path.exists():
            return cls(folder)
        try:
            content = read_bytes(path, MANIFEST)
            return cls(folder, _entries(content), plan=str(parse_json(content).get("ke_hoach", "")))
        except (ValueError, LookupError, TypeError, AttributeError):
            return cls(folder, problems=[_broken_manifest()])

    def must_be_of(self, plan: str) -> None:
        """Raises ProblemError where the documents of another plan are there: they would be taken for old versions."""
        if self.plan and self.plan != plan:
            message = f"Thư mục này đang chứa văn bản của kế hoạch «{self.plan}», không phải «{plan}»."
            hint = "thư mục chép theo từ kế hoạch cũ thì xóa hoặc đổi tên nó; không thì ghi vào thư mục khác bằng --out."
            raise ProblemError(Problem("thu-muc-cua-ke-hoach-khac", ERROR, Place(str(self.folder)), message, hint))

    def is_fresh(self, name: str, inputs: Mapping[str, str]) -> bool:
        """Whether the file stands as we wrote it, from these very inputs."""
        entry = self.entries.get(name)
        return entry is not None and entry["inputs"] == dict(inputs) and self.fingerprint(name) == entry["sha256"]

    def standing(self) -> list[tuple[str, dict[str, str]]]:
        """(name, inputs) of the files we wrote that are still as we wrote them."""
        return [(name, entry["inputs"]) for name, entry in self.entries.items() if self.fingerprint(name) == entry["sha256"]]

    def put(self, products: list[Product], facts: Mapping[str, str]) -> list[Written]:
        """Writes what differs. `facts` head the manifest. Raises ProblemError where the folder cannot be written."""
        plans = [(product, *self._target(product)) for product in products]
        self._announce([(product, name) for product, name, _ in plans], facts)
        results = []
        for product, name, status in plans:
            if status != UNCHANGED and self._is_touched(name):
                name, status = self._target(product)
                self._announce([(product, name)], facts)
            if status != UNCHANGED:
                write_bytes(self.folder / name, product.content)
                self.seen[name] = product.fingerprint
            results.append(Written(product.name, BESIDE if name != product.name else status, self.folder / name))
        self._save(facts)
        return results

    def _target(self, product: Product) -> tuple[str, str]:
        """The name under which a product may be written, and whether it must be."""
        new = product.fingerprint
        for name in self._names(product.name):
            present = self.fingerprint(name)
            if present == new:
                return name, UNCHANGED
            if present is None or present in self._ours(name):
                return name, WRITTEN
            self.problems.append(_edited(name, read_bytes(self.folder / name, name), product.content))
        raise AssertionError("names never end")

    def _is_touched(self, name: str) -> bool:
        """Whether somebody has saved, made or removed the file since it was looked at."""
        before = self.seen.pop(name, None)
        return self.fingerprint(name) != before

    @staticmethod
    def _names(name: str) -> Any:
        path = Path(name)
        yield name
        yield path.with_name(f"{path.stem} (mới){path.suffix}").as_posix()
        number = 2
        while True:
            yield path.with_name(f"{path.stem} (mới {number}){path.suffix}").as_posix()
            number += 1

    def _ours(self, name: str) -> list[str]:
        entry = self.entries.get(name, {})
        return [entry.get("sha256", ""), entry.get("previous", "")]

    def fingerprint(self, name: str) -> str | None:
        """The fingerprint of the file as it stood when first asked for, or as we wrote it since; None where there is none."""
        if name not in self.seen:
            path = self.folder / name
            self.seen[name] = sha256(read_bytes(path, name)) if path.exists() else None
        return self.seen[name]

    def _announce(self, targets: list[tuple[Product, str]], facts: Mapping[str, str]) -> None:
        for product, name in targets:
            new, present = product.fingerprint, self.fingerprint(name)
            entry = {"inputs": dict(product.inputs), "sha256": new}
            if present is not None and present != new:
                entry["previous"] = present
            self.entries[name] = entry
        self._write(facts)

    def _save(self, facts: Mapping[str, str]) -> None:
        for entry in self.entries.values():
            entry.pop("previous", None)
        self._write(facts)

    def _write(self, facts: Mapping[str, str]) -> None:
        outputs = {name: self.entries[name] for name in sorted(self.entries)}
        content = json.dumps({**facts, "outputs": outputs}, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
        path = self.folder / MANIFEST
        if not path.exists() or path.read_bytes() != content:
            write_bytes(path, content)


def _entries(manifest: bytes) -> dict[str, dict[str, Any]]:
    return {
        name: {**entry, "inputs": dict(entry["inputs"])}
        for name, entry in parse_json(manifest)["outputs"].items()
        if entry["sha256"]
    }


def _edited(name: str, edited: bytes, new: bytes) -> Problem:
    return Problem(
        "tep-da-sua-tay",
        WARNING,
        Place(name),
        f"Tệp này đã được sửa tay từ lần dựng trước nên được giữ nguyên; bản mới ghi sang tệp bên cạnh.{_difference(name, edited, new)}",
        f"{_taken_in(name)}, rồi xóa tệp này; hoặc đổi tên tệp này để giữ lại.",
    )


def _taken_in(name: str) -> str:
    """How the edits of a file get into the data: those of a document of the plan can be read back."""
    is_of_plan = "/" not in name and name.endswith(".docx")
    return f"đọc chỗ sửa vào dữ liệu (kehoach absorb {name})" if is_of_plan else "đưa chỗ sửa vào dữ liệu"


_SHOWN = 3


def _difference(name: str, edited: bytes, new: bytes) -> str:
    """What a reader sees differ between the edited file and the new one: the first few places."""
    if not name.endswith(".docx"):
        return ""
    try:
        ours, theirs = read_text(new, name), read_text(edited, name)
    except ProblemError as error:
        return f" ({error.problems[0].message})"
    changes = [change for change in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes() if change[0] != "equal"]
    if not changes:
        return " Câu chữ hai bản giống nhau, chỉ khác hình thức."
    shown = "; ".join(_in_words(" ".join(theirs[c:d]), " ".join(ours[a:b])) for _, a, b, c, d in changes[:_SHOWN])
    more = f"; và {len(changes) - _SHOWN} chỗ nữa" if len(changes) > _SHOWN else ""
    return f" Khác nhau: {shown}{more}."


def _in_words(edited: str, new: str) -> str:
    """Both sides from a few words before the first difference on."""
    same = next(
        (index for index, (one, other) in enumerate(zip(edited, new, strict=False)) if one != other), min(len(edited), len(new))
    )
    start = max(same - 20, 0)
    return f"bản sửa tay «{_excerpt(edited, start)}», bản mới «{_excerpt(new, start)}»"


def _excerpt(text: str, start: int) -> str:
    return "…" * (start > 0) + text[start : start + 60] + "…" * (len(text) > start + 60)


def _broken_manifest() -> Problem:
    return Problem(
        "manifest-hong",
        WARNING,
        Place(MANIFEST),
        "Tệp ghi nhận các bản đã dựng bị hỏng nên được lập lại.",
        "không cần làm gì; tệp nào khác bản vừa dựng thì coi như đã sửa tay và được giữ nguyên.",
    )


def must_be_writable(folder: Path) -> None:
    """Raises ProblemError where `folder`, or a folder it is in, is a file."""
    there = next((path for path in (folder, *folder.parents) if path.exists()), None)
    if there is not None and not there.is_dir():
        raise ProblemError(
            Problem(
                "khong-phai-thu-muc",
                ERROR,
                Place(str(there)),
                "Nơi ghi kết quả là một tệp, không phải thư mục.",
                "chọn thư mục khác bằng --out.",
            )
        )
