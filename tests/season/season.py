"""A period's forms → what comes back: files of every kind, with the key to what is true of each.

Everything follows from the seed. A zip is one file that came, its documents are `inside`; `documents` counts those.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache, cached_property
from itertools import islice
from pathlib import Path, PurePosixPath
from random import Random
from typing import Literal, cast, get_args
from unicodedata import normalize

import by_hand_excel
import by_hand_word
import formats
from answering import FAULTS, Fault, FaultName, answers_for, filled, lines_of, spoiled, with_every_result
from by_hand_excel import Edited
from world import World

from kehoach_gen.calendar import Period, parse_period
from kehoach_gen.form.model import Answer, Form, Remarks, Role
from kehoach_gen.form.sheets import HIDDEN
from kehoach_gen.form.to_list import to_list
from kehoach_gen.form.to_xlsx import to_xlsx
from kehoach_gen.office.read_sheets import read_sheets
from kehoach_gen.vietnamese.fold import slug

Good = Literal["docx", "xlsx", "xls", "ods", "nfd", "renamed", "nested", "zipped", "blank"]
ByHand = Literal[
    "copied_row", "deleted_columns", "merged_cells", "moved_rows", "no_hidden_sheet",
    "tracked", "commented", "deleted_column", "merged_rows",
]  # fmt: skip
Astray = Literal["wrong_period", "other_agency", "older", "copy", "correction"]
Broken = Literal["password", "truncated", "pdf", "image", "empty", "text", "other_word", "other_workbook"]
Kind = Good | ByHand | Astray | FaultName | Broken | Literal["zip"]
GOOD, BY_HAND, ASTRAY, BROKEN = (cast(tuple[Kind, ...], get_args(kinds)) for kinds in (Good, ByHand, Astray, Broken))
KINDS: tuple[Kind, ...] = (*GOOD, *BY_HAND, *ASTRAY, *FAULTS, *BROKEN)
"""What a document may be; a container is a «zip»."""

MAIN: Mapping[Kind, int] = {
    "xls": 6, "ods": 8, "nfd": 8, "renamed": 12, "nested": 10, "zipped": 12, "blank": 2,
    **dict.fromkeys(BY_HAND, 3), **dict.fromkeys(FAULTS, 3),
    "wrong_period": 4, "other_agency": 3, "older": 6, "password": 2, "truncated": 2,
}  # fmt: skip
"""How many agencies send a first file of these kinds; the others send a plain .docx or .xlsx."""
MORE: Mapping[Kind, int] = {
    "copy": 24, "correction": 24, "pdf": 3, "image": 2, "empty": 2, "text": 1, "other_word": 2, "other_workbook": 2,
}  # fmt: skip
"""How many further files come: 300 documents in all from 245 agencies of which 5 send nothing."""
SILENT, LATE = 5, 0.12
_LITTLE = 5
_PLAIN: tuple[Kind, ...] = ("docx", "xlsx")
_UNCOUNTED: tuple[Kind, ...] = ("blank", "wrong_period", "other_agency", "password", "truncated")


@dataclass(frozen=True)
class Truth:
    """What is true of one file. `agency` is who answers in it, None where the file cannot tell."""

    kind: Kind
    agency: str | None = None
    period: str | None = None
    form: Form | None = None
    """The form it is of, with the answers that are to be read from it. Of another agency for «other_agency», of another
    version of the plan for «older»."""
    errors: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Came:
    path: str
    """Below the folder of what came; a document in a zip has the path of the zip before its own."""
    content: bytes
    received: datetime
    """Local time."""
    truth: Truth
    inside: tuple["Came", ...] = ()


@dataclass(frozen=True)
class Season:
    """Everything that came for one period."""

    period: Period
    sent: tuple[Form, ...]
    came: tuple[Came, ...]
    late: frozenset[str]
    """Agencies whose first file that counts came after the day it was due."""
    unanswered: frozenset[str]
    """Agencies of which no file counts: nothing came, or only what cannot be read, a form with nothing in it, another
    period's form, or another agency's."""

    def documents(self) -> Iterator[Came]:
        for came in self.came:
            yield from came.inside or (came,)


def season(world: World, seed: int = 1, period: str = "2023-Q3") -> Season:
    """300 documents for the period; the same bytes for the same seed."""
    return _Making(world, period, Random(f"{seed}/{period}")).season()


@cache
def sample_season(seed: int = 1) -> Season:
    """That of quý III of the sample, made once for all tests."""
    return season(World.open(Path(__file__).resolve().parents[2] / "data" / "cchc-2023"), seed)


def write(folder: Path, came: Came) -> Path:
    """The file on disk, last changed when it was received."""
    path = folder / came.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(came.content)
    moment = came.received.timestamp()
    os.utime(path, (moment, moment))
    return path


class _Making:
    def __init__(self, world: World, period: str, rng: Random) -> None:
        found = parse_period(period)
        assert found is not None, period
        self.world, self.period, self.rng = world, found, rng
        self.sent = world.forms(found)
        self.by_agency = {form.agency: form for form in self.sent}
        self.names = _Names(rng)

    def season(self) -> Season:
        kinds = self.dealt()
        counted = [agency for agency, kind in kinds.items() if kind not in _UNCOUNTED]
        late = frozenset(self.rng.sample([a for a in counted if kinds[a] != "zipped"], round(LATE * len(self.sent))))
        first = [self.first(self.by_agency[agency], kind, is_late=agency in late) for agency, kind in kinds.items()]
        alone = [came for came in first if came.truth.kind != "zipped"]
        packed = list(self.packed([came for came in first if came.truth.kind == "zipped"]))
        more = list(self.more([came for came in alone if came.truth.kind in _PLAIN]))
        unanswered = self.by_agency.keys() - set(counted)
        return Season(self.period, self.sent, (*alone, *packed, *more), late, frozenset(unanswered))

    def dealt(self) -> dict[str, Kind]:
        """What each agency sends first. Who led little, or something due in the period, sends a plain form."""
        usual = [form.agency for form in self.sent if len(form.led) < _LITTLE or _has_due(form)]
        others = [form.agency for form in self.sent if form.agency not in usual]
        deck = [kind for kind, count in MAIN.items() for _ in range(count)]
        deck += [self.rng.choice(_PLAIN) for _ in range(len(others) - SILENT - len(deck))]
        self.rng.shuffle(deck)
        self.rng.shuffle(others)
        kinds = dict(zip(others, deck, strict=False)) | {agency: self.rng.choice(_PLAIN) for agency in usual}
        return {form.agency: kinds[form.agency] for form in self.sent if form.agency in kinds}

    def first(self, form: Form, kind: Kind, *, is_late: bool) -> Came:
        received = self.moment(form, is_late=is_late)
        if kind in ("password", "truncated"):
            whole, extension = self.plain(self.answers(form))
            content = formats.with_password(self.rng) if kind == "password" else whole[: self.rng.randint(1000, len(whole) - 100)]
            return Came(self.names.usual(form, extension), content, received, Truth(kind))
        content, extension, answered, errors = self.document(form, kind)
        period = answered.period
        return Came(self.path(form, kind, extension), content, received, Truth(kind, form.agency, period, answered, errors))

    def document(self, form: Form, kind: Kind) -> tuple[bytes, str, Form, tuple[Fault, ...]]:
        """(content, extension, the answers in it, the faults in it) of a file that can be read."""
        if kind in FAULTS:
            spoilt, fault = spoiled(self.answers(form), kind, self.rng)
            return *self.plain(spoilt), spoilt, (fault,)
        if kind in BY_HAND:
            return self.by_hand(with_every_result(self.answers(form)), kind)
        if kind == "other_agency":
            return self.typed_over(form)
        asked = self.source(form, kind)
        answered = asked if kind == "blank" else self.answers(asked)
        if kind in ("xls", "ods"):
            sheets = read_sheets(to_xlsx(answered), "")
            content = formats.ods(sheets) if kind == "ods" else formats.xls(sheets, HIDDEN)
            return content, f".{kind}", answered, ()
        shown = _decomposed(answered) if kind == "nfd" else answered
        return *(self.plain(shown) if kind not in _PLAIN else self.as_file(shown, f".{kind}")), answered, ()

    def source(self, form: Form, kind: Kind) -> Form:
        """The form that was filled in: of the period before, of an earlier plan, or the right one."""
        if kind == "wrong_period":
            return self.before[form.agency]
        return self.rng.choice(self.older)[form.agency] if kind == "older" else form

    @cached_property
    def before(self) -> dict[str, Form]:
        return {form.agency: form for form in self.world.forms(self.period.previous())}

    @cached_property
    def older(self) -> tuple[dict[str, Form], ...]:
        """The forms from two earlier plans: one says its tasks in other words, one lacks a task of every second area."""
        plans = (_reworded(self.world), _with_fewer_tasks(self.world))
        return tuple({form.agency: form for form in world.forms(self.period)} for world in plans)

    def by_hand(self, answered: Form, kind: Kind) -> tuple[bytes, str, Form, tuple[Fault, ...]]:
        if kind in _WORD:
            return _spread(_WORD[kind](self.world.docx(answered), answered), ".docx")
        return _spread(_EXCEL[kind](answered), ".xlsx")

    def typed_over(self, form: Form) -> tuple[bytes, str, Form, tuple[Fault, ...]]:
        """The form of an agency with the same tasks, its printed name replaced by this one's."""
        tasks = [item.id for item in form.items]
        alike = [other for other in self.sent if other.agency != form.agency and [item.id for item in other.items] == tasks]
        answered = self.answers(self.rng.choice(alike))
        shown = answered.model_copy(update={"agency_name": form.agency_name, "letter": form.letter})
        return *self.plain(shown), answered, ()

    def answers(self, form: Form) -> Form:
        return answers_for(form, self.rng)

    def plain(self, answered: Form) -> tuple[bytes, str]:
        return self.as_file(answered, self.rng.choice((".docx", ".xlsx")))

    def as_file(self, answered: Form, extension: str) -> tuple[bytes, str]:
        return (self.world.docx(answered) if extension == ".docx" else to_xlsx(answered)), extension

    def moment(self, form: Form, *, is_late: bool) -> datetime:
        """Within office hours; now and then in the last minute of the last day, or in the first five after it."""
        edge = self.rng.random() < 0.1
        if is_late:
            day = form.due + timedelta(1 if edge else self.rng.randint(1, 10))
            return datetime.combine(day, time(0, 5) if edge else self.hour())
        if edge:
            return datetime.combine(form.due, time(23, 59, 59))
        early = self.rng.randrange((form.due - form.last_day).days)
        return datetime.combine(form.due - timedelta(early), self.hour())

    def hour(self) -> time:
        return time(self.rng.randint(7, 17), self.rng.randrange(60), self.rng.randrange(60))

    def path(self, form: Form, kind: Kind, extension: str) -> str:
        if kind == "renamed":
            return self.names.unlike(extension)
        if kind == "nested":
            return self.names.deep(form, extension)
        name = self.names.usual(form, extension)
        return normalize("NFD", name) if kind == "nfd" else name

    def packed(self, came: list[Came]) -> Iterator[Came]:
        """Zips of three to five documents, received on the first day any of them was due."""
        waiting = iter(came)
        while group := list(islice(waiting, self.rng.randint(3, 5))):
            received = min(one.received for one in group)
            name = self.names.free(f"Gửi kèm {received.day}-{received.month}", ".zip")
            inner = {PurePosixPath(one.path).name: one for one in group}
            content = formats.zipped({path: one.content for path, one in inner.items()})
            inside = tuple(replace(one, path=f"{name}/{path}", received=received) for path, one in inner.items())
            yield Came(name, content, received, Truth("zip"), inside)

    def more(self, firsts: list[Came]) -> Iterator[Came]:
        """The second files of some who sent a plain form, and what was sent beside a form."""
        chosen = iter(self.rng.sample(firsts, sum(MORE.values())))
        for kind, count in MORE.items():
            for first in islice(chosen, count):
                yield self.second(first, kind)

    def second(self, first: Came, kind: Kind) -> Came:
        agency = first.truth.agency
        assert agency is not None
        form, extension = self.by_agency[agency], PurePosixPath(first.path).suffix
        received = first.received + timedelta(minutes=self.rng.randint(1, 3000))
        if kind == "copy":
            return Came(self.names.usual(form, extension), first.content, received, replace(first.truth, kind=kind))
        if kind == "correction":
            answered = self.answers(form)
            content, extension = self.plain(answered)
            truth = Truth(kind, agency, form.period, answered)
            return Came(self.names.usual(form, extension), content, received, truth)
        content, extension = self.beside(kind)
        return Came(self.names.usual(form, extension), content, received, Truth(kind))

    def beside(self, kind: Kind) -> tuple[bytes, str]:
        words = ("Kính gửi Sở Nội vụ,", "Đơn vị xin gửi báo cáo sau.")
        if kind == "other_workbook":
            return to_list(self.sent[:9], {form.agency: slug(form.agency_name) for form in self.sent}), ".xlsx"
        return {
            "pdf": (formats.pdf(), ".pdf"),
            "image": (formats.png(self.rng), ".png"),
            "empty": (b"", self.rng.choice((".docx", ".xlsx"))),
            "text": ("\n".join(words).encode(), ".txt"),
            "other_word": (formats.letter(*words), ".docx"),
        }[kind]


_EXCEL: dict[Kind, Callable[[Form], Edited]] = {
    "copied_row": by_hand_excel.copied_row,
    "deleted_columns": by_hand_excel.deleted_columns,
    "merged_cells": by_hand_excel.merged_cells,
    "moved_rows": by_hand_excel.moved_rows,
    "no_hidden_sheet": by_hand_excel.no_hidden_sheet,
}
_WORD: dict[Kind, Callable[[bytes, Form], Edited]] = {
    "tracked": by_hand_word.tracked,
    "commented": by_hand_word.commented,
    "deleted_column": by_hand_word.deleted_column,
    "merged_rows": by_hand_word.merged_rows,
}


def _spread(edited: Edited, extension: str) -> tuple[bytes, str, Form, tuple[Fault, ...]]:
    content, answered, errors = edited
    return content, extension, answered, errors


def _has_due(form: Form) -> bool:
    return any(line.state in ("due", "overdue") for item in form.led for line in item.lines)


def _decomposed(form: Form) -> Form:
    """The form with all that was answered in decomposed letters."""

    def nfd(text: str) -> str:
        return normalize("NFD", text)

    whole = filled(form, lambda item, line: Answer(**{name: nfd(text) for name, text in line.answer.model_dump().items()}))
    return whole.model_copy(update={"remarks": Remarks(**{name: nfd(text) for name, text in form.remarks.model_dump().items()})})


def _reworded(world: World) -> World:
    """The world when one task of each area was said in fewer words."""
    appendices = []
    for appendix in world.plan.appendices:
        areas = []
        for area in appendix.areas:
            first, *rest = area.tasks
            shorter = first.model_copy(update={"text": first.text.replace("Triển khai", "Thực hiện") + " (bản đầu)"})
            areas.append(area.model_copy(update={"tasks": (shorter, *rest)}))
        appendices.append(appendix.model_copy(update={"areas": tuple(areas)}))
    return replace(world, plan=world.plan.model_copy(update={"appendices": tuple(appendices)}))


def _with_fewer_tasks(world: World) -> World:
    """The world when the last task of each area was not yet in the plan."""
    appendices = [
        appendix.model_copy(
            update={"areas": tuple(area.model_copy(update={"tasks": area.tasks[:-1]}) for area in appendix.areas)}
        )
        for appendix in world.plan.appendices
    ]
    return replace(world, plan=world.plan.model_copy(update={"appendices": tuple(appendices)}))


class _Names:
    """Names of files as agencies give them, no two alike, even where capitals do not count."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.taken: set[str] = set()

    def free(self, stem: str, extension: str) -> str:
        """The name, with «(2)» and so on where it is taken."""
        count, name = 1, f"{stem}{extension}"
        while normalize("NFC", name).casefold() in self.taken:
            count += 1
            name = f"{stem} ({count}){extension}"
        self.taken.add(normalize("NFC", name).casefold())
        return name

    def usual(self, form: Form, extension: str) -> str:
        plain, name = slug(form.agency_name), form.agency_name
        stems = (plain, name, f"BC CCHC quý - {name}", f"bao-cao_{plain}", f"{name} (gửi Sở Nội vụ)", f"{plain}-ban-cuoi")
        folder = self.rng.choice(("", "", "", "email/", "Zalo/"))
        return self.free(folder + self.rng.choice(stems), extension)

    def unlike(self, extension: str) -> str:
        """A name that says nothing, sometimes with another extension, or in capitals."""
        stem = self.rng.choice(("Book1", "Document1", "tài liệu không tên", "Mẫu báo cáo", "scan0001", "báo cáo báo cáo"))
        old = {".docx": ".doc", ".xlsx": ".xls"}[extension]
        return self.free(stem, self.rng.choice((extension, extension, extension.upper(), old)))

    def deep(self, form: Form, extension: str) -> str:
        top = self.rng.choice(("Khối sở", "Khối huyện", "Khối xã"))
        return self.free(f"{top}/{form.letter.place}/{form.agency_name}/Quý/{slug(form.agency_name)}", extension)


# The whole year


@dataclass(frozen=True)
class Quarter:
    """One period of a year in which everybody answers without fault."""

    period: Period
    sent: tuple[Form, ...]
    answered: tuple[Form, ...]
    """The same forms with their answers."""


def year(world: World, seed: int = 1) -> Iterator[Quarter]:
    """Quý I, 6 tháng, quý III and the year, each made when it is asked for.

    All that was answered so far is carried on: a line done in quý I is asked neither in 6 tháng nor in quý III.
    """
    before: dict[tuple[str, Role, str], Answer] = {}
    for name in ("2023-Q1", "2023-H1", "2023-Q3", "2023"):
        period = parse_period(name)
        assert period is not None
        sent = world.forms(period, before)
        answered = tuple(answers_for(form, Random(f"{seed}/{name}/{form.agency}")) for form in sent)
        yield Quarter(period, sent, answered)
        before |= {(form.agency, item.role, line.id): line.answer for form in answered for item, line in lines_of(form)}
