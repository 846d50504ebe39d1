"""A zip of several files, as people send them → the files in it, within limits."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple
from unicodedata import normalize

from kehoach_gen.office.kinds import inflated
from kehoach_gen.problem import ERROR, Place, Problem

_MOST_MEMBERS = 5_000
_MOST_BYTES = 500 * 2**20
_MOST_RATIO = 200
_DEEPEST = 2
_UTF8 = 0x800


class Unpacked(NamedTuple):
    """One file of an archive: its path there, its content."""

    name: str
    content: bytes


def unpack(content: bytes, name: str, is_archive: Callable[[bytes], bool], depth: int = 1) -> Iterator[Unpacked | Problem]:
    """Every file of the archive called `name`, those in archives inside it too (`is_archive` tells which are);
    a problem for each that cannot be had."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        yield _refusal("tep-nen-hong", name, "Tệp nén hỏng, không mở được.", "xin lại tệp từ người gửi.")
        return
    infos = [info for info in archive.infolist() if not info.is_dir()]
    total = sum(info.file_size for info in infos)
    if len(infos) > _MOST_MEMBERS or total > min(_MOST_BYTES, _MOST_RATIO * len(content) + 2**20):
        message = f"Tệp nén bất thường: {len(infos)} tệp, giải nén ra {total // 2**20} MB."
        yield _refusal("tep-nen-bat-thuong", name, message, "xin lại tệp gốc từ người gửi.")
        return
    for info in infos:
        inner = f"{name}/{_name(info)}"
        member = _read(content, info)
        if member is None:
            yield _refusal(
                "tep-nen-hong", inner, "Không lấy được tệp này ra: tệp nén hỏng hoặc có mật khẩu.", "xin lại tệp từ người gửi."
            )
        elif is_litter(inner):
            continue
        elif not is_archive(member):
            yield Unpacked(inner, member)
        elif depth < _DEEPEST:
            yield from unpack(member, inner, is_archive, depth + 1)
        else:
            yield _refusal("tep-nen-bat-thuong", inner, "Tệp nén lồng quá nhiều lớp.", "xin lại tệp gốc từ người gửi.")


def _read(content: bytes, info: zipfile.ZipInfo) -> bytes | None:
    try:
        return inflated(content, info)
    except (zipfile.BadZipFile, zlib.error, struct.error):
        return None


def _name(info: zipfile.ZipInfo) -> str:
    """The path as its sender saw it, without a way out of the archive. Names without the UTF-8 flag are tried as UTF-8."""
    text = info.filename
    if not info.flag_bits & _UTF8:
        raw = text.encode("cp437", errors="replace")
        with suppress(UnicodeDecodeError):
            text = raw.decode("utf-8")
    parts = [part for part in normalize("NFC", text).replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(parts).replace("\0", "")


def is_litter(name: str) -> bool:
    """What computers leave in archives and folders without anybody having sent it."""
    last = name.rsplit("/", 1)[-1]
    return "__MACOSX/" in name or last in (".DS_Store", "Thumbs.db", "desktop.ini") or last.startswith(("~$", ".~lock"))


def _refusal(code: str, name: str, message: str, hint: str) -> Problem:
    return Problem(code, ERROR, Place(name), message, hint)
