"""The forms of a period → the list of them: agency, file, how many tasks it leads and coordinates, by when."""

from collections.abc import Mapping, Sequence

from kehoach_gen.form.model import Form
from kehoach_gen.office.workbook import Column, Row, Table, write_workbook
from kehoach_gen.vietnamese.dates import short_date

_COLUMNS = (
    Column("TT", 6, fixed=True),
    Column("Mã", 12, fixed=True),
    Column("Cơ quan", 48, fixed=True),
    Column("Chủ trì", 9, fixed=True),
    Column("Phối hợp", 9, fixed=True),
    Column("Hạn gửi", 12, fixed=True),
    Column("Tệp", 60, fixed=True),
)


def to_list(forms: Sequence[Form], files: Mapping[str, str]) -> bytes:
    """`danh-sach.xlsx`; `files` = the name of each agency's file without its extension."""
    rows = tuple(_row(number, form, files[form.agency]) for number, form in enumerate(forms, 1))
    return write_workbook((Table("Danh sách mẫu", _COLUMNS, rows),), (), "Danh sách mẫu báo cáo")


def _row(number: int, form: Form, file: str) -> Row:
    counts = (str(len(form.led)), str(len(form.coordinated)))
    return Row((str(number), form.agency, form.agency_name, *counts, short_date(form.due), f"{file} (.docx, .xlsx)"))
