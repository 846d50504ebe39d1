"""`kehoach issue`."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import click

from kehoach_gen.cli.arguments import day_of, finish, json_option, or_problems, out_option, output_of, progress_unless
from kehoach_gen.cli.show import WRITTEN_WORDS, show_written, written_as_data
from kehoach_gen.workspace.issue import Issued, Issuing, issue


@click.command("issue", options_metavar="[TÙY CHỌN]")
@click.argument("folder", metavar="[THƯ MỤC]", type=click.Path(path_type=Path), default=Path())
@click.option("--number", metavar="SỐ", required=True, help="Số do Văn thư cấp, ví dụ 151.")
@click.option("--date", "day", metavar="NGÀY", required=True, callback=day_of, help="Ngày ban hành: 15/6/2023 hay 2023-06-15.")
@click.option(
    "--again", is_flag=True, help="Thay bản đã ban hành mà chưa gửi đi: Văn thư đính chính số, ngày. Bản cũ vẫn được giữ."
)
@click.option("--pdf", is_flag=True, help="Làm thêm bản PDF.")
@click.option("--clean", is_flag=True, help="Làm thêm bộ văn bản sạch, không có dấu nhận biết ẩn, trong phat-hanh.")
@out_option
@json_option
def command(folder: Path, number: str, day: date, again: bool, pdf: bool, clean: bool, out: Path | None, as_json: bool) -> None:
    """Ban hành kế hoạch trong THƯ MỤC (mặc định là thư mục đang đứng) với số và ngày do Văn thư cấp.

    Số và ngày được ghi vào ke-hoach.yaml, ke-hoach.xlsx, mọi văn bản và các mẫu báo cáo đã lập; bản ban hành được giữ
    nguyên trong phien-ban; trang để đăng Cổng thông tin điện tử ở phat-hanh/ke-hoach.html. Văn bản còn lỗi thì không ghi gì.
    """
    wanted = Issuing(number, day, again, pdf, clean)
    done: Issued = or_problems(
        lambda: issue(folder, out or output_of(folder), wanted, date.today(), progress_unless(as_json)), as_json=as_json
    )
    if not as_json:
        _show(done)
    finish(done.problems, _as_data(done), as_json=as_json, with_notes=False)


def _show(done: Issued) -> None:
    version = done.version
    if version is None or not done.files:
        click.echo("Chưa ban hành, chưa ghi gì: sửa các lỗi dưới đây rồi chạy lại.", err=True)
        return
    replaced = f", thay v{version.replaces}" if version.replaces else ""
    click.echo(f"Đã ban hành số {version.number} ngày {version.issued}: phiên bản {version.name}{replaced}.")
    for path in done.sources:
        click.echo(f"{'đã ghi':>18}  {path}")
    show_written(done.files)
    if done.forms:
        counts = Counter(WRITTEN_WORDS[file.status] for file in done.forms)
        click.echo(f"Mẫu báo cáo, {len(done.forms)} tệp: {', '.join(f'{count} {word}' for word, count in counts.items())}.")


def _as_data(done: Issued) -> dict[str, Any]:
    version = done.version if done.files else None
    return {
        "version": version.name if version else "",
        "number": version.number if version else "",
        "issued": version.issued if version else "",
        "sources": [str(path) for path in done.sources],
        "files": written_as_data(done.files),
        "forms": written_as_data(done.forms),
    }
