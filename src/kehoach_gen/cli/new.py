"""`kehoach new`."""

from pathlib import Path

import click

from kehoach_gen.cli.arguments import or_problems
from kehoach_gen.workspace.new import new_folder


@click.command("new", options_metavar="[TÙY CHỌN]")
@click.argument("folder", metavar="THƯ MỤC", type=click.Path(path_type=Path))
@click.option("--empty", is_flag=True, help="Kế hoạch trống để điền; mặc định là chép kế hoạch mẫu.")
@click.option("--excel", is_flag=True, help="Soạn bằng Excel (ke-hoach.xlsx) thay vì YAML.")
@click.option("--templates", is_flag=True, help="Chép thêm mẫu Word để chỉnh lại hình thức.")
def command(folder: Path, empty: bool, excel: bool, templates: bool) -> None:
    """Lập THƯ MỤC làm việc mới, soạn được ngay."""
    files = or_problems(lambda: new_folder(folder, empty=empty, excel=excel, templates=templates), as_json=False)
    for path in files:
        click.echo(f"   {path}")
    shown = f'"{folder}"' if " " in str(folder) else str(folder)
    click.echo(f"Xong. Sửa {'ke-hoach.xlsx' if excel else 'ke-hoach.yaml'}, rồi chạy: kehoach build {shown}")
