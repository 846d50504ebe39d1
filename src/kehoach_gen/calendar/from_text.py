"""The words of «Thời gian hoàn thành» → a deadline."""

import re
from dataclasses import replace
from datetime import timedelta

from kehoach_gen.calendar.model import Deadline, Milestone, Unreadable
from kehoach_gen.calendar.span import Doubt, Span, span, span_between
from kehoach_gen.vietnamese.fold import fold, tidy


def from_text(text: str, default_year: int | None = None) -> Deadline | Unreadable:
    """The deadline that `text` names, in `default_year` where it names none; never a guess.

    «Trước ngày 31/12/2023» includes the day itself, as offices understand it: due 31/12/2023. «Trước tháng 6/2023»,
    «Trước quý IV/2023», «Trước năm 2024» do not include the period: due on the last day before it.
    """
    parts = _parts(text)
    if not parts:
        return Unreadable(text, "chưa ghi thời gian", _EXAMPLES)
    whole = _one(tidy(text), default_year)
    if isinstance(whole, Unreadable) and (len(parts) > 1 or _NAMED.match(parts[0])):
        whole = _milestones(parts, default_year)
    return replace(whole, text=text)


_EXAMPLES = (
    "viết theo một trong các dạng: Quý IV/2023, Tháng 12/2023, Năm 2023, Trước ngày 31/12/2023, Thường xuyên, "
    "5 ngày làm việc kể từ ngày …."
)
_NAMED = re.compile(r"(?:[-+•] ?)?(?P<name>[^:]+): ?(?P<time>.+)")
_NOTED = re.compile(r"(?P<time>.+?) ?\((?P<note>[^()]+)\)")


def _parts(text: str) -> list[str]:
    """The lines of `text`, and what semicolons or dashes after a stop separate inside a line."""
    pieces = re.split(r"\n|;|\.\s+(?=[-+•]\s)", text)
    return [words for piece in pieces if (words := tidy(piece))]


def _milestones(parts: list[str], year: int | None) -> Deadline | Unreadable:
    milestones = []
    for part in parts:
        milestone = _milestone(part, year)
        if isinstance(milestone, Unreadable):
            return milestone
        milestones.append(milestone)
    return Deadline("milestones", "", due=max(one.due for one in milestones), milestones=tuple(milestones))


def _milestone(part: str, year: int | None) -> Milestone | Unreadable:
    named = _NAMED.fullmatch(part)
    name, words = (named["name"], named["time"]) if named else ("", part)
    deadline = _one(words, year)
    if isinstance(deadline, Unreadable):
        return replace(deadline, reason=f"mốc «{part}»: {deadline.reason}")
    if deadline.due is None:
        return Unreadable(part, f"mốc «{part}» không có ngày đến hạn", "viết mỗi mốc một ngày hoặc một kỳ, ví dụ: Quý IV/2023.")
    return Milestone(deadline.text, name, deadline.due, deadline.note)


def _one(words: str, year: int | None) -> Deadline | Unreadable:
    """The deadline of words that name one time; its text is the time without bullet, note and stop."""
    words = re.sub(r"^[-+•] ?", "", words).rstrip(" .;,")
    noted = _NOTED.fullmatch(words)
    time, note = (noted["time"].rstrip(" .;,"), noted["note"]) if noted else (words, "")
    found = _continuous(time) or _relative(time) or _period(time, year)
    return replace(found, note=note) if isinstance(found, Deadline) else found


_EVERY = "(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm)"
_CONTINUOUS = re.compile(
    rf"(?:thực hiện )?(?:thường xuyên|liên tục|định kỳ|{_EVERY})"
    rf"(?:(?:,| và)? (?:thường xuyên|liên tục|định kỳ|{_EVERY}|\d tháng|tháng|quý|năm))*(?: trong năm)?(?: \d{{4}})?"
)


_RECURRING = re.compile(
    rf"(?:(?:thực hiện |báo cáo )?(?:định kỳ )?(?:trước|vào|chậm nhất|muộn nhất)?(?: là)?(?: vào)?(?: trước)? ?)"
    rf"(?:(?:ngày|ngày mùng|mùng) \d{{1,2}}|tháng \d{{1,2}}|quý (?:iv|i{{1,3}}|[1-4])|(?:tuần|tháng) (?:đầu|cuối)) "
    rf"(?:của )?(?:{_EVERY}|tháng (?:đầu|cuối) (?:của )?(?:mỗi )?(?:quý|kỳ))"
)
"""A day or time that comes round: «Trước ngày 20 hằng tháng», «Chậm nhất ngày 20 tháng cuối quý», «Tháng 12 hằng năm»."""


def _continuous(time: str) -> Deadline | None:
    words = fold(time)
    return Deadline("continuous", time) if _CONTINUOUS.fullmatch(words) or _RECURRING.fullmatch(words) else None


_RELATIVE = re.compile(
    r"(?:(?:trong|sau|chậm nhất|không quá|tối đa)(?: (?:thời hạn|thời gian|vòng|là|sau|không quá))* )?"
    r"(?P<count>\d{1,3})(?: \([^)]*\))? (?P<unit>ngày làm việc|ngày|giờ|tuần|tháng|năm)"
    r"(?:,? (?:kể từ|tính từ|từ|sau)(?: sau)?(?: khi| ngày)? (?P<event>.+))?",
    re.IGNORECASE,
)


def _relative(time: str) -> Deadline | Unreadable | None:
    found = _RELATIVE.fullmatch(time)
    if not found:
        return None
    count, unit, event = int(found["count"]), found["unit"].lower(), found["event"]
    if not event and unit not in ("ngày", "ngày làm việc"):
        return None
    if not event:
        return Unreadable(time, "chưa nói tính từ sự kiện nào", f"viết thêm sự kiện, ví dụ: {time} kể từ ngày nhận hồ sơ hợp lệ.")
    if unit not in ("ngày", "ngày làm việc") or count == 0:
        return Unreadable(
            time, f"chưa tính được hạn «{found['count']} {unit}»", "viết số ngày, ví dụ: 5 ngày làm việc kể từ ngày …."
        )
    if unit == "ngày":
        return Deadline("relative", time, days=count, event=event)
    return Deadline("relative", time, workdays=count, event=event)


_LEAD = r"(?:(?:thực hiện|triển khai|tổ chức|hoàn thành|kết thúc|xong)(?: xong)?[:,]? )?"
_MODES = {
    "before": re.compile(rf"{_LEAD}(?:(?:chậm|muộn) nhất(?: là)? )?trước (?P<time>.+)"),
    "until": re.compile(
        rf"{_LEAD}(?:(?:chậm|muộn) nhất|không quá|hạn(?: cuối)?|thời hạn|đến|tới)"
        r"(?: là)?:?(?: vào| đến| trong)?(?: hết)? (?P<time>.+)"
    ),
    "within": re.compile(rf"{_LEAD}(?:trong|vào|hết|cả)(?: hết)? (?P<time>.+)"),
    "since": re.compile(rf"{_LEAD}(?:bắt đầu )?từ (?P<time>.+)"),
    "bare": re.compile(rf"{_LEAD}(?P<time>.*)"),
}
"""How the days bound the deadline, by the words before them; the last form takes any words."""

_RANGE_SIGNS = (" đến hết ", " đến ", " tới ", " - ", "-")


def _period(time: str, year: int | None) -> Deadline | Unreadable:
    mode, words = next((mode, found["time"]) for mode, form in _MODES.items() if (found := form.fullmatch(fold(time))))
    if mode == "since" and not re.search(" (đến|tới|-) ", words):
        return Unreadable(time, "chỉ có ngày bắt đầu", "viết thêm ngày kết thúc, ví dụ: Từ tháng 3 đến tháng 6/2023.")
    days = _days(words, year)
    if days is None:
        return _not_understood(time)
    return Unreadable(time, days.reason, days.hint) if isinstance(days, Doubt) else _bounded(time, days, mode)


def _days(words: str, year: int | None) -> Span | Doubt | None:
    days = span(words, year)
    sign = next((sign for sign in _RANGE_SIGNS if sign in words), None)
    if days is not None or sign is None:
        return days
    first, _, last = words.partition(sign)
    return span_between(first, last, year, same_kind="-" in sign)


def _bounded(time: str, days: Span, mode: str) -> Deadline:
    if mode == "before":
        return Deadline("date", time, due=days.last if days.kind == "date" else days.first - timedelta(days=1))
    if mode == "until":
        return Deadline("date", time, due=days.last)
    return Deadline(days.kind, time, None if days.first == days.last else days.first, days.last)


_VAGUE = re.compile(r".*\b(?P<words>(?:đầu|giữa|cuối|nửa đầu|nửa cuối) (?:tháng|quý|năm))\b.*")
_SHORT_YEAR = re.compile(r".*\d[/.-]\d{2}|.*\b[ivx]+/\d{2}|.*năm \d{2}")


def _not_understood(time: str) -> Unreadable:
    words = fold(time)
    if vague := _VAGUE.fullmatch(words):
        hint = "viết một ngày hoặc một kỳ, ví dụ: Trước ngày 31/12/2023, Quý IV/2023."
        return Unreadable(time, f"«{vague['words']}» không rõ là ngày nào", hint)
    if _SHORT_YEAR.fullmatch(words):
        return Unreadable(time, "năm chỉ có hai chữ số", "viết đủ bốn chữ số của năm.")
    return Unreadable(time, "chưa hiểu cách ghi thời gian này", _EXAMPLES)
