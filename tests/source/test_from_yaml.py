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
        ("ten:\n  [a, b]: c\n", "ky-tu-dau-gia-tri", "k.yaml:2:3"),
        ("? - a\n  - b\n: c\n", "ky-tu-dau-gia-tri", "k.yaml:1:3"),
    ],
)
def test_words_that_yaml_would_drop_are_refused(text: str, code: str, place: str) -> None:
    with pytest.raises(ProblemError) as caught:
        from_yaml(text.encode(), "k.yaml")
    assert [(problem.code, str(problem.place)) for problem in caught.value.problems] == [(code, place)]


def test_an_anchor_and_its_aliases_are_the_value_again() -> None:
    text = "a: &sl Sơn La\nb: *sl\nc: &ds [x, y]\nd: *ds\ne: &sl Lai Châu\nf: *sl\n"
    found = from_yaml(text.encode(), "k.yaml").data
    assert (found["b"], found["d"], found["f"]) == ("Sơn La", ["x", "y"], "Lai Châu")


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 9)
)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("[" * 60 + "]" * 60, "k.yaml:1:52", "lồng nhau"),
        ("".join("  " * depth + "a:\n" for depth in range(60)), "k.yaml:51:101", "lồng nhau"),
        ("[" * 100_000, "k.yaml:1:52", "lồng nhau"),
        ('{"a":' * 100_000, "k.yaml:1:252", "lồng nhau"),
        ("ma: x\nb: &x [*x, *x]\n", "k.yaml:2:4", "lồng nhau"),
        ("ma: x\nb: &x {c: *x}\n", "k.yaml:2:4", "lồng nhau"),
        (BOMB, "k.yaml:1:34", "«*»"),
    ],
)
def test_what_grows_beyond_reason_is_refused(text: str, place: str, words: str) -> None:
    with pytest.raises(ProblemError) as caught:
        from_yaml(text.encode(), "k.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place), words in problem.message, bool(problem.hint)) == (
        "yaml-bat-thuong",
        place,
        True,
        True,
    )


def test_a_comment_after_a_value_is_a_comment() -> None:
    assert from_yaml("ten: Sơn La  # ghi chú\n".encode(), "k.yaml").data == {"ten": "Sơn La"}
