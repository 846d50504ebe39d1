"""The heading of a task table somebody made → which column holds what, whatever it is called and wherever it stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kehoach_gen.paper.model import Cell, Reading, Row, Table, cell_map
from kehoach_gen.problem import Place
from kehoach_gen.source import Path
from kehoach_gen.vietnamese.fold import fold, slug

NUMBER, TASK, LEAD, COORDINATOR, TIME, NOTE, AREA = "tt", "nhiem_vu", "chu_tri", "phoi_hop", "thoi_gian", "ghi_chu", "linh_vuc"
PRODUCT, TARGET = "san_pham", "chi_tieu"
PRINTED_AS_ADDED = (PRODUCT, TARGET)
"""Fields of a task that the table of an appendix shows only in added columns."""

_TITLES = {
    NUMBER: r"s?tt|số tt|số thứ tự|mã|mã số|mã nhiệm vụ",
    AREA: r"lĩnh vực|nhóm nhiệm vụ",
    NOTE: r"ghi chú.*",
    LEAD: r".*chủ trì.*|.*(?:cơ quan|đơn vị|phòng|nơi|người) (?:thực hiện|chịu trách nhiệm|phụ trách|đầu mối|tham mưu).*"
    r"|phụ trách|chịu trách nhiệm(?: chính)?|cơ quan(?:\W+đơn vị)?|phân công.*",
    COORDINATOR: r".*phối hợp.*",
    TIME: r".*(?:thời gian|thời hạn|thời điểm|tiến độ|lộ trình|hạn hoàn thành|ngày hoàn thành).*|hoàn thành.*|hạn",
    PRODUCT: r".*(?:sản phẩm|kết quả|đầu ra).*",
    TARGET: r".*(?:chỉ tiêu|mục tiêu).*",
    TASK: r".*(?:nhiệm vụ|nội dung|công việc|hoạt động|giải pháp).*",
}
"""What the heading of each column is called, by the key of its field; the first that fits is meant."""
_LONGEST_TITLE = 70
_TOP = 8
"""Rows among which the heading is looked for."""


@dataclass(frozen=True)
class Columns:
    """Where each field stands; `added` are columns of no field of ours, by their titles."""

    keys: Mapping[str, int]
    added: Mapping[int, str]
    head: int
    """The index of the first row below the heading."""
    titles: frozenset[str]
    """The folded titles, by which a repeated heading is known."""
    doubled: frozenset[str] = frozenset()
    """Keys whose title names two fields at once: «Cơ quan chủ trì, phối hợp»."""
    periods: Mapping[int, str] = field(default_factory=dict)
    """Columns that are ticked, and the time each stands for: «Năm 2023», «Quý I»."""
    printed: Mapping[str, str] = field(default_factory=dict)
    """The titles of the columns of `PRINTED_AS_ADDED`, by their keys."""

    @property
    def width(self) -> int:
        return max((*self.keys.values(), *self.added, *self.periods), default=0) + 1


def key_of(title: str) -> str | None:
    folded = fold(re.sub(r"\([^)]*\)", " ", title))
    if len(folded) > _LONGEST_TITLE:
        return None
    return next((key for key, form in _TITLES.items() if re.fullmatch(form, folded)), None)


def columns_of(table: Table) -> Columns | None:
    """The columns of a task table; None for any other table."""
    for first, row in enumerate(table.rows[:_TOP]):
        rows = [row]
        for below in table.rows[first + 1 : first + 3]:
            if not _is_heading(rows[-1], below):
                break
            rows.append(below)
        found = _columns(rows, first + len(rows), table.rows[first + len(rows) :])
        if TASK in found.keys and len(found.keys.keys() & {LEAD, COORDINATOR, TIME, PRODUCT}) >= 1 and len(found.keys) >= 3:
            return found
    return None


def _is_heading(above: Row, row: Row) -> bool:
    """Whether the row splits a cell of the heading above it into columns."""
    if not any(cell.is_continued for cell in row.cells) and any(
        re.match(r"\W*\d", c.text) or len(c.text) > 90 for c in row.cells
    ):
        return False
    split = [cell for cell in above.cells if cell.span > 1]
    inner = [cell for cell in row.cells if cell.text and not cell.is_continued]
    return bool(inner) and all(any(cell.covers(one.column) for cell in split) for one in inner)


def _columns(rows: Sequence[Row], head: int, below: Sequence[Row]) -> Columns:
    keys: dict[str, int] = {}
    added: dict[int, str] = {}
    paths = _paths(rows)
    found = {column: key_of(path[-1]) or key_of(" ".join(path)) for column, path in paths.items()}
    times = [column for column, key in found.items() if key == TIME]
    periods = _periods({column: paths[column] for column in times})
    if not times and (periods := _ticked_periods(paths, below)):
        found |= dict.fromkeys(periods, TIME)
        times = [*periods]
    ends = [column for column in times if not _BEGINS.search(fold(paths[column][-1]))] or times
    for column, path in paths.items():
        key = found[column]
        if key and key not in keys and (key != TIME or column in ends):
            keys[key] = column
        elif "".join(path) and column not in periods:
            added[column] = " – ".join(path)
    texts = [cell.words for row in rows for cell in row.cells if cell.words]
    doubled = (
        {LEAD}
        if LEAD in keys and COORDINATOR not in keys and any("phối hợp" in fold(t) and key_of(t) == LEAD for t in texts)
        else set()
    )
    printed = {key: _title_of(key, paths[keys[key]]) for key in PRINTED_AS_ADDED if key in keys}
    return Columns(keys, added, head, frozenset(map(fold, texts)), frozenset(doubled), periods, printed)


def _title_of(key: str, path: Sequence[str]) -> str:
    return path[-1] if key_of(path[-1]) == key else " – ".join(path)


_BEGINS = re.compile(r"bắt đầu|khởi công|từ ngày")
_PERIODS = ((r"(?:năm )?(20\d\d)", "Năm"), (r"(?:quý )?(i{1,3}|iv)|quý ([1-4])", "Quý"), (r"(?:tháng |t)?(\d\d?)", "Tháng"))


def _periods(times: Mapping[int, tuple[str, ...]]) -> dict[int, str]:
    """{column: the time it stands for} of columns under the heading of the time, where each is headed by a year, quarter, month."""
    found = {column: _period(path[-1]) for column, path in times.items() if len(path) > 1}
    return {column: period for column, period in found.items() if period} if len(found) > 1 and all(found.values()) else {}


def _ticked_periods(paths: Mapping[int, tuple[str, ...]], below: Sequence[Row]) -> dict[int, str]:
    """The same where nothing says that it is the time: the whole heading names a quarter, month or year, and ticks stand below."""
    found = {column: _named_period(path) for column, path in paths.items()}
    periods = {column: period for column, period in found.items() if period}
    cells = [cell.words for row in below for cell in row.cells if cell.column in periods and cell.span == 1]
    is_ticked = any(map(is_tick, cells)) and not any(re.fullmatch(r"[\d.,%\s]+", words) for words in cells)
    return periods if len(periods) > 1 and is_ticked else {}


def _named_period(path: Sequence[str]) -> str:
    """«Quý I» of «Quý I», or of «Quý» over «I»; «Quý I/2024» where «Năm 2024» stands over it."""
    year = re.fullmatch(r"(?:kế hoạch )?(?:năm )?(20\d\d)", fold(path[0])) if len(path) > 1 else None
    title = " ".join(path[1:] if year else path)
    period = _period(title) if re.match(r"quý |tháng |năm |t\d", fold(title)) else ""
    return f"{period}/{year[1]}" if period and year else period


_TICK = re.compile("[xX×*vV✓✔√●•+]+")


def is_tick(words: str) -> bool:
    return bool(_TICK.fullmatch(words))


def _period(title: str) -> str:
    for form, kind in _PERIODS:
        if found := re.fullmatch(form, fold(title)):
            return f"{kind} {next(filter(None, found.groups())).upper()}"
    return ""


def _paths(rows: Sequence[Row]) -> dict[int, tuple[str, ...]]:
    """{first grid column of each column: the titles over it, outermost first}."""
    maps = [cell_map(row.cells) for row in rows]
    paths: dict[int, tuple[str, ...]] = {}
    previous: tuple[Cell | None, ...] = ()
    for column in range(max((max(found, default=-1) for found in maps), default=-1) + 1):
        cells = tuple(found.get(column) for found in maps)
        if cells != previous:
            titles = [cell.words for cell in cells if cell and not cell.is_continued and cell.words]
            paths[column] = tuple(dict.fromkeys(titles)) or ("",)
        previous = cells
    return paths


def added_id(added: dict[str, str], title: str) -> str:
    """The id of the added column of this title; `added`, titles by id, has it from now on."""
    id = slug(title).replace("-", "_") or "cot"
    while added.get(id, title) != title:
        id += "_2"
    added[id] = title
    return id


def put_added(reading: Reading, path: Path, added: Mapping[str, str], place: Place) -> None:
    """The added columns of the appendix at `path`: titles by id."""
    for count, (id, title) in enumerate(added.items()):
        reading.put((*path, "cot_them", count, "ma"), id, place)
        reading.put((*path, "cot_them", count, "ten"), title, place)
