"""What is mended: gone afterwards, said, and nothing else touched."""

import copy
from collections.abc import Callable
from datetime import date

import pytest
from lxml import etree
from papers import MAIN, Edit, Opened, decision, edited, official_letter
from test_rules import BODY, FONT, PLAIN, header_text, margin, page_number, run, say, section, several, size, swap, without

from kehoach_gen.nd30.inspect import inspect
from kehoach_gen.nd30.mend import mend
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_docx import Maker
from reading import W, text_of

TODAY = date(2023, 6, 15)
LONG_TEXT = "Tiếp tục rà soát. " * 300


@pytest.fixture(scope="module")
def bundle(sample_plan: Plan, maker_of: Callable[[Plan], Maker]) -> bytes:
    return maker_of(sample_plan.model_copy(update={"number": "151", "issued": "06/6/2023"})).bundle_docx()


def codes(content: bytes) -> set[str]:
    return {problem.code for problem in inspect(content, "van-ban.docx", TODAY).problems}


def number_in_footer(opened: Opened) -> None:
    """The page number of the first section stands in a footer."""
    opened.members["word/footer1.xml"] = opened.members["word/header1.xml"].replace(b"w:hdr", b"w:ftr")
    relations, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    opened.members[relations] = (
        opened.members[relations].replace(b'"rIdHeader"', b'"rIdFooter"').replace(b"header1.xml", b"footer1.xml")
    )
    opened.members[relations] = opened.members[relations].replace(
        b'relationships/header" Target="footer', b'relationships/footer" Target="footer'
    )
    opened.members[types] = opened.members[types].replace(b"header1.xml", b"footer1.xml").replace(b"header+xml", b"footer+xml", 1)
    reference = section(opened).find(f"{W}headerReference")
    reference.tag = f"{W}footerReference"
    reference.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "rIdFooter")
    opened.swap("Tiếp tục duy trì", LONG_TEXT)
    del opened.members["word/header1.xml"]


MENDED: list[tuple[str, Edit]] = [
    ("kho-giay-sai", lambda o: section(o).find(f"{W}pgSz").set(f"{W}w", "12240")),
    ("le-trai-sai", margin("left", 1417)),
    ("le-trai-sai", margin("gutter", 400)),
    ("le-phai-sai", margin("right", 1300)),
    ("le-tren-sai", margin("top", 700)),
    ("le-duoi-sai", margin("bottom", 1700)),
    ("phong-chu-sai", run(BODY, FONT)),
    ("noi-dung-sai-co-chu", run(BODY, size(12))),
    ("quoc-hieu-sai-kieu", run("CỘNG HÒA", size(14))),
    ("so-ky-hieu-sai-kieu", run("Số:", size(14))),
    ("danh-sach-noi-nhan-sai-kieu", run("- Báo Sơn La", size(13))),
    ("phu-luc-sai-kieu", run("Phụ lục", size(16))),
    ("cach-doan-hep", lambda o: o.format(BODY, '<w:spacing w:before="0"/>')),
    ("tieu-ngu-sai-chu", say("Độc lập", "Độc lập – Tự do – Hạnh phúc")),
    ("tieu-ngu-sai-chu", say("Độc lập", "Độc lập-Tự do-Hạnh phúc")),
    ("dia-danh-ngay-sai", say("Sơn La, ngày", "Sơn La, ngày 6 tháng 06 năm 2023")),
    ("so-trang-sai-cho", page_number('<w:jc w:val="right"/>')),
    ("so-trang-sai-kieu", page_number(size(10))),
    ("so-trang-sai-cho", number_in_footer),
    ("trang-dau-hien-so", without("titlePg")),
    ("so-trang-khong-tu-1", lambda o: section(o).find(f"{W}pgNumType").set(f"{W}start", "5")),
    ("phu-luc-khong-danh-so-rieng", without("pgNumType", 1)),
]


@pytest.mark.parametrize(("code", "edit"), MENDED, ids=[f"{index}-{code}" for index, (code, _) in enumerate(MENDED)])
def test_what_can_be_mended_is_mended_and_said_and_no_word_is_lost(code: str, edit: Edit, bundle: bytes) -> None:
    broken = edited(bundle, edit)
    assert code in codes(broken)
    mended, notes = mend(broken, "van-ban.docx", TODAY)
    assert code not in codes(mended)
    assert code in {note.code for note in notes}
    assert {(note.severity, note.message[:8]) for note in notes} == {("info", "Đã sửa: ")}
    assert words(mended) == words(broken) or code in ("tieu-ngu-sai-chu", "dia-danh-ngay-sai")
    assert mend(mended, "van-ban.docx", TODAY) == (mended, ()), "there is nothing left to mend"


def words(content: bytes) -> list[str]:
    return [text_of(paragraph) for paragraph in Opened(content).body.iter(f"{W}p")]


def test_several_faults_of_one_paragraph_are_mended_together(bundle: bytes) -> None:
    faults = several(run(BODY, FONT + size(16)), lambda o: o.format(BODY, '<w:spacing w:before="0"/>'))
    mended, notes = mend(edited(bundle, faults), "van-ban.docx", TODAY)
    assert codes(mended) == set()
    assert {note.code for note in notes} == {"phong-chu-sai", "noi-dung-sai-co-chu", "cach-doan-hep"}


def test_a_paragraph_without_properties_of_its_own_gets_them_before_its_runs() -> None:
    broken = edited(
        official_letter(), lambda o: o.paragraph("1. Thực hiện").remove(o.paragraph("1. Thực hiện")[0]), run("1. Thực hiện", FONT)
    )
    mended, notes = mend(broken, "cong-van.docx", TODAY)
    assert {"phong-chu-sai", "cach-doan-hep"} <= {note.code for note in notes}
    assert [child.tag for child in Opened(mended).paragraph("1. Thực hiện")] == [f"{W}pPr", f"{W}r"]


def test_a_clean_file_stays_as_it_is(bundle: bytes) -> None:
    assert mend(bundle, "van-ban.docx", TODAY) == (bundle, ())


def test_the_other_parts_of_the_file_keep_their_bytes_and_of_the_body_all_but_what_is_mended(bundle: bytes) -> None:
    broken = edited(bundle, run(BODY, FONT))
    mended, _ = mend(broken, "van-ban.docx", TODAY)
    before, after = Opened(broken).members, Opened(mended).members
    assert [name for name in before if before[name] != after[name]] == [MAIN]
    lines = [
        member.replace(b"<w:p>", b"\n<w:p>").replace(b"<w:p ", b"\n<w:p ").splitlines() for member in (before[MAIN], after[MAIN])
    ]
    assert len([one for one, other in zip(*lines, strict=True) if one != other][1:]) == 1, "the declaration, and one paragraph"


def test_a_header_with_words_of_its_own_is_left_alone(bundle: bytes) -> None:
    mended, notes = mend(edited(bundle, header_text), "van-ban.docx", TODAY)
    assert "dau-trang-co-chu" in codes(mended)
    assert notes == ()


def test_what_needs_a_person_stays(bundle: bytes) -> None:
    broken = edited(bundle, say("KẾ HOẠCH", "Kế hoạch"), swap("II. ", "IV. "))
    assert mend(broken, "van-ban.docx", TODAY) == (broken, ())


NUMBERS = [
    ("Số: 151 / KH – UBND", "Số: 151/KH-UBND"),
    ("Số: 5/KH-UBND", "Số: 05/KH-UBND"),
    ("Số:      / KH - UBND", "Số:      /KH-UBND"),
]


@pytest.mark.parametrize(("typed", "mended"), NUMBERS)
def test_the_signs_of_the_number_are_mended_and_its_blank_stays(typed: str, mended: str, bundle: bytes) -> None:
    content, notes = mend(edited(bundle, say("Số:", typed)), "van-ban.docx", TODAY)
    assert text_of(Opened(content).paragraph("Số:")) == mended
    assert {note.code for note in notes} >= {"so-ky-hieu-sai"} or typed == "Số: 5/KH-UBND"


ITALIC = "<w:i/>"
STYLED = [
    ("KẾ HOẠCH", PLAIN, "ten-loai-sai-kieu"),
    ("Nơi nhận:", '<w:i w:val="0"/>', "noi-nhan-sai-kieu"),
    ("- Báo Sơn La", ITALIC, "danh-sach-noi-nhan-sai-kieu"),
    ("Sơn La, ngày", '<w:i w:val="0"/>', "dia-danh-ngay-sai-kieu"),
    ("CHỦ TỊCH", PLAIN, "quyen-han-sai-kieu"),
    ("Tăng cường thực hiện", PLAIN, "trich-yeu-sai-kieu"),
]


@pytest.mark.parametrize(("words", "look", "code"), STYLED)
def test_bold_and_italics_of_the_elements_are_mended(words: str, look: str, code: str, bundle: bytes) -> None:
    broken = edited(bundle, run(words, look))
    assert code in codes(broken)
    mended, notes = mend(broken, "van-ban.docx", TODAY)
    assert codes(mended) == set()
    assert {note.code for note in notes} == {code}


def test_a_run_that_two_elements_share_is_left_to_a_person(bundle: bytes) -> None:
    """«Nơi nhận:» and what follows it, broken into lines inside one run: 12 and 11 points, bold and not."""

    def joined(opened: Opened) -> None:
        first = opened.paragraph("Nơi nhận:")
        second = opened.after("Nơi nhận:")
        text = first.find(f"{W}r/{W}t")
        text.addnext(extra := copy.deepcopy(text))
        text.addnext(etree.Element(f"{W}br"))
        extra.text = text_of(second)
        second.getparent().remove(second)

    broken = edited(bundle, joined)
    assert "danh-sach-noi-nhan-sai-kieu" in codes(broken)
    assert mend(broken, "van-ban.docx", TODAY) == (broken, ())


def test_elements_of_the_head_are_put_in_the_middle_of_their_cells(bundle: bytes) -> None:
    broken = edited(
        bundle, lambda o: o.format("CỘNG HÒA", '<w:jc w:val="left"/>'), lambda o: o.format("Số:", '<w:jc w:val="left"/>')
    )
    mended, notes = mend(broken, "van-ban.docx", TODAY)
    assert {note.code for note in notes} == {"quoc-hieu-sai-kieu", "so-ky-hieu-sai-kieu"}
    assert codes(mended) == set()


def test_the_subject_of_a_letter_gets_a_lawful_size() -> None:
    mended, notes = mend(edited(official_letter(), run("V/v", size(15))), "cong-van.docx", TODAY)
    assert "trich-yeu-cong-van-sai-kieu" in {note.code for note in notes} - codes(mended)


def test_tables_that_filled_the_page_go_with_its_margins(bundle: bytes) -> None:
    wide = edited(bundle, margin("left", 1134))
    for table in (opened := Opened(wide)).body.iter(f"{W}tbl"):
        for width in table.iter(f"{W}gridCol", f"{W}tcW", f"{W}tblW"):
            width.set(f"{W}w", str(round(int(width.get(f"{W}w")) * 9921 / 9354)))
        break
    mended, _ = mend(opened.content(), "van-ban.docx", TODAY)
    table = next(Opened(mended).body.iter(f"{W}tbl"))
    assert 9300 <= sum(int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")) <= 9354
    assert all(sum(int(c.get(f"{W}w")) for c in row.iter(f"{W}tcW")) <= 9354 for row in table.iter(f"{W}tr"))


def test_only_what_is_gone_is_said_to_be_mended(bundle: bytes) -> None:
    """Two paragraphs at fault, of which one is mended by accident of the other's: neither is told as mended that is not."""
    left = '<w:jc w:val="left"/>'
    broken = edited(
        bundle, lambda o: o.format(BODY, left), lambda o: o.format("Tăng cường nhận thức", left), margin("left", 1417)
    )
    mended, notes = mend(broken, "van-ban.docx", TODAY)
    assert {note.code for note in notes} == {"le-trai-sai"}
    assert codes(mended) == codes(broken) - {"le-trai-sai"} != set()


def test_of_two_faults_of_one_line_only_the_mended_is_said(bundle: bytes) -> None:
    broken = edited(bundle, say("Sơn La, ngày", "Sơn La ngày 6 tháng 6 năm 2023"))
    _, notes = mend(broken, "van-ban.docx", TODAY)
    assert [note.message.partition("»: ")[2].partition(";")[0] for note in notes] == ["ngày «6» thiếu số 0"]


def test_what_is_mended_in_part_is_said_so(bundle: bytes) -> None:
    broken = edited(bundle, say("KẾ HOẠCH", "Kế hoạch"), run("Kế hoạch", size(16)))
    _, notes = mend(broken, "van-ban.docx", TODAY)
    assert [note.message.partition(":")[0] for note in notes if note.code == "ten-loai-sai-kieu"] == ["Đã sửa một phần"]


def test_the_mended_file_is_the_same_every_time() -> None:
    broken = edited(decision(), lambda o: o.swap("Tự do - Hạnh", "Tự do – Hạnh"))
    assert mend(broken, "qd.docx", TODAY) == mend(broken, "qd.docx", TODAY)


def test_words_in_several_runs_are_mended_where_they_begin() -> None:
    def split(opened: Opened) -> None:
        paragraph = opened.paragraph("Độc lập")
        run = next(paragraph.iter(f"{W}r"))
        for text in ("Độc l", "ập–Tự", " do", "–Hạnh phúc"):
            twin = copy.deepcopy(run)
            twin.find(f"{W}t").text = text
            paragraph.append(twin)
        paragraph.remove(run)

    mended, _ = mend(edited(official_letter(), split), "cong-van.docx", TODAY)
    assert text_of(Opened(mended).paragraph("Độc lập")) == "Độc lập - Tự do - Hạnh phúc"
