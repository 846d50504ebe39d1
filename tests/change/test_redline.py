"""Values that carry changes, as tracked changes and as struck and bold words: WordprocessingML, no plans."""

import datetime
import io
import zipfile

import pytest
from lxml import etree
from resolving import changes, lines, resolved

from kehoach_gen.office.redline import Kind, Revision, Scope, changed, flagged, show, track
from kehoach_gen.office.word import Page, Style, cell, document, paragraph, row, section_end, table
from reading import W

PAGE = Page(210, 297, 20, 20, 30, 15, 10)
WIDE = Page(297, 210, 20, 20, 30, 15, 10)
BY = Revision("Sở Nội vụ", datetime.datetime(2023, 6, 20, 8, 5))


def word_file(body: str, page: Page = PAGE) -> bytes:
    return document(body, page, [Style("P", "P", 14)], size=14, page_number=Style("N", "N", 13))


def gone(text: str) -> str:
    return changed(text, "deleted")


def come(text: str) -> str:
    return changed(text, "inserted")


def root_of(content: bytes) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))


def both(body: str) -> tuple[list[object], list[object]]:
    """What the tracked file says when rejected, and when accepted."""
    content = track(word_file(body), BY)
    rejected, accepted = (lines(resolved(content, accept=accept)) for accept in (False, True))
    return list(rejected), list(accepted)


def test_words_are_tracked_with_author_and_date_and_their_look() -> None:
    body = paragraph("P", f"một {gone('hai')}{come('ba')} bốn").replace("<w:r>", "<w:r><w:rPr><w:i/></w:rPr>")
    content = track(word_file(body), BY)
    assert changes(content) == [("del", "hai"), ("ins", "ba")]
    assert both(body) == (["một hai bốn"], ["một ba bốn"])
    tracked = root_of(content).find(f".//{W}ins")
    assert (tracked.get(f"{W}author"), tracked.get(f"{W}date")) == ("Sở Nội vụ", "2023-06-20T08:05:00Z")
    assert all(run.find(f"{W}rPr/{W}i") is not None for run in root_of(content).iter(f"{W}r"))


def test_without_a_date_none_is_written() -> None:
    tracked = root_of(track(word_file(paragraph("P", come("ba"))), Revision("A"))).find(f".//{W}ins")
    assert dict(tracked.attrib) == {f"{W}id": "1", f"{W}author": "A"}


def test_a_change_may_run_over_a_line_break() -> None:
    body = paragraph("P", f"a{gone('b@c')}d").replace("@", "</w:t><w:br/><w:t>")
    assert both(body) == (["ab cd"], ["ad"])


def test_a_paragraph_that_came_or_went_takes_its_end_and_fixed_words_with_it() -> None:
    body = paragraph("P", "- một") + paragraph("P", f"- {flagged('hai', 'paragraph', 'deleted')};")
    body += paragraph("P", f"- {flagged('ba', 'paragraph', 'inserted')};") + paragraph("P", "- bốn")
    assert both(body) == (["- một", "- hai;", "- bốn"], ["- một", "- ba;", "- bốn"])


def test_the_end_of_a_paragraph_alone_may_come_and_go() -> None:
    body = paragraph("P", flagged("một ", "break", "deleted")) + paragraph("P", "hai")
    assert both(body) == (["một ", "hai"], ["một hai"])


def test_the_last_paragraph_of_a_cell_goes_with_the_end_of_the_one_before_it() -> None:
    inner = paragraph("P", "một") + paragraph("P", flagged("hai", "paragraph", "deleted"))
    body = table([row(cell(inner, 5000))], [5000], borders=True) + paragraph("P")
    assert both(body) == ([("một\nhai",), ""], [("một",), ""])


def test_rows_come_and_go() -> None:
    def two(text: str) -> str:
        return row(cell(paragraph("P", text), 2500), cell(paragraph("P", "ô") + paragraph("P", "hai"), 2500))

    rows = [two("a"), two(flagged("b", "row", "deleted")), two(flagged("c", "row", "inserted"))]
    body = table(rows, [2500, 2500], borders=True) + paragraph("P")
    assert both(body) == ([("a", "ô\nhai"), ("b", "ô\nhai"), ""], [("a", "ô\nhai"), ("c", "ô\nhai"), ""])
    marked = [[child.tag for child in own] for own in root_of(track(word_file(body), BY)).iter(f"{W}trPr")]
    assert marked == [[f"{W}cantSplit"], [f"{W}cantSplit", f"{W}del"], [f"{W}cantSplit", f"{W}ins"]]


def sections(*texts: str, last: Page = WIDE) -> bytes:
    """Each text a section with a table, the first ones wide."""
    parts = [paragraph("P", text) + table([row(cell(paragraph("P", "ô"), 5000))], [5000], borders=True) for text in texts]
    return word_file("".join(part + section_end("P", WIDE) for part in parts[:-1]) + parts[-1] + paragraph("P"), last)


@pytest.mark.parametrize("kind", ["deleted", "inserted"])
@pytest.mark.parametrize("places", [(0,), (1,), (2,), (1, 2)])
def test_sections_come_and_go(kind: Kind, places: tuple[int, ...]) -> None:
    texts = [flagged(text, "section", kind) if place in places else text for place, text in enumerate("abc")]
    content = track(sections(*texts), BY)
    left, all_of_them = (resolved(content, accept=accept) for accept in (kind == "deleted", kind != "deleted"))
    assert lines(all_of_them) == lines(root_of(sections(*"abc")))
    assert lines(left) == lines(root_of(sections(*(text for place, text in enumerate("abc") if place not in places))))
    assert len(list(left.iter(f"{W}sectPr"))) == 3 - len(places)


def test_a_section_before_a_last_one_of_another_format_keeps_its_own() -> None:
    content = track(sections("a", flagged("b", "section", "deleted"), last=PAGE), BY)
    accepted = resolved(content, accept=True)
    assert lines(accepted) == ["a", ("ô",), "", ""]
    assert [size.get(f"{W}orient") for size in accepted.iter(f"{W}pgSz")] == ["landscape", None]


def test_deleted_words_are_shown_struck_and_inserted_ones_bold() -> None:
    root = root_of(show(word_file(paragraph("P", f"một {gone('hai')}{come('ba')}"))))
    looks = [[child.tag.removeprefix(W) for child in run.iterfind(f"{W}rPr/*")] for run in root.iter(f"{W}r")]
    assert looks == [[], ["strike"], ["b", "bCs"]]


def test_the_look_of_shown_words_stands_in_the_order_of_the_schema() -> None:
    body = paragraph("P", gone("a") + come("b")).replace("<w:r>", '<w:r><w:rPr><w:i/><w:sz w:val="20"/></w:rPr>')
    looks = [[child.tag.removeprefix(W) for child in own] for own in root_of(show(word_file(body))).iter(f"{W}rPr")]
    assert looks == [["i", "strike", "sz"], ["b", "bCs", "i", "sz"]]


@pytest.mark.parametrize("scope", ["break", "paragraph", "row", "section"])
def test_no_sign_is_left_in_the_file(scope: Scope) -> None:
    content = track(word_file(paragraph("P", flagged(come("a"), scope, "inserted")) + paragraph("P")), BY)
    assert not any("\ufdd0" <= letter <= "\ufdef" for letter in etree.tostring(root_of(content), encoding="unicode"))


def test_a_file_without_changes_says_what_it_said() -> None:
    content = word_file(paragraph("P", "một"))
    assert lines(root_of(track(content, BY))) == ["một"]
