"""Word files inspected: what is said of whole plans, drafts and appendices, and the copies that are written."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document as Word
from docx.shared import Mm

from conftest import SAMPLE
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.problem import ERROR
from kehoach_gen.workspace.inspect import Inspected, Wish, inspect_files
from reading import Document, W

LATER = date(2026, 11, 25)


@pytest.fixture
def maker(sample_plan: Plan, maker_of: Callable[[Plan], Maker]) -> Maker:
    return maker_of(sample_plan)


def look(path: Path, content: bytes, *, comments: bool = False, fix: bool = False, out: Path | None = None) -> Inspected:
    path.write_bytes(content)
    (one,) = inspect_files([path], SAMPLE, Wish(LATER, comments, fix, out))
    return one


def codes(one: Inspected) -> set[str]:
    return {problem.code for problem in one.problems}


def with_margin(content: bytes, millimetres: float) -> bytes:
    document = Word(io.BytesIO(content))
    document.sections[0].left_margin = Mm(millimetres)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_the_plan_we_build_has_no_error(maker: Maker, tmp_path: Path) -> None:
    one = look(tmp_path / "ke-hoach.docx", maker.plan_docx())
    assert one.kind == "Kế hoạch"
    assert [problem.message for problem in one.problems if problem.severity == ERROR] == []


def test_agencies_of_a_draft_are_those_of_the_month_it_names(
    sample_plan: Plan, maker_of: Callable[[Plan], Maker], tmp_path: Path
) -> None:
    assert "co-quan-khong-con" not in codes(look(tmp_path / "a.docx", maker_of(sample_plan).plan_docx()))
    late = maker_of(sample_plan.model_copy(update={"issued": "3/2026"}))
    assert "co-quan-khong-con" in codes(look(tmp_path / "b.docx", late.plan_docx()))


def test_groups_of_the_past_are_told_among_the_recipients(
    sample_plan: Plan, maker_of: Callable[[Plan], Maker], tmp_path: Path
) -> None:
    late = sample_plan.model_copy(
        update={"issued": "3/2026", "recipients": ("UBND các huyện, thành phố", "UBND các xã, phường, thị trấn")}
    )
    told = [p.message for p in look(tmp_path / "a.docx", maker_of(late).plan_docx()).problems if p.code == "co-quan-khong-con"]
    assert [message.partition("»")[0] for message in told] == ["«UBND các huyện, thành phố", "«UBND các xã, phường, thị trấn"]


def test_an_appendix_by_itself_is_not_measured_by_what_the_main_part_says(maker: Maker, tmp_path: Path) -> None:
    of_the_whole = {"phu-luc-khong-nhac", "viet-tat-chua-giai-thich"}
    assert not of_the_whole & codes(look(tmp_path / "phu-luc.docx", maker.appendix_docx()))
    assert of_the_whole & codes(look(tmp_path / "ban-hanh.docx", maker.bundle_docx()))


def test_number_and_date_are_blamed_once_and_dates_of_the_body_too(maker: Maker, tmp_path: Path) -> None:
    document = Word(io.BytesIO(maker.plan_docx()))
    head = [paragraph for cell in document.tables[0].row_cells(1) for paragraph in cell.paragraphs]
    said = ("Số: 151 / KH - UBND", "Sơn La, ngày 31 tháng 6 năm 2023")
    for paragraph, words in zip([p for p in head if p.text.strip()], said, strict=True):
        paragraph.runs[0].text = words
        for run in paragraph.runs[1:]:
            run.text = ""
    next(p for p in document.paragraphs if "19/4/2023" in p.text).runs[0].text = "Căn cứ kết quả ngày 31/4/2023, như sau:"
    buffer = io.BytesIO()
    document.save(buffer)
    told = [problem.code for problem in look(tmp_path / "kh.docx", buffer.getvalue()).problems]
    for code in ("so-ky-hieu-sai", "ngay-ban-hanh-khong-co-that", "ngay-khong-co-that"):
        assert told.count(code) == 1, told
    assert "ky-hieu-co-dau-cach" not in told


def test_a_copy_carries_a_comment_at_each_finding_and_the_file_is_left_alone(maker: Maker, tmp_path: Path) -> None:
    content = with_margin(maker.plan_docx(), 25)
    one = look(tmp_path / "kh.docx", content, comments=True)
    (copy,) = one.copies
    assert copy == tmp_path / "kh (nhận xét).docx"
    comments = ["".join(node.itertext()) for node in Document(copy.read_bytes()).part("word/comments.xml").iter(f"{W}comment")]
    assert any(problem.code == "le-trai-sai" for problem in one.problems)
    assert [problem.message for problem in one.problems if not any(problem.message in text for text in comments)] == []
    assert (tmp_path / "kh.docx").read_bytes() == content


def test_what_is_safe_is_mended_in_a_copy_that_is_then_without_it(maker: Maker, tmp_path: Path) -> None:
    one = look(tmp_path / "kh.docx", with_margin(maker.plan_docx(), 25), fix=True)
    (copy,) = one.copies
    assert copy.name == "kh (đã sửa).docx"
    assert [problem.message for problem in one.mended]
    assert "le-trai-sai" not in codes(one)
    assert round(Word(str(copy)).sections[0].left_margin.mm, 1) == 30
    again = look(tmp_path / "kh2.docx", copy.read_bytes(), fix=True)
    assert (again.mended, again.copies) == ((), ())


def test_a_copy_somebody_has_written_in_is_not_written_over(maker: Maker, tmp_path: Path) -> None:
    content = with_margin(maker.plan_docx(), 25)
    (first,) = look(tmp_path / "kh.docx", content, comments=True).copies
    assert look(tmp_path / "kh.docx", content, comments=True).copies == (first,)
    first.write_bytes(b"theirs")
    assert look(tmp_path / "kh.docx", content, comments=True).copies == (tmp_path / "kh (nhận xét 2).docx",)
    assert first.read_bytes() == b"theirs"


@pytest.mark.parametrize(("name", "content"), [("a.docx", b""), ("b.docx", b"%PDF-1.7\n"), ("c.docx", b"PK\x03\x04 torn")])
def test_a_file_that_is_no_word_file_is_one_problem_and_the_others_are_still_looked_at(
    name: str, content: bytes, maker: Maker, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "kh.docx").write_bytes(maker.plan_docx())
    broken, whole = inspect_files([tmp_path / name, tmp_path / "kh.docx"], SAMPLE, Wish(LATER, True, True))
    assert [problem.place.file for problem in broken.problems] == [name]
    assert broken.copies == ()
    assert whole.kind == "Kế hoạch"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (one,) = inspect_files([tmp_path / "khong-co.docx"], SAMPLE, Wish(LATER))
    (problem,) = one.problems
    assert "khong-co.docx" in str(problem.place)
