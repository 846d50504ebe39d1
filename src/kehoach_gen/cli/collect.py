"""`kehoach collect`."""

from collections import Counter
from datetime import date
from pathlib import Path

import click

from kehoach_gen.cli.arguments import (
    day_of,
    finish,
    folder_of,
    json_option,
    or_problems,
    out_option,
    paths_argument,
    period_option,
    progress_unless,
)
from kehoach_gen.cli.show import written_as_data
from kehoach_gen.receipt.model import STANDINGS, TIMINGS, Board, Sender
from kehoach_gen.receipt.to_json import board_as_data, flag_words
from kehoach_gen.vietnamese.dates import short_date
from kehoach_gen.workspace.collect import Collected, Delivery, collect
from kehoach_gen.workspace.output import BESIDE


@click.command("collect", options_metavar="[TÙY CHỌN]")
@paths_argument
@period_option
@click.option("--received", metavar="NGÀY", callback=day_of, help="Ngày nhận, ví dụ 18/12/2023; không ghi thì lấy ngày của tệp.")
@click.option("--agency", metavar="CƠ QUAN", default="", help="Các tệp này là của cơ quan nào, khi tệp không còn mã biểu.")
@out_option
@json_option
def command(paths: tuple[Path, ...], period: str, received: date | None, agency: str, out: Path | None, as_json: bool) -> None:
    """Nhận báo cáo các cơ quan gửi về, lập bảng theo dõi một kỳ.

    ĐƯỜNG DẪN là tệp, tệp nén hoặc thư mục chứa các tệp đã nhận; có thể ghi THƯ MỤC làm việc đứng trước. Không ghi đường dẫn
    nào thì chỉ lập lại bảng theo dõi. Tệp gốc được giữ nguyên và chép vào «nhan-ve»; nhận lại lần nữa không thay đổi gì.
    """
    folder, sources = folder_of(paths)
    delivery = Delivery(period, sources, received, agency)
    done: Collected = or_problems(
        lambda: collect(folder, out or folder / "build", delivery, progress_unless(as_json)), as_json=as_json
    )
    if not as_json:
        _show(done, done.board)
    finish(done.problems, _as_data(done), as_json=as_json)


_MOST_LINES = 40


def _show(done: Collected, board: Board) -> None:
    counts = Counter(sender.timing for sender in board.senders)
    click.echo(
        ", ".join(f"{words} {counts[timing]}" for timing, words in TIMINGS.items()) + f" (trên {len(board.senders)} cơ quan)."
    )
    files = list(board.receipts)
    standings = Counter(receipt.standing for receipt in files)
    shown = ", ".join(f"{words} {standings[standing]}" for standing, words in STANDINGS.items() if standings[standing])
    click.echo(f"{len(files)} tệp đã nhận, {done.added} tệp mới" + (f": {shown}." if shown else "."))
    told = [
        sender
        for sender in board.senders
        if sender.flags or sender.timing == "late" or ((sender.receipts or sender.held) and sender.timing == "missing")
    ]
    for sender in told[:_MOST_LINES]:
        click.echo(_line(sender))
    if len(told) > _MOST_LINES:
        click.echo(f"  … và {len(told) - _MOST_LINES} cơ quan khác cần xem: trang «Theo dõi» của bảng dưới đây.")
    for receipt in board.strays:
        click.echo(f"  {receipt.came.name}: {STANDINGS[receipt.standing]}")
    for file in done.files:
        if file.status == BESIDE or file.name.endswith("tiep-nhan.xlsx"):
            click.echo(f"Ghi: {file.path}")


def _line(sender: Sender) -> str:
    when = f" {short_date(sender.received.date())}" if sender.received else ""
    notes = "; ".join(flag_words(sender.flags))
    return f"  {sender.form.agency_name}: {TIMINGS[sender.timing]}{when}" + (f"; {notes}" if notes else "")


def _as_data(done: Collected) -> dict[str, object]:
    return {
        "added": done.added,
        "board": board_as_data(done.board),
        "files": written_as_data(done.files),
    }
