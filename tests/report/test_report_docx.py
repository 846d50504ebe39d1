"""Report → its Word document: every figure, nothing of what was said lost, whoever consolidates."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from kehoach_gen.calendar import Period
from kehoach_gen.form.model import Answer, Letter, Line, Remarks
from kehoach_gen.form.to_letter import to_letter
from kehoach_gen.nd30 import Law
from kehoach_gen.office.contract import template_problems
from kehoach_gen.plan.model import Plan
from kehoach_gen.problem import Place
from kehoach_gen.receipt.model import Timing
from kehoach_gen.report.model import (
    OUTCOMES,
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
from kehoach_gen.report.placeholders import SUMMARY_NAMES
from kehoach_gen.report.to_docx import to_docx
from kehoach_gen.report.wording import area_name, names, share, shortened
from kehoach_gen.workspace.folder import Folder
from reading import Document, W

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ("tonghop.docx", (ROOT / "templates" / "tonghop.docx").read_bytes())
DAY = date(2023, 6, 15)
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
STP, STC, COMMUNES = ("STP", "Sở Tư pháp"), ("STC", "Sở Tài chính"), [(f"X{n:02}", f"UBND xã {n:02}") for n in range(1, 14)]
ACTION = Answer(
    result="Đã trình UBND tỉnh.", progress="Đã hoàn thành", product="12/KH-STP", product_date="05/9/2023", figure="100%"
)


# A report as values


def source(period: str = "2023-Q3") -> Source:
    return Source(period, 1, "0001-x.xlsx", {})


def duty(agency: tuple[str, str], task: str, outcome: Outcome, answer: Answer | None = None, period: str = "2023-Q3") -> Duty:
    line = LineResult(Line(id=task), outcome, answer, source(period) if answer else None, period == "2023-Q3")
    return Duty(*agency, task, "", "", (line,))


def voice(agency: tuple[str, str], text: str) -> Voice:
    return Voice(*agency, "n2", text, source(), Place("x.xlsx"))


def task(id: str, number: str, duties: Iterable[Duty] = (), **said: tuple[Voice, ...]) -> TaskReport:
    return TaskReport(id, number, f"Nội dung {id}.", "Sở Tư pháp;", "Quý IV/2023", tuple(duties), **said)


def report(
    areas: tuple[AreaReport, ...], sent: dict[tuple[str, str], Timing], tiers: tuple[Tier, ...] = (), **remarks: Remarks
) -> Report:
    duties = [duty for area in areas for duty in area.duties]
    agencies = tuple(
        AgencyReport(
            id,
            name,
            "xã" if id.startswith("X") else "tỉnh",
            timing,
            None if timing == "missing" else date(2023, 9, 15),
            Tally.over(duty for duty in duties if duty.agency == id),
            remarks.get(id, Remarks()),
            {},
        )
        for (id, name), timing in sent.items()
    )
    return Report("cchc", "2023-Q3", date(2023, 6, 15), date(2023, 9, 14), areas, agencies, tiers)


def by_communes(outcomes: Iterable[Outcome]) -> list[Duty]:
    """Those who are done have said so, others nothing."""
    return [
        duty(commune, "n2", outcome, ACTION if outcome.startswith("done") else None)
        for commune, outcome in zip(COMMUNES, outcomes, strict=True)
    ]


SAID = (
    voice(STP, "- Thiếu máy tính.\n- Thiếu < 5% kinh phí & người"),
    voice(COMMUNES[0], "thiếu  máy tính"),
    voice(STC, "Phần mềm chậm;\nđề nghị nâng cấp."),
)
WHOLE = report(
    (
        AreaReport(
            "Lĩnh vực “Cải cách thể chế”",
            (
                task("n1", "1.a", [duty(STP, "n1", "done_on_time", ACTION)]),
                task("n2", "1.b", by_communes(["done_late", *["overdue"] * 11, "on_track"]), difficulties=SAID),
            ),
        ),
        AreaReport("Cải cách tài chính công", (task("n3", "2.a", [duty(STC, "n3", "on_track")]), task("n4", "2.b"))),
    ),
    {STP: "on_time", STC: "late", **dict.fromkeys(COMMUNES[:2], "on_time"), **dict.fromkeys(COMMUNES[2:], "missing")},
    STP=Remarks(led="Cơ bản đúng tiến độ.", coordinated="Phối hợp tốt.", difficulties="Văn bản chồng chéo.", proposals="Sửa luật."),
)  # fmt: skip


@pytest.fixture(scope="module")
def letter_of(sample_folder: Folder, sample_plan: Plan, law: Law) -> Callable[[str], Letter]:
    def letter(id: str) -> Letter:
        registry = sample_folder.registry
        agency = registry.agency(id, DAY) if registry else None
        assert registry is not None
        assert agency is not None
        return to_letter(sample_plan, agency, registry, law, Period(2023, "Q3"), date(2023, 9, 22))

    return letter


@pytest.fixture(scope="module")
def written(letter_of: Callable[[str], Letter], law: Law) -> Callable[..., Document]:
    def document(of: Report, by: str = "SNV", template: bytes = TEMPLATE[1]) -> Document:
        return Document(to_docx(of, letter_of(by), ("tonghop.docx", template), law))

    return document


@pytest.fixture(scope="module")
def whole(written: Callable[..., Document]) -> Document:
    return written(WHOLE)


def table(document: Document, heading: str) -> list[tuple[str, ...]]:
    """The rows, headings included, of the table with a column of this title."""
    for found in document.task_tables():
        rows = [
            tuple("".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in row.iterfind(f"{W}tc"))
            for row in found.iterfind(f"{W}tr")
        ]
        if heading in rows[0]:
            return rows
    return []


def figures(row: tuple[str, ...], count: int = 4) -> list[int]:
    return [0 if text == "-" else int(text.replace(".", "")) for text in row[-count:]]


def part(document: Document, start: str, end: str) -> str:
    """The words from one heading to another."""
    words = "\n".join(document.lines())
    return words[words.index(start) : words.index(end)]


# Figures


def test_the_table_by_area_has_the_figures_of_the_report_and_its_total(whole: Document) -> None:
    _, first, second, total = table(whole, "Lĩnh vực")
    assert first == ("1", "Cải cách thể chế", "2", "14", "1", "1", "1", "11", "12", "14,3%")
    assert second == ("2", "Cải cách tài chính công", "2", "1", "-", "-", "1", "-", "1", "0,0%")
    assert total == ("Tổng cộng", "4", "15", "1", "1", "2", "11", "13", "13,3%")


def test_the_four_states_of_tasks_and_of_duties_add_up_in_words(whole: Document) -> None:
    tasks, duties = (next(line for line in whole.lines() if line.startswith(words)) for words in ("Tính đến hết", "Các nhiệm vụ"))
    assert (
        "trong 03 nhiệm vụ của Kế hoạch: 01 nhiệm vụ hoàn thành đúng hạn (33,3%); không có nhiệm vụ nào hoàn thành quá hạn"
        in tasks
    )
    assert "13 lượt chưa có báo cáo" in duties
    assert "15 cơ quan chủ trì, thành 15 lượt nhiệm vụ" in duties
    for line, unit, total in ((tasks, "nhiệm vụ", 3), (duties, "lượt", 15)):
        counts = [re.search(rf"(\d+) {unit} {words}", line) for words in OUTCOMES.values()]
        assert sum(int(found[1]) for found in counts if found) == total


def test_a_task_nobody_leads_is_named_not_counted(whole: Document) -> None:
    assert "Không tính vào số liệu trên 01 nhiệm vụ chưa xác định được cơ quan chủ trì: 2.b." in whole.lines()


def test_the_annex_of_tasks_has_each_under_its_area_with_its_figures(whole: Document) -> None:
    rows = table(whole, "Nhiệm vụ")[1:]
    assert [row[0] for row in rows] == [
        "1. Cải cách thể chế",
        "1.a",
        "1.b",
        "2. Cải cách tài chính công",
        "2.a",
        "2.b",
        "Tổng cộng",
    ]
    tallies = [
        WHOLE.areas[0].tally,
        *(t.tally for t in WHOLE.areas[0].tasks),
        WHOLE.areas[1].tally,
        *(t.tally for t in WHOLE.areas[1].tasks),
        WHOLE.tally,
    ]
    assert [figures(row[-6:-1], 5) for row in rows] == [
        [tally.total, tally.done_on_time, tally.done_late, tally.on_track, tally.overdue] for tally in tallies
    ]  # fmt: skip
    assert rows[1][1:5] == ("Nội dung n1.", "Sở Tư pháp", "Quý IV/2023", "1")


def test_the_result_of_one_lead_is_its_answer_that_of_a_group_is_counted_and_named(whole: Document) -> None:
    rows = {row[0]: row[-1] for row in table(whole, "Nhiệm vụ")}
    assert rows["1.a"] == "Đã hoàn thành. Đã trình UBND tỉnh. Sản phẩm: 12/KH-STP, ngày 05/9/2023. Số liệu: 100%."
    five = "UBND xã 02; UBND xã 03; UBND xã 04; UBND xã 05; UBND xã 06"
    assert rows["1.b"] == (
        f"Đã hoàn thành: 1/13 cơ quan.Quá hạn (11): {five} và 06 cơ quan khác.Chưa gửi báo cáo (12): {five} và 07 cơ quan khác."
    )
    assert (rows["2.a"], rows["2.b"]) == ("Chưa có báo cáo.", "Chưa xác định được cơ quan chủ trì.")


def test_an_answer_of_an_earlier_period_says_so(written: Callable[..., Document]) -> None:
    led = task("n1", "1.a", [duty(STP, "n1", "done_on_time", Answer(progress="Đã hoàn thành"), "2023-H1")])
    document = written(report((AreaReport("A", (led,)),), {STP: "missing"}))
    assert table(document, "Nhiệm vụ")[2][-1] == "Đã hoàn thành. (báo cáo 6 tháng đầu năm 2023)"


def test_the_overdue_are_named_up_to_ten(whole: Document) -> None:
    named = "; ".join(f"UBND xã {n:02}" for n in range(2, 12))
    assert f"- Nhiệm vụ 1.b quá hạn tại 11/13 cơ quan: {named} và 01 cơ quan khác." in whole.lines()


# Who has reported


def test_the_state_of_reporting_is_told_in_words_and_by_level(whole: Document) -> None:
    first = next(line for line in whole.lines() if line.startswith("Đã có"))
    assert first.startswith(
        "Đã có 04/15 cơ quan gửi báo cáo (26,7%), trong đó: đúng hạn 03 cơ quan, chậm 01 cơ quan; chưa gửi 11 cơ quan."
    )
    assert table(whole, "Khối cơ quan")[1:] == [
        ("1", "Các cơ quan, đơn vị cấp tỉnh", "2", "1", "1", "-", "100,0%"),
        ("2", "Ủy ban nhân dân cấp xã", "13", "2", "-", "11", "15,4%"),
        ("Tổng cộng", "15", "3", "1", "11", "26,7%"),
    ]
    assert not [line for line in whole.lines() if line.startswith("Chưa gửi báo cáo:")]


def test_up_to_ten_missing_agencies_are_named(written: Callable[..., Document]) -> None:
    document = written(report(WHOLE.areas, {STP: "on_time", STC: "missing", COMMUNES[0]: "missing"}))
    assert "Chưa gửi báo cáo: Sở Tài chính; UBND xã 01." in document.lines()


def test_the_annex_of_agencies_says_when_each_has_sent(whole: Document) -> None:
    rows = table(whole, "Gửi báo cáo")
    assert rows[2] == ("1", "Sở Tư pháp", "đúng hạn, 15/09/2023", "1", "1", "-", "-", "-")
    assert rows[3][:3] == ("2", "Sở Tài chính", "chậm, 15/09/2023")
    assert rows[-2][:3] == ("15", "UBND xã 13", "chưa gửi")
    assert [row[0] for row in rows if len(row) < 8] == ["Các cơ quan, đơn vị cấp tỉnh", "Ủy ban nhân dân cấp xã", "Tổng cộng"]
    numbered = [figures(row) for row in rows if row[0].isdigit()]
    assert [sum(column) for column in zip(*numbered, strict=True)] == figures(rows[-1]) == [1, 1, 2, 11]


def test_several_that_gather_reports_make_a_row_each(written: Callable[..., Document]) -> None:
    tiers = (
        Tier("SNV", "Sở Nội vụ", ("STP", "STC"), 1, 1, 0, Tally()),
        Tier("H1", "UBND huyện Một", tuple(id for id, _ in COMMUNES), 2, 0, 11, Tally()),
    )
    sent = {(agency.id, agency.name): agency.timing for agency in WHOLE.agencies}
    rows = table(written(report(WHOLE.areas, sent, tiers)), "Khối cơ quan")
    assert [row[1:6] for row in rows[1:3]] == [
        ("Báo cáo về Sở Nội vụ", "2", "1", "1", "-"),
        ("Báo cáo về UBND huyện Một", "13", "2", "-", "11"),
    ]


# What was said


def test_difficulties_stand_under_their_task_the_same_words_once_with_everybody(whole: Document) -> None:
    said = part(whole, "III. KHÓ KHĂN", "IV. KIẾN NGHỊ").split("\n")
    assert said == [
        "III. KHÓ KHĂN, VƯỚNG MẮC",
        "Nhiệm vụ 1.b. Nội dung n2",
        "- Thiếu máy tính (02 cơ quan: Sở Tư pháp; UBND xã 01).",
        "- Thiếu < 5% kinh phí & người (Sở Tư pháp).",
        "- Phần mềm chậm; đề nghị nâng cấp (Sở Tài chính).",
        "Ý kiến chung",
        "- Văn bản chồng chéo (Sở Tư pháp).",
        "",
    ]


def test_nothing_that_was_said_is_lost(whole: Document) -> None:
    words = " ".join(" ".join(whole.lines()).split()).casefold()
    told = [(voice.agency_name, voice.text) for task in WHOLE.tasks for voice in (*task.difficulties, *task.proposals)]
    told += [
        (agency.name, getattr(agency.remarks, field)) for agency in WHOLE.agencies for field in ("difficulties", "proposals")
    ]
    for name, text in told:
        for line in filter(None, text.split("\n")):
            assert " ".join(line.strip("- .;").split()).casefold() in words
        assert not text or name.casefold() in words
    assert "- Sửa luật (Sở Tư pháp)." in part(whole, "IV. KIẾN NGHỊ", "Trên đây").split("\n")


def test_general_assessments_stand_in_an_annex_which_is_left_out_where_there_are_none(
    whole: Document, written: Callable[..., Document]
) -> None:
    assert table(whole, "Các nhiệm vụ chủ trì")[1:] == [("1", "Sở Tư pháp", "Cơ bản đúng tiến độ.", "Phối hợp tốt.")]
    assert len(whole.sections()) == 4
    without = written(report(WHOLE.areas, {STP: "on_time"}))
    assert table(without, "Các nhiệm vụ chủ trì") == []
    assert len(without.sections()) == 3


# Nothing answered, nothing asked


def test_a_report_without_any_answer_says_so(written: Callable[..., Document]) -> None:
    silent = by_communes(["on_track"] * 13)
    document = written(report((AreaReport("Thể chế", (task("n2", "1.a", silent),)),), dict.fromkeys(COMMUNES, "missing")))
    assert part(document, "III.", "Trên đây").count("Chưa có cơ quan nào gửi báo cáo.") == 2
    assert any(line.startswith("Đã có 0/13 cơ quan gửi báo cáo (0,0%)") for line in document.lines())
    assert table(document, "Khối cơ quan") == []
    assert table(document, "Lĩnh vực")[1][2:] == ("1", "13", "-", "-", "13", "-", "13", "0,0%")


def test_nobody_in_difficulty_is_said(written: Callable[..., Document]) -> None:
    document = written(report(WHOLE.areas[1:], {STC: "on_time"}))
    assert "Các cơ quan không nêu khó khăn, vướng mắc." in document.lines()


def test_a_report_of_nothing_has_no_chart(written: Callable[..., Document]) -> None:
    document = written(report((), {}))
    assert "Không có cơ quan nào phải báo cáo trong kỳ này." in document.lines()
    assert not [name for name in document.archive.namelist() if "chart" in name]
    assert not any(line.startswith("Tiến độ theo lĩnh vực") for line in document.lines())


# Whose report it is


def test_the_report_is_a_report_of_its_consolidator(whole: Document, letter_of: Callable[[str], Letter]) -> None:
    words = " ".join(whole.lines())
    assert letter_of("SNV").author == "Sở Nội vụ"
    assert "BÁO CÁO Tổng hợp kết quả thực hiện Kế hoạch tăng cường" in words
    assert "Sở Nội vụ tổng hợp, báo cáo kết quả thực hiện quý III năm 2023 (số liệu từ ngày 15 tháng 6 năm 2023 đến" in words
    assert "Trên đây là báo cáo tổng hợp của Sở Nội vụ, kính gửi Ủy ban nhân dân tỉnh Sơn La xem xét, chỉ đạo./." in words
    assert words.count("năm 2023 của Sở Nội vụ)") == 3
    assert "GIÁM ĐỐC" in words


def test_a_district_reports_for_its_communes(written: Callable[..., Document], letter_of: Callable[[str], Letter]) -> None:
    tier = Tier("H118", "UBND huyện Quỳnh Nhai", tuple(id for id, _ in COMMUNES), 0, 0, 13, Tally())
    communes = AreaReport("Thể chế", (task("n2", "1.b", by_communes(["overdue"] * 13)),))
    document = written(report((communes,), dict.fromkeys(COMMUNES, "missing"), (tier,)), "H118")
    name, words = letter_of("H118").author, " ".join(document.lines())
    assert name.startswith("UBND ")
    assert f"{name} tổng hợp, báo cáo kết quả" in words
    assert words.count(f"của {name})") == 2
    assert "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH" in words
    assert "(qua Sở Nội vụ)" in words


# The chart


def test_the_chart_shows_the_four_states_of_every_area(whole: Document) -> None:
    chart = whole.part("word/charts/chart1.xml")
    for series, outcome in zip(chart.iter(f"{C}ser"), OUTCOMES, strict=True):
        assert [point.text for point in series.iterfind(f"{C}cat//{C}v")] == ["Cải cách thể chế", "Cải cách tài chính công"]
        assert [int(point.text) for point in series.iterfind(f"{C}val//{C}v")] == [area.tally.of(outcome) for area in WHOLE.areas]


def test_the_chart_is_told_to_those_who_cannot_see_it(whole: Document) -> None:
    told = next(whole.root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")).get("descr")
    assert (
        "Cải cách thể chế: hoàn thành đúng hạn 1, hoàn thành quá hạn 1, đang thực hiện trong hạn 1, quá hạn 11; "
        "Cải cách tài chính công: hoàn thành đúng hạn 0, hoàn thành quá hạn 0, đang thực hiện trong hạn 1, quá hạn 0."
    ) in told


# The template


def test_the_template_keeps_its_contract() -> None:
    assert template_problems(TEMPLATE[1], "tonghop.docx", SUMMARY_NAMES) == []


def test_the_report_stands_upright_its_annexes_across_with_headings_on_every_page(whole: Document) -> None:
    widths = [section.find(f"{W}pgSz").get(f"{W}w") for section in whole.sections()]
    assert widths == ["11906", "16838", "16838", "16838"]
    for found in whole.task_tables():
        assert found.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None


def test_rows_do_not_break_across_pages_but_for_those_longer_than_a_page(written: Callable[..., Document]) -> None:
    long = task("n9", "1.b", [duty(STC, "n9", "on_track", Answer(progress="Đang thực hiện", result="Đã làm. " * 200))])
    document = written(report((AreaReport("A", (WHOLE.areas[0].tasks[0], long)),), {STP: "on_time"}))
    annex = next(t for t in document.task_tables() if "Kết quả, sản phẩm" in "".join(x.text or "" for x in t.iter(f"{W}t")))
    kept = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in annex.iterfind(f"{W}tr")]
    assert kept == [True, True, True, False, True]


def test_the_same_report_gives_the_same_bytes(letter_of: Callable[[str], Letter], law: Law) -> None:
    assert to_docx(WHOLE, letter_of("SNV"), TEMPLATE, law) == to_docx(WHOLE, letter_of("SNV"), TEMPLATE, law)


# Words


@pytest.mark.parametrize(
    ("done", "of", "words"),
    [(0, 5, "0,0%"), (5, 5, "100,0%"), (1, 3, "33,3%"), (2, 3, "66,7%"), (1, 8000, "0,1%"), (7999, 8000, "99,9%"), (0, 0, "-")],
)
def test_a_share_has_a_comma_one_decimal_and_is_all_or_nothing_only_where_it_is(done: int, of: int, words: str) -> None:
    assert share(done, of) == words


def test_names_beyond_the_most_are_counted() -> None:
    assert names(["A", "B", "C"], 2) == "A; B và 01 cơ quan khác"
    assert names(["A", "B"], 2) == "A; B"


def test_an_area_goes_by_what_it_is_about() -> None:
    assert area_name("Lĩnh vực “tác động của CCHC”") == "Tác động của CCHC"
    assert area_name("Cải cách thể chế") == "Cải cách thể chế"
    assert area_name("") == "Các nhiệm vụ"


def test_a_long_text_is_cut_between_words() -> None:
    assert shortened("Một hai ba, bốn năm.\nsáu", 12) == "Một hai ba…"
    assert shortened("Một hai ba.\nbốn", 12) == "Một hai ba"


def test_the_title_of_the_chart_stands_in_one_paragraph_with_it(whole: Document) -> None:
    """It stood alone at the foot of a page: LibreOffice parts two paragraphs that are to be kept together."""
    chart = next(paragraph for paragraph in whole.body.iter(f"{W}p") if paragraph.find(f".//{W}drawing") is not None)
    assert "".join(chart.itertext()).startswith("Tiến độ theo lĩnh vực")
    assert chart.find(f".//{W}br") is not None
