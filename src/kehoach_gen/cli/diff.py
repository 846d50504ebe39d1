"""`kehoach diff`."""

from pathlib import Path
from typing import Any

import click

from kehoach_gen.change.to_json import to_data
from kehoach_gen.change.to_text import to_text
from kehoach_gen.cli.arguments import finish, json_option, or_problems, progress_unless
from kehoach_gen.cli.show import show_written, written_as_data
from kehoach_gen.workspace.diff import ChangedForms, Compared, diff, write_diff

_FEW = 20


@click.command("diff", options_metavar="[TÙY CHỌN]")
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
    help="Ghi thêm bản đối chiếu, bảng so sánh, thuyết minh và các mẫu báo cáo thay đổi vào đây.",
)
@json_option
def command(old: str, new: str, folder: Path, out: Path | None, as_json: bool) -> None:
    """So sánh hai bản của một kế hoạch: thêm, bỏ, sửa, chuyển, đổi phân công, đổi thời gian, và cơ quan nào liên quan.

    Mỗi bản là một phiên bản (v1, v2 …), một thư mục làm việc, hoặc một tệp kế hoạch (.yaml, .xlsx, .json).
    """
    progress = progress_unless(as_json)
    compared: Compared = or_problems(
        lambda: write_diff(old, new, folder, out, None, progress) if out else diff(old, new, folder), as_json=as_json
    )
    if not as_json:
        click.echo("\n".join(to_text(compared.changes)))
        show_written([file for file in compared.files if "/" not in file.name])
        for changed in compared.forms:
            _show_forms(changed)
    finish(compared.problems, _as_data(compared), as_json=as_json)


def _show_forms(changed: ChangedForms) -> None:
    """How many forms are to be sent again; who gets one, where they are few."""
    names = [form.agency_name for form in changed.forms]
    told = f": {'; '.join(names)}" if len(names) <= _FEW else ""
    click.echo(f"Mẫu báo cáo {changed.period.words}: {len(names)} mẫu thay đổi, cần gửi lại{told}.")
    if changed.gone:
        click.echo(f"  Không còn nhiệm vụ, bỏ mẫu: {'; '.join(changed.gone)}.")


def _as_data(compared: Compared) -> dict[str, Any]:
    forms = [
        {"period": changed.period.id, "agencies": [form.agency for form in changed.forms], "gone": list(changed.gone)}
        for changed in compared.forms
    ]
    return {**to_data(compared.changes), "forms": forms, "files": written_as_data(compared.files)}
