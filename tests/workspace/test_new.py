"""A new working folder can be built at once, and nothing of anybody's is overwritten to make it."""

from pathlib import Path

import pytest

from kehoach_gen.office.read_text import read_text
from kehoach_gen.problem import ProblemError, has_errors
from kehoach_gen.workspace.build import build
from kehoach_gen.workspace.check import check_folder
from kehoach_gen.workspace.folder import open_folder
from kehoach_gen.workspace.new import new_folder
from kehoach_gen.workspace.shipped import sample, shipped

LISTS = ["co-quan.csv", "ngay-nghi.csv", "nhom.csv"]


def names(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_new_folder_holds_the_sample(tmp_path: Path) -> None:
    files = new_folder(tmp_path / "moi")
    assert names(tmp_path / "moi") == [*LISTS[:1], "ke-hoach.schema.json", "ke-hoach.yaml", "ngay-nghi.csv", "nhom.csv"]
    assert [path.relative_to(tmp_path / "moi").as_posix() for path in files] == names(tmp_path / "moi")
    for name in names(tmp_path / "moi"):
        assert (tmp_path / "moi" / name).read_bytes() == (sample() / name).read_bytes()


@pytest.mark.parametrize("excel", [False, True], ids=["yaml", "excel"])
def test_an_empty_plan_has_no_errors_and_builds(excel: bool, tmp_path: Path) -> None:
    folder = tmp_path / "moi"
    new_folder(folder, empty=True, excel=excel)
    assert not has_errors(check_folder(open_folder(folder)))
    result = build(folder, tmp_path / "out", lambda step: None)
    assert [file.status for file in result.files] == ["written"] * 4


def test_an_empty_plan_says_how_to_fill_it_in(tmp_path: Path) -> None:
    new_folder(tmp_path / "moi", empty=True)
    text = (tmp_path / "moi" / "ke-hoach.yaml").read_text(encoding="utf-8")
    assert "kehoach check" in text
    assert "Hoàng Quốc Khánh" not in text


def test_for_excel_there_is_a_workbook_and_no_yaml_and_it_holds_the_same_plan(tmp_path: Path) -> None:
    new_folder(tmp_path / "moi", excel=True)
    assert names(tmp_path / "moi") == ["co-quan.csv", "ke-hoach.xlsx", "ngay-nghi.csv", "nhom.csv"]
    assert open_folder(tmp_path / "moi").plan == open_folder(sample()).plan


def test_with_templates_there_are_copies_to_restyle(tmp_path: Path) -> None:
    folder = tmp_path / "moi"
    new_folder(folder, empty=True, templates=True)
    for name in ("kehoach.docx", "phuluc.docx", "baocao.docx"):
        assert (folder / "templates" / name).read_bytes() == (shipped("templates") / name).read_bytes()
    assert "templates/kehoach.docx" in open_folder(folder).fingerprints
    assert not has_errors(check_folder(open_folder(folder)))


def test_a_folder_that_is_there_and_empty_is_filled(tmp_path: Path) -> None:
    new_folder(tmp_path, empty=True)
    assert "ke-hoach.yaml" in names(tmp_path)


def test_a_folder_with_anything_in_it_is_refused_and_stays(tmp_path: Path) -> None:
    (tmp_path / "ghi-chu.txt").write_text("của tôi", encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        new_folder(tmp_path)
    (found,) = caught.value.problems
    assert (found.code, str(found.place), bool(found.hint)) == ("thu-muc-da-co", str(tmp_path), True)
    assert names(tmp_path) == ["ghi-chu.txt"]


def test_a_file_in_its_place_is_refused_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "moi"
    file.write_text("của tôi", encoding="utf-8")
    with pytest.raises(ProblemError, match="không ghi gì vào đó"):
        new_folder(file)
    assert file.read_text(encoding="utf-8") == "của tôi"


@pytest.mark.parametrize("excel", [False, True], ids=["yaml", "excel"])
def test_an_empty_plan_of_2026_names_no_township(excel: bool, tmp_path: Path) -> None:
    new_folder(tmp_path / "moi", empty=True, excel=excel)
    build(tmp_path / "moi", tmp_path / "out", lambda step: None)
    words = "\n".join(read_text((tmp_path / "out" / "ban-hanh.docx").read_bytes(), "ban-hanh.docx"))
    assert "UBND các xã, phường" in words
    assert "thị trấn" not in words
    assert {problem.code for problem in check_folder(open_folder(tmp_path / "moi"))} == {"chua-dien"}


def test_an_offices_own_list_of_groups_wins_and_an_old_name_in_it_is_told(tmp_path: Path) -> None:
    new_folder(tmp_path / "moi", empty=True)
    path = tmp_path / "moi" / "nhom.csv"
    old = 'ma,ten,mo\nso_ban_nganh,"các sở, ban, ngành",không\nubnd_xa,"UBND các xã, phường, thị trấn",không\n'
    path.write_text(old, encoding="utf-8")
    agencies = tmp_path / "moi" / "co-quan.csv"
    agencies.write_text("ma,ten,nhom\nSNV,Sở Nội vụ,so_ban_nganh\nX,UBND xã A,ubnd_xa\n", encoding="utf-8")
    found = [problem for problem in check_folder(open_folder(tmp_path / "moi")) if problem.code == "ten-khong-con"]
    assert [str(problem.place) for problem in found] == ["nhom.csv:3:2"]
    assert found[0].message == "Tên nhóm «UBND các xã, phường, thị trấn» nay là «UBND các xã, phường»."
    new_row = 'ubnd_xa,"UBND các xã, phường",không,01/07/2025\n'
    path.write_text(old.replace(",mo\n", ",mo,tu_ngay\n").replace("không\n", "không,\n") + new_row, encoding="utf-8")
    assert "ten-khong-con" not in [problem.code for problem in check_folder(open_folder(tmp_path / "moi"))]
