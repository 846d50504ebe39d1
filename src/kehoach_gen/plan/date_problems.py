"""Plan → what is wrong with its number, its date and the days it runs (NĐ 30/2020, Phụ lục I, II.3 and II.4)."""

import re
from datetime import date

from kehoach_gen.plan.checking import Checking, Problems
from kehoach_gen.plan.to_context import issue_date
from kehoach_gen.vietnamese.dates import ImpossibleDate, PartialDate, parse_date, parse_partial_date, short_date


def date_problems(check: Checking) -> Problems:
    yield from _date_and_number(check)
    yield from _span(check)


def _date_and_number(check: Checking) -> Problems:
    plan = check.plan
    issued = parse_partial_date(plan.issued)
    if isinstance(issued, ImpossibleDate):
        yield check.error(
            ("ngay_ban_hanh",), "ngay-khong-co-that", f"«{plan.issued}» không phải là ngày có thật: {issued.reason}.", issued.hint
        )
    elif issued is None:
        hint = "viết ngày/tháng/năm, ví dụ 15/6/2023; bản dự thảo chỉ viết 6/2023."
        yield check.error(("ngay_ban_hanh",), "ngay-khong-doc-duoc", f"Không đọc được ngày ban hành «{plan.issued}».", hint)
    else:
        yield from _draft_or_issued(check, issued)
    if plan.number and not re.fullmatch(r"0*[1-9]\d{0,5}", plan.number):
        hint = "chỉ ghi chữ số, ví dụ 151; ký hiệu do máy ghép từ loại văn bản và cơ quan."
        yield check.error(("so",), "so-sai-dang", f"Số văn bản «{plan.number}» không phải là một số.", hint)


def _draft_or_issued(check: Checking, issued: PartialDate) -> Problems:
    """A draft has neither number nor day, an issued document has both (Phụ lục I, II.3 and II.4)."""
    if check.plan.number and issued.day is None:
        yield check.error(
            ("ngay_ban_hanh",),
            "co-so-ma-chua-co-ngay",
            f"Văn bản đã có số {check.plan.number} nhưng ngày ban hành chưa đủ.",
            "ghi đủ ngày/tháng/năm, hoặc để trống số nếu là dự thảo.",
        )
    if issued.day is not None and not check.plan.number:
        yield check.error(
            ("so",),
            "co-ngay-ma-chua-co-so",
            f"Văn bản đã có ngày {check.plan.issued} nhưng chưa có số.",
            "ghi số do Văn thư cấp, hoặc chỉ ghi tháng/năm nếu là dự thảo.",
        )


def plan_span(check: Checking) -> tuple[date, date] | None:
    """The days the plan runs from and to: its own, else the year of issue; None where they cannot be told."""
    span = _span_or_reversed(check)
    return span if span and span[0] <= span[1] else None


def _span_or_reversed(check: Checking) -> tuple[date, date] | None:
    issued = issue_date(check.plan)
    first, last = parse_date(check.plan.starts), parse_date(check.plan.ends)
    if issued is not None:
        first, last = first or date(issued.year, 1, 1), last or date(issued.year, 12, 31)
    return (first, last) if isinstance(first, date) and isinstance(last, date) else None


def _span(check: Checking) -> Problems:
    for key, text in (("tu_ngay", check.plan.starts), ("den_ngay", check.plan.ends)):
        found = parse_date(text) if text else date.min
        if isinstance(found, ImpossibleDate):
            yield check.error((key,), "ngay-khong-co-that", f"«{text}» không phải là ngày có thật: {found.reason}.", found.hint)
        elif found is None:
            yield check.error(
                (key,), "ngay-khong-doc-duoc", f"Không đọc được ngày «{text}».", "viết ngày/tháng/năm, ví dụ 31/12/2023."
            )
    span = _span_or_reversed(check)
    if span and span[0] > span[1]:
        first, last = span
        yield check.error(
            ("den_ngay",),
            "ky-ke-hoach-nguoc",
            f"Kỳ kế hoạch kết thúc ({short_date(last)}) trước khi bắt đầu ({short_date(first)}).",
            "sửa tu_ngay hoặc den_ngay.",
        )
