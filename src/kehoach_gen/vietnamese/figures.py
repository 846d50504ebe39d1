"""Figures and dates: decimal points, zeros, more than one style in a document (NĐ 30/2020, Phụ lục I, II.4)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kehoach_gen.vietnamese.dates import ImpossibleDate, full_date, impossible_dates, real_date
from kehoach_gen.vietnamese.model import Fault, fault

_UNIT = "(?:tỷ|tỉ|triệu|nghìn|ha|km|m|cm|mm|km2|km²|m2|m²|m3|m³|tấn|tạ|kg|điểm %|lần|USD)(?!\\w)"
_DECIMAL_POINT = re.compile(rf"(?<![\d.,/])\d{{1,3}}\.\d{{1,2}}(?: ?%|(?= ?{_UNIT}))")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d.,]\d)")
_SHORT_DATE = re.compile(r"(?<![\d/.,-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?![\d/])")
_LONG_DATE = re.compile(r"(?<!\w)ngày (?P<day>\d{1,2}) tháng (?P<month>\d{1,2}),? năm (?P<year>\d{4})(?!\d)", re.IGNORECASE)
_OTHER_DATE = re.compile(r"(?<![\d/.,-])\d{1,2}(?P<sign>[.-])\d{1,2}(?P=sign)(?:19|20)\d{2}(?![\d/-])")
_MONTH = re.compile(r"(?<=[Tt]háng )(?P<month>\d{1,2})/(?P<year>\d{4})(?![\d/])")
_PERCENT = re.compile("(?<=\\d)(?P<blank>[ \u00a0]?)%(?!\\w)")


def _decimal_points(text: str) -> Iterator[Fault]:
    for match in _DECIMAL_POINT.finditer(text):
        right = match[0].replace(".", ",").replace(" ", "")
        yield fault("so-thap-phan-dau-cham", match, f"«{match[0]}» dùng dấu chấm cho phần thập phân.", f"viết {right}.")


def _thousands(text: str) -> Iterator[Fault]:
    for match in _THOUSANDS.finditer(text):
        message = f"«{match[0]}» dùng dấu phẩy để chia hàng nghìn."
        yield fault("so-hang-nghin-dau-phay", match, message, f"viết {match[0].replace(',', '.')}.")


def _missing_zeros(text: str) -> Iterator[Fault]:
    """II.4.c, for days in words and for those cited in short: ngày 05 tháng 01 năm 2020, 29/6/2019."""
    for match in (*_SHORT_DATE.finditer(text), *_LONG_DATE.finditer(text)):
        day, month = (match[part] if int(match[part]) > least else f"{int(match[part]):02}" for part, least in _ZEROS)
        if not _unreal(match) and (day, month) != (match["day"], match["month"]):
            yield _zero(match, _with_numbers(match, day, month))
    for match in _MONTH.finditer(text):
        if match["month"] in ("1", "2"):
            yield _zero(match, f"0{match[0]}")


_ZEROS = (("day", 9), ("month", 2))
"""The numbers that take a zero before them, up to which one."""


def _with_numbers(match: re.Match[str], day: str, month: str) -> str:
    """What `match` found with other numbers for day and month."""
    text, start = match.string, match.start()
    return (
        f"{text[start : match.start('day')]}{day}{text[match.end('day') : match.start('month')]}{month}"
        f"{text[match.end('month') : match.end()]}"
    )


def _zero(match: re.Match[str], right: str) -> Fault:
    message = f"«{match[0]}»: ngày dưới 10 và tháng 1, 2 có số 0 ở trước (NĐ 30/2020, Phụ lục I, II.4)."
    return fault("ngay-thieu-so-khong", match, message, f"viết {right}.")


def _impossible_dates(text: str) -> Iterator[Fault]:
    """«31/11/2025», «ngày 31 tháng 11 năm 2025»."""
    for match, found in impossible_dates(text):
        message = f"«{match[0]}» không phải là ngày có thật: {found.reason}."
        yield fault("ngay-khong-co-that", match, message, found.hint)


def _unreal(match: re.Match[str]) -> ImpossibleDate | None:
    found = real_date(match[0], int(match["day"]), int(match["month"]), int(match["year"]))
    return found if isinstance(found, ImpossibleDate) else None


_DAY_CALLED_MONTH = re.compile(r"(?<!\w)[Tt]háng (?P<day>1[3-9]|2\d|3[01])/\d{1,2}/(?:19|20)\d\d(?!\d)")


def _days_called_months(text: str) -> Iterator[Fault]:
    """«tháng 23/7/2022»; «tháng 10/11/2022» may be two months."""
    for match in _DAY_CALLED_MONTH.finditer(text):
        message = f"«{match[0]}»: không có tháng {match['day']}."
        yield fault("ngay-khong-co-that", match, message, "viết «ngày», hoặc chỉ ghi tháng và năm.")


_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAY = r"(?P<weekday>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_DATE = r"(?P<date>(?P<day>\d{1,2})(?:/(?P<month>\d{1,2})/| tháng (?P<month_in_words>\d{1,2}),? năm )(?P<year>\d{4}))(?![\d/])"
_WEEKDAY_OF_DATE = (
    re.compile(rf"(?<![\w/]){_WEEKDAY}(?:,? \(?|,? ?\(? ?ngày ){_DATE}", re.IGNORECASE),
    re.compile(rf"(?<![\w/.,-]){_DATE},? \({_WEEKDAY}\)", re.IGNORECASE),
)
_BEFORE_WEEKDAY = re.compile(
    r"(?:^|[^\w\s]|\d|(?<!\w)(?:sáng|trưa|chiều|tối|đêm|ngày|vào|đến|hết|trước|từ|sau|là))\s*$", re.IGNORECASE
)
_ENDED = re.compile(r"(?:^|[.;?!\n])[\s+–-]*$")
"""What may stand before the name of a weekday, and before «secondly»; after other words «thứ ba» counts: «kỳ họp thứ ba, ngày 12/7/2023»."""


def _wrong_weekdays(text: str) -> Iterator[Fault]:
    """«thứ Ba, ngày 31/8/2026», which is a Monday."""
    for match in (match for pattern in _WEEKDAY_OF_DATE for match in pattern.finditer(text)):
        found = real_date(match["date"], int(match["day"]), int(match["month"] or match["month_in_words"]), int(match["year"]))
        if isinstance(found, ImpossibleDate) or _counts(text, match) or _weekday(match["weekday"]) == found.weekday():
            continue
        message = f"«{match[0]}» sai thứ: ngày {match['date']} là {_WEEKDAYS[found.weekday()]}."
        yield fault("thu-sai-ngay", match, message, "xem lại thứ hoặc ngày.")


def _weekday(words: str) -> int:
    last = words.lower().split(" ")[1]
    return int(last) - 2 if last.isdecimal() else [name.lower().split(" ")[1] for name in _WEEKDAYS].index(last)


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether «thứ hai» may be «secondly» or «the second»."""
    words, start = match["weekday"], match.start("weekday")
    if start > match.start() or not words.lower().startswith("thứ"):
        return False
    may_be_secondly = words.split(" ")[1].islower() and text[match.end("weekday")] == ","
    near = max(0, start - 10)
    return not _BEFORE_WEEKDAY.search(text, near, start) or (may_be_secondly and bool(_ENDED.search(text, near, start)))


RULES = (_decimal_points, _thousands, _missing_zeros, _impossible_dates, _days_called_months, _wrong_weekdays)
"""Rules of one text, whatever its composition."""


_LATE_MONTH = re.compile(r"(?<![\d/.,-])(?P<day>\d{1,2})/(?P<zero>0?)(?P<month>[3-9])/(?P<year>\d{4})(?![\d/])")


def style_faults(texts: Sequence[str]) -> Iterator[Fault]:
    """Dates and percentages written in more than one style: those in the rarer one."""
    for index, match in _rarer(texts, _LATE_MONTH, "zero"):
        right = f"{int(match['day']):02}/{'' if match['zero'] else '0'}{match['month']}/{match['year']}"
        message = f"«{match[0]}» viết tháng khác kiểu với các ngày khác trong văn bản."
        yield replace(fault("ngay-khong-cung-kieu", match, message, f"viết {right}."), paragraph=index)
    for index, match in _rarer(texts, _PERCENT, "blank"):
        message = "Dấu «%» có chỗ viết liền, có chỗ viết cách con số."
        hint = "viết liền: 100%." if match["blank"] else "viết cách như các chỗ khác: 100 %."
        yield replace(fault("phan-tram-khong-cung-kieu", match, message, hint), paragraph=index)
    for index, text in enumerate(texts):
        yield from (replace(one, paragraph=index) for one in _two_styles(text))
    for index, text in enumerate(texts) if any(map(_SHORT_DATE.search, texts)) else ():
        for match in _OTHER_DATE.finditer(text):
            message = f"«{match[0]}» dùng dấu «{match['sign']}», các ngày khác dùng dấu «/»."
            hint = f"viết {match[0].replace(match['sign'], '/')}."
            yield replace(fault("ngay-khong-cung-kieu", match, message, hint), paragraph=index)


_IN_WORDS = r"(?:ngày )?\d{1,2} tháng \d{1,2}(?:,? năm \d{4})?(?!\w)"
_IN_SHORT = r"(?:ngày )?\d{1,2}/\d{1,2}(?:/\d{4})?(?![\w/])"
_FROM_TO = tuple(
    re.compile(rf"(?<!\w)từ {first},? (?:đến|tới)(?: hết)? (?P<second>{second})", re.IGNORECASE)
    for first, second in ((_IN_WORDS, _IN_SHORT), (_IN_SHORT, _IN_WORDS))
)


def _two_styles(text: str) -> Iterator[Fault]:
    """«từ ngày 26 tháng 7 năm 2026 đến ngày 28/7/2026»."""
    for match in (match for pattern in _FROM_TO for match in pattern.finditer(text)):
        second, (start, end) = match["second"], match.span("second")
        day, month, *year = (int(number) for number in re.findall(r"\d+", second))
        right = _in_words(day, month, *year) if "/" in second else _in_short(day, month, *year)
        message = f"«{second}» viết khác kiểu với ngày đi đôi trước nó."
        yield Fault("ngay-khong-cung-kieu", start, end, second, message, f"viết {right}.")


def _in_words(day: int, month: int, year: int = 0) -> str:
    words = full_date(day, month, year)
    return words if year else words.removesuffix(" năm 0000")


def _in_short(day: int, month: int, year: int = 0) -> str:
    """With the zeros of the decree: 28/7/2026, 05/01."""
    return f"{day:02}/{f'{month:02}' if month < 3 else month}" + (f"/{year}" if year else "")


def _rarer(texts: Sequence[str], pattern: re.Pattern[str], part: str) -> list[tuple[int, re.Match[str]]]:
    """The places where a group of the pattern is empty while it mostly is not, or the reverse; the first kind where it is even."""
    found = [(index, match) for index, text in enumerate(texts) for match in pattern.finditer(text)]
    counted = Counter(bool(match[part]) for _, match in found)
    rarer = counted[True] <= counted[False]
    return [(index, match) for index, match in found if bool(match[part]) == rarer] if len(counted) == 2 else []
