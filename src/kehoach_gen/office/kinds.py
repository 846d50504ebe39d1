"""What a file is, told from its content whatever it is called; its members; and why some files are not read."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Literal

from lxml import etree

from kehoach_gen.problem import ERROR, Place, Problem, ProblemError

Kind = Literal["docx", "xlsx", "ods", "xls", "doc", "pdf", "zip", "encrypted", "image", "html", "text", "empty", "unknown"]
"""«doc» is a text document of any other make than .docx (.doc, .rtf, .odt); «zip» one that is no Office file; what is
damaged too badly to be told is «unknown»."""


def kind_of(content: bytes) -> Kind:
    """The kind of this file."""
    if content.startswith(_OLE):
        return _kind_of_compound(content)
    if content.startswith(_ZIP):
        infos = _directory(content)
        return "unknown" if infos is None else _kind_of_zip(Members(content, "", infos))
    return _kind_of_plain(content)


def read_members(content: bytes, name: str, *wanted: Kind) -> "tuple[Kind, Members]":
    """The kind of a file that must be one of those wanted, and its members; of an .xls file, which is no zip, none.

    Raises ProblemError for any other file, for one that unpacks beyond reason, has macros or draws on other files.
    """
    infos = _directory(content) if content.startswith(_ZIP) else None
    members = Members(content, name, infos or {})
    kind = _kind_of_zip(members) if infos else kind_of(content)
    if kind not in wanted:
        raise ProblemError(refusal(kind, name))
    if sum(info.file_size for info in members.infos.values()) > min(_MOST_BYTES, _MOST_RATIO * len(content) + 2**20):
        raise _error("tep-nen-bat-thuong", name, "Tệp giải nén ra lớn bất thường.", "xin lại tệp gốc từ người gửi.")
    _refuse_macros(content, name, members)
    _refuse_links(name, members)
    return kind, members


def refusal(kind: Kind, name: str) -> Problem:
    """Why a file of this kind is not read where another is wanted, and what to do."""
    return Problem(_REFUSALS[kind][0], ERROR, Place(name), *_REFUSALS[kind][1:])


_SAVE_AS = "mở tệp bằng Word hoặc Excel, chọn Lưu thành (Save As) kiểu .docx hoặc .xlsx, rồi dùng tệp mới."
_FILLED = "xin tệp Word hoặc Excel đã điền vào mẫu; bản ký, bản chụp vẫn lưu theo hồ sơ."
_NO_WORD = ("khong-phai-word", "Đây là tệp Excel, không phải tệp Word.", "chọn đúng tệp .docx.")
_NO_OFFICE = (
    "khong-phai-tep-office",
    "Tệp hỏng hoặc không phải tệp Word, Excel.",
    "mở lại bằng Word hoặc Excel, rồi lưu lại; hoặc chép lại từ bản gốc.",
)
_REFUSALS: dict[Kind, tuple[str, str, str]] = {
    "docx": ("khong-phai-tep-excel", "Đây là tệp Word, không phải tệp Excel.", "chọn đúng tệp .xlsx."),
    "xlsx": _NO_WORD,
    "ods": _NO_WORD,
    "xls": _NO_WORD,
    "doc": ("tep-doc-cu", "Đây là tệp văn bản đời cũ hoặc dạng khác (.doc, .rtf, .odt), không phải .docx.", _SAVE_AS),
    "pdf": ("tep-pdf", "Đây là tệp PDF, máy không đọc được câu trả lời.", _FILLED),
    "zip": ("tep-nen", "Đây là tệp nén, không phải tệp Word, Excel.", "giải nén, rồi dùng từng tệp bên trong."),
    "encrypted": ("tep-co-mat-khau", "Tệp có mật khẩu.", "mở tệp, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ), rồi lưu lại."),
    "image": ("tep-anh", "Đây là ảnh, máy không đọc được câu trả lời.", _FILLED),
    "html": ("tep-html", "Đây là trang web (HTML), dù tên có thể là .xls hay .doc.", _SAVE_AS),
    "text": _NO_OFFICE,
    "empty": ("tep-trong", "Tệp không có nội dung.", "xin lại tệp; có thể tệp chưa được chép hoặc tải về xong."),
    "unknown": _NO_OFFICE,
}


def _error(code: str, name: str, message: str, hint: str) -> ProblemError:
    return ProblemError(Problem(code, ERROR, Place(name), message, hint))


# Files that are no package

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_IMAGE = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:hei[cfx]|hev|mif1|msf1|avif)", re.DOTALL
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|title|style|body|table|div)\b|MIME-Version:",
    re.DOTALL | re.I,
)
_BLANKS = b"\0\t\n\r "
_BEGINNING = 4096
_ENCODINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def _kind_of_plain(content: bytes) -> Kind:
    if not content.strip(_BLANKS):
        return "empty"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if _IMAGE.match(content):
        return "image"
    if content.startswith(rb"{\rtf"):
        return "doc"
    beginning = content[:_BEGINNING].decode(_ENCODINGS.get(content[:2], "utf-8-sig"), "replace")
    if _HTML.match(beginning):
        return "html"
    return "unknown" if "\0" in beginning or beginning.count("\ufffd") > len(beginning) // 10 else "text"


# Compound files ([MS-CFB]): what Office wrote before 2007, and what it wraps a file with a password in

_NO_SECTOR = 0xFFFFFFFA
"""This number and those above it lead to no sector (2.1)."""
_BOF, _FILE_PASS = b"\x09\x08", b"\x2f\x00"
"""The first record of a workbook, and the one that follows where it has a password ([MS-XLS] 2.4.21, 2.4.117)."""


def _kind_of_compound(content: bytes) -> Kind:
    entries = _top_entries(content)
    if "EncryptedPackage" in entries:
        return "encrypted"
    if "WordDocument" in entries:
        return "doc"
    for name in ("Workbook", "Book"):
        if name in entries:
            return "encrypted" if _has_file_pass(content, (entries[name] + 1) * _sector_size(content)) else "xls"
    return "unknown"


def _has_file_pass(content: bytes, start: int) -> bool:
    length = int.from_bytes(content[start + 2 : start + 4], "little")
    return content[start : start + 2] == _BOF and content[start + 4 + length : start + 6 + length] == _FILE_PASS


def _top_entries(content: bytes) -> dict[str, int]:
    """The streams and storages at its top, not those of embedded documents: the first sector of each by its name. None
    where the file is damaged."""
    try:
        return dict(_entries(_chain(content), content))
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}


def _chain(content: bytes) -> list[int]:
    """The sectors of the directory, in order (2.3, 2.6)."""
    size = _sector_size(content)
    table: list[int] = []
    for sector in struct.unpack_from("<109I", content, 76):
        if sector < _NO_SECTOR:
            table += struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size)
    (sector,) = struct.unpack_from("<I", content, 48)
    chain: dict[int, None] = {}
    while sector < _NO_SECTOR and sector not in chain:
        chain[sector] = None
        sector = table[sector]
    return list(chain)


def _sector_size(content: bytes) -> int:
    return 4096 if content[30:31] == b"\x0c" else 512


def _entries(sectors: list[int], content: bytes) -> Iterator[tuple[str, int]]:
    """What hangs in the tree below the root (2.6.1)."""
    size = _sector_size(content)
    directory = b"".join(content[(sector + 1) * size : (sector + 2) * size] for sector in sectors)
    waiting = list(struct.unpack_from("<I", directory, 76))
    seen: set[int] = set()
    while waiting:
        index = waiting.pop()
        if index < _NO_SECTOR and index not in seen:
            seen.add(index)
            length, left, right, first = struct.unpack_from("<64xH2xII40xI", directory, index * 128)
            yield directory[index * 128 : index * 128 + max(length - 2, 0)].decode("utf-16-le"), first
            waiting += (left, right)


# Packages

_MOST_BYTES, _MOST_RATIO = 200 * 2**20, 100
_MOST_MEMBER, _MOST_TAGS = 32 * 2**20, 1_000_000
"""Of one member; a form has some ten thousand tags, a sheet two million empty rows long as many."""
_LOCAL_HEADER = 30


class Members(Mapping[str, bytes]):
    """The members of a zip file, each unpacked when it is asked for: few ever are.

    A damaged one raises ProblemError, as does one larger than any form, before it is unpacked or parsed. What a sheet says
    of its own size is not looked at.
    """

    def __init__(self, content: bytes, name: str, infos: Mapping[str, zipfile.ZipInfo]) -> None:
        self.content, self.name, self.infos = content, name, infos
        self.unpacked: dict[str, bytes] = {}

    def __getitem__(self, path: str) -> bytes:
        if path not in self.unpacked:
            self.unpacked[path] = self._unpack(self.infos[path])
        return self.unpacked[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.infos)

    def __len__(self) -> int:
        return len(self.infos)

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        if info.file_size > _MOST_MEMBER:
            raise self._too_large(info, f"{info.file_size >> 20} MB")
        try:
            whole = inflated(self.content, info)
        except (zipfile.BadZipFile, zlib.error, struct.error) as error:
            raise _error(_NO_OFFICE[0], self.name, *_NO_OFFICE[1:]) from error
        if len(whole) > 4 * _MOST_TAGS and (count := whole.count(b"<")) > _MOST_TAGS:
            raise self._too_large(info, f"{count} thẻ")
        return whole

    def _too_large(self, info: zipfile.ZipInfo, size: str) -> ProblemError:
        hint = "xóa các hàng, cột trống có định dạng ở cuối bảng, hoặc ảnh chèn thêm, rồi lưu lại."
        return _error("tep-qua-lon", self.name, f"Phần «{info.filename}» của tệp lớn bất thường ({size}).", hint)


def inflated(content: bytes, info: zipfile.ZipInfo) -> bytes:
    """One member of a zip, never more than it says it holds. Raises zipfile.BadZipFile, zlib.error or struct.error."""
    start = info.header_offset + _LOCAL_HEADER + sum(struct.unpack_from("<HH", content, info.header_offset + 26))
    packed = content[start : start + info.compress_size]
    whole = zlib.decompressobj(-15).decompress(packed, info.file_size + 1) if info.compress_type else packed
    if info.flag_bits & 1 or zlib.crc32(whole) != info.CRC:
        raise zipfile.BadZipFile
    return whole


def _directory(content: bytes) -> dict[str, zipfile.ZipInfo] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {info.filename: info for info in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, struct.error, ValueError, OSError):
        return None


_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_TYPES, _MANIFEST = "[Content_Types].xml", "META-INF/manifest.xml"


def _kind_of_zip(members: Members) -> Kind:
    if any(path.startswith("word/") for path in members):
        return "docx"
    if any(path.startswith("xl/") for path in members):
        return "xlsx"
    try:
        if members.get("mimetype", b"").startswith(_OPEN_DOCUMENT):
            return _kind_of_open_document(members)
        return "docx" if b"wordprocessingml.document.main" in members.get(_TYPES, b"") else "zip"
    except ProblemError:
        return "unknown"


def _kind_of_open_document(members: Members) -> Kind:
    if "encrypted-package" in members or b"encryption-data" in members.get(_MANIFEST, b""):
        return "encrypted"
    kind = members["mimetype"].removeprefix(_OPEN_DOCUMENT)
    return "ods" if kind.startswith(b"spreadsheet") else "doc" if kind.startswith(b"text") else "unknown"


_MACROS = re.compile(r".*vbaProject\.bin|xl/macrosheets/.+|(?:Basic|Scripts)/(?!.*(?:script|dialog)-l[bc]\.xml).*[^/]", re.I)
_LINKED = ("attachedTemplate", "oleObject", "externalLink", "externalLinkPath", "subDocument", "frame", "mailMergeSource")


def _refuse_macros(content: bytes, name: str, members: Members) -> None:
    has_macros = any(map(_MACROS.fullmatch, members)) or b"macroEnabled" in members.get(_TYPES, b"")
    if has_macros or (not members and "_VBA_PROJECT_CUR" in _top_entries(content)):
        raise _error("tep-co-macro", name, "Tệp có macro (chương trình chạy kèm) nên không được mở.", _SAVE_AS)


def _refuse_links(name: str, members: Members) -> None:
    """Refuses what Office would fetch from elsewhere on opening the file; hyperlinks it does not."""
    for path in members:
        if path.startswith("xl/externalLinks/") or (path.endswith(".rels") and _leads_out(members[path])):
            hint = "vào Dữ liệu > Sửa liên kết (Edit Links) hoặc Tệp > Thông tin > Sửa liên kết tới tệp, ngắt hết, rồi lưu lại."
            raise _error("tep-lien-ket-ngoai", name, "Tệp lấy nội dung từ tệp khác nên không được mở.", hint)


def _leads_out(relations: bytes) -> bool:
    if b"External" not in relations and b"&" not in relations and b"\0" not in relations:
        return False
    try:
        root = etree.fromstring(relations, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    outer = (link for link in root.iterchildren("{*}Relationship") if link.get("TargetMode") == "External")
    return any(link.get("Type", "").rsplit("/", 1)[-1] in _LINKED for link in outer)
