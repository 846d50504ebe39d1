"""Ký hiệu of documents in running text."""

import pytest

from kehoach_gen.vietnamese.references import citation_faults, references


@pytest.mark.parametrize(
    "reference",
    [
        "151/KH-UBND", "05/KH-UBND", "30/2020/NĐ-CP", "07-NQ/TU", "07 - NQ/TU", "151 /KH-UBND", "151/KH - UBND", "151/ KH-UBND",
        "09/2019/TT-NHNN", "995/TTr-SNV", "28/2018/QĐ-TTg", "117/2025/NQ-UBTVQH15", "36-HD/VPTW", "01/NQLT-CP-UBTVQH", "30/2020/NĐ-\nCP", "07-\nNQ/TU",
        "71/KH-C07-P5", "188/KH-BCA- C07",
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


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định số 107/2020/NĐ-CP và Nghị định số 108/2020/NĐ-CP ngày 14/9/2020",
        "các Quyết định số 1/QĐ-UBND, số 2/QĐ-UBND và 3/QĐ-UBND ngày 05/6/2023",
        "Ngày 14/9/2020, Chính phủ ban hành Nghị định số 107/2020/NĐ-CP",
        "Kế hoạch số 151/KH-UBND của UBND tỉnh ngày 15/6/2023",
        "(Kèm theo Kế hoạch số      /KH-UBND ngày      tháng 6 năm 2023)",
        "Kế hoạch số 151/KH-UBND (ngày 15/6/2023)",
        "Kế hoạch số 151/KH-UBND Ngày 15/6/2023",
        "số 151/KH-UBND, hồ sơ 151/KH-UBND",
    ],
)
def test_a_citation_with_its_date_is_complete(text: str) -> None:
    assert list(citation_faults([text])) == []


def test_only_the_first_citation_needs_a_date() -> None:
    texts = [
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020",
        "Nghị định số 30/2020/NĐ-CP",
        "Thông tư số 1/2020/TT-BNV; Thông tư số 1/2020/TT-BNV",
    ]
    assert [(fault.paragraph, fault.found) for fault in citation_faults(texts)] == [(2, "1/2020/TT-BNV")]
