"""Ratios to docxtpl in one run: `python3 run.py bench`. The machine's speed cancels out; only ratios are printed.

Engines take turns, round by round; each figure is the median of the rounds' ratios. docxtpl is used as its manual says:
open the template, render, save. Both fill the shipped templates with the same words; ours also places its marks.
"""

import io
import math
import resource
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import peers

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "cchc-2023"
ROUNDS = 9


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[1] == "memory":
        use_memory(sys.argv[2])
        return
    peak = memory()  # before this process grows: a child's peak counts from its parent's size
    plan, law, templates = load()
    rows = [("mục tiêu", "việc", "đo được", "cần")]
    rows.append(("2", "kế hoạch và 38 nhiệm vụ, nóng", times(warm(plan, law, templates)), "≥ 7 lần nhanh hơn docxtpl"))
    many = with_rows(plan, 4000)
    rows.append(("4", "phụ lục 4.000 hàng", times(appendix(many, law, templates[1])), "≥ 5 lần nhanh hơn docxtpl"))
    rows.append(("4", "tăng theo số hàng (500 → 4.000)", growth(plan, law, templates[1]), "n^ ≤ 1,1"))
    rows.append(("4", "bộ nhớ, 4.000 hàng", peak, "≤ 0,6 lần docxtpl"))
    rows.append(("8", "kehoach --help", help_time(), "≤ 1,3 lần import click"))
    rows.append(("10", "cỡ mẫu và văn bản", sizes(plan, law, templates), "mẫu ≤ 20 KB"))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    peers.main()


def load() -> tuple[Any, Any, list[tuple[str, bytes]]]:
    from kehoach_gen.nd30 import law_at
    from kehoach_gen.plan.to_context import reference_date
    from kehoach_gen.workspace.folder import open_folder

    folder = open_folder(SAMPLE)
    assert folder.plan is not None
    return folder.plan, law_at(reference_date(folder.plan)), list(folder.templates.items())


def with_rows(plan: Any, count: int) -> Any:
    """The plan with one unnamed area of `count` tasks, the sample's own over and over."""
    tasks = list(plan.tasks)
    repeated = tuple(tasks[i % len(tasks)].model_copy(update={"id": f"n{i + 1}"}) for i in range(count))
    area = plan.appendices[0].areas[0].model_copy(update={"name": "", "tasks": repeated})
    return plan.model_copy(update={"appendices": (plan.appendices[0].model_copy(update={"areas": (area,)}),)})


Pair = tuple[Callable[[], Any], Callable[[], Any]]


def fill(stories: list[tuple[tuple[str, bytes], dict[str, Any]]]) -> Pair:
    """(ours, docxtpl's) way to make one document of each story."""
    import re

    from docxtpl import DocxTemplate

    from kehoach_gen.office.identity import Identity
    from kehoach_gen.office.marks import CONTROLS
    from kehoach_gen.office.template import compile_templates

    identity = Identity("cchc-2023", "0123456789abcdef", "Kế hoạch", "UBND")
    mark = re.compile(f"{CONTROLS[0]}[^{CONTROLS[1]}]*{CONTROLS[1]}|{CONTROLS[2]}")

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return mark.sub("", value) if isinstance(value, str) else value

    bare = [(template, plain(context)) for template, context in stories]

    def ours() -> list[bytes]:
        return [compile_templates(template).fill([(0, context)], identity) for template, context in stories]

    def theirs() -> list[bytes]:
        made = []
        for (_, content), context in bare:
            document = DocxTemplate(io.BytesIO(content))
            document.render(context, autoescape=True)
            buffer = io.BytesIO()
            document.save(buffer)
            made.append(buffer.getvalue())
        return made

    assert [words(content) for content in ours()] == [words(content) for content in theirs()], (
        "the two engines print different words"
    )
    return ours, theirs


def words(content: bytes) -> str:
    from lxml import etree

    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    return "".join(root.itertext())


def warm(plan: Any, law: Any, templates: list[tuple[str, bytes]]) -> Pair:
    from kehoach_gen.plan.to_context import appendix_context, plan_context

    return fill([(templates[0], plan_context(plan, law)), (templates[1], appendix_context(plan, 0, law, str))])


def appendix(plan: Any, law: Any, template: tuple[str, bytes]) -> Pair:
    from kehoach_gen.plan.to_context import appendix_context

    return fill([(template, appendix_context(plan, 0, law, str))])


def seconds(action: Callable[[], Any]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def times(pair: Pair) -> str:
    ours, theirs = pair
    ratios = [seconds(theirs) / seconds(ours) for _ in range(ROUNDS)]
    return f"nhanh hơn {statistics.median(ratios):.1f} lần"


def growth(plan: Any, law: Any, template: tuple[str, bytes]) -> str:
    pairs = [appendix(with_rows(plan, count), law, template)[0] for count in (500, 4000)]
    few, many = (statistics.median(seconds(ours) for _ in range(ROUNDS)) for ours in pairs)
    return f"n^{math.log(many / few) / math.log(8):.2f}"


def memory() -> str:
    ours, theirs = (
        int(subprocess.run([sys.executable, __file__, "memory", engine], capture_output=True, check=True, text=True).stdout)
        for engine in ("ours", "docxtpl")
    )
    return f"{ours / theirs:.2f} lần"


def use_memory(engine: str) -> None:
    """Prints the peak memory of a process that fills 4,000 rows with one engine, over what it took to load everything."""
    from docxtpl import DocxTemplate

    from kehoach_gen.office.identity import Identity
    from kehoach_gen.office.template import compile_templates
    from kehoach_gen.plan.to_context import appendix_context

    plan, law, templates = load()
    context = appendix_context(with_rows(plan, 4000), 0, law, str)
    if engine == "ours":
        compile_templates(templates[1]).fill([(0, context)], Identity("p", "0" * 16, "T", "A"))
    else:
        from kehoach_gen.office import marks

        document = DocxTemplate(io.BytesIO(templates[1][1]))
        document.render(_without_marks(context, marks.CONTROLS), autoescape=True)
        document.save(io.BytesIO())
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _without_marks(value: Any, controls: str) -> Any:
    if isinstance(value, dict):
        return {key: _without_marks(item, controls) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_marks(item, controls) for item in value]
    return value.split(controls[1])[-1].rstrip(controls[2]) if isinstance(value, str) else value


def help_time() -> str:
    def run(*arguments: str) -> float:
        return seconds(lambda: subprocess.run([sys.executable, *arguments], capture_output=True, check=True))

    ratios = [run("-m", "kehoach_gen", "--help") / run("-c", "import click") for _ in range(3 * ROUNDS)]
    return f"{statistics.median(ratios):.2f} lần"


def sizes(plan: Any, law: Any, templates: list[tuple[str, bytes]]) -> str:
    ours, _ = warm(plan, law, templates)
    made = [len(content) for _, content in templates] + [len(content) for content in ours()]
    return "mẫu {:.1f} và {:.1f} KB; kế hoạch {:.1f}, phụ lục {:.1f} KB".format(*(size / 1024 for size in made))


if __name__ == "__main__":
    main()
