"""Changes → lines that say what changed, under the part of the document where it stands."""

from collections.abc import Iterator

from kehoach_gen.change.model import Change, Changes
from kehoach_gen.change.wording import act_of, counted, detail_of, name_of, told


def to_text(changes: Changes) -> list[str]:
    """A line a change, below it the agencies it touches; the first line counts."""
    lines = [f"{changes.new.kind} {changes.new.id}: {counted(changes.all)}"]
    section = ""
    for change in changes.all:
        if change.section != section:
            section = change.section
            lines.append(section)
        lines += _lines(change)
    return lines


def _lines(change: Change) -> Iterator[str]:
    said = name_of(change) if change.title == name_of(change) else f"{name_of(change)}: {act_of(change)}"
    detail = detail_of(change)
    yield f"  {said}{f': {detail}' if detail else ''}"
    yield from (f"    {line}" for line in told(change.effects))
