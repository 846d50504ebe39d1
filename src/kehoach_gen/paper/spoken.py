"""Tasks that stand in the text of an old plan, in no table: a paragraph, and below it «Cơ quan chủ trì: …», «Thời gian: …»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kehoach_gen.paper.assignees import put_assignees, put_deadline
from kehoach_gen.paper.capitals import Capitals, is_capitals
from kehoach_gen.paper.columns import COORDINATOR, LEAD, PRINTED_AS_ADDED, TIME, key_of, put_added
from kehoach_gen.paper.model import Line, Names, Reading
from kehoach_gen.problem import Place
from kehoach_gen.source import Path
from kehoach_gen.vietnamese.typed_numbers import typed_number

TITLE = "Nhiệm vụ nêu trong nội dung"
_KEYS = (LEAD, COORDINATOR, TIME, *PRINTED_AS_ADDED)
_ADDED = {"san_pham": "Sản phẩm", "chi_tieu": "Chỉ tiêu"}
"""The titles of the columns that print what the table of an appendix has no column for."""
_LABEL = re.compile(r"[-–+•*\s(]*(?P<label>[^:.;]{3,60}?)\s*:\s*(?P<words>\S.*?)[\s.;)]*")
_NEXT_LABEL = re.compile(r"[.;]\s+(?=[^:;.]{3,60}:\s)")


@dataclass
class _Spoken:
    """A task: its paragraphs, the title it stands under, what its labels say."""

    lines: list[Line]
    title: Line | None
    said: dict[str, tuple[str, Place]] = field(default_factory=dict)


def read_spoken(reading: Reading, capitals: Capitals, index: int, lines: Sequence[Line], names: Names) -> None:
    """Puts the tasks that the text names as the appendix at `index`; the text stays as it is. Tells where there are none."""
    tasks = [task for task in _tasks([line for line in lines if line.words]) if LEAD in task.said]
    if not tasks:
        message = "Không tìm thấy nhiệm vụ nào: văn bản không có bảng nhiệm vụ, nội dung không ghi «Cơ quan chủ trì: …»."
        hint = "ghi nhiệm vụ vào phu_luc nếu cần giao việc; chưa có nhiệm vụ thì chưa làm được mẫu báo cáo."
        reading.tell("khong-co-nhiem-vu", Place(reading.name), message, hint)
        return
    place = tasks[0].lines[0].place
    message = (
        f"Nội dung nêu {len(tasks)} nhiệm vụ có cơ quan chủ trì mà không có bảng; đã chép thành phụ lục «{TITLE}»,"
        " nội dung giữ nguyên."
    )
    hint = "nhắc đến phụ lục ở nội dung, bỏ ở nội dung những dòng đã chép; hoặc bỏ phụ lục này nếu không cần mẫu báo cáo."
    reading.tell("nhiem-vu-trong-noi-dung", place, message, hint)
    path: Path = ("phu_luc", index)
    reading.put((*path, "ma"), f"pl{index + 1}", place)
    reading.put((*path, "ten"), TITLE, place)
    said = {key for task in tasks for key in task.said}
    put_added(reading, path, {key: title for key, title in _ADDED.items() if key in said}, place)
    _put_areas(reading, capitals, path, tasks, names)


def _put_areas(reading: Reading, capitals: Capitals, path: Path, tasks: Sequence[_Spoken], names: Names) -> None:
    area = count = -1
    title: Line | None = None
    for task in tasks:
        if area < 0 or task.title != title:
            area, count, title = area + 1, -1, task.title
            own = (*path, "linh_vuc", area)
            if title:
                reading.put((*own, "ma"), names.new("lv", 1), title.place)
                name = _without_number(title)
                reading.put((*own, "ten"), capitals.lowered(name) if is_capitals(name) else name, title.place)
        count += 1
        _put_task(reading, (*path, "linh_vuc", area, "nhiem_vu", count), task, names)


def _put_task(reading: Reading, path: Path, task: _Spoken, names: Names) -> None:
    place = task.lines[0].place
    reading.put((*path, "ma"), names.new("n", 2), place)
    text = "\n".join([_without_number(task.lines[0]), *(line.words for line in task.lines[1:])])
    reading.put((*path, "nhiem_vu"), text, place)
    put_assignees(reading, path, task.said[LEAD], task.said.get(COORDINATOR, ("", place)))
    put_deadline(reading, path, *task.said.get(TIME, ("", place)))
    for key in PRINTED_AS_ADDED:
        if key in task.said:
            reading.put((*path, key), *task.said[key])
            reading.put((*path, "cot_them", key), *task.said[key])


def _tasks(lines: Sequence[Line]) -> Iterator[_Spoken]:
    """The paragraphs above each run of labelled lines, as tasks."""
    above: list[Line] = []
    titles: list[Line] = []
    task: _Spoken | None = None
    for line in lines:
        said = _said(line)
        if said and above:
            if task is None:
                task = _begun(above, titles)
            task.said.update({key: value for key, value in said.items() if key not in task.said})
            continue
        if task:
            yield task
            task, above = None, []
        if above and not _is_dashed(line):
            titles.append(above[0])
            above = []
        above.append(line)
    if task:
        yield task


def _begun(above: list[Line], titles: Sequence[Line]) -> _Spoken:
    """A task of these paragraphs, under the last numbered title that no full stop ends."""
    found = (line for line in reversed(titles) if typed_number(line.words) and not line.words.endswith((".", ";", ":")))
    return _Spoken(above, next(found, None))


def _said(line: Line) -> dict[str, tuple[str, Place]]:
    """{key: words} of a line whose every part is labelled: «Cơ quan chủ trì: Sở Nội vụ; thời gian: Quý I»."""
    found: dict[str, tuple[str, Place]] = {}
    for part in _NEXT_LABEL.split(line.words):
        label = _LABEL.fullmatch(part)
        key = key_of(label["label"]) if label else None
        if label is None or key not in _KEYS:
            return {}
        found[key] = label["words"], line.place
    return found


def _is_dashed(line: Line) -> bool:
    number = typed_number(line.words)
    return number is not None and number.kind in ("gach", "cong")


def _without_number(line: Line) -> str:
    number = typed_number(line.words)
    return line.words[number.length if number else 0 :].strip()
