"""About how high a paragraph, a table, all that a section holds are, in millimetres: enough to say what surely fits or not."""

from kehoach_gen.office.metrics import LINE_HEIGHT, wrap
from kehoach_gen.office.styled import MM, Block, Paragraph, Section, Table


def height(block: Block) -> float:
    """With the space around it; of a table the sum of its rows, each as high as its highest cell."""
    if isinstance(block, Table):
        return sum(max((sum(map(height, cell.paragraphs)) for cell in row.cells), default=0.0) for row in block.rows)
    return _lines(block) * _line_height(block) + (block.twips("before") + block.twips("after")) / MM


def fills_a_page(section: Section) -> bool:
    """Whether what stands in it surely needs a second page."""
    page = (section.measures["height"] - section.measures["top"] - section.measures["bottom"]) / MM
    return sum(map(height, section.blocks)) > page * _SURELY


_SURELY = 1.1
"""Words are measured, but not how lines and pages are broken."""


def _lines(paragraph: Paragraph) -> int:
    is_bold = any(run.look.bold for run in paragraph.runs)
    return len(wrap(paragraph.text, _size(paragraph), max(paragraph.width / MM, 10), bold=is_bold))


def _line_height(paragraph: Paragraph) -> float:
    points = _size(paragraph) * LINE_HEIGHT * paragraph.line / 240 if paragraph.line_rule == "auto" else paragraph.line / 20
    return points * 25.4 / 72


def _size(paragraph: Paragraph) -> float:
    return max((run.look.size for run in paragraph.runs), default=14.0)
