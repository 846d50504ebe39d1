"""What people put into templates in Word: pictures, headers with pictures, and what cannot be merged."""

import io
import zipfile

import pytest
from docx import Document as WordFile
from docx.shared import Mm
from lxml import etree

from kehoach_gen.office.identity import Identity
from kehoach_gen.office.template import MAIN, compile_templates
from kehoach_gen.plan.to_docx import Template
from kehoach_gen.problem import ProblemError

IDENTITY = Identity("p", "0123456789abcdef", "T", "A")
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def with_picture(content: bytes, *, in_header: bool = False) -> bytes:
    """The template as python-docx saves it with a picture: its namespaces declared where the picture stands."""
    word = WordFile(io.BytesIO(content))
    paragraph = word.sections[0].header.paragraphs[0] if in_header else word.add_paragraph("{{ ten }}")
    paragraph.add_run().add_picture(io.BytesIO(PICTURE), width=Mm(10))
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def simple() -> bytes:
    from test_template import template

    return template("<w:p><w:r><w:t>{{ ten }}</w:t></w:r></w:p>")


def parts(content: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name) for name in archive.namelist()}


def pictures(content: bytes) -> list[str]:
    """The relationship ids of the pictures of the main part, each of which must lead to a picture."""
    members = parts(content)
    root = etree.fromstring(members[MAIN])
    ids = root.xpath("//*[local-name()='blip']/@*[local-name()='embed']")
    targets = {rel.get("Id"): rel.get("Target") for rel in etree.fromstring(members["word/_rels/document.xml.rels"])}
    assert all(members[f"word/{targets[id]}"] == PICTURE for id in ids)
    return list(ids)


def test_a_picture_in_a_template_is_printed() -> None:
    filled = compile_templates(("a.docx", with_picture(simple()))).fill([(0, {"ten": "x"})], IDENTITY)
    assert len(pictures(filled)) == 1


def test_pictures_of_two_templates_are_both_printed() -> None:
    pair = (("a.docx", with_picture(simple())), ("b.docx", with_picture(simple())))
    filled = compile_templates(*pair).fill([(0, {"ten": "x"}), (1, {"ten": "y"})], IDENTITY)
    assert len(set(pictures(filled))) == 2


def test_a_picture_in_the_header_of_the_second_template_is_kept(templates: tuple[Template, Template]) -> None:
    pair = (("a.docx", simple()), ("b.docx", with_picture(simple(), in_header=True)))
    members = parts(compile_templates(*pair).fill([(0, {"ten": "x"}), (1, {"ten": "y"})], IDENTITY))
    relations = [name for name in members if name.startswith("word/_rels/header")]
    assert relations
    targets = [rel.get("Target") for name in relations for rel in etree.fromstring(members[name])]
    assert [members[f"word/{target}"] for target in targets] == [PICTURE]


def test_numbering_by_word_in_the_second_template_is_refused(templates: tuple[Template, Template]) -> None:
    word = WordFile()
    word.add_paragraph("{{ ten }}", style="List Number").paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
    buffer = io.BytesIO()
    word.save(buffer)
    with pytest.raises(ProblemError) as caught:
        compile_templates(("a.docx", simple()), ("b.docx", buffer.getvalue()))
    assert caught.value.problems[0].place.file == "b.docx"
    assert caught.value.problems[0].code in ("mau-khac-phong-mac-dinh", "mau-khong-ghep-duoc")
