"""A workbook of any make (.xlsx, .xls, .ods) → sheets of text, fast where every cell is plain text.

The files of a period come by the hundred and hold almost nothing but text. Such an .xlsx is read by pattern from its XML;
anything else in it (numbers, dates, formulas, text in several fonts) sends the whole file to `read_workbook`, which knows it all.
"""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.sax.saxutils import unescape

from lxml import etree
from python_calamine import CalamineError, PasswordError, load_workbook

from kehoach_gen.office.kinds import Kind, read_members
from kehoach_gen.office.read_ods import read_ods
from kehoach_gen.office.read_workbook import Sheet, number_text, read_workbook
from kehoach_gen.office.sheet import column_letter
from kehoach_gen.problem import ERROR, INFO, Place, Problem, ProblemError


def read_sheets(content: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of the file called `name`, in order. Raises ProblemError for what is no workbook, or not to be opened."""
    return read_book(content, name)[1]


def read_book(content: bytes, name: str) -> tuple[Kind, tuple[Sheet, ...]]:
    """What kind of workbook it is (xlsx, ods or xls), and its sheets."""
    kind, members = read_members(content, name, "xlsx", "ods", "xls")
    if kind == "xls":
        return kind, tuple(_xls_sheets(content, name))
    for path in filter(_SHEETS.fullmatch, members):
        members[path]  # refuses one that is too long to be read by any of the readers below
    if kind == "ods":
        return kind, tuple(read_ods(members, name))
    try:
        return kind, tuple(_plain(members, name))
    except (_NotPlainError, UnicodeDecodeError):
        return kind, read_workbook(content, name)


def read_properties(content: bytes, name: str) -> dict[str, str]:
    """The custom properties of an .xlsx or .ods file; none where they cannot be read."""
    _, members = read_members(content, name, "xlsx", "ods", "xls")
    found: dict[str, str] = {}
    for path, tag in (("docProps/custom.xml", "property"), ("meta.xml", "user-defined")):
        try:
            items = list(_root(members[path]).iter(f"{{*}}{tag}")) if path in members else []
        except _NotPlainError:
            continue
        for item in items:
            key = next((text for attribute, text in item.attrib.items() if attribute.endswith("name")), "")
            found[key] = "".join(item.itertext())
    return found


_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")


class _NotPlainError(Exception):
    """The file is not one that can be read by pattern."""


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def _root(xml: bytes) -> Any:
    if b"<!" in xml:
        raise _NotPlainError
    try:
        return etree.fromstring(xml, _PARSER)
    except etree.LxmlError as error:
        raise _NotPlainError from error


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK, _LINKS, _STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_SHARED = re.compile(rb'<c r="([A-Z]+\d+"(?: s="\d+")? t="s"><v>\d+)</v></c>')
"""A cell that points to a shared string, from its reference to the number of the string: one piece, for a pair of them for
each cell would keep the garbage collector busy for as long as the reading takes."""
_STRING = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+(\d+):[A-Z]+(\d+))"')
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
_T = f"{_MAIN}t"
_COLUMNS = {column_letter(column).encode(): column for column in range(1, 703)}


def _plain(members: Mapping[str, bytes], name: str) -> Iterator[Sheet]:
    if not members.keys() >= {_BOOK, _LINKS}:
        raise _NotPlainError
    texts = _shared_strings(members[_STRINGS]) if _STRINGS in members else []
    strings = {b"%d" % index: text for index, text in enumerate(texts)}
    targets = {link.get("Id"): link.get("Target", "") for link in _root(members[_LINKS])}
    for sheet in _root(members[_BOOK]).iterfind(f"{_MAIN}sheets/{_MAIN}sheet"):
        target = targets.get(sheet.get(_ID), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield _plain_sheet(name, sheet.get("name", ""), members.get(path, b""), strings)


def _shared_strings(xml: bytes) -> list[str]:
    """The shared strings, where each is of one piece; what is only blanks is empty."""
    if b"<!" in xml:
        raise _NotPlainError
    texts = _STRING.findall(xml.decode())
    if len(texts) != xml.count(b"<t") or b"&#" in xml:
        texts = _other_strings(xml)
    elif b"&" in xml:
        texts = [unescape(text, _QUOTES) if "&" in text else text for text in texts]
    if b"_x" in xml or b"\r" in xml:
        texts = [_tidied(text) for text in texts]
    return ["" if text.isspace() else text for text in texts]


def _other_strings(xml: bytes) -> list[str]:
    root = _root(xml)
    texts = [text.text or "" for text in root.iter(_T)]
    if len(texts) != len(root):
        raise _NotPlainError
    return texts


def _tidied(text: str) -> str:
    return _ESCAPE.sub(_unescaped, text).replace("\r\n", "\n")


def _unescaped(found: re.Match[str]) -> str:
    code = int(found.group(1), 16)
    return found.group() if 0xD800 <= code < 0xE000 else chr(code)


class _Places(dict[bytes, tuple[int, int]]):
    """(row, column) by the reference of the cell: the same few thousand in every file of a period."""

    def __missing__(self, reference: bytes) -> tuple[int, int]:
        found = _REFERENCE.fullmatch(reference)
        if found is None or found[1] not in _COLUMNS:
            raise _NotPlainError
        place = (int(found[2]), _COLUMNS[found[1]])
        if len(self) < _MOST_PLACES:
            self[reference] = place
        return place


_PLACES, _MOST_PLACES = _Places(), 2**15


def _plain_sheet(name: str, title: str, xml: bytes, strings: Mapping[bytes, str]) -> Sheet:
    if b"<sheetData" not in xml or b"<!" in xml:
        raise _NotPlainError
    shared = _SHARED.findall(xml)
    try:
        if len(shared) == xml.count(b"</c>"):
            cells = {_PLACES[cell[: cell.index(b'"')]]: strings[cell[cell.rindex(b">") + 1 :]] for cell in shared}
        else:
            cells = dict(_other_cells(_root(xml), strings))
    except (LookupError, ValueError) as error:
        raise _NotPlainError from error
    if "" in cells.values():
        cells = {place: text for place, text in cells.items() if text}
    merged = {ref for ref, first, last in _MERGED.findall(xml) if first != last}
    return Sheet(name, title, cells, tuple(_merged(name, title, ref.decode()) for ref in sorted(merged)))


def _other_cells(root: Any, strings: Mapping[bytes, str]) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells of a sheet where some hold their own text."""
    for cell in root.iter(f"{_MAIN}c"):
        if len(cell) == 0:
            continue
        if cell.get("t") not in ("s", "inlineStr"):
            raise _NotPlainError
        (child,) = cell
        if cell.get("t") == "s":
            text = strings[(child.text or "").encode()]
        else:
            (own,) = child
            if own.tag != _T:
                raise _NotPlainError
            text = _tidied(own.text or "")
        yield _PLACES[cell.get("r", "").encode()], "" if text.isspace() else text


def _merged(name: str, title: str, cells: str) -> Problem:
    return Problem("o-gop", ERROR, Place(name, sheet=title, cell=cells), f"Các ô {cells} bị gộp làm một.", _SPLIT)


_SPLIT = "chọn các ô này, bấm «Merge & Center» để bỏ gộp, rồi điền từng ô."


def _xls_sheets(content: bytes, name: str) -> Iterator[Sheet]:
    try:
        book = load_workbook(io.BytesIO(content))
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            if sheet.total_height * sheet.total_width > _MOST_CELLS:
                raise _refusal("tep-qua-lon", name, f"Trang «{title}» lớn bất thường.", "xóa các hàng, cột thừa, rồi lưu lại.")
            yield _xls_sheet(name, title, sheet.to_python(skip_empty_area=False))
    except PasswordError as error:
        raise _refusal("tep-co-mat-khau", name, "Tệp có mật khẩu.", "mở tệp bằng Excel, bỏ mật khẩu, rồi lưu lại.") from error
    except BaseException as error:
        if not isinstance(error, CalamineError) and type(error).__name__ != _PANIC:
            raise
        raise _refusal("tep-bang-tinh-hong", name, "Tệp Excel đời cũ bị hỏng, hoặc không phải tệp Excel.", _SAVE_AS) from error


_PANIC = "PanicException"
"""What calamine raises from a file that breaks its own sums; it is no Exception, and cannot be imported."""
_SAVE_AS = "mở tệp bằng Excel, lưu thành kiểu «Excel Workbook (*.xlsx)», rồi dùng tệp mới."


def _refusal(code: str, name: str, message: str, hint: str) -> ProblemError:
    return ProblemError(Problem(code, ERROR, Place(name), message, hint))


_MOST_CELLS = 2_000_000
_Value = str | float | bool | int | date | datetime | time | timedelta


def _xls_sheet(name: str, title: str, rows: list[list[_Value]]) -> Sheet:
    """The cells; a number is reported, for its format is not read: 0.05 may have been shown as 5%."""
    cells: dict[tuple[int, int], str] = {}
    problems: list[Problem] = []
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            text = value if isinstance(value, str) else _shown(value)
            if not text or text.isspace():
                continue
            cells[row, column] = text.replace("\r\n", "\n")
            if isinstance(value, int | float) and not isinstance(value, bool):
                message = f"Ô này là số, được đọc là {text}; trên bảng có thể hiện khác, như 5% cho 0,05."
                cell = f"{column_letter(column)}{row}"
                problems.append(Problem("so-trong-tep-cu", INFO, Place(name, sheet=title, cell=cell), message, _SAVE_AS))
    return Sheet(name, title, cells, tuple(problems))


def _shown(value: _Value) -> str:
    """The value in Vietnamese: 4,5 for 4.5, 15/6/2023 for a date. The format of the cell is not known here."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(repr(value), "General")
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{value.day}/{value.month}/{value.year} {value.hour}:{value.minute:02}"
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    return f"{value.hour}:{value.minute:02}" if isinstance(value, time) else str(value)
