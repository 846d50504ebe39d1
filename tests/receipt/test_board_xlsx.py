"""The board as a workbook."""

import io
from dataclasses import replace
from typing import get_args

import pytest
from desk import SENT, STP, came, returned
from openpyxl import load_workbook

from kehoach_gen.office.kinds import Kind
from kehoach_gen.receipt.from_returned import from_returned
from kehoach_gen.receipt.to_xlsx import FILES, to_xlsx


@pytest.mark.parametrize("kind", get_args(Kind))
def test_the_kind_of_every_file_is_told_in_the_words_of_an_office(kind: Kind) -> None:
    board = from_returned(SENT, [replace(came(returned(STP)), kind=kind)])
    header, row = load_workbook(io.BytesIO(to_xlsx(board)))[FILES].iter_rows(values_only=True)
    told = dict(zip(header, row, strict=True))["Dạng"]
    assert told
    assert told != kind
