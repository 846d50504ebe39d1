"""The command line: reads arguments, shows results. Each command is imported when it is called."""

import gettext
import importlib
import keyword
import os
import sys

import click

from kehoach_gen import __version__

_COMMANDS = {
    "new": "Lập thư mục làm việc mới.",
    "import": "Nhập kế hoạch cũ (.docx, .txt) thành thư mục làm việc.",
    "check": "Soát dữ liệu và mẫu, chỉ ra mọi chỗ sai; không ghi gì.",
    "build": "Dựng Kế hoạch, Phụ lục và bản ban hành (.docx).",
    "versions": "Liệt kê các phiên bản đã dựng, đã ban hành.",
    "issue": "Ban hành: ghi số, ngày do Văn thư cấp vào mọi nơi.",
    "forms": "Lập mẫu báo cáo điền sẵn cho từng cơ quan (.docx, .xlsx), một kỳ.",
    "collect": "Nhận báo cáo gửi về, lập bảng theo dõi một kỳ.",
    "remind": "Soạn công văn đôn đốc cơ quan chưa gửi báo cáo, kèm lịch các hạn.",
    "report": "Tổng hợp báo cáo một kỳ: văn bản Word, bảng tính, JSON.",
    "diff": "So sánh hai bản kế hoạch: khác ở đâu, cơ quan nào liên quan.",
    "absorb": "Đưa những chỗ sửa trong tệp Word vào dữ liệu.",
    "amend": "Soạn văn bản sửa đổi, bổ sung kế hoạch đã ban hành.",
    "roll": "Lập kế hoạch năm sau từ kế hoạch năm trước.",
    "inspect": "Soát thể thức và chính tả của tệp .docx bất kỳ.",
    "convert": "Chép kế hoạch từ YAML sang Excel hoặc ngược lại.",
}


class _Lazy(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with the names to suggest for a misspelt one."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(args[0], possibilities=list(_COMMANDS), ctx=ctx)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command: click.Command = importlib.import_module(f"kehoach_gen.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Lệnh"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    cls=_Lazy,
    options_metavar="[TÙY CHỌN]",
    subcommand_metavar="LỆNH [ĐỐI SỐ]…",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="%(prog)s %(version)s", help="In phiên bản rồi thoát.")
def root() -> None:
    """Kế hoạch, phụ lục và biểu mẫu hành chính, dựng từ một nguồn dữ liệu.

    THƯ MỤC là nơi có ke-hoach.yaml hoặc ke-hoach.xlsx; bỏ trống thì dùng kế hoạch mẫu.
    """


def main() -> None:
    """The entry point `kehoach`."""
    _speak_vietnamese()
    root(prog_name="kehoach")


def _speak_vietnamese() -> None:
    """Click's own sentences in Vietnamese; output in UTF-8 whatever the console's code page."""
    os.environ["LANGUAGE"] = "vi"
    gettext.bindtextdomain("messages", os.path.join(os.path.dirname(__file__), "locale"))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
