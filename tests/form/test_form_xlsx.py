"""Form ↔ its workbook: what was written comes back, whoever renamed, sorted or re-saved the file."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from forms import NASTY, blank, forms
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from kehoach_gen.calendar import Period
from kehoach_gen.form import sheets
from kehoach_gen.form.changes import changes
from kehoach_gen.form.from_plan import Asked, to_forms
from kehoach_gen.form.from_xlsx import from_xlsx
from kehoach_gen.form.layout import COLUMNS, TABLE_TITLES
from kehoach_gen.form.model import PROGRESS, Answer, Form, Item, Letter, Line, Remarks
from kehoach_gen.form.returned import Returned, answered, settled
from kehoach_gen.form.sheets import GUIDE, HIDDEN, REMARKS
from kehoach_gen.form.strays import strays
from kehoach_gen.form.to_xlsx import to_xlsx
from kehoach_gen.nd30 import Law
from kehoach_gen.office.package import read_zip, write_zip
from kehoach_gen.office.sheet import Book, Contents, Kind, Look, Pattern, Row
from kehoach_gen.plan.model import Plan
from kehoach_gen.problem import ProblemError
from kehoach_gen.workspace.folder import Folder

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))
LED, COORDINATED = TABLE_TITLES["lead"], TABLE_TITLES["coordinator"]
LETTER = Letter(
    heading=("SỞ NỘI VỤ",), superior=(), symbol="BC-SNV", place="Sơn La", year=2023, subject="Kết quả thực hiện Kế hoạch, quý III",
    addressee="Ủy ban nhân dân tỉnh Sơn La", author="Sở Nội vụ", ground="Thực hiện", basis="Thực hiện:", signature=("GIÁM ĐỐC",), recipients=("Như trên",),
)  # fmt: skip


def item(id: str, number: str, *lines: Line, role: Any = "lead", **changes: Any) -> Item:
    values = {"area": "Cải cách thể chế", "text": f"Việc {number}", "others": "Sở Tư pháp", "deadline": "Quý III/2023"}
    return Item(id=id, number=number, role=role, lines=lines, **{**values, **changes})


def line(id: str, result: str = "", text: str = "", **changes: Any) -> Line:
    return Line(id=id, text=text, answer=Answer(result=result), **changes)


FORM = Form(
    plan="cchc-2023", base="0123456789abcdef", period="2023-Q3", agency="SNV", agency_name="Sở Nội vụ", letter=LETTER,
    first_day=date(2023, 6, 15), last_day=date(2023, 9, 14), due=date(2023, 9, 19),
    led=(
        item("n01", "1.a", line("n01", "Đã làm một")),
        item("n02", "1.b", line("n02_1", "Đã làm hai", "mốc một"), line("n02_2", "", "mốc hai")),
        item("n03", "1.c", line("n03", "Đã làm ba")),
    ),
    coordinated=(item("n04", "2.a", line("n04", "Đã góp ý"), role="coordinator"),),
    remarks=Remarks(led="Tốt", proposals="Không"),
)  # fmt: skip


def edited(change: Callable[[Workbook], None], form: Form = FORM) -> bytes:
    """The workbook after somebody did something to it and saved it."""
    book = load_workbook(io.BytesIO(to_xlsx(form)))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(content: bytes) -> Returned:
    return from_xlsx(content, "a.xlsx")


def codes(returned: Returned) -> list[str]:
    return [notice.code for notice in returned.notices]


def identity(returned: Returned) -> tuple[str, str, str, str]:
    return returned.plan, returned.base, returned.period, returned.agency


def row_of(sheet: Any, mark: str) -> int:
    return int(next(cell.row for cell in sheet["A"] if cell.value == mark))


# The round trip


@given(forms())
@settings(SLOW, max_examples=60)
def test_what_was_written_comes_back(form: Form) -> None:
    returned = read(to_xlsx(form))
    assert answered(blank(form), returned) == form
    assert settled(form, returned).notices == changes(form, returned) == ()
    assert identity(returned) == (form.plan, form.base, form.period, form.agency)


@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine")
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_what_was_written_survives_libreoffice(kind: str, tmp_path: Path) -> None:
    sent: list[Form] = []

    @given(forms())
    @settings(SLOW, max_examples=5, derandomize=True, database=None)
    def collect(form: Form) -> None:
        sent.append(form)

    collect()
    words = [normalize("NFC", text).strip() for text in NASTY]
    sent.append(
        FORM.model_copy(update={"led": tuple(item(f"n{n}", f"1.{n}", line(f"n{n}", text)) for n, text in enumerate(words))})
    )
    for number, form in enumerate(sent):
        (tmp_path / f"{number}.xlsx").write_bytes(to_xlsx(form))
    command = [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), *map(str, tmp_path.glob("*.xlsx"))], check=True, capture_output=True
    )
    for number, form in enumerate(sent):
        returned = from_xlsx((tmp_path / "out" / f"{number}.{kind}").read_bytes(), f"{number}.{kind}")
        assert answered(blank(form), returned) == form
        assert returned.notices == changes(form, returned) == ()
        assert returned.kind == kind
        assert identity(returned) == (form.plan, form.base, form.period, form.agency)


def test_the_same_form_gives_the_same_bytes() -> None:
    assert to_xlsx(FORM) == to_xlsx(FORM.model_copy())


def test_real_forms_are_lean_and_come_back(sample_plan: Plan, sample_folder: Folder, law: Law) -> None:
    asked = Asked(Period(2023, "Q3"), dict.fromkeys(("so", "huyen", "xa"), date(2023, 9, 19)))
    assert sample_folder.registry is not None
    for form in to_forms(sample_plan, sample_folder.registry, law, date(2023, 6, 15), asked).forms[::12]:
        content = to_xlsx(form)
        assert len(content) <= 20 * 1024
        assert settled(form, read(content)).notices == ()


# What the clerk sees


def test_sheets_without_tasks_are_left_out() -> None:
    assert load_workbook(io.BytesIO(to_xlsx(FORM))).sheetnames == [GUIDE, LED, COORDINATED, REMARKS, HIDDEN]
    only = FORM.model_copy(update={"led": ()})
    assert load_workbook(io.BytesIO(to_xlsx(only))).sheetnames == [GUIDE, COORDINATED, REMARKS, HIDDEN]


def test_only_the_answers_of_lines_can_be_written() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(FORM)))[LED]
    answers = [index for index, column in enumerate(COLUMNS["lead"], 2) if column.answer]
    for row in sheet.iter_rows():
        is_line = str(row[0].value or "").startswith("chu_tri/")
        assert [cell.column for cell in row if not cell.protection.locked] == (answers if is_line else [])
    assert sheet.protection.sheet
    closed = sheet.cell(row_of(sheet, "chu_tri/n02_1") - 1, answers[0])
    assert closed.fill.fgColor.rgb == "FFEDEDED", "the row that only names its task is grey"


def test_progress_is_chosen_and_every_answer_has_a_hint_that_excel_accepts() -> None:
    book = load_workbook(io.BytesIO(to_xlsx(FORM)))
    rules = book[LED].data_validations.dataValidation
    assert [rule.promptTitle for rule in rules] == [column.title for column in COLUMNS["lead"] if column.answer]
    assert [(rule.formula1, str(rule.sqref)) for rule in rules if rule.type == "list"] == [("TienDo", "H6:H10")]
    assert all(len(rule.promptTitle) <= 32 and len(rule.prompt) <= 255 for rule in rules)
    assert book.defined_names["TienDo"].attr_text == f"'{HIDDEN}'!$D$1:$D$3"
    assert [book[HIDDEN].cell(row, 4).value for row in (1, 2, 3)] == list(PROGRESS)
    assert book[HIDDEN].sheet_state == "veryHidden"


def test_the_code_stands_on_every_sheet_and_at_the_foot_of_every_page() -> None:
    book = load_workbook(io.BytesIO(to_xlsx(FORM)))
    for title in (GUIDE, LED, COORDINATED, REMARKS):
        assert f"Mã biểu: {FORM.code}" in [cell.value for cell in book[title][1]]
        assert FORM.code in book[title].oddFooter.left.text
    members = read_zip(to_xlsx(FORM), "a")
    assert all(f">{value}<".encode() in members["docProps/custom.xml"] for value in ("cchc-2023", "SNV", FORM.code))


def test_the_head_says_whose_what_and_by_when() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(FORM)))[LED]
    assert [sheet.cell(row, 2).value for row in (1, 2, 3)] == [
        "SỞ NỘI VỤ",
        "Báo cáo kết quả thực hiện Kế hoạch, quý III",
        "Nhiệm vụ chủ trì. Số liệu từ ngày 15/06/2023 đến ngày 14/09/2023; gửi báo cáo chậm nhất ngày 19/09/2023.",
    ]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("D5", "$4:$4")
    guide = " ".join(str(cell.value) for row in load_workbook(io.BytesIO(to_xlsx(FORM)))[GUIDE] for cell in row)
    assert "đến Ủy ban nhân dân tỉnh Sơn La chậm nhất ngày 19/09/2023" in guide


def test_a_changed_or_overdue_task_stands_out() -> None:
    form = FORM.model_copy(
        update={"led": (item("n01", "1.a", line("n01"), is_changed=True), item("n02", "1.b", line("n02", state="overdue")))}
    )
    sheet = load_workbook(io.BytesIO(to_xlsx(form)))[LED]
    states = [sheet.cell(row_of(sheet, f"chu_tri/{id}"), 6) for id in ("n01", "n02")]
    assert [cell.value for cell in states] == ["chưa đến hạn; nhiệm vụ đã sửa đổi", "quá hạn"]
    assert all(cell.font.b and cell.font.color.rgb == "FFC00000" for cell in states)


# What agencies do to a form


def test_renamed_sheets_and_a_deleted_hidden_sheet_do_not_matter() -> None:
    def change(book: Workbook) -> None:
        book[LED].title, book[REMARKS].title = "Sheet1", "Sheet2"
        for title in (HIDDEN, GUIDE):
            del book[title]

    returned = read(edited(change))
    assert answered(blank(FORM), returned) == FORM
    assert (identity(returned), codes(returned)) == (("cchc-2023", "0123456789abcdef", "2023-Q3", "SNV"), [])


@given(forms())
@settings(SLOW, max_examples=20)
def test_rows_may_be_sorted(form: Form) -> None:
    members = read_zip(to_xlsx(form), "a")
    for path in ("xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"):
        xml = members[path].decode()
        rows = re.findall("<row .*?</row>", xml)
        turned = [*rows[:4], *reversed(rows[4:])]
        numbered = [re.sub(r' r="([A-Z]*)\d+"', rf' r="\g<1>{number}"', row) for number, row in enumerate(turned, 1)]
        members[path] = xml.replace("".join(rows), "".join(numbered)).encode()
    returned = read(write_zip(members))
    assert answered(blank(form), returned) == form
    assert settled(form, returned).notices == ()


def test_columns_may_be_moved() -> None:
    def change(book: Workbook) -> None:
        for row in book[LED].iter_rows(min_row=4):
            values = [cell.value for cell in row]
            for cell, value in zip(row, [values[-1], *reversed(values[:-1])], strict=True):
                if cell.__class__.__name__ != "MergedCell":
                    cell.value = value

    returned = read(edited(lambda book: (book[LED].unmerge_cells("C5:M5"), change(book))[-1]))
    assert answered(blank(FORM), returned) == FORM


def test_the_printed_code_names_a_form_that_lost_every_hidden_sign() -> None:
    def change(book: Workbook) -> None:
        del book[HIDDEN]
        for sheet in book:
            sheet["A1"].value = None

    content = edited(change)
    members = {path: part for path, part in read_zip(content, "a").items() if path != "docProps/custom.xml"}
    assert identity(read(content)) == ("cchc-2023", "0123456789abcdef", "2023-Q3", "SNV"), "known by its properties"
    assert identity(read(write_zip(members))) == ("cchc-2023", "01234567", "2023-Q3", "SNV"), "known by its printed code"


def test_rows_that_lost_their_mark_go_by_their_number() -> None:
    def change(book: Workbook) -> None:
        for row in range(5, book[LED].max_row + 1):
            book[LED].cell(row, 1).value = None

    returned = read(edited(change))
    assert list(returned.asked)[:3] == [("lead", "#1.a"), ("lead", "#1.b"), ("lead", "#1.b.1")]
    assert answered(blank(FORM), returned) == FORM


def test_of_two_unmarked_rows_with_one_number_the_second_goes_by_its_place() -> None:
    def change(book: Workbook) -> None:
        book[LED]["A6"].value = book[LED]["A10"].value = None
        book[LED]["B10"].value = "1.a"

    assert [row for _, row in read(edited(change)).answers][:3] == ["#1.a", "n02_1", f"#?{LED}!10"]


def test_the_agencys_name_is_read_beside_the_code_of_a_table_rather_than_of_another_sheet() -> None:
    def rename(book: Workbook, title: str) -> None:
        book[title]["B1"].value = normalize("NFD", "Ủy ban nhân dân huyện Mai Sơn ")

    assert read(to_xlsx(FORM)).agency_name == "SỞ NỘI VỤ"
    assert read(edited(lambda book: rename(book, GUIDE))).agency_name == "SỞ NỘI VỤ"
    assert read(edited(lambda book: rename(book, LED))).agency_name == "UBND huyện Mai Sơn"
    assert (
        read(edited(lambda book: [book[title].delete_rows(1) for title in (GUIDE, LED, COORDINATED, REMARKS)])).agency_name == ""
    )


def test_where_each_thing_stands_and_what_was_filled_in_is_known_when_asked_for() -> None:
    returned = settled(FORM, read(to_xlsx(FORM)))
    assert returned.fixed["lead", "n02_1"] == {
        "tt": "1.b.1", "nhiem_vu": "mốc một", "co_quan": "", "thoi_han": "", "tinh_trang": "chưa đến hạn",
    }  # fmt: skip
    assert returned.fixed["lead", "#1.b"]["thoi_han"] == "Quý III/2023"
    assert {key: str(place) for (_, id, key), place in returned.places.items() if id == "n02_1"} == {
        "": f"a.xlsx[{LED}]!A8", "tt": f"a.xlsx[{LED}]!B8", "nhiem_vu": f"a.xlsx[{LED}]!C8", "co_quan": f"a.xlsx[{LED}]!D8",
        "thoi_han": f"a.xlsx[{LED}]!E8", "tinh_trang": f"a.xlsx[{LED}]!F8", "result": f"a.xlsx[{LED}]!G8",
    }  # fmt: skip
    assert len(returned.places) == len(list(returned.places))
    assert ("lead", "n02_1", "product") not in returned.places


def test_settling_twice_is_settling_once() -> None:
    once = settled(FORM, read(edited(lambda book: book[LED].delete_rows(6))))
    assert settled(FORM, once) == once
    assert codes(once) == ["thieu-hang"]


def test_letters_typed_in_two_parts_are_joined() -> None:
    def change(book: Workbook) -> None:
        book[LED]["G6"].value = normalize("NFD", " Đã hoàn thành ")

    assert read(edited(change)).answers["lead", "n01"].result == "Đã hoàn thành"


def test_a_copied_row_is_told_and_nothing_of_it_is_lost() -> None:
    def copy(book: Workbook, result: str | None) -> None:
        sheet = book[LED]
        source, target = row_of(sheet, "chu_tri/n03"), sheet.max_row + 1
        for column in range(1, sheet.max_column + 1):
            sheet.cell(target, column).value = sheet.cell(source, column).value
        sheet.cell(target, 7).value = result

    returned = read(edited(lambda book: copy(book, "Đã làm khác")))
    assert answered(blank(FORM), returned) == FORM
    (notice,) = returned.notices
    assert (notice.code, str(notice.place)) == ("hang-lap", f"a.xlsx[{LED}]!A11")
    assert notice.message == "Hàng 11 lặp lại hàng của nhiệm vụ 1.c, mà ghi khác: «Đã làm khác»."
    assert "hang-ngoai-mau" in [notice.code for notice in settled(FORM, returned).notices]
    assert [notice.severity for notice in read(edited(lambda book: copy(book, None))).notices] == ["info"]


def test_a_copy_that_is_filled_beside_an_original_that_is_not_is_the_answer() -> None:
    def change(book: Workbook) -> None:
        sheet = book.copy_worksheet(book[LED])
        sheet.cell(row_of(sheet, "chu_tri/n02_2"), 7).value = "Đã làm ở bản sao"

    returned = read(edited(change))
    assert returned.answers["lead", "n02_2"].result == "Đã làm ở bản sao"
    assert set(codes(returned)) == {"hang-lap"}


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [(151, "General", "151"), (0.845, "0.0%", "84,5%"), (date(2023, 6, 15), "dd/mm/yyyy", "15/6/2023"), (4.5, "@", "4,5")],
)
def test_numbers_and_dates_are_read_as_they_are_shown(value: Any, code: str, shown: str) -> None:
    def change(book: Workbook) -> None:
        cell = book[LED].cell(row_of(book[LED], "chu_tri/n01"), 7)
        cell.value, cell.number_format = value, code

    returned = read(edited(change))
    assert returned.answers["lead", "n01"].result == shown
    assert str(returned.places["lead", "n01", "result"]) == f"a.xlsx[{LED}]!G6"


def test_what_stands_outside_the_form_is_told() -> None:
    def change(book: Workbook) -> None:
        book[LED]["O4"], book[LED]["O6"] = "Ghi chú", "xem công văn"
        book.create_sheet("Phụ lục")["A1"] = "thêm"

    returned = read(edited(change))
    assert [(notice.code, str(notice.place)) for notice in returned.notices] == [
        ("chu-ngoai-mau", f"a.xlsx[{LED}]!O6"),
        ("trang-ngoai-mau", "a.xlsx[Phụ lục]"),
    ]
    assert "«xem công văn»" in returned.notices[0].message
    assert "«A1: thêm»" in returned.notices[1].message
    assert [(str(one.place), one.message) for one in strays(FORM, returned)] == [
        (f"a.xlsx[{LED}]!O4", "Chữ ngoài các ô của mẫu, chưa được đọc: «Ghi chú».")
    ]


def test_nothing_is_told_of_a_form_returned_as_it_was_sent() -> None:
    assert strays(FORM, read(to_xlsx(FORM))) == ()
    assert read(to_xlsx(FORM)).notices == ()


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        *((LED, cell) for cell in ("B20", "C2", "C20", "D22", "F23", "B24", "M1", "P2", "P20")),
        *((REMARKS, cell) for cell in ("C10", "B11", "D5", "D1", "E9")),
        *((GUIDE, cell) for cell in ("C20", "E4", "F1")),
    ],
)
def test_words_anywhere_outside_the_fields_are_told_at_their_cell(sheet: str, cell: str) -> None:
    """Words of an agency stood below the table, beside the remarks, on the page of guidance, and nobody was told."""

    def change(book: Workbook) -> None:
        for merged in list(book[sheet].merged_cells.ranges):
            if cell in merged:
                book[sheet].unmerge_cells(str(merged))
        book[sheet][cell] = "Ghi chú: chưa gồm 03 phòng công chứng"

    returned = settled(FORM, read(edited(change)))
    told = [p for p in (*returned.notices, *strays(FORM, returned)) if p.code == "chu-ngoai-mau"]
    assert [str(problem.place) for problem in told] == [f"a.xlsx[{sheet}]!{cell}"]
    assert "«Ghi chú: chưa gồm 03 phòng công chứng»" in told[0].message


def test_a_number_below_the_table_is_told() -> None:
    returned = settled(FORM, read(edited(lambda book: book[LED].__setitem__("C20", "15"))))
    assert [(one.code, str(one.place)) for one in strays(FORM, returned)] == [("chu-ngoai-mau", f"a.xlsx[{LED}]!C20")]


def test_a_row_somebody_added_is_told_with_the_words_of_its_task() -> None:
    def change(book: Workbook) -> None:
        book[LED]["B20"], book[LED]["C20"], book[LED]["G20"] = "9", "Việc phát sinh", "Đã làm"

    (notice,) = settled(FORM, read(edited(change))).notices
    assert (notice.code, "«9; Việc phát sinh; Đã làm»" in notice.message) == ("hang-ngoai-mau", True)


def test_comments_of_an_agency_are_told_and_not_our_own() -> None:
    def change(book: Workbook) -> None:
        book[LED]["G6"].comment = Comment("Số liệu chưa gồm xã A", "Lò Văn Ánh")
        book[LED]["G7"].comment = Comment("Phải sửa: tỷ lệ lớn hơn 100%.", "")
        book[LED]["G8"].comment = Comment("Xem lại.", "Nơi tổng hợp")

    (notice,) = read(edited(change)).notices
    assert (notice.code, str(notice.place)) == ("chu-ngoai-mau", f"a.xlsx[{LED}]!G6")
    assert notice.message == "Nhận xét của Lò Văn Ánh ghi vào tệp, chưa được đọc: «Số liệu chưa gồm xã A»."


def test_a_lost_column_and_a_lost_heading_are_told() -> None:
    def rename(book: Workbook) -> None:
        book[LED]["G4"].value = "Đã làm"

    returned = read(edited(rename))
    assert (codes(returned)[0], set(codes(returned)[1:])) == ("thieu-cot", {"chu-ngoai-mau"})
    assert "«Kết quả thực hiện trong kỳ»" in returned.notices[0].message
    returned = read(edited(lambda book: book[LED].delete_rows(4)))
    assert (codes(returned)[0], returned.answers["lead", "n01"].result) == ("mat-tieu-de", "Đã làm một")


def test_merged_cells_and_errors_in_answers_are_told() -> None:
    def change(book: Workbook) -> None:
        sheet = book[LED]
        sheet.cell(6, 7).value = "#REF!"
        sheet.cell(6, 7).data_type = "e"
        sheet.merge_cells("G8:G9")

    returned = read(edited(change))
    assert [(notice.code, notice.severity, str(notice.place)) for notice in returned.notices] == [
        ("o-bao-loi", "warning", f"a.xlsx[{LED}]!G6"),
        ("o-gop", "warning", f"a.xlsx[{LED}]!G8:G9"),
    ]


def test_sheets_of_two_forms_in_one_file_are_told() -> None:
    returned = read(edited(lambda book: book[COORDINATED].__setitem__("A1", "KHGen|cchc-2023|ffff|2023-Q3|STP")))
    assert codes(returned) == ["nhieu-ma-bieu"]
    assert "cchc-2023/2023-Q3/SNV, cchc-2023/2023-Q3/STP" in returned.notices[0].message


def test_remarks_are_found_by_their_titles() -> None:
    def change(book: Workbook) -> None:
        for row in range(1, 9):
            book[REMARKS].cell(row, 1).value = None
        book[REMARKS].move_range("B4:C8", rows=3, cols=2)

    returned = read(edited(change))
    assert returned.remarks == FORM.remarks
    assert str(returned.remark_places["proposals"]) == f"a.xlsx[{REMARKS}]!E11"


def test_remarks_written_twice_are_told() -> None:
    def change(book: Workbook) -> None:
        book[REMARKS]["A9"], book[REMARKS]["C9"] = "y_kien/kien_nghi", "Khác"

    returned = read(edited(change))
    assert (codes(returned), returned.remarks.proposals) == (["hang-lap"], "Không")


def test_a_table_without_any_sign_of_its_form_is_read_and_told() -> None:
    pattern = Pattern("S", (30.0,) * 8, {"r": Kind((Look(),) * 8)})
    titles = tuple(column.title for column in COLUMNS["coordinator"])
    cells = ("2.a", "Việc", "", "", "đến hạn", "Đã góp ý")
    returned = read(Book((pattern,)).fill(Contents({"S": [Row("r", titles), Row("r", cells)]}, "Thử")))
    assert (codes(returned), returned.agency) == (["khong-ro-mau"], "")
    assert returned.answers == {("coordinator", "#2.a"): Answer(result="Đã góp ý")}


def test_what_is_no_form_is_refused() -> None:
    pattern = Pattern("S", (30.0,), {"r": Kind((Look(),))})
    with pytest.raises(ProblemError) as caught:
        read(Book((pattern,)).fill(Contents({"S": [Row("r", ("Danh sách",))]}, "Thử")))
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("khong-phai-mau-bao-cao", "a.xlsx")

    def without_tables(book: Workbook) -> None:
        for title in (LED, COORDINATED, REMARKS):
            del book[title]

    with pytest.raises(ProblemError, match="không còn bảng nhiệm vụ nào"):
        read(edited(without_tables))


def test_control_characters_become_new_lines_or_are_dropped_and_told() -> None:
    def change(book: Workbook) -> None:
        sheet = book[LED]
        row = row_of(sheet, sheets.row_mark("lead", FORM.led[0].lines[0].id))
        columns = {cell.value: cell.column for cells in sheet.iter_rows() for cell in cells if cell.value}
        sheet.cell(row, columns["Khó khăn, vướng mắc"]).value = "dòng một_x000B_dòng hai_x000D_"
        sheet.cell(row, columns["Kiến nghị, đề xuất"]).value = "có_x0001_ ký tự"

    said = read(edited(change))
    answer = said.answers["lead", FORM.led[0].lines[0].id]
    assert (answer.difficulty, answer.proposal) == ("dòng một\ndòng hai", "có ký tự")
    (told,) = (notice for notice in said.notices if notice.code == "ky-tu-dieu-khien")
    assert "U+0001" in told.message
    assert told.place == said.places["lead", FORM.led[0].lines[0].id, "proposal"]


@pytest.mark.parametrize("key", sheets.IDENTITY)
def test_an_identity_with_a_part_missing_is_none(key: str) -> None:
    """The hidden sheet lost a row: KeyError in the middle of the season."""

    def change(book: Workbook) -> None:
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.startswith("KHGen|"):
                        cell.value = None
                    if cell.value == f"{sheets.PROPERTY}{key}":
                        cell.value, row[cell.column].value = None, None

    assert identity(read(edited(change))) == (FORM.plan, FORM.base, FORM.period, FORM.agency), "the file still has its properties"
