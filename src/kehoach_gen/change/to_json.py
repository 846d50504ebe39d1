"""Changes → data for machines."""

import json
from typing import Any

from kehoach_gen.change.model import Change, Changes
from kehoach_gen.plan.to_json import fingerprint


def to_json(changes: Changes) -> bytes:
    """The same bytes for the same two plans."""
    return json.dumps(to_data(changes), ensure_ascii=False, indent=1).encode() + b"\n"


def to_data(changes: Changes) -> dict[str, Any]:
    """`old` and `new` are the fingerprints of the two plans; a change has the fields of `Change` that are plain words."""
    return {
        "plan": changes.new.id,
        "old": fingerprint(changes.old),
        "new": fingerprint(changes.new),
        "changes": [_change(change) for change in changes.all],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "path": change.path,
        "section": change.section,
        "old_number": change.old_number,
        "new_number": change.new_number,
        "old": change.old,
        "new": change.new,
        "fields": [edit.field for edit in change.edits],
        "agencies": [{"id": effect.agency, "name": effect.name, "how": effect.how} for effect in change.effects],
    }
