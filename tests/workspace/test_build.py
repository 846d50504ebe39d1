"""From a working folder to its documents: the same every time, from either source, with whose templates."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from folders import DOCUMENTS, PLAN, built, contents, folder_of, rewrite, statuses, warnings, words_of, zipped_again

from kehoach_gen.problem import has_errors
from kehoach_gen.workspace import build as building
from kehoach_gen.workspace.convert import convert
from kehoach_gen.workspace.files import sha256
from kehoach_gen.workspace.shipped import sample, shipped

DEPARTMENT = """\
ma: snv-2023
co_quan:
  chu_quan: Ủy ban nhân dân tỉnh Sơn La
  ten: Sở Nội vụ
  ky_hieu: SNV
ngay_ban_hanh: 15/6/2023
so: "151"
dia_danh: Sơn La
trich_yeu: Kiểm tra công tác cải cách hành chính năm 2023
noi_dung:
  - khoan: Kiểm tra theo kế hoạch.
nguoi_ky:
  chuc_vu: Giám đốc
  ho_ten: Nguyễn Văn An
noi_nhan:
  - Sở Tư pháp
"""
COMMUNE = """\
ma: chieng-mai-2023
co_quan:
  ten: Ủy ban nhân dân xã Chiềng Mai
  ky_hieu: UBND
ngay_ban_hanh: 6/2023
dia_danh: Chiềng Mai
trich_yeu: Rà soát thủ tục hành chính năm 2023
mo_dau:
  - "Ủy ban nhân dân xã ban hành Kế hoạch như sau:"
noi_dung:
  - khoan: Rà soát thủ tục hành chính.
nguoi_ky:
  thay_mat: Ủy ban nhân dân
  ky_thay: Chủ tịch
  chuc_vu: Phó Chủ tịch
  ho_ten: Lò Văn Bình
noi_nhan:
  - Sở Nội vụ
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "thu-muc")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_two_builds_in_two_places_by_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    building.program.cache_clear()
    here, there = (shutil.copytree(sample(), tmp_path / name / "cchc-2023") for name in ("mot", "hai"))
    built(here, here.parent / "out")
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"}
    command = [sys.executable, "-m", "kehoach_gen", "build", str(there), "--out", str(there.parent / "out")]
    subprocess.run(command, env=environment, capture_output=True, check=True, cwd=tmp_path)
    first, second = contents(here.parent / "out"), contents(there.parent / "out")
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert {"manifest.json", *DOCUMENTS} < set(first)


def test_the_manifest_says_of_each_file_what_it_is_and_what_it_was_made_from(folder: Path, out: Path) -> None:
    result = built(folder, out)
    made = contents(out)
    manifest = json.loads(made["manifest.json"])
    assert manifest["ke_hoach"] == "nho-2023"
    assert set(manifest["outputs"]) == {file.name for file in result.files} == set(made) - {"manifest.json"}
    templates = {name: (shipped("templates") / name).read_bytes() for name in ("kehoach.docx", "phuluc.docx")}
    sources = {name: (folder / name).read_bytes() for name in ("ke-hoach.yaml", "co-quan.csv", "nhom.csv")}
    for name in DOCUMENTS:
        entry = manifest["outputs"][name]
        assert entry["sha256"] == sha256(made[name])
        program = entry["inputs"].pop("kehoach_gen")
        assert program
        assert entry["inputs"] == {name: sha256(content) for name, content in {**templates, **sources}.items()}
    assert str(folder) not in made["manifest.json"].decode()


def test_the_data_behind_the_documents_are_kept_by_their_fingerprint(folder: Path, out: Path) -> None:
    built(folder, out)
    (name,) = [name for name in contents(out) if name.startswith("goc/")]
    data = json.loads(contents(out)[name])
    assert name == f"goc/{json.loads(contents(out)['manifest.json'])['du_lieu']}.json"
    assert data["phu_luc"][0]["linh_vuc"][0]["nhiem_vu"][0]["nhiem_vu"] == "Rà soát"


def test_own_templates_win_and_make_the_documents_stale(folder: Path, out: Path) -> None:
    built(folder, out)
    before = contents(out)
    (folder / "templates").mkdir()
    (folder / "templates" / "phuluc.docx").write_bytes(restyled((shipped("templates") / "phuluc.docx").read_bytes()))
    result = built(folder, out)
    assert (statuses(result)["phu-luc.docx"], statuses(result)["ban-hanh.docx"], warnings(result)) == ("written", "written", [])
    after = contents(out)
    assert "Đơn vị phối hợp" in words_of(after["phu-luc.docx"])
    assert "Đơn vị phối hợp" in words_of(after["ban-hanh.docx"])
    assert after["ke-hoach.docx"] == before["ke-hoach.docx"]
    assert "templates/phuluc.docx" in json.loads(after["manifest.json"])["outputs"]["phu-luc.docx"]["inputs"]
    shutil.rmtree(folder / "templates")
    built(folder, out)
    assert contents(out) == before


def restyled(template: bytes) -> bytes:
    return zipped_again(template, "Cơ quan phối hợp", "Đơn vị phối hợp")


def test_the_yaml_file_and_the_workbook_made_of_it_give_the_same_documents(folder: Path, tmp_path: Path) -> None:
    convert(folder, "xlsx")
    built(folder, tmp_path / "hai")
    (folder / "ke-hoach.yaml").rename(tmp_path / "ke-hoach.yaml")
    result = built(folder, tmp_path / "xlsx")
    assert not has_errors(result.problems)
    assert {name: contents(tmp_path / "xlsx")[name] for name in DOCUMENTS} == {
        name: contents(tmp_path / "hai")[name] for name in DOCUMENTS
    }


def test_a_plan_without_an_appendix_is_one_document(tmp_path: Path, out: Path) -> None:
    text = PLAN.split("phu_luc:")[0].replace(" (có Phụ lục kèm theo)", "")
    result = built(folder_of(tmp_path / "mot", text), out)
    assert (statuses(result), warnings(result)) == ({"ke-hoach.docx": "written"}, [])
    assert {path.name for path in out.glob("*.docx")} == {"ke-hoach.docx"}


def test_the_plan_of_a_department_has_two_lines_at_its_head_and_its_director_signs(tmp_path: Path, out: Path) -> None:
    result = built(folder_of(tmp_path / "so", DEPARTMENT), out)
    assert warnings(result) == []
    words = words_of(contents(out)["ke-hoach.docx"])
    order = ["ỦY BAN NHÂN DÂN", "SỞ NỘI VỤ", "KH-SNV", "GIÁM ĐỐC", "Nguyễn Văn An"]
    assert [words.find(text) for text in order] == sorted(words.find(text) for text in order)
    assert "TM." not in words


def test_the_plan_of_a_commune_is_signed_for_its_committee(tmp_path: Path, out: Path) -> None:
    result = built(folder_of(tmp_path / "xa", COMMUNE), out)
    assert warnings(result) == []
    words = words_of(contents(out)["ke-hoach.docx"])
    assert all(text in words for text in ("XÃ CHIỀNG MAI", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Văn Bình"))


def test_an_error_in_the_data_writes_nothing_not_even_the_folder(tmp_path: Path, out: Path) -> None:
    folder = folder_of(tmp_path / "sai")
    rewrite(folder, "chu_tri: [STP]", "chu_tri: [STPP]")
    result = built(folder, out)
    assert (result.files, has_errors(result.problems), out.exists()) == ((), True, False)


def test_progress_names_each_step(folder: Path, out: Path) -> None:
    steps: list[str] = []
    building.build(folder, out, steps.append)
    assert steps[:4] == ["Đọc dữ liệu và kiểm tra", *(f"Dựng {name}" for name in DOCUMENTS)]
    again: list[str] = []
    building.build(folder, out, again.append)
    assert again == ["Đọc dữ liệu và kiểm tra"]


def test_documents_that_are_no_longer_made_are_named(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "thu-muc")
    built(folder, tmp_path / "out")
    text = (folder / "ke-hoach.yaml").read_text(encoding="utf-8")
    (folder / "ke-hoach.yaml").write_text(text[: text.index("\nphu_luc:")] + "\n", encoding="utf-8")
    left = [str(problem.place) for problem in built(folder, tmp_path / "out").problems if problem.code == "tep-cu-con-lai"]
    assert left == ["ban-hanh.docx", "phu-luc.docx"]


def test_a_pdf_older_than_its_document_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kehoach_gen.workspace.build.to_pdf", lambda documents: dict.fromkeys(documents, b"%PDF-1.7"))
    folder = folder_of(tmp_path / "thu-muc")
    built(folder, tmp_path / "out", pdf=True)
    assert [problem for problem in built(folder, tmp_path / "out").problems if problem.code == "tep-cu-con-lai"] == []
    path = folder / "ke-hoach.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Sơn La", "Sơn la", 1), encoding="utf-8")
    left = [str(problem.place) for problem in built(folder, tmp_path / "out").problems if problem.code == "tep-cu-con-lai"]
    assert "ke-hoach.pdf" in left
