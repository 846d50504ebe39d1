"""Working days, and the table of days off they are counted with."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_gen.calendar import WEEKENDS_ONLY, Holidays, load_holidays
from kehoach_gen.problem import Problem
from kehoach_gen.source.from_csv import from_csv

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "cchc-2023" / "ngay-nghi.csv"
HEAD = "ngay,ten,loai,can_cu\n"
SWAP = Holidays({date(2024, 4, 29): "Nghỉ"}, {date(2024, 5, 4): "Làm bù"})

DAYS = st.dates(date(2023, 1, 1), date(2024, 12, 31))
HOLIDAYS = st.builds(Holidays, st.dictionaries(DAYS, st.just("")), st.dictionaries(DAYS, st.just("")))


def load(text: str) -> tuple[Holidays | None, list[Problem]]:
    return load_holidays(from_csv(text.encode(), "ngay-nghi.csv"))


def seen(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.place)) for problem in problems]


@cache
def sample() -> Holidays:
    holidays, problems = load_holidays(from_csv(SAMPLE.read_bytes(), "ngay-nghi.csv"))
    assert problems == []
    assert holidays is not None
    return holidays


def test_without_a_list_monday_to_friday_is_worked() -> None:
    week = [date(2023, 9, day) for day in range(11, 18)]
    assert [WEEKENDS_ONLY.is_working(day) for day in week] == [True] * 5 + [False] * 2


def test_a_day_swapped_is_off_and_the_saturday_in_its_place_is_worked() -> None:
    assert not SWAP.is_working(date(2024, 4, 29))
    assert SWAP.is_working(date(2024, 5, 4))
    assert not SWAP.is_working(date(2024, 5, 11))


def test_a_saturday_moves_to_monday_but_not_a_saturday_that_is_worked() -> None:
    assert WEEKENDS_ONLY.next_working_day(date(2024, 5, 4)) == date(2024, 5, 6)
    assert SWAP.next_working_day(date(2024, 5, 4)) == date(2024, 5, 4)
    assert SWAP.add_working_days(date(2024, 5, 3), 1) == date(2024, 5, 4)


def test_a_working_day_stays() -> None:
    assert WEEKENDS_ONLY.next_working_day(date(2024, 5, 3)) == date(2024, 5, 3)
    assert WEEKENDS_ONLY.previous_working_day(date(2024, 5, 3)) == date(2024, 5, 3)


def test_over_tet_2023_the_next_working_day_is_the_27th_of_january() -> None:
    assert sample().next_working_day(date(2023, 1, 20)) == date(2023, 1, 27)
    assert sample().previous_working_day(date(2023, 1, 26)) == date(2023, 1, 19)
    assert sample().add_working_days(date(2023, 1, 18), 3) == date(2023, 1, 30)


def test_five_working_days_from_a_thursday_pass_one_weekend() -> None:
    assert WEEKENDS_ONLY.add_working_days(date(2023, 9, 14), 5) == date(2023, 9, 21)
    assert WEEKENDS_ONLY.add_working_days(date(2023, 9, 16), 0) == date(2023, 9, 16)


@given(HOLIDAYS, DAYS, st.integers(1, 20))
def test_so_many_working_days_lie_after_the_day_up_to_the_counted_one(holidays: Holidays, day: date, count: int) -> None:
    last = holidays.add_working_days(day, count)
    between = [date.fromordinal(number) for number in range(day.toordinal() + 1, last.toordinal() + 1)]
    assert holidays.is_working(last)
    assert sum(map(holidays.is_working, between)) == count


def test_a_table_is_read() -> None:
    holidays, problems = load(HEAD + "02/9/2023,Quốc khánh,Nghỉ,\n26/04/2025,Làm bù,làm bù,CV 1\n")
    assert problems == []
    assert holidays == Holidays({date(2023, 9, 2): "Quốc khánh"}, {date(2025, 4, 26): "Làm bù"})


def test_a_table_of_nothing_has_no_days_off() -> None:
    assert load(HEAD) == (Holidays(), [])


@pytest.mark.parametrize(
    ("rows", "code", "place", "words"),
    [
        ("31/06/2023,A,nghỉ,\n", "ngay-khong-co-that", "2:1", "«31/06/2023» không phải là ngày có thật: tháng 6 có 30 ngày."),
        ("hôm nay,A,nghỉ,\n", "ngay-khong-doc-duoc", "2:1", "Không đọc được ngày «hôm nay»."),
        ("02/09/2023, ,nghỉ,\n", "ten-de-trong", "2:2", "Ô tên để trống."),
        ("02/09/2023,A,nghi,\n", "gia-tri-la", "2:3", "«nghi» không dùng được cho «loai»."),
        ("02/09/2023,A,nghỉ,\n02/9/2023,B,nghỉ,\n", "ngay-nghi-trung", "3:1", "Ngày 02/09/2023 ghi hai lần."),
        ("05/04/2024,A,làm bù,\n", "lam-bu-trong-tuan", "2:1", "Ngày 05/04/2024 ghi là làm bù nhưng không phải"),
    ],
)
def test_a_faulty_row_is_reported_at_its_cell(rows: str, code: str, place: str, words: str) -> None:
    _, problems = load(HEAD + rows)
    assert seen(problems) == [(code, f"ngay-nghi.csv:{place}")]
    assert words in problems[0].message
    assert problems[0].hint


def test_a_strange_and_a_missing_column_are_said_once() -> None:
    holidays, problems = load("ngay,ten,kieu,can_cu\n02/09/2023,A,nghỉ,\n03/09/2023,B,nghỉ,\n")
    assert holidays is None
    assert seen(problems) == [("khoa-la", "ngay-nghi.csv:1:3"), ("thieu-khoa", "ngay-nghi.csv:1:1")]


def test_a_list_covers_the_years_it_has_days_of() -> None:
    assert [year for year in range(2022, 2030) if sample().covers(year)] == [2023, 2024, 2025, 2026, 2027]


def test_the_sample_has_the_eleven_days_of_the_labour_code_each_year() -> None:
    for year in range(2023, 2028):
        names = [name for day, name in sample().days.items() if day.year == year and "nghỉ bù" not in name.lower()]
        assert sum(name.startswith("Tết Nguyên đán") for name in names) >= 5
        assert sum(name.startswith("Quốc khánh") for name in names) == 2
        for single in ("Tết Dương lịch", "Giỗ Tổ Hùng Vương (10/3 âm lịch)", "Ngày Chiến thắng", "Ngày Quốc tế lao động"):
            assert names.count(single) == 1, (year, single)


def test_each_swap_of_the_sample_has_both_its_days() -> None:
    worked = {day.strftime("%d/%m/%Y"): name for day, name in sample().made_up.items()}
    off = {name: day.strftime("%d/%m/%Y") for day, name in sample().days.items() if "làm bù" in name}
    assert {day: f"Làm bù cho ngày {off[f'Nghỉ, làm bù ngày {day}']}" for day in worked} == worked
    assert sorted(worked) == ["04/05/2024", "10/01/2026", "22/08/2026", "26/04/2025"]


def test_every_row_of_the_sample_has_its_source_and_2027_is_marked_as_planned() -> None:
    rows = from_csv(SAMPLE.read_bytes(), "ngay-nghi.csv").data
    assert [row for row in rows if not row["can_cu"]] == []
    assert [row for row in rows if row["ngay"].endswith("2027") and "dự kiến" not in row["can_cu"]] == []


def test_the_sample_opens_in_excel() -> None:
    assert SAMPLE.read_bytes().startswith(b"\xef\xbb\xbf")
