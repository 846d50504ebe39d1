"""WordprocessingML in small pieces, as text: what our own Word templates are made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from kehoach_gen.office.package import write_zip

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FONT = "Times New Roman"


def twips(mm: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(mm * 1440 / 25.4)


@dataclass(frozen=True)
class Style:
    """A paragraph style. Sizes and spacing in points, indents in millimetres, `line` in lines."""

    id: str
    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "both"
    before: float = 0
    after: float = 0
    line: float = 1.0
    first: float = 0
    left: float = 0
    hanging: float = 0
    keep_next: bool = False
    outline: int | None = None
    rule: bool = False
    """A solid line over an otherwise empty paragraph; its length comes from the indents."""

    def xml(self) -> str:
        run = (
            f"<w:rPr>{'<w:b/><w:bCs/>' * self.bold}{'<w:i/><w:iCs/>' * self.italic}{_size(1 if self.rule else self.size)}</w:rPr>"
        )
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.id}"><w:name w:val="{escape(self.name)}"/>'
            f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{self._paragraph()}</w:pPr>{run}</w:style>'
        )

    def _paragraph(self) -> str:
        indent = f'w:left="{twips(self.left)}" w:right="0"'
        indent += f' w:hanging="{twips(self.hanging)}"' if self.hanging else f' w:firstLine="{twips(self.first)}"'
        return "".join(
            (
                "<w:keepNext/>" if self.keep_next else "",
                '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>' if self.rule else "",
                f'<w:spacing w:before="{round(self.before * 20)}" w:after="{round(self.after * 20)}" {self._line()}/>',
                f"<w:ind {indent}/>",
                f'<w:jc w:val="{self.align}"/>',
                f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else "",
            )
        )

    def _line(self) -> str:
        return 'w:line="40" w:lineRule="exact"' if self.rule else f'w:line="{round(self.line * 240)}" w:lineRule="auto"'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def paragraph(style: str, text: str = "", *, indent: tuple[int, int] | None = None) -> str:
    """One paragraph of one run; `indent` (left, right) in twips stands in the paragraph itself."""
    own = f'<w:ind w:left="{indent[0]}" w:right="{indent[1]}" w:firstLine="0"/>' if indent else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr>{run}</w:p>'


def looped(tag: str, inner: Iterable[str], end: str, style: str) -> str:
    """`inner` between the paragraphs that open and close a docxtpl block."""
    return paragraph(style, f"{{%p {tag} %}}") + "".join(inner) + paragraph(style, f"{{%p {end} %}}")


def choice(style: str, text: str, title: str, choices: Iterable[str], *, prompt: bool = False) -> str:
    """A paragraph with one drop-down list showing `text`, which is a `prompt` or what was chosen."""
    items = "".join(f'<w:listItem w:displayText="{escape(item)}" w:value="{escape(item)}"/>' for item in choices)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:sdt><w:sdtPr><w:alias w:val="{escape(title)}"/>'
        f"{'<w:showingPlcHdr/>' * prompt}<w:dropDownList>{items}</w:dropDownList></w:sdtPr>"
        f'<w:sdtContent><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:sdtContent></w:sdt></w:p>'
    )


def cell(content: str, width: int, *, span: int = 1, merge: str = "", valign: str = "", fill: str = "") -> str:
    """A table cell `width` twips wide; `merge` is "restart" or "continue" for cells joined downwards; `fill` is its colour."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else "")
        + (f'<w:vAlign w:val="{valign}"/>' if valign else "")
        + f"</w:tcPr>{content}</w:tc>"
    )


def row(*cells: str, header: bool = False) -> str:
    """A row that does not break across pages; a header row is repeated on every page."""
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * header}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[int], *, borders: bool, caption: str = "", margin: int = 85) -> str:
    """A table of fixed layout, `widths` and the side `margin` of cells in twips; without borders cells have none."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    margin = margin if borders else 0
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        + (f"<w:tblBorders>{lines}</w:tblBorders>" if borders else "")
        + '<w:tblLayout w:type="fixed"/>'
        + f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        + (f'<w:tblCaption w:val="{escape(caption)}"/>' if caption else "")
        + "</w:tblPr><w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + f"</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


@dataclass(frozen=True)
class Page:
    """Paper and margins in millimetres; a landscape page is given with its long side as width."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float

    @property
    def text_width(self) -> int:
        return twips(self.width) - twips(self.left) - twips(self.right)

    def xml(self) -> str:
        """Section properties: header `rIdHeader`, none on the first page, pages counted from 1."""
        orient = ' w:orient="landscape"' if self.width > self.height else ""
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/><w:pgSz w:w="{twips(self.width)}" w:h="{twips(self.height)}"{orient}/>'
            f'<w:pgMar w:top="{twips(self.top)}" w:right="{twips(self.right)}" w:bottom="{twips(self.bottom)}" w:left="{twips(self.left)}"'
            f' w:header="{twips(self.header)}" w:footer="{twips(self.header)}" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
        )


def section_end(style: str, page: Page, text: str = "") -> str:
    """The paragraph that ends a section of pages like `page`."""
    return paragraph(style, text).replace("</w:pPr>", f"{page.xml()}</w:pPr>", 1)


def document(body: str, page: Page, styles: Sequence[Style], *, size: float, page_number: Style) -> bytes:
    """A whole .docx file: `body`, then the section properties; default text `size` points."""
    members = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONSHIPS,
        "docProps/core.xml": _CORE,
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{page.xml()}</w:body></w:document>',
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONSHIPS,
        "word/header1.xml": _header(page_number),
        "word/settings.xml": _SETTINGS,
        "word/styles.xml": _styles((*styles, page_number), size),
    }
    return write_zip({name: (_DECLARATION + text).encode() for name, text in members.items()})


def _styles(styles: Sequence[Style], size: float) -> str:
    fonts = f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>'
    language = '<w:lang w:val="vi-VN" w:eastAsia="en-US" w:bidi="ar-SA"/>'
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(size)}{language}</w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        f"{''.join(style.xml() for style in styles)}</w:styles>"
    )


def _header(style: Style) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    field = mark("begin") + '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>' + mark("separate")
    field += "<w:r><w:t>2</w:t></w:r>" + mark("end")
    return f'<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="{style.id}"/></w:pPr>{field}</w:p></w:hdr>'


_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_OFFICE_TYPE}.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("header1", "header"), ("settings", "settings"), ("styles", "styles"))
    )
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATIONSHIPS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_RELATIONSHIPS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="{id}" Type="{R}/{kind}" Target="{target}"/>'
        for id, kind, target in (
            ("rIdStyles", "styles", "styles.xml"),
            ("rIdSettings", "settings", "settings.xml"),
            ("rIdHeader", "header", "header1.xml"),
        )
    )
    + "</Relationships>"
)
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title></dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>"
)
_SETTINGS = (
    f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)
