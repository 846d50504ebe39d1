"""`kehoach amend`."""

from pathlib import Path

import click

from kehoach_gen.cli.arguments import finish, json_option, or_problems, progress_unless
from kehoach_gen.cli.show import show_written, written_as_data
from kehoach_gen.workspace.amend import Amended, amend


@click.command("amend", options_metavar="[TÙY CHỌN]")
@click.argument("old", metavar="BẢN_CŨ")
@click.argument("new", metavar="BẢN_MỚI")
@click.option(
    "--folder",
    metavar="THƯ MỤC",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Thư mục có các phiên bản v1, v2 …; mặc định là thư mục đang đứng.",
)
@click.option(
    "--out",
    metavar="NƠI GHI",
    type=click.Path(path_type=Path),
    help="Thư mục kết quả; mặc định là build/sua-doi trong thư mục có các phiên bản.",
)
@json_option
def command(old: str, new: str, folder: Path, out: Path | None, as_json: bool) -> None:
    """Soạn văn bản sửa đổi, bổ sung một kế hoạch đã ban hành: từ BẢN_CŨ (đã ban hành) đến BẢN_MỚI.

    Mỗi bản là một phiên bản (v1, v2 …), một thư mục làm việc, hoặc một tệp kế hoạch (.yaml, .xlsx, .json). Số và ngày của
    văn bản sửa đổi để trống.
    """
    done: Amended = or_problems(
        lambda: amend(old, new, folder, out or folder / "build" / "sua-doi", progress_unless(as_json)), as_json=as_json
    )
    clauses = [clause.head for clause in done.amendment.clauses]
    if not as_json:
        click.echo(f"{len(clauses)} nội dung sửa đổi, bổ sung, bãi bỏ:")
        click.echo("\n".join(f"  {head}" for head in clauses))
        show_written(done.files)
    finish(done.problems, {"clauses": clauses, "files": written_as_data(done.files)}, as_json=as_json)
