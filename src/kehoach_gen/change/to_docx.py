"""Two versions of a plan → the redline of the document, and the table that sets them side by side."""

from collections.abc import Iterator
from dataclasses import replace

from kehoach_gen.change.match import Matching, match
from kehoach_gen.change.model import Changes
from kehoach_gen.change.outline import ROOT
from kehoach_gen.change.to_context import Redliner
from kehoach_gen.change.to_rows import comparison_context
from kehoach_gen.nd30 import Law
from kehoach_gen.office.identity import Identity
from kehoach_gen.office.redline import Revision, show, track
from kehoach_gen.office.template import compile_templates
from kehoach_gen.plan.to_context import Context
from kehoach_gen.plan.to_docx import Maker, Template
from kehoach_gen.plan.to_json import fingerprint

Told = tuple[Template, Context]
"""A story of the document: what it is printed with."""


def redline(old: Maker, new: Maker, revision: Revision) -> bytes:
    """`ban-hanh.docx` of the new plan, all that differs from the old one as tracked changes.

    Accepted it is the new document, rejected the old one, with the numbers, and the columns an office has added, of the new.
    Raises ProblemError where a template cannot be filled.
    """
    stories = list(_redlined(match(old.plan, new.plan), _told(old), _told(new)))
    templates = list(dict.fromkeys(template for template, _ in stories))
    filled = [(templates.index(template), context) for template, context in stories]
    identity = replace(new.identity(new.title()), extra={"redline": fingerprint(old.plan)})
    return track(compile_templates(*templates).fill(filled, identity), revision)


def _told(maker: Maker) -> list[Told]:
    contexts = (context for _, context in maker.stories(with_plan=True)[1])
    return list(zip(maker.templates(with_plan=True), contexts, strict=True))


def _redlined(matching: Matching, olds: list[Told], news: list[Told]) -> Iterator[Told]:
    """The plan, then the appendices of both versions."""
    redliner = Redliner(matching, [context for _, context in news])
    yield news[0][0], redliner.plan(olds[0][1], news[0][1])
    for step in matching.steps(ROOT, ROOT, "phu_luc"):
        was, now = redliner.place(step)
        old = None if was is None else olds[was + 1]
        new = None if now is None else news[now + 1]
        if old and new:
            yield new[0], redliner.appendix(step, old[1], new[1])
        elif old:
            yield old[0], redliner.other_appendix(old[1], "deleted")
        elif new:
            yield new[0], redliner.other_appendix(new[1], "inserted")


def comparison(changes: Changes, template: Template, law: Law, called: tuple[str, str] = ("", "")) -> bytes:
    """`bang-so-sanh.docx`: what was and what is, item by item, with whom it touches, and room for the reasons.

    `called`: which versions, or files, the two are: «v1, ngày 15/06/2023».
    """
    plan = changes.new
    title = f"Bảng so sánh, thuyết minh {plan.kind} {' '.join(plan.subject.split())}"
    identity = Identity(plan.id, fingerprint(plan), title, plan.authority.name, extra={"comparison": fingerprint(changes.old)})
    return show(compile_templates(template).fill([(0, comparison_context(changes, law, called))], identity))
