"""Plan → the plan, its appendices, and both in one file, as Word documents."""

from dataclasses import dataclass
from functools import cached_property
from unicodedata import is_normalized, normalize

from kehoach_gen.nd30 import Law
from kehoach_gen.office.columns import add_columns
from kehoach_gen.office.identity import Identity
from kehoach_gen.office.template import Assembly, compile_templates
from kehoach_gen.plan.model import Appendix, Plan
from kehoach_gen.plan.to_context import Context, NameOf, appendix_context, plan_context
from kehoach_gen.plan.to_json import fingerprint, to_json

Template = tuple[str, bytes]
"""A template's name, for messages, and its content."""


@dataclass(frozen=True)
class Maker:
    """What all documents of one plan are made with. Every method returns the bytes of a .docx file and raises
    ProblemError where a template cannot be filled."""

    plan: Plan
    law: Law
    name_of: NameOf
    plan_template: Template
    appendix_template: Template
    marks: bool = True

    def plan_docx(self) -> bytes:
        """`ke-hoach.docx`: the plan alone."""
        story = (0, plan_context(self._printed, self.law))
        return compile_templates(self.plan_template).fill([story], self.identity(self.title()))

    def appendix_docx(self) -> bytes:
        """`phu-luc.docx`: the appendices, each a section with its own page numbers."""
        assembly, stories = self.stories(with_plan=False)
        return assembly.fill(stories, self.identity(f"Phụ lục kèm theo {self.title()}"))

    def bundle_docx(self) -> bytes:
        """`ban-hanh.docx`: the plan, portrait, then its appendices, landscape."""
        assembly, stories = self.stories(with_plan=True)
        return assembly.fill(stories, self.identity(self.title()))

    @cached_property
    def _printed(self) -> Plan:
        """The plan as it is printed: in composed letters, whatever the keyboard gave (NĐ 30/2020, Phụ lục I, I.4)."""
        data = to_json(self.plan).decode()
        if is_normalized("NFC", data):
            return self.plan
        return Plan.model_validate_json(normalize("NFC", data))

    def prepare(self) -> None:
        """Compiles what the documents need, without filling it. Raises ProblemError where the templates do not fit the
        plan or each other."""
        compile_templates(self.plan_template)
        for with_plan in (False, True) if self.plan.appendices else ():
            compile_templates(*dict.fromkeys(self.templates(with_plan=with_plan)))

    def templates(self, *, with_plan: bool) -> list[Template]:
        """The template of each story, in order."""
        appendices = [self._template_of(appendix) for appendix in self.plan.appendices]
        return [self.plan_template, *appendices] if with_plan else appendices

    def stories(self, *, with_plan: bool) -> tuple[Assembly, list[tuple[int, Context]]]:
        templates = self.templates(with_plan=with_plan)
        kinds = list(dict.fromkeys(templates))
        contexts = [plan_context(self._printed, self.law)] if with_plan else []
        contexts += [appendix_context(self._printed, index, self.law, self.name_of) for index in range(len(self.plan.appendices))]
        return compile_templates(*kinds), [
            (kinds.index(template), context) for template, context in zip(templates, contexts, strict=True)
        ]

    def _template_of(self, appendix: Appendix) -> Template:
        name, content = self.appendix_template
        columns = tuple((column.title, f"{{{{ nv.cot_them.{column.id} }}}}") for column in appendix.columns)
        return (name, add_columns(name, content, "nv.ghi_chu", columns)) if columns else self.appendix_template

    def title(self) -> str:
        return f"{self.plan.kind} {' '.join(self.plan.subject.split())}"

    def identity(self, title: str) -> Identity:
        return Identity(self.plan.id, fingerprint(self.plan), title, self.plan.authority.name, self.marks)
