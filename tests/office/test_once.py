"""Rows in common: rendered once, and every document as if each had rendered its own."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest

from kehoach_gen.office.identity import Identity
from kehoach_gen.office.marks import ROW, marked
from kehoach_gen.office.once import Rows
from kehoach_gen.office.template import MAIN, Assembly, compile_templates
from kehoach_gen.office.word import Page, Style, cell, document, paragraph, row, table
from kehoach_gen.problem import ProblemError

IDENTITY = Identity("p", "0123456789abcdef", "T", "A")
CLEAN = Identity("p", "0123456789abcdef", "T", "A", marks=False)
PAGE = Page(210, 297, 20, 20, 30, 15, 10)


def assembly(words: str, loop: str = "for h in hang") -> Assembly:
    """A template with a title, then a table whose row says `words`."""
    styles = (Style("Chu", "Chữ", 14), Style("SoTrang", "Số trang", 14))
    rows = (row(cell(paragraph("Chu", text), 9000)) for text in (f"{{%tr {loop} %}}", words, "{%tr endfor %}"))
    body = paragraph("Chu", "{{ ten }}") + table(rows, [9000], borders=True)
    return compile_templates(("m.docx", document(body, PAGE, styles[:1], size=14, page_number=styles[1])))


def main_part(content: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return archive.read(MAIN).decode()


class Counted(dict[str, Any]):
    """A context that counts how often it is looked at."""

    looks = 0

    def __getitem__(self, key: str) -> Any:
        self.looks += 1
        return super().__getitem__(key)


def contexts(count: int = 3) -> list[Mapping[str, Any]]:
    return [{"viec": marked(f"Việc {n}: đạt 85%\nngay", ROW, f"n{n}")} for n in range(count)]


def test_documents_with_rows_in_common_are_as_if_each_had_its_own() -> None:
    template, rows = assembly("{{ h.viec }}"), Rows(contexts())
    for name in ("một", "hai", marked("ba", "m", "ten"), "bốn"):
        for identity in (IDENTITY, CLEAN):
            shared = template.fill([(0, {"ten": name, "hang": rows})], identity)
            own = template.fill([(0, {"ten": name, "hang": list(rows)})], identity)
            assert main_part(shared) == main_part(own), name


def test_rows_in_common_are_rendered_once() -> None:
    template, counted = assembly("{{ h['viec'] }}"), Counted(viec="Việc")
    rows = Rows([counted])
    documents = {template.fill([(0, {"ten": "a", "hang": rows})], IDENTITY) for _ in range(3)}
    assert (len(documents), counted.looks) == (1, 1), "and the first document has the same bytes as the later ones"


def test_another_template_renders_them_its_own_way() -> None:
    rows = Rows([{"viec": "Việc"}])
    first, second = assembly("a {{ h.viec }}"), assembly("b {{ h.viec }}")
    for template, words in ((first, "a Việc"), (second, "b Việc"), (first, "a Việc")):
        assert words in main_part(template.fill([(0, {"ten": "a", "hang": rows})], IDENTITY))


def test_rows_that_show_more_than_their_own_values_are_rendered_each_time() -> None:
    rows = Rows(contexts(2))
    for template in (assembly("{{ ten }}: {{ h.viec }}"), assembly("{{ loop.length }} {{ ten }}", "for h in hang if ten != h")):
        for name in ("một", "hai"):
            shown = main_part(template.fill([(0, {"ten": name, "hang": rows})], CLEAN))
            assert shown.count(name) == 3


def test_rows_printed_twice_in_a_document_are_marked_once() -> None:
    rows = Rows(contexts(1))
    template = assembly("{{ h.viec }}")
    shown = main_part(template.fill([(0, {"ten": "a", "hang": rows}), (0, {"ten": "b", "hang": rows})], IDENTITY))
    assert (shown.count("Việc 0"), shown.count('w:name="_kh1_r_n0"')) == (2, 1)


def test_rows_that_could_not_be_rendered_are_not_kept() -> None:
    template, rows = assembly("{{ h.viec }}"), Rows([{"viec": "a"}, {}])
    for _ in range(2):
        with pytest.raises(ProblemError, match="viec"):
            template.fill([(0, {"ten": "a", "hang": rows})], IDENTITY)
