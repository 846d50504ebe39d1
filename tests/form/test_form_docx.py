"""Form ↔ its Word file: what was written comes back, whoever edited the file; and the file against the law."""

import copy
import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from forms import NASTY, blank, forms
from hypothesis import HealthCheck, given, settings
from lxml import etree

from kehoach_gen.calendar import Period
from kehoach_gen.form.changes import changes
from kehoach_gen.form.from_docx import from_docx
from kehoach_gen.form.from_plan import Asked, to_forms
from kehoach_gen.form.layout import COLUMNS, rows, times
from kehoach_gen.form.model import PROGRESS, Answer, Form, Item, Remarks
from kehoach_gen.form.placeholders import REPORT_NAMES
from kehoach_gen.form.returned import Returned, answered, settled
from kehoach_gen.form.strays import strays
from kehoach_gen.form.to_docx import to_docx
from kehoach_gen.nd30 import Law, law_at
from kehoach_gen.office.comment_word import comment_word
from kehoach_gen.office.comments import Note
from kehoach_gen.office.contract import template_problems
from kehoach_gen.office.metrics import text_width
from kehoach_gen.problem import Place, ProblemError
from kehoach_gen.workspace.folder import Folder
from reading import W14, Document, W, is_heading, text_of

ROOT = Path(__file__).resolve().parents[2]
CHECKER = ROOT.parent / "shared" / "tools" / "validate_docx.py"
TEMPLATE = ("baocao.docx", (ROOT / "templates" / "baocao.docx").read_bytes())
DAY = date(2023, 6, 15)
LAW = law_at(DAY)
MAIN, CUSTOM = "word/document.xml", "docProps/custom.xml"
MM = 1440 / 25.4
KINDS = ("SNV", "H118", "X03646", "CTHUE", "HND")
"""A sở, a district, a commune, a central body, and one the decree does not bind."""


def docx(form: Form) -> bytes:
    return to_docx(form, TEMPLATE, LAW)


def read(content: bytes) -> Returned:
    return from_docx(content, "tra-loi.docx")


@pytest.fixture(scope="module")
def season(sample_folder: Folder) -> dict[str, Form]:
    assert sample_folder.plan is not None
    assert sample_folder.registry is not None
    asked = Asked(Period(2023, "Q3"), {level: date(2023, 9, 18) for level in ("so", "huyen", "xa")})
    made = to_forms(sample_folder.plan, sample_folder.registry, LAW, DAY, asked).forms
    return {form.agency: form for form in made}


def written(form: Form) -> Form:
    """The form with every field of every line, and every remark, answered with texts that programs like to spoil; not with
    «_x0041_», which LibreOffice writes as «_x005F_x0041_»."""
    texts = [text.strip() for text in NASTY if text != "…" and "_x0" not in text]
    used = iter(texts * 50)

    def line_answer(role: str) -> Answer:
        common = {"result": f"{next(used)}\n\n{next(used)}", "difficulty": next(used), "proposal": next(used)}
        if role == "coordinator":
            return Answer(**common)
        one = PROGRESS[len(common["proposal"]) % 3]
        return Answer(**common, progress=one, product=next(used), product_date=next(used), figure=next(used))

    def filled(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(
            item.model_copy(
                update={"lines": tuple(line.model_copy(update={"answer": line_answer(item.role)}) for line in item.lines)}
            )
            for item in items
        )

    remarks = Remarks(**{name: f"{next(used)}\n{next(used)}" for name in Remarks.model_fields})
    return form.model_copy(update={"led": filled(form.led), "coordinated": filled(form.coordinated), "remarks": remarks})


def edited(content: bytes, change: Callable[[etree._Element], None]) -> bytes:
    """The file with its main part changed."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    members = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(members[MAIN])
    change(root)
    return zipped({**members, MAIN: etree.tostring(root)})


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return buffer.getvalue()


def without_bookmarks(root: etree._Element) -> None:
    for tag in ("bookmarkStart", "bookmarkEnd"):
        for mark in list(root.iter(f"{W}{tag}")):
            mark.getparent().remove(mark)
    for element in root.iter(f"{W}p", f"{W}tr"):
        element.attrib.pop(f"{W14}paraId", None)


def without_properties(content: bytes) -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return zipped({name: archive.read(name) for name in archive.namelist() if name != CUSTOM})


# What was written comes back


usual = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@usual
@given(forms())
def test_reading_gives_back_what_was_written(form: Form) -> None:
    returned = read(docx(form))
    assert answered(blank(form), returned) == form
    assert settled(form, returned).notices == changes(form, returned) == ()
    assert (returned.plan, returned.base, returned.period, returned.agency) == (form.plan, form.base, form.period, form.agency)


@usual
@given(forms())
def test_without_any_bookmark_rows_are_known_by_their_numbers_and_remarks_by_their_headings(form: Form) -> None:
    returned = read(edited(docx(form), without_bookmarks))
    assert answered(blank(form), returned) == form
    assert settled(form, returned).notices == ()


@usual
@given(forms())
def test_the_same_form_gives_the_same_bytes(form: Form) -> None:
    assert docx(form) == docx(form.model_copy())


def test_without_properties_the_printed_code_says_whose_form_it_is(season: dict[str, Form]) -> None:
    form = season["SNV"]
    returned = read(without_properties(docx(form)))
    assert (returned.plan, returned.period, returned.agency) == ("cchc-2023", "2023-Q3", "SNV")
    assert returned.base == form.base[:8]
    assert returned.notices == ()


def test_without_properties_and_code_that_is_said(season: dict[str, Form]) -> None:
    def uncoded(root: etree._Element) -> None:
        for node in root.iter(f"{W}t"):
            node.text = re.sub("Mã biểu: .*", "", node.text or "")

    returned = read(edited(without_properties(docx(season["SNV"])), uncoded))
    assert [problem.code for problem in returned.notices] == ["khong-ro-mau"]
    assert returned.agency == ""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("keep_marks", [True, False])
def test_saved_again_by_libreoffice_it_says_the_same(season: dict[str, Form], tmp_path: Path, keep_marks: bool) -> None:
    sent = {agency: written(season[agency]) for agency in ("SNV", "X03646", "HND")}
    (tmp_path / "out").mkdir()
    for agency, form in sent.items():
        content = docx(form) if keep_marks else edited(without_properties(docx(form)), without_bookmarks)
        (tmp_path / f"{agency}.docx").write_bytes(content)
    program, profile = shutil.which("soffice"), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *(str(tmp_path / f"{agency}.docx") for agency in sent)], capture_output=True, check=True)  # type: ignore[list-item]
    for agency, form in sent.items():
        returned = read((tmp_path / "out" / f"{agency}.docx").read_bytes())
        assert answered(blank(form), returned) == form
        assert settled(form, returned).notices == changes(form, returned) == ()
        assert (returned.agency, returned.agency_name.casefold()) == (agency, form.agency_name.casefold())


def test_a_file_that_is_no_form_is_refused(sample_plan: Any, maker_of: Any) -> None:
    with pytest.raises(ProblemError) as raised:
        read(maker_of(sample_plan).bundle_docx())
    assert [problem.code for problem in raised.value.problems] == ["khong-phai-mau-bao-cao"]


# What people do to the file


@pytest.fixture(scope="module")
def sent(season: dict[str, Form]) -> Form:
    return season["SNV"]


def tables(root: etree._Element) -> list[etree._Element]:
    return [table for table in root.iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblBorders") is not None]


def row_of(root: etree._Element, number: str) -> etree._Element:
    """The row of the first table with this number."""
    return next(row for row in tables(root)[0].iterfind(f"{W}tr") if "".join(row.find(f"{W}tc").itertext()) == number)


def write(row: etree._Element, column: int, text: str) -> None:
    """Types into a cell of a row, as Word would."""
    paragraph = row.findall(f"{W}tc")[column].find(f"{W}p")
    for old in paragraph.findall(f"{W}r"):
        paragraph.remove(old)
    paragraph.append(etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:t xml:space="preserve">{text}</w:t></w:r>'))


RESULT, PROGRESS_COLUMN = 5, 6


def after(form: Form, *changes: Callable[[etree._Element], None]) -> Returned:
    """What is read, held against its form, after these changes."""
    content = docx(form)
    for change in changes:
        content = edited(content, change)
    return settled(form, read(content))


def told(returned: Returned) -> list[tuple[str, str, str]]:
    return [(problem.code, str(problem.place), problem.message) for problem in returned.notices]


def at(content: bytes, path: tuple[int, ...]) -> etree._Element:
    """The element at a path in the raw XML of the file."""
    element = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(MAIN))[0]
    for index in path:
        element = list(element.iterchildren("*"))[index]
    return element


def test_a_place_leads_to_its_very_element_in_the_raw_file(sent: Form) -> None:
    content = edited(docx(written(sent)), lambda root: tables(root)[0].addprevious(etree.Comment("ghi chú")))
    returned = settled(sent, read(content))
    for (role, id, key), place in returned.places.items():
        element = at(content, place.path)
        if not key:
            assert element.tag == f"{W}tr"
            continue
        assert element.tag == f"{W}tc"
        said = returned.fixed[role, id].get(key) or getattr(returned.answers.get((role, id), Answer()), key, "")
        shown = (text_of(paragraph) for paragraph in element.iter(f"{W}p"))
        assert re.sub(r"\s", "", "".join(shown)) == re.sub(r"\s", "", said), key
    for name, place in returned.remark_places.items():
        paragraph = at(content, place.path)
        assert paragraph.tag == f"{W}p"
        assert text_of(paragraph) == getattr(returned.remarks, name).split("\n")[0]
    assert len(returned.remark_places) == 4


def test_the_name_at_the_head_is_read_without_that_of_the_superior_body(season: dict[str, Form]) -> None:
    names = {agency: read(docx(season[agency])).agency_name for agency in KINDS}
    assert names == {
        "SNV": "SỞ NỘI VỤ", "H118": "UBND HUYỆN QUỲNH NHAI", "X03646": "UBND PHƯỜNG CHIỀNG LỀ", "CTHUE": "CỤC THUẾ TỈNH",
        "HND": "HỘI NÔNG DÂN TỈNH",
    }  # fmt: skip
    assert all(name.casefold() == season[agency].agency_name.casefold() for agency, name in names.items())
    long = season["SNNPTNT"] if "SNNPTNT" in season else next(f for f in season.values() if len(f.agency_name) > 35)
    assert read(docx(long)).agency_name.casefold() == long.agency_name.casefold()


def test_the_name_of_another_agency_at_the_head_is_read(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        for node in root.iter(f"{W}t"):
            node.text = (node.text or "").replace("SỞ NỘI VỤ", normalize("NFD", "SỞ TƯ PHÁP"))

    returned = after(sent, change)
    assert (returned.agency, returned.agency_name) == ("SNV", "SỞ TƯ PHÁP")


def test_without_a_head_there_is_no_name(sent: Form) -> None:
    returned = after(sent, lambda root: root[0].remove(next(root.iter(f"{W}tbl"))))
    assert (returned.agency, returned.agency_name, returned.kind, returned.file) == ("SNV", "", "docx", "tra-loi.docx")


def test_letters_typed_in_two_parts_are_joined(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        for node in root.iter(f"{W}t"):
            node.text = normalize("NFD", node.text or "")
        write(row_of(root, "1.b"), RESULT, normalize("NFD", "Đã hoàn thành"))

    returned = after(sent, change)
    assert [answer.result for answer in returned.answers.values()] == ["Đã hoàn thành"]
    assert (returned.remarks, returned.notices, changes(sent, returned)) == (Remarks(), (), ())


def test_every_answer_keeps_its_place(sent: Form) -> None:
    returned = after(sent, lambda root: write(row_of(root, "1.b"), RESULT, "Đã kiểm tra"))
    id = next(row.line.id for row in rows(sent.led) if row.number == "1.b" and row.line)
    assert returned.answers == {("lead", id): Answer(result="Đã kiểm tra")}
    assert str(returned.places["lead", id, "result"]) == "tra-loi.docx, bảng 3, hàng 3, ô 6"
    assert returned.asked["lead", id].startswith("Hoàn thành Kế hoạch kiểm tra công tác CCHC")
    assert str(returned.places["lead", id, "thoi_han"]) == "tra-loi.docx, bảng 3, hàng 3, ô 4"
    with pytest.raises(KeyError):
        returned.places["lead", id, "product"]


def test_what_waits_to_be_chosen_or_written_is_no_answer(sent: Form) -> None:
    returned = after(sent)
    assert returned.answers == {}
    assert returned.remarks == Remarks()
    assert "(chọn)" in "".join(Document(docx(sent)).root.itertext())


def test_a_prompt_in_other_words_is_no_answer_and_a_choice_is_one(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        for number, text, is_prompt in (("1.b", "Bấm để chọn", True), ("1.đ", "Chưa thực hiện", True), ("3.b", "Làm rồi", False)):
            cell = row_of(root, number).findall(f"{W}tc")[PROGRESS_COLUMN]
            cell.find(f".//{W}t").text = text
            if not is_prompt:
                prompting = cell.find(f".//{W}showingPlcHdr")
                prompting.getparent().remove(prompting)

    numbers = {row.line.id: row.number for row in rows(sent.led) if row.line}
    assert {numbers[id]: answer.progress for (_, id), answer in after(sent, change).answers.items()} == {
        "1.đ": "Chưa thực hiện",
        "3.b": "Làm rồi",
    }


def test_tracked_changes_count_as_accepted(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        paragraph = row_of(root, "1.b").findall(f"{W}tc")[RESULT].find(f"{W}p")
        who = 'w:id="900" w:author="Lan" w:date="2023-09-01T00:00:00Z"'
        runs = f'<x xmlns:w="{W[1:-1]}"><w:ins {who}><w:r><w:t>Đã làm</w:t></w:r></w:ins><w:del {who}><w:r><w:delText>Chưa làm</w:delText></w:r></w:del>'
        runs += f"<w:moveFrom {who}><w:r><w:t>Chuyển đi</w:t></w:r></w:moveFrom></x>"
        paragraph.extend(etree.fromstring(runs))
        gone = row_of(root, "1.đ").find(f"{W}trPr")
        gone.append(etree.fromstring(f'<w:del xmlns:w="{W[1:-1]}" {who}/>'))

    returned = after(sent, change)
    assert [answer.result for answer in returned.answers.values()] == ["Đã làm"]
    assert told(returned) == [("thieu-hang", "tra-loi.docx", "Không tìm thấy hàng 1.đ của mẫu.")]


def test_content_controls_around_rows_cells_and_paragraphs_are_looked_through(sent: Form) -> None:
    def wrap(element: etree._Element) -> None:
        control = etree.fromstring(f'<w:sdt xmlns:w="{W[1:-1]}"><w:sdtPr/><w:sdtContent/></w:sdt>')
        element.getparent().replace(element, control)
        control[1].append(element)

    def change(root: etree._Element) -> None:
        row = row_of(root, "1.b")
        write(row, RESULT, "Đã làm")
        cell = row.findall(f"{W}tc")[RESULT]
        for element in (cell.find(f"{W}p"), cell, row, tables(root)[0]):
            wrap(element)

    returned = after(sent, change)
    assert [answer.result for answer in returned.answers.values()] == ["Đã làm"]
    assert returned.notices == ()


def test_a_row_added_by_the_agency_is_told_with_its_words(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        row = row_of(root, "1.b")
        added = copy.deepcopy(row)
        for mark in [*added.iter(f"{W}bookmarkStart"), *added.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
        for column in range(5):
            write(added, column, "")
        write(added, RESULT, "Việc làm thêm")
        row.addnext(added)

    returned = after(sent, change)
    assert returned.answers == {}
    assert [(code, place) for code, place, _ in told(returned)] == [("hang-ngoai-mau", "tra-loi.docx, bảng 3, hàng 4")]
    assert "«Việc làm thêm»" in returned.notices[0].message


def test_a_copy_of_a_row_does_not_take_the_place_of_the_row(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        row = row_of(root, "1.b")
        write(row, RESULT, "Một")
        row.addnext(copy.deepcopy(row))
        write(row.getnext(), RESULT, "Hai")

    returned = after(sent, change)
    assert [answer.result for answer in returned.answers.values()] == ["Một"]
    assert [problem.code for problem in returned.notices] == ["hang-ngoai-mau"]
    assert "«Hai»" in returned.notices[0].message


def test_a_row_without_mark_and_number_is_read_in_its_order_and_that_is_said(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        without_bookmarks(root)
        write(row_of(root, "1.đ"), RESULT, "Đã thẩm định")
        for column in (0, 1):
            write(row_of(root, "1.đ") if column == 0 else rows_without_number(root)[0], column, "Ghi đè" if column else "")

    returned = after(sent, change)
    id = next(row.line.id for row in rows(sent.led) if row.number == "1.đ" and row.line)
    assert returned.answers == {("lead", id): Answer(result="Đã thẩm định")}
    assert [problem.code for problem in returned.notices] == ["hang-doc-theo-thu-tu"]


def rows_without_number(root: etree._Element) -> list[etree._Element]:
    return [row for row in tables(root)[0].iterfind(f"{W}tr") if not "".join(row.find(f"{W}tc").itertext())]


def test_rows_in_another_order_with_other_words_and_numbers_are_known_by_their_marks(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        write(row_of(root, "1.b"), RESULT, "Một")
        write(row_of(root, "1.đ"), RESULT, "Hai")
        row_of(root, "1.đ").addnext(row_of(root, "1.b"))
        for row in (row_of(root, "1.đ"), row_of(root, "1.b")):
            write(row, 0, "9")
            write(row, 1, "Chữ khác hẳn")

    returned = after(sent, change)
    assert {id: answer.result for (_, id), answer in returned.answers.items()} == {
        row.line.id: text for row in rows(sent.led) if row.line and (text := {"1.b": "Một", "1.đ": "Hai"}.get(row.number))
    }
    assert returned.notices == ()


def test_a_deleted_column_is_told_and_the_others_are_read(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        write(row_of(root, "1.b"), RESULT, "Đã làm")
        for row in tables(root)[0].iterfind(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            if len(cells) == 12:
                row.remove(cells[4])
                row.remove(cells[9])

    returned = after(sent, change)
    assert list(returned.answers.values()) == [Answer(result="Đã làm")]
    assert [message for _, _, message in told(returned)] == ["Bảng không có cột «Tình trạng».", "Bảng không có cột «Số liệu»."]


def test_a_heading_a_little_changed_is_known(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        write(tables(root)[0].find(f"{W}tr"), RESULT, "Kết quả thực hiện trong quý")
        write(row_of(root, "1.b"), RESULT, "Đã làm")

    returned = after(sent, change)
    assert [answer.result for answer in returned.answers.values()] == ["Đã làm"]
    assert returned.notices == ()


def test_a_table_cut_in_two_is_one(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        write(row_of(root, "3.b"), RESULT, "Đã làm")
        whole = tables(root)[0]
        rest = copy.deepcopy(whole)
        for index, (mine, its) in enumerate(zip(whole.findall(f"{W}tr"), rest.findall(f"{W}tr"), strict=True)):
            its.getparent().remove(its) if index < 8 else mine.getparent().remove(mine)
        whole.addnext(rest)
        whole.addnext(etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"/>'))

    returned = after(sent, change)
    assert [answer.result for answer in returned.answers.values()] == ["Đã làm"]
    assert returned.notices == ()


def test_a_table_without_headings_is_read_in_the_order_of_the_columns_and_that_is_said(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        write(row_of(root, "1.b"), RESULT, "Đã làm")
        heading = tables(root)[0].find(f"{W}tr")
        heading.getparent().remove(heading)

    returned = after(sent, change)
    assert [answer.result for answer in returned.answers.values()] == ["Đã làm"]
    assert [problem.code for problem in returned.notices] == ["mat-tieu-de"]


def test_an_answer_in_the_grey_row_of_a_task_is_told(sent: Form) -> None:
    returned = after(sent, lambda root: write(row_of(root, "4.a"), RESULT, "Đã rà soát"))
    assert returned.answers == {}
    assert [problem.code for problem in returned.notices] == ["tra-loi-o-hang-nhiem-vu"]
    assert "«Đã rà soát»" in returned.notices[0].message


def test_merged_cells_pictures_and_added_columns_are_told(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        cells = row_of(root, "1.b").findall(f"{W}tc")
        write(row_of(root, "1.b"), 10, "Thiếu người")
        cells[10].find(f"{W}tcPr").append(etree.fromstring(f'<w:gridSpan xmlns:w="{W[1:-1]}" w:val="2"/>'))
        cells[11].getparent().remove(cells[11])
        below = row_of(root, "1.đ").findall(f"{W}tc")
        below[RESULT].find(f"{W}tcPr").append(etree.fromstring(f'<w:vMerge xmlns:w="{W[1:-1]}"/>'))
        below[7].find(f"{W}p").append(etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:pict/></w:r>'))
        added = copy.deepcopy(below[11])
        below[11].addnext(added)
        write(row_of(root, "1.đ"), 12, "Ghi thêm")

    content = edited(docx(sent), change)
    returned = settled(sent, read(content))
    assert [(code, place.rpartition(", ")[2]) for code, place, _ in told(returned)] == [
        ("o-gop", "ô 11"), ("o-gop", "ô 6"), ("anh-trong-o", "ô 8"), ("chu-ngoai-mau", "ô 13"),
    ]  # fmt: skip
    cells = [at(content, notice.place.path) for notice in returned.notices]
    assert [text_of(cell.find(f"{W}p")) for cell in cells] == ["Thiếu người", "", "", "Ghi thêm"]
    assert [answer.difficulty for answer in returned.answers.values()] == ["Thiếu người"]


def told_outside(form: Form, content: bytes) -> list[str]:
    """The place of each text that is told as no part of the form."""
    returned = settled(form, read(content))
    problems = (*returned.notices, *strays(form, returned))
    return [problem.place.part or "" for problem in problems if problem.code == "chu-ngoai-mau"]


@pytest.mark.parametrize("agency", KINDS)
def test_nothing_is_told_of_a_form_returned_as_it_was_sent(season: dict[str, Form], agency: str) -> None:
    assert told_outside(season[agency], docx(season[agency])) == []


def test_what_an_agency_fills_in_at_head_and_foot_is_its_own(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        for node in root.iter(f"{W}t"):
            text = node.text or ""
            node.text = re.sub(r"(Số: |số |ngày |tháng )(\s*)", r"\g<1>12 ", text) if "\u00a0\u00a0" in text else text
        signed = next(p for p in root.iter(f"{W}p") if text_of(p) == "GIÁM ĐỐC")
        for text in ("(Đã ký)", "TS. Lò Văn Ánh"):
            signed.addnext(paragraph(text))
        listed = next(p for p in root.iter(f"{W}p") if text_of(p).startswith("- Lưu"))
        listed.addprevious(paragraph("- Ban Giám đốc Sở;"))

    assert told_outside(sent, edited(docx(sent), change)) == []


def paragraph(text: str) -> etree._Element:
    return etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>{text}</w:t></w:r></w:p>')


@pytest.mark.parametrize(
    ("beside", "place"),
    [
        ("BÁO CÁO", "đoạn 2"),
        ("Kính gửi: ", "đoạn 5"),
        ("Trên đây là báo cáo", "đoạn 17"),
        ("PHỤ LỤC I", "đoạn 20"),
        ("Mã biểu: ", "đoạn 25"),
        ("- Lưu", "bảng 2, hàng 1, ô 1"),
    ],
)
def test_a_paragraph_anywhere_outside_the_fields_is_told(sent: Form, beside: str, place: str) -> None:
    """Words between the table and «Mã biểu», or below the closing sentence, were lost without a trace."""

    def change(root: etree._Element) -> None:
        found = next(p for p in root.iter(f"{W}p") if text_of(p).upper().startswith(beside.upper()))
        found.addnext(paragraph("Ghi chú: chưa gồm 03 phòng công chứng."))

    assert told_outside(sent, edited(docx(sent), change)) == [place]


def test_words_in_a_row_for_the_names_of_areas_or_added_below_are_told(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        area = next(tr for tr in tables(root)[0].findall(f"{W}tr") if len(tr.findall(f"{W}tc")) == 2)
        area.findall(f"{W}tc")[-1].append(paragraph("Đề nghị gia hạn"))
        last = tables(root)[0].findall(f"{W}tr")[-1]
        added = etree.fromstring(f'<w:tr xmlns:w="{W[1:-1]}"><w:tc/><w:tc/></w:tr>')
        added[1].append(paragraph("Chưa gồm phòng công chứng"))
        last.addnext(added)

    places = told_outside(sent, edited(docx(sent), change))
    assert [place.rpartition(", ")[2] for place in places] == ["ô 2", "ô 2"]


def test_comments_of_an_agency_are_told_at_their_cell(sent: Form) -> None:
    cell = row_of(etree.fromstring(zipfile.ZipFile(io.BytesIO(docx(sent))).read(MAIN)), "1.b").findall(f"{W}tc")[RESULT]
    path = []
    while cell.getparent() is not None and not cell.tag.endswith("}body"):
        path.append(cell.getparent().index(cell))
        cell = cell.getparent()
    spot = Place("a.docx", path=tuple(reversed(path)))
    by_them = comment_word(docx(sent), "a.docx", [Note(spot, "Số liệu chưa gồm xã A")], "Lò Văn Ánh")
    (notice,) = read(by_them).notices
    said = "Nhận xét của Lò Văn Ánh ghi vào tệp, chưa được đọc: «Số liệu chưa gồm xã A»."
    assert (notice.code, notice.message) == ("chu-ngoai-mau", said)
    assert (notice.place.path, (notice.place.part or "")[-3:]) == (spot.path, "ô 6")
    assert read(comment_word(docx(sent), "a.docx", [Note(spot, "Phải sửa: tỷ lệ.")], "Nơi tổng hợp")).notices == ()


def test_a_remark_typed_into_the_dotted_line_or_below_it_is_read_whole(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        dots = [p for p in root.iter(f"{W}p") if text_of(p).startswith("……")]
        dots[0].findall(f"{W}r")[0].find(f"{W}t").text = "……………………Hoàn thành tốt.……………………"
        below = copy.deepcopy(dots[0])
        for mark in [*below.iter(f"{W}bookmarkStart"), *below.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
        below.find(f".//{W}t").text = "Đoạn thứ hai."
        dots[0].addnext(below)
        dots[3].getparent().remove(dots[3])

    returned = after(sent, change)
    assert returned.remarks == Remarks(led="Hoàn thành tốt.\nĐoạn thứ hai.")
    assert str(returned.remark_places["led"]) == "tra-loi.docx, đoạn 8"
    assert returned.notices == ()


def test_a_part_of_the_report_that_is_gone_is_told(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        for paragraph in list(root.iter(f"{W}p")):
            if text_of(paragraph).startswith("III."):
                answer = paragraph.getnext()
                answer.getparent().remove(answer)
                paragraph.getparent().remove(paragraph)

    returned = after(sent, change)
    assert told(returned) == [("thieu-muc", "tra-loi.docx", "Không tìm thấy mục «Khó khăn, vướng mắc».")]


def test_two_codes_in_one_file_are_told(sent: Form) -> None:
    def change(root: etree._Element) -> None:
        for node in root.iter(f"{W}t"):
            node.text = (node.text or "").replace("/SNV/", "/STC/")

    returned = after(sent, change)
    assert returned.agency == "SNV"
    assert [problem.code for problem in returned.notices] == ["nhieu-ma-bieu"]


# The file against the law


@pytest.fixture(scope="module")
def files(season: dict[str, Form]) -> dict[str, Document]:
    return {agency: Document(docx(season[agency])) for agency in KINDS}


@pytest.mark.parametrize(
    ("agency", "head"),
    [
        ("SNV", ["UBND TỈNH SƠN LA", "SỞ NỘI VỤ", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]),
        ("H118", ["ỦY BAN NHÂN DÂN", "HUYỆN QUỲNH NHAI", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
        ("X03646", ["ỦY BAN NHÂN DÂN", "PHƯỜNG CHIỀNG LỀ", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
        ("CTHUE", ["CỤC THUẾ TỈNH", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
        ("HND", ["HỘI NÔNG DÂN TỈNH", "", "Sơn La, ngày"]),
    ],
)
def test_the_head_is_the_agencys_own(files: dict[str, Document], agency: str, head: list[str]) -> None:
    lines = files[agency].lines()
    assert [line if word == "" else line[: len(word)] for word, line in zip(head, lines, strict=False)] == head
    assert len([line for line in lines if line.startswith("CỘNG HÒA")]) == (agency != "HND")


ELEMENTS = [
    # words, size by law, bold, italic, align
    ("CỘNG HÒA XÃ HỘI", "co_quoc_hieu", True, False, "center"),
    ("Độc lập - Tự do - Hạnh phúc", "co_tieu_ngu", True, False, "center"),
    ("Số:", "co_so_ky_hieu", False, False, "center"),
    ("BÁO CÁO", "co_ten_loai", True, False, "center"),
    ("Kết quả thực hiện Kế hoạch", "co_trich_yeu", True, False, "center"),
    ("Kính gửi: Ủy ban nhân dân", "co_noi_dung", False, False, "center"),
    ("Thực hiện Kế hoạch số", "co_noi_dung", False, False, "both"),
    ("I. KẾT QUẢ", "co_noi_dung", True, False, "both"),
    ("Trên đây là báo cáo", "co_noi_dung", False, False, "both"),
    ("Nơi nhận:", "co_noi_nhan", True, True, "left"),
    ("- Như trên;", "co_danh_sach_noi_nhan", False, False, "left"),
    ("- Lưu: VT.", "co_danh_sach_noi_nhan", False, False, "left"),
    ("Phụ lục", "co_phu_luc", True, False, "center"),
    ("KẾT QUẢ", "co_ten_phu_luc", True, False, "center"),
    ("(Kèm theo Báo cáo số", "co_kem_theo", False, True, "center"),
]


@pytest.mark.parametrize("agency", KINDS)
def test_each_element_looks_as_the_decree_wants(files: dict[str, Document], law: Law, agency: str) -> None:
    document = files[agency]
    for words, size, bold, italic, align in ELEMENTS:
        if agency == "HND" and words in ("CỘNG HÒA XÃ HỘI", "Độc lập - Tự do - Hạnh phúc"):
            continue
        look = document.look(document.paragraph(words))
        assert (look.size, look.bold, look.italic, look.align) == (law[size], bold, italic, align), words
        assert look.font == "Times New Roman"
    place = document.look(document.paragraph({"H118": "Quỳnh Nhai", "X03646": "Chiềng Lề"}.get(agency, "Sơn La") + ", ngày"))
    assert (place.size, place.italic, place.bold) == (law["co_dia_danh"], True, False)


NUMBER = re.compile(r"Số:\s+/BC-(…|[A-ZĐ]+(-[A-ZĐ]+)*)")
DATE = re.compile(r"[^,]+, ngày\s+tháng\s+năm 2023")


@pytest.mark.parametrize("agency", KINDS)
def test_number_day_and_signature_wait_for_the_agency(files: dict[str, Document], season: dict[str, Form], agency: str) -> None:
    document, letter = files[agency], season[agency].letter
    lines = document.lines()
    assert [line for line in lines if NUMBER.fullmatch(line)] == [f"Số: {6 * chr(160)}/{letter.symbol}"]
    assert len([line for line in lines if DATE.fullmatch(line)]) == 1
    signed = document.paragraph(letter.signature[0])
    assert document.look(signed).bold
    assert next(signed.iterancestors(f"{W}tr")) is next(document.paragraph("Nơi nhận:").iterancestors(f"{W}tr"))
    assert document.paragraph("Trên đây").find(f"{W}pPr/{W}keepNext") is not None
    assert text_of(document.paragraph("Trên đây")).endswith("./.")


@pytest.mark.parametrize("agency", KINDS)
def test_the_line_under_the_title_is_centred_on_the_upright_page(files: dict[str, Document], law: Law, agency: str) -> None:
    document = files[agency]
    rule = next(p for p in document.body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "KeTrichYeu")
    left, right = (int(rule.find(f"{W}pPr/{W}ind").get(f"{W}{side}")) for side in ("left", "right"))
    length = 165 - (left + right) / MM
    for node in document.paragraph("Kết quả thực hiện Kế hoạch").iter(f"{W}t"):
        share = length / text_width(node.text, law["co_trich_yeu"], bold=True)
        assert law.values["ke_trich_yeu"].allows(share, 0.005)


@pytest.mark.parametrize("agency", KINDS)
def test_pages_are_upright_then_landscape_with_lawful_margins(files: dict[str, Document], law: Law, agency: str) -> None:
    sections = files[agency].sections()
    assert len(sections) == 1 + len(files[agency].task_tables())
    for index, section in enumerate(sections):
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert (size.get(f"{W}orient") == "landscape") is (index > 0)
        for side, name in (("top", "le_tren"), ("bottom", "le_duoi"), ("left", "le_trai"), ("right", "le_phai")):
            assert law.values[name].allows(int(margin.get(f"{W}{side}")) / MM, 0.1)
        assert section.find(f"{W}pgNumType").get(f"{W}start") == "1"
        assert section.find(f"{W}titlePg") is not None


def test_parts_and_appendices_are_numbered_only_where_there_are_several(files: dict[str, Document]) -> None:
    both, one = files["SNV"].lines(), files["HND"].lines()
    assert [line for line in both if line.startswith("Phụ lục")] == ["Phụ lục I", "Phụ lục II"]
    assert [line for line in one if line.startswith("Phụ lục")] == ["Phụ lục"]
    assert [line for line in both if re.match("[IV]+[.] ", line)] == [
        "I. KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ CHỦ TRÌ", "II. KẾT QUẢ PHỐI HỢP THỰC HIỆN CÁC NHIỆM VỤ",
        "III. KHÓ KHĂN, VƯỚNG MẮC", "IV. KIẾN NGHỊ, ĐỀ XUẤT",
    ]  # fmt: skip
    assert next(line for line in one if re.match("[IV]+[.] ", line)) == "I. KẾT QUẢ PHỐI HỢP THỰC HIỆN CÁC NHIỆM VỤ"
    assert next(line for line in one if "nhiệm vụ theo" in line) == (
        "Trong kỳ báo cáo, Hội Nông dân tỉnh phối hợp thực hiện 01 nhiệm vụ theo Kế hoạch; "
        "kết quả từng nhiệm vụ tại Phụ lục kèm theo Báo cáo này."
    )


def test_tables_repeat_their_headings_break_no_row_and_fit_their_grid(files: dict[str, Document]) -> None:
    for document in files.values():
        for table in document.task_tables():
            grid = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
            assert sum(grid) / MM == pytest.approx(252, abs=0.1)
            for index, row in enumerate(table.iterfind(f"{W}tr")):
                assert is_heading(row) is (index == 0)
                assert (row.find(f"{W}trPr/{W}cantSplit") is None) is (len(text_of(row)) > 1000)
                assert sum(int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in row.iterfind(f"{W}tc")) == sum(grid)


def test_a_task_with_several_parts_has_a_closed_row_and_a_row_for_each(files: dict[str, Document]) -> None:
    table = files["SNV"].task_tables()[0]
    shown = {"".join(row.find(f"{W}tc").itertext()): row for row in table.iterfind(f"{W}tr")}
    closed = [cell.find(f"{W}tcPr/{W}shd") is not None for cell in shown["4.a"].iterfind(f"{W}tc")]
    assert closed == [False] * 5 + [True] * 7
    assert not list(shown["4.a"].iter(f"{W}bookmarkStart", f"{W}sdt"))
    for number in ("4.a.1", "4.a.2"):
        (choices,) = shown[number].iter(f"{W}dropDownList")
        assert [item.get(f"{W}value") for item in choices] == list(PROGRESS)


def test_every_line_bears_its_two_marks_and_the_file_its_identity(files: dict[str, Document], season: dict[str, Form]) -> None:
    document, form = files["SNV"], season["SNV"]
    names = [mark.get(f"{W}name") for mark in document.root.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"_[a-z0-9_]{1,39}", name) for name in names)
    for item in form.items:
        for line in item.lines:
            mark = f"_kh1_f_{line.id}_{item.role[0]}"
            assert {mark, f"{mark}_n"} <= set(names)
    custom = document.archive.read(CUSTOM).decode()
    found = dict(re.findall(r'name="KHGen.([^"]+)"><vt:lpwstr>([^<]*)', custom))
    assert found == {
        "plan": "cchc-2023", "base": form.base, "marks": "1", "form": form.code, "period": "2023-Q3", "agency": "SNV",
    }  # fmt: skip
    assert document.lines()[-1] == f"Mã biểu: {form.code}"


def test_the_template_uses_only_names_that_are_offered() -> None:
    assert template_problems(TEMPLATE[1], TEMPLATE[0], REPORT_NAMES) == []


def test_a_date_and_every_word_of_the_headings_fit_their_columns() -> None:
    margins = 2 * 40 / MM
    for columns in COLUMNS.values():
        assert sum(column.width for column in columns) == 252
        for column in columns:
            words = [*column.title.split(), *(["31/12/2023"] if column.answer == "product_date" else [])]
            assert max(text_width(word, 11, bold=word in column.title) for word in words) <= column.width - margins, column.title


def test_templates_and_forms_are_small(season: dict[str, Form]) -> None:
    assert len(TEMPLATE[1]) <= 20 * 1024
    assert max(len(docx(form)) for form in season.values()) <= 20 * 1024


@pytest.mark.skipif(not CHECKER.exists(), reason="the checker of Word files is not beside this checkout")
def test_every_word_file_is_valid(season: dict[str, Form], tmp_path: Path) -> None:
    made = {f"{agency}.docx": docx(season[agency]) for agency in KINDS}
    made |= {f"{agency}-viet.docx": docx(written(season[agency])) for agency in ("SNV", "HND")}
    made |= {TEMPLATE[0]: TEMPLATE[1], "trong.docx": docx(season["HND"].model_copy(update={"coordinated": ()}))}
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    command = [sys.executable, str(CHECKER), "--warn-as-error", *(str(tmp_path / name) for name in made)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("text", ["30/12/2026", "Quý IV/2026", "Tháng 12/2026"])
def test_a_time_is_never_broken_in_its_column(text: str) -> None:
    """«30/6/202» stood above «6»."""
    for columns in COLUMNS.values():
        room = next(column.width for column in columns if column.key == "thoi_han") - 2 * 40 / MM
        assert max(text_width(part, 11) for part in ([text] if "Tháng" not in text else text.split())) < room
        assert sum(column.width for column in columns) == 252


def test_each_of_several_times_stands_on_a_line_of_its_own() -> None:
    assert times("Báo cáo 6 tháng: 30/6/2026; báo cáo năm: 30/12/2026") == "Báo cáo 6 tháng: 30/6/2026;\nbáo cáo năm: 30/12/2026"
    assert times("- Quý II/2026. - Quý IV/2026.") == "- Quý II/2026.\n- Quý IV/2026."
    assert times("Quý IV/2026") == "Quý IV/2026"
