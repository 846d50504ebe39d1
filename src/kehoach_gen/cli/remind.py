"""`kehoach remind`."""

from datetime import date
from pathlib import Path

import click

from kehoach_gen.cli.arguments import (
    day_of,
    finish,
    folder_argument,
    folder_or_sample,
    json_option,
    or_problems,
    out_option,
    output_of,
    period_option,
    progress_unless,
)
from kehoach_gen.cli.show import show_written, written_as_data
from kehoach_gen.receipt.to_json import board_as_data
from kehoach_gen.workspace.remind import Asking, Reminded, remind


@click.command("remind", options_metavar="[TÙY CHỌN]")
@folder_argument
@period_option
@click.option("--date", "today", metavar="NGÀY", callback=day_of, help="Tính đến ngày nào; mặc định là hôm nay.")
@click.option("--by", metavar="NGÀY", callback=day_of, help="Yêu cầu gửi trước ngày nào; mặc định là 2 ngày làm việc sau.")
@click.option("--agency", metavar="CƠ QUAN", default="", help="Nơi tổng hợp ký công văn; mặc định là nơi tổng hợp toàn kế hoạch.")
@out_option
@json_option
def command(
    folder: Path | None,
    period: str,
    today: date | None,
    by: date | None,
    agency: str,
    out: Path | None,
    as_json: bool,
) -> None:
    """Soạn công văn đôn đốc các cơ quan chưa gửi báo cáo, kèm lịch các hạn (.ics)."""
    asking = Asking(period, today or date.today(), by, agency)
    done: Reminded = or_problems(
        lambda: remind(folder_or_sample(folder), out or output_of(folder), asking, progress_unless(as_json)), as_json=as_json
    )
    if not as_json:
        click.echo(
            f"{len(done.waiting)} cơ quan cần đôn đốc."
            if done.waiting
            else "Các cơ quan đã gửi đủ báo cáo: không có công văn đôn đốc."
        )
        show_written(done.files)
    result = {"board": board_as_data(done.board), "files": written_as_data(done.files)}
    finish(done.problems, result, as_json=as_json)
