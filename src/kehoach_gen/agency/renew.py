"""References of an earlier plan → references for a later date, each agency replaced by its successors."""

import datetime
from dataclasses import dataclass

from kehoach_gen.agency.model import Agency, Registry, Remark
from kehoach_gen.vietnamese.dates import short_date


@dataclass(frozen=True)
class Renewal:
    """The references for the later date, and a remark for each that is not as it was."""

    refs: tuple[str, ...]
    changes: tuple[Remark, ...]


def renew(refs: tuple[str, ...], written: datetime.date, at: datetime.date, registry: Registry) -> Renewal:
    """`refs`, meant as on the day they were written, for the day `at`: successors for agencies that are gone, no groups
    that are empty, nothing twice.

    What has no successor, or was not in the registry, stays as it is for `expand` to report.
    """
    renewed: dict[str, str] = {}
    changes: list[Remark] = []
    for ref in refs:
        group = registry.group(ref, written)
        if group and registry.is_empty(group, at):
            why = f"Bỏ «{group.name}»: không còn cơ quan nào vào ngày {short_date(at)}."
            changes.append(Remark(ref, "bo-nhom-rong", why))
            continue
        agency = None if group else registry.named(ref, written)
        later = registry.successors(agency, at) if agency and not agency.is_valid(at) else ()
        changes += (_change(ref, heir) for heir in later)
        meant = group or agency
        for id, new_ref in [(heir.id, heir.id) for heir in later] or [(meant.id if meant else ref, ref)]:
            if id in renewed:
                changes.append(Remark(ref, "trung-sau-ke-thua", f"«{id}» đã có trong ô này, chỉ giữ một."))
            renewed.setdefault(id, new_ref)
    return Renewal(tuple(renewed.values()), tuple(changes))


def _change(ref: str, agency: Agency) -> Remark:
    return Remark(ref, "doi-theo-ke-thua", f"«{ref}» nay là «{agency.name}» ({agency.id}).")
