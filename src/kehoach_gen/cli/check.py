"""`kehoach check`."""

from pathlib import Path

import click

from kehoach_gen.cli.arguments import finish, folder_argument, folder_or_sample, json_option
from kehoach_gen.workspace.check import check_folder
from kehoach_gen.workspace.folder import open_folder


@click.command("check", options_metavar="[TÙY CHỌN]")
@folder_argument
@json_option
def command(folder: Path | None, as_json: bool) -> None:
    """Soát dữ liệu và mẫu trong THƯ MỤC, chỉ ra mọi chỗ sai cùng lúc; không ghi gì."""
    problems = tuple(check_folder(open_folder(folder_or_sample(folder))))
    if not problems and not as_json:
        click.echo("Không thấy chỗ nào sai.")
    finish(problems, {}, as_json=as_json)
