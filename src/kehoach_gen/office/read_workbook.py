"""An Excel workbook, whoever saved it → sheets of text: each cell as its reader saw it, with its place.

Read from the XML itself: openpyxl spoils `_x005F_` in shared strings and needs two passes to tell a formula from
its result; calamine drops the number formats, without which 5% is 0.05 and 15/6/2023 is 45092.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from kehoach_gen.office.package import read_zip
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError


@dataclass(frozen=True)
class Sheet:
    """The filled cells of one sheet by (row, column), counted from 1, and what is wrong with the sheet itself."""

    file: str
    title: str
    cells: Mapping[tuple[int, int], str]
    problems: tuple[Problem, ...] = ()

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        cell = f"{get_column_letter(column or 1)}{row}" if row else None
        return Place(self.file, sheet=self.title, cell=cell)


def read_workbook(content: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of the .xlsx file called `name`, in order. Raises ProblemError for what is no such file."""
    _refuse_old_files(content, name)
    members = read_zip(content, name)
    _refuse_other_files(members, name)
    try:
        return tuple(_sheets(_Book(members, name)))
    except (etree.LxmlError, LookupError, ValueError, ArithmeticError) as error:
        raise _refusal("tep-excel-hong", name, "Tệp Excel bị hỏng, không đọc được.", _SAVE_AGAIN) from error


_SAVE_AGAIN = "mở tệp bằng Excel, chọn Lưu thành (Save As) kiểu «Excel Workbook (*.xlsx)», rồi dùng tệp mới."
_MOST_BYTES = 64 * 2**20
_OLE = b"\xd0\xcf\x11\xe0"
_DOCTYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"))
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_EAST_ASIAN_DATES = (*range(27, 37), *range(50, 59))


def _refusal(code: str, name: str, message: str, hint: str) -> ProblemError:
    return ProblemError(Problem(code, ERROR, Place(name), message, hint))


def _refuse_old_files(content: bytes, name: str) -> None:
    if not content.startswith(_OLE):
        return
    if "EncryptedPackage".encode("utf-16-le") in content:
        hint = "mở tệp bằng Excel, chọn Tệp > Thông tin > Bảo vệ > Mã hóa bằng mật khẩu, xóa mật khẩu, rồi lưu lại."
        raise _refusal("tep-co-mat-khau", name, "Tệp có mật khẩu.", hint)
    raise _refusal("tep-xls-cu", name, "Đây là tệp Excel đời cũ (.xls), dù tên có thể là .xlsx.", _SAVE_AGAIN)


def _refuse_other_files(members: Mapping[str, bytes], name: str) -> None:
    if any(path.startswith("word/") for path in members):
        raise _refusal("khong-phai-tep-excel", name, "Đây là tệp Word, không phải tệp Excel.", "chọn đúng tệp .xlsx.")
    if "mimetype" in members or "_rels/.rels" not in members or not any(path.startswith("xl/") for path in members):
        raise _refusal("khong-phai-tep-excel", name, "Đây không phải tệp Excel (.xlsx).", _SAVE_AGAIN)
    for path, content in members.items():
        if path.endswith((".xml", ".rels")) and any(sign in content for sign in _DOCTYPE):
            raise _refusal("tep-excel-la", name, f"Phần «{path}» của tệp có khai báo không dùng trong tệp Excel.", _SAVE_AGAIN)
        if path.endswith(".xml") and len(content) > _MOST_BYTES:
            hint = "xóa các dòng, cột trống có định dạng ở cuối trang tính, rồi lưu lại."
            raise _refusal("tep-qua-lon", name, f"Phần «{path}» của tệp lớn bất thường ({len(content) >> 20} MB).", hint)


class _Book:
    """What all sheets of a workbook share."""

    def __init__(self, members: Mapping[str, bytes], name: str) -> None:
        self.members, self.name = members, name
        self.path = dict(self.relations("").values())["officeDocument"]
        self.root = self.xml(self.path)
        self.parts = self.relations(self.path)
        kinds = dict(self.parts.values())
        self.strings = self.shared_strings(kinds.get("sharedStrings"))
        self.formats = self.cell_formats(kinds.get("styles"))
        properties = self.root.find("{*}workbookPr")
        old_mac = properties is not None and properties.get("date1904") in ("1", "true")
        self.epoch = CALENDAR_MAC_1904 if old_mac else CALENDAR_WINDOWS_1900

    def xml(self, path: str) -> Any:
        return etree.fromstring(self.members[path], etree.XMLParser(resolve_entities=False, no_network=True))

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """The parts that the part at `path` leads to, by relation id: (kind, path)."""
        folder = dirname(path)
        links = join(folder, "_rels", path[len(folder) :].lstrip("/") + ".rels")
        return {link.attrib["Id"]: _target(link, folder) for link in self.xml(links).iterfind("{*}Relationship")}

    def shared_strings(self, path: str | None) -> list[str]:
        return [_text(item) for item in self.xml(path).iterfind("{*}si")] if path else []

    def cell_formats(self, path: str | None) -> list[str]:
        """The number format of each cell style, by its index."""
        if path is None:
            return []
        root = self.xml(path)
        known = {**BUILTIN_FORMATS, **dict.fromkeys(_EAST_ASIAN_DATES, "d/m/yyyy")}
        known |= {int(item.attrib["numFmtId"]): item.attrib["formatCode"] for item in root.iterfind("{*}numFmts/{*}numFmt")}
        return [known.get(int(style.get("numFmtId", 0)), "General") for style in root.iterfind("{*}cellXfs/{*}xf")]


def _target(link: Any, folder: str) -> tuple[str, str]:
    target = link.attrib["Target"]
    path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
    return link.attrib["Type"].rsplit("/", 1)[-1], path


def _text(item: Any) -> str:
    """The text of a string item, runs joined, reading aids left out."""
    pieces = (piece.text or "" for piece in item.iterfind(".//{*}t") if not piece.getparent().tag.endswith("}rPh"))
    return _ESCAPE.sub(_unescape, "".join(pieces)).replace("\r\n", "\n")


def _unescape(found: re.Match[str]) -> str:
    code = int(found.group(1), 16)
    return found.group() if 0xD800 <= code < 0xE000 else chr(code)


def _sheets(book: _Book) -> Iterator[Sheet]:
    for link in book.root.iterfind("{*}sheets/{*}sheet"):
        attributes = {etree.QName(key).localname: value for key, value in link.attrib.items()}
        kind, path = book.parts[attributes["id"]]
        if kind == "worksheet":
            yield _sheet(book, attributes["name"], path)


def _sheet(book: _Book, title: str, path: str) -> Sheet:
    cells: dict[tuple[int, int], str] = {}
    sheet = Sheet(book.name, title, cells)
    problems: list[Problem] = []
    reading = etree.iterparse(
        io.BytesIO(book.members[path]), tag=("{*}row", "{*}mergeCell"), resolve_entities=False, no_network=True, load_dtd=False
    )
    row = 0
    for _, element in reading:
        if element.tag.endswith("}mergeCell"):
            problems.append(_merged(sheet, element.attrib["ref"]))
            continue
        row = int(element.get("r", row + 1))
        for place, cell in _places(element, row):
            text = _value(book, cell)
            if isinstance(text, _Fault):
                problems.append(Problem(text.code, ERROR, sheet.place(*place), text.message, text.hint))
            elif text.strip():
                cells[place] = text
        _forget(element)
    return Sheet(book.name, title, cells, tuple(problems))


def _forget(row: Any) -> None:
    row.clear()
    while row.getprevious() is not None:
        del row.getparent()[0]


def _places(row: Any, number: int) -> Iterator[tuple[tuple[int, int], Any]]:
    column = 0
    for cell in row.iterfind("{*}c"):
        column = coordinate_to_tuple(cell.get("r"))[1] if cell.get("r") else column + 1
        yield (number, column), cell


def _merged(sheet: Sheet, cells: str) -> Problem:
    return Problem(
        "o-gop",
        ERROR,
        Place(sheet.file, sheet=sheet.title, cell=cells),
        f"Các ô {cells} bị gộp làm một.",
        "chọn các ô này, bấm «Merge & Center» để bỏ gộp, rồi điền từng ô.",
    )


@dataclass(frozen=True)
class _Fault:
    code: str
    message: str
    hint: str


def _value(book: _Book, cell: Any) -> str | _Fault:
    """What the cell shows, or why it shows nothing of use."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(item) for item in cell.iterfind("{*}is"))
    value = cell.findtext("{*}v")
    if not value:
        return _UNCOMPUTED if kind != "str" and cell.find("{*}f") is not None else ""
    if kind == "e":
        return _Fault("o-bao-loi", f"Ô này báo lỗi {value}.", "sửa lại công thức, hoặc xóa công thức và gõ giá trị.")
    if kind == "s":
        return book.strings[int(value)]
    if kind == "str":
        return _ESCAPE.sub(_unescape, value).replace("\r\n", "\n")
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    index = int(cell.get("s", 0))
    code = book.formats[index] if index < len(book.formats) else "General"
    return _date_text(datetime.fromisoformat(value), "d/m/yyyy") if kind == "d" else _number(book, value, code)


_UNCOMPUTED = _Fault(
    "cong-thuc-chua-tinh",
    "Ô này có công thức chưa tính ra giá trị.",
    "mở tệp bằng Excel rồi lưu lại; hoặc xóa công thức và gõ giá trị.",
)


def _number(book: _Book, value: str, code: str) -> str:
    if is_date_format(code):
        return _date_text(from_excel(float(value), book.epoch), code)
    return number_text(value, code)


def _date_text(moment: datetime | date | time | timedelta, code: str) -> str:
    """The parts of the moment that the format shows, in the Vietnamese order: 15/6/2023, 6/2023, 7:30."""
    plain = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.', "", code.lower())
    days = re.sub(r"h+[^a-z]*m*|m+:s+|s+", "", plain)
    shown = [str(getattr(moment, part)) for part in ("day", "month", "year") if part[0] in days and hasattr(moment, part)]
    clock = f"{moment.hour}:{moment.minute:02}" if "h" in plain and isinstance(moment, datetime | time) else ""
    if shown and clock == "0:00":
        clock = ""  # a day to which Excel adds a time nobody typed
    return " ".join(filter(None, ("/".join(shown), clock))) or str(moment)


_GENERAL = re.compile(r"General|@|.*[eE][-+].*|.*[#?0] ?/.*")
_DIGITS = re.compile(r"[0#?][0#?.,]*")


def number_text(value: str, code: str) -> str:
    """The number as the format shows it, with the Vietnamese comma: 0.05 in «0%» is 5%, 4.5 is 4,5."""
    number = Decimal(f"{float(value):.15g}")
    section = re.sub(r"\[[^\]]*\]|_.|\*.", "", code.split(";")[0])
    digits = _DIGITS.search(re.sub(r'"[^"]*"', lambda found: " " * len(found.group()), section))
    if _GENERAL.fullmatch(code) or digits is None:
        return f"{number.normalize():f}".replace(".", ",")
    before, after = section[: digits.start()], section[digits.end() :]
    shown = _digits(abs(number) * 100 ** (before + after).count("%"), digits.group())
    return "-" * (number < 0) + _literal(before) + shown + _literal(after)


def _digits(number: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    text = f"{number:{',' if ',' in whole else ''}.{len(decimals)}f}"
    head, _, tail = text.partition(".")
    tail = tail[: decimals.count("0")] + tail[decimals.count("0") :].rstrip("0")
    head = head.zfill(whole.count("0")).replace(",", ".")
    return f"{head},{tail}" if tail else head


def _literal(text: str) -> str:
    return re.sub(r'\\(.)|"([^"]*)"', lambda found: found.group(1) or found.group(2) or "", text)
