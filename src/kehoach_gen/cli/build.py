"""`kehoach build`."""

from pathlib import Path

import click

from kehoach_gen.cli.arguments import (
    finish,
    folder_argument,
    folder_or_sample,
    json_option,
    or_problems,
    output_of,
    progress_unless,
)
from kehoach_gen.cli.show import show_written, written_as_data
from kehoach_gen.workspace.build import build


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

    built = or_problems(
        lambda: build(
            folder_or_sample(folder), out or output_of(folder), progress_unless(as_json), pdf=pdf, recorded=folder is not None
        ),
        as_json=as_json,
    )
    if not as_json:
        show_written(built.files)
        if not built.files:
            click.echo("Chưa dựng được: sửa các lỗi dưới đây rồi chạy lại. Các tệp dựng trước được giữ nguyên.", err=True)
    finish(built.problems, {"files": written_as_data(built.files)}, as_json=as_json, with_notes=False)
