"""Report → a workbook in which every figure is a formula over the answers, each with its file and cell.

«Số liệu gốc» has a row for each line of a duty. What belongs to the whole duty stands on its first line only, so that
whoever counts these cells counts duties. Formulas call the columns by name: `Goc_…` there, `NV_…` of tasks, `CQ_…` of agencies.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from typing import Literal, NamedTuple

from kehoach_gen.calendar import parse_period
from kehoach_gen.form.model import Answer, Remarks
from kehoach_gen.form.sheets import PROPERTY
from kehoach_gen.office.figures import Cell, FigureRow, Figures, FigureSheet, Formula, Link, write_figures
from kehoach_gen.office.sheet import Choices, Kind, Look, Pattern, column_letter
from kehoach_gen.receipt.model import TIMINGS
from kehoach_gen.report.model import OUTCOMES, Duty, Report, Source, Tally, TaskReport
from kehoach_gen.report.to_json import spot
from kehoach_gen.report.wording import area_name
from kehoach_gen.vietnamese.dates import short_date

SUMMARY, TASKS, AGENCIES, RAW = "Tổng hợp", "Theo nhiệm vụ", "Theo cơ quan", "Số liệu gốc"
VOICES, PROBLEMS = "Khó khăn, kiến nghị", "Cần thống nhất"


def to_xlsx(report: Report) -> bytes:
    """The workbook; the same bytes for the same report."""
    tables = (
        (_TASKS, list(_tasks(report)), [task.tally for task in report.tasks]),
        (_AGENCIES, list(_agencies(report)), [agency.tally for agency in report.agencies]),
        (_RAW, list(_raw(report)), []),
        (_VOICES, list(_voices(report)), []),
        (_PROBLEMS, list(_problems(report)), []),
    )
    sheets = [table.sheet(_about(report, table.note), rows, tallies) for table, rows, tallies in tables]
    names = [name for table, rows, _ in tables for name in table.names_of(len(rows))]
    properties = {f"{PROPERTY}plan": report.plan, f"{PROPERTY}period": report.period}
    return write_figures(
        Figures((_summary(report), *sheets), _title(report), names, properties, f"{report.plan}/{report.period}")
    )


def _title(report: Report) -> str:
    period = parse_period(report.period)
    return f"Tổng hợp kết quả thực hiện Kế hoạch, {period.words if period else report.period}"


def _about(report: Report, note: str) -> str:
    return f"Số liệu từ ngày {short_date(report.first_day)} đến ngày {short_date(report.last_day)}. {note}"


def _shown(words: str) -> str:
    return words[:1].upper() + words[1:]


# The columns of a tally

_STATES = {outcome: _shown(words) for outcome, words in OUTCOMES.items()}
_TIMINGS = {timing: _shown(words) for timing, words in TIMINGS.items()}
_ALL, _MATCHES, _DIFFERS = "Tổng cộng", "khớp", "lệch"
_TOTAL, _UNREPORTED, _SHARES, _CHECK = "Tổng số", "Chưa có báo cáo", ("Tỷ lệ hoàn thành", "Tỷ lệ quá hạn"), "Kiểm tra"


@dataclass(frozen=True)
class _Counts:
    """Where a tally stands: its columns begin with column `first`, their headings are in row `head`."""

    first: int
    head: int

    def row(self, number: int, tally: Tally, of: str, *keys: tuple[str, str]) -> tuple[Cell, ...]:
        """The cells of row `number`: what is counted under the names that begin with `of` and has each (name, cell) of `keys`."""
        where = "".join(f"{of}{name},{cell}," for name, cell in keys)
        states = (
            Formula(f"COUNTIFS({where}{of}TrangThai,{self.letter(place)}${self.head})", tally.of(outcome))
            for place, outcome in enumerate(OUTCOMES, 1)
        )
        total = Formula(f"COUNTIFS({where}{of}Luot,1)", tally.total)
        unreported = Formula(f"COUNTIFS({where}{of}ChuaBaoCao,1)", tally.unreported)
        return (total, *states, unreported, *self.shares(number, tally), self.check(number))

    def total(self, number: int, tallies: Sequence[Tally], of: str) -> tuple[Cell, ...]:
        """The cells of the row below `tallies`; they must also be all there is under the names that begin with `of`."""
        tally = _together(tallies)
        counts = (tally.total, *map(tally.of, OUTCOMES), tally.unreported)
        sums = (_sum(self.letter(place), number, len(tallies), count) for place, count in enumerate(counts))
        return (*sums, *self.shares(number, tally), self.check(number, f"SUM({of}Luot)"))

    def shares(self, number: int, tally: Tally) -> tuple[Cell, ...]:
        total, on_time, late, _, overdue = (f"{self.letter(place)}{number}" for place in range(5))
        return (
            Formula(f'IF({total}=0,"",({on_time}+{late})/{total})', _share(tally.done, tally.total), is_share=True),
            Formula(f'IF({total}=0,"",{overdue}/{total})', _share(tally.overdue, tally.total), is_share=True),
        )

    def check(self, number: int, whole: str = "") -> Formula:
        """Whether the four states add up to the total, and the total is the `whole`."""
        return _check(f"{self.letter(0)}{number}", f"{self.letter(1)}{number}:{self.letter(len(OUTCOMES))}{number}", whole)

    def letter(self, place: int) -> str:
        return column_letter(self.first + place)


def _together(tallies: Iterable[Tally]) -> Tally:
    return Tally(*map(sum, zip(*map(astuple, tallies), strict=True)))


def _share(part: int, whole: int) -> float | str:
    return part / whole if whole else ""


def _sum(letter: str, number: int, rows: int, value: int) -> Formula:
    """The sum of so many rows above row `number`."""
    return Formula(f"SUM({letter}{number - rows}:{letter}{number - 1})", value)


def _check(total: str, parts: str, whole: str) -> Formula:
    test = f"AND({total}=SUM({parts}),{total}={whole})" if whole else f"{total}=SUM({parts})"
    return Formula(f'IF({test},"{_MATCHES}","{_DIFFERS}")', _MATCHES)


# What a sheet looks like

_HEAD = 3
"""The row of the headings, below two lines of title."""
_INK, _HEADING, _BAND = "1F3864", "D9E2F3", "F3F6FB"


class _Column(NamedTuple):
    title: str
    width: float
    """Millimetres on the screen."""
    horizontal: Literal["", "center", "right"] = ""


_COUNTS = (
    _Column(_TOTAL, 18, "right"),
    *(_Column(words, 21, "right") for words in _STATES.values()),
    _Column(_UNREPORTED, 20, "right"),
    *(_Column(title, 20, "right") for title in _SHARES),
    _Column(_CHECK, 16, "center"),
)


@dataclass(frozen=True)
class _Table:
    """A sheet of one table. `names` are names for its columns, each with the heading of its column."""

    title: str
    note: str
    columns: tuple[_Column, ...]
    frozen: int = 1
    names: Mapping[str, str] = field(default_factory=dict)
    size: float = 11

    def column(self, title: str) -> int:
        return 1 + [column.title for column in self.columns].index(title)

    @property
    def counts(self) -> _Counts:
        return _Counts(self.column(_TOTAL), _HEAD)

    def sheet(self, about: str, rows: Sequence[FigureRow], tallies: Sequence[Tally]) -> FigureSheet:
        """The sheet of the rows, with a total of `tallies` below them where there are any."""
        last = _HEAD + len(rows)
        heading = FigureRow("head", tuple(column.title for column in self.columns))
        shown = [FigureRow("title", (self.title,)), FigureRow("about", (about,)), heading, *rows]
        if tallies:
            blank = ("",) * (self.counts.first - 2)
            shown.append(FigureRow("total", (_ALL, *blank, *self.counts.total(last + 1, tallies, "Goc_"))))
        widths = tuple(column.width for column in self.columns)
        pattern = Pattern(self.title, widths, _kinds(self.columns, self.size), frozen=(_HEAD, self.frozen))
        return FigureSheet(pattern, shown, (_HEAD, last))

    def names_of(self, rows: int) -> Iterator[Choices]:
        for name, title in self.names.items():
            yield Choices(name, self.title, self.column(title), _HEAD + 1, _HEAD + max(rows, 1))


def _kinds(columns: Sequence[_Column], size: float) -> dict[str, Kind]:
    def line(look: Look) -> Kind:
        return Kind((look, *(Look(),) * (len(columns) - 1)))

    head = Look(size, bold=True, ink=_INK, fill=_HEADING, boxed=True, horizontal="center", vertical="center")
    cells = tuple(Look(size, boxed=True, horizontal=column.horizontal) for column in columns)
    return {
        "title": line(Look(14, bold=True, ink=_INK, wraps=False)),
        "about": line(Look(11, italic=True, wraps=False)),
        "section": line(Look(12, bold=True, ink=_INK, wraps=False)),
        "head": Kind((head,) * len(columns)),
        "row": Kind(cells),
        "total": Kind(tuple(replace(look, bold=True, ink=_INK, fill=_BAND) for look in cells)),
    }


# Theo nhiệm vụ

_AREA_NUMBER, _AREA, _TASK_ID, _NUMBER = "Lĩnh vực số", "Lĩnh vực", "Mã nhiệm vụ", "Nhiệm vụ"
_AGENCY_ID, _AGENCY, _TIER = "Mã cơ quan", "Cơ quan", "Nơi tổng hợp"
_STATE, _IS_COUNTED, _IS_UNREPORTED = "Trạng thái", "Được tính", "Chưa cơ quan nào báo cáo"
_NO_LEAD = "Chưa xác định cơ quan chủ trì"

_TASKS = _Table(
    TASKS,
    "Đếm theo lượt: một nhiệm vụ của một cơ quan chủ trì là một lượt. Bấm vào số nhiệm vụ để đến các câu trả lời.",
    (
        _Column(_AREA_NUMBER, 14, "center"),
        _Column(_AREA, 36),
        _Column(_TASK_ID, 16, "center"),
        _Column(_NUMBER, 16, "center"),
        _Column("Nội dung", 90),
        _Column("Cơ quan chủ trì", 46),
        _Column("Thời hạn", 26),
        _Column(_STATE, 28),
        *_COUNTS,
        _Column(_IS_COUNTED, 14, "center"),
        _Column(_IS_UNREPORTED, 18, "center"),
    ),
    frozen=4,
    names={
        "NV_LinhVuc": _AREA_NUMBER, "NV_TrangThai": _STATE, "NV_Luot": _IS_COUNTED, "NV_ChuaBaoCao": _IS_UNREPORTED,
    },
)  # fmt: skip


def _tasks(report: Report) -> Iterator[FigureRow]:
    first_rows = _first_rows(report)
    row = _HEAD
    for number, area in enumerate(report.areas, 1):
        for task in area.tasks:
            row += 1
            link = (
                Link(task.number, RAW, f"{column_letter(_RAW.column(_NUMBER))}{first_rows[task.id]}")
                if task.duties
                else task.number
            )
            asked = (number, area_name(area.name), task.id, link, task.text, task.leads, task.deadline)
            counts = _TASKS.counts.row(row, task.tally, "Goc_", ("NhiemVu", f"${column_letter(_TASKS.column(_TASK_ID))}{row}"))
            yield FigureRow("row", (*asked, _state_of(task, row), *counts, *_marks_of(task, row)))


def _first_rows(report: Report) -> dict[str, int]:
    """The row of «Số liệu gốc» in which each task begins."""
    found: dict[str, int] = {}
    row = _HEAD + 1
    for duty in report.duties:
        found.setdefault(duty.task, row)
        row += len(duty.lines)
    return found


def _state_of(task: TaskReport, row: int) -> Formula:
    """The worst of its duties, in the words of the heading."""
    counts = _TASKS.counts
    total, on_time, late, on_track, overdue = (counts.letter(place) for place in range(5))
    worst = f"IF({overdue}{row}>0,{overdue}${_HEAD},IF({on_track}{row}>0,{on_track}${_HEAD},IF({late}{row}>0,{late}${_HEAD},{on_time}${_HEAD})))"
    return Formula(f'IF({total}{row}=0,"{_NO_LEAD}",{worst})', _STATES[task.outcome] if task.outcome else _NO_LEAD)


def _marks_of(task: TaskReport, row: int) -> tuple[Formula, Formula]:
    """1 where the task is counted, having a lead; 1 where none of its leads has reported."""
    total, unreported = (f"{_TASKS.counts.letter(place)}{row}" for place in (0, len(OUTCOMES) + 1))
    tally = task.tally
    return (
        Formula(f"IF({total}>0,1,0)", int(tally.total > 0)),
        Formula(f"IF(AND({total}>0,{unreported}={total}),1,0)", int(0 < tally.total == tally.unreported)),
    )


# Theo cơ quan

_TIMING = "Gửi báo cáo"
_NO_TIER = "—"
"""Stands for the consolidator of those that report to nobody: a cell to count by must not be empty."""

_AGENCIES = _Table(
    AGENCIES,
    "Đếm theo lượt: các nhiệm vụ mà cơ quan chủ trì.",
    (
        _Column("TT", 12, "center"),
        _Column(_AGENCY_ID, 22),
        _Column(_AGENCY, 70),
        _Column("Cấp", 20),
        _Column(_TIER, 22),
        _Column(_TIMING, 22),
        _Column("Ngày nhận", 26, "center"),
        *_COUNTS,
    ),
    frozen=3,
    names={"CQ_NoiTongHop": _TIER, "CQ_GuiBaoCao": _TIMING},
)


def _agencies(report: Report) -> Iterator[FigureRow]:
    tiers = _tiers(report)
    for number, agency in enumerate(report.agencies, 1):
        row = _HEAD + number
        counts = _AGENCIES.counts.row(
            row, agency.tally, "Goc_", ("CoQuan", f"${column_letter(_AGENCIES.column(_AGENCY_ID))}{row}")
        )
        sent = (_TIMINGS[agency.timing], agency.received or "")
        yield FigureRow("row", (number, agency.id, agency.name, agency.level, tiers[agency.id], *sent, *counts))


def _tiers(report: Report) -> dict[str, str]:
    """{agency: whom it reports to}, as the cells say it."""
    return {agency: tier.id or _NO_TIER for tier in report.tiers for agency in tier.agencies}


# Số liệu gốc

_DUTY, _DUTY_STATE, _DUTY_UNREPORTED = "Lượt", "Trạng thái của lượt", "Lượt chưa có báo cáo"


def _heading(field: str) -> str:
    return Answer.model_fields[field].title or field


_RAW = _Table(
    RAW,
    "Mỗi hàng là một nhiệm vụ, hoặc một mốc, một nội dung của nhiệm vụ, ở một cơ quan chủ trì. "
    "Số lượt và trạng thái của lượt ghi ở hàng đầu của lượt; mọi bảng đếm theo các cột này.",
    (
        _Column(_AREA_NUMBER, 12, "center"),
        _Column(_AREA, 26),
        _Column(_TASK_ID, 13, "center"),
        _Column(_NUMBER, 13, "center"),
        _Column("Nội dung", 56),
        _Column(_AGENCY_ID, 17),
        _Column(_AGENCY, 36),
        _Column(_TIER, 16),
        _Column("Hạn", 21, "center"),
        _Column(_STATE, 22),
        _Column(_DUTY, 10, "center"),
        _Column(_DUTY_STATE, 22),
        _Column(_DUTY_UNREPORTED, 16, "center"),
        _Column(_heading("progress"), 22),
        _Column(_heading("result"), 70),
        _Column(_heading("product"), 28),
        _Column(_heading("product_date"), 21, "center"),
        _Column(_heading("figure"), 24),
        _Column("Kỳ trả lời", 18, "center"),
        _Column("Tệp", 44),
        _Column("Vị trí trong tệp", 34),
    ),
    frozen=4,
    names={
        "Goc_LinhVuc": _AREA_NUMBER, "Goc_NhiemVu": _TASK_ID, "Goc_CoQuan": _AGENCY_ID, "Goc_NoiTongHop": _TIER,
        "Goc_Luot": _DUTY, "Goc_TrangThai": _DUTY_STATE, "Goc_ChuaBaoCao": _DUTY_UNREPORTED,
    },
    size=10,
)  # fmt: skip


def _raw(report: Report) -> Iterator[FigureRow]:
    tiers = _tiers(report)
    for number, area in enumerate(report.areas, 1):
        for task in area.tasks:
            for duty in task.duties:
                yield from _lines(duty, task, (number, area_name(area.name)), tiers[duty.agency])


def _lines(duty: Duty, task: TaskReport, area: tuple[int, str], tier: str) -> Iterator[FigureRow]:
    of_duty: tuple[Cell, ...] = (1, _STATES[duty.outcome], "" if duty.is_reported else 1)
    for result in duty.lines:
        line = result.line
        asked = (*area, task.id, task.number, line.text or task.text, duty.agency, duty.agency_name, tier)
        told = result.answer or Answer()
        answer = (told.progress, told.result, told.product, told.product_date, told.figure)
        state = (line.due or task.deadline, _STATES[result.outcome])
        yield FigureRow("row", (*asked, *state, *of_duty, *answer, *_found_in(result.source)))
        of_duty = ("", "", "")


def _found_in(source: Source | None) -> tuple[str, str, str]:
    """(period, file, place) of an answer: the cell of its progress, else the first in which something stands."""
    if source is None:
        return "", "", ""
    place = source.places.get("progress") or next(iter(source.places.values()), None)
    return source.period, source.file, spot(place) if place else ""


# Khó khăn, kiến nghị

_VOICES = _Table(
    VOICES,
    "Nguyên văn của cơ quan.",
    (
        _Column("Nhiệm vụ", 18, "center"),
        _Column("Nội dung nhiệm vụ", 70),
        _Column(_AGENCY_ID, 20),
        _Column(_AGENCY, 50),
        _Column("Loại", 36),
        _Column("Nội dung", 110),
        _Column("Kỳ trả lời", 20, "center"),
        _Column("Tệp", 50),
        _Column("Vị trí trong tệp", 40),
    ),
)
_OF_ALL = "Chung"


def _voices(report: Report) -> Iterator[FigureRow]:
    for task in report.tasks:
        for kind, voices in ((_heading("difficulty"), task.difficulties), (_heading("proposal"), task.proposals)):
            for voice in voices:
                found = (voice.source.period, voice.source.file, spot(voice.place))
                yield FigureRow("row", (task.number, task.text, voice.agency, voice.agency_name, kind, voice.text, *found))
    for agency in report.agencies:
        for name in ("difficulties", "proposals"):
            if text := getattr(agency.remarks, name):
                kind = Remarks.model_fields[name].title or name
                yield FigureRow("row", (_OF_ALL, "", agency.id, agency.name, kind, text, *_found_in(agency.remark_sources[name])))


# Cần thống nhất

_PROBLEMS = _Table(
    PROBLEMS,
    "Những chỗ phải đối chiếu với cơ quan trước khi dùng số liệu.",
    (
        _Column("TT", 12, "center"),
        _Column("Nội dung", 120),
        _Column("Tệp", 56),
        _Column("Vị trí trong tệp", 44),
        _Column("Gợi ý", 90),
    ),
)


def _problems(report: Report) -> Iterator[FigureRow]:
    for number, problem in enumerate(report.problems, 1):
        yield FigureRow("row", (number, problem.message, problem.place.file, spot(problem.place), problem.hint))


# Tổng hợp

_SUMMARY_NOTE = (
    "Một lượt là một nhiệm vụ của một cơ quan chủ trì. Mọi số là công thức đếm trên các trang sau, về đến tệp cơ quan gửi."
)
_SUMMARY_COLUMNS = (_Column("", 18, "center"), _Column("", 100), *_COUNTS)
_SENT_COLUMNS = (
    *_SUMMARY_COLUMNS[:2],
    _Column("Số cơ quan", 18, "right"),
    *(_Column(words, 21, "right") for words in _TIMINGS.values()),
    _Column("Tỷ lệ đã gửi", 21, "right"),
    _Column(_CHECK, 20, "center"),
)
_SENT = "sent "


def _summary(report: Report) -> FigureSheet:
    summary = _Summary(_title(report), _about(report, _SUMMARY_NOTE))
    areas = [(number, area_name(area.name)) for number, area in enumerate(report.areas, 1)]
    of_areas, of_tasks = [area.tally for area in report.areas], [area.task_tally for area in report.areas]
    summary.whole(report.tally, _together(of_tasks))
    summary.table("Lượt nhiệm vụ theo lĩnh vực", (("TT", _AREA), areas, of_areas), "Goc_", "LinhVuc")
    summary.table("Nhiệm vụ theo lĩnh vực", (("TT", _AREA), areas, of_tasks), "NV_", "LinhVuc")
    tiers = [(tier.id or _NO_TIER, tier.name or _TIER) for tier in report.tiers]
    of_tiers = [tier.tally for tier in report.tiers]
    summary.table("Lượt nhiệm vụ theo nơi tổng hợp", (("Mã", _TIER), tiers, of_tiers), "Goc_", "NoiTongHop")
    summary.sent(tiers, [(tier.on_time, tier.late, tier.missing) for tier in report.tiers])
    kinds = _kinds(_SUMMARY_COLUMNS, 11) | {_SENT + name: kind for name, kind in _kinds(_SENT_COLUMNS, 11).items()}
    widths = tuple(column.width for column in _SUMMARY_COLUMNS)
    return FigureSheet(Pattern(SUMMARY, widths, kinds, frozen=(2, 2), tab="2E7D32"), summary.rows)


_Keyed = tuple[tuple[str, str], Sequence[tuple[str | int, str]], Sequence[Tally]]
"""Two headings; (key, name) of each row; the tally of each row."""


class _Summary:
    """The tables of «Tổng hợp», one below the other, numbered."""

    def __init__(self, title: str, about: str) -> None:
        self.rows = [FigureRow("title", (title,)), FigureRow("about", (about,))]
        self.tables = 0

    def whole(self, duties: Tally, tasks: Tally) -> None:
        """All duties, and all tasks."""
        counts = self.begin("Toàn kỳ", "head", ("TT", "Nội dung", *(column.title for column in _COUNTS)))
        for number, name, tally, of in ((1, "Lượt nhiệm vụ", duties, "Goc_"), (2, "Nhiệm vụ", tasks, "NV_")):
            self.rows.append(FigureRow("row", (number, name, *counts.row(self.next, tally, of))))

    def table(self, title: str, keyed: _Keyed, of: str, key: str) -> None:
        """A row for each key, and their total."""
        headings, names, tallies = keyed
        counts = self.begin(title, "head", (*headings, *(column.title for column in _COUNTS)))
        for name, tally in zip(names, tallies, strict=True):
            self.rows.append(FigureRow("row", (*name, *counts.row(self.next, tally, of, (key, f"$A{self.next}")))))
        if tallies:
            self.rows.append(FigureRow("total", (_ALL, "", *counts.total(self.next, tallies, of))))

    def sent(self, tiers: Sequence[tuple[str, str]], timings: Sequence[tuple[int, ...]]) -> None:
        """Who has sent a report, by consolidator."""
        titles = ("Mã", _TIER, *(column.title for column in _SENT_COLUMNS[2:]))
        head = self.begin("Gửi báo cáo theo nơi tổng hợp", _SENT + "head", titles).head
        for name, found in zip(tiers, timings, strict=True):
            where = f"COUNTIFS(CQ_NoiTongHop,$A{self.next}"
            counts = [Formula(f"{where})", sum(found))]
            counts += [
                Formula(f"{where},CQ_GuiBaoCao,{letter}${head})", count) for letter, count in zip("DEF", found, strict=True)
            ]
            self.rows.append(FigureRow(_SENT + "row", (*name, *counts, *self.share_and_check(found))))
        if timings:
            found = tuple(map(sum, zip(*timings, strict=True)))
            counts = [
                _sum(letter, self.next, len(timings), count) for letter, count in zip("CDEF", (sum(found), *found), strict=True)
            ]
            self.rows.append(
                FigureRow(_SENT + "total", (_ALL, "", *counts, *self.share_and_check(found, "COUNTA(CQ_NoiTongHop)")))
            )

    def share_and_check(self, found: tuple[int, ...], whole: str = "") -> tuple[Formula, Formula]:
        row = self.next
        share = Formula(f'IF(C{row}=0,"",(D{row}+E{row})/C{row})', _share(sum(found[:2]), sum(found)), is_share=True)
        return share, _check(f"C{row}", f"D{row}:F{row}", whole)

    def begin(self, title: str, kind: str, titles: tuple[str, ...]) -> _Counts:
        """Where the counts of a new table stand."""
        self.tables += 1
        self.rows += (FigureRow("about", ()), FigureRow("section", (f"{self.tables}. {title}",)), FigureRow(kind, titles))
        return _Counts(3, len(self.rows))

    @property
    def next(self) -> int:
        """The number of the row that comes next."""
        return len(self.rows) + 1
