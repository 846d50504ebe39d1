"""Titles break between words, not inside them."""

import pytest

from kehoach_gen.vietnamese.compounds import glued


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Ủy ban nhân dân tỉnh Sơn La", ["Ủy ban nhân dân", "tỉnh Sơn La"]),
        ("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", ["SỞ", "KẾ HOẠCH", "VÀ ĐẦU TƯ"]),
        ("cải cách hành chính năm 2023", ["cải cách", "hành chính", "năm 2023"]),
        ("triển khai tại Sơn La, Lai Châu", ["triển khai", "tại", "Sơn La,", "Lai Châu"]),
        ("Hội Liên Hiệp Thanh Niên Tỉnh", ["Hội", "Liên", "Hiệp", "Thanh Niên", "Tỉnh"]),
        ("phát triển kinh tế - xã hội", ["phát triển", "kinh tế - xã hội"]),
    ],
)
def test_compounds_are_one_piece(text: str, pieces: list[str]) -> None:
    assert [piece.replace("\u00a0", " ") for piece in glued(text).split(" ")] == pieces
