"""`kehoach forms`."""

from collections import Counter
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
from kehoach_gen.cli.show import WRITTEN_WORDS, written_as_data
from kehoach_gen.workspace.forms import Made, Wanted, is_form, make_forms
from kehoach_gen.workspace.output import BESIDE
from kehoach_gen.workspace.sources import give_ids


@click.command("forms", options_metavar="[TÙY CHỌN]")
@folder_argument
@period_option
@click.option(
    "--agency", "agencies", metavar="CƠ QUAN", multiple=True, help="Chỉ lập cho cơ quan này (mã hoặc tên); ghi được nhiều lần."
)
@click.option("--zip", "zipped", is_flag=True, help="Gói thêm mỗi nhóm cơ quan thành một tệp .zip.")
@click.option("--ids", "with_ids", is_flag=True, help="Đặt mã cho những nhiệm vụ chưa có mã, ghi vào dữ liệu, rồi lập mẫu.")
@out_option
@json_option
def command(
    folder: Path | None, period: str, agencies: tuple[str, ...], zipped: bool, with_ids: bool, out: Path | None, as_json: bool
) -> None:
    """Lập mẫu báo cáo (.docx và .xlsx) đã điền sẵn cho từng cơ quan, một kỳ."""

    wanted, root, target = Wanted(period, agencies, zipped), folder_or_sample(folder), out or output_of(folder)
    if with_ids:
        for path in or_problems(lambda: give_ids(root, target), as_json=as_json):
            click.echo(f"Đã đặt mã, ghi {path}", err=True)
    made = or_problems(lambda: make_forms(root, target, wanted, progress_unless(as_json)), as_json=as_json)
    if not as_json:
        _show(made)
    finish(made.problems, _as_data(made), as_json=as_json)


def _show(made: Made) -> None:
    if not made.files:
        click.echo("Chưa lập được mẫu: sửa các lỗi dưới đây rồi chạy lại. Các tệp lập trước được giữ nguyên.", err=True)
        return
    forms = [file for file in made.files if is_form(file)]
    counts = Counter(WRITTEN_WORDS[file.status] for file in forms)
    said = ", ".join(f"{count} {word}" for word, count in counts.items())
    click.echo(f"{len(made.forms)} cơ quan, {len(forms)} tệp mẫu (.docx, .xlsx): {said}.")
    for file in made.files:
        if file.status == BESIDE:
            click.echo(f"{WRITTEN_WORDS[file.status]:>18}  {file.path}")


def _as_data(made: Made) -> dict[str, object]:
    return {
        "forms": [{"agency": form.agency, "led": len(form.led), "coordinated": len(form.coordinated)} for form in made.forms],
        "files": written_as_data(made.files),
    }
