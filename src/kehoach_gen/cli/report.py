"""`kehoach report`."""

from pathlib import Path

import click

from kehoach_gen.cli.arguments import (
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
from kehoach_gen.report.model import OUTCOMES, Report
from kehoach_gen.report.sheets import PROBLEMS
from kehoach_gen.report.to_json import report_as_data
from kehoach_gen.workspace.report import Reported, make_report


@click.command("report", options_metavar="[TÙY CHỌN]")
@folder_argument
@period_option
@click.option(
    "--agency", metavar="CƠ QUAN", default="", help="Nơi tổng hợp của một cấp, ví dụ UBND huyện; mặc định là toàn kế hoạch."
)
@out_option
@json_option
def command(folder: Path | None, period: str, agency: str, out: Path | None, as_json: bool) -> None:
    """Tổng hợp báo cáo một kỳ: văn bản Word, bảng tính có nguồn từng số liệu, tệp JSON."""
    done: Reported = or_problems(
        lambda: make_report(folder_or_sample(folder), out or output_of(folder), period, agency, progress_unless(as_json)),
        as_json=as_json,
    )
    if not as_json:
        _show(done.report)
        show_written(done.files)
    result = {"report": report_as_data(done.report), "files": written_as_data(done.files)}
    finish((*done.problems, *done.report.problems), result, as_json=as_json)


def _show(report: Report) -> None:
    sent = sum(agency.timing != "missing" for agency in report.agencies)
    tally = report.tally
    click.echo(f"{sent}/{len(report.agencies)} cơ quan đã gửi báo cáo; {tally.total} lượt nhiệm vụ:")
    for outcome, words in OUTCOMES.items():
        click.echo(f"  {words}: {tally.of(outcome)}")
    if tally.unreported:
        click.echo(f"  trong đó chưa có báo cáo: {tally.unreported}")
    if report.to_correct:
        places = sum(agency.to_correct for agency in report.to_correct)
        click.echo(f"{len(report.to_correct)} báo cáo còn {places} chỗ phải chỉnh sửa: trang «{PROBLEMS.title}» của bảng tính.")
