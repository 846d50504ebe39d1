"""What a deadline answers."""

from datetime import date

from kehoach_gen.calendar import DEADLINE_KINDS, Deadline, Milestone

DUE = Deadline("quarter", "Quý IV/2023", date(2023, 10, 1), date(2023, 12, 31))


def test_a_deadline_is_overdue_only_after_its_last_day() -> None:
    assert not DUE.is_overdue(date(2023, 12, 31))
    assert DUE.is_overdue(date(2024, 1, 1))


def test_a_result_is_due_by_the_last_day() -> None:
    assert not DUE.is_due_by(date(2023, 12, 30))
    assert DUE.is_due_by(date(2023, 12, 31))


def test_what_has_no_due_date_is_never_overdue_nor_due() -> None:
    for deadline in (Deadline("continuous", "Thường xuyên"), Deadline("relative", "5 ngày…", workdays=5, event="nhận hồ sơ")):
        assert not deadline.is_overdue(date.max)
        assert not deadline.is_due_by(date.max)


def test_milestones_are_overdue_after_the_last_of_them() -> None:
    first, second = Milestone("", "lần 1", date(2023, 6, 30)), Milestone("", "lần 2", date(2023, 10, 15))
    deadline = Deadline("milestones", "", due=second.due, milestones=(first, second))
    assert not deadline.is_overdue(date(2023, 7, 1))
    assert deadline.is_overdue(date(2023, 10, 16))


def test_there_are_seven_kinds() -> None:
    assert list(DEADLINE_KINDS) == ["quarter", "month", "year", "date", "milestones", "continuous", "relative"]
