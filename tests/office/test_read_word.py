"""A Word file a person edited: read as that person sees it, each thing with its path; hostile files refused."""

from unicodedata import normalize

import pytest
from lxml import etree

from kehoach_gen.office.package import write_zip
from kehoach_gen.office.read_word import Paragraph, Row, Table, WordFile, read_word
from kehoach_gen.problem import ProblemError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WHO = 'w:id="9" w:author="Lan"'


def docx(body: str, prolog: str = "", space: str = W, **members: bytes) -> bytes:
    main = f'{prolog}<w:document xmlns:w="{space}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    return write_zip({"word/document.xml": main.encode(), **members})


def p(text: str = "", properties: str = "", before: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{before}<w:r><w:rPr/><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tc(*content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def mark(name: str) -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/><w:bookmarkEnd w:id="1"/>'


def sdt(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def read(body: str) -> WordFile:
    return read_word(docx(body), "a.docx")


def texts(body: str) -> list[str]:
    return [block.text for block in read(body).blocks if isinstance(block, Paragraph)]


def rows(body: str) -> tuple[Row, ...]:
    return next(block for block in read(body).blocks if isinstance(block, Table)).rows


def grid(body: str) -> list[dict[int, str]]:
    return [{cell.column: cell.text for cell in row.cells} for row in rows(body)]


# What a person sees


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    blocks = read(p("một") + table(tr(tc(p("hai")))) + p() + p("ba")).blocks
    assert [block.text if isinstance(block, Paragraph) else block.rows[0].cells[0].text for block in blocks] == [
        "một", "hai", "", "ba",
    ]  # fmt: skip


def test_breaks_tabs_and_hyphens_are_characters_and_tab_stops_are_not() -> None:
    stops = '<w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs>'
    run = '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type="page"/><w:noBreakHyphen/><w:t>d</w:t></w:r>'
    assert texts(f"<w:p><w:pPr>{stops}</w:pPr>{run}</w:p>") == ["a b\nc-d"]


def test_tracked_changes_count_as_accepted() -> None:
    added, gone = f"<w:ins {WHO}><w:r><w:t>mới</w:t></w:r></w:ins>", f"<w:del {WHO}><w:r><w:delText>cũ</w:delText></w:r></w:del>"
    away = f"<w:moveFrom {WHO}><w:r><w:t>chuyển</w:t></w:r></w:moveFrom>"
    assert texts(f"<w:p>{added}{gone}{away}</w:p>") == ["mới"]
    body = table(tr(tc(p("a"))), tr(tc(p("b")), properties=f"<w:del {WHO}/>"), tr(tc(p("c"), properties=f"<w:cellDel {WHO}/>")))
    assert [(row.place.part, [cell.text for cell in row.cells]) for row in rows(body)] == [
        ("bảng 1, hàng 1", ["a"]),
        ("bảng 1, hàng 3", [""]),
    ]


def test_a_paragraph_whose_end_was_deleted_runs_on() -> None:
    deleted = f"<w:rPr><w:del {WHO}/></w:rPr>"
    assert texts(p("một ", deleted) + p("hai") + p("ba")) == ["một hai", "ba"]
    assert texts(p("một", deleted) + table(tr(tc(p("x"))))) == ["một"]
    assert grid(table(tr(tc(p("a ", deleted), p("b")), tc(p("c", deleted)), tc(p("d"))))) == [{0: "a b", 1: "c", 2: "d"}]


def test_wrappers_are_looked_through_and_fallbacks_are_not_read_twice() -> None:
    body = sdt(table(sdt(tr(sdt(tc(sdt(p("a")))), tc(f"<w:p>{sdt('<w:r><w:t>b</w:t></w:r>')}</w:p>")))))
    assert grid(body) == [{0: "a", 1: "b"}]
    box = "<w:r><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></w:r>"
    both = f"<mc:AlternateContent><mc:Choice>{box.format(p('x'))}</mc:Choice><mc:Fallback>{box.format(p('x'))}</mc:Fallback></mc:AlternateContent>"
    (paragraph,) = read(f"<w:p>{both}<w:r><w:t>y</w:t></w:r></w:p>").blocks
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.text, paragraph.has_picture) == ("xy", True)


def test_a_table_in_a_cell_or_a_box_is_text_of_its_cell_or_paragraph() -> None:
    inner = table(tr(tc(p("b"), properties='<w:gridSpan w:val="5"/>'), tc(p("c"))), tr(tc(p("x")), properties=f"<w:del {WHO}/>"))
    assert grid(table(tr(tc(p("a"), inner, p("d")), tc(p("e"))))) == [{0: "a\nb\nc\nd", 1: "e"}]
    box = f"<w:p><w:r><w:pict>{table(tr(tc(p('trong'))))}</w:pict></w:r></w:p>"
    assert texts(box + p("ngoài")) == ["trong", "ngoài"]


def test_cells_know_their_columns_whoever_leaves_out_or_joins_some() -> None:
    body = table(
        tr(tc(p("a"), properties='<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'), tc(p("b"))),
        tr(tc(p(), properties='<w:gridSpan w:val="2"/><w:vMerge/>'), tc(p("c")), properties='<w:gridBefore w:val="1"/>'),
        tr(tc(p()), tc(p("d"), properties='<w:tcPrChange><w:tcPr><w:gridSpan w:val="7"/></w:tcPr></w:tcPrChange>'), tc(p("e"))),
    )
    assert grid(body) == [{0: "a", 2: "b"}, {1: "", 3: "c"}, {1: "d", 2: "e"}]
    first, second, third = rows(body)
    assert [cell.span for cell in first.cells] == [2, 1]
    assert [cell.is_continued for cell in second.cells] == [True, False]
    assert [cell.number for cell in third.cells] == [2, 3]


def test_marks_stand_in_their_order_and_those_between_paragraphs_belong_to_the_next() -> None:
    body = mark("đầu") + p("một", before=mark("b") + mark("a")) + mark("giữa")
    body += table(tr(mark("hàng") + tc(p("x")), mark("ô") + tc(p("y"), p("z", before=mark("c")))))
    one, found = read(body).blocks
    assert isinstance(one, Paragraph)
    assert isinstance(found, Table)
    assert one.marks == ("đầu", "b", "a")
    assert [cell.marks for cell in found.rows[0].cells] == [("giữa", "hàng"), ("ô", "c")]
    assert found.rows[0].marks == ("giữa", "hàng", "ô", "c")


def test_what_waits_to_be_chosen_is_known() -> None:
    body = f"<w:p>{sdt('<w:r><w:t>(chọn)</w:t></w:r>', '<w:showingPlcHdr/>')}<w:r><w:t> xong</w:t></w:r></w:p>"
    (paragraph,) = read(body).blocks
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.text, paragraph.prompt) == ("(chọn) xong", "(chọn)")


def test_letters_written_in_parts_are_composed_even_across_runs() -> None:
    one, two = normalize("NFD", "Sở")[:2], normalize("NFD", "Sở")[2:]
    assert texts(f"<w:p><w:r><w:t>{one}</w:t></w:r><w:r><w:t>{two} Nội vụ</w:t></w:r></w:p>") == ["Sở Nội vụ"]


def test_strict_files_and_properties_are_read() -> None:
    custom = '<p:Properties xmlns:p="x"><p:property name="KHGen.plan"><p:v> cchc-2023 </p:v></p:property></p:Properties>'
    file = read_word(docx(p("a"), space=STRICT, **{"docProps/custom.xml": custom.encode()}), "a.docx")
    assert file.properties == {"KHGen.plan": "cchc-2023"}
    assert [block.text for block in file.blocks if isinstance(block, Paragraph)] == ["a"]


def test_the_main_part_is_where_the_package_says() -> None:
    link = '<Relationship Type="http://x/officeDocument" Target="/word/khác.xml"/>'
    members = {"_rels/.rels": f"<Relationships>{link}</Relationships>".encode(), "word/document.xml": b"<x/>"}
    members["word/khác.xml"] = f'<w:document xmlns:w="{W}"><w:body>{p("a")}</w:body></w:document>'.encode()
    assert len(read_word(write_zip(members), "a.docx").blocks) == 1


# Where each thing stands


def test_paths_lead_to_the_very_element_in_the_raw_file() -> None:
    body = "<!-- ghi chú --><?lệnh x?>" + mark("x") + p("đoạn một") + sdt(p("đoạn hai") + sdt(table(tr(tc(p("bảng một"))))))
    body += table(tr(mark("y") + tc(p("a")), sdt(tc(p("b"), p("b2"))), tc(p("c"))), sdt(tr(tc(p("d")), tc(p()), tc(p("e")))))
    body += p("cuối")
    content = docx(body)
    root = etree.fromstring(f'<x xmlns:w="{W}" xmlns:mc="{MC}">{body}</x>')

    def at(path: tuple[int, ...]) -> str:
        element = root
        for index in path:
            element = [child for child in element if isinstance(child.tag, str)][index]
        return f"{etree.QName(element).localname} {''.join(element.itertext())}"

    seen = []
    for block in read_word(content, "a.docx").blocks:
        if isinstance(block, Paragraph):
            assert at(block.path) == f"p {block.text}"
            seen.append(block.text)
            continue
        assert at(block.place.path) == f"tbl {''.join(cell.text for row in block.rows for cell in row.cells)}".replace("\n", "")
        for row in block.rows:
            assert at(row.place.path) == f"tr {''.join(cell.text for cell in row.cells)}".replace("\n", "")
            for cell in row.cells:
                assert at(cell.path) == f"tc {cell.text}".replace("\n", "")
                seen.append(cell.text)
    assert seen == ["đoạn một", "đoạn hai", "bảng một", "a", "b\nb2", "c", "d", "e", "cuối"]


def test_the_first_table_tells_styles() -> None:
    (row,) = rows(table(tr(tc(p("a", '<w:pStyle w:val="Trên"/>'), p("b", '<w:pStyle w:val="Dưới"/>')))))
    assert [line.style for line in row.cells[0].paragraphs] == ["Trên", "Dưới"]


# What is not read


def refused(content: bytes) -> str:
    with pytest.raises(ProblemError) as caught:
        read_word(content, "a.docx")
    assert str(caught.value.problems[0].place) == "a.docx"
    return caught.value.problems[0].code


BOMB = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'


def test_entities_are_refused_in_every_part_that_is_read() -> None:
    assert refused(docx(p("&b;"), BOMB)) == "tep-word-la"
    assert refused(docx(p("a"), f"<!-- {'x' * 9000} -->{BOMB}")) == "tep-word-la"
    assert refused(docx(p(), **{"docProps/custom.xml": f"{BOMB}<x>&b;</x>".encode()})) == "tep-word-la"
    assert refused(docx(p(), **{"_rels/.rels": f"{BOMB}<x>&b;</x>".encode()})) == "tep-word-la"
    utf16 = f'<?xml version="1.0" encoding="UTF-16"?>{BOMB}<x/>'.encode("utf-16")
    assert refused(docx(p(), **{"docProps/custom.xml": utf16})) == "tep-word-la"


def test_files_without_a_body_are_refused() -> None:
    assert refused(write_zip({"word/document.xml": b"<w:document"})) == "khong-phai-word"
    assert refused(write_zip({"word/document.xml": b"<x/>"})) == "khong-phai-word"
    assert refused(write_zip({"word/styles.xml": b"<x/>"})) == "khong-phai-word"


def test_files_of_other_kinds_and_broken_ones_are_refused() -> None:
    assert refused(docx(p("a"))[:-30]) == "khong-phai-tep-office"
    assert refused(b"%PDF-1.7") == "tep-pdf"
    assert refused(b"") == "tep-trong"
    assert refused(write_zip({"xl/workbook.xml": b"<x/>"})) == "khong-phai-word"
    assert refused(docx(p("a"), **{"word/vbaProject.bin": b"x"})) == "tep-co-macro"
