"""The forms of a period as files: for whom, what is written again after an edit, what is refused."""

import zipfile
from pathlib import Path

import pytest
from folders import PLAN, folder_of, rewrite, state

from kehoach_gen.office.read_text import read_text
from kehoach_gen.office.read_workbook import read_workbook
from kehoach_gen.problem import ProblemError
from kehoach_gen.workspace.forms import Made, Wanted, is_form, make_forms

TWO_TASKS = PLAN + (
    "          - {ma: n02, nhiem_vu: Kiểm tra, chu_tri: [SNV], thoi_gian: Thường xuyên}\n"
    "          - {ma: n03, nhiem_vu: Hỏi Trung ương, chu_tri: [SNV], phoi_hop: [mo], thoi_gian: Thường xuyên}\n"
)
OPEN_GROUP = "ma,ten,mo\nso_nganh,các sở,không\nmo,các cơ quan liên quan,có\n"
TOP = "mau-bao-cao/2023-Q3"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = folder_of(tmp_path / "thu-muc", TWO_TASKS)
    (root / "nhom.csv").write_text(OPEN_GROUP, encoding="utf-8")
    return root


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def made(folder: Path, out: Path, period: str = "2023-Q3", *agencies: str, zipped: bool = False) -> Made:
    return make_forms(folder, out, Wanted(period, agencies, zipped), lambda step: None)


def test_every_agency_has_a_word_and_an_excel_file_and_stands_in_the_list(folder: Path, out: Path) -> None:
    result = made(folder, out)
    assert [file.name for file in result.files if not file.name.startswith("goc/")] == [
        f"{TOP}/4-co-quan-khac/001-so-noi-vu.docx",
        f"{TOP}/4-co-quan-khac/001-so-noi-vu.xlsx",
        f"{TOP}/4-co-quan-khac/002-so-tu-phap.docx",
        f"{TOP}/4-co-quan-khac/002-so-tu-phap.xlsx",
        f"{TOP}/danh-sach.xlsx",
        f"{TOP}/ke-hoach.json",
    ]
    assert all(file.path.exists() for file in result.files)
    (sheet,) = read_workbook((out / TOP / "danh-sach.xlsx").read_bytes(), "danh-sach.xlsx")
    assert {"Sở Nội vụ", "Sở Tư pháp", "4-co-quan-khac/001-so-noi-vu (.docx, .xlsx)"} <= set(sheet.cells.values())


def test_the_word_file_shows_the_agencys_own_tasks(folder: Path, out: Path) -> None:
    made(folder, out)
    path = out / TOP / "4-co-quan-khac" / "002-so-tu-phap.docx"
    words = " ".join(read_text(path.read_bytes(), path.name))
    assert "SỞ TƯ PHÁP" in words
    assert "Rà soát" in words
    assert "Kiểm tra" not in words


def test_made_again_nothing_is_written(folder: Path, out: Path) -> None:
    made(folder, out)
    before = state(out)
    assert {file.status for file in made(folder, out).files} == {"unchanged"}
    assert state(out) == before


def test_an_edited_task_rewrites_the_forms_that_show_it_and_no_other(folder: Path, out: Path) -> None:
    made(folder, out)
    before = state(out)
    rewrite(folder, "nhiem_vu: Kiểm tra,", "nhiem_vu: Thanh tra,")
    made(folder, out)
    changed = {name for name, now in state(out).items() if before.get(name) != now and not name.startswith("goc/")}
    assert changed == {
        "manifest.json",
        f"{TOP}/4-co-quan-khac/001-so-noi-vu.docx",
        f"{TOP}/4-co-quan-khac/001-so-noi-vu.xlsx",
        f"{TOP}/ke-hoach.json",
    }


def test_a_form_an_agency_has_begun_to_fill_in_is_never_overwritten(folder: Path, out: Path) -> None:
    made(folder, out)
    path = out / TOP / "4-co-quan-khac" / "001-so-noi-vu.docx"
    path.write_bytes(path.read_bytes() + b" ")
    filled = path.read_bytes()
    rewrite(folder, "nhiem_vu: Kiểm tra,", "nhiem_vu: Thanh tra,")
    result = made(folder, out)
    assert path.read_bytes() == filled
    assert path.with_name("001-so-noi-vu (mới).docx").exists()
    assert "tep-da-sua-tay" in [problem.code for problem in result.problems]


def test_only_some_agencies_by_id_or_name(folder: Path, out: Path) -> None:
    assert [form.agency for form in made(folder, out, "2023-Q3", "Sở Tư pháp").forms] == ["STP"]
    assert [form.agency for form in made(folder, out, "2023-Q3", "SNV").forms] == ["SNV"]
    assert not (out / TOP / "danh-sach.xlsx").exists(), "the list is of all agencies"


def test_an_agency_without_a_task_is_refused_by_name(folder: Path, out: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        made(folder, out, "2023-Q3", "SNV", "Sở Y tế", "XYZ")
    assert [(problem.code, "«Sở Y tế»" in problem.message) for problem in caught.value.problems] == [
        ("co-quan-khong-co-mau", True),
        ("co-quan-khong-co-mau", False),
    ]
    assert not out.exists()


@pytest.mark.parametrize(("period", "hint"), [("2023-Q5", "2023-Q1"), ("quý 4/2023", "2023-Q4"), ("abc", "2023-Q1")])
def test_a_period_nobody_knows_is_refused_with_what_was_meant(folder: Path, out: Path, period: str, hint: str) -> None:
    with pytest.raises(ProblemError) as caught:
        made(folder, out, period)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("ky-bao-cao-la", "--period")
    assert hint in problem.hint


def test_what_gets_no_form_is_said(folder: Path, out: Path) -> None:
    left = [(str(problem.place), problem.code) for problem in made(folder, out).problems]
    assert ("nhiệm vụ 1.c", "khong-co-mau") in left


def test_an_error_in_the_data_makes_no_form(folder: Path, out: Path) -> None:
    rewrite(folder, "chu_tri: [STP]", "chu_tri: [STPP]")
    result = made(folder, out)
    assert result.files == ()
    assert [problem.code for problem in result.problems] == ["khong-co-trong-danh-muc"]
    assert not out.exists()


def test_a_task_changed_since_the_forms_of_the_last_period_is_flagged(folder: Path, out: Path) -> None:
    made(folder, out, "2023-H1")
    rewrite(folder, "nhiem_vu: Kiểm tra,", "nhiem_vu: Thanh tra,")
    form = next(form for form in made(folder, out, "2023-Q3").forms if form.agency == "SNV")
    assert [item.is_changed for item in form.led] == [True, False]


def test_a_group_can_be_packed_for_sending(folder: Path, out: Path) -> None:
    made(folder, out, zipped=True)
    with zipfile.ZipFile(out / TOP / "4-co-quan-khac.zip") as archive:
        assert archive.namelist() == ["001-so-noi-vu.docx", "001-so-noi-vu.xlsx", "002-so-tu-phap.docx", "002-so-tu-phap.xlsx"]
        assert archive.read("001-so-noi-vu.docx") == (out / TOP / "4-co-quan-khac" / "001-so-noi-vu.docx").read_bytes()


def test_a_year_without_holidays_is_told(folder: Path, out: Path) -> None:
    (folder / "ngay-nghi.csv").write_text(
        "ngay,ten,loai,can_cu\n01/01/2019,Tết Dương lịch,nghỉ,Bộ luật Lao động\n", encoding="utf-8"
    )
    assert "ngay-nghi-chua-co" in [problem.code for problem in made(folder, out).problems]


def test_the_offices_own_day_is_taken(folder: Path, out: Path) -> None:
    (folder / "lich-bao-cao.yaml").write_text("rieng_tung_ky:\n  - ky: 2023-Q3\n    so: 18/09/2023\n", encoding="utf-8")
    assert {str(form.due) for form in made(folder, out).forms} == {"2023-09-18"}


def test_the_form_of_an_agency_that_has_lost_its_tasks_is_told(folder: Path, out: Path) -> None:
    made(folder, out)
    rewrite(folder, "chu_tri: [STP]", "chu_tri: [SNV]")
    rewrite(folder, "            phoi_hop: [SNV]\n", "")
    left = [problem for problem in made(folder, out).problems if problem.code == "tep-cu-con-lai"]
    assert [str(problem.place) for problem in left] == [
        f"{TOP}/4-co-quan-khac/002-so-tu-phap.docx",
        f"{TOP}/4-co-quan-khac/002-so-tu-phap.xlsx",
    ]
    assert [problem.code for problem in made(folder, out, "2023-Q3", "SNV").problems] == ["khong-co-mau"]


def test_the_forms_are_counted_without_what_is_kept_behind_them(folder: Path, out: Path) -> None:
    """«95 cơ quan, 291 tệp» counted files that no office sees."""
    files = made(folder, out, zipped=True).files
    assert len([file for file in files if is_form(file)]) == 2 * len(made(folder, out).forms) < len(files)


def test_a_task_without_an_id_is_refused_at_its_row_with_an_id_that_is_free(folder: Path, out: Path) -> None:
    """By its place in the appendix a row that moved took the answers of another."""
    rewrite(folder, "ma: n02, ", "")
    result = made(folder, out)
    (problem,) = (problem for problem in result.problems if problem.severity == "error")
    assert (problem.code, result.files) == ("nhiem-vu-thieu-ma", ())
    assert problem.place.line == 30
    assert "«n01»" in problem.hint
