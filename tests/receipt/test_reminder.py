"""The letter to those who have still to send: who is named in it, and what is asked of each."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desk import DONE, DUE, LETTER, came, form, returned

from kehoach_gen.calendar import parse_period
from kehoach_gen.form.model import Form
from kehoach_gen.form.to_letter import to_letter
from kehoach_gen.nd30 import Law
from kehoach_gen.nd30.inspect import inspect
from kehoach_gen.office.contract import template_problems
from kehoach_gen.problem import ERROR, INFO, Place, Problem, ProblemError
from kehoach_gen.receipt.from_returned import from_returned
from kehoach_gen.receipt.model import Board, Came, Sent
from kehoach_gen.receipt.placeholders import REMINDER_NAMES
from kehoach_gen.receipt.to_docx import reminder
from kehoach_gen.workspace.folder import Folder
from reading import Document

TEMPLATE = ("dondoc.docx", (Path(__file__).resolve().parents[2] / "templates" / "dondoc.docx").read_bytes())
FROM_SNV = LETTER.model_copy(
    update={
        "heading": ("SỞ NỘI VỤ",),
        "author": "Sở Nội vụ",
        "ground": "Thực hiện Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh",
        "symbol": "BC-SNV",
        "basis": "Thực hiện Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh, Sở Nội vụ báo cáo kết quả như sau:",
    }
)
NAMES = {
    "SNV": "Sở Nội vụ",
    "SVHTTDL": "Sở Văn hóa, Thể thao và Du lịch",
    "STP": "Sở Tư pháp",
    "SYT": "Sở Y tế",
    "STC": "Sở Tài chính",
    "SXD": "Sở Xây dựng",
    "SCT": "Sở Công Thương",
}
FORMS = {id: form(id, name) for id, name in NAMES.items()}
WRONG = DONE.model_copy(update={"figure": "120%"})
ON_TIME, LATE = "2023-09-18T08:00:00", "2023-09-21T08:00:00"
TODAY, BY = date(2023, 9, 22), date(2023, 9, 26)
PDF = Problem("tep-pdf", ERROR, Place("x.pdf"), "Đây là tệp PDF, máy không đọc được câu trả lời.", "gửi lại.")


def good(agency: str, on: str = ON_TIME) -> Came:
    return came(returned(FORMS[agency]), on)


def faulty(agency: str, on: str = ON_TIME) -> Came:
    return came(returned(FORMS[agency], {"n01": WRONG, "n02": WRONG}), on)


def board_of(*files: Came, forms: Mapping[str, Form] = FORMS) -> Board:
    return from_returned(Sent("cchc", "2023-Q3", forms), files)


def letter(board: Board, law: Law, today: date = TODAY) -> Document:
    return Document(reminder(board, FROM_SNV, TEMPLATE, law, today, BY))


def addressees(document: Document) -> list[str]:
    lines = document.lines()
    start = next(index for index, line in enumerate(lines) if line.startswith("Kính gửi:"))
    end = next(index for index, line in enumerate(lines) if line.startswith("Thực hiện Kế hoạch"))
    return lines[start:end]


def listed(document: Document) -> dict[str, str]:
    """{agency: how it stands} of the list."""
    return {row[1]: row[3] for row in document.rows() if len(row) == 6}


def asks(document: Document) -> list[str]:
    return [line for line in document.lines() if re.match(r"\d\. ", line)]


def sentence(document: Document, beginning: str) -> str:
    return next(line for line in document.lines() if line.startswith(beginning))


def test_the_letter_names_exactly_those_who_are_late_or_must_send_again(law: Law) -> None:
    files = good("SVHTTDL"), faulty("STP"), good("SYT", LATE), came(PDF, origin="so-tai-chinh.pdf"), good("SXD")
    document = letter(board_of(*files), law)
    assert listed(document) == {
        "Sở Công Thương": "Chưa gửi",
        "Sở Tài chính": "Không đọc được tệp nhận ngày 18/09/2023: đây là tệp PDF, máy không đọc được câu trả lời",
        "Sở Tư pháp": "Phải sửa 02 chỗ",
        "Sở Y tế": "Gửi chậm ngày 21/09/2023",
    }
    assert addressees(document) == ["Kính gửi:", "- Sở Tư pháp;", "- Sở Y tế;", "- Sở Tài chính;", "- Sở Công Thương."]


def test_each_is_asked_for_what_it_owes_and_no_more(law: Law) -> None:
    files = good("SVHTTDL"), faulty("STP"), good("SYT", LATE), came(PDF, origin="so-tai-chinh.pdf"), good("SXD")
    missing, unusable, wrong, late = asks(letter(board_of(*files), law))
    assert missing.startswith("1. Cơ quan, đơn vị chưa gửi báo cáo (mục I Phụ lục)")
    assert unusable.startswith("2. Cơ quan, đơn vị đã gửi tệp không sử dụng được (mục II Phụ lục)")
    assert wrong.startswith("3. Cơ quan, đơn vị có nội dung báo cáo phải chỉnh sửa (mục III Phụ lục)")
    assert all("trước ngày 26 tháng 9 năm 2023" in ask for ask in (missing, unusable, wrong))
    assert late.startswith("4. Cơ quan, đơn vị đã gửi báo cáo chậm (mục IV Phụ lục) không phải gửi lại")
    assert "26 tháng 9" not in late


def test_the_list_has_a_heading_for_each_group_and_counts_on(law: Law) -> None:
    document = letter(board_of(faulty("STP"), good("SYT", LATE)), law)
    rows = document.rows()
    assert [row[0] for row in rows if len(row) == 1] == [
        "I. Cơ quan, đơn vị chưa gửi báo cáo",
        "II. Cơ quan, đơn vị có nội dung báo cáo phải chỉnh sửa",
        "III. Cơ quan, đơn vị đã gửi báo cáo chậm",
    ]
    assert [row[0] for row in rows if len(row) == 6] == ["1", "2", "3", "4", "5", "6"]
    assert rows[1][2:] == ("19/09/2023", "Chưa gửi", "02", "01")


def test_one_group_needs_no_headings_and_one_request_no_number(law: Law) -> None:
    document = letter(board_of(*map(good, ("SVHTTDL", "STP", "SYT", "STC", "SXD"))), law)
    assert [len(row) for row in document.rows()] == [6]
    assert asks(document) == []
    assert sentence(document, "Để tổng hợp").endswith(
        "đề nghị cơ quan, đơn vị chưa gửi báo cáo (có tên tại Phụ lục) khẩn trương hoàn thiện, "
        "gửi báo cáo trước ngày 26 tháng 9 năm 2023."
    )


def test_one_agency_is_addressed_on_the_line_itself(law: Law) -> None:
    document = letter(board_of(*map(good, ("STP", "SYT", "STC", "SXD", "SCT"))), law)
    assert addressees(document) == ["Kính gửi: Sở Văn hóa, Thể thao và Du lịch"]


def test_more_than_five_are_addressed_by_the_list(law: Law) -> None:
    assert addressees(letter(board_of(), law)) == ["Kính gửi: Các cơ quan, đơn vị có tên trong danh sách kèm theo"]
    assert len(addressees(letter(board_of(good("SYT")), law))) == 6


def test_who_writes_is_neither_reminded_nor_counted(law: Law) -> None:
    document = letter(board_of(good("STP")), law)
    assert "Sở Nội vụ" not in listed(document)
    assert "báo cáo của 1/6 cơ quan, đơn vị" in sentence(document, "Tính đến")


def test_there_is_no_letter_where_nobody_else_has_to_send(law: Law) -> None:
    board = board_of(*(good(agency, LATE) for agency in NAMES if agency != "SNV"))
    with pytest.raises(ProblemError) as raised:
        letter(board, law)
    (told,) = raised.value.problems
    assert (told.code, told.severity) == ("khong-con-ai-don-doc", INFO)
    assert "đã gửi đủ báo cáo" in told.message
    assert told.hint == "không có công văn đôn đốc."


def test_those_who_have_sent_are_counted_in_time_and_late(law: Law) -> None:
    files = good("SVHTTDL"), faulty("STP", LATE), good("SYT", LATE), came(PDF, origin="so-tai-chinh.pdf")
    document = letter(board_of(*files), law)
    assert sentence(document, "Tính đến") == (
        "Tính đến ngày 22 tháng 9 năm 2023, Sở Nội vụ đã nhận được báo cáo của 3/6 cơ quan, đơn vị (đúng hạn 01, chậm 02), "
        "trong đó 01 báo cáo phải chỉnh sửa; còn 03 cơ quan, đơn vị chưa có báo cáo "
        "(quá hạn 02, tệp không sử dụng được 01)."
    )
    assert listed(document)["Sở Tư pháp"] == "Phải sửa 02 chỗ; gửi chậm ngày 21/09/2023"


def test_nobody_has_sent(law: Law) -> None:
    counted = sentence(letter(board_of(), law), "Tính đến")
    assert counted.endswith("Sở Nội vụ chưa nhận được báo cáo của cơ quan, đơn vị nào (quá hạn 06).")


def test_before_its_day_an_agency_is_asked_to_be_in_time(law: Law) -> None:
    forms = {**FORMS, "STP": FORMS["STP"].model_copy(update={"due": date(2023, 9, 15)})}
    document = letter(board_of(forms=forms), law, today=DUE)
    assert listed(document)["Sở Tư pháp"] == "Chưa gửi"
    assert listed(document)["Sở Y tế"] == "Chưa gửi, chưa hết hạn"
    assert asks(document)[1] == "2. Cơ quan, đơn vị chưa gửi báo cáo, chưa hết hạn gửi (mục II Phụ lục) gửi báo cáo đúng hạn."
    assert "từ ngày 15 tháng 9 năm 2023 đến ngày 19 tháng 9 năm 2023" in sentence(document, "Thực hiện")


def test_a_file_that_counts_for_nothing_is_named_with_its_reason(law: Law) -> None:
    document = letter(board_of(came(returned(FORMS["STP"], {}))), law)
    assert listed(document)["Sở Tư pháp"] == "Tệp nhận ngày 18/09/2023: chưa ghi kết quả"


def test_a_file_held_for_the_names_in_it_is_named_with_its_reason(law: Law) -> None:
    files = came(replace(returned(FORMS["STP"]), agency_name="Sở Y tế"))
    names = {"sở y tế": frozenset({"SYT"}), "sở tư pháp": frozenset({"STP"})}
    board = from_returned(Sent("cchc", "2023-Q3", FORMS, agency_names=names), [files])
    told = "Tệp nhận ngày 18/09/2023: mẫu gửi cho Sở Tư pháp nhưng trong tệp ghi tên Sở Y tế, chưa được tính"
    assert listed(letter(board, law))["Sở Tư pháp"] == listed(letter(board, law))["Sở Y tế"] == told


def test_the_head_is_that_of_a_letter(law: Law) -> None:
    lines = letter(board_of(), law).lines()
    assert lines[:3] == ["UBND TỈNH SƠN LA", "SỞ NỘI VỤ", ""]
    assert "Số: \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/SNV" in lines
    about = lines.index("V/v đôn đốc gửi báo cáo kết quả thực hiện Kế hoạch cải cách hành chính, quý III năm 2023")
    assert lines[about - 2].startswith("Số:")
    assert any(line.startswith("Sơn La, ngày") and line.endswith("tháng\u00a09\u00a0năm\u00a02023") for line in lines)
    assert lines[lines.index("Nơi nhận:") : lines.index("Nơi nhận:") + 4] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Ủy ban nhân dân tỉnh Sơn La (để báo cáo);",
        "- Lưu: VT.",
    ]
    assert "GIÁM ĐỐC" in lines


@pytest.mark.parametrize("sent", [0, 2, 5])
def test_the_letter_keeps_the_law(law: Law, sent: int) -> None:
    files = [good(agency) for agency in list(NAMES)[1 : 1 + sent]]
    content = reminder(board_of(*files), FROM_SNV, TEMPLATE, law, TODAY, BY)
    found = inspect(content, "don-doc.docx", TODAY)
    assert found.parts.kind == "Công văn"
    assert [(problem.code, problem.message) for problem in found.problems] == []


def test_the_same_board_gives_the_same_bytes(law: Law) -> None:
    first, second = (reminder(board_of(), FROM_SNV, TEMPLATE, law, TODAY, BY) for _ in range(2))
    assert first == second


def test_the_template_offers_what_the_letter_prints() -> None:
    assert template_problems(TEMPLATE[1], TEMPLATE[0], REMINDER_NAMES) == []


def test_the_opening_of_every_agency_s_report_says_who_writes(sample_folder: Folder, law: Law) -> None:
    plan, registry, period = sample_folder.plan, sample_folder.registry, parse_period("2023-Q3")
    assert plan is not None
    assert registry is not None
    assert period is not None
    for agency in registry.agencies:
        letter = to_letter(plan, agency, registry, law, period, DUE)
        ground = letter.ground
        assert letter.author == agency.name
        assert letter.basis.startswith(f"{ground}, {agency.name} báo cáo")
        assert ground.startswith("Thực hiện Kế hoạch số")
        assert ground.endswith("năm 2023")
