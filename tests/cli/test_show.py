"""Problems as people read them: the same fault once, with every place where it stands."""

import pytest

from kehoach_gen.cli.show import show_problems
from kehoach_gen.problem import WARNING, Place, Problem


def shown(capsys: pytest.CaptureFixture[str], *places: Place) -> str:
    show_problems(
        [Problem("lap-tu", WARNING, place, "«Hội nghị» viết hai lần.", "xóa một lần.") for place in places], with_notes=True
    )
    return next(line for line in capsys.readouterr().err.splitlines() if "còn ở" in line).strip()


def test_lines_of_one_file_are_told_by_their_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, *(Place("a.yaml", line, 3) for line in (4, 9, 12))) == "= còn ở: dòng 9; dòng 12"


def test_a_cell_of_another_sheet_keeps_the_name_of_its_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    cells = [("Chung", "B25"), ("Chung", "B26"), ("Nội dung", "C4"), ("Nhiệm vụ", "C2")]
    told = shown(capsys, *(Place("a.xlsx", sheet=sheet, cell=cell) for sheet, cell in cells))
    assert told == "= còn ở: B26; a.xlsx[Nội dung]!C4; a.xlsx[Nhiệm vụ]!C2"


def test_a_part_of_another_file_keeps_the_name_of_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    parts = [("a.docx", "đoạn 1"), ("a.docx", "đoạn 8"), ("b.docx", "bảng 1, hàng 6")]
    assert shown(capsys, *(Place(file, part=part) for file, part in parts)) == "= còn ở: đoạn 8; b.docx, bảng 1, hàng 6"
