"""What a deadline is."""

from kehoach_gen.calendar import DEADLINE_KINDS


def test_there_are_seven_kinds() -> None:
    assert list(DEADLINE_KINDS) == ["quarter", "month", "year", "date", "milestones", "continuous", "relative"]
