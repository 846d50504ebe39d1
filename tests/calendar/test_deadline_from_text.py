"""The words officials write → deadlines."""

from calendar import monthrange
from datetime import date, timedelta
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_gen.calendar import Deadline, DeadlineKind, Milestone, Unreadable, from_text
from kehoach_gen.vietnamese.dates import full_date, short_date
from kehoach_gen.vietnamese.letters import roman


def day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


TWO_MEETINGS = (
    "- Tổ chức lần thứ nhất: Trước ngày 30 tháng 6 năm 2023.\n"
    "- Tổ chức lần  thứ hai: Trước ngày 15 tháng 10 năm 2023 (Nhân ngày doanh nhân Việt Nam 13 tháng 10)."
)


@pytest.mark.parametrize(
    ("text", "kind", "start", "due"),
    [
        ("Quý IV/2023", "quarter", "2023-10-01", "2023-12-31"),
        ("Quý III/2023", "quarter", "2023-07-01", "2023-09-30"),
        ("Năm 2023", "year", "2023-01-01", "2023-12-31"),
        ("Thường xuyên", "continuous", "", ""),
        ("Tháng 12/2023", "month", "2023-12-01", "2023-12-31"),
        ("Tháng 1/2024", "month", "2024-01-01", "2024-01-31"),
        ("Tháng 01/2024", "month", "2024-01-01", "2024-01-31"),
        (TWO_MEETINGS, "milestones", "", "2023-10-15"),
        ("5 ngày làm việc kể từ ngày nhận hồ sơ hợp lệ", "relative", "", ""),
        ("5 ngày làm việc kể từ khi Quyết định được ban hành", "relative", "", ""),
        ("Trước ngày 31 tháng 12 năm 2023", "date", "", "2023-12-31"),
        ("Trước ngày 31/12/2023", "date", "", "2023-12-31"),
    ],
)
def test_the_twelve_texts_of_the_published_plan(text: str, kind: DeadlineKind, start: str, due: str) -> None:
    found = from_text(text)
    assert isinstance(found, Deadline)
    assert (found.text, found.kind, found.start, found.due) == (text, kind, day(start), day(due))


def test_two_meetings_are_two_milestones_with_their_names_and_note() -> None:
    found = from_text(TWO_MEETINGS)
    assert isinstance(found, Deadline)
    assert found.milestones == (
        Milestone("Trước ngày 30 tháng 6 năm 2023", "Tổ chức lần thứ nhất", date(2023, 6, 30)),
        Milestone(
            "Trước ngày 15 tháng 10 năm 2023",
            "Tổ chức lần thứ hai",
            date(2023, 10, 15),
            "Nhân ngày doanh nhân Việt Nam 13 tháng 10",
        ),
    )


@pytest.mark.parametrize("joined", ["\n", " ", "\n\n"])
def test_milestones_may_stand_on_one_line(joined: str) -> None:
    found = from_text(TWO_MEETINGS.replace("\n", joined))
    assert isinstance(found, Deadline)
    assert [one.due for one in found.milestones] == [date(2023, 6, 30), date(2023, 10, 15)]


@pytest.mark.parametrize(
    ("text", "days", "event"),
    [
        ("5 ngày làm việc kể từ ngày nhận hồ sơ hợp lệ", (5, None), "nhận hồ sơ hợp lệ"),
        ("5 ngày làm việc kể từ khi Quyết định được ban hành", (5, None), "Quyết định được ban hành"),
        ("03 ngày làm việc kể từ ngày nhận được văn bản", (3, None), "nhận được văn bản"),
        ("Trong thời hạn 05 (năm) ngày làm việc, kể từ ngày nhận đủ hồ sơ", (5, None), "nhận đủ hồ sơ"),
        ("Chậm nhất 10 ngày làm việc sau khi kết thúc kiểm tra", (10, None), "kết thúc kiểm tra"),
        ("15 ngày kể từ ngày ký", (None, 15), "ký"),
    ],
)
def test_a_relative_time_has_its_days_and_its_event(text: str, days: tuple[int | None, int | None], event: str) -> None:
    found = from_text(text)
    assert isinstance(found, Deadline)
    assert (found.kind, (found.workdays, found.days), found.event, found.due) == ("relative", days, event, None)


@pytest.mark.parametrize(
    ("text", "kind", "start", "due"),
    [
        ("Quý 4/2023", "quarter", "2023-10-01", "2023-12-31"),
        ("quý IV năm 2023", "quarter", "2023-10-01", "2023-12-31"),
        ("QUÝ IV NĂM 2023", "quarter", "2023-10-01", "2023-12-31"),
        ("Qúy  IV / 2023.", "quarter", "2023-10-01", "2023-12-31"),
        ("Quý IV – 2023", "quarter", "2023-10-01", "2023-12-31"),
        ("Trong quý I/2023", "quarter", "2023-01-01", "2023-03-31"),
        ("Hoàn thành trong Quý IV/2023", "quarter", "2023-10-01", "2023-12-31"),
        ("Quý II-III/2023", "quarter", "2023-04-01", "2023-09-30"),
        ("Quý II, III, IV/2023", "quarter", "2023-04-01", "2023-12-31"),
        ("Quý II và Quý III/2023", "quarter", "2023-04-01", "2023-09-30"),
        ("Từ quý II đến quý IV năm 2023", "quarter", "2023-04-01", "2023-12-31"),
        ("Quý IV/2023 - Quý I/2024", "quarter", "2023-10-01", "2024-03-31"),
        ("6 tháng đầu năm 2023", "month", "2023-01-01", "2023-06-30"),
        ("6 tháng cuối năm 2023", "month", "2023-07-01", "2023-12-31"),
        ("9 tháng năm 2023", "month", "2023-01-01", "2023-09-30"),
        ("Tháng 12 năm 2023", "month", "2023-12-01", "2023-12-31"),
        ("12/2023", "month", "2023-12-01", "2023-12-31"),
        ("Tháng 02-2024", "month", "2024-02-01", "2024-02-29"),
        ("Tháng 10-11/2023", "month", "2023-10-01", "2023-11-30"),
        ("Từ tháng 3 đến tháng 6/2023", "month", "2023-03-01", "2023-06-30"),
        ("Từ tháng 10/2023 đến hết tháng 3/2024", "month", "2023-10-01", "2024-03-31"),
        ("2023", "year", "2023-01-01", "2023-12-31"),
        ("Hết năm 2023", "year", "2023-01-01", "2023-12-31"),
        ("Trong năm 2023", "year", "2023-01-01", "2023-12-31"),
        ("Cả năm 2023", "year", "2023-01-01", "2023-12-31"),
        ("Giai đoạn 2021-2025", "year", "2021-01-01", "2025-12-31"),
        ("Chậm nhất ngày 15/6/2023", "date", "", "2023-06-15"),
        ("Chậm nhất là ngày 15 tháng 6 năm 2023", "date", "", "2023-06-15"),
        ("Trước 15/6/2023", "date", "", "2023-06-15"),
        ("ngày 15/6/2023", "date", "", "2023-06-15"),
        ("15.6.2023", "date", "", "2023-06-15"),
        ("2023-06-15", "date", "", "2023-06-15"),
        ("Hoàn thành xong trước ngày 15/6/2023", "date", "", "2023-06-15"),
        ("Đến hết ngày 15/6/2023", "date", "", "2023-06-15"),
        ("Hạn: 15/6/2023", "date", "", "2023-06-15"),
        ("Trước ngày 31 tháng 12\nnăm 2023", "date", "", "2023-12-31"),
        ("Từ ngày 15 đến ngày 30/6/2023", "date", "2023-06-15", "2023-06-30"),
        ("Từ 1/6 đến 15/6/2023", "date", "2023-06-01", "2023-06-15"),
        ("Từ ngày 15/6/2023 đến hết tháng 8/2023", "month", "2023-06-15", "2023-08-31"),
        ("Đến hết năm 2023", "date", "", "2023-12-31"),
        ("Chậm nhất tháng 6/2023", "date", "", "2023-06-30"),
        ("Hằng năm", "continuous", "", ""),
        ("Hằng quý", "continuous", "", ""),
        ("Hàng tháng", "continuous", "", ""),
        ("Định kỳ", "continuous", "", ""),
        ("Định kỳ hằng quý, 6 tháng, năm", "continuous", "", ""),
        ("THƯỜNG XUYÊN", "continuous", "", ""),
        ("Thường xuyên, liên tục", "continuous", "", ""),
        ("Thường xuyên trong năm 2023", "continuous", "", ""),
        ("Trước ngày 20 hằng tháng", "continuous", "", ""),
        ("Chậm nhất ngày 20 tháng cuối quý", "continuous", "", ""),
        ("Tháng 12 hằng năm", "continuous", "", ""),
    ],
)
def test_what_officials_write(text: str, kind: DeadlineKind, start: str, due: str) -> None:
    for written in (text, normalize("NFD", text), f"  {text.replace(' ', '  ')} "):
        found = from_text(written)
        assert isinstance(found, Deadline), found
        assert (found.text, found.kind, found.start, found.due) == (written, kind, day(start), day(due))


@pytest.mark.parametrize(
    ("text", "due"),
    [("Xong trước tháng 6/2023", "2023-05-31"), ("Trước quý IV/2023", "2023-09-30"), ("Trước năm 2024", "2023-12-31")],
)
def test_before_a_period_does_not_include_the_period(text: str, due: str) -> None:
    assert from_text(text) == Deadline("date", text, due=day(due))


def test_a_note_in_brackets_is_kept_apart() -> None:
    text = "Trước ngày 15/10/2023 (nhân ngày doanh nhân)."
    assert from_text(text) == Deadline("date", text, due=date(2023, 10, 15), note="nhân ngày doanh nhân")


def test_periods_with_semicolons_are_milestones_without_names() -> None:
    found = from_text("Quý I/2023; Quý IV/2023")
    assert isinstance(found, Deadline)
    assert found.milestones == (Milestone("Quý I/2023", "", date(2023, 3, 31)), Milestone("Quý IV/2023", "", date(2023, 12, 31)))


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("31/6/2023", "tháng 6 có 30 ngày", "viết 30/06/2023."),
        ("Trước ngày 30 tháng 2 năm 2023", "tháng 2 năm 2023 có 28 ngày", "viết ngày 28 tháng 02 năm 2023."),
        ("Quý V/2023", "một năm có bốn quý", "I, II, III hoặc IV"),
        ("Quý 0/2023", "một năm có bốn quý", "I, II, III hoặc IV"),
        ("Tháng 13/2023", "một năm có 12 tháng", "từ 1 đến 12"),
        ("Quý IV", "chưa ghi năm", "Quý IV/2023"),
        ("Tháng 6", "chưa ghi năm", "Tháng 12/2023"),
        ("6 tháng đầu năm", "chưa ghi năm", "6 tháng đầu năm 2023"),
        ("Trước 30/6", "chưa ghi năm", "30/6/2023"),
        ("Quý IV/23", "năm chỉ có hai chữ số", "bốn chữ số"),
        ("15/6/23", "năm chỉ có hai chữ số", "bốn chữ số"),
        ("12/23", "một năm có 12 tháng", "bốn chữ số"),
        ("Quý IV/2203", "không thể là năm 2203", "xem lại năm"),
        ("Trước năm 0001", "không thể là năm 0001", "xem lại năm"),
        ("Năm 2025-2023", "không thể là năm 2025-2023", "năm đầu và năm cuối"),
        ("Cuối năm 2023", "«cuối năm» không rõ là ngày nào", "Trước ngày 31/12/2023"),
        ("Từ quý IV/2023", "chỉ có ngày bắt đầu", "ngày kết thúc"),
        ("Từ tháng 10 đến tháng 3/2024", "ngày bắt đầu ở sau ngày kết thúc", "ghi năm cho cả hai"),
        ("Từ ngày 30/6/2023 đến ngày 15/6/2023", "ngày bắt đầu ở sau ngày kết thúc", "ghi năm cho cả hai"),
        ("Quý I, IV/2023", "các quý không nối tiếp nhau", "Quý I/2023; Quý IV/2023"),
        ("Tháng 3, 6/2023", "các tháng không nối tiếp nhau", "Tháng 3/2023; Tháng 6/2023"),
        ("5 ngày làm việc", "chưa nói tính từ sự kiện nào", "kể từ ngày"),
        ("0 ngày làm việc kể từ ngày ký", "chưa tính được hạn «0 ngày làm việc»", "viết số ngày"),
        ("3 tháng kể từ ngày ký", "chưa tính được hạn «3 tháng»", "viết số ngày"),
        ("Lần 1: trước 30/6/2023; lần 2: thường xuyên", "mốc «lần 2: thường xuyên» không có ngày đến hạn", "Quý IV/2023"),
        ("Lần 1: 31/6/2023; lần 2: 31/7/2023", "mốc «Lần 1: 31/6/2023»: tháng 6 có 30 ngày", "viết 30/06/2023."),
        ("Quý IV/2023 và các năm tiếp theo", "chưa hiểu cách ghi thời gian này", "Quý IV/2023"),
        ("2-3/2023", "chưa hiểu cách ghi thời gian này", "Quý IV/2023"),
        ("Từ 2 đến tháng 3/2023", "chưa hiểu cách ghi thời gian này", "Quý IV/2023"),
        ("15/6-2023", "chưa hiểu cách ghi thời gian này", "Quý IV/2023"),
        ("Theo Kế hoạch của Bộ", "chưa hiểu cách ghi thời gian này", "Thường xuyên"),
        ("", "chưa ghi thời gian", "Quý IV/2023"),
        (" \n ", "chưa ghi thời gian", "Quý IV/2023"),
    ],
)
def test_what_is_not_sure_is_not_guessed(text: str, reason: str, hint: str) -> None:
    found = from_text(text)
    assert isinstance(found, Unreadable)
    assert (found.text, found.reason) == (text, reason)
    assert hint in found.hint
    assert found.hint.endswith(".")


@pytest.mark.parametrize(
    ("text", "due"),
    [("Quý IV", "2023-12-31"), ("Trước 30/6", "2023-06-30"), ("Tháng 6", "2023-06-30"), ("6 tháng đầu năm", "2023-06-30"),
     ("Từ tháng 3 đến tháng 6", "2023-06-30"), ("Trước ngày 15 tháng 10", "2023-10-15"), ("Quý I/2024", "2024-03-31")],
)  # fmt: skip
def test_a_year_left_out_is_the_default_one(text: str, due: str) -> None:
    found = from_text(text, default_year=2023)
    assert isinstance(found, Deadline)
    assert found.due == day(due)


DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))
DATE_FORMS = [
    short_date,
    lambda one: f"Trước ngày {short_date(one)}",
    lambda one: f"Trước {full_date(one.day, one.month, one.year)}",
    lambda one: f"Chậm nhất ngày {one.day}.{one.month}.{one.year}",
    lambda one: f"Đến hết ngày {one.day}-{one.month}-{one.year}",
    date.isoformat,
]


@given(DATES)
def test_every_date_is_due_on_itself_in_every_form(due: date) -> None:
    for form in DATE_FORMS:
        assert from_text(form(due)) == Deadline("date", form(due), due=due)


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_every_month_and_quarter_ends_on_its_last_day(year: int, month: int) -> None:
    last = date(year, month, monthrange(year, month)[1])
    for text in (f"Tháng {month}/{year}", f"tháng {month:02} năm {year}", f"{month}/{year}"):
        assert from_text(text) == Deadline("month", text, date(year, month, 1), last)
    if month % 3 == 0:
        for text in (f"Quý {roman(month // 3)}/{year}", f"quý {month // 3} năm {year}"):
            assert from_text(text) == Deadline("quarter", text, date(year, month - 2, 1), last)


@given(DATES, DATES)
def test_a_range_runs_from_its_first_to_its_last_day(one: date, other: date) -> None:
    first, last = sorted((one, other))
    found = from_text(f"Từ ngày {short_date(first)} đến ngày {short_date(last + timedelta(days=1))}")
    if last < date(2100, 12, 31):
        assert isinstance(found, Deadline)
        assert (found.start, found.due) == (first, last + timedelta(days=1))


WORDS = "quý tháng năm ngày từ đến trước trong hết thường xuyên 5 làm việc kể IV/2023 12/2023 31/6 2023 0 - ; : . ( ) , I V và"


@given(
    st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join)),
    st.sampled_from([None, 2023]),
)
def test_no_text_breaks_the_reader(text: str, year: int | None) -> None:
    found = from_text(text, year)
    assert found.text == text
    assert isinstance(found, Unreadable) or found.start is None or found.due is None or found.start <= found.due
