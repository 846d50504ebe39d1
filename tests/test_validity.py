"""Every Word file we write, against the schemas of ECMA-376, where the checker lies beside the checkout."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kehoach_gen.plan.model import Area, Column, Plan, Task
from kehoach_gen.plan.to_docx import Maker, Template

CHECKER = Path(__file__).resolve().parents[2] / "shared" / "tools" / "validate_docx.py"
pytestmark = pytest.mark.skipif(not CHECKER.exists(), reason="the checker of Word files is not beside this checkout")


def test_every_word_file_is_valid(
    tmp_path: Path, sample_plan: Plan, maker_of: Callable[..., Maker], templates: tuple[Template, Template]
) -> None:
    files = dict(templates)
    for marks in (True, False):
        maker = maker_of(sample_plan, marks=marks)
        files |= {f"{part}-{marks}.docx": getattr(maker, f"{part}_docx")() for part in ("plan", "appendix", "bundle")}
    files["odd.docx"] = maker_of(odd(sample_plan)).bundle_docx()
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    checked = subprocess.run(
        [sys.executable, str(CHECKER), "--warn-as-error", *(str(tmp_path / name) for name in files)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def odd(plan: Plan) -> Plan:
    """Two appendices, added columns, a row too high for a page, texts that XML minds, an issued number, a long name."""
    tasks = tuple(
        Task(id=f"t{i}", text="<a> & «b» \n- c\t" * (400 * i), leads=("SNV",), extra={"kinh_phi": "]]>"}) for i in (1, 0, 2)
    )
    first = plan.appendices[0].model_copy(
        update={"columns": (Column(id="kinh_phi", title="Kinh phí"),), "areas": (Area(tasks=tasks),)}
    )
    second = plan.appendices[0].model_copy(update={"id": "pl2", "title": ""})
    return plan.model_copy(
        update={"appendices": (first, second), "number": "5", "issued": "02/01/2023", "bases": ("Căn cứ Luật A",)}
    )
