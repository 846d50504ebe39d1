"""Filling: equal to docxtpl's own render, safe for every text, refused where nothing can be filled."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docxtpl import DocxTemplate
from lxml import etree

from kehoach_gen.nd30 import Law
from kehoach_gen.office.identity import Identity
from kehoach_gen.office.marks import CONTROLS
from kehoach_gen.office.template import ENVIRONMENT, MAIN, compile_templates
from kehoach_gen.office.word import Page, Style, document, looped, paragraph
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import appendix_context, plan_context
from kehoach_gen.plan.to_docx import Maker, Template
from kehoach_gen.problem import ProblemError

IDENTITY = Identity("p", "0123456789abcdef", "T", "A")
CLEAN = Identity("p", "0123456789abcdef", "T", "A", marks=False)
PAGE = Page(210, 297, 20, 20, 30, 15, 10)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def template(*paragraphs: str) -> bytes:
    styles = (Style("Chu", "Chữ", 14), Style("SoTrang", "Số trang", 14))
    return document("".join(paragraphs), PAGE, styles[:1], size=14, page_number=styles[1])


def main_part(content: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read(MAIN)


def texts(content: bytes) -> list[str]:
    root = etree.fromstring(main_part(content))
    return ["".join(node.text or "" for node in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def plain(value: Any) -> Any:
    """A context without marks."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return re.sub(f"{CONTROLS[0]}[^{CONTROLS[1]}]*{CONTROLS[1]}|{CONTROLS[2]}", "", value) if isinstance(value, str) else value


def body_by_docxtpl(content: bytes, context: dict[str, Any]) -> bytes:
    filled = DocxTemplate(io.BytesIO(content))
    filled.render(context, ENVIRONMENT)
    buffer = io.BytesIO()
    filled.save(buffer)
    return canonical(main_part(buffer.getvalue()))


def canonical(xml: bytes) -> bytes:
    """The body, its namespaces and the lengths of the head's lines (which docxtpl cannot set) left out."""
    body = etree.fromstring(xml).find(f"{W}body")
    for style in body.iter(f"{W}pStyle"):
        indent = style.getparent().find(f"{W}ind")
        if style.get(f"{W}val").startswith("Ke") and indent is not None:
            style.getparent().remove(indent)
    text = etree.tostring(body, method="c14n", exclusive=True)
    return re.sub(rb"\s+</w:body>", b"</w:body>", text)


def test_every_shipped_template_is_filled_as_docxtpl_fills_it(
    templates: tuple[Template, Template], sample_plan: Plan, law: Law
) -> None:
    contexts = (plan_context(sample_plan, law), appendix_context(sample_plan, 0, law, lambda ref: f"Cơ quan {ref}"))
    for (name, content), context in zip(templates, contexts, strict=True):
        bare = plain(context)
        ours = compile_templates((name, content)).fill([(0, bare)], CLEAN)
        assert canonical(main_part(ours)) == body_by_docxtpl(content, bare), name


def test_a_template_with_the_same_tags_split_by_word_is_filled_the_same() -> None:
    split = paragraph("Chu", "SPLIT").replace(
        "SPLIT", '{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>{ ten }</w:t></w:r><w:r><w:t>}'
    )
    filled = compile_templates(("m.docx", template(split))).fill([(0, {"ten": "Sơn La"})], IDENTITY)
    assert texts(filled) == ["Sơn La"]


@pytest.mark.parametrize(
    "text",
    [
        "R&D <5% > \"a\" 'b'",
        "{{ ten }} {% if %} %} {#",
        "😀 𠀀",
        "To\u0302\u0309 NFD",
        "a  b ",
        "{_{ x }_}",
        "5.000 " * 1000,
        "]]> <!--",
    ],
)
def test_any_text_is_printed_as_it_is(text: str) -> None:
    filled = compile_templates(("m.docx", template(paragraph("Chu", "{{ ten }}")))).fill([(0, {"ten": text})], IDENTITY)
    assert texts(filled) == [text]


def test_line_breaks_and_tabs_of_a_value_become_words_own() -> None:
    filled = compile_templates(("m.docx", template(paragraph("Chu", "{{ ten }}")))).fill([(0, {"ten": "a\nb\tc"})], IDENTITY)
    assert b"<w:br/>" in main_part(filled)
    assert b"<w:tab/>" in main_part(filled)
    assert texts(filled) == ["abc"]


@pytest.mark.parametrize(
    ("body", "words"), [("{{ la }}", "la"), ("{{ ten.x.y }}", "x"), ("{{ ().__class__.__bases__ }}", "__class__")]
)
def test_what_cannot_be_filled_is_one_problem_that_names_the_template(body: str, words: str) -> None:
    assembly = compile_templates(("m.docx", template(paragraph("Chu", body))))
    with pytest.raises(ProblemError) as caught:
        assembly.fill([(0, {"ten": "a"})], IDENTITY)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == ("mau-khong-dien-duoc", "m.docx")
    assert words in problem.message


def test_a_control_character_is_refused_not_written() -> None:
    assembly = compile_templates(("m.docx", template(paragraph("Chu", "{{ ten }}"))))
    with pytest.raises(ProblemError, match="U\\+0008"):
        assembly.fill([(0, {"ten": "a\x08b"})], IDENTITY)


def test_the_same_input_gives_the_same_bytes(sample_plan: Plan, maker_of: Callable[[Plan], Maker]) -> None:
    first = maker_of(sample_plan).bundle_docx()
    compile_templates.cache_clear()
    assert maker_of(sample_plan).bundle_docx() == first


def test_two_stories_are_two_sections_with_their_own_headers() -> None:
    portrait = template(paragraph("Chu", "{{ ten }}"))
    wide = Page(297, 210, 20, 20, 30, 15, 10)
    styles = (Style("Chu", "Chữ", 14), Style("SoTrang", "Số trang", 13))
    landscape = document(
        looped("for d in ds", [paragraph("Chu", "{{ d }}")], "endfor", "Chu"), wide, styles[:1], size=14, page_number=styles[1]
    )
    assembly = compile_templates(("a.docx", portrait), ("b.docx", landscape))
    filled = assembly.fill([(0, {"ten": "một"}), (1, {"ds": ["hai"]}), (1, {"ds": ["ba", "bốn"]})], IDENTITY)
    root = etree.fromstring(main_part(filled))
    assert [size.get(f"{W}w") for size in root.iter(f"{W}pgSz")] == ["11906", "16838", "16838"]
    assert [size.get(f"{W}start") for size in root.iter(f"{W}pgNumType")] == ["1", "1", "1"]
    assert [text for text in texts(filled) if text] == ["một", "hai", "ba", "bốn"]
    archive = zipfile.ZipFile(io.BytesIO(filled))
    assert b'w:styleId="SoTrang_2"' in archive.read("word/styles.xml"), "a style of the same id and another look is kept apart"
    assert b'w:val="SoTrang_2"' not in archive.read("word/header1.xml")


def test_a_clean_copy_tells_nothing_of_its_origin(sample_plan: Plan, maker_of: Callable[..., Maker]) -> None:
    clean = maker_of(sample_plan, marks=False).bundle_docx()
    assert not any(
        b"KHGen" in zipfile.ZipFile(io.BytesIO(clean)).read(name) for name in zipfile.ZipFile(io.BytesIO(clean)).namelist()
    )
    assert b"bookmark" not in main_part(clean)
    assert b"paraId" not in main_part(clean)
    assert texts(clean) == texts(maker_of(sample_plan).bundle_docx())
