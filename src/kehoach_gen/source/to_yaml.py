"""Plain data → YAML that reads well: long prose folded, several lines as they are, nothing quoted without need."""

import json
import re
import textwrap
from typing import Any

from ruamel.yaml.resolver import implicit_resolvers

Plain = Any
"""Texts, lists and dicts of texts."""


def yaml_text(data: Plain, indent: int = 0) -> str:
    """The lines of a non-empty list or dict, `indent` blanks before each."""
    pad = " " * indent
    if isinstance(data, dict):
        return "".join(f"{pad}{_one_line(key)}:{_after_key(value, indent)}" for key, value in data.items())
    return "".join(f"{pad}-{_after_dash(value, indent)}" for value in data)


def scalar_text(text: str, indent: int) -> tuple[str, str]:
    """What stands after the key or dash at column `indent`, and the lines that follow, if any."""
    pad = " " * (indent + 2)
    if "\n" in text:
        if _LINES.fullmatch(text):
            return "|-", "".join(f"{pad}{line}\n" if line else "\n" for line in text.split("\n"))
    elif len(text) > WIDTH - indent - 10:
        lines = folded(text, len(pad))
        if lines:
            return ">-", "".join(f"{pad}{line}\n" for line in lines)
    return _one_line(text), ""


def folded(text: str, indent: int) -> list[str]:
    """The lines of a text cut at its blanks; none where it would not read back as it was."""
    lines = textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return lines if _PROSE.fullmatch(text) and " ".join(lines) == text else []


WIDTH = 100

_SIGN = "[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
_LINE = rf"(?![ ]){_SIGN}*(?<![ ])"
_LINES = re.compile(rf"{_LINE}(?:\n{_SIGN}*(?<![ ]))*")
_PROSE = re.compile(rf"(?:(?!  ){_SIGN})*")
_PLAIN = re.compile(rf"(?=[\w(«“/…])(?:(?!: | #){_SIGN})*(?<![: ])")
_CODE = re.compile(r"[^\W_][\w.-]*")
_HIDDEN = re.compile(f"(?!\n){_SIGN[:1]}{_SIGN[2:]}")


def _after_key(value: Plain, indent: int) -> str:
    if isinstance(value, str):
        return _after(value, indent)
    if isinstance(value, list) and value and all(map(_is_code, value)):
        line = f" [{', '.join(value)}]\n"
        if len(line) + indent < WIDTH - 20:
            return line
    return "\n" + yaml_text(value, indent + 2) if value else _empty(value)


def _is_code(value: Plain) -> bool:
    return isinstance(value, str) and bool(_CODE.fullmatch(value)) and not _is_retyped(value)


def _after_dash(value: Plain, indent: int) -> str:
    if isinstance(value, str):
        return _after(value, indent)
    return " " + yaml_text(value, indent + 2)[indent + 2 :] if value else _empty(value)


def _after(text: str, indent: int) -> str:
    head, lines = scalar_text(text, indent)
    return f" {head}\n{lines}"


def _empty(value: Plain) -> str:
    return " {}\n" if isinstance(value, dict) else " []\n"


def _one_line(text: str) -> str:
    if _PLAIN.fullmatch(text) and not _is_retyped(text):
        return text
    return _HIDDEN.sub(_escape, json.dumps(text, ensure_ascii=False))


def _is_retyped(text: str) -> bool:
    """Whether YAML 1.1 or 1.2 takes the bare text for a number, a date, yes or no."""
    return any(text[0] in first and regexp.match(text) for _, _, regexp, first in implicit_resolvers)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
