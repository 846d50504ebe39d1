"""Report → the consolidated report as a Word document, with the chart of its areas."""

import hashlib
import json

from kehoach_gen.form.model import Letter
from kehoach_gen.form.to_letter import gathered
from kehoach_gen.nd30 import Law
from kehoach_gen.nd30.letterhead import text_millimetres
from kehoach_gen.office.chart import Chart, Series, add_chart
from kehoach_gen.office.identity import Identity
from kehoach_gen.office.template import compile_templates
from kehoach_gen.report.model import OUTCOMES, Outcome, Report
from kehoach_gen.report.to_context import Context, summary_context
from kehoach_gen.report.wording import area_name, figure

Template = tuple[str, bytes]
"""A template's name, for messages, and its content."""
_COLOURS: dict[Outcome, tuple[str, str]] = {
    "done_on_time": ("1F4E79", "FFFFFF"),
    "done_late": ("9DC3E6", "000000"),
    "on_track": ("E2E2E2", "000000"),
    "overdue": ("C00000", "FFFFFF"),
}
"""Of the bars and of the figures on them; told apart in grey as well."""
_FRAME, _BAR, _MOST = 26, 12, 190
"""Heights in millimetres: what is not bars, a bar with its gap, the most that fits on a page."""


def to_docx(report: Report, letter: Letter, template: Template, law: Law) -> bytes:
    """The .docx file; the same bytes for the same report. `letter` is that of the agency that consolidates.
    Raises ProblemError where the template cannot be filled."""
    context = summary_context(report, letter, law)
    filled = compile_templates(template).fill([(0, context)], _identity(report, letter, context))
    return add_chart(filled, progress_chart(report, text_millimetres(law, landscape=False)))


def _identity(report: Report, letter: Letter, context: Context) -> Identity:
    subject = gathered(letter).subject
    base = hashlib.sha256(json.dumps(context, ensure_ascii=False).encode()).hexdigest()[:16]
    known = {"report": "summary", "period": report.period}
    return Identity(report.plan, base, f"Báo cáo {subject[:1].lower()}{subject[1:]}", letter.author, extra=known)


def progress_chart(report: Report, width: float) -> Chart:
    """«Tiến độ theo lĩnh vực»: a bar for each area, parted by the four states of its duties."""
    areas = [(area_name(area.name), area.tally) for area in report.areas]
    told = "; ".join(
        f"{name}: " + ", ".join(f"{words} {figure(tally.of(outcome))}" for outcome, words in OUTCOMES.items())
        for name, tally in areas
    )
    return Chart(
        "Biểu đồ tiến độ theo lĩnh vực",
        f"Biểu đồ thanh xếp chồng: số lượt nhiệm vụ của từng lĩnh vực theo bốn trạng thái. {told}.",
        tuple(name for name, _ in areas),
        tuple(
            Series(words[:1].upper() + words[1:], tuple(tally.of(outcome) for _, tally in areas), *_COLOURS[outcome])
            for outcome, words in OUTCOMES.items()
        ),
        width,
        min(_FRAME + _BAR * len(areas), _MOST),
    )
