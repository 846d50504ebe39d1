"""Changes of form → a Word file that has them; its words stay, and the parts no change touches keep their bytes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from kehoach_gen.office.comments import Package
from kehoach_gen.office.word import W

Path = tuple[int, ...]


@dataclass(frozen=True)
class Change:
    """Attributes (None to take one away) of the element `child` in the `holder` (`rPr`, `pPr`, or "" for the element
    itself) of the element at `path`, counted from the body in the main part and from the root in another."""

    path: Path
    holder: str
    child: str
    attributes: Mapping[str, str | None]
    part: str = ""


@dataclass(frozen=True)
class Reword:
    """In the paragraph at `path`, what matches `pattern` is written as `words`; it may stand in several runs."""

    path: Path
    pattern: str
    words: str


@dataclass(frozen=True)
class Resize:
    """The table at `path` with all its widths times `factor`, those of tables in its cells among them."""

    path: Path
    factor: float


@dataclass(frozen=True)
class NumberPages:
    """The sections at these paths get a header with the page number, in points; `emptied` of them lose their footer."""

    sections: Sequence[Path]
    emptied: Sequence[Path]
    size: float


Edit = Change | Reword | Resize | NumberPages


def reformat(content: bytes, name: str, changes: Iterable[Edit]) -> bytes:
    """The file with all changes made. Raises ProblemError for what is no Word file."""
    package = Package(content, name)
    document = _Document(package)
    for change, spots in [(change, document.spots(change)) for change in changes]:
        if isinstance(change, Change):
            document.change(change, spots[0])
        elif isinstance(change, Reword):
            document.reword(change, spots[0])
        elif isinstance(change, Resize):
            document.resize(change, spots[0])
        else:
            document.number_pages(change, spots)
    return package.content()


class _Document:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main or "word/document.xml"
        self.space = W

    def at(self, path: Path, part: str = "") -> Any:
        root = self.package.edit(part or self.main)
        self.space = etree.QName(root).namespace or W
        spot = root if part else root.find(self.w("body"))
        for index in path:
            spot = [child for child in spot if isinstance(child.tag, str)][index]
        return spot

    def spots(self, change: Edit) -> list[Any]:
        """The elements a change is made to: found before any is made, since a change may move what comes after it."""
        if isinstance(change, NumberPages):
            return [self.at(path) for path in change.sections]
        return [self.at(change.path, change.part if isinstance(change, Change) else "")]

    def w(self, tag: str) -> str:
        return f"{{{self.space}}}{tag}"

    def change(self, change: Change, element: Any) -> None:
        holder = self.child(element, change.holder, (change.holder,)) if change.holder else element
        kind = change.holder or etree.QName(element).localname
        child = self.child(holder, change.child, _ORDERS[kind].split())
        for attribute, value in change.attributes.items():
            if value is None:
                child.attrib.pop(self.w(attribute), None)
            else:
                child.set(self.w(attribute), value)

    def child(self, element: Any, tag: str, order: Sequence[str]) -> Any:
        """The child with this tag, made where the standard wants it if there is none."""
        found = element.find(self.w(tag))
        if found is None:
            found = etree.Element(self.w(tag))
            earlier = {self.w(name) for name in order[: order.index(tag)]}
            place = max((index for index, child in enumerate(element, 1) if child.tag in earlier), default=0)
            element.insert(place, found)
        return found

    def resize(self, change: Resize, table: Any) -> None:
        for width in table.iter(*map(self.w, ("tblW", "gridCol", "tcW"))):
            value, type = width.get(self.w("w"), ""), width.get(self.w("type"), "dxa")
            if type == "dxa" and value.isdigit():
                width.set(self.w("w"), str(int(int(value) * change.factor)))

    def reword(self, change: Reword, paragraph: Any) -> None:
        nodes = list(paragraph.iter(self.w("t")))
        for found in reversed(list(re.finditer(change.pattern, "".join(node.text or "" for node in nodes)))):
            self._replace(nodes, *found.span(), found.expand(change.words))

    def _replace(self, nodes: Sequence[Any], start: int, end: int, words: str) -> None:
        offset = 0
        for node in nodes:
            text = node.text or ""
            low, high = max(start - offset, 0), min(end - offset, len(text))
            if low < high:
                node.text, words = text[:low] + words + text[high:], ""
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            offset += len(text)

    def number_pages(self, change: NumberPages, sections: Sequence[Any]) -> None:
        part = self.package.unused(f"{self.main.rpartition('/')[0]}/header{{}}.xml".lstrip("/"))
        self.package.create(part, etree.fromstring(_HEADER.format(space=self.space, size=round(change.size * 2))))
        self.package.declare(part, "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml")
        id = self.package.relate(self.main, "header", part)
        for path, section in zip(change.sections, sections, strict=True):
            self._unlink(section, "headerReference")
            reference = etree.Element(self.w("headerReference"))
            reference.set(self.w("type"), "default")
            reference.set(f"{{{self.package.office}}}id", id)
            section.insert(0, reference)
            if path in change.emptied:
                self._unlink(section, "footerReference")

    def _unlink(self, section: Any, tag: str) -> None:
        for reference in section.findall(self.w(tag)):
            if reference.get(self.w("type"), "default") == "default":
                section.remove(reference)


_HEADER = (
    '<w:hdr xmlns:w="{space}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r>%s<w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r>%s<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r>%s<w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r>%s<w:t>2</w:t></w:r><w:r>%s<w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
) % (
    (
        '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
        '<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>',
    )
    * 5
)
_ORDERS = {
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color "
        "spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku "
        "wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign "
        "noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
    ),
}
"""The order of the children of each holder (ISO/IEC 29500-1, wml.xsd)."""
