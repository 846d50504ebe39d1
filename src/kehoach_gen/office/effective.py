"""Styles, theme and numbering of a Word file → the formatting that holds where a text stands.

Order of the standard (ISO/IEC 29500-1, 17.7.2): defaults, table style, paragraph style, numbering level, character style,
what stands in the paragraph or run itself. Bold, italic and capitals of styles cancel each other out (17.7.3).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kehoach_gen.office.word import W
from kehoach_gen.vietnamese.letters import roman

Properties = dict[str, Any]
"""Formatting by our own short names; what is not set is not there."""

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TOGGLES = ("bold", "italic", "caps")


def w(tag: str) -> str:
    return f"{{{W}}}{tag}"


_VAL = w("val")


@dataclass(frozen=True)
class Look:
    """What the letters of a run look like. Size in points; `font` of ASCII letters, `wide_font` of the others."""

    font: str
    wide_font: str
    size: float
    bold: bool
    italic: bool
    caps: bool
    underline: bool
    colour: str
    highlight: str
    fill: str
    hidden: bool


def is_on(element: Any) -> bool:
    return element.get(_VAL, "true") not in ("0", "false", "off", "none")


def number_of(text: str | None, otherwise: int = 0) -> int:
    """A whole number as Word files write them, «567», «567.5» or «-3»."""
    try:
        return round(float(text)) if text else otherwise
    except (ValueError, OverflowError):
        return otherwise


class Theme:
    """The fonts a theme gives the names major and minor."""

    def __init__(self, root: Any | None) -> None:
        self.fonts: dict[str, str] = {}
        for part in ("major", "minor"):
            found = None if root is None else root.find(f".//{_DRAWING}{part}Font/{_DRAWING}latin")
            self.fonts[part] = "" if found is None else found.get("typeface", "")

    def font(self, element: Any, kind: str) -> str | None:
        themed = element.get(w(f"{kind}Theme"))
        if themed:
            return self.fonts["major" if themed.startswith("major") else "minor"]
        font: str | None = element.get(w(kind))
        return font


def run_properties(element: Any | None, theme: Theme) -> Properties:
    """What one `w:rPr` sets."""
    found: Properties = {}
    for child in () if element is None else element:
        tag = child.tag
        if tag == _RFONTS:
            for name, kind in (("font", "ascii"), ("wide_font", "hAnsi")):
                if (font := theme.font(child, kind)) is not None:
                    found[name] = font
        elif tag in _ON_OFF:
            found[_ON_OFF[tag]] = is_on(child)
        elif tag == _SZ:
            found["size"] = number_of(child.get(_VAL)) / 2
        elif tag == _COLOUR:
            found["colour"] = child.get(_VAL, "auto")
        elif tag == _HIGHLIGHT:
            found["highlight"] = child.get(_VAL, "")
        elif tag == _SHADING:
            found["fill"] = child.get(_FILL, "auto")
    return found


_RFONTS, _SZ, _COLOUR, _HIGHLIGHT, _SHADING, _FILL = map(w, ("rFonts", "sz", "color", "highlight", "shd", "fill"))
_ON_OFF = {w("b"): "bold", w("i"): "italic", w("caps"): "caps", w("u"): "underline", w("vanish"): "hidden"}


def paragraph_properties(element: Any | None) -> Properties:
    """What one `w:pPr` sets, in twips; borders as (kind, eighths of a point)."""
    found: Properties = {}
    for child in () if element is None else element:
        name = _PARAGRAPH_TAGS.get(child.tag)
        if name == "spacing":
            _spacing(child, found)
        elif name == "ind":
            _indent(child, found)
        elif name == "jc":
            found["align"] = {"start": "left", "end": "right", "distribute": "both"}.get(child.get(_VAL), child.get(_VAL))
        elif name == "numPr":
            _number(child, found)
        elif name == "pBdr":
            found |= {f"border_{side}": _border(child.find(w(side))) for side in ("top", "bottom") if len(child.findall(w(side)))}
        elif name == "tabs":
            found["tabs"] = tuple((tab.get(_VAL, "left"), number_of(tab.get(w("pos")))) for tab in child)
        elif name == "framePr":
            found["frame"] = child.get(w("xAlign"), "")
        elif name == "shd":
            found["fill"] = child.get(_FILL, "auto")
        elif name == "outlineLvl":
            found["outline"] = number_of(child.get(_VAL))
        elif name is not None:
            found[name] = is_on(child)
    return found


_PARAGRAPH_TAGS = {
    w(tag): tag
    for tag in (
        "spacing", "ind", "jc", "numPr", "pBdr", "tabs", "framePr", "shd", "outlineLvl",
        "keepNext", "keepLines", "contextualSpacing", "pageBreakBefore",
    )
}  # fmt: skip
_AUTOMATIC = 280
"""Twips of the space Word leaves where it is to be «auto»."""


def _spacing(element: Any, found: Properties) -> None:
    for side in ("before", "after"):
        if element.get(w(f"{side}Autospacing")) in ("1", "true", "on"):
            found[side] = _AUTOMATIC
        elif (value := element.get(w(side))) is not None:
            found[side] = number_of(value)
    if (line := element.get(w("line"))) is not None:
        found["line"], found["line_rule"] = number_of(line), element.get(w("lineRule"), "auto")


def _indent(element: Any, found: Properties) -> None:
    for name, tags in (("left", ("left", "start")), ("right", ("right", "end"))):
        for tag in tags:
            if (value := element.get(w(tag))) is not None:
                found[name] = number_of(value)
    if (value := element.get(w("firstLine"))) is not None:
        found["first"] = number_of(value)
    if (value := element.get(w("hanging"))) is not None:
        found["first"] = -number_of(value)


def _number(element: Any, found: Properties) -> None:
    for tag, name in (("numId", "numbering"), ("ilvl", "level")):
        if (child := element.find(w(tag))) is not None:
            found[name] = child.get(_VAL, "0") if name == "numbering" else number_of(child.get(_VAL))


def _border(element: Any | None) -> tuple[str, int]:
    if element is None or element.get(_VAL) in (None, "none", "nil"):
        return ("", 0)
    return (element.get(_VAL), number_of(element.get(w("sz"))))


@dataclass(frozen=True)
class Level:
    """One level of a list: `text` with %1 … %9 for the counters; `number` in the terms of Word."""

    number: str
    text: str
    start: int
    suffix: str
    is_legal: bool
    properties: Mapping[str, Any]
    style: str


class Numbering:
    """The lists of a file, and how far each has been counted."""

    def __init__(self, root: Any | None, theme: Theme) -> None:
        self.lists: dict[str, tuple[str, dict[int, Level], set[int]]] = {}
        self.counts: dict[str, list[int]] = {}
        self.begun: set[str] = set()
        if root is None:
            return
        abstract = {item.get(w("abstractNumId")): item for item in root.iterfind(w("abstractNum"))}
        levels = {
            id: {number_of(lvl.get(w("ilvl"))): _level(lvl) for lvl in item.iterfind(w("lvl"))} for id, item in abstract.items()
        }
        by_style = {
            link.get(_VAL): id for id, item in abstract.items() if (link := item.find(w("styleLink"))) is not None and levels[id]
        }
        for num in root.iterfind(w("num")):
            target = num.find(w("abstractNumId"))
            id = "" if target is None else target.get(_VAL, "")
            if id in abstract and (link := abstract[id].find(w("numStyleLink"))) is not None:
                id = by_style.get(link.get(_VAL), id)
            own = dict(levels.get(id, {}))
            restarted = _override(num, own)
            self.lists[num.get(w("numId"), "")] = (id, own, restarted)

    def level(self, id: str, number: int) -> Level | None:
        found = self.lists.get(id)
        return found[1].get(number) if found else None

    def level_of_style(self, id: str, style: str) -> int:
        found = self.lists.get(id)
        return next((number for number, level in found[1].items() if level.style == style), 0) if found else 0

    def label(self, id: str, number: int) -> str:
        """The next label of this level of the list, with what follows it; empty for a bullet or no list."""
        level = self.level(id, number)
        if level is None:
            return ""
        abstract, levels, restarted = self.lists[id]
        counts = self.counts.setdefault(abstract, [])
        if id not in self.begun:
            self.begun.add(id)
            if restarted:
                del counts[min(restarted) :]
        del counts[number + 1 :]
        while len(counts) < number:
            upper = levels.get(len(counts))
            counts.append(upper.start if upper else 1)
        if len(counts) == number:
            counts.append(level.start - 1)
        counts[number] += 1
        return _written(level, levels, counts)


def _level(element: Any) -> Level:
    def value(tag: str, otherwise: str) -> str:
        found = element.find(w(tag))
        return otherwise if found is None else found.get(_VAL, otherwise)

    return Level(
        value("numFmt", "decimal"),
        value("lvlText", ""),
        number_of(value("start", "1"), 1),
        {"space": " ", "nothing": ""}.get(value("suff", "tab"), "\t"),
        element.find(w("isLgl")) is not None,
        paragraph_properties(element.find(w("pPr"))),
        value("pStyle", ""),
    )


def _override(num: Any, levels: dict[int, Level]) -> set[int]:
    """Levels set anew by a `w:num`; returns those it restarts."""
    restarted = set()
    for override in num.iterfind(w("lvlOverride")):
        number = number_of(override.get(w("ilvl")))
        if (own := override.find(w("lvl"))) is not None:
            levels[number] = _level(own)
        if override.find(w("startOverride")) is not None:
            restarted.add(number)
    return restarted


def _written(level: Level, levels: Mapping[int, Level], counts: list[int]) -> str:
    if level.number in ("bullet", "none"):
        return ""
    text = level.text
    for place, count in enumerate(counts):
        own = levels.get(place)
        number = "decimal" if level.is_legal or own is None else own.number
        text = text.replace(f"%{place + 1}", _digits(number, count))
    return text + level.suffix if text else ""


def _digits(number: str, count: int) -> str:
    if number in ("upperRoman", "lowerRoman"):
        digits = roman(count) if 0 < count < 4000 else str(count)
        return digits if number == "upperRoman" else digits.lower()
    if number in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if number == "upperLetter" else letter
    return f"{count:02}" if number == "decimalZero" else str(count)


class Styles:
    """The styles of a file, each with all it is based on."""

    def __init__(self, root: Any | None, theme: Theme, numbering: Numbering) -> None:
        self.theme, self.numbering = theme, numbering
        self.elements: dict[str, Any] = {}
        self.usual = {"paragraph": "", "table": ""}
        self.default_run: Properties = {}
        self.default_paragraph: Properties = {}
        self.chains: dict[str, tuple[Properties, Properties]] = {}
        self.looks: dict[Any, Look] = {}
        for child in () if root is None else root:
            if child.tag == w("style"):
                self.elements[child.get(w("styleId"), "")] = child
                if child.get(w("default")) in ("1", "true", "on"):
                    self.usual[child.get(w("type"), "")] = child.get(w("styleId"), "")
            elif child.tag == w("docDefaults"):
                self.default_run = run_properties(child.find(f"{w('rPrDefault')}/{w('rPr')}"), theme)
                self.default_paragraph = paragraph_properties(child.find(f"{w('pPrDefault')}/{w('pPr')}"))

    def name(self, id: str) -> str:
        found = self.elements[id].find(w("name")) if id in self.elements else None
        return "" if found is None else str(found.get(_VAL, ""))

    def chain(self, id: str) -> list[Any]:
        """The style and what it is based on, farthest first."""
        found: list[Any] = []
        while id in self.elements and self.elements[id] not in found:
            found.append(self.elements[id])
            based = found[-1].find(w("basedOn"))
            id = "" if based is None else based.get(_VAL, "")
        return found[::-1]

    def style(self, id: str) -> tuple[Properties, Properties]:
        """(paragraph, run) properties of the style with all it is based on."""
        if id not in self.chains:
            paragraph: Properties = {}
            run: Properties = {}
            for element in self.chain(id):
                own = paragraph_properties(element.find(w("pPr")))
                self._add_level(own, element.get(w("styleId"), ""), paragraph)
                _add(own, paragraph)
                run |= run_properties(element.find(w("rPr")), self.theme)
            self.chains[id] = (paragraph, run)
        return self.chains[id]

    def _add_level(self, own: Properties, style: str, into: Properties) -> None:
        """A list brings the indents of its level, which what stands beside it overrides."""
        if "numbering" in own:
            if style:
                own.setdefault("level", self.numbering.level_of_style(own["numbering"], style))
            number = own["level"] if "level" in own else into.get("level", 0)
            level = self.numbering.level(own["numbering"], number)
            into |= level.properties if level else {}

    def paragraph(self, element: Any | None, table: str) -> tuple[Properties, str]:
        """All that holds for a paragraph with this `w:pPr` in a table of that style, and the id of its own style."""
        named = None if element is None else element.find(w("pStyle"))
        style = self.usual["paragraph"] if named is None else named.get(_VAL, "")
        if style not in self.elements:
            style = self.usual["paragraph"]
        found = dict(self.default_paragraph)
        for properties in (self.style(table)[0] if table else {}, self.style(style)[0]):
            _add(properties, found)
        own = paragraph_properties(element)
        self._add_level(own, "", found)
        _add(own, found)
        return {**found, "tabs": tuple(tab for tab in found.get("tabs", ()) if tab[0] != "clear")}, style

    def look(self, element: Any | None, paragraph: str, table: str) -> Look:
        """How a run with this `w:rPr` looks in a paragraph of one style, in a table of another."""
        own = run_properties(element, self.theme)
        named = None if element is None else element.find(w("rStyle"))
        character = "" if named is None else named.get(_VAL, "")
        key = (table, paragraph, character, tuple(own.items()))
        if key not in self.looks:
            self.looks[key] = self._look(own, [self.style(id)[1] for id in (table, paragraph, character) if id])
        return self.looks[key]

    def _look(self, own: Properties, styles: list[Properties]) -> Look:
        merged = _merged((self.default_run, *styles, own))
        for name in _TOGGLES:
            turns = sum(bool(style.get(name)) for style in styles) % 2 == 1
            merged[name] = own[name] if name in own else bool(self.default_run.get(name)) or turns
        return Look(
            merged.get("font", "Times New Roman"),
            merged.get("wide_font", "Times New Roman"),
            merged.get("size", 10.0),
            merged["bold"],
            merged["italic"],
            merged["caps"],
            merged.get("underline", False),
            merged.get("colour", "auto"),
            merged.get("highlight", ""),
            merged.get("fill", "auto"),
            merged.get("hidden", False),
        )


def _add(own: Properties, into: Properties) -> None:
    """What stands nearer overrides what stands farther; tab stops add up, one at each place."""
    stops = {**{pos: kind for kind, pos in into.get("tabs", ())}, **{pos: kind for kind, pos in own.get("tabs", ())}}
    into |= own
    if stops:
        into["tabs"] = tuple((stops[pos], pos) for pos in sorted(stops))


def _merged(all: Iterable[Properties]) -> Properties:
    merged: Properties = {}
    for one in all:
        merged |= one
    return merged
