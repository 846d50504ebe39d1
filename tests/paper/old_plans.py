"""The sample plan as offices lay plans out in Word: builders of hard layouts, and how much of them was read right.

Long, because fifteen layouts stand in it, each a few lines that differ from the first.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path as FilePath

from kehoach_gen.agency import Registry
from kehoach_gen.nd30 import law_at
from kehoach_gen.nd30.letterhead import page, page_number
from kehoach_gen.nd30.model import FIRST_DAY
from kehoach_gen.office.metrics import wrap
from kehoach_gen.office.package import read_zip, write_zip
from kehoach_gen.office.word import Style, W, cell, document, paragraph, row, section_end, table
from kehoach_gen.paper.model import Imported
from kehoach_gen.plan.model import Area, Plan, Task
from kehoach_gen.plan.to_context import NameOf, coordinator_cell, lead_cell, numbered
from kehoach_gen.source import Path
from kehoach_gen.workspace.folder import open_folder


@cache
def sample() -> Registry:
    """The agencies of the sample."""
    registry = open_folder(FilePath(__file__).parents[2] / "data" / "cchc-2023").registry
    assert registry is not None
    return registry


LAW = law_at(FIRST_DAY)
PORTRAIT, LANDSCAPE = page(LAW, landscape=False), page(LAW, landscape=True)
STYLES = (Style("Thuong", "Thường", 14), Style("Dam", "Đậm", 14, bold=True), Style("Giua", "Giữa", 14, bold=True, align="center"))
NATION, MOTTO = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
TITLES = ("TT", "Nhiệm vụ, giải pháp", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Ghi chú")
WIDTHS = (600, 5600, 2400, 2400, 1600, 1400)


def normal(text: str) -> str:
    return paragraph("Thuong", text)


def bold(text: str) -> str:
    return paragraph("Dam", text)


def lines(text: str) -> str:
    """A paragraph for each line."""
    return "".join(map(normal, text.split("\n")))


def plain_cells(texts: Sequence[str], widths: Sequence[int] = WIDTHS) -> str:
    return row(*(cell(lines(text), width) for text, width in zip(texts, widths, strict=True)))


@dataclass
class Layout:
    """How one office lays out its plan. Every method gives XML; a test replaces what its layout does otherwise."""

    plan: Plan
    name_of: NameOf
    titles: Sequence[str] = TITLES
    order: Sequence[int] = range(6)
    """Which of the six fields stands in each column."""
    finish: Callable[[str], str] = field(default=lambda xml: xml)

    # The frame

    def head(self) -> str:
        left = normal("ỦY BAN NHÂN DÂN") + bold("TỈNH SƠN LA") + normal("-------") + normal("Số:       /KH-UBND")
        right = bold(NATION) + bold(MOTTO) + normal("--------------") + normal("Sơn La, ngày      tháng 6 năm 2023")
        return table((row(cell(left.replace("Thuong", "Dam", 1), 4000), cell(right, 5300)),), (4000, 5300), borders=False)

    def title(self) -> str:
        first, second = self.plan.subject.split(" Chỉ số")
        return paragraph("Giua", self.plan.kind.upper()) + paragraph("Giua", first) + paragraph("Giua", f"Chỉ số{second}")

    def body(self) -> str:
        blocks = []
        for block, number in numbered(self.plan.body):
            text = block.text.upper() if block.kind in ("phan", "muc") else block.text
            sign = {"muc": ".", "khoan": ".", "khoan_tieu_de": ".", "diem": ")"}.get(block.kind, "")
            style = bold if block.kind in ("muc", "khoan_tieu_de") else normal
            blocks.append(style(f"{number}{sign} {text}" if number else text))
        blocks[-1] = blocks[-1].replace(".</w:t>", "./.</w:t>")
        return "".join(map(normal, self.plan.opening)) + "".join(blocks)

    def foot(self) -> str:
        left = (
            bold("Nơi nhận:")
            + "".join(normal(f"- {text};") for text in self.plan.recipients)
            + normal(f"- Lưu: {self.plan.filed}.")
        )
        right = bold("CHỦ TỊCH") + normal("") + normal("(Đã ký)") + normal("") + bold(self.plan.signatory.name)
        return table((row(cell(left, 5000), cell(right, 4300)),), (5000, 4300), borders=False)

    # The appendix

    def appendix_head(self) -> str:
        [appendix] = self.plan.appendices
        attached = "(Kèm theo Kế hoạch số       /KH-UBND ngày      tháng 6 năm 2023 của Chủ tịch Ủy ban nhân dân tỉnh Sơn La)"
        return paragraph("Giua", "Phụ lục") + paragraph("Giua", appendix.title.upper()) + normal(attached)

    def fields(self, number: str, task: Task) -> tuple[str, ...]:
        return number, task.text, lead_cell(task, self.name_of), coordinator_cell(task, self.name_of), task.deadline, task.note

    def heading(self) -> Iterable[str]:
        return [row(*(cell(bold(title), WIDTHS[0]) for title in self.titles))]

    def area_rows(self, number: int, area: Area) -> Iterable[str]:
        return [row(cell(bold(str(number)), WIDTHS[0]), cell(bold(area.name), sum(WIDTHS[1:]), span=5))]

    def task_rows(self, number: int, task: Task) -> Iterable[str]:
        texts = self.fields("abcdđeghik"[number - 1], task)
        return [plain_cells([texts[field] for field in self.order])]

    def rows(self) -> Iterator[str]:
        yield from self.heading()
        for number, area in enumerate(self.plan.appendices[0].areas, 1):
            yield from self.area_rows(number, area)
            for count, task in enumerate(area.tasks, 1):
                yield from self.task_rows(count, task)

    def task_table(self) -> str:
        return table(self.rows(), WIDTHS, borders=True)

    # The files

    def main(self) -> str:
        return self.head() + self.title() + self.body() + self.foot()

    def files(self) -> list[tuple[str, bytes]]:
        xml = self.main() + section_end("Thuong", PORTRAIT) + self.appendix_head() + self.task_table() + normal("./.")
        return [("ke-hoach-cu.docx", self.file(xml))]

    def file(self, xml: str) -> bytes:
        content = document(self.finish(xml), LANDSCAPE, STYLES, size=14, page_number=page_number(LAW))
        return with_numbering(content, self.numbering()) if self.numbering() else content

    def numbering(self) -> str:
        """Definitions of lists."""
        return ""


def with_numbering(content: bytes, levels: str) -> bytes:
    """The file with the lists of `levels`: `w:abstractNum` and `w:num`."""
    members = read_zip(content, "old.docx")
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
    override = f'<Override PartName="/word/numbering.xml" ContentType="{kind}"/></Types>'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    related = f'<Relationship Id="rIdNumbering" Type="{relation}" Target="numbering.xml"/></Relationships>'
    members = {
        **members,
        types: members[types].replace(b"</Types>", override.encode()),
        relations: members[relations].replace(b"</Relationships>", related.encode()),
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{levels}</w:numbering>'.encode(),
    }
    return write_zip(members)


def level(depth: int, form: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'


def in_list(xml: str, list_id: int, depth: int) -> str:
    """A paragraph numbered by Word."""
    numbering = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
    return xml.replace("</w:pPr>", numbering, 1)


# The same plan as the text that a viewer of PDF copies out


def dumped(plan: Plan, name_of: NameOf, widths: Sequence[float], page_lines: int) -> bytes:
    """The lines as pages break them: columns of `widths` millimetres, the heading again every `page_lines` lines."""
    body = [plan.kind.upper(), *wrap(plan.subject, 14, 110)]
    texts = [*plan.opening]
    for block, number in numbered(plan.body):
        text = block.text.upper() if block.kind == "muc" else block.text
        sign = ")" if block.kind == "diem" else "."
        texts.append(f"{number}{sign} {text}" if number else text)
    for text in texts:
        body += wrap("\u00a0" * 10 + text, 14, 165)
    body += ["Nơi nhận:", *(f"- {text};" for text in plan.recipients), f"- Lưu: {plan.filed}.", "CHỦ TỊCH", plan.signatory.name]
    attached = "(Kèm theo Kế hoạch số       /KH-UBND ngày      /6/2023 của Chủ tịch Ủy ban nhân dân tỉnh Sơn La)"
    body += ["Phụ lục", plan.appendices[0].title.upper(), attached]
    heading = [
        "TT Nhiệm vụ, giải pháp",
        "Phân công trách nhiệm",
        "Thời gian",
        "hoàn thành",
        "Ghi",
        "chú Cơ quan chủ trì",
        "Cơ quan phối",
        "hợp",
    ]
    rows = [*heading]
    used = 0
    for number, area in enumerate(plan.appendices[0].areas, 1):
        rows.append(f"{number} {area.name}")
        for letter, task in zip("abcdđeghik", area.tasks, strict=False):
            cells = [
                wrap(text, 12, width)
                for text, width in zip(
                    (task.text, lead_cell(task, name_of), coordinator_cell(task, name_of), task.deadline), widths, strict=True
                )
            ]
            height = max(map(len, cells))
            room = page_lines - used
            if room < height:
                rows += [letter, *(line for column in cells for line in column[:room]), *heading]
                rows += [line for column in cells for line in column[room:]]
                used = height - room
            else:
                rows += [letter, *(line for column in cells for line in column)]
                used += height
    return "".join(f"{line.strip()} \n\n" for line in (*body, *rows)).encode()


# How much was read right


@dataclass
class Score:
    right: int = 0
    wrong: list[tuple[Path, str, str]] = field(default_factory=list)
    silent: list[tuple[Path, str, str]] = field(default_factory=list)
    """Wrong cells at whose place no problem stands."""

    @property
    def total(self) -> int:
        return self.right + len(self.wrong)

    @property
    def share(self) -> float:
        return self.right / self.total


def score(found: Imported, plan: Plan, name_of: NameOf) -> Score:
    """Each cell of each row, and the name of each area, against the plan's."""
    assert found.plan is not None, [problem.message for problem in found.problems]
    result = Score()
    told = {str(problem.place) for problem in found.problems}
    expected, read = dict(_values(plan, name_of)), dict(_values(found.plan, name_of))
    for path in {**expected, **read}:
        want, got = expected.get(path, "(không có)"), read.get(path, "(không có)")
        if want == got:
            result.right += 1
            continue
        result.wrong.append((path, want, got))
        if path not in read or str(found.located.place(path)) not in told:
            result.silent.append((path, want, got))
    return result


def _values(plan: Plan, name_of: NameOf) -> Iterator[tuple[Path, str]]:
    for a, appendix in enumerate(plan.appendices):
        for b, area in enumerate(appendix.areas):
            at: Path = ("phu_luc", a, "linh_vuc", b)
            yield (*at, "ten"), area.name
            for c, task in enumerate(area.tasks):
                own = (*at, "nhiem_vu", c)
                yield (*own, "nhiem_vu"), task.text
                yield (*own, "chu_tri"), f"{', '.join(task.leads)} | {lead_cell(task, name_of)}"
                yield (*own, "phoi_hop"), f"{', '.join(task.coordinators)} | {coordinator_cell(task, name_of)}"
                yield (*own, "thoi_gian"), task.deadline


def frame_of(plan: Plan) -> dict[str, object]:
    """All but the appendices and ids, as far as a document shows it."""
    blocks = [(block.kind, block.text) for block in plan.body]
    hidden = {"id", "appendices", "body", "abbreviations", "group_members", "starts", "ends"}
    kept = {name: getattr(plan, name) for name in type(plan).model_fields if name not in hidden}
    return {**kept, "authority": plan.authority.model_copy(update={"heading": ""}), "body": blocks}


def tabbed(*parts: str) -> str:
    """A paragraph whose parts a tab keeps apart."""
    return normal("\u0000".join(parts)).replace("\u0000", '</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">')


def broken(text: str) -> str:
    """A paragraph whose lines are ended by hand after every fourth word."""
    words = text.split(" ")
    pieces = [" ".join(words[i : i + 4]) for i in range(0, len(words), 4)]
    return normal("\u0000".join(pieces)).replace("\u0000", '</w:t><w:br/><w:t xml:space="preserve">')


def tracked(xml: str) -> str:
    """The runs of a paragraph inserted, and other words deleted before them."""
    author = 'w:id="1" w:author="A" w:date="2023-01-01T00:00:00Z"'
    gone = f"<w:del {author}><w:r><w:delText>chữ cũ </w:delText></w:r></w:del>"
    return re.sub(r"(<w:r>.*</w:r>)", rf"{gone}<w:ins {author}>\1</w:ins>", xml)


def controlled(xml: str) -> str:
    """The runs of a paragraph inside a content control."""
    return re.sub(
        r"(<w:r>.*</w:r>)", r'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>\1</w:sdtContent></w:sdt>', xml
    )


# Layouts


class AreasAcross(Layout):
    """Areas in one cell as wide as the table, with Roman numerals typed in it; tasks numbered 1, 2, 3 below each."""

    def area_rows(self, number: int, area: Area) -> Iterable[str]:
        return [
            row(cell(bold(f"{['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'][number - 1]}. {area.name}"), sum(WIDTHS), span=6))
        ]

    def task_rows(self, number: int, task: Task) -> Iterable[str]:
        return [plain_cells(self.fields(f"{number}.", task))]


class NumberedByWord(Layout):
    """No number is typed: Word numbers the body, the areas and the tasks."""

    def numbering(self) -> str:
        body = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)")
        rows = level(0, "decimal", "%1") + level(1, "lowerLetter", "%2")
        lists = (f'<w:abstractNum w:abstractNumId="{i}">{levels}</w:abstractNum>' for i, levels in enumerate((body, rows)))
        nums = (f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(2))
        return "".join((*lists, *nums))

    def body(self) -> str:
        depths = {"muc": 0, "khoan": 1, "khoan_tieu_de": 1, "diem": 2}
        blocks = []
        for block in self.plan.body:
            text = block.text.upper() if block.kind == "muc" else block.text
            xml = (bold if block.kind in ("muc", "khoan_tieu_de") else normal)(text)
            blocks.append(in_list(xml, 1, depths[block.kind]) if block.kind in depths else xml)
        return "".join(map(normal, self.plan.opening)) + "".join(blocks)

    def area_rows(self, number: int, area: Area) -> Iterable[str]:
        return [row(cell(in_list(bold(""), 2, 0), WIDTHS[0]), cell(bold(area.name), sum(WIDTHS[1:]), span=5))]

    def task_rows(self, number: int, task: Task) -> Iterable[str]:
        texts = self.fields("", task)
        cells = (in_list(normal(""), 2, 1), *map(lines, texts[1:]))
        return [row(*(cell(content, width) for content, width in zip(cells, WIDTHS, strict=True)))]


class OtherColumns(Layout):
    """Columns in another order and under other names, the assignees below a joined heading, two columns nobody knows."""

    def heading(self) -> Iterable[str]:
        def top(title: str, merge: str = "restart", span: int = 1) -> str:
            return cell(bold(title), WIDTHS[0] * span, span=span, merge=merge if span == 1 else "")

        yield row(
            top("STT"),
            top("Thời hạn"),
            top("Nội dung công việc"),
            top("Phân công thực hiện", span=2),
            top("Kinh phí"),
            top("Căn cứ"),
        )
        inner = (cell(bold(title), WIDTHS[0]) for title in ("Đơn vị phối hợp", "Đơn vị chủ trì"))
        yield row(*(top("", "continue") for _ in range(3)), *inner, *(top("", "continue") for _ in range(2)))
        yield row(*(cell(normal(f"({number})"), WIDTHS[0]) for number in range(1, 8)))

    def area_rows(self, number: int, area: Area) -> Iterable[str]:
        return [row(cell(bold(str(number)), 600), cell(bold(area.name), 13400, span=6))]

    def task_rows(self, number: int, task: Task) -> Iterable[str]:
        _, text, lead, coordinator, time, _ = self.fields("", task)
        return [
            plain_cells(
                ("abcdđeghik"[number - 1], time, text, coordinator, lead, "NSNN", ""), (600, 1600, 5000, 2400, 2400, 1000, 1000)
            )
        ]

    def task_table(self) -> str:
        return table(self.rows(), (600, 1600, 5000, 2400, 2400, 1000, 1000), borders=True)


class HeadingRepeated(Layout):
    """The heading copied by hand above every area."""

    def area_rows(self, number: int, area: Area) -> Iterable[str]:
        return [*(self.heading() if number > 1 else ()), *super().area_rows(number, area)]


class RowsCut(Layout):
    """Every third row cut in two by hand, where a page ended: its task and its coordinators go on in a row without number."""

    def task_rows(self, number: int, task: Task) -> Iterable[str]:
        _, text, lead, coordinator, time, note = self.fields("", task)
        if number % 3 or "\n" in text:
            return super().task_rows(number, task)
        words, names = text.split(" "), coordinator.split(" ")
        first = ("abcdđeghik"[number - 1], " ".join(words[:12]), lead, " ".join(names[:2]), time, note)
        return [plain_cells(first), plain_cells(("", " ".join(words[12:]), "", " ".join(names[2:]), "", ""))]


class TwoFiles(Layout):
    """The appendix in a file of its own, without «Phụ lục» above its title; given first."""

    def files(self) -> list[tuple[str, bytes]]:
        heading = self.appendix_head().split("</w:p>", 1)[1]
        appendix = self.file(heading + self.task_table())
        return [("bang-phan-cong.docx", appendix), ("ke-hoach-cu.docx", self.file(self.main()))]


class AppendixInside(Layout):
    """The appendix between the second and the third section of the text, on pages of its own."""

    def main(self) -> str:
        first, last = self.body().split('<w:p><w:pPr><w:pStyle w:val="Dam"/></w:pPr><w:r><w:t xml:space="preserve">III.')
        rest = f'<w:p><w:pPr><w:pStyle w:val="Dam"/></w:pPr><w:r><w:t xml:space="preserve">III.{last}'
        inside = section_end("Thuong", PORTRAIT) + self.appendix_head() + self.task_table() + section_end("Thuong", LANDSCAPE)
        return self.head() + self.title() + first + inside + rest + self.foot()

    def files(self) -> list[tuple[str, bytes]]:
        return [("ke-hoach-cu.docx", self.file(self.main()))]


class SetWithTabs(Layout):
    """Head and foot without tables: what stands side by side is kept apart by tabs."""

    def head(self) -> str:
        pairs = (("ỦY BAN NHÂN DÂN", NATION), ("TỈNH SƠN LA", MOTTO), ("Số:      /KH-UBND", "Sơn La, ngày      tháng 6 năm 2023"))
        return "".join(tabbed(*pair) for pair in pairs)

    def foot(self) -> str:
        left = ["Nơi nhận:", *(f"- {text};" for text in self.plan.recipients), f"- Lưu: {self.plan.filed}."]
        right = {0: "CHỦ TỊCH", 6: self.plan.signatory.name}
        return "".join(tabbed(text, right[i]) if i in right else normal(text) for i, text in enumerate(left))


class ItemsInRows(Layout):
    """Each item of a task in a row of its own, without a number."""

    def task_rows(self, number: int, task: Task) -> Iterable[str]:
        first, *items = task.text.split("\n")
        _, _, *others = self.fields("", task)
        yield plain_cells(("abcdđeghik"[number - 1], first, *others))
        yield from (plain_cells(("", item, "", "", "", "")) for item in items)


class BrokenByHand(Layout):
    """Lines of cells and paragraphs ended by hand, with Shift+Enter."""

    def title(self) -> str:
        return paragraph("Giua", "KẾ HOẠCH\u0000" + self.plan.subject.replace(" Chỉ số", "\u0000Chỉ số")).replace(
            "\u0000", '</w:t><w:br/><w:t xml:space="preserve">'
        )

    def task_rows(self, number: int, task: Task) -> Iterable[str]:
        texts = self.fields("abcdđeghik"[number - 1], task)
        contents = ("".join(broken(line) for line in text.split("\n")) for text in texts)
        return [row(*(cell(content, width) for content, width in zip(contents, WIDTHS, strict=True)))]


class Changed(Layout):
    """Tracked changes everywhere: words put in and taken out, a row taken out."""

    def body(self) -> str:
        return "".join(f"{tracked(part)}</w:p>" for part in super().body().split("</w:p>")[:-1])

    def task_rows(self, number: int, task: Task) -> Iterable[str]:
        texts = self.fields("abcdđeghik"[number - 1], task)
        contents = ("".join(tracked(normal(line)) for line in text.split("\n")) for text in texts)
        yield row(*(cell(content, width) for content, width in zip(contents, WIDTHS, strict=True)))
        gone = plain_cells(("x", "Nhiệm vụ đã bỏ", "Sở Nội vụ", "", "Năm 2023", ""))
        yield gone.replace("<w:cantSplit/>", '<w:cantSplit/><w:del w:id="9" w:author="A" w:date="2023-01-01T00:00:00Z"/>')


class InControls(Layout):
    """All texts in content controls, and a control around each row."""

    def body(self) -> str:
        return "".join(f"{controlled(part)}</w:p>" for part in super().body().split("</w:p>")[:-1])

    def task_rows(self, number: int, task: Task) -> Iterable[str]:
        texts = self.fields("abcdđeghik"[number - 1], task)
        contents = ("".join(controlled(normal(line)) for line in text.split("\n")) for text in texts)
        own = row(*(cell(content, width) for content, width in zip(contents, WIDTHS, strict=True)))
        yield f"<w:sdt><w:sdtPr/><w:sdtContent>{own}</w:sdtContent></w:sdt>"


class Nested(Layout):
    """Tasks numbered 1.1, 1.2 with the area's number, in the cell of the task; a table for each area, headed only once."""

    def area_rows(self, number: int, area: Area) -> Iterable[str]:
        self.area = number
        return [
            row(cell(bold(str(number)), WIDTHS[0]), cell(bold(area.name), WIDTHS[1]), *(cell(normal(""), w) for w in WIDTHS[2:]))
        ]

    def task_rows(self, number: int, task: Task) -> Iterable[str]:
        _, text, *others = self.fields("", task)
        return [plain_cells(("", f"{self.area}.{number}. {text}", *others))]

    def task_table(self) -> str:
        rows = [*self.heading()]
        tables = []
        for number, area in enumerate(self.plan.appendices[0].areas, 1):
            rows += self.area_rows(number, area)
            rows += [xml for count, task in enumerate(area.tasks, 1) for xml in self.task_rows(count, task)]
            tables.append(table(rows, WIDTHS, borders=True))
            rows = []
        return normal("").join(tables)


class LeadsJoined(Layout):
    """One cell for the same lead of tasks that follow each other, joined downwards."""

    def rows(self) -> Iterator[str]:
        yield from self.heading()
        for number, area in enumerate(self.plan.appendices[0].areas, 1):
            yield from self.area_rows(number, area)
            above = ""
            for letter, task in zip("abcdđeghik", area.tasks, strict=False):
                texts = self.fields(letter, task)
                merge = "continue" if texts[2] == above else "restart"
                contents = ["" if index == 2 and merge == "continue" else text for index, text in enumerate(texts)]
                yield row(
                    *(
                        cell(lines(text), w, merge=merge if i == 2 else "")
                        for i, (text, w) in enumerate(zip(contents, WIDTHS, strict=True))
                    )
                )
                above = texts[2]


LAYOUTS = (
    Layout, AreasAcross, NumberedByWord, OtherColumns, HeadingRepeated, RowsCut, TwoFiles, AppendixInside, SetWithTabs, ItemsInRows, BrokenByHand,
    Changed, InControls, Nested, LeadsJoined,
)  # fmt: skip
