"""Report → a workbook in which every figure is a formula over the answers, each with its file and cell."""

from collections.abc import Iterator, Sequence

from kehoach_gen.calendar import parse_period
from kehoach_gen.form.model import Answer, Remarks
from kehoach_gen.form.sheets import PROPERTY
from kehoach_gen.office.figures import Cell, FigureRow, Figures, FigureSheet, Formula, Link, write_figures
from kehoach_gen.office.sheet import Pattern
from kehoach_gen.report import sheets
from kehoach_gen.report.model import OUTCOMES, Duty, Report, Source, Tally, TaskReport
from kehoach_gen.report.sheets import AGENCIES, ALL, HEAD, PROBLEMS, RAW, STATE_WORDS, TASKS, TIMING_WORDS, VOICES, Table
from kehoach_gen.report.to_json import spot
from kehoach_gen.report.to_rows import tier_name
from kehoach_gen.report.wording import area_name, shortened
from kehoach_gen.vietnamese.dates import short_date


def to_xlsx(report: Report) -> bytes:
    """The workbook; the same bytes for the same report."""
    tables: tuple[tuple[Table, list[FigureRow], list[Tally]], ...] = (
        (TASKS, list(_tasks(report)), [task.tally for task in report.tasks]),
        (AGENCIES, list(_agencies(report)), [agency.tally for agency in report.agencies]),
        (RAW, list(_raw(report)), []),
        (VOICES, list(_voices(report)), []),
        (PROBLEMS, list(_problems(report)), []),
    )
    pages = [_summary(report), *(table.sheet(_about(report), rows, tallies) for table, rows, tallies in tables)]
    names = [name for table, rows, _ in tables for name in table.choices(len(rows))]
    properties = {f"{PROPERTY}plan": report.plan, f"{PROPERTY}period": report.period}
    return write_figures(Figures(pages, _title(report), names, properties, f"{report.plan}/{report.period}"))


def _title(report: Report) -> str:
    period = parse_period(report.period)
    return f"Tổng hợp kết quả thực hiện Kế hoạch, {period.words if period else report.period}"


def _about(report: Report) -> str:
    return f"Số liệu từ ngày {short_date(report.first_day)} đến ngày {short_date(report.last_day)}."


# Tổng hợp

SUMMARY = "Tổng hợp"
_NOTE = "Một lượt là một nhiệm vụ của một cơ quan chủ trì. Mọi số là công thức đếm trên các trang sau, về đến tệp cơ quan gửi."
_COLUMNS = (sheets.Column("", 18, "center"), sheets.Column("", 100), *sheets.COUNTS)
_SENT_COLUMNS = (
    *_COLUMNS[:2],
    sheets.Column("Số cơ quan", 18, "right"),
    *(sheets.Column(words, 21, "right") for words in TIMING_WORDS.values()),
    sheets.Column("Tỷ lệ đã gửi", 20, "right"),
    sheets.Column(sheets.CHECK, 20, "center"),
)
_SENT = "sent "
_NO_TIER = "chính cơ quan"
"""Stands for the consolidator of those that report to nobody: a cell to count by must not be empty."""

_Keys = Sequence[tuple[str | int, str]]
"""(key, name) of each row of a table."""


def _summary(report: Report) -> FigureSheet:
    summary = _Summary(_title(report), f"{_about(report)} {_NOTE}")
    areas: _Keys = [(number, area_name(area.name)) for number, area in enumerate(report.areas, 1)]
    tiers: _Keys = [(tier.id or _NO_TIER, tier_name(report, tier)) for tier in report.tiers]
    of_tasks = [area.task_tally for area in report.areas]
    summary.whole({"Goc_": report.tally, "NV_": Tally.sum(of_tasks)})
    summary.begin("Lượt nhiệm vụ theo lĩnh vực", "head", ("TT", sheets.AREA))
    summary.count(areas, [area.tally for area in report.areas], "Goc_", "LinhVuc")
    summary.begin("Nhiệm vụ theo lĩnh vực", "head", ("TT", sheets.AREA))
    summary.count(areas, of_tasks, "NV_", "LinhVuc")
    summary.begin("Lượt nhiệm vụ theo nơi tổng hợp", "head", ("Mã", sheets.TIER))
    summary.count(tiers, [tier.tally for tier in report.tiers], "Goc_", "NoiTongHop")
    summary.begin("Gửi báo cáo theo nơi tổng hợp", _SENT + "head", ("Mã", sheets.TIER))
    summary.sent(tiers, [(tier.on_time, tier.late, tier.missing) for tier in report.tiers])
    kinds = sheets.kinds(_COLUMNS) | {_SENT + name: kind for name, kind in sheets.kinds(_SENT_COLUMNS).items()}
    widths = tuple(column.width for column in _COLUMNS)
    return FigureSheet(Pattern(SUMMARY, widths, kinds, frozen=(2, 2), tab="2E7D32"), summary.rows)


class _Summary:
    """The tables of «Tổng hợp», one below the other, numbered. What is counted, `of`, is duties («Goc_») or tasks («NV_»)."""

    def __init__(self, title: str, about: str) -> None:
        self.rows = [FigureRow("title", (title,)), FigureRow("about", (about,))]
        self.tables, self.head = 0, 0

    def begin(self, title: str, kind: str, headings: tuple[str, str]) -> None:
        self.tables += 1
        titles = [column.title for column in (_SENT_COLUMNS if kind.startswith(_SENT) else _COLUMNS)[2:]]
        self.rows += (FigureRow("about", ()), FigureRow("section", (f"{self.tables}. {title}",)))
        self.rows.append(FigureRow(kind, (*headings, *titles)))
        self.head = len(self.rows)

    @property
    def next(self) -> int:
        """The number of the row that comes next."""
        return len(self.rows) + 1

    @property
    def counts(self) -> sheets.Counts:
        return sheets.Counts(3, self.head)

    def whole(self, tallies: dict[str, Tally]) -> None:
        """All duties, and all tasks."""
        self.begin("Toàn kỳ", "head", ("TT", sheets.CONTENT))
        for number, (of, name) in enumerate((("Goc_", "Lượt nhiệm vụ"), ("NV_", "Nhiệm vụ")), 1):
            self.rows.append(FigureRow("row", (number, name, *self.counts.row(self.next, tallies[of], of))))

    def count(self, keys: _Keys, tallies: Sequence[Tally], of: str, name: str) -> None:
        """A row for each key, which stands in the first column and under the name; and their total."""
        for key, tally in zip(keys, tallies, strict=True):
            self.rows.append(FigureRow("row", (*key, *self.counts.row(self.next, tally, of, (name, f"$A{self.next}")))))
        if keys:
            self.rows.append(FigureRow("total", ("", ALL, *self.counts.total(self.next, tallies, of))))

    def sent(self, keys: _Keys, timings: Sequence[tuple[int, ...]]) -> None:
        """How many agencies have sent their report in time, late, not at all, of each key and in total."""
        for key, found in zip(keys, timings, strict=True):
            where = f"COUNTIFS(CQ_NoiTongHop,$A{self.next}"
            states = (f"{where},CQ_GuiBaoCao,{letter}${self.head})" for letter in "DEF")
            counts = map(Formula, (f"{where})", *states), (sum(found), *found))
            self.rows.append(FigureRow(_SENT + "row", (*key, *counts, *self._share_and_check(found))))
        if keys:
            found = tuple(map(sum, zip(*timings, strict=True)))
            sums = (
                sheets.sum_above(letter, self.next, len(keys), count)
                for letter, count in zip("CDEF", (sum(found), *found), strict=True)
            )
            checked = self._share_and_check(found, "COUNTA(CQ_NoiTongHop)")
            self.rows.append(FigureRow(_SENT + "total", ("", ALL, *sums, *checked)))

    def _share_and_check(self, found: tuple[int, ...], whole: str = "") -> tuple[Formula, Formula]:
        row = self.next
        share = sheets.share(f"D{row}+E{row}", f"C{row}", sum(found[:2]), sum(found))
        return share, sheets.check(f"C{row}", f"D{row}:F{row}", whole)


# Theo nhiệm vụ

_NO_LEAD = "Chưa xác định cơ quan chủ trì"


def _tasks(report: Report) -> Iterator[FigureRow]:
    first_rows = _first_rows(report)
    row = HEAD
    for number, area in enumerate(report.areas, 1):
        for task in area.tasks:
            row += 1
            link = Link(task.number, RAW.title, RAW.cell(sheets.NUMBER, first_rows[task.id])) if task.duties else task.number
            asked = (number, area_name(area.name), task.id, link, task.text, task.leads, task.deadline)
            counts = TASKS.counts.row(row, task.tally, "Goc_", ("NhiemVu", f"${TASKS.cell(sheets.TASK_ID, row)}"))
            yield FigureRow("row", (*asked, _state_of(task, row), *counts, *_marks_of(task.tally, row)))


def _first_rows(report: Report) -> dict[str, int]:
    """The row of «Số liệu gốc» in which each task begins."""
    found: dict[str, int] = {}
    row = HEAD + 1
    for duty in report.duties:
        found.setdefault(duty.task, row)
        row += len(duty.lines)
    return found


def _state_of(task: TaskReport, row: int) -> Formula:
    """The worst of its duties, in the words of the headings."""
    total, on_time, late, on_track, overdue = map(TASKS.counts.letter, range(5))
    worst = f"{on_time}${HEAD}"
    for letter in (late, on_track, overdue):
        worst = f"IF({letter}{row}>0,{letter}${HEAD},{worst})"
    return Formula(f'IF({total}{row}=0,"{_NO_LEAD}",{worst})', STATE_WORDS[task.outcome] if task.outcome else _NO_LEAD)


def _marks_of(tally: Tally, row: int) -> tuple[Formula, Formula]:
    """1 where the task is counted, having a lead; 1 where none of its leads has reported."""
    total, unreported = (f"{TASKS.counts.letter(place)}{row}" for place in (0, len(OUTCOMES) + 1))
    return (
        Formula(f"IF({total}>0,1,0)", int(tally.total > 0)),
        Formula(f"IF(AND({total}>0,{unreported}={total}),1,0)", int(0 < tally.total == tally.unreported)),
    )


# Theo cơ quan


def _agencies(report: Report) -> Iterator[FigureRow]:
    tiers = _tiers(report)
    for row, agency in enumerate(report.agencies, HEAD + 1):
        counts = AGENCIES.counts.row(row, agency.tally, "Goc_", ("CoQuan", f"${AGENCIES.cell(sheets.AGENCY_ID, row)}"))
        known = (row - HEAD, agency.id, agency.name, agency.level, tiers[agency.id])
        yield FigureRow("row", (*known, TIMING_WORDS[agency.timing], agency.received or "", *counts))


def _tiers(report: Report) -> dict[str, str]:
    """{agency: whom it reports to}, as the cells say it."""
    return {agency: tier.id or _NO_TIER for tier in report.tiers for agency in tier.agencies}


# Số liệu gốc

_LETTERS = 90
"""Of the words of a task where they are repeated in every row; they stand in full in «Theo nhiệm vụ»."""


def _raw(report: Report) -> Iterator[FigureRow]:
    tiers = _tiers(report)
    for number, area in enumerate(report.areas, 1):
        for task in area.tasks:
            for duty in task.duties:
                yield from _lines(duty, task, (number, area_name(area.name)), tiers[duty.agency])


def _lines(duty: Duty, task: TaskReport, area: tuple[int, str], tier: str) -> Iterator[FigureRow]:
    of_duty: tuple[Cell, ...] = (1, STATE_WORDS[duty.outcome], "" if duty.is_reported else 1)
    for result in duty.lines:
        line = result.line
        asked = (task.id, task.number, shortened(line.text or task.text, _LETTERS), duty.agency, duty.agency_name, tier)
        told = result.answer or Answer()
        answer = (told.progress, told.result, told.product, told.product_date, told.figure)
        state = (line.due or task.deadline, STATE_WORDS[result.outcome])
        yield FigureRow("row", (*area, *asked, *state, *of_duty, *answer, *_found_in(result.source_of("progress"))))
        of_duty = ("", "", "")


def _found_in(source: Source | None) -> tuple[str, str, str]:
    """(period, file, place) of an answer: the cell of its progress, else the first in which something stands."""
    if source is None:
        return "", "", ""
    place = source.places.get("progress") or next(iter(source.places.values()), None)
    return source.period, source.file, spot(place) if place else ""


# Khó khăn, kiến nghị; cần thống nhất

_OF_ALL = "Chung"


def _voices(report: Report) -> Iterator[FigureRow]:
    for task in report.tasks:
        of_task = (task.number, shortened(task.text, _LETTERS))
        for field, voices in (("difficulty", task.difficulties), ("proposal", task.proposals)):
            for voice in voices:
                found = (voice.source.period, voice.source.file, spot(voice.place))
                yield FigureRow("row", (*of_task, voice.agency, voice.agency_name, sheets.heading(field), voice.text, *found))
    for agency in report.agencies:
        for field in ("difficulties", "proposals"):
            if text := getattr(agency.remarks, field):
                kind = Remarks.model_fields[field].title or field
                found = _found_in(agency.remark_sources[field])
                yield FigureRow("row", (_OF_ALL, "", agency.id, agency.name, kind, text, *found))


def _problems(report: Report) -> Iterator[FigureRow]:
    for number, problem in enumerate(report.problems, 1):
        yield FigureRow("row", (number, problem.message, problem.place.file, spot(problem.place), problem.hint))
