"""A working folder → its Word files in the output folder; what is not stale is not made again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kehoach_gen import __version__
from kehoach_gen.agency import Registry
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_json import fingerprint, to_json
from kehoach_gen.problem import WARNING, Place, Problem, ProblemError, has_errors
from kehoach_gen.workspace.check import check_folder, maker_of
from kehoach_gen.workspace.files import read_bytes, sha256
from kehoach_gen.workspace.folder import Folder, open_folder
from kehoach_gen.workspace.output import UNCHANGED, Output, Product, Written, must_be_writable
from kehoach_gen.workspace.pdf import to_pdf
from kehoach_gen.workspace.recipe import Progress, Recipe, make, program
from kehoach_gen.workspace.versions import VERSIONS, latest_issued, record

PLAN_DOCX, APPENDIX_DOCX, BUNDLE_DOCX = "ke-hoach.docx", "phu-luc.docx", "ban-hanh.docx"
SNAPSHOTS = "goc"
"""Where the data behind every generated file is kept, by its fingerprint."""


@dataclass(frozen=True)
class Built:
    """The files of a build, and the problems found; no file where the data or a template has an error."""

    files: tuple[Written, ...]
    problems: tuple[Problem, ...]


def build(root: Path, out: Path, progress: Progress, *, pdf: bool = False, recorded: bool = True) -> Built:
    """Makes the documents of the working folder `root` in `out` and, if `recorded`, a version of its data where they are
    new. Raises ProblemError where a document cannot be made or written; whatever was in `out` before then stays as it was."""
    must_be_writable(out)
    progress("Đọc dữ liệu và kiểm tra")
    folder = open_folder(root)
    problems = check_folder(folder)
    if has_errors(problems) or folder.plan is None or folder.registry is None:
        return Built((), tuple(problems))
    built = build_checked(folder, out, problems, progress, pdf=pdf)
    return replace(built, problems=(*built.problems, *_record(root, folder.plan, built))) if recorded else built


def build_checked(folder: Folder, out: Path, problems: Sequence[Problem], progress: Progress, *, pdf: bool = False) -> Built:
    """The documents of an opened folder without errors, of which `problems` is all there is to say. Raises ProblemError."""
    assert folder.plan is not None
    assert folder.registry is not None
    problems = list(problems)
    output = Output.open(out)
    output.must_be_of(folder.plan.id)
    files = make(_recipes(folder, folder.plan, folder.registry), output, facts_of(folder.plan), progress)
    if pdf:
        try:
            files += _write_pdfs(files, output, folder.plan, progress)
        except ProblemError as error:
            problems += error.problems
    return Built(tuple(files), (*problems, *output.problems, *_left_behind(files, output)))


def documents_of(files: Sequence[Written]) -> dict[str, bytes]:
    """The contents of the documents of a build, as it made them."""
    return {file.name: read_bytes(file.path, file.name) for file in files if file.name.endswith((".docx", ".pdf"))}


def _record(root: Path, plan: Plan, built: Built) -> tuple[Problem, ...]:
    """Records the version, and says where it is no longer the issued one; where that cannot be, the documents are good all the
    same."""
    try:
        record(root, plan, documents_of(built.files), date.today())
        return tuple(_unlike_issued(root, plan))
    except ProblemError as error:
        message = f"Văn bản đã dựng đủ nhưng chưa ghi được phiên bản: {error.problems[0].message}"
        return (Problem("phien-ban-chua-ghi", WARNING, error.problems[0].place, message, error.problems[0].hint),)


def _unlike_issued(root: Path, plan: Plan) -> Iterator[Problem]:
    """A text with the number of an issued one that is not the issued one: it must not be taken for it."""
    issued = latest_issued(root, plan.id)
    if issued and plan.number and issued.number == plan.number and issued.base != fingerprint(plan):
        kept = f"{VERSIONS}/{issued.name}"
        yield Problem(
            "khac-ban-da-ban-hanh",
            WARNING,
            Place(kept),
            f"Bản vừa dựng mang số {plan.number} ngày {plan.issued} nhưng nội dung khác bản đã ban hành.",
            f"bản đã ban hành còn nguyên trong {kept}; sửa đổi kế hoạch đã ban hành: kehoach amend {issued.name} rồi đến bản mới.",
        )


def _recipes(folder: Folder, plan: Plan, registry: Registry) -> list[Recipe]:
    maker = maker_of(folder, plan, registry)
    inputs = {**folder.fingerprints, "kehoach_gen": program()}
    recipes = [Recipe(PLAN_DOCX, inputs, maker.plan_docx)]
    if plan.appendices:
        recipes += [Recipe(APPENDIX_DOCX, inputs, maker.appendix_docx), Recipe(BUNDLE_DOCX, inputs, maker.bundle_docx)]
    base = fingerprint(plan)
    return [*recipes, Recipe(f"{SNAPSHOTS}/{base}.json", {"du_lieu": base}, lambda: to_json(plan))]


def _write_pdfs(files: list[Written], output: Output, plan: Plan, progress: Progress) -> list[Written]:
    """PDFs of the Word files as they stand in the folder, a person's edits included; all stale ones in one run."""
    standing = [output.folder / file.name for file in files if file.name.endswith(".docx")]
    contents = {path.stem: read_bytes(path, path.name) for path in standing}
    inputs = {stem: {f"{stem}.docx": sha256(content)} for stem, content in contents.items()}
    stale = {stem: content for stem, content in contents.items() if not output.is_fresh(f"{stem}.pdf", inputs[stem])}
    fresh = [Written(f"{stem}.pdf", UNCHANGED, output.folder / f"{stem}.pdf") for stem in contents if stem not in stale]
    if not stale:
        return fresh
    progress(f"Chuyển {len(stale)} tệp sang PDF")
    pages = to_pdf(stale)
    return fresh + output.put([Product(f"{stem}.pdf", pages[stem], inputs[stem]) for stem in stale], facts_of(plan))


def _left_behind(files: list[Written], output: Output) -> list[Problem]:
    """Documents of an earlier build that this one neither made nor found right: they may be sent by mistake."""
    current = {file.name for file in files} | {file.path.name for file in files}
    return [
        Problem(
            "tep-cu-con-lai",
            WARNING,
            Place(name),
            "Tệp này là của lần dựng trước, lần này không dựng lại.",
            "xóa nếu không dùng; bản PDF thì dựng lại bằng --pdf.",
        )
        for name, inputs in output.standing()
        if "/" not in name
        and name.endswith((".docx", ".pdf"))
        and name not in current
        and not output.is_fresh(name, _now(inputs, output))
    ]


def _now(inputs: Mapping[str, str], output: Output) -> dict[str, str]:
    """What a PDF's Word file is now; nothing for what is made from data."""
    return {
        name: output.fingerprint(name) or "" for name in inputs if name.endswith(".docx") and "/" not in name and len(inputs) == 1
    }


def facts_of(plan: Plan) -> dict[str, str]:
    return {"ke_hoach": plan.id, "du_lieu": fingerprint(plan), "kehoach_gen": __version__}
