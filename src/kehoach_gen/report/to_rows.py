"""Report → the rows of the tables of its Word document: by area, by group of agencies, by task, by agency."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kehoach_gen.calendar import parse_period
from kehoach_gen.form.layout import times
from kehoach_gen.form.model import Answer
from kehoach_gen.office.marks import FIELD, marked
from kehoach_gen.receipt.model import TIMINGS
from kehoach_gen.report.model import AgencyReport, Duty, LineResult, Report, Tally, TaskReport, Tier
from kehoach_gen.report.wording import area_name, counted, figure, in_cell, names, share, shortened
from kehoach_gen.vietnamese.dates import short_date

Row = dict[str, Any]
GROUP, CONTENT = "nhom", "noi_dung"
"""Kinds of row: a heading over several, and one with content."""
_FEW_LEADS = 3
"""Up to so many leads, what each of them did stands in the table."""
_NAMES_IN_CELL = 5
_LETTERS_OF_LINE = 70
_LEVELS = {
    "tỉnh": "Các cơ quan, đơn vị cấp tỉnh",
    "trung ương": "Các cơ quan trung ương đóng trên địa bàn",
    "huyện": "Ủy ban nhân dân cấp huyện",
    "xã": "Ủy ban nhân dân cấp xã",
    "": "Các cơ quan, đơn vị khác",
}
_MANY = {"nhiem_vu": 1300, "co_quan": 500, "ket_qua": 800}
"""Letters that may need more than a page in the narrow columns of the appendix."""


def figures(tally: Tally) -> Row:
    """A tally by the names of the columns."""
    return {
        "luot": in_cell(tally.total),
        "ht_dung_han": in_cell(tally.done_on_time),
        "ht_qua_han": in_cell(tally.done_late),
        "trong_han": in_cell(tally.on_track),
        "qua_han": in_cell(tally.overdue),
        "chua_bao_cao": in_cell(tally.unreported),
        "ty_le": share(tally.done, tally.total),
    }


# By area


def area_rows(report: Report) -> list[Row]:
    return [
        {"tt": str(number), "ten": area_name(area.name), "so_nhiem_vu": in_cell(len(area.tasks)), **figures(area.tally)}
        for number, area in enumerate(report.areas, 1)
    ]


def area_total(report: Report) -> Row:
    return {"so_nhiem_vu": in_cell(sum(len(area.tasks) for area in report.areas)), **figures(report.tally)}


# By group of agencies


def groups(report: Report) -> list[tuple[str, tuple[AgencyReport, ...]]]:
    """(name, agencies): by whom they report to where several gather reports, else by level."""
    if sum(bool(tier.id) for tier in report.tiers) > 1:
        of = {
            id: f"Báo cáo về {tier.name}" if tier.id else tier_name(report, tier) for tier in report.tiers for id in tier.agencies
        }
    else:
        of = {agency.id: _LEVELS.get(agency.level, _LEVELS[""]) for agency in report.agencies}
    found: dict[str, list[AgencyReport]] = {}
    for agency in report.agencies:
        found.setdefault(of[agency.id], []).append(agency)
    return [(name, tuple(agencies)) for name, agencies in found.items()]


def tier_name(report: Report, tier: Tier) -> str:
    """Who gathers the reports of a tier; of those who report to nobody their own names."""
    if tier.id:
        return tier.name
    own = [agency.name for agency in report.agencies if agency.id in tier.agencies]
    return f"{names(own, _FEW_LEADS)} (báo cáo của chính nơi tổng hợp)"


def group_rows(report: Report) -> list[Row]:
    """None where there is only one group."""
    found = groups(report)
    return [{"tt": str(n), "ten": name, **timings(agencies)} for n, (name, agencies) in enumerate(found, 1) if len(found) > 1]


def timings(agencies: Sequence[AgencyReport]) -> Row:
    on_time, late, missing = (sum(agency.timing == timing for agency in agencies) for timing in TIMINGS)
    return {
        "so_co_quan": in_cell(len(agencies)),
        "dung_han": in_cell(on_time),
        "cham": in_cell(late),
        "chua_gui": in_cell(missing),
        "ty_le": share(on_time + late, len(agencies)),
    }


# By task


def task_rows(report: Report) -> Iterator[Row]:
    for number, area in enumerate(report.areas, 1):
        yield {"loai": GROUP, "ten": f"{number}. {area_name(area.name)}", **figures(area.tally)}
        for task in area.tasks:
            yield _task_row(task)


def _task_row(task: TaskReport) -> Row:
    shown = {"nhiem_vu": task.text, "co_quan": task.leads.strip(" .;"), "ket_qua": result(task)}
    is_long = any(len(shown[name]) > most for name, most in _MANY.items())
    number = marked(task.number, FIELD, task.id, part="bc", may_split=is_long)
    return {"loai": CONTENT, "tt": number, "thoi_han": times(task.deadline), **shown, **figures(task.tally)}


def result(task: TaskReport) -> str:
    """What became of a task: the answers of its leads where they are few, else how many have done it and who has not."""
    if not task.duties:
        return "Chưa xác định được cơ quan chủ trì."
    if len(task.duties) > _FEW_LEADS:
        return "\n".join(_of_many(task.duties))
    several = len(task.duties) > 1
    return "\n".join(
        (f"{duty.agency_name}: " if several else "") + _of_line(line, has_sent=duty.has_sent)
        for duty in task.duties
        for line in duty.lines
    )


def _of_line(result: LineResult, *, has_sent: bool) -> str:
    prefix = f"{shortened(result.line.text, _LETTERS_OF_LINE)}: " if result.line.text else ""
    if result.answer is None:
        words = "Báo cáo đã gửi không nêu nội dung này." if has_sent else "Chưa có báo cáo."
        return prefix + (f"{words[:1].lower()}{words[1:]}" if prefix else words)
    when = parse_period(result.source.period) if result.source and not result.is_current else None
    return prefix + _of_answer(result.answer) + (f" (báo cáo {when.words})" if when else "")


def _of_answer(answer: Answer) -> str:
    done = "\n".join(line.strip() for line in answer.result.split("\n") if line.strip())
    product = ", ".join(part for part in (answer.product, f"ngày {answer.product_date}" if answer.product_date else "") if part)
    parts = (
        answer.progress,
        f"\n{done}" if done.startswith(("-", "+")) else done,
        f"Sản phẩm: {product}" if product else "",
        f"Số liệu: {answer.figure}" if answer.figure else "",
    )
    return " ".join(f"{part.rstrip(' .;')}." for part in parts if part).replace(" \n", "\n")


def _of_many(duties: Sequence[Duty]) -> Iterator[str]:
    tally = Tally.over(duties)
    yield f"Đã hoàn thành: {figure(tally.done)}/{figure(tally.total)} cơ quan."
    yield from _listed("Quá hạn", (duty for duty in duties if duty.outcome == "overdue"))
    yield from _listed("Chưa gửi báo cáo", (duty for duty in duties if not duty.is_reported and not duty.has_sent))
    yield from _listed("Đã gửi báo cáo nhưng không nêu nhiệm vụ này", (d for d in duties if not d.is_reported and d.has_sent))


def _listed(words: str, duties: Iterable[Duty]) -> Iterator[str]:
    agencies = [duty.agency_name for duty in duties]
    if agencies:
        yield f"{words} ({counted(len(agencies))}): {names(agencies, _NAMES_IN_CELL)}."


# By agency


def agency_rows(report: Report) -> Iterator[Row]:
    """Under the names of their groups where there are several; the numbers run on."""
    found = groups(report)
    number = 0
    for name, agencies in found:
        if len(found) > 1:
            yield {"loai": GROUP, "ten": name, **figures(Tally.sum(agency.tally for agency in agencies))}
        for agency in agencies:
            number += 1
            sent = TIMINGS[agency.timing] + (f", {short_date(agency.received)}" if agency.received else "")
            yield {"loai": CONTENT, "tt": str(number), "ten": agency.name, "gui": sent, **figures(agency.tally)}


def assessment_rows(report: Report) -> list[Row]:
    """What the agencies say of their tasks as a whole."""
    spoken = [agency for agency in report.agencies if agency.remarks.led or agency.remarks.coordinated]
    return [
        {"tt": str(number), "ten": agency.name, "chu_tri": agency.remarks.led, "phoi_hop": agency.remarks.coordinated}
        for number, agency in enumerate(spoken, 1)
    ]
