"""Rules of reports of a period: whose days are counted, by when they are due, when they are dated (NĐ 09/2019/NĐ-CP)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from kehoach_gen.nd30.parts import Numbered
from kehoach_gen.nd30.rule import Finding, Rule, Seen, rule
from kehoach_gen.problem import ERROR, WARNING
from kehoach_gen.vietnamese.dates import real_date, short_date
from kehoach_gen.vietnamese.fold import fold

_DECREE = "Nghị định số 09/2019/NĐ-CP"
_DAY = r"(?:ngày )?\d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )\d{4}"
_WINDOW = re.compile(rf"từ (?P<first>{_DAY}) đến (?:hết )?(?P<last>{_DAY})")
_PERIOD = re.compile(
    r"(?:quý (?:IV|I{1,3}|[1-4])|6 tháng đầu năm|9 tháng(?: đầu năm)?)(?: ?năm|[/ ]) ?\d{4}|6 tháng đầu năm \d{4}|báo cáo năm \d{4}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"năm \d{4}$")
_SHORTER = re.compile("tháng|quý|tuần|đợt")
_DUE = re.compile(
    rf"(?:gửi|nộp|hạn gửi|hạn báo cáo)\b[^.;]*?(?P<before>trước|chậm nhất|muộn nhất|đến hết|hạn|xong)[^.;\d]{{0,24}}(?P<day>{_DAY})",
    re.IGNORECASE,
)
_DUE_AT_ONCE = re.compile(
    rf"(?:{_PERIOD.pattern})(?: (?:về|cho|gửi) [^,.;]{{1,60}}?)?,? (?P<before>trước|chậm nhất|muộn nhất|đến hết)[^.;\d]{{0,24}}(?P<day>{_DAY})",
    re.IGNORECASE,
)
"""«báo cáo quý III năm 2026 trước ngày 20/9/2026»."""
_DUE_MONTHLY = re.compile(
    r"báo cáo\b[^.;]*?(?P<before>trước|chậm nhất|muộn nhất|vào|hạn)[^.;\d]{0,24}ngày (?P<day>\d{1,2}) (?:của )?tháng cuối (?:của )?(?:quý|kỳ)",
    re.IGNORECASE,
)
_LATE = re.compile("đôn đốc|nhắc|quá hạn|chưa gửi|chậm gửi|gửi chậm|gia hạn|bổ sung|hoàn thiện")


def _days(words: str) -> date | None:
    found = real_date(words, *map(int, re.findall(r"\d+", words)))
    return found if isinstance(found, date) else None


@rule("R72", ERROR, f"{_DECREE}, Điều 12", "ghi lại thời gian chốt số liệu của kỳ báo cáo.")
def thoi_gian_so_lieu_sai(seen: Seen) -> Iterator[Finding]:
    """Thời gian chốt số liệu ghi trong báo cáo đúng với kỳ báo cáo (Nghị định số 09/2019/NĐ-CP, Điều 12)."""
    for line, period, days in _windows(seen):
        window = seen.knowledge.window(period)
        if window and (_days(days["first"]), _days(days["last"])) != window:
            right = " đến ".join(f"{day.day:02}/{day.month:02}/{day.year}" for day in window)
            yield Finding(line.paragraph.place, f"Số liệu ghi {days[0]}; {period} tính từ {right} ({_DECREE}, Điều 12).")


def _windows(seen: Seen) -> Iterator[tuple[Numbered, str, re.Match[str]]]:
    """Each line that says from when to when the figures of a period are, with the period and the days."""
    for line in seen.parts.body:
        period, days = _PERIOD.search(line.text), _WINDOW.search(line.text)
        if period and days and "số liệu" in line.text.lower():
            yield line, period[0], days


@rule(
    "R72",
    ERROR,
    f"{_DECREE}, Điều 8 và Điều 13",
    "chọn ngày sau ngày chốt số liệu ít nhất một ngày làm việc, không muộn hơn ngày trên.",
)
def han_gui_bao_cao_sai(seen: Seen) -> Iterator[Finding]:
    """Hạn gửi báo cáo của một kỳ sau ngày chốt số liệu ít nhất một ngày làm việc và không sau ngày 25 của tháng cuối kỳ
    (báo cáo cải cách hành chính gửi Bộ Nội vụ: ngày 20); văn bản đôn đốc, gia hạn chỉ xét hạn sớm."""
    subject = fold(" ".join(piece.text for piece in seen.parts.subject))
    named = {found[0].lower(): found[0] for line in seen.parts.body for found in _PERIOD.finditer(line.text)}
    only = next(iter(named.values())) if len(named) == 1 else ""
    for line in seen.parts.body:
        found = _PERIOD.search(line.text)
        due = _DUE_AT_ONCE.search(line.text) or _DUE.search(line.text)
        day = _days(due["day"]) if due else None
        period = found[0] if found else only if "báo cáo" in line.text.lower() else ""
        if not period or due is None or day is None:
            continue
        to_ministry = (
            "bộ nội vụ" in fold(due[0])
            and re.search(r"cải cách hành chính|\bcchc\b", f"{subject} {line.text.lower()}") is not None
        )
        if term := seen.knowledge.term(period, to_ministry):
            is_late = _LATE.search(f"{subject} {fold(line.text)}") is not None
            last = day - timedelta(days=1) if due["before"].lower() == "trước" else day
            if day < term[0]:
                why = f"sớm nhất là {short_date(term[0])}, một ngày làm việc sau khi chốt số liệu ({_DECREE}, Điều 8, khoản 5)"
                yield Finding(line.paragraph.place, f"Hạn gửi báo cáo {period} ghi {due['day']}; {why}.")
            elif last > term[1] and not is_late:
                article = "Công văn số 581/BNV-CCHC" if to_ministry else f"{_DECREE}, Điều 13, khoản 1"
                why = f"muộn nhất là {short_date(term[1])} ({article})"
                yield Finding(line.paragraph.place, f"Hạn gửi báo cáo {period} ghi {due['day']}; {why}.")


@rule(
    "R72", ERROR, f"{_DECREE}, Điều 12 và Điều 13", "chọn ngày sau ngày chốt số liệu, không muộn hơn ngày 25 của tháng cuối kỳ."
)
def han_gui_hang_ky_sai(seen: Seen) -> Iterator[Finding]:
    """Hạn gửi báo cáo hằng kỳ, ghi bằng ngày của tháng cuối kỳ, sau ngày chốt số liệu và không sau ngày 25."""
    period = f"quý III năm {seen.day.year}"
    window, term = seen.knowledge.window(period), seen.knowledge.term(period, False)
    for line in seen.parts.body if window and term else ():
        for due in _DUE_MONTHLY.finditer(line.text):
            day = int(due["day"])
            if window and day <= window[1].day:
                message = f"số liệu của kỳ đến hết ngày {window[1].day} mới chốt ({_DECREE}, Điều 12)"
            elif term and day - (due["before"].lower() == "trước") > term[1].day:
                message = f"muộn nhất là ngày {term[1].day} ({_DECREE}, Điều 13, khoản 1)"
            else:
                continue
            yield Finding(line.paragraph.place, f"Hạn gửi báo cáo ghi ngày {due['day']} của tháng cuối kỳ; {message}.")


@rule("R72", WARNING, f"{_DECREE}, Điều 12", "ban hành báo cáo sau khi chốt số liệu, hoặc nói rõ phần số liệu là ước tính.")
def bao_cao_truoc_khi_chot_so_lieu(seen: Seen) -> Iterator[Finding]:
    """Báo cáo của một kỳ ban hành từ ngày chốt số liệu trở đi."""
    day, dated = seen.parts.day, seen.parts.dated
    close = _close(seen) if seen.parts.kind == "Báo cáo" and day and dated else None
    if day and dated and close and day < close:
        yield Finding(
            dated.paragraph.place,
            f"Báo cáo ghi ngày {short_date(day)}, trước ngày chốt số liệu {short_date(close)} ({_DECREE}, Điều 12).",
        )


def _close(seen: Seen) -> date | None:
    """The last day of the figures: of the period the report speaks of, as it says where that is none of the law."""
    for _, period, days in _windows(seen):
        window = seen.knowledge.window(period)
        return window[1] if window else _days(days["last"])
    subject = " ".join(piece.text for piece in seen.parts.subject)
    named = _PERIOD.search(subject) or (None if _SHORTER.search(fold(subject)) else _YEAR.search(subject))
    window = seen.knowledge.window(named[0]) if named else None
    return window[1] if window else None


RULES = tuple(one for one in list(globals().values()) if isinstance(one, Rule))
