"""One spelling for comparison."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_gen.vietnamese.fold import fold, slug, tidy, without_marks

VIETNAMESE = st.text(
    "aăâeêioôơuưyàáảãạềếểễệoòóỏõọuùúủũụyỳýỷỹỵbcdđghklmnpqrstvxÐĐ \u00a0\u0300\u0301\u0302\u0309\u0323–-“”", max_size=30
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("UỶ BAN", "Ủy ban"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("qúy", "quý"),
        ("hòan thành", "hoàn thành"),
        ("qủa", "quả"),
        ("hùynh", "huỳnh"),
        ("Sở\u00a0 Nội  vụ ", "sở nội vụ"),
        ("2021–2025", "2021-2025"),
        ("“một cửa”", '"một cửa"'),
        ("Ðiện Biên", "Điện Biên"),
        ("Sở\u200b Nội vụ", "Sở Nội vụ"),
        (normalize("NFD", "Tổ chức"), "Tổ chức"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["hoàn", "quý", "quả", "xoài", "huỳnh", "của", "mùa", "ngoái", "khuỷu", "thuở"])
def test_a_tone_in_its_only_place_stays(word: str) -> None:
    assert fold(word) == word


@pytest.mark.parametrize(("one", "other"), [("bán", "bạn"), ("đa", "da"), ("hòa", "hóa"), ("tháng 1", "tháng 11")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.one_of(VIETNAMESE, st.text(max_size=30)))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_composition_does_not_matter(text: str) -> None:
    assert fold(normalize("NFD", text)) == fold(normalize("NFC", text))


def test_tidy_keeps_case_and_tone_placement() -> None:
    assert tidy(" Hoà\u00a0 Bình – 2023\n") == "Hoà Bình - 2023"


def test_without_marks_keeps_case() -> None:
    assert without_marks("Đường Nguyễn Huệ") == "Duong Nguyen Hue"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Sở Kế hoạch và Đầu tư", "so-ke-hoach-va-dau-tu"), (" Quý IV/2023 ", "quy-iv-2023"), ("Hoà Bình", "hoa-binh"), ("…", "")],
)
def test_a_slug_is_ascii_words_joined_by_hyphens(text: str, expected: str) -> None:
    assert slug(text) == expected
