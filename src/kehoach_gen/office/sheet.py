"""Sheets compiled once, by string pieces, and rows rendered into them; every cell is text and stays text.

openpyxl makes an object of each cell; a workbook sent in hundreds of copies is the same XML with other words. What does
not change (widths, looks, page, protection, hints) is put into words and compressed once; a row costs one pass over its cells.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from kehoach_gen.office.metrics import text_width, wrap
from kehoach_gen.office.package import Entry, fixed_entry, join_entries

Visibility = Literal["visible", "veryHidden"]


@dataclass(frozen=True)
class Look:
    """How a cell looks, and whether a person may write in it (`is_open`)."""

    size: float = 12
    bold: bool = False
    italic: bool = False
    ink: str = "000000"
    fill: str = ""
    boxed: bool = False
    horizontal: Literal["", "center", "right"] = ""
    vertical: Literal["top", "center"] = "top"
    wraps: bool = True
    is_open: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of row: the look of each cell, the cells made one (`merged`: first and last column), the least height in lines."""

    looks: tuple[Look, ...]
    merged: tuple[tuple[int, int], ...] = ()
    least: int = 1


@dataclass(frozen=True)
class Hint:
    """What a person is told on entering an open cell of a column, and the name of the list to choose from."""

    column: int
    title: str
    text: str
    choices: str = ""


@dataclass(frozen=True)
class Pattern:
    """A sheet before its rows. `widths` are millimetres on the screen; a column of width 0 is hidden."""

    title: str
    widths: tuple[float, ...]
    kinds: Mapping[str, Kind]
    hints: tuple[Hint, ...] = ()
    frozen: tuple[int, int] = (0, 0)
    """Rows above and columns left that stay in sight; the last of these rows is repeated on each printed page."""
    is_landscape: bool = True
    visibility: Visibility = "visible"
    tab: str = "1F4E79"


class Row(NamedTuple):
    """One row: the name of its kind, and its cells from the left; cells that are missing at the end are empty."""

    kind: str
    cells: Sequence[str]


@dataclass(frozen=True)
class Choices:
    """A list of words under a name, for drop-downs: cells of one column of the sheet called `sheet`."""

    name: str
    sheet: str
    column: int
    first_row: int
    last_row: int


@dataclass(frozen=True)
class Contents:
    """What one workbook holds: rows by the title of their sheet (a sheet not named is left out), and what it knows of itself."""

    rows: Mapping[str, Sequence[Row]]
    title: str
    properties: Mapping[str, str] = field(default_factory=dict)
    footer: str = ""
    """Printed at the foot of each page, on the left."""


class Book:
    """Patterns compiled: `fill` makes a workbook of them, the same bytes for the same contents."""

    def __init__(self, patterns: Sequence[Pattern], choices: Sequence[Choices] = ()) -> None:
        looks = _Looks()
        self.sheets = {pattern.title: _Sheet(pattern, looks) for pattern in patterns}
        self.styles = looks.xml()
        self.choices = tuple(choices)

    def fill(self, contents: Contents) -> bytes:
        """The .xlsx file. The sheets stand in the order of the patterns."""
        titles = tuple(title for title in self.sheets if title in contents.rows)
        strings = Strings()
        footer = footer_xml(contents.footer)
        filled = [
            Entry.of_pieces(
                f"xl/worksheets/sheet{number}.xml", (self.sheets[title].xml(contents.rows[title], strings, footer),), level=1
            )
            for number, title in enumerate(titles, 1)
        ]
        return join_entries(
            (
                *self._frame(titles),
                fixed_entry("xl/styles.xml", self.styles),
                *filled,
                Entry.of_pieces("xl/sharedStrings.xml", (strings.xml(),), level=3),
                Entry.of("docProps/core.xml", core_xml(contents.title)),
                Entry.of("docProps/custom.xml", custom_xml(contents.properties)),
            )
        )

    def _frame(self, titles: tuple[str, ...]) -> Iterator[Entry]:
        patterns = [self.sheets[title].pattern for title in titles]
        for name, xml in frame_xml(tuple((p.title, p.visibility, p.frozen[0]) for p in patterns), self.choices):
            yield fixed_entry(name, xml)


_FONT, NORMAL_SIZE = "Times New Roman", 12
_DIGIT_PIXELS = 8
"""Width of a digit of the normal font on the screen; Excel counts the width of columns in it."""
LINE = 1.3125
"""Height of a line in Excel, as a multiple of its size: 15.75 points at 12."""
PADDING_MM, PADDING_POINTS, TALLEST = 2.2, 4, 409.5
COMPUTED = ("=", "+", "-", "@", "'")
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@lru_cache(maxsize=1024)
def column_letter(index: int) -> str:
    """The letter of the column counted from 1."""
    letters = ""
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _Sheet:
    """A pattern in string pieces."""

    def __init__(self, pattern: Pattern, looks: "_Looks") -> None:
        self.pattern = pattern
        self.kinds = {name: _Kind(kind, pattern.widths, looks) for name, kind in pattern.kinds.items()}
        self.head = head_xml(pattern)
        self.hints = "".join(_validation(hint) for hint in pattern.hints)
        self.tail = tail_xml(pattern)

    def xml(self, rows: Sequence[Row], strings: "Strings", footer: str) -> bytes:
        pieces = [self.head]
        merged: list[str] = []
        opened: list[int] = []
        for number, (name, cells) in enumerate(rows, 1):
            kind = self.kinds[name]
            kind.add_row(pieces, str(number), cells, strings)
            if kind.merged:
                merged.append(kind.merged.replace(_ROW, str(number)))
            if kind.is_open:
                opened.append(number)
        pieces += ("</sheetData>", _PROTECTION)
        if merged:
            pieces += ("<mergeCells>", *merged, "</mergeCells>")
        if opened and self.hints:
            hints = self.hints.replace(_ROW, str(opened[0])).replace(_LAST, str(opened[-1]))
            pieces += ("<dataValidations>", hints, "</dataValidations>")
        pieces += (self.tail, footer, "</worksheet>")
        return "".join(pieces).encode()


_ROW, _LAST = "\0", "\1"
"""What stands in the pieces for the number of a row, and of the last one."""


class _Kind:
    """A kind of row in string pieces: of each cell what stands before the number of its text. A bare cell is left out."""

    def __init__(self, kind: Kind, widths: tuple[float, ...], looks: "_Looks") -> None:
        letters = [column_letter(index) for index in range(1, len(kind.looks) + 1)]
        spans = list(widths)
        for first, last in kind.merged:
            spans[first - 1 : last] = [sum(widths[first - 1 : last])] + [0.0] * (last - first)
        empty = [f'" s="{looks[look, False]}"/>' if look.boxed or look.fill or look.is_open else "" for look in kind.looks]
        blank = [f'<c r="{letter}{_ROW}{end}' if end else "" for letter, end in zip(letters, empty, strict=True)]
        quoted = [looks[look, look.is_open] for look in kind.looks]
        self.cells = tuple(
            (
                f'<c r="{letter}',
                end,
                f'" s="{looks[look, False]}" t="s"><v>',
                f'" s="{number}" t="s"><v>',
                (look.size, max(span - PADDING_MM, 1.0), look.bold) if span else None,
            )
            for letter, look, end, number, span in zip(letters, kind.looks, empty, quoted, spans, strict=True)
        )
        self.blanks = ["".join(blank[index:]) for index in range(len(blank) + 1)]
        """The cells from each one on, all empty."""
        self.merged = "".join(f'<mergeCell ref="{letters[a - 1]}{_ROW}:{letters[b - 1]}{_ROW}"/>' for a, b in kind.merged)
        self.is_open = any(look.is_open for look in kind.looks)
        self.least = max(kind.least, 1) * NORMAL_SIZE * LINE
        self.fixed = ' customHeight="1"' if kind.merged else ""  # the height of a merged cell is never found by itself

    def add_row(self, pieces: list[str], row: str, texts: Sequence[str], strings: "Strings") -> None:
        points = self.least
        start = len(pieces)
        pieces.append("")
        index = 0
        for text in texts:
            before, empty, filled, quoted, font = self.cells[index]
            index += 1
            if not text:
                if empty:
                    pieces.append(f"{before}{row}{empty}")
                continue
            if font and (height := height_of(text, *font)) > points:
                points = height
            pieces.append(f"{before}{row}{quoted if text[0] in COMPUTED else filled}{strings[text]}</v></c>")
        pieces[start] = f'<row r="{row}" ht="{min(points + PADDING_POINTS, TALLEST):g}"{self.fixed}>'
        pieces.append(f"{self.blanks[index].replace(_ROW, row)}</row>")


@lru_cache(maxsize=16384)
def height_of(text: str, size: float, width: float, bold: bool) -> float:
    """Points that `text` takes in a column `width` millimetres wide; a word wider than that is broken."""
    lines = sum(max(1, ceil(text_width(line, size, bold=bold) / width)) for line in wrap(text, size, width, bold=bold))
    return lines * size * LINE


class Strings(dict[str, int]):
    """The number of each text in the table of shared strings, given when first asked for."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number

    def xml(self) -> bytes:
        items = "".join(map(_string_item, self))
        return f'{DECLARATION}<sst {MAIN} uniqueCount="{len(self)}">{items}</sst>'.encode()


_ESCAPED = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@lru_cache(maxsize=16384)
def _string_item(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<si><t{space}>{_ESCAPED.sub(_escaped, text)}</t></si>"


def _escaped(found: re.Match[str]) -> str:
    """XML's own signs by name, what XML cannot hold by number (ECMA-376, ST_Xstring)."""
    sign = found.group()
    return _NAMED.get(sign) or f"_x{ord(sign):04X}_"


class _Looks(dict[tuple[Look, bool], int]):
    """The number of each look in the table of cell formats; (look, True) is the look of a text that Excel would compute."""

    def __missing__(self, key: tuple[Look, bool]) -> int:
        self[key] = number = len(self) + 1
        return number

    def xml(self) -> bytes:
        fonts = Numbered(font_xml(Look(size=NORMAL_SIZE)))
        fills = Numbered("<fill><patternFill/></fill>", '<fill><patternFill patternType="gray125"/></fill>')
        formats = [_format(look, quoted, fonts[font_xml(look)], fills[fill_xml(look)]) for look, quoted in self]
        side = "".join(f'<{side} style="thin"><color rgb="FFA6A6A6"/></{side}>' for side in ("left", "right", "top", "bottom"))
        return (
            f"{DECLARATION}<styleSheet {MAIN}>{fonts.xml('fonts')}{fills.xml('fills')}"
            f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>{side}<diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(formats) + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{"".join(formats)}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        ).encode()


class Numbered(dict[str, int]):
    def __init__(self, *first: str) -> None:
        super().__init__({xml: number for number, xml in enumerate(first)})

    def __missing__(self, xml: str) -> int:
        self[xml] = number = len(self)
        return number

    def xml(self, tag: str) -> str:
        return f'<{tag} count="{len(self)}">{"".join(self)}</{tag}>'


def font_xml(look: Look) -> str:
    marks = "<b/>" * look.bold + "<i/>" * look.italic
    return f'<font>{marks}<sz val="{look.size:g}"/><color rgb="FF{look.ink}"/><name val="{_FONT}"/><family val="1"/></font>'


def fill_xml(look: Look) -> str:
    if not look.fill:
        return "<fill><patternFill/></fill>"
    return f'<fill><patternFill patternType="solid"><fgColor rgb="FF{look.fill}"/><bgColor indexed="64"/></patternFill></fill>'


def _format(look: Look, quoted: bool, font: int, fill: int) -> str:
    horizontal = f'horizontal="{look.horizontal}" ' if look.horizontal else ""
    return (
        f'<xf numFmtId="{49 if look.is_open else 0}" fontId="{font}" fillId="{fill}" borderId="{int(look.boxed)}" xfId="0"'
        f'{QUOTED if quoted else ""} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">'
        f'<alignment {horizontal}vertical="{look.vertical}" wrapText="{int(look.wraps)}"/><protection locked="{int(not look.is_open)}"/></xf>'
    )


QUOTED = ' quotePrefix="1"'
_PROTECTION = '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'


def head_xml(pattern: Pattern) -> str:
    return (
        f'{DECLARATION}<worksheet {MAIN}><sheetPr><tabColor rgb="FF{pattern.tab}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0">{_pane(*pattern.frozen)}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15.75"/><cols>{"".join(_columns(pattern.widths))}</cols><sheetData>'
    )


def _pane(rows: int, columns: int) -> str:
    if not rows and not columns:
        return ""
    place = f"{column_letter(columns + 1)}{rows + 1}"
    pane = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
    split = (f'xSplit="{columns}" ' if columns else "") + (f'ySplit="{rows}" ' if rows else "")
    return f'<pane {split}topLeftCell="{place}" activePane="{pane}" state="frozen"/><selection pane="{pane}" activeCell="{place}" sqref="{place}"/>'


def _columns(widths: tuple[float, ...]) -> Iterator[str]:
    for index, width in enumerate(widths, 1):
        characters = width / 25.4 * 96 / _DIGIT_PIXELS
        hidden = ' hidden="1"' if not width else ""
        yield f'<col min="{index}" max="{index}" width="{characters:.2f}" customWidth="1"{hidden}/>'


def _validation(hint: Hint) -> str:
    letter = column_letter(hint.column)
    told = (
        f'allowBlank="1" showInputMessage="1" promptTitle={quoteattr(hint.title)} prompt={quoteattr(hint.text)} '
        f'sqref="{letter}{_ROW}:{letter}{_LAST}"'
    )
    if not hint.choices:
        return f"<dataValidation {told}/>"
    refused = 'showErrorMessage="1" errorTitle="Không có trong danh sách" error="Hãy chọn một mục trong danh sách."'
    return f'<dataValidation type="list" {refused} {told}><formula1>{escape(hint.choices)}</formula1></dataValidation>'


def tail_xml(pattern: Pattern) -> str:
    orientation = "landscape" if pattern.is_landscape else "portrait"
    return (
        '<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="{orientation}" fitToWidth="1" fitToHeight="0"/>'
    )


def footer_xml(text: str) -> str:
    left = f"&L&8 {text.replace('&', '&&')}" if text else ""
    return f"<headerFooter><oddFooter>{escape(f'{left}&R&8 Trang &P/&N')}</oddFooter></headerFooter>"


_Listed = tuple[tuple[str, Visibility, int], ...]
"""The sheets of a workbook: title, visibility, the row that is repeated in print (0 for none)."""


@lru_cache(maxsize=64)
def frame_xml(sheets: _Listed, choices: tuple[Choices, ...]) -> tuple[tuple[str, bytes], ...]:
    """The members that say which sheets there are."""
    members = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/relationships/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
        ),
        "xl/workbook.xml": _workbook(sheets, choices),
        "xl/_rels/workbook.xml.rels": _relations(
            *((f"{_OFFICE}/relationships/worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)),
            (f"{_OFFICE}/relationships/styles", "styles.xml"),
            (f"{_OFFICE}/relationships/sharedStrings", "sharedStrings.xml"),
        ),
    }
    return tuple((name, (DECLARATION + xml).encode()) for name, xml in members.items())


def _workbook(sheets: _Listed, choices: tuple[Choices, ...]) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{number}"{"" if visible == "visible" else f" state={quoteattr(visible)}"} r:id="rId{number}"/>'
        for number, (title, visible, _) in enumerate(sheets, 1)
    )
    names = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{index}">{escape(f"{quoted_title(title)}!${row}:${row}")}</definedName>'
        for index, (title, _, row) in enumerate(sheets)
        if row
    ) + "".join(
        f'<definedName name="{item.name}">{escape(_reference(item))}</definedName>'
        for item in choices
        if item.sheet in {title for title, _, _ in sheets}
    )
    defined = f"<definedNames>{names}</definedNames>" if names else ""
    return (
        f'<workbook {MAIN} xmlns:r="{_OFFICE}/relationships"><bookViews><workbookView activeTab="0"/></bookViews>'
        f"<sheets>{listed}</sheets>{defined}</workbook>"
    )


def quoted_title(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def _reference(item: Choices) -> str:
    letter = column_letter(item.column)
    return f"{quoted_title(item.sheet)}!${letter}${item.first_row}:${letter}${item.last_row}"


def _types(count: int) -> str:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "/xl/workbook.xml": f"{main}.sheet.main+xml",
        **{f"/xl/worksheets/sheet{number}.xml": f"{main}.worksheet+xml" for number in range(1, count + 1)},
        "/xl/styles.xml": f"{main}.styles+xml",
        "/xl/sharedStrings.xml": f"{main}.sharedStrings+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in parts.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*links: tuple[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{path}"/>' for number, (kind, path) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def core_xml(title: str) -> bytes:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>"
    ).encode()


def custom_xml(properties: Mapping[str, str]) -> bytes:
    items = "".join(_property(*item) for item in enumerate(properties.items(), 2))
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{items}</Properties>'
    ).encode()


def _property(number: int, item: tuple[str, str]) -> str:
    name, value = item
    return (
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
    )
