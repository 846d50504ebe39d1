"""Which file counts, who is late."""

from dataclasses import replace

from desk import DONE, OLD_STP, SENT, STP, board, came, form, item, receipt, returned, sender

from kehoach_gen.form.model import Answer, Form, Line, Remarks
from kehoach_gen.form.returned import Unread
from kehoach_gen.problem import ERROR, Place, Problem
from kehoach_gen.receipt.from_returned import from_returned
from kehoach_gen.receipt.to_json import flag_words
from kehoach_gen.receipt.to_xlsx import whose

PDF = Problem("khong-phai-tep-office", ERROR, Place("x.pdf"), "Tệp là PDF.", "gửi lại tệp Word hoặc Excel.")
NO_FORM = Problem("khong-phai-mau-bao-cao", ERROR, Place("x.xlsx"), "Tệp không phải mẫu.", "")


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.code for problem in problems}


def test_the_whole_of_the_last_day_is_in_time() -> None:
    assert sender(board(came(returned(), "2023-09-19T23:59:00"))).timing == "on_time"
    assert sender(board(came(returned(), "2023-09-20T00:00:00"))).timing == "late"


def test_who_sent_nothing_is_missing() -> None:
    assert {one.form.agency: one.timing for one in board().senders} == {"SNV": "missing", "STP": "missing"}


def test_a_form_in_which_nothing_is_written_counts_for_nothing() -> None:
    file = came(returned(answers={}))
    seen = board(file)
    assert receipt(seen, file).standing == "blank"
    assert sender(seen).timing == "missing"
    assert "blank" in sender(seen).flags


def test_the_same_answers_in_another_file_are_a_copy() -> None:
    first, second = came(returned(), "2023-09-10T08:00:00"), came(returned(), "2023-09-11T08:00:00")
    seen = board(second, first)
    assert [receipt(seen, file).standing for file in (first, second)] == ["copy", "counted"]
    assert "resent" not in sender(seen).flags


def test_a_correction_counts_and_the_first_file_says_when_it_came() -> None:
    first = came(returned(), "2023-09-10T08:00:00")
    second = came(returned(answers={"n01": DONE, "n02": replace_figure("90%")}), "2023-09-25T08:00:00")
    seen = board(first, second)
    assert [receipt(seen, file).standing for file in (first, second)] == ["replaced", "counted"]
    assert sender(seen).timing == "on_time"
    assert "resent" in sender(seen).flags
    assert sender(seen).answers["lead", "n02"].answer.figure == "90%"


def replace_figure(figure: str) -> Answer:
    return DONE.model_copy(update={"figure": figure})


def test_a_line_left_blank_in_the_correction_keeps_what_was_said_before() -> None:
    first = came(returned(), "2023-09-10T08:00:00")
    second = came(returned(answers={"n02": replace_figure("90%")}), "2023-09-11T08:00:00")
    seen = sender(board(first, second))
    assert seen.answers["lead", "n01"].receipt == first.number
    assert seen.answers["lead", "n02"].receipt == second.number
    assert codes(seen.problems) == {"giu-cau-tra-loi-truoc"}


def test_a_cell_left_blank_in_the_correction_keeps_what_was_written_before() -> None:
    first = came(returned(), "2023-09-10T08:00:00")
    second = came(returned(answers={"n01": Answer(product_date="06/9/2023")}), "2023-09-11T08:00:00")
    said = sender(board(first, second)).answers["lead", "n01"]
    assert said.answer == DONE.model_copy(update={"product_date": "06/9/2023"})


def test_two_files_of_one_moment_that_differ_are_told() -> None:
    files = came(returned()), came(returned(answers={"n01": replace_figure("1%")}))
    assert "hai-ban-cung-luc" in codes(sender(board(*files)).problems)


def test_an_old_form_is_read_against_what_it_asked() -> None:
    file = came(returned(OLD_STP))
    seen = board(file)
    assert receipt(seen, file).form is not None
    assert "old_form" in sender(seen).flags
    assert "mau-cu" in codes(receipt(seen, file).problems)
    assert sender(seen).timing == "on_time"


def test_the_first_eight_digits_of_a_printed_code_are_enough() -> None:
    file = came(replace(returned(), base=STP.base[:8]))
    assert "old_form" not in sender(board(file)).flags


def test_another_period_counts_for_nothing_and_stays_with_its_agency() -> None:
    file = came(replace(returned(), period="2023-H1"))
    seen = board(file)
    assert receipt(seen, file).standing == "wrong_period"
    assert sender(seen).timing == "missing"
    assert sender(seen).flags == {"other_period"}
    assert sender(seen).receipts == (receipt(seen, file),)


def test_another_plan_counts_for_nobody() -> None:
    file = came(replace(returned(), plan="khac"))
    assert board(file).strays[0].standing == "wrong_plan"


def test_a_form_with_another_agency_s_name_typed_over_counts_for_nobody_until_somebody_says() -> None:
    said = replace(returned(), agency_name="SỞ NỘI VỤ")
    file = came(said)
    assert [one.standing for one in board(file).strays] == ["wrong_agency"]
    decided = board(came(said, agency="SNV"))
    assert sender(decided, "SNV").timing == "on_time"
    assert sender(decided, "STP").timing == "missing"


def test_a_file_held_for_its_two_names_is_noted_at_both_agencies() -> None:
    """An agency whose only file was held stood as «chưa gửi» without a word."""
    seen = board(came(replace(returned(), agency_name="SỞ NỘI VỤ")))
    for agency in ("STP", "SNV"):
        assert sender(seen, agency).timing == "missing"
        assert flag_words(sender(seen, agency).flags) == ["có tệp giữ lại chưa tính: mã biểu và tên cơ quan trong tệp khác nhau"]
    assert "other_agency" not in sender(board(came(replace(returned(), agency_name="SỞ NỘI VỤ")), came(returned()))).flags
    assert whose(seen.strays[0], {"STP": "Sở Tư pháp", "SNV": "Sở Nội vụ"}) == "có thể của Sở Tư pháp hoặc Sở Nội vụ"


def test_a_document_that_is_no_form_is_not_called_unreadable() -> None:
    flags = sender(board(came(NO_FORM, origin="so-tu-phap.docx"))).flags
    assert flag_words(flags) == ["gửi tệp không phải mẫu"]


def test_words_outside_the_fields_are_noted_at_their_agency() -> None:
    spot = Place("0001-x.xlsx", sheet="Nhiệm vụ chủ trì", cell="C20")
    said = replace(returned(), unread=(Unread(spot, "Ghi chú: chưa gồm phòng công chứng"), Unread(spot, "Sở Tư pháp")))
    seen = board(came(replace(said, kind="xlsx")))
    assert "extra_text" in sender(seen).flags
    assert "restructured" not in sender(seen).flags
    (problem,) = [one for one in next(seen.receipts).problems if one.code == "chu-ngoai-mau"]
    assert problem.place == spot


def test_a_file_without_a_code_waits_for_somebody_to_say_whose_it_is() -> None:
    nameless = replace(returned(), plan="", base="", period="", agency="")
    assert [one.standing for one in board(came(nameless)).strays] == ["unknown_form"]
    assert sender(board(came(nameless, agency="STP"))).timing == "on_time"


def test_what_cannot_be_read_is_shown_with_its_reason_and_whose_name_it_bears() -> None:
    file = came(PDF, origin="thu/bao cao so tu phap.pdf")
    seen = board(file)
    assert receipt(seen, file).standing == "unreadable"
    assert receipt(seen, file).problems == (PDF,)
    assert sender(seen).timing == "missing"
    assert "unreadable" in sender(seen).flags
    assert [one.standing for one in board(came(PDF)).strays] == ["unreadable"]
    assert [one.standing for one in board(came(NO_FORM)).strays] == ["not_a_form"]


def test_a_readable_file_after_an_unreadable_one_clears_the_flag() -> None:
    files = came(PDF, "2023-09-10T08:00:00", origin="so-tu-phap.pdf"), came(returned(), "2023-09-11T08:00:00")
    assert "unreadable" not in sender(board(*files)).flags


def test_remarks_alone_are_an_answer() -> None:
    file = came(returned(answers={}, remarks=Remarks(kho_khan="Thiếu kinh phí.")))
    assert sender(board(file)).remarks.difficulties == "Thiếu kinh phí."


def test_the_order_in_which_files_are_named_does_not_matter() -> None:
    files = [came(returned(), f"2023-09-{day}T08:00:00") for day in (10, 12, 11)]
    assert board(*files) == board(*reversed(files))


def test_an_answer_of_an_older_edition_stays_with_its_words_not_with_its_place() -> None:
    def parted(*words: str, base: str) -> Form:
        lines = tuple(Line(id=f"n01_{number}", text=text) for number, text in enumerate(words, 1))
        return form("STP", "Sở Tư pháp", item().model_copy(update={"lines": lines}), base=base)

    old, new = parted("Một", "Hai", base="b" * 16), parted("Hai", "Ba", base="a" * 16)
    sent = replace(SENT, current={"STP": new}, earlier={("STP", "bbbbbbbb"): old})
    answers = {"n01_1": DONE.model_copy(update={"result": "của Một"}), "n01_2": DONE.model_copy(update={"result": "của Hai"})}
    seen = sender(from_returned(sent, [came(returned(old, answers))]))
    assert {name: said.answer.result for name, said in seen.answers.items()} == {("lead", "n01_1"): "của Hai"}
    (lost,) = (problem for problem in seen.problems if problem.code == "cau-tra-loi-khong-con-dong")
    assert "của Một" in lost.message
