"""Ký hiệu of documents in running text."""

import pytest

from kehoach_gen.vietnamese.references import references


@pytest.mark.parametrize(
    "reference",
    [
        "151/KH-UBND", "05/KH-UBND", "30/2020/NĐ-CP", "07-NQ/TU", "07 - NQ/TU", "151 /KH-UBND", "151/KH - UBND", "151/ KH-UBND",
        "09/2019/TT-NHNN", "995/TTr-SNV", "28/2018/QĐ-TTg", "117/2025/NQ-UBTVQH15", "36-HD/VPTW", "01/NQLT-CP-UBTVQH",
    ],
)  # fmt: skip
def test_a_reference_is_found_whole(reference: str) -> None:
    assert [found[0] for found in references(f"Thực hiện Kế hoạch số {reference} ngày 15/6/2023")] == [reference]


def test_a_draft_has_no_number() -> None:
    assert [found[0] for found in references("Số:        /KH-UBND")] == ["/KH-UBND"]


@pytest.mark.parametrize(
    "text", ["Quý I/2023 - NQ", "kinh tế - xã hội", "ngày 15/6/2023", "5/KH - Kế hoạch", "và/hoặc", "1/2 số hộ"]
)
def test_other_strokes_and_dashes_are_no_reference(text: str) -> None:
    assert references(text) == []
