"""Two versions named, in folders or in files: what is compared, what is written, which forms, what is refused."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from folders import built, contents, folder_of, rewrite, state, words_of

from kehoach_gen.change.to_text import to_text
from kehoach_gen.cli import root as cli
from kehoach_gen.office.read_text import read_text
from kehoach_gen.problem import ProblemError
from kehoach_gen.workspace.convert import convert
from kehoach_gen.workspace.diff import Compared, diff, write_diff
from kehoach_gen.workspace.forms import Wanted, make_forms

SECOND_TASK = (
    "            thoi_gian: Quý IV/2023\n          - {ma: n02, nhiem_vu: Kiểm tra, chu_tri: [SNV], thoi_gian: Thường xuyên}\n"
)
PAPERS = {"doi-chieu.docx", "bang-so-sanh.docx", "thay-doi.json"}
FORMS = "mau-bao-cao/2023-Q3/4-co-quan-khac"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two versions: in v2 the second of two tasks is worded otherwise."""
    root = folder_of(tmp_path / "thu-muc")
    rewrite(root, "            thoi_gian: Quý IV/2023\n", SECOND_TASK)
    rewrite(root, "phoi_hop: [SNV]", "phoi_hop: []")
    built(root, root / "build")
    rewrite(root, "nhiem_vu: Kiểm tra", "nhiem_vu: Thanh tra")
    built(root, root / "build")
    return root


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "so-sanh"


def written(old: str, new: str, root: Path, out: Path) -> Compared:
    return write_diff(old, new, root, out, None, lambda step: None)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["diff", *map(str, arguments)])


def refused(old: str, new: str, root: Path) -> tuple[str, str]:
    with pytest.raises(ProblemError) as caught:
        diff(old, new, root)
    return caught.value.problems[0].code, caught.value.problems[0].hint


def test_versions_folders_and_files_compare_alike(folder: Path, tmp_path: Path) -> None:
    old = shutil.copytree(folder, tmp_path / "cu")
    rewrite(old, "nhiem_vu: Thanh tra", "nhiem_vu: Kiểm tra")
    convert(folder, "xlsx")
    expected = [
        "Kế hoạch nho-2023: 1 thay đổi, liên quan 1 cơ quan.",
        "Phụ lục, 1. Cải cách thủ tục",
        "  Nhiệm vụ 1.b: sửa câu chữ: «Kiểm tra» → «Thanh tra»",
        "    Đổi nội dung nhiệm vụ: Sở Nội vụ",
    ]
    olds = ("v1", old, old / "ke-hoach.yaml", folder / "phien-ban/v1/ke-hoach.json")
    news = ("v2", folder, folder / "ke-hoach.xlsx", "V2")
    for one, other in zip(olds, news, strict=True):
        assert to_text(diff(str(one), str(other), folder).changes) == expected


def test_the_comparison_is_headed_with_the_versions_or_the_files(folder: Path, out: Path) -> None:
    version = json.loads((folder / "phien-ban/v1/thong-tin.json").read_text(encoding="utf-8"))["ghi_ngay"]
    day = "/".join(reversed(version.split("-")))
    written("v1", "v2", folder, out)
    words = read_text((out / "bang-so-sanh.docx").read_bytes(), "bang-so-sanh.docx")
    assert f"Dự thảo Kế hoạch (v1, ngày {day})" in words
    assert f"Dự thảo Kế hoạch (v2, ngày {day})" in words
    written("v1", str(folder), folder, out)
    words = read_text((out / "bang-so-sanh.docx").read_bytes(), "bang-so-sanh.docx")
    assert "Dự thảo Kế hoạch (thu-muc/ke-hoach.yaml, dự kiến ban hành 6/2023)" in words


def test_it_writes_the_redline_the_comparison_and_the_data(folder: Path, out: Path) -> None:
    written("v1", "v2", folder, out)
    made = contents(out)
    assert set(made) == {*PAPERS, "manifest.json"}
    redline = words_of(made["doi-chieu.docx"])
    assert redline.count("<w:delText") == redline.count("<w:ins ") == 1
    assert "Thanh tra" in read_text(made["doi-chieu.docx"], "doi-chieu.docx")
    assert "BẢNG SO SÁNH, THUYẾT MINH" in read_text(made["bang-so-sanh.docx"], "bang-so-sanh.docx")
    assert [change["kind"] for change in json.loads(made["thay-doi.json"])["changes"]] == ["reworded"]


def test_written_again_nothing_is_written_and_reasons_filled_in_stay(folder: Path, out: Path) -> None:
    written("v1", "v2", folder, out)
    before = state(out)
    written("v1", "v2", folder, out)
    assert state(out) == before
    (out / "bang-so-sanh.docx").write_bytes(b"co ly do")
    rewrite(folder, "nhiem_vu: Thanh tra", "nhiem_vu: Rà soát")
    result = written("v1", str(folder), folder, out)
    assert (out / "bang-so-sanh.docx").read_bytes() == b"co ly do"
    assert "tep-da-sua-tay" in [problem.code for problem in result.problems]


def test_of_the_forms_that_were_made_those_that_change_are_written(folder: Path, out: Path) -> None:
    make_forms(folder, folder / "build", Wanted("2023-Q3"), lambda step: None)
    result = written("v1", "v2", folder, out)
    assert set(contents(out)) == {*PAPERS, "manifest.json", f"{FORMS}/001-so-noi-vu.docx", f"{FORMS}/001-so-noi-vu.xlsx"}
    (changed,) = result.forms
    assert ([form.agency for form in changed.forms], changed.gone) == (["SNV"], ())
    made = folder / "build" / FORMS / "001-so-noi-vu.docx"
    assert (out / FORMS / "001-so-noi-vu.docx").read_bytes() == made.read_bytes(), "the same form that `forms` makes"


def test_an_agency_that_has_no_task_any_more_is_named(folder: Path, out: Path) -> None:
    make_forms(folder, folder / "build", Wanted("2023-Q3"), lambda step: None)
    rewrite(folder, "nhiem_vu: Thanh tra, chu_tri: [SNV]", "nhiem_vu: Thanh tra, chu_tri: [STP]")
    result = run("v1", folder, "--folder", folder, "--out", out)
    assert result.exit_code == 0
    assert "Mẫu báo cáo quý III năm 2023: 1 mẫu thay đổi, cần gửi lại: Sở Tư pháp." in result.stdout
    assert "Không còn nhiệm vụ, bỏ mẫu: Sở Nội vụ." in result.stdout


def test_without_a_place_to_write_nothing_is_written(folder: Path) -> None:
    before = state(folder)
    assert run("v1", "v2", "--folder", folder).stdout.startswith("Kế hoạch nho-2023: 1 thay đổi")
    assert state(folder) == before


def test_two_like_versions_have_no_change(folder: Path) -> None:
    assert run("v2", folder, "--folder", folder).stdout == "Kế hoạch nho-2023: Không có thay đổi.\n"


def test_a_machine_reads_the_changes_the_forms_and_the_files(folder: Path, out: Path) -> None:
    data = json.loads(run("v1", "v2", "--folder", folder, "--out", out, "--json").stdout)
    assert list(data) == ["plan", "old", "new", "changes", "forms", "files", "problems"]
    assert {file["name"] for file in data["files"]} == PAPERS
    assert data["changes"] == json.loads((out / "thay-doi.json").read_bytes())["changes"]


def test_versions_are_those_of_the_folder_one_stands_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert "1 thay đổi" in run("v1", "v2").stdout


def test_what_is_no_version_folder_or_file_is_refused_with_what_there_is(folder: Path, tmp_path: Path) -> None:
    code, hint = refused("v1", "v9", folder)
    assert (code, "v1, v2" in hint) == ("ban-khong-co", True)
    code, hint = refused("v1", "v2", tmp_path)
    assert (code, "--folder" in hint) == ("ban-khong-co", True)
    assert refused(str(folder / "build/ban-hanh.docx"), "v1", folder)[0] == "ban-la-dang"


def test_files_outside_any_folder_are_compared_with_the_agencies_of_the_sample(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "le" / "ban.yaml"
    path.parent.mkdir()
    shutil.copy(folder / "ke-hoach.yaml", path)
    result = diff(str(path), str(path), tmp_path)
    assert [problem.code for problem in result.problems] == ["danh-muc-mau"]
    assert diff(str(path), "v2", folder).problems == ()


def test_an_error_in_a_plan_is_said_and_no_paper_is_written(folder: Path, out: Path) -> None:
    rewrite(folder, "ngay_ban_hanh: 6/2023", "ngay_ban_hanh: 31/6/2023")
    assert len(diff("v2", str(folder), folder).changes.all) == 1
    with pytest.raises(ProblemError) as caught:
        written("v2", str(folder), folder, out)
    assert "ngay-khong-co-that" in [problem.code for problem in caught.value.problems]
    assert not out.exists()


def test_papers_of_another_plan_are_not_written_over(folder: Path, out: Path) -> None:
    written("v1", "v2", folder, out)
    rewrite(folder, "ma: nho-2023", "ma: nho-2024")
    with pytest.raises(ProblemError) as caught:
        written("v2", str(folder), folder, out)
    assert caught.value.problems[0].code == "thu-muc-cua-ke-hoach-khac"
