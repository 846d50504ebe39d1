"""Numbers as officials type them."""

from decimal import Decimal

import pytest

from kehoach_gen.vietnamese.numbers import numbers, ratios, total_and_parts


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("95,5%", ["95.5"]),
        ("95.5 %", ["95.5"]),
        ("02", ["2"]),
        ("1.234 hồ sơ", ["1234"]),
        ("1.234.567,5 đồng", ["1234567.5"]),
        ("đạt 1.000%", ["1000"]),
        ("từ 90% đến 100%", ["90", "100"]),
        ("Đã xong", []),
        ("Quyết định số 12/QĐ-UBND", ["12"]),
    ],
)
def test_a_full_stop_groups_thousands_and_a_comma_begins_decimals(text: str, values: list[str]) -> None:
    assert [number.value for number in numbers(text)] == [Decimal(value) for value in values]


def test_a_percent_sign_makes_a_share() -> None:
    assert [number.is_share for number in numbers("12 cuộc, đạt 80 %")] == [False, True]


def test_a_part_of_a_whole_is_no_date_and_no_number_of_a_document() -> None:
    assert ratios("12/15 hồ sơ") == ((12, 15),)
    assert ratios("ngày 12/5/2023") == ()
    assert ratios("số 12/QĐ-UBND") == ()


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Tổng số 20 hồ sơ: đúng hạn 15, quá hạn 5", (20, (15, 5))),
        ("Tổng: 20; trong đó 15 đúng hạn (75%), 4 quá hạn", (20, (15, 4))),
        ("Tổng số 20 hồ sơ", None),
        ("Đã ban hành 3 văn bản, 2 kế hoạch", None),
        ("Tổng số 20 hồ sơ theo Quyết định số 12/QĐ-UBND ngày 05/6/2023", None),
    ],
)
def test_a_total_is_read_with_its_parts(text: str, stated: tuple[int, tuple[int, ...]] | None) -> None:
    assert total_and_parts(text) == stated
