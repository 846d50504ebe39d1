"""A CSV file → rows, with the place of every field."""

import pytest

from kehoach_gen.problem import Problem, ProblemError
from kehoach_gen.source.from_csv import from_csv


def problems_of(content: bytes) -> tuple[Problem, ...]:
    with pytest.raises(ProblemError) as raised:
        from_csv(content, "a.csv")
    return raised.value.problems


def problem_of(text: str) -> tuple[str, str]:
    (problem,) = problems_of(text.encode())
    assert problem.hint
    return problem.code, str(problem.place)


def test_a_row_is_a_dict_of_heading_and_text() -> None:
    assert from_csv("ma,ten\nSNV,Sở Nội vụ\n08,no\n".encode(), "a.csv").data == [
        {"ma": "SNV", "ten": "Sở Nội vụ"},
        {"ma": "08", "ten": "no"},
    ]


def test_semicolons_separate_where_the_headings_are_so_separated() -> None:
    assert from_csv("ma;ten\r\nA;Sở, ban\r\n".encode(), "a.csv").data == [{"ma": "A", "ten": "Sở, ban"}]


def test_a_byte_order_mark_is_no_part_of_the_first_heading() -> None:
    assert from_csv("ma\nA\n".encode("utf-8-sig"), "a.csv").data == [{"ma": "A"}]


def test_a_quoted_field_keeps_commas_quotes_and_lines() -> None:
    table = from_csv('ma,ten\nA,"một, ""hai""\nba"\nB,bốn\n'.encode(), "a.csv")
    assert table.data == [{"ma": "A", "ten": 'một, "hai"\nba'}, {"ma": "B", "ten": "bốn"}]
    assert str(table.place((1, "ten"))) == "a.csv:4:2"


def test_a_place_is_the_line_and_the_number_of_the_field() -> None:
    table = from_csv("\nma,ten\n\nA,Sở A\n".encode(), "a.csv")
    place = table.place((0, "ten"))
    assert (place.line, place.column, place.excerpt) == (4, 2, "A,Sở A")
    assert str(table.place(("ten",))) == "a.csv:2:2"
    assert str(table.place(())) == "a.csv:2:1"
    assert str(table.place((0, "ten", 3))) == "a.csv:4:2"


def test_headings_without_rows_are_an_empty_table() -> None:
    assert from_csv(b"ma,ten\n", "a.csv").data == []


def test_empty_rows_and_empty_columns_at_the_end_are_passed_over() -> None:
    assert from_csv(b"ma,ten,,\nA,B,,\n,,,\n , \n", "a.csv").data == [{"ma": "A", "ten": "B"}]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "tep-trong", "a.csv:1:1"),
        ("\n\n", "tep-trong", "a.csv:1:1"),
        ("ma,ten\nA,Sở, ban\n", "thua-o", "a.csv:2:3"),
        ("ma,ten,loai\nA,Sở\n", "thieu-o", "a.csv:2:3"),
        ("ma,ten,ma\nA,B,C\n", "tieu-de-trung", "a.csv:1:3"),
        ("ma,,ten\nA,B,C\n", "tieu-de-trong", "a.csv:1:2"),
        ('ma,ten\nA,B\nC,"D\nE,F\n', "dau-nhay-sai", "a.csv:3:1"),
        ('ma,ten\nA,"B"C\n', "dau-nhay-sai", "a.csv:2:1"),
    ],
)
def test_a_fault_of_the_table_stands_at_its_place(text: str, code: str, place: str) -> None:
    assert problem_of(text) == (code, place)


def test_all_faults_are_told_at_once() -> None:
    assert [problem.code for problem in problems_of(b"a,a\n1\n1,2,3\n")] == ["tieu-de-trung", "thieu-o", "thua-o"]


def test_other_encodings_are_named_with_what_to_do() -> None:
    (utf16,) = problems_of("ma\nSở".encode("utf-16"))
    (ansi,) = problems_of(b"ma,ten\nA,S\xf0\n")
    assert (utf16.code, ansi.code, str(ansi.place)) == ("ma-hoa-utf16", "khong-phai-utf8", "a.csv:2:4")
    assert "CSV UTF-8" in utf16.hint
    assert "CSV UTF-8" in ansi.hint
