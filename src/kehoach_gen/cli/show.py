"""Problems and results → what a person or a machine reads."""

import json
from collections.abc import Sequence
from typing import Any

import click

from kehoach_gen.problem import ERROR, INFO, WARNING, Place, Problem
from kehoach_gen.workspace.output import BESIDE, UNCHANGED, WRITTEN, Written

_WORDS = {ERROR: ("lỗi", "red"), WARNING: ("cảnh báo", "yellow")}
_OTHER = ("lưu ý", "cyan")


def show_problems(problems: Sequence[Problem], *, with_notes: bool = True) -> None:
    """Every problem with place, message, source line and hint; one that stands in several places once, with all of them.
    Without notes those are only counted."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if with_notes or problem.severity != INFO:
            groups.setdefault((problem.code, problem.message), []).append(problem)
    for same in groups.values():
        _show(same)
    if problems:
        hidden = " Xem lưu ý: kehoach check." if not with_notes and any(problem.severity == INFO for problem in problems) else ""
        click.echo(count_in_words(problems) + hidden, err=True)


def _show(same: Sequence[Problem]) -> None:
    problem = same[0]
    word, colour = _WORDS.get(problem.severity, _OTHER)
    lines = [f"{problem.place}  {click.style(f'{word} {problem.code}', fg=colour, bold=True)}  {problem.message}"]
    if problem.place.excerpt and problem.place.line:
        lines.append(f"   {problem.place.line} | {_shortened(problem.place.excerpt)}")
    first = problem.place
    if elsewhere := [_beside(place, first) for place in dict.fromkeys(other.place for other in same) if place != first]:
        lines.append(f"     = còn ở: {'; '.join(elsewhere)}")
    if problem.hint:
        lines.append(f"     = gợi ý: {problem.hint}")
    click.echo("\n".join(lines), err=True)


def _beside(place: Place, first: Place) -> str:
    """A place told after another: what both have in common is not said again."""
    if place.file == first.file and place.line:
        return f"dòng {place.line}"
    if (place.file, place.sheet) == (first.file, first.sheet) and place.cell:
        return place.cell
    return str(place).removeprefix(f"{first.file}, ") if place.file == first.file else str(place)


def _shortened(text: str) -> str:
    return text if len(text) <= 120 else text[:119] + "…"


def count_in_words(problems: Sequence[Problem]) -> str:
    """«2 lỗi, 5 cảnh báo.»"""
    counts: dict[str, int] = {}
    for problem in problems:
        word = _WORDS.get(problem.severity, _OTHER)[0]
        counts[word] = counts.get(word, 0) + 1
    return ", ".join(f"{count} {word}" for word, count in counts.items()) + "."


def problems_as_data(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [
        {
            "code": problem.code,
            "severity": problem.severity,
            "place": str(problem.place),
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "sheet": problem.place.sheet,
            "cell": problem.place.cell,
            "part": problem.place.part,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]


def show_json(data: dict[str, Any]) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def show_written(files: Sequence[Written]) -> None:
    for file in files:
        click.echo(f"{WRITTEN_WORDS[file.status]:>18}  {file.path}")


def written_as_data(files: Sequence[Written]) -> list[dict[str, str]]:
    return [{"name": file.name, "status": file.status, "path": str(file.path)} for file in files]


WRITTEN_WORDS = {WRITTEN: "đã ghi", UNCHANGED: "không đổi", BESIDE: "ghi sang bên cạnh"}
