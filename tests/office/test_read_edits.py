"""An edited Word file as it now stands, and the witnesses of what it said: marks, ids, authors, comments."""

import io
import zipfile

import pytest

from kehoach_gen.office.edited import Author, EditedFile, Paragraph, Table
from kehoach_gen.office.read_edits import read_edits
from kehoach_gen.problem import ProblemError

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
BY_AN, BY_BA = ('w:id="9" w:author="An" w:date="2023-06-12T08:30:00Z"', 'w:id="8" w:author="Ba"')
AN, BA = Author("An", "2023-06-12T08:30:00Z"), Author("Ba")
PARTS = {
    "comments": '<w:comment w:id="1" w:author="Ba"><w:p><w:r><w:t>Xem</w:t></w:r></w:p><w:p><w:r><w:t>lại</w:t></w:r></w:p></w:comment>',
    "numbering": '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    "footnotes": '<w:footnote w:id="2"><w:p><w:r><w:t>Theo số liệu 2022</w:t></w:r></w:p></w:footnote>',
}


def read(body: str) -> EditedFile:
    """The file with this body, and with the comment and the footnote above."""
    links = "".join(
        f'<Relationship Id="r{kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{kind}.xml"/>'
        for kind in PARTS
    )
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    main = '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    members = {"_rels/.rels": f"{head}{main}</Relationships>", "word/_rels/document.xml.rels": f"{head}{links}</Relationships>"}
    members["word/document.xml"] = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    members |= {f"word/{kind}.xml": f"<w:{kind} {SPACES}>{part}</w:{kind}>" for kind, part in PARTS.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return read_edits(buffer.getvalue(), "sua.docx")


def run(text: str, look: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}<w:t>{text}</w:t></w:r>"


def paragraph(*pieces: str, ends: str = "", id: str = "") -> str:
    own = f"<w:pPr><w:rPr>{ends}</w:rPr></w:pPr>" if ends else ""
    return f"<w:p{f' w14:paraId={chr(34)}{id}{chr(34)}' if id else ''}>{own}{''.join(pieces)}</w:p>"


def mark(name: str, text: str = "") -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/>{text}<w:bookmarkEnd w:id="1"/>'


def gone(text: str, by: str = BY_AN) -> str:
    return f"<w:del {by}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def came(text: str, by: str = BY_AN) -> str:
    return f"<w:ins {by}>{run(text)}</w:ins>"


def paragraphs(file: EditedFile) -> list[Paragraph]:
    return [block for block in file.blocks if isinstance(block, Paragraph)]


def texts(file: EditedFile) -> list[str]:
    return [one.text for one in paragraphs(file)]


def test_changes_are_taken_as_accepted_with_who_made_them_each_once() -> None:
    (one,) = paragraphs(read(paragraph(run("Quý "), gone("IV"), came("III"), came("/2023", BY_BA), gone("."))))
    assert (one.text, one.authors) == ("Quý III/2023", (AN, BA))


def test_text_that_was_moved_stands_where_it_went() -> None:
    moved = run("Kiểm tra.")
    from_here = paragraph(f"<w:moveFrom {BY_AN}>{moved}</w:moveFrom>", ends=f"<w:moveFrom {BY_AN}/>")
    to_there = paragraph(f"<w:moveTo {BY_AN}>{moved}</w:moveTo>", ends=f"<w:moveTo {BY_AN}/>")
    file = read(from_here + paragraph(run("Rà soát.")) + to_there)
    assert texts(file) == ["Rà soát.", "Kiểm tra."]
    assert paragraphs(file)[1].authors == (AN,)


def test_a_paragraph_whose_end_was_deleted_runs_on_in_the_next_one_with_both_marks() -> None:
    first = paragraph(mark("a", run("Rà soát ")), ends=f"<w:del {BY_AN}/>")
    (one,) = paragraphs(read(first + paragraph(mark("b", run("và báo cáo.")))))
    assert (one.text, one.marks, one.authors) == ("Rà soát và báo cáo.", ("a", "b"), (AN,))


def test_a_paragraph_that_was_deleted_whole_leaves_its_mark_to_nobody() -> None:
    first = paragraph(mark("a", gone("Rà soát.")), ends=f"<w:del {BY_AN}/>", id="10000001")
    file = read(first + paragraph(mark("b", run("Báo cáo."))))
    (one,) = paragraphs(file)
    assert (one.text, one.marks, one.id, one.authors) == ("Báo cáo.", ("b",), "", ())
    assert file.gone == {"a": (AN,)}


def test_a_paragraph_deleted_from_the_end_of_the_one_before_is_gone_too() -> None:
    first = paragraph(mark("a", run("Rà soát.")), ends=f"<w:del {BY_AN}/>")
    file = read(first + paragraph(mark("b", gone("Báo cáo."))))
    assert (texts(file), list(file.gone)) == (["Rà soát."], ["b"])


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, change: str = "") -> str:
    return f"<w:tr><w:trPr>{change}</w:trPr>{''.join(cells)}</w:tr>"


def cell(*content: str, own: str = "") -> str:
    return f"<w:tc><w:tcPr>{own}</w:tcPr>{''.join(content) or paragraph()}</w:tc>"


def test_rows_know_who_put_them_in_and_deleted_ones_leave_their_marks() -> None:
    first = row(cell(paragraph(mark("a", run("Một")))), change=f"<w:del {BY_AN}/>")
    second = row(cell(paragraph(run("Hai"))), change=f"<w:ins {BY_BA}/>")
    file = read(table(first, second))
    (found,) = file.blocks
    assert isinstance(found, Table)
    assert [(r.cells[0].text, r.authors) for r in found.rows] == [("Hai", (BA,))]
    assert file.gone == {"a": (AN,)}


def test_cells_know_their_column_span_and_whether_they_go_on() -> None:
    cells = (cell(own='<w:gridSpan w:val="2"/>'), cell(own="<w:vMerge/>"), cell(own='<w:vMerge w:val="restart"/>'))
    (found,) = read(table(row(*cells))).blocks
    assert isinstance(found, Table)
    assert [(c.column, c.span, c.is_continued) for c in found.rows[0].cells] == [(0, 2, False), (2, 1, True), (3, 1, False)]


def test_wrappers_are_not_there_and_a_mark_between_two_paragraphs_is_of_the_next() -> None:
    control = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{paragraph(run('Một'))}</w:sdtContent></w:sdt>"
    file = read(control + mark("b") + paragraph(f"<w:smartTag>{run('Hai')}</w:smartTag>"))
    assert [(one.text, one.marks) for one in paragraphs(file)] == [("Một", ()), ("Hai", ("b",))]


def test_each_paragraph_knows_its_place_in_words_and_for_a_program() -> None:
    file = read(paragraph(run("Một")) + table(row(cell(paragraph(run("Hai")), paragraph(run("Ba"))))))
    (found,) = [block for block in file.blocks if isinstance(block, Table)]
    last = found.rows[0].cells[0].paragraphs[1]
    assert [(str(one.place), one.place.path) for one in (*paragraphs(file), last)] == [
        ("sua.docx, đoạn 1", (0,)),
        ("sua.docx, bảng 1, hàng 1, ô 1", (1, 0, 1, 2)),
    ]


def test_what_is_no_text_is_named() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    formula = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('Mật'))}</w:txbxContent></w:pict></w:r>"
    (one,) = paragraphs(read(paragraph(run("Chữ"), note, formula, box, "<w:r><w:drawing/></w:r>")))
    assert one.text == "Chữ"
    assert one.others == ("cước chú «Theo số liệu 2022»", "công thức «x+1»", "khung chữ «Mật»", "hình vẽ")


def test_comments_are_on_their_paragraph_even_where_its_words_were_deleted() -> None:
    reference = '<w:r><w:commentReference w:id="1"/></w:r>'
    file = read(paragraph(run("Chữ"), f"<w:del {BY_AN}>{reference}</w:del>"))
    assert paragraphs(file)[0].comments == ("1",)
    assert file.comments["1"].author == BA
    assert file.comments["1"].text == "Xem lại"


def test_the_number_of_a_list_stands_before_the_words_as_if_typed() -> None:
    def item(level: int, text: str) -> str:
        return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>{run(text)}</w:p>'

    assert texts(read(item(0, "Một") + item(0, "Hai") + item(1, "Ba"))) == ["a) Một", "b) Hai", "- Ba"]


def test_looks_tell_runs_apart_and_text_is_composed() -> None:
    (one,) = paragraphs(read(paragraph(run("Quy\u0301 "), run("I"), run("V", "<w:b/>"))))
    assert [found.text for found in one.runs] == ["Quý I", "V"]
    assert ["bold" in found.look for found in one.runs] == [False, True]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04"])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(ProblemError):
        read_edits(content, "sua.docx")
