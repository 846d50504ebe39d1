"""The return desk on disk: harm refused, a kill survived, what was answered carried on."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from functools import cache
from pathlib import Path
from random import Random

import pytest
from answering import answers_for, with_answer
from bombs import Bomb, bombs
from docx import Document
from openpyxl import load_workbook
from world import World

from kehoach_gen.calendar import Period, parse_period
from kehoach_gen.form.model import Form
from kehoach_gen.form.to_xlsx import to_xlsx
from kehoach_gen.problem import ProblemError
from kehoach_gen.receipt.to_json import flag_words
from kehoach_gen.workspace.collect import Collected, Delivery, collect
from kehoach_gen.workspace.forms import Wanted, make_forms
from kehoach_gen.workspace.issue import Issuing, issue
from kehoach_gen.workspace.register import FILES, LOCK, RECEIVED, REGISTER, Register
from kehoach_gen.workspace.remind import Asking, remind
from kehoach_gen.workspace.report import make_report

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "cchc-2023"
PERIOD = "2023-Q3"
IN_TIME = datetime(2023, 9, 15, 8, 0)


@cache
def forms() -> dict[str, Form]:
    """The forms of the period with answers, by agency."""
    return {form.agency: answers_for(form, Random(form.agency)) for form in World.open(SAMPLE).forms(Period(2023, "Q3"))}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "ke-hoach", ignore=shutil.ignore_patterns(RECEIVED)))


def sent(folder: Path, *agencies: str, **contents: bytes) -> Path:
    """A folder with the workbooks of these agencies, and other files."""
    folder.mkdir(exist_ok=True)
    for agency in agencies:
        (folder / f"{agency}.xlsx").write_bytes(to_xlsx(forms()[agency]))
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    for path in folder.iterdir():
        os.utime(path, (IN_TIME.timestamp(), IN_TIME.timestamp()))
    return folder


def run(root: Path, *paths: Path, agency: str = "", received: date | None = None, period: str = PERIOD) -> Collected:
    return collect(root, root / "build", Delivery(period, paths, received, agency), lambda step: None)


def test_harmful_files_are_refused_with_their_reason_and_the_rest_is_read(root: Path, tmp_path: Path) -> None:
    made: list[Bomb] = list(bombs())
    inbox = sent(tmp_path / "den", "SNV", "STP")
    for bomb in made:
        (inbox / bomb.name).write_bytes(bomb.content)
    done = run(root, inbox)
    assert {s.form.agency for s in done.board.senders if s.timing != "missing"} == {"SNV", "STP"}
    came = {receipt.came.origin.removeprefix("den/"): receipt for receipt in done.board.receipts}
    for bomb in made:
        seen = [receipt for origin, receipt in came.items() if origin == bomb.name or origin.startswith(f"{bomb.name}/")]
        assert seen, bomb.name
        assert all(receipt.standing in ("unreadable", "not_a_form") and receipt.problems for receipt in seen), bomb.name
    kept = root / RECEIVED / PERIOD
    assert {path.name for path in kept.iterdir()} == {FILES, REGISTER, LOCK}
    assert {path.name for path in tmp_path.iterdir()} == {"den", "ke-hoach"}


def test_what_a_person_says_of_a_file_counts(root: Path, tmp_path: Path) -> None:
    inbox = sent(tmp_path / "den", "STP")
    assert next(s for s in run(root, inbox).board.senders if s.form.agency == "STP").timing == "on_time"
    late = run(root, inbox / "STP.xlsx", received=date(2023, 9, 30))
    assert (late.added, next(s for s in late.board.senders if s.form.agency == "STP").timing) == (0, "late")
    with pytest.raises(ProblemError) as raised:
        run(root, inbox, agency="Sở không có")
    assert raised.value.problems[0].code == "co-quan-la"


def test_a_path_that_is_not_there_is_told_and_the_rest_is_taken_in(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path / "khong-co", sent(tmp_path / "den", "STP"))
    assert [problem.code for problem in done.problems] == ["khong-co-tep"]
    assert done.added == 1


def test_killed_while_collecting_nothing_is_lost(root: Path, tmp_path: Path) -> None:
    """The whole command, killed at moments spread over its run; what is there then is whole, and the next run ends the work."""
    agencies = [agency for agency in forms() if agency.startswith("H1")]
    inbox = sent(tmp_path / "den", *agencies)
    contents = {path.read_bytes() for path in inbox.iterdir()}
    command = [sys.executable, "-m", "kehoach_gen", "collect", str(root), str(inbox), "--period", PERIOD]
    kills = 0
    for moment in range(5):
        shutil.rmtree(root / RECEIVED, ignore_errors=True)
        shutil.rmtree(root / "build", ignore_errors=True)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            if process.stderr.readline() and process.stderr.readline():  # it has begun to take files in
                time.sleep(moment * 0.01)
            process.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
        kills += process.returncode != 0
        kept = root / RECEIVED / PERIOD
        assert all(path.read_bytes() in contents for path in (kept / FILES).glob("[!.]*"))
        assert not (kept / REGISTER).exists() or json.loads((kept / REGISTER).read_bytes())
        done = run(root, inbox)
        register = Register(root, PERIOD)
        assert {register.content(entry) for entry in register.entries} == contents
        assert len(register.entries) == len(contents)
        assert {s.form.agency for s in done.board.senders if s.timing == "on_time"} == set(agencies)
    assert kills > 0


def test_what_was_answered_flows_into_the_next_forms(root: Path, tmp_path: Path) -> None:
    led = forms()["STP"].led
    done, begun = led[0].lines[0].id, led[1].lines[0].id
    answered = with_answer(
        forms()["STP"], "lead", done, result="Xong việc.", progress="Đã hoàn thành", product="1/KH", product_date="05/9/2023"
    )
    answered = with_answer(answered, "lead", begun, result="Đang làm.", progress="Đang thực hiện")
    run(root, sent(tmp_path / "den", **{"stp.xlsx": to_xlsx(answered)}))
    made = make_forms(root, root / "build", Wanted("2023", ("STP",)), lambda step: None)
    lines = {line.id: line for item in made.forms[0].led for line in item.lines}
    assert done not in lines
    assert lines[begun].before == "Đang thực hiện. Đang làm"


def test_the_report_is_written_and_a_second_run_changes_nothing(root: Path, tmp_path: Path) -> None:
    run(root, sent(tmp_path / "den", *list(forms())[:40]))
    out = root / "build"
    first = make_report(root, out, PERIOD, "", lambda step: None)
    assert {file.path.name: file.status for file in first.files} == {
        "bao-cao.docx": "written", "bao-cao.xlsx": "written", "bao-cao.json": "written",
    }  # fmt: skip
    again = make_report(root, out, PERIOD, "", lambda step: None)
    assert {file.status for file in again.files} == {"unchanged"}
    words = "\n".join(paragraph.text for paragraph in Document(str(out / "tong-hop" / PERIOD / "bao-cao.docx")).paragraphs)
    assert "40/245 cơ quan" in words
    sheets = load_workbook(out / "tong-hop" / PERIOD / "bao-cao.xlsx").sheetnames
    assert {"Tổng hợp", "Số liệu gốc"} <= set(sheets)


def test_a_damaged_original_of_a_form_is_told(root: Path, tmp_path: Path) -> None:
    kept = root / "build" / "goc" / "bieu" / PERIOD
    kept.mkdir(parents=True)
    (kept / "stp-1.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ProblemError) as raised:
        run(root, sent(tmp_path / "den", "STP"))
    assert [problem.code for problem in raised.value.problems] == ["bieu-goc-hong"]
    assert Register(root, PERIOD).entries, "what came is kept all the same"


def test_a_correction_of_the_same_day_counts_over_what_came_before(root: Path, tmp_path: Path) -> None:
    run(root, sent(tmp_path / "den", "STP"))
    line = next(line.id for item in forms()["STP"].led for line in item.lines if line.answer.result)
    other = with_answer(
        forms()["STP"], "lead", line, result="Bản đúng.", progress="Đang thực hiện", product="", product_date="", figure=""
    )
    path = sent(tmp_path / "sau", **{"b.xlsx": to_xlsx(other)}) / "b.xlsx"
    os.utime(path, (0, 0))
    done = run(root, path, received=IN_TIME.date())
    said = next(s for s in done.board.senders if s.form.agency == "STP").answers["lead", line]
    assert said.answer.result == "Bản đúng."


def test_forms_as_we_made_them_are_not_taken_in(root: Path, tmp_path: Path) -> None:
    make_forms(root, root / "build", Wanted(PERIOD, ("STP",)), lambda step: None)
    top = root / "build" / "mau-bao-cao"
    assert run(root, top).added == 0
    form = next(top.rglob("*.xlsx"))
    sent(tmp_path / "den", **{"blank.xlsx": form.read_bytes()})
    done = run(root, tmp_path / "den")
    assert (done.added, [receipt.standing for receipt in done.board.receipts]) == (1, ["blank"]), "what an agency sends is told"


def test_a_lost_manifest_leaves_the_board_as_it_was(root: Path, tmp_path: Path) -> None:
    make_forms(root, root / "build", Wanted(PERIOD, ("STP", "SNV")), lambda step: None)
    (root / "build" / "manifest.json").write_text("{", encoding="utf-8")
    assert len(run(root, sent(tmp_path / "den", "STP")).board.senders) == 2
    (root / "build" / "goc" / "bieu" / PERIOD / "hien-hanh.json").unlink()
    with pytest.raises(ProblemError) as raised:
        run(root)
    assert raised.value.problems[0].code == "mau-hien-hanh-mat"


def test_a_number_given_to_the_plan_does_not_make_forms_old(root: Path, tmp_path: Path) -> None:
    make_forms(root, root / "build", Wanted(PERIOD, ("STP",)), lambda step: None)
    inbox = sent(tmp_path / "den", "STP")
    issue(root, root / "build", Issuing("151", date(2023, 6, 15)), date(2023, 6, 15), lambda step: None)
    sender = next(s for s in run(root, inbox).board.senders if s.form.agency == "STP")
    assert sender.timing == "on_time"
    assert "old_form" not in sender.flags


def test_a_reminder_of_a_day_knows_only_what_came_up_to_its_end(root: Path, tmp_path: Path) -> None:
    """«Tính đến ngày 18 …» listed a file of the 19th."""
    run(root, sent(tmp_path / "inbox", "STP"), received=date(2023, 9, 20))
    out = tmp_path / "build"
    named = [
        {sender.form.agency for sender in remind(root, out, Asking(PERIOD, date(2023, 9, day)), lambda step: None).waiting}
        for day in (19, 20)
    ]
    assert ["STP" in agencies for agencies in named] == [True, False]
    assert [sender.timing for sender in run(root).board.senders if sender.form.agency == "STP"] == ["late"]


def test_a_note_and_a_letter_are_called_what_they_are(root: Path, tmp_path: Path) -> None:
    note = "Kính gửi Sở Nội vụ, đề nghị gia hạn đến 25/9/2023."
    document = Document()
    document.add_paragraph(note)
    document.save(tmp_path / "thu.docx")
    contents = {"so-tu-phap.txt": note.encode(), "so-y-te.docx": (tmp_path / "thu.docx").read_bytes()}
    board = run(root, sent(tmp_path / "inbox", **contents)).board
    told = {receipt.came.kind: receipt for receipt in board.receipts}
    assert {receipt.standing for receipt in told.values()} == {"not_a_form"}
    (problem,) = told["text"].problems
    assert (problem.severity, problem.message) == ("warning", f"Tệp là văn bản thô, không phải mẫu báo cáo: «{note}».")
    assert told["docx"].problems[0].message.startswith("Tệp đọc được nhưng không phải mẫu báo cáo đã gửi")
    assert all("trả lời cơ quan" in receipt.problems[0].hint for receipt in told.values())
    flags = [flag_words(sender.flags) for sender in board.senders if sender.receipts]
    assert flags == [["gửi tệp không phải mẫu"]] * 2


def test_the_report_names_what_has_still_to_be_corrected(root: Path, tmp_path: Path) -> None:
    form = forms()["STP"]
    line = form.led[0].lines[0].id
    wrong = with_answer(form, "lead", line, progress="Đã hoàn thành", result="Xong", product="", product_date="", figure="")
    run(root, sent(tmp_path / "inbox", **{"stp.xlsx": to_xlsx(wrong)}))
    make_report(root, tmp_path / "build", PERIOD, "", lambda step: None)
    top = tmp_path / "build" / "tong-hop" / PERIOD
    (sheet,) = [sheet for sheet in load_workbook(top / "bao-cao.xlsx") if sheet.title == "Cần thống nhất"]
    assert any("Sở Tư pháp" in str(row[1]) and "chưa nêu sản phẩm" in str(row[1]) for row in sheet.iter_rows(values_only=True))
    words = "\n".join(paragraph.text for paragraph in Document(str(top / "bao-cao.docx")).paragraphs)
    assert "Còn 01 báo cáo có nội dung phải chỉnh sửa (01 chỗ): Sở Tư pháp." in words


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(2023, 6, 14)])
def test_a_day_on_which_no_report_can_have_come_is_refused(root: Path, tmp_path: Path, day: date) -> None:
    with pytest.raises(ProblemError) as raised:
        run(root, sent(tmp_path / "den", "STP"), received=day)
    assert [problem.code for problem in raised.value.problems] == ["ngay-nhan-sai"]
    assert not Register(root, PERIOD).entries


def test_a_kept_file_that_was_changed_or_is_gone_is_a_matter_of_that_file(root: Path, tmp_path: Path) -> None:
    run(root, sent(tmp_path / "den", "STP", "STC", "SNV"))
    files = {path.name: path for path in (root / RECEIVED / PERIOD / FILES).glob("[!.]*")}
    next(path for name, path in files.items() if "stp" in name).write_bytes(b"sua")
    next(path for name, path in files.items() if "stc" in name).unlink()
    done = run(root)
    told = {problem.code for receipt in done.board.receipts for problem in receipt.problems}
    assert {"tep-nhan-bi-sua", "tep-nhan-mat"} <= told
    assert [s.form.agency for s in done.board.senders if s.timing == "on_time"] == ["SNV"]


def test_where_forms_were_made_for_some_only_both_numbers_are_told(root: Path, tmp_path: Path) -> None:
    make_forms(root, root / "build", Wanted(PERIOD, ("STP", "SNV")), lambda step: None)
    of_desk = run(root, sent(tmp_path / "den", "STP")).problems
    of_report = make_report(root, root / "build", PERIOD, "", lambda step: None).problems
    for problems in (of_desk, of_report):
        (told,) = (problem for problem in problems if problem.code == "mau-chua-lap-du")
        assert "đếm 2 cơ quan" in told.message
        assert "đếm 245" in told.message


@pytest.mark.parametrize(("quarter", "longer"), [("2023-Q4", "2023"), ("2023-Q2", "2023-H1"), ("2023-Q3", "2023-9M")])
def test_a_quarter_counts_in_the_longer_period_that_closes_with_it(root: Path, tmp_path: Path, quarter: str, longer: str) -> None:
    """Closed on the same day, quý IV was left out of the year without a word."""
    world = World.open(SAMPLE)
    found = parse_period(quarter)
    assert found is not None
    form = next(form for form in world.forms(found) if form.agency == "STP")
    line = form.led[0].lines[0].id
    answered = with_answer(form, "lead", line, result="Xong.", progress="Đã hoàn thành", product="1/KH")
    run(root, sent(tmp_path / "den", **{"stp.xlsx": to_xlsx(answered)}), period=quarter)
    report = make_report(root, root / "build", longer, "", lambda step: None).report
    (duty,) = (duty for duty in report.duties if (duty.agency, duty.task) == ("STP", form.led[0].id))
    (result,) = (result for result in duty.lines if result.line.id == line)
    assert (result.outcome.startswith("done"), result.source and result.source.period) == (True, quarter)
