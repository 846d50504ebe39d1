"""Plan → its canonical bytes and their fingerprint, by which a generated file knows the version of its data."""

import hashlib
import json

from kehoach_gen.plan.model import Plan


def to_json(plan: Plan) -> bytes:
    """The plan's data, keys as in the YAML, empty values left out: equal plans give equal bytes."""
    data = plan.model_dump(by_alias=True, exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def fingerprint(plan: Plan) -> str:
    """The first 16 hex digits of the SHA-256 of the canonical bytes: `KHGen.base`."""
    return hashlib.sha256(to_json(plan)).hexdigest()[:16]
