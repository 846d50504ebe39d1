"""`kehoach absorb`."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from kehoach_gen.change import Change, Changes
from kehoach_gen.change.merge import Side
from kehoach_gen.change.to_json import to_data
from kehoach_gen.change.to_text import to_text
from kehoach_gen.cli.arguments import finish, folder_argument, folder_or_sample, json_option, or_problems, out_option, output_of
from kehoach_gen.cli.show import show_problems
from kehoach_gen.office.edited import Author
from kehoach_gen.problem import has_errors
from kehoach_gen.vietnamese.dates import parse_date, short_date
from kehoach_gen.workspace.absorb import Absorbed, absorb, write


@click.command("absorb", options_metavar="[TÙY CHỌN]")
@click.argument("edited", metavar="TỆP ĐÃ SỬA", type=click.Path(path_type=Path))
@folder_argument
@click.option("--yes", is_flag=True, help="Ghi ngay, không hỏi lại.")
@click.option("--xem", "--dry-run", "only_show", is_flag=True, help="Chỉ xem các thay đổi, không ghi gì.")
@click.option(
    "--ours", metavar="MÃ", multiple=True, help="Xung đột này giữ theo dữ liệu (ghi được nhiều lần; all: mọi xung đột)."
)
@click.option("--theirs", metavar="MÃ", multiple=True, help="Xung đột này lấy theo tệp (ghi được nhiều lần; all: mọi xung đột).")
@click.option("--anyway", is_flag=True, help="Ghi cả khi tệp không giống bản đã dựng, hoặc bỏ quá một phần năm.")
@out_option
@json_option
def command(
    edited: Path,
    folder: Path | None,
    yes: bool,
    only_show: bool,
    ours: tuple[str, ...],
    theirs: tuple[str, ...],
    anyway: bool,
    out: Path | None,
    as_json: bool,
) -> None:
    """Đưa những chỗ sửa trong tệp Word (có hay không có Track Changes) vào dữ liệu.

    Chỗ dữ liệu đã sửa khác với tệp là xung đột: người dùng quyết định bằng --ours, --theirs, hoặc sửa dữ liệu.
    """
    decisions: dict[str, Side] = {**dict.fromkeys(ours, "ours"), **dict.fromkeys(theirs, "theirs")}
    if both := sorted(set(ours) & set(theirs)):
        raise click.UsageError(f"«{both[0]}» ghi ở cả --ours và --theirs; chọn một.")
    root = folder_or_sample(folder)
    absorbed: Absorbed = or_problems(lambda: absorb(edited, root, out or output_of(folder), decisions), as_json=as_json)
    doubts = () if anyway else absorbed.doubts
    problems = (*absorbed.problems, *doubts)
    may_write = bool(absorbed.changes.all) and not only_show and not doubts
    if as_json:
        files = or_problems(lambda: write(absorbed), as_json=True) if may_write and yes else []
        finish(problems, {**_as_data(absorbed), "files": [str(path) for path in files]}, as_json=True)
    for line in lines(absorbed):
        click.echo(line)
    show_problems(problems)
    if may_write and (yes or _agreed()):
        for path in or_problems(lambda: write(absorbed), as_json=False):
            click.echo(f"Đã ghi {path}")
        click.echo(f"Cất {edited} sang chỗ khác, rồi dựng lại: kehoach build {root}")
    sys.exit(1 if has_errors(problems) else 0)


def _agreed() -> bool:
    answer = click.prompt("Ghi vào dữ liệu? [c/K]", default="K", show_default=False)
    return str(answer).strip().lower() in ("c", "có", "co", "y", "yes")


def lines(absorbed: Absorbed) -> list[str]:
    """The changes item by item, each with who made it and when, where Word says so."""
    changes = absorbed.changes
    if not changes.all:
        return ["Không có gì mới để ghi vào dữ liệu."]
    found, section = to_text(changes)[:1], ""
    for change in changes.all:
        _, heading, told, *effects = to_text(Changes(changes.old, changes.new, (change,)))
        if heading != section:
            section = heading
            found.append(heading)
        found += [told + _signed(absorbed, change), *effects]
    return found


def _signed(absorbed: Absorbed, change: Change) -> str:
    who = "; ".join(map(_author, absorbed.edits.authors_of(change)))
    return f" [{who}]" if who else ""


def _author(author: Author) -> str:
    day = parse_date(author.date[:10])
    shown = short_date(day) if isinstance(day, date) else ""
    return ", ".join(part for part in (author.name, shown) if part)


def _as_data(absorbed: Absorbed) -> dict[str, Any]:
    data = to_data(absorbed.changes)
    for change, told in zip(absorbed.changes.all, data["changes"], strict=True):
        told["authors"] = [author._asdict() for author in absorbed.edits.authors_of(change)]
    conflicts = [
        {"id": conflict.id, "title": conflict.title, "base": conflict.base, "ours": conflict.ours, "theirs": conflict.theirs}
        for conflict in absorbed.conflicts
    ]
    return {**data, "conflicts": conflicts, "doubts": [problem.code for problem in absorbed.doubts]}
