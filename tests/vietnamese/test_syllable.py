"""What a Vietnamese syllable can be."""

from unicodedata import normalize

import pytest

from kehoach_gen.vietnamese.syllable import is_syllable, with_tone_in_place, without_its_tone

ORDINARY = (
    "Căn cứ kết quả do Bộ Nội vụ công bố về Chỉ số cải cách hành chính của tỉnh Sơn La và Chỉ số hài lòng về sự phục vụ "
    "để kịp thời khắc phục những tồn tại hạn chế duy trì các lĩnh vực tiêu chí thành phần đã thực hiện tốt góp phần gì giếng "
    "nghiêng quyển khuya ngoằn ngoèo quốc gia yêu oan uổng hươu rượu khuỷu thuở xoong quý huỳnh tuyết ghế kỹ nghề"
)


@pytest.mark.parametrize("word", ORDINARY.split())
def test_ordinary_words_are_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(normalize("NFD", word.upper()))


@pytest.mark.parametrize(
    "word",
    [
        "Keá",
        "hoaïch",
        "KÕ",
        "club",
        "UBND",
        "kạn",
        "ngê",
        "cê",
        "việt1",
        "gỏt",
        "cac",
        "tập2",
        "",
        "hòà",
        "Zỹ",
        "nghành",
        "đựơc",
        "gìa",
        "qúy",
        "xuát",
        "hoach",
        "ngọai",
    ],
)
def test_what_breaks_the_spelling_is_none(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("đựơc", "được"),
        ("ĐỰƠC", "ĐƯỢC"),
        ("qúy", "quý"),
        ("lựơng", "lượng"),
        ("Nôị", "Nội"),
        ("ngọai", "ngoại"),
        ("hòan", "hoàn"),
        ("gìa", "già"),
    ],
)
def test_a_tone_in_the_wrong_place_has_one_right_place(word: str, right: str) -> None:
    assert with_tone_in_place(word) == right
    assert with_tone_in_place(right) is None


@pytest.mark.parametrize("word", ["hòa", "hoà", "thủy", "thuỷ", "khỏe", "khoẻ", "nghành", "club", "Québec", ""])
def test_both_customs_are_right_and_other_faults_are_no_matter_of_place(word: str) -> None:
    assert with_tone_in_place(word) is None


def test_a_stopped_syllable_needs_its_tone() -> None:
    assert [word for word in ("tac", "hoach", "tác", "tàc", "ban", "club") if without_its_tone(word)] == ["tac", "hoach"]
