"""Formatting that holds where a text stands, in small files made by hand."""

import pytest

from kehoach_gen.office.package import write_zip
from kehoach_gen.office.read_styled import read_styled
from kehoach_gen.office.styled import Paragraph, StyledFile, Table
from kehoach_gen.problem import ProblemError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:jc w:val="both"/><w:ind w:left="400" w:hanging="200"/></w:pPr>
<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:b/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Base"/><w:pPr><w:ind w:firstLine="720"/></w:pPr>
<w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Listed"><w:name w:val="Listed"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/><w:caps/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:sz w:val="24"/></w:rPr>
<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders><w:tblCellMar><w:left w:w="50"/><w:right w:w="50"/></w:tblCellMar></w:tblPr></w:style>
"""
LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:suff w:val="space"/>'
    f'<w:pPr><w:ind w:left="{level * 100}" w:firstLine="300"/></w:pPr></w:lvl>'
    for level, (kind, text) in enumerate((("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%1.%2.%3"), ("bullet", "•")))
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="1">{LEVELS}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme><a:majorFont><a:latin typeface="Cambria"/>'
    '</a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)
PARTS = {"styles": STYLES, "numbering": NUMBERING}


def word(body: str, **more: str) -> StyledFile:
    """The file with this body; `more` are headers and footers by their ids."""
    links = "".join(f'<Relationship Id="r_{name}" Type="{R}/{name}" Target="{name}.xml"/>' for name in (*PARTS, "theme"))
    links += "".join(f'<Relationship Id="{name}" Type="{R}/header" Target="{name}.xml"/>' for name in more)
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{P}"><Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{P}">{links}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        "word/theme.xml": THEME,
        **{f"word/{name}.xml": f'<w:{name} xmlns:w="{W}">{xml}</w:{name}>' for name, xml in PARTS.items()},
        **{f"word/{name}.xml": f'<w:hdr xmlns:w="{W}">{xml}</w:hdr>' for name, xml in more.items()},
    }
    return read_styled(write_zip({name: text.encode() for name, text in members.items()}), "tep.docx")


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def first(body: str) -> Paragraph:
    return word(body).paragraphs[0]


def look(properties: str, run: str = "") -> tuple[str, float, bool, bool]:
    (one,) = first(paragraph("chữ", properties, run)).runs
    return one.look.wide_font, one.look.size, one.look.bold, one.look.italic


def test_defaults_hold_where_nothing_else_is_said_and_theme_fonts_are_named() -> None:
    assert look("") == ("Calibri", 11, False, False)


def test_a_style_brings_what_it_is_based_on() -> None:
    assert look('<w:pStyle w:val="Child"/>') == ("Times New Roman", 14, True, True)
    child = first(paragraph("chữ", '<w:pStyle w:val="Child"/>'))
    assert (child.align, child.twips("left"), child.twips("first"), child.twips("after")) == ("both", 400, 720, 160)


def test_bold_of_a_style_in_bold_of_another_is_not_bold_but_bold_of_the_run_is() -> None:
    assert look('<w:pStyle w:val="Base"/>', '<w:rStyle w:val="Strong"/>')[2] is False
    assert look("", '<w:rStyle w:val="Strong"/>')[2] is True
    assert look('<w:pStyle w:val="Base"/>', '<w:rStyle w:val="Strong"/><w:b/>')[2] is True
    assert look('<w:pStyle w:val="Base"/>', '<w:b w:val="0"/>')[2] is False


def test_letters_shown_as_capitals_are_read_as_capitals() -> None:
    assert first(paragraph("Quyết định", "", '<w:rStyle w:val="Strong"/>')).text == "QUYẾT ĐỊNH"


def test_what_stands_in_a_run_wins_also_over_a_theme_font() -> None:
    assert look("", '<w:rFonts w:ascii="Arial" w:hAnsi="Tahoma"/><w:sz w:val="26"/>')[:2] == ("Tahoma", 13)


def test_numbers_are_counted_as_word_prints_them() -> None:
    levels = (0, 1, 2, 2, 1, 3, 0, 1, 2)
    body = "".join(paragraph("x", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>') for level in levels)
    assert [p.label for p in word(body).paragraphs] == ["I. ", "1. ", "I.1.1 ", "I.1.2 ", "2. ", "", "II. ", "1. ", "II.1.1 "]


def test_a_list_that_starts_anew_counts_from_1_and_a_style_may_bring_a_list() -> None:
    one, other = (f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' for number in (1, 2))
    body = paragraph("x", one) + paragraph("x", one) + paragraph("x", other) + paragraph("x", '<w:pStyle w:val="Listed"/>')
    assert [p.label for p in word(body).paragraphs] == ["I. ", "II. ", "I. ", "II. "]


def test_a_list_brings_indents_that_the_paragraph_overrides() -> None:
    listed = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    assert (first(paragraph("x", listed)).twips("left"), first(paragraph("x", listed)).twips("first")) == (100, 300)
    assert first(paragraph("x", f'{listed}<w:ind w:left="700"/>')).twips("left") == 700


def test_tracked_changes_are_taken_as_accepted_and_content_controls_as_not_there() -> None:
    body = (
        "<w:p><w:r><w:t>một </w:t></w:r><w:del><w:r><w:delText>hai</w:delText></w:r></w:del><w:ins><w:r><w:t>ba</w:t></w:r></w:ins>"
        "<w:sdt><w:sdtPr><w:rPr/></w:sdtPr><w:sdtContent><w:r><w:t> bốn</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>năm </w:t></w:r></w:p>" + paragraph("sáu", '<w:jc w:val="center"/>')
    )
    assert [(p.text, p.align) for p in word(body).paragraphs] == [("một ba bốn", "left"), ("năm sáu", "center")]


def test_hidden_text_and_instructions_of_fields_are_not_read_but_their_results_are() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    field = (
        mark("begin")
        + "<w:r><w:instrText> NUMPAGES </w:instrText></w:r>"
        + mark("separate")
        + "<w:r><w:t>9</w:t></w:r>"
        + mark("end")
    )
    read = first(f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>{field}</w:p>")
    assert (read.text, read.fields) == ("9", ("NUMPAGES",))


TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    '<w:tr><w:trPr><w:tblHeader/><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    f"{paragraph('A')}</w:tc><w:tc><w:p/>{paragraph('B')}</w:tc></w:tr></w:tbl>"
)


def test_a_table_gives_its_cells_their_widths_and_its_style() -> None:
    (table,) = (block for block in word(paragraph("trước") + TABLE).blocks if isinstance(block, Table))
    (row,) = table.rows
    assert (row.is_header, row.cannot_split, table.has_borders, table.width) == (True, True, True, 6000)
    a, b = row.cells[0].paragraphs[0], row.cells[1].paragraphs[1]
    assert (a.width, b.width) == (2900, 2900)
    assert (a.runs[0].look.size, a.twips("after")) == (12, 0)
    assert (b.place.part, b.path) == ("bảng 1, hàng 1, ô 2, đoạn 2", (1, 2, 2, 1))


def test_sections_have_their_measures_and_take_over_headers_they_do_not_have() -> None:
    reference = '<w:headerReference w:type="default" r:id="dau"/>'
    portrait = f'<w:sectPr>{reference}<w:pgSz w:w="11906" w:h="16838"/><w:titlePg/></w:sectPr>'
    landscape = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:left="1701" w:right="850"/><w:pgNumType w:start="1"/></w:sectPr>'
    page = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>'
    one, two = word(paragraph("a", portrait) + paragraph("b") + landscape, dau=page).sections
    assert (one.hides_first, one.is_landscape, two.hides_first, two.is_landscape) == (True, False, False, True)
    assert (two.text_width, two.number_start) == (16838 - 1701 - 850, 1)
    assert two.headers["default"].paragraphs[0].fields == ("PAGE",)
    assert [block.text for section in (one, two) for block in section.blocks if isinstance(block, Paragraph)] == ["a", "b"]
    assert (one.path, two.path) == ((0, 0, 0), (2,))


def test_what_is_in_a_text_box_is_read_once() -> None:
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph('MẬT')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>chữ</w:t></w:r><w:r><mc:AlternateContent {space}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [p.text for p in word(body).paragraphs] == ["chữ", "MẬT"]


@pytest.mark.parametrize("content", [b"", b"PK", write_zip({"a": b"b"}), write_zip({"word/document.xml": b"<w"})])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(ProblemError):
        read_styled(content, "tep.docx")
