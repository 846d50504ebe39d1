"""A plan as a workbook: lossless both ways, pleasant to fill in, every fault at its cell."""

import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook, load_workbook
from plans import CHOICES, NASTY, plan_of, plans

from kehoach_gen.plan.from_xlsx import from_xlsx
from kehoach_gen.plan.model import Block, Plan, Task
from kehoach_gen.plan.sheets import INFO_GROUPS, SHEETS, Names, column_labels, fold, labels, title_of
from kehoach_gen.plan.to_xlsx import to_xlsx
from kehoach_gen.plan.to_yaml import to_yaml
from kehoach_gen.problem import Place, Problem, ProblemError
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.source.to_value import validate

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "cchc-2023" / "ke-hoach.yaml"
SLOW = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
NAME = "ke-hoach.xlsx"

SMALL = plan_of("""
ma: cchc-2023
co_quan: {ten: UBND tỉnh, ky_hieu: UBND}
ngay_ban_hanh: 6/2023
dia_danh: Sơn La
trich_yeu: Nâng cao chỉ số
nguoi_ky: {chuc_vu: Chủ tịch, ho_ten: Hoàng Quốc Khánh}
can_cu: [Luật Tổ chức chính quyền địa phương]
noi_dung:
  - {ma: b01, muc: Mục đích}
  - {ma: b02, doan: Cải thiện chỉ số.}
noi_nhan: [Sở Nội vụ]
phu_luc:
  - ma: pl1
    ten: Phân công
    cot_them: [{ma: kinh_phi, ten: Kinh phí}]
    linh_vuc:
      - ma: lv1
        ten: Cải cách thể chế
        nhiem_vu:
          - {ma: n01, nhiem_vu: Rà soát, chu_tri: [SNV], phoi_hop: [STC, ubnd_xa], thoi_gian: Quý IV, cot_them: {kinh_phi: 5 triệu}}
          - {ma: n02, nhiem_vu: Báo cáo, chu_tri: [xa_hat_lot, Hội Nông dân tỉnh]}
      - ma: lv2
        ten: Tài chính công
viet_tat: {UBND: Ủy ban nhân dân}
thanh_vien_nhom: {lien_quan: [SNV, STC]}
""")


WRITTEN = to_xlsx(SMALL, CHOICES)


def read(content: bytes) -> Plan:
    plan, problems = validate(from_xlsx(content, NAME), Plan)
    assert plan is not None, problems
    return plan


def changed(change: Callable[[Workbook], Any]) -> bytes:
    """The workbook of the small plan after a person changed it."""
    book = load_workbook(io.BytesIO(WRITTEN))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def problems_of(change: Callable[[Workbook], Any]) -> list[Problem]:
    with pytest.raises(ProblemError) as caught:
        from_xlsx(changed(change), NAME)
    return list(caught.value.problems)


def only(found: list[Problem]) -> tuple[str, str, str, str]:
    assert len(found) == 1, found
    return found[0].code, str(found[0].place), found[0].message, found[0].hint


def put(sheet: str, **cells: Any) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        for cell, value in cells.items():
            book[sheet][cell] = value

    return change


@SLOW
@given(plans())
def test_a_plan_comes_back_equal_and_the_same_plan_gives_the_same_bytes(plan: Plan) -> None:
    content = to_xlsx(plan, CHOICES)
    back = read(content)
    assert back == plan
    assert to_xlsx(back, CHOICES) == content


@SLOW
@given(plans())
def test_yaml_to_workbook_to_yaml_is_the_identity(plan: Plan) -> None:
    written = to_yaml(plan)
    assert to_yaml(read(to_xlsx(plan, CHOICES)), written) == written


def test_texts_that_excel_would_compute_or_retype_stay_as_they_are() -> None:
    tasks = tuple(Task(text=text, leads=(text,), target=text, extra={"kinh_phi": text}) for text in NASTY)
    appendix = SMALL.appendices[0]
    areas = tuple(appendix.areas[0].model_copy(update={"id": "", "name": task.text, "tasks": (task,)}) for task in tasks)
    plan = SMALL.model_copy(update={"recipients": NASTY, "appendices": (appendix.model_copy(update={"areas": areas}),)})
    plan = Plan.model_validate(plan.model_dump(by_alias=True))
    assert read(to_xlsx(plan, CHOICES)) == plan


def test_the_sample_comes_back_equal() -> None:
    plan, problems = validate(from_yaml(SAMPLE.read_bytes(), SAMPLE.name), Plan)
    assert plan is not None, problems
    content = to_xlsx(plan, CHOICES)
    assert read(content) == plan
    assert to_yaml(read(content), SAMPLE.read_bytes()) == SAMPLE.read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="chưa cài LibreOffice (soffice)")
def test_a_workbook_saved_again_by_libreoffice_reads_the_same(tmp_path: Path) -> None:
    blocks = tuple(Block(kind="doan", text=text) for text in NASTY)
    plan = SMALL.model_copy(update={"body": blocks, "recipients": NASTY})
    plan = Plan.model_validate(plan.model_dump(by_alias=True))
    source, target = tmp_path / "truoc.xlsx", tmp_path / "sau"
    source.write_bytes(to_xlsx(plan, CHOICES))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = (target / source.name).read_bytes()
    assert saved != source.read_bytes()
    assert read(saved) == plan
    book = load_workbook(io.BytesIO(saved))
    rules = {rule.formula1 for rule in book["Nhiệm vụ"].data_validations.dataValidation}
    assert rules == {"DanhSachCoQuan", "DanhSachLinhVuc"}


def test_cells_show_names_and_values_know_their_cells() -> None:
    sheet = load_workbook(io.BytesIO(WRITTEN))["Nhiệm vụ"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [
        "Mã", "Lĩnh vực", "Nhiệm vụ, giải pháp",
        "Cơ quan chủ trì 1", "Cơ quan chủ trì 2", "Cơ quan chủ trì 3", "Cơ quan chủ trì 4",
        "Cách ghi chủ trì", "Ghi chú phân công",
        "Cơ quan phối hợp 1", "Cơ quan phối hợp 2", "Cơ quan phối hợp 3", "Cơ quan phối hợp 4", "Cách ghi phối hợp",
        "Thời gian hoàn thành", "Sản phẩm", "Chỉ tiêu", "Kinh phí", "Ghi chú",
    ]  # fmt: skip
    rows = [[cell.value for cell in row if cell.value] for row in sheet.iter_rows(min_row=2, max_row=3)]
    assert rows == [
        ["n01", "Cải cách thể chế", "Rà soát", "Sở Nội vụ", "Sở Tài chính", "UBND cấp xã", "Quý IV", "5 triệu"],
        ["n02", "Cải cách thể chế", "Báo cáo", "Hát Lót (xa_hat_lot)", "Hội Nông dân tỉnh"],
    ]
    raw = from_xlsx(WRITTEN, NAME)
    task: tuple[str | int, ...] = ("phu_luc", 0, "linh_vuc", 0, "nhiem_vu", 0)
    assert raw.place((*task, "phoi_hop", 1)) == Place(NAME, sheet="Nhiệm vụ", cell="K2")
    assert str(raw.place((*task, "cot_them", "kinh_phi"))) == "ke-hoach.xlsx[Nhiệm vụ]!R2"
    assert str(raw.place(("co_quan", "ten"))) == "ke-hoach.xlsx[Thông tin chung]!B14"
    assert str(raw.place(("noi_dung", 1, "doan"))) == "ke-hoach.xlsx[Nội dung]!C3"
    assert str(raw.place(("thanh_vien_nhom", "lien_quan", 1))) == "ke-hoach.xlsx[Thành viên nhóm]!B3"


def test_validation_speaks_of_cells() -> None:
    raw = from_xlsx(changed(put("Thông tin chung", B3="CCHC 2023")), NAME)
    plan, problems = validate(raw, Plan)
    assert plan is None
    assert [str(problem.place) for problem in problems] == ["ke-hoach.xlsx[Thông tin chung]!B3"]


def test_the_workbook_is_pleasant() -> None:
    book = load_workbook(io.BytesIO(WRITTEN))
    assert book.sheetnames == ["Hướng dẫn", *(layout.title for layout in SHEETS)]
    assert book.defined_names["DanhSachCoQuan"].attr_text == "'Cơ quan'!$B$2:$B$7"
    tasks = book["Nhiệm vụ"]
    assert (tasks.freeze_panes, tasks.print_title_rows, tasks.page_setup.orientation, tasks.page_setup.paperSize) == (
        "D2", "$1:$1", "landscape", 9,
    )  # fmt: skip
    spare = tasks["D53"]
    assert (spare.value, spare.number_format, spare.alignment.wrap_text, spare.font.name) == (None, "@", True, "Times New Roman")
    rules = {rule.formula1: str(rule.sqref) for rule in tasks.data_validations.dataValidation if rule.formula1}
    assert rules["DanhSachLinhVuc"] == "B2:B53"
    kinds = book["Nội dung"].data_validations.dataValidation[0]
    assert (kinds.formula1, str(kinds.sqref)) == (
        '"Phần,Mục,Khoản có tiêu đề,Khoản,Điểm,Gạch đầu dòng,Dấu cộng,Đoạn văn"',
        "B2:B53",
    )


def test_a_long_text_has_a_tall_row_within_excel_limits() -> None:
    texts = ("ngắn", "dài " * 200, "x\n" * 300 + "x")
    plan = SMALL.model_copy(update={"recipients": texts})
    sheet = load_workbook(io.BytesIO(to_xlsx(plan, CHOICES)))["Nơi nhận"]
    heights = [sheet.row_dimensions[row].height for row in (2, 3, 4)]
    assert heights[0] < 25 < 100 < heights[1] < heights[2] == 409


def test_titles_of_general_information_are_told_apart() -> None:
    titles = [fold(title_of(group.model, name)) for group in INFO_GROUPS for name in group.fields]
    assert len(set(titles)) == len(titles)
    assert not {fold(group.title) for group in INFO_GROUPS} & set(titles)


def test_names_are_shown_plainly_where_they_are_clear() -> None:
    assert labels([("a", "Một"), ("b", "Hai"), ("c", "hai"), ("", "Ba"), ("", "Ba"), ("d", "")]) == [
        "Một", "Hai (b)", "hai (c)", "Ba", "Ba (số 5)", "d",
    ]  # fmt: skip
    names = Names.of(CHOICES)
    assert [names.shown(text) for text in ("SNV", "tt_hat_lot", "Báo Sơn La", "Sở Nội vụ", "Hội", "«x»")] == [
        "Sở Nội vụ", "Hát Lót (tt_hat_lot)", "Báo Sơn La", "«Sở Nội vụ»", "Hội", "««x»»",
    ]  # fmt: skip
    assert [names.meant(cell) for cell in ("SỞ  NỘI VỤ", "«Sở Nội vụ»", "SNV", "Hội")] == ["SNV", "Sở Nội vụ", "SNV", "Hội"]
    assert column_labels([("a", "Ghi chú"), ("b", "Kinh phí"), ("ma", "")]) == {
        "a": "Ghi chú (a)",
        "b": "Kinh phí",
        "ma": "ma (ma)",
    }


# What people do to a workbook, and may.


def test_columns_may_change_places_and_rows_and_notes_be_added() -> None:
    def shuffle(book: Workbook) -> None:
        sheet = book["Nơi nhận"]
        sheet.insert_rows(2, 3)
        sheet.insert_cols(1, 2)
        body = book["Nội dung"]
        for row in body.iter_rows(min_row=1, max_row=3):
            row[0].value, row[2].value = row[2].value, row[0].value
        book.create_sheet("Ghi chú riêng")["A1"] = "=1/0"
        book["Nhiệm vụ"]["D1"] = "cơ quan CHỦ TRÌ  1"

    assert read(changed(shuffle)) == SMALL


def test_dates_and_numbers_are_read_as_shown() -> None:
    def fill(book: Workbook) -> None:
        sheet = book["Thông tin chung"]
        sheet["B5"], sheet["B5"].number_format = 151, "General"
        sheet["B6"], sheet["B6"].number_format = date(2023, 6, 15), "dd/mm/yyyy"
        target = book["Nhiệm vụ"]["Q2"]
        target.value, target.number_format = 0.05, "0%"

    plan = read(changed(fill))
    assert (plan.number, plan.issued, next(plan.tasks).target) == ("151", "15/6/2023", "5%")


def test_a_task_without_area_belongs_to_the_only_one() -> None:
    def change(book: Workbook) -> None:
        book["Lĩnh vực"].delete_rows(3)
        book["Nhiệm vụ"]["B2"] = None

    assert [task.id for task in read(changed(change)).appendices[0].areas[0].tasks] == ["n01", "n02"]


def test_an_area_may_be_named_by_its_code_and_a_kind_by_its_key() -> None:
    def change(book: Workbook) -> None:
        book["Nhiệm vụ"]["B3"] = "lv2"
        book["Nội dung"]["B3"] = "khoan"
        book["Nội dung"]["B2"] = "muc "

    plan = read(changed(change))
    assert [len(area.tasks) for area in plan.appendices[0].areas] == [1, 1]
    assert plan.body[1].kind == "khoan"


def test_another_numbered_column_takes_another_agency() -> None:
    plan = read(changed(put("Nhiệm vụ", Z1="Cơ quan chủ trì 5", Z2="UBND cấp xã")))
    assert next(plan.tasks).leads == ("SNV", "ubnd_xa")


# What people do to a workbook, and may not: one problem each, at its cell.


def test_a_missing_sheet_and_a_missing_heading_are_named() -> None:
    def change(book: Workbook) -> None:
        del book["Nơi nhận"]
        book["Nhiệm vụ"]["P1"] = None

    found = {problem.code: problem for problem in problems_of(change)}
    assert found["thieu-trang-tinh"].message == "Thiếu trang tính «Nơi nhận»."
    assert found["thieu-tieu-de"].message == "Trang «Nhiệm vụ» thiếu cột «Sản phẩm»."
    assert str(found["thieu-tieu-de"].place) == "ke-hoach.xlsx[Nhiệm vụ]!A1"


def test_two_sheets_of_one_name_are_told() -> None:
    code, _, message, _ = only(problems_of(lambda book: book.create_sheet("noi nhan")))
    assert (code, message) == ("trang-tinh-trung", "Có hai trang tính trùng tên: «Nơi nhận», «noi nhan».")


def test_a_heading_met_twice_is_told() -> None:
    code, place, message, _ = only(problems_of(put("Nội dung", D1="Nội dung")))
    assert (code, place) == ("tieu-de-trung", "ke-hoach.xlsx[Nội dung]!D1")
    assert message == "Tiêu đề «Nội dung» có ở hai cột; cột trước là C1."


def test_a_filled_column_of_unknown_heading_is_told() -> None:
    code, place, message, hint = only(problems_of(put("Nhiệm vụ", Z1="Sản phầm dự kiến", Z2="Báo cáo")))
    assert (code, place) == ("tieu-de-la", "ke-hoach.xlsx[Nhiệm vụ]!Z1")
    assert message == "Cột «Sản phầm dự kiến» không có trong mẫu mà có nội dung."
    assert hint == "có phải ý là «Sản phẩm»?"
    code, place, _, _ = only(problems_of(put("Nhiệm vụ", Z4="lạc")))
    assert (code, place) == ("tieu-de-la", "ke-hoach.xlsx[Nhiệm vụ]!Z4")


def test_merged_cells_are_named_by_their_range() -> None:
    code, place, message, hint = only(problems_of(lambda book: book["Nhiệm vụ"].merge_cells("O2:O3")))
    assert (code, place, message) == ("o-gop", "ke-hoach.xlsx[Nhiệm vụ]!O2:O3", "Các ô O2:O3 bị gộp làm một.")
    assert "bỏ gộp" in hint


def test_formulas_without_a_result_are_told() -> None:
    code, place, _, _ = only(problems_of(put("Nhiệm vụ", Q2="=1+1")))
    assert (code, place) == ("cong-thuc-chua-tinh", "ke-hoach.xlsx[Nhiệm vụ]!Q2")


def test_an_unknown_area_is_told_with_the_nearest() -> None:
    code, place, message, hint = only(problems_of(put("Nhiệm vụ", B3="Cải cách thể chê")))
    assert (code, place) == ("tham-chieu-la", "ke-hoach.xlsx[Nhiệm vụ]!B3")
    assert message == "«Lĩnh vực» ghi «Cải cách thể chê», không có ở trang «Lĩnh vực»."
    assert hint == "có phải ý là «Cải cách thể chế»?"


def test_a_task_of_no_area_is_told() -> None:
    code, place, message, _ = only(problems_of(put("Nhiệm vụ", B3=None)))
    assert (code, place, message) == ("o-trong", "ke-hoach.xlsx[Nhiệm vụ]!B3", "Chưa chọn «Lĩnh vực» cho dòng này.")


def test_a_name_of_two_areas_is_told() -> None:
    def change(book: Workbook) -> None:
        book["Lĩnh vực"]["C3"] = "Cải cách thể chế"
        book["Nhiệm vụ"]["B3"] = "lv2"

    code, place, message, hint = only(problems_of(change))
    assert (code, place) == ("ten-khong-ro", "ke-hoach.xlsx[Nhiệm vụ]!B2")
    assert message == "Có nhiều dòng tên «Cải cách thể chế» ở trang «Lĩnh vực»."
    assert hint == "viết rõ một trong: «Cải cách thể chế (lv1)», «Cải cách thể chế (lv2)»."


def test_an_unknown_kind_of_paragraph_is_told_with_the_nearest() -> None:
    code, place, message, hint = only(problems_of(put("Nội dung", B3="Khoảng tiêu đề")))
    assert (code, place) == ("tu-ngoai-danh-sach", "ke-hoach.xlsx[Nội dung]!B3")
    assert message == "«Khoảng tiêu đề» không có trong danh sách của cột «Loại đoạn»."
    assert hint == "có phải ý là «Khoản có tiêu đề»?"
    code, place, _, _ = only(problems_of(put("Nội dung", B3=None)))
    assert (code, place) == ("o-trong", "ke-hoach.xlsx[Nội dung]!B3")


def test_general_information_met_twice_or_unknown_is_told() -> None:
    code, place, message, _ = only(problems_of(put("Thông tin chung", A30="Số", B30="12")))
    assert (code, place, message) == ("muc-trung", "ke-hoach.xlsx[Thông tin chung]!A30", "Mục «Số» có hai dòng; dòng trước ở A5.")
    code, place, _, hint = only(problems_of(put("Thông tin chung", A30="Trích yêu văn bản", B30="x")))
    assert (code, place, hint) == ("muc-la", "ke-hoach.xlsx[Thông tin chung]!A30", "có phải ý là «Trích yếu»?")


def test_an_abbreviation_met_twice_and_a_group_without_name_are_told() -> None:
    code, place, _, _ = only(problems_of(put("Chữ viết tắt", A3="UBND", B3="x")))
    assert (code, place) == ("chu-viet-tat-trung", "ke-hoach.xlsx[Chữ viết tắt]!A3")
    code, place, _, _ = only(problems_of(put("Thành viên nhóm", B4="Sở Nội vụ")))
    assert (code, place) == ("o-trong", "ke-hoach.xlsx[Thành viên nhóm]!A4")


def test_all_faults_are_told_at_once() -> None:
    def change(book: Workbook) -> None:
        book["Nội dung"]["B3"] = "Xyz"
        book["Nhiệm vụ"]["B2"] = "Xyz"
        book["Nhiệm vụ"].merge_cells("O2:O3")

    assert [problem.code for problem in problems_of(change)] == ["o-gop", "tu-ngoai-danh-sach", "tham-chieu-la"]


# What a workbook cannot hold.


def unwritable(**update: Any) -> list[tuple[str, str, str]]:
    with pytest.raises(ProblemError) as caught:
        to_xlsx(Plan.model_validate(SMALL.model_copy(update=update).model_dump(by_alias=True)), CHOICES)
    return [(problem.code, str(problem.place), problem.message) for problem in caught.value.problems]


def test_too_long_texts_and_control_characters_are_told_when_writing() -> None:
    assert unwritable(recipients=("a" * 32_768, "a\x07b")) == [
        ("o-qua-dai", "ke-hoach.xlsx[Nơi nhận]!A2", "Đoạn chữ dài 32768 ký tự; một ô Excel chứa nhiều nhất 32767."),
        ("ky-tu-dieu-khien", "ke-hoach.xlsx[Nơi nhận]!A3", "Có ký tự điều khiển U+0007 mà ô Excel không chứa được."),
    ]
    longest = SMALL.model_copy(update={"recipients": ("a" * 32_767,)})
    assert read(to_xlsx(longest, CHOICES)) == longest


def test_empty_items_are_told_when_writing() -> None:
    assert unwritable(recipients=("a", "")) == [("muc-trong", "ke-hoach.xlsx[Nơi nhận]", "Nơi nhận: mục thứ 2 để trống.")]


def test_undeclared_columns_are_told_when_writing() -> None:
    appendix = SMALL.appendices[0].model_copy(update={"columns": ()})
    assert unwritable(appendices=(appendix,)) == [
        ("cot-them-chua-khai", "ke-hoach.xlsx[Nhiệm vụ]", "Nhiệm vụ «n01» có cột thêm «kinh_phi» mà không phụ lục nào khai.")
    ]
