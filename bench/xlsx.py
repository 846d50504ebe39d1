"""Ratios to openpyxl in one run: `python bench/xlsx.py`. CPU time; the machine's speed cancels out, only ratios are printed.

The work: the sample's forms for one quarter (20 to 50 rows in two tables, a drop-down, hints, protection), written and, answered,
read back. openpyxl gets the same words, looks and rules, with named styles, and heights without measuring the text; it reads
with `read_only=True`, every cell of every sheet.
"""

import gc
import io
import itertools
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from kehoach_gen.calendar import Period
from kehoach_gen.form.from_plan import Asked, to_forms
from kehoach_gen.form.from_xlsx import from_xlsx
from kehoach_gen.form.layout import COLUMNS, TABLE_TITLES, rows
from kehoach_gen.form.model import PROGRESS, Answer, Form, Item
from kehoach_gen.form.sheets import GUIDE, REMARKS, row_mark
from kehoach_gen.form.to_xlsx import to_xlsx
from kehoach_gen.nd30 import law_at
from kehoach_gen.office.read_sheets import read_sheets
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.workspace.folder import open_folder

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "cchc-2023"
EACH = 6
"""Every sixth form is taken."""
ROUNDS = 5
RESULT = Answer(result="Đã ban hành kế hoạch, tổ chức 02 hội nghị, hướng dẫn các đơn vị thực hiện.", progress="Đang thực hiện")
ANSWERS = (
    RESULT,
    RESULT.model_copy(update={"product": "125/KH-SNV", "product_date": "15/6/2023"}),
    RESULT.model_copy(update={"figure": "85%", "difficulty": "Nhân lực còn thiếu."}),
)
"""What agencies write, by turns: always what was done, now and then a document or a figure."""


def main() -> None:
    forms = season()[::EACH]
    returned = [to_xlsx(answered(form)) for form in forms]
    print(f"{len(forms)} mẫu, {sum(len(list(form.items)) for form in forms) / len(forms):.0f} nhiệm vụ mỗi mẫu")
    print(f"ghi: {ratio(lambda: [to_xlsx(form) for form in forms], lambda: [by_openpyxl(form) for form in forms])}  cần ≥ 15")
    print(
        f"đọc ô: {ratio(lambda: [read_sheets(c, 'a.xlsx') for c in returned], lambda: [read_only(c) for c in returned])}  cần ≥ 12"
    )
    print(
        f"đọc thành câu trả lời: {ratio(lambda: [from_xlsx(c, 'a.xlsx') for c in returned], lambda: [read_only(c) for c in returned])}"
    )
    sizes = [len(to_xlsx(form)) / 1024 for form in forms]
    print(f"cỡ tệp: {min(sizes):.1f} đến {max(sizes):.1f} KB  cần ≤ 20")


def ratio(ours: Callable[[], Any], theirs: Callable[[], Any]) -> str:
    pairs = [(seconds(theirs), seconds(ours)) for _ in range(ROUNDS)]
    return f"{statistics.median(slow / fast for slow, fast in pairs):.1f} lần nhanh hơn openpyxl"


def seconds(work: Callable[[], Any]) -> float:
    gc.collect()  # what one engine leaves behind is not swept up in the other's time
    start = time.process_time()
    work()
    return time.process_time() - start


def season() -> tuple[Form, ...]:
    folder = open_folder(SAMPLE)
    assert folder.plan is not None
    assert folder.registry is not None
    asked = Asked(Period(2023, "Q3"), dict.fromkeys(("so", "huyen", "xa"), date(2023, 9, 19)))
    return to_forms(folder.plan, folder.registry, law_at(reference_date(folder.plan)), date(2023, 6, 15), asked).forms


def answered(form: Form) -> Form:
    turns = itertools.cycle(ANSWERS)

    def filled(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(
            item.model_copy(update={"lines": tuple(line.model_copy(update={"answer": next(turns)}) for line in item.lines)})
            for item in items
        )

    return form.model_copy(update={"led": filled(form.led), "coordinated": filled(form.coordinated)})


def _bytes(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_only(content: bytes) -> list[Any]:
    book = load_workbook(io.BytesIO(content), read_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book]


def by_openpyxl(form: Form) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in _styles():
        book.add_named_style(style)
    for role, items in (("lead", form.led), ("coordinator", form.coordinated)):
        if items:
            _sheet(book.create_sheet(TABLE_TITLES[role]), form, role, items)
    guide, remarks = book.create_sheet(GUIDE), book.create_sheet(REMARKS)
    for number in range(1, 14):
        _row(guide, number, ("", str(number), f"Ghi vào các ô nền vàng; gửi báo cáo trước ngày {form.due}."), ["asked"] * 3)
    for number, field in enumerate(type(form.remarks).model_fields, 5):
        _row(remarks, number, ("", field, getattr(form.remarks, field)), ["asked", "asked", "open"])
    hidden = book.create_sheet("KHGen")
    hidden.sheet_state = "veryHidden"
    for number, word in enumerate(PROGRESS, 1):
        hidden.cell(number, 4, word)
    book.defined_names["TienDo"] = DefinedName("TienDo", attr_text="KHGen!$D$1:$D$3")
    return _bytes(book)


def _styles() -> list[NamedStyle]:
    side = Side(style="thin", color="A6A6A6")
    looks = {"asked": ("FFFFFF", True), "closed": ("EDEDED", True), "open": ("FFFBE0", False), "head": ("D9E2F3", True)}
    return [
        NamedStyle(
            name,
            font=Font(name="Times New Roman", size=12, bold=name == "head"),
            fill=PatternFill("solid", fgColor=fill),
            border=Border(side, side, side, side),
            alignment=Alignment(vertical="top", wrap_text=True),
            protection=Protection(locked=locked),
            number_format="General" if locked else "@",
        )
        for name, (fill, locked) in looks.items()
    ]


def _sheet(sheet: Any, form: Form, role: Any, items: tuple[Item, ...]) -> None:
    columns = COLUMNS[role]
    sheet.column_dimensions["A"].hidden = True
    for index, column in enumerate(columns, 2):
        sheet.column_dimensions[get_column_letter(index)].width = column.width / 2
    for number, text in enumerate((form.agency_name, form.letter.subject, form.code), 1):
        sheet.cell(number, 2, text)
        sheet.merge_cells(start_row=number, end_row=number, start_column=2, end_column=len(columns) + 1)
    _row(sheet, 4, ("", *(column.title for column in columns)), ["asked", *["head"] * len(columns)])
    looks = {
        True: ["asked", *("open" if column.answer else "asked" for column in columns)],
        False: ["asked", *("closed" if column.answer else "asked" for column in columns)],
    }
    for number, row in enumerate(rows(items), 5):
        asked = (row.number, row.words, row.others, row.deadline, row.state)
        mark = row_mark(role, row.line.id) if row.line else ""
        answers = [getattr(row.line.answer, column.answer) if row.line else "" for column in columns if column.answer]
        _row(sheet, number, (mark, *asked, *answers), looks[row.line is not None])
    for index, column in enumerate(columns, 2):
        if column.answer:
            rule = DataValidation(
                "list" if column.answer == "progress" else None,
                formula1="TienDo" if column.answer == "progress" else None,
                promptTitle=column.title,
                prompt="Không có thì để trống.",
                showInputMessage=True,
            )
            rule.add(f"{get_column_letter(index)}5:{get_column_letter(index)}{sheet.max_row}")
            sheet.add_data_validation(rule)
    sheet.freeze_panes, sheet.print_title_rows = "D5", "4:4"
    sheet.protection.sheet, sheet.protection.formatColumns, sheet.protection.formatRows = True, False, False


def _row(sheet: Any, number: int, texts: tuple[str, ...], looks: list[str]) -> None:
    for index, (text, look) in enumerate(zip(texts, looks, strict=True), 1):
        cell = sheet.cell(number, index)
        cell.style = look
        if text:
            cell.value, cell.data_type = text, "s"
    sheet.row_dimensions[number].height = 70


if __name__ == "__main__":
    main()
