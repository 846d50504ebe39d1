"""A working folder and a period → a form for every agency, as Word and as Excel files, and the list of them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from kehoach_gen.agency import Agency, Registry
from kehoach_gen.calendar import Period
from kehoach_gen.form.day import day_of_agencies
from kehoach_gen.form.from_plan import Forms, to_forms
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
from kehoach_gen.vietnamese.fold import slug
from kehoach_gen.workspace.asked import CURRENT, FOLDER, PLAN_AS_ASKED, SNAPSHOTS, asked_for, read_period
from kehoach_gen.workspace.build import facts_of
from kehoach_gen.workspace.check import check_folder
from kehoach_gen.workspace.files import sha256
from kehoach_gen.workspace.folder import FORM_TEMPLATE, Folder, open_folder, read_template
from kehoach_gen.workspace.output import Output, Written, must_be_writable
from kehoach_gen.workspace.recipe import Progress, Recipe, make, program
from kehoach_gen.workspace.returns import answers_of, current_bases, history_before, past_of

LIST = "danh-sach.xlsx"
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


def is_form(file: Written) -> bool:
    """Whether this file is a form to be sent, not the list of them, a packed group or what is kept behind them."""
    path = PurePosixPath(file.name)
    return path.parts[0] == FOLDER and path.suffix in (".docx", ".xlsx") and path.name != LIST


def make_forms(root: Path, out: Path, wanted: Wanted, progress: Progress) -> Made:
    """Makes the forms in `out`/mau-bao-cao/PERIOD. Raises ProblemError for a period or agency nobody knows, or where
    `out` cannot be written."""
    must_be_writable(out)
    period = read_period(wanted.period)
    progress("Đọc dữ liệu và kiểm tra")
    folder = open_folder(root)
    problems = [problem for problem in check_folder(folder) if problem.severity == ERROR]
    asked, more = asked_for(folder, period, out)
    problems += more + _template_problems(folder)
    if has_errors(problems) or folder.plan is None or folder.registry is None:
        return Made((), tuple(problems))
    plan, registry = folder.plan, folder.registry
    issued = reference_date(plan)
    past = past_of(folder, out, period)
    said = history_before(folder, out, period, past)
    forms = to_forms(plan, registry, law_at(issued), issued, replace(asked, before=answers_of(said)))
    chosen = _chosen(forms, registry, wanted.agencies, period)
    output = Output.open(out)
    output.must_be_of(plan.id)
    progress(f"Lập mẫu báo cáo {period.words} cho {len(chosen)} cơ quan")
    recipes = FormRecipes(folder, plan, registry, period).of(chosen, whole=not wanted.agencies, zipped=wanted.zipped)
    recipes.append(_current(out, period, chosen, whole=not wanted.agencies))
    files = make(recipes, output, facts_of(plan), _every_fiftieth(progress, len(recipes)))
    behind = () if wanted.agencies else _left_behind(output, period, {recipe.name for recipe in recipes})
    return Made(
        tuple(files),
        (*problems, *output.problems, *behind, *past.problems, *said.lost, *_renewed(forms, period), *_left_out(forms)),
        tuple(chosen),
    )


def _left_behind(output: Output, period: Period, made: set[str]) -> Iterator[Problem]:
    """Forms of an earlier run that this one has no use for: they may be sent by mistake."""
    for name, _ in output.standing():
        if name.startswith(f"{FOLDER}/{period.id}/") and name not in made:
            message = "Mẫu này là của lần lập trước, lần này không lập lại."
            yield Problem("tep-cu-con-lai", WARNING, Place(name), message, "xóa tệp này, đừng gửi đi.")


def _current(out: Path, period: Period, forms: Sequence[Form], *, whole: bool) -> Recipe:
    """Which form of each agency is the current one; those of other agencies stay where only some are made."""
    bases = {} if whole else current_bases(out, period)
    content = json.dumps(bases | {form.agency: form.base for form in forms}, ensure_ascii=False, indent=1).encode() + b"\n"
    return Recipe(f"{SNAPSHOTS}/{period.id}/{CURRENT}", {"bieu": sha256(content)}, lambda: content)


def _template_problems(folder: Folder) -> list[Problem]:
    try:
        content = read_template(folder, FORM_TEMPLATE)
    except ProblemError as error:
        return list(error.problems)
    return template_problems(content, folder.label(FORM_TEMPLATE), REPORT_NAMES)


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


def _renewed(forms: Forms, period: Period) -> Iterator[Problem]:
    """Agencies and groups of the plan that have come to an end before the figures close, and who is asked instead."""
    place = Place(f"kỳ {period.id}")
    for remark in forms.renewed:
        if remark.code == "bo-nhom-rong":
            yield Problem(remark.code, WARNING, place, remark.why, "giao lại việc của nhóm này bằng văn bản sửa đổi kế hoạch.")
        else:
            yield Problem(remark.code, INFO, place, remark.why, "mẫu gửi cơ quan kế thừa; giao khác thì sửa đổi kế hoạch.")


def _left_out(forms: Forms) -> list[Problem]:
    """References that yield no form, and tasks nobody reports on."""
    found = [
        Problem("khong-co-mau", WARNING, Place(f"nhiệm vụ {number}"), remark.why, "giao lại bằng văn bản sửa đổi kế hoạch.")
        if remark.code == "het-hieu-luc"
        else Problem("khong-co-mau", INFO, Place(f"nhiệm vụ {number}"), remark.why, "khai thành viên của nhóm, nếu cần báo cáo.")
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


class FormRecipes:
    """The files of a period: two for each form, what was asked behind each, the list, and packed groups."""

    def __init__(self, folder: Folder, plan: Plan, registry: Registry, period: Period) -> None:
        self.plan, self.registry, self.period = plan, registry, period
        issued = reference_date(plan)
        self.law = law_at(issued)
        day = day_of_agencies(issued, period)
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
        kept = f"{SNAPSHOTS}/{form.period}/{slug(form.agency)}-{form.base}.json"
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
