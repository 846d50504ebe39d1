"""Values → a stacked bar chart drawn by Word itself, put where a document says it stands.

A chart is three members of the package: the drawing's part, its relations, and the small workbook that Word opens when a
person edits the figures (ECMA-376 Part 1, 14.2.1, 21.2). The values also stand in the part, so that nothing has to be
recalculated to show it.
"""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from kehoach_gen.office.package import read_zip, write_zip
from kehoach_gen.office.word import R

PLACE = "\ufddb"
"""The value that stands, through a template, for the chart to come; a character that Unicode keeps out of every text."""

_MAIN, _RELATIONS, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_EMU = 36_000
"""English metric units in a millimetre."""
_FONT = "Times New Roman"
_LEAST_LABELLED = 0.04
"""The share of a bar below which its figure has no room in it."""


@dataclass(frozen=True)
class Series:
    """One part of every bar: its name, its value for each category, its colour and that of the figures on it (RRGGBB)."""

    name: str
    values: tuple[int, ...]
    fill: str
    ink: str = "000000"


@dataclass(frozen=True)
class Chart:
    """Bars from left to right, one a category from the top, each as long as the others and parted by the shares of its
    series. `description` is what a person who cannot see it is told. Measures in millimetres, `size` in points."""

    name: str
    description: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    width: float
    height: float
    size: float = 10


def add_chart(content: bytes, chart: Chart) -> bytes:
    """The .docx file with the chart at `PLACE`; as it was where there is none."""
    members = read_zip(content, "")
    before, found, after = members[_MAIN].decode().partition(PLACE)
    if not found:
        return content
    number = next(n for n in range(1, len(members) + 2) if _part(n) not in members)
    drawing = f'</w:t>{_inline(chart, number, _next_id(before + after))}<w:t xml:space="preserve">'
    members[_MAIN] = f"{before}{drawing}{after.replace(PLACE, '')}".encode()
    relation = f'<Relationship Id="{_relation(number)}" Type="{R}/chart" Target="charts/chart{number}.xml"/>'
    members[_RELATIONS] = _with(members[_RELATIONS], "Relationships", relation)
    types = f'<Override PartName="/{_part(number)}" ContentType="{_CHART_TYPE}"/>'
    types += f'<Override PartName="/{_book(number)}" ContentType="{_SHEET_TYPE}.sheet"/>'
    members[_TYPES] = _with(members[_TYPES], "Types", types)
    members[_part(number)] = (_DECLARATION + _chart_space(chart)).encode()
    book = f'<Relationship Id="rId1" Type="{R}/package" Target="../embeddings/{_book(number).rsplit("/", 1)[-1]}"/>'
    members[f"word/charts/_rels/chart{number}.xml.rels"] = _relations(book)
    members[_book(number)] = _workbook(chart)
    return write_zip(members)


def _part(number: int) -> str:
    return f"word/charts/chart{number}.xml"


def _book(number: int) -> str:
    return f"word/embeddings/chart{number}.xlsx"


def _relation(number: int) -> str:
    return f"rIdChart{number}"


def _with(member: bytes, root: str, more: str) -> bytes:
    return member.replace(f"</{root}>".encode(), f"{more}</{root}>".encode())


def _relations(*relations: str) -> bytes:
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'.encode()


def _next_id(xml: str) -> int:
    """A number that no picture of the document has."""
    return max((int(id) for id in re.findall(r'<wp:docPr [^>]*?\bid="(\d+)"', xml)), default=0) + 1


def _inline(chart: Chart, number: int, id: int) -> str:
    """The drawing as it stands in its run."""
    size = f'cx="{round(chart.width * _EMU)}" cy="{round(chart.height * _EMU)}"'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{id}" name={quoteattr(chart.name)} descr={quoteattr(chart.description)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/chart">'
        f'<c:chart xmlns:c="{_DRAWING}/chart" xmlns:r="{R}" r:id="{_relation(number)}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


# The part of the chart

_CATEGORY_AXIS, _VALUE_AXIS = 1001, 1002
_GRID = '<a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln>'


def _chart_space(chart: Chart) -> str:
    series = "".join(_series(chart, index) for index in range(len(chart.series)))
    axes = f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
    return (
        f'<c:chartSpace xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main" xmlns:r="{R}"><c:date1904 val="0"/>'
        '<c:lang val="vi-VN"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="percentStacked"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="45"/><c:overlap val="100"/>{axes}</c:barChart>{_axes(chart)}</c:plotArea>'
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
        f"</c:chart><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text(chart.size)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _axes(chart: Chart) -> str:
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_text(chart.size)}<c:crossAx val="{_VALUE_AXIS}"/>'
        '<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/>'
        f'</c:catAx><c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="b"/><c:majorGridlines><c:spPr>{_GRID}</c:spPr></c:majorGridlines>'
        '<c:numFmt formatCode="0%" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="max"/>'
        '<c:crossBetween val="between"/><c:majorUnit val="0.2"/></c:valAx>'
    )


def _text(size: float, color: str = "000000") -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
        f'<a:latin typeface="{_FONT}"/><a:cs typeface="{_FONT}"/></a:defRPr></a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr>'
    )


def _series(chart: Chart, index: int) -> str:
    series, column, last = chart.series[index], _column(index), len(chart.categories) + 1
    outline = '<a:ln w="6350"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln>'
    names = _points(chart.categories)
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>{_SHEET}!${column}$1</c:f>'
        f"<c:strCache>{_points((series.name,))}</c:strCache></c:strRef></c:tx>"
        f'<c:spPr><a:solidFill><a:srgbClr val="{series.fill}"/></a:solidFill>{outline}</c:spPr><c:invertIfNegative val="0"/>'
        f"{_labels(chart, series)}"
        f"<c:cat><c:strRef><c:f>{_SHEET}!$A$2:$A${last}</c:f><c:strCache>{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{_SHEET}!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f"{_points(tuple(map(str, series.values)))}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _points(values: tuple[str, ...]) -> str:
    points = (f'<c:pt idx="{index}"><c:v>{escape(value)}</c:v></c:pt>' for index, value in enumerate(values))
    return f'<c:ptCount val="{len(values)}"/>{"".join(points)}'


def _labels(chart: Chart, series: Series) -> str:
    """The figures on the bars, but those there is no room for."""
    totals = [sum(values) for values in zip(*(one.values for one in chart.series), strict=True)]
    hidden = "".join(
        f'<c:dLbl><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>'
        for index, (value, total) in enumerate(zip(series.values, totals, strict=True))
        if value < total * _LEAST_LABELLED or not value
    )
    shown = "".join(
        f'<c:show{what} val="{int(what == "Val")}"/>'
        for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    )
    return (
        f'<c:dLbls>{hidden}<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text(chart.size, series.ink)}<c:dLblPos val="ctr"/>{shown}</c:dLbls>'
    )


# Its workbook

_SHEET = "Sheet1"
_LETTERS = "BCDEFGHIJKLMNOPQRSTUVWXYZ"


def _column(index: int) -> str:
    """The column of a series; the first one is that of the categories."""
    return _LETTERS[index]


def _workbook(chart: Chart) -> bytes:
    """The smallest workbook that holds the figures."""
    spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    part = f"{_SHEET_TYPE}.sheet.main+xml", f"{_SHEET_TYPE}.worksheet+xml"
    members = {
        _TYPES: f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{part[0]}"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{part[1]}"/></Types>',
        "xl/workbook.xml": f'<workbook xmlns="{spreadsheet}" xmlns:r="{R}"><sheets>'
        f'<sheet name="{_SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{spreadsheet}"><sheetData>{_rows(chart)}</sheetData></worksheet>',
    }
    relations = {
        "_rels/.rels": _relations(f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/_rels/workbook.xml.rels": _relations(
            f'<Relationship Id="rId1" Type="{R}/worksheet" Target="worksheets/sheet1.xml"/>'
        ),
    }
    return write_zip({name: (_DECLARATION + xml).encode() for name, xml in members.items()} | relations)


def _rows(chart: Chart) -> str:
    heading = "".join(map(_words, ("", *(series.name for series in chart.series))))
    rows = [heading]
    for index, category in enumerate(chart.categories):
        rows.append(_words(category) + "".join(f"<c><v>{series.values[index]}</v></c>" for series in chart.series))
    return "".join(f"<row>{row}</row>" for row in rows)


def _words(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'
