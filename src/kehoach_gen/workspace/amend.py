"""Two versions of a plan, wherever each stands → the document that amends the first into the second (văn bản sửa đổi)."""

from dataclasses import dataclass
from pathlib import Path

from kehoach_gen.change import Change
from kehoach_gen.change.to_amendment import Amendment, amendment_docx, to_amendment
from kehoach_gen.change.wording import name_of
from kehoach_gen.nd30 import law_at
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import issue_date, reference_date
from kehoach_gen.plan.to_json import fingerprint
from kehoach_gen.problem import ERROR, INFO, WARNING, Place, Problem, ProblemError
from kehoach_gen.workspace.build import facts_of
from kehoach_gen.workspace.check import maker_of
from kehoach_gen.workspace.diff import diff
from kehoach_gen.workspace.folder import Folder, open_folder
from kehoach_gen.workspace.output import Output, Written, must_be_writable
from kehoach_gen.workspace.recipe import Progress, Recipe, make, program
from kehoach_gen.workspace.shipped import sample

AMENDMENT = "sua-doi.docx"


@dataclass(frozen=True)
class Amended:
    """The amending document as data and as a file."""

    amendment: Amendment
    files: tuple[Written, ...]
    problems: tuple[Problem, ...]


def amend(old: str, new: str, root: Path, out: Path, progress: Progress) -> Amended:
    """Writes `sua-doi.docx` to `out`; versions, folders and files are named as for `diff`, `root` is the folder of versions.

    Raises ProblemError, before anything is written, where a version cannot be read, nothing is to be amended, or the
    document cannot be made.
    """
    must_be_writable(out)
    progress("Đọc hai bản và so sánh")
    compared = diff(old, new, root)
    changes = compared.changes
    amendment = to_amendment(changes, law_at(reference_date(changes.old)))
    if not amendment.clauses:
        message = "Hai bản không khác nhau ở chỗ nào cần văn bản sửa đổi."
        raise ProblemError(Problem("khong-co-sua-doi", ERROR, Place(new), message, "xem hai bản khác nhau ở đâu: kehoach diff."))
    if issue_date(amendment.plan) is None:
        message = f"Không đọc được ngày ban hành «{changes.new.issued}» của bản mới."
        raise ProblemError(Problem("ngay-khong-doc-duoc", ERROR, Place(new), message, "soát trước bằng: kehoach check."))
    output = Output.open(out)
    output.must_be_of(amendment.plan.id)
    recipe = _recipe(amendment, changes.old, _home(new, root))
    files = make([recipe], output, facts_of(amendment.plan), progress)
    problems = (*compared.problems, *_problems(changes.old, amendment, old, new), *output.problems)
    return Amended(amendment, tuple(files), problems)


def _home(new: str, root: Path) -> Folder:
    """The working folder whose agencies and templates are used: that of the newer version, else the sample."""
    path = Path(new)
    folder = open_folder(path if path.is_dir() else path.parent if path.is_file() else root)
    return folder if folder.registry is not None else open_folder(sample())


def _recipe(amendment: Amendment, old: Plan, folder: Folder) -> Recipe:
    if folder.registry is None:
        raise ProblemError(*folder.problems)
    maker = maker_of(folder, amendment.plan, folder.registry)
    inputs = {"cu": fingerprint(old), "moi": fingerprint(amendment.plan), "kehoach_gen": program(), **folder.fingerprints}
    return Recipe(AMENDMENT, inputs, lambda: amendment_docx(amendment, maker))


def _problems(old: Plan, amendment: Amendment, old_name: str, new_name: str) -> list[Problem]:
    """A plan that was never issued needs no amendment; what is left out or left open is said."""
    found = [*(_emptied(*one) for one in amendment.emptied), *(_left(change, new_name) for change in amendment.left)]
    issued = issue_date(old)
    if not old.number or issued is None or issued.day is None:
        message = "Bản cũ chưa có số, ngày ban hành: chỗ viện dẫn để trống."
        hint = "kế hoạch chưa ban hành thì chỉ cần dựng lại; đã ban hành thì ghi số và ngày: kehoach issue."
        found.insert(0, Problem("ban-cu-chua-ban-hanh", WARNING, Place(old_name), message, hint))
    return found


def _emptied(place: int, text: str) -> Problem:
    message = f"Căn cứ «{text}» dẫn Tờ trình của văn bản được sửa đổi: đã để trống số, ngày Tờ trình."
    hint = "ghi số, ngày của Tờ trình đề nghị sửa đổi, hoặc bỏ căn cứ này."
    return Problem("to-trinh-cu", WARNING, Place(AMENDMENT, part=f"căn cứ thứ {place + 1}"), message, hint)


def _left(change: Change, name: str) -> Problem:
    message = f"Thay đổi không đưa vào văn bản sửa đổi: {name_of(change)}."
    hint = "số, ngày, người ký, mã là của riêng từng văn bản; cần thì ghi thêm trong Word."
    return Problem("ngoai-van-ban-sua-doi", INFO, Place(name), message, hint)
