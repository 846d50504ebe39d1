"""One door for everything: `python3 run.py build`, `test`, `check` (Windows: `py run.py …`).

Makes `.venv` on the first run, installs the locked requirements and the package, then runs the command. Needs only
Python 3.11 or later and access to a package index.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"base": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):
        print("Cần Python 3.11 trở lên; máy này đang dùng " + sys.version.split()[0] + ".", file=sys.stderr)
        return 2
    command, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    steps = commands(rest)
    if command not in steps:
        print(__doc__)
        print("Các lệnh: " + ", ".join(steps))
        return 0 if command in ("help", "-h", "--help") else 2
    prepare("dev" if command == "check" else "base")
    return next((status for step in steps[command] if (status := run(*step)) != 0), 0)


def commands(rest: list[str]) -> dict[str, list[list[str]]]:
    """Each command's steps, as arguments of the project's own Python."""
    return {
        "build": [["-m", "kehoach_gen", "build", *rest]],
        "kehoach": [["-m", "kehoach_gen", *rest]],
        "test": [["-m", "pytest", *rest]],
        "check": [
            ["-m", "ruff", "format", "--check", "."],
            ["-m", "ruff", "check", "."],
            ["-m", "mypy"],
            ["-m", "pytest", *rest],
        ],
        "made": [["tools/made.py", *rest]],
        "bench": [[f"bench/{name}.py"] for name in ("run", "forms", "xlsx", "revision", "redline", "season")],
    }


def prepare(kind: str) -> None:
    """Makes the environment; does nothing where the last run made it from the same locks."""
    wanted = fingerprint(kind)
    stamp = VENV / f".{kind}"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        make_environment()
    print("Đang cài các thư viện …", file=sys.stderr)
    pip("install", "--quiet", "--require-hashes", "--requirement", str(LOCKS[kind]))
    pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp.write_text(wanted)


def fingerprint(kind: str) -> str:
    content = b"".join(path.read_bytes() for path in (LOCKS[kind], ROOT / "pyproject.toml"))
    return hashlib.sha256(content).hexdigest() + sys.version.split()[0]


def make_environment() -> None:
    """With the pip that Python brings; where the system has split it off, with the system's own pip."""
    print("Đang tạo môi trường .venv …", file=sys.stderr)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode != 0:
        subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)], check=True)


def pip(*arguments: str) -> None:
    own = subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    command = [str(PYTHON), "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    done = subprocess.run([*command, "--disable-pip-version-check", *arguments], check=False)
    if done.returncode != 0:
        sys.exit("Không cài được thư viện. Kiểm tra mạng; trên Debian, Ubuntu cài thêm: apt install python3-pip python3-venv.")


def run(*arguments: str) -> int:
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
