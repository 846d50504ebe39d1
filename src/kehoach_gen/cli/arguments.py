"""Arguments and exit statuses that commands share."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from kehoach_gen.cli.show import problems_as_data, show_json, show_problems
from kehoach_gen.problem import Problem, ProblemError, has_errors
from kehoach_gen.workspace.shipped import sample

folder_argument = click.argument("folder", metavar="[THƯ MỤC]", type=click.Path(path_type=Path), required=False)
json_option = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho máy đọc.")


def folder_or_sample(folder: Path | None) -> Path:
    return sample() if folder is None else folder


def output_of(folder: Path | None) -> Path:
    """Where the documents of a working folder go: its own `build`; those of the sample to `build` here."""
    return Path("build") if folder is None else folder / "build"


def finish(problems: tuple[Problem, ...], result: dict[str, Any], *, as_json: bool, with_notes: bool = True) -> NoReturn:
    """Shows problems (and, for machines, the result) and ends: status 1 where a problem is an error."""
    if as_json:
        show_json({**result, "problems": problems_as_data(problems)})
    else:
        show_problems(problems, with_notes=with_notes)
    sys.exit(1 if has_errors(problems) else 0)


def or_problems(action: Callable[[], Any], *, as_json: bool) -> Any:
    """What `action` returns; where it raises ProblemError, its problems are shown and the program ends."""
    try:
        return action()
    except ProblemError as error:
        finish(error.problems, {}, as_json=as_json)
