"""The bytes of files of other makes, written by hand: .zip, OLE containers, .xls, .ods, and files that are no form at all."""

import io
import re
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape, quoteattr

from kehoach_gen.office.read_workbook import Sheet


def zipped(members: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """A zip of these, all dated 01/01/1980."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            kind = zipfile.ZIP_STORED if stored or name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, kind)
    return stream.getvalue()


# OLE containers ([MS-CFB])

_SECTOR, _END, _FREE, _FAT = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_NONE = _FREE
_SMALLEST = 4096
"""Shorter streams would lie in the mini stream; these are filled up with zeros instead."""


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams, version 3."""
    padded = {name: content.ljust(_SMALLEST, b"\0") for name, content in _in_order(streams)}
    body, table, starts = bytearray(), list[int](), dict[str, int]()
    for name, content in padded.items():
        starts[name] = len(table)
        _add(body, table, content)
    directory = len(table)
    _add(body, table, _directory(padded, starts))
    sectors = -(-len(table) // (_SECTOR // 4 - 1))
    first_fat = len(table)
    table += [_FAT] * sectors
    table += [_FREE] * (sectors * _SECTOR // 4 - len(table))
    places = [first_fat + number if number < sectors else _FREE for number in range(109)]
    header = struct.pack("<8s16xHHHHH6xIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, sectors, directory)
    header += struct.pack("<IIIIII109I", 0, _SMALLEST, _END, 0, _END, 0, *places)
    return header + bytes(body) + struct.pack(f"<{len(table)}I", *table)


def _in_order(streams: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    return sorted(streams.items(), key=lambda stream: (len(stream[0]), stream[0].upper()))


def _add(body: bytearray, table: list[int], content: bytes) -> None:
    """A stream as a run of sectors, chained in the table."""
    count = -(-len(content) // _SECTOR)
    first = len(table)
    body += content.ljust(count * _SECTOR, b"\0")
    table += [*range(first + 1, first + count), _END]


def _directory(streams: Mapping[str, bytes], starts: Mapping[str, int]) -> bytes:
    """The root, below it the streams, each on the right of the one before."""
    entries = [_entry("Root Entry", 5, _NONE, 1, _END, 0)]
    for number, (name, content) in enumerate(streams.items(), 1):
        right = number + 1 if number < len(streams) else _NONE
        entries.append(_entry(name, 2, right, _NONE, starts[name], len(content)))
    return b"".join(entries)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII36xIQ", letters, len(letters), kind, 1, _NONE, right, child, start, size)


def with_password(rng: Random) -> bytes:
    """An Office file locked with a password ([MS-OFFCRYPTO], agile): what is inside cannot be told from noise."""
    info = b"\4\0\4\0\x40\0\0\0" + b'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>'.ljust(4096)
    return ole({"EncryptionInfo": info, "EncryptedPackage": struct.pack("<Q", 9000) + rng.randbytes(9008)})


# .xls ([MS-XLS], BIFF8)


def xls(sheets: Iterable[Sheet], hidden: str = "") -> bytes:
    """The sheets as Excel 97 would save them, the first column hidden; the sheet titled `hidden` is out of sight."""
    shown = list(sheets)
    parts = [_xls_sheet(sheet) for sheet in shown]
    names = [_xls_name(sheet.title) for sheet in shown]
    before = _bof(5) + _record(0x42, struct.pack("<H", 1200)) + _XLS_LOOKS
    start = len(before) + sum(10 + len(name) for name in names) + 4
    for sheet, part, name in zip(shown, parts, names, strict=True):
        before += _record(0x85, struct.pack("<IBB", start, 2 if sheet.title == hidden else 0, 0) + name)
        start += len(part)
    return ole({"Workbook": before + _XLS_END + b"".join(parts)})


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _bof(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def _xls_name(title: str) -> bytes:
    return struct.pack("<BB", len(title), 1) + title.encode("utf-16-le")


_XLS_END = _record(0xA)
_XLS_FONT = _record(0x31, struct.pack("<HHHHHBBBxBB", 240, 0, 0x7FFF, 400, 0, 0, 0, 0, 5, 0) + b"Arial")
_XLS_LOOKS = _XLS_FONT * 5 + b"".join(
    _record(0xE0, struct.pack("<HHHBBHIIH", 0, 49, style, 0x28, 0, 0, 0, 0, 0x20C0)) for style in [0xFFF5] * 15 + [1]
)
"""Five fonts, fifteen styles and the one look of every cell: text, wrapped."""


def _xls_sheet(sheet: Sheet) -> bytes:
    last_row, last_column = (max((place[axis] for place in sheet.cells), default=1) for axis in (0, 1))
    records = [_bof(0x10), _record(0x7D, struct.pack("<HHHHHH", 0, 0, 0, 15, 1, 0))]
    records.append(_record(0x200, struct.pack("<IIHHH", 0, last_row, 0, last_column, 0)))
    for (row, column), text in sorted(sheet.cells.items()):
        letters = text.encode("utf-16-le")
        records.append(_record(0x204, struct.pack("<HHHHB", row - 1, column - 1, 15, len(letters) // 2, 1) + letters))
    return b"".join((*records, _record(0x23E, struct.pack("<HHHIHHI", 0x6B6, 0, 0, 64, 0, 0, 0)), _XLS_END))


# .ods

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_NAMES = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "table", "text"))


def ods(sheets: Iterable[Sheet]) -> bytes:
    """The sheets as LibreOffice would save them, the first column hidden."""
    tables = "".join(map(_ods_table, sheets))
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    content = f'<office:document-content {_ODS_NAMES} office:version="1.2">{body}</office:document-content>'
    return zipped({"mimetype": _ODS.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()})


def _ods_table(sheet: Sheet) -> str:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in sorted(sheet.cells.items()):
        rows.setdefault(row, {})[column] = text
    pieces, before = [], 0
    for row, cells in rows.items():
        pieces.append(_ods_gap("table-row", row - before - 1, "<table:table-cell/>"))
        pieces.append(f"<table:table-row>{_ods_cells(cells)}</table:table-row>")
        before = row
    columns = '<table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="12"/>'
    return f"<table:table table:name={quoteattr(sheet.title)}>{columns}{''.join(pieces)}</table:table>"


def _ods_cells(cells: Mapping[int, str]) -> str:
    pieces, before = [], 0
    for column, text in cells.items():
        pieces.append(_ods_gap("table-cell", column - before - 1))
        lines = "".join(f"<text:p>{_ods_text(line)}</text:p>" for line in text.split("\n"))
        pieces.append(f'<table:table-cell office:value-type="string">{lines}</table:table-cell>')
        before = column
    return "".join(pieces)


def _ods_gap(tag: str, count: int, inside: str = "") -> str:
    unit = "rows" if tag == "table-row" else "columns"
    return f'<table:{tag} table:number-{unit}-repeated="{count}">{inside}</table:{tag}>' if count else ""


def _ods_text(line: str) -> str:
    return re.sub("  +", lambda blanks: f' <text:s text:c="{len(blanks[0]) - 1}"/>', escape(line))


# What is no form


def pdf() -> bytes:
    """One empty page."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )
    content, places = b"%PDF-1.4\n", []
    for number, value in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, value)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    return content + b"xref\n0 4\n0000000000 65535 f \n" + table + end


def png(rng: Random) -> bytes:
    """A picture of 16 by 16 grey points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    points = b"".join(b"\0" + rng.randbytes(16) for _ in range(16))
    header = struct.pack(">IIBBBBB", 16, 16, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(points)) + chunk(b"IEND", b"")


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def letter(*paragraphs: str) -> bytes:
    """A Word file of plain paragraphs."""
    texts = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
                f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
            ).encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
                f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{texts}</w:body></w:document>'.encode(),
        }
    )


# Saved again by LibreOffice


def resaved(files: Mapping[str, bytes], kind: str, program: str, work: Path) -> dict[str, bytes]:
    """The files as LibreOffice saves them, by their names without extension; `kind` = «xlsx», «ods», «xls», «docx»."""
    source, made = work / "source", work / "made"
    source.mkdir()
    for name, content in files.items():
        (source / name).write_bytes(content)
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    filter = "docx:MS Word 2007 XML" if kind == "docx" else kind
    command = [program, profile, "--headless", "--convert-to", filter, "--outdir", str(made)]
    subprocess.run([*command, *map(str, sorted(source.iterdir()))], check=True, capture_output=True)
    return {path.stem: path.read_bytes() for path in sorted(made.iterdir())}
