"""Rows that many documents have in common: a template renders them once.

A loop that prints nothing but rows, and names nothing but its own item, prints the same for the same `Rows`. At compile
time it is put between a start and an end. Where `Rows` are rendered the first time, what comes out between the two is
kept with them; from then on the start is what was kept, and the loop has nothing to print.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count, takewhile
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup


class Fragment(str):
    """Rendered rows, the same object wherever they are printed."""


class Rows(tuple[Mapping[str, Any], ...]):
    """The contexts of rows that many documents have in common."""

    made: dict[int, Fragment]
    """What they have become, by the number of the loop that rendered them."""

    def __new__(cls, rows: Iterable[Mapping[str, Any]]) -> "Rows":
        self = super().__new__(cls, rows)
        self.made = {}
        return self


class _Start(str):
    """An empty text: what follows it, up to the end, is to be kept."""

    rows: Rows
    loop: int


_END = Markup()


def start(rows: Any, loop: int, **_: Any) -> str:
    """What is printed before a loop."""
    if rows.__class__ is not Rows:
        return ""
    if loop in rows.made:
        made: str = rows.made[loop]
        return made
    mark = _Start()
    mark.rows, mark.loop = rows, loop
    return mark


def unmade(rows: Any, loop: int) -> Any:
    """What the loop has to print."""
    return () if rows.__class__ is Rows and loop in rows.made else rows


def end(**_: Any) -> str:
    """What is printed after the loop."""
    return _END


def with_fragments(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of a rendered template, those of shared rows joined and kept."""
    pieces = iter(pieces)
    for piece in pieces:
        if piece.__class__ is _Start:
            assert isinstance(piece, _Start)
            rows = piece.rows.made[piece.loop] = Fragment("".join(takewhile(lambda row: row is not _END, pieces)))
            yield rows
        else:
            yield piece


_LOOPS = count()


class Once(NodeTransformer):
    """Puts such loops between their starts and ends."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def visit_Output(self, output: nodes.Output) -> nodes.Node:
        return output

    def visit_For(self, loop: nodes.For) -> nodes.Node | list[nodes.Node]:
        self.generic_visit(loop)
        if not _prints_rows(loop):
            return loop
        rows = (loop.iter, nodes.Const(next(_LOOPS)))
        loop.iter = self.call("unmade", *rows)
        # A call block prints what is returned as it is, where an output would make another text of it.
        before, after = (nodes.CallBlock(call, [], [], []) for call in (self.call("start", *rows), self.call("end")))
        return [before.set_lineno(loop.lineno), loop, after.set_lineno(loop.lineno)]

    def call(self, name: str, *arguments: nodes.Node) -> nodes.Call:
        call = nodes.Call(nodes.ImportedName(f"{__name__}.{name}"), list(arguments), [], None, None)
        call.set_environment(self.environment)
        return call


def _prints_rows(loop: nodes.For) -> bool:
    inside = list(nodes.Template(loop.body).find_all((nodes.Name, nodes.TemplateData)))
    names = {node.name for node in inside if isinstance(node, nodes.Name)}
    text = "".join(node.data for node in inside if isinstance(node, nodes.TemplateData))
    is_plain = isinstance(loop.target, nodes.Name) and names == {loop.target.name} and not loop.test and not loop.else_
    return is_plain and text.startswith("<w:tr>") and text.endswith("</w:tr>")
