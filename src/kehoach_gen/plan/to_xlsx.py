"""Plan → the workbook a drafter fills in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kehoach_gen.office.workbook import (
    MOST_CHARACTERS,
    Column,
    NamedList,
    Row,
    Table,
    column_letter,
    unwritable_character,
    write_workbook,
)
from kehoach_gen.plan import sheets
from kehoach_gen.plan.model import BLOCK_KINDS, Appendix, Area, Plan, Task
from kehoach_gen.plan.sheets import Heading, InfoGroup, Layout, Names
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError

_SPARE = 50
_FILE = "ke-hoach.xlsx"
_HEADINGS = tuple(BLOCK_KINDS[kind] for kind in ("phan", "muc", "khoan_tieu_de"))
_TABS = {"Nhiệm vụ": "C00000", "Cơ quan": "7F7F7F"}


def to_xlsx(plan: Plan, choices: Sequence[tuple[str, str]]) -> bytes:
    """The workbook of the plan; `choices` are the (code, name) of the agencies and groups its drop-downs offer.

    Raises ProblemError for a text no cell can hold and for empty items, which would be empty rows.
    """
    names = Names.of(choices)
    tables = _tables(plan, names)
    problems = [*_empty_items(plan), *_undeclared_columns(plan), *_unfit_texts(tables)]
    if problems:
        raise ProblemError(*problems)
    return write_workbook((_guide(tables), *tables), _lists(), f"Kế hoạch {plan.id}")


def _tables(plan: Plan, names: Names) -> tuple[Table, ...]:
    kinds = [("Căn cứ", text) for text in plan.bases] + [("Mở đầu", text) for text in plan.opening]
    return (
        _info(plan),
        _table(sheets.OPENING, kinds),
        replace(_table(sheets.BODY, [(block.id, BLOCK_KINDS[block.kind], block.text) for block in plan.body]), bold=_HEADINGS),
        _table(sheets.RECIPIENTS, [(text,) for text in plan.recipients]),
        _table(sheets.APPENDICES, [(appendix.id, appendix.title) for appendix in plan.appendices]),
        _table(sheets.COLUMNS, _column_rows(plan)),
        _table(sheets.AREAS, _area_rows(plan)),
        _task_table(plan, names),
        _table(sheets.ABBREVIATIONS, list(plan.abbreviations.items())),
        _table(sheets.MEMBERS, list(_member_rows(plan, names))),
        _table(sheets.AGENCIES, list(names.label_of.items()), spare=0),
    )


def _table(layout: Layout, rows: Sequence[tuple[str, ...]], spare: int = _SPARE) -> Table:
    columns = tuple(_column(heading, heading.title, fixed=layout is sheets.AGENCIES) for heading in layout.headings)
    return Table(layout.title, columns, tuple(map(Row, rows)), spare, tab=_TABS.get(layout.title, "1F4E79"))


def _column(heading: Heading, title: str, *, fixed: bool = False) -> Column:
    return Column(title, heading.width, heading.note, heading.choices, heading.strict, fixed or heading.fixed)


def _info(plan: Plan) -> Table:
    rows: list[Row] = []
    for group in sheets.INFO_GROUPS:
        rows.append(Row((group.title, "", ""), "group"))
        rows += _info_rows(plan, group)
    columns = tuple(_column(heading, heading.title, fixed=heading.key == "muc") for heading in sheets.INFO.headings)
    return Table(sheets.INFO.title, columns, tuple(rows))


def _info_rows(plan: Plan, group: InfoGroup) -> Iterator[Row]:
    value = {"": plan, "co_quan": plan.authority, "nguoi_ky": plan.signatory}[group.key]
    for name in group.fields:
        choices = ("có", "không") if name == "acting" else ()
        yield Row((sheets.title_of(group.model, name), getattr(value, name), sheets.note_of(group.model, name)), choices=choices)


def _appendix_labels(plan: Plan) -> list[str]:
    return sheets.labels([(appendix.id, appendix.title) for appendix in plan.appendices])


def _areas(plan: Plan) -> Iterator[tuple[str, Appendix, Area]]:
    """Each area with what its tasks call it."""
    areas = [(appendix, area) for appendix in plan.appendices for area in appendix.areas]
    for label, (appendix, area) in zip(sheets.labels([(area.id, area.name) for _, area in areas]), areas, strict=True):
        yield label, appendix, area


def _column_rows(plan: Plan) -> list[tuple[str, ...]]:
    pairs = zip(_appendix_labels(plan), plan.appendices, strict=True)
    return [(label, column.id, column.title) for label, appendix in pairs for column in appendix.columns]


def _area_rows(plan: Plan) -> list[tuple[str, ...]]:
    pairs = zip(_appendix_labels(plan), plan.appendices, strict=True)
    return [(area.id, label, area.name) for label, appendix in pairs for area in appendix.areas]


def _member_rows(plan: Plan, names: Names) -> Iterator[tuple[str, str]]:
    for group, members in plan.group_members.items():
        for member in members or ("",):
            yield names.shown(group), names.shown(member) if member else ""


def _added(plan: Plan) -> dict[str, str]:
    return sheets.column_labels((column.id, column.title) for appendix in plan.appendices for column in appendix.columns)


def _task_table(plan: Plan, names: Names) -> Table:
    """Numbered columns for agencies, two more than the plan uses; added columns before «Ghi chú»."""
    added = _added(plan)
    counts = {
        "chu_tri": max((len(task.leads) for task in plan.tasks), default=0) + 2,
        "phoi_hop": max((len(task.coordinators) for task in plan.tasks), default=0) + 2,
    }
    columns: list[Column] = []
    for heading in sheets.TASKS.headings:
        if heading.key == "ghi_chu":
            columns += [Column(label, 18) for label in added.values()]
        titles = [f"{heading.title} {n}" for n in range(1, counts[heading.key] + 1)] if heading.many else [heading.title]
        columns += [_column(heading, title) for title in titles]
    rows = [Row(_task_cells(task, label, names, counts, added)) for label, _, area in _areas(plan) for task in area.tasks]
    return Table(sheets.TASKS.title, tuple(columns), tuple(rows), _SPARE, frozen_columns=3, tab=_TABS["Nhiệm vụ"])


def _task_cells(task: Task, area: str, names: Names, counts: dict[str, int], added: dict[str, str]) -> tuple[str, ...]:
    def agencies(codes: tuple[str, ...], count: int) -> list[str]:
        return [names.shown(code) for code in codes] + [""] * (count - len(codes))

    return (
        task.id,
        area,
        task.text,
        *agencies(task.leads, counts["chu_tri"]),
        task.leads_wording,
        task.assignment_note,
        *agencies(task.coordinators, counts["phoi_hop"]),
        task.coordinators_wording,
        task.deadline,
        task.product,
        task.target,
        *(task.extra.get(code, "") for code in added),
        task.note,
    )


def _lists() -> list[NamedList]:
    return [
        NamedList(sheets.AGENCY_LIST, sheets.AGENCIES.title, 2),
        NamedList(sheets.APPENDIX_LIST, sheets.APPENDICES.title, 2, growing=True),
        NamedList(sheets.AREA_LIST, sheets.AREAS.title, 3, growing=True),
    ]


def _empty_items(plan: Plan) -> Iterator[Problem]:
    """Items with nothing in them: as rows of a sheet they would be lost."""
    lists: list[tuple[Layout, str, Sequence[str]]] = [
        (sheets.RECIPIENTS, "Nơi nhận", plan.recipients),
        (sheets.APPENDICES, "Phụ lục", [appendix.id or appendix.title for appendix in plan.appendices]),
        (sheets.ABBREVIATIONS, "Chữ viết tắt", list(plan.abbreviations)),
        (sheets.MEMBERS, "Nhóm", list(plan.group_members)),
        *((sheets.MEMBERS, f"Thành viên của nhóm «{group}»", members) for group, members in plan.group_members.items()),
    ]
    for number, task in enumerate(plan.tasks, 1):
        where = f"nhiệm vụ «{task.id or number}»"
        lists += [
            (sheets.TASKS, f"Cơ quan chủ trì của {where}", task.leads),
            (sheets.TASKS, f"Cơ quan phối hợp của {where}", task.coordinators),
            (sheets.TASKS, f"Cột thêm của {where}", [value and key for key, value in task.extra.items()]),
        ]
    for layout, what, items in lists:
        yield from (
            Problem(
                "muc-trong",
                ERROR,
                Place(_FILE, sheet=layout.title),
                f"{what}: mục thứ {number} để trống.",
                "điền giá trị hoặc bỏ mục này.",
            )
            for number, item in enumerate(items, 1)
            if not item
        )


def _undeclared_columns(plan: Plan) -> Iterator[Problem]:
    declared = set(_added(plan))
    for number, task in enumerate(plan.tasks, 1):
        for key in task.extra:
            if key not in declared:
                message = f"Nhiệm vụ «{task.id or number}» có cột thêm «{key}» mà không phụ lục nào khai."
                hint = f"thêm cột «{key}» vào «cot_them» của phụ lục, hoặc bỏ giá trị này."
                yield Problem("cot-them-chua-khai", ERROR, Place(_FILE, sheet=sheets.TASKS.title), message, hint)


def _unfit_texts(tables: Sequence[Table]) -> Iterator[Problem]:
    for table in tables:
        for number, row in enumerate(table.rows, 2):
            for index, text in enumerate(row.cells, 1):
                place = Place(_FILE, sheet=table.title, cell=f"{column_letter(index)}{number}")
                yield from (Problem(code, ERROR, place, message, hint) for code, message, hint in _unfit(text))


def _unfit(text: str) -> Iterator[tuple[str, str, str]]:
    length = len(text.encode("utf-16-le")) // 2
    if length > MOST_CHARACTERS:
        message = f"Đoạn chữ dài {length} ký tự; một ô Excel chứa nhiều nhất {MOST_CHARACTERS}."
        yield "o-qua-dai", message, "tách thành nhiều đoạn, hoặc giữ kế hoạch ở tệp .yaml."
    character = unwritable_character(text)
    if character:
        yield "ky-tu-dieu-khien", f"Có ký tự điều khiển U+{ord(character):04X} mà ô Excel không chứa được.", "xóa ký tự này."


def _guide(tables: Sequence[Table]) -> Table:
    steps = (
        "Điền lần lượt các trang từ trái sang phải; trang nào không có nội dung thì để trống.",
        "Đưa con trỏ chuột lên ô tiêu đề (nền xanh đậm) để đọc giải thích của cột.",
        "Thêm một dòng: gõ vào dòng trống đầu tiên, hoặc chèn dòng vào giữa (Insert). Bỏ một dòng: xóa cả dòng (Delete).",
        "Ô nền vàng có danh sách chọn: bấm mũi tên bên phải ô. Ô cơ quan được gõ tên khác danh sách khi cần.",
        "Mỗi ô cơ quan chỉ chứa một cơ quan. Thiếu cột thì chèn thêm cột và đánh số tiếp, ví dụ «Cơ quan phối hợp 6».",
        "«Cách ghi…» để trống thì máy ghép tên các cơ quan đã chọn; điền khi văn bản phải in đúng một câu chữ khác.",
        "Xuống dòng trong một ô: bấm Alt + Enter.",
        "Không gõ số thứ tự (I, 1, a), không gõ dấu gạch trước nơi nhận: máy tự thêm khi in.",
    )
    warnings = (
        "Không đổi tên trang, không sửa dòng tiêu đề; được đổi chỗ các cột.",
        "Không gộp ô (Merge). Không đặt mật khẩu cho tệp.",
        "Không sửa cột «Mã» của dòng đã có: mã nối nhiệm vụ với báo cáo của các cơ quan. Dòng mới thì để trống.",
        "Không sửa trang «Cơ quan»; danh sách này lấy từ danh mục cơ quan.",
        "Được thêm trang riêng để ghi chú; máy không đọc các trang đó.",
    )
    rows = [
        Row(("HƯỚNG DẪN ĐIỀN KẾ HOẠCH", ""), "title"),
        Row(("Cách điền", ""), "group"),
        *_numbered(steps),
        Row(("Lưu ý", ""), "group"),
        *_numbered(warnings),
        Row(("Các trang", ""), "group"),
        *(Row((layout.title, _sentence(layout.purpose)), "plain") for layout in sheets.SHEETS),
        Row(("Màu nền", ""), "group"),
        Row(("Xanh đậm", "Dòng tiêu đề, không sửa."), "head"),
        Row(("Vàng nhạt", "Ô có danh sách chọn."), "choice"),
        Row(("Trắng", "Ô gõ chữ."), "text"),
        Row(("Xám", "Chỉ để xem, không sửa."), "fixed"),
    ]
    return Table(sheets.GUIDE, (Column("", 22), Column("", 105)), tuple(rows), headless=True, tab="548235")


def _numbered(sentences: Sequence[str]) -> Iterator[Row]:
    return (Row((f"{number}.", sentence), "plain") for number, sentence in enumerate(sentences, 1))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
