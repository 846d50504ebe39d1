"""What an agency has to put right, each at its cell."""

import pytest
from desk import DONE, board, came, form, item, receipt, returned

from kehoach_gen.form.model import Answer
from kehoach_gen.problem import Problem
from kehoach_gen.receipt.from_returned import from_returned
from kehoach_gen.receipt.model import Sent


def problems(answer: Answer, target: str = "") -> list[Problem]:
    asked = form("STP", "Sở Tư pháp", item(target=target))
    file = came(returned(asked, {"n01": answer}))
    seen = from_returned(Sent("cchc", "2023-Q3", {"STP": asked}), [file])
    return list(receipt(seen, file).problems)


def edited(**fields: str) -> Answer:
    return DONE.model_copy(update=fields)


def test_a_good_answer_is_silent() -> None:
    assert problems(DONE, "100% văn bản") == []


@pytest.mark.parametrize(
    ("fields", "target", "code", "cell"),
    [
        ({"figure": "120%"}, "100% văn bản", "ty-le-qua-100", "J5"),
        ({"figure": "16/15 hồ sơ"}, "", "ty-le-qua-100", "J5"),
        ({"product": ""}, "", "hoan-thanh-thieu-san-pham", "G5"),
        ({"product_date": "15/9/2023"}, "", "ngay-sau-chot-so-lieu", "I5"),
        ({"product_date": "31/6/2023"}, "", "ngay-khong-co-that", "I5"),
        ({"product_date": "đầu tháng 9"}, "", "ngay-khong-doc-duoc", "I5"),
        ({"progress": "Xong"}, "", "tien-do-ngoai-danh-sach", "G5"),
        ({"progress": ""}, "", "thieu-tien-do", "F5"),
        ({"figure": "nhiều"}, "ít nhất 02 hội nghị", "so-lieu-khong-co-so", "J5"),
        ({"figure": "Tổng 10: đúng hạn 7, quá hạn 2"}, "", "tong-khong-khop", "J5"),
    ],
)
def test_each_fault_is_told_at_its_cell(fields: dict[str, str], target: str, code: str, cell: str) -> None:
    found = problems(edited(**fields), target)
    assert [(problem.code, problem.place.cell) for problem in found] == [(code, cell)]
    assert found[0].hint


def test_growth_may_pass_a_hundred_per_cent() -> None:
    assert problems(edited(figure="130%"), "tăng tối thiểu 30%") == []


@pytest.mark.parametrize("words", ["đã hoàn thành", "Đã  hoàn thành.", "ĐÃ HOÀN THÀNH"])
def test_the_choice_may_be_typed_in_any_case(words: str) -> None:
    assert problems(edited(progress=words)) == []


def test_a_day_is_checked_against_the_cut_off_itself() -> None:
    assert problems(edited(product_date="14/9/2023")) == []


def test_all_faults_are_told_at_once() -> None:
    found = problems(edited(figure="120%", product="", product_date="31/6/2023"), "100%")
    assert {problem.code for problem in found} == {"ty-le-qua-100", "hoan-thanh-thieu-san-pham", "ngay-khong-co-that"}


def test_a_file_with_an_error_is_faulty() -> None:
    file = came(returned(answers={"n01": edited(figure="120%"), "n02": DONE}))
    assert "faulty" in receipt(board(file), file).flags


def test_an_unanswered_task_that_is_due_is_told() -> None:
    asked = form(
        "STP",
        "Sở Tư pháp",
        item().model_copy(update={"lines": (item().lines[0].model_copy(update={"state": "due"}),)}),
        item("n02"),
    )
    file = came(returned(asked, {"n02": DONE}))
    seen = from_returned(Sent("cchc", "2023-Q3", {"STP": asked}), [file])
    assert [problem.code for problem in receipt(seen, file).problems] == ["chua-tra-loi"]
