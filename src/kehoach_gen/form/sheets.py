"""Where a form stands in its workbook: known to what writes the workbook and to what reads it back."""

import re
from collections.abc import Mapping

from kehoach_gen.form.model import Form, Remarks, Role

GUIDE, REMARKS, HIDDEN = "Hướng dẫn", "Ý kiến chung", "KHGen"
REMARK_TITLES = ("Nội dung", "Ý kiến của cơ quan")
MARKS: dict[Role, str] = {"lead": "chu_tri", "coordinator": "phoi_hop"}
AREA_MARK, REMARK_MARK = "linh_vuc", "y_kien"
PROPERTY = "KHGen."
CODE_TITLE = "Mã biểu: "
IDENTITY = ("plan", "base", "period", "agency")


def identity_of(form: Form) -> dict[str, str]:
    """What tells this form from every other."""
    return {key: getattr(form, key) for key in IDENTITY}


def identity_mark(identity: Mapping[str, str]) -> str:
    """The identity as the hidden first cell of each sheet holds it."""
    return "|".join((PROPERTY.rstrip("."), *(identity[key] for key in IDENTITY)))


def read_identity_mark(text: str) -> dict[str, str] | None:
    parts = text.split("|")
    if len(parts) != 1 + len(IDENTITY) or parts[0] != PROPERTY.rstrip("."):
        return None
    return dict(zip(IDENTITY, parts[1:], strict=True))


_CODE = re.compile(r"(?P<plan>[^/\s]+)/(?P<period>\d{4}(?:-\w+)?)/(?P<agency>[^/\s]+)/(?P<base>[0-9a-f]{8})")


def read_code(text: str) -> dict[str, str] | None:
    """The identity in a printed code, with the first 8 digits of `base`."""
    found = _CODE.search(text)
    return found.groupdict() if found else None


def row_mark(role: Role, line: str) -> str:
    """What the hidden column holds in the row of a line: «chu_tri/n04»."""
    return f"{MARKS[role]}/{line}"


def remark_mark(field: str) -> str:
    return f"{REMARK_MARK}/{Remarks.model_fields[field].alias}"


def read_row_mark(text: str) -> tuple[Role, str] | None:
    """The role and the line of a row by its mark."""
    kind, slash, line = text.partition("/")
    role = _ROLES.get(kind)
    return (role, line) if role and slash and line else None


_ROLES: dict[str, Role] = {mark: role for role, mark in MARKS.items()}
