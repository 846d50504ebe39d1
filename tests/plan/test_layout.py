"""The sample on paper: what LibreOffice makes of it, measured on the PDF. Skipped where LibreOffice or the fonts are missing."""

import io
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTLine, LTTextContainer, LTTextLine

from kehoach_gen.nd30 import Law
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.workspace.pdf import with_libreoffice

SOFFICE = shutil.which("soffice")
LIBERATION = Path("/usr/share/fonts/truetype/liberation2")
pytestmark = [
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
    pytest.mark.skipif(not LIBERATION.is_dir(), reason="fonts-liberation2 (widths of Times New Roman) is not installed"),
]
MM = 72 / 25.4


@dataclass
class Line:
    text: str
    x0: float
    x1: float
    top: float
    baseline: float


@dataclass
class Sheet:
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    """Horizontal lines: (x0, x1, y)."""
    fonts: set[str] = field(default_factory=set)

    def line(self, words: str) -> Line:
        return next(line for line in self.lines if line.text.startswith(words))

    def has(self, words: str) -> bool:
        return any(line.text.startswith(words) for line in self.lines)


def sheets(pdf: bytes) -> Iterator[Sheet]:
    for page in extract_pages(io.BytesIO(pdf), laparams=LAParams(char_margin=1.5, boxes_flow=None)):
        sheet = Sheet(page.width, page.height)
        for element in page:
            if isinstance(element, LTTextContainer):
                for line in element:
                    if isinstance(line, LTTextLine) and line.get_text().strip():
                        chars = [char for char in line if isinstance(char, LTChar)]
                        sheet.fonts.update(char.fontname.split("+")[-1] for char in chars)
                        sheet.lines.append(Line(line.get_text().strip(), line.x0, line.x1, line.y1, chars[0].matrix[5]))
            elif isinstance(element, LTLine) and element.height < 1:
                sheet.rules.append((element.x0, element.x1, element.y0))
        yield sheet


@pytest.fixture(scope="module")
def pages(sample_plan: Plan, maker_of: Callable[[Plan], Maker]) -> list[Sheet]:
    assert SOFFICE is not None
    pdf = with_libreoffice(SOFFICE, {"ban-hanh": maker_of(sample_plan).bundle_docx()})["ban-hanh"]
    return list(sheets(pdf))


@pytest.fixture(scope="module")
def portrait(pages: list[Sheet]) -> list[Sheet]:
    return [page for page in pages if page.width < page.height]


@pytest.fixture(scope="module")
def landscape(pages: list[Sheet]) -> list[Sheet]:
    return [page for page in pages if page.width > page.height]


def test_four_pages_portrait_then_the_appendix_landscape(
    pages: list[Sheet], portrait: list[Sheet], landscape: list[Sheet]
) -> None:
    assert len(portrait) == 4
    assert pages == portrait + landscape
    assert landscape[0].has("Phụ lục")


def test_only_faces_of_the_widths_of_times_new_roman_are_used(pages: list[Sheet]) -> None:
    fonts = set().union(*(page.fonts for page in pages))
    assert fonts <= {"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic", "LiberationSerif-BoldItalic"}


def test_number_and_date_stand_on_one_line(portrait: list[Sheet]) -> None:
    number, date = portrait[0].line("Số:"), portrait[0].line("Sơn La, ngày")
    assert abs(number.baseline - date.baseline) < 1 * MM


def rule_under(page: Sheet, words: str) -> tuple[float, float]:
    """Length and middle of the line that is next below these words."""
    line = page.line(words)
    middle = (line.x0 + line.x1) / 2
    x0, x1, _ = max(
        (rule for rule in page.rules if rule[2] < line.baseline and rule[0] < middle < rule[1]), key=lambda rule: rule[2]
    )
    return x1 - x0, (x0 + x1) / 2


@pytest.mark.parametrize(
    ("words", "name"), [("Độc lập - Tự do", "ke_tieu_ngu"), ("TỈNH SƠN LA", "ke_co_quan"), ("nâng cao Chỉ số", "ke_trich_yeu")]
)
def test_the_line_below_is_as_long_as_the_law_wants_and_in_the_middle(
    portrait: list[Sheet], law: Law, words: str, name: str
) -> None:
    line = portrait[0].line(words)
    length, middle = rule_under(portrait[0], words)
    assert law.values[name].allows(length / (line.x1 - line.x0), 0.02)
    assert abs(middle - (line.x0 + line.x1) / 2) < 1 * MM


def test_text_stays_inside_the_margins(pages: list[Sheet], law: Law) -> None:
    for page in pages:
        for line in page.lines:
            assert line.x0 >= law["le_trai"] * MM - 0.5
            assert line.x1 <= page.width - law["le_phai"] * MM + 2.5, line.text
            assert line.baseline >= law["le_duoi"] * MM - 0.5


def page_number(page: Sheet, law: Law) -> str | None:
    """The number in the top margin, in the middle of the text's width."""
    above = [line for line in page.lines if line.baseline > page.height - law["le_tren"] * MM]
    assert len(above) <= 1
    if not above:
        return None
    middle = (law["le_trai"] * MM + page.width - law["le_phai"] * MM) / 2
    assert abs((above[0].x0 + above[0].x1) / 2 - middle) < 1
    return above[0].text


def test_both_page_numberings_begin_at_2_on_the_second_page(portrait: list[Sheet], landscape: list[Sheet], law: Law) -> None:
    for part in (portrait, landscape):
        assert [page_number(page, law) for page in part] == [None, *(str(n) for n in range(2, len(part) + 1))]


def test_the_heading_of_the_table_is_on_every_page_of_the_appendix(landscape: list[Sheet]) -> None:
    assert len(landscape) > 5
    for page in landscape:
        for words in (
            "TT",
            "Nhiệm vụ, giải pháp",
            "Phân công trách nhiệm",
            "Cơ quan chủ trì",
            "Cơ quan phối hợp",
            "Thời gian",
            "hoàn thành",
            "Ghi",
            "chú",
        ):
            assert page.has(words), words


def test_no_area_row_ends_a_page(landscape: list[Sheet]) -> None:
    found = 0
    for page in landscape:
        lowest = min(line.baseline for line in page.lines if line.text != "./.")
        for line in page.lines:
            if line.text.startswith("Lĩnh vực “"):
                found += 1
                assert line.baseline > lowest + 5, line.text
    assert found == 8


def test_no_task_row_breaks_across_pages(sample_plan: Plan, landscape: list[Sheet]) -> None:
    """The first and the last words of each task stand on one page."""
    squeezed = [re.sub(r"\s+", "", "".join(line.text for line in page.lines)) for page in landscape]
    for task in sample_plan.tasks:
        head, tail = (re.sub(r"\s+", "", words) for words in (task.text[:30], task.text[-14:]))
        assert any(head in text and tail in text for text in squeezed), task.id


def test_the_signature_stands_level_with_the_recipients_on_a_page_with_text(portrait: list[Sheet]) -> None:
    last = portrait[-1]
    assert abs(last.line("Nơi nhận:").top - last.line("CHỦ TỊCH").top) < 1 * MM
    gap = (last.line("CHỦ TỊCH").baseline - last.line("Hoàng Quốc Khánh").top) / MM
    assert 20 <= gap <= 45
    assert last.has("Trong quá trình triển khai")


def test_a_heading_never_ends_a_page(portrait: list[Sheet]) -> None:
    for page in portrait:
        lowest = min(page.lines, key=lambda line: line.baseline)
        assert not re.match(r"(?:[IVX]+|\d+)\. [A-ZĐ]", lowest.text)
