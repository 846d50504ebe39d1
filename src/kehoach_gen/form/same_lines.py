"""The lines of a task as they are asked now, and as they were asked before → which is which, though rows came and went."""

from collections.abc import Sequence

from kehoach_gen.form.model import Item, Line
from kehoach_gen.vietnamese.fold import fold


def same_lines(item: Item, before: Sequence[Line]) -> dict[str, str]:
    """{id of a line asked `before` of the task: id of the line of `item` that asks the same now}

    The same is what has the same words, and the same day where each line of the task has its own (its milestones). One under
    the same id comes before one under another; none counts twice.
    """
    has_days = len({line.due for line in item.lines}) > 1
    found: dict[str, str] = {}
    for is_under_its_id in (True, False):
        for line in item.lines:
            if line.id in found.values():
                continue
            for one in before:
                is_same = fold(one.text) == fold(line.text) and (one.due == line.due or not has_days)
                if is_same and one.id not in found and (one.id == line.id or not is_under_its_id):
                    found[one.id] = line.id
                    break
    return found
