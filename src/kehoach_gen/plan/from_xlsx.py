"""The workbook → the data of a plan, as the YAML file would give it, with the cell of each value."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from kehoach_gen.office.read_workbook import Sheet, read_workbook
from kehoach_gen.plan import sheets
from kehoach_gen.plan.model import BLOCK_KINDS
from kehoach_gen.plan.sheets import Heading, Layout, Names, fold
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError
from kehoach_gen.source import Located, Path
from kehoach_gen.vietnamese.fold import fold as same


def from_xlsx(content: bytes, name: str) -> Located:
    """The data of the workbook called `name`, keyed as `ke-hoach.yaml`. Raises ProblemError with every fault of its shape.

    What the values say is not judged here: `source.to_value.validate` does it for both readers.
    """
    reader = _Reader(name, _tables(name, read_workbook(content, name)))
    data = reader.plan()
    if reader.problems:
        raise ProblemError(*reader.problems)
    return Located(data, reader.places)


@dataclass(frozen=True)
class _Cell:
    text: str
    place: Place


@dataclass(frozen=True)
class _Line:
    """One row of a sheet: its cells by key; several under one key where the headings are numbered."""

    cells: Mapping[str, Sequence[_Cell]]
    place: Place

    def __getitem__(self, key: str) -> _Cell:
        return self.cells[key][0]

    def filled(self, key: str) -> list[_Cell]:
        return [cell for cell in self.cells[key] if cell.text]


class _Table:
    """A sheet under its headings, wherever they stand in its first filled row."""

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self.sheet, self.layout = sheet, layout
        self.head = min((row for row, _ in sheet.cells), default=1)
        self.titles = {column: text for (row, column), text in sorted(sheet.cells.items()) if row == self.head}

    def missing(self) -> Iterator[Problem]:
        found = {key for key, _ in self.columns({}).values()}
        for heading in self.layout.headings:
            if heading.key not in found and not heading.fixed:
                title = f"{heading.title} 1" if heading.many else heading.title
                message = f"Trang «{self.layout.title}» thiếu cột «{title}»."
                hint = f"thêm cột «{title}»; dòng đầu tiên có chữ phải là dòng tiêu đề."
                yield Problem("thieu-tieu-de", ERROR, self.sheet.place(self.head, 1), message, hint)

    def columns(self, added: Mapping[str, str]) -> dict[int, tuple[str, int]]:
        """The key of each column, and its number under that key; `added` are more titles by key."""
        known = {fold(heading.title): heading for heading in self.layout.headings}
        extra = {fold(title): key for key, title in added.items()}
        found: dict[int, tuple[str, int]] = {}
        for column, title in self.titles.items():
            folded = fold(title)
            heading = known.get(folded) or known.get(sheets.without_number(folded))
            if folded in extra:
                found[column] = (extra[folded], 0)
            elif heading and (heading.many or folded in known):
                found[column] = (heading.key, int(folded.rsplit(" ", 1)[-1]) if folded not in known else 0)
        return found

    def lines(self, columns: Mapping[int, tuple[str, int]]) -> Iterator[_Line]:
        ordered = sorted(columns, key=lambda column: (columns[column], column))
        for row in sorted({row for row, column in self.sheet.cells if row > self.head and column in columns}):
            cells: defaultdict[str, list[_Cell]] = defaultdict(list)
            for column in ordered:
                cells[columns[column][0]].append(
                    _Cell(self.sheet.cells.get((row, column), "").strip(), self.sheet.place(row, column))
                )
            yield _Line(cells, self.sheet.place(row, min(columns)))

    def strays(self, columns: Mapping[int, tuple[str, int]]) -> Iterator[Problem]:
        """Headings met twice, and filled columns that have no heading of ours."""
        first: dict[tuple[str, int], int] = {}
        for column, key in columns.items():
            if first.setdefault(key, column) != column:
                message = (
                    f"Tiêu đề «{self.titles[column]}» có ở hai cột; cột trước là {self.sheet.place(self.head, first[key]).cell}."
                )
                yield Problem("tieu-de-trung", ERROR, self.sheet.place(self.head, column), message, "xóa hoặc đổi tên một cột.")
        outside = {
            column: row for row, column in sorted(self.sheet.cells, reverse=True) if row > self.head and column not in columns
        }
        for column, row in sorted(outside.items()):
            title = self.titles.get(column)
            message = f"Cột «{title}» không có trong mẫu mà có nội dung." if title else "Ô này có chữ nhưng cột không có tiêu đề."
            hint = (
                _nearest(title, [heading.title for heading in self.layout.headings])
                if title
                else "chuyển chữ vào cột có tiêu đề, hoặc xóa."
            )
            yield Problem("tieu-de-la", ERROR, self.sheet.place(self.head if title else row, column), message, hint)


def _tables(name: str, found: Sequence[Sheet]) -> dict[str, _Table]:
    """The sheets of a plan by title. Raises ProblemError where a sheet or a heading is missing."""
    tables: dict[str, _Table] = {}
    problems: list[Problem] = []
    for layout in sheets.SHEETS:
        matching = [sheet for sheet in found if fold(sheet.title) == fold(layout.title)]
        if len(matching) == 1:
            tables[layout.title] = _Table(matching[0], layout)
            problems += tables[layout.title].missing()
        elif matching:
            names = ", ".join(f"«{sheet.title}»" for sheet in matching)
            problems.append(
                Problem(
                    "trang-tinh-trung",
                    ERROR,
                    Place(name),
                    f"Có hai trang tính trùng tên: {names}.",
                    "xóa hoặc đổi tên một trang.",
                )
            )
        else:
            hint = "lấy lại trang này từ bản trước, hoặc đặt lại đúng tên trang."
            problems.append(Problem("thieu-trang-tinh", ERROR, Place(name), f"Thiếu trang tính «{layout.title}».", hint))
    if problems:
        raise ProblemError(*problems, *(problem for table in tables.values() for problem in table.sheet.problems))
    return tables


class _Reader:
    def __init__(self, name: str, tables: Mapping[str, _Table]) -> None:
        self.tables = tables
        self.places: dict[Path, Place] = {(): Place(name)}
        self.problems = [problem for table in tables.values() for problem in table.sheet.problems]
        self.names = Names.listed((line["ma"].text, line["ten"].text) for line in self.lines(sheets.AGENCIES))

    def lines(self, layout: Layout, added: Mapping[str, str] | None = None) -> list[_Line]:
        table = self.tables[layout.title]
        columns = table.columns(added or {})
        self.problems += table.strays(columns)
        return list(table.lines(columns))

    def plan(self) -> dict[str, Any]:
        data = self.info()
        for key, items in self.opening().items():
            data[key] = self.texts((key,), items)
        data["noi_dung"] = self.body()
        data["noi_nhan"] = self.texts(("noi_nhan",), [line["noi_nhan"] for line in self.lines(sheets.RECIPIENTS)])
        data["phu_luc"] = self.appendices()
        data["viet_tat"] = self.abbreviations()
        data["thanh_vien_nhom"] = self.members()
        return {key: value for key, value in data.items() if value or isinstance(value, str)}

    def problem(self, code: str, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(code, ERROR, place, message, hint))

    def put(self, path: Path, cell: _Cell) -> str:
        self.places[path] = cell.place
        return cell.text

    def texts(self, path: Path, cells: Sequence[_Cell]) -> list[str]:
        if cells:
            self.places[path] = cells[0].place
        return [self.put((*path, index), cell) for index, cell in enumerate(cells)]

    def info(self) -> dict[str, Any]:
        data: dict[str, Any] = {}
        known = {fold(sheets.title_of(group.model, name)): (group, name) for group in sheets.INFO_GROUPS for name in group.fields}
        seen: dict[str, Place] = {}
        for line in self.lines(sheets.INFO):
            title = fold(line["muc"].text)
            if title not in known:
                self.unknown_item(line, [sheets.title_of(group.model, name) for group, name in known.values()])
            elif title in seen:
                self.problem(
                    "muc-trung",
                    line.place,
                    f"Mục «{line['muc'].text}» có hai dòng; dòng trước ở {seen[title].cell}.",
                    "xóa một dòng.",
                )
            else:
                seen[title] = line.place
                group, name = known[title]
                self.put_info(data, group, name, line)
        return data

    def put_info(self, data: dict[str, Any], group: sheets.InfoGroup, name: str, line: _Line) -> None:
        path: Path = (group.key,) if group.key else ()
        target = data.setdefault(group.key, {}) if group.key else data
        self.places.setdefault(path, line.place)
        key = group.model.model_fields[name].alias or name
        target[key] = self.put((*path, key), line["gia_tri"])

    def unknown_item(self, line: _Line, known: Sequence[str]) -> None:
        if line["gia_tri"].text:
            name = line["muc"].text
            self.problem("muc-la", line.place, f"Không có mục «{name}» ở trang «{sheets.INFO.title}».", _nearest(name, known))

    def opening(self) -> dict[str, list[_Cell]]:
        words = {"Căn cứ": "can_cu", "Mở đầu": "mo_dau"}
        found: dict[str, list[_Cell]] = {"can_cu": [], "mo_dau": []}
        for line in self.lines(sheets.OPENING):
            key = self.word(line["phan"], sheets.OPENING["phan"], words)
            if key:
                found[key].append(line["noi_dung"])
        return found

    def body(self) -> list[dict[str, str]]:
        words = {word: kind for kind, word in BLOCK_KINDS.items()}
        blocks: list[dict[str, str]] = []
        for line in self.lines(sheets.BODY):
            kind = self.word(line["loai"], sheets.BODY["loai"], words)
            if not kind:
                continue
            path: Path = ("noi_dung", len(blocks))
            self.places[path] = line.place
            identity = {"ma": self.put((*path, "ma"), line["ma"])} if line["ma"].text else {}
            blocks.append({**identity, kind: self.put((*path, kind), line["noi_dung"])})
        return blocks

    def word(self, cell: _Cell, heading: Heading, words: Mapping[str, str]) -> str | None:
        """The value of one of the `words`; the value itself may be typed too."""
        known = {fold(word): value for word, value in words.items()} | {value: value for value in words.values()}
        found = known.get(fold(cell.text)) or known.get(cell.text)
        if not cell.text:
            self.problem(
                "o-trong", cell.place, f"Chưa chọn «{heading.title}» cho dòng này.", f"chọn một trong: {', '.join(words)}."
            )
        elif not found:
            message = f"«{cell.text}» không có trong danh sách của cột «{heading.title}»."
            self.problem("tu-ngoai-danh-sach", cell.place, message, _nearest(cell.text, list(words)))
        return found

    def appendices(self) -> list[dict[str, Any]]:
        lines = self.lines(sheets.APPENDICES)
        data = [self.fields(("phu_luc", index), line, ("ma", "ten")) for index, line in enumerate(lines)]
        find = _References(self, sheets.APPENDICES, "Phụ lục", [(line["ma"].text, line["ten"].text) for line in lines])
        for line in self.lines(sheets.COLUMNS):
            owner = find(line["phu_luc"])
            if owner is not None:
                self.append(data[owner], ("phu_luc", owner), "cot_them", line, ("ma", "ten"), always=("ma", "ten"))
        for line in self.lines(sheets.AREAS):
            owner = find(line["phu_luc"])
            if owner is not None:
                self.append(data[owner], ("phu_luc", owner), "linh_vuc", line, ("ma", "ten"))
        self.add_tasks(data)
        return data

    def add_tasks(self, appendices: Sequence[dict[str, Any]]) -> None:
        areas = [
            (area, ("phu_luc", index, "linh_vuc", number))
            for index, appendix in enumerate(appendices)
            for number, area in enumerate(appendix.get("linh_vuc", ()))
        ]
        columns = [(column["ma"], column["ten"]) for appendix in appendices for column in appendix.get("cot_them", ())]
        find = _References(self, sheets.AREAS, "Lĩnh vực", [(area.get("ma", ""), area.get("ten", "")) for area, _ in areas])
        added = {_ADDED + code: label for code, label in sheets.column_labels(columns).items()}
        single = [heading.key for heading in sheets.TASKS.headings if not heading.many and heading.key != "linh_vuc"]
        for line in self.lines(sheets.TASKS, added):
            index = find(line["linh_vuc"])
            if index is not None:
                area, path = areas[index]
                self.add_task(self.append(area, path, "nhiem_vu", line, single, always=("nhiem_vu",)), line)

    def append(
        self, owner: dict[str, Any], at: Path, key: str, line: _Line, keys: Sequence[str], *, always: Sequence[str] = ()
    ) -> tuple[dict[str, Any], Path]:
        """A new item, made of a line, at the end of the list `key` of the owner; with the path to it."""
        self.places.setdefault((*at, key), line.place)
        items = owner.setdefault(key, [])
        path = (*at, key, len(items))
        items.append(self.fields(path, line, keys, always))
        return items[-1], path

    def fields(self, path: Path, line: _Line, keys: Sequence[str], always: Sequence[str] = ()) -> dict[str, Any]:
        """The filled fields of a line; those in `always` even when blank."""
        self.places[path] = line.place
        return {key: self.put((*path, key), line[key]) for key in keys if line[key].text or key in always}

    def add_task(self, item: tuple[dict[str, Any], Path], line: _Line) -> None:
        """The agencies and the added columns of a task."""
        task, path = item
        for key in ("chu_tri", "phoi_hop"):
            agencies = [_Cell(self.names.meant(cell.text), cell.place) for cell in line.filled(key)]
            if agencies:
                task[key] = self.texts((*path, key), agencies)
        for key in line.cells:
            if key.startswith(_ADDED) and line[key].text:
                code = key.removeprefix(_ADDED)
                self.places.setdefault((*path, "cot_them"), line[key].place)
                task.setdefault("cot_them", {})[code] = self.put((*path, "cot_them", code), line[key])

    def filled(self, line: _Line, key: str, layout: Layout) -> str:
        """The text of a cell that no row may leave blank."""
        cell = line[key]
        if not cell.text:
            self.problem("o-trong", cell.place, f"Chưa điền «{layout[key].title}» cho dòng này.", "điền ô này, hoặc xóa cả dòng.")
        return cell.text

    def abbreviations(self) -> dict[str, str]:
        data: dict[str, str] = {}
        for line in self.lines(sheets.ABBREVIATIONS):
            key = self.filled(line, "viet_tat", sheets.ABBREVIATIONS)
            if key in data:
                first = self.places["viet_tat", key].cell
                self.problem(
                    "chu-viet-tat-trung", line.place, f"Chữ viết tắt «{key}» có hai dòng; dòng trước ở {first}.", "xóa một dòng."
                )
            data[key] = self.put(("viet_tat", key), line["nghia"])
        return data

    def members(self) -> dict[str, list[str]]:
        cells: defaultdict[str, list[_Cell]] = defaultdict(list)
        for line in self.lines(sheets.MEMBERS):
            group = self.names.meant(self.filled(line, "nhom", sheets.MEMBERS))
            self.places.setdefault(("thanh_vien_nhom", group), line["nhom"].place)
            cells[group] += [_Cell(self.names.meant(cell.text), cell.place) for cell in line.filled("co_quan")]
        return {group: self.texts(("thanh_vien_nhom", group), members) for group, members in cells.items()}


_ADDED = "+"
"""Before the code of an added column, which could be like a key of ours."""


class _References:
    """What the cells of one column point at: the rows of another sheet, by name, code, or «name (code)»."""

    def __init__(self, reader: _Reader, layout: Layout, title: str, things: Sequence[tuple[str, str]]) -> None:
        self.reader, self.layout, self.title = reader, layout, title
        self.labels = sheets.labels(things)
        self.exact = {same(label): index for index, label in enumerate(self.labels)}
        self.loose: defaultdict[str, list[int]] = defaultdict(list)
        for index, thing in enumerate(things):
            for text in {same(part) for part in thing if part}:
                self.loose[text].append(index)

    def __call__(self, cell: _Cell) -> int | None:
        """The index of the thing; None, and a problem, where it cannot be told."""
        wanted = same(cell.text)
        if not wanted and len(self.labels) == 1:
            return 0
        if wanted in self.exact:
            return self.exact[wanted]
        candidates = self.loose[wanted]
        if len(candidates) == 1:
            return candidates[0]
        self.complain(cell, [self.labels[index] for index in candidates])
        return None

    def complain(self, cell: _Cell, candidates: Sequence[str]) -> None:
        title, sheet = self.title, self.layout.title
        if not cell.text:
            self.reader.problem(
                "o-trong", cell.place, f"Chưa chọn «{title}» cho dòng này.", f"chọn một dòng của trang «{sheet}»."
            )
        elif candidates:
            hint = "viết rõ một trong: " + ", ".join(f"«{name}»" for name in candidates) + "."
            self.reader.problem("ten-khong-ro", cell.place, f"Có nhiều dòng tên «{cell.text}» ở trang «{sheet}».", hint)
        else:
            message = f"«{title}» ghi «{cell.text}», không có ở trang «{sheet}»."
            hint = _nearest(cell.text, self.labels, f"thêm dòng này vào trang «{sheet}», hoặc chọn trong danh sách của ô.")
            self.reader.problem("tham-chieu-la", cell.place, message, hint)


def _nearest(text: str, known: Sequence[str], otherwise: str = "") -> str:
    folded = {fold(name): name for name in known}
    near = get_close_matches(fold(text), list(folded), 1, 0.6)
    return f"có phải ý là «{folded[near[0]]}»?" if near else otherwise or f"dùng một trong: {', '.join(known)}."
