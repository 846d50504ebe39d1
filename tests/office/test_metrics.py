"""Widths of text against those measured for the law's examples, in millimetres."""

import pytest

from kehoach_gen.office.metrics import text_width, wrap, wrap_evenly


@pytest.mark.parametrize(
    ("text", "size", "width"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, 95.0),
        ("Độc lập - Tự do - Hạnh phúc", 14, 60.4),
        ("ỦY BAN NHÂN DÂN", 13, 43.0),
        ("TỈNH SƠN LA", 13, 29.8),
        ("SỞ NỘI VỤ", 12, 21.8),
        ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", 13, 79.7),
    ],
)
def test_bold_capitals_are_as_wide_as_measured(text: str, size: float, width: float) -> None:
    assert text_width(text, size, bold=True) == pytest.approx(width, rel=0.012)


def test_a_letter_is_as_wide_composed_or_decomposed() -> None:
    assert text_width("Tổ", 14) == text_width("To\u0302\u0309", 14)


def test_wrapping_loses_no_word_and_fits() -> None:
    text = "Tăng cường thực hiện các giải pháp duy trì, nâng cao Chỉ số cải cách hành chính năm 2023"
    for width in (40, 80, 165):
        lines = wrap(text, 14, width, bold=True)
        assert " ".join(lines) == text
        assert all(text_width(line, 14, bold=True) <= width for line in lines)


def test_a_long_title_is_broken_into_even_lines_and_a_short_one_is_not_broken() -> None:
    text = "Tăng cường thực hiện các giải pháp duy trì, nâng cao Chỉ số cải cách hành chính năm 2023"
    lines = wrap_evenly(text, 14, 165, bold=True)
    widths = [text_width(line, 14, bold=True) for line in lines]
    assert len(lines) == 2
    assert max(widths) / min(widths) < 1.25
    assert wrap_evenly("Ngắn", 14, 165) == ["Ngắn"]
    assert wrap_evenly("một\nhai", 14, 165) == ["một", "hai"]
