"""What the generated season promises to the tests that use it: its key is true, its proportions hold, its bytes are the same."""

import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from answering import DONE, FAULTS, Fault, answers_for, blank, lines_of
from bombs import Bomb, bombs
from formats import resaved, xls
from world import World

from kehoach_gen.form.from_docx import from_docx
from kehoach_gen.form.from_xlsx import from_xlsx
from kehoach_gen.form.model import PROGRESS, Answer, Form
from kehoach_gen.form.returned import Returned, answered
from kehoach_gen.form.to_xlsx import to_xlsx
from kehoach_gen.office.package import read_zip
from kehoach_gen.office.read_sheets import read_sheets
from kehoach_gen.office.read_word import read_word
from kehoach_gen.problem import ProblemError
from kehoach_gen.vietnamese.dates import ImpossibleDate, parse_date
from season import BROKEN, BY_HAND, GOOD, KINDS, Came, Season, sample_season, season, write, year

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "cchc-2023"
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
READABLE = tuple(kind for kind in KINDS if kind not in BROKEN)


@pytest.fixture(scope="module")
def made() -> Season:
    return sample_season()


@pytest.fixture(scope="module")
def world() -> World:
    return World.open(SAMPLE)


def of_kind(made: Season, *kinds: str) -> list[Came]:
    return [came for came in made.documents() if came.truth.kind in kinds]


def is_word(content: bytes) -> bool:
    return content.startswith(b"PK") and "word/document.xml" in read_zip(content, "")


def read(came: Came) -> Returned:
    return (from_docx if is_word(came.content) else from_xlsx)(came.content, came.path)


def form_in(came: Came) -> Form:
    assert came.truth.form is not None
    return came.truth.form


def at_fault(came: Came) -> tuple[Fault, Answer]:
    """The deliberate fault and the answer that has it."""
    (fault,) = came.truth.errors
    answers = {(item.role, line.id): line.answer for item, line in lines_of(form_in(came))}
    return fault, answers[fault.role, fault.line]


def day(text: str) -> date:
    found = parse_date(text)
    assert isinstance(found, date), text
    return found


# The season


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(made: Season, world: World) -> None:
    again = season(world)
    assert [(came.path, came.received, came.content) for came in again.came] == [
        (came.path, came.received, came.content) for came in made.came
    ]
    assert again == made
    form = made.sent[0]
    assert answers_for(form, Random(1)) == answers_for(form, Random(1)) != answers_for(form, Random(2))


def test_three_hundred_documents_come_from_245_agencies(made: Season) -> None:
    kinds = Counter(came.truth.kind for came in made.documents())
    assert len(made.sent) == 245
    assert kinds.total() == 300
    assert set(kinds) == set(KINDS)
    assert round(100 * sum(kinds[kind] for kind in BROKEN) / 300) == 5
    assert round(100 * len(made.late) / 245) == 12


def test_who_is_late_and_who_is_missing_follows_from_what_came(made: Season) -> None:
    due = {form.agency: form.due for form in made.sent}
    counted: dict[str, date] = {}
    for came in of_kind(made, *(kind for kind in READABLE if kind not in ("blank", "wrong_period", "other_agency"))):
        assert came.truth.agency is not None
        counted[came.truth.agency] = min(came.received.date(), counted.get(came.truth.agency, date.max))
    assert made.late == {agency for agency, received in counted.items() if received > due[agency]}
    assert made.unanswered == due.keys() - counted.keys()


def test_no_two_files_have_one_path_even_where_capitals_do_not_count(made: Season) -> None:
    paths = [came.path.casefold() for came in made.came]
    assert len(set(paths)) == len(paths)


def test_files_are_written_with_the_time_they_were_received(made: Season, tmp_path: Path) -> None:
    for came in (made.came[0], *of_kind(made, "nested")[:1]):
        path = write(tmp_path, came)
        assert path.read_bytes() == came.content
        assert path.stat().st_mtime == came.received.timestamp()


def test_a_zip_holds_its_documents(made: Season) -> None:
    packed = [came for came in made.came if came.truth.kind == "zip"]
    assert sum(len(came.inside) for came in packed) == len(of_kind(made, "zipped"))
    for came in packed:
        assert {f"{came.path}/{name}": content for name, content in read_zip(came.content, "").items()} == {
            document.path: document.content for document in came.inside
        }


# What is in the files


@pytest.mark.parametrize("kind", READABLE)
def test_what_is_in_a_file_is_what_the_key_says(made: Season, kind: str) -> None:
    for came in of_kind(made, kind):
        form, returned = form_in(came), read(came)
        assert answered(blank(form), returned) == form, came.path
        assert (returned.plan, returned.base) == (form.plan, form.base)
        assert (returned.period, returned.agency) == (came.truth.period, form.agency)


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_refused_by_every_reader(made: Season, kind: str) -> None:
    for came in of_kind(made, kind):
        for reader in (from_docx, from_xlsx):
            with pytest.raises(ProblemError):
                reader(came.content, came.path)


@pytest.mark.parametrize(
    ("kind", "part", "sign"),
    [
        ("tracked", "word/document.xml", b"<w:delText>"),
        ("commented", "word/comments.xml", b"<w:comment "),
        ("merged_rows", "word/document.xml", b"<w:vMerge/>"),
        ("merged_cells", "xl/worksheets/sheet2.xml", rb'ref="G\d+:G\d+"'),
        ("no_hidden_sheet", "xl/workbook.xml", b"#REF!"),
    ],
)
def test_what_was_done_by_hand_is_in_the_file(made: Season, kind: str, part: str, sign: bytes) -> None:
    assert all(re.search(sign, read_zip(came.content, "")[part]) for came in of_kind(made, kind))


def test_decomposed_letters_are_in_the_file_and_not_in_the_key(made: Season) -> None:
    for came in of_kind(made, "nfd"):
        part = "word/document.xml" if is_word(came.content) else "xl/sharedStrings.xml"
        assert "\u0301" in read_zip(came.content, "")[part].decode()
        assert "\u0301" not in form_in(came).model_dump_json()


def test_a_copy_is_the_same_file_again_and_a_correction_another_later_one(made: Season) -> None:
    firsts = {came.truth.agency: came for came in of_kind(made, "docx", "xlsx")}
    for came in of_kind(made, "copy", "correction"):
        first = firsts[came.truth.agency]
        assert came.received > first.received
        assert (came.content == first.content) == (came.truth.kind == "copy")
        assert (form_in(came) == form_in(first)) == (came.truth.kind == "copy")


def test_forms_gone_astray_are_of_another_period_agency_or_version(made: Season) -> None:
    sent = {form.agency: form for form in made.sent}
    for came in of_kind(made, "wrong_period"):
        assert (came.truth.period, form_in(came).period) == ("2023-H1", "2023-H1")
    for came in of_kind(made, "other_agency"):
        assert came.truth.agency is not None
        assert form_in(came).agency != came.truth.agency
        texts = "".join(read_zip(came.content, "")[part].decode() for part in _text_parts(came))
        assert sent[came.truth.agency].agency_name.upper() in texts.upper()
        assert form_in(came).agency_name.upper() not in texts.upper()
    for came in of_kind(made, "older"):
        assert form_in(came).base != sent[form_in(came).agency].base


def _text_parts(came: Came) -> tuple[str, ...]:
    return ("word/document.xml",) if is_word(came.content) else ("xl/sharedStrings.xml",)


# The answers


def test_answers_without_a_fault_keep_the_rules(made: Season) -> None:
    seen = Counter[str]()
    for came in of_kind(made, *GOOD, "correction"):
        form = form_in(came)
        for item, line in lines_of(form):
            answer = line.answer
            seen[f"{item.role} {answer.progress or bool(answer.result)}"] += 1
            assert answer.progress in ("", *PROGRESS)
            assert not any(float(share.replace(",", ".")) > 100 for share in re.findall(r"([\d,]+)%", answer.figure))
            assert bool(answer.product) == bool(answer.product_date) == (answer.progress == DONE)
            if answer.product_date:
                assert form.first_day <= day(answer.product_date) <= form.last_day
    assert seen.keys() == {"lead False", *(f"lead {word}" for word in PROGRESS), "coordinator False", "coordinator True"}


def test_the_first_task_that_fell_due_is_done_after_its_day(made: Season) -> None:
    due = [(form, line) for form in made.sent for item, line in lines_of(form) if item.role == "lead" and line.state == "due"]
    assert [(form.agency, line.id) for form, line in due] == [("SKHĐT", "n03_1")]
    ((form, line),) = due
    for seed in range(40):
        answer = next(here.answer for _, here in lines_of(answers_for(form, Random(seed))) if here.id == line.id)
        assert line.due is not None
        assert line.due < day(answer.product_date) <= form.last_day
    assert form.agency in {came.truth.agency for came in of_kind(made, "docx", "xlsx")}


def test_each_fault_is_where_the_key_says(made: Season) -> None:
    last = made.sent[0].last_day
    for came in of_kind(made, *FAULTS):
        fault, answer = at_fault(came)
        text = getattr(answer, fault.field)
        assert fault.name == came.truth.kind
        assert _IS_WRONG[fault.name](text, last), (fault, text)
        assert answer.progress == DONE or fault.field == "progress"


_IS_WRONG: dict[str, Callable[[str, date], bool]] = {
    "over_100": lambda text, last: float(text.rstrip("%").replace(".", "").replace(",", ".")) > 100,
    "no_product": lambda text, last: not text,
    "after_cutoff": lambda text, last: day(text) > last,
    "impossible_date": lambda text, last: isinstance(parse_date(text), ImpossibleDate),
    "other_progress": lambda text, last: text not in PROGRESS,
    "no_number": lambda text, last: not re.search(r"\d", text),
}


def test_what_was_spoiled_by_hand_is_told_with_its_place(made: Season) -> None:
    told = {fault.name for came in of_kind(made, *BY_HAND) for fault in came.truth.errors}
    assert told == {"copied_row", "deleted_column", "merged"}


# The year


def test_a_year_carries_answers_on_and_asks_nothing_that_was_done(world: World) -> None:
    done: set[tuple[str, str, str]] = set()
    periods, shown = [], 0
    for quarter in year(world):
        periods.append(quarter.period.id)
        for form in quarter.sent:
            asked = {(form.agency, item.role, line.id) for item, line in lines_of(form) if line.state != "continuous"}
            assert asked.isdisjoint(done)
            shown += sum(bool(line.before) for _, line in lines_of(form))
        done |= {
            (form.agency, item.role, line.id)
            for form in quarter.answered
            for item, line in lines_of(form)
            if line.answer.progress == DONE and line.state != "continuous"
        }
        assert [blank(form) for form in quarter.answered[:9]] == list(quarter.sent[:9])
    assert periods == ["2023-Q1", "2023-H1", "2023-Q3", "2023"]
    assert shown > 1000


# Files of other makes


def test_an_xls_file_of_many_sectors_is_one_that_calamine_opens(made: Season) -> None:
    once = read_sheets(to_xlsx(made.sent[1]), "")
    sheets = [replace(sheet, title=f"{sheet.title} {number}") for number in range(5) for sheet in once]
    content = xls(sheets)
    assert len(content) > 2 * 127 * 512
    again = read_sheets(content, "a.xls")
    assert [(sheet.title, sheet.cells) for sheet in again] == [(sheet.title, sheet.cells) for sheet in sheets]


@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine")
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_saved_again_by_libreoffice_the_key_stays_true(made: Season, kind: str, tmp_path: Path) -> None:
    by_hand = ("tracked", "commented", "merged_rows") if kind == "docx" else ("moved_rows", "no_hidden_sheet", "xls", "ods")
    chosen = {str(number): came for number, came in enumerate(of_kind(made, *by_hand, kind)[:8])}
    files = {f"{name}{Path(came.path).suffix}": came.content for name, came in chosen.items()}
    for name, content in resaved(files, kind, str(SOFFICE), tmp_path).items():
        form = form_in(chosen[name])
        assert answered(blank(form), (from_docx if kind == "docx" else from_xlsx)(content, name)) == form, chosen[name].path


# Bombs

REFUSED = ("300 MB dấu cách.xlsx", "300 MB dấu cách.docx", "nói dối cỡ tệp.xlsx", "nói dối cỡ tệp.docx", "hai triệu hàng.xlsx",
           "một tỷ tiếng cười.xlsx", "một tỷ tiếng cười.docx", "đọc trộm tệp.xlsx", "đọc trộm tệp.docx", "có macro.docm")  # fmt: skip
ALL_BOMBS = tuple(bombs())


def opened(bomb: Bomb) -> object:
    readers = {"sheets": read_sheets, "word": read_word, "zip": read_zip}
    return readers[bomb.reader](bomb.content, bomb.name)


@pytest.mark.parametrize("bomb", [bomb for bomb in ALL_BOMBS if bomb.name in REFUSED], ids=lambda bomb: bomb.name)
def test_a_bomb_is_refused(bomb: Bomb) -> None:
    with pytest.raises(ProblemError):
        opened(bomb)


@pytest.mark.parametrize("bomb", [bomb for bomb in ALL_BOMBS if bomb.name not in REFUSED], ids=lambda bomb: bomb.name)
def test_what_is_not_refused_reads_or_is_a_problem(bomb: Bomb) -> None:
    try:
        found = opened(bomb)
    except ProblemError as error:
        found = error.problems
    assert "root:" not in str(found)


def test_bombs_are_small_and_no_two_alike() -> None:
    assert all(len(bomb.content) < 10 * 2**20 for bomb in ALL_BOMBS)
    assert len({bomb.name for bomb in ALL_BOMBS}) == len(ALL_BOMBS)
    assert [bomb.content for bomb in bombs()] == [bomb.content for bomb in ALL_BOMBS]
