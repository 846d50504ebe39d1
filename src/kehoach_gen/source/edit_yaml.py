"""New data into a YAML file that a person keeps: whatever still holds stays as it was written, comments included.

The file is cut along its entries, by the marks of the parser, and put together again; ruamel's round trip would
re-fold lines, and lose the comment above an item when the item before it goes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kehoach_gen.source.to_yaml import Plain, folded, scalar_text, yaml_text


def edit_yaml(content: bytes, data: dict[str, Plain], complete: dict[str, Plain]) -> bytes:
    """The readable YAML file `content`, changed to hold `data`; `complete` is the same data with its defaults.

    List items are matched by their key `ma`, else by what they say, else by their place.
    """
    source = content.decode("utf-8-sig")
    text = source.replace("\r\n", "\n").rstrip("\n") + "\n"
    root = YAML(typ="safe", pure=True).compose(text)
    if not isinstance(root, MappingNode) or root.flow_style:
        return yaml_text(data).encode()
    file = _File(text)
    start, end = _start(root), file.end_of_line(file.content_end(root))
    edited = text[:start] + (file.value(root, data, complete, 0) or yaml_text(data)) + text[end:]
    if edited == text:
        return content
    bom = content[:3] if content.startswith(b"\xef\xbb\xbf") else b""
    return bom + (edited.replace("\n", "\r\n") if "\r\n" in source else edited).encode()


@dataclass(frozen=True)
class _Entry:
    """A key or dash with its value, from `start` to `end`; `lead` is the blank and comment lines above, None for the first."""

    lead: str | None
    start: int
    end: int
    value: Node


@dataclass(frozen=True)
class _File:
    text: str

    def value(self, node: Node, data: Plain, complete: Plain, column: int) -> str | None:
        """The text from the start of the value to the end of its last line; None where it must be written afresh."""
        if _plain(node) in (data, complete):
            return self.text[_start(node) : self.end_of_line(self.content_end(node))]
        if isinstance(node, ScalarNode):
            return self.scalar(node, data, column) if isinstance(data, str) else None
        if not isinstance(node, MappingNode | SequenceNode) or node.flow_style or not data:
            return None
        if isinstance(node, MappingNode) and isinstance(data, dict):
            return self.mapping(node, data, complete)
        if isinstance(node, SequenceNode) and isinstance(data, list):
            return self.sequence(node, data, complete)
        return None

    def scalar(self, node: ScalarNode, text: str, column: int) -> str:
        head, lines = scalar_text(text, column)
        kept = self.refolded(node, text) if node.style == ">" else None
        if kept is not None:
            return kept
        blank = "" if self.text[_start(node) - 1] in " \n" else " "
        return f"{blank}{head}{self.comment(node)}\n{lines}"

    def refolded(self, node: ScalarNode, text: str) -> str | None:
        """A folded text with the line breaks it had, but for the lines that change; None where they cannot be kept."""
        sign, *old = self.text[_start(node) : self.content_end(node)].split("\n")
        pad = " " * (len(old[0]) - len(old[0].lstrip(" "))) if old else ""
        lines = [line.removeprefix(pad) for line in old]
        if (
            not folded(text, len(pad))
            or any(line != line.strip() or not line for line in lines)
            or " ".join(lines) != _plain(node)
        ):
            return None
        first: list[str] = []
        last: list[str] = []
        while lines and text.startswith(lines[0] + " "):
            first.append(lines.pop(0))
            text = text[len(first[-1]) + 1 :]
        while lines and text.endswith(" " + lines[-1]):
            last.insert(0, lines.pop())
            text = text[: -len(last[0]) - 1]
        return "".join(f"{line}\n" for line in (sign, *(pad + line for line in (*first, *folded(text, len(pad)), *last))))

    def comment(self, node: Node) -> str:
        """What follows the value on its line, or the sign of a block of lines."""
        start = _start(node) if getattr(node, "style", None) in ("|", ">") else self.content_end(node)
        found = re.search(r"\s+#.*", self.text[start : self.end_of_line(start)])
        return found.group().rstrip() if found else ""

    def mapping(self, node: MappingNode, data: dict[str, Plain], complete: dict[str, Plain]) -> str:
        column = node.value[0][0].start_mark.column
        entries = list(self.entries(node))
        pieces: dict[str, _Piece] = {key: (None, yaml_text({key: value}, column)[column:]) for key, value in data.items()}
        kept: list[str] = []
        for (key_node, _), entry in zip(node.value, entries, strict=True):
            key = key_node.value
            if key in data or (key in complete and _plain(entry.value) == complete[key]):
                kept.append(key)
                pieces[key] = self.piece(entry, {key: data.get(key, complete[key])}, {key: complete[key]}, column)
        return _joined([pieces[key] for key in _in_order(kept, list(data))], column, _usual_lead(entries))

    def sequence(self, node: SequenceNode, data: Sequence[Plain], complete: Sequence[Plain]) -> str:
        column = node.start_mark.column
        entries = list(self.entries(node))
        pieces: list[_Piece] = []
        for item, whole, index in zip(
            data, complete, _matches([_plain(entry.value) for entry in entries], data, complete), strict=True
        ):
            if index is None:
                pieces.append((None, yaml_text([item], column)[column:]))
            else:
                pieces.append(self.piece(entries[index], [item], [whole], column))
        return _joined(pieces, column, _usual_lead(entries))

    def piece(self, entry: _Entry, data: Plain, complete: Plain, column: int) -> "_Piece":
        """The entry with the value that the one-entry dict or list `data` holds."""
        inner, whole = (next(iter(part.values())) if isinstance(part, dict) else part[0] for part in (data, complete))
        value = self.value(entry.value, inner, whole, column)
        if value is not None:
            return entry.lead, self.text[entry.start : _start(entry.value)] + value
        first, _, others = yaml_text(data, column)[column:].partition("\n")
        return entry.lead, f"{first}{self.comment(entry.value)}\n{others}"

    def entries(self, node: MappingNode | SequenceNode) -> Iterator[_Entry]:
        previous: int | None = None
        column = node.start_mark.column
        for item in node.value:
            key, value = item if isinstance(item, tuple) else (None, item)
            start = _start(key) if key else self.dash(node, previous)
            lead = None if previous is None else self.text[previous : start - column]
            previous = self.end_of_line(self.content_end(value))
            yield _Entry(lead, start, previous, value)

    def dash(self, node: Node, after: int | None) -> int:
        if after is None:
            return _start(node)
        column = node.start_mark.column
        found = re.compile(rf"^ {{{column}}}-(?=\s)", re.MULTILINE).search(self.text, after)
        return found.start() + column if found else after

    def content_end(self, node: Node) -> int:
        """The index after the last character of the value itself."""
        if isinstance(node, MappingNode) and not node.flow_style and node.value:
            return self.content_end(node.value[-1][1])
        if isinstance(node, SequenceNode) and not node.flow_style and node.value:
            return self.content_end(node.value[-1])
        start = _start(node)
        return start + len(self.text[start : node.end_mark.index].rstrip())

    def end_of_line(self, index: int) -> int:
        return self.text.index("\n", index) + 1


def _start(node: Node) -> int:
    return int(node.start_mark.index)


def _plain(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value.strip()


_Piece = tuple[str | None, str]
"""The lead and the lines of one entry; no lead: a new entry, or the one that was first."""


def _usual_lead(entries: Sequence[_Entry]) -> str:
    """A blank line where the entries stand apart."""
    return "\n" if (entries[-1].lead or "").startswith("\n") else ""


def _joined(pieces: Sequence[_Piece], column: int, usual_lead: str) -> str:
    """The entries one under the other; the first begins where the old first one began."""
    pad = " " * column
    first = (pieces[0][0] or "").lstrip()
    others = (f"{usual_lead if lead is None else lead}{pad}{body}" for lead, body in pieces[1:])
    return (first and first + pad) + pieces[0][1] + "".join(others)


def _in_order(kept: list[str], wanted: list[str]) -> list[str]:
    """The kept keys as they stood, each new key after the one it follows in `wanted`."""
    order = list(kept)
    for index, key in enumerate(wanted):
        if key not in order:
            order.insert(order.index(wanted[index - 1]) + 1 if index else 0, key)
    return order


def _matches(old: Sequence[Plain], new: Sequence[Plain], complete: Sequence[Plain]) -> list[int | None]:
    """For each new item the index of the old item it is."""
    free = dict.fromkeys(range(len(old)))
    found: list[int | None] = [None] * len(new)

    def take(index: int, candidates: Iterator[int]) -> None:
        place = next(candidates, None)
        if place is not None:
            found[index] = place
            del free[place]

    for index, item in enumerate(new):
        if _id(item):
            take(index, (place for place in free if _id(old[place]) == _id(item)))
    for index, item in enumerate(new):
        if found[index] is None:
            take(index, (place for place in free if old[place] in (item, complete[index])))
    for index, item in enumerate(new):
        if found[index] is None:
            low, high = _gap(found, index, len(old))
            take(index, (place for place in free if low <= place < high and _id(old[place]) in ("", _id(item))))
    return found


def _id(item: Plain) -> str:
    return str(item.get("ma", "")) if isinstance(item, dict) else ""


def _gap(found: Sequence[int | None], index: int, end: int) -> tuple[int, int]:
    """The old places between the old neighbours of a new item."""
    before = [place for place in found[:index] if place is not None]
    after = [place for place in found[index + 1 :] if place is not None]
    return (before[-1] + 1 if before else 0), (after[0] if after else end)
