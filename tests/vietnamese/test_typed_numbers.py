"""Numbers typed by hand."""

from unicodedata import normalize

import pytest

from kehoach_gen.vietnamese.letters import LETTERS, roman
from kehoach_gen.vietnamese.typed_numbers import typed_number


@pytest.mark.parametrize(
    ("text", "kind", "value", "rest"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU", "muc", 1, "MỤC ĐÍCH, YÊU CẦU"),
        ("IV.TỔ CHỨC", "muc", 4, "TỔ CHỨC"),
        ("II - Nội dung", "muc", 2, "Nội dung"),
        ("1. Mục đích", "khoan", 1, "Mục đích"),
        ("01. Mục đích", "khoan", 1, "Mục đích"),
        ("1.Mục đích", "khoan", 1, "Mục đích"),
        ("12) Rà soát", "khoan", 12, "Rà soát"),
        ("1/ Mục đích", "khoan", 1, "Mục đích"),
        ("2. 100% văn bản", "khoan", 2, "100% văn bản"),
        ("a) Chủ động", "diem", 1, "Chủ động"),
        ("a. Chủ động", "diem", 1, "Chủ động"),
        ("đ)Rà soát", "diem", 5, "Rà soát"),
        ("f) Rà soát", "diem", None, "Rà soát"),
        ("1.1. Nội dung", "nhieu_cap", 1, "Nội dung"),
        ("2.1.3. Nội dung", "nhieu_cap", 3, "Nội dung"),
        ("I.2. Nội dung", "nhieu_cap", 2, "Nội dung"),
        ("- Tổ chức", "gach", None, "Tổ chức"),
        ("–\u00a0Tổ chức", "gach", None, "Tổ chức"),
        ("-Tổ chức", "gach", None, "Tổ chức"),
        ("+ Phấn đấu", "cong", None, "Phấn đấu"),
        ("Phần I", "phan", 1, ""),
        ("PHẦN II. NỘI DUNG", "phan", 2, "NỘI DUNG"),
        ("Phần thứ nhất", "phan", 1, ""),
        ("Phần I MỤC TIÊU", "phan", 1, "MỤC TIÊU"),
        ("Chương III", "chuong", 3, ""),
        ("Mục 1\nQUY ĐỊNH", "muc", 1, "\nQUY ĐỊNH"),
        ("Điều 1. Phạm vi", "dieu", 1, "Phạm vi"),
        (normalize("NFD", "Điều 2. Phạm vi"), "dieu", 2, normalize("NFD", "Phạm vi")),
        ("  3. Yêu cầu", "khoan", 3, "Yêu cầu"),
    ],
)
def test_a_number_at_the_head_is_read(text: str, kind: str, value: int | None, rest: str) -> None:
    found = typed_number(text)
    assert found is not None
    assert (found.kind, found.value, text[found.length :]) == (kind, value, rest)


@pytest.mark.parametrize(
    "text",
    [
        "5 ngày làm việc", "100% văn bản", "2023 là năm", "2023. Năm", "1.500 hồ sơ", "1.5 triệu", "15.6.2023 họp",
        "15. 6. 2023 họp", "15/6/2023", "1/2 số hộ", "30/2020/NĐ-CP", "-5 độ", "+84 912", "Quý IV/2023", "Phần mềm quản lý",
        "Phần II của Kế hoạch này", "Điều 5 Nghị định số 30", "Mục 1 đã nêu", "V. I. Lênin", "C. Mác", "Vì vậy", "X-quang",
        "e-mail", "II/2023", "IV", "12h30", "",
    ],
)  # fmt: skip
def test_a_figure_at_the_head_is_no_number(text: str) -> None:
    assert typed_number(text) is None


def test_every_number_we_print_is_read_back() -> None:
    for position in range(1, 24):
        numbers = [f"{roman(position)}. A", f"{position}. A", f"{LETTERS[position - 1]}) A"]
        assert [(found.kind, found.value) for text in numbers if (found := typed_number(text))] == [
            ("muc", position),
            ("khoan", position),
            ("diem", position),
        ]
