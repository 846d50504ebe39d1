"""240 forms of 20 rows against docxtpl's loop over the same template: `python3 bench/forms.py`. Only ratios are printed.

Engines take turns; each figure is the median of the rounds' ratios of CPU time. Ours starts from the forms and compiles
its template anew each round; docxtpl starts from the values ready to print, without marks.
"""

import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "cchc-2023"
FORMS, ROWS, ROUNDS = 240, 20, 5


def main() -> None:
    forms, law, template = load()
    ours, theirs = pair(forms, law, template)
    ratios = [seconds(theirs) / seconds(ours) for _ in range(ROUNDS)]
    size = max(map(len, ours())) / 1024
    print(
        f"1   {len(forms)} biểu, {ROWS} hàng  nhanh hơn docxtpl {statistics.median(ratios):.1f} lần (cần ≥ 18)  biểu ≤ {size:.1f} KB"
    )


def load() -> tuple[list[Any], Any, tuple[str, bytes]]:
    """240 forms of the sample with 20 rows each."""
    from kehoach_gen.calendar import Period
    from kehoach_gen.form.from_plan import Asked, to_forms
    from kehoach_gen.nd30 import law_at
    from kehoach_gen.workspace.folder import open_folder

    folder = open_folder(SAMPLE)
    assert folder.plan is not None
    assert folder.registry is not None
    day = date(2023, 6, 15)
    due = date(2023, 9, 19)
    asked = Asked(Period(2023, "Q3"), {"so": due, "huyen": due, "xa": due})
    made = to_forms(folder.plan, folder.registry, law_at(day), day, asked).forms
    full = [form for form in map(with_rows, made) if form is not None]
    name = "baocao.docx"
    return (full + full)[:FORMS], law_at(day), (name, (ROOT / "templates" / name).read_bytes())


def with_rows(form: Any) -> Any:
    """The form cut to 20 rows, a row an item; None where it has fewer."""
    items = list(map(with_one_line, form.items))
    if len(items) < ROWS:
        return None
    led = [item for item in items if item.role == "lead"][: ROWS // 2]
    rest = [item for item in items if item.role != "lead"][: ROWS - len(led)]
    return form.model_copy(update={"led": tuple(led), "coordinated": tuple(rest)}) if len(led) + len(rest) == ROWS else None


@cache
def with_one_line(item: Any) -> Any:
    """The item as one row; agencies with the same task share it, as they do in a season."""
    return item.model_copy(update={"lines": (item.lines[0].model_copy(update={"text": ""}),)})


def pair(forms: list[Any], law: Any, template: tuple[str, bytes]) -> tuple[Callable[[], list[bytes]], Callable[[], list[bytes]]]:
    """(ours, docxtpl's) way to make these forms."""
    from docxtpl import DocxTemplate

    from kehoach_gen.form.to_context import report_context
    from kehoach_gen.form.to_docx import to_docx
    from kehoach_gen.office.template import compile_templates

    contexts = [bare(report_context(form, law)) for form in forms]

    def ours() -> list[bytes]:
        compile_templates.cache_clear()
        return [to_docx(form, template, law) for form in forms]

    def theirs() -> list[bytes]:
        made = []
        for context in contexts:
            document = DocxTemplate(io.BytesIO(template[1]))
            document.render(context, autoescape=True)
            buffer = io.BytesIO()
            document.save(buffer)
            made.append(buffer.getvalue())
        return made

    assert list(map(words, ours())) == list(map(words, theirs())), "the two engines print different words"
    return ours, theirs


def bare(value: Any) -> Any:
    """The values without their marks."""
    from kehoach_gen.office.marks import without_marks

    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [bare(item) for item in value]
    return without_marks(value) if isinstance(value, str) else value


def words(content: bytes) -> str:
    from lxml import etree

    return "".join(etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")).itertext())


def seconds(action: Callable[[], Any]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
