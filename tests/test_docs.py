"""The documentation against the code: commands, problem codes, names, links, examples, measures."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import openpyxl
import pytest
from click.testing import CliRunner
from docx import Document

from kehoach_gen.agency import Agency, Group, load_yaml
from kehoach_gen.calendar import DEADLINE_KINDS, Deadline, from_text
from kehoach_gen.cli import root as cli
from kehoach_gen.nd30 import law_at
from kehoach_gen.nd30.model import Value
from kehoach_gen.plan.model import BLOCK_KINDS, Appendix, Area, Authority, Column, Plan, Signatory, Task
from kehoach_gen.plan.placeholders import APPENDIX_NAMES, PLAN_NAMES
from kehoach_gen.plan.sheets import SHEETS
from kehoach_gen.plan.to_context import signature_lines
from kehoach_gen.plan.to_problems import to_problems
from kehoach_gen.problem import ERROR
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.source.to_value import validate
from kehoach_gen.source.to_yaml import yaml_text
from kehoach_gen.vietnamese.dates import short_date
from kehoach_gen.workspace.folder import Folder
from published import DEVIATIONS

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "kehoach_gen"
README, GUIDE, LAW_PAGE = ROOT / "README.md", ROOT / "docs/huong-dan.md", ROOT / "docs/nd30.md"
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
PAGES = [README, ROOT / "ARCHITECTURE.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def rows(text: str) -> Iterator[list[str]]:
    """The cells of each row of each Markdown table, heading rows among them."""
    for line in text.splitlines():
        if line.startswith("|") and not line.startswith("|---"):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def section(path: Path, heading: str) -> str:
    """What stands under the heading that begins with these words, up to the next of its rank."""
    rank = heading.split(" ", 1)[0]
    return re.split(rf"(?m)^{rank} ", read(path).split(f"\n{heading}", 1)[1])[0]


def commands() -> dict[str, click.Command]:
    context = click.Context(cli)
    found = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    return {name: command for name, command in found.items() if command}


# Commands


@pytest.mark.parametrize("name", list(commands()))
def test_a_command_and_its_options_have_help_and_stand_in_readme_and_guide(name: str) -> None:
    command = commands()[name]
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert command.help
    assert all(option.help for option in options)
    for page in (README, GUIDE):
        (row,) = [cells for cells in rows(read(page)) if cells[0].startswith(f"`kehoach {name} ")]
        assert [option.opts[0] for option in options if option.opts[0] not in read(page)] == []
        assert row[1]


def test_the_readme_names_the_test_command_once_and_both_commands_exist() -> None:
    assert len(re.findall(r"python3 run\.py test$", read(README), re.MULTILINE)) == read(README).count("run.py test") == 1
    assert {"build", "test", "kehoach", "made", "check"} <= set(re.findall(r'"(\w+)": \[', read(ROOT / "run.py")))


# Links and names of files


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_and_picture_exists(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", read(page)):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), target


def anchors(page: Path) -> list[str]:
    headings = re.findall(r"^#+ (.+)$", read(page), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]


def test_pictures_are_small_and_each_is_shown_on_a_page() -> None:
    pictures = {picture.name: picture for picture in (ROOT / "docs/images").glob("*.png")}
    shown = re.findall(r"!\[[^\]]+\]\((?:docs/)?images/([^)]+)\)", read(README) + read(GUIDE))
    assert sorted(shown) == sorted(pictures)
    assert all(picture.stat().st_size < 120_000 for picture in pictures.values())


@pytest.mark.parametrize("page", [ROOT / "ARCHITECTURE.md", README, LAW_PAGE, *DECISIONS], ids=lambda page: page.name)
def test_every_file_a_page_names_exists_and_has_what_it_says(page: Path) -> None:
    for name, member in re.findall(r"`([\w/.-]+/[\w.-]+\.(?:py|toml|md))(?::(\w+))?`", read(page)):
        found = next((path for path in (ROOT / name, SOURCE / name) if path.exists()), None)
        assert found is not None, name
        assert not member or re.search(rf"def {member}\b", read(found)), f"{name}:{member}"


def test_every_decision_asks_chooses_and_names_its_price() -> None:
    assert [page.name[:3] for page in DECISIONS] == [f"{number:03}" for number in range(1, len(DECISIONS) + 1)]
    for page in DECISIONS:
        assert all(f"**{part}.**" in read(page) for part in ("Question", "Choice", "Price")), page.name
        assert len(read(page).splitlines()) <= 14


# Problem codes

NO_CODES = {"utf-8", "utf-8-sig", "utf-16-le", "cchc-2023", "user-defined", "mau-bao-cao"}
NO_CODES |= {
    "table-cell",
    "covered-table-cell",
    "table-row",
    "number-rows-repeated",
    "number-columns-repeated",
    "date-value",
    "line-break",
}
NO_CODES |= {"utf-16", "encrypted-package", "custom-properties"}
NO_CODES |= {"phien-ban", "phat-hanh", "tong-hop", "tiep-nhan", "tra-lai", "nhan-ve", "bao-cao", "bang-so-sanh", "sua-doi"}
NO_CODES |= {"1-so-ban-nganh", "2-ubnd-huyen", "3-ubnd-xa", "4-co-quan-khac"}
"""Strings of the code that look like a problem code and are none."""


def codes_in_source() -> set[str]:
    trees = [ast.parse(read(path)) for path in SOURCE.rglob("*.py")]
    texts = {
        node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) is str
    }
    return {text for text in texts if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", text)} - NO_CODES


def test_the_guide_explains_every_problem_code_once_and_no_other() -> None:
    explained = [
        found[1]
        for cells in rows(read(GUIDE))
        if len(cells) == 4 and (found := re.fullmatch(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", cells[0]))
    ]
    in_source = codes_in_source()
    assert (in_source - set(explained), set(explained) - in_source) == (set(), set()), "missing in the guide, gone from the code"
    assert len(explained) == len(set(explained))


def test_every_row_of_a_code_has_severity_meaning_and_remedy() -> None:
    table = [cells for cells in rows(section(GUIDE, "## 10.")) if cells[0].startswith("`")]
    for _, severity, meaning, remedy in table:
        assert severity in ("lỗi", "cảnh báo", "lưu ý", "lỗi, cảnh báo")
        assert meaning
        assert remedy


# Names that people write


@pytest.mark.parametrize("model", [Plan, Authority, Signatory, Task, Area, Column, Appendix, Agency, Group])
def test_every_key_stands_in_the_guide(model: type[Any]) -> None:
    assert [field.alias for field in model.model_fields.values() if f"`{field.alias}`" not in read(GUIDE)] == []


def test_every_kind_of_paragraph_stands_in_the_guide_with_its_word() -> None:
    table = {cells[0].strip("`"): cells[1] for cells in rows(section(GUIDE, "## 4."))}
    assert {kind: table.get(kind) for kind in BLOCK_KINDS} == BLOCK_KINDS


def test_every_sheet_and_heading_of_the_workbook_stands_in_the_guide() -> None:
    table = {cells[0]: cells[2] for cells in rows(section(GUIDE, "## 2.")) if len(cells) == 3}
    for sheet in SHEETS:
        assert [heading.title for heading in sheet.headings if heading.title not in table[sheet.title]] == []


def test_every_name_of_a_template_stands_on_its_page() -> None:
    page = read(ROOT / "docs/ten-trong-mau.md")
    assert [name for name in (*PLAN_NAMES, *APPENDIX_NAMES) if f"`{name}`" not in page] == []


def test_every_word_of_the_glossary_is_used_in_the_code() -> None:
    source = "\n".join(read(path) for path in SOURCE.rglob("*.py"))
    used = [word for cells in rows(read(ROOT / "docs/glossary.md")) for word in re.findall(r"`(\w+)`", cells[1])]
    assert len(used) > 50
    assert [word for word in used if not re.search(rf"\b{word}\b", source)] == []


# Examples


def examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", read(GUIDE), re.MULTILINE | re.DOTALL)


EMPTY = from_yaml((ROOT / "data/moi/ke-hoach.yaml").read_bytes(), "ke-hoach.yaml").data


@pytest.mark.parametrize("example", examples("yaml"))
def test_a_yaml_example_put_into_the_empty_plan_makes_a_plan_without_errors(example: str, sample_folder: Folder) -> None:
    data = from_yaml(example.encode(), "huong-dan.md").data
    raw = from_yaml(yaml_text(data if "ma" in data else {**EMPTY, **data}).encode(), "ke-hoach.yaml")
    plan, problems = validate(raw, Plan)
    assert problems == []
    assert plan is not None
    assert sample_folder.registry is not None
    errors = [problem for problem in to_problems(plan, raw, sample_folder.registry) if problem.severity == ERROR]
    assert [problem for problem in errors if problem.code != "chua-dien"] == [], "an empty plan is still to be filled in"


def test_the_example_of_a_list_of_agencies_is_read() -> None:
    (example,) = examples("yaml co-quan")
    registry, problems = load_yaml(from_yaml(example.encode(), "co-quan.yaml"))
    assert problems == []
    assert registry is not None
    assert [agency.id for agency in registry.members(registry.groups[0], date(2026, 1, 1))] == ["SNV", "STC"]


def test_every_deadline_of_the_guide_is_read_as_the_guide_says() -> None:
    table = [cells for cells in rows(section(GUIDE, "## 6.")) if len(cells) == 3][1:]
    for words, kind, due in table:
        found = from_text(words)
        assert isinstance(found, Deadline), words
        assert (DEADLINE_KINDS[found.kind], short_date(found.due) if found.due else "không có") == (kind, due), words
    assert {kind for _, kind, _ in table} == set(DEADLINE_KINDS.values())


def test_deadlines_the_guide_calls_unreadable_are_unreadable() -> None:
    text = " ".join(section(GUIDE, "## 6.").split("Không đọc được", 1)[1].split())
    quoted = re.findall(r"«([^»]+)»", text)
    assert len(quoted) == 5
    assert [words for words in quoted if isinstance(from_text(words), Deadline)] == []


def test_every_way_to_sign_of_the_guide_is_printed_as_the_guide_says(sample_plan: Plan) -> None:
    fields = {(field.title or "").split(" (")[0]: name for name, field in Signatory.model_fields.items()}
    table = [cells for cells in rows(section(GUIDE, "## 8.")) if len(cells) == 2][1:]
    for printed, filled in table:
        pairs = [part.split(": ") for part in re.sub(r" \(.*\)", "", filled).split("; ")]
        signatory = Signatory(name="Nguyễn Văn A", **{fields[title]: value for title, value in pairs})
        assert signature_lines(sample_plan.model_copy(update={"signatory": signatory})) == printed.split(" / ")
    assert len(table) == 7


def test_the_first_quarter_of_an_hour_goes_as_the_readme_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kehoach").mkdir()
    monkeypatch.chdir(tmp_path / "kehoach")
    sessions = re.findall(r"^```console\n\$ python3 run.py kehoach (.*)\n((?:.*\n)*?)```$", read(README), re.MULTILINE)
    before = [
        lambda: None,
        lambda: set_deadline("Trước ngày 31/6/2023"),
        lambda: set_deadline("Trước ngày 30/6/2023"),
        edit_and_go_on,
    ]
    for prepare, (arguments, expected) in zip(before, sessions, strict=True):
        prepare()
        shown = CliRunner().invoke(cli, arguments.split(" ")).output.splitlines()
        for line in filter(lambda line: line != "…", expected.splitlines()):
            pattern = re.escape(line).replace("…", ".*")
            assert any(re.fullmatch(pattern, found) for found in shown), line


def set_deadline(words: str) -> None:
    book = openpyxl.load_workbook("../thu/ke-hoach.xlsx")
    sheet = book["Nhiệm vụ"]
    (column,) = [cell.column for cell in sheet[1] if cell.value == "Thời gian hoàn thành"]
    sheet.cell(2, column).value = words
    book.save("../thu/ke-hoach.xlsx")


def edit_and_go_on() -> None:
    document = Document("../thu/build/ban-hanh.docx")
    run = next(run for paragraph in document.paragraphs for run in paragraph.runs if "công bố" in run.text)
    run.text = run.text.replace("công bố", "thông báo")
    document.save("../thu/build/ban-hanh.docx")
    set_deadline("Quý III/2023")


def test_messages_shown_in_the_guide_are_those_of_the_program(tmp_path: Path) -> None:
    runner = CliRunner()
    runner.invoke(cli, ["new", str(tmp_path / "p"), "--empty"])
    path = tmp_path / "p/ke-hoach.yaml"
    path.write_text(re.sub("(?m)^trich_yeu: .*", "trich_yeu: Thực hiện: năm 2026", read(path)), encoding="utf-8")
    message = next(block for block in examples("text") if "thua-hai-cham" in block)
    assert message in runner.invoke(cli, ["check", str(tmp_path / "p")]).output


# The page of the decree


def test_the_page_of_the_decree_has_every_measure_with_its_article_and_what_we_use() -> None:
    table = {cells[1].strip("`"): cells for cells in rows(section(LAW_PAGE, "## Số đo")) if cells[1].startswith("`")}
    law = law_at(date(2023, 6, 1))
    assert set(table) == set(law.values)
    for name, (_, _, article, allowed, used, tested) in table.items():
        value = law.values[name]
        assert (article, allowed) == (value.article, in_words(value)), name
        assert used.startswith("tính theo") or used == f"{number(value.chosen)} {value.unit}", name
        assert tested


def in_words(value: Value) -> str:
    low, high = number(value.low), number(value.high)
    return f"{low} {value.unit}" if low == high else f"{low}–{high} {value.unit}"


def number(value: float) -> str:
    return {0.3333: "1/3", 0.5: "1/2"}.get(value, f"{value:g}".replace(".", ","))


def test_every_test_the_page_of_the_decree_names_exists() -> None:
    files = {"D": read(ROOT / "tests/plan/test_to_docx.py"), "L": read(ROOT / "tests/plan/test_layout.py")}
    files["N"] = read(ROOT / "tests/receipt/test_reminder.py")
    named = re.findall(r"\b([DLN]) `(test_\w+)`", read(LAW_PAGE))
    assert len(named) > 20
    assert [name for file, name in named if f"def {name}(" not in files[file]] == []


def test_the_page_of_the_decree_gives_every_deviation_with_its_reason() -> None:
    reasons = [cells[2] for cells in rows(section(LAW_PAGE, "## Chỗ khác với bản đã công bố")) if len(cells) == 3]
    assert [deviation.reason for deviation in DEVIATIONS if deviation.reason not in reasons] == []
