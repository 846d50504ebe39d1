"""`kehoach versions`."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from kehoach_gen.cli.arguments import finish, json_option, or_problems
from kehoach_gen.vietnamese.dates import short_date
from kehoach_gen.workspace.versions import Listed, Version, list_versions


@click.command("versions", options_metavar="[TÙY CHỌN]")
@click.argument("folder", metavar="[THƯ MỤC]", type=click.Path(path_type=Path), default=Path())
@json_option
def command(folder: Path, as_json: bool) -> None:
    """Liệt kê các phiên bản của kế hoạch trong THƯ MỤC và mỗi bản khác bản trước ở đâu.

    Bỏ trống THƯ MỤC thì xem thư mục đang đứng. Xem kỹ hai bản khác nhau ở đâu: kehoach diff v1 v2.
    """
    listed: list[Listed] = or_problems(lambda: list_versions(folder), as_json=as_json)
    if not as_json:
        _show(listed)
    finish((), {"versions": [_as_data(item) for item in listed]}, as_json=as_json)


def _show(listed: list[Listed]) -> None:
    if not listed:
        click.echo("Chưa có phiên bản nào: kehoach build ghi phiên bản đầu tiên.")
        return
    rows = [("Bản", "Ghi ngày", "Trạng thái", "Số, ngày ban hành", "Khác bản trước")]
    issued: set[str] = set()
    for item in listed:
        said = issue_of(item.version)
        number = f"sửa {said}" if said in issued and not item.version.is_issued else said
        rows.append((item.version.name, recorded(item.version), state(item.version), number, item.since))
        issued |= {said} if item.version.is_issued else set()
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())


def recorded(version: Version) -> str:
    return short_date(date.fromisoformat(version.recorded))


def state(version: Version) -> str:
    return f"{version.state}, thay v{version.replaces}" if version.replaces else version.state


def issue_of(version: Version) -> str:
    return f"số {version.number} ngày {version.issued}" if version.number else f"dự thảo {version.issued}"


def _as_data(item: Listed) -> dict[str, Any]:
    version = item.version
    return {
        "name": version.name,
        "recorded": version.recorded,
        "is_issued": version.is_issued,
        "number": version.number,
        "issued": version.issued,
        "base": version.base,
        "files": dict(version.files),
        "replaces": f"v{version.replaces}" if version.replaces else "",
        "since": item.since,
    }
