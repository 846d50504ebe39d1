"""Tables of figures → a workbook that calculates: numbers, days, formulas with their values, links; text stays text.

Rows are made from the same patterns as in `sheet`, but are open, to be sorted and filtered. A formula carries the value it
gives, for viewers that do not calculate. What both kinds of workbook are made of stands in `sheet`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from kehoach_gen.office.package import Entry, join_entries
from kehoach_gen.office.sheet import (
    COMPUTED,
    DECLARATION,
    LINE,
    MAIN,
    NORMAL_SIZE,
    PADDING_MM,
    PADDING_POINTS,
    QUOTED,
    TALLEST,
    Choices,
    Look,
    Numbered,
    Pattern,
    Strings,
    column_letter,
    core_xml,
    custom_xml,
    fill_xml,
    font_xml,
    footer_xml,
    frame_xml,
    head_xml,
    height_of,
    quoted_title,
    tail_xml,
)
from kehoach_gen.office.workbook import MOST_CHARACTERS


@dataclass(frozen=True)
class Formula:
    """What follows «=», with English names and commas; and the value it gives."""

    text: str
    value: float | str
    is_share: bool = False
    """Shown as «45,5%»."""


@dataclass(frozen=True)
class Link:
    """A text that leads to a cell of the same workbook."""

    text: str
    sheet: str
    cell: str


Cell = str | int | date | Formula | Link
"""An empty text is an empty cell; one that is too long for Excel is cut and ends in «…»."""


class FigureRow(NamedTuple):
    """One row: the name of its kind, and its cells from the left; cells that are missing at the end are empty."""

    kind: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class FigureSheet:
    """A sheet with its rows. `filtered` are the heading row and the last row of what can be filtered, counted from 1."""

    pattern: Pattern
    rows: Sequence[FigureRow]
    filtered: tuple[int, int] | None = None


@dataclass(frozen=True)
class Figures:
    """A whole workbook. `names` are names of columns, for formulas."""

    sheets: Sequence[FigureSheet]
    title: str
    names: Sequence[Choices] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    footer: str = ""


def write_figures(figures: Figures) -> bytes:
    """The .xlsx file; the same bytes for the same figures."""
    strings, formats = Strings(), _Formats()
    footer = footer_xml(figures.footer)
    sheets = [
        Entry.of_pieces(f"xl/worksheets/sheet{number}.xml", (_xml(sheet, strings, formats, footer),))
        for number, sheet in enumerate(figures.sheets, 1)
    ]
    listed = tuple((sheet.pattern.title, sheet.pattern.visibility, sheet.pattern.frozen[0]) for sheet in figures.sheets)
    return join_entries(
        (
            *(Entry.of(name, content) for name, content in frame_xml(listed, tuple(figures.names))),
            Entry.of("xl/styles.xml", formats.xml()),
            *sheets,
            Entry.of_pieces("xl/sharedStrings.xml", (strings.xml(),)),
            Entry.of("docProps/core.xml", core_xml(figures.title)),
            Entry.of("docProps/custom.xml", custom_xml(figures.properties)),
        )
    )


_GENERAL, _COUNT, _DAY, _SHARE = 0, 164, 165, 166
_CODES = {_COUNT: "[$-42A]#,##0", _DAY: "dd/mm/yyyy", _SHARE: "[$-42A]0.0%"}
"""Number formats beside the one built in. 42A is Vietnamese: «1.926», «45,5%» (Excel follows the machine's settings)."""
_LINKED = "0563C1"
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of Excel."""


class _Formats(dict[tuple[Look, int, bool], int]):
    """The number of each (look, number format, whether it is a text that Excel would compute) among the cell formats."""

    def __missing__(self, key: tuple[Look, int, bool]) -> int:
        self[key] = number = len(self) + 1
        return number

    def xml(self) -> bytes:
        fonts = Numbered(font_xml(Look(size=NORMAL_SIZE)))
        fills = Numbered("<fill><patternFill/></fill>", '<fill><patternFill patternType="gray125"/></fill>')
        formats = [_format(*key, fonts[font_xml(key[0])], fills[fill_xml(key[0])]) for key in self]
        codes = "".join(f'<numFmt numFmtId="{id}" formatCode={quoteattr(code)}/>' for id, code in _CODES.items())
        side = "".join(f'<{side} style="thin"><color rgb="FFA6A6A6"/></{side}>' for side in ("left", "right", "top", "bottom"))
        plain = 'numFmtId="0" fontId="0" fillId="0" borderId="0"'
        return (
            f'{DECLARATION}<styleSheet {MAIN}><numFmts count="{len(_CODES)}">{codes}</numFmts>{fonts.xml("fonts")}{fills.xml("fills")}'
            f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>{side}<diagonal/></border></borders>'
            f'<cellStyleXfs count="1"><xf {plain}/></cellStyleXfs>'
            f'<cellXfs count="{len(formats) + 1}"><xf {plain} xfId="0"/>{"".join(formats)}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        ).encode()


def _format(look: Look, code: int, is_quoted: bool, font: int, fill: int) -> str:
    horizontal = f'horizontal="{look.horizontal}" ' if look.horizontal else ""
    return (
        f'<xf numFmtId="{code}" fontId="{font}" fillId="{fill}" borderId="{int(look.boxed)}" xfId="0"'
        f'{QUOTED if is_quoted else ""} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<alignment {horizontal}vertical="{look.vertical}" wrapText="{int(look.wraps)}"/></xf>'
    )


def _xml(sheet: FigureSheet, strings: Strings, formats: _Formats, footer: str) -> bytes:
    rows = _Rows(sheet.pattern, strings, formats)
    pieces = [head_xml(sheet.pattern), *(rows.xml(number, row) for number, row in enumerate(sheet.rows, 1)), "</sheetData>"]
    if sheet.filtered:
        first, last = sheet.filtered
        pieces.append(f'<autoFilter ref="A{first}:{column_letter(len(sheet.pattern.widths))}{last}"/>')
    if rows.merged:
        pieces += ("<mergeCells>", *rows.merged, "</mergeCells>")
    if rows.links:
        pieces += ("<hyperlinks>", *rows.links, "</hyperlinks>")
    pieces += (tail_xml(sheet.pattern), footer, "</worksheet>")
    return "".join(pieces).encode()


class _Rows:
    """The rows of one sheet, and what has to be said of them below."""

    def __init__(self, pattern: Pattern, strings: Strings, formats: _Formats) -> None:
        self.pattern, self.strings, self.formats = pattern, strings, formats
        self.merged: list[str] = []
        self.links: list[str] = []

    def xml(self, number: int, row: FigureRow) -> str:
        kind = self.pattern.kinds[row.kind]
        self.merged += (f'<mergeCell ref="{column_letter(a)}{number}:{column_letter(b)}{number}"/>' for a, b in kind.merged)
        cells = (*row.cells, *("",) * (len(kind.looks) - len(row.cells)))
        pieces = [
            self.cell(f"{column_letter(column)}{number}", cell, look)
            for column, (cell, look) in enumerate(zip(cells, kind.looks, strict=True), 1)
        ]
        least = max(kind.least, 1) * NORMAL_SIZE * LINE
        points = max([least, *self.heights(row)]) + PADDING_POINTS
        fixed = ' customHeight="1"' if kind.merged else ""  # the height of a merged cell is never found by itself
        return f'<row r="{number}" ht="{min(points, TALLEST):g}"{fixed}>{"".join(pieces)}</row>'

    def heights(self, row: FigureRow) -> Iterator[float]:
        kind, widths = self.pattern.kinds[row.kind], list(self.pattern.widths)
        for first, last in kind.merged:
            widths[first - 1] = sum(widths[first - 1 : last])
        for cell, look, width in zip(row.cells, kind.looks, widths, strict=False):
            if isinstance(cell, str) and cell and look.wraps:
                yield height_of(cell, look.size, max(width - PADDING_MM, 1.0), look.bold)

    def cell(self, place: str, cell: Cell, look: Look) -> str:
        if isinstance(cell, str):
            return self.text(place, cell, look)
        if isinstance(cell, Link):
            location = quoteattr(f"{quoted_title(cell.sheet)}!{cell.cell}")
            self.links.append(f'<hyperlink ref="{place}" location={location} display={quoteattr(cell.text)}/>')
            return self.text(place, cell.text, replace(look, ink=_LINKED))
        if isinstance(cell, Formula):
            return self.formula(place, cell, look)
        code, value = (_DAY, (cell - _FIRST_DAY).days) if isinstance(cell, date) else (_COUNT, cell)
        return f'<c r="{place}" s="{self.formats[look, code, False]}"><v>{value}</v></c>'

    def text(self, place: str, text: str, look: Look) -> str:
        style = self.formats[look, _GENERAL, text[:1] in COMPUTED]
        if not text:
            return f'<c r="{place}" s="{style}"/>'
        kept = text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
        return f'<c r="{place}" s="{style}" t="s"><v>{self.strings[kept]}</v></c>'

    def formula(self, place: str, formula: Formula, look: Look) -> str:
        is_text = isinstance(formula.value, str)
        style = self.formats[look, _SHARE if formula.is_share else _GENERAL if is_text else _COUNT, False]
        kind = ' t="str"' if is_text else ""
        return f'<c r="{place}" s="{style}"{kind}><f>{escape(formula.text)}</f><v>{escape(str(formula.value))}</v></c>'
