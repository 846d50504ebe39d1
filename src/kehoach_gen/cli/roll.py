"""`kehoach roll`."""

from pathlib import Path

import click

from kehoach_gen.cli.arguments import finish, folder_of, json_option, or_problems
from kehoach_gen.workspace.roll import Rolled, roll
from kehoach_gen.workspace.take_over import DOUBTS


@click.command("roll", options_metavar="[TÙY CHỌN]")
@click.argument("paths", metavar="[THƯ MỤC] THƯ_MỤC_MỚI", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--to", "year", metavar="NĂM", type=click.IntRange(2000, 2100), required=True, help="Năm của kế hoạch mới.")
@json_option
def command(paths: tuple[Path, ...], year: int, as_json: bool) -> None:
    """Lập kế hoạch năm sau từ kế hoạch trong THƯ MỤC: bản dự thảo mới trong THƯ_MỤC_MỚI.

    Năm và thời hạn chuyển sang năm mới, cơ quan thay bằng cơ quan kế thừa, mã nhiệm vụ giữ nguyên. Chỗ nào người soạn phải
    quyết định đều được nêu ra, kèm chỗ trong tệp mới.
    """
    chosen, rest = folder_of(paths)
    if len(rest) != 1:
        raise click.UsageError("ghi thư mục kế hoạch cũ rồi đến thư mục mới, ví dụ: kehoach roll cchc-2023 --to 2026 cchc-2026")
    done: Rolled = or_problems(lambda: roll(chosen, year, rest[0]), as_json=as_json)
    if not as_json:
        for path in done.files:
            click.echo(f"Ghi: {path}")
        click.echo(f"Những chỗ cần quyết định nằm trong {DOUBTS}, và dưới đây; quyết định xong thì chạy: kehoach check {rest[0]}")
    finish(done.problems, {"files": [str(path) for path in done.files]}, as_json=as_json)
