"""Form → the report its agency fills in, as a Word document."""

from kehoach_gen.form.model import Form
from kehoach_gen.form.to_context import report_context
from kehoach_gen.nd30 import Law
from kehoach_gen.office.identity import Identity
from kehoach_gen.office.template import compile_templates

Template = tuple[str, bytes]
"""A template's name, for messages, and its content."""


def to_docx(form: Form, template: Template, law: Law) -> bytes:
    """The .docx file; the same bytes for the same form. Raises ProblemError where the template cannot be filled."""
    return compile_templates(template).fill([(0, report_context(form, law))], _identity(form))


def _identity(form: Form) -> Identity:
    subject = form.letter.subject
    known = {"form": form.code, "period": form.period, "agency": form.agency}
    return Identity(form.plan, form.base, f"Báo cáo {subject[:1].lower()}{subject[1:]}", form.agency_name, extra=known)
