"""How well edits made in Word are read back: `python3 bench/absorb.py [FILES]`. Prints recall and precision of facts.

200 files of the sample with random edits of known meaning, half of them tracked: as they are, and with every mark, id, property
and style taken off; 1 to 6 edits a file, and 20 to 30. A fact is a field set, an item put in, taken out or moved.
The bar is that of a prototype; aligning paragraphs with difflib reached 0.77/0.87 and 0.65/0.77.
"""

import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "cchc-2023"
sys.path.insert(0, str(ROOT / "tests" / "edit"))
BARS = {(False, False): "0.997/0.997", (True, False): "0.997/0.997", (False, True): "0.989/0.986", (True, True): "0.953/0.957"}
"""{(stripped, many): recall/precision to be reached}"""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    desk = Desk()
    for (stripped, many), bar in BARS.items():
        recall, precision = desk.measured(count, stripped=stripped, many=many)
        marks, edits = "không còn dấu" if stripped else "còn dấu", "20–30" if many else "1–6"
        print(f"D   {count} tệp, {edits} chỗ sửa mỗi tệp, {marks}: thu hồi {recall:.3f}, chính xác {precision:.3f} (cần {bar})")
    print(f"D   đọc một tệp: {statistics.median(desk.times) / desk.build_time:.0f} lần thời gian dựng tệp đó")


class Desk:
    """The sample, its file, and what it takes to read it."""

    def __init__(self) -> None:
        from kehoach_gen.edit.from_word import Desk as Reader
        from kehoach_gen.plan.to_context import reference_date
        from kehoach_gen.workspace.check import maker_of
        from kehoach_gen.workspace.folder import open_folder

        folder = open_folder(SAMPLE)
        assert folder.plan is not None
        assert folder.registry is not None
        registry = folder.registry
        self.plan = folder.plan
        self.reader = Reader(lambda plan: maker_of(folder, plan, registry), registry, reference_date(folder.plan))
        self.reader.maker(self.plan).bundle_docx()
        start = time.process_time()
        self.content = self.reader.maker(self.plan).bundle_docx()
        self.build_time = time.process_time() - start
        self.times: list[float] = []

    def measured(self, count: int, *, stripped: bool, many: bool) -> tuple[float, float]:
        """(recall, precision) over so many files."""
        right = wanted = found = 0
        for seed in range(count):
            expected, read = self.facts(seed, 20 + seed % 11 if many else 1 + seed % 6, stripped=stripped)
            right += len(expected & read)
            wanted += len(expected)
            found += len(read)
        return right / wanted, right / found

    def facts(self, seed: int, count: int, *, stripped: bool) -> tuple[set[Any], set[Any]]:
        from edit_random import Editor, facts
        from edited import Edited

        from kehoach_gen.change import compare
        from kehoach_gen.edit.from_word import from_word, open_edited

        file = Edited(self.content, self.plan)
        Editor(file, seed).edit(count)
        if stripped:
            file.strip()
        content = file.content()
        start = time.process_time()
        edits = from_word(open_edited(content, "sua.docx", self.plan.id), self.plan, self.reader)
        self.times.append(time.process_time() - start)
        expected = compare(self.plan, file.expected, self.reader.registry, self.reader.day)
        return facts(expected), facts(edits.changes)


if __name__ == "__main__":
    sys.exit(main())
