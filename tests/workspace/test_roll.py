"""A working folder rolled forward: the same files, the plan of the new year, and every decision at its place in it."""

from pathlib import Path

import pytest

from kehoach_gen.problem import ProblemError, has_errors
from kehoach_gen.workspace.build import build
from kehoach_gen.workspace.check import check_folder
from kehoach_gen.workspace.convert import convert
from kehoach_gen.workspace.folder import open_folder
from kehoach_gen.workspace.new import new_folder
from kehoach_gen.workspace.roll import roll
from kehoach_gen.workspace.shipped import sample
from workspace.folders import PLAN, folder_of

GONE = "ma,ten,loai,den_ngay,ke_thua\nSNV,Sở Nội vụ,sở,,\nSTP,Sở Tư pháp,sở,31/12/2024,SNV\n"


def test_the_sample_for_2026_has_no_errors_and_builds_as_a_draft(tmp_path: Path) -> None:
    new = tmp_path / "cchc-2026"
    done = roll(sample(), 2026, new)
    assert not has_errors(done.problems)
    assert sorted(path.name for path in done.files) == sorted([*(path.name for path in sample().iterdir()), "can-xem-lai.xlsx"])
    assert not has_errors(check_folder(open_folder(new)))
    result = build(new, tmp_path / "out", lambda step: None)
    assert [file.status for file in result.files] == ["written"] * 4


def test_a_decision_stands_at_its_line_of_the_new_file(tmp_path: Path) -> None:
    done = roll(sample(), 2026, tmp_path / "moi")
    lines = (tmp_path / "moi" / "ke-hoach.yaml").read_text(encoding="utf-8").split("\n")
    places = {problem.message: problem.place for problem in done.problems if problem.code == "hai-vai"}
    assert len(places) == 2
    for place in places.values():
        assert lines[(place.line or 0) - 1][(place.column or 0) - 1 :].startswith("STC")
    assert [problem for problem in done.problems if problem.place.file == "nhom.csv"] == []


def test_a_group_that_an_offices_own_list_still_calls_as_before_is_told_at_its_line(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "cu")
    (root / "nhom.csv").write_text('ma,ten\nso,các sở\nxa,"UBND các xã, phường, thị trấn"\n', encoding="utf-8")
    done = roll(root, 2026, tmp_path / "moi")
    (found,) = [problem for problem in done.problems if problem.place.file == "nhom.csv"]
    assert (found.code, str(found.place)) == ("ten-khong-con", "nhom.csv:3:2")
    assert "«tu_ngay»" in found.hint
    assert [problem for problem in roll(root, 2024, tmp_path / "som").problems if problem.place.file == "nhom.csv"] == []


def test_comments_stay_and_those_of_the_old_year_are_told(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "cu", PLAN.replace("# Kế hoạch nhỏ.", "# Kế hoạch nhỏ năm 2023."))
    done = roll(root, 2024, tmp_path / "moi")
    text = (tmp_path / "moi" / "ke-hoach.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Kế hoạch nhỏ năm 2023.\nma: nho-2024\n")
    assert "thoi_gian: Quý IV/2024" in text
    assert [(one.place.line, one.severity) for one in done.problems if one.code == "ghi-chu-nam-cu"] == [(1, "info")]


def test_agencies_templates_and_calendar_go_along_and_what_was_made_does_not(tmp_path: Path) -> None:
    root = tmp_path / "cu"
    new_folder(root, templates=True)
    (root / "lich-bao-cao.yaml").write_bytes((sample() / "lich-bao-cao.yaml").read_bytes())
    build(root, root / "build", lambda step: None)
    roll(root, 2026, tmp_path / "moi")
    for name in ("co-quan.csv", "nhom.csv", "ngay-nghi.csv", "lich-bao-cao.yaml", "templates/kehoach.docx"):
        assert (tmp_path / "moi" / name).read_bytes() == (root / name).read_bytes()
    assert sorted(path.name for path in (tmp_path / "moi").iterdir() if path.is_dir()) == ["templates"]


def test_a_workbook_gives_a_workbook_with_the_cell_of_each_decision(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "cu")
    (root / "co-quan.csv").write_text(GONE, encoding="utf-8")
    convert(root, "xlsx")
    (root / "ke-hoach.yaml").unlink()
    done = roll(root, 2025, tmp_path / "moi")
    assert not (tmp_path / "moi" / "ke-hoach.yaml").exists()
    (place,) = [problem.place for problem in done.problems if problem.code == "hai-vai"]
    assert (place.file, place.sheet is not None, place.cell is not None) == ("ke-hoach.xlsx", True, True)
    plan = open_folder(tmp_path / "moi").plan
    assert plan is not None
    assert [(task.leads, task.coordinators) for task in plan.tasks] == [(("SNV",), ("SNV",))]


def test_both_sources_stay_the_same_plan(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "cu")
    convert(root, "xlsx")
    roll(root, 2024, tmp_path / "moi")
    assert open_folder(tmp_path / "moi").plan is not None


@pytest.mark.parametrize(("year", "code"), [(2023, "nam-khong-sau"), (2022, "nam-khong-sau")])
def test_only_a_later_year_can_follow(year: int, code: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        roll(folder_of(tmp_path / "cu"), year, tmp_path / "moi")
    assert [problem.code for problem in caught.value.problems] == [code]
    assert not (tmp_path / "moi").exists()


def test_a_plan_of_no_known_year_cannot_be_rolled(tmp_path: Path) -> None:
    text = PLAN.replace("ngay_ban_hanh: 6/2023", "ngay_ban_hanh: giữa năm").replace("hành chính năm 2023", "hành chính")
    with pytest.raises(ProblemError) as caught:
        roll(folder_of(tmp_path / "cu", text), 2026, tmp_path / "moi")
    assert [problem.code for problem in caught.value.problems] == ["khong-ro-nam"]


def test_nothing_is_written_where_something_is(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "cu")
    with pytest.raises(ProblemError) as caught:
        roll(root, 2026, root)
    assert [problem.code for problem in caught.value.problems] == ["thu-muc-da-co"]
