"""A working folder and what came back → the letter to those who are late, and the days of the period for a calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from kehoach_gen.calendar import LEVELS, Holidays, Level
from kehoach_gen.calendar.to_ics import Event, to_ics
from kehoach_gen.form.from_plan import level_of
from kehoach_gen.problem import Problem
from kehoach_gen.receipt.model import Board, Sender
from kehoach_gen.receipt.placeholders import REMINDER_NAMES
from kehoach_gen.receipt.to_docx import reminder
from kehoach_gen.receipt.to_json import to_json
from kehoach_gen.vietnamese.dates import short_date
from kehoach_gen.vietnamese.fold import slug
from kehoach_gen.workspace.asked import holidays_of
from kehoach_gen.workspace.build import facts_of
from kehoach_gen.workspace.desk import Desk, open_desk
from kehoach_gen.workspace.files import sha256
from kehoach_gen.workspace.folder import checked_template
from kehoach_gen.workspace.output import Written
from kehoach_gen.workspace.recipe import Progress, Recipe, make, program

REMINDER_TEMPLATE = "dondoc.docx"
LETTER, CALENDAR = "don-doc.docx", "lich.ics"
_DAYS_TO_ANSWER = 2


@dataclass(frozen=True)
class Reminded:
    """The board, the files written (no letter where everybody has sent), and the problems of doing so."""

    board: Board
    waiting: tuple[Sender, ...]
    """Those the letter is for: not the one who writes it."""
    files: tuple[Written, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Asking:
    """What to remind of: the period, as of which day, to send by which day (two working days later where None)."""

    period: str
    today: date
    by: date | None = None
    agency: str = ""
    """Who writes: a consolidator; empty for the one of the whole plan."""


def remind(root: Path, out: Path, asking: Asking, progress: Progress) -> Reminded:
    """Makes the letter and the calendar in `out`/tong-hop/PERIOD. Raises ProblemError."""
    progress("Đọc dữ liệu và kiểm tra")
    desk = open_desk(root, out, asking.period)
    consolidator = desk.consolidator(asking.agency)
    template = checked_template(desk.folder, REMINDER_TEMPLATE, REMINDER_NAMES)
    holidays, _ = holidays_of(desk.folder, desk.period)
    by = asking.by or holidays.add_working_days(asking.today, _DAYS_TO_ANSWER)
    progress(f"Đọc báo cáo đã nhận {desk.period.words}")
    board = desk.board_within(consolidator, asking.today)
    letter = desk.letter(consolidator)
    suffix = f"-{slug(consolidator.name)}" if consolidator.reports_to else ""
    facts = f"{asking.today} {by} {letter.model_dump_json()}".encode()
    inputs = {
        "tiep_nhan": sha256(to_json(board)),
        "khung": sha256(facts),
        REMINDER_TEMPLATE: sha256(template[1]),
        "kehoach_gen": program(),
    }
    events = to_ics(list(_events(desk, holidays)), f"Báo cáo {desk.period.words}")
    recipes = [Recipe(f"{desk.top}/{CALENDAR}", {"lich": sha256(events)}, lambda: events)]
    waiting = tuple(sender for sender in board.senders if sender.needs_reminding and sender.form.agency != consolidator.id)
    if waiting:
        name = f"{desk.top}/{LETTER.replace('.docx', f'{suffix}.docx')}"
        recipes.append(Recipe(name, inputs, lambda: reminder(board, letter, template, desk.law, asking.today, by)))
    files = make(recipes, desk.output, facts_of(desk.plan), progress)
    return Reminded(board, waiting, tuple(files), (*desk.problems, *desk.output.problems))


def _events(desk: Desk, holidays: Holidays) -> Iterator[Event]:
    """The day on which the figures close, and the day of each level that is asked, with an alarm the working day before."""
    plan, period = desk.plan, desk.period
    close = period.window.last
    yield Event(
        close, f"Chốt số liệu báo cáo {period.words}", f"{plan.subject}\n{period.window.article}", f"{plan.id}-{period.id}-chot"
    )
    levels: dict[Level, int] = {}
    for form in desk.whole.forms:
        agency = desk.registry.agency(form.agency, desk.day)
        level = level_of(agency) if agency else "so"
        levels[level] = levels.get(level, 0) + 1
    for level, count in levels.items():
        due = desk.asked.dues[level]
        title = f"Hạn gửi báo cáo {period.words}: {LEVELS[level]} ({count} cơ quan)"
        alarm = holidays.previous_working_day(due - timedelta(days=1))
        yield Event(due, title, f"{plan.subject}\nHạn gửi: {short_date(due)}", f"{plan.id}-{period.id}-{level}", alarm)
