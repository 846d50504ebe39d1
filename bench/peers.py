"""240 forms of 20 rows against other engines than docxtpl: `python3 bench/peers.py [PYTHON]`. Only ratios are printed.

PYTHON is an interpreter that has the peers, build/peers/bin/python unless said; they cannot stand beside docxtpl, whose
package's name one of them takes. A peer that is not there is named, with how to get it. Engines take turns; each figure
is the median of the rounds' ratios of CPU time. Every engine gets the values ready to print, ours the forms.

- rust-docxtpl fills the same template.
- docx-mailmerge2 fills a template of its own: no condition, no list of paragraphs, no row of another kind than the first.
  So its template is our form for one kind of agency, a list is one field with line breaks, a row that names an area has as
  many cells as the others, and no line under a title or drop-down list follows its text. The words are the same.
"""

import io
import pickle
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import forms as season
from forms import ROOT, seconds

PEERS = ("docx-mailmerge2", "rust-docxtpl")
PYTHON = ROOT / "build" / "peers" / "bin" / "python"
ROUNDS = 5
TABLES = ("chu_tri", "phoi_hop")


def main() -> None:
    if sys.argv[1:2] == ["peer"]:
        run_peer(*sys.argv[2:])
        return
    python = Path(sys.argv[1]) if len(sys.argv) > 1 else PYTHON
    there = [name for name in PEERS if has(python, name)]
    for name in PEERS:
        if name not in there:
            print(f"1   {name}: chưa cài. python3 -m venv build/peers; build/peers/bin/pip install {name}; rồi chạy lại.")
    if there:
        compare(python, there)


def has(python: Path, name: str) -> bool:
    command = [str(python), "-c", f"import importlib.metadata; importlib.metadata.version('{name}')"]
    return python.exists() and subprocess.run(command, capture_output=True, check=False).returncode == 0


def compare(python: Path, names: list[str]) -> None:
    from kehoach_gen.form.to_context import report_context

    forms, law, template = season.load()
    ours, docxtpl = season.pair(forms, law, template)
    contexts = [season.bare(report_context(form, law)) for form in forms]
    with tempfile.TemporaryDirectory() as folder:
        peers = {name: Peer(python, name, Path(folder, name), task(name, template[1], contexts)) for name in names}
        expected = list(map(season.words, docxtpl()))
        for name, peer in peers.items():
            assert list(map(season.words, peer.documents())) == expected, f"{name} prints different words"
        rounds = [(seconds(ours), seconds(docxtpl), [peer.seconds() for peer in peers.values()]) for _ in range(ROUNDS)]
        for peer in peers.values():
            peer.end()
    for number, name in enumerate(names):
        faster = statistics.median(theirs[number] / our for our, _, theirs in rounds)
        share = statistics.median(theirs[number] / slow for _, slow, theirs in rounds)
        print(f"1   {name}: nhanh hơn {faster:.1f} lần (cần ≥ 6); thời gian của nó bằng {share:.2f} lần docxtpl")


def task(name: str, template: bytes, contexts: list[Any]) -> Any:
    """What the peer is to do, for another Python to read."""
    if name == "rust-docxtpl":
        return template, contexts
    return mailmerge_template(template, contexts[0]), [(dict(flat(context)), table_rows(context)) for context in contexts]


def flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a context beside its tables, each under one name."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in ("hang", "ke_dong"):
                yield from flat(item, f"{name}_{key}" if name else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for number, item in enumerate(value):
            yield from flat(item, f"{name}_{number}")
    elif isinstance(value, str | list):
        yield name, value if isinstance(value, str) else ";\n- ".join(value) if name == "noi_nhan" else "\n".join(value)


def table_rows(context: Any) -> dict[str, list[dict[str, str]]]:
    from kehoach_gen.form.layout import CHOOSE

    def texts(name: str, row: Any) -> dict[str, str]:
        is_area = row["loai"] == "linh_vuc"
        shown = {**row, "nhiem_vu": row["ten"]} if is_area else {**row, "tien_do": CHOOSE}
        return {f"{name}_hang_{key}": shown.get(key, "") for key in columns(name)}

    return {name: [texts(name, row) for row in context[name]["hang"]] for name in TABLES}


def columns(table: str) -> list[str]:
    from kehoach_gen.form.layout import COLUMNS

    return [column.key for column in COLUMNS["lead" if table == "chu_tri" else "coordinator"]]


def mailmerge_template(template: bytes, context: Any) -> bytes:
    """Our template filled with the names of the fields, each then made a field."""
    from docxtpl import DocxTemplate

    from kehoach_gen.office.package import read_zip, write_zip
    from kehoach_gen.office.template import MAIN

    document, buffer = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    named = with_names(context)
    for name in TABLES:
        named[name]["hang"] = [{"loai": "noi_dung", **{key: f"@{name}_hang_{key}@" for key in columns(name)}}]
    document.render(named, autoescape=True)
    document.save(buffer)
    members = read_zip(buffer.getvalue(), "mau.docx")
    run = re.compile(r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>([^<]*@[^<]*)</w:t></w:r>")
    members[MAIN] = run.sub(lambda match: "".join(runs(match[1] or "", match[2])), members[MAIN].decode()).encode()
    return write_zip(members)


def with_names(value: Any, name: str = "") -> Any:
    """The context with a field's name in the place of each text."""
    if isinstance(value, dict):
        return {
            key: item if key in ("hang", "ke_dong") else with_names(item, f"{name}_{key}" if name else key)
            for key, item in value.items()
        }
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [with_names(item, f"{name}_{number}") for number, item in enumerate(value)]
    if isinstance(value, list):
        return [f"@{name}@"]
    return f"@{name}@" if isinstance(value, str) else value


def runs(properties: str, text: str) -> Iterator[str]:
    for number, part in enumerate(text.split("@")):
        run = f'<w:r>{properties}<w:t xml:space="preserve">{part}</w:t></w:r>'
        yield f'<w:fldSimple w:instr=" MERGEFIELD {part} ">{run}</w:fldSimple>' if number % 2 else run if part else ""


class Peer:
    """An engine in a process of its own, which does its task when told to and says how long it took."""

    def __init__(self, python: Path, name: str, folder: Path, task: Any) -> None:
        folder.mkdir()
        self.results = folder / "made"
        (folder / "task").write_bytes(pickle.dumps(task))
        command = [str(python), __file__, "peer", name, str(folder)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.seconds()

    def seconds(self) -> float:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(file=self.process.stdin, flush=True)
        return float(self.process.stdout.readline())

    def documents(self) -> list[bytes]:
        made: list[bytes] = pickle.loads(self.results.read_bytes())
        return made

    def end(self) -> None:
        self.process.communicate()


def run_peer(name: str, folder: str) -> None:
    """The peer's side: a line in, its work done, the seconds out. The first documents are kept to be read."""
    template, contexts = pickle.loads(Path(folder, "task").read_bytes())
    make = by_mailmerge if name == "docx-mailmerge2" else by_docxtpl
    for number, _ in enumerate(sys.stdin):
        made: list[bytes] = []
        took = seconds(lambda: made.extend(make(template, context) for context in contexts))  # noqa: B023
        if number == 0:
            Path(folder, "made").write_bytes(pickle.dumps(made))
        print(took, flush=True)


def by_docxtpl(template: bytes, context: Any) -> bytes:
    from docxtpl import DocxTemplate

    document, buffer = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    document.render(context, autoescape=True)
    document.save(buffer)
    return buffer.getvalue()


def by_mailmerge(template: bytes, values: Any) -> bytes:
    from mailmerge import MailMerge

    fields, tables = values
    buffer = io.BytesIO()
    with MailMerge(io.BytesIO(template)) as document:
        for name, rows in tables.items():
            document.merge_rows(f"{name}_hang_tt", rows)
        document.merge(**fields)
        document.write(buffer)
    return buffer.getvalue()


if __name__ == "__main__":
    sys.exit(main())
