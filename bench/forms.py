"""240 forms of 20 rows against docxtpl's loop over the same template, and against the floor: `python3 bench/forms.py`.

Engines take turns; each figure is the median of the rounds' ratios of CPU time; only ratios are printed. Ours starts from
the forms and compiles its template anew each round; docxtpl starts from the values ready to print, without marks. In the
season agencies share tasks, so that many forms have rows in common; in «hàng riêng» no two forms have a row in common.
The floor gets the pieces of our finished XML: it joins them, looks for control characters, deflates at level 6 what no
other form holds, zips. Both then write a file a form.
"""

import io
import re
import statistics
import sys
import tempfile
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
    print(f"1   {FORMS} biểu, {ROWS} hàng: {compared(forms, law, template)}; cần ≥ 18 và ≤ 2")
    own = list(map(with_own_rows, forms, range(FORMS)))
    print(f"1   như trên, hàng riêng: {compared(own, law, template)}; để so, không đặt mức")


def compared(forms: list[Any], law: Any, template: tuple[str, bytes]) -> str:
    ours, theirs = pair(forms, law, template)
    made = ours()
    least = floor(made)
    above, faster = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            faster.append(seconds(theirs) / seconds(ours))
            above.append(seconds(written(ours, folder)) / seconds(written(least, folder)))
    size = max(map(len, made)) / 1024
    return f"nhanh hơn docxtpl {statistics.median(faster):.1f} lần, bằng {statistics.median(above):.2f} lần sàn, biểu ≤ {size:.1f} KB"


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


def with_own_rows(form: Any, number: int) -> Any:
    """The form with tasks no other form has."""

    def own(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(item.model_copy(update={"text": f"{item.text} ({number})"}) for item in items)

    return form.model_copy(update={"led": own(form.led), "coordinated": own(form.coordinated)})


def floor(documents: list[bytes]) -> Callable[[], list[bytes]]:
    """The least that can be done to make these documents from the pieces of their main part."""
    from kehoach_gen.office.package import USUAL, Entry, join_entries, read_zip
    from kehoach_gen.office.template import MAIN

    forbidden = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
    entries: dict[tuple[str, bytes], Any] = {}
    made = []
    for document in documents:
        members = read_zip(document, "mau.docx")
        pieces = re.findall("(?:<[^>]*>)+|[^<]+", members[MAIN].decode())
        others = [entries.setdefault(member, Entry.of(*member)) for member in members.items() if member[0] != MAIN]
        made.append((pieces, others))

    def document(pieces: list[str], others: list[Any]) -> bytes:
        xml = "".join(pieces)
        assert forbidden.search(xml) is None
        return join_entries((*others, Entry.of_pieces(MAIN, (xml.encode(),), level=USUAL)))

    return lambda: [document(*parts) for parts in made]


def written(way: Callable[[], list[bytes]], folder: str) -> Callable[[], None]:
    def write() -> None:
        for number, content in enumerate(way()):
            Path(folder, f"{number}.docx").write_bytes(content)

    return write


def pair(forms: list[Any], law: Any, template: tuple[str, bytes]) -> tuple[Callable[[], list[bytes]], Callable[[], list[bytes]]]:
    """(ours, docxtpl's) way to make these forms."""
    from docxtpl import DocxTemplate

    from kehoach_gen.form import to_context
    from kehoach_gen.form.to_docx import to_docx
    from kehoach_gen.office.template import compile_templates

    contexts = [bare(to_context.report_context(form, law)) for form in forms]

    def ours() -> list[bytes]:
        compile_templates.cache_clear()
        to_context._rows.cache_clear()
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
