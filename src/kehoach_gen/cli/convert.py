"""`kehoach convert`."""

from pathlib import Path

import click

from kehoach_gen.cli.arguments import or_problems
from kehoach_gen.workspace.convert import convert


@click.command("convert", options_metavar="[TÙY CHỌN]")
@click.argument("folder", metavar="THƯ MỤC", type=click.Path(path_type=Path))
@click.option("--to", "target", type=click.Choice(["xlsx", "yaml"]), required=True, help="Dạng cần có.")
@click.option("--replace", is_flag=True, help="Thay tệp đang có; bản cũ được giữ lại bên cạnh.")
def command(folder: Path, target: str, replace: bool) -> None:
    """Chép kế hoạch trong THƯ MỤC từ YAML sang Excel (--to xlsx) hoặc ngược lại (--to yaml)."""
    files = or_problems(lambda: convert(folder, target, replace=replace), as_json=False)
    for path in files:
        click.echo(f"   đã ghi {path}")
    if not files:
        click.echo("Hai tệp đã giống nhau, không ghi gì.")
