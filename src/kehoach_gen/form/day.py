"""The day at which agencies are looked up for a period."""

from datetime import date

from kehoach_gen.calendar import Period


def day_of_agencies(issued: date, period: Period) -> date:
    """The last day of the figures, for agencies come and go while a plan runs; not before the plan was `issued`."""
    return max(issued, period.window.last)
