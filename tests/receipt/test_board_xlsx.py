"""The board as a workbook."""

import io
from dataclasses import replace
from typing import get_args

import pytest
from desk import SENT, STP, came, returned
from openpyxl import load_workbook

from kehoach_gen.office.kinds import Kind
from kehoach_gen.receipt.from_returned import from_returned
from kehoach_gen.receipt.to_xlsx import AGENCIES, FAULTS, FILES, HEAD, to_xlsx


@pytest.mark.parametrize("kind", get_args(Kind))
def test_the_kind_of_every_file_is_told_in_the_words_of_an_office(kind: Kind) -> None:
    board = from_returned(SENT, [replace(came(returned(STP)), kind=kind)])
    header, row = load_workbook(io.BytesIO(to_xlsx(board)))[FILES].iter_rows(min_row=HEAD, values_only=True)
    told = dict(zip(header, row, strict=True))["Dạng"]
    assert told
    assert told != kind


@pytest.mark.parametrize("title", [AGENCIES, FILES, FAULTS])
def test_each_sheet_says_which_plan_and_period_and_prints_dark_on_white(title: str) -> None:
    """It was printed without title or period, grey on grey."""
    sheet = load_workbook(io.BytesIO(to_xlsx(from_returned(SENT, [came(returned(STP))]))))[title]
    assert "quý III năm 2023" in sheet["A1"].value
    assert (title in sheet["A2"].value, "tệp đã nhận" in sheet["A2"].value) == (True, True)
    assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
    for row in sheet.iter_rows(min_row=HEAD + 1):
        for cell in row:
            assert cell.fill.fill_type is None
            assert cell.font.color is None or cell.font.color.rgb in ("FF000000", "00000000")
