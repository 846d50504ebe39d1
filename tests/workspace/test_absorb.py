"""`kehoach absorb` on a working folder: base, questions, conflicts, what is written, and the next build."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from folders import PLAN, built, folder_of, rewrite, zipped_again

from conftest import SAMPLE
from kehoach_gen.cli import root as cli
from kehoach_gen.office.read_text import read_text
from kehoach_gen.workspace.absorb import absorb
from kehoach_gen.workspace.convert import convert
from kehoach_gen.workspace.folder import open_folder

BUNDLE = "ban-hanh.docx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small plan, built."""
    root = folder_of(
        tmp_path / "nho",
        PLAN.replace("- khoan:", "- ma: b1\n    khoan:"),
    )
    built(root, root / "build")
    return root


def edited(root: Path, *changes: tuple[str, str]) -> Path:
    """The built file with other words, beside the folder."""
    content = (root / "build" / BUNDLE).read_bytes()
    for old, new in changes:
        content = zipped_again(content, old, new)
    path = root.parent / "sua.docx"
    path.write_bytes(content)
    return path


def run(*arguments: object, answer: str = "") -> Result:
    return CliRunner().invoke(cli, ["absorb", *map(str, arguments)], input=answer, catch_exceptions=False)


def yaml(root: Path) -> str:
    return (root / "ke-hoach.yaml").read_text(encoding="utf-8")


WORDS = ("Rà soát thủ tục hành chính (có", "Rà soát mọi thủ tục hành chính (có")
TIME = ("Quý IV/2023", "Quý III/2023")


def test_changes_are_shown_and_written_after_a_yes_with_the_comments_of_the_yaml(folder: Path) -> None:
    before = yaml(folder)
    result = run(edited(folder, WORDS, TIME), folder, answer="c\n")
    assert result.exit_code == 0
    assert "Khoản 1: sửa câu chữ: «Rà soát thủ tục hành chính (có" in result.stdout
    assert "Nhiệm vụ 1.a: đổi thời gian hoàn thành: «Quý IV/2023» → «Quý III/2023»" in result.stdout
    assert "Ghi vào dữ liệu? [c/K]" in result.stdout
    assert yaml(folder) == before.replace(*WORDS).replace(*TIME)


@pytest.mark.parametrize("answer", ["\n", "k\n", "K\n"])
def test_no_is_the_usual_answer(answer: str, folder: Path) -> None:
    before = yaml(folder)
    assert run(edited(folder, TIME), folder, answer=answer).exit_code == 0
    assert yaml(folder) == before


@pytest.mark.parametrize("option", ["--xem", "--dry-run"])
def test_only_to_look_writes_nothing_and_asks_nothing(option: str, folder: Path) -> None:
    before = yaml(folder)
    result = run(edited(folder, TIME), folder, option, "--yes")
    assert (result.exit_code, "Ghi vào dữ liệu" in result.output, yaml(folder)) == (0, False, before)


def test_what_somebody_saves_while_the_question_stands_is_not_written_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def saved_meanwhile(*_: object, **__: object) -> str:
        rewrite(folder, "dia_danh: Sơn La", "dia_danh: Mai Sơn")
        return "c"

    monkeypatch.setattr("click.prompt", saved_meanwhile)
    result = run(edited(folder, TIME), folder)
    assert (result.exit_code, "du-lieu-vua-doi" in result.output) == (1, True)
    assert "dia_danh: Mai Sơn" in yaml(folder)
    assert TIME[0] in yaml(folder)


def test_each_workbook_that_is_written_over_is_kept(folder: Path) -> None:
    convert(folder, "xlsx")
    (folder / "ke-hoach.yaml").unlink()
    before = []
    for words in (WORDS, TIME):
        before.append((folder / "ke-hoach.xlsx").read_bytes())
        run(edited(folder, words), folder, "--yes")
        built(folder, folder / "build")
    assert [(folder / f"ke-hoach (trước khi nhận{n}).xlsx").read_bytes() for n in ("", " 2")] == before


def test_a_second_time_there_is_nothing_new(folder: Path) -> None:
    file = edited(folder, WORDS, TIME)
    run(file, folder, "--yes")
    after = yaml(folder)
    result = run(file, folder, "--yes")
    assert ("Không có gì mới" in result.stdout, yaml(folder)) == (True, after)


def test_the_next_build_says_what_the_edited_file_says(folder: Path) -> None:
    file = edited(folder, WORDS, TIME, ("Sở Tư pháp;", "Sở Tư pháp, Sở Tài chính;"))
    run(file, folder, "--yes")
    built(folder, folder / "build")
    assert read_text((folder / "build" / BUNDLE).read_bytes(), BUNDLE) == read_text(file.read_bytes(), "sua.docx")


def test_the_sample_edited_in_many_places_is_built_again_as_it_was_edited(tmp_path: Path) -> None:
    root = tmp_path / "mau"
    shutil.copytree(SAMPLE, root)
    built(root, root / "build")
    changes = (("còn hạn chế", "còn yếu"), TIME, ("Hoàng Quốc Khánh", "Lê Hồng Minh"), ("Cải cách thể chế", "Cải cách pháp luật"))
    file = edited(root, *changes)
    run(file, root, "--yes")
    built(root, root / "build")
    assert read_text((root / "build" / BUNDLE).read_bytes(), BUNDLE) == read_text(file.read_bytes(), "sua.docx")
    assert yaml(root).count("#") == (SAMPLE / "ke-hoach.yaml").read_text(encoding="utf-8").count("#")


def test_what_changed_in_the_data_since_is_kept(folder: Path) -> None:
    file = edited(folder, TIME)
    rewrite(folder, "Rà soát thủ tục hành chính năm 2023", "Rà soát quy định năm 2023")
    result = run(file, folder, "--yes")
    assert "trích yếu" not in result.stdout.lower()
    assert "trich_yeu: Rà soát quy định năm 2023" in yaml(folder)
    assert "thoi_gian: Quý III/2023" in yaml(folder)


def test_a_conflict_is_named_and_waits_for_a_decision(folder: Path) -> None:
    file = edited(folder, TIME, WORDS)
    rewrite(folder, "Quý IV/2023", "Tháng 12/2023")
    result = run(file, folder, "--yes")
    assert result.exit_code == 1
    assert "Xung đột n1.thoi_gian" in result.stderr
    assert "dữ liệu: «Tháng 12/2023»; tệp: «Quý III/2023»; bản gốc: «Quý IV/2023»" in result.stderr
    assert "thoi_gian: Tháng 12/2023" in yaml(folder)
    assert WORDS[1] in yaml(folder)


@pytest.mark.parametrize(
    ("options", "time"), [(("--ours", "n1.thoi_gian"), "Tháng 12/2023"), (("--theirs", "all"), "Quý III/2023")]
)
def test_a_conflict_is_decided(options: tuple[str, str], time: str, folder: Path) -> None:
    file = edited(folder, TIME)
    rewrite(folder, "Quý IV/2023", "Tháng 12/2023")
    result = run(file, folder, "--yes", *options)
    assert (result.exit_code, f"thoi_gian: {time}" in yaml(folder)) == (0, True)


def test_a_conflict_is_over_when_the_data_say_the_same(folder: Path) -> None:
    file = edited(folder, TIME)
    rewrite(folder, "Quý IV/2023", "Quý III/2023")
    assert run(file, folder, "--yes").exit_code == 0


def test_a_conflict_that_is_none_is_an_error(folder: Path) -> None:
    result = run(edited(folder, TIME), folder, "--xem", "--ours", "n7.thoi_gian")
    assert (result.exit_code, "xung-dot-la" in result.stderr) == (1, True)


def test_one_conflict_cannot_be_decided_both_ways(folder: Path) -> None:
    result = run(edited(folder, TIME), folder, "--ours", "n1.chu", "--theirs", "n1.chu")
    assert (result.exit_code, "n1.chu" in result.stderr) == (2, True)


def test_the_data_behind_the_file_are_found_in_a_version(folder: Path) -> None:
    file = edited(folder, TIME)
    (version,) = (folder / "build" / "goc").glob("*.json")
    kept = folder / "phien-ban" / "v7" / "ke-hoach.json"
    kept.parent.mkdir(parents=True)
    shutil.move(version, kept)
    shutil.rmtree(folder / "build")
    rewrite(folder, "Quý IV/2023", "Tháng 12/2023")
    absorbed = absorb(file, folder, folder / "build", {})
    assert [conflict.id for conflict in absorbed.conflicts] == ["n1.thoi_gian"]
    assert "khong-co-ban-goc" not in [problem.code for problem in absorbed.problems]


def test_without_the_data_behind_it_a_file_is_set_beside_those_of_today_and_that_is_said(folder: Path) -> None:
    file = edited(folder, TIME)
    shutil.rmtree(folder / "build")
    shutil.rmtree(folder / "phien-ban", ignore_errors=True)
    rewrite(folder, "Rà soát thủ tục hành chính năm 2023", "Rà soát quy định năm 2023")
    absorbed = absorb(file, folder, folder / "build", {})
    assert [problem.code for problem in absorbed.problems] == ["khong-co-ban-goc"]
    assert [edit.field for change in absorbed.changes.all for edit in change.edits] == ["trich_yeu", "thoi_gian"]


def test_a_file_that_is_another_document_is_not_written_without_being_told_to(folder: Path) -> None:
    text = PLAN.replace("Rà soát thủ tục hành chính (có Phụ lục kèm theo).", "Mua xe.").replace("Rà soát\n", "Mua máy bơm\n")
    other = folder_of(folder.parent / "khac", text.replace("Cải cách thủ tục", "Chữa cháy").replace("Quý IV/2023", "Năm 2024"))
    built(other, other / "build")
    file = shutil.copy(other / "build" / BUNDLE, folder.parent / "khac.docx")
    before = yaml(folder)
    result = run(file, folder, "--yes")
    assert (result.exit_code, yaml(folder)) == (1, before)
    assert "--anyway" in result.stderr
    assert run(file, folder, "--yes", "--anyway").exit_code == 0
    assert "Mua máy bơm" in yaml(folder)


def test_a_workbook_is_written_too_and_the_old_one_kept(folder: Path) -> None:
    convert(folder, "xlsx")
    old = (folder / "ke-hoach.xlsx").read_bytes()
    run(edited(folder, TIME), folder, "--yes")
    opened = open_folder(folder)
    assert opened.problems == []
    assert opened.plan is not None
    assert next(opened.plan.tasks).deadline == "Quý III/2023"
    assert (folder / "ke-hoach (trước khi nhận).xlsx").read_bytes() == old


def test_a_machine_is_told_all_of_it(folder: Path) -> None:
    file = edited(folder, TIME, WORDS)
    rewrite(folder, "Quý IV/2023", "Tháng 12/2023")
    before = yaml(folder)
    data = json.loads(run(file, folder, "--json").stdout)
    assert [change["fields"] for change in data["changes"]] == [["chu"]]
    assert data["changes"][0]["authors"] == []
    assert [(found["id"], found["ours"], found["theirs"]) for found in data["conflicts"]] == [
        ("n1.thoi_gian", "Tháng 12/2023", "Quý III/2023")
    ]
    assert (data["files"], yaml(folder)) == ([], before)
    data = json.loads(run(file, folder, "--json", "--yes").stdout)
    assert data["files"] == [str(folder / "ke-hoach.yaml")]


def test_a_folder_with_an_error_is_not_touched(folder: Path) -> None:
    file = edited(folder, TIME)
    rewrite(folder, "ma: nho-2023", "ma: Nhỏ 2023")
    result = run(file, folder, "--yes")
    assert (result.exit_code, "sai-dang" in result.stderr) == (1, True)
