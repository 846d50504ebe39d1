"""The report's workbook: figures that are formulas over the answers, and give what the report says."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from small_report import REPORT

from kehoach_gen.office.package import read_zip, write_zip
from kehoach_gen.report.model import OUTCOMES, Tally
from kehoach_gen.report.to_xlsx import to_xlsx

SOFFICE = shutil.which("soffice")
SHEETS = ["Tổng hợp", "Theo nhiệm vụ", "Theo cơ quan", "Số liệu gốc", "Khó khăn, kiến nghị", "Cần thống nhất"]
EMPTY = replace(REPORT, areas=(), agencies=(), tiers=(), problems=())
Row = dict[str, Any]
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="chưa cài LibreOffice (soffice)")


class Read:
    """The workbook as another program reads it: the formulas, and the values beside them."""

    def __init__(self, content: bytes) -> None:
        self.formulas: Workbook = load_workbook(io.BytesIO(content))
        self.values: Workbook = load_workbook(io.BytesIO(content), data_only=True)

    def rows(self, title: str, head: int = 3) -> list[Row]:
        """The rows below the headings in row `head`, down to the first empty one, by their headings."""
        lines = list(self.values[title].iter_rows(min_row=head, values_only=True))
        end = next((index for index, line in enumerate(lines) if not any(line)), len(lines))
        return [dict(zip(map(str, lines[0]), line, strict=True)) for line in lines[1:end]]

    def table(self, title: str) -> list[Row]:
        """The rows of a table of «Tổng hợp»."""
        found = next(cell for (cell,) in self.values["Tổng hợp"]["A1:A200"] if str(cell.value or "").endswith(title))
        return self.rows("Tổng hợp", found.row + 1)

    def calculated(self) -> Iterator[tuple[str, str, str, Any]]:
        """(sheet, cell, formula, value)."""
        for sheet in self.formulas:
            for line in sheet.iter_rows():
                for cell in line:
                    if cell.data_type == "f":
                        value = self.values[sheet.title][cell.coordinate].value
                        yield sheet.title, cell.coordinate, str(cell.value), value

    def named(self, name: str) -> list[Any]:
        """What stands in the cells of a named column."""
        sheet, cells = next(iter(self.formulas.defined_names[name].destinations))
        return [cell.value for (cell,) in self.values[sheet][cells]]

    def count_ifs(self, sheet: str, arguments: str) -> int:
        """COUNTIFS over named columns: the rows in which each column holds its criterion."""
        names, criteria = arguments.split(",")[::2], arguments.split(",")[1::2]
        wanted = [self.values[sheet][c.replace("$", "")].value if re.match(r"\$?[A-Z]", c) else int(c) for c in criteria]
        return sum(list(row) == wanted for row in zip(*map(self.named, names), strict=True))


@pytest.fixture(scope="module")
def book() -> Read:
    return Read(to_xlsx(REPORT))


def counts(row: Row) -> Tally:
    assert row["Tổng số"] == sum(row[words[:1].upper() + words[1:]] for words in OUTCOMES.values())
    assert row["Kiểm tra"] == "khớp"
    states = (row[words[:1].upper() + words[1:]] for words in OUTCOMES.values())
    return Tally(*states, row["Chưa có báo cáo"])


# What is shown


def test_the_sheets_stand_in_this_order(book: Read) -> None:
    assert book.formulas.sheetnames == SHEETS


def test_all_duties_and_all_tasks_are_counted(book: Read) -> None:
    duties, tasks = book.table("Toàn kỳ")
    assert counts(duties) == REPORT.tally == Tally(1, 1, 2, 1, unreported=2)
    assert counts(tasks) == Tally(0, 0, 2, 1, unreported=1)


def test_areas_and_tiers_are_counted_and_add_up(book: Read) -> None:
    *areas, total = book.table("Lượt nhiệm vụ theo lĩnh vực")
    assert [(row["TT"], row["Lĩnh vực"]) for row in areas] == [(1, "Cải cách thể chế"), (2, "Cải cách tổ chức bộ máy")]
    assert [counts(row) for row in areas] == [area.tally for area in REPORT.areas]
    assert counts(total) == REPORT.tally
    assert [counts(row) for row in book.table("Nhiệm vụ theo lĩnh vực")[:-1]] == [area.task_tally for area in REPORT.areas]
    tiers = book.table("Lượt nhiệm vụ theo nơi tổng hợp")
    assert [(row["Mã"], counts(row)) for row in tiers[:-1]] == [(tier.id or "chính cơ quan", tier.tally) for tier in REPORT.tiers]
    assert counts(tiers[-1]) == REPORT.tally


def test_who_has_sent_is_counted_by_tier(book: Read) -> None:
    rows = book.table("Gửi báo cáo theo nơi tổng hợp")
    assert [[row[title] for title in ("Số cơ quan", "Đúng hạn", "Chậm", "Chưa gửi")] for row in rows] == [
        [2, 0, 1, 1], [1, 1, 0, 0], [3, 1, 1, 1],
    ]  # fmt: skip
    assert [row["Tỷ lệ đã gửi"] for row in rows] == [0.5, 1, 2 / 3]


def test_tasks_are_counted_with_their_state(book: Read) -> None:
    *tasks, total = book.rows("Theo nhiệm vụ")
    assert [counts(row) for row in tasks] == [task.tally for task in REPORT.tasks]
    assert [row["Trạng thái"] for row in tasks] == [
        "Quá hạn", "Chưa xác định cơ quan chủ trì", "Đang thực hiện trong hạn", "Đang thực hiện trong hạn",
    ]  # fmt: skip
    assert [row["Tỷ lệ hoàn thành"] for row in tasks] == [0.5, None, 0.5, 0]
    assert (total["Lĩnh vực"], counts(total)) == ("Tổng cộng", REPORT.tally)


def test_agencies_are_counted(book: Read) -> None:
    *agencies, total = book.rows("Theo cơ quan")
    assert [(row["Mã cơ quan"], counts(row)) for row in agencies] == [(agency.id, agency.tally) for agency in REPORT.agencies]
    assert [row["Gửi báo cáo"] for row in agencies] == ["Đúng hạn", "Chậm", "Chưa gửi"]
    assert agencies[0]["Ngày nhận"] == datetime(2023, 9, 18)
    assert counts(total) == REPORT.tally


def test_every_line_of_a_duty_stands_with_its_file_and_cell(book: Read) -> None:
    rows = book.rows("Số liệu gốc")
    assert len(rows) == 6
    assert rows[0] == {
        "Lĩnh vực số": 1, "Lĩnh vực": "Cải cách thể chế", "Mã nhiệm vụ": "n1", "Nhiệm vụ": "1.a", "Nội dung": "Mốc một",
        "Mã cơ quan": "STP", "Cơ quan": "Sở Tư pháp", "Nơi tổng hợp": "SNV", "Hạn": datetime(2023, 9, 30),
        "Trạng thái": "Hoàn thành đúng hạn", "Lượt": 1, "Trạng thái của lượt": "Quá hạn", "Lượt chưa có báo cáo": None,
        "Tiến độ": "Đã hoàn thành", "Kết quả thực hiện trong kỳ": "- Đã ban hành", "Số, ký hiệu văn bản": "=12/KH",
        "Ngày văn bản": "01/9/2023", "Số liệu": "01",
        "Kỳ trả lời": "2023-Q3", "Tệp": "0007-so-tu-phap.xlsx", "Vị trí trong tệp": "Nhiệm vụ chủ trì!H6",
    }  # fmt: skip
    assert (rows[1]["Trạng thái"], rows[1]["Lượt"], rows[1]["Trạng thái của lượt"], rows[1]["Tệp"]) == (
        "Quá hạn",
        None,
        None,
        None,
    )
    assert rows[3]["Kỳ trả lời"] == "2023-H1"
    assert rows[3]["Vị trí trong tệp"] == "bảng 1, hàng 5, ô 6"
    assert (rows[4]["Hạn"], rows[4]["Lượt chưa có báo cáo"]) == ("Thường xuyên", 1)


def test_difficulties_and_proposals_stand_in_the_words_of_the_agency(book: Read) -> None:
    rows = [tuple(row.values()) for row in book.rows("Khó khăn, kiến nghị")]
    assert rows == [
        ("1.a", "Việc n1", "STP", "Sở Tư pháp", "Khó khăn, vướng mắc", "Thiếu người.", "2023-Q3", "0007-so-tu-phap.xlsx",
         "Nhiệm vụ chủ trì!K6"),
        ("1.a", "Việc n1", "SNV", "Sở Nội vụ", "Kiến nghị, đề xuất", "=Bổ sung", "2023-H1", "0002-xa-mot.docx",
         "bảng 1, hàng 5, ô 6"),
        ("Chung", None, "STP", "Sở Tư pháp", "Khó khăn, vướng mắc chung", "Thiếu kinh phí.", "2023-Q3", "0007-so-tu-phap.xlsx",
         "Ý kiến chung!C7"),
    ]  # fmt: skip


def test_what_does_not_fit_stands_with_its_place_and_hint(book: Read) -> None:
    assert [tuple(row.values()) for row in book.rows("Cần thống nhất")] == [
        (1, "Tổng số 5 không bằng các phần: 2 + 2 = 4.", "0007-so-tu-phap.xlsx", "Nhiệm vụ chủ trì!K6", "xem lại các số.")
    ]


# How it is reckoned


def test_every_count_is_a_formula_that_gives_what_it_shows(book: Read) -> None:
    found = [
        (sheet, place, book.count_ifs(sheet, match[1]), value)
        for sheet, place, formula, value in book.calculated()
        if (match := re.fullmatch(r"=COUNTIFS\((.*)\)", formula))
    ]
    assert [one for one in found if one[2] != one[3]] == []
    assert len(found) == 6 * (2 + 2 + 2 + 2 + 4 + 3) + 4 * 2
    assert sum(value for _, _, _, value in found) > 50


def test_no_figure_of_the_first_sheets_is_typed(book: Read) -> None:
    for title in SHEETS[:3]:
        columns = {
            cell.column_letter
            for line in book.formulas[title].iter_rows()
            for cell in line
            if cell.value in ("Tổng số", "Kiểm tra")
        }
        first, last = sorted(columns)[0], sorted(columns)[-1]
        for line in book.formulas[title][f"{first}4:{last}60"]:
            assert all(cell.data_type == "f" or isinstance(cell.value, str | None) for cell in line)


def recalculated(content: bytes, folder: Path) -> Read:
    """The workbook as LibreOffice reckons it, all values having been taken out."""
    members = read_zip(content, "bao-cao.xlsx")
    bare = {name: re.sub(rb"</f><v>[^<]*</v>", b"</f>", xml) for name, xml in members.items()}
    (folder / "bao-cao.xlsx").write_bytes(write_zip(bare))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder / "ra"),
        str(folder / "bao-cao.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return Read((folder / "ra" / "bao-cao.xlsx").read_bytes())


@needs_libreoffice
def test_libreoffice_reckons_the_same(book: Read, tmp_path: Path) -> None:
    again = recalculated(to_xlsx(REPORT), tmp_path)
    wrong = [
        (sheet, place, formula, value, found)
        for sheet, place, formula, value in book.calculated()
        if (found := again.values[sheet][place].value) != value and (found or value) and found != pytest.approx(value)
    ]
    assert wrong == []


@needs_libreoffice
def test_a_state_that_is_none_of_the_four_makes_the_check_fail(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(to_xlsx(REPORT)))
    assert book["Số liệu gốc"]["L4"].value == "Quá hạn"
    book["Số liệu gốc"]["L4"] = "Đã xong"
    spoilt = io.BytesIO()
    book.save(spoilt)
    duties, _ = recalculated(spoilt.getvalue(), tmp_path).table("Toàn kỳ")
    assert (duties["Tổng số"], duties["Quá hạn"], duties["Kiểm tra"]) == (5, 0, "lệch")


# What it looks like


def test_tables_can_be_filtered_and_their_headings_stay_in_sight_and_on_every_page(book: Read) -> None:
    for title in SHEETS[1:]:
        sheet = book.formulas[title]
        assert str(sheet.freeze_panes).endswith("4")
        assert sheet.print_title_rows == "$3:$3"
        first, last = str(sheet.auto_filter.ref).split(":")
        assert first == "A3"
        assert re.sub("[A-Z]+", "", last) == str(3 + len(book.rows(title)) - (title in SHEETS[1:3]))


def test_every_sheet_is_printed_one_a4_page_wide_across(book: Read) -> None:
    for sheet in book.formulas:
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_shares_are_shown_with_one_decimal(book: Read) -> None:
    sheet = book.formulas["Theo nhiệm vụ"]
    titles = [cell.value for cell in sheet[3]]
    cell = sheet.cell(4, 1 + titles.index("Tỷ lệ hoàn thành"))
    assert cell.number_format.endswith("0.0%")
    assert cell.font.name == "Times New Roman"


def test_the_number_of_a_task_leads_to_its_answers(book: Read) -> None:
    links = {cell.value: cell.hyperlink.location for (cell,) in book.formulas["Theo nhiệm vụ"]["D4:D7"] if cell.hyperlink}
    assert links == {"1.a": "'Số liệu gốc'!D4", "2.a": "'Số liệu gốc'!D7", "2.b": "'Số liệu gốc'!D9"}
    assert [book.values["Số liệu gốc"][f"D{row}"].value for row in (4, 7, 9)] == ["1.a", "2.a", "2.b"]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_xlsx(REPORT) == to_xlsx(REPORT)


def test_a_report_of_nothing_counts_nothing() -> None:
    book = Read(to_xlsx(EMPTY))
    duties, tasks = book.table("Toàn kỳ")
    assert counts(duties) == counts(tasks) == Tally()
    assert book.rows("Số liệu gốc") == []


@needs_libreoffice
def test_libreoffice_reckons_nothing_of_a_report_of_nothing(tmp_path: Path) -> None:
    duties, tasks = recalculated(to_xlsx(EMPTY), tmp_path).table("Toàn kỳ")
    assert counts(duties) == counts(tasks) == Tally()
