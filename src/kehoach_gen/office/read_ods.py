"""An OpenDocument spreadsheet (.ods) → sheets of text: each cell as its reader saw it.

LibreOffice saves returned forms so. Read from the XML itself: what a cell shows stands in it as text, 5% as «5%», and one
cell said to be repeated a million times takes no room here.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from lxml import etree

from kehoach_gen.office.read_workbook import Sheet
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError

ODS = b"application/vnd.oasis.opendocument.spreadsheet"
"""How the member `mimetype` of such a file begins."""


def read_ods(members: Mapping[str, bytes], name: str) -> Iterator[Sheet]:
    """The sheets of the .ods file called `name`. Raises ProblemError where it is damaged."""
    content = members.get("content.xml", b"")
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        if root.getroottree().docinfo.internalDTD is not None:
            raise _refusal("tep-bang-tinh-hong", name, "Tệp bảng tính có khai báo lạ.", _SAVE_AS)
        for table in root.iter(f"{_TABLE}table"):
            yield Sheet(name, table.get(f"{_TABLE}name", ""), _cells(table, name))
    except (etree.LxmlError, ValueError) as error:
        raise _refusal("tep-bang-tinh-hong", name, "Tệp bảng tính bị hỏng, không đọc được.", _SAVE_AS) from error


_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_WORDS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_VALUES = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CELL_TAGS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_CELLS = 200_000
_SAVE_AS = "mở tệp bằng Excel hoặc LibreOffice, lưu thành kiểu «Excel Workbook (*.xlsx)», rồi dùng tệp mới."


def _refusal(code: str, name: str, message: str, hint: str) -> ProblemError:
    return ProblemError(Problem(code, ERROR, Place(name), message, hint))


def _cells(table: Any, name: str) -> dict[tuple[int, int], str]:
    cells: dict[tuple[int, int], str] = {}
    first_row = 1
    for line in table.iter(f"{_TABLE}table-row"):
        rows = int(line.get(f"{_TABLE}number-rows-repeated", 1))
        first = 1
        for cell in line.iterchildren(*_CELL_TAGS):
            columns = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
            text = _text(cell)
            if text and not text.isspace():
                if len(cells) + rows * columns > _MOST_CELLS:
                    raise _refusal(
                        "tep-qua-lon", name, "Bảng tính có quá nhiều ô có chữ.", "xóa các hàng, cột thừa, rồi lưu lại."
                    )
                places = product(range(first_row, first_row + rows), range(first, first + columns))
                cells |= dict.fromkeys(places, text)
            first += columns
        first_row += rows
    return cells


def _text(cell: Any) -> str:
    day = _ISO_DAY.match(cell.get(f"{_VALUES}date-value", ""))
    if day:
        return f"{int(day[3])}/{int(day[2])}/{int(day[1])}"
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iterchildren(f"{_WORDS}p"))


_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SIGNS = {f"{_WORDS}tab": "\t", f"{_WORDS}line-break": "\n"}


def _pieces(element: Any) -> Iterator[str]:
    """The text of a paragraph; several blanks in a row are an element of their own."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_WORDS}s":
            yield " " * min(int(child.get(f"{_WORDS}c", 1)), _MOST_CELLS)
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _pieces(child)
        yield child.tail or ""
