"""`kehoach inspect`."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from kehoach_gen.cli.arguments import day_of, finish, json_option, or_problems
from kehoach_gen.cli.show import problems_as_data
from kehoach_gen.problem import ERROR, WARNING
from kehoach_gen.workspace.inspect import Inspected, Wish, inspect_files
from kehoach_gen.workspace.shipped import sample


@click.command("inspect", options_metavar="[TÙY CHỌN]")
@click.argument("files", metavar="TỆP…", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--comments", is_flag=True, help="Ghi thêm bản sao có nhận xét (comment) tại từng chỗ.")
@click.option("--fix", is_flag=True, help="Ghi thêm bản sao đã sửa những gì sửa được an toàn: lề, phông, cỡ chữ, giãn đoạn …")
@click.option(
    "--folder",
    metavar="THƯ MỤC",
    type=click.Path(path_type=Path),
    help="Lấy danh mục cơ quan của thư mục này; mặc định của kế hoạch mẫu.",
)
@click.option(
    "--date",
    "today",
    metavar="NGÀY",
    callback=day_of,
    help="Soát theo quy định ở ngày nào, khi văn bản chưa ghi ngày; mặc định hôm nay.",
)
@click.option("--out", metavar="NƠI GHI", type=click.Path(path_type=Path), help="Nơi ghi bản sao; mặc định là cạnh tệp gốc.")
@json_option
def command(
    files: tuple[Path, ...],
    comments: bool,
    fix: bool,
    folder: Path | None,
    today: date | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Soát thể thức theo Nghị định số 30/2020/NĐ-CP và chính tả của tệp .docx bất kỳ.

    Tệp gốc không bị động đến. Văn bản soát được thuộc bất kỳ loại nào trong 29 loại, không cần do chương trình này dựng.
    """
    wish = Wish(today or date.today(), comments, fix, out)
    done: tuple[Inspected, ...] = or_problems(lambda: inspect_files(files, folder or sample(), wish), as_json=as_json)
    if not as_json:
        for one in done:
            _show(one)
    problems = tuple(problem for one in done for problem in one.problems)
    finish(problems, {"files": [_as_data(one) for one in done]}, as_json=as_json)


def _show(one: Inspected) -> None:
    counts = [sum(problem.severity == severity for problem in one.problems) for severity in (ERROR, WARNING)]
    click.echo(f"{one.path}: {one.kind or 'chưa rõ loại văn bản'}; {counts[0]} lỗi, {counts[1]} cảnh báo.")
    for problem in one.mended:
        click.echo(f"  {problem.message}")
    for copy in one.copies:
        click.echo(f"  Ghi: {copy}")


def _as_data(one: Inspected) -> dict[str, Any]:
    return {
        "path": str(one.path),
        "kind": one.kind,
        "problems": problems_as_data(one.problems),
        "mended": problems_as_data(one.mended),
        "copies": [str(copy) for copy in one.copies],
    }
