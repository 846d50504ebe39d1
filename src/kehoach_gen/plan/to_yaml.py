"""Plan → `ke-hoach.yaml`: written anew, or into the file a person keeps, whose comments and layout stay."""

import re
from typing import Any

from kehoach_gen.plan.model import Plan
from kehoach_gen.problem import ProblemError
from kehoach_gen.source.edit_yaml import edit_yaml
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.source.to_value import validate
from kehoach_gen.source.to_yaml import yaml_text

_NAME = "ke-hoach.yaml"
_SCHEMA = "# yaml-language-server: $schema=ke-hoach.schema.json\n"


def to_yaml(plan: Plan, over: bytes | None = None) -> bytes:
    """The file of the plan, defaults left out; over an existing file, only what differs changes.

    Raises ProblemError where the existing file cannot be read as YAML.
    """
    data: dict[str, Any] = plan.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if over is None or not over.strip():
        return (_SCHEMA + yaml_text(data)).encode()
    from_yaml(over, _NAME)
    edited = edit_yaml(over, data, plan.model_dump(mode="json", by_alias=True))
    return edited if _reads_as(edited, plan) else (_comments(over) + yaml_text(data)).encode()


def _reads_as(content: bytes, plan: Plan) -> bool:
    try:
        return validate(from_yaml(content, _NAME), Plan)[0] == plan
    except ProblemError:
        return False


def _comments(over: bytes) -> str:
    """The comment lines of a file whose layout (anchors, tags, «? » keys) cannot be kept, for the head of the new one."""
    return "".join(f"{line}\n" for line in re.findall(r"(?m)^[ \t]*(#.*?)\r?$", over.decode("utf-8-sig")))
