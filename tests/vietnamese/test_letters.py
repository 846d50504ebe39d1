"""Letters and Roman numerals."""

import pytest

from kehoach_gen.vietnamese.letters import LETTERS, letter, letter_position, roman, roman_number


def test_the_order_is_vietnamese_without_f_j_w_z() -> None:
    assert " ".join(LETTERS) == "a b c d đ e g h i k l m n o p q r s t u v x y"


def test_the_fifth_letter_is_d_with_stroke() -> None:
    assert [letter(position) for position in range(6)] == ["a", "b", "c", "d", "đ", "e"]


@pytest.mark.parametrize("position", [-1, 23, 100])
def test_there_is_no_letter_outside_the_alphabet(position: int) -> None:
    with pytest.raises(IndexError):
        letter(position)


def test_every_position_comes_back_from_its_letter() -> None:
    assert [letter_position(letter(position)) for position in range(23)] == list(range(23))
    assert letter_position("Đ") == 4


@pytest.mark.parametrize("text", ["f", "j", "w", "z", "ă", "ô", "", "ab"])
def test_other_letters_number_nothing(text: str) -> None:
    assert letter_position(text) is None


@pytest.mark.parametrize(("number", "expected"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (2023, "MMXXIII")])
def test_roman_numerals(number: int, expected: str) -> None:
    assert roman(number) == expected


def test_every_number_comes_back_from_its_numeral() -> None:
    assert all(roman_number(roman(number)) == number for number in range(1, 4000))


@pytest.mark.parametrize("text", ["", "IIII", "IC", "VX", "iv", "A", "IVI", "MMMM"])
def test_other_texts_are_no_numerals(text: str) -> None:
    assert roman_number(text) is None


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_numerals_go_from_1_to_3999(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        roman(number)
