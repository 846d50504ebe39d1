"""A period, as a working folder asks for it: its id, each level's day, the plan as it stood at the period before."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from kehoach_gen.calendar import (
    LEVELS,
    WEEKENDS_ONLY,
    Holidays,
    Period,
    deadline,
    load_calendar,
    load_holidays,
    parse_period,
    why_no_period,
)
from kehoach_gen.form.from_plan import Asked
from kehoach_gen.plan.model import Plan
from kehoach_gen.problem import ERROR, WARNING, Place, Problem, ProblemError
from kehoach_gen.source.from_csv import from_csv
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.workspace.files import read_bytes
from kehoach_gen.workspace.folder import CALENDAR, HOLIDAYS, Folder
from kehoach_gen.workspace.shipped import sample
from kehoach_gen.workspace.sources import free_ids

FOLDER, PLAN_AS_ASKED = "mau-bao-cao", "ke-hoach.json"
SNAPSHOTS = "goc/bieu"
"""Where every form is kept as it was made, as data."""
CURRENT = "hien-hanh.json"
"""Beside them: {agency: base of the form that was made last}."""


def read_period(text: str) -> Period:
    """The period of an id. Raises ProblemError, with the id that was probably meant."""
    period = parse_period(text)
    if period is None:
        why = why_no_period(text)
        raise ProblemError(Problem("ky-bao-cao-la", ERROR, Place("--period"), f"Không hiểu kỳ «{text}»: {why.reason}.", why.hint))
    return period


def asked_for(folder: Folder, period: Period, out: Path) -> tuple[Asked, list[Problem]]:
    """What is asked for the period, without what earlier periods answered; a task without an id cannot be asked for."""
    holidays, problems = holidays_of(folder, period)
    problems = [*problems, *_nameless(folder, out)]
    raw = None
    if folder.has(CALENDAR):
        try:
            raw = from_yaml(folder.read(CALENDAR), CALENDAR)
        except ProblemError as error:
            problems += error.problems
    calendar, more = load_calendar(raw, holidays)
    dues = {level: deadline(period, level, calendar, holidays) for level in LEVELS}
    return Asked(period, dues, earlier=_plan_of(period.previous(), out)), problems + more


def _nameless(folder: Folder, out: Path) -> Iterator[Problem]:
    """The tasks without an id, each with one that is free: by its place alone a row that moves would take the answers of
    another."""
    if folder.plan is None:
        return
    free = free_ids(folder.plan, folder.root, out)
    for a, appendix in enumerate(folder.plan.appendices):
        for b, area in enumerate(appendix.areas):
            for c, task in enumerate(area.tasks):
                if not task.id:
                    path = ("phu_luc", a, "linh_vuc", b, "nhiem_vu", c)
                    place = folder.source.place(path) if folder.source else Place(folder.root.name)
                    message = "Nhiệm vụ này chưa có mã, nên câu trả lời của các kỳ không biết là của nhiệm vụ nào."
                    hint = (
                        f"ghi mã «{next(free)}» vào «ma» (YAML) hoặc cột «Mã» (Excel); hoặc để máy đặt mã: kehoach forms … --ids."
                    )
                    yield Problem("nhiem-vu-thieu-ma", ERROR, place, message, hint)


def holidays_of(folder: Folder, period: Period) -> tuple[Holidays, list[Problem]]:
    """Those of the folder, else those shipped; a year without any is a problem: its deadlines would ignore Tết."""
    content = folder.read(HOLIDAYS) if folder.has(HOLIDAYS) else read_bytes(sample() / HOLIDAYS, HOLIDAYS)
    try:
        holidays, problems = load_holidays(from_csv(content, HOLIDAYS))
    except ProblemError as error:
        return WEEKENDS_ONLY, list(error.problems)
    if holidays is not None and not holidays.covers(period.year):
        message = f"Chưa có ngày nghỉ nào của năm {period.year}: hạn gửi chỉ tránh thứ Bảy, Chủ nhật."
        problems = [
            *problems,
            Problem("ngay-nghi-chua-co", WARNING, Place(HOLIDAYS), message, "thêm ngày nghỉ theo thông báo hằng năm."),
        ]
    return holidays or WEEKENDS_ONLY, problems


def _plan_of(period: Period, out: Path) -> Plan | None:
    """The plan as it stood when the forms of an earlier period were made."""
    path = out / FOLDER / period.id / PLAN_AS_ASKED
    try:
        return Plan.model_validate_json(read_bytes(path, path.name)) if path.exists() else None
    except ValidationError as error:
        message = "Kế hoạch lưu cùng mẫu kỳ trước bị hỏng, hoặc do bản chương trình khác ghi."
        hint = f"xóa tệp này; muốn mẫu ghi rõ nhiệm vụ nào đã sửa đổi thì lập lại mẫu kỳ {period.id} trước."
        raise ProblemError(Problem("bieu-goc-hong", ERROR, Place(f"{FOLDER}/{period.id}/{path.name}"), message, hint)) from error
