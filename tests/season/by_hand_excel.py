"""A filled workbook → the workbook after somebody did something to it in Excel, and the answers that are left in it."""

import copy
import re
from typing import Any

from answering import Fault, filled, with_answer
from formats import zipped
from lxml import etree

from kehoach_gen.form.layout import COLUMNS, TABLE_TITLES
from kehoach_gen.form.model import Answer, Form, Item, Line
from kehoach_gen.form.sheets import HIDDEN, read_row_mark
from kehoach_gen.form.to_xlsx import to_xlsx
from kehoach_gen.office.package import read_zip
from kehoach_gen.office.read_sheets import read_sheets
from kehoach_gen.office.sheet import column_letter

Edited = tuple[bytes, Form, tuple[Fault, ...]]
"""The file, the answers it now holds, and what is wrong with it."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LED = "xl/worksheets/sheet2.xml"
"""The sheet of what the agency led, behind the guide."""
_LETTER = {column.answer: column_letter(place) for place, column in enumerate(COLUMNS["lead"], 2) if column.answer}


class _Sheet:
    """The sheet of what the agency led, open to be changed."""

    def __init__(self, form: Form) -> None:
        content = to_xlsx(form)
        self.members = read_zip(content, "")
        self.root = etree.fromstring(self.members[_LED])
        self.data = self.root.find(f"{_MAIN}sheetData")
        cells = next(sheet.cells for sheet in read_sheets(content, "") if sheet.title == TABLE_TITLES["lead"])
        marks = {row: read_row_mark(text) for (row, column), text in sorted(cells.items()) if column == 1}
        self.lines = {row: mark[1] for row, mark in marks.items() if mark}
        """{row: id of its line}"""

    def row(self, number: int) -> Any:
        return next(row for row in self.data if row.get("r") == str(number))

    def cell(self, number: int, field: str) -> Any:
        return next(cell for cell in self.row(number) if cell.get("r") == f"{_LETTER[field]}{number}")

    def saved(self) -> bytes:
        xml = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return zipped({**self.members, _LED: xml})


def _renumber(row: Any, number: int) -> None:
    row.set("r", str(number))
    for cell in row:
        cell.set("r", re.sub(r"\d+", str(number), cell.get("r")))


def _write(cell: Any, text: str) -> None:
    cell.set("t", "inlineStr")
    cell[:] = [etree.fromstring(f'<is xmlns="{_MAIN[1:-1]}"><t>{text}</t></is>')]


def copied_row(form: Form) -> Edited:
    """A row pasted once more below the table, mark and all, with other words."""
    sheet = _Sheet(form)
    number, line = next(iter(sheet.lines.items()))
    below = int(sheet.data[-1].get("r")) + 1
    sheet.data.append(copy.deepcopy(sheet.row(number)))
    _renumber(sheet.data[-1], below)
    _write(sheet.cell(below, "result"), "Bổ sung: đã kiểm tra thêm 02 đơn vị")
    return sheet.saved(), form, (Fault("lead", line, "", "copied_row"),)


def deleted_columns(form: Form) -> Edited:
    """The last two columns to answer are gone."""
    sheet, gone = _Sheet(form), ("difficulty", "proposal")
    letters = tuple(_LETTER[field] for field in gone)
    for row in sheet.data:
        row[:] = [cell for cell in row if not cell.get("r").startswith(letters)]
    for merged in sheet.root.iter(f"{_MAIN}mergeCell"):
        merged.set("ref", merged.get("ref").replace(f":{letters[-1]}", f":{_LETTER['figure']}"))
    hints = sheet.root.find(f"{_MAIN}dataValidations")
    hints[:] = [hint for hint in hints if not hint.get("sqref").startswith(letters)]
    hints.set("count", str(len(hints)))

    def left(item: Item, line: Line) -> Answer:
        return line.answer if item.role == "coordinator" else line.answer.model_copy(update=dict.fromkeys(gone, ""))

    return sheet.saved(), filled(form, left), tuple(Fault("lead", "", field, "deleted_column") for field in gone)


def merged_cells(form: Form) -> Edited:
    """The results of two rows made one cell: Excel keeps the upper one."""
    sheet = _Sheet(form)
    upper = next(row for row in sheet.lines if row + 1 in sheet.lines)
    cell = sheet.cell(upper + 1, "result")
    cell[:] = []
    cell.attrib.pop("t")
    merged = sheet.root.find(f"{_MAIN}mergeCells")
    etree.SubElement(merged, f"{_MAIN}mergeCell", ref=f"{_LETTER['result']}{upper}:{_LETTER['result']}{upper + 1}")
    lower = sheet.lines[upper + 1]
    return sheet.saved(), with_answer(form, "lead", lower, result=""), (Fault("lead", lower, "result", "merged"),)


def moved_rows(form: Form) -> Edited:
    """The rows to answer in the opposite order."""
    sheet = _Sheet(form)
    rows: list[Any] = [sheet.row(number) for number in sheet.lines]
    for row, number in zip(rows, reversed(sheet.lines), strict=True):
        _renumber(row, number)
    sheet.data[:] = sorted(sheet.data, key=lambda row: int(row.get("r")))
    return sheet.saved(), form, ()


def no_hidden_sheet(form: Form) -> Edited:
    """The sheet that nobody sees was found and deleted."""
    members = read_zip(to_xlsx(form), "")
    book = members["xl/workbook.xml"].decode()
    found = re.search(rf'<sheet name="{HIDDEN}"[^>]* r:id="(\w+)"/>', book)
    assert found is not None
    links, types = members["xl/_rels/workbook.xml.rels"].decode(), members["[Content_Types].xml"].decode()
    link = re.search(rf'<Relationship [^>]*?Id="{found[1]}"[^>]*>', links)
    part = link and re.search(r'Target="([^"]+)"', link[0])
    assert link is not None
    assert part is not None
    del members[f"xl/{part[1]}"]
    members["xl/workbook.xml"] = re.sub(rf"'{HIDDEN}'![^<]*", "#REF!", book.replace(found[0], "")).encode()
    members["xl/_rels/workbook.xml.rels"] = links.replace(link[0], "").encode()
    members["[Content_Types].xml"] = re.sub(rf'<Override PartName="/xl/{part[1]}"[^>]*>', "", types).encode()
    return zipped(members), form, ()
