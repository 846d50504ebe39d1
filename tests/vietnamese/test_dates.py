"""Dates and their words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_gen.vietnamese.dates import (
    BLANK,
    ImpossibleDate,
    PartialDate,
    full_date,
    parse_date,
    parse_partial_date,
    printed_date,
    short_date,
)


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        (5, 1, 2020, "ngày 05 tháng 01 năm 2020"),
        (29, 6, 2019, "ngày 29 tháng 6 năm 2019"),
        (9, 2, 2023, "ngày 09 tháng 02 năm 2023"),
        (10, 3, 2023, "ngày 10 tháng 3 năm 2023"),
        (26, 12, 2025, "ngày 26 tháng 12 năm 2025"),
        (None, 6, 2023, f"ngày {BLANK} tháng 6 năm 2023"),
        (None, None, 2023, f"ngày {BLANK} tháng {BLANK} năm 2023"),
    ],
)
def test_days_under_ten_and_the_first_two_months_take_a_zero(
    day: int | None, month: int | None, year: int, expected: str
) -> None:
    assert full_date(day, month, year) == expected


def test_a_short_date_has_two_digits_for_day_and_month() -> None:
    assert short_date(date(2020, 1, 5)) == "05/01/2020"


@pytest.mark.parametrize(
    "text",
    [
        "15/6/2023", "15/06/2023", "15-6-2023", "15.6.2023", "2023-06-15", " 15 / 6 / 2023 ", "Ngày 15/6/2023",
        "ngày 15 tháng 6 năm 2023", "15 tháng 06 năm 2023", "NGÀY\u00a015  THÁNG 6 NĂM 2023",
    ],
)  # fmt: skip
def test_usual_forms_are_read(text: str) -> None:
    assert parse_date(text) == date(2023, 6, 15)


@pytest.mark.parametrize(
    "text", ["", "abc", "15/6", "15/6/23", "6/2023", "2023", "15/6-2023", "15/6/2023 và 16/6/2023", "2023/15"]
)
def test_other_texts_are_no_dates(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("31/06/2026", "tháng 6 có 30 ngày", date(2026, 6, 30)),
        ("29/2/2023", "tháng 2 năm 2023 có 28 ngày", date(2023, 2, 28)),
        ("30 tháng 2 năm 2024", "tháng 2 năm 2024 có 29 ngày", date(2024, 2, 29)),
        ("06/15/2023", "một năm có 12 tháng", date(2023, 6, 15)),
        ("1/13/0000", "không có năm 0000", None),
        ("0/6/2023", "ngày trong tháng đếm từ 1", None),
        ("45/6/2023", "tháng 6 có 30 ngày", None),
        ("31/0/2023", "một năm có 12 tháng", None),
    ],
)
def test_an_impossible_date_says_why_and_what_was_meant(text: str, reason: str, suggestion: date | None) -> None:
    found = parse_date(text)
    assert found == ImpossibleDate(text, reason, suggestion)
    assert isinstance(found, ImpossibleDate)
    if suggestion and "tháng" in text:
        assert found.hint == f"viết {full_date(suggestion.day, suggestion.month, suggestion.year)}."
    else:
        assert found.hint == (f"viết {short_date(suggestion)}." if suggestion else "xem lại ngày, tháng, năm.")


FORMS = [
    lambda day: short_date(day),
    lambda day: f"{day.day}/{day.month}/{day.year:04}",
    lambda day: f"{day.day}-{day.month}-{day.year:04}",
    lambda day: f"{day.day}.{day.month}.{day.year:04}",
    lambda day: full_date(day.day, day.month, day.year),
    lambda day: f"Ngày {day.day} tháng {day.month} năm {day.year:04}",
    date.isoformat,
]


@given(st.dates())
def test_every_date_comes_back_from_every_form(day: date) -> None:
    assert [parse_date(form(day)) for form in FORMS] == [day] * len(FORMS)


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9999))
def test_a_date_is_read_exactly_when_the_calendar_has_it(day: int, month: int, year: int) -> None:
    try:
        expected: date | None = date(year, month, day)
    except ValueError:
        expected = None
    found = parse_date(f"{day}/{month}/{year:04}")
    assert found == expected if expected else isinstance(found, ImpossibleDate)


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert isinstance(parse_partial_date(text), PartialDate | ImpossibleDate | None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15/6/2023", PartialDate(15, 6, 2023)),
        ("6/2023", PartialDate(None, 6, 2023)),
        ("06-2023", PartialDate(None, 6, 2023)),
        ("tháng 6 năm 2023", PartialDate(None, 6, 2023)),
        ("Tháng 6/2023", PartialDate(None, 6, 2023)),
        ("ngày … tháng 6 năm 2023", PartialDate(None, 6, 2023)),
        (full_date(None, 6, 2023), PartialDate(None, 6, 2023)),
        ("ngày       /6/2023", PartialDate(None, 6, 2023)),
        (full_date(None, None, 2023), PartialDate(None, None, 2023)),
        ("năm 2023", PartialDate(None, None, 2023)),
        ("2023", PartialDate(None, None, 2023)),
        ("13/2023", ImpossibleDate("13/2023", "một năm có 12 tháng")),
        ("31/6/2023", ImpossibleDate("31/6/2023", "tháng 6 có 30 ngày", date(2023, 6, 30))),
        ("quý IV", None),
        ("23", None),
    ],
)
def test_a_partial_date_keeps_what_is_known(text: str, expected: object) -> None:
    assert parse_partial_date(text) == expected


@pytest.mark.parametrize(
    ("day", "printed"), [((2020, 1, 5), "05/01/2020"), ((2023, 6, 30), "30/6/2023"), ((2023, 12, 9), "09/12/2023")]
)
def test_a_date_is_printed_with_the_zeros_of_the_decree(day: tuple[int, int, int], printed: str) -> None:
    assert printed_date(date(*day)) == printed
