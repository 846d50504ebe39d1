"""Ways to break a working folder. A way breaks it and returns the place where the problem must then stand."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from kehoach_gen.workspace.shipped import shipped

YAML, XLSX, AGENCIES, GROUPS = "ke-hoach.yaml", "ke-hoach.xlsx", "co-quan.csv", "nhom.csv"
HERE = "‸"
"""In a new text: the problem must stand at the next character."""

Way = Callable[[Path], str]


@dataclass(frozen=True)
class Break:
    """One row of the table: how the folder is broken, and what must then be said."""

    name: str
    way: Way
    code: str
    says: str = ""
    """The faulty value, in the message."""
    hint: str = ""
    """Words of the hint."""


def edit(*changes: tuple[str, str], file: str = YAML, place: str = "") -> Way:
    """Each new text in the place of the first of its old ones; the place is where «‸» stood, unless given."""

    def way(folder: Path) -> str:
        text = (folder / file).read_bytes().decode()
        for old, new in changes:
            assert old in text, f"{file} has no {old!r}"
            text = text.replace(old, new, 1)
        before, _, after = text.partition(HERE)
        (folder / file).write_bytes((before + after).encode())
        return place or f"{file}:{before.count(chr(10)) + 1}:{_column(before, file)}"

    return way


def row(text: str, file: str = AGENCIES, *, field: int = 0) -> Way:
    """One more line at the end of a list; the place is where «‸» stood, unless a field is given."""

    def way(folder: Path) -> str:
        before, _, after = text.partition(HERE)
        old = (folder / file).read_bytes().decode()
        (folder / file).write_bytes((old + before + after + "\n").encode())
        return f"{file}:{old.count(chr(10)) + 1}:{field or _column(before, file)}"

    return way


def _column(before: str, file: str) -> int:
    """Characters in a YAML file, fields in a list."""
    line = before.rsplit("\n", 1)[-1]
    return line.count(",") + 1 if file.endswith(".csv") else len(line) + 1


def both(first: Way, second: Way) -> Way:
    def way(folder: Path) -> str:
        first(folder)
        return second(folder)

    return way


def content(file: str, change: Callable[[bytes], bytes], place: str) -> Way:
    def way(folder: Path) -> str:
        (folder / file).write_bytes(change((folder / file).read_bytes()))
        return place

    return way


def without(*files: str, place: str) -> Way:
    def way(folder: Path) -> str:
        for file in files:
            (folder / file).unlink(missing_ok=True)
        return place.format(folder=folder)

    return way


def workbook(change: Callable[[Any], str]) -> Way:
    """A change in the workbook as openpyxl opens it; the change returns the place after the name of the file."""

    def way(folder: Path) -> str:
        book = load_workbook(folder / XLSX)
        place = change(book)
        book.save(folder / XLSX)
        return XLSX + place

    return way


def cell(sheet: str, address: str, value: str, place: str = "") -> Way:
    def change(book: Any) -> str:
        book[sheet][address] = value
        return f"[{sheet}]!{place or address}"

    return workbook(change)


def template(name: str, old: str, new: str, part: str) -> Way:
    """A copy of the shipped template in the folder, with other text in its document."""

    def way(folder: Path) -> str:
        path = folder / "templates" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(retyped((shipped("templates") / name).read_bytes(), old, new))
        return f"templates/{name}{part}"

    return way


def retyped(document: bytes, old: str, new: str) -> bytes:
    """A .docx with the first `old` of its XML changed to `new`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(buffer, "w") as target:
        for member in source.namelist():
            data = source.read(member)
            if member == "word/document.xml":
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            target.writestr(member, data)
    return buffer.getvalue()
