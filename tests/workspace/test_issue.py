"""Issuing: number and date in every place at once, what is frozen, what is published, what is refused."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from folders import DOCUMENTS, built, contents, folder_of, rewrite, state, words_of, zipped_again

from kehoach_gen.cli import root as cli
from kehoach_gen.office.read_text import read_text
from kehoach_gen.problem import ProblemError, has_errors
from kehoach_gen.workspace.build import build_checked
from kehoach_gen.workspace.convert import convert
from kehoach_gen.workspace.folder import open_folder
from kehoach_gen.workspace.forms import Wanted, make_forms
from kehoach_gen.workspace.issue import WORKBOOK_BEFORE, Issued, Issuing, issue
from kehoach_gen.workspace.output import UNCHANGED
from kehoach_gen.workspace.versions import versions

DAY = date(2023, 6, 15)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "thu-muc")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def issued(
    folder: Path, out: Path, number: str = "151", day: date = DAY, *, again: bool = False, pdf: bool = False, clean: bool = False
) -> Issued:
    return issue(folder, out, Issuing(number, day, again, pdf, clean), date(2023, 6, 16), lambda step: None)


def codes(result: Issued) -> list[str]:
    return [problem.code for problem in result.problems]


def words(path: Path) -> str:
    return " ".join(read_text(path.read_bytes(), path.name))


def test_number_and_date_stand_in_the_source_and_in_every_document(folder: Path, out: Path) -> None:
    before = (folder / "ke-hoach.yaml").read_text(encoding="utf-8")
    result = issued(folder, out)
    assert codes(result) == []
    assert result.sources == (folder / "ke-hoach.yaml",)
    after = (folder / "ke-hoach.yaml").read_text(encoding="utf-8")
    assert after == before.replace("ngay_ban_hanh: 6/2023", 'so: "151"\nngay_ban_hanh: 15/6/2023')
    assert "Số: 151/KH-UBND" in words(out / "ke-hoach.docx")
    assert "số 151/KH-UBND ngày 15 tháng 6 năm 2023" in words(out / "phu-luc.docx")
    assert words(out / "ban-hanh.docx").count("151/KH-UBND") == 2


def test_the_version_is_frozen_with_its_documents(folder: Path, out: Path) -> None:
    built(folder, out)
    result = issued(folder, out)
    assert result.version is not None
    assert (result.version.name, result.version.state, result.version.number) == ("v2", "bản ban hành", "151")
    assert (result.version.issued, result.version.recorded) == ("15/6/2023", "2023-06-16")
    for name in DOCUMENTS:
        assert (folder / "phien-ban/v2" / name).read_bytes() == (out / name).read_bytes()


def test_issued_again_with_the_same_number_and_date_nothing_is_written(folder: Path, out: Path) -> None:
    issued(folder, out, clean=True)
    before = state(folder), state(out)
    result = issued(folder, out, clean=True)
    assert (result.sources, {file.status for file in result.files}) == ((), {UNCHANGED})
    assert (state(folder), state(out)) == before


def test_a_build_after_it_finds_everything_made_and_records_no_version(folder: Path, out: Path) -> None:
    issued(folder, out, clean=True)
    before = state(folder), state(out)
    result = built(folder, out)
    assert ({file.status for file in result.files}, result.problems) == ({UNCHANGED}, ())
    assert (state(folder), state(out)) == before


def test_a_build_of_other_words_under_the_issued_number_says_that_it_is_not_the_issued_text(folder: Path, out: Path) -> None:
    issued(folder, out)
    rewrite(folder, "Quý IV/2023", "Quý III/2023")
    (told,) = [problem for problem in built(folder, out).problems if problem.code == "khac-ban-da-ban-hanh"]
    assert (told.severity, told.place.file) == ("warning", "phien-ban/v1")
    assert "số 151 ngày 15/6/2023" in told.message
    rewrite(folder, "Quý III/2023", "Quý IV/2023")
    assert "khac-ban-da-ban-hanh" not in [problem.code for problem in built(folder, out).problems]


def test_what_an_issued_document_may_not_have_stops_it_before_anything_is_written(folder: Path, out: Path) -> None:
    rewrite(folder, "Rà soát thủ tục hành chính (có", "Rà soát … (có")
    built(folder, out)
    before = state(folder), state(out)
    result = issued(folder, out)
    assert (codes(result), result.version, result.files) == (["chua-dien"], None, ())
    assert (state(folder), state(out)) == before


def test_a_number_that_is_none_is_refused(folder: Path, out: Path) -> None:
    assert codes(issued(folder, out, "151/KH-UBND")) == ["so-sai-dang"]
    assert not out.exists()


def test_another_number_needs_to_be_asked_for_and_leaves_the_first_version(folder: Path, out: Path) -> None:
    issued(folder, out)
    before = state(folder), state(out)
    refusal = issued(folder, out, "152")
    assert codes(refusal) == ["da-ban-hanh"]
    assert "số 151 ngày 15/6/2023 (v1)" in refusal.problems[0].message
    assert "--again" in refusal.problems[0].hint
    assert (state(folder), state(out)) == before
    result = issued(folder, out, "152", again=True)
    assert result.version is not None
    assert (result.version.name, result.version.number, result.version.replaces) == ("v2", "152", 1)
    assert "Số: 152/KH-UBND" in words(out / "ban-hanh.docx")
    assert "Số: 151/KH-UBND" in words(folder / "phien-ban/v1/ban-hanh.docx")
    assert "bản ban hành, thay v1" in CliRunner().invoke(cli, ["versions", str(folder)]).stdout


def test_other_words_under_the_same_number_need_to_be_asked_for(folder: Path, out: Path) -> None:
    issued(folder, out)
    rewrite(folder, "nhiem_vu: Rà soát", "nhiem_vu: Kiểm tra")
    refusal = issued(folder, out)
    assert (codes(refusal), "nội dung nay đã khác" in refusal.problems[0].message) == (["da-ban-hanh"], True)
    assert len(versions(folder)) == 1


def test_the_number_of_last_years_plan_stands_in_nobodys_way(folder: Path, out: Path) -> None:
    issued(folder, out)
    rewrite(folder, "ma: nho-2023", "ma: nho-2024")
    result = issued(folder, out / "moi", "8", date(2024, 1, 9))
    assert result.version is not None
    assert (result.version.name, result.version.replaces, "da-ban-hanh" in codes(result)) == ("v2", 0, False)
    assert "Số: 08/KH-UBND" in words(out / "moi" / "ke-hoach.docx")


def test_a_document_edited_by_hand_is_not_issued_without_its_edit(folder: Path, out: Path) -> None:
    built(folder, out)
    path = out / "ban-hanh.docx"
    path.write_bytes(zipped_again(path.read_bytes(), "Rà soát", "Kiểm tra"))
    before = state(folder), state(out)
    result = issued(folder, out)
    assert [(problem.code, str(problem.place)) for problem in result.problems] == [("ban-sua-tay-chua-nhap", "ban-hanh.docx")]
    assert (state(folder), state(out)) == before


def test_forms_that_are_there_are_made_again_and_no_others(folder: Path, out: Path) -> None:
    make_forms(folder, out, Wanted("2023-Q3"), lambda step: None)
    make_forms(folder, out, Wanted("2023-Q4", ("SNV",), zipped=True), lambda step: None)
    result = issued(folder, out)
    forms = sorted((out / "mau-bao-cao").rglob("*.docx"))
    assert [path.relative_to(out / "mau-bao-cao").as_posix() for path in forms] == [
        "2023-Q3/4-co-quan-khac/001-so-noi-vu.docx",
        "2023-Q3/4-co-quan-khac/002-so-tu-phap.docx",
        "2023-Q4/4-co-quan-khac/001-so-noi-vu.docx",
    ]
    assert all("Kế hoạch số 151/KH-UBND ngày 15 tháng 6 năm 2023" in words(path) for path in forms)
    with zipfile.ZipFile(out / "mau-bao-cao/2023-Q4/4-co-quan-khac.zip") as archive:
        assert archive.read("001-so-noi-vu.docx") == forms[-1].read_bytes()
    assert len(result.forms) == len({file.name for file in result.forms})
    assert codes(result) == []


def test_the_clean_set_says_the_same_and_bears_no_mark(folder: Path, out: Path) -> None:
    issued(folder, out, clean=True)
    for name in DOCUMENTS:
        clean = (out / "phat-hanh" / name).read_bytes()
        assert words(out / "phat-hanh" / name) == words(out / name)
        assert "_kh1_" in words_of((out / name).read_bytes())
        with zipfile.ZipFile(io.BytesIO(clean)) as archive:
            everything = b"".join(archive.read(member) for member in archive.namelist())
            assert not {"docProps/custom.xml"} & set(archive.namelist())
        assert not any(sign in everything for sign in (b"_kh1_", b"paraId", b"docId", b"KHGen", b"custom.xml"))


def test_without_being_asked_only_the_page_for_the_portal_is_published(folder: Path, out: Path) -> None:
    issued(folder, out)
    assert {name for name in contents(out) if name.startswith("phat-hanh/")} == {"phat-hanh/ke-hoach.html"}
    assert "151/KH-UBND" in (out / "phat-hanh/ke-hoach.html").read_text(encoding="utf-8")


def test_pdfs_are_made_of_both_sets_and_kept_with_the_version(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[set[str]] = []

    def to_pdf(documents: dict[str, bytes]) -> dict[str, bytes]:
        runs.append(set(documents))
        return {name: b"%PDF " + str(len(content)).encode() for name, content in documents.items()}

    for place in ("build", "issue"):
        monkeypatch.setattr(f"kehoach_gen.workspace.{place}.to_pdf", to_pdf)
    issued(folder, out, clean=True, pdf=True)
    stems = {"ke-hoach", "phu-luc", "ban-hanh"}
    assert runs == [stems, stems]
    assert (folder / "phien-ban/v1/ban-hanh.pdf").read_bytes() == (out / "ban-hanh.pdf").read_bytes()
    clean = out / "phat-hanh/ban-hanh.docx"
    assert clean.with_suffix(".pdf").read_bytes() == b"%PDF " + str(len(clean.read_bytes())).encode()
    issued(folder, out, clean=True, pdf=True)
    assert len(runs) == 2
    old = [(problem.code, str(problem.place)) for problem in issued(folder, out, "152", again=True).problems]
    assert ("tep-cu-con-lai", "phat-hanh/ban-hanh.pdf") in old
    assert ("tep-cu-con-lai", "ban-hanh.pdf") in old


def test_a_clean_set_that_is_there_follows_a_corrected_number(folder: Path, out: Path) -> None:
    issued(folder, out, clean=True)
    issued(folder, out, "152", again=True)
    assert "Số: 152/KH-UBND" in words(out / "phat-hanh/ban-hanh.docx")


def test_a_workbook_gets_number_and_date_and_stands_as_it_was_in_the_version(folder: Path, out: Path) -> None:
    convert(folder, "xlsx")
    (folder / "ke-hoach.yaml").unlink()
    path = folder / "ke-hoach.xlsx"
    issued(folder, out)
    assert not (folder / "phien-ban/v1" / WORKBOOK_BEFORE).exists(), "it was as we had written it"
    path.write_bytes(zipped_again(path.read_bytes()))
    touched = path.read_bytes()
    result = issued(folder, out, "152", again=True)
    assert (codes(result), result.sources) == ([], (path,))
    plan = open_folder(folder).plan
    assert plan is not None
    assert (plan.number, plan.issued) == ("152", "15/6/2023")
    assert (folder / "phien-ban/v2" / WORKBOOK_BEFORE).read_bytes() == touched


def test_a_workbook_taken_up_again_is_kept_when_the_same_number_is_given_to_it(folder: Path, out: Path) -> None:
    convert(folder, "xlsx")
    (folder / "ke-hoach.yaml").unlink()
    path = folder / "ke-hoach.xlsx"
    touched = zipped_again(path.read_bytes())
    issued(folder, out)
    path.write_bytes(touched)
    issued(folder, out)
    assert touched in [other.read_bytes() for other in folder.rglob("*.xlsx")]


def test_a_source_saved_while_the_documents_are_made_is_not_written_over(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*arguments: Any, **options: Any) -> Any:
        done = build_checked(*arguments, **options)
        rewrite(folder, "dia_danh: Sơn La", "dia_danh: Mai Sơn")
        return done

    monkeypatch.setattr("kehoach_gen.workspace.issue.build_checked", slowly)
    with pytest.raises(ProblemError) as caught:
        issued(folder, out)
    assert [problem.code for problem in caught.value.problems] == ["du-lieu-vua-doi"]
    assert "dia_danh: Mai Sơn" in (folder / "ke-hoach.yaml").read_text(encoding="utf-8")
    assert versions(folder) == []


def test_both_sources_get_it_and_still_agree(folder: Path, out: Path) -> None:
    convert(folder, "xlsx")
    result = issued(folder, out)
    assert [path.name for path in result.sources] == ["ke-hoach.yaml", "ke-hoach.xlsx"]
    opened = open_folder(folder)
    assert opened.plan is not None
    assert (opened.plan.number, has_errors(opened.problems)) == ("151", False)


def test_broken_off_after_the_version_it_goes_on_where_it_was(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("kehoach_gen.workspace.issue._write", crash)
        with pytest.raises(KeyboardInterrupt):
            issued(folder, out)
    assert "151" not in (folder / "ke-hoach.yaml").read_text(encoding="utf-8")
    result = issued(folder, out)
    assert (codes(result), [version.name for version in versions(folder)]) == ([], ["v1"])
    assert result.sources == (folder / "ke-hoach.yaml",)


@pytest.mark.parametrize("day", ["2023-06-15", "15/6/2023", "ngày 15 tháng 6 năm 2023"])
def test_the_command_reads_the_date_in_any_form(folder: Path, out: Path, day: str) -> None:
    result = CliRunner().invoke(cli, ["issue", str(folder), "--number", "151", "--date", day, "--out", str(out)])
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "Đã ban hành số 151 ngày 15/6/2023: phiên bản v1.")


def test_the_command_tells_a_machine_what_it_did_or_that_it_did_not(folder: Path, out: Path) -> None:
    def run(number: str) -> tuple[int, dict[str, object]]:
        arguments = ["issue", str(folder), "--number", number, "--date", "15/6/2023", "--out", str(out), "--json"]
        result = CliRunner().invoke(cli, arguments)
        return result.exit_code, json.loads(result.stdout)

    status, data = run("151")
    assert (status, data["version"], data["sources"]) == (0, "v1", [str(folder / "ke-hoach.yaml")])
    status, data = run("152")
    assert (status, data["version"], data["files"]) == (1, "", [])


def test_outside_a_working_folder_nothing_is_issued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["issue", "--number", "151", "--date", "15/6/2023"])
    assert (result.exit_code, "thieu-ke-hoach" in result.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []
