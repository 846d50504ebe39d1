"""A whole season through the return desk: every file is what the key says, every answer stands where its source says."""

import io
import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pytest
from answering import FAULTS, blank
from docx import Document
from lxml import etree
from openpyxl import load_workbook

from kehoach_gen.form.model import Answer, Form, Remarks
from kehoach_gen.form.to_json import to_json
from kehoach_gen.nd30.inspect import inspect
from kehoach_gen.problem import Place
from kehoach_gen.receipt.model import Receipt, Sender, Standing
from kehoach_gen.receipt.to_json import board_as_data
from kehoach_gen.workspace.collect import Collected, Delivery, collect
from kehoach_gen.workspace.register import FILES, RECEIVED
from kehoach_gen.workspace.remind import Asking, remind
from kehoach_gen.workspace.report import make_report
from season import BROKEN, Came, Season, sample_season, write

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "cchc-2023"
PERIOD = "2023-Q3"
STANDINGS: dict[str, set[Standing]] = {
    "blank": {"blank"},
    "wrong_period": {"wrong_period"},
    "other_agency": {"wrong_agency"},
    **{kind: {"unreadable"} for kind in ("password", "truncated", "pdf", "image", "empty")},
    **{kind: {"not_a_form"} for kind in ("text", "other_word", "other_workbook")},
}
"""What the desk must say of each kind; all other kinds count, or are followed by a copy or a correction."""
CODES = {
    "over_100": "ty-le-qua-100",
    "no_product": "hoan-thanh-thieu-san-pham",
    "after_cutoff": "ngay-sau-chot-so-lieu",
    "impossible_date": "ngay-khong-co-that",
    "other_progress": "tien-do-ngoai-danh-sach",
    "no_number": "so-lieu-khong-co-so",
}


class Desk:
    """The season on disk, and what the desk made of it."""

    def __init__(self, folder: Path, season: Season) -> None:
        self.folder, self.season = folder, season
        self.root, self.out, self.inbox = folder / "ke-hoach", folder / "build", folder / "thu-den"
        shutil.copytree(SAMPLE, self.root, ignore=shutil.ignore_patterns(RECEIVED))
        self._send()
        for came in season.came:
            write(self.inbox, came)
        self.collected = self.collect()
        self.by_origin = {normalize("NFC", r.came.origin): r for r in self.collected.board.receipts}

    def collect(self) -> Collected:
        return collect(self.root, self.out, Delivery(PERIOD, (self.inbox,)), lambda step: None)

    def _send(self) -> None:
        """The forms as `kehoach forms` leaves them behind: each as data, the current ones named in the manifest."""
        forms = {form.base: form for form in self.season.sent}
        forms |= {
            came.truth.form.base: blank(came.truth.form)
            for came in self.season.documents()
            if came.truth.kind == "older" and came.truth.form
        }
        kept = self.out / "goc" / "bieu" / PERIOD
        kept.mkdir(parents=True)
        for base, form in forms.items():
            (kept / f"{form.agency.lower()}-{base}.json").write_bytes(to_json(form))
        current = {form.agency: form.base for form in self.season.sent}
        (kept / "hien-hanh.json").write_text(json.dumps(current), encoding="utf-8")

    def receipt(self, came: Came) -> Receipt:
        return self.by_origin[normalize("NFC", f"thu-den/{came.path}")]

    def sender(self, agency: str) -> Sender:
        return next(sender for sender in self.collected.board.senders if sender.form.agency == agency)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("season"), sample_season())


def test_every_file_is_registered_once(desk: Desk) -> None:
    assert len(desk.by_origin) == desk.collected.added == 300
    assert desk.collected.problems == ()


def test_every_file_is_what_the_key_says(desk: Desk) -> None:
    wrong = []
    for came in desk.season.documents():
        allowed = STANDINGS.get(came.truth.kind, {"counted", "copy", "replaced"})
        if desk.receipt(came).standing not in allowed:
            wrong.append((came.path, came.truth.kind, desk.receipt(came).standing, [p.code for p in desk.receipt(came).problems]))
    assert wrong == []


def test_copies_and_corrections_are_told_from_each_other(desk: Desk) -> None:
    for came in desk.season.documents():
        if came.truth.kind in ("copy", "correction"):
            assert came.truth.agency is not None
            sender = desk.sender(came.truth.agency)
            standings = Counter(receipt.standing for receipt in sender.receipts)
            assert standings["counted"] == 1
            assert standings["copy" if came.truth.kind == "copy" else "replaced"] == 1
            assert ("resent" in sender.flags) == (came.truth.kind == "correction")


def test_the_board_says_exactly_who_is_late_and_who_is_missing(desk: Desk) -> None:
    board = desk.collected.board
    assert {sender.form.agency for sender in board.of("late")} == desk.season.late
    assert {sender.form.agency for sender in board.of("missing")} == desk.season.unanswered
    assert len(board.senders) == 245


def test_old_forms_and_damaged_ones_are_flagged_and_no_others(desk: Desk) -> None:
    structural = {"deleted_columns", "deleted_column", "merged_cells", "merged_rows", "copied_row"}
    for came in desk.season.documents():
        receipt = desk.receipt(came)
        if receipt.standing in ("counted", "copy", "replaced"):
            assert ("old_form" in receipt.flags) == (came.truth.kind == "older"), came.path
            assert ("restructured" in receipt.flags) == (came.truth.kind in structural), (
                came.path,
                came.truth.kind,
                receipt.problems,
            )


def test_what_is_broken_is_said_with_its_reason(desk: Desk) -> None:
    for came in desk.season.documents():
        if came.truth.kind in BROKEN:
            problems = desk.receipt(came).problems
            assert problems, came.path
            assert all(problem.message and problem.hint for problem in problems)


def test_every_deliberate_fault_is_told_at_its_cell_and_no_other(desk: Desk) -> None:
    for came in desk.season.documents():
        receipt = desk.receipt(came)
        if receipt.standing not in ("counted", "copy", "replaced"):
            continue
        errors = {problem.code for problem in receipt.problems if problem.severity == "error"}
        expected = {CODES[fault.name] for fault in came.truth.errors if fault.name in CODES}
        assert came.truth.form is not None
        lines = [line for item in came.truth.form.led for line in item.lines]
        if any(line.answer != Answer() and not line.answer.progress for line in lines):
            expected.add("thieu-tien-do")
        assert errors == expected, (came.path, came.truth.kind)
        assert ("faulty" in receipt.flags) == bool(errors)
        for fault in came.truth.errors:
            if fault.name in FAULTS and fault.name != "no_product":
                assert receipt.returned is not None
                place = receipt.returned.places[fault.role, fault.line, fault.field]
                assert place in [problem.place for problem in receipt.problems]


def test_every_answer_is_the_one_that_was_given(desk: Desk) -> None:
    for form, came in last_answers(desk.season).values():
        sender = desk.sender(form.agency)
        number, name_of = desk.receipt(came).came.number, desk.receipt(came).came.name
        kept = {name for name, answer in sender.answers.items() if answer.receipt != number}
        said = {
            name: Answer(**{f: getattr(answer.answer, f) for f, place in answer.places.items() if place.file == name_of})
            for name, answer in sender.answers.items()
        }
        now = {(item.role, line.id): line.text for item in sender.form.items for line in item.lines}
        expected = {
            (item.role, line.id): composed(line.answer)
            for item in form.items
            for line in item.lines
            if line.answer != Answer() and now.get((item.role, line.id), line.text) == line.text
        }
        assert {name: answer for name, answer in said.items() if name not in kept} == expected, came.path


def last_answers(season: Season) -> dict[str, tuple[Form, Came]]:
    """For each agency the last file that counts, by the key alone."""
    found: dict[str, tuple[Form, Came]] = {}
    for came in sorted(season.documents(), key=lambda came: came.received):
        truth = came.truth
        if truth.form is not None and truth.agency is not None and truth.kind not in ("blank", "wrong_period", "other_agency"):
            found[truth.agency] = (truth.form, came)
    return found


def composed(answer: Answer) -> Answer:
    return Answer(**{name: normalize("NFC", text) for name, text in answer.model_dump().items()})


def test_every_source_says_the_very_words(desk: Desk) -> None:
    """Each place is looked up in the kept file by another reader than ours."""
    checked: Counter[str] = Counter()
    for sender in desk.collected.board.senders:
        files = {receipt.came.name: receipt.came for receipt in sender.receipts}
        for said in sender.answers.values():
            for field, place in said.places.items():
                came = files[place.file]
                if came.kind not in _READERS:
                    continue
                content = desk.root / RECEIVED / PERIOD / FILES / came.name
                text = _READERS[came.kind](content)(place)
                assert squeezed(getattr(said.answer, field)) in squeezed(text), (came.origin, place, field)
                checked[came.kind] += 1
    assert min(checked["docx"], checked["xlsx"]) > 1000


def squeezed(text: str) -> str:
    return "".join(normalize("NFC", text).split())


@cache
def _excel_reader(path: Path) -> Callable[[Place], str]:
    book = load_workbook(io.BytesIO(path.read_bytes()))
    return lambda place: str(book[str(place.sheet)][str(place.cell)].value)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def _word_reader(path: Path) -> Callable[[Place], str]:
    body = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml")).find(f"{_W}body")

    def read(place: Place) -> str:
        element = body
        for index in place.path:
            element = element[index]
        assert place.path
        return "".join(text.text or "" for text in element.iter(f"{_W}t"))

    return read


_READERS = {"xlsx": _excel_reader, "docx": _word_reader}


def test_collecting_again_changes_nothing(desk: Desk) -> None:
    def tree() -> dict[str, tuple[int, int]]:
        return {p.as_posix(): (p.stat().st_mtime_ns, p.stat().st_size) for p in desk.folder.rglob("*") if p.is_file()}

    before = tree()
    again = desk.collect()
    assert (again.added, board_as_data(again.board)) == (0, board_as_data(desk.collected.board))
    assert {file.status for file in again.files} == {"unchanged"}
    assert tree() == before


def test_remarks_are_those_that_were_given(desk: Desk) -> None:
    for form, came in last_answers(desk.season).values():
        if came.truth.kind != "correction":
            expected = Remarks(**{name: normalize("NFC", text) for name, text in form.remarks.model_dump().items()})
            assert desk.sender(form.agency).remarks == expected, came.path


def test_who_has_to_put_something_right_gets_a_commented_copy_and_a_cover(desk: Desk) -> None:
    faulty = {s.form.agency for s in desk.collected.board.senders if s.counted and "faulty" in s.counted.flags}
    folders = {path.parent for path in (desk.out / "tong-hop" / PERIOD / "tra-lai").rglob("*") if path.is_file()}
    assert len(folders) == len(faulty) > 0
    assert all(len(list(folder.iterdir())) == 2 for folder in folders)


def test_the_season_is_of_the_size_that_was_asked_for(desk: Desk) -> None:
    assert date(2023, 9, 15) <= min(sender.form.due for sender in desk.collected.board.senders)
    assert round(len(desk.season.late) / 245, 2) == 0.12


def test_the_letter_names_exactly_who_is_late_missing_or_has_something_to_put_right(desk: Desk) -> None:
    remind(desk.root, desk.out, Asking(PERIOD, date(2023, 10, 2), date(2023, 10, 4)), lambda step: None)
    rows = Document(str(desk.out / "tong-hop" / PERIOD / "don-doc.docx")).tables[-1].rows
    named = Counter(row.cells[1].text for row in rows if row.cells[0].text.isdigit())
    faulty = {came.truth.agency for _, came in last_answers(desk.season).values() if desk.receipt(came).flags & {"faulty"}}
    expected = desk.season.late | desk.season.unanswered | faulty
    names = {form.agency: form.agency_name for form in desk.season.sent}
    assert named == Counter(names[str(agency)] for agency in expected - {"SNV"})


def test_the_report_counts_every_duty_of_the_season(desk: Desk) -> None:
    report = make_report(desk.root, desk.out, PERIOD, "", lambda step: None).report
    assert report.tally.total == sum(len(form.led) for form in desk.season.sent) == 1926
    done = {(duty.agency, duty.task): duty.outcome.startswith("done") for duty in report.duties}
    mended = {sender.form.agency for sender in desk.collected.board.senders if sender.problems}
    checked = 0
    for agency, (form, _) in last_answers(desk.season).items():
        for item in form.led if agency not in mended else ():
            assert done[agency, item.id] == all(line.answer.progress == "Đã hoàn thành" for line in item.lines), (agency, item.id)
            checked += 1
    assert checked > 1000


def test_what_the_desk_writes_is_in_the_form_of_the_decree(desk: Desk) -> None:
    """Of the words, typed by agencies, nothing is asked here. A slip is none of the 29 types of documents."""
    top = desk.out / "tong-hop" / PERIOD
    slip = next((top / "tra-lai").rglob("phieu-*.docx"))
    for path, allowed in (
        (top / "bao-cao.docx", set()),
        (top / "don-doc.docx", set()),
        (slip, {"khong-thay-ten-loai", "doan-trong"}),
    ):
        found = inspect(path.read_bytes(), path.name, date(2023, 10, 2)).problems
        assert {problem.code for problem in found if problem.severity != "info"} == allowed, path.name
