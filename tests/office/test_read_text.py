"""The words of a Word file, as they read once tracked changes are accepted."""

import pytest

from kehoach_gen.office.package import write_zip
from kehoach_gen.office.read_text import read_text
from kehoach_gen.office.word import Page, Style, cell, document, paragraph, row, table
from kehoach_gen.problem import ProblemError


def docx(body: str) -> bytes:
    style, number = Style("Chu", "Chữ", 14), Style("SoTrang", "Số trang", 14)
    return document(body, Page(210, 297, 20, 20, 30, 15, 10), (style,), size=14, page_number=number)


def test_paragraphs_and_cells_are_read_in_order() -> None:
    body = (
        paragraph("Chu", "một  hai") + paragraph("Chu") + table((row(cell(paragraph("Chu", "ba"), 100)),), (100,), borders=True)
    )
    assert read_text(docx(body), "a.docx") == ["một hai", "ba"]


def test_tracked_changes_are_read_as_accepted() -> None:
    change = 'w:id="1" w:author="A"'
    body = (
        f"<w:p><w:r><w:t>giữ </w:t></w:r><w:del {change}><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
        f"<w:ins {change}><w:r><w:t>thêm</w:t></w:r></w:ins></w:p>"
    )
    assert read_text(docx(body), "a.docx") == ["giữ thêm"]


def test_text_in_a_content_control_is_not_lost() -> None:
    body = "<w:p><w:sdt><w:sdtContent><w:r><w:t>trong ô</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    assert read_text(docx(body), "a.docx") == ["trong ô"]


@pytest.mark.parametrize("content", [b"x", write_zip({"a.xml": b"<a/>"}), write_zip({"word/document.xml": b"<a"})])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(ProblemError):
        read_text(content, "a.docx")
