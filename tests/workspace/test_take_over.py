"""An old plan taken in: the folder that comes of it, its list of doubts, and what is refused before anything is written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kehoach_gen.office.read_word import Table, read_word
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.problem import ProblemError
from kehoach_gen.workspace.build import build
from kehoach_gen.workspace.folder import open_folder
from kehoach_gen.workspace.take_over import DOUBTS, take_over


@pytest.fixture
def old(sample_plan: Plan, maker_of: Callable[[Plan], Maker], tmp_path: Path) -> list[Path]:
    """The sample as two files, the plan and its appendix."""
    maker = maker_of(sample_plan)
    paths = [tmp_path / "Kế hoạch cũ.docx", tmp_path / "Phụ lục cũ.docx"]
    for path, content in zip(paths, (maker.plan_docx(), maker.appendix_docx()), strict=True):
        path.write_bytes(content)
    return paths


def tasks(plan: Plan) -> list[str]:
    return [task.text for appendix in plan.appendices for area in appendix.areas for task in area.tasks]


@pytest.mark.parametrize("excel", [False, True])
def test_an_old_plan_becomes_a_folder_that_can_be_built(excel: bool, old: list[Path], sample_plan: Plan, tmp_path: Path) -> None:
    root = tmp_path / "moi"
    done = take_over(old, root, excel=excel)
    assert sorted(done.files) == sorted(path for path in root.rglob("*") if path.is_file())
    assert (root / "ke-hoach.xlsx").exists() == excel
    assert (root / "ke-hoach.yaml").exists() != excel
    folder = open_folder(root)
    assert folder.plan is not None
    assert tasks(folder.plan) == tasks(sample_plan)
    result = build(root, tmp_path / "ra", lambda step: None)
    assert {file.status for file in result.files} == {"written"}


def test_every_doubt_stands_in_a_list_with_its_place_in_the_old_file(old: list[Path], tmp_path: Path) -> None:
    done = take_over(old, tmp_path / "moi")
    rows = list(load_workbook(tmp_path / "moi" / DOUBTS).active.iter_rows(min_row=2, values_only=True))
    assert len(done.problems) > 0
    assert {row[2] for row in rows} >= {problem.message for problem in done.problems}
    assert {row[1] for row in rows} >= {str(problem.place) for problem in done.problems}


def test_a_folder_in_use_is_not_touched(old: list[Path], tmp_path: Path) -> None:
    root = tmp_path / "moi"
    root.mkdir()
    (root / "ke-hoach.yaml").write_text("của người khác", encoding="utf-8")
    with pytest.raises(ProblemError):
        take_over(old, root)
    assert [path.read_text(encoding="utf-8") for path in root.iterdir()] == ["của người khác"]


def test_a_file_that_is_no_plan_makes_no_folder(tmp_path: Path) -> None:
    (tmp_path / "anh.docx").write_bytes(b"\x89PNG\r\n")
    with pytest.raises(ProblemError) as caught:
        take_over([tmp_path / "anh.docx"], tmp_path / "moi")
    assert caught.value.problems[0].place.file == "anh.docx"
    assert not (tmp_path / "moi").exists()


def test_a_text_is_not_taken_in_together_with_a_word_file(old: list[Path], tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text("KẾ HOẠCH", encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        take_over([*old, tmp_path / "dump.txt"], tmp_path / "moi")
    assert [problem.code for problem in caught.value.problems] == ["tep-khong-cung-loai"]
    assert not (tmp_path / "moi").exists()


@pytest.mark.parametrize("excel", [False, True])
def test_a_column_of_products_of_the_old_plan_is_printed_again(excel: bool, tmp_path: Path) -> None:
    text = (
        "UBND TỈNH SƠN LA\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 8/KH-UBND\tSơn La, ngày 05 tháng 3 năm 2026\n\n"
        "KẾ HOẠCH\nChuyển đổi số năm 2026\n\nI. NỘI DUNG\n1. Nhiệm vụ tại Phụ lục./.\n\n"
        "Nơi nhận:\tCHỦ TỊCH\n- Các sở, ban, ngành;\n- Lưu: VT.\tNguyễn Văn An\n\nPhụ lục\nNHIỆM VỤ\n\n"
        "TT\tNhiệm vụ\tSản phẩm\tChủ trì\tPhối hợp\tThời gian\n1\tRà soát văn bản\tBáo cáo rà soát\tSở Tư pháp\tSở Nội vụ\tQuý II/2026\n"
    )
    (tmp_path / "cu.txt").write_text(text, encoding="utf-8")
    take_over([tmp_path / "cu.txt"], tmp_path / "moi", excel=excel)
    build(tmp_path / "moi", tmp_path / "ra", lambda step: None)
    content = (tmp_path / "ra" / "phu-luc.docx").read_bytes()
    [table] = [block for block in read_word(content, "phu-luc.docx").blocks if isinstance(block, Table) and len(block.rows) > 1]
    words = [[cell.text for cell in row.cells] for row in table.rows]
    assert "Sản phẩm" in words[0]
    assert "Báo cáo rà soát" in words[-1]
