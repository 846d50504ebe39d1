"""YAML as people write it: every scalar is text, every value has its place, nothing is dropped in silence."""

import pytest

from kehoach_gen.problem import ProblemError
from kehoach_gen.source.from_yaml import from_yaml


def test_every_scalar_is_read_as_text() -> None:
    text = "a: 08\nb: no\nc: 12:30\nd: 1.50\ne:\nf: ~\ng: 2023-06-15\n"
    assert from_yaml(text.encode(), "k.yaml").data == {
        "a": "08", "b": "no", "c": "12:30", "d": "1.50", "e": "", "f": "~", "g": "2023-06-15",
    }  # fmt: skip


def test_every_value_keeps_its_place_and_its_line() -> None:
    located = from_yaml("ten: Sơn La\nmuc:\n  - mot\n  - {hai: 2}\n".encode(), "k.yaml")
    assert [str(located.place(path)) for path in (("ten",), ("muc", 0), ("muc", 1, "hai"))] == [
        "k.yaml:1:6",
        "k.yaml:3:5",
        "k.yaml:4:11",
    ]
    assert located.place(("ten",)).excerpt == "ten: Sơn La"
    assert str(located.place(("muc", 1, "khong", "co"))) == "k.yaml:4:5", "of what is not there, the place of what holds it"


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert from_yaml(b"\xef\xbb\xbfa: 1\n", "k.yaml").data == {"a": "1"}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("ten: Mục tiêu #1 của năm\n", "dau-thang", "k.yaml:1:14"),
        ("ten: !Quan trọng\n", "ky-tu-dau-gia-tri", "k.yaml:1:6"),
        ("ten: &5 tỷ\n", "ky-tu-dau-gia-tri", "k.yaml:1:6"),
    ],
)
def test_words_that_yaml_would_drop_are_refused(text: str, code: str, place: str) -> None:
    with pytest.raises(ProblemError) as caught:
        from_yaml(text.encode(), "k.yaml")
    assert [(problem.code, str(problem.place)) for problem in caught.value.problems] == [(code, place)]


def test_a_comment_after_a_value_is_a_comment() -> None:
    assert from_yaml("ten: Sơn La  # ghi chú\n".encode(), "k.yaml").data == {"ten": "Sơn La"}
