"""A chart put into a Word file: its parts, its values, where it stands, what it tells those who cannot see it."""

import io
import zipfile

import openpyxl
import pytest
from lxml import etree

from kehoach_gen.office.chart import PLACE, Chart, Series, add_chart
from kehoach_gen.office.word import Page, Style, document, paragraph
from reading import Document, W

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = Chart(
    "Tiến độ",
    "Thể chế: xong 3, còn 1; R&D: xong 0, còn 1000",
    ("Thể chế", "R&D"),
    (Series("Xong", (3, 0), "1F4E79", "FFFFFF"), Series("Còn", (1, 1000), "E2E2E2")),
    160,
    60,
)


def made(*texts: str) -> bytes:
    page = Page(210, 297, 20, 20, 30, 15, 10)
    body = "".join(paragraph("Normal", text) for text in texts)
    return document(body, page, (), size=14, page_number=Style("SoTrang", "Số trang", 14))


@pytest.fixture(scope="module")
def drawn() -> Document:
    return Document(add_chart(made("Trước", PLACE, "Sau"), CHART))


def members(content: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_chart_stands_where_its_place_was_and_says_itself_in_words(drawn: Document) -> None:
    before, here, after = drawn.body.findall(f"{W}p")
    inline = here.find(f"{W}r/{W}drawing/{WP}inline")
    assert before.find(f".//{W}drawing") is after.find(f".//{W}drawing") is None
    assert inline.find(f"{WP}docPr").get("descr") == CHART.description
    assert inline.find(f"{WP}extent").get("cx") == str(160 * 36_000)
    assert PLACE not in etree.tostring(drawn.root, encoding="unicode")


def test_the_chart_has_every_value_and_name(drawn: Document) -> None:
    chart = drawn.part("word/charts/chart1.xml")
    series = {
        one.findtext(f"{C}tx//{C}v"): (
            [point.text for point in one.iterfind(f"{C}cat//{C}v")],
            [int(point.text) for point in one.iterfind(f"{C}val//{C}v")],
        )
        for one in chart.iter(f"{C}ser")
    }
    assert series == {"Xong": (["Thể chế", "R&D"], [3, 0]), "Còn": (["Thể chế", "R&D"], [1, 1000])}


def test_a_figure_without_room_is_not_printed_on_its_bar(drawn: Document) -> None:
    hidden = [
        [label.find(f"{C}idx").get("val") for label in one.iter(f"{C}dLbl")]
        for one in drawn.part("word/charts/chart1.xml").iter(f"{C}ser")
    ]
    assert hidden == [["1"], []]


def test_every_part_is_related_and_announced(drawn: Document) -> None:
    names = set(drawn.archive.namelist())
    assert {"word/charts/chart1.xml", "word/charts/_rels/chart1.xml.rels", "word/embeddings/chart1.xlsx"} <= names
    types = drawn.part("[Content_Types].xml")
    assert {"/word/charts/chart1.xml", "/word/embeddings/chart1.xlsx"} <= {part.get("PartName") for part in types}
    targets = {relation.get("Id"): relation.get("Target") for relation in drawn.part("word/_rels/document.xml.rels")}
    assert targets[drawn.root.find(f".//{C}chart").get(f"{R}id")] == "charts/chart1.xml"


def test_the_workbook_behind_it_holds_the_same_figures(drawn: Document) -> None:
    book = openpyxl.load_workbook(io.BytesIO(drawn.archive.read("word/embeddings/chart1.xlsx")))
    rows = [tuple(cell.value for cell in row) for row in book["Sheet1"].iter_rows()]
    assert rows[0][1:] == ("Xong", "Còn")
    assert rows[1:] == [("Thể chế", 3, 1), ("R&D", 0, 1000)]


def test_words_beside_the_place_stay() -> None:
    found = Document(add_chart(made(f"Hình 1: {PLACE} (nguồn: tổng hợp)"), CHART))
    assert found.lines() == ["Hình 1:  (nguồn: tổng hợp)"]
    assert len(list(found.root.iter(f"{W}drawing"))) == 1


def test_a_file_without_the_place_stays_as_it_is() -> None:
    content = made("Không có biểu đồ")
    assert add_chart(content, CHART) == content


def test_a_second_chart_gets_a_part_and_an_id_of_its_own() -> None:
    twice = Document(add_chart(_with_place(add_chart(made(PLACE), CHART)), CHART))
    assert [picture.get("id") for picture in twice.root.iter(f"{WP}docPr")] == ["1", "2"]
    assert "word/charts/chart2.xml" in twice.archive.namelist()


def _with_place(content: bytes) -> bytes:
    parts = members(content)
    more = f"{paragraph('Normal', PLACE)}<w:sectPr>".encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr>", more)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def test_the_same_values_give_the_same_bytes() -> None:
    assert add_chart(made(PLACE), CHART) == add_chart(made(PLACE), CHART)
