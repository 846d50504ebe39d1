"""The model of a plan → the JSON Schema of `ke-hoach.yaml`, by which editors complete and explain what is typed."""

import json
from typing import Any

from kehoach_gen.plan.model import BLOCK_KINDS, Plan

_TEXT = {"type": ["string", "number", "boolean", "null"]}
"""The reader takes every scalar as text: `so: 151` and `so:` are as good as `so: "151"`."""


def to_schema() -> str:
    """The schema (draft 2020-12), titles and descriptions in Vietnamese."""
    schema = Plan.model_json_schema(by_alias=True)
    definitions = {name: _plain(definition) for name, definition in schema.pop("$defs").items()}
    definitions |= {"Block": _block(), "Text": _TEXT}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    whole = {**head, **_plain(schema), "title": "Kế hoạch", "description": "Một kế hoạch: ke-hoach.yaml", "$defs": definitions}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _plain(part: Any) -> Any:
    """The schema of one model without its English docstring and name; texts by reference, no empty defaults."""
    properties = {key: _value(item) for key, item in part["properties"].items()}
    return {**{key: part[key] for key in ("type", "required", "additionalProperties") if key in part}, "properties": properties}


def _value(item: dict[str, Any]) -> dict[str, Any]:
    found = {key: _value(inner) if isinstance(inner, dict) else inner for key, inner in item.items()}
    if found.get("default", "") in ("", [], {}):
        found.pop("default", None)
    if found.get("type") == "string" and "enum" not in found:
        del found["type"]
        return {"$ref": "#/$defs/Text", **found}
    if "enum" in found:
        found["enum"] = [*found["enum"], None] if "" in found["enum"] else found["enum"]
        found.pop("type", None)
    return found


def _block() -> dict[str, Any]:
    """A paragraph: its text under the one key that says what kind it is."""
    kinds = {
        kind: {"$ref": "#/$defs/Text", "title": word, "description": f"đoạn thuộc loại «{word}»"}
        for kind, word in BLOCK_KINDS.items()
    }
    identity = {
        "$ref": "#/$defs/Text",
        "title": "Mã",
        "description": "mã ngắn, không đổi và không dùng lại; có thể để trống",
    }
    return {
        "type": "object",
        "description": "một đoạn của nội dung: mã và một khóa chỉ loại đoạn",
        "properties": {"ma": identity, **kinds},
        "additionalProperties": False,
        "oneOf": [{"required": [kind]} for kind in BLOCK_KINDS],
    }
