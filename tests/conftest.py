"""What tests of every room share: the sample plan and the shipped templates."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kehoach_gen.nd30 import Law, law_at
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_docx import Maker, Template
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.source.to_value import validate
from kehoach_gen.workspace.folder import Folder, open_folder

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "cchc-2023"


def plan_from(text: str) -> Plan:
    """The plan of a YAML text; fails the test where it is no plan."""
    plan, problems = validate(from_yaml(text.encode(), "ke-hoach.yaml"), Plan)
    assert plan is not None, [problem.message for problem in problems]
    return plan


@pytest.fixture(scope="session")
def sample_folder() -> Folder:
    return open_folder(SAMPLE)


@pytest.fixture(scope="session")
def sample_plan() -> Plan:
    return plan_from((SAMPLE / "ke-hoach.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def templates() -> tuple[Template, Template]:
    def read(name: str) -> Template:
        return name, (ROOT / "templates" / name).read_bytes()

    return read("kehoach.docx"), read("phuluc.docx")


@pytest.fixture(scope="session")
def law(sample_plan: Plan) -> Law:
    return law_at(reference_date(sample_plan))


@pytest.fixture(scope="session")
def maker_of(law: Law, templates: tuple[Template, Template], sample_folder: Folder) -> Callable[[Plan], Maker]:
    """A maker of any plan's documents, with the sample's agencies."""
    registry = sample_folder.registry
    assert registry is not None

    def maker(plan: Plan, *, marks: bool = True) -> Maker:
        day = reference_date(plan)
        return Maker(plan, law_at(day), lambda ref: registry.name_of(ref, day), *templates, marks=marks)

    return maker
