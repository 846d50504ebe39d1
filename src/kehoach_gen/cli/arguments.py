"""Arguments and exit statuses that commands share."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from kehoach_gen.cli.show import problems_as_data, show_json, show_problems
from kehoach_gen.problem import Problem, ProblemError, has_errors
from kehoach_gen.vietnamese.dates import ImpossibleDate, parse_date
from kehoach_gen.workspace.shipped import sample

folder_argument = click.argument("folder", metavar="[THƯ MỤC]", type=click.Path(path_type=Path), required=False)
json_option = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho máy đọc.")

period_option = click.option(
    "--period", metavar="KỲ", required=True, help="Kỳ báo cáo: 2023-Q1 … 2023-Q4, 2023-H1, 2023-9M, 2023."
)
out_option = click.option(
    "--out", metavar="NƠI GHI", type=click.Path(path_type=Path), help="Thư mục kết quả; mặc định là build trong THƯ MỤC."
)
paths_argument = click.argument("paths", metavar="[THƯ MỤC] [ĐƯỜNG DẪN]…", type=click.Path(path_type=Path), nargs=-1)
_SOURCES = ("ke-hoach.yaml", "ke-hoach.xlsx")


def folder_of(paths: tuple[Path, ...]) -> tuple[Path, tuple[Path, ...]]:
    """The working folder that stands first among the paths, else the current folder; and the other paths. Click's error
    where neither is one: what people send is never put into the sample."""
    for root, others in ((paths[0], paths[1:]), (Path(), paths)) if paths else ((Path(), paths),):
        if any((root / name).exists() for name in _SOURCES):
            return root, others
    raise click.UsageError("không thấy thư mục làm việc; ghi thư mục có ke-hoach.yaml hoặc ke-hoach.xlsx đứng trước các tệp.")


def day_of(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """A day as officials write it. Click's error where it is none."""
    day = parse_date(value) if value else None
    if value and not isinstance(day, date):
        hint = day.hint if isinstance(day, ImpossibleDate) else "viết ngày/tháng/năm, ví dụ 18/12/2023."
        raise click.BadParameter(f"«{value}» không phải là ngày có thật; {hint}")
    return day if isinstance(day, date) else None


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


def progress_unless(as_json: bool) -> Callable[[str], None]:
    """What shows each step of a long run; nothing where a machine reads."""
    return (lambda step: None) if as_json else (lambda step: click.echo(f"{step} …", err=True))
