"""One source of a plan into the other: nothing is lost, and what stood there before is kept."""

import shutil
from pathlib import Path

import pytest
from folders import folder_of, rewrite
from openpyxl import load_workbook

from kehoach_gen.problem import ProblemError
from kehoach_gen.workspace.convert import convert
from kehoach_gen.workspace.folder import XLSX, YAML, open_folder, open_source
from kehoach_gen.workspace.shipped import sample


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "thu-muc")


def change_cell(folder: Path, sheet: str, address: str, value: str) -> None:
    book = load_workbook(folder / XLSX)
    book[sheet][address] = value
    book.save(folder / XLSX)


def test_yaml_to_workbook_to_yaml_changes_no_byte(tmp_path: Path) -> None:
    folder = shutil.copytree(sample(), tmp_path / "mau")
    before = (folder / YAML).read_bytes()
    assert convert(folder, "xlsx") == [folder / XLSX]
    assert convert(folder, "yaml") == []
    assert (folder / YAML).read_bytes() == before
    assert open_source(folder, XLSX).plan == open_source(folder, YAML).plan


def test_the_workbook_of_a_plan_is_the_same_every_time(folder: Path) -> None:
    convert(folder, "xlsx")
    before = (folder / XLSX).read_bytes()
    assert convert(folder, "xlsx") == []
    assert (folder / XLSX).read_bytes() == before


def test_without_a_yaml_file_one_is_made_that_means_the_same(folder: Path, tmp_path: Path) -> None:
    convert(folder, "xlsx")
    (folder / YAML).unlink()
    assert convert(folder, "yaml") == [folder / "ke-hoach.schema.json", folder / YAML], "with the schema its first line names"
    assert open_source(folder, YAML).plan == open_source(folder, XLSX).plan
    assert open_folder(folder).problems == []


def test_a_target_that_differs_is_refused_and_stays(folder: Path) -> None:
    convert(folder, "xlsx")
    change_cell(folder, "Nội dung", "C2", "Công bố (có Phụ lục kèm theo).")
    before = (folder / YAML).read_bytes()
    with pytest.raises(ProblemError) as caught:
        convert(folder, "yaml")
    (found,) = caught.value.problems
    assert (found.code, str(found.place), "--replace" in found.hint) == ("tep-da-co", YAML, True)
    assert (folder / YAML).read_bytes() == before


def test_a_target_that_is_replaced_keeps_its_comments_and_the_old_one_stands_beside(folder: Path) -> None:
    convert(folder, "xlsx")
    change_cell(folder, "Nội dung", "C2", "Công bố (có Phụ lục kèm theo).")
    before = (folder / YAML).read_bytes()
    assert convert(folder, "yaml", replace=True) == [folder / "ke-hoach (cũ).yaml", folder / YAML]
    assert (folder / "ke-hoach (cũ).yaml").read_bytes() == before
    after = (folder / YAML).read_bytes().decode()
    assert after == before.decode().replace("khoan: Rà soát thủ tục hành chính (", "khoan: Công bố (")
    assert open_folder(folder).problems == []


def test_replacing_twice_keeps_both_old_files(folder: Path) -> None:
    convert(folder, "xlsx")
    first = (folder / XLSX).read_bytes()
    rewrite(folder, "dia_danh: Sơn La", "dia_danh: Mai Sơn")
    convert(folder, "xlsx", replace=True)
    second = (folder / XLSX).read_bytes()
    rewrite(folder, "dia_danh: Mai Sơn", "dia_danh: Thuận Châu")
    assert convert(folder, "xlsx", replace=True)[0] == folder / "ke-hoach (cũ 2).xlsx"
    assert (folder / "ke-hoach (cũ).xlsx").read_bytes() == first
    assert (folder / "ke-hoach (cũ 2).xlsx").read_bytes() == second


def test_a_source_with_faults_is_not_converted(folder: Path) -> None:
    rewrite(folder, "dia_danh: Sơn La\n", "")
    with pytest.raises(ProblemError) as caught:
        convert(folder, "xlsx")
    assert [problem.code for problem in caught.value.problems] == ["thieu-khoa"]
    assert not (folder / XLSX).exists()


def test_a_missing_source_is_named(folder: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        convert(folder, "yaml")
    (found,) = caught.value.problems
    assert (found.code, found.message) == ("thieu-ke-hoach", "Thư mục không có ke-hoach.xlsx.")


@pytest.mark.parametrize(
    ("broken", "code", "line"),
    [
        (b"a: b: c\n", "thua-hai-cham", 1),
        ("ma: x\n".encode("utf-16"), "ma-hoa-utf16", 1),
        (b"ma: \xe9\n", "khong-phai-utf8", 1),
        (b"ma: a\nma: b\n", "khoa-trung", 2),
    ],
)
def test_a_yaml_file_that_cannot_be_read_is_written_anew(broken: bytes, code: str, line: int, folder: Path) -> None:
    convert(folder, "xlsx")
    plan = open_source(folder, XLSX).plan
    (folder / YAML).write_bytes(broken)
    with pytest.raises(ProblemError) as caught:
        convert(folder, "yaml")
    fault, found = caught.value.problems
    assert (fault.code, fault.place.line) == (code, line), "what is wrong is said, as it may be mended instead"
    assert (found.code, found.place.file, "--replace" in found.hint) == ("tep-da-co", YAML, True)
    assert "không đọc được" in found.message
    assert (folder / YAML).read_bytes() == broken
    assert convert(folder, "yaml", replace=True) == [folder / "ke-hoach (cũ).yaml", folder / YAML]
    assert (folder / "ke-hoach (cũ).yaml").read_bytes() == broken
    assert open_source(folder, YAML).plan == plan
