"""The sample of the repository says what the published plan says, word for word."""

from pathlib import Path

import pytest

from kehoach_gen.plan.model import Block, Plan, Task
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.source.to_value import validate
from published import DEVIATIONS, END, HEAD, NAMES, TEXT, Deviation, Row, cell, compare_body, compare_rows, published

SAMPLE = Path(__file__).parents[2] / "data/cchc-2023/ke-hoach.yaml"
LETTERS = "abcdđeghi"


@pytest.fixture(scope="module")
def plan() -> Plan:
    plan, problems = validate(from_yaml(SAMPLE.read_bytes(), SAMPLE.name), Plan)
    assert problems == []
    assert plan is not None
    return plan


def test_the_body_the_recipients_and_the_signature_are_the_published_ones(plan: Plan) -> None:
    assert compare_body(_printed_lines(plan)) == []


def test_the_rows_of_the_appendix_are_the_published_ones(plan: Plan) -> None:
    assert compare_rows(_printed_rows(plan)) == []


def test_the_appendix_has_38_tasks_in_8_areas(plan: Plan) -> None:
    [appendix] = plan.appendices
    assert [len(area.tasks) for area in appendix.areas] == [7, 6, 8, 2, 3, 3, 5, 4]
    _, rows = published()
    assert len(rows) == 8 + 38


def test_every_part_has_its_id_in_order(plan: Plan) -> None:
    [appendix] = plan.appendices
    assert appendix.id == "pl1"
    assert [block.id for block in plan.body] == [f"b{number:02}" for number in range(1, 27)]
    assert [area.id for area in appendix.areas] == [f"lv{number}" for number in range(1, 9)]
    assert [task.id for task in plan.tasks] == [f"n{number:02}" for number in range(1, 39)]


def test_the_frame_is_that_of_a_draft_of_the_chairman(plan: Plan) -> None:
    assert (plan.id, plan.kind, plan.number, plan.issued, plan.place) == ("cchc-2023", "Kế hoạch", "", "6/2023", "Sơn La")
    assert (plan.starts, plan.ends) == ("01/01/2023", "31/12/2023")
    assert plan.authority.heading.split("\n") == list(HEAD[:2])
    assert plan.authority.issuer == "Chủ tịch Ủy ban nhân dân tỉnh Sơn La"
    assert plan.signatory.on_behalf_of == plan.signatory.in_place_of == ""
    assert len(plan.recipients) == 12


def test_a_text_is_one_clean_paragraph_a_line(plan: Plan) -> None:
    texts = [*plan.opening, *plan.recipients, *(block.text for block in plan.body)]
    cells = [
        value
        for task in plan.tasks
        for value in (task.text, task.leads_wording, task.coordinators_wording, task.deadline, task.target)
    ]
    assert all(text == " ".join(text.split()) for text in texts)
    assert all(line == " ".join(line.split()) for text in cells for line in text.split("\n"))


def test_a_wording_stands_only_where_the_names_say_something_else(plan: Plan) -> None:
    for task in plan.tasks:
        for references, wording in ((task.leads, task.leads_wording), (task.coordinators, task.coordinators_wording)):
            assert references
            assert not wording or wording != "; ".join(NAMES.get(reference, "") for reference in references)


def test_the_lead_of_the_dialogue_keeps_its_sentence_beside_its_data(plan: Plan) -> None:
    task = next(task for task in plan.tasks if task.id == "n03")
    assert task.leads == ("SKHĐT",)
    assert task.coordinators == ("VPUBND", "HHDN", "so_ban_nganh", "ubnd_huyen")
    assert (task.product, task.target) == ("Thông báo giải quyết kiến nghị", "ít nhất 02 hội nghị")
    assert "ít nhất là 02 Hội nghị Hội nghị đối thoại" in task.leads_wording


@pytest.mark.parametrize("deviation", DEVIATIONS, ids=lambda deviation: deviation.ours.strip())
def test_each_deviation_is_found_once_in_the_published_text(deviation: Deviation) -> None:
    text = TEXT.read_text(encoding="utf-8")
    assert text.count(deviation.published) == 1
    assert deviation.ours not in text
    assert deviation.reason


@pytest.mark.parametrize(
    "error", ["thihành", "Hội nghị Hội nghị", "cán bộ,công chức,viên chức", "07 - NQ/TU", "phố biến", "xã hội ;"]
)
def test_a_typing_error_of_the_published_text_is_kept(plan: Plan, error: str) -> None:
    assert error in TEXT.read_text(encoding="utf-8")
    assert error in plan.model_dump_json()


def test_a_changed_word_is_a_difference(plan: Plan) -> None:
    lines, rows = _printed_lines(plan), _printed_rows(plan)
    lines[3] = lines[3].replace("YÊU CẦU", "YÊU CẤU")
    rows[1] = (*rows[1][:4], "Quý III/2023")
    assert [line for line in compare_body(lines) if line.startswith("+I.")] == ["+I. MỤC ĐÍCH, YÊU CẤU"]
    assert [line[-12:] for line in compare_rows(rows) if line.startswith("+a")] == ["Quý III/2023"]


def test_a_lost_or_added_paragraph_is_a_difference(plan: Plan) -> None:
    lines = _printed_lines(plan)
    assert compare_body(lines[:-1])[-1] == "-./."
    assert compare_body(["Dòng lạ", *lines]) == ["+Dòng lạ"]
    assert compare_rows(_printed_rows(plan)[1:])[-1] == "-1 | Lĩnh vực “Công tác chỉ đạo, điều hành CCHC”"


def test_the_head_the_blanks_and_an_empty_last_column_make_no_difference(plan: Plan) -> None:
    lines = [line.replace(" … ", "          ") for line in (*HEAD, "", *_printed_lines(plan))]
    assert compare_body(lines) == []
    assert compare_rows([(*row, "") for row in _printed_rows(plan)]) == []


def _printed_lines(plan: Plan) -> list[str]:
    """The paragraphs of the document, numbered here anew: a second computation, independent of the product's."""
    [appendix] = plan.appendices
    body = _numbered(plan.body)
    body[-1] = body[-1].removesuffix(".") + END
    recipients = ["Nơi nhận:", *(f"- {recipient};" for recipient in plan.recipients), f"- Lưu: {plan.filed}."]
    attached = f"(Kèm theo {plan.kind} số …/KH-{plan.authority.symbol} ngày … tháng 6 năm 2023 của {plan.authority.issuer})"
    signature = [plan.signatory.position.upper(), plan.signatory.name]
    heading = ["Phụ lục", appendix.title.upper(), attached]
    return [plan.kind.upper(), plan.subject, *plan.opening, *body, *recipients, *signature, *heading, END]


def _numbered(blocks: tuple[Block, ...]) -> list[str]:
    lines, section, clause, point = [], 0, 0, 0
    for block in blocks:
        if block.kind == "muc":
            section, clause = section + 1, 0
            lines.append(f"{'I' * section}. {block.text.upper()}")
        elif block.kind in ("khoan", "khoan_tieu_de"):
            clause, point = clause + 1, 0
            lines.append(f"{clause}. {block.text}")
        elif block.kind == "diem":
            lines.append(f"{LETTERS[point]}) {block.text}")
            point += 1
        else:
            lines.append(block.text)
    return lines


def _printed_rows(plan: Plan) -> list[Row]:
    [appendix] = plan.appendices
    rows: list[Row] = []
    for number, area in enumerate(appendix.areas, 1):
        rows.append((str(number), area.name))
        rows += [_printed_row(letter, task) for letter, task in zip(LETTERS, area.tasks, strict=False)]
    return rows


def _printed_row(letter: str, task: Task) -> Row:
    lead = cell(task.leads, task.leads_wording, task.assignment_note)
    return letter, task.text, lead, cell(task.coordinators, task.coordinators_wording), task.deadline
