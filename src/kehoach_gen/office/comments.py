"""Notes on a file that other people made, and that file opened so that nothing but what the notes need is written anew."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from lxml import etree

from kehoach_gen.office.package import read_zip, write_zip
from kehoach_gen.office.word import R
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError

AUTHOR = "Soát thể thức"


@dataclass(frozen=True)
class Note:
    """What is said at one spot: a cell of a workbook, or a path into a Word file."""

    place: Place
    text: str


def lines_of(texts: Sequence[str]) -> list[str]:
    """The lines of one comment that says all of these texts; several are told apart by dashes."""
    dash = "– " if len(texts) > 1 else ""
    return [_UNWRITABLE.sub(" ", line) for text in texts for line in (dash + text).splitlines() or [""]]


_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def refusal(code: str, name: str, message: str, hint: str) -> ProblemError:
    return ProblemError(Problem(code, ERROR, Place(name), message, hint))


_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "[Content_Types].xml"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True)
class Relation:
    id: str
    kind: str
    """The last word of its type: «comments», «worksheet»."""
    target: str
    """The path of the part it leads to."""


class Package:
    """An Office file as parts that lead to one another; parts asked for by `edit` or `create` are written anew."""

    def __init__(self, content: bytes, name: str) -> None:
        """Raises ProblemError for what is no Office file."""
        self.name = name
        self.members = read_zip(content, name)
        self._roots: dict[str, Any] = {}
        self._changed: set[str] = set()
        main = next((link for link in self._links("") if str(link.get("Type")).endswith("/officeDocument")), None)
        self.main = "" if main is None else _path("", str(main.get("Target")))
        self.office = R if main is None else str(main.get("Type")).removesuffix("/officeDocument")
        """What the types of relations begin with, and the namespace of their ids; another one in a Strict file."""

    def read(self, path: str) -> Any:
        """The root of a part. Raises ProblemError where the part is missing or damaged."""
        if path not in self._roots:
            try:
                self._roots[path] = etree.fromstring(self.members[path], _PARSER)
            except (KeyError, etree.XMLSyntaxError, ValueError) as error:
                hint = "mở lại bằng Word hoặc Excel, rồi lưu lại; hoặc chép lại từ bản gốc."
                raise refusal("khong-phai-tep-office", self.name, f"Phần «{path}» của tệp hỏng hoặc thiếu.", hint) from error
        return self._roots[path]

    def edit(self, path: str) -> Any:
        """The root of a part that is going to be changed."""
        root = self.read(path)
        self._changed.add(path)
        return root

    def create(self, path: str, root: Any) -> Any:
        self._roots[path] = root
        self._changed.add(path)
        return root

    def unused(self, pattern: str, *first: str) -> str:
        """The first path of this pattern, «xl/comments{}.xml», that no member has: with `first` in it, or 1, 2, 3…"""
        taken = {path.lower() for path in (*self.members, *self._roots)}
        paths = (pattern.format(number) for number in chain(first, count(1)))
        return next(path for path in paths if path.lower() not in taken)

    def relations(self, path: str) -> list[Relation]:
        """The parts that the part at `path` leads to."""
        return [
            Relation(str(link.get("Id")), str(link.get("Type")).rpartition("/")[2], _path(path, str(link.get("Target"))))
            for link in self._links(path)
            if link.get("TargetMode") != "External"
        ]

    def related(self, path: str, kind: str) -> str:
        """The first part of this kind that the part at `path` leads to; empty where there is none."""
        return next((relation.target for relation in self.relations(path) if relation.kind == kind), "")

    def relate(self, path: str, kind: str, target: str) -> str:
        """Makes the part at `path` lead to `target`; returns the id of the relation."""
        links = _links_of(path)
        known = links in self._roots or links in self.members
        root = self.edit(links) if known else self.create(links, etree.Element(_LINKS, nsmap={None: _LINKS.namespace}))
        id = _free_id({link.get("Id") for link in root})
        target = posixpath.relpath(target, posixpath.dirname(path) or ".")
        etree.SubElement(root, _LINK, {"Id": id, "Type": f"{self.office}/{kind}", "Target": target})
        return id

    def declare(self, path: str, content_type: str) -> None:
        """Gives the part at `path` its content type, unless it has one of its own."""
        names = {str(item.get("PartName", "")).lower() for item in self.read(_TYPES)}
        if f"/{path}".lower() not in names:
            etree.SubElement(self.edit(_TYPES), _OVERRIDE, {"PartName": f"/{path}", "ContentType": content_type})

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Gives all parts of this extension their content type, unless they have one."""
        known = {str(item.get("Extension", "")).lower() for item in self.read(_TYPES)}
        if extension not in known:
            etree.SubElement(self.edit(_TYPES), _DEFAULT, {"Extension": extension, "ContentType": content_type})

    def content(self) -> bytes:
        """The file; parts that were not edited keep their bytes."""
        return write_zip(self.members | {path: _bytes(self._roots[path]) for path in sorted(self._changed)})

    def _links(self, path: str) -> Iterator[Any]:
        links = _links_of(path)
        if links in self.members or links in self._roots:
            yield from self.read(links).iterfind(_LINK)


_LINKS = etree.QName(f"{_PACKAGE}/relationships", "Relationships")
_LINK = etree.QName(f"{_PACKAGE}/relationships", "Relationship")
_DEFAULT = etree.QName(f"{_PACKAGE}/content-types", "Default")
_OVERRIDE = etree.QName(f"{_PACKAGE}/content-types", "Override")


def _links_of(path: str) -> str:
    folder, name = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _path(source: str, target: str) -> str:
    """The member a target means, seen from the part that leads to it."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target) if target[:1] != "/" else target[1:])


def _free_id(taken: set[str | None]) -> str:
    number = len(taken) + 1
    while f"rId{number}" in taken:
        number += 1
    return f"rId{number}"


def _bytes(root: Any) -> bytes:
    tree = root.getroottree()
    return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=tree.docinfo.standalone))
