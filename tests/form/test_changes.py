"""A form as sent and as it came back: what was changed in it besides the answers, and what was not."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from test_form_xlsx import FORM, LED

from kehoach_gen.form.changes import STRUCTURE, changes
from kehoach_gen.form.from_xlsx import from_xlsx
from kehoach_gen.form.model import Form
from kehoach_gen.form.to_xlsx import to_xlsx
from kehoach_gen.problem import Problem

NUMBER, TASK, DEADLINE, RESULT = 2, 3, 5, 7
ROWS = {"1.a": 6, "1.b": 7, "1.b.1": 8, "1.b.2": 9, "1.c": 10}


def after(change: Callable[[Any], object], form: Form = FORM) -> tuple[Problem, ...]:
    """What `changes` says when somebody did this to the sheet of the tasks led."""
    book: Workbook = load_workbook(io.BytesIO(to_xlsx(form)))
    change(book[LED])
    stream = io.BytesIO()
    book.save(stream)
    return changes(FORM, from_xlsx(stream.getvalue(), "a.xlsx"))


def write(row: str, column: int, text: str | None) -> Callable[[Any], object]:
    return lambda sheet: setattr(sheet.cell(ROWS[row], column), "value", text)


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def test_answers_are_no_changes() -> None:
    assert after(write("1.b.2", RESULT, "Xong")) == ()


def test_an_edited_cell_is_told_with_both_wordings() -> None:
    (problem,) = after(write("1.a", DEADLINE, "Quý IV/2023"))
    assert (problem.code, str(problem.place)) == ("o-mau-bi-sua", f"a.xlsx[{LED}]!E6")
    assert problem.message == "Ô «Thời hạn» của hàng 1.a đã bị sửa: lúc gửi là «Quý III/2023», nay là «Quý IV/2023»."
    assert problem.hint


def test_an_emptied_cell_and_a_filled_one_are_told() -> None:
    (emptied,) = after(write("1.a", DEADLINE, None))
    (filled,) = after(write("1.b.1", DEADLINE, "30/9"))
    assert emptied.message.endswith("lúc gửi là «Quý III/2023», nay là ô trống.")
    assert filled.message.endswith("lúc gửi là ô trống, nay là «30/9».")


def test_the_row_that_only_names_its_task_is_compared_too() -> None:
    (problem,) = after(write("1.b", TASK, "Việc khác"))
    assert "của hàng 1.b đã bị sửa: lúc gửi là «Việc 1.b»" in problem.message


def test_a_row_known_by_its_mark_may_have_lost_its_number() -> None:
    (problem,) = after(write("1.c", NUMBER, "9"))
    assert problem.message == "Ô «TT» của hàng 1.c đã bị sửa: lúc gửi là «1.c», nay là «9»."


@pytest.mark.parametrize("text", ["quý  iii / 2023", "Quý III/2023 ", "Quy\u0301 III/2023", "Quý\u00a0III/2023"])
def test_blanks_capitals_and_encodings_make_no_change(text: str) -> None:
    assert after(write("1.a", DEADLINE, text)) == ()


def test_a_leading_zero_makes_no_change_but_a_digit_does() -> None:
    led = tuple(item.model_copy(update={"deadline": "05/06/2023"}) for item in FORM.led)
    form = FORM.model_copy(update={"led": led})

    def found(text: str) -> tuple[Problem, ...]:
        book = load_workbook(io.BytesIO(to_xlsx(form)))
        book[LED].cell(6, DEADLINE).value = text
        stream = io.BytesIO()
        book.save(stream)
        return changes(form, from_xlsx(stream.getvalue(), "a.xlsx"))

    assert found("5/6/2023") == ()
    assert codes(found("5/6/203")) == codes(found("50/6/2023")) == ["o-mau-bi-sua"]


def test_rows_and_columns_that_are_gone_are_told_once() -> None:
    assert codes(after(lambda sheet: sheet.delete_rows(6))) == ["thieu-hang"]
    (problem,) = after(lambda sheet: sheet.delete_cols(DEADLINE))
    assert (problem.code, problem.message) == ("thieu-cot", "Bảng không có cột «Thời hạn».")
    assert codes(after(lambda sheet: sheet.delete_rows(4)))[0] == "mat-tieu-de"


def test_every_code_told_means_a_changed_structure() -> None:
    def break_all(sheet: Any) -> None:
        write("1.a", TASK, "Khác")(sheet)
        sheet.delete_rows(10)
        sheet.merge_cells("G8:G9")
        sheet["O6"] = "ghi thêm"

    assert set(codes(after(break_all))) == {"o-mau-bi-sua", "thieu-hang", "o-gop"}
    assert set(codes(after(break_all))) <= STRUCTURE


def test_a_copied_row_and_an_added_sheet_are_no_damage_until_the_copy_says_something_else() -> None:
    def copy(sheet: Any, result: str | None) -> None:
        sheet.parent.create_sheet("Phụ lục")["A1"] = "thêm"
        for column in range(1, sheet.max_column + 1):
            sheet.cell(11, column).value = sheet.cell(10, column).value
        sheet.cell(11, RESULT).value = result

    assert after(lambda sheet: copy(sheet, None)) == ()
    assert codes(after(lambda sheet: copy(sheet, "Khác"))) == ["hang-ngoai-mau"]


def test_words_are_not_compared_with_another_edition_of_the_form() -> None:
    older = FORM.model_copy(update={"base": "f" * 16, "led": (FORM.led[0].model_copy(update={"text": "Lời cũ"}), *FORM.led[1:])})
    returned = from_xlsx(to_xlsx(older), "a.xlsx")
    assert changes(FORM, returned) == ()
    assert codes(changes(FORM, replace(returned, base=""))) == ["o-mau-bi-sua"]
