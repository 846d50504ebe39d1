"""Two texts, word by word."""

import random

import pytest

from kehoach_gen.change.words import BREAK, differences, likeness, list_differences


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


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Sở Công Thương; Sở Nội vụ", "Sở Nội vụ", "[-Sở Công Thương; -]Sở Nội vụ"),
        ("Sở Y tế; Sở Nội vụ", "Sở Tài chính; Sở Nội vụ", "[-Sở Y tế-]{+Sở Tài chính+}; Sở Nội vụ"),
        ("Chủ trì: Sở A\nPhối hợp: Sở B", "Chủ trì: Sở A\nPhối hợp: Sở B; Sở C", "Chủ trì: Sở A\nPhối hợp: Sở B{+; Sở C+}"),
    ],
)
def test_of_a_list_of_agencies_whole_names_are_compared(old: str, new: str, expected: str) -> None:
    signs = {"kept": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    pieces = list_differences(old.replace("\n", BREAK), new.replace("\n", BREAK))
    assert "".join(signs[kind].format(text) for kind, text in pieces).replace(BREAK, "\n") == expected
    assert "".join(text for kind, text in pieces if kind != "inserted") == old.replace("\n", BREAK)
    assert "".join(text for kind, text in pieces if kind != "deleted") == new.replace("\n", BREAK)


def test_sentences_in_a_cell_are_compared_word_by_word() -> None:
    old = "Các sở, ban, ngành chủ trì, phối hợp với các cơ quan liên quan tổ chức thực hiện và báo cáo kết quả về Sở Nội vụ trước ngày 15 tháng 12"
    assert list_differences(old, f"{old}/2023") == differences(old, f"{old}/2023")
