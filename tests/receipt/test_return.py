"""What goes back to a sender: its own file with a comment at each wrong cell, and a slip that lists them."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from desk import DONE, DUE, LETTER, board, came, receipt
from desk import STP as ASKED
from lxml import etree
from openpyxl import load_workbook
from openpyxl.comments import Comment

from kehoach_gen.form.from_docx import from_docx
from kehoach_gen.form.from_xlsx import from_xlsx
from kehoach_gen.form.model import Answer, Form
from kehoach_gen.form.returned import Returned, settled
from kehoach_gen.form.to_docx import to_docx
from kehoach_gen.form.to_xlsx import to_xlsx
from kehoach_gen.nd30 import Law
from kehoach_gen.office.contract import template_problems
from kehoach_gen.problem import INFO, WARNING, Place, Problem
from kehoach_gen.receipt.model import Receipt
from kehoach_gen.receipt.placeholders import COVER_NAMES
from kehoach_gen.receipt.to_return import commented, cover, file_name
from reading import Document, W, text_of

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
TEMPLATE = ("phieutralai.docx", (TEMPLATES / "phieutralai.docx").read_bytes())
FORM_TEMPLATE = ("baocao.docx", (TEMPLATES / "baocao.docx").read_bytes())
FROM_SNV = LETTER.model_copy(
    update={
        "heading": ("SỞ NỘI VỤ",),
        "author": "Sở Nội vụ",
        "symbol": "BC-SNV",
        "basis": "Thực hiện Kế hoạch, Sở Nội vụ báo cáo kết quả:",
    }
)
GROWN = DONE.model_copy(update={"figure": "120%"})
UNREAL = DONE.model_copy(update={"product_date": "31/6/2023"})
SHEET = "Nhiệm vụ chủ trì"


def answered(*answers: Answer) -> Form:
    """The form with these answers in the tasks the agency leads."""
    led = tuple(
        item.model_copy(update={"lines": (item.lines[0].model_copy(update={"answer": answer}),)})
        for item, answer in zip(ASKED.led, answers, strict=True)
    )
    return ASKED.model_copy(update={"led": led})


def judged(said: Returned, on: str = "2023-09-18T08:05:00", origin: str = "thu-den/bao cao.xlsx") -> Receipt:
    file = came(said, on, origin)
    return receipt(board(file), file)


def excel(*answers: Answer) -> tuple[Receipt, bytes]:
    content = to_xlsx(answered(*answers))
    return judged(from_xlsx(content, "0001-x.xlsx")), content


def word(law: Law, *answers: Answer) -> tuple[Receipt, bytes]:
    content = to_docx(answered(*answers), FORM_TEMPLATE, law)
    return judged(from_docx(content, "0001-x.docx")), content


def comments(content: bytes) -> dict[tuple[str, str], str]:
    """{(sheet, what the cell says): what its comment says}."""
    found = {}
    for sheet in load_workbook(io.BytesIO(content)):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.comment, Comment):
                assert not sheet.column_dimensions[cell.column_letter].hidden
                assert cell.column_letter != "A"
                found[sheet.title, str(cell.value)] = cell.comment.text.removeprefix("Nơi tổng hợp:\n")
    return found


def word_comments(content: bytes) -> dict[str, str]:
    """{the words a comment stands at: what it says}."""
    document = Document(content)
    texts = {
        comment.get(f"{W}id"): "\n".join(map(text_of, comment.iter(f"{W}p")))
        for comment in document.part("word/comments.xml").iter(f"{W}comment")
    }
    marks: list[etree._Element] = list(document.body.iter(f"{W}commentRangeStart"))
    return {text_of(mark.getparent()): texts[mark.get(f"{W}id")] for mark in marks}


def rows(content: bytes) -> list[tuple[str, ...]]:
    return Document(content).rows()


def slip(of: Receipt, law: Law) -> bytes:
    return cover(of, FROM_SNV, TEMPLATE, law)


# The copy


def test_a_workbook_comes_back_with_a_comment_at_each_wrong_cell() -> None:
    came_back, content = excel(GROWN, UNREAL)
    name, copy = commented(came_back, content)
    assert name.endswith("-x-can-sua.xlsx")
    found = comments(copy)
    assert set(found) == {(SHEET, "120%"), (SHEET, "31/6/2023")}
    assert found[SHEET, "120%"] == "Phải sửa: Tỷ lệ 120% lớn hơn 100%.\nCách sửa: Xem lại tử số, mẫu số."


def test_a_word_file_comes_back_with_a_comment_at_each_wrong_cell(law: Law) -> None:
    came_back, content = word(law, GROWN, UNREAL)
    name, copy = commented(came_back, content)
    assert name.endswith("-x-can-sua.docx")
    found = word_comments(copy)
    assert set(found) == {"120%", "31/6/2023"}
    assert "Phải sửa: «31/6/2023» không phải là ngày có thật." in found["31/6/2023"]


def test_the_copy_still_says_what_the_file_said(law: Law) -> None:
    came_back, content = excel(GROWN, UNREAL)
    assert from_xlsx(commented(came_back, content)[1], "x").answers == from_xlsx(content, "x").answers
    came_back, content = word(law, GROWN, UNREAL)
    assert from_docx(commented(came_back, content)[1], "x").answers == from_docx(content, "x").answers


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_an_old_workbook_comes_back_as_the_form_filled_in_anew(kind: str, law: Law) -> None:
    shifted = load_workbook(io.BytesIO(to_xlsx(answered(GROWN, UNREAL))))
    shifted[SHEET].insert_rows(1, 7)
    buffer = io.BytesIO()
    shifted.save(buffer)
    said = replace(from_xlsx(buffer.getvalue(), f"0001-x.{kind}"), kind=kind)  # type: ignore[arg-type]
    came_back = judged(said)
    name, copy = commented(came_back, b"a file no comment can be written into")
    assert name.endswith("-x-can-sua.xlsx")
    assert set(comments(copy)) == {(SHEET, "120%"), (SHEET, "31/6/2023")}
    fresh = settled(ASKED, from_xlsx(copy, "x"))
    assert fresh.answers == settled(ASKED, said).answers
    document = Document(slip(came_back, law))
    assert fresh.places["lead", "n01", "figure"].cell == "K6"
    assert f"Nhiệm vụ 1.a, cột Số liệu (ô K6, trang «{SHEET}»)" in [row[1] for row in document.rows() if len(row) == 4]
    assert any(f"được lập lại từ tệp .{kind} đã gửi" in line for line in document.lines())


def test_what_concerns_a_whole_row_is_shown_at_its_number_not_in_the_hidden_column() -> None:
    of, content = excel(Answer(), GROWN)
    assert of.returned is not None
    told = Problem("chua-tra-loi", WARNING, of.returned.places["lead", "n01", ""], "Chưa có.", "ghi.")
    assert told.place.cell == "A6"
    _, copy = commented(replace(of, problems=(told,)), content)
    assert comments(copy) == {(SHEET, "1.a"): "Đề nghị xem lại: Chưa có.\nCách sửa: Ghi."}


def test_what_concerns_the_whole_file_is_shown_at_the_head_of_the_first_table() -> None:
    of, content = excel(GROWN, DONE)
    told = Problem("mau-cu", WARNING, Place("0001-x.xlsx"), "Mẫu cũ.", "nhận theo nhiệm vụ.")
    found = comments(commented(replace(of, problems=(told,)), content)[1])
    assert set(found) == {(SHEET, "SỞ TƯ PHÁP")}


def test_what_only_the_receiver_should_know_is_left_out() -> None:
    of, content = excel(GROWN, DONE)
    told = Problem("hang-doc-theo-thu-tu", INFO, Place("0001-x.xlsx"), "Đọc theo thứ tự.", "")
    assert set(comments(commented(replace(of, problems=(*of.problems, told)), content)[1])) == {(SHEET, "120%")}


def test_a_hint_to_the_receiver_becomes_one_to_the_sender(law: Law) -> None:
    of, _ = excel(GROWN, DONE)
    told = Problem("thieu-hang", WARNING, Place("0001-x.xlsx"), "Không tìm thấy hàng 1.b.", "hỏi lại cơ quan.")
    last = rows(slip(replace(of, problems=(*of.problems, told)), law))[-1]
    assert last[3] == "Đặt lại hàng này như trong mẫu đã nhận, rồi ghi kết quả."


def test_the_copy_has_a_name_of_its_own_whatever_the_file_was_called(law: Law) -> None:
    of, _ = word(law, GROWN, DONE)
    assert file_name(replace(of, came=replace(of.came, name="0007-bao-cao"))) == "0007-bao-cao-can-sua.docx"
    assert file_name(replace(of, came=replace(of.came, name="0007-a.b.doc"))) == "0007-a.b-can-sua.docx"


# The slip


def test_the_slip_lists_all_faults_at_once(law: Law) -> None:
    of, _ = excel(GROWN, UNREAL)
    assert rows(slip(of, law)) == [
        ("1", f"Nhiệm vụ 1.a, cột Số liệu (ô K6, trang «{SHEET}»)", "Tỷ lệ 120% lớn hơn 100%.", "Xem lại tử số, mẫu số."),
        (
            "2",
            f"Nhiệm vụ 1.b, cột Ngày văn bản (ô J7, trang «{SHEET}»)",
            "«31/6/2023» không phải là ngày có thật.",
            "Xem lại ngày ghi trên văn bản.",
        ),
    ]


def test_of_a_word_file_the_slip_names_task_and_column(law: Law) -> None:
    of, _ = word(law, GROWN, DONE)
    assert [row[1] for row in rows(slip(of, law))] == ["Nhiệm vụ 1.a, cột Số liệu"]


def test_what_must_be_put_right_comes_before_what_should_be_looked_at(law: Law) -> None:
    of, _ = excel(GROWN, DONE)
    doubt = Problem("tong-khong-khop", WARNING, Place("0001-x.xlsx"), "Tổng không khớp.", "xem lại.")
    found = rows(slip(replace(of, problems=(doubt, *of.problems)), law))
    assert [row[0] for row in found] == ["Phải sửa", "1", "Đề nghị xem lại", "2"]
    assert found[-1][1:] == ("Cả tệp", "Tổng không khớp.", "Xem lại.")


def test_the_slip_says_whose_report_which_file_and_when_it_came(law: Law) -> None:
    of, _ = excel(GROWN, UNREAL)
    lines = Document(slip(of, law)).lines()
    assert "Kính gửi: Sở Tư pháp" in lines
    assert (
        "Sở Nội vụ đã nhận được báo cáo của Sở Tư pháp, tệp «bao cao.xlsx», lúc 08 giờ 05 phút, ngày 18 tháng 9 năm 2023. "
        "Qua rà soát, báo cáo có 02 chỗ phải sửa:"
    ) in lines
    assert "PHIẾU ĐỀ NGHỊ BỔ SUNG, CHỈNH SỬA BÁO CÁO" in lines


def test_the_slip_says_how_to_correct_and_by_when(law: Law) -> None:
    in_time, _ = excel(GROWN, DONE)
    late = judged(from_xlsx(to_xlsx(answered(GROWN, DONE)), "x.xlsx"), "2023-09-20T08:00:00")
    ends = [next(line for line in Document(slip(of, law)).lines() if line.startswith("Tệp «")) for of in (in_time, late)]
    assert all("sửa trực tiếp vào tệp gửi kèm, lưu lại và gửi về Sở Nội vụ" in end for end in ends)
    assert ends[0].endswith(
        "chậm nhất ngày 19 tháng 9 năm 2023; nếu nhận được Phiếu này sau hạn đó thì gửi trong thời hạn 02 ngày làm việc./."
    )
    assert ends[1].endswith("trong thời hạn 02 ngày làm việc kể từ ngày nhận được Phiếu này./.")
    assert DUE.day == 19


def test_the_same_file_gives_the_same_bytes(law: Law) -> None:
    (one, content), (other, _) = excel(GROWN, DONE), excel(GROWN, DONE)
    other = replace(other, came=one.came)
    assert commented(one, content) == commented(other, content)
    assert slip(one, law) == slip(other, law)


def test_the_template_offers_what_the_slip_prints() -> None:
    assert template_problems(TEMPLATE[1], TEMPLATE[0], COVER_NAMES) == []
