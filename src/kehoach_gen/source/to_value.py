"""Located data + a pydantic model → the value, or problems worded for the person who wrote the data."""

import re
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kehoach_gen.problem.model import ERROR, Problem
from kehoach_gen.source.model import Located, Path

Model = TypeVar("Model", bound=BaseModel)


def validate(raw: Located, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    """The data as `model`; or None and every fault of the data, each at its place."""
    try:
        return model.model_validate(raw.data), []
    except ValidationError as error:
        faults = error.errors(include_url=False)
        return None, [_to_problem(dict(fault), raw, model) for fault in faults]


def _to_problem(fault: dict[str, Any], raw: Located, model: type[BaseModel]) -> Problem:
    path: Path = fault["loc"]
    word = _WORDINGS.get(fault["type"], _other)
    code, message, hint = word(fault, model)
    return Problem(code, ERROR, raw.place(path), message, hint)


def _missing(fault: dict[str, Any], model: type[BaseModel]) -> tuple[str, str, str]:
    key = fault["loc"][-1]
    return "thieu-khoa", f"Thiếu «{key}».", f"thêm «{key}» vào phần này{_meaning(model, fault['loc'])}."


def _unknown(fault: dict[str, Any], model: type[BaseModel]) -> tuple[str, str, str]:
    key = str(fault["loc"][-1])
    known = _keys_at(model, fault["loc"][:-1])
    near = get_close_matches(key.lower(), known, 1, 0.6)
    hint = f"có phải ý là «{near[0]}»?" if near else f"các khóa dùng được: {', '.join(known)}."
    return "khoa-la", f"Không có khóa «{key}» ở phần này.", hint


def _not_text(fault: dict[str, Any], model: type[BaseModel]) -> tuple[str, str, str]:
    return (
        "khong-phai-chu",
        f"«{fault['loc'][-1]}» phải là một đoạn chữ, nhưng ở đây là {_kind(fault['input'])}.",
        "viết giá trị ngay sau dấu hai chấm, trên cùng một dòng (hoặc sau dấu | nếu nhiều dòng).",
    )


def _not_list(fault: dict[str, Any], model: type[BaseModel]) -> tuple[str, str, str]:
    return (
        "khong-phai-danh-sach",
        f"«{fault['loc'][-1]}» phải là một danh sách, nhưng ở đây là {_kind(fault['input'])}.",
        "mỗi mục viết trên một dòng, mở đầu bằng dấu gạch ngang và một dấu cách: «- …».",
    )


def _not_mapping(fault: dict[str, Any], model: type[BaseModel]) -> tuple[str, str, str]:
    name = fault["loc"][-1] if fault["loc"] else "tệp"
    return (
        "khong-phai-nhom-khoa",
        f"«{name}» phải gồm các dòng «khóa: giá trị», nhưng ở đây là {_kind(fault['input'])}.",
        f"các khóa dùng được: {', '.join(_keys_at(model, fault['loc']))}.",
    )


def _not_listed(fault: dict[str, Any], model: type[BaseModel]) -> tuple[str, str, str]:
    choices = ", ".join(filter(None, re.findall(r"'([^']*)'", fault["ctx"]["expected"])))
    return (
        "gia-tri-la",
        f"«{fault['input']}» không dùng được cho «{fault['loc'][-1]}».",
        f"chọn một trong: {choices}.",
    )


def _not_in_shape(fault: dict[str, Any], model: type[BaseModel]) -> tuple[str, str, str]:
    message = f"«{fault['input']}» không đúng dạng của «{fault['loc'][-1]}»."
    return "sai-dang", message, f"viết lại{_meaning(model, fault['loc'])}."


def _by_model(fault: dict[str, Any], model: type[BaseModel]) -> tuple[str, str, str]:
    """A fault that a model worded itself: `raise PydanticCustomError(code, message, {"hint": …})`."""
    return fault["type"], fault["msg"], fault.get("ctx", {}).get("hint", "")


def _other(fault: dict[str, Any], model: type[BaseModel]) -> tuple[str, str, str]:
    if "hint" in fault.get("ctx", {}):
        return _by_model(fault, model)
    return "gia-tri-sai", f"«{fault['input']}» không hợp lệ ({fault['msg']}).", "xem lại giá trị này."


_WORDINGS = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _not_text,
    "tuple_type": _not_list,
    "list_type": _not_list,
    "dict_type": _not_mapping,
    "model_type": _not_mapping,
    "model_attributes_type": _not_mapping,
    "literal_error": _not_listed,
    "string_pattern_mismatch": _not_in_shape,
}


def _kind(value: Any) -> str:
    if value is None or value == "":
        return "ô trống"
    if isinstance(value, dict):
        return "một nhóm khóa"
    if isinstance(value, list | tuple):
        return "một danh sách"
    return f"«{value}»"


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    found = _model_at(model, path)
    return [field.alias or name for name, field in found.model_fields.items()] if found else []


def _meaning(model: type[BaseModel], path: Path) -> str:
    found = _model_at(model, path[:-1])
    fields = found.model_fields.values() if found else ()
    text = next((field.description for field in fields if field.alias == path[-1]), None)
    return f" ({text})" if text else ""


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model that describes the value at `path`, None where the path leads out of models."""
    for step in path:
        if isinstance(step, int):
            continue
        field = next((f for f in model.model_fields.values() if f.alias == step), None)
        inner = _model_in(field.annotation) if field else None
        if inner is None:
            return None
        model = inner
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = getattr(annotation, "__args__", ())
    return next((found for item in inner if (found := _model_in(item))), None)
