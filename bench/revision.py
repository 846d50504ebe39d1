"""An edit of one task against docxtpl rendering every form again: `python3 bench/revision.py`. Only ratios are printed.

The season stands on disk. Ours looks at every Word file of it, makes what is stale and writes it; docxtpl renders all in
memory. «Cả phần lập lại biểu» adds the time to make the forms, as values, from the edited plan.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import forms as season
from forms import SAMPLE

ROUNDS = 3


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        _, docxtpl = season.pair(list(desk.asked(desk.plan).forms), desk.law, desk.template)
        for words, task, needed in (("việc của một cơ quan", "n17", "≥ 200"), ("việc của mọi cơ quan", "n06", "≥ 18")):
            print(f"5   sửa {words}: {desk.ratios(task, docxtpl)} (cần {needed}, không kể phần lập lại biểu)")
        print(f"5   không sửa gì: ghi {desk.written(desk.plan)} tệp (cần 0)")


class Desk:
    """The sample's third quarter, made once in a folder."""

    def __init__(self, folder: Path) -> None:
        from kehoach_gen.nd30 import law_at
        from kehoach_gen.workspace.folder import FORM_TEMPLATE, open_folder, read_template

        self.folder = open_folder(SAMPLE)
        assert self.folder.plan is not None
        assert self.folder.registry is not None
        self.plan, self.registry, self.day = self.folder.plan, self.folder.registry, date(2023, 6, 15)
        self.law = law_at(self.day)
        self.template = (FORM_TEMPLATE, read_template(self.folder, FORM_TEMPLATE))
        self.out = folder
        self.edits = 0
        self.make(self.asked(self.plan))

    def asked(self, plan: Any) -> Any:
        from kehoach_gen.calendar import Period
        from kehoach_gen.form.from_plan import Asked, to_forms

        due = date(2023, 9, 19)
        return to_forms(plan, self.registry, self.law, self.day, Asked(Period(2023, "Q3"), {"so": due, "huyen": due, "xa": due}))

    def make(self, forms: Any) -> int:
        """Brings the Word files up to date; how many were written."""
        from kehoach_gen.calendar import Period
        from kehoach_gen.workspace.forms import FormRecipes
        from kehoach_gen.workspace.output import Output
        from kehoach_gen.workspace.recipe import make

        recipes = FormRecipes(self.folder, self.plan, self.registry, Period(2023, "Q3")).of(
            forms.forms, whole=False, zipped=False
        )
        documents = [recipe for recipe in recipes if recipe.name.endswith(".docx")]
        files = make(documents, Output.open(self.out), {"ke_hoach": self.plan.id}, lambda step: None)
        return sum(file.status == "written" for file in files)

    def edited(self, id: str) -> Any:
        """The plan with one more word in one task, another word each time."""
        self.edits += 1
        appendix = self.plan.appendices[0]
        areas = tuple(
            area.model_copy(update={"tasks": tuple(self.longer(task) if task.id == id else task for task in area.tasks)})
            for area in appendix.areas
        )
        return self.plan.model_copy(update={"appendices": (appendix.model_copy(update={"areas": areas}),)})

    def longer(self, task: Any) -> Any:
        return task.model_copy(update={"text": f"{task.text} (lần {self.edits})"})

    def ratios(self, id: str, docxtpl: Callable[[], Any]) -> str:
        bare, whole = [], []
        for _ in range(ROUNDS):
            plan = self.edited(id)
            theirs = season.seconds(docxtpl)
            start = time.process_time()
            forms = self.asked(plan)
            middle = time.process_time()
            written = self.make(forms)
            end = time.process_time()
            bare.append(theirs / (end - middle))
            whole.append(theirs / (end - start))
        return f"{written} mẫu, nhanh hơn docxtpl {statistics.median(bare):.0f} lần, cả phần lập lại biểu {statistics.median(whole):.0f} lần"

    def written(self, plan: Any) -> int:
        self.make(self.asked(plan))
        return self.make(self.asked(plan))


if __name__ == "__main__":
    sys.exit(main())
