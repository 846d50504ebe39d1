"""What a Word file holds beside the text that is read: pictures, footnotes, headers, tracked changes; each is told."""

from collections.abc import Iterator

from kehoach_gen.office.read_beside import read_beside
from kehoach_gen.office.styled import StyledFile, Table
from kehoach_gen.paper.model import clean, shortened
from kehoach_gen.problem import INFO, WARNING, Place, Problem


def left_out(content: bytes, name: str, file: StyledFile) -> Iterator[Problem]:
    """One problem for each picture, note and header of words, and one for all tracked changes."""
    beside = read_beside(content, name)
    yield from _pictures(name, file)
    yield from _inner_tables(file)
    for note in beside.notes:
        message = f"Chú thích cuối trang chưa được đọc: «{shortened(clean(note))}»."
        yield Problem("chu-thich-chua-doc", WARNING, Place(name), message, "ghi chú thích vào nội dung nếu cần giữ.")
    for text in _headers(file):
        message = f"Chữ ở đầu trang, chân trang không được đưa vào kế hoạch: «{shortened(text)}»."
        yield Problem("chu-dau-trang", INFO, Place(name), message, "không cần làm gì, trừ khi chữ này phải giữ.")
    if beside.changes:
        message = f"Tệp còn {beside.changes} chỗ đang theo dõi sửa đổi (Track Changes); được đọc như đã chấp nhận mọi chỗ sửa."
        hint = "nếu có chỗ sửa chưa được duyệt, từ chối hoặc chấp nhận trong Word rồi nhập lại."
        yield Problem("con-dau-sua", WARNING, Place(name), message, hint)


def _pictures(name: str, file: StyledFile) -> Iterator[Problem]:
    shown = [paragraph for paragraph in file.paragraphs if paragraph.has_picture]
    if shown:
        message = f"Tệp có {len(shown)} ảnh; chữ trong ảnh không đọc được."
        hint = "ảnh là trang quét (bảng, phụ lục) thì gõ lại phần ấy vào kế hoạch; là biểu trưng thì không cần làm gì."
        yield Problem("anh-chua-doc", WARNING, shown[0].place, message, hint)


def _inner_tables(file: StyledFile) -> Iterator[Problem]:
    for table in file.blocks:
        cells = [cell for row in table.rows for cell in row.cells] if isinstance(table, Table) else []
        for inner in (block for cell in cells for block in cell.blocks if isinstance(block, Table)):
            words = shortened(" ".join(paragraph.text for paragraph in inner.paragraphs))
            message = f"Bảng nằm trong ô của bảng khác: «{words}»; mỗi ô của nó thành một dòng chữ."
            yield Problem("bang-trong-o", WARNING, inner.place, message, "xem lại ô này.")


def _headers(file: StyledFile) -> Iterator[str]:
    """The words of headers and footers, each once; page numbers are none."""
    stories = [story for section in file.sections for story in (*section.headers.values(), *section.footers.values())]
    texts = (" ".join(paragraph.text for paragraph in story.paragraphs).strip() for story in stories)
    return iter(dict.fromkeys(text for text in texts if sum(map(str.isalpha, text)) > 2))
