"""What a Vietnamese syllable can be."""

from unicodedata import normalize

import pytest

from kehoach_gen.vietnamese.syllable import is_syllable

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
    "word", ["Keá", "hoaïch", "KÕ", "club", "UBND", "kạn", "ngê", "cê", "việt1", "gỏt", "cac", "tập2", "", "hòà", "Zỹ"]
)
def test_what_breaks_the_spelling_is_none(word: str) -> None:
    assert not is_syllable(word)
