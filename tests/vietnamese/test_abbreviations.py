"""Abbreviations used before they are explained."""

import pytest

from kehoach_gen.vietnamese.abbreviations import Abbreviation, abbreviations


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Chỉ số CCHC của tỉnh"], [("CCHC", 0, 7)]),
        (["Năm 2023", "phát triển KT-XH, QPAN, KH&CN"], [("KT-XH", 1, 11), ("QPAN", 1, 18), ("KH&CN", 1, 24)]),
        (["Chỉ số CCHC", "công tác CCHC"], [("CCHC", 0, 7)]),
        (["Chỉ số CCHC", "cải cách hành chính (CCHC)"], [("CCHC", 0, 7)]),
        (["Chỉ số CCHC, tức cải cách hành chính (CCHC)"], [("CCHC", 0, 7)]),
        (["CCHC và TTHC (thủ tục hành chính)"], [("CCHC", 0, 0)]),
    ],
)
def test_the_first_use_without_explanation_is_found(texts: list[str], expected: list[tuple[str, int, int]]) -> None:
    assert abbreviations(texts) == [Abbreviation(*one) for one in expected]


@pytest.mark.parametrize(
    "texts",
    [
        ["Chỉ số cải cách hành chính (CCHC)", "công tác CCHC"],
        ["cải cách hành chính (sau đây gọi tắt là CCHC) và CCHC"],
        ["cải cách hành chính (sau đây viết tắt là: “CCHC”)", "CCHC"],
        ["cải cách hành chính, sau đây viết tắt là CCHC.", "CCHC"],
        ["kinh tế - xã hội (KT-XH)", "KT-XH"],
        ["Chỉ số (PAR INDEX)", "PAR INDEX"],
        ["công tác CCHC (cải cách hành chính)", "CCHC"],
        ["chỉ số cải cách hành chính (gọi tắt là Chỉ số CCHC)", "CCHC"],
        ["Ban Chỉ huy phòng thủ dân sự và phòng, chống thiên tai (PTDS và PCTT)", "PTDS, PCTT"],
    ],
)
def test_an_explained_one_is_clear_from_then_on(texts: list[str]) -> None:
    assert abbreviations(texts) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch số 151/KH-UBND, 30/2020/NĐ-CP, 07-NQ/TU, 151/KH - UBND, 07 - NQ/TU",
        "Quý IV/2023, mục II và III, quý II-III, Phần XIV",
        "HỘI NGHỊ UBND TỈNH",
        "UBND: 12/2023",
        "ỦY BAN NHÂN DÂN tỉnh Sơn La",
        "Sở Nội vụ, nhóm B, khoản 1, Đề án 06",
        "ỨNG DỤNG VNeID trên iPhone",
        "cúm H5N1, vùng CT135, quốc lộ QL6",
        "UBND, HĐND xã; TP Sơn La; GDP và GRDP; hồ sơ gửi UNESCO",
    ],
)
def test_what_only_looks_like_one_is_passed_over(text: str) -> None:
    assert abbreviations([text]) == []


def test_known_ones_need_no_explanation() -> None:
    assert abbreviations(["UBND, HĐND-UBND và CCHC"], {"UBND": "", "HĐND": ""}) == [Abbreviation("CCHC", 0, 19)]
