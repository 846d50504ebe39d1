"""A file in which something is wrong → what goes back to its sender: the file with a comment at each such cell, and a slip
that lists them all."""

import hashlib
from collections.abc import Iterator, Sequence

from kehoach_gen.form.comments import GATHERER, LEVELS
from kehoach_gen.form.model import Letter
from kehoach_gen.form.to_xlsx import to_xlsx
from kehoach_gen.nd30 import Law
from kehoach_gen.nd30.letterhead import centred_lines, text_millimetres
from kehoach_gen.office.comment_sheet import comment_sheet
from kehoach_gen.office.comment_word import comment_word
from kehoach_gen.office.comments import Note
from kehoach_gen.office.identity import Identity
from kehoach_gen.office.marks import FIELD, marked
from kehoach_gen.office.template import compile_templates
from kehoach_gen.receipt.faults import Fault, faults, is_made_anew
from kehoach_gen.receipt.model import Receipt, is_late
from kehoach_gen.receipt.to_context import Context, continued, day_words, frame
from kehoach_gen.receipt.to_docx import Template
from kehoach_gen.vietnamese.dates import full_date

COVER = "phieu-de-nghi-chinh-sua.docx"


def file_name(receipt: Receipt) -> str:
    """«0012-so-noi-vu-can-sua.xlsx»: that of the commented copy."""
    name = receipt.came.name
    stem, dot, _ = name.rpartition(".")
    is_word = receipt.returned is not None and receipt.returned.kind == "docx"
    return f"{stem if dot else name}-can-sua.{'docx' if is_word else 'xlsx'}"


def commented(receipt: Receipt, content: bytes) -> tuple[str, bytes]:
    """The name and the content of the copy: `content`, which is the file that was returned, with a comment at each wrong
    cell; for an .xls or .ods file the form filled in anew. Raises ProblemError where nothing can be written into it."""
    assert receipt.form is not None
    assert receipt.returned is not None
    name, notes = file_name(receipt), [_note(fault) for fault in faults(receipt)]
    if receipt.returned.kind == "docx":
        return name, comment_word(content, receipt.came.name, notes, GATHERER)
    book = to_xlsx(receipt.form) if is_made_anew(receipt.returned) else content
    return name, comment_sheet(book, receipt.came.name, notes, GATHERER)


def _note(fault: Fault) -> Note:
    return Note(fault.place, f"{LEVELS[fault.is_error]}: {fault.problem.message}\nCách sửa: {fault.remedy}")


def cover(receipt: Receipt, letter: Letter, template: Template, law: Law) -> bytes:
    """The slip, from the consolidator of `letter`. Raises ProblemError where the template cannot be filled."""
    context = _context(receipt, letter, law)
    base = hashlib.sha256(repr(context).encode()).hexdigest()[:16]
    title = f"Phiếu đề nghị bổ sung, chỉnh sửa báo cáo của {context['kinh_gui']}"
    plan = receipt.form.plan if receipt.form else ""
    return compile_templates(template).fill([(0, context)], Identity(plan, base, title, " ".join(letter.heading)))


def _context(receipt: Receipt, letter: Letter, law: Law) -> Context:
    """The names of `phieutralai.docx`."""
    assert receipt.form is not None
    found = faults(receipt)
    title = centred_lines(continued(letter.subject), law["co_trich_yeu"], text_millimetres(law, landscape=False))
    return {
        **frame(letter, law, title, full_date(None, None, letter.year)),
        "ten_loai": "PHIẾU ĐỀ NGHỊ BỔ SUNG, CHỈNH SỬA BÁO CÁO",
        "trich_yeu": "\n".join(title),
        "kinh_gui": receipt.form.agency_name,
        "mo_dau": _opening(receipt, letter.author, found),
        "hang": list(_faults(found)),
        "ket_thuc": marked(_how(receipt, letter.author), FIELD, "ket_thuc", keep_next=True),
        "noi_nhan": ["Như trên"],
    }


def _opening(receipt: Receipt, author: str, found: Sequence[Fault]) -> str:
    assert receipt.form is not None
    came = receipt.came
    received = f"{came.received:%H giờ %M phút}, {day_words(came.received.date())}"
    errors = sum(fault.is_error for fault in found)
    again = f", {len(found) - errors:02} chỗ đề nghị xem lại" if len(found) > errors else ""
    return (
        f"{author} đã nhận được báo cáo của {receipt.form.agency_name}, tệp «{came.origin.rpartition('/')[2]}», "
        f"lúc {received}. Qua rà soát, báo cáo có {errors:02} chỗ phải sửa{again}:"
    )


def _faults(found: Sequence[Fault]) -> Iterator[Context]:
    """The rows of the table; headings where some things are only to be looked at again."""
    is_mixed = len({fault.is_error for fault in found}) > 1
    for number, fault in enumerate(found, 1):
        if is_mixed and (number == 1 or found[number - 2].is_error != fault.is_error):
            yield {"loai": "muc", "ten": LEVELS[fault.is_error]}
        yield {
            "loai": "loi",
            "tt": marked(str(number), FIELD, f"loi{number}"),
            "cho": fault.where,
            "loi": fault.problem.message,
            "cach_sua": fault.remedy,
        }


def _how(receipt: Receipt, author: str) -> str:
    assert receipt.form is not None
    assert receipt.returned is not None
    remade = f"được lập lại từ tệp .{receipt.returned.kind} đã gửi với các câu trả lời đã đọc được, "
    made = remade if is_made_anew(receipt.returned) else ""
    when = "trong thời hạn 02 ngày làm việc kể từ ngày nhận được Phiếu này"
    if not is_late(receipt.form, receipt.came.received):
        when = (
            f"chậm nhất {day_words(receipt.form.due)}; nếu nhận được Phiếu này sau hạn đó thì gửi trong thời hạn 02 ngày làm việc"
        )
    return (
        f"Tệp «{file_name(receipt)}» gửi kèm Phiếu này {made}có ghi chú tại từng chỗ nêu trên. "
        f"Đề nghị {receipt.form.agency_name} sửa trực tiếp vào tệp gửi kèm, lưu lại và gửi về {author} {when}./."
    )
