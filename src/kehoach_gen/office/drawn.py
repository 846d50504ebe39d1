"""Lines a person drew in a Word file: by the line tool of any version of Word, or a row of underscores."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_EMU = 36000
_UNITS = {"pt": 25.4 / 72, "in": 25.4, "mm": 1.0, "cm": 10.0, "px": 25.4 / 96, "": 25.4 / 72}
_MEASURE = re.compile(r"\s*(-?(?:\d{1,9}(?:\.\d*)?|\.\d+))\s*(pt|in|mm|cm|px|)")
_STRAIGHT = ("line", "straightConnector1")


@dataclass(frozen=True)
class Line:
    """A level line, `length` in millimetres. `shift` says how far its middle is off the middle of the text area it
    stands in; None where that cannot be told from the file."""

    length: float
    shift: float | None = None
    is_solid: bool = True


def lines_in(drawing: Any) -> Iterator[Line]:
    """The level lines of a `w:drawing`, `w:pict` or `w:object`."""
    for shape in drawing.iter(f"{_WPS}spPr"):
        form = shape.find(f"{_A}prstGeom")
        extent = shape.find(f"{_A}xfrm/{_A}ext")
        if form is None or form.get("prst") not in _STRAIGHT:
            continue
        if extent is None:
            extent = drawing.find(f".//{_WP}extent")
        if extent is not None:
            yield from _level(_emu(extent, "cx"), _emu(extent, "cy"), is_solid=_is_plain(shape))
    for line in drawing.iter(f"{_V}line"):
        (left, top), (right, bottom) = _point(line.get("from", "")), _point(line.get("to", ""))
        yield from _level(abs(right - left), abs(bottom - top), is_solid=_is_plain_stroke(line))
    for shape in drawing.iter(f"{_V}shape"):
        if shape.get("type", "").endswith("_t32"):
            style = dict(part.split(":", 1) for part in shape.get("style", "").split(";") if ":" in part)
            yield from _level(_mm(style.get("width", "")), _mm(style.get("height", "")), is_solid=_is_plain_stroke(shape))


def _level(across: float, down: float, *, is_solid: bool) -> Iterator[Line]:
    if across > 0 and down <= across * 0.1:
        yield Line(across, None, is_solid)


def _emu(extent: Any, side: str) -> float:
    value = str(extent.get(side, "0"))
    return int(value) / _EMU if re.fullmatch(r"-?[0-9]{1,15}", value) else 0.0


def _mm(text: str) -> float:
    found = _MEASURE.match(text)
    return float(found[1]) * _UNITS[found[2]] if found else 0.0


def _point(text: str) -> tuple[float, float]:
    across, _, down = text.partition(",")
    return _mm(across), _mm(down)


def _is_plain(shape: Any) -> bool:
    """Solid and single."""
    line = shape.find(f"{_A}ln")
    if line is None:
        return True
    dash = line.find(f"{_A}prstDash")
    return line.get("cmpd", "sng") == "sng" and (dash is None or dash.get("val") == "solid")


def _is_plain_stroke(shape: Any) -> bool:
    stroke = shape.find(f"{_V}stroke")
    return stroke is None or (stroke.get("dashstyle", "solid") == "solid" and stroke.get("linestyle", "single") == "single")
