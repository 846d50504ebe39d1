"""The amending document in the output folder: made from two versions, and what it leaves out is told."""

from pathlib import Path

import pytest

from kehoach_gen.office.read_text import read_text
from kehoach_gen.problem import ProblemError
from kehoach_gen.workspace.amend import AMENDMENT, Amended, amend
from workspace.folders import PLAN, folder_of

ISSUED = PLAN.replace("ngay_ban_hanh: 6/2023", 'so: "151"\nngay_ban_hanh: 15/6/2023')


def amended(tmp_path: Path, old: str, new: str) -> Amended:
    folders = folder_of(tmp_path / "cu", old), folder_of(tmp_path / "moi", new)
    return amend(*map(str, folders), tmp_path, tmp_path / "out", lambda step: None)


def test_two_folders_give_the_document_between_them(tmp_path: Path) -> None:
    done = amended(tmp_path, ISSUED, ISSUED.replace("Quý IV/2023", "Quý III/2023"))
    assert [(file.name, file.status) for file in done.files] == [(AMENDMENT, "written")]
    words = read_text((tmp_path / "out" / AMENDMENT).read_bytes(), AMENDMENT)
    assert "Quý III/2023" in words
    assert done.problems == ()


def test_made_again_it_is_unchanged_and_an_edited_one_is_kept(tmp_path: Path) -> None:
    new = ISSUED.replace("Quý IV/2023", "Quý III/2023")
    amended(tmp_path, ISSUED, new)
    assert [file.status for file in amended(tmp_path, ISSUED, new).files] == ["unchanged"]
    (tmp_path / "out" / AMENDMENT).write_bytes(b"edited")
    assert [file.status for file in amended(tmp_path, ISSUED, new).files] == ["beside"]


def test_an_old_version_without_number_and_what_is_left_out_are_told(tmp_path: Path) -> None:
    new = PLAN.replace("Quý IV/2023", "Quý III/2023").replace("Hoàng Quốc Khánh", "Lê Hồng Minh")
    problems = amended(tmp_path, PLAN, new).problems
    assert [problem.code for problem in problems] == ["ban-cu-chua-ban-hanh", "ngoai-van-ban-sua-doi"]
    assert problems[1].message == "Thay đổi không đưa vào văn bản sửa đổi: Họ và tên."


def test_two_versions_that_are_the_same_need_no_amendment(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        amended(tmp_path, ISSUED, ISSUED)
    assert [problem.code for problem in caught.value.problems] == ["khong-co-sua-doi"]
    assert not (tmp_path / "out").exists()


def test_a_date_that_cannot_be_read_stops_it(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        amended(tmp_path, ISSUED, ISSUED.replace("Quý IV/2023", "Quý III/2023").replace("15/6/2023", "giữa năm"))
    assert [problem.code for problem in caught.value.problems] == ["ngay-khong-doc-duoc"]


def test_the_proposal_of_the_old_plan_is_left_open_and_told_at_its_place(tmp_path: Path) -> None:
    basis = "can_cu:\n  - Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 345/TTr-SNV ngày 25/12/2022\nmo_dau:"
    old = ISSUED.replace("mo_dau:", basis)
    (problem,) = amended(tmp_path, old, old.replace("Quý IV/2023", "Quý III/2023")).problems
    assert (problem.code, problem.severity, str(problem.place)) == ("to-trinh-cu", "warning", "sua-doi.docx, căn cứ thứ 1")
    words = "\n".join(read_text((tmp_path / "out" / AMENDMENT).read_bytes(), AMENDMENT))
    assert "Tờ trình số …/TTr-SNV ngày … tháng … năm …" in words
    assert "345/TTr-SNV" not in words
