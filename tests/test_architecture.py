"""ARCHITECTURE.md's table against the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "kehoach_gen"
OFFICE_ONLY = {"docx", "docxtpl", "openpyxl", "python_calamine", "lxml", "zipfile"}


def floors() -> dict[str, int]:
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \|", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE)
    return {room: int(floor) for floor, room in rows}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def files() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        if len(parts) > 1:
            yield parts[0], path


def test_every_room_is_in_the_table_and_every_row_is_a_room() -> None:
    rooms = {room for room, _ in files()}
    assert rooms == set(floors())


def test_imports_go_down() -> None:
    floor = floors()
    upward = []
    for room, path in files():
        for name in imports(path):
            parts = name.split(".")
            if parts[0] != "kehoach_gen" or len(parts) < 2 or parts[1] == room:
                continue
            if floor[parts[1]] >= floor[room]:
                upward.append(f"{path.relative_to(PACKAGE)} → {name}")
    assert upward == []


def test_only_office_opens_office_files() -> None:
    strange = [
        f"{path.relative_to(PACKAGE)} → {name}"
        for room, path in files()
        if room != "office"
        for name in imports(path)
        if name.split(".")[0] in OFFICE_ONLY
    ]
    assert strange == []


def test_below_workspace_nothing_opens_a_path_or_reads_the_clock() -> None:
    floor = floors()
    pattern = re.compile(r"(?<![.\w])open\(|\bprint\(|date\.today|datetime\.now|\btime\.time|from pathlib|import os\b")
    found = [
        f"{path.relative_to(PACKAGE)}: {line.strip()}"
        for room, path in files()
        if floor[room] < floor["workspace"]
        for line in path.read_text(encoding="utf-8").splitlines()
        if pattern.search(line)
    ]
    assert found == []


def test_inside_a_room_no_module_imports_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for _, path in files():
        name = "kehoach_gen." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        graph[name] = {found for found in imports(path) if found.startswith("kehoach_gen.")}

    def reaches(start: str) -> set[str]:
        seen: set[str] = set()
        todo = list(graph.get(start, ()))
        while todo:
            name = todo.pop()
            if name not in seen:
                seen.add(name)
                todo += graph.get(name, ())
        return seen

    packages = {f"kehoach_gen.{room}" for room in floors()}
    assert [name for name in graph if name not in packages and name in reaches(name)] == []
