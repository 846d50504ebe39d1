"""Form → its canonical bytes: what was asked, kept behind every form that was sent."""

import json

from kehoach_gen.form.model import Form


def to_json(form: Form) -> bytes:
    """The form's data, empty values left out: equal forms give equal bytes."""
    data = form.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
