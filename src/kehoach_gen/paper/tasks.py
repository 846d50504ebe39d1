"""The task tables of an old plan: rows of areas, rows of tasks, rows cut in two, cells joined; one appendix at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kehoach_gen.calendar import Unreadable
from kehoach_gen.calendar import from_text as deadline_from_text
from kehoach_gen.paper.assignees import put_assignees, put_deadline
from kehoach_gen.paper.capitals import is_capitals
from kehoach_gen.paper.columns import (
    AREA,
    COORDINATOR,
    LEAD,
    NOTE,
    NUMBER,
    PRINTED_AS_ADDED,
    TASK,
    TIME,
    Columns,
    added_id,
    put_added,
)
from kehoach_gen.paper.model import Line, Names, Reading, Table, shortened
from kehoach_gen.paper.rows import ADDED, UNNAMED, Record, Rows, rank_of
from kehoach_gen.problem import Place
from kehoach_gen.source import Path
from kehoach_gen.vietnamese.typed_numbers import typed_number


def _is_time(text: str) -> bool:
    return bool(text) and not isinstance(deadline_from_text(text), Unreadable)


@dataclass
class _Draft:
    """A task of which more may come."""

    path: Path
    record: Record
    printed: Mapping[str, str]
    """The added column in which a field is printed again, by the key of the field."""
    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def add(self, record: Record, key: str, between: str) -> bool:
        """Adds what the row says in its own cell; whether that was more than the first words."""
        text = record.own(key)
        if not text:
            return False
        had = self.texts.get(key, "")
        self.texts[key] = f"{had}{between}{text}" if had else text
        self.places.setdefault(key, record.place(key))
        return True


class TaskTables:
    """Reads the tables of the appendix at `index` into a reading."""

    def __init__(self, reading: Reading, index: int, names: Names) -> None:
        self.reading, self.names = reading, names
        self.path: Path = ("phu_luc", index)
        self.areas = 0
        self.tasks = 0
        self.drafts: list[_Draft] = []
        self.area_name: str | None = None
        self.area_rank: int | None = None
        self.first_rank: int | None = None
        self.has_deeper = False
        """Whether tasks have been numbered below their area: then a number of the area's rank is not in it."""
        self.added: dict[str, str] = {}
        self.printed: Mapping[str, str] = {}

    def read(self, table: Table, columns: Columns, heading: Line | None = None) -> None:
        """One table; `heading` names the tasks in it that no row of its own does."""
        self.tell_of_columns(table, columns)
        added = {ADDED + added_id(self.added, title): column for column, title in columns.added.items()}
        self.printed = {key: added_id(self.added, title) for key, title in columns.printed.items()}
        records = Rows(self.reading, {**columns.keys, **added}, columns.periods).records(table, columns)
        ranks = {record.rank for record in records if record.is_filled}
        has_numbers = any(record.number for record in records)
        if heading and records:
            self.read_heading(heading, has_areas=self.is_area(records[0], records[1] if len(records) > 1 else None, ranks))
        for index, record in enumerate(records):
            after = records[index + 1] if index + 1 < len(records) else None
            self.read_record(record, after, ranks, has_numbers=has_numbers)

    def finish(self) -> None:
        """Puts the tasks, now that nothing can be added to them."""
        for draft in self.drafts:
            self.put_task(draft)
        put_added(self.reading, self.path, self.added, self.reading.places[self.path])

    # Columns

    def tell_of_columns(self, table: Table, columns: Columns) -> None:
        place = table.place
        self.reading.places.setdefault(self.path, place)
        for title in columns.added.values():
            message = f"Cột «{title}» không có trong mẫu; được giữ thành cột thêm."
            self.reading.tell(
                "cot-thanh-cot-them", place, message, "nếu là cột có sẵn dưới tên khác thì chuyển nội dung sang cột đó."
            )
        for key, title in columns.printed.items():
            message = (
                f"Mẫu phụ lục không có cột «{title}»; cột này được giữ thành cột thêm, in trước cột Ghi chú,"
                f" nội dung cũng ghi ở «{key}» của từng nhiệm vụ."
            )
            hint = "sửa thì sửa cả hai chỗ; không in cột này thì bỏ nó ở «cot_them»."
            self.reading.inform("cot-in-lai", place, message, hint)
        for key, title in ((LEAD, "Cơ quan chủ trì"), (TIME, "Thời gian hoàn thành")):
            if key not in columns.keys:
                message = f"Bảng không có cột «{title}»."
                self.reading.tell("thieu-cot", place, message, "ghi vào từng nhiệm vụ.")
        if columns.periods:
            listed = ", ".join(f"«{period}»" for period in columns.periods.values())
            message = f"Thời gian được đánh dấu ở các cột {listed}; được ghi thành chữ ở từng nhiệm vụ."
            self.reading.tell("cot-danh-dau", place, message, "xem lại thời hạn của từng nhiệm vụ.")
        if columns.doubled:
            message = "Một cột ghi cả cơ quan chủ trì và cơ quan phối hợp; chỉ câu chữ «phối hợp» cho biết ai phối hợp."
            self.reading.tell("cot-hai-vai", place, message, "xem lại ai chủ trì, ai phối hợp ở từng nhiệm vụ.")

    # Rows

    def read_record(self, record: Record, after: Record | None, ranks: set[int | None], *, has_numbers: bool) -> None:
        if self.is_item(record, after):
            self.join(record)
        elif self.is_area(record, after, ranks):
            self.open_area(record)
        elif record.number or not self.drafts or (record.is_filled and not has_numbers):
            self.open_task(record)
        elif self.is_own_task(record):
            message = f"Hàng «{shortened(record.texts[TASK])}» không có số thứ tự, được coi là một nhiệm vụ riêng."
            self.reading.tell("hang-khong-so", record.row.place, message, "nếu là phần tiếp của nhiệm vụ trên thì gộp lại.")
            self.open_task(record)
        else:
            self.join(record)

    def read_heading(self, heading: Line, *, has_areas: bool) -> None:
        number = typed_number(heading.words)
        name = heading.words[number.length if number else 0 :].strip()
        if has_areas:
            message = f"Dòng «{shortened(heading.words)}» đứng trên bảng đã có hàng lĩnh vực; không thành một lĩnh vực."
            self.reading.inform("linh-vuc-long", heading.place, message, "xem lại tên các lĩnh vực trong bảng.")
        else:
            self.begin_area(name, rank_of(heading.words.split()[0]), heading.place, None)

    def is_item(self, record: Record, after: Record | None) -> bool:
        """Whether a numbered row with nothing but words is a part of the task above: its number is below that of the task,
        and no task stands below its own."""
        if (
            record.is_filled
            or record.is_wide
            or record.is_bold
            or not record.number
            or not record.texts.get(TASK)
            or not self.tasks
        ):
            return False
        rank, above = record.rank or 0, self.drafts[-1].record
        if not above.is_filled or rank <= (above.rank or 0) or rank == self.area_rank or is_capitals(record.texts[TASK]):
            return False
        return after is None or not after.is_filled or (after.rank or 0) <= rank

    def is_area(self, record: Record, after: Record | None, ranks: set[int | None]) -> bool:
        if record.is_filled or not record.texts.get(TASK):
            return False
        if record.is_wide:
            return True
        if not record.number:
            return bool(record.is_bold or is_capitals(record.texts[TASK])) or not self.drafts
        if record.rank not in ranks:
            return True
        is_above = after is not None and after.is_filled
        return (
            is_above and after is not None and ((after.rank or 0) > (record.rank or 0) or (record.is_bold and not after.is_bold))
        )

    def is_own_task(self, record: Record) -> bool:
        """Whether a row without number is a task, and no more of the one above."""
        text, lead = record.own(TASK), record.own(LEAD)
        last = self.drafts[-1].texts
        if text and record.texts.get(LEAD) and text[0].isupper() and _is_time(record.own(TIME)) and _is_time(last.get(TIME, "")):
            return True
        if not text or not lead:
            return False
        return text.startswith(("-", "+", "•")) or bool(record.own(TIME) and last.get(LEAD) and last.get(TIME))

    def open_area(self, record: Record) -> None:
        is_empty = self.area_name and self.tasks == 0
        if is_empty and self.area_rank is not None and (record.rank or 0) > self.area_rank:
            message = f"Lĩnh vực «{shortened(record.texts[TASK])}» nằm trong «{shortened(self.area_name or '')}»; hai cấp thành hai hàng cùng cấp."
            self.reading.tell("linh-vuc-long", record.row.place, message, "nếu chỉ cần một cấp thì bỏ hàng trên.")
        if sums := "; ".join(text for key, text in record.texts.items() if key.startswith(ADDED) and text):
            message = f"Hàng lĩnh vực «{shortened(record.texts[TASK])}» còn ghi «{shortened(sums)}»; không được đưa vào kế hoạch."
            self.reading.tell("hang-tong", record.row.place, message, "không cần làm gì, trừ khi con số này phải giữ.")
        self.begin_area(record.texts[TASK].replace("\n", " "), record.rank, record.place(TASK), record.id)

    def begin_area(self, name: str, rank: int | None, place: Place, id: str | None) -> None:
        path = (*self.path, "linh_vuc", self.areas)
        self.areas += 1
        self.tasks, self.area_name, self.area_rank, self.first_rank = 0, name, rank, None
        if name and (id is None or not UNNAMED.fullmatch(id)):
            self.reading.put((*path, "ma"), self.names.of(id, "lv", 1), place)
        if name:
            self.reading.put((*path, "ten"), name, place)

    def open_task(self, record: Record) -> None:
        rank = record.rank
        if named := record.texts.get(AREA, ""):
            if named != self.area_name:
                self.begin_area(named.replace("\n", " "), None, record.place(AREA), None)
        elif self.area_name is None:
            self.begin_area("", None, record.row.place, None)
        elif rank is not None and self.leaves_area(rank):
            message = f"Nhiệm vụ mang số «{record.number}» không thuộc lĩnh vực «{shortened(self.area_name)}»; được đặt sau lĩnh vực này."
            self.reading.inform("nhiem-vu-ngoai-linh-vuc", record.row.place, message, "xem lại nhiệm vụ thuộc lĩnh vực nào.")
            self.begin_area("", None, record.row.place, None)
        self.tell_of_rank(record)
        self.first_rank = rank if self.first_rank is None else self.first_rank
        self.has_deeper |= rank is not None and self.area_rank is not None and rank > self.area_rank
        draft = _Draft((*self.path, "linh_vuc", self.areas - 1, "nhiem_vu", self.tasks), record, self.printed)
        self.tasks += 1
        for key, text in record.texts.items():
            draft.texts[key] = text
            draft.places[key] = record.place(key)
        self.drafts.append(draft)

    def tell_of_rank(self, record: Record) -> None:
        """Of a task whose number stands below that of a task in the same area: a plan has no tasks within tasks."""
        own = self.drafts[len(self.drafts) - self.tasks :]
        above = next((draft.record for draft in reversed(own) if (draft.record.rank or 0) < (record.rank or 0)), None)
        if above is None or not above.number:
            return
        parent = shortened(f"{above.number.rstrip('.')}. {above.texts.get(TASK, '')}")
        message = (
            f"Nhiệm vụ mang số «{record.number}» nằm trong nhiệm vụ «{parent}»; được đặt ngang cấp, ngay sau, và đánh số riêng."
        )
        hint = "nếu câu chữ chưa rõ thuộc nhiệm vụ nào thì ghi thêm; không theo dõi riêng thì gộp thành một ý của nhiệm vụ trên."
        self.reading.tell("nhiem-vu-con", record.row.place, message, hint)

    def leaves_area(self, rank: int) -> bool:
        """Whether a number of this rank stands beside the area and not in it."""
        if not self.area_name or self.area_rank is None:
            return False
        if self.first_rank is None and not self.has_deeper:
            return rank < self.area_rank
        return rank <= self.area_rank and (self.first_rank is None or rank < self.first_rank)

    def join(self, record: Record) -> None:
        """A row goes on with the task above: cut by the end of a page, or one of its items."""
        draft = self.drafts[-1]
        if record.number:
            self.join_item(draft, record)
            return
        is_item = record.own(TASK).startswith(("-", "+", "•"))
        for key in record.cells:
            if key not in (NUMBER, AREA) and draft.add(record, key, "\n" if is_item else " "):
                text = record.own(key)
                message = f"Hàng không có số thứ tự: «{shortened(text)}» được nối vào nhiệm vụ ở {draft.record.row.place}."
                self.reading.tell("hang-noi-tiep", record.place(key), message, "nếu là nhiệm vụ riêng thì tách ra.")

    def join_item(self, draft: _Draft, record: Record) -> None:
        text = f"{record.number}{'' if record.number.endswith((')', '.')) else '.'} {record.texts[TASK]}"
        draft.texts[TASK] = f"{draft.texts.get(TASK, '')}\n{text}"
        message = (
            f"Hàng «{shortened(text)}» không có cơ quan, thời hạn; được coi là một ý của nhiệm vụ ở {draft.record.row.place}."
        )
        self.reading.tell("hang-noi-tiep", record.row.place, message, "nếu là nhiệm vụ riêng thì tách ra.")

    # Tasks

    def put_task(self, draft: _Draft) -> None:
        reading, path, record = self.reading, draft.path, draft.record
        if record.id is None or not UNNAMED.fullmatch(record.id):
            reading.put((*path, "ma"), self.names.of(record.id, "n", 2), record.row.place)
        reading.places[path] = record.row.place

        def cell(key: str) -> tuple[str, Place]:
            return draft.texts.get(key, ""), draft.places.get(key, record.row.place)

        reading.put((*path, "nhiem_vu"), *cell(TASK))
        put_assignees(reading, path, cell(LEAD), cell(COORDINATOR))
        put_deadline(reading, path, *cell(TIME))
        for key in (*PRINTED_AS_ADDED, NOTE):
            if draft.texts.get(key):
                reading.put((*path, key), *cell(key))
                if key in draft.printed:
                    reading.put((*path, "cot_them", draft.printed[key]), *cell(key))
        for key in draft.texts:
            if key.startswith(ADDED) and draft.texts[key]:
                reading.put((*path, "cot_them", key.removeprefix(ADDED)), *cell(key))
        if not draft.texts.get(TASK):
            message = "Hàng có số thứ tự nhưng ô nhiệm vụ để trống."
            reading.tell("o-trong", record.row.place, message, "ghi nhiệm vụ, hoặc bỏ hàng này.")
