"""Tasks with their answers → where what one agency says does not go with what another says."""

import re
from collections.abc import Iterable, Iterator

from kehoach_gen.form.model import PROGRESS
from kehoach_gen.problem import WARNING, Place, Problem
from kehoach_gen.report.model import Duty, LineResult, TaskReport, Voice
from kehoach_gen.vietnamese.fold import fold

DONE, _, UNTOUCHED = PROGRESS
_NOTHING_DONE = re.compile(r"^\W*(chưa|không)\b|\bchưa (nhận được|phối hợp|thực hiện|triển khai|được mời|có)\b")


def contradictions(tasks: Iterable[TaskReport]) -> list[Problem]:
    """Of each task that one agency leads: its word against that of its coordinators, line by line."""
    return [problem for task in tasks if len(task.duties) == 1 for problem in _of(task, task.duties[0])]


def _of(task: TaskReport, duty: Duty) -> Iterator[Problem]:
    for result in duty.lines:
        if result.answer is None or not result.is_current:
            continue
        progress = result.answer.choice
        support = [voice for voice in task.support if voice.line == result.line.id]
        difficulties = [voice for voice in task.difficulties if voice.line == result.line.id and voice.agency != duty.agency]
        if progress == DONE:
            against = {voice.agency: voice for voice in filter(_says_nothing_done, (*difficulties, *support))}
            yield from (_done_against(task, duty, result, voice) for voice in against.values())
        elif progress == UNTOUCHED:
            yield from (_untouched_against(task, duty, result, voice) for voice in support if not _says_nothing_done(voice))


def _says_nothing_done(voice: Voice) -> bool:
    return bool(_NOTHING_DONE.search(fold(voice.text)))


def _done_against(task: TaskReport, duty: Duty, result: LineResult, voice: Voice) -> Problem:
    message = (
        f"Nhiệm vụ {task.number}: {duty.agency_name} (chủ trì) báo đã hoàn thành, "
        f"{voice.agency_name} (phối hợp) nêu: «{_shortened(voice.text)}»."
    )
    return _problem("trai-nguoc-da-hoan-thanh", voice, result, message)


def _untouched_against(task: TaskReport, duty: Duty, result: LineResult, voice: Voice) -> Problem:
    message = (
        f"Nhiệm vụ {task.number}: {duty.agency_name} (chủ trì) báo chưa thực hiện, "
        f"{voice.agency_name} (phối hợp) đã làm: «{_shortened(voice.text)}»."
    )
    return _problem("trai-nguoc-chua-thuc-hien", voice, result, message)


def _problem(code: str, voice: Voice, result: LineResult, message: str) -> Problem:
    source = result.source_of("progress")
    lead = source.places.get("progress", Place(source.file)) if source else None
    return Problem(code, WARNING, voice.place, message, f"đối chiếu với {lead}; thống nhất số liệu trước khi tổng hợp.")


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 160 else words[:159] + "…"
