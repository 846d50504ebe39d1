"""Two texts, word by word."""

import random

import pytest

from kehoach_gen.change.words import BREAK, differences, likeness


def shown(old: str, new: str) -> str:
    """«giữ [-bỏ-]{+thêm+}»"""
    signs = {"kept": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    return "".join(signs[kind].format(text) for kind, text in differences(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a b c", "a b c", "a b c"),
        ("a b c", "a c", "a[- b-] c"),
        ("b c", "a b c", "{+a +}b c"),
        ("x b y", "x d e y", "x [-b-]{+d e+} y"),
        ("a  b", "a b", "a[-  -]{+ +}b"),
        ("", "a b", "{+a b+}"),
        ("a b", "", "[-a b-]"),
        ("Trước ngày 30/6/2023.", "Trước ngày 30/9/2023.", "Trước ngày [-30/6/2023-]{+30/9/2023+}."),
        ("đạt 1.500 hồ sơ", "đạt 1.600 hồ sơ", "đạt [-1.500-]{+1.600+} hồ sơ"),
        ("xong.", "xong./.", "xong.{+/.+}"),
        ("Quý III\nnăm", "Quý IV\nnăm", "Quý [-III-]{+IV+}\nnăm"),
        (f"một{BREAK}hai", f"một{BREAK}ba", f"một{BREAK}[-hai-]{{+ba+}}"),
        ("một, hai", "ba, bốn", "[-một-]{+ba+}, [-hai-]{+bốn+}"),
    ],
)
def test_what_differs_is_marked_and_no_more(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_a_word_kept_by_chance_between_two_rewritten_passages_is_no_anchor() -> None:
    old, new = "rà soát lại các quy định cũ về nhà đất", "ban hành ngay các văn bản mới năm nay"
    assert shown(old, new) == f"[-{old}-]{{+{new}+}}"


def test_pieces_make_up_both_texts_whatever_they_are() -> None:
    source = random.Random(1)
    signs = ["a", "b", "ấ", " ", "  ", "\n", "\xa0", ",", BREAK, "1/2"]
    for _ in range(3000):
        old, new = ("".join(source.choices(signs, k=source.randrange(12))) for _ in range(2))
        pieces = differences(old, new)
        assert "".join(text for kind, text in pieces if kind != "inserted") == old
        assert "".join(text for kind, text in pieces if kind != "deleted") == new
        assert all(text for _, text in pieces)


def test_likeness_is_the_share_of_common_words() -> None:
    assert likeness("một hai ba bốn", "bốn ba hai một") == 1.0
    assert likeness("một hai", "ba bốn") == 0.0
    assert likeness("một hai ba bốn", "một hai năm sáu") == 0.5
