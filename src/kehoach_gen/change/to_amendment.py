"""Changes → the document that makes them: «Kế hoạch sửa đổi, bổ sung một số nội dung của Kế hoạch số …».

It is a plan itself: the frame of the new version without number and day, a body of clauses, and the tasks that were changed
or added as its appendix. It is printed by the plan's own templates.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kehoach_gen.change.cited import cited, printed
from kehoach_gen.change.match import match
from kehoach_gen.change.model import Change, Changes
from kehoach_gen.change.numbers import numbers
from kehoach_gen.change.outline import ROOT, Ref, words_of
from kehoach_gen.nd30 import Law
from kehoach_gen.office.marks import BODY, CONTROLS, marked
from kehoach_gen.plan.model import Appendix, Area, Block, BlockKind, Column, Plan, Task
from kehoach_gen.plan.proposal import cited_proposals, without_proposal
from kehoach_gen.plan.to_context import issue_date, number, symbol
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.vietnamese.dates import full_date
from kehoach_gen.vietnamese.letters import LETTERS, roman

Act = Literal["edit", "add", "remove"]
_ACTS: dict[Act, str] = {"edit": "sửa đổi", "add": "bổ sung", "remove": "bãi bỏ"}
_FRAME = {"trich_yeu": "trích yếu", "tu_ngay": "ngày bắt đầu thực hiện", "den_ngay": "ngày kết thúc thực hiện"}
"""What of the frame a later document can change; the rest (number, day, who signs) each document has of its own."""
_TASK = {"reworded": "nội dung nhiệm vụ", "reassigned": "phân công trách nhiệm", "deadline": "thời gian hoàn thành"}
_NOT_PRINTED = ("chi_tieu", "san_pham")
_FOLLOWS = "như sau:"
_IN_APPENDIX = " Phụ lục"
_WORDS_SHOWN = 12


class Clause(NamedTuple):
    """One thing that is ordered: what is done to what, and the new words."""

    act: Act
    head: str
    words: str = ""


@dataclass(frozen=True)
class Amendment:
    """The amending document, what it orders, and what it leaves out."""

    plan: Plan
    clauses: tuple[Clause, ...]
    """Empty where nothing differs that an amendment could order."""
    numbers: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]
    """Of each appendix and area the number in the amended plan, and those of its tasks."""
    left: tuple[Change, ...]
    """Changes that are no matter of an amendment: number, date, signature, ids."""
    emptied: tuple[tuple[int, str], ...]
    """Place and words of each basis that cited the Tờ trình of the amended plan: this document has another, not known here."""


def to_amendment(changes: Changes, law: Law) -> Amendment:
    """The document that takes the old, issued plan to the new one; `law` is that of the old plan's day."""
    return _Amending(changes, law).amendment()


def amendment_docx(amendment: Amendment, maker: Maker) -> bytes:
    """The document and its appendix, whose rows bear the numbers they have in the amended plan; `maker` is of
    `amendment.plan`. Raises ProblemError where a template cannot be filled."""
    assembly, stories = maker.stories(with_plan=True)
    for index, (block, row) in enumerate(zip(amendment.plan.body, stories[0][1]["noi_dung"], strict=True), 1):
        if block.text.endswith(_FOLLOWS):
            row["chu"] = marked(block.text, BODY, f"v{index}", keep_next=True)
    for (_, context), areas in zip(stories[1:], amendment.numbers, strict=True):
        for area, (own, tasks) in zip(context["linh_vuc"], areas, strict=True):
            area["tt"] = _renumbered(area["tt"], own)
            for row, shown in zip(area["nhiem_vu"], tasks, strict=True):
                row["tt"] = _renumbered(row["tt"], shown)
    return assembly.fill(stories, maker.identity(maker.title()))


def _renumbered(value: str, shown: str) -> str:
    """Another number in the mark of `value`."""
    mark, sign, _ = value.partition(CONTROLS[1])
    return f"{mark}{sign}{shown}{CONTROLS[2]}" if sign else shown


class _Amending:
    def __init__(self, changes: Changes, law: Law) -> None:
        self.changes, self.old = changes, changes.old
        self.name = f"{self.old.kind} số {number(self.old)}/{symbol(self.old, law)}"
        matching = match(changes.old, changes.new)
        self.outline, self.after = matching.new, matching.after
        self.was, self.now = cited(matching.old, self.name), cited(matching.new, self.name)
        self.numbers = numbers(matching.old), numbers(matching.new)
        self.printed = printed(matching.new)
        self.left: list[Change] = []
        self.touched: dict[Ref, Act] = {}
        """Tasks of the new plan that stand in the appendix."""

    def amendment(self) -> Amendment:
        clauses = tuple(clause for group in self.changes.by_item() for clause in self.clauses(group))
        appendices, shown = self.appendices()
        emptied = tuple((place, text) for place, text in enumerate(self.changes.new.bases) if self.has_old_proposal(text))
        return Amendment(self.plan(clauses, appendices), clauses, shown, tuple(self.left), emptied)

    def has_old_proposal(self, text: str) -> bool:
        """Whether a basis cites a Tờ trình that the amended plan was submitted with."""
        old = {proposal for basis in self.old.bases for proposal in cited_proposals(basis)}
        return not old.isdisjoint(cited_proposals(text))

    def clauses(self, group: Sequence[Change]) -> Iterator[Clause]:
        """What is ordered for one item."""
        for change in group:
            if change.kind == "added":
                yield self.added(change)
            elif change.kind == "removed":
                yield Clause("remove", f"Bãi bỏ {self.was[change.ref]}: {_whole(words_of(change.item))}.")
            elif change.kind == "moved":
                yield self.moved(change.ref)
        edited = [change for change in group if change.edits and self.is_ordered(change)]
        self.left += (change for change in group if change.edits and change not in edited)
        if edited and group[0].ref == ROOT:
            yield from (Clause("edit", f"Sửa đổi {_FRAME[one.edits[0].field]} {_FOLLOWS}", one.new) for one in edited)
        elif edited:
            yield self.edited(edited)

    def moved(self, ref: Ref) -> Clause:
        old, new = self.was[ref], self.now[self.after[ref]]
        appendix = old[old.find(_IN_APPENDIX) :] if _IN_APPENDIX in old else ""
        return Clause("edit", f"Chuyển {old} thành {new.removesuffix(appendix)}.")

    def is_ordered(self, change: Change) -> bool:
        fields = {edit.field for edit in change.edits}
        return bool(fields & _FRAME.keys()) if change.ref == ROOT else fields != {"ma"}

    def added(self, change: Change) -> Clause:
        ref = change.ref
        if isinstance(change.item, Task):
            self.touched[ref] = "add"
            return Clause("add", f"Bổ sung {self.now[ref]}: {_short(change.item.text)}.")
        return Clause("add", f"Bổ sung {self.now[ref]}{self.place(change)} {_FOLLOWS}", self.words(ref))

    def place(self, change: Change) -> str:
        """« vào sau điểm b khoản 1 Mục II», of a paragraph of the body."""
        if change.position is None or change.position.after is None or change.ref.list != "noi_dung":
            return ""
        before = Ref(change.ref.list, change.position.after)
        return f" vào sau {self.was.get(before) or self.now[before]}"

    def edited(self, changes: Sequence[Change]) -> Clause:
        ref = self.after[changes[0].ref]
        head = f"Sửa đổi {self.was[changes[0].ref]}"
        if not isinstance(changes[0].item, Task):
            return Clause("edit", f"{head} {_FOLLOWS}", self.words(ref))
        self.touched[ref] = "edit"
        shown = self.numbers[1][ref]
        now = "" if self.numbers[0][changes[0].ref] == shown else f" (nay là nhiệm vụ {shown})"
        return Clause("edit", f"{head}{now}: {'; '.join(map(_aspect, changes))}.")

    def words(self, ref: Ref) -> str:
        return self.printed.get(ref) or words_of(self.outline.nodes[ref].item)

    def appendices(self) -> tuple[tuple[Appendix, ...], tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]]:
        """The appendices of the new plan with nothing but the tasks that were changed or added; the numbers of their rows."""
        found, shown = [], []
        for ref in self.outline.inside(ROOT, "phu_luc"):
            areas = [
                (area, [task for task in self.outline.inside(area, "nhiem_vu") if task in self.touched])
                for area in self.outline.inside(ref, "linh_vuc")
            ]
            areas = [(area, tasks) for area, tasks in areas if tasks]
            if areas:
                found.append(self.appendix(ref, areas))
                shown.append(tuple((self.last(area), tuple(map(self.last, tasks))) for area, tasks in areas))
        return tuple(found), tuple(shown)

    def last(self, ref: Ref) -> str:
        """The number of a row, without those of what it stands under."""
        return self.numbers[1][ref].rpartition(".")[2]

    def appendix(self, ref: Ref, areas: Sequence[tuple[Ref, Sequence[Ref]]]) -> Appendix:
        item = self.outline.nodes[ref].item
        assert isinstance(item, Appendix)
        columns = tuple(
            column for one in self.outline.inside(ref, "cot_them") if isinstance(column := self.outline.nodes[one].item, Column)
        )
        acts = _acts({self.touched[task] for _, tasks in areas for task in tasks})
        title = f"Nhiệm vụ được {acts} tại {self.now[ref]}"
        return item.model_copy(update={"title": title, "columns": columns, "areas": tuple(self.area(*one) for one in areas)})

    def area(self, ref: Ref, tasks: Sequence[Ref]) -> Area:
        item = self.outline.nodes[ref].item
        assert isinstance(item, Area)
        return item.model_copy(update={"tasks": tuple(map(self.task, tasks))})

    def task(self, ref: Ref) -> Task:
        """The task, with what is done to it in its note."""
        item = self.outline.nodes[ref].item
        assert isinstance(item, Task)
        act = _ACTS[self.touched[ref]].capitalize()
        return item.model_copy(update={"note": f"{act}\n{item.note}" if item.note else act})

    def plan(self, clauses: Sequence[Clause], appendices: tuple[Appendix, ...]) -> Plan:
        """The document: the frame of the new plan without number and day."""
        new, acts = self.changes.new, _acts({clause.act for clause in clauses})
        issuer = new.authority.issuer or new.authority.name
        subject = new.subject if new.subject[1:2].isupper() else new.subject[:1].lower() + new.subject[1:]
        cited_at = f"{self.name} {_day(self.old)}"
        opening = f"{issuer} ban hành {new.kind} {acts} một số nội dung của {cited_at} về {subject} (sau đây gọi tắt là {self.name}) như sau:"
        update = {
            "id": f"{new.id}-sua-doi",
            "number": "",
            "issued": _draft_date(new),
            "subject": f"{acts.capitalize()} một số nội dung của {cited_at} của {self.old.authority.issuer or self.old.authority.name}",
            "bases": tuple(without_proposal(text) if self.has_old_proposal(text) else text for text in new.bases),
            "opening": (opening,),
            "body": tuple(self.body(clauses, acts, len(appendices))),
            "appendices": appendices,
        }
        return new.model_copy(update=update)

    def body(self, clauses: Sequence[Clause], acts: str, appendices: int) -> Iterator[Block]:
        kind = self.changes.new.kind
        yield Block(kind="muc", text=f"Nội dung {acts}")
        for act, name in _ACTS.items():
            same = [clause for clause in clauses if clause.act == act]
            if same:
                yield Block(kind="khoan_tieu_de", text=name.capitalize())
                yield from _listed(same)
        if appendices:
            names = ", ".join(f"Phụ lục {roman(place)}" for place in range(1, appendices + 1)) if appendices > 1 else "Phụ lục"
            tasks = _acts(set(self.touched.values()))
            yield Block(kind="khoan", text=f"Nội dung các nhiệm vụ được {tasks} thực hiện theo {names} kèm theo {kind} này.")
        yield Block(kind="muc", text="Tổ chức thực hiện")
        for text in (
            f"Các nội dung khác của {self.name} không được {acts} tại {kind} này tiếp tục có hiệu lực.",
            f"{kind} này có hiệu lực kể từ ngày ký ban hành.",
            f"Các cơ quan, đơn vị, địa phương có liên quan căn cứ {self.name} và {kind} này tổ chức thực hiện.",
        ):
            yield Block(kind="khoan", text=text)


def _listed(clauses: Sequence[Clause]) -> Iterator[Block]:
    """One clause stands alone; several are lettered, as far as there are letters."""
    kind: BlockKind = "doan" if len(clauses) == 1 else "diem" if len(clauses) <= len(LETTERS) else "gach"
    for clause in clauses:
        yield Block(kind=kind, text=clause.head)
        lines = f"“{clause.words}”.".split("\n") if clause.words else []
        yield from (Block(kind="doan", text=line) for line in lines)


def _aspect(change: Change) -> str:
    """«thời gian hoàn thành»; with the new value where no cell shows it."""
    name = _TASK.get(change.kind) or change.title[:1].lower() + change.title[1:]
    if change.edits[0].field not in _NOT_PRINTED:
        return name
    return f"{name} “{change.new}”" if change.new else f"bỏ {name}"


def _acts(acts: set[Act]) -> str:
    """«sửa đổi, bổ sung»"""
    return ", ".join(name for act, name in _ACTS.items() if act in acts)


def _whole(text: str) -> str:
    """“all the words”: what is repealed is named without a doubt."""
    return f"“{' '.join(text.split()).rstrip(' .,;:')}”"


def _short(text: str) -> str:
    """“the first words …”"""
    words = text.split("\n")[0].split()
    first = " ".join(words[:_WORDS_SHOWN]).rstrip(" .,;:")
    return f"“{first} …”" if len(words) > _WORDS_SHOWN or "\n" in text else f"“{first}”"


def _day(plan: Plan) -> str:
    issued = issue_date(plan)
    return full_date(issued.day, issued.month, issued.year) if issued else plan.issued


def _draft_date(plan: Plan) -> str:
    """The month of a draft; of data that still bear the day of the issued plan, the year alone."""
    issued = issue_date(plan)
    if issued is None:
        return plan.issued
    return f"{issued.month}/{issued.year}" if issued.month and not plan.number else str(issued.year)
