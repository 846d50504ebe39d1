"""A plan folder → the forms of any period of it, and each as a Word file: what a season is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kehoach_gen.agency import Registry
from kehoach_gen.calendar import LEVELS, Holidays, Period, ReportCalendar, deadline, load_calendar, load_holidays
from kehoach_gen.form.from_plan import Asked, to_forms
from kehoach_gen.form.model import Answer, Form, Role
from kehoach_gen.form.to_docx import Template, to_docx
from kehoach_gen.nd30 import Law, law_at
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.source.from_csv import from_csv
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.workspace.folder import CALENDAR, FORM_TEMPLATE, HOLIDAYS, open_folder, read_template


@dataclass(frozen=True)
class World:
    """All that stays the same over a year."""

    plan: Plan
    registry: Registry
    law: Law
    template: Template
    calendar: ReportCalendar
    holidays: Holidays

    @classmethod
    def open(cls, path: Path) -> "World":
        folder = open_folder(path)
        assert folder.plan is not None
        assert folder.registry is not None
        holidays, _ = load_holidays(from_csv(folder.read(HOLIDAYS), HOLIDAYS))
        assert holidays is not None
        calendar, _ = load_calendar(from_yaml(folder.read(CALENDAR), CALENDAR), holidays)
        template = (FORM_TEMPLATE, read_template(folder, FORM_TEMPLATE))
        return cls(folder.plan, folder.registry, law_at(reference_date(folder.plan)), template, calendar, holidays)

    def forms(self, period: Period, before: Mapping[tuple[str, Role, str], Answer] | None = None) -> tuple[Form, ...]:
        """The forms as they are sent out, in the order of the registry."""
        dues = {level: deadline(period, level, self.calendar, self.holidays) for level in LEVELS}
        asked = Asked(period, dues, before or {})
        return to_forms(self.plan, self.registry, self.law, reference_date(self.plan), asked).forms

    def docx(self, form: Form) -> bytes:
        return to_docx(form, self.template, self.law)
