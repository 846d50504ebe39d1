"""Answers → the report: the four states, what earlier periods said, contradictions, tiers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pytest

from kehoach_gen.agency import Registry
from kehoach_gen.agency import load as load_registry
from kehoach_gen.calendar import Period, parse_period
from kehoach_gen.form.from_plan import Asked, Forms, to_forms
from kehoach_gen.form.model import Answer, Form, Role
from kehoach_gen.form.returned import Returned, Unread
from kehoach_gen.nd30 import Law
from kehoach_gen.plan.model import Plan
from kehoach_gen.problem import Place
from kehoach_gen.receipt.from_returned import from_returned
from kehoach_gen.receipt.model import Board, Came, Sent
from kehoach_gen.report.from_board import Basis, from_board
from kehoach_gen.report.model import OUTCOMES, Report, Tally
from kehoach_gen.report.to_rows import result
from kehoach_gen.source.from_csv import from_csv

DAY = date(2023, 6, 15)
AGENCIES = """ma,ten,cap,nhom,bao_cao_ve
SNV,Sở Nội vụ,tỉnh,so,
STP,Sở Tư pháp,tỉnh,so,SNV
STC,Sở Tài chính,tỉnh,so,SNV
H1,UBND huyện Một,huyện,huyen,SNV
X1,UBND xã Một,xã,xa,H1
X2,UBND xã Hai,xã,xa,H1
"""
GROUPS = "ma,ten,mo,gom\nso,các sở,không,\nhuyen,UBND cấp huyện,không,\nxa,UBND cấp xã,không,\n"


def answer(progress: str = "Đã hoàn thành", day: str = "", **fields: str) -> Answer:
    return Answer(progress=progress, product="1/KH", product_date=day, **fields)


@pytest.fixture(scope="module")
def registry() -> Registry:
    found, problems = load_registry(from_csv(AGENCIES.encode(), "co-quan.csv"), from_csv(GROUPS.encode(), "nhom.csv"))
    assert found is not None, problems
    return found


@dataclass(frozen=True)
class Written:
    """A row whose cells all stand at one place."""

    where: Place
    fixed: Mapping[str, str] = field(default_factory=dict)
    keys = tuple(Answer.model_fields)

    def place(self, key: str) -> Place:
        return self.where


class Desk:
    def __init__(self, plan: Plan, registry: Registry, law: Law) -> None:
        self.plan, self.registry, self.law = plan, registry, law

    def asked(self, period: str) -> Forms:
        found = parse_period(period)
        assert isinstance(found, Period)
        last = date(2023, 12, 31)
        return to_forms(self.plan, self.registry, self.law, DAY, Asked(found, {"so": last, "huyen": last, "xa": last}))

    def board(self, period: str, said: Mapping[tuple[str, Role, str], Answer]) -> Board:
        forms = {form.agency: form for form in self.asked(period).forms}
        files = [self.came(n, forms[agency], said) for n, agency in enumerate(sorted({key[0] for key in said}), 1)]
        return from_returned(Sent(self.plan.id, period, forms), files)

    def came(self, number: int, form: Form, said: Mapping[tuple[str, Role, str], Answer]) -> Came:
        answers = {(role, line): found for (agency, role, line), found in said.items() if agency == form.agency}
        lines = {name: Written(Place(f"{number}.xlsx", sheet="Chủ trì", cell="G5")) for name in answers}
        told = Returned(form.plan, form.base, form.period, form.agency, answers=answers, lines=lines)
        return Came(number, f"{number}.xlsx", "", datetime(2023, 9, 1), str(number), "xlsx", told)

    def report(self, *boards: Board, within: str = "") -> Report:
        return from_board(Basis(self.asked(boards[-1].period), boards), self.registry, DAY, within)


@pytest.fixture
def desk(registry: Registry, law: Law, sample_plan: Plan) -> Desk:
    return Desk(_plan(sample_plan), registry, law)


def _plan(sample: Plan) -> Plan:
    """Three tasks: one of a single lead due 30/06, one of the communes without a day, one due 30/09."""
    area = sample.appendices[0].areas[0]
    task = area.tasks[0].model_copy(update={"leads_wording": "", "coordinators_wording": "", "assignment_note": ""})

    def made(id: str, leads: tuple[str, ...], coordinators: tuple[str, ...], deadline: str):  # type: ignore[no-untyped-def]
        return task.model_copy(
            update={"id": id, "text": f"Việc {id}", "leads": leads, "coordinators": coordinators, "deadline": deadline}
        )

    tasks = (
        made("n1", ("STP",), ("STC", "SNV"), "30/6/2023"),
        made("n2", ("xa",), ("H1",), "Thường xuyên"),
        made("n3", ("STC",), (), "30/9/2023"),
    )
    areas = (area.model_copy(update={"tasks": tasks}),)
    return sample.model_copy(update={"appendices": (sample.appendices[0].model_copy(update={"areas": areas}),)})


def outcomes(report: Report) -> dict[tuple[str, str], str]:
    return {(duty.agency, duty.task): duty.outcome for duty in report.duties}


def test_nothing_answered_is_counted_by_its_day(desk: Desk) -> None:
    report = desk.report(desk.board("2023-Q3", {}))
    assert outcomes(report) == {
        ("STP", "n1"): "overdue", ("X1", "n2"): "on_track", ("X2", "n2"): "on_track", ("STC", "n3"): "on_track",
    }  # fmt: skip
    assert report.tally == Tally(0, 0, 3, 1, unreported=4)


@pytest.mark.parametrize(
    ("period", "said", "outcome"),
    [
        ("2023-Q3", answer(day="30/6/2023"), "done_on_time"),
        ("2023-Q3", answer(day="01/7/2023"), "done_late"),
        ("2023-Q3", answer(), "done_on_time"),
        ("2023", answer(), "done_on_time"),
        ("2023-Q3", answer("Đang thực hiện"), "overdue"),
        ("2023-H1", answer("Đang thực hiện"), "on_track"),
    ],
)
def test_the_state_of_a_task_follows_from_its_day_and_the_cut_off(desk: Desk, period: str, said: Answer, outcome: str) -> None:
    report = desk.report(desk.board(period, {("STP", "lead", "n1"): said}))
    assert outcomes(report)["STP", "n1"] == outcome


def test_what_is_done_without_a_day_is_late_once_its_day_had_passed_before_the_period(desk: Desk) -> None:
    report = desk.report(desk.board("2024-Q1", {("STC", "lead", "n3"): answer()}))
    assert outcomes(report)["STC", "n3"] == "done_late"


def test_what_was_done_in_an_earlier_period_stays_done_with_its_source(desk: Desk) -> None:
    earlier = desk.board("2023-H1", {("STP", "lead", "n1"): answer()})
    report = desk.report(earlier, desk.board("2023-Q3", {}))
    duty = next(duty for duty in report.duties if duty.agency == "STP")
    assert duty.outcome == "done_on_time"
    source = duty.lines[0].source
    assert source is not None
    assert (source.period, source.file, str(source.places["progress"])) == ("2023-H1", "1.xlsx", "1.xlsx[Chủ trì]!G5")
    assert not duty.lines[0].is_current


def test_a_task_of_a_group_is_the_sum_of_its_members(desk: Desk) -> None:
    report = desk.report(desk.board("2023-Q3", {("X1", "lead", "n2"): answer(day="01/9/2023")}))
    task = next(task for task in report.tasks if task.id == "n2")
    assert task.tally == Tally(1, 0, 1, 0, unreported=1)
    assert task.outcome == "on_track"


def test_the_four_states_add_up_for_areas_agencies_and_tasks(desk: Desk) -> None:
    said: dict[tuple[str, Role, str], Answer] = {("STP", "lead", "n1"): answer(), ("X2", "lead", "n2"): answer("Chưa thực hiện")}
    report = desk.report(desk.board("2023-Q3", said))
    assert sum(area.tally.total for area in report.areas) == report.tally.total == 4
    assert sum(agency.tally.total for agency in report.agencies) == 4
    assert sum(task.tally.total for task in report.tasks) == 4
    assert sum(report.tally.of(outcome) for outcome in OUTCOMES) == 4


def test_a_lead_that_is_done_against_a_coordinator_in_difficulty_is_told(desk: Desk) -> None:
    said: dict[tuple[str, Role, str], Answer] = {
        ("STP", "lead", "n1"): answer(),
        ("STC", "coordinator", "n1"): Answer(result="Chưa nhận được đề nghị phối hợp."),
        ("SNV", "coordinator", "n1"): Answer(result="Đã góp ý dự thảo."),
    }
    report = desk.report(desk.board("2023-Q3", said))
    assert [problem.code for problem in report.problems] == ["trai-nguoc-da-hoan-thanh"]
    assert "Sở Tài chính" in report.problems[0].message


def test_a_lead_that_has_not_begun_against_a_coordinator_that_has_is_told(desk: Desk) -> None:
    said: dict[tuple[str, Role, str], Answer] = {
        ("STP", "lead", "n1"): answer("Chưa thực hiện"),
        ("SNV", "coordinator", "n1"): Answer(result="Đã góp ý dự thảo."),
    }
    report = desk.report(desk.board("2023-Q3", said))
    assert [problem.code for problem in report.problems] == ["trai-nguoc-chua-thuc-hien"]


def test_difficulties_and_proposals_stand_under_their_task_with_the_agency(desk: Desk) -> None:
    said: dict[tuple[str, Role, str], Answer] = {
        ("X1", "lead", "n2"): answer("Đang thực hiện", difficulty="Thiếu máy tính.", proposal="Cấp máy tính."),
        ("H1", "coordinator", "n2"): Answer(result="Đã hướng dẫn.", difficulty="Thiếu người."),
    }
    task = next(task for task in desk.report(desk.board("2023-Q3", said)).tasks if task.id == "n2")
    assert [(voice.agency_name, voice.text) for voice in task.difficulties] == [
        ("UBND huyện Một", "Thiếu người."),
        ("UBND xã Một", "Thiếu máy tính."),
    ]
    assert [voice.text for voice in task.proposals] == ["Cấp máy tính."]
    assert [voice.text for voice in task.support] == ["Đã hướng dẫn."]


def test_tiers_follow_the_registry(desk: Desk) -> None:
    report = desk.report(desk.board("2023-Q3", {("X1", "lead", "n2"): answer()}))
    tiers = {tier.id: tier for tier in report.tiers}
    assert (tiers["H1"].name, tiers["H1"].agencies, tiers["H1"].on_time, tiers["H1"].missing) == (
        "UBND huyện Một", ("X1", "X2"), 1, 1,
    )  # fmt: skip
    assert sum(tier.tally.total for tier in report.tiers) == report.tally.total


def test_the_report_of_a_tier_is_that_of_its_agencies(desk: Desk) -> None:
    report = desk.report(desk.board("2023-Q3", {}), within="H1")
    assert [agency.id for agency in report.agencies] == ["X1", "X2"]
    assert [task.id for task in report.tasks] == ["n2"]


def test_an_answer_to_a_task_that_was_taken_away_is_told(desk: Desk) -> None:
    board = desk.board("2023-Q3", {("STC", "lead", "n3"): answer()})
    tasks = desk.plan.appendices[0].areas[0].tasks[:2]
    areas = (desk.plan.appendices[0].areas[0].model_copy(update={"tasks": tasks}),)
    desk.plan = desk.plan.model_copy(update={"appendices": (desk.plan.appendices[0].model_copy(update={"areas": areas}),)})
    assert [problem.code for problem in desk.report(board).problems] == ["nhiem-vu-khong-con-giao"]


def test_an_answer_to_be_corrected_is_counted_and_named_among_what_is_to_be_compared(desk: Desk) -> None:
    """Done with a document dated after the cut-off, done without a product: counted, and nobody was told."""
    report = desk.report(
        desk.board(
            "2023-Q3",
            {
                ("STP", "lead", "n1"): answer(day="20/9/2023"),
                ("STC", "lead", "n3"): Answer(progress="Đã hoàn thành", result="Xong"),
            },
        )
    )
    assert report.tally.done == 2
    found = {problem.code: problem for problem in report.problems}
    late, bare = found["ngay-sau-chot-so-lieu"], found["hoan-thanh-thieu-san-pham"]
    assert (late.message, str(late.place), late.severity) == (
        "Sở Tư pháp, nhiệm vụ 1.a: ngày văn bản 20/09/2023 sau ngày chốt số liệu 14/09/2023.",
        "2.xlsx[Chủ trì]!G5",
        "warning",
    )
    assert bare.message == "Sở Tài chính, nhiệm vụ 1.c: đã hoàn thành mà chưa nêu sản phẩm."
    assert [(agency.id, agency.to_correct) for agency in report.to_correct] == [("STP", 1), ("STC", 1)]


def test_a_corrected_answer_is_told_no_more_and_one_of_an_earlier_period_still_is(desk: Desk) -> None:
    wrong = {("STC", "lead", "n3"): Answer(progress="Đã hoàn thành", result="Xong")}
    early, later = desk.board("2023-Q2", wrong), {("STP", "lead", "n1"): answer()}
    report = desk.report(early, desk.board("2023-Q3", later))
    assert [problem.code for problem in report.problems] == ["hoan-thanh-thieu-san-pham"]
    assert report.to_correct == ()
    corrected = desk.report(early, desk.board("2023-Q3", {**later, ("STC", "lead", "n3"): answer()}))
    assert corrected.problems == ()


def test_words_outside_the_fields_are_told_with_the_figures(desk: Desk) -> None:
    form = next(form for form in desk.asked("2023-Q3").forms if form.agency == "STP")
    came = desk.came(1, form, {("STP", "lead", "n1"): answer()})
    assert came.returned is not None
    said = Unread(Place("1.xlsx", sheet="Ý kiến chung", cell="C10"), "Đề nghị gia hạn")
    told = replace(came.returned, kind="xlsx", unread=(said,))
    report = desk.report(from_returned(Sent(desk.plan.id, "2023-Q3", {"STP": form}), [replace(came, returned=told)]))
    (problem,) = report.problems
    assert (problem.code, problem.place) == ("chu-ngoai-mau", said.place)
    assert problem.message == "Sở Tư pháp: chữ ngoài các ô của mẫu, chưa được đọc: «Đề nghị gia hạn»."


def test_a_duty_not_answered_in_a_report_that_was_sent_is_not_said_to_be_of_one_who_sent_none(desk: Desk) -> None:
    said = {("STC", "coordinator", "n1"): Answer(result="Đã góp ý")}
    report = desk.report(desk.board("2023-Q3", said))
    tasks = {task.id: result(task) for task in report.tasks}
    assert tasks["n3"] == "Báo cáo đã gửi không nêu nội dung này."
    assert tasks["n1"] == "Chưa có báo cáo."


# What earlier periods said


def amended(desk: Desk, **changes: str) -> None:
    """The plan with another first task."""
    appendix = desk.plan.appendices[0]
    first, *others = appendix.areas[0].tasks
    area = appendix.areas[0].model_copy(update={"tasks": (first.model_copy(update=changes), *others)})
    desk.plan = desk.plan.model_copy(update={"appendices": (appendix.model_copy(update={"areas": (area,)}),)})


def lines_of(report: Report, agency: str = "STP") -> dict[str, tuple[str, str]]:
    """{words of the line: its outcome, the result that stands}"""
    (duty,) = (duty for duty in report.duties if duty.agency == agency)
    return {line.line.text: (line.outcome, line.answer.result if line.answer else "") for line in duty.lines}


def test_a_milestone_taken_away_takes_its_answer_along_and_that_is_told(desk: Desk) -> None:
    amended(desk, deadline="Lần 1: Quý I/2023; Lần 2: Quý IV/2023")
    earlier = desk.board("2023-Q2", {("STP", "lead", "n1_1"): answer(result="Xong lần 1")})
    amended(desk, deadline="Lần 2: Quý IV/2023; Lần 3: Tháng 11/2023")
    report = desk.report(earlier, desk.board("2023-Q3", {}))
    assert lines_of(report) == {"Lần 2: Quý IV/2023": ("on_track", ""), "Lần 3: Tháng 11/2023": ("on_track", "")}
    (lost,) = report.problems
    assert (lost.code, str(lost.place)) == ("cau-tra-loi-khong-con-dong", "1.xlsx[Chủ trì]!G5")
    assert "Lần 1" in lost.message
    assert "Sở Tư pháp" in lost.message


def test_a_bullet_put_in_before_another_leaves_each_its_answer(desk: Desk) -> None:
    amended(desk, text="Việc\n- Một\n- Hai")
    earlier = desk.board("2023-Q2", {("STP", "lead", "n1_1"): answer(day="20/6/2023", result="Xong một")})
    amended(desk, text="Việc\n- Mới\n- Một\n- Hai", deadline="30/9/2023")
    report = desk.report(earlier, desk.board("2023-Q3", {}))
    assert lines_of(report) == {"Mới": ("on_track", ""), "Một": ("done_on_time", "Xong một"), "Hai": ("on_track", "")}
    assert report.problems == ()


def test_a_line_that_is_done_stays_done_when_only_something_else_is_written(desk: Desk) -> None:
    earlier = desk.board("2023-Q2", {("STP", "lead", "n1"): answer(day="20/5/2023", result="Ban hành")})
    later = {("STP", "lead", "n1"): Answer(proposal="Bố trí kinh phí", figure="95%")}
    report = desk.report(earlier, desk.board("2023-Q3", later))
    (line,) = next(duty for duty in report.duties if duty.agency == "STP").lines
    assert (line.outcome, line.answer) == (
        "done_on_time",
        answer(day="20/5/2023", result="Ban hành", proposal="Bố trí kinh phí", figure="95%"),
    )
    assert [(source.period, sorted(source.places)) for source in (line.source, *line.earlier) if source] == [
        ("2023-Q3", ["figure", "proposal"]),
        ("2023-Q2", ["product", "product_date", "progress", "result"]),
    ]
    assert [voice.text for task in report.tasks for voice in task.proposals] == ["Bố trí kinh phí"]
    assert report.problems == ()


def test_another_product_takes_no_date_from_the_one_before(desk: Desk) -> None:
    earlier = desk.board("2023-Q2", {("STP", "lead", "n1"): answer(day="20/5/2023")})
    later = desk.board("2023-Q3", {("STP", "lead", "n1"): Answer(progress="Đã hoàn thành", product="9/KH")})
    (line,) = next(duty for duty in desk.report(earlier, later).duties if duty.agency == "STP").lines
    assert line.answer == Answer(progress="Đã hoàn thành", product="9/KH")


def test_what_is_done_without_a_day_goes_by_the_period_that_said_so_first(desk: Desk) -> None:
    said: dict[tuple[str, Role, str], Answer] = {("STP", "lead", "n1"): answer()}
    begun: dict[tuple[str, Role, str], Answer] = {("STP", "lead", "n1"): answer("Đang thực hiện")}
    boards = [desk.board("2023-Q2", said), desk.board("2023-Q3", {}), desk.board("2023-Q4", said)]
    assert outcomes(desk.report(*boards))["STP", "n1"] == "done_on_time"
    taken_back = [desk.board("2023-Q2", said), desk.board("2023-Q3", begun), desk.board("2023-Q4", said)]
    assert outcomes(desk.report(*taken_back))["STP", "n1"] == "done_late"


def test_an_answer_follows_its_words_through_two_amendments(desk: Desk) -> None:
    amended(desk, text="Việc\n- Một\n- Hai\n- Ba")
    first = desk.board("2023-Q1", {("STP", "lead", "n1_2"): answer(day="20/2/2023", result="Xong hai")})
    amended(desk, text="Việc\n- Hai\n- Ba")
    second = desk.board("2023-Q2", {("STP", "lead", "n1_1"): Answer(figure="95%")})
    amended(desk, text="Việc\n- Ba\n- Mới\n- Hai")
    report = desk.report(first, second, desk.board("2023-Q3", {}))
    (duty,) = (duty for duty in report.duties if duty.agency == "STP")
    assert [line.answer for line in duty.lines] == [None, None, answer(day="20/2/2023", result="Xong hai", figure="95%")]
    assert report.problems == ()


def test_of_two_lines_with_the_same_words_one_takes_the_answer(desk: Desk) -> None:
    amended(desk, text="Việc\n- Hai\n- Ba")
    first = desk.board("2023-Q2", {("STP", "lead", "n1_1"): answer(result="Xong hai")})
    amended(desk, text="Việc\n- Mới\n- Hai\n- Hai")
    (duty,) = (duty for duty in desk.report(first, desk.board("2023-Q3", {})).duties if duty.agency == "STP")
    assert [line.answer for line in duty.lines] == [None, answer(result="Xong hai"), None]
