"""A small report made by hand: three agencies of two tiers, two areas, a task in two parts, one that nobody leads."""

from collections.abc import Mapping
from datetime import date

from kehoach_gen.form.model import Answer, Line, Remarks
from kehoach_gen.problem import WARNING, Place, Problem
from kehoach_gen.receipt.model import Timing
from kehoach_gen.report.model import (
    AgencyReport,
    AreaReport,
    Duty,
    LineResult,
    Outcome,
    Report,
    Source,
    Tally,
    TaskReport,
    Tier,
    Voice,
)

NAMES = {"SNV": "Sở Nội vụ", "STP": "Sở Tư pháp", "X03646": "UBND xã Một"}
EXCEL = Source(
    "2023-Q3",
    7,
    "0007-so-tu-phap.xlsx",
    {
        "progress": Place("0007-so-tu-phap.xlsx", sheet="Nhiệm vụ chủ trì", cell="H6"),
        "figure": Place("0007-so-tu-phap.xlsx", sheet="Nhiệm vụ chủ trì", cell="K6"),
    },
)
WORD = Source("2023-H1", 2, "0002-xa-mot.docx", {"result": Place("0002-xa-mot.docx", part="bảng 1, hàng 5, ô 6", path=(1, 2))})
DONE = Answer(
    result="- Đã ban hành", progress="Đã hoàn thành", product="=12/KH", product_date="01/9/2023", figure="01"
)  # fmt: skip


def result(line: str, outcome: Outcome, answer: Answer | None = None, source: Source | None = None, text: str = "") -> LineResult:
    due = date(2023, 9, 30) if text else None
    return LineResult(Line(id=line, text=text, due=due), outcome, answer, source, source is EXCEL)


def duty(agency: str, task: str, number: str, *lines: LineResult) -> Duty:
    return Duty(agency, NAMES[agency], task, number, "", lines)


def task(id: str, number: str, *duties: Duty, **voices: tuple[Voice, ...]) -> TaskReport:
    return TaskReport(id, number, f"Việc {id}", "Các sở", "Thường xuyên", duties, **voices)


AREAS = (
    AreaReport(
        "Lĩnh vực “Cải cách thể chế”",
        (
            task(
                "n1",
                "1.a",
                duty("STP", "n1", "1.a", result("n1_1", "done_on_time", DONE, EXCEL, "Mốc một"), result("n1_2", "overdue", text="Mốc hai")),
                duty("SNV", "n1", "1.a", result("n1", "done_late", DONE, EXCEL)),
                difficulties=(Voice("STP", NAMES["STP"], "n1_1", "Thiếu người.", EXCEL, EXCEL.places["figure"]),),
                proposals=(Voice("SNV", NAMES["SNV"], "n1", "=Bổ sung", WORD, WORD.places["result"]),),
                support=(Voice("X03646", NAMES["X03646"], "n1", "Đã góp ý.", WORD, WORD.places["result"]),),
            ),
            task("n2", "1.b"),
        ),
    ),
    AreaReport(
        "Cải cách tổ chức bộ máy",
        (
            task(
                "n3",
                "2.a",
                duty("X03646", "n3", "2.a", result("n3", "done_on_time", Answer(result="Xong."), WORD)),
                duty("SNV", "n3", "2.a", result("n3", "on_track")),
            ),
            task("n4", "2.b", duty("STP", "n4", "2.b", result("n4", "on_track"))),
        ),
    ),
)  # fmt: skip


def _of(agency: str) -> Tally:
    return Tally.over(duty for area in AREAS for duty in area.duties if duty.agency == agency)


def _agency(id: str, timing: Timing, received: date | None = None, remarks: Mapping[str, str] | None = None) -> AgencyReport:
    place = Place("0007-so-tu-phap.xlsx", sheet="Ý kiến chung", cell="C7")
    sources = {name: Source("2023-Q3", 7, "0007-so-tu-phap.xlsx", {name: place}) for name in remarks or {}}
    return AgencyReport(id, NAMES[id], "", timing, received, _of(id), Remarks(**(remarks or {})), sources)


PROBLEM = Problem(
    "tong-khong-khop", WARNING, EXCEL.places["figure"], "Tổng số 5 không bằng các phần: 2 + 2 = 4.", "xem lại các số."
)
REPORT = Report(
    "cchc-2023",
    "2023-Q3",
    date(2023, 6, 15),
    date(2023, 9, 14),
    AREAS,
    (
        _agency("SNV", "on_time", date(2023, 9, 18)),
        _agency("STP", "late", date(2023, 9, 20), {"difficulties": "Thiếu kinh phí.", "led": "Đạt yêu cầu."}),
        _agency("X03646", "missing"),
    ),
    (
        Tier("SNV", "Sở Nội vụ", ("STP", "X03646"), 0, 1, 1, Tally(1, 0, 1, 1, 1)),
        Tier("", "", ("SNV",), 1, 0, 0, Tally(0, 1, 1, 0, 1)),
    ),
    (PROBLEM,),
)
