"""`kehoach import`."""

from pathlib import Path

import click

from kehoach_gen.cli.arguments import finish, json_option, or_problems
from kehoach_gen.workspace.take_over import DOUBTS, TakenOver, take_over


@click.command("import", options_metavar="[TÙY CHỌN]")
@click.argument("paths", metavar="TỆP CŨ… THƯ MỤC", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--excel", is_flag=True, help="Ghi kế hoạch thành ke-hoach.xlsx thay cho YAML.")
@click.option(
    "--agencies",
    metavar="THƯ MỤC",
    type=click.Path(path_type=Path),
    help="Lấy danh mục cơ quan của thư mục này; mặc định của kế hoạch mẫu.",
)
@json_option
def command(paths: tuple[Path, ...], excel: bool, agencies: Path | None, as_json: bool) -> None:
    """Nhập kế hoạch cũ (.docx, hoặc .txt) thành thư mục làm việc mới.

    TỆP CŨ là Kế hoạch; Phụ lục, Quyết định ban hành ở tệp riêng thì ghi cả các tệp đó. Chỗ nào máy không chắc đều được nêu ra, kèm chỗ trong tệp cũ.
    """
    if len(paths) < 2:
        raise click.UsageError("ghi tệp cũ rồi đến thư mục mới, ví dụ: kehoach import ke-hoach-2022.docx ke-hoach-2022")
    *old, root = paths
    done: TakenOver = or_problems(lambda: take_over(old, root, agencies=agencies, excel=excel), as_json=as_json)
    if not as_json:
        for path in done.files:
            click.echo(f"Ghi: {path}")
        if done.files and done.problems:
            click.echo(f"Những chỗ cần xem lại nằm trong {DOUBTS}, và dưới đây:")
        elif not done.files:
            click.echo("Chưa nhập được: xem các lỗi dưới đây.", err=True)
    finish(done.problems, {"files": [str(path) for path in done.files]}, as_json=as_json)
