"""Figures and dates: decimal points, zeros, more than one style in a document (NĐ 30/2020, Phụ lục I, II.4)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kehoach_gen.vietnamese.dates import ImpossibleDate, real_date
from kehoach_gen.vietnamese.model import Fault, fault

_UNIT = "(?:tỷ|tỉ|triệu|nghìn|ha|km|m|cm|mm|km2|km²|m2|m²|m3|m³|tấn|tạ|kg|điểm %|lần|USD)(?!\\w)"
_DECIMAL_POINT = re.compile(rf"(?<![\d.,/])\d{{1,3}}\.\d{{1,2}}(?: ?%|(?= ?{_UNIT}))")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d.,]\d)")
_SHORT_DATE = re.compile(r"(?<![\d/.,-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?![\d/])")
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
    """II.4.c, also for days cited in short: 05/01/2020, 29/6/2019."""
    for match in _SHORT_DATE.finditer(text):
        day, month = match["day"], match["month"]
        right = f"{int(day):02}/{int(month):02}" if int(month) < 3 else f"{int(day):02}/{month}"
        if not _unreal(match) and (len(day) < 2 or (len(month) < 2 and int(month) < 3)):
            yield _zero(match, f"{right}/{match['year']}")
    for match in _MONTH.finditer(text):
        if match["month"] in ("1", "2"):
            yield _zero(match, f"0{match[0]}")


def _zero(match: re.Match[str], right: str) -> Fault:
    message = f"«{match[0]}»: ngày dưới 10 và tháng 1, 2 có số 0 ở trước (NĐ 30/2020, Phụ lục I, II.4)."
    return fault("ngay-thieu-so-khong", match, message, f"viết {right}.")


_LONG_DATE = re.compile(r"(?<!\w)ngày (?P<day>\d{1,2}) tháng (?P<month>\d{1,2}),? năm (?P<year>\d{4})(?!\d)", re.IGNORECASE)


def _impossible_dates(text: str) -> Iterator[Fault]:
    """«31/11/2025», «ngày 31 tháng 11 năm 2025»."""
    for match in (*_SHORT_DATE.finditer(text), *_LONG_DATE.finditer(text)):
        if found := _unreal(match):
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


RULES = (_decimal_points, _thousands, _missing_zeros, _impossible_dates, _days_called_months)
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
    for index, text in enumerate(texts) if any(map(_SHORT_DATE.search, texts)) else ():
        for match in _OTHER_DATE.finditer(text):
            message = f"«{match[0]}» dùng dấu «{match['sign']}», các ngày khác dùng dấu «/»."
            hint = f"viết {match[0].replace(match['sign'], '/')}."
            yield replace(fault("ngay-khong-cung-kieu", match, message, hint), paragraph=index)


def _rarer(texts: Sequence[str], pattern: re.Pattern[str], part: str) -> list[tuple[int, re.Match[str]]]:
    """The places where a group of the pattern is empty while it mostly is not, or the reverse; the first kind where it is even."""
    found = [(index, match) for index, text in enumerate(texts) for match in pattern.finditer(text)]
    counted = Counter(bool(match[part]) for _, match in found)
    rarer = counted[True] <= counted[False]
    return [(index, match) for index, match in found if bool(match[part]) == rarer] if len(counted) == 2 else []
