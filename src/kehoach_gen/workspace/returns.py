"""What came back in a working folder → the board of each period, and the answers of earlier ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from kehoach_gen.agency import Agency, Registry
from kehoach_gen.calendar import Period, parse_period
from kehoach_gen.form.day import day_of_agencies
from kehoach_gen.form.from_docx import from_docx
from kehoach_gen.form.from_plan import Answers, Forms, to_forms
from kehoach_gen.form.from_xlsx import from_xlsx
from kehoach_gen.form.model import Form
from kehoach_gen.form.reading import NO_FORM, READ_AND_ANSWER, shortened
from kehoach_gen.form.returned import Returned
from kehoach_gen.nd30 import law_at
from kehoach_gen.office.archive import unpack
from kehoach_gen.office.kinds import kind_of, refusal
from kehoach_gen.office.read_text import read_text
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.problem import ERROR, WARNING, Place, Problem, ProblemError
from kehoach_gen.receipt.from_returned import from_returned
from kehoach_gen.receipt.history import History, history, standing
from kehoach_gen.receipt.model import Board, Came, Sender, Sent
from kehoach_gen.vietnamese.fold import fold
from kehoach_gen.workspace.asked import CURRENT, SNAPSHOTS, asked_for
from kehoach_gen.workspace.files import parse_json, read_bytes
from kehoach_gen.workspace.folder import FORM_TEMPLATE, Folder, read_template
from kehoach_gen.workspace.register import RECEIVED, Entry, Register


def board_of(folder: Folder, out: Path, period: Period, until: date | None = None) -> Board:
    """The board of a period, from its register; as it stood at the end of the day `until`, where one is given. The folder's
    plan and registry must have been read."""
    register = Register(folder.root, period.id)
    entries = [entry for entry in register.entries if until is None or entry.received_at.date() <= until]
    return from_returned(sent_for(folder, out, period), [_came(register, entry) for entry in entries])


@dataclass(frozen=True)
class Past:
    """The boards of the periods that closed before one, or on the same day and are part of it, the earliest first.

    They have the agencies that are the same at the end of the period; what others said is their own, and is told."""

    boards: tuple[Board, ...]
    problems: tuple[Problem, ...]


def past_of(folder: Folder, out: Path, period: Period) -> Past:
    assert folder.plan is not None
    assert folder.registry is not None
    issued, registry = reference_date(folder.plan), folder.registry
    day = day_of_agencies(issued, period)
    boards: list[Board] = []
    gone: dict[Agency, None] = {}
    for earlier in _periods_before(folder.root, period):
        board, then = board_of(folder, out, earlier), day_of_agencies(issued, earlier)
        same: list[Sender] = []
        for sender in board.senders:
            agency = registry.agency(sender.form.agency, then)
            if agency == registry.agency(sender.form.agency, day):
                same.append(sender)
            elif agency and sender.answers:
                gone[agency] = None
        boards.append(replace(board, senders=tuple(same)))
    return Past(tuple(boards), (_of_predecessors(tuple(gone)),) if gone else ())


def _of_predecessors(gone: Sequence[Agency]) -> Problem:
    names = ", ".join(agency.name for agency in gone[:_MOST_NAMES])
    others = f" và {len(gone) - _MOST_NAMES} cơ quan khác" if len(gone) > _MOST_NAMES else ""
    message = (
        f"{names}{others} đã chấm dứt hoạt động: câu trả lời các kỳ trước là của cơ quan đó, không tính cho cơ quan kế thừa."
    )
    hint = "cơ quan kế thừa báo cáo lại mọi nhiệm vụ; kết quả cũ xem ở báo cáo tổng hợp các kỳ trước."
    return Problem("cau-tra-loi-cua-co-quan-cu", WARNING, Place(RECEIVED), message, hint)


_MOST_NAMES = 3


def answers_before(folder: Folder, out: Path, period: Period) -> Answers:
    """What every agency has answered in earlier periods, on the lines of the folder's plan as it is now."""
    return answers_of(history_before(folder, out, period, past_of(folder, out, period)))


def answers_of(said: History) -> Answers:
    return {key: standing(told).answer for key, told in said.told.items()}


def history_before(folder: Folder, out: Path, period: Period, past: Past) -> History:
    """All that was said in the past of a period, by the lines of the folder's plan as it is now."""
    return history(past.boards, _would_be(folder, out, period).forms if past.boards else ())


def _periods_before(root: Path, period: Period) -> list[Period]:
    """Those of which something has come: quý IV before the year it closes with."""
    top = root / RECEIVED
    names = [path.name for path in top.iterdir() if path.is_dir()] if top.is_dir() else []
    periods = {found for name in names if (found := parse_period(name)) is not None}
    return sorted((found for found in periods if _order(found) < _order(period)), key=_order)


def _order(period: Period) -> tuple[int, int]:
    window = period.window
    return window.last.toordinal(), -window.first.toordinal()


def sent_for(folder: Folder, out: Path, period: Period) -> Sent:
    """The forms of a period as they were sent; where none were made, as they would be with all their lines. Raises
    ProblemError where it is not known which of several editions is the current one."""
    assert folder.plan is not None
    assert folder.registry is not None
    sent = Sent(folder.plan.id, period.id, {}, {}, _names(folder.registry), _printed(folder))
    kept = list(_snapshots(out, period))
    if not kept:
        return replace(sent, current={form.agency: form for form in _would_be(folder, out, period).forms})
    bases = current_bases(out, period)
    current = {form.agency: form for form in kept if bases.get(form.agency) == form.base}
    if not current:
        message = "Không rõ mẫu nào của kỳ này là bản đang dùng."
        hint = f"lập lại mẫu: kehoach forms --period {period.id}; câu trả lời đã nhận không mất."
        raise ProblemError(Problem("mau-hien-hanh-mat", ERROR, Place(f"{SNAPSHOTS}/{period.id}/{CURRENT}"), message, hint))
    order = {agency.id: place for place, agency in enumerate(folder.registry.agencies)}
    ordered = dict(sorted(current.items(), key=lambda item: order.get(item[0], len(order))))
    return replace(sent, current=ordered, earlier={(form.agency, form.base[:8]): form for form in kept})


def _names(registry: Registry) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for agency in registry.agencies:
        for name in (agency.name, *agency.aliases):
            found.setdefault(fold(name), set()).add(agency.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def _printed(folder: Folder) -> tuple[str, ...]:
    """The paragraphs of the forms' Word template that hold no tag; none where it cannot be read."""
    try:
        paragraphs = read_text(read_template(folder, FORM_TEMPLATE), FORM_TEMPLATE)
    except ProblemError:
        return ()
    return tuple(text for text in paragraphs if "{" not in text)


def _snapshots(out: Path, period: Period) -> Iterator[Form]:
    folder = out / SNAPSHOTS / period.id
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        if path.name == CURRENT:
            continue
        try:
            yield Form.model_validate_json(read_bytes(path, path.name))
        except ValidationError as error:
            label = f"{SNAPSHOTS}/{period.id}/{path.name}"
            message = "Bản gốc của mẫu báo cáo bị hỏng, hoặc do bản chương trình khác ghi."
            hint = f"xóa tệp này, rồi lập lại mẫu: kehoach forms --period {period.id}."
            raise ProblemError(Problem("bieu-goc-hong", ERROR, Place(label), message, hint)) from error


def current_bases(out: Path, period: Period) -> dict[str, str]:
    """{agency: base of its current form}; empty where nobody knows."""
    path = out / SNAPSHOTS / period.id / CURRENT
    try:
        found = parse_json(read_bytes(path, path.name)) if path.exists() else {}
        return {str(agency): str(base) for agency, base in found.items()}
    except (ValueError, AttributeError):
        return {}


def _would_be(folder: Folder, out: Path, period: Period) -> Forms:
    assert folder.plan is not None
    assert folder.registry is not None
    asked, _ = asked_for(folder, period, out)
    issued = reference_date(folder.plan)
    return to_forms(folder.plan, folder.registry, law_at(issued), issued, asked)


def _came(register: Register, entry: Entry) -> Came:
    came = Came(entry.number, entry.name, entry.origin, entry.received_at, entry.sha256, agency=entry.agency)
    try:
        content = register.content(entry)
        came = replace(came, kind=kind_of(content))
        return replace(came, returned=read(content, entry.name))
    except ProblemError as error:
        return replace(came, problems=error.problems)


def read(content: bytes, name: str) -> Returned:
    """What a returned file of any kind says. Raises ProblemError where it says nothing, and why."""
    kind = kind_of(content)
    if kind == "text":
        raise ProblemError(_note(content, name))
    if kind == "docx":
        return from_docx(content, name)
    if kind in ("xlsx", "xls", "ods"):
        return from_xlsx(content, name)
    if kind == "zip":
        members = unpack(content, name, lambda member: kind_of(member) == "zip")
        problems = tuple(member for member in members if isinstance(member, Problem))
        raise ProblemError(*(problems or (refusal(kind, name),)))
    raise ProblemError(refusal(kind, name))


def _note(content: bytes, name: str) -> Problem:
    """What is said of a plain text, with its first words."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    said = shortened(" ".join(content[:_BEGINNING].decode(encoding, "replace").split()))
    message = f"Tệp là văn bản thô, không phải mẫu báo cáo: «{said}»."
    return Problem(NO_FORM, WARNING, Place(name), message, READ_AND_ANSWER)


_BEGINNING = 2000
