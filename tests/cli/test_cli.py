"""The command line as a person and a machine meet it: help, usage, streams, exit statuses."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kehoach_gen.cli
from kehoach_gen import __version__
from kehoach_gen.cli import root
from kehoach_gen.workspace.new import new_folder

COMMANDS = [
    "new", "import", "check", "build", "versions", "issue", "forms", "collect", "remind", "report", "diff", "absorb", "amend", "roll", "inspect", "convert",
]  # fmt: skip
ENGLISH = re.compile(
    r"\b(usage|options|commands|arguments|show|exit|error|missing|required|default|try|for help|no such|choose|invalid)\b", re.I
)
HEAVY = "docx docxtpl lxml jinja2 openpyxl python_calamine pydantic ruamel babel"


@pytest.fixture
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Click speaks as it does when the program is started."""
    monkeypatch.setenv("LANGUAGE", "")
    kehoach_gen.cli._speak_vietnamese()


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plan") / "moi"
    new_folder(folder, empty=True)
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(root, [str(argument) for argument in arguments], prog_name="kehoach", catch_exceptions=False)


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, env={**os.environ, **environment}, check=False)


@pytest.fixture(scope="module")
def helps() -> dict[str, str]:
    """The help of the program and of each command, from a process that has not spoken English before."""
    code = (
        "import kehoach_gen.cli as cli\n"
        "cli._speak_vietnamese()\n"
        f"for name in {['', *COMMANDS]!r}:\n"
        "    cli.root([*name.split(), '--help'], prog_name='kehoach', standalone_mode=False)\n"
        "    print('\\f', end='', flush=True)\n"
    )
    result = start("-c", code)
    assert (result.returncode, result.stderr) == (0, b"")
    return dict(zip(["", *COMMANDS], result.stdout.decode().split("\f"), strict=False))


def test_the_help_lists_every_command_in_vietnamese(helps: dict[str, str]) -> None:
    text = helps[""]
    assert [line.split()[0] for line in text.split("Lệnh:\n")[1].split("\n")[:-1]] == COMMANDS
    assert text.startswith("Cách dùng: kehoach")
    assert ENGLISH.findall(text) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_in_vietnamese(command: str, helps: dict[str, str]) -> None:
    text = helps[command]
    assert text.startswith(f"Cách dùng: kehoach {command} [TÙY CHỌN]")
    assert "In phần trợ giúp này rồi thoát." in text
    assert ENGLISH.findall(text) == []


def test_every_module_of_a_command_is_listed() -> None:
    folder = Path(kehoach_gen.cli.__file__).parent
    modules = {
        path.stem.rstrip("_")
        for path in folder.glob("*.py")
        if "command(" in path.read_text(encoding="utf-8") and path.stem != "__init__"
    }
    assert modules == set(COMMANDS)


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bulid"], "Không có lệnh 'bulid'."),
        (["build", "--ot", "x"], "Không có tùy chọn '--ot'."),
        (["build", "a", "b"], "Thừa đối số: b"),
        (["build", "--out"], "Tùy chọn '--out' cần một giá trị."),
        (["build", "--pdf=3"], "Tùy chọn '--pdf' không nhận giá trị."),
        (["new"], "Thiếu đối số 'THƯ MỤC'."),
        (["convert", "x"], "Thiếu tùy chọn '--to'."),
        (["convert", "x", "--to", "doc"], "Giá trị không hợp lệ cho '--to': 'doc' không phải 'xlsx', 'yaml'."),
    ],
)
def test_wrong_usage_ends_with_2_and_says_so_in_vietnamese(arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"Lỗi: {words}" in result.stderr
    assert ENGLISH.findall(result.stderr.replace("--help", "")) == []


def test_the_help_loads_none_of_the_heavy_libraries() -> None:
    code = (
        "import atexit, sys, kehoach_gen.cli\n"
        f"atexit.register(lambda: print(sorted(set({HEAVY!r}.split()) & set(sys.modules)), file=sys.stderr))\n"
        "sys.argv = ['kehoach', '--help']\n"
        "kehoach_gen.cli.main()\n"
    )
    result = start("-c", code)
    assert (result.returncode, result.stderr.strip()) == (0, b"[]")


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "ascii"])
def test_a_console_of_another_code_page_still_gets_utf_8(encoding: str) -> None:
    result = start("-m", "kehoach_gen", "--help", PYTHONIOENCODING=encoding)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode().startswith("Cách dùng: kehoach")


def test_python_m_starts_the_program() -> None:
    result = start("-m", "kehoach_gen", "--version")
    assert (result.returncode, result.stdout.decode().split()) == (0, ["kehoach", __version__])


def test_without_a_command_the_help_is_shown_and_the_status_is_2() -> None:
    result = run()
    assert result.exit_code == 2
    assert "convert" in result.stderr


def test_progress_goes_to_stderr_and_results_to_stdout(plan: Path, tmp_path: Path) -> None:
    result = run("build", plan, "--out", tmp_path)
    assert result.exit_code == 0
    assert [line.split()[:2] for line in result.stdout.splitlines()] == [["đã", "ghi"]] * 4
    assert [line.split()[-1] for line in result.stdout.splitlines()[:3]] == [
        str(tmp_path / name) for name in ("ke-hoach.docx", "phu-luc.docx", "ban-hanh.docx")
    ]
    assert result.stderr.startswith("Đọc dữ liệu và kiểm tra …\nDựng ke-hoach.docx …\n")
    again = run("build", plan, "--out", tmp_path)
    assert [line.split()[:2] for line in again.stdout.splitlines()] == [["không", "đổi"]] * 4


def test_json_is_one_object_on_stdout_and_nothing_else(plan: Path, tmp_path: Path) -> None:
    result = run("build", plan, "--out", tmp_path, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    data = json.loads(result.stdout)
    assert list(data) == ["files", "problems"]
    assert [(file["name"], file["status"]) for file in data["files"][:3]] == [
        ("ke-hoach.docx", "written"),
        ("phu-luc.docx", "written"),
        ("ban-hanh.docx", "written"),
    ]
    assert all(Path(file["path"]).is_file() for file in data["files"])
    checked = run("check", plan, "--json")
    assert list(json.loads(checked.stdout)) == ["problems"]
    assert checked.stderr == ""


def test_check_without_a_folder_checks_the_sample_and_writes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 0
    assert "ke-hoach.yaml:" in result.stderr
    assert "lỗi" not in result.stderr.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_the_folder_one_stands_in_has_a_name_in_messages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check", ".", "--json")
    assert json.loads(result.stdout)["problems"][0]["place"] == "."
    assert result.exit_code == 1


def test_new_and_convert_say_what_they_wrote_and_what_comes_next(tmp_path: Path) -> None:
    folder = tmp_path / "kế hoạch mới"
    made = run("new", folder, "--empty")
    assert made.exit_code == 0
    assert made.stdout.splitlines()[-1] == f'Xong. Sửa ke-hoach.yaml, rồi chạy: kehoach build "{folder}"'
    converted = run("convert", folder, "--to", "xlsx")
    assert (converted.exit_code, converted.stdout.strip()) == (0, f"đã ghi {folder / 'ke-hoach.xlsx'}")
    assert run("convert", folder, "--to", "yaml").stdout.strip() == "Hai tệp đã giống nhau, không ghi gì."
    refused = run("new", folder)
    assert (refused.exit_code, "thu-muc-da-co" in refused.stderr) == (1, True)
