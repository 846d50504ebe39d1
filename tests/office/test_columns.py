"""Columns an office adds: put before the note, the table's width kept, every row still whole."""

import io
import zipfile

import pytest
from lxml import etree

from kehoach_gen.office.columns import add_columns
from kehoach_gen.office.template import MAIN
from kehoach_gen.plan.to_docx import Template
from kehoach_gen.problem import ProblemError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NEW = (("Kinh phí", "{{ nv.cot_them.kinh_phi }}"), ("Sản phẩm", "{{ nv.cot_them.san_pham }}"))


def table_of(content: bytes) -> etree._Element:
    table = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(MAIN)).find(f".//{W}tbl")
    assert table is not None
    return table


def widths(table: etree._Element) -> list[int]:
    return [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]


def test_two_columns_stand_before_the_note_and_the_width_is_kept(templates: tuple[Template, Template]) -> None:
    name, content = templates[1]
    before, after = table_of(content), table_of(add_columns(name, content, "nv.ghi_chu", NEW))
    assert len(widths(after)) == len(widths(before)) + 2
    assert sum(widths(after)) == sum(widths(before))
    for row in after.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        assert sum(int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in cells) == sum(widths(after))
    header = ["".join(t.text for t in cell.iter(f"{W}t")) for cell in after.find(f"{W}tr").findall(f"{W}tc")]
    assert header[-3:] == ["Kinh phí", "Sản phẩm", "Ghi chú"]


def test_a_column_the_template_prints_already_is_not_added(templates: tuple[Template, Template]) -> None:
    name, content = templates[1]
    once = add_columns(name, content, "nv.ghi_chu", NEW)
    assert add_columns(name, once, "nv.ghi_chu", NEW) == once


def test_a_template_without_the_note_column_is_told_so(templates: tuple[Template, Template]) -> None:
    with pytest.raises(ProblemError) as caught:
        add_columns("kehoach.docx", templates[0][1], "nv.ghi_chu", NEW)
    assert caught.value.problems[0].code == "mau-khong-co-cho-cot-them"
    assert "Kinh phí, Sản phẩm" in caught.value.problems[0].message
