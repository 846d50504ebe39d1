"""A whole year, 245 agencies × 4 periods: the report's figures against a recomputation that shares nothing with it."""

import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from answering import blank
from world import World

from kehoach_gen.form.from_plan import Asked, Forms, to_forms
from kehoach_gen.form.from_xlsx import from_xlsx
from kehoach_gen.form.model import Answer
from kehoach_gen.form.to_xlsx import to_xlsx
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.receipt.from_returned import from_returned
from kehoach_gen.receipt.model import Board, Came, Sent
from kehoach_gen.report.from_board import Basis, from_board
from kehoach_gen.report.model import Report
from season import Quarter, year

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "cchc-2023"


class Told(NamedTuple):
    """What an agency said last of a line, and when the figures of that period began."""

    answer: Answer
    since: date


class Year:
    """The four periods, read from workbooks, and what the answers add up to by the test's own reckoning."""

    def __init__(self) -> None:
        self.world = World.open(SAMPLE)
        self.boards: list[Board] = []
        self.reports: list[Report] = []
        self.expected: list[dict[tuple[str, str], str]] = []
        told: dict[tuple[str, str], Told] = {}
        for quarter in year(self.world):
            self.boards.append(_board(quarter))
            asked = self.asked(quarter)
            self.reports.append(from_board(Basis(asked, self.boards), self.world.registry, reference_date(self.world.plan)))
            for form in quarter.answered:
                for item in form.led:
                    for line in item.lines:
                        if line.answer != Answer():
                            told[form.agency, line.id] = Told(line.answer, form.first_day)
            self.expected.append(_states(asked, told, quarter.sent[0].last_day))

    def asked(self, quarter: Quarter) -> Forms:
        last = date(2024, 1, 31)
        asked = Asked(quarter.period, {"so": last, "huyen": last, "xa": last})
        return to_forms(self.world.plan, self.world.registry, self.world.law, reference_date(self.world.plan), asked)


def _board(quarter: Quarter) -> Board:
    files = [
        Came(number, f"{number}.xlsx", "", datetime(2023, 1, 1), str(number), "xlsx", from_xlsx(to_xlsx(form), f"{number}.xlsx"))
        for number, form in enumerate(quarter.answered, 1)
    ]
    sent = {form.agency: blank(form) for form in quarter.sent}
    return from_returned(Sent(quarter.sent[0].plan, quarter.period.id, sent), files)


def _states(asked: Forms, told: dict[tuple[str, str], Told], cut_off: date) -> dict[tuple[str, str], str]:
    """{(agency, task): state}, reckoned from the answers alone."""
    states = {}
    for form in asked.forms:
        for item in form.led:
            found = [_state(line.due, told.get((form.agency, line.id)), cut_off) for line in item.lines]
            states[form.agency, item.id] = (
                "overdue" if "overdue" in found else "on_track" if "on_track" in found
                else "done_late" if "done_late" in found else "done_on_time"
            )  # fmt: skip
    return states


def _state(due: date | None, told: Told | None, cut_off: date) -> str:
    if told is None or told.answer.progress != "Đã hoàn thành":
        return "overdue" if due and due < cut_off else "on_track"
    numbers = [int(number) for number in re.findall(r"\d+", told.answer.product_date)]
    finished = date(numbers[2], numbers[1], numbers[0]) if numbers else told.since
    return "done_late" if due and finished > due else "done_on_time"


@pytest.fixture(scope="module")
def the_year() -> Year:
    return Year()


def test_every_duty_stands_as_the_test_reckons(the_year: Year) -> None:
    for report, expected in zip(the_year.reports, the_year.expected, strict=True):
        assert {(duty.agency, duty.task): duty.outcome for duty in report.duties} == expected
        assert report.tally.total == len(expected) == 1926


def test_totals_by_area_agency_and_task_are_those_of_the_duties(the_year: Year) -> None:
    for report, expected in zip(the_year.reports, the_year.expected, strict=True):
        by_agency, by_task = Counter(agency for agency, _ in expected), Counter(task for _, task in expected)
        assert {agency.id: agency.tally.total for agency in report.agencies if agency.tally.total} == dict(by_agency)
        assert {task.id: task.tally.total for task in report.tasks if task.tally.total} == dict(by_task)
        states = Counter(expected.values())
        assert [report.tally.of(state) for state in ("done_on_time", "done_late", "on_track", "overdue")] == [
            states["done_on_time"], states["done_late"], states["on_track"], states["overdue"],
        ]  # fmt: skip
        assert sum(area.tally.total for area in report.areas) == len(expected)
        assert sum(tier.tally.total for tier in report.tiers) == len(expected)


def test_what_is_done_grows_over_the_year(the_year: Year) -> None:
    done = [report.tally.done for report in the_year.reports]
    assert done == sorted(done)
    assert done[0] < done[-1]


def test_all_states_occur_in_the_year(the_year: Year) -> None:
    assert {state for expected in the_year.expected for state in expected.values()} >= {"done_on_time", "done_late", "on_track"}


def test_every_figure_has_its_source(the_year: Year) -> None:
    report = the_year.reports[-1]
    periods = set()
    for duty in report.duties:
        for line in duty.lines:
            if line.answer is not None:
                assert line.source is not None
                assert line.source.file
                assert line.source.places
                periods.add(line.source.period)
    assert periods == {"2023-Q1", "2023-H1", "2023-Q3", "2023"}
