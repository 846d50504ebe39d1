"""What a Word file knows of itself: its plan, the version of its data, its title."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.sax.saxutils import escape

CORE, CUSTOM = "docProps/core.xml", "docProps/custom.xml"
_SETTINGS, _TYPES, _RELATIONS = "word/settings.xml", "[Content_Types].xml", "_rels/.rels"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PARTS = (
    (CORE, f"{_PACKAGE}/relationships/metadata/core-properties", "application/vnd.openxmlformats-package.core-properties+xml"),
    (CUSTOM, f"{_OFFICE}/relationships/custom-properties", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
)


@dataclass(frozen=True)
class Identity:
    """`plan` = id of the plan, `base` = first 16 hex digits of the fingerprint of its data."""

    plan: str
    base: str
    title: str
    author: str
    marks: bool = True
    """False: a clean copy, without the bookmarks, ids and properties that tell where it comes from."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Further properties, by their names after «KHGen.»."""


def with_identity(members: Mapping[str, bytes], identity: Identity) -> dict[str, bytes]:
    """The members of a .docx file with its title and, unless it is to be clean, its properties and document id."""
    changed = dict(members)
    changed[CORE] = _core(identity)
    if identity.marks:
        changed[CUSTOM] = _custom(identity)
        changed[_SETTINGS] = _with_document_id(members[_SETTINGS], identity.base)
    else:
        changed.pop(CUSTOM, None)
        changed[_TYPES], changed[_RELATIONS] = _without_custom(members[_TYPES], members[_RELATIONS])
    return changed


def with_property_parts(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The members with the property files announced, as every document we fill from them has both."""
    changed = dict(members)
    for part, kind, content_type in _PARTS:
        if f'PartName="/{part}"'.encode() not in changed[_TYPES]:
            override = f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>'
            changed[_TYPES] = changed[_TYPES].replace(b"</Types>", override.encode())
        if f'"{kind}"'.encode() not in changed[_RELATIONS]:
            relation = f'<Relationship Id="rIdKH{part[9:11]}" Type="{kind}" Target="{part}"/></Relationships>'
            changed[_RELATIONS] = changed[_RELATIONS].replace(b"</Relationships>", relation.encode())
        changed.setdefault(part, b"")
    return changed


def _core(identity: Identity) -> bytes:
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(identity.title)}</dc:title><dc:creator>{escape(identity.author)}</dc:creator>"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    ).encode()


def _custom(identity: Identity) -> bytes:
    values = {"KHGen.plan": identity.plan, "KHGen.base": identity.base, "KHGen.marks": "1"}
    values |= {f"KHGen.{name}": value for name, value in identity.extra.items()}
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(values.items(), 2)
    )
    return (
        f'{_DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{properties}</Properties>'
    ).encode()


def _with_document_id(settings: bytes, base: str) -> bytes:
    """Settings with `w14:docId`, by which Word keeps the paragraph ids of a file it saves."""
    id = (int(base[:8], 16) & 0x7FFFFFFF) or 1
    return _without_document_id(settings) + f'<w14:docId w14:val="{id:08X}"/></w:settings>'.encode()


@lru_cache(maxsize=32)
def _without_document_id(settings: bytes) -> bytes:
    """Settings up to where `w14:docId` is to stand, its namespace declared."""
    text = re.sub(r"<w14:docId [^>]*/>", "", settings.decode())
    opening = re.search(r"<w:settings\b[^>]*>", text)
    assert opening is not None, "settings.xml without w:settings"
    tag = opening[0]
    for prefix, namespace in (("w14", _WORD_2010), ("mc", _COMPATIBILITY)):
        if f"xmlns:{prefix}=" not in tag:
            tag = f'{tag[:-1]} xmlns:{prefix}="{namespace}">'
    if "mc:Ignorable=" not in tag:
        tag = f'{tag[:-1]} mc:Ignorable="w14">'
    body, _, _ = text[opening.end() :].partition("</w:settings>")
    return f"{text[: opening.start()]}{tag}{body}".encode()


@lru_cache(maxsize=32)
def _without_custom(types: bytes, relations: bytes) -> tuple[bytes, bytes]:
    return (
        re.sub(rb'<Override PartName="/docProps/custom.xml"[^>]*/>', b"", types),
        re.sub(rb'<Relationship [^>]*"docProps/custom.xml"[^>]*/>', b"", relations),
    )
