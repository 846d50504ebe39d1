"""Where the fields of a form stand, in Word and in Excel: known to what writes a form and to what reads it back."""

from dataclasses import dataclass

from kehoach_gen.form.model import Answer, Role


@dataclass(frozen=True)
class Column:
    """A column of a form's table. `width` is its share of a landscape page in millimetres."""

    key: str
    title: str
    width: float
    answer: str = ""
    """The field of `Answer` that is typed here; none for what is filled in beforehand."""


def _asked(key: str, title: str, width: float) -> Column:
    return Column(key, title, width)


def _answered(field: str, width: float) -> Column:
    info = Answer.model_fields[field]
    return Column(info.alias or field, info.title or field, width, field)


COLUMNS: dict[Role, tuple[Column, ...]] = {
    "lead": (
        _asked("tt", "TT", 11),
        _asked("nhiem_vu", "Nhiệm vụ theo Kế hoạch", 56),
        _asked("co_quan", "Cơ quan phối hợp", 24),
        _asked("thoi_han", "Thời hạn", 17),
        _asked("tinh_trang", "Tình trạng", 16),
        _answered("result", 36),
        _answered("progress", 17),
        _answered("product", 17),
        _answered("product_date", 16),
        _answered("figure", 13),
        _answered("difficulty", 14.5),
        _answered("proposal", 14.5),
    ),
    "coordinator": (
        _asked("tt", "TT", 11),
        _asked("nhiem_vu", "Nhiệm vụ theo Kế hoạch", 74),
        _asked("co_quan", "Cơ quan chủ trì", 30),
        _asked("thoi_han", "Thời hạn", 20),
        _asked("tinh_trang", "Tình trạng", 17),
        Column("ket_qua", "Nội dung đã phối hợp trong kỳ", 54, "result"),
        _answered("difficulty", 23),
        _answered("proposal", 23),
    ),
}
"""The columns of the two tables, left to right: 252 mm in all, the text width of a landscape page."""

TABLE_TITLES: dict[Role, str] = {"lead": "Nhiệm vụ chủ trì", "coordinator": "Nhiệm vụ phối hợp"}
