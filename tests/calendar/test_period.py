"""Reporting periods: their ids, their words, the days of their figures."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_gen.calendar import PERIOD_KINDS, Period, parse_period, why_no_period

YEARS = st.integers(2000, 2100)
PERIODS = st.builds(Period, YEARS, st.sampled_from(list(PERIOD_KINDS)))


@pytest.mark.parametrize(
    ("id", "first", "last"),
    [
        ("2023-Q1", date(2022, 12, 15), date(2023, 3, 14)),
        ("2023-Q2", date(2023, 3, 15), date(2023, 6, 14)),
        ("2023-Q3", date(2023, 6, 15), date(2023, 9, 14)),
        ("2023-Q4", date(2023, 9, 15), date(2023, 12, 14)),
        ("2023-H1", date(2022, 12, 15), date(2023, 6, 14)),
        ("2023-9M", date(2022, 12, 15), date(2023, 9, 14)),
        ("2023", date(2022, 12, 15), date(2023, 12, 14)),
    ],
)
def test_the_windows_of_2023_are_those_of_the_decree(id: str, first: date, last: date) -> None:
    period = parse_period(id)
    assert period is not None
    assert (period.window.first, period.window.last) == (first, last)


def test_every_window_but_nine_months_names_the_decree() -> None:
    windows = {kind: Period(2023, kind).window for kind in PERIOD_KINDS}
    assert [kind for kind, window in windows.items() if window.is_practice] == ["9M"]
    assert {window.article for kind, window in windows.items() if kind != "9M"} == {"NĐ 09/2019/NĐ-CP, Điều 12"}
    assert "Khánh Hòa" in windows["9M"].article


@given(YEARS)
def test_the_quarters_of_a_year_follow_each_other_and_fill_the_year(year: int) -> None:
    first, second, third, fourth = (Period(year, kind).window for kind in ("Q1", "Q2", "Q3", "Q4"))
    for earlier, later in ((first, second), (second, third), (third, fourth)):
        assert earlier.last + timedelta(days=1) == later.first
    half, nine, whole = (Period(year, kind).window for kind in ("H1", "9M", "Y"))
    assert (half.first, half.last) == (first.first, second.last)
    assert (nine.first, nine.last) == (first.first, third.last)
    assert (whole.first, whole.last) == (first.first, fourth.last)


@given(PERIODS)
def test_every_window_lies_in_the_window_of_its_year_and_years_follow_each_other(period: Period) -> None:
    year, following = Period(period.year, "Y").window, Period(period.year + 1, "Y").window
    assert year.first <= period.window.first < period.window.last <= year.last
    assert year.last + timedelta(days=1) == following.first


@given(PERIODS)
def test_an_id_names_its_period(period: Period) -> None:
    assert parse_period(period.id) == period
    assert parse_period(f" {period.id.lower()} ") == period


@given(PERIODS)
def test_the_words_of_a_period_are_not_an_id_but_the_hint_gives_it(period: Period) -> None:
    assert parse_period(period.words) is None
    assert why_no_period(period.words).hint == f"viết {period.id} ({period.words})."


def test_a_period_is_printed_in_the_words_of_an_office() -> None:
    assert [Period(2023, kind).words for kind in PERIOD_KINDS] == [
        "quý I năm 2023",
        "quý II năm 2023",
        "quý III năm 2023",
        "quý IV năm 2023",
        "6 tháng đầu năm 2023",
        "9 tháng năm 2023",
        "năm 2023",
    ]


def test_four_reports_of_a_year_are_about_administrative_reform() -> None:
    assert [kind for kind in PERIOD_KINDS if Period(2023, kind).is_in_cchc_set] == ["Q1", "Q3", "H1", "Y"]


@pytest.mark.parametrize(
    ("id", "before"),
    [
        ("2024-Q1", "2023"),
        ("2023-H1", "2023-Q1"),
        ("2023-Q3", "2023-H1"),
        ("2023", "2023-Q3"),
        ("2023-Q2", "2023-Q1"),
        ("2023-9M", "2023-H1"),
        ("2023-Q4", "2023-Q3"),
    ],
)
def test_the_report_before_is_the_last_of_the_set_that_closed_earlier(id: str, before: str) -> None:
    period = parse_period(id)
    assert period is not None
    assert period.previous().id == before


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("quý 4/2023", "kỳ báo cáo phải ghi bằng mã", "2023-Q4"),
        ("Quý IV năm 2023", "kỳ báo cáo phải ghi bằng mã", "2023-Q4"),
        ("Q4/2023", "kỳ báo cáo phải ghi bằng mã", "2023-Q4"),
        ("2023q4", "kỳ báo cáo phải ghi bằng mã", "2023-Q4"),
        ("9 tháng đầu năm 2023", "kỳ báo cáo phải ghi bằng mã", "2023-9M"),
        ("2024-Q5", "một năm có bốn quý", "2024-Q1, 2024-Q2"),
        ("quý 5/2023", "một năm có bốn quý", "2023-Q1"),
        ("quý 4", "chưa ghi năm", "2023-Q1"),
        ("2023-H2", "không có báo cáo riêng 6 tháng cuối năm", "dùng báo cáo năm: 2023."),
        ("tháng 6/2023", "đây không phải mã kỳ báo cáo", "2023-H1"),
        ("1823", "không thể là năm 1823", ""),
        ("1823-Q1", "không thể là năm 1823", ""),
        ("", "đây không phải mã kỳ báo cáo", "2023-9M"),
    ],
)
def test_what_is_no_period_says_why_and_what_to_write(text: str, reason: str, hint: str) -> None:
    assert parse_period(text) is None
    why = why_no_period(text)
    assert why.reason == reason
    assert hint in why.hint
