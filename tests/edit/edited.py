"""Edits of a generated file as Word writes them: in place, retyped, tracked by one author or another.

Each edit changes the file, and is told as what it means for the plan: `Edited.expected` is the plan with all of them.
"""

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from lxml import etree

from kehoach_gen.change.outline import Node, Ref, outline, plan_of, with_fields
from kehoach_gen.plan.model import Area, Plan

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
AUTHORS = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Minh")
DATE = "2023-06-12T08:30:00Z"
LEAD, COORDINATOR, TIME = 2, 3, 4
"""Cells of a task's row."""


class Edited:
    """A file on its way; `author`: changes are tracked under this name; empty for none."""

    def __init__(self, content: bytes, plan: Plan) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.members["word/document.xml"])
        self.body = self.root[0]
        self.plan = outline(plan)
        self.author = ""
        self.changes = 9000

    @property
    def expected(self) -> Plan:
        return plan_of(self.plan)

    def content(self) -> bytes:
        self.members["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, member in self.members.items():
                archive.writestr(name, member)
        return buffer.getvalue()

    # What the edits mean

    def set(self, ref: Ref, **fields: Any) -> None:
        node = self.plan.nodes[ref]
        item = with_fields(node.item, {key.replace("__", "."): value for key, value in fields.items()})
        self.plan.nodes[ref] = Node(ref, node.parent, node.index, item)

    def remove(self, ref: Ref) -> None:
        self.plan.children[self.plan.nodes[ref].parent, ref.list].remove(ref)

    def put(self, ref: Ref, item: Any, parent: Ref, after: Ref | None) -> None:
        self.plan.nodes[ref] = Node(ref, parent, 0, item)
        siblings = self.plan.children.setdefault((parent, ref.list), [])
        siblings.insert(siblings.index(after) + 1 if after else 0, ref)
        if isinstance(item, Area):
            self.plan.children.setdefault((ref, "nhiem_vu"), [])

    def move(self, ref: Ref, parent: Ref, after: Ref | None) -> None:
        self.remove(ref)
        self.put(ref, self.plan.nodes[ref].item, parent, after)

    def item(self, ref: Ref) -> Any:
        return self.plan.nodes[ref].item

    # Where things stand

    def marked(self, name: str) -> Any:
        """The paragraph that bears this mark."""
        mark = next(mark for mark in self.body.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == f"_kh1_{name}")
        return next(mark.iterancestors(f"{W}p"))

    def row(self, id: str) -> Any:
        return next(self.marked(f"r_{id}").iterancestors(f"{W}tr"))

    def cell(self, id: str, place: int) -> Any:
        """The first paragraph of a cell."""
        return self.row(id).findall(f"{W}tc")[place].find(f"{W}p")

    def paragraph(self, words: str) -> Any:
        return next(p for p in self.body.iter(f"{W}p") if words in text_of(p))

    def paragraph_of(self, words: str) -> Any:
        """The paragraph that says just this."""
        return next(p for p in self.body.iter(f"{W}p") if text_of(p).strip() == words)

    # Pieces of XML

    def change(self, tag: str) -> Any:
        self.changes += 1
        attributes = {f"{W}id": str(self.changes), f"{W}author": self.author, f"{W}date": DATE}
        return etree.Element(f"{W}{tag}", attributes)

    def inserted(self, run: Any) -> Any:
        if not self.author:
            return run
        change = self.change("ins")
        change.append(run)
        return change

    def deleted(self, run: Any) -> Any:
        """The run as one that was deleted; None where it is simply gone."""
        if not self.author:
            return None
        change = self.change("del")
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"
        change.append(run)
        return change

    def mark_end(self, paragraph: Any, tag: str) -> None:
        """The end of a paragraph as inserted or deleted."""
        own = paragraph.find(f"{W}pPr")
        if own is None:
            own = etree.Element(f"{W}pPr")
            paragraph.insert(0, own)
        look = own.find(f"{W}rPr")
        if look is None:
            look = etree.SubElement(own, f"{W}rPr")
        look.insert(0, self.change(tag))

    # Words

    def replace(self, paragraph: Any, old: str, new: str) -> None:
        """Some words of one run, which is cut around them."""
        run = next(run for run in paragraph.iter(f"{W}r") if old in run_text(run) and run.find(f"{W}t") is not None)
        before, _, after = run_text(run).partition(old)
        holder = run.getparent()
        pieces = [run_like(run, before) if before else None]
        pieces += [self.deleted(run_like(run, old)) if old else None, self.inserted(run_like(run, new)) if new else None]
        pieces += [run_like(run, after) if after else None]
        place = holder.index(run)
        holder[place : place + 1] = [piece for piece in pieces if piece is not None]

    def replace_text(self, paragraph: Any, old: str, new: str) -> None:
        """Some words of a run that has line breaks."""
        text = next(text for text in paragraph.iter(f"{W}t") if old in (text.text or ""))
        run, holder = text.getparent(), text.getparent().getparent()
        place, at = holder.index(run), run.index(text)
        first, last = deepcopy(run), deepcopy(run)
        for copy, cut in ((first, slice(at, None)), (last, slice(None, at + 1))):
            looks = [child for child in copy if child.tag == f"{W}rPr"]
            for child in [child for child in copy[cut] if child not in looks]:
                copy.remove(child)
        holder[place : place + 1] = [first, run_like(run, text.text or ""), last]
        self.replace(paragraph, old, new)

    def insert(self, paragraph: Any, anchor: str, words: str) -> None:
        run = next(run for run in paragraph.iter(f"{W}r") if anchor in run_text(run))
        head, _, tail = run_text(run).partition(anchor)
        holder, place = run.getparent(), run.getparent().index(run)
        pieces = [run_like(run, head + anchor), self.inserted(run_like(run, words))]
        holder[place : place + 1] = [*pieces, *([run_like(run, tail)] if tail else [])]

    def retype(self, paragraph: Any, text: str) -> None:
        """All of it selected and typed anew: the marks in it go, the paragraph and its id stay."""
        runs = [run for run in paragraph.iter(f"{W}r") if run_text(run)]
        model = runs[-1] if runs else etree.SubElement(paragraph, f"{W}r")
        new = self.inserted(run_like(model, text))
        for child in list(paragraph):
            if child.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
                paragraph.remove(child)
        for run in runs:
            deleted = self.deleted(deepcopy(run))
            holder, place = run.getparent(), run.getparent().index(run)
            holder[place : place + 1] = [] if deleted is None else [deleted]
        paragraph.append(new)

    # Paragraphs

    def delete_paragraph(self, paragraph: Any) -> None:
        if not self.author:
            paragraph.getparent().remove(paragraph)
            return
        for run in list(paragraph.iterfind(f"{W}r")):
            place = paragraph.index(run)
            paragraph[place : place + 1] = [self.deleted(deepcopy(run))]
        self.mark_end(paragraph, "del")

    def new_paragraph(self, model: Any, text: str) -> Any:
        """A paragraph with the look of another."""
        paragraph = etree.Element(f"{W}p")
        if (own := model.find(f"{W}pPr")) is not None:
            paragraph.append(strip_changes(deepcopy(own)))
        runs = [run for run in model.iter(f"{W}r") if run_text(run)]
        run = run_like(runs[-1], text) if runs else run_like(etree.Element(f"{W}r"), text)
        paragraph.append(self.inserted(run))
        if self.author:
            self.mark_end(paragraph, "ins")
        return paragraph

    def add_paragraph(self, after: Any, text: str) -> Any:
        paragraph = self.new_paragraph(after, text)
        after.addnext(paragraph)
        return paragraph

    def split(self, paragraph: Any, words: str) -> None:
        """Enter pressed after these words: the mark begins in the first half and ends in the second."""
        run = next(run for run in paragraph.iter(f"{W}r") if words in run_text(run))
        head, _, tail = run_text(run).partition(words)
        second = etree.Element(f"{W}p")
        if (own := paragraph.find(f"{W}pPr")) is not None:
            second.append(deepcopy(own))
        place = paragraph.index(run)
        second.append(run_like(run, tail.lstrip()))
        second.extend(list(paragraph[place + 1 :]))
        paragraph[place : place + 1] = [run_like(run, head + words)]
        if self.author:
            self.mark_end(paragraph, "ins")
        paragraph.addnext(second)

    def join(self, first: Any, second: Any, number: str) -> None:
        """Delete pressed at the end of the first; the number of the second goes, a blank comes."""
        if number:
            run = next(run for run in second.iter(f"{W}r") if run_text(run))
            second.remove(run)
        model = [run for run in first.iter(f"{W}r") if run_text(run)][-1]
        first.append(self.inserted(run_like(model, " ")))
        if self.author:
            self.mark_end(first, "del")
            return
        first.extend([child for child in second if child.tag != f"{W}pPr"])
        second.getparent().remove(second)

    # Rows

    def delete_row(self, row: Any) -> None:
        if not self.author:
            row.getparent().remove(row)
            return
        own = row.find(f"{W}trPr")
        own.append(self.change("del"))
        for paragraph in row.iter(f"{W}p"):
            for run in list(paragraph.iterfind(f"{W}r")):
                place = paragraph.index(run)
                paragraph[place : place + 1] = [self.deleted(deepcopy(run))]

    def add_row(self, after: Any, texts: Sequence[str]) -> Any:
        """A row as Word inserts it below another, filled in: no marks, no ids."""
        row = deepcopy(after)
        for element in row.iter():
            element.attrib.pop(f"{W14}paraId", None)
        strip_changes(row)
        for cell, text in zip(row.findall(f"{W}tc"), texts, strict=True):
            first, *others = cell.findall(f"{W}p")
            for other in others:
                cell.remove(other)
            model = next(first.iter(f"{W}r"), None)
            look = deepcopy(model) if model is not None else etree.Element(f"{W}r")
            for child in [child for child in first if child.tag != f"{W}pPr"]:
                first.remove(child)
            lines = text.split("\n")
            first.append(self.inserted(run_like(look, lines[0])))
            for line in reversed(lines[1:]):
                first.addnext(self.new_paragraph(first, line))
        if self.author:
            row.find(f"{W}trPr").append(self.change("ins"))
        after.addnext(row)
        return row

    def move_row(self, row: Any, after: Any) -> None:
        """Cut and pasted: the marks go along; tracked, the copy has none."""
        if not self.author:
            after.addnext(row)
            return
        copy = deepcopy(row)
        strip_marks(copy)
        copy.find(f"{W}trPr").append(self.change("ins"))
        after.addnext(copy)
        self.delete_row(row)

    # Remarks

    def comment(self, paragraph: Any, author: str, text: str) -> None:
        id = str(self.members.get("word/comments.xml", b"").count(b"<w:comment "))
        namespace = W[1:-1]
        old = self.members.get("word/comments.xml", f'<w:comments xmlns:w="{namespace}"></w:comments>'.encode()).decode()
        new = (
            f'<w:comment w:id="{id}" w:author="{author}" w:date="2023-06-12T09:00:00Z"><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
            "</w:comment></w:comments>"
        )
        self.members["word/comments.xml"] = old.replace("</w:comments>", new).encode()
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        self.relate("comments", kind, "comments.xml")
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(run, f"{W}commentReference", {f"{W}id": id})

    def relate(self, id: str, kind: str, target: str) -> None:
        name = "word/_rels/document.xml.rels"
        text = self.members[name].decode()
        if target not in text:
            link = f'<Relationship Id="rId{id}" Type="{kind}" Target="{target}"/></Relationships>'
            self.members[name] = text.replace("</Relationships>", link).encode()

    def footnote(self, paragraph: Any, text: str) -> None:
        namespace = W[1:-1]
        self.members["word/footnotes.xml"] = (
            f'<w:footnotes xmlns:w="{namespace}"><w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
        ).encode()
        self.relate("notes", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes", "footnotes.xml")
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(run, f"{W}footnoteReference", {f"{W}id": "2"})

    def format(self, paragraph: Any, tag: str) -> None:
        """All of a paragraph in bold, in italics."""
        for run in paragraph.iter(f"{W}r"):
            look = run.find(f"{W}rPr")
            if look is None:
                look = etree.Element(f"{W}rPr")
                run.insert(0, look)
            etree.SubElement(look, f"{W}{tag}")

    def strip(self) -> None:
        """Every mark, id, property and style name taken off, as some programs do."""
        strip_marks(self.root)
        custom = self.members.pop("docProps/custom.xml", None)
        if custom is not None:
            for name in ("[Content_Types].xml", "_rels/.rels"):
                root = etree.fromstring(self.members[name])
                for node in list(root):
                    if "custom.xml" in (node.get("PartName") or "") + (node.get("Target") or ""):
                        root.remove(node)
                self.members[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for style in list(self.root.iter(f"{W}pStyle")):
            style.getparent().remove(style)


def text_of(paragraph: Any) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{W}t"))


def run_text(run: Any) -> str:
    return "".join(node.text or "" for node in run.iterfind(f"{W}t"))


def run_like(run: Any, text: str) -> Any:
    new = etree.Element(f"{W}r")
    if (look := run.find(f"{W}rPr")) is not None:
        new.append(deepcopy(look))
    words = etree.SubElement(new, f"{W}t", {SPACE: "preserve"})
    words.text = text
    return new


def strip_changes(element: Any) -> Any:
    for tag in ("ins", "del"):
        for change in list(element.iter(f"{W}{tag}")):
            change.getparent().remove(change)
    return element


def strip_marks(element: Any) -> None:
    for tag in ("bookmarkStart", "bookmarkEnd"):
        for mark in list(element.iter(f"{W}{tag}")):
            mark.getparent().remove(mark)
    for node in element.iter():
        node.attrib.pop(f"{W14}paraId", None)
