"""The cells of a task table that people have edited → the fields of its tasks."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kehoach_gen.agency import Registry
from kehoach_gen.change.outline import Fields
from kehoach_gen.edit.carriers import Carrier
from kehoach_gen.office.edited import Cell
from kehoach_gen.paper.assignees import put_assignees, put_deadline
from kehoach_gen.paper.columns import COORDINATOR, LEAD, NUMBER, TASK, TIME, key_of
from kehoach_gen.paper.model import Reading, clean
from kehoach_gen.plan.model import Task
from kehoach_gen.plan.to_context import coordinator_cell, lead_cell
from kehoach_gen.problem import Place, Problem
from kehoach_gen.vietnamese.fold import fold

Columns = Mapping[str, int]
"""{field: the column of the grid it stands in}; «cot_them.von» for an added one."""


def cell_at(carrier: Carrier, column: int) -> Cell | None:
    """The cell of a row that covers this column."""
    cells = carrier.row.cells if carrier.row else ()
    return next((cell for cell in cells if cell.column <= column < cell.column + cell.span), None)


def words_at(carrier: Carrier, column: int) -> str:
    cell = cell_at(carrier, column)
    return "" if cell is None else clean(cell.text)


def columns_of(rows: Sequence[tuple[Carrier, Mapping[str, str]]], heads: Sequence[Carrier], titles: Mapping[str, str]) -> Columns:
    """Where each field stands: by what the rows hold that say what a plan prints in them, else by the headings.

    `titles`: {folded title of a column: its field}
    """
    votes: dict[tuple[str, int], int] = Counter()
    for carrier, printed in rows:
        for cell in carrier.row.cells if carrier.row else ():
            text = clean(cell.text)
            for field, words in printed.items():
                if text and words == text:
                    votes[field, cell.column] += 1
    found: dict[str, int] = {}
    for (field, column), _ in sorted(votes.items(), key=lambda vote: -vote[1]):
        if field not in found and column not in found.values():
            found[field] = column
    for column, title in heads_of(heads).items():
        named = titles.get(fold(title)) or key_of(title)
        if named and named not in found and column not in found.values():
            found[named] = column
    return found


def heads_of(heads: Sequence[Carrier]) -> dict[int, str]:
    """{column: its title}, the innermost of several rows."""
    found: dict[int, str] = {}
    for carrier in heads:
        for cell in carrier.row.cells if carrier.row else ():
            if text := " ".join(cell.text.split()):
                found |= dict.fromkeys(range(cell.column, cell.column + cell.span), text)
    return found


@dataclass(frozen=True)
class Read:
    """What the cells of a row say: fields of a task, and what is not clear about them."""

    fields: Fields
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Cells:
    """Reads cells with the agencies of a day."""

    registry: Registry
    day: date

    def task(self, texts: Mapping[str, str], places: Mapping[str, Place], place: Place) -> Read:
        """All fields of a new task."""
        fields: dict[str, str | tuple[str, ...] | None] = {"nhiem_vu": texts.get(TASK, "")}
        assigned = self.assigned(texts.get(LEAD, ""), texts.get(COORDINATOR, ""), places, place)
        time = self.deadline(texts.get(TIME, ""), places.get(TIME, place))
        others = {field: words for field, words in texts.items() if field not in (TASK, LEAD, COORDINATOR, TIME, NUMBER)}
        return Read({**fields, **assigned.fields, **time.fields, **others}, (*assigned.problems, *time.problems))

    def assigned(self, leads: str, coordinators: str, places: Mapping[str, Place], place: Place) -> Read:
        """Both cells of the assignment, read by themselves."""
        reading = Reading(place.file, self.registry, day=self.day)
        put_assignees(reading, (), (leads, places.get(LEAD, place)), (coordinators, places.get(COORDINATOR, place)))
        lists: dict[str, list[str]] = defaultdict(list)
        fields: dict[str, str | tuple[str, ...] | None] = dict.fromkeys(("chu_tri_ghi", "phoi_hop_ghi", "ghi_chu_phan_cong"), "")
        for path, words in reading.values.items():
            if len(path) == 2:
                lists[str(path[0])].append(words)
            else:
                fields[str(path[0])] = words
        fields |= {key: tuple(lists[key]) for key in ("chu_tri", "phoi_hop")}
        return Read(fields, tuple(reading.problems))

    def deadline(self, text: str, place: Place) -> Read:
        reading = Reading(place.file, self.registry, day=self.day)
        put_deadline(reading, (), text, place)
        return Read({"thoi_gian": reading.values.get(("thoi_gian",), "")}, tuple(reading.problems))

    def edited(self, task: Task, old: Mapping[str, str], new: Mapping[str, str], places: Mapping[str, Place]) -> Read:
        """The fields of a task whose cells say something else; `old` and `new`: {field: its cell}."""
        changed = {field for field, words in new.items() if words != old.get(field, "") and field != NUMBER}
        fields: dict[str, str | tuple[str, ...] | None] = {}
        problems: list[Problem] = []
        place = next(iter(places.values()), Place(""))
        if changed & {LEAD, COORDINATOR}:
            read = self.reassigned(task, old, {**old, **new}, places)
            fields, problems = dict(read.fields), list(read.problems)
        if TIME in changed:
            read = self.deadline(new[TIME], places.get(TIME, place))
            fields |= read.fields
            problems += read.problems
        fields |= {field: new[field] for field in changed - {LEAD, COORDINATOR, TIME}}
        return Read(fields, tuple(problems))

    def reassigned(self, task: Task, old: Mapping[str, str], new: Mapping[str, str], places: Mapping[str, Place]) -> Read:
        """What was put in or taken out, agency by agency: who was understood without words stays."""
        place = next(iter(places.values()), Place(""))
        before, after = (self.assigned(cells.get(LEAD, ""), cells.get(COORDINATOR, ""), places, place) for cells in (old, new))
        fields: dict[str, str | tuple[str, ...] | None] = {}
        if new.get(LEAD, "") != old.get(LEAD, ""):
            leads = _with(task.leads, _refs(before, "chu_tri"), _refs(after, "chu_tri"))
            fields |= self.leads(leads, task, after, new.get(LEAD, ""))
        coordinators = _with(task.coordinators, _refs(before, "phoi_hop"), _refs(after, "phoi_hop"))
        if new.get(COORDINATOR, "") != old.get(COORDINATOR, "") or coordinators != task.coordinators:
            printed = coordinator_cell(Task(text="…", coordinators=coordinators), self.name_of)
            words = new.get(COORDINATOR, "")
            fields |= {"phoi_hop": coordinators, "phoi_hop_ghi": "" if printed == words else words}
        known = {problem.message for problem in before.problems}
        return Read(fields, tuple(problem for problem in after.problems if problem.message not in known))

    def leads(self, leads: tuple[str, ...], task: Task, read: Read, words: str) -> Fields:
        """The three fields that make the cell: with the note it had, with the one it has now, else as it is worded."""
        for note in dict.fromkeys((task.assignment_note, str(read.fields["ghi_chu_phan_cong"]))):
            if lead_cell(Task(text="…", leads=leads, assignment_note=note), self.name_of) == words:
                return {"chu_tri": leads, "chu_tri_ghi": "", "ghi_chu_phan_cong": note}
        return {"chu_tri": leads, "chu_tri_ghi": words, "ghi_chu_phan_cong": str(read.fields["ghi_chu_phan_cong"])}

    def name_of(self, ref: str) -> str:
        return self.registry.name_of(ref, self.day)


def _refs(read: Read, key: str) -> tuple[str, ...]:
    refs = read.fields[key]
    return refs if isinstance(refs, tuple) else ()


def _with(own: tuple[str, ...], before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
    """`own` with what `after` has more than `before`, without what it has less; in the order of `after` where all are in it."""
    if set(own) <= set(before) | set(after) and not set(before) - set(own):
        return tuple(dict.fromkeys(after))
    kept = [ref for ref in own if ref in after or ref not in before]
    return tuple(dict.fromkeys((*kept, *(ref for ref in after if ref not in before))))


def texts_of(carrier: Carrier, columns: Columns) -> Iterator[tuple[str, Cell, str]]:
    """(field, cell, words) of each known column."""
    for field, column in columns.items():
        if (cell := cell_at(carrier, column)) is not None:
            yield field, cell, clean(cell.text)
