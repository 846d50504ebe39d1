"""By when each level sends its report."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_gen.calendar import (
    LEVELS,
    PERIOD_KINDS,
    WEEKENDS_ONLY,
    Holidays,
    Level,
    Period,
    ReportCalendar,
    Term,
    consolidator,
    deadline,
    load_calendar,
    load_holidays,
    parse_period,
)
from kehoach_gen.problem import ERROR, WARNING, Problem
from kehoach_gen.source.from_csv import from_csv
from kehoach_gen.source.from_yaml import from_yaml

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "cchc-2023"
DEFAULTS = ReportCalendar()
PERIODS = st.builds(Period, st.integers(2019, 2100), st.sampled_from(list(PERIOD_KINDS)))
CCHC_PERIODS = PERIODS.filter(lambda period: period.is_in_cchc_set)


def load(text: str, holidays: Holidays = WEEKENDS_ONLY) -> tuple[ReportCalendar, list[Problem]]:
    return load_calendar(from_yaml(text.encode(), "lich-bao-cao.yaml"), holidays)


def seen(problems: list[Problem]) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.severity, str(problem.place)) for problem in problems]


def due(id: str, calendar: ReportCalendar = DEFAULTS, holidays: Holidays = WEEKENDS_ONLY) -> list[str]:
    """The deadlines of xã, huyện, sở, tỉnh."""
    period = parse_period(id)
    assert period is not None
    return [f"{deadline(period, level, calendar, holidays):%d/%m}" for level in LEVELS]


@pytest.mark.parametrize(
    ("id", "days"),
    [
        ("2023-Q1", ["15/03", "16/03", "17/03", "20/03"]),
        ("2023-H1", ["15/06", "16/06", "19/06", "20/06"]),
        ("2023-Q3", ["15/09", "18/09", "19/09", "20/09"]),
        ("2023", ["15/12", "18/12", "19/12", "20/12"]),
        ("2023-Q2", ["15/06", "16/06", "19/06", "23/06"]),
        ("2023-9M", ["15/09", "18/09", "19/09", "25/09"]),
        ("2023-Q4", ["15/12", "18/12", "19/12", "25/12"]),
    ],
)
def test_the_deadlines_of_2023(id: str, days: list[str]) -> None:
    holidays, _ = load_holidays(from_csv((SAMPLE / "ngay-nghi.csv").read_bytes(), "ngay-nghi.csv"))
    assert holidays is not None
    assert due(id, holidays=holidays) == days


@given(CCHC_PERIODS)
def test_without_holidays_each_level_sends_before_the_next_and_the_province_by_the_20th(period: Period) -> None:
    has_districts = consolidator("xa", period) == "huyen"
    days = [deadline(period, level, DEFAULTS, WEEKENDS_ONLY) for level in LEVELS if level != "huyen" or has_districts]
    assert days == sorted(set(days))
    to_province = days[1:] if has_districts else days
    assert [day.day for day in to_province if not 16 <= day.day <= 20] == []


_DAYS = st.integers(15, 25).map(lambda day: Term(day=day)) | st.integers(1, 7).map(lambda count: Term(workdays=count))


@given(PERIODS, st.sampled_from(list(LEVELS)), st.data())
def test_a_deadline_is_a_working_day_after_the_figures_close(period: Period, level: Level, data: st.DataObject) -> None:
    near = st.dates(period.window.last, date(period.window.last.year, period.window.last.month, 28))
    names = st.dictionaries(near, st.just(""))
    holidays = Holidays(data.draw(names), data.draw(names))
    calendar = ReportCalendar(data.draw(st.dictionaries(st.sampled_from(list(LEVELS)), _DAYS)))
    day = deadline(period, level, calendar, holidays)
    assert holidays.is_working(day)
    assert day > period.window.last


def test_a_day_on_a_saturday_moves_to_monday() -> None:
    calendar, problems = load("han_gui:\n  so: ngày 16\n")
    assert problems == []
    assert due("2023-Q3", calendar)[2] == "18/09"


def test_a_saturday_that_is_worked_to_make_up_for_another_day_stays() -> None:
    calendar, _ = load("han_gui:\n  so: ngày 16\n")
    holidays = Holidays({date(2023, 9, 15): "Nghỉ"}, {date(2023, 9, 16): "Làm bù"})
    assert due("2023-Q3", calendar, holidays)[2] == "16/09"
    assert due("2023-Q3", DEFAULTS, holidays) == ["16/09", "18/09", "19/09", "20/09"]


def test_a_deadline_in_a_run_of_days_off_moves_past_it_as_past_tet() -> None:
    tet = Holidays({date(2023, 3, day): "Tết" for day in range(15, 22)})
    assert due("2023-Q1", holidays=tet) == ["22/03", "23/03", "24/03", "22/03"]


def test_the_day_of_the_ministry_moves_back_not_on() -> None:
    assert f"{date(2026, 9, 20):%A}" == "Sunday"
    assert due("2026-Q3") == ["16/09", "16/09", "17/09", "18/09"]


def test_communes_report_straight_to_the_province_once_there_are_no_districts() -> None:
    assert [consolidator("xa", Period(year, "Q3")) for year in (2024, 2025)] == ["huyen", "tinh"]
    assert consolidator("tinh", Period(2025, "Q3")) is None


def test_without_a_file_the_defaults_hold() -> None:
    assert load_calendar(None) == (DEFAULTS, [])


def test_the_sample_says_the_defaults_of_2023() -> None:
    calendar, problems = load_calendar(from_yaml((SAMPLE / "lich-bao-cao.yaml").read_bytes(), "lich-bao-cao.yaml"))
    assert problems == []
    assert set(calendar.terms) == {"xa", "huyen", "so"}
    assert [due(id, calendar) for id in ("2023-Q1", "2023-H1", "2023")] == [due(id) for id in ("2023-Q1", "2023-H1", "2023")]


def test_what_the_sample_has_as_a_comment_can_be_used() -> None:
    text = (SAMPLE / "lich-bao-cao.yaml").read_text(encoding="utf-8")
    for line in ("rieng_tung_ky:", "  - ky:", "    so:"):
        assert f"\n# {line}" in text
        text = text.replace(f"\n# {line}", f"\n{line}")
    calendar, problems = load(text)
    assert problems == []
    assert due("2023-Q3", calendar) == ["15/09", "18/09", "18/09", "20/09"]


def test_a_day_of_one_period_leaves_the_others_alone() -> None:
    calendar, problems = load("rieng_tung_ky:\n  - ky: 2023-Q3\n    so: 18/9/2023\n    tinh: ''\n")
    assert problems == []
    assert due("2023-Q3", calendar)[2] == "18/09"
    assert due("2023", calendar) == due("2023")


def test_terms_are_written_as_offices_write_them() -> None:
    calendar, problems = load("han_gui:\n  xa: sau 02 ngày làm việc\n  so: Chậm nhất ngày 17\n")
    assert problems == []
    assert calendar.terms == {"xa": Term(workdays=2), "so": Term(day=17)}


ARTICLE = "NĐ 09/2019/NĐ-CP, Điều 8, khoản 5, điểm b"


@pytest.mark.parametrize(
    ("text", "code", "severity", "place", "words"),
    [
        ("han_gui:\n  so: ngày 14\n", "han-gui-som", ERROR, "2:7", ARTICLE),
        ("han_gui:\n  so: 0 ngày làm việc\n", "han-gui-som", ERROR, "2:7", ARTICLE),
        ("han_gui:\n  so: ngày 26\n", "han-gui-muon", ERROR, "2:7", "Điều 13, khoản 1"),
        ("han_gui:\n  so: 8 ngày làm việc\n", "han-gui-muon", ERROR, "2:7", "ngày 25"),
        ("han_gui:\n  tinh: ngày 21\n", "han-gui-muon", ERROR, "2:9", "CV 581/BNV-CCHC"),
        ("han_gui:\n  tinh: 5 ngày làm việc\n", "han-gui-muon", ERROR, "2:9", "ngày 20"),
        ("han_gui:\n  so: ngày 20\n", "han-gui-khong-kip", WARNING, "2:7", "UBND tỉnh gửi Bộ Nội vụ"),
        ("han_gui:\n  so: 4 ngày làm việc\n", "han-gui-khong-kip", WARNING, "2:7", "UBND tỉnh gửi Bộ Nội vụ"),
        ("han_gui:\n  so: sớm\n", "han-gui-sai-dang", ERROR, "2:7", "Không đọc được hạn gửi «sớm»."),
        ("han_gui:\n  sở: ngày 18\n", "khoa-la", ERROR, "2:7", "Không có khóa «sở»"),
        ("han:\n  so: ngày 18\n", "khoa-la", ERROR, "2:3", "Không có khóa «han»"),
        ("rieng_tung_ky:\n  - so: 18/9/2023\n", "thieu-khoa", ERROR, "2:5", "Thiếu «ky»."),
        ("rieng_tung_ky:\n  - ky: quý 3/2023\n", "ky-bao-cao-la", ERROR, "2:9", "Không hiểu kỳ «quý 3/2023»"),
        ("rieng_tung_ky:\n  - ky: 2023-Q3\n  - ky: 2023-q3\n", "ky-bao-cao-trung", ERROR, "3:9", "Kỳ 2023-Q3 ghi hai lần."),
        ("rieng_tung_ky:\n  - ky: 2023-Q3\n    so: 31/9/2023\n", "ngay-khong-co-that", ERROR, "3:9", "tháng 9 có 30 ngày"),
        ("rieng_tung_ky:\n  - ky: 2023-Q3\n    so: 14/9/2023\n", "han-gui-som", ERROR, "3:9", ARTICLE),
        ("rieng_tung_ky:\n  - ky: 2023-Q3\n    so: 26/9/2023\n", "han-gui-muon", ERROR, "3:9", "Điều 13, khoản 1"),
        ("rieng_tung_ky:\n  - ky: 2023-Q3\n    tinh: 21/9/2023\n", "han-gui-muon", ERROR, "3:11", "CV 581/BNV-CCHC"),
        ("rieng_tung_ky:\n  - ky: 2023-Q3\n    so: 16/9/2023\n", "han-gui-ngay-nghi", WARNING, "3:9", "tính là 18/09/2023"),
        ("rieng_tung_ky:\n  - ky: 2023-Q3\n    so: 20/9/2023\n", "han-gui-khong-kip", WARNING, "3:9", "UBND tỉnh (20/09/2023)"),
        ("rieng_tung_ky:\n  - ky: 2023-Q3\n    xa: 18/9/2023\n", "han-gui-khong-kip", WARNING, "3:9", "cấp huyện (18/09/2023)"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_at_its_place(text: str, code: str, severity: str, place: str, words: str) -> None:
    _, problems = load(text)
    assert seen(problems) == [(code, severity, f"lich-bao-cao.yaml:{place}")]
    assert words in problems[0].message
    assert problems[0].hint


def test_an_unknown_key_shows_the_known_ones_or_the_near_one() -> None:
    (level,) = load("han_gui:\n  sở: ngày 18\n")[1]
    assert level.hint in ("có phải ý là «so»?", "các khóa dùng được: xa, huyen, so, tinh.")
    (key,) = load("rieng_tung_ki: []\n")[1]
    assert key.hint == "có phải ý là «rieng_tung_ky»?"


def test_a_period_in_words_is_answered_with_its_id() -> None:
    (found,) = load("rieng_tung_ky:\n  - ky: quý 3/2023\n")[1]
    assert found.hint == "viết 2023-Q3 (quý III năm 2023)."


def test_a_day_too_early_for_the_holidays_is_an_error_with_the_first_good_day() -> None:
    friday_off = Holidays({date(2023, 9, 15): "Nghỉ"})
    text = "rieng_tung_ky:\n  - ky: 2023-Q3\n    xa: 15/9/2023\n"
    assert load(text)[1] == []
    (found,) = load(text, friday_off)[1]
    assert (found.code, found.hint) == ("han-gui-som", "viết 18/09/2023 hoặc sau đó.")
    assert "số liệu chốt hết ngày 14/09/2023" in found.message


def test_what_the_law_rules_out_is_not_used() -> None:
    calendar, problems = load("han_gui:\n  so: ngày 10\nrieng_tung_ky:\n  - ky: 2023-Q3\n    xa: 10/9/2023\n")
    assert [problem.code for problem in problems] == ["han-gui-som", "han-gui-som"]
    assert calendar == DEFAULTS
