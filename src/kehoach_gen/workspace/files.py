"""Bytes on disk: read with a clear sentence where they cannot be, written whole or not at all."""

import errno
import hashlib
import json
import os
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

from kehoach_gen.problem import ERROR, Place, Problem, ProblemError


def read_bytes(path: Path, name: str) -> bytes:
    """The content of a file that people call `name`. Raises ProblemError where it cannot be read."""
    try:
        return path.read_bytes()
    except PermissionError as error:
        raise _refusal(
            "khong-doc-duoc",
            name,
            "Không mở được tệp: đang bị khóa hoặc không có quyền đọc.",
            "đóng tệp trong Word, Excel rồi chạy lại.",
        ) from error
    except IsADirectoryError as error:
        raise _refusal("khong-doc-duoc", name, "Đây là thư mục, không phải tệp.", "đổi tên thư mục này rồi chạy lại.") from error
    except OSError as error:
        raise _refusal(
            "khong-doc-duoc", name, f"Không đọc được tệp ({_reason(error)}).", "kiểm tra ổ đĩa hoặc thư mục mạng."
        ) from error


def write_bytes(path: Path, content: bytes) -> None:
    """Writes beside the file, then puts it in its place in one step, where a link leads to. Raises ProblemError; the old file
    then stays."""
    path = path.resolve() if path.is_symlink() else path
    part = path.with_name(f".{uuid4().hex[:12]}.dang-ghi")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise _not_written(path.name, error) from error


def free_name(path: Path, what: str, content: bytes) -> Path:
    """A name beside the file under which this content may be kept: «ke-hoach (cũ).xlsx», or «ke-hoach (cũ 2).xlsx» where
    something else is kept under the first."""
    for number in count(1):
        kept = path.with_name(f"{path.stem} ({what}{'' if number == 1 else f' {number}'}){path.suffix}")
        if not kept.exists() or read_bytes(kept, kept.name) == content:
            return kept
    raise AssertionError("numbers never end")


def parse_json(content: bytes) -> Any:
    """The data of a file of the program's own. Raises ValueError for what is no such data, however it is broken."""
    try:
        return json.loads(content)
    except RecursionError as error:
        raise ValueError("nested beyond reason") from error


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _not_written(name: str, error: OSError) -> ProblemError:
    if isinstance(error, PermissionError):
        message = "Không ghi được tệp: tệp đang mở hoặc thư mục chỉ cho đọc."
        return _refusal("khong-ghi-duoc", name, message, "đóng tệp trong Word, hoặc chọn thư mục khác bằng --out.")
    message = f"Không ghi được tệp ({_reason(error)})."
    return _refusal("khong-ghi-duoc", name, message, "kiểm tra dung lượng ổ đĩa và đường dẫn.")


_REASONS = {
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ENOTDIR: "đường dẫn đi qua một tệp",
    errno.EIO: "ổ đĩa báo lỗi",
}


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0) or error.strerror or "lỗi không rõ"


def _refusal(code: str, name: str, message: str, hint: str) -> ProblemError:
    return ProblemError(Problem(code, ERROR, Place(name), message, hint))
