"""Marks: hidden bookmarks and paragraph ids, each once, none in an empty paragraph."""

import re

from kehoach_gen.office.marks import BODY, ROW, Placer, marked, paragraph_id, place_marks, without_marks


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="X"/></w:pPr>{"".join(runs)}</w:p>'


def names(xml: str) -> list[str]:
    return re.findall(r'w:name="([^"]*)"', xml)


def test_a_marked_text_stands_between_its_bookmarks() -> None:
    xml = place_marks(paragraph(run(marked("chữ", BODY, "b01"))))
    assert names(xml) == ["_kh1_b_b01", "_kh1_b_b01_e"]
    inside = re.search(r'<w:bookmarkStart w:id="1"[^>]*/>(.*?)<w:bookmarkEnd w:id="1"/>', xml)
    assert inside is not None
    assert inside[1] == run("chữ")


def test_what_the_template_writes_beside_the_value_stays_outside_and_keeps_its_look() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    xml = place_marks(paragraph(run(f"a) {marked('chữ', BODY, 'b01')};", bold)))
    bare = re.sub(r' w14:paraId="[^"]*"', "", xml)
    assert re.sub(r"<w:bookmark[^>]*>", "|", bare).split("|") == [
        paragraph(run("a) ", bold)).removesuffix("</w:p>"),
        run("chữ", bold),
        "",
        "",
        run(";", bold) + "</w:p>",
    ]


def test_the_paragraph_and_the_row_get_ids_word_accepts() -> None:
    row = "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>" + paragraph(run(marked("a", ROW, "n01"))) + "</w:tc><w:tc>"
    xml = place_marks(row + paragraph(run(marked("việc", ROW, "n01", part="n"))) + "</w:tc></w:tr>")
    ids = [int(id, 16) for id in re.findall(r'w14:paraId="([0-9A-F]{8})"', xml)]
    assert ids == [paragraph_id("_kh1_r_n01_tr"), paragraph_id("_kh1_r_n01"), paragraph_id("_kh1_r_n01_n")]
    assert all(0 < id < 0x80000000 for id in ids)
    assert xml.startswith('<w:tr w14:paraId="')
    assert "<w:cantSplit/>" in xml


def test_a_row_too_high_for_a_page_may_break() -> None:
    row = (
        "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>" + paragraph(run(marked("a", ROW, "n01", may_split=True))) + "</w:tc></w:tr>"
    )
    assert "<w:cantSplit/>" not in place_marks(row)
    assert "<w:cantSplit/>" in place_marks(row.replace("!s", "!"))


def test_a_value_printed_twice_is_marked_once() -> None:
    value = marked("chữ", BODY, "b01")
    xml = place_marks(paragraph(run(value)) + paragraph(run(value)))
    assert names(xml) == ["_kh1_b_b01", "_kh1_b_b01_e"]
    assert xml.count("w14:paraId") == 1
    assert "\x01" not in xml


def test_two_marks_in_one_run_are_two_pairs_of_bookmarks() -> None:
    xml = place_marks(paragraph(run(f"{marked('Sơn La', 'm', 'a')}, {marked('ngày', 'm', 'b')}")))
    assert names(xml) == ["_kh1_m_a", "_kh1_m_a_e", "_kh1_m_b", "_kh1_m_b_e"]
    assert "".join(re.findall(r"<w:t[^>]*>([^<]*)", xml)) == "Sơn La, ngày"


def test_a_mark_survives_a_filter_of_the_template() -> None:
    xml = place_marks(paragraph(run(marked("chữ", BODY, "b01").upper())))
    assert names(xml)[0] == "_kh1_b_b01"
    assert "CHỮ" in xml


def test_an_empty_text_has_no_mark() -> None:
    assert marked("", BODY, "b01") == ""


def test_the_last_paragraph_can_be_kept_with_the_next_one() -> None:
    xml = place_marks(paragraph(run(marked("chữ", BODY, "b01", keep_next=True))))
    assert '<w:pStyle w:val="X"/><w:keepNext/>' in xml


def test_a_piece_placed_elsewhere_is_taken_where_its_names_are_new() -> None:
    first, second = (paragraph(run(marked("chữ", BODY, id))) for id in ("b01", "b02"))
    whole, apart = Placer(), Placer()
    text = apart.placed(first)
    elsewhere = Placer(apart.next_id)
    assert text + elsewhere.placed(second) == whole.placed(first) + whole.placed(second)
    assert apart.takes(elsewhere)
    assert vars(apart) == vars(whole)
    assert not apart.takes(elsewhere)


def test_without_marks_nothing_but_the_text_is_left() -> None:
    assert without_marks(paragraph(run(f"a) {marked('chữ', BODY, 'b01')}"))) == paragraph(run("a) chữ"))
