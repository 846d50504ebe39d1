"""References of an earlier plan → references for a later date, each agency replaced by its successors."""

import datetime
from dataclasses import dataclass

from kehoach_gen.agency.model import Agency, Group, Registry, Remark
from kehoach_gen.vietnamese.dates import short_date


@dataclass(frozen=True)
class Renewal:
    """The references for the later date, and a remark for each that is not as it was."""

    refs: tuple[str, ...]
    changes: tuple[Remark, ...]


def renew(refs: tuple[str, ...], at: datetime.date, registry: Registry) -> Renewal:
    """`refs` for that date: successors for agencies that are gone, no groups that are empty, nothing twice.

    What has no successor, or is not in the registry, stays as it is for `expand` to report.
    """
    renewed: dict[str, str] = {}
    changes: list[Remark] = []
    for ref in refs:
        group = registry.group(ref)
        if group and _is_empty(group, at, registry):
            why = f"Bỏ «{group.name}»: không còn cơ quan nào vào ngày {short_date(at)}."
            changes.append(Remark(ref, "bo-nhom-rong", why))
            continue
        later = () if group else _successors(ref, at, registry)
        changes += (_change(ref, agency) for agency in later)
        for id, new_ref in [(agency.id, agency.id) for agency in later] or [(_id(ref, at, registry), ref)]:
            if id in renewed:
                changes.append(Remark(ref, "trung-sau-ke-thua", f"«{id}» đã có trong ô này, chỉ giữ một."))
            renewed.setdefault(id, new_ref)
    return Renewal(tuple(renewed.values()), tuple(changes))


def _successors(ref: str, at: datetime.date, registry: Registry) -> tuple[Agency, ...]:
    """Who took the place of the agency that `ref` last named; nobody where it is still there."""
    records = registry.find(ref)
    past = [agency for agency in records if agency.until and agency.until < at]
    if not past or any(agency.is_valid(at) for agency in records):
        return ()
    return registry.successors(max(past, key=lambda agency: agency.until or at), at)


def _is_empty(group: Group, at: datetime.date, registry: Registry) -> bool:
    parts = filter(None, map(registry.group, group.parts))
    return not group.is_open and not registry.members(group, at) and all(_is_empty(part, at, registry) for part in parts)


def _id(ref: str, at: datetime.date, registry: Registry) -> str:
    named = registry.group(ref) or registry.named(ref, at)
    return named.id if named else ref


def _change(ref: str, agency: Agency) -> Remark:
    return Remark(ref, "doi-theo-ke-thua", f"«{ref}» nay là «{agency.name}» ({agency.id}).")
