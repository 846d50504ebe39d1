"""Two versions of a plan, wherever each stands → what differs, and the papers that show it.

A version is named («v2»), or is a working folder as it stands, or a plan file: YAML, workbook, or the JSON of a version.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kehoach_gen.agency import Registry
from kehoach_gen.calendar import Period, parse_period
from kehoach_gen.change import Changes, compare
from kehoach_gen.change.placeholders import COMPARISON_NAMES
from kehoach_gen.change.to_docx import comparison, redline
from kehoach_gen.change.to_json import to_json
from kehoach_gen.form.from_plan import to_forms
from kehoach_gen.form.model import Form
from kehoach_gen.nd30 import law_at
from kehoach_gen.office.redline import Revision
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.placeholders import APPENDIX_NAMES, PLAN_NAMES
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_json import fingerprint
from kehoach_gen.plan.to_problems import to_problems
from kehoach_gen.problem import ERROR, INFO, Place, Problem, ProblemError, has_errors
from kehoach_gen.source import Located
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.source.to_value import validate
from kehoach_gen.vietnamese.dates import short_date
from kehoach_gen.workspace.asked import FOLDER, asked_for
from kehoach_gen.workspace.build import facts_of
from kehoach_gen.workspace.check import maker_of
from kehoach_gen.workspace.files import read_bytes, sha256
from kehoach_gen.workspace.folder import (
    APPENDIX_TEMPLATE,
    FORM_TEMPLATE,
    PLAN_TEMPLATE,
    Folder,
    checked_template,
    open_folder,
    read_template,
)
from kehoach_gen.workspace.forms import FormRecipes
from kehoach_gen.workspace.output import Output, Written, must_be_writable
from kehoach_gen.workspace.recipe import Progress, Recipe, make, program
from kehoach_gen.workspace.returns import answers_before
from kehoach_gen.workspace.shipped import sample
from kehoach_gen.workspace.versions import load_located, versions

REDLINE, COMPARISON, DATA = "doi-chieu.docx", "bang-so-sanh.docx", "thay-doi.json"
COMPARISON_TEMPLATE = "bang-so-sanh.docx"


@dataclass(frozen=True)
class Compared:
    """Two versions side by side; with the files that show it, where these were wanted."""

    changes: Changes
    files: tuple[Written, ...] = ()
    forms: tuple["ChangedForms", ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ChangedForms:
    """The forms of one period that are not what they were; `gone`: names of agencies that have none any more."""

    period: Period
    forms: tuple[Form, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True)
class _Side:
    """One version: its plan, the places of its values, and the working folder it is of, opened; None for a lone file."""

    plan: Plan
    source: Located
    home: Folder | None
    called: str
    """As the comparison heads its column: «v2, ngày 15/06/2023», or the file and the date its plan bears."""


def diff(old: str, new: str, root: Path) -> Compared:
    """What differs between two versions; `root` is the folder of those that are named. Raises ProblemError."""
    return _Comparison.of(old, new, root).compared


def write_diff(old: str, new: str, root: Path, out: Path, made: Path | None, progress: Progress) -> Compared:
    """The same, with the redline, the comparison, the data and the changed forms written to `out`.

    Forms are looked at for the periods of which there are some in `made`, by default the `build` of the newer version's
    folder. Raises ProblemError, before anything is written, where a document cannot be made.
    """
    must_be_writable(out)
    progress("Đọc hai bản và so sánh")
    return _Comparison.of(old, new, root).write(out, made, progress)


@dataclass
class _Comparison:
    old: _Side
    new: _Side
    folder: Folder
    """Where agencies and templates are from: the newer version's folder, else the older one's, else the sample."""
    registry: Registry
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, old: str, new: str, root: Path) -> "_Comparison":
        sides = _side(old, root), _side(new, root)
        home = sides[1].home or sides[0].home
        folder = home or open_folder(sample())
        if folder.registry is None:
            raise ProblemError(*folder.problems)
        return cls(*sides, folder, folder.registry, [] if home else [_sample_agencies()])

    @property
    def compared(self) -> Compared:
        changes = compare(self.old.plan, self.new.plan, self.registry, reference_date(self.new.plan))
        return Compared(changes, problems=tuple(self.problems))

    def write(self, out: Path, made: Path | None, progress: Progress) -> Compared:
        self.must_be_printable()
        output = Output.open(out)
        output.must_be_of(self.new.plan.id)
        compared = self.compared
        forms = tuple(self.changed_forms(made or self.folder.root / "build")) if self.new.home else ()
        recipes = [*self.recipes(compared.changes), *self.form_recipes(forms)]
        files = make(recipes, output, facts_of(self.new.plan), _without_forms(progress))
        return replace(compared, files=tuple(files), forms=forms, problems=(*self.problems, *output.problems))

    def must_be_printable(self) -> None:
        """Raises ProblemError for the errors of both plans and of the templates."""
        for name, names in ((PLAN_TEMPLATE, PLAN_NAMES), (APPENDIX_TEMPLATE, APPENDIX_NAMES)):
            checked_template(self.folder, name, names)
        found = [
            problem
            for side in (self.old, self.new)
            for problem in to_problems(side.plan, side.source, self.registry)
            if problem.severity == ERROR
        ]
        if found:
            raise ProblemError(*found)

    def recipes(self, changes: Changes) -> list[Recipe]:
        template = checked_template(self.folder, COMPARISON_TEMPLATE, COMPARISON_NAMES)
        old, new = (maker_of(self.folder, side.plan, self.registry) for side in (self.old, self.new))
        data = to_json(changes)
        versions = {"cu": fingerprint(old.plan), "moi": fingerprint(new.plan), "thay_doi": sha256(data)}
        inputs = {**versions, "kehoach_gen": program()}
        printed = {label: sha256(content) for label, content in (new.plan_template, new.appendix_template)}
        called = self.old.called, self.new.called
        headed = dict(zip(("ten_ban_cu", "ten_ban_moi"), called, strict=True))
        names = {"co_quan": sha256("\n".join(map(repr, (*self.registry.agencies, *self.registry.groups))).encode())}
        revision = Revision(new.plan.authority.name)
        return [
            Recipe(REDLINE, {**inputs, **printed, **names}, lambda: redline(old, new, revision)),
            Recipe(
                COMPARISON,
                {**inputs, **headed, template[0]: sha256(template[1])},
                lambda: comparison(changes, template, new.law, called),
            ),
            Recipe(DATA, versions, lambda: data),
        ]

    def changed_forms(self, made: Path) -> Iterator[ChangedForms]:
        """The forms of every period of which there are some in `made`: those that the newer plan asks otherwise."""
        top = made / FOLDER
        names = sorted(path.name for path in top.iterdir() if path.is_dir()) if top.is_dir() else []
        for period in filter(None, map(parse_period, names)):
            before, after = (self.forms_of(side.plan, period, made) for side in (self.old, self.new))
            changed = tuple(form for id, form in after.items() if id not in before or before[id].base != form.base)
            gone = tuple(form.agency_name for id, form in before.items() if id not in after)
            if changed or gone:
                yield ChangedForms(period, changed, gone)

    def forms_of(self, plan: Plan, period: Period, made: Path) -> dict[str, Form]:
        asked, problems = asked_for(self.folder, period, made)
        if has_errors(problems):
            raise ProblemError(*problems)
        day = reference_date(plan)
        asked = replace(asked, before=answers_before(self.folder, made, period))
        return {form.agency: form for form in to_forms(plan, self.registry, law_at(day), day, asked).forms}

    def form_recipes(self, forms: tuple[ChangedForms, ...]) -> Iterator[Recipe]:
        if forms:
            read_template(self.folder, FORM_TEMPLATE)
        for changed in forms:
            recipes = FormRecipes(self.folder, self.new.plan, self.registry, changed.period)
            of_all = recipes.of(changed.forms, whole=False, zipped=False)
            yield from (recipe for recipe in of_all if recipe.name.startswith(FOLDER))


def _without_forms(progress: Progress) -> Progress:
    """The steps, but for those of the forms, which are many."""
    return lambda step: None if f" {FOLDER}/" in step else progress(step)


def _side(name: str, root: Path) -> _Side:
    """The version that `name` means. Raises ProblemError where it means nothing, or cannot be read."""
    known = {version.name: version for version in versions(root)}
    path = Path(name)
    if version := known.get(name.lower()):
        recorded = short_date(date.fromisoformat(version.recorded))
        return _Side(*load_located(root, name), open_folder(root), f"{version.name}, ngày {recorded}")
    if path.is_dir():
        return _of_folder(open_folder(path))
    if path.is_file():
        return _of_file(path)
    named = f"các phiên bản của thư mục {root}: {', '.join(known)}" if known else f"thư mục {root} chưa có phiên bản nào"
    message = f"«{name}» không phải là phiên bản, thư mục hay tệp kế hoạch nào."
    hint = f"{named}; phiên bản của thư mục khác thì thêm --folder THƯ_MỤC."
    raise ProblemError(Problem("ban-khong-co", ERROR, Place(name), message, hint))


def _of_folder(folder: Folder) -> _Side:
    if folder.plan is None or folder.source is None:
        raise ProblemError(*folder.problems)
    return _Side(folder.plan, folder.source, folder, _called(folder.root / folder.source.place(()).file, folder.plan))


def _of_file(path: Path) -> _Side:
    content = read_bytes(path, path.name)
    if path.suffix.lower() == ".xlsx":
        from kehoach_gen.plan.from_xlsx import from_xlsx

        source = from_xlsx(content, path.name)
    elif path.suffix.lower() in (".yaml", ".yml", ".json"):
        source = from_yaml(content, path.name)
    else:
        message = f"Không so sánh được tệp dạng «{path.suffix or path.name}»."
        hint = "chọn tệp .yaml, .xlsx hoặc .json của kế hoạch; tệp Word cũ thì nhập trước bằng: kehoach import."
        raise ProblemError(Problem("ban-la-dang", ERROR, Place(path.name), message, hint))
    plan, problems = validate(source, Plan)
    if plan is None:
        raise ProblemError(*problems)
    home = open_folder(path.parent)
    return _Side(plan, source, home if home.registry is not None else None, _called(path, plan))


def _called(path: Path, plan: Plan) -> str:
    """The folder and the file; of a draft with the date it gives itself, for a file has no day of its own."""
    name = "/".join(path.resolve().parts[-2:])
    return name if plan.number else f"{name}, dự kiến ban hành {plan.issued}"


def _sample_agencies() -> Problem:
    message = "Hai tệp không nằm trong thư mục làm việc nào nên tên cơ quan lấy theo danh mục của kế hoạch mẫu."
    return Problem(
        "danh-muc-mau", INFO, Place("co-quan.csv"), message, "chép hai tệp vào cạnh danh mục co-quan.csv của kế hoạch."
    )
