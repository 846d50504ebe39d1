"""The contract of templates: what is wrong in one is found before it is filled, at its place."""

import pytest

from kehoach_gen.office.contract import Offer, template_problems
from kehoach_gen.office.word import Page, Style, cell, document, paragraph, row, table
from kehoach_gen.problem import Problem

OFFERS = {
    "ten": Offer("tên", required=True),
    "muc": Offer("các mục", {"chu": Offer("chữ"), "con": Offer("các con", many=True)}, many=True),
    "cot": Offer("cột thêm", open=True),
}
NAME = paragraph("Chu", "{{ ten }}")


def template(*parts: str) -> bytes:
    page, style, number = Page(210, 297, 20, 20, 30, 15, 10), Style("Chu", "Chữ", 14), Style("SoTrang", "Số trang", 14)
    return document("".join(parts), page, (style,), size=14, page_number=number)


def problems(*parts: str) -> list[Problem]:
    return template_problems(template(*parts), "m.docx", OFFERS)


def p(text: str) -> str:
    return paragraph("Chu", text)


def test_a_right_template_has_no_problem() -> None:
    loop = (
        p("{%p for m in muc %}"),
        p("{{ m.chu }} {{ loop.index }}"),
        p("{%p for c in m.con %}"),
        p("{{ c }}"),
        p("{%p endfor %}"),
        p("{%p endfor %}"),
    )
    assert problems(NAME, *loop, p("{% if ten == “Sơn La” %}{{ cot.kinh_phi }}{% else %}-{% endif %}"), p("{# ghi chú #}")) == []


@pytest.mark.parametrize(
    ("parts", "code", "place", "words"),
    [
        ((NAME, p("{{ tenn }}")), "ten-la-trong-mau", "m.docx, đoạn 2", "có phải ý là «ten»?"),
        (
            (NAME, p("{%p for m in muc %}"), p("{{ m.chuu }}"), p("{%p endfor %}")),
            "ten-la-trong-mau",
            "m.docx, đoạn 3",
            "có phải ý là «chu»?",
        ),
        ((NAME, p("{{ m.chu }}")), "ten-la-trong-mau", "m.docx, đoạn 2", "các tên dùng được"),
        ((NAME, p("{%p for m in muc %}"), p("{{ m.chu }}")), "khoi-chua-dong", "m.docx, đoạn 2", "thêm thẻ endfor"),
        ((NAME, p("{%p endif %}")), "dong-sai-khoi", "m.docx, đoạn 2", "xem lại thứ tự"),
        ((NAME, p("{{ ten }")), "the-bi-cat", "m.docx, đoạn 2", "gõ lại cả thẻ"),
        ((NAME, p("{{ ten"), p("}}")), "the-bi-cat", "m.docx, đoạn 2", "gõ lại cả thẻ"),
        ((NAME, p("{{ ten | }}")), "the-sai-cu-phap", "m.docx, đoạn 2", "mẫu gốc"),
        ((NAME, p("{% include 'x' %}")), "the-la", "m.docx, đoạn 2", "dùng for, if"),
        ((NAME, p("Chữ sẽ mất {%p if ten %}"), p("{%p endif %}")), "the-khong-dung-rieng", "m.docx, đoạn 2", "để thẻ một mình"),
        ((p("không có tên"),), "mau-thieu-ten", "m.docx", "thêm {{ ten }}"),
    ],
)
def test_each_fault_is_named_with_place_and_hint(parts: tuple[str, ...], code: str, place: str, words: str) -> None:
    found = problems(*parts)
    assert (found[0].code, str(found[0].place)) == (code, place)
    assert words in found[0].hint


def test_a_place_in_a_table_is_named_by_row_and_cell() -> None:
    content = table((row(cell(p("A"), 100), cell(p("{{ sai }}"), 100)),), (100, 100), borders=True)
    (found,) = problems(NAME, content)
    assert str(found.place) == "m.docx, bảng 1, hàng 1, ô 2"


def test_a_cell_in_a_content_control_keeps_its_number() -> None:
    control = "<w:sdt><w:sdtContent>" + cell(p("{{ sai }}"), 100) + "</w:sdtContent></w:sdt>"
    content = table((row(cell(p("A"), 100)), row(cell(p("B"), 100), control)), (100, 100), borders=True)
    inner = table((row(cell(p("{{ sai }}"), 100)),), (100,), borders=True)
    found = problems(NAME, content, table((row(cell(inner + p("C"), 100)),), (100,), borders=True))
    assert [str(problem.place) for problem in found] == ["m.docx, bảng 1, hàng 2, ô 2", "m.docx, bảng 3, hàng 1, ô 1"]


@pytest.mark.parametrize("damaged", [cell(p("{{ ten }}"), 100), row(cell(p("{{ ten }}"), 100))])
def test_a_cell_outside_any_table_is_no_word_file(damaged: str) -> None:
    (found,) = problems(damaged)
    assert (found.code, str(found.place)) == ("khong-phai-word", "m.docx")


def test_text_beside_a_row_tag_would_vanish_and_is_reported() -> None:
    rows = (row(cell(p("{%tr for m in muc %}"), 100), cell(p("chữ"), 100)), row(cell(p("{%tr endfor %}"), 200, span=2)))
    (found,) = problems(NAME, table(rows, (100, 100), borders=True))
    assert (found.code, "«chữ»" in found.message) == ("the-khong-dung-rieng", True)


def test_all_faults_are_reported_at_once() -> None:
    assert len(problems(NAME, p("{{ a }}"), p("{{ b }}"), p("{%p if ten %}"))) == 3


def test_what_is_no_word_file_is_one_problem() -> None:
    (found,) = template_problems(b"xin chao", "m.docx", OFFERS)
    assert (found.code, found.place.file) == ("khong-phai-tep-office", "m.docx")


KINDS = {"ds": Offer("các đoạn", {"loai": Offer("loại", values=("muc", "phan")), "chu": Offer("chữ")}, many=True)}


def test_a_value_that_never_comes_would_lose_its_text_and_is_reported() -> None:
    tags = (
        "{%p for d in ds %}",
        "{%p if d.loai == 'muc' %}",
        "{{ d.chu }}",
        "{%p elif d.loai == 'phần' %}",
        "{%p endif %}",
        "{%p endfor %}",
    )
    found = template_problems(template(*map(p, tags)), "m.docx", KINDS)
    assert [problem.code for problem in found] == ["gia-tri-la-trong-mau", "mau-thieu-gia-tri"]
    assert (str(found[0].place), found[0].hint) == ("m.docx, đoạn 4", "có phải ý là 'phan'?")
    assert "'phan'" in found[1].message
