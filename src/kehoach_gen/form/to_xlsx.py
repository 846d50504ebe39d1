"""Form → its Excel twin: a sheet for each table, only the cells to be answered open."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, repeat
from operator import attrgetter

from kehoach_gen.form import sheets
from kehoach_gen.form.layout import COLUMNS, TABLE_TITLES, Column
from kehoach_gen.form.layout import rows as layout_rows
from kehoach_gen.form.model import PROGRESS, Form, Item, Remarks, Role
from kehoach_gen.office.sheet import Book, Choices, Contents, Hint, Kind, Look, Pattern, Row
from kehoach_gen.vietnamese.dates import short_date


def to_xlsx(form: Form) -> bytes:
    """The workbook of the form; the same bytes for the same form."""
    rows: dict[str, list[Row]] = {sheets.GUIDE: list(_guide(form))}
    for role, items in _tables(form):
        rows[TABLE_TITLES[role]] = [*_top(form, TABLE_TITLES[role], _headings(role)), *_table(role, items)]
    rows[sheets.REMARKS] = [*_top(form, sheets.REMARKS, sheets.REMARK_TITLES), *_remarks(form.remarks)]
    rows[sheets.HIDDEN] = list(_hidden(form))
    properties = {sheets.PROPERTY + key: value for key, value in _known(form).items()}
    return _book().fill(Contents(rows, _title(form), properties, _code(form)))


def frame_of(form: Form) -> Iterator[str]:
    """Every text of the workbook that stands in no row to be answered."""
    tables = [(TABLE_TITLES[role], _headings(role)) for role, _ in _tables(form)]
    tops = (_top(form, title, headings) for title, headings in (*tables, (sheets.REMARKS, sheets.REMARK_TITLES)))
    for row in chain(_guide(form), *tops, _remarks(Remarks()), _hidden(form)):
        yield from filter(None, row.cells)
    for item in form.items:
        yield from (item.area, item.number.rpartition(".")[0])


def _tables(form: Form) -> Iterator[tuple[Role, tuple[Item, ...]]]:
    if form.led:
        yield "lead", form.led
    if form.coordinated:
        yield "coordinator", form.coordinated


def _headings(role: Role) -> tuple[str, ...]:
    return tuple(column.title for column in COLUMNS[role])


def _title(form: Form) -> str:
    subject = form.letter.subject
    return f"Báo cáo {subject[:1].lower()}{subject[1:]}"


def _code(form: Form) -> str:
    return f"{sheets.CODE_TITLE}{form.code}"


def _known(form: Form) -> dict[str, str]:
    return {**sheets.identity_of(form), "form": form.code}


_SCALE = 1.25
"""Columns are wider on the screen than on paper; the page is printed smaller by as much."""
_OPEN, _CLOSED, _HEADING, _BAND = "FFFBE0", "EDEDED", "D9E2F3", "F3F6FB"
_INK, _ALARM, _QUIET = "1F3864", "C00000", "7F7F7F"

_bare = Look()
_mark = Look(wraps=False)
_text = Look(boxed=True)
_center = Look(boxed=True, horizontal="center")
_alarm = Look(boxed=True, horizontal="center", bold=True, ink=_ALARM)
_open = Look(boxed=True, fill=_OPEN, is_open=True)
_closed = Look(boxed=True, fill=_CLOSED)
_head = Look(size=11, bold=True, ink=_INK, fill=_HEADING, boxed=True, horizontal="center", vertical="center")
_area = Look(boxed=True, bold=True, ink=_INK, fill=_BAND, vertical="center")
_area_number = Look(boxed=True, bold=True, ink=_INK, fill=_BAND, horizontal="center", vertical="center")


@lru_cache(maxsize=1)
def _book() -> Book:
    """The sheets of every form, compiled."""
    patterns = (_guide_pattern(), *(_table_pattern(role) for role in COLUMNS), _remarks_pattern(), _HIDDEN_PATTERN)
    return Book(patterns, (Choices("TienDo", sheets.HIDDEN, 4, 1, len(PROGRESS)),))


_HIDDEN_PATTERN = Pattern(
    sheets.HIDDEN, (40.0, 80.0, 10.0, 40.0), {"plain": Kind((_bare,) * 4)}, visibility="veryHidden", tab=_QUIET
)


def _titles(columns: int) -> dict[str, Kind]:
    """The kinds of row above a table of so many visible columns: whose, with the code on the right; what; when."""
    last, middle = columns + 1, columns + 1 - _code_columns(columns)
    rest = (_bare,) * (columns - 1)
    agency = [_mark, *(_bare,) * columns]
    agency[1], agency[middle] = Look(bold=True, ink=_INK), Look(size=9, ink=_QUIET, horizontal="right")
    return {
        "agency": Kind(tuple(agency), ((2, middle), (middle + 1, last))),
        "title": Kind((_mark, Look(size=14, bold=True, ink=_INK, horizontal="center", vertical="center"), *rest), ((2, last),)),
        "about": Kind((_mark, Look(italic=True, horizontal="center", vertical="center"), *rest), ((2, last),)),
    }


def _table_pattern(role: Role) -> Pattern:
    columns = COLUMNS[role]
    last = len(columns) + 1
    return Pattern(
        TABLE_TITLES[role],
        (0.0, *(column.width * _SCALE for column in columns)),
        {
            **_titles(len(columns)),
            "head": Kind((_mark, *(_head,) * len(columns))),
            "area": Kind((_mark, _area_number, *(_area,) * (len(columns) - 1)), ((3, last),)),
            "task": _line_kind(columns, _center, _closed),
            "task!": _line_kind(columns, _alarm, _closed),
            "line": _line_kind(columns, _center, _open),
            "line!": _line_kind(columns, _alarm, _open),
        },
        tuple(_hint(index, column) for index, column in enumerate(columns, 2) if column.answer),
        frozen=(4, 3),
    )


def _line_kind(columns: tuple[Column, ...], state: Look, answer: Look) -> Kind:
    looks = {"tt": _center, "thoi_han": _center, "tinh_trang": state}
    shown = (answer if column.answer else looks.get(column.key, _text) for column in columns)
    return Kind((_mark, *shown), least=_ROOM if answer.is_open else 1)


_ROOM = 4
"""Lines of an empty row: on a protected sheet a row may not grow with what is typed."""

_HINTS = {
    "result": "Ghi việc đã làm trong kỳ và kết quả. Không có thì để trống.",
    "progress": "Chọn trong danh sách. Không phải ghi đúng hạn hay quá hạn.",
    "product": "Số, ký hiệu của văn bản là kết quả nhiệm vụ. Ví dụ: 125/KH-SNV. Nhiều văn bản thì mỗi văn bản một dòng (Alt+Enter).",
    "product_date": "Ngày ký văn bản. Ví dụ: 15/6/2023.",
    "figure": "Số đạt được so với chỉ tiêu. Ví dụ: 85%; 12/15 xã.",
    "difficulty": "Nêu ngắn gọn khó khăn, nguyên nhân. Không có thì để trống.",
    "proposal": "Kiến nghị việc gì, với cơ quan nào. Không có thì để trống.",
}


def _hint(index: int, column: Column) -> Hint:
    return Hint(index, column.title, _HINTS[column.answer], "TienDo" if column.answer == "progress" else "")


def _remarks_pattern() -> Pattern:
    kinds = {
        **_titles(2),
        "head": Kind((_mark, _head, _head)),
        "remark": Kind((_mark, Look(boxed=True, bold=True), _open), least=7),
    }
    hint = Hint(3, sheets.REMARK_TITLES[1], "Viết liền trong ô, xuống dòng bằng Alt+Enter. Không có thì để trống.")
    return Pattern(sheets.REMARKS, (0.0, 80.0, 235.0), kinds, (hint,), frozen=(4, 2))


def _guide_pattern() -> Pattern:
    def sample(look: Look) -> Kind:
        return Kind((_mark, _bare, look, _bare))

    kinds = {
        **_titles(3),
        "step": Kind((_mark, Look(horizontal="center", bold=True, ink=_INK), _bare, _bare), ((3, 4),)),
        "open": sample(Look(boxed=True, fill=_OPEN)),
        "asked": sample(_text),
        "closed": sample(_closed),
    }
    return Pattern(sheets.GUIDE, (0.0, 10.0, 24.0, 156.0), kinds, is_landscape=False, tab="2E7D32")


def _top(form: Form, title: str, headings: tuple[str, ...]) -> Iterator[Row]:
    """The rows above a table, its heading included."""
    first, last, due = (short_date(day) for day in (form.first_day, form.last_day, form.due))
    yield _first_row(form, len(headings))
    yield Row("title", ("", _title(form)))
    yield Row("about", ("", f"{title}. Số liệu từ ngày {first} đến ngày {last}; gửi báo cáo chậm nhất ngày {due}."))
    yield Row("head", ("", *headings))


def _first_row(form: Form, columns: int) -> Row:
    blank = [""] * (columns - 1 - _code_columns(columns))
    return Row("agency", (sheets.identity_mark(sheets.identity_of(form)), form.agency_name.upper(), *blank, _code(form)))


def _code_columns(columns: int) -> int:
    """How many of the columns of a table the code stands over, on the right."""
    return 5 if columns > 5 else 1


def _table(role: Role, items: tuple[Item, ...]) -> Iterator[Row]:
    written = attrgetter(*(column.answer for column in COLUMNS[role] if column.answer))
    area = ""
    for row in layout_rows(items):
        if row.item.area != area:
            area = row.item.area
            yield Row("area", (sheets.AREA_MARK, row.item.number.rpartition(".")[0], area))
        asked = (row.number, row.words, row.others, row.deadline, row.state)
        if row.line is None:
            yield Row("task!" if row.item.is_changed else "task", ("", *asked))
            continue
        is_flagged = row.line.state == "overdue" or (row.item.is_changed and row.number == row.item.number)
        mark = sheets.row_mark(role, row.line.id)
        answers = written(row.line.answer)
        yield Row("line!" if is_flagged else "line", (mark, *asked, *answers) if any(answers) else (mark, *asked))


def _remarks(remarks: Remarks) -> Iterator[Row]:
    for field, info in Remarks.model_fields.items():
        yield Row("remark", (sheets.remark_mark(field), info.title or field, getattr(remarks, field)))


def _hidden(form: Form) -> Iterator[Row]:
    """What the form is, and beside it the words to choose from."""
    words = chain(PROGRESS, repeat(""))
    for (key, value), word in zip(_known(form).items(), words, strict=False):
        yield Row("plain", (sheets.PROPERTY + key, value, "", word))


def _guide(form: Form) -> Iterator[Row]:
    first, last, due = (short_date(day) for day in (form.first_day, form.last_day, form.due))
    tables = [f"«{TABLE_TITLES[role]}»" for role, _ in _tables(form)]
    places = ", ".join((*tables, f"«{sheets.REMARKS}»"))
    progress = ", ".join(f"«{word}»" for word in PROGRESS)
    yield _first_row(form, 3)
    yield Row("title", ("", _title(form)))
    yield Row("about", ("", "Hướng dẫn ghi báo cáo"))
    steps = [
        f"Ghi vào các ô nền vàng ở các trang {places}. Các ô khác đã khóa; độ rộng cột, độ cao hàng vẫn kéo được.",
        f"Số liệu tính từ ngày {first} đến hết ngày {last}.",
        f"Ô «Tiến độ» chọn trong danh sách: {progress}. Đúng hạn hay quá hạn không phải ghi, cơ quan tổng hợp tính theo thời hạn.",
        "Văn bản là kết quả của nhiệm vụ ghi số, ký hiệu (ví dụ 125/KH-SNV) và ngày văn bản (ví dụ 15/6/2023).",
        "Không có gì để ghi thì để trống ô. Không xóa hàng, không gộp ô. Đổi tên tệp không ảnh hưởng gì.",
        f"Gửi lại chính tệp này, kèm báo cáo đã ký, đến {form.letter.addressee} chậm nhất ngày {due}.",
    ]
    for number, step in enumerate(steps, 1):
        yield Row("step", ("", str(number), step))
    yield Row("about", ())
    for kind, meaning in (
        ("open", "Ô để cơ quan ghi"),
        ("asked", "Nội dung của Kế hoạch, đã khóa"),
        ("closed", "Nhiệm vụ có nhiều mốc hoặc nhiều việc: ghi ở từng hàng bên dưới"),
    ):
        yield Row(kind, ("", "", "", meaning))
