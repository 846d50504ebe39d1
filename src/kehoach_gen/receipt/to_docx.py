"""Board → the letter that reminds those who have still to send (công văn đôn đốc)."""

import hashlib
from datetime import date

from kehoach_gen.form.model import Letter
from kehoach_gen.nd30 import Law
from kehoach_gen.office.identity import Identity
from kehoach_gen.office.template import compile_templates
from kehoach_gen.problem import INFO, Place, Problem, ProblemError
from kehoach_gen.receipt.model import Board
from kehoach_gen.receipt.to_context import Asking, others, reminder_context

Template = tuple[str, bytes]
"""A template's name, for messages, and its content."""
_ALL_SENT = "Các cơ quan, đơn vị khác đã gửi đủ báo cáo, không phải chỉnh sửa."


def reminder(board: Board, letter: Letter, template: Template, law: Law, today: date, by: date) -> bytes:
    """`don-doc.docx`, written by the consolidator of `letter` as of `today`, to be answered before `by`; the same bytes for
    the same board. Raises ProblemError where nobody but the writer needs reminding, or the template cannot be filled."""
    if not any(sender.needs_reminding for sender in others(board, letter)):
        raise ProblemError(Problem("khong-con-ai-don-doc", INFO, Place("--period"), _ALL_SENT, "không có công văn đôn đốc."))
    context = reminder_context(board, letter, law, Asking(today, by))
    base = hashlib.sha256(repr(context).encode()).hexdigest()[:16]
    title = f"Đôn đốc gửi báo cáo {letter.subject[:1].lower()}{letter.subject[1:]}"
    identity = Identity(board.plan, base, title, " ".join(letter.heading), extra={"period": board.period})
    return compile_templates(template).fill([(0, context)], identity)
