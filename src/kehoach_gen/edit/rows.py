"""The task tables: which column holds what, whose rows they are, what their cells say now, and what new rows are."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kehoach_gen.change.outline import ROOT, Node, Ref, with_fields, words_of
from kehoach_gen.edit.carriers import Carrier
from kehoach_gen.edit.cells import Columns, columns_of, heads_of, texts_of, words_at
from kehoach_gen.edit.draft import Draft, Spot
from kehoach_gen.office.edited import Author, Cell, Paragraph
from kehoach_gen.paper.columns import COORDINATOR, LEAD, NUMBER, TASK
from kehoach_gen.paper.model import clean, shortened
from kehoach_gen.plan.model import Area, Column, Task
from kehoach_gen.problem import Place
from kehoach_gen.vietnamese.fold import fold, slug

_ASSIGNED = {
    "chu_tri": LEAD,
    "chu_tri_ghi": LEAD,
    "ghi_chu_phan_cong": LEAD,
    "phoi_hop": COORDINATOR,
    "phoi_hop_ghi": COORDINATOR,
}
"""{field: the cell it is read from}, where the two are not called the same."""


def read_tables(draft: Draft) -> None:
    """The rows of the file into the draft, table by table. A table may have been cut in two; one without a known row goes on
    with the last appendix."""
    tables: dict[int, list[int]] = defaultdict(list)
    for index, carrier in enumerate(draft.held):
        if carrier.row is not None:
            tables[carrier.table].append(index)
    appendices = draft.found.inside(ROOT, "phu_luc")
    areas: dict[Ref, tuple[Ref | None, Ref | None]] = {}
    for table, rows in tables.items():
        spots = (draft.spots[index] for index in rows if index in draft.spots)
        known = Counter(ref for spot in spots for ref in appendices if spot.ref != ROOT and draft.was_in(spot.ref, ref))
        appendix = max(known, key=lambda ref: known[ref]) if known else appendices[-1] if appendices else None
        if appendix is not None:
            reader = _TableReader(draft, table, rows, appendix, *areas.get(appendix, (None, None)))
            reader.read()
            areas[appendix] = reader.above, reader.current


@dataclass
class _TableReader:
    """Reads one task table of the file, which belongs to `appendix`."""

    draft: Draft
    table: int
    rows: list[int]
    appendix: Ref
    above: Ref | None = None
    """The area whose row stands above."""
    current: Ref | None = None
    """The area of the task above."""

    def read(self) -> None:
        heads = self.heads()
        columns = self.find_columns([self.draft.held[index] for index in heads])
        self.draft.columns[self.table] = columns
        last: dict[str, str] = {}
        for index in self.rows:
            spot = self.draft.spots.get(index)
            if index in heads:
                self.draft.spots.setdefault(index, Spot("fixed"))
            elif spot is None:
                self.read_new(index, columns, last)
            elif spot.role == "area":
                self.enter(spot.ref)
                self.read_area(index, spot, columns)
            elif spot.role == "task":
                self.read_task(index, spot, columns, last)

    def heads(self) -> list[int]:
        """The rows above the first item, and those that say the same further down."""
        draft = self.draft
        first = next((i for i in self.rows if i in draft.spots and draft.spots[i].role in ("task", "area")), None)
        fixed = [i for i in self.rows if i in draft.spots and draft.spots[i].role == "fixed"]
        top = [i for i in self.rows if i not in draft.spots and fixed and i < fixed[-1] and (first is None or i < first)]
        titles = {text for i in (*fixed, *top) for text in draft.held[i].cells if text}
        again = [i for i in self.rows if i not in draft.spots and {text for text in draft.held[i].cells if text} <= titles]
        return [*fixed, *top, *again]

    def find_columns(self, heads: Sequence[Carrier]) -> Columns:
        """Where the fields stand in this table: as the rows say that were printed, then as the headings say."""
        draft = self.draft
        tasks = [shown for shown in draft.printed.shown if shown.role == "task" and draft.was_in(shown.ref, self.appendix)]
        tables = {shown.carrier.table for shown in tasks}
        old_heads = [s.carrier for s in draft.printed.shown if s.role == "fixed" and s.carrier.row and s.carrier.table in tables]
        known = columns_of([(s.carrier, draft.printed.rows[s.ref]) for s in tasks], old_heads, self.added_titles())
        names = {field: title for field, column in known.items() if (title := heads_of(old_heads).get(column))}
        spots = [(draft.held[index], draft.spots[index]) for index in self.rows if index in draft.spots]
        rows = [(carrier, draft.printed.rows[spot.ref]) for carrier, spot in spots if spot.role == "task" and spot.place >= 0]
        printed = [(carrier, {field: words for field, words in texts.items() if field in known}) for carrier, texts in rows]
        found = dict(columns_of(printed, heads, {fold(title): field for field, title in names.items()}))
        if not heads:
            found = {**{field: column for field, column in known.items() if column not in found.values()}, **found}
        self.tell_of_missing(found, names, heads)
        self.add_columns(found, names, heads)
        return found

    def added_titles(self) -> dict[str, str]:
        nodes = self.draft.found.nodes
        columns = (nodes[ref].item for ref in self.draft.found.inside(self.appendix, "cot_them"))
        return {fold(column.title): f"cot_them.{column.id}" for column in columns if isinstance(column, Column)}

    def tell_of_missing(self, found: Columns, names: Mapping[str, str], heads: Sequence[Carrier]) -> None:
        for field, title in names.items() if heads else ():
            if field not in found and field != NUMBER:
                message = f"Bảng không còn cột «{title}»; dữ liệu của cột này được giữ nguyên."
                hint = "muốn bỏ hẳn thì xóa nội dung của cột ở dữ liệu, hoặc sửa mẫu trong thư mục templates."
                self.draft.tell("cot-bi-bo", self.draft.held[self.rows[0]].place, message, hint)

    def add_columns(self, found: dict[str, int], names: Mapping[str, str], heads: Sequence[Carrier]) -> None:
        """Columns that officials added, and new titles of those an office had added."""
        held = [self.draft.held[index] for index in self.rows]
        for column, title in heads_of(heads).items():
            field = next((field for field, known in found.items() if known == column), "")
            if field.startswith("cot_them.") and fold(title) != fold(names.get(field, title)):
                self.draft.change(Ref("cot_them", field.removeprefix("cot_them.")), {"ten": title})
            has_words = any(words_at(carrier, column) for carrier in held if carrier not in heads)
            if field or fold(title) in map(fold, names.values()) or not has_words or self.covered(column, found):
                continue
            found[f"cot_them.{self.add_column(title)}"] = column
            message = f"Cột «{shortened(title)}» không có trong dữ liệu; được thêm thành cột thêm của phụ lục."
            hint = "nếu là cột có sẵn dưới tên khác thì chuyển nội dung sang cột đó."
            self.draft.tell("cot-thanh-cot-them", held[0].place, message, hint)

    def covered(self, column: int, columns: Columns) -> bool:
        """Whether a known column stands in the same cells."""
        cells = (cell for i in self.rows for cell in _cells(self.draft.held[i]))
        spans = Counter(cell.column for cell in cells if cell.column <= column < cell.column + cell.span)
        return spans.most_common(1)[0][0] in columns.values() if spans else True

    def add_column(self, title: str) -> str:
        nodes = self.draft.found.nodes.values()
        base = slug(title).replace("-", "_") or "cot"
        base = f"cot_{base}" if base[0].isdigit() else base
        taken = {node.id for node in nodes if node.ref.list == "cot_them"}
        id = next(id for id in (base, *(f"{base}_{count}" for count in range(2, len(taken) + 3))) if id not in taken)
        ref = self.draft.add("cot_them", self.appendix, Column(id=id, title=title))
        self.draft.found.children[self.appendix, "cot_them"].append(ref)
        return id

    # Areas

    def enter(self, area: Ref) -> None:
        self.above = self.current = area
        self.draft.order[self.appendix, "linh_vuc"].append(area)
        self.draft.order.setdefault((area, "nhiem_vu"), [])

    def read_area(self, index: int, spot: Spot, columns: Columns) -> None:
        carrier, shown = self.draft.held[index], self.draft.printed.shown[spot.place]
        new, old = self.area_name(carrier, columns), self.draft.printed.rows[shown.ref]["ten"]
        if new and new != clean(old):
            self.draft.change(spot.ref, {"ten": new})
            self.draft.sign(spot.ref, "ten", _authors(carrier.paragraphs))

    def area_name(self, carrier: Carrier, columns: Columns) -> str:
        words = words_at(carrier, columns.get(TASK, 1))
        texts = [clean(cell.text) for cell in (carrier.row.cells if carrier.row else ())]
        return " ".join((words or max(texts, key=len, default="")).split())

    def holder(self) -> Ref:
        """The area for a task here: that of the task above, the area above, else the first without a name."""
        if self.current is not None:
            return self.current
        found = self.draft.found
        areas = found.inside(self.appendix, "linh_vuc")
        unnamed = next((ref for ref in areas if not words_of(found.nodes[ref].item)), None)
        if unnamed is None:
            unnamed = self.draft.add(
                "linh_vuc", self.appendix, Area(id=self.draft.new_id("linh_vuc", self.draft.held[self.rows[0]]))
            )
            self.draft.order[self.appendix, "linh_vuc"].append(unnamed)
        self.draft.order.setdefault((unnamed, "nhiem_vu"), [])
        return unnamed

    def put(self, task: Ref, area: Ref) -> None:
        self.current = area
        self.draft.order[area, "nhiem_vu"].append(task)
        node = self.draft.found.nodes[task]
        self.draft.found.nodes[task] = Node(task, area, node.index, node.item)

    def printed_above(self, area: Ref) -> Ref | None:
        """The area whose row the plan prints above the tasks of this one."""
        outline = self.draft.printed.outline
        areas = outline.inside(outline.nodes[area].parent, "linh_vuc")
        named = [ref for ref in areas[: areas.index(area) + 1] if words_of(outline.nodes[ref].item)]
        return named[-1] if named else None

    # Tasks

    def read_task(self, index: int, spot: Spot, columns: Columns, last: dict[str, str]) -> None:
        draft, carrier = self.draft, self.draft.held[index]
        own = draft.printed.outline.nodes[spot.ref].parent
        stays = self.printed_above(own) == self.above and draft.printed.outline.nodes[own].parent == self.appendix
        self.put(spot.ref, own if stays else self.holder())
        task = draft.found.nodes[spot.ref].item
        assert isinstance(task, Task)
        texts, places, cells = self.texts(carrier, columns, last)
        printed = draft.printed.rows[spot.ref]
        old = {field: printed.get(field, "") for field in texts}
        read = draft.cells.edited(task, old, texts, places)
        draft.problems += read.problems
        if read.fields:
            draft.change(spot.ref, read.fields)
        for field in read.fields:
            cell = cells.get(_ASSIGNED.get(field, field))
            draft.sign(spot.ref, field, _authors(cell.paragraphs) if cell else ())

    def texts(
        self, carrier: Carrier, columns: Columns, last: dict[str, str]
    ) -> tuple[dict[str, str], dict[str, Place], dict[str, Cell]]:
        """{field: words}, {field: place}, {field: cell}; a cell joined with the one above says the same, one over two columns
        what the first says."""
        texts: dict[str, str] = {}
        places: dict[str, Place] = {}
        cells: dict[str, Cell] = {}
        for field, cell, words in texts_of(carrier, columns):
            if cell in cells.values():
                if words:
                    message = f"Ô gộp qua nhiều cột: «{shortened(words)}»; được đọc vào cột đầu."
                    self.draft.tell("o-gop", cell.place, message, "xem lại chữ này thuộc cột nào.")
                continue
            if cell.is_continued and field in last:
                words = last[field]
            texts[field], places[field], cells[field] = words, cell.place, cell
        last.update(texts)
        return texts, places, cells

    def read_new(self, index: int, columns: Columns, last: dict[str, str]) -> None:
        draft, carrier = self.draft, self.draft.held[index]
        authors = (*(carrier.row.authors if carrier.row else ()), *_authors(carrier.paragraphs))
        if self.is_area(carrier, columns):
            name = self.area_name(carrier, columns)
            area = draft.add("linh_vuc", self.appendix, Area(id=draft.new_id("linh_vuc", carrier), name=name), authors)
            self.enter(area)
            draft.spots[index] = Spot("area", area)
            return
        texts, places, _ = self.texts(carrier, columns, last)
        if not texts.get(TASK):
            return
        read = draft.cells.task(texts, places, carrier.place)
        draft.problems += read.problems
        item = with_fields(Task(id=draft.new_id("nhiem_vu", carrier), text=texts[TASK]), read.fields)
        area = self.holder()
        task = draft.add("nhiem_vu", area, item, authors)
        self.put(task, area)
        draft.spots[index] = Spot("task", task)

    def is_area(self, carrier: Carrier, columns: Columns) -> bool:
        """A row whose cell of the task runs on over others, or that says nothing but a name in bold or a number of areas."""
        cells = {field: cell for field, cell, _ in texts_of(carrier, columns)}
        task = cells.get(TASK)
        if task is None or not task.text.strip():
            return False
        if any(cell is task for field, cell in cells.items() if field not in (TASK, NUMBER)):
            return True
        if any(cell.text.strip() for field, cell in cells.items() if field not in (TASK, NUMBER)):
            return False
        number = clean(cells[NUMBER].text).strip(". )") if NUMBER in cells else ""
        named = self.draft.found.inside(self.appendix, "linh_vuc") and bool(self.above)
        is_bold = all(p.is_bold for p in task.paragraphs if p.text.strip())
        return is_bold or bool(re.fullmatch(r"\d+|[IVX]+", number) and named) or task.text.strip().startswith("Lĩnh vực")


def _authors(paragraphs: Iterable[Paragraph]) -> Iterator[Author]:
    return (author for paragraph in paragraphs for author in paragraph.authors)


def _cells(carrier: Carrier) -> tuple[Cell, ...]:
    return carrier.row.cells if carrier.row else ()
