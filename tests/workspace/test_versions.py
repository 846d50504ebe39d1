"""Versions: what is recorded, what is not, that none is ever changed, what they are listed with."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from folders import DOCUMENTS, built, contents, folder_of, rewrite, state

from kehoach_gen.cli import root as cli
from kehoach_gen.plan.model import Plan
from kehoach_gen.problem import ProblemError
from kehoach_gen.workspace.files import sha256
from kehoach_gen.workspace.folder import open_folder
from kehoach_gen.workspace.versions import ISSUED, latest, list_versions, load_version, record, versions

DAY = date(2023, 6, 15)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "thu-muc")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def plan_in(folder: Path) -> Plan:
    plan = open_folder(folder).plan
    assert plan is not None
    return plan


def refused(folder: Path, name: str) -> tuple[str, str]:
    with pytest.raises(ProblemError) as caught:
        load_version(folder, name)
    return caught.value.problems[0].code, caught.value.problems[0].hint


def test_a_build_of_new_data_records_a_version_with_what_was_made_from_it(folder: Path, out: Path) -> None:
    built(folder, out)
    (version,) = versions(folder)
    assert (version.name, version.state, version.number, version.issued) == ("v1", "bản dựng", "", "6/2023")
    assert version.files == {name: sha256((out / name).read_bytes()) for name in DOCUMENTS}
    assert version.base == json.loads((out / "manifest.json").read_bytes())["du_lieu"]
    assert load_version(folder, "v1") == plan_in(folder)


def test_built_again_nothing_is_written_after_an_edit_a_version_is_added_and_the_first_stays(folder: Path, out: Path) -> None:
    built(folder, out)
    first = state(folder)
    built(folder, out)
    assert state(folder) == first
    old = plan_in(folder)
    rewrite(folder, "nhiem_vu: Rà soát", "nhiem_vu: Rà soát, đơn giản hóa")
    built(folder, out)
    now = state(folder)
    assert {name for name, content in now.items() if first.get(name) != content} == {
        "ke-hoach.yaml",
        "phien-ban/v2/ke-hoach.json",
        "phien-ban/v2/thong-tin.json",
    }
    assert (load_version(folder, "v1"), load_version(folder, "V2")) == (old, plan_in(folder))


def test_a_comment_or_another_layout_of_the_file_is_no_new_version(folder: Path, out: Path) -> None:
    built(folder, out)
    rewrite(folder, "# Kế hoạch nhỏ.", "# Kế hoạch nhỏ, chép lại.\n")
    built(folder, out)
    assert [version.name for version in versions(folder)] == ["v1"]


def test_data_that_return_to_what_they_were_are_a_version_of_their_own(folder: Path, out: Path) -> None:
    for words in (("Quý IV/2023", "Quý III/2023"), ("Quý III/2023", "Quý IV/2023")):
        built(folder, out)
        rewrite(folder, *words)
    built(folder, out)
    first, _, last = versions(folder)
    assert first.base == last.base


def test_versions_are_in_the_order_of_their_numbers_not_of_their_letters(folder: Path) -> None:
    plan = plan_in(folder)
    for number in range(1, 12):
        record(folder, plan.model_copy(update={"place": f"Xã {number}"}), {}, DAY)
    assert [version.count for version in versions(folder)] == list(range(1, 12))


def test_an_issued_version_keeps_its_documents_and_stands_for_the_same_data_built_again(folder: Path) -> None:
    plan = plan_in(folder)
    record(folder, plan, {"ban-hanh.docx": b"dung"}, DAY)
    issued = record(folder, plan, {"ban-hanh.docx": b"ban hanh"}, DAY, state=ISSUED)
    assert issued is not None
    assert (issued.name, issued.is_issued) == ("v2", True)
    assert (folder / "phien-ban/v2/ban-hanh.docx").read_bytes() == b"ban hanh"
    assert not (folder / "phien-ban/v1/ban-hanh.docx").exists()
    assert record(folder, plan, {}, DAY) is None
    assert record(folder, plan, {}, DAY, state=ISSUED) is None


def test_a_version_that_was_begun_and_not_finished_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            record(folder, plan_in(folder), {}, DAY)
    assert versions(folder) == []
    version = record(folder, plan_in(folder), {}, DAY)
    assert (version and version.name, latest(folder)) == ("v1", version)
    assert sorted(path.name for path in (folder / "phien-ban").iterdir()) == ["v1"]


def test_a_version_nobody_has_is_refused_with_those_there_are(folder: Path) -> None:
    code, hint = refused(folder, "v1")
    assert (code, "chưa có phiên bản nào" in hint) == ("phien-ban-khong-co", True)
    record(folder, plan_in(folder), {}, DAY)
    assert refused(folder, "v7") == ("phien-ban-khong-co", "các phiên bản đang có: v1.")


def test_a_version_that_somebody_changed_or_broke_is_refused(folder: Path) -> None:
    record(folder, plan_in(folder), {}, DAY)
    path = folder / "phien-ban/v1/ke-hoach.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Rà soát", "Kiểm tra"), encoding="utf-8")
    assert refused(folder, "v1")[0] == "phien-ban-hong"
    (folder / "phien-ban/v1/thong-tin.json").write_text("{", encoding="utf-8")
    assert refused(folder, "v1")[0] == "phien-ban-hong"


def test_git_may_turn_the_ends_of_lines(folder: Path) -> None:
    record(folder, plan_in(folder), {}, DAY)
    for path in (folder / "phien-ban/v1").iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_version(folder, "v1") == plan_in(folder)


def test_documents_are_good_where_the_version_cannot_be_recorded(folder: Path, out: Path) -> None:
    (folder / "phien-ban").write_text("không phải thư mục", encoding="utf-8")
    result = built(folder, out)
    assert [(problem.code, problem.severity) for problem in result.problems] == [("phien-ban-chua-ghi", "warning")]
    assert set(DOCUMENTS) < set(contents(out))


def test_the_list_says_in_a_line_what_changed_since_the_version_before(folder: Path) -> None:
    plan = plan_in(folder)
    record(folder, plan, {}, DAY)
    record(folder, plan.model_copy(update={"place": "Mai Sơn"}), {}, DAY)
    record(folder, plan.model_copy(update={"place": "Mộc Châu", "number": "151", "issued": "15/6/2023"}), {}, DAY, state=ISSUED)
    assert [item.since for item in list_versions(folder)] == ["bản đầu tiên", "Địa danh: «Sơn La» → «Mai Sơn»", "3 thay đổi"]
    result = CliRunner().invoke(cli, ["versions", str(folder)])
    assert result.stdout.splitlines()[1:] == [
        "v1   15/06/2023  bản dựng      dự thảo 6/2023         bản đầu tiên",
        "v2   15/06/2023  bản dựng      dự thảo 6/2023         Địa danh: «Sơn La» → «Mai Sơn»",
        "v3   15/06/2023  bản ban hành  số 151 ngày 15/6/2023  3 thay đổi",
    ]
    record(folder, plan.model_copy(update={"place": "Yên Châu", "number": "151", "issued": "15/6/2023"}), {}, DAY)
    later = CliRunner().invoke(cli, ["versions", str(folder)]).stdout.splitlines()[-1]
    assert later.startswith("v4   15/06/2023  bản dựng      sửa số 151 ngày 15/6/2023  Địa danh")
    data = json.loads(CliRunner().invoke(cli, ["versions", str(folder), "--json"]).stdout)
    assert [(row["name"], row["is_issued"], row["recorded"]) for row in data["versions"]] == [
        ("v1", False, "2023-06-15"),
        ("v2", False, "2023-06-15"),
        ("v3", True, "2023-06-15"),
        ("v4", False, "2023-06-15"),
    ]


def test_a_folder_without_versions_says_how_to_get_one(folder: Path) -> None:
    assert "kehoach build" in CliRunner().invoke(cli, ["versions", str(folder)]).stdout


def test_a_folder_copied_for_another_plan_does_not_compare_the_two(folder: Path) -> None:
    plan = plan_in(folder)
    record(folder, plan, {}, DAY)
    record(folder, plan.model_copy(update={"id": "nho-2024", "place": "Mai Sơn"}), {}, DAY)
    assert [item.since for item in list_versions(folder)] == ["bản đầu tiên", "bản đầu tiên"]


def test_the_sample_built_without_a_folder_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = folder_of(tmp_path / "mau")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kehoach_gen.cli.arguments.sample", lambda: sample)
    before = state(sample)
    assert CliRunner().invoke(cli, ["build"]).exit_code == 0
    assert state(sample) == before
    assert CliRunner().invoke(cli, ["build", str(sample)]).exit_code == 0
    assert [version.name for version in versions(sample)] == ["v1"]
