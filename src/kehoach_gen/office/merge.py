"""Several Word templates → the members of one document that can hold them all, and the story each of them tells.

The first template lends its package. Of every further one the body, the headers and footers, the pictures and the
styles are taken over; what bears the same name and is different gets a new name.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from kehoach_gen.office.identity import with_property_parts
from kehoach_gen.office.package import read_zip
from kehoach_gen.office.word import R, W
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MAIN, _MAIN_RELATIONS, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_STYLES = "word/styles.xml"
_SHARED = ("styles", "settings", "fontTable", "theme", "webSettings", "customXml", "stylesWithEffects", "glossaryDocument")
_REFUSED = {
    "numbering": "đánh số tự động",
    "footnotes": "chú thích cuối trang",
    "endnotes": "chú thích cuối văn bản",
    "comments": "nhận xét",
}
_STYLE, _ID = f"{{{W}}}style", f"{{{W}}}styleId"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
RULE_STYLES = ("KeCoQuan", "KeTieuNgu", "KeTrichYeu")
"""Styles of the lines whose length follows a text of the head."""


@dataclass(frozen=True)
class Story:
    """One template's body: its paragraphs and tables, the properties of its section, its lines of variable length."""

    xml: str
    section: str
    rules: tuple[tuple[str, int], ...]
    """(style, width in twips of the column the line is centred in)"""

    def closed(self) -> "Story":
        """The story with its section ended by its last paragraph, so that another can follow."""
        start = self.xml.rfind("<w:p>")
        last = self.xml[start:]
        if "{%" in last:
            return replace(self, xml=f"{self.xml}<w:p><w:pPr>{self.section}</w:pPr></w:p>")
        if "<w:pPr>" in last:
            last = last.replace("</w:pPr>", f"{self.section}</w:pPr>", 1)
        else:
            last = last.replace("<w:p>", f"<w:p><w:pPr>{self.section}</w:pPr>", 1)
        return replace(self, xml=self.xml[:start] + last)


@dataclass(frozen=True)
class Merged:
    head: str
    stories: tuple[Story, ...]
    members: Mapping[str, bytes]
    parts: Mapping[str, int]
    """Header and footer members, with the number of the story they belong to."""


def merge(templates: Sequence[tuple[str, bytes]]) -> Merged:
    """The (name, content) templates as one document. Raises ProblemError for what cannot be merged."""
    files = [_File.read(name, content) for name, content in templates]
    base = files[0]
    for number, other in enumerate(files[1:], 2):
        base.adopt(other, number)
    spaces = _spaces(files)
    stories = tuple(file.story(spaces) for file in files)
    parts = {member: index for index, file in enumerate(files) for member in file.header_members()}
    members = with_property_parts(base.finished())
    return Merged(_head(files, spaces), stories, _in_order(members), parts)


def _spaces(files: Iterable["_File"]) -> dict[str, str]:
    """The namespaces declared anywhere in the templates, by prefix: Word declares those of a picture where it stands."""
    spaces = {"w14": _W14, "mc": _MC}
    for file in files:
        for element in file.root.iter(etree.Element):
            for prefix, uri in element.nsmap.items():
                if prefix:
                    spaces.setdefault(prefix, uri)
    return spaces


def _head(files: Iterable["_File"], spaces: Mapping[str, str]) -> str:
    """The opening of the main part, with every namespace."""
    ignorable = {"w14"}
    for file in files:
        ignorable.update(file.root.get(f"{{{_MC}}}Ignorable", "").split())
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in sorted(spaces.items()))
    words = " ".join(sorted(prefix for prefix in ignorable if prefix in spaces))
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document{declared} mc:Ignorable="{words}"><w:body>'


def _in_order(members: Mapping[str, bytes]) -> dict[str, bytes]:
    first = (_TYPES, "_rels/.rels", "docProps/core.xml", "docProps/custom.xml", _MAIN, _MAIN_RELATIONS)
    rest = sorted(name for name in members if name not in first)
    return {name: members[name] for name in (*first, *rest) if name in members}


class _File:
    """A template taken apart: its members, the trees of the parts we change."""

    def __init__(self, name: str, members: dict[str, bytes]) -> None:
        self.name, self.members = name, members
        self.root = self._parse(_MAIN)
        self.body = self.root.find(f"{{{W}}}body")
        self.relations = self._parse(_MAIN_RELATIONS)
        self.styles = self._parse(_STYLES)
        if self.body is None or self.body.find(f"{{{W}}}sectPr") is None:
            raise self._refusal(
                "mau-thieu-trang", "Mẫu không có thiết lập trang.", "mở mẫu bằng Word, đặt lại khổ giấy và lề, rồi lưu."
            )
        _clean(self.root)

    @classmethod
    def read(cls, name: str, content: bytes) -> "_File":
        return cls(name, read_zip(content, name))

    def _parse(self, member: str) -> Any:
        if member not in self.members:
            raise self._refusal(
                "khong-phai-word", f"Tệp không phải tài liệu Word (thiếu {member}).", "chép lại mẫu gốc, rồi sửa bằng Word."
            )
        try:
            return etree.fromstring(self.members[member], _PARSER)
        except etree.XMLSyntaxError as error:
            raise self._refusal("mau-hong", f"Phần {member} của mẫu bị hỏng.", "chép lại mẫu gốc, rồi sửa bằng Word.") from error

    def _refusal(self, code: str, message: str, hint: str) -> ProblemError:
        return ProblemError(Problem(code, ERROR, Place(self.name), message, hint))

    def story(self, spaces: Mapping[str, str]) -> Story:
        section = self.body.find(f"{{{W}}}sectPr")
        inner = [child for child in self.body if child is not section]
        if not inner or inner[-1].tag != f"{{{W}}}p":
            inner.append(etree.fromstring(f'<w:p xmlns:w="{W}"/>'))
        return Story("".join(_text(child, spaces) for child in inner), _text(section, spaces), tuple(_rules(self.body)))

    def header_members(self) -> list[str]:
        kinds = ("/header", "/footer")
        return [self._target(relation) for relation in self.relations if relation.get("Type").endswith(kinds)]

    @staticmethod
    def _target(relation: Any) -> str:
        return posixpath.normpath(posixpath.join("word", relation.get("Target").lstrip("/").removeprefix("word/")))

    def finished(self) -> dict[str, bytes]:
        changed = {_STYLES: self.styles, _MAIN_RELATIONS: self.relations}
        return {
            **self.members,
            **{
                name: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
                for name, tree in changed.items()
            },
        }

    def adopt(self, other: "_File", number: int) -> None:
        """Takes over what `other` needs beside its body."""
        self._adopt_styles(other, number)
        for relation in list(other.relations):
            self._adopt_relation(other, relation, number)

    def _adopt_relation(self, other: "_File", relation: Any, number: int) -> None:
        kind = relation.get("Type").rsplit("/", 1)[-1]
        if kind in _REFUSED and _uses(other.body, kind):
            raise other._refusal(
                "mau-khong-ghep-duoc",
                f"Mẫu dùng {_REFUSED[kind]}, không ghép được vào một tệp.",
                f"bỏ {_REFUSED[kind]} trong mẫu này.",
            )
        if kind in _SHARED or kind in _REFUSED:
            return
        old, new = relation.get("Id"), f"{relation.get('Id')}_{number}"
        for element in other.root.iter(etree.Element):
            for attribute, value in element.attrib.items():
                if value == old and attribute.startswith(f"{{{R}}}"):
                    element.set(attribute, new)
        target = relation.get("Target")
        if relation.get("TargetMode") != "External":
            target = self._adopt_member(other, other._target(relation), number)
        self.relations.append(_relation(new, relation, target))

    def _adopt_member(self, other: "_File", member: str, number: int) -> str:
        stem, extension = posixpath.splitext(member)
        renamed = f"{stem}_{number}{extension}"
        self.members[renamed] = other.members[member]
        types = self.members[_TYPES].decode()
        theirs = other.members[_TYPES].decode()
        override = re.search(rf'<Override [^>]*PartName="/{re.escape(member)}"[^>]*/>', theirs)
        default = re.search(rf'<Default [^>]*Extension="{extension[1:]}"[^>]*/>', theirs, re.IGNORECASE)
        if override:
            types = types.replace("</Types>", override[0].replace(f"/{member}", f"/{renamed}") + "</Types>")
        elif default and not re.search(rf'Extension="{extension[1:]}"', types, re.IGNORECASE):
            types = re.sub(r"(<Types[^>]*>)", lambda tag: tag[1] + default[0], types)
        self.members[_TYPES] = types.encode()
        folder, base = posixpath.split(member)
        own_relations = f"{folder}/_rels/{base}.rels"
        if own_relations in other.members:
            self._adopt_relations_of(other, own_relations, renamed, number)
        return renamed.removeprefix("word/")

    def _adopt_relations_of(self, other: "_File", member: str, owner: str, number: int) -> None:
        tree = other._parse(member)
        for relation in tree:
            if relation.get("TargetMode") != "External":
                relation.set("Target", self._adopt_member(other, other._target(relation), number))
        folder, base = posixpath.split(owner)
        self.members[f"{folder}/_rels/{base}.rels"] = etree.tostring(
            tree, xml_declaration=True, encoding="UTF-8", standalone=True
        )

    def _adopt_styles(self, other: "_File", number: int) -> None:
        if _canonical(self.styles.find(f"{{{W}}}docDefaults")) != _canonical(other.styles.find(f"{{{W}}}docDefaults")):
            raise other._refusal(
                "mau-khac-phong-mac-dinh",
                f"Chữ mặc định của mẫu này khác mẫu {self.name}, nên không ghép được vào một tệp.",
                "trong Word, đặt phông và cỡ chữ mặc định của hai mẫu như nhau (hộp Phông chữ, nút Đặt làm mặc định).",
            )
        mine = {style.get(_ID): style for style in self.styles.iterfind(_STYLE)}
        renamed: dict[str, str] = {}
        adopted = []
        for style in list(other.styles.iterfind(_STYLE)):
            id = style.get(_ID)
            if id in mine and _canonical(style) == _canonical(mine[id]):
                continue
            if id in mine:
                renamed[id] = f"{id}_{number}"
                style = _renamed_style(style, renamed[id], number)
            adopted.append(style)
        self.styles.extend(adopted)
        _name_default_style(other, renamed)
        _rename_styles((*adopted, other.root), renamed)


def _clean(root: Any) -> None:
    """Without what Word adds for itself and a loop would repeat: revision ids, bookmarks, proofing marks."""
    for element in list(root.iter(etree.Element)):
        for attribute in list(element.attrib):
            if attribute.startswith(f"{{{_W14}}}") or attribute.startswith(f"{{{W}}}rsid"):
                del element.attrib[attribute]
        if etree.QName(element).localname in ("bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak"):
            element.getparent().remove(element)


def _text(element: Any, spaces: Mapping[str, str]) -> str:
    """The element as text, without the declarations that the head of the document makes."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns:(\w+)="([^"]*)"', lambda found: "" if spaces.get(found[1]) == found[2] else found[0], text)


def _canonical(element: Any) -> bytes:
    return b"" if element is None else etree.tostring(element, method="c14n", exclusive=True, with_tail=False).strip()


def _relation(id: str, model: Any, target: str) -> Any:
    relation = etree.Element(model.tag, Id=id, Type=model.get("Type"), Target=target)
    if model.get("TargetMode"):
        relation.set("TargetMode", model.get("TargetMode"))
    return relation


def _uses(body: Any, kind: str) -> bool:
    tag = {
        "numbering": "numPr",
        "footnotes": "footnoteReference",
        "endnotes": "endnoteReference",
        "comments": "commentReference",
    }[kind]
    return body.find(f".//{{{W}}}{tag}") is not None


def _renamed_style(style: Any, id: str, number: int) -> Any:
    copy = etree.fromstring(etree.tostring(style))
    copy.set(f"{{{W}}}styleId", id)
    copy.attrib.pop(f"{{{W}}}default", None)
    name = copy.find(f"{{{W}}}name")
    name.set(f"{{{W}}}val", f"{name.get(f'{{{W}}}val')} ({number})")
    return copy


def _rename_styles(trees: Iterable[Any], renamed: Mapping[str, str]) -> None:
    for tree in trees if renamed else ():
        for tag in ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle"):
            for element in tree.iter(f"{{{W}}}{tag}"):
                value = element.get(f"{{{W}}}val")
                element.set(f"{{{W}}}val", renamed.get(value, value))


def _name_default_style(other: _File, renamed: Mapping[str, str]) -> None:
    """Paragraphs without a style mean the default one: where that was renamed, they say so."""
    if "Normal" not in renamed:
        return
    for paragraph in other.body.iter(f"{{{W}}}p"):
        properties = paragraph.find(f"{{{W}}}pPr")
        if properties is None:
            properties = etree.Element(f"{{{W}}}pPr")
            paragraph.insert(0, properties)
        if properties.find(f"{{{W}}}pStyle") is None:
            style = etree.Element(f"{{{W}}}pStyle")
            style.set(f"{{{W}}}val", "Normal")
            properties.insert(0, style)


def _rules(body: Any) -> Iterable[tuple[str, int]]:
    """The lines of variable length, each with the width of the cell or page it stands in, in twips."""
    for style in body.iter(f"{{{W}}}pStyle"):
        name = style.get(f"{{{W}}}val")
        if name in RULE_STYLES:
            cell = next(style.iterancestors(f"{{{W}}}tc"), None)
            yield name, _page_width(style) if cell is None else _cell_width(cell)


def _cell_width(cell: Any) -> int:
    return int(cell.find(f"{{{W}}}tcPr/{{{W}}}tcW").get(f"{{{W}}}w"))


def _page_width(element: Any) -> int:
    """The width of the text in the section `element` stands in: the one whose properties come next."""
    section = next(element.iterancestors(f"{{{W}}}p")).xpath(
        "(.|following::*)/descendant-or-self::w:sectPr", namespaces={"w": W}
    )[0]
    size, margins = section.find(f"{{{W}}}pgSz"), section.find(f"{{{W}}}pgMar")
    return int(size.get(f"{{{W}}}w")) - int(margins.get(f"{{{W}}}left")) - int(margins.get(f"{{{W}}}right"))
