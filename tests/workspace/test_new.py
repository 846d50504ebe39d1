"""A new working folder can be built at once, and nothing of anybody's is overwritten to make it."""

from pathlib import Path

import pytest

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
