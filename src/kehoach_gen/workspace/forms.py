"""A working folder and a period → a form for every agency, as Word and as Excel files, and the list of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kehoach_gen.agency import Agency, Registry
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
from kehoach_gen.form.from_plan import Answers, Asked, Forms, to_forms
from kehoach_gen.form.model import Form
from kehoach_gen.form.placeholders import REPORT_NAMES
from kehoach_gen.form.to_docx import to_docx
from kehoach_gen.form.to_json import to_json
from kehoach_gen.form.to_list import to_list
from kehoach_gen.form.to_xlsx import to_xlsx
from kehoach_gen.nd30 import law_at
from kehoach_gen.office.contract import template_problems
from kehoach_gen.office.package import write_zip
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_json import to_json as plan_to_json
from kehoach_gen.problem import ERROR, INFO, WARNING, Place, Problem, ProblemError, has_errors
from kehoach_gen.source.from_csv import from_csv
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.vietnamese.fold import slug
from kehoach_gen.workspace.build import facts_of
from kehoach_gen.workspace.check import check_folder
from kehoach_gen.workspace.files import read_bytes, sha256
from kehoach_gen.workspace.folder import CALENDAR, FORM_TEMPLATE, HOLIDAYS, Folder, open_folder, read_template
from kehoach_gen.workspace.output import Output, Written, must_be_writable
from kehoach_gen.workspace.recipe import Progress, Recipe, make, program
from kehoach_gen.workspace.shipped import sample

FOLDER, LIST, PLAN_AS_ASKED = "mau-bao-cao", "danh-sach.xlsx", "ke-hoach.json"
_GROUPS = {"so_ban_nganh": "1-so-ban-nganh", "ubnd_huyen": "2-ubnd-huyen", "ubnd_xa": "3-ubnd-xa"}
_OTHERS = "4-co-quan-khac"


@dataclass(frozen=True)
class Made:
    """The forms of a period as files, and the problems found; no file where a problem is an error."""

    files: tuple[Written, ...]
    problems: tuple[Problem, ...]
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """Which forms: the period's id, some agencies by id or name (all where empty), and whether to pack each group."""

    period: str
    agencies: tuple[str, ...] = ()
    zipped: bool = False
    before: Answers = field(default_factory=dict)
    """Answers of the last period, to be carried into these forms."""


def make_forms(root: Path, out: Path, wanted: Wanted, progress: Progress) -> Made:
    """Makes the forms in `out`/mau-bao-cao/PERIOD. Raises ProblemError for a period or agency nobody knows, or where
    `out` cannot be written."""
    must_be_writable(out)
    period = _period(wanted.period)
    progress("Đọc dữ liệu và kiểm tra")
    folder = open_folder(root)
    problems = [problem for problem in check_folder(folder) if problem.severity == ERROR]
    holidays, calendar_problems = _holidays(folder, period)
    asked, more = _asked(folder, period, holidays, out, wanted)
    problems += calendar_problems + more + _template_problems(folder)
    if has_errors(problems) or folder.plan is None or folder.registry is None:
        return Made((), tuple(problems))
    plan, registry = folder.plan, folder.registry
    day = reference_date(plan)
    forms = to_forms(plan, registry, law_at(day), day, asked)
    chosen = _chosen(forms, registry, wanted.agencies, period)
    output = Output.open(out)
    output.must_be_of(plan.id)
    progress(f"Lập mẫu báo cáo {period.words} cho {len(chosen)} cơ quan")
    recipes = _Recipes(folder, plan, registry, period).of(chosen, whole=not wanted.agencies, zipped=wanted.zipped)
    files = make(recipes, output, facts_of(plan), _every_fiftieth(progress, len(recipes)))
    return Made(tuple(files), (*problems, *output.problems, *_left_out(forms)), tuple(chosen))


def _template_problems(folder: Folder) -> list[Problem]:
    try:
        content = read_template(folder, FORM_TEMPLATE)
    except ProblemError as error:
        return list(error.problems)
    return template_problems(content, folder.label(FORM_TEMPLATE), REPORT_NAMES)


def _period(text: str) -> Period:
    period = parse_period(text)
    if period is None:
        why = why_no_period(text)
        raise ProblemError(Problem("ky-bao-cao-la", ERROR, Place("--period"), f"Không hiểu kỳ «{text}»: {why.reason}.", why.hint))
    return period


def _holidays(folder: Folder, period: Period) -> tuple[Holidays, list[Problem]]:
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


def _asked(folder: Folder, period: Period, holidays: Holidays, out: Path, wanted: Wanted) -> tuple[Asked, list[Problem]]:
    raw, problems = None, list[Problem]()
    if folder.has(CALENDAR):
        try:
            raw = from_yaml(folder.read(CALENDAR), CALENDAR)
        except ProblemError as error:
            problems += error.problems
    calendar, more = load_calendar(raw, holidays)
    dues = {level: deadline(period, level, calendar, holidays) for level in LEVELS}
    return Asked(period, dues, wanted.before, _plan_of(period.previous(), out)), problems + more


def _plan_of(period: Period, out: Path) -> Plan | None:
    """The plan as it stood when the forms of an earlier period were made."""
    path = out / FOLDER / period.id / PLAN_AS_ASKED
    return Plan.model_validate_json(read_bytes(path, path.name)) if path.exists() else None


def _chosen(forms: Forms, registry: Registry, wanted: Sequence[str], period: Period) -> list[Form]:
    """The forms of the agencies wanted. Raises ProblemError, with all names that have none."""
    if not wanted:
        return list(forms.forms)
    ids = {form.agency: form for form in forms.forms}
    names = {name: {agency.id for agency in registry.find(name)} & ids.keys() for name in wanted}
    problems = [
        Problem(
            "co-quan-khong-co-mau",
            ERROR,
            Place("--agency"),
            f"«{name}» không có mẫu báo cáo {period.words}.",
            "ghi mã hoặc tên cơ quan được giao việc trong kế hoạch, như trong danh-sach.xlsx.",
        )
        for name, found in names.items()
        if not found
    ]
    if problems:
        raise ProblemError(*problems)
    return [form for form in forms.forms if any(form.agency in found for found in names.values())]


def _left_out(forms: Forms) -> list[Problem]:
    """References that yield no form, and tasks nobody reports on."""
    found = [
        Problem("khong-co-mau", INFO, Place(f"nhiệm vụ {number}"), remark.why, "khai thành viên của nhóm, nếu cần báo cáo.")
        for number, remark in forms.left_out
    ]
    found += [
        Problem(
            "nhiem-vu-khong-ai-bao-cao",
            WARNING,
            Place(f"nhiệm vụ {number}"),
            "Nhiệm vụ này không có trong mẫu nào.",
            "xem lại phân công.",
        )
        for number in forms.unasked
    ]
    return found


def _every_fiftieth(progress: Progress, total: int) -> Progress:
    count = 0

    def step(words: str) -> None:
        nonlocal count
        count += 1
        if count % 50 == 0:
            progress(f"{count}/{total} tệp")

    return step


class _Recipes:
    """The files of a period: two for each form, what was asked behind each, the list, and packed groups."""

    def __init__(self, folder: Folder, plan: Plan, registry: Registry, period: Period) -> None:
        self.plan, self.registry, self.period = plan, registry, period
        day = reference_date(plan)
        self.law = law_at(day)
        self.template = (FORM_TEMPLATE, folder.templates[FORM_TEMPLATE])
        self.template_fingerprint = sha256(folder.templates[FORM_TEMPLATE])
        self.names = _names([agency for agency in registry.agencies if agency.is_valid(day)])
        self.top = PurePosixPath(FOLDER) / period.id

    def of(self, forms: Sequence[Form], *, whole: bool, zipped: bool) -> list[Recipe]:
        recipes = [recipe for form in forms for recipe in self._of_form(form)]
        if zipped:
            recipes += self._groups(forms)
        if whole:
            versions = {form.agency: form.base for form in forms}
            files = {form.agency: str(self.names[form.agency]) for form in forms}
            recipes.append(Recipe(str(self.top / LIST), {**versions, "kehoach_gen": program()}, lambda: to_list(forms, files)))
            content = plan_to_json(self.plan)
            recipes.append(Recipe(str(self.top / PLAN_AS_ASKED), {"du_lieu": sha256(content)}, lambda: content))
        return recipes

    def _of_form(self, form: Form) -> list[Recipe]:
        path = str(self.top / self.names[form.agency])
        inputs = {"bieu": form.base, "kehoach_gen": program()}
        kept = f"goc/bieu/{form.period}/{slug(form.agency)}-{form.base}.json"
        return [
            Recipe(
                f"{path}.docx",
                {**inputs, FORM_TEMPLATE: self.template_fingerprint},
                lambda: to_docx(form, self.template, self.law),
            ),
            Recipe(f"{path}.xlsx", inputs, lambda: to_xlsx(form)),
            Recipe(kept, {"bieu": form.base}, lambda: to_json(form)),
        ]

    def _groups(self, forms: Sequence[Form]) -> list[Recipe]:
        """A zip of each group's forms."""
        groups: dict[str, list[Form]] = {}
        for form in forms:
            groups.setdefault(self.names[form.agency].parts[0], []).append(form)
        return [self._zip(group, members) for group, members in groups.items()]

    def _zip(self, group: str, forms: Sequence[Form]) -> Recipe:
        inputs = {
            **{form.agency: form.base for form in forms},
            FORM_TEMPLATE: self.template_fingerprint,
            "kehoach_gen": program(),
        }

        def content() -> bytes:
            members = {}
            for form in forms:
                name = self.names[form.agency].name
                members[f"{name}.docx"] = to_docx(form, self.template, self.law)
                members[f"{name}.xlsx"] = to_xlsx(form)
            return write_zip(members)

        return Recipe(f"{self.top / group}.zip", inputs, content)


def _names(agencies: Sequence[Agency]) -> dict[str, PurePosixPath]:
    """A file name for each agency, without extension: its group, its number there, its name without marks."""
    counts: dict[str, int] = {}
    names = {}
    for agency in agencies:
        group = next((folder for id, folder in _GROUPS.items() if id in agency.groups), _OTHERS)
        counts[group] = counts.get(group, 0) + 1
        words = f"{agency.area} {agency.name.removeprefix('UBND ')}" if group == _GROUPS["ubnd_xa"] else agency.name
        names[agency.id] = PurePosixPath(group) / f"{counts[group]:03}-{slug(words)}"
    return names
