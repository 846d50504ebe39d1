"""Template → the template with further columns in its table, before a given one."""

import copy
import io
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from lxml import etree

from kehoach_gen.office.package import read_zip, write_zip
from kehoach_gen.office.template import MAIN
from kehoach_gen.office.word import W, twips
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError

_NATURAL_WIDTH = twips(26)
Column = tuple[str, str]
"""(title, tag): what the header row and the repeated row of a new column hold."""


@lru_cache(maxsize=32)
def add_columns(name: str, content: bytes, before: str, columns: tuple[Column, ...]) -> bytes:
    """The template with `columns` put before the column whose repeated cell uses the name `before`.

    A column whose tag the template already holds is left out. The table keeps its width: the others give way.
    """
    members = read_zip(content, name)
    root = etree.fromstring(members[MAIN], etree.XMLParser(resolve_entities=False, no_network=True))
    missing = [column for column in columns if _name_in(column[1]) not in _words(root)]
    if not missing:
        return content
    cell = next((c for c in root.iter(_w("tc")) if before in _words(c)), None)
    if cell is None:
        raise ProblemError(_no_place(name, before, [title for title, _ in missing]))
    row = cell.getparent()
    _widen(row.getparent(), _position(cell), row, missing)
    buffer = io.BytesIO()
    etree.ElementTree(root).write(buffer, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_zip({**members, MAIN: buffer.getvalue()})


def _no_place(name: str, before: str, titles: Sequence[str]) -> Problem:
    return Problem(
        "mau-khong-co-cho-cot-them",
        ERROR,
        Place(name),
        f"Mẫu không có cột {before} nên không biết đặt cột thêm ({', '.join(titles)}) vào đâu.",
        "tự thêm cột vào bảng trong mẫu, trong ô viết {{ nv.cot_them.mã_cột }}.",
    )


def _w(tag: str) -> str:
    return f"{{{W}}}{tag}"


def _words(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(_w("t")))


def _name_in(tag: str) -> str:
    return tag.strip("{} ")


def _span(cell: Any) -> int:
    found = cell.find(f"{_w('tcPr')}/{_w('gridSpan')}")
    return 1 if found is None else int(found.get(_w("val")))


def _position(cell: Any) -> int:
    """The grid column at which a cell begins."""
    return sum(_span(c) for c in cell.itersiblings(_w("tc"), preceding=True))


def _widen(table: Any, position: int, repeated: Any, columns: Sequence[Column]) -> None:
    first_header = True
    for row in table.iterfind(_w("tr")):
        cell = _cell_over(row, position)
        header = row.find(f"{_w('trPr')}/{_w('tblHeader')}") is not None
        if not header and row is not repeated:
            cell.find(_w("tcPr")).find(_w("gridSpan")).set(_w("val"), str(_span(cell) + len(columns)))
            continue
        for title, tag in columns:
            text = tag if row is repeated else title if first_header else ""
            cell.addprevious(_copy_with(cell, text))
        first_header = first_header and not header
    _set_widths(table, position, len(columns))


def _cell_over(row: Any, position: int) -> Any:
    end = 0
    for cell in row.iterfind(_w("tc")):
        end += _span(cell)
        if position < end:
            return cell
    raise ValueError(f"a row has no grid column {position}")


def _copy_with(cell: Any, text: str) -> Any:
    """A copy of the cell with one paragraph holding `text`, in the look of its last paragraph."""
    twin = copy.deepcopy(cell)
    paragraphs = twin.findall(_w("p"))
    for paragraph in paragraphs[:-1]:
        twin.remove(paragraph)
    for child in list(paragraphs[-1]):
        if child.tag != _w("pPr"):
            paragraphs[-1].remove(child)
    if text:
        run = etree.SubElement(paragraphs[-1], _w("r"))
        etree.SubElement(run, _w("t")).text = text
    return twin


def _set_widths(table: Any, position: int, count: int) -> None:
    grid = table.find(_w("tblGrid"))
    old = [int(column.get(_w("w"))) for column in grid]
    new = old[:position] + [_NATURAL_WIDTH] * count + old[position:]
    widest = max(range(len(new)), key=new.__getitem__)
    new[widest] = max(new[widest] - _NATURAL_WIDTH * count, new[widest] // 2)
    scaled = [round(width * sum(old) / sum(new)) for width in new]
    scaled[widest] += sum(old) - sum(scaled)
    for column in list(grid):
        grid.remove(column)
    for width in scaled:
        etree.SubElement(grid, _w("gridCol")).set(_w("w"), str(width))
    for row in table.iterfind(_w("tr")):
        start = 0
        for cell in row.iterfind(_w("tc")):
            end = start + _span(cell)
            cell.find(f"{_w('tcPr')}/{_w('tcW')}").set(_w("w"), str(sum(scaled[start:end])))
            start = end
