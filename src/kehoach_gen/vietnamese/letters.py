"""Letters and Roman numerals that number the parts of a document (NĐ 30/2020, Phụ lục I, II.6.đ)."""

LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
"""The Vietnamese order, without the marked vowels and without f, j, w, z, as the decree itself numbers its điểm."""

MARKED_CAPITALS = "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
"""The capital vowels with a mark: a word that has one is a word in capitals, not an abbreviation."""

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def letter(position: int) -> str:
    """The letter at `position`, from 0: a, b, c, d, đ … Raises IndexError past the 23 letters: there is no rule beyond."""
    if position < 0:
        raise IndexError(position)
    return LETTERS[position]


def letter_position(text: str) -> int | None:
    """The position of a letter, from 0, in either case; None for one that numbers nothing, such as f or ô."""
    lower = text.lower()
    return LETTERS.index(lower) if lower in LETTERS else None


def roman(number: int) -> str:
    """The Roman numeral of 1 to 3999. Raises ValueError for any other number."""
    if not 1 <= number <= 3999:
        raise ValueError(number)
    digits = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        digits.append(sign * count)
    return "".join(digits)


def roman_number(text: str) -> int | None:
    """The number a Roman numeral in capitals stands for; None for any other text, such as IIII or IC."""
    number, rest = 0, text
    for value, sign in _ROMAN:
        while rest.startswith(sign):
            number, rest = number + value, rest[len(sign) :]
    return number if number and not rest and number <= 3999 and roman(number) == text else None
