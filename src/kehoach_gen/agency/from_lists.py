"""The lists of agencies and groups, as a person keeps them → the registry, and what is wrong with the lists."""

import datetime
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, Field

from kehoach_gen.agency.model import Agency, Group, Registry
from kehoach_gen.agency.words import phrase
from kehoach_gen.problem import ERROR, Place, Problem
from kehoach_gen.source.model import Located, Path
from kehoach_gen.source.to_value import validate
from kehoach_gen.vietnamese.dates import short_date

AGENCIES, GROUPS = "co_quan", "nhom"


class _Lists(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    agencies: tuple[Agency, ...] = Field(alias=AGENCIES, title="Cơ quan", description="danh sách cơ quan")
    groups: tuple[Group, ...] = Field(alias=GROUPS, title="Nhóm", description="danh sách nhóm cơ quan")


def load(agencies: Located, groups: Located) -> tuple[Registry | None, list[Problem]]:
    """The registry of the tables `co-quan.csv` and `nhom.csv`; None only where their rows cannot be read."""
    problems = [*_heading_problems(agencies, Agency), *_heading_problems(groups, Group)]
    if problems:
        return None, problems
    places: dict[Path, Place] = {(): agencies.place(())}
    places |= {(AGENCIES, *path): place for path, place in agencies.places.items()}
    places |= {(GROUPS, *path): place for path, place in groups.places.items()}
    return load_yaml(Located({AGENCIES: agencies.data, GROUPS: groups.data}, places))


def load_yaml(raw: Located) -> tuple[Registry | None, list[Problem]]:
    """The registry of one file with the lists `co_quan` and `nhom`; None only where they cannot be read."""
    lists, problems = validate(raw, _Lists)
    if lists is None:
        return None, problems
    registry = Registry(lists.agencies, lists.groups)
    return registry, [*_agency_problems(registry, raw), *_span_problems(registry, raw), *_group_problems(registry, raw)]


def _heading_problems(table: Located, model: type[BaseModel]) -> Iterator[Problem]:
    """What is wrong with the columns of a table, said once and not again for each row."""
    if not table.data:
        return
    known = [field.alias or name for name, field in model.model_fields.items()]
    for heading in table.data[0]:
        if heading not in known:
            hint = f"các tiêu đề dùng được: {', '.join(known)}."
            yield Problem("khoa-la", ERROR, table.place((heading,)), f"Không có cột «{heading}».", hint)
    for name, field in model.model_fields.items():
        if field.is_required() and field.alias not in table.data[0]:
            message = f"Thiếu cột «{field.alias or name}»."
            yield Problem("thieu-khoa", ERROR, table.place(()), message, f"thêm cột này ({field.description}).")


def _agency_problems(registry: Registry, raw: Located) -> Iterator[Problem]:
    ids = {agency.id for agency in registry.agencies}
    group_ids = {group.id for group in registry.groups}
    for row, agency in enumerate(registry.agencies):
        path: Path = (AGENCIES, row)
        yield from _unknown(agency.groups, group_ids, raw, (*path, "nhom"))
        yield from _unknown(agency.successor_ids, ids, raw, (*path, "ke_thua"))
        yield from _unknown((agency.parent,) if agency.parent else (), ids, raw, (*path, "thuoc"))
        yield from _unknown((agency.reports_to,) if agency.reports_to else (), ids, raw, (*path, "bao_cao_ve"))
        if agency.since and agency.until and agency.until < agency.since:
            message = f"«{agency.name}» hoạt động từ {short_date(agency.since)} mà lại chỉ đến {short_date(agency.until)}."
            yield Problem("den-ngay-truoc-tu-ngay", ERROR, raw.place((*path, "den_ngay")), message, "xem lại hai ngày này.")
        yield from _successor_problems(agency, ids, registry, raw, path)


def _successor_problems(agency: Agency, ids: set[str], registry: Registry, raw: Located, path: Path) -> Iterator[Problem]:
    if agency.successor_ids and agency.until is None:
        message = f"«{agency.name}» có cơ quan kế thừa mà không có ngày kết thúc."
        yield Problem(
            "ke-thua-chua-ket-thuc", ERROR, raw.place((*path, "ke_thua")), message, "ghi «den_ngay», hoặc bỏ «ke_thua»."
        )
        return
    for id in agency.successor_ids:
        if id in ids and registry.next_after(id, agency) is None:
            message = f"Không có cơ quan nào mang mã «{id}» sau khi «{agency.name}» kết thúc."
            hint = f"thêm dòng «{id}» có ngày hoạt động sau đó, hoặc sửa mã."
            yield Problem("ke-thua-khong-con", ERROR, raw.place((*path, "ke_thua")), message, hint)


def _unknown(ids: tuple[str, ...], known: set[str], raw: Located, path: Path) -> Iterator[Problem]:
    for id in ids:
        if id not in known:
            near = get_close_matches(id, known, 1, 0.6)
            hint = f"có phải ý là «{near[0]}»?" if near else "thêm mã này vào danh mục, hoặc sửa mã."
            list_name = "nhóm" if path[-1] in ("nhom", "gom") else "cơ quan"
            yield Problem("ma-la", ERROR, raw.place(path), f"Danh mục không có {list_name} mang mã «{id}».", hint)


def _span_problems(registry: Registry, raw: Located) -> Iterator[Problem]:
    """One id belongs to one agency at a time."""
    rows = sorted(enumerate(registry.agencies), key=lambda row: (row[1].id, row[1].since or datetime.date.min))
    for (_, earlier), (row, later) in pairwise(rows):
        if earlier.id != later.id:
            continue
        if earlier.since == later.since:
            message = f"Mã «{later.id}» ghi hai lần cho cùng một ngày bắt đầu: «{earlier.name}» và «{later.name}»."
            hint = "xóa một dòng, đổi mã, hoặc ghi «tu_ngay» khác nhau."
            yield Problem("co-quan-trung", ERROR, raw.place((AGENCIES, row, "ma")), message, hint)
        elif earlier.until is None or (later.since and later.since <= earlier.until):
            message = f"Mã «{later.id}» có lúc vừa là «{earlier.name}» vừa là «{later.name}»."
            hint = "ghi «den_ngay» của cơ quan trước sớm hơn «tu_ngay» của cơ quan sau."
            yield Problem("hieu-luc-chong-nhau", ERROR, raw.place((AGENCIES, row, "tu_ngay")), message, hint)


def _group_problems(registry: Registry, raw: Located) -> Iterator[Problem]:
    rows: dict[tuple[str, datetime.date | None], int] = {}
    for row, group in enumerate(registry.groups):
        path: Path = (GROUPS, row)
        if rows.setdefault((group.id, group.since), row) != row:
            message = f"Mã nhóm «{group.id}» ghi hai lần{' cho cùng một ngày' if group.since else ''}."
            hint = "xóa một dòng, đổi mã, hoặc ghi «tu_ngay» ở dòng của tên mới nếu nhóm đổi tên."
            yield Problem("nhom-trung", ERROR, raw.place((*path, "ma")), message, hint)
        yield from _unknown(group.parts, {other.id for other in registry.groups}, raw, (*path, "gom"))
        if group.id in _parts_within(group, {other.id: other for other in (*registry.groups, group)}):
            message = f"Nhóm «{group.id}» gồm chính nó."
            yield Problem("nhom-vong", ERROR, raw.place((*path, "gom")), message, "bỏ mã này, hoặc mã của nhóm dẫn về nó.")
    yield from _term_problems(registry, raw)


def _term_problems(registry: Registry, raw: Located) -> Iterator[Problem]:
    """One expression means one group, and no agency."""
    meaning: dict[tuple[str, ...], Agency | Group] = {
        phrase(text): agency for agency in registry.agencies for text in (agency.name, *agency.aliases)
    }
    for row, group in enumerate(registry.groups):
        for text in (group.name, *group.aliases):
            other = meaning.setdefault(phrase(text), group)
            if isinstance(other, Agency) or other.id != group.id:
                message = f"«{text}» vừa là tên của «{group.name}» vừa là tên của «{other.name}»."
                yield Problem(
                    "ten-trung",
                    ERROR,
                    raw.place((GROUPS, row, "ten_khac")),
                    message,
                    "mỗi cách ghi chỉ dùng cho một nhóm hoặc một cơ quan.",
                )


def _parts_within(group: Group, groups: dict[str, Group]) -> set[str]:
    """The ids of all groups that `group` is made of, near and far."""
    found: set[str] = set()
    ahead = list(group.parts)
    while ahead:
        id = ahead.pop()
        if id in groups and id not in found:
            found.add(id)
            ahead += groups[id].parts
    return found
