"""The JSON Schema of `ke-hoach.yaml` says what the model says."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kehoach_gen.plan.model import BLOCK_KINDS, Appendix, Area, Authority, Column, Plan, Signatory, Task
from kehoach_gen.plan.to_schema import to_schema
from kehoach_gen.source.from_yaml import from_yaml

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "cchc-2023" / "ke-hoach.yaml"
SCHEMA: dict[str, Any] = json.loads(to_schema())
DEFINITIONS = SCHEMA["$defs"]


def faults(data: Any, schema: dict[str, Any], path: str = "") -> list[str]:
    """What a validator would say, for the few words this schema uses."""
    schema = {**DEFINITIONS[schema["$ref"].rsplit("/", 1)[-1]], **schema} if "$ref" in schema else schema
    if isinstance(data, str):
        allowed = schema.get("enum", [data]) if "string" in schema.get("type", ["string"]) else []
        return [] if data in allowed else [f"{path}: chữ"]
    if isinstance(data, list):
        if schema.get("type") != "array":
            return [f"{path}: danh sách"]
        return [fault for index, item in enumerate(data) for fault in faults(item, schema["items"], f"{path}/{index}")]
    missing = [f"{path}: thiếu {key}" for key in schema.get("required", ()) if key not in data]
    choices = [branch for branch in schema.get("oneOf", ()) if set(branch["required"]) <= set(data)]
    if "oneOf" in schema and len(choices) != 1:
        missing.append(f"{path}: một khóa")
    rest = schema.get("additionalProperties")
    for key, value in data.items():
        inner = schema.get("properties", {}).get(key, rest)
        missing += faults(value, inner, f"{path}/{key}") if inner else [f"{path}: lạ {key}"]
    return missing


def test_each_key_of_the_model_is_described_in_vietnamese() -> None:
    models: dict[str, type[BaseModel]] = {
        model.__name__: model for model in (Appendix, Area, Authority, Column, Signatory, Task)
    }  # fmt: skip
    assert set(DEFINITIONS) == {*models, "Block", "Text"}
    for name, model in {**models, "": Plan}.items():
        properties = DEFINITIONS[name]["properties"] if name else SCHEMA["properties"]
        fields = {field.alias: (field.title, field.description) for field in model.model_fields.values()}
        assert {key: (item["title"], item["description"]) for key, item in properties.items()} == fields


def test_unknown_keys_are_refused_and_needed_keys_named() -> None:
    assert SCHEMA["additionalProperties"] is False
    assert SCHEMA["required"] == ["ma", "co_quan", "ngay_ban_hanh", "dia_danh", "trich_yeu", "nguoi_ky"]
    assert DEFINITIONS["Task"]["required"] == ["nhiem_vu"]
    assert all(item["additionalProperties"] is False for name, item in DEFINITIONS.items() if name != "Text")


def test_a_paragraph_has_exactly_one_kind() -> None:
    block = {"$ref": "#/$defs/Block"}
    assert set(DEFINITIONS["Block"]["properties"]) == {"ma", *BLOCK_KINDS}
    assert faults({"ma": "b01", "muc": "Mục đích"}, block) == []
    assert faults({"muc": "Mục đích", "khoan": "x"}, block) == [": một khóa"]
    assert faults({"ma": "b01"}, block) == [": một khóa"]
    assert faults({"muc": "x", "mucc": "y"}, block) == [": lạ mucc"]


def test_texts_may_be_bare_numbers_and_blanks_as_the_reader_takes_them() -> None:
    assert SCHEMA["properties"]["so"]["$ref"] == "#/$defs/Text"
    assert DEFINITIONS["Text"]["type"] == ["string", "number", "boolean", "null"]
    assert DEFINITIONS["Signatory"]["properties"]["quyen"]["enum"] == ["", "có", "không", None]


def test_nothing_of_the_code_shows() -> None:
    text = to_schema()
    assert "NĐ 30/2020, Điều 13" not in text
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "issuing authority" not in text


def test_the_sample_fits_its_schema() -> None:
    assert faults(from_yaml(SAMPLE.read_bytes(), SAMPLE.name).data, SCHEMA) == []
