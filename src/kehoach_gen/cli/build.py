"""`kehoach build`."""

from pathlib import Path

import click

from kehoach_gen.cli.arguments import finish, folder_argument, folder_or_sample, json_option, or_problems, output_of
from kehoach_gen.workspace.build import build
from kehoach_gen.workspace.output import BESIDE, UNCHANGED, WRITTEN, Written

_STATUS = {WRITTEN: "đã ghi", UNCHANGED: "không đổi", BESIDE: "ghi sang bên cạnh"}


@click.command("build", options_metavar="[TÙY CHỌN]")
@folder_argument
@click.option(
    "--out",
    metavar="NƠI GHI",
    type=click.Path(path_type=Path),
    help="Thư mục kết quả; mặc định là build trong THƯ MỤC (kế hoạch mẫu: build).",
)
@click.option("--pdf", is_flag=True, help="Làm thêm bản PDF.")
@json_option
def command(folder: Path | None, out: Path | None, pdf: bool, as_json: bool) -> None:
    """Dựng ke-hoach.docx, phu-luc.docx và ban-hanh.docx từ THƯ MỤC.

    Tệp không có gì thay đổi thì không ghi lại. Tệp đã sửa tay thì được giữ nguyên, bản mới ghi sang bên cạnh.
    """

    def progress(step: str) -> None:
        if not as_json:
            click.echo(f"{step} …", err=True)

    built = or_problems(lambda: build(folder_or_sample(folder), out or output_of(folder), progress, pdf=pdf), as_json=as_json)
    if not as_json:
        for file in built.files:
            click.echo(f"{_STATUS[file.status]:>18}  {file.path}")
        if not built.files:
            click.echo("Chưa dựng được: sửa các lỗi dưới đây rồi chạy lại. Các tệp dựng trước được giữ nguyên.", err=True)
    finish(built.problems, {"files": [_as_data(file) for file in built.files]}, as_json=as_json, with_notes=False)


def _as_data(file: Written) -> dict[str, str]:
    return {"name": file.name, "status": file.status, "path": str(file.path)}
