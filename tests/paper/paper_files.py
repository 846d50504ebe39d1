"""Small Word files for the tests of this folder, and what was read of them."""

from old_plans import LAW, PORTRAIT, STYLES, bold, lines, sample

from kehoach_gen.nd30.letterhead import page_number
from kehoach_gen.office.word import cell, document, row, table
from kehoach_gen.paper.from_docx import from_docx
from kehoach_gen.paper.model import Imported
from kehoach_gen.plan.model import Task

TASKS = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian")


def read(*files: tuple[str, bytes]) -> Imported:
    return from_docx(files, sample())


def built(*blocks: str) -> Imported:
    """What is read from a file of these paragraphs and tables."""
    return read(("cu.docx", document("".join(blocks), PORTRAIT, STYLES, size=14, page_number=page_number(LAW))))


def grid(titles: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    width = 14000 // len(titles)
    head = row(*(cell(bold(title), width) for title in titles))
    return table(
        [head, *(row(*(cell(lines(text), width) for text in texts)) for texts in rows)], [width] * len(titles), borders=True
    )


def tasks_of(found: Imported) -> list[Task]:
    assert found.plan is not None, [problem.message for problem in found.problems]
    return list(found.plan.tasks)


def told(found: Imported, code: str) -> list[str]:
    """Where problems of this code stand."""
    return [str(problem.place) for problem in found.problems if problem.code == code]
