"""A plan in its working folder → the issued document: Văn thư's number and date in every place at once.

They go into the plan's source, the documents, the forms that are there, and the set to be published; the version is frozen
with its documents. Nothing is written where an issued document may not be as this one is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path, PurePosixPath

from kehoach_gen.calendar import Period, parse_period
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.plan.to_html import to_html
from kehoach_gen.plan.to_json import fingerprint
from kehoach_gen.plan.to_xlsx import to_xlsx
from kehoach_gen.plan.to_yaml import to_yaml
from kehoach_gen.problem import ERROR, WARNING, Place, Problem, ProblemError, has_errors
from kehoach_gen.vietnamese.dates import parse_date
from kehoach_gen.workspace.asked import FOLDER
from kehoach_gen.workspace.build import APPENDIX_DOCX, BUNDLE_DOCX, PLAN_DOCX, build_checked, documents_of, facts_of
from kehoach_gen.workspace.check import check_folder, maker_of
from kehoach_gen.workspace.convert import workbook_of
from kehoach_gen.workspace.files import free_name, read_bytes, sha256, write_bytes
from kehoach_gen.workspace.folder import XLSX, YAML, Folder, must_be_as_read, open_folder
from kehoach_gen.workspace.forms import LIST, Wanted, make_forms
from kehoach_gen.workspace.output import Output, Written, must_be_writable
from kehoach_gen.workspace.pdf import to_pdf
from kehoach_gen.workspace.recipe import Progress, Recipe, make, program
from kehoach_gen.workspace.returns import sent_for
from kehoach_gen.workspace.versions import ISSUED, VERSIONS, Version, latest_issued, load_version, record

PUBLISHED, PAGE = "phat-hanh", "ke-hoach.html"
WORKBOOK_BEFORE = f"truoc-khi-ban-hanh/{XLSX}"
"""Where an issued version keeps the workbook as a person had left it: the one that takes its place is written anew."""


@dataclass(frozen=True)
class Issuing:
    """What Văn thư gave, and what is wanted of it."""

    number: str
    day: date
    is_again: bool = False
    """Whether it takes the place of what was issued before: a number or date was wrong, and nothing had been sent."""
    pdf: bool = False
    clean: bool = False
    """Whether to make the set without marks and properties that tell where it comes from."""


@dataclass(frozen=True)
class Issued:
    """What was issued: the version, the sources, documents and forms written. Nothing of it where a problem forbids it."""

    problems: tuple[Problem, ...]
    version: Version | None = None
    sources: tuple[Path, ...] = ()
    """The files of the plan that now hold number and date."""
    files: tuple[Written, ...] = ()
    forms: tuple[Written, ...] = ()


def issue(root: Path, out: Path, issuing: Issuing, today: date, progress: Progress) -> Issued:
    """Issues the plan of the working folder `root`, its documents in `out`. Raises ProblemError where a file cannot be
    read, made or written; done again, it goes on where it was broken off."""
    must_be_writable(out)
    progress("Đọc dữ liệu và kiểm tra")
    folder = open_folder(root)
    if folder.plan is None or folder.registry is None:
        return Issued(tuple(folder.problems))
    plan = _numbered(folder.plan, issuing)
    sources = _sources(folder, plan)
    before, read = _workbook_before(folder, sources), dict(folder.fingerprints)
    folder.plan = plan
    folder.fingerprints |= {name: sha256(content) for name, content in sources.items()}
    problems = [*check_folder(folder), *_against(root, plan, issuing), *_edited(out)]
    if has_errors(problems):
        return Issued(tuple(problem for problem in problems if problem.severity == ERROR))
    built = build_checked(folder, out, [], progress, pdf=issuing.pdf)
    progress("Ghi bản ban hành")
    documents = documents_of(built.files)
    must_be_as_read(root, read, sources)
    if record(root, plan, documents, today, state=ISSUED, kept=before) is None:
        _keep(root, before)
    written = tuple(_write(root / name, content) for name, content in sources.items())
    published, more = _publish(folder, out, issuing, progress)
    forms, others = _forms(root, out, folder, progress)
    return Issued(
        (*(problem for problem in problems if problem.severity != ERROR), *built.problems, *more, *others),
        latest_issued(root, plan.id),
        tuple(path for path in written if path is not None),
        (*built.files, *published),
        forms,
    )


def _numbered(plan: Plan, issuing: Issuing) -> Plan:
    """The plan with number and date; a date it has already stays as it was written."""
    number, day = issuing.number.strip(), issuing.day
    issued = plan.issued if parse_date(plan.issued) == day else f"{day.day}/{day.month}/{day.year}"
    return plan.model_copy(update={"number": number, "issued": issued})


def _sources(folder: Folder, plan: Plan) -> dict[str, bytes]:
    """What each source file of the folder is to hold; of one that holds it already, what it has."""
    found: dict[str, bytes] = {}
    if folder.has(YAML):
        found[YAML] = to_yaml(plan, folder.read(YAML))
    if folder.has(XLSX):
        assert folder.registry is not None
        choices = folder.registry.choices(reference_date(plan))
        found[XLSX] = folder.read(XLSX) if folder.plan == plan else to_xlsx(plan, choices)
    return found


def _workbook_before(folder: Folder, sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """The workbook that a person has worked in, where another is to take its place."""
    if XLSX not in sources:
        return {}
    old = folder.read(XLSX)
    return {} if old in (sources[XLSX], workbook_of(folder)) else {WORKBOOK_BEFORE: old}


def _keep(root: Path, before: Mapping[str, bytes]) -> None:
    """The workbook a person has worked in, kept beside the new one where no version keeps it."""
    for old in before.values():
        write_bytes(free_name(root / XLSX, "trước khi ban hành", old), old)


def _write(path: Path, content: bytes) -> Path | None:
    if read_bytes(path, path.name) == content:
        return None
    write_bytes(path, content)
    return path


def _against(root: Path, plan: Plan, issuing: Issuing) -> Iterator[Problem]:
    """What stands against issuing a plan that was issued before."""
    last = latest_issued(root, plan.id)
    if last is None or last.base == fingerprint(plan) or issuing.is_again:
        return
    place = Place(f"{VERSIONS}/{last.name}")
    known = f"số {last.number} ngày {last.issued}"
    old = load_version(root, last.name)
    if old.model_copy(update={"number": plan.number, "issued": plan.issued}) != plan:
        message = f"Kế hoạch đã ban hành {known} ({last.name}), nội dung nay đã khác bản đó."
        hint = "văn bản đã phát hành thì sửa bằng văn bản khác; nếu chưa gửi đi và ban hành lại, thêm --again."
    else:
        message = f"Kế hoạch đã ban hành {known} ({last.name}), khác số hoặc ngày vừa ghi: số {plan.number} ngày {plan.issued}."
        hint = f"nếu Văn thư đính chính và bản cũ chưa gửi đi, thêm --again: bản mới thay {last.name}, {last.name} vẫn được giữ."
    yield Problem("da-ban-hanh", ERROR, place, message, hint)


def _edited(out: Path) -> Iterator[Problem]:
    """Documents in which a person has changed something: it would be missing in what is issued."""
    output = Output.open(out)
    untouched = {name for name, _ in output.standing()}
    for name in (PLAN_DOCX, APPENDIX_DOCX, BUNDLE_DOCX):
        if name in output.entries and name not in untouched and output.fingerprint(name) is not None:
            message = "Tệp này đã được sửa tay từ lần dựng trước; chỗ sửa chưa có trong dữ liệu nên sẽ thiếu trong bản ban hành."
            hint = f"đọc chỗ sửa vào dữ liệu (kehoach absorb {name}), rồi xóa tệp này; nếu không dùng chỗ sửa thì đổi tên hoặc xóa tệp."
            yield Problem("ban-sua-tay-chua-nhap", ERROR, Place(name), message, hint)


def _publish(folder: Folder, out: Path, issuing: Issuing, progress: Progress) -> tuple[list[Written], tuple[Problem, ...]]:
    """The set to be published: the page for the portal and, where wanted or there already, the documents without marks."""
    assert folder.plan is not None
    assert folder.registry is not None
    maker = replace(maker_of(folder, folder.plan, folder.registry), marks=False)
    inputs = {**folder.fingerprints, "kehoach_gen": program()}
    output, facts = Output.open(out), facts_of(folder.plan)
    recipes = [Recipe(f"{PUBLISHED}/{PAGE}", inputs, lambda: to_html(maker.plan, maker.law, maker.name_of))]
    is_there = any(name.startswith(f"{PUBLISHED}/") and name.endswith(".docx") for name in output.entries)
    documents = _clean(maker) if issuing.clean or is_there else {}
    recipes += [Recipe(f"{PUBLISHED}/{name}", inputs, partial(documents.__getitem__, name)) for name in documents]
    files = make(recipes, output, facts, progress)
    try:
        files += make(_clean_pdfs(documents), output, facts, progress) if issuing.pdf else []
    except ProblemError as error:
        return files, (*output.problems, *error.problems)
    return files, (*output.problems, *_stale_pdfs(output))


def _stale_pdfs(output: Output) -> Iterator[Problem]:
    """Published PDFs of documents that are no longer what they were."""
    for name, inputs in output.standing():
        is_stale = any(output.fingerprint(source) != known for source, known in inputs.items())
        if name.startswith(f"{PUBLISHED}/") and name.endswith(".pdf") and is_stale:
            message, hint = "Bản PDF này là của lần ban hành trước.", "làm lại bằng --pdf, hoặc xóa nếu không dùng."
            yield Problem("tep-cu-con-lai", WARNING, Place(name), message, hint)


def _clean(maker: Maker) -> dict[str, bytes]:
    documents = {PLAN_DOCX: maker.plan_docx()}
    if maker.plan.appendices:
        documents |= {APPENDIX_DOCX: maker.appendix_docx(), BUNDLE_DOCX: maker.bundle_docx()}
    return documents


def _clean_pdfs(documents: Mapping[str, bytes]) -> list[Recipe]:
    """One run for all of them, where any is stale."""
    stems = {PurePosixPath(name).stem: content for name, content in documents.items()}
    pages = cache(lambda: to_pdf(stems))

    def recipe(stem: str) -> Recipe:
        return Recipe(f"{PUBLISHED}/{stem}.pdf", {f"{PUBLISHED}/{stem}.docx": sha256(stems[stem])}, lambda: pages()[stem])

    return [recipe(stem) for stem in stems]


def _forms(root: Path, out: Path, folder: Folder, progress: Progress) -> tuple[tuple[Written, ...], tuple[Problem, ...]]:
    """The forms that are there, made again: each names number and date of the plan."""
    files: list[Written] = []
    problems: list[Problem] = []
    for period in _periods(out):
        try:
            made = make_forms(root, out, _as_there(folder, out, period), progress)
        except ProblemError as error:
            problems += error.problems
            continue
        files += made.files
        problems += [problem for problem in made.problems if problem.code in ("tep-da-sua-tay", "manifest-hong")]
    return tuple(files), tuple(problems)


def _periods(out: Path) -> Sequence[Period]:
    top = out / FOLDER
    names = sorted(path.name for path in top.iterdir() if path.is_dir()) if top.is_dir() else []
    return [period for name in names if (period := parse_period(name)) is not None]


def _as_there(folder: Folder, out: Path, period: Period) -> Wanted:
    """The forms that were made for the period: of all agencies or some, packed or not."""
    top = out / FOLDER / period.id
    agencies = () if (top / LIST).exists() else tuple(sent_for(folder, out, period).current)
    return Wanted(period.id, agencies, zipped=any(top.glob("*.zip")))
