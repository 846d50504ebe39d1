"""What the reader and the writer of the workbook both know: its sheets, their headings, how a cell names a thing."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from kehoach_gen.plan.model import BLOCK_KINDS, Appendix, Area, Authority, Column, Plan, Signatory, Task
from kehoach_gen.vietnamese.fold import fold as same
from kehoach_gen.vietnamese.fold import without_marks

AGENCY_LIST, AREA_LIST, APPENDIX_LIST = "DanhSachCoQuan", "DanhSachLinhVuc", "DanhSachPhuLuc"


@dataclass(frozen=True)
class Heading:
    """A column of a sheet: the key of its field, the words at its head, its width, its choices."""

    key: str
    title: str
    width: float
    note: str = ""
    choices: tuple[str, ...] | str = ()
    strict: bool = False
    many: bool = False
    """One value a column: «Cơ quan chủ trì 1», «Cơ quan chủ trì 2»…"""
    fixed: bool = False
    """Explains; not to be filled in, not read."""


@dataclass(frozen=True)
class Layout:
    """A sheet: its title, what it is for, its headings."""

    title: str
    purpose: str
    headings: tuple[Heading, ...]

    def __getitem__(self, key: str) -> Heading:
        return next(heading for heading in self.headings if heading.key == key)


def title_of(model: type[BaseModel], name: str) -> str:
    return model.model_fields[name].title or name


def note_of(model: type[BaseModel], name: str) -> str:
    text = model.model_fields[name].description or ""
    return text[:1].upper() + text[1:]


def _heading(model: type[BaseModel], name: str, width: float, choices: str = "", *, many: bool = False) -> Heading:
    field = model.model_fields[name]
    return Heading(field.alias or name, field.title or name, width, note_of(model, name), choices or (), many=many)


_ID_NOTE = "Mã ngắn, không đổi và không dùng lại; nhiệm vụ cần có mã khi lập mẫu báo cáo"

GUIDE = "Hướng dẫn"
INFO = Layout(
    "Thông tin chung",
    "cơ quan ban hành, số, ngày, trích yếu, người ký.",
    (Heading("muc", "Mục", 28), Heading("gia_tri", "Giá trị", 60), Heading("giai_thich", "Giải thích", 60, fixed=True)),
)
OPENING = Layout(
    "Căn cứ, mở đầu",
    "các căn cứ ban hành và đoạn mở đầu, mỗi dòng một căn cứ hoặc một đoạn.",
    (Heading("phan", "Phần", 14, choices=("Căn cứ", "Mở đầu"), strict=True), Heading("noi_dung", "Nội dung", 120)),
)
BODY = Layout(
    "Nội dung",
    "phần chữ của kế hoạch, mỗi dòng một đoạn; không gõ số thứ tự, máy tự đánh số theo loại đoạn.",
    (
        Heading("ma", "Mã", 9, _ID_NOTE),
        Heading("loai", "Loại đoạn", 20, "Quyết định cách đánh số và kiểu chữ khi in", tuple(BLOCK_KINDS.values()), strict=True),
        Heading("noi_dung", "Nội dung", 110),
    ),
)
RECIPIENTS = Layout(
    "Nơi nhận",
    "mỗi dòng một nơi nhận; nơi lưu ghi ở trang «Thông tin chung».",
    (Heading("noi_nhan", "Nơi nhận", 90, note_of(Plan, "recipients")),),
)
APPENDICES = Layout(
    "Phụ lục", "tên các phụ lục, mỗi dòng một phụ lục.", (_heading(Appendix, "id", 12), _heading(Appendix, "title", 100))
)
COLUMNS = Layout(
    "Cột thêm",
    "các cột cơ quan muốn thêm vào bảng nhiệm vụ; xong thì thêm cột cùng tên vào trang «Nhiệm vụ».",
    (
        Heading("phu_luc", "Phụ lục", 60, "Chọn phụ lục có thêm cột này", APPENDIX_LIST),
        _heading(Column, "id", 16),
        _heading(Column, "title", 40),
    ),
)
AREAS = Layout(
    "Lĩnh vực",
    "các nhóm nhiệm vụ của từng phụ lục; đổi tên một lĩnh vực thì đổi cả ở trang «Nhiệm vụ».",
    (
        _heading(Area, "id", 12),
        Heading("phu_luc", "Phụ lục", 50, "Chọn phụ lục chứa lĩnh vực này", APPENDIX_LIST),
        _heading(Area, "name", 80),
    ),
)
TASKS = Layout(
    "Nhiệm vụ",
    "mỗi dòng một nhiệm vụ: làm gì, ai chủ trì, ai phối hợp, bao giờ xong.",
    (
        _heading(Task, "id", 8),
        Heading("linh_vuc", "Lĩnh vực", 18, "Chọn lĩnh vực chứa nhiệm vụ này", AREA_LIST),
        _heading(Task, "text", 50),
        _heading(Task, "leads", 16, AGENCY_LIST, many=True),
        _heading(Task, "leads_wording", 30),
        _heading(Task, "assignment_note", 18),
        _heading(Task, "coordinators", 16, AGENCY_LIST, many=True),
        _heading(Task, "coordinators_wording", 30),
        _heading(Task, "deadline", 18),
        _heading(Task, "product", 20),
        _heading(Task, "target", 15),
        _heading(Task, "note", 18),
    ),
)
ABBREVIATIONS = Layout(
    "Chữ viết tắt",
    "chữ viết tắt ai cũng hiểu, không cần giải thích trong văn bản.",
    (Heading("viet_tat", "Chữ viết tắt", 20), Heading("nghia", "Nghĩa", 90)),
)
MEMBERS = Layout(
    "Thành viên nhóm",
    "các cơ quan của một nhóm mở, ví dụ «các cơ quan, đơn vị liên quan»; mỗi dòng một cơ quan.",
    (
        Heading("nhom", "Nhóm", 55, "Chọn nhóm", AGENCY_LIST),
        Heading("co_quan", "Cơ quan", 55, "Chọn một cơ quan của nhóm", AGENCY_LIST),
    ),
)
AGENCIES = Layout(
    "Cơ quan",
    "danh sách chọn của các ô cơ quan; chỉ để xem, sửa ở danh mục cơ quan.",
    (Heading("ma", "Mã", 24), Heading("ten", "Tên", 90)),
)
SHEETS = (INFO, OPENING, BODY, RECIPIENTS, APPENDICES, COLUMNS, AREAS, TASKS, ABBREVIATIONS, MEMBERS, AGENCIES)


@dataclass(frozen=True)
class InfoGroup:
    """Rows of «Thông tin chung» under one title: fields of one model, and the key that leads to it."""

    title: str
    key: str
    model: type[BaseModel]
    fields: tuple[str, ...]


INFO_GROUPS = (
    InfoGroup("I. Văn bản", "", Plan, ("id", "kind", "number", "issued", "place", "subject", "starts", "ends", "filed")),
    InfoGroup("II. Cơ quan", "co_quan", Authority, tuple(Authority.model_fields)),
    InfoGroup("III. Người ký", "nguoi_ky", Signatory, tuple(Signatory.model_fields)),
)


def fold(text: str) -> str:
    """Headings without marks, case and spacing: «Lĩnh  Vực» and «linh vuc» are one."""
    return without_marks(same(text))


def without_number(folded: str) -> str:
    return re.sub(r" ?\d+$", "", folded)


def labels(things: Sequence[tuple[str, str]], key: Callable[[str], str] = same) -> list[str]:
    """What a cell shows for each (code, name): the name, or «name (code)» where the name alone would not do."""
    shared = Counter(key(name) for _, name in things)
    shared.update({key(code) for code, _ in things if code})
    seen: set[str] = set()
    found = []
    for number, (code, name) in enumerate(things, 1):
        label = name if name and (shared[key(name)] == 1 or key(name) == key(code)) else _with_code(code, name)
        while not label or key(label) in seen:
            label = f"{label} (số {number})".lstrip()
        seen.add(key(label))
        found.append(label)
    return found


def _with_code(code: str, name: str) -> str:
    return f"{name} ({code})" if code and name else code or name


def column_labels(columns: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The heading in «Nhiệm vụ» of each added column (code, title), by its code; none reads like a heading of ours."""
    ordered = first_of_each(columns)
    ours = {fold(heading.title) for heading in TASKS.headings}
    shown = zip(ordered, labels(ordered, fold), strict=True)
    return {code: f"{label} ({code})" if without_number(fold(label)) in ours else label for (code, _), label in shown}


def first_of_each(things: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(code, name) pairs, the first of each code."""
    found: dict[str, str] = {}
    for code, name in things:
        found.setdefault(code, name)
    return list(found.items())


@dataclass(frozen=True)
class Names:
    """How cells show agencies and groups: by name where the list has one, as written where not.

    A text that would be taken for a name of the list without being one stands in «…».
    """

    label_of: Mapping[str, str]
    code_of: Mapping[str, str]

    @classmethod
    def of(cls, choices: Iterable[tuple[str, str]]) -> "Names":
        """From (code, name); names may be shared."""
        ordered = first_of_each(choices)
        return cls.listed((code, label) for (code, _), label in zip(ordered, labels(ordered), strict=True))

    @classmethod
    def listed(cls, rows: Iterable[tuple[str, str]]) -> "Names":
        """From the rows of the sheet «Cơ quan»: (code, label)."""
        label_of = dict(rows)
        return cls(label_of, {same(label): code for code, label in label_of.items()})

    def shown(self, text: str) -> str:
        if text in self.label_of:
            return self.label_of[text]
        return f"«{text}»" if same(text) in self.code_of or _is_quoted(text) else text

    def meant(self, cell: str) -> str:
        code = self.code_of.get(same(cell))
        if code is not None:
            return code
        return cell[1:-1] if _is_quoted(cell) else cell


def _is_quoted(text: str) -> bool:
    return len(text) > 2 and text.startswith("«") and text.endswith("»")
