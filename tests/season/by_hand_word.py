"""A filled Word form → the file after somebody did something to it in Word, and the answers that are left in it."""

import copy
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from answering import Fault, filled, with_answer
from by_hand_excel import Edited
from formats import zipped
from lxml import etree

from kehoach_gen.form.layout import COLUMNS
from kehoach_gen.form.model import Answer, Form, Item, Line
from kehoach_gen.office.marks import FORM, PREFIX
from kehoach_gen.office.package import read_zip

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN, _RELATIONS, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_WHO = 'w:author="Lò Văn Ánh" w:date="2023-09-01T00:00:00Z"'
_KEYS = [column.answer for column in COLUMNS["lead"]]
_RESULT, _DIFFICULTY = _KEYS.index("result"), _KEYS.index("difficulty")


def _w(tag: str) -> str:
    return f"{{{_W}}}{tag}"


def _element(xml: str) -> Any:
    return etree.fromstring(f'<x xmlns:w="{_W}">{xml}</x>')[0]


def _edited(content: bytes, change: Callable[[Any], None]) -> dict[str, bytes]:
    members = read_zip(content, "")
    root = etree.fromstring(members[_MAIN])
    change(root)
    return {**members, _MAIN: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)}


def _lead_table(root: Any) -> Any:
    return next(table for table in root.iter(_w("tbl")) if any(line for line, _ in _line_rows(table)))


def _line_rows(table: Any) -> Iterator[tuple[str, Any]]:
    """(id of the line, its row) of each row led by the agency."""
    for row in table.iterfind(_w("tr")):
        for mark in row.iter(_w("bookmarkStart")):
            name = mark.get(_w("name"))
            if name.startswith(f"{PREFIX}{FORM}_") and name.endswith("_l"):
                yield name.removeprefix(f"{PREFIX}{FORM}_").removesuffix("_l"), row


def _cells(row: Any) -> list[Any]:
    return list(row.findall(_w("tc")))


def tracked(content: bytes, form: Form) -> Edited:
    """Every result typed with Track Changes on, over words that were deleted."""

    def change(root: Any) -> None:
        for number, (_, row) in enumerate(_line_rows(_lead_table(root))):
            for paragraph in _cells(row)[_RESULT].findall(_w("p")):
                runs = paragraph.findall(_w("r"))
                inserted = _element(f'<w:ins w:id="{9000 + 2 * number}" {_WHO}/>')
                deleted = f'<w:del w:id="{9001 + 2 * number}" {_WHO}><w:r><w:delText>Đang cập nhật</w:delText></w:r></w:del>'
                inserted.extend(runs)
                paragraph.extend([inserted, _element(deleted)] if runs else [])

    return zipped(_edited(content, change)), form, ()


def commented(content: bytes, form: Form) -> Edited:
    """A comment on every result."""
    comments: list[str] = []

    def change(root: Any) -> None:
        for number, (_, row) in enumerate(_line_rows(_lead_table(root))):
            paragraph = _cells(row)[_RESULT].find(_w("p"))
            paragraph.insert(1, _element(f'<w:commentRangeStart w:id="{number}"/>'))
            paragraph.append(_element(f'<w:commentRangeEnd w:id="{number}"/>'))
            paragraph.append(_element(f'<w:r><w:commentReference w:id="{number}"/></w:r>'))
            comments.append(
                f'<w:comment w:id="{number}" {_WHO}><w:p><w:r><w:t>Xem lại số liệu, đã đúng chưa?</w:t></w:r></w:p></w:comment>'
            )

    members = _edited(content, change)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    part = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'
    link = f'<Relationship Id="rIdComments" Type="{relation}" Target="comments.xml"/></Relationships>'
    members[_TYPES] = members[_TYPES].replace(b"</Types>", part.encode())
    members[_RELATIONS] = members[_RELATIONS].replace(b"</Relationships>", link.encode())
    members["word/comments.xml"] = f'<w:comments xmlns:w="{_W}">{"".join(comments)}</w:comments>'.encode()
    return zipped(members), form, ()


def deleted_column(content: bytes, form: Form) -> Edited:
    """The column of difficulties is gone."""

    def change(root: Any) -> None:
        table = _lead_table(root)
        grid = table.find(_w("tblGrid"))
        grid.remove(grid[_DIFFICULTY])
        for row in table.iterfind(_w("tr")):
            cells = _cells(row)
            if len(cells) == len(_KEYS):
                row.remove(cells[_DIFFICULTY])
            for span in row.iter(_w("gridSpan")):
                span.set(_w("val"), str(int(span.get(_w("val"))) - 1))

    def left(item: Item, line: Line) -> Answer:
        return line.answer if item.role == "coordinator" else line.answer.model_copy(update={"difficulty": ""})

    fault = Fault("lead", "", "difficulty", "deleted_column")
    return zipped(_edited(content, change)), filled(form, left), (fault,)


def merged_rows(content: bytes, form: Form) -> Edited:
    """The results of two rows made one cell: Word keeps the words of both, one below the other."""
    found: list[str] = []

    def change(root: Any) -> None:
        rows = list(_line_rows(_lead_table(root)))
        (upper, above), (lower, below) = next(pair for pair in pairwise(rows) if pair[0][1].getnext() is pair[1][1])
        found.extend((upper, lower))
        first, second = _cells(above)[_RESULT], _cells(below)[_RESULT]
        first.extend([copy.deepcopy(paragraph) for paragraph in second.findall(_w("p"))])
        for run in list(second.iter(_w("r"))):
            run.getparent().remove(run)
        first.find(_w("tcPr")).append(_element('<w:vMerge w:val="restart"/>'))
        second.find(_w("tcPr")).append(_element("<w:vMerge/>"))

    members = _edited(content, change)
    upper, lower = found
    results = {line.id: line.answer.result for item in form.led for line in item.lines}
    left = with_answer(form, "lead", upper, result=f"{results[upper]}\n{results[lower]}")
    left = with_answer(left, "lead", lower, result="")
    return zipped(members), left, (Fault("lead", lower, "result", "merged"),)
