"""The page for the portal: the words of the Word file, a page that everybody can read, what it says of itself."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from unicodedata import normalize

import pytest

from conftest import plan_from
from kehoach_gen.plan.model import Appendix, Area, Block, Column, Plan, Task
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.plan.to_html import CAPTION, to_html
from reading import Document, W, text_of

MakerOf = Callable[[Plan], Maker]
VOID = {"meta", "link", "br"}
UNPRINTED = {"head", "nav", "caption"}
"""What stands on the page and not in the Word file."""
SMALL = """\
ma: nho-2023
co_quan: {chu_quan: UBND tỉnh Sơn La, ten: Sở Nội vụ, ky_hieu: SNV}
so: "5"
ngay_ban_hanh: 2/1/2023
dia_danh: Sơn La
trich_yeu: Kiểm tra < 5% hồ sơ & "thủ tục"
noi_dung:
  - khoan: "Kiểm tra <b>hồ sơ</b> & </script>."
nguoi_ky: {chuc_vu: Giám đốc, ho_ten: Nguyễn Văn An}
noi_nhan: [Sở Tư pháp]
"""


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    parents: tuple[str, ...]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """A page taken apart; fails where a tag is not closed in its turn."""

    content: bytes
    elements: list[Element] = field(default_factory=list)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []
        self.feed(self.content.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), tuple(parent.tag for parent in self.open))
        assert len(element.attributes) == len(attrs), "an attribute twice"
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)
        self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag
        if tag != "strong":
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data
        if not UNPRINTED & {element.tag for element in self.open} and not any(
            element.attributes.get("class") == "bo-qua" for element in self.open
        ):
            self.words += data

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]


def page_of(maker: Maker) -> Page:
    return Page(to_html(maker.plan, maker.law, maker.name_of))


def words_of(text: str) -> list[str]:
    return text.split()


def word_file(maker: Maker) -> list[str]:
    """The words of `ban-hanh.docx`, in reading order."""
    return words_of(" ".join(map(text_of, Document(maker.bundle_docx()).root.iter(f"{W}p"))))


@pytest.fixture(scope="module")
def issued(sample_plan: Plan) -> Plan:
    return sample_plan.model_copy(update={"number": "151", "issued": "15/6/2023"})


@pytest.fixture(scope="module")
def page(issued: Plan, maker_of: MakerOf) -> Page:
    return page_of(maker_of(issued))


@pytest.fixture
def many(issued: Plan) -> Plan:
    """Every kind of paragraph, two appendices, added columns, an area without a name."""
    kinds = ("phan", "muc", "khoan_tieu_de", "khoan", "diem", "diem", "gach", "cong", "doan", "muc", "phan", "khoan_tieu_de")
    blocks = tuple(Block(kind=kind, text=f"đoạn {index} có Phụ lục I, II") for index, kind in enumerate(kinds))
    task = Task(text="Việc\n- ý một", leads=("SNV",), deadline="Quý I/2023", note="a < b", extra={"kinh_phi": "5 triệu"})
    appendices = (
        Appendix(title="Phân công", columns=(Column(id="kinh_phi", title="Kinh phí & nguồn"),), areas=(Area(tasks=(task,)),)),
        Appendix(areas=(Area(name="Thể chế", tasks=(task.model_copy(update={"extra": {}}),) * 3),)),
    )
    return issued.model_copy(
        update={"body": blocks, "appendices": appendices, "bases": ("Luật Tổ chức chính quyền địa phương; ", "Nghị định")}
    )


def test_the_words_of_the_page_are_those_of_the_word_file(issued: Plan, maker_of: MakerOf, page: Page) -> None:
    assert words_of(page.words) == word_file(maker_of(issued))


def test_so_are_those_of_a_plan_with_everything_in_it(many: Plan, maker_of: MakerOf) -> None:
    maker = maker_of(many)
    assert words_of(page_of(maker).words) == word_file(maker)


def test_so_are_those_of_a_draft_of_a_department(maker_of: MakerOf) -> None:
    for text in (SMALL, SMALL.replace('so: "5"\n', "").replace("2/1/2023", "6/2023")):
        maker = maker_of(plan_from(text))
        assert words_of(page_of(maker).words) == word_file(maker)


@pytest.mark.parametrize("which", ["issued", "many"])
def test_headings_follow_one_another_without_a_gap_under_one_title(
    which: str, request: pytest.FixtureRequest, maker_of: MakerOf
) -> None:
    found = page_of(maker_of(request.getfixturevalue(which)))
    levels = [int(element.tag[1]) for element in found.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(level <= before + 1 for before, level in pairwise(levels))


def test_parts_sections_and_titled_clauses_are_headings_of_falling_rank(many: Plan, maker_of: MakerOf) -> None:
    found = [(element.tag, element.attributes.get("class")) for element in page_of(maker_of(many)).all("h2", "h3", "h4")]
    assert found == [
        ("h2", "phan"),
        ("h3", "muc"),
        ("h4", "khoan_tieu_de"),
        ("h3", "muc"),
        ("h2", "phan"),
        ("h3", "khoan_tieu_de"),
        ("h2", None),
        ("h2", None),
    ]


def test_no_id_stands_twice_and_every_link_leads_to_one(many: Plan, maker_of: MakerOf) -> None:
    found = page_of(maker_of(many))
    ids = Counter(element.attributes["id"] for element in found.elements if "id" in element.attributes)
    assert set(ids.values()) == {1}
    links = [str(element.attributes["href"]) for element in found.all("a")]
    assert links[0] == "#noi-dung", "the first thing on the page leads past the head"
    named = [str(e.attributes["aria-labelledby"]) for e in found.elements if "aria-labelledby" in e.attributes]
    assert {link.removeprefix("#") for link in links} | set(named) <= set(ids)


def test_every_table_has_a_caption_and_every_heading_of_it_a_scope(many: Plan, maker_of: MakerOf) -> None:
    found = page_of(maker_of(many))
    assert [element.text.strip() for element in found.all("caption")] == [CAPTION] * len(found.all("table")) == [CAPTION] * 2
    scopes = {element.attributes.get("scope") for element in found.all("th")}
    assert scopes == {"col", "colgroup", "row", "rowgroup"}


def test_every_row_of_a_table_is_as_wide_as_the_others(many: Plan, maker_of: MakerOf) -> None:
    rows = re.findall(r"<tr .*?</tr>", to_html(many, (maker := maker_of(many)).law, maker.name_of).decode(), re.DOTALL)
    widths = []
    for row in rows:
        spans = [int(found or 1) for found in re.findall(r'<t[hd][^>]*?(?:colspan="(\d+)")?>', row)]
        widths.append(sum(spans))
    assert widths == [7, 2, 7, 6, 2, 6, 6, 6, 6]


def test_it_has_its_landmarks_its_language_and_fits_a_phone(page: Page) -> None:
    assert page.elements[0].attributes == {"lang": "vi"}
    assert [len(page.all(tag)) for tag in ("header", "nav", "main")] == [1, 1, 1]
    assert all("main" in element.parents for element in page.all("h1", "h2", "table"))
    (viewport,) = [e for e in page.all("meta") if e.attributes.get("name") == "viewport"]
    assert viewport.attributes["content"] == "width=device-width, initial-scale=1"
    (style,) = page.all("style")
    assert "@media print" in style.text
    assert "max-width: 48rem" in style.text


def test_on_a_phone_each_cell_says_what_column_it_is_of(page: Page) -> None:
    task = [e.attributes.get("data-cot") for e in page.all("td") if "data-cot" in e.attributes][:4]
    assert task == ["Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Ghi chú"]
    roles = {(e.tag, e.attributes.get("role")) for e in page.all("table", "thead", "tbody", "tr", "th", "td")}
    assert roles == {
        ("table", "table"),
        ("thead", "rowgroup"),
        ("tbody", "rowgroup"),
        ("tr", "row"),
        ("th", "columnheader"),
        ("th", "rowheader"),
        ("td", "cell"),
    }


def test_nothing_is_fetched_and_no_script_runs(page: Page) -> None:
    assert [e.attributes for e in page.all("script")] == [{"type": "application/ld+json"}]
    assert page.all("img", "iframe", "object", "video", "audio") == []
    assert [e.attributes["rel"] for e in page.all("link")] == ["schema.DCTERMS"]
    assert not re.search(rb"url\(|@import|\bon\w+=", page.content)
    assert not any("src" in e.attributes or "style" in e.attributes for e in page.elements)


def test_it_says_what_it_is_in_dublin_core(page: Page) -> None:
    known = {str(e.attributes["name"]): e.attributes["content"] for e in page.all("meta") if "name" in e.attributes}
    assert known["DCTERMS.type"] == "Kế hoạch"
    assert known["DCTERMS.identifier"] == "151/KH-UBND"
    assert known["DCTERMS.issued"] == "2023-06-15"
    assert known["DCTERMS.publisher"] == "Ủy ban nhân dân tỉnh Sơn La"
    assert known["DCTERMS.creator"] == "Chủ tịch Ủy ban nhân dân tỉnh Sơn La"
    assert known["DCTERMS.contributor"] == "Hoàng Quốc Khánh (Chủ tịch), người ký"
    assert known["DCTERMS.valid"] == "start=2023-06-15; end=2023-12-31; scheme=W3C-DTF"
    assert str(known["DCTERMS.abstract"]).startswith("Tăng cường thực hiện")


def test_it_says_so_to_search_engines_too(page: Page) -> None:
    data = json.loads(page.all("script")[0].text)
    assert (data["@context"], data["@type"]) == ("https://schema.org", "Legislation")
    assert (data["legislationType"], data["legislationIdentifier"]) == ("Kế hoạch", "151/KH-UBND")
    assert (data["legislationDate"], data["expires"]) == ("2023-06-15", "2023-12-31")
    assert data["temporalCoverage"] == "2023-01-01/2023-12-31"
    assert data["legislationPassedBy"]["name"] == "Chủ tịch Ủy ban nhân dân tỉnh Sơn La"
    assert data["author"] == {"@type": "Person", "name": "Hoàng Quốc Khánh", "jobTitle": "Chủ tịch"}


def test_a_draft_claims_neither_number_nor_day(sample_plan: Plan, maker_of: MakerOf) -> None:
    found = page_of(maker_of(sample_plan))
    names = {e.attributes.get("name") for e in found.all("meta")}
    assert not {"DCTERMS.identifier", "DCTERMS.issued", "DCTERMS.valid"} & names
    data = json.loads(found.all("script")[0].text)
    assert not {"legislationIdentifier", "legislationDate", "expires"} & set(data)
    assert data["creativeWorkStatus"] == "Dự thảo"


def test_signs_of_html_in_a_text_stay_text(maker_of: MakerOf) -> None:
    found = page_of(maker_of(plan_from(SMALL)))
    assert "Kiểm tra <b>hồ sơ</b> & </script>./." in found.words
    assert found.all("title")[0].text.strip() == 'Kế hoạch số 05/KH-SNV: Kiểm tra < 5% hồ sơ & "thủ tục"'
    assert json.loads(found.all("script")[0].text)["abstract"] == 'Kiểm tra < 5% hồ sơ & "thủ tục"'
    assert not re.search(rb"[\x00-\x08]", found.content)


def test_the_same_plan_gives_the_same_bytes_in_composed_letters(issued: Plan, maker_of: MakerOf, page: Page) -> None:
    loose = Plan.model_validate_json(normalize("NFD", issued.model_dump_json(by_alias=True)))
    assert page_of(maker_of(issued)).content == page.content
    maker = maker_of(issued)
    assert to_html(loose, maker.law, maker.name_of) == page.content
