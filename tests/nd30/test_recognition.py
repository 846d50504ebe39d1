"""The parts of documents built in different ways."""

from datetime import date

import pytest
from papers import CENTRE, SENTENCE, Opened, Paper, decision, drawn_line, edited, elements, official_letter, old_line, put_into

from kehoach_gen.nd30.inspect import inspect
from kehoach_gen.nd30.parts import Parts
from kehoach_gen.problem import ProblemError
from reading import W, text_of

TODAY = date(2023, 6, 15)


def parts(content: bytes) -> Parts:
    return inspect(content, "van-ban.docx", TODAY).parts


def texts(pieces: object) -> list[str]:
    return [piece.text for piece in pieces]  # type: ignore[attr-defined]


def test_an_official_letter_is_known_by_its_subject_below_the_number() -> None:
    found = parts(official_letter())
    assert (found.kind, texts(found.subject)) == ("Công văn", ["V/v triển khai kế hoạch cải cách hành chính"])
    assert (texts(found.superior), texts(found.authority)) == (["UBND TỈNH SƠN LA"], ["SỞ NỘI VỤ"])
    assert found.number is not None
    assert found.number.text == "Số: 995/SNV-CCHC"
    assert texts(found.addressees) == ["Kính gửi:", "- Các sở, ban, ngành;", "- Ủy ban nhân dân các huyện, thành phố."]
    assert texts(found.foot.powers) == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    assert found.foot.signer is not None
    assert found.foot.signer.text == "Nguyễn Văn An"
    assert [line.level for line in found.body] == ["", "khoan", "khoan", ""]


def test_a_head_and_a_foot_in_tabs_are_taken_apart() -> None:
    found = parts(decision())
    assert texts(found.authority) == ["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"]
    assert texts(found.nation) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert found.motto is not None
    assert found.dated is not None
    assert (found.motto.text, found.dated.text) == ("Độc lập - Tự do - Hạnh phúc", "Sơn La, ngày 05 tháng 01 năm 2024")
    assert (texts(found.foot.powers), texts(found.foot.recipients)) == (
        ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ["- Như Điều 3;", "- Lưu: VT, NC."],
    )
    assert found.foot.signer is not None
    assert found.foot.signer.text == "Trần Thị Bình"
    assert len(found.bases) == 2


def test_lines_of_every_make_are_measured() -> None:
    found = parts(decision())
    assert found.motto_line is not None
    assert found.authority_line is not None
    assert found.subject_line is not None
    assert (found.motto_line.kind, round(found.motto_line.length, 1)) == ("ke", 56.1)
    assert (found.authority_line.kind, round(found.authority_line.length, 1)) == ("ke", 12.0)
    assert (found.subject_line.kind, round(found.subject_line.length)) == ("gach", 44)


def test_lines_anchored_to_another_paragraph_of_the_head_go_by_their_lengths() -> None:
    def move(opened: Opened) -> None:
        above = next(p for p in opened.body.iter(f"{W}p") if "CỘNG HÒA" in text_of(p))
        head = above.getnext()
        for run in [run for run in head if len(run) and not run.findall(f"{W}t") and not run.findall(f"{W}tab")]:
            if run.tag == f"{W}r":
                above.append(run)

    found = parts(edited(decision(), move))
    assert found.motto_line is not None
    assert found.authority_line is not None
    assert (round(found.motto_line.length), round(found.authority_line.length)) == (56, 12)


@pytest.mark.parametrize("line", [drawn_line, old_line])
def test_a_line_drawn_in_a_cell_belongs_to_the_text_of_that_cell(line: object) -> None:
    def swap_line(opened: object) -> None:
        paragraph = opened.after("Độc lập")  # type: ignore[attr-defined]
        for run in list(paragraph)[1:]:
            paragraph.remove(run)
        put_into(opened.paragraph("CỘNG HÒA"), line(60))  # type: ignore[attr-defined, operator]

    found = parts(edited(official_letter(), swap_line))
    assert found.motto_line is not None
    assert found.authority_line is not None
    assert (found.motto_line.kind, round(found.motto_line.length)) == ("ke", 60)
    assert (found.authority_line.kind, round(found.authority_line.length)) == ("gach", 9)


def test_a_text_without_head_or_foot_is_all_body() -> None:
    paper = Paper()
    paper.body("I. TÌNH HÌNH", f"1. {SENTENCE}", "a) Việc thứ nhất;", "- Ý nhỏ.")
    found = parts(paper.content())
    assert not found.has_head
    assert [line.level for line in found.body] == ["muc", "khoan", "diem", "gach"]


def test_a_document_of_a_mass_organisation_needs_no_nation() -> None:
    paper = Paper()
    left, right = paper.table(66, 99)
    paper.line(left, "HỘI NÔNG DÂN TỈNH SƠN LA", 13, "b", CENTRE)
    paper.line(left, "Số: 12-BC/HNDT", 13, "", CENTRE)
    paper.line(right, "Sơn La, ngày 15 tháng 6 năm 2023", 14, "i", CENTRE)
    paper.line(paper.document, "BÁO CÁO", 14, "b", CENTRE)
    found = inspect(paper.content(), "bc.docx", TODAY)
    assert not found.parts.is_bound
    codes = {problem.code for problem in found.problems}
    assert "co-quan-khong-bat-buoc" in codes
    assert {"thieu-quoc-hieu", "so-ky-hieu-sai"} & codes == set()


def test_an_office_holder_may_stand_in_the_place_of_the_authority() -> None:
    paper = Paper()
    left, right = paper.table(66, 99)
    for text in ("CHỦ TỊCH", "ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"):
        paper.line(left, text, 13, "b", CENTRE)
    paper.line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b", CENTRE)
    found = parts(paper.content())
    assert (texts(found.superior), texts(found.authority)) == ([], ["CHỦ TỊCH", "ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"])


def test_the_signature_of_a_document_without_recipients_is_found_at_its_end() -> None:
    paper = Paper()
    paper.line(paper.document, "BIÊN BẢN", 14, "b", CENTRE)
    paper.line(paper.document, "Họp giao ban", 14, "b", CENTRE)
    paper.body(SENTENCE)
    paper.line(paper.document, "CHỦ TỌA", 14, "b", CENTRE)
    paper.line(paper.document, "Nguyễn Văn An", 14, "b", CENTRE, before=80)
    found = parts(paper.content())
    assert (found.kind, texts(found.foot.powers), len(found.body)) == ("Biên bản", ["CHỦ TỌA"], 1)


def test_a_number_given_by_a_list_of_word_is_read_as_it_is_printed() -> None:
    letters = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="99"/></w:numPr></w:pPr><w:r><w:t>Việc {n}</w:t></w:r></w:p>'
        for n in range(7)
    )
    lists = (
        '<w:abstractNum w:abstractNumId="99"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>'
        "</w:abstractNum>",
        '<w:num w:numId="99"><w:abstractNumId w:val="99"/></w:num>',
    )

    def add(opened: object) -> None:
        numbering = opened.part("word/numbering.xml")  # type: ignore[attr-defined]
        numbering.insert(0, elements(lists[0])[0])
        numbering.append(elements(lists[1])[0])
        for index, paragraph in enumerate(elements(letters)):
            opened.body.insert(index, paragraph)  # type: ignore[attr-defined]

    found = inspect(edited(Paper().content(), add), "x.docx", TODAY)
    assert [line.text for line in found.parts.body] == [f"{letter}) Việc {n}" for n, letter in enumerate("abcdefg")]
    assert {"diem-sai-thu-tu", "diem-chu-la"} <= {problem.code for problem in found.problems}, "Word knows no đ"


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(ProblemError):
        inspect(b"x", "x.docx", TODAY)
