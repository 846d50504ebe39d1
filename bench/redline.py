"""A redline against python-redlines: `python3 bench/redline.py [PYTHON]`. Only ratios are printed.

PYTHON is an interpreter that has python-redlines and one or both of its engines, which take minutes; without it only the
growth is printed.
Ours starts from two plans, compiles the templates anew and renders; python-redlines starts from the two finished files.
"""

import math
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "cchc-2023"
ENGINES = {"Docxodus": "DocxodusEngine", "Open XML PowerTools": "XmlPowerToolsEngine"}
GOALS = {40: 0.5, 300: 0.25}
ROUNDS, THEIR_ROUNDS = 5, 2


def main() -> None:
    if sys.argv[1:2] == ["peer"]:
        run_peer(*sys.argv[2:])
        return
    desks = {count: Desk(count) for count in (*GOALS, 2400)}
    ours = {count: statistics.median(desk.seconds() for _ in range(ROUNDS)) for count, desk in desks.items()}
    growth = math.log(ours[2400] / ours[300]) / math.log(2400 / 300)
    print(f"9   bản đối chiếu, 300 → 2.400 nhiệm vụ: tăng n^{growth:.2f}")
    for engine in ENGINES if len(sys.argv) > 1 else ():
        for count, goal in GOALS.items():
            theirs = desks[count].peer_seconds(sys.argv[1], engine)
            shown = f"{ours[count] / theirs:.3f} lần thời gian" if theirs else "không so được với"
            print(f"9   {count} nhiệm vụ: {shown} python-redlines ({engine}) (cần < {goal})")


class Desk:
    """A plan of so many tasks, and a revision of it: a tenth of the tasks reworded, some added, removed and moved."""

    def __init__(self, count: int) -> None:
        from run import with_rows

        from kehoach_gen.nd30 import law_at
        from kehoach_gen.plan.to_context import reference_date
        from kehoach_gen.plan.to_docx import Maker
        from kehoach_gen.workspace.folder import open_folder

        folder = open_folder(SAMPLE)
        assert folder.plan is not None
        law, templates = law_at(reference_date(folder.plan)), list(folder.templates.items())
        old = with_rows(folder.plan, count)
        self.old, self.new = (Maker(plan, law, str, *templates[:2]) for plan in (old, revised(old)))

    def seconds(self) -> float:
        from kehoach_gen.change.to_docx import redline
        from kehoach_gen.office.redline import Revision
        from kehoach_gen.office.template import compile_templates

        compile_templates.cache_clear()
        start = time.perf_counter()
        redline(self.old, self.new, Revision("Sở Nội vụ"))
        return time.perf_counter() - start

    def peer_seconds(self, python: str, engine: str) -> float | None:
        """The median of python-redlines' times; None where it fails or the engine is not there."""
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder) / name for name in ("old.docx", "new.docx")]
            for file, maker in zip(files, (self.old, self.new), strict=True):
                file.write_bytes(maker.bundle_docx())
            command = [python, __file__, "peer", ENGINES[engine], *map(str, files)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            return float(done.stdout) if done.returncode == 0 else None


def revised(plan: Any) -> Any:
    (appendix,) = plan.appendices
    (area,) = appendix.areas
    tasks = [
        task.model_copy(update={"text": task.text.replace("thực hiện", "triển khai"), "deadline": "Quý I/2024"})
        if place % 10 == 3
        else task
        for place, task in enumerate(area.tasks)
    ]
    added = [tasks[place].model_copy(update={"id": f"z{place}"}) for place in range(5, len(tasks), 40)]
    moved = tasks.pop(7)
    del tasks[11]
    area = area.model_copy(update={"tasks": (*tasks, *added, moved)})
    return plan.model_copy(update={"appendices": (appendix.model_copy(update={"areas": (area,)}),)})


def run_peer(engine: str, old: str, new: str) -> None:
    """Prints the seconds python-redlines takes, without loading it and without its first run."""
    from python_redlines import engines

    made = getattr(engines, engine)()
    contents = [Path(name).read_bytes() for name in (old, new)]
    times = []
    for _ in range(1 + THEIR_ROUNDS):
        start = time.perf_counter()
        made.run_redline("A", *contents)
        times.append(time.perf_counter() - start)
    print(statistics.median(times[1:]))


if __name__ == "__main__":
    sys.exit(main())
