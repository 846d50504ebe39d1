"""References of a task → the agencies that do it at a date, and what cannot be told."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kehoach_gen.agency.model import Agency, Group, Registry, Remark
from kehoach_gen.vietnamese.dates import short_date

Members = Mapping[str, tuple[str, ...]]
"""References that an office lists as the members of a group, by the id of the group."""

EMPTY = "nhom-rong"


@dataclass(frozen=True)
class Expansion:
    """The agencies that references stand for, each once, in the order of the references."""

    agencies: tuple[Agency, ...]
    unresolved: tuple[Remark, ...]
    named: frozenset[str]
    """Ids of the agencies that a reference names, other than as members of a group."""


@dataclass(frozen=True)
class Assignment:
    """Who leads and who coordinates; nobody does both."""

    leads: tuple[Agency, ...]
    coordinators: tuple[Agency, ...]
    unresolved: tuple[Remark, ...]
    notes: tuple[Remark, ...]
    """What was decided for an agency named in two roles."""


def expand(refs: tuple[str, ...], at: datetime.date, registry: Registry, members: Members) -> Expansion:
    """The agencies of `refs` at that date; a group takes its members from `members` if they are listed there."""
    agencies: dict[str, Agency] = {}
    unresolved: list[Remark] = []
    named: set[str] = set()
    scope = _Scope(at, registry, members)
    for ref in refs:
        group = registry.group(ref, at)
        for item in scope.of_group(group, ref) if group else (scope.of_agency(ref),):
            if isinstance(item, Remark):
                unresolved.append(item)
                continue
            agencies.setdefault(item.id, item)
            if not group:
                named.add(item.id)
    return Expansion(tuple(agencies.values()), tuple(unresolved), frozenset(named))


def assign(
    leads: tuple[str, ...],
    coordinators: tuple[str, ...],
    at: datetime.date,
    registry: Registry,
    members: Members,
    *,
    name_beats_group: bool = True,
) -> Assignment:
    """Each agency in one role. A named lead leads; a named coordinator is no lead as member of a group; else lead wins."""
    leading = expand(leads, at, registry, members)
    helping = expand(coordinators, at, registry, members)
    in_both = {agency.id for agency in leading.agencies} & {agency.id for agency in helping.agencies}
    only_helping = {id for id in in_both & (helping.named - leading.named) if name_beats_group}
    return Assignment(
        tuple(agency for agency in leading.agencies if agency.id not in only_helping),
        tuple(agency for agency in helping.agencies if agency.id not in in_both - only_helping),
        leading.unresolved + helping.unresolved,
        tuple(_note(agency, agency.id in only_helping) for agency in leading.agencies if agency.id in in_both & helping.named),
    )


@dataclass(frozen=True)
class _Scope:
    at: datetime.date
    registry: Registry
    members: Members

    def of_agency(self, ref: str) -> Agency | Remark:
        """The agency that `ref` names, or why there is none to give the task to."""
        records = self.registry.find(ref)
        valid = [agency for agency in records if agency.is_valid(self.at)]
        if len(valid) > 1:
            ids = ", ".join(f"{agency.id} ({agency.area})" if agency.area else agency.id for agency in valid)
            return Remark(ref, "ten-nhieu-co-quan", f"«{ref}» là tên của nhiều cơ quan: {ids}; ghi mã thay cho tên.")
        if valid:
            return _unless_outside(valid[0], ref)
        if not records:
            return Remark(ref, "khong-co-trong-danh-muc", f"«{ref}» không có trong danh mục cơ quan và nhóm.")
        return _out_of_time(ref, records, self.at, self.registry)

    def of_group(self, group: Group, ref: str, above: tuple[str, ...] = ()) -> Iterator[Agency | Remark]:
        """The members of `group`, and what cannot be told of them; `above` are the groups it was reached through."""
        if group.id in above:
            yield Remark(ref, "nhom-vong", f"Nhóm «{group.name}» gồm chính nó.")
        elif group.id in self.members:
            yield from self._listed(group, (*above, group.id))
        elif group.is_open:
            yield _undeclared(group, ref, self.registry.members(group, self.at))
        else:
            yield from self._closed(group, ref, (*above, group.id))

    def _listed(self, group: Group, above: tuple[str, ...]) -> Iterator[Agency | Remark]:
        for ref in self.members[group.id]:
            inner = self.registry.group(ref, self.at)
            if inner:
                yield from self.of_group(inner, ref, above)
            else:
                yield self.of_agency(ref)

    def _closed(self, group: Group, ref: str, above: tuple[str, ...]) -> Iterator[Agency | Remark]:
        found: list[Agency | Remark] = [_unless_outside(agency, agency.id) for agency in self.registry.members(group, self.at)]
        for part in filter(None, (self.registry.group(id, self.at) for id in group.parts)):
            found += (item for item in self.of_group(part, ref, above) if not _is_empty(item))
        yield from found
        if not found:
            yield Remark(ref, EMPTY, f"Nhóm «{group.name}» không có cơ quan nào vào ngày {short_date(self.at)}.")


def _is_empty(item: Agency | Remark) -> bool:
    return isinstance(item, Remark) and item.code == EMPTY


def _unless_outside(agency: Agency, ref: str) -> Agency | Remark:
    if not agency.is_outside:
        return agency
    return Remark(ref, "ngoai-tinh", f"«{agency.name}» là cơ quan ngoài tỉnh: tỉnh không giao việc, không có mẫu báo cáo.")


def _undeclared(group: Group, ref: str, known: tuple[Agency, ...]) -> Remark:
    why = f"Nhóm mở «{group.name}» chưa khai báo thành viên"
    listed = f" (danh mục có: {', '.join(agency.id for agency in known)})" if known else ""
    return Remark(ref, "nhom-mo", f"{why}{listed}; khai ở «thanh_vien_nhom», mục «{group.id}».")


def _out_of_time(ref: str, records: tuple[Agency, ...], at: datetime.date, registry: Registry) -> Remark:
    """Why none of `records` is there at that date."""
    last = registry.ended(ref, at)
    if last is None:
        start = min(agency.since for agency in records if agency.since)
        return Remark(ref, "chua-thanh-lap", f"«{records[0].name}» chỉ có từ ngày {short_date(start)}.")
    after = " và ".join(f"«{agency.name}» ({agency.id})" for agency in registry.successors(last, at))
    successor = f"cơ quan kế thừa là {after}" if after else "danh mục không có cơ quan kế thừa"
    end = short_date((last.until or at) + datetime.timedelta(1))
    return Remark(ref, "het-hieu-luc", f"«{last.name}» đã hết hiệu lực từ ngày {end}; {successor}.")


def _note(agency: Agency, only_helps: bool) -> Remark:
    if only_helps:
        why = f"«{agency.name}» được ghi tên ở phối hợp nên không tính là chủ trì trong nhóm."
        return Remark(agency.id, "ten-hon-nhom", why)
    return Remark(agency.id, "hai-vai", f"«{agency.name}» được ghi cả ở chủ trì và phối hợp: chỉ tính chủ trì.")
