"""A year of the sample: every form of four periods as Word and Excel, 984 of them read back, judged, consolidated:
`python3 bench/season.py`. Printed is the share of a minute that each step takes; the goal is the whole under one.

Half come back as Word files, half as workbooks; everything stays in memory, as the renderings of the other benches do.
"""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from forms import ROOT, SAMPLE

PERIODS = ("2023-Q1", "2023-H1", "2023-Q3", "2023")
LATEST = date(2024, 1, 31)


def main() -> None:
    year = Year()
    total = 0.0
    for words, step in (
        ("lập mẫu, docx và xlsx", year.make),
        ("đọc 984 tệp gửi về", year.read),
        ("xếp loại", year.judge),
        ("tổng hợp", year.consolidate),
    ):
        start = time.perf_counter()
        step()
        taken = time.perf_counter() - start
        total += taken
        print(f"11  {words}: {taken / 60:.3f} phút")
    print(f"11  cả năm, {len(year.files)} tệp gửi về: {total / 60:.2f} phút (cần < 1)")


class Year:
    def __init__(self) -> None:
        from kehoach_gen.calendar import parse_period
        from kehoach_gen.form.from_plan import Asked, to_forms
        from kehoach_gen.nd30 import law_at
        from kehoach_gen.plan.to_context import reference_date
        from kehoach_gen.workspace.folder import open_folder

        folder = open_folder(SAMPLE)
        assert folder.plan is not None
        assert folder.registry is not None
        self.registry, self.day = folder.registry, reference_date(folder.plan)
        self.law = law_at(self.day)
        self.template = ("baocao.docx", (ROOT / "templates" / "baocao.docx").read_bytes())
        dues = dict.fromkeys(("so", "huyen", "xa"), LATEST)
        self.asked = [
            to_forms(folder.plan, self.registry, self.law, self.day, Asked(parse_period(name), dues))  # type: ignore[arg-type]
            for name in PERIODS
        ]
        self.forms = [form for asked in self.asked for form in asked.forms]
        self.files: list[tuple[Any, bytes]] = []
        self.came: dict[str, list[Any]] = {}
        self.boards: list[Any] = []

    def make(self) -> None:
        from kehoach_gen.form.to_docx import to_docx
        from kehoach_gen.form.to_xlsx import to_xlsx

        for number, form in enumerate(map(answered, self.forms)):
            both = to_docx(form, self.template, self.law), to_xlsx(form)
            self.files.append((form, both[number % 2]))

    def read(self) -> None:
        from kehoach_gen.receipt.model import Came
        from kehoach_gen.workspace.returns import read

        for number, (form, content) in enumerate(self.files, 1):
            name = f"{number:04}"
            came = Came(number, name, name, datetime(2023, 1, 1), name, returned=read(content, name))
            self.came.setdefault(form.period, []).append(came)

    def judge(self) -> None:
        from kehoach_gen.receipt.from_returned import from_returned
        from kehoach_gen.receipt.model import Sent

        for asked in self.asked:
            sent = {form.agency: form for form in asked.forms}
            period = asked.forms[0].period
            self.boards.append(from_returned(Sent(asked.forms[0].plan, period, sent), self.came[period]))

    def consolidate(self) -> None:
        from kehoach_gen.report.from_board import Basis, from_board

        report = from_board(Basis(self.asked[-1], self.boards), self.registry, self.day)
        assert report.tally.total == report.tally.done


def answered(form: Any) -> Any:
    """The form with every line answered."""
    from kehoach_gen.form.model import Answer

    said = Answer(result="Đã ban hành văn bản.", progress="Đã hoàn thành", product="12/KH-UBND", product_date="05/01/2023")
    return form.model_copy(
        update={"led": filled(form.led, said), "coordinated": filled(form.coordinated, Answer(result="Đã góp ý."))}
    )


def filled(items: Sequence[Any], said: Any) -> tuple[Any, ...]:
    fill: Callable[[Any], Any] = lambda line: line.model_copy(update={"answer": said})  # noqa: E731
    return tuple(item.model_copy(update={"lines": tuple(map(fill, item.lines))}) for item in items)


if __name__ == "__main__":
    sys.exit(main())
