"""What comes with the program is found, in a checkout and in a wheel."""

import tomllib
from pathlib import Path

import pytest

from kehoach_gen.problem import has_errors
from kehoach_gen.workspace import shipped as module
from kehoach_gen.workspace.check import check_folder
from kehoach_gen.workspace.folder import open_folder
from kehoach_gen.workspace.shipped import sample, shipped

ROOT = Path(__file__).resolve().parents[2]


def test_the_sample_and_the_templates_are_there_and_have_no_errors() -> None:
    assert {path.name for path in shipped("templates").glob("*.docx")} >= {"kehoach.docx", "phuluc.docx"}
    assert (shipped("data") / "moi" / "ke-hoach.yaml").is_file()
    assert not has_errors(check_folder(open_folder(sample())))


def test_a_wheel_takes_them_where_they_are_looked_for() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {name: f"kehoach_gen/_shipped/{name}" for name in ("templates", "data")}
    assert module._ROOTS[0] == ROOT / "src" / "kehoach_gen" / "_shipped"


def test_the_ones_in_the_package_come_before_a_folder_that_happens_to_stand_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("goi/_shipped/data", "tren/data", "tren/templates"):
        (tmp_path / place).mkdir(parents=True)
    monkeypatch.setattr(module, "_ROOTS", (tmp_path / "goi" / "_shipped", tmp_path / "tren"))
    assert shipped("data") == tmp_path / "goi" / "_shipped" / "data"
    assert shipped("templates") == tmp_path / "tren" / "templates"
