"""Ids given to tasks that have none: in every file of the plan, none used again, nothing else changed."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from folders import PLAN, folder_of, rewrite

from kehoach_gen.cli import root as cli
from kehoach_gen.workspace.convert import convert
from kehoach_gen.workspace.folder import open_folder
from kehoach_gen.workspace.sources import give_ids

NAMELESS = PLAN.replace("- ma: n1\n            nhiem_vu:", "- nhiem_vu:") + (
    "          - {ma: n02, nhiem_vu: Kiểm tra, chu_tri: [SNV], thoi_gian: Thường xuyên} # giữ\n"
    "          - {nhiem_vu: Tổng hợp, chu_tri: [SNV], thoi_gian: Thường xuyên}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "thu-muc", NAMELESS)


def ids(folder: Path) -> list[str]:
    plan = open_folder(folder).plan
    assert plan is not None
    return [task.id for task in plan.tasks]


def test_only_tasks_without_an_id_get_one_and_the_rest_of_the_yaml_stays(folder: Path, tmp_path: Path) -> None:
    before = (folder / "ke-hoach.yaml").read_text(encoding="utf-8").splitlines()
    assert give_ids(folder, tmp_path / "out") == [folder / "ke-hoach.yaml"]
    assert ids(folder) == ["n01", "n02", "n03"]
    after = (folder / "ke-hoach.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in before if "nhiem_vu: " not in line and line not in after] == []
    assert any(line.endswith("# giữ") for line in after)
    assert give_ids(folder, tmp_path / "out") == []


def test_an_id_that_a_version_had_is_not_given_again(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "out" / "goc" / "a.json"
    kept.parent.mkdir(parents=True)
    kept.write_text('{"ma": "n01"}', encoding="utf-8")
    give_ids(folder, tmp_path / "out")
    assert ids(folder) == ["n03", "n02", "n04"]


def test_a_workbook_gets_them_and_the_one_before_is_kept(folder: Path, tmp_path: Path) -> None:
    convert(folder, "xlsx")
    (folder / "ke-hoach.yaml").unlink()
    before = (folder / "ke-hoach.xlsx").read_bytes()
    written = give_ids(folder, tmp_path / "out")
    assert [path.name for path in written] == ["ke-hoach (trước khi đặt mã).xlsx", "ke-hoach.xlsx"]
    assert written[0].read_bytes() == before
    assert ids(folder) == ["n01", "n02", "n03"]


def test_forms_are_refused_without_ids_and_made_where_they_are_asked_for(folder: Path, tmp_path: Path) -> None:
    asked = ["forms", str(folder), "--period", "2023-Q3", "--out", str(tmp_path / "out")]
    refused = CliRunner().invoke(cli, asked)
    assert (refused.exit_code, refused.output.count("nhiem-vu-thieu-ma"), "--ids" in refused.output) == (1, 1, True)
    made = CliRunner().invoke(cli, [*asked, "--ids"])
    assert "tệp mẫu" in made.output
    assert ids(folder) == ["n01", "n02", "n03"]


def test_a_plan_that_cannot_be_read_is_left_alone(folder: Path, tmp_path: Path) -> None:
    rewrite(folder, "phu_luc:", "phu_luc: [")
    assert give_ids(folder, tmp_path / "out") == []
