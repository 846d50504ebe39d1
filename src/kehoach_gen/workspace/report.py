"""A working folder and what came back → the report of a period as Word, Excel and JSON."""

from dataclasses import dataclass
from pathlib import Path

from kehoach_gen.problem import Problem
from kehoach_gen.report.from_board import Basis, from_board
from kehoach_gen.report.model import Report
from kehoach_gen.report.placeholders import SUMMARY_NAMES
from kehoach_gen.report.to_docx import to_docx
from kehoach_gen.report.to_json import to_json
from kehoach_gen.report.to_xlsx import to_xlsx
from kehoach_gen.vietnamese.fold import slug
from kehoach_gen.workspace.build import facts_of
from kehoach_gen.workspace.desk import open_desk
from kehoach_gen.workspace.files import sha256
from kehoach_gen.workspace.folder import checked_template
from kehoach_gen.workspace.output import Written
from kehoach_gen.workspace.recipe import Progress, Recipe, make, program

SUMMARY_TEMPLATE = "tonghop.docx"
SUMMARY = "bao-cao"


@dataclass(frozen=True)
class Reported:
    """The report, the files it was written to, and the problems of doing so."""

    report: Report
    files: tuple[Written, ...]
    problems: tuple[Problem, ...]


def make_report(root: Path, out: Path, period: str, agency: str, progress: Progress) -> Reported:
    """Makes the report of the period in `out`/tong-hop/PERIOD; that of a tier where `agency` consolidates one.
    Raises ProblemError."""
    progress("Đọc dữ liệu và kiểm tra")
    desk = open_desk(root, out, period)
    consolidator = desk.consolidator(agency)
    template = checked_template(desk.folder, SUMMARY_TEMPLATE, SUMMARY_NAMES)
    progress(f"Đọc báo cáo đã nhận {desk.period.words}")
    within = consolidator.id if consolidator.reports_to else ""
    report = from_board(Basis(desk.whole, desk.boards()), desk.registry, desk.day, within)
    letter = desk.letter(consolidator)
    name = f"{desk.top}/{SUMMARY}" + (f"-{slug(consolidator.name)}" if within else "")
    content = to_json(report)
    inputs = {"so_lieu": sha256(content), "kehoach_gen": program()}
    of_word = {**inputs, "khung": sha256(letter.model_dump_json().encode()), SUMMARY_TEMPLATE: sha256(template[1])}
    recipes = [
        Recipe(f"{name}.docx", of_word, lambda: to_docx(report, letter, template, desk.law)),
        Recipe(f"{name}.xlsx", inputs, lambda: to_xlsx(report)),
        Recipe(f"{name}.json", inputs, lambda: content),
    ]
    files = make(recipes, desk.output, facts_of(desk.plan), progress)
    return Reported(report, tuple(files), (*desk.problems, *desk.unsent(), *desk.past.problems, *desk.output.problems))
