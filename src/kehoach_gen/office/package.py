"""An Office file as its members: read with limits, written with the same bytes for the same members."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from kehoach_gen.problem import ERROR, Place, Problem, ProblemError

_MOST_BYTES = 200 * 2**20
_MOST_RATIO = 100
_OLE = b"\xd0\xcf\x11\xe0"


def read_zip(content: bytes, name: str) -> dict[str, bytes]:
    """The members of an Office file. Raises ProblemError for what is no such file, or unpacks beyond reason."""
    if content.startswith(_OLE):
        raise _refusal(
            "tep-co-mat-khau", name, "Tệp có mật khẩu, hoặc là tệp Office đời cũ.", "mở tệp, bỏ mật khẩu, rồi lưu lại ở dạng mới."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > min(_MOST_BYTES, _MOST_RATIO * len(content) + 2**20):
                raise _refusal("tep-nen-bat-thuong", name, "Tệp giải nén ra lớn bất thường.", "xin lại tệp gốc từ người gửi.")
            return {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, RuntimeError, ValueError, OSError) as error:
        raise _refusal(
            "khong-phai-tep-office",
            name,
            "Tệp hỏng hoặc không phải tệp Word, Excel.",
            "mở lại bằng Word hoặc Excel, rồi lưu lại; hoặc chép lại từ bản gốc.",
        ) from error


def _refusal(code: str, name: str, message: str, hint: str) -> ProblemError:
    return ProblemError(Problem(code, ERROR, Place(name), message, hint))


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|officeDocument|drawingml)/(main|relationships)")
"""Word's «Strict Open XML» says the same in other namespaces."""


def word_root(content: bytes) -> Any:
    """The root of a part of a Word file, in the usual namespaces; None where it is missing or damaged."""
    try:
        return etree.fromstring(_STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", content), _PARSER)
    except etree.XMLSyntaxError:
        return None


def write_zip(members: Mapping[str, bytes]) -> bytes:
    """One zip file: members in the given order, all dated 01/01/1980, deflated."""
    return join_entries(Entry.of(name, content) for name, content in members.items())


LARGE = 2**18
USUAL, FAST = 6, 3
"""Levels of deflate: in a large member, half the time is worth more than the last sixth of the bytes."""


@dataclass(frozen=True)
class Block:
    """A piece of a member, deflated by itself: it looks back at nothing before it, and nothing after it looks back at it."""

    content: bytes
    deflated: bytes

    @classmethod
    def of(cls, content: bytes) -> "Block":
        packer = zlib.compressobj(USUAL, zlib.DEFLATED, -15)
        return cls(content, packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH))


@dataclass(frozen=True)
class Entry:
    """A member already deflated, so that what does not change is compressed once."""

    name: bytes
    deflated: bytes
    crc: int
    size: int

    @classmethod
    def of(cls, name: str, content: bytes) -> "Entry":
        window = min(max(len(content).bit_length(), 9), 15)
        packer = zlib.compressobj(USUAL if len(content) < LARGE else FAST, zlib.DEFLATED, -window, window - 7)
        deflated = packer.compress(content) + packer.flush()
        return cls(name.encode(), deflated, zlib.crc32(content), len(content))

    @classmethod
    def of_pieces(cls, name: str, pieces: Iterable[bytes | Block], *, level: int = FAST) -> "Entry":
        """The entry of a member that is made piece by piece, never whole in memory."""
        packer = zlib.compressobj(level, zlib.DEFLATED, -15)
        deflated: list[bytes] = []
        crc = size = 0
        for piece in pieces:
            if isinstance(piece, Block):
                deflated += (packer.flush(zlib.Z_FULL_FLUSH), piece.deflated)
                piece = piece.content
            else:
                deflated.append(packer.compress(piece))
            crc, size = zlib.crc32(piece, crc), size + len(piece)
        deflated.append(packer.flush())
        return cls(name.encode(), b"".join(deflated), crc, size)


@lru_cache(maxsize=256)
def fixed_entry(name: str, content: bytes) -> Entry:
    """The entry of a member that many documents share."""
    return Entry.of(name, content)


_DATE = (1 << 5) | 1
_DEFLATED = 8
_UTF8 = 0x800
_VERSION = 20


def join_entries(entries: Iterable[Entry]) -> bytes:
    """The zip file of these members, in this order (PKWARE APPNOTE 4.3)."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for entry in entries:
        common = struct.pack(
            "<HHHHHIIIHH", _VERSION, _UTF8, _DEFLATED, 0, _DATE, entry.crc, len(entry.deflated), entry.size, len(entry.name), 0
        )
        local = b"PK\x03\x04" + common + entry.name
        directory.append(
            b"PK\x01\x02" + struct.pack("<H", _VERSION) + common + struct.pack("<HHHII", 0, 0, 0, 0, offset) + entry.name
        )
        pieces += (local, entry.deflated)
        offset += len(local) + len(entry.deflated)
    index = b"".join(directory)
    tail = struct.pack("<HHHHIIH", 0, 0, len(directory), len(directory), len(index), offset, 0)
    return b"".join((*pieces, index, b"PK\x05\x06", tail))
