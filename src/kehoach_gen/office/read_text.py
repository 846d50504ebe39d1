"""A Word file → its paragraphs as a reader sees them, tracked changes taken as accepted."""

from collections.abc import Iterator

from lxml import etree

from kehoach_gen.office.package import read_zip
from kehoach_gen.office.word import W
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError

_MAIN = "word/document.xml"
_GONE = {f"{{{W}}}{tag}" for tag in ("del", "moveFrom")}
_BREAKS = {f"{{{W}}}br", f"{{{W}}}cr", f"{{{W}}}tab"}


def read_text(content: bytes, name: str) -> list[str]:
    """The words of each paragraph that has any, tables included. Raises ProblemError for what is no Word file."""
    members = read_zip(content, name)
    try:
        root = etree.fromstring(members[_MAIN], etree.XMLParser(resolve_entities=False, no_network=True))
    except (KeyError, etree.XMLSyntaxError) as error:
        raise ProblemError(
            Problem(
                "khong-phai-word", ERROR, Place(name), "Tệp không phải tài liệu Word.", "mở lại bằng Word, rồi lưu ở dạng .docx."
            )
        ) from error
    texts = (" ".join("".join(_pieces(paragraph)).split()) for paragraph in root.iter(f"{{{W}}}p"))
    return [text for text in texts if text]


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{{{W}}}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield " "
        elif child.tag not in _GONE and child.tag != f"{{{W}}}p":
            yield from _pieces(child)
