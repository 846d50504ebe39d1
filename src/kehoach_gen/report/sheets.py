"""The sheets of the report's workbook: their columns, the names formulas call these by, and the formulas of a tally.

«Số liệu gốc» has a row for each line of a duty. What belongs to the whole duty stands on its first line only, so that
whoever counts these cells counts duties. Names begin with `Goc_` there, with `NV_` for tasks, with `CQ_` for agencies.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from kehoach_gen.form.model import Answer
from kehoach_gen.office.figures import Cell, FigureRow, FigureSheet, Formula
from kehoach_gen.office.sheet import Choices, Kind, Look, Pattern, column_letter
from kehoach_gen.receipt.model import TIMINGS
from kehoach_gen.report.model import OUTCOMES, Tally


def _shown(words: str) -> str:
    return words[:1].upper() + words[1:]


STATE_WORDS = {outcome: _shown(words) for outcome, words in OUTCOMES.items()}
TIMING_WORDS = {timing: _shown(words) for timing, words in TIMINGS.items()}
ALL, CHECK, MATCHES, DIFFERS = "Tổng cộng", "Kiểm tra", "khớp", "lệch"
HEAD = 3
"""The row of the headings of a table, below two lines of title."""


class Column(NamedTuple):
    title: str
    width: float
    """Millimetres on the screen."""
    horizontal: Literal["", "center", "right"] = ""


# The columns of a tally

_TOTAL = "Tổng số"
COUNTS = (
    Column(_TOTAL, 18, "right"),
    *(Column(words, 21, "right") for words in STATE_WORDS.values()),
    Column("Chưa có báo cáo", 20, "right"),
    Column("Tỷ lệ hoàn thành", 20, "right"),
    Column("Tỷ lệ quá hạn", 20, "right"),
    Column(CHECK, 18, "center"),
)


@dataclass(frozen=True)
class Counts:
    """Where a tally stands: in the columns from `first` on, their headings in row `head`."""

    first: int
    head: int

    def row(self, number: int, tally: Tally, of: str, *keys: tuple[str, str]) -> tuple[Cell, ...]:
        """The cells of row `number`: all that is named `of`…, where each name of `keys` has what stands in its cell."""
        where = "".join(f"{of}{name},{cell}," for name, cell in keys)
        states = (
            Formula(f"COUNTIFS({where}{of}TrangThai,{self.letter(place)}${self.head})", tally.of(outcome))
            for place, outcome in enumerate(OUTCOMES, 1)
        )
        total = Formula(f"COUNTIFS({where}{of}Luot,1)", tally.total)
        unreported = Formula(f"COUNTIFS({where}{of}ChuaBaoCao,1)", tally.unreported)
        return (total, *states, unreported, *self._shares(number, tally), self._check(number))

    def total(self, number: int, tallies: Sequence[Tally], of: str) -> tuple[Cell, ...]:
        """The cells of the row below `tallies`: their sum, which must be all that is named `of`…."""
        tally = Tally.sum(tallies)
        counts = (tally.total, *map(tally.of, OUTCOMES), tally.unreported)
        sums = (sum_above(self.letter(place), number, len(tallies), count) for place, count in enumerate(counts))
        return (*sums, *self._shares(number, tally), self._check(number, f"SUM({of}Luot)"))

    def letter(self, place: int) -> str:
        """Of the total (0), a state (1 to 4), the unreported (5)."""
        return column_letter(self.first + place)

    def _shares(self, number: int, tally: Tally) -> tuple[Cell, ...]:
        total, on_time, late, _, overdue = (f"{self.letter(place)}{number}" for place in range(5))
        return (
            share(f"{on_time}+{late}", total, tally.done, tally.total),
            share(overdue, total, tally.overdue, tally.total),
        )

    def _check(self, number: int, whole: str = "") -> Formula:
        return check(f"{self.letter(0)}{number}", f"{self.letter(1)}{number}:{self.letter(len(OUTCOMES))}{number}", whole)


def share(part: str, whole: str, count: int, total: int) -> Formula:
    """Part of whole, empty where there is nothing to have a share of."""
    return Formula(f'IF({whole}=0,"",({part})/{whole})', count / total if total else "", is_share=True)


def sum_above(letter: str, number: int, rows: int, value: int) -> Formula:
    """The sum of so many rows above row `number`."""
    return Formula(f"SUM({letter}{number - rows}:{letter}{number - 1})", value)


def check(total: str, parts: str, whole: str = "") -> Formula:
    """Whether the parts add up to the total, and the total is the `whole`."""
    test = f"AND({total}=SUM({parts}),{total}={whole})" if whole else f"{total}=SUM({parts})"
    return Formula(f'IF({test},"{MATCHES}","{DIFFERS}")', MATCHES)


# What a table looks like

_INK, _HEADING, _BAND = "1F3864", "D9E2F3", "F3F6FB"


def kinds(columns: Sequence[Column], size: float = 11) -> dict[str, Kind]:
    """The kinds of row of a table with these columns."""

    def line(look: Look) -> Kind:
        return Kind((look, *(Look(),) * (len(columns) - 1)))

    head = Look(size, bold=True, ink=_INK, fill=_HEADING, boxed=True, horizontal="center", vertical="center")
    cells = tuple(Look(size, boxed=True, horizontal=column.horizontal) for column in columns)
    return {
        "title": line(Look(14, bold=True, ink=_INK, wraps=False)),
        "about": line(Look(11, italic=True, wraps=False)),
        "section": line(Look(12, bold=True, ink=_INK, wraps=False)),
        "head": Kind((head,) * len(columns)),
        "row": Kind(cells),
        "total": Kind(tuple(replace(look, bold=True, ink=_INK, fill=_BAND) for look in cells)),
    }


@dataclass(frozen=True)
class Table:
    """A sheet of one table. `names` are names for its columns, each with the heading of its column."""

    title: str
    note: str
    columns: tuple[Column, ...]
    frozen: int = 1
    names: Mapping[str, str] = field(default_factory=dict)
    size: float = 11

    def column(self, title: str) -> int:
        return 1 + [column.title for column in self.columns].index(title)

    def cell(self, title: str, row: int) -> str:
        return f"{column_letter(self.column(title))}{row}"

    @property
    def counts(self) -> Counts:
        return Counts(self.column(_TOTAL), HEAD)

    def sheet(self, about: str, rows: Sequence[FigureRow], tallies: Sequence[Tally] = ()) -> FigureSheet:
        """The sheet of the rows, with the total of `tallies` below them where there are any."""
        last = HEAD + len(rows)
        heading = FigureRow("head", tuple(column.title for column in self.columns))
        shown = [FigureRow("title", (self.title,)), FigureRow("about", (f"{about} {self.note}",)), heading, *rows]
        if tallies:
            blank = ("",) * (self.counts.first - 3)
            shown.append(FigureRow("total", ("", ALL, *blank, *self.counts.total(last + 1, tallies, "Goc_"))))
        widths = tuple(column.width for column in self.columns)
        pattern = Pattern(self.title, widths, kinds(self.columns, self.size), frozen=(HEAD, self.frozen))
        return FigureSheet(pattern, shown, (HEAD, last))

    def choices(self, rows: int) -> Iterator[Choices]:
        """The names, for so many rows."""
        for name, title in self.names.items():
            yield Choices(name, self.title, self.column(title), HEAD + 1, HEAD + max(rows, 1))


# The tables

AREA_NUMBER, AREA, TASK_ID, NUMBER, CONTENT = "Lĩnh vực số", "Lĩnh vực", "Mã nhiệm vụ", "Nhiệm vụ", "Nội dung"
AGENCY_ID, AGENCY, TIER, SENT, STATE = "Mã cơ quan", "Cơ quan", "Nơi tổng hợp", "Gửi báo cáo", "Trạng thái"
_IS_COUNTED, _IS_UNREPORTED = "Được tính", "Chưa cơ quan nào báo cáo"
_DUTY, _DUTY_STATE, _DUTY_UNREPORTED = "Lượt", "Trạng thái của lượt", "Lượt chưa có báo cáo"


def heading(field: str) -> str:
    """Of a field of `Answer`."""
    return Answer.model_fields[field].title or field


_SOURCE = (Column("Kỳ trả lời", 20, "center"), Column("Tệp", 46), Column("Vị trí trong tệp", 38))

TASKS = Table(
    "Theo nhiệm vụ",
    "Đếm theo lượt: một nhiệm vụ của một cơ quan chủ trì là một lượt. Bấm vào số của nhiệm vụ để đến các câu trả lời.",
    (
        Column(AREA_NUMBER, 14, "center"),
        Column(AREA, 36),
        Column(TASK_ID, 16, "center"),
        Column(NUMBER, 16, "center"),
        Column(CONTENT, 90),
        Column("Cơ quan chủ trì", 46),
        Column("Thời hạn", 26),
        Column(STATE, 28),
        *COUNTS,
        Column(_IS_COUNTED, 14, "center"),
        Column(_IS_UNREPORTED, 18, "center"),
    ),
    4,
    {"NV_LinhVuc": AREA_NUMBER, "NV_TrangThai": STATE, "NV_Luot": _IS_COUNTED, "NV_ChuaBaoCao": _IS_UNREPORTED},
)
AGENCIES = Table(
    "Theo cơ quan",
    "Đếm theo lượt: các nhiệm vụ mà cơ quan chủ trì.",
    (
        Column("TT", 12, "center"),
        Column(AGENCY_ID, 24),
        Column(AGENCY, 70),
        Column("Cấp", 22),
        Column(TIER, 24),
        Column(SENT, 22),
        Column("Ngày nhận", 26, "center"),
        *COUNTS,
    ),
    3,
    {"CQ_NoiTongHop": TIER, "CQ_GuiBaoCao": SENT},
)
RAW = Table(
    "Số liệu gốc",
    "Mỗi hàng là một nhiệm vụ, hoặc một mốc, một nội dung của nhiệm vụ, ở một cơ quan chủ trì. "
    "Lượt và trạng thái của lượt ghi ở hàng đầu của lượt; mọi bảng đếm theo các cột này.",
    (
        Column(AREA_NUMBER, 13, "center"),
        Column(AREA, 30),
        Column(TASK_ID, 14, "center"),
        Column(NUMBER, 14, "center"),
        Column(CONTENT, 56),
        Column(AGENCY_ID, 20),
        Column(AGENCY, 42),
        Column(TIER, 18),
        Column("Hạn", 22, "center"),
        Column(STATE, 28),
        Column(_DUTY, 12, "center"),
        Column(_DUTY_STATE, 28),
        Column(_DUTY_UNREPORTED, 18, "center"),
        Column(heading("progress"), 26),
        Column(heading("result"), 76),
        Column(heading("product"), 28),
        Column(heading("product_date"), 22, "center"),
        Column(heading("figure"), 26),
        *_SOURCE,
    ),
    4,
    {
        "Goc_LinhVuc": AREA_NUMBER,
        "Goc_NhiemVu": TASK_ID,
        "Goc_CoQuan": AGENCY_ID,
        "Goc_NoiTongHop": TIER,
        "Goc_Luot": _DUTY,
        "Goc_TrangThai": _DUTY_STATE,
        "Goc_ChuaBaoCao": _DUTY_UNREPORTED,
    },
)
VOICES = Table(
    "Khó khăn, kiến nghị",
    "Nguyên văn của cơ quan.",
    (
        Column(NUMBER, 18, "center"),
        Column("Nội dung nhiệm vụ", 66),
        Column(AGENCY_ID, 24),
        Column(AGENCY, 56),
        Column("Loại", 42),
        Column(CONTENT, 110),
        *_SOURCE,
    ),
)
PROBLEMS = Table(
    "Cần thống nhất",
    "Những chỗ phải đối chiếu với cơ quan trước khi dùng số liệu.",
    (Column("TT", 12, "center"), Column(CONTENT, 120), *_SOURCE[1:], Column("Gợi ý", 90)),
)
