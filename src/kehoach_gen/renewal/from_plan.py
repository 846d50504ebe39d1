"""Plan → the same plan for a later year, as a draft, and all that a person has to decide in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from kehoach_gen.agency import Registry
from kehoach_gen.plan.model import Appendix, Area, Block, Plan, Task
from kehoach_gen.plan.proposal import cited_proposals, without_proposal
from kehoach_gen.plan.to_context import issue_date, reference_date, row_number
from kehoach_gen.problem import ERROR
from kehoach_gen.renewal.agencies import Agencies, Refs
from kehoach_gen.renewal.model import Decision, Renewal
from kehoach_gen.renewal.words import Words
from kehoach_gen.renewal.years import Years
from kehoach_gen.source import Path
from kehoach_gen.vietnamese.dates import ImpossibleDate, parse_date

TO_FILL = "…"
_DATES = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngày \d{1,2} tháng \d{1,2},? năm \d{4}", re.IGNORECASE)


def years_of(plan: Plan) -> tuple[int, int] | None:
    """The first and last year of the plan: of its own days, else the one year its subject names, else that of its date."""
    first, last = parse_date(plan.starts), parse_date(plan.ends)
    if isinstance(first, date):
        return first.year, last.year if isinstance(last, date) else first.year
    named = set(re.findall(r"\bnăm (\d{4})\b(?!-)", plan.subject))
    if len(named) == 1:
        year = int(named.pop())
        return year, year
    issued = issue_date(plan)
    return (issued.year, issued.year) if issued else None


def from_plan(plan: Plan, years: Years, registry: Registry) -> Renewal:
    """Years of times and of the plan itself moved, agencies replaced by their successors on the new day, ids kept.

    What a year or a name means in running text is not guessed: it stays as it was, and is a decision.
    """
    return _Roll(plan, years, registry).renewal()


class _Roll:
    def __init__(self, plan: Plan, years: Years, registry: Registry) -> None:
        self.plan, self.years, self.registry = plan, years, registry
        self.issued = self._issued()
        written, at = reference_date(plan), reference_date(plan.model_copy(update={"issued": self.issued}))
        self.words, self.agencies = Words(registry, written, at), Agencies(registry, written, at)
        self.decisions: list[Decision] = []
        self.number = ""

    def renewal(self) -> Renewal:
        plan, years = self.plan, self.years
        self.decide(("nguoi_ky", "ho_ten"), [_unsigned(plan)])
        new = plan.model_copy(
            update={
                "id": _next_id(plan.id, years),
                "number": "",
                "issued": self.issued,
                "subject": self.prose(("trich_yeu",), plan.subject),
                "starts": years.later(plan.starts),
                "ends": years.later(plan.ends),
                "bases": tuple(self.basis(("can_cu", index), text) for index, text in enumerate(plan.bases)),
                "opening": self.texts("mo_dau", plan.opening),
                "body": tuple(self.block(index, block) for index, block in enumerate(plan.body)),
                "signatory": plan.signatory.model_copy(update={"name": TO_FILL}),
                "recipients": self.recipients(),
                "appendices": tuple(self.appendix(("phu_luc", index), one) for index, one in enumerate(plan.appendices)),
                "group_members": {id: self.refs(("thanh_vien_nhom", id), refs) for id, refs in plan.group_members.items()},
            }
        )
        return Renewal(new, tuple(self.decisions))

    def _issued(self) -> str:
        """A draft has no day."""
        found = issue_date(self.plan)
        if found is None or found.day is None:
            return self.years.later(self.plan.issued)
        return f"{found.month}/{found.year + self.years.by}"

    def decide(self, path: Path, found: Iterable[Decision]) -> None:
        self.decisions += (decision.at(path, self.number) for decision in found)

    def prose(self, path: Path, text: str) -> str:
        new, doubts = self.years.in_prose(text)
        self.decide(path, (*doubts, *self.words.decisions(new)))
        return new

    def texts(self, key: str, texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.prose((key, index), text) for index, text in enumerate(texts))

    def basis(self, path: Path, text: str) -> str:
        """A basis, without the number and day of the Tờ trình of the earlier plan."""
        for proposal in cited_proposals(text):
            message = f"Căn cứ dẫn «{proposal}» của kế hoạch trước: đã để trống số, ngày Tờ trình."
            self.decide(path, [Decision("to-trinh-cu", message, "ghi số, ngày của Tờ trình trình kế hoạch này.")])
        return self.prose(path, without_proposal(text))

    def block(self, index: int, block: Block) -> Block:
        return block.model_copy(update={"text": self.prose(("noi_dung", index, block.kind), block.text)})

    def recipients(self) -> tuple[str, ...]:
        """Lines of agencies that are no more go, or name their successors, each once."""
        lines: list[str] = []
        for text in self.plan.recipients:
            new, _ = self.agencies.cell(text)
            is_there = new in lines or new in self.plan.recipients
            if new == text or (new and not is_there):
                lines.append(new)
            if new != text:
                path: Path = ("noi_nhan",) if is_there or not new else ("noi_nhan", len(lines) - 1)
                what = f"nay là «{new}»{', đã có trong danh sách' * is_there}" if new else "đã bỏ: không còn cơ quan này"
                self.decide(path, [Decision("noi-nhan-doi", f"Nơi nhận «{text}» {what}.", "xem lại danh sách nơi nhận.")])
        return tuple(lines)

    def appendix(self, path: Path, appendix: Appendix) -> Appendix:
        columns = tuple(
            column.model_copy(update={"title": self.prose((*path, "cot_them", index, "ten"), column.title)})
            for index, column in enumerate(appendix.columns)
        )
        title = self.prose((*path, "ten"), appendix.title)
        areas: list[Area] = []
        for index, area in enumerate(appendix.areas):
            named = sum(bool(one.name) for one in appendix.areas[: index + 1])
            areas.append(self.area((*path, "linh_vuc", index), area, f"{named}." if area.name else ""))
        return appendix.model_copy(update={"title": title, "columns": columns, "areas": tuple(areas)})

    def area(self, path: Path, area: Area, prefix: str) -> Area:
        name = self.prose((*path, "ten"), area.name)
        tasks = []
        for index, task in enumerate(area.tasks):
            self.number = prefix + row_number(area, index)
            tasks.append(self.task((*path, "nhiem_vu", index), task))
            self.number = ""
        return area.model_copy(update={"name": name, "tasks": tuple(tasks)})

    def task(self, path: Path, task: Task) -> Task:
        def prose(key: str, text: str) -> str:
            return self.prose((*path, key), text)

        text = prose("nhiem_vu", task.text)
        leads, leads_wording = self.cell((*path, "chu_tri"), task.leads, task.leads_wording)
        coordinators, coordinators_wording = self.cell((*path, "phoi_hop"), task.coordinators, task.coordinators_wording)
        self.fallen_together(path, task, leads, coordinators)
        return task.model_copy(
            update={
                "text": text,
                "leads": leads,
                "leads_wording": leads_wording,
                "coordinators": coordinators,
                "coordinators_wording": coordinators_wording,
                "assignment_note": prose("ghi_chu_phan_cong", task.assignment_note),
                "deadline": self.deadline((*path, "thoi_gian"), task.deadline),
                "product": prose("san_pham", task.product),
                "target": self.target((*path, "chi_tieu"), task.target),
                "note": prose("ghi_chu", task.note),
                "extra": {id: self.prose((*path, "cot_them", id), words) for id, words in task.extra.items()},
            }
        )

    def target(self, path: Path, text: str) -> str:
        """A target: every number in it is one of the earlier plan."""
        new, doubts = self.years.in_prose(text)
        self.decide(path, (*doubts, *self.words.decisions(new, is_target=True)))
        return new

    def cell(self, path: Path, refs: Refs, wording: str) -> tuple[Refs, str]:
        """The agencies of a cell, and the words printed in it."""
        new = self.refs(path, refs)
        if refs and not new and path[-1] == "chu_tri":
            message = f"Nhiệm vụ {self.number} không còn cơ quan chủ trì nào."
            self.decide(path, [Decision("khong-chu-tri", message, "giao cho cơ quan khác.", ERROR)])
        moved, doubts = self.years.in_prose(wording)
        words, changes = self.agencies.cell(moved)
        self.decide((*path[:-1], f"{path[-1]}_ghi"), (*doubts, *changes))
        return new, words

    def refs(self, path: Path, refs: Refs) -> Refs:
        new, found = self.agencies.refs(refs)
        self.decide(path, (self.of_task(decision) for decision in found))
        return new

    def of_task(self, decision: Decision) -> Decision:
        """What is to be decided for each task by itself names it; what is the same for all can be told once."""
        if not self.number or decision.code not in ("trung-sau-ke-thua", "het-hieu-luc"):
            return decision
        return replace(decision, message=f"Nhiệm vụ {self.number}: {decision.message}")

    def fallen_together(self, path: Path, task: Task, leads: Refs, coordinators: Refs) -> None:
        """An agency that leads and coordinates now, and did not before."""
        before = {name for _, name in self.agencies.in_both(task.leads, task.coordinators)}
        for index, name in self.agencies.in_both(leads, coordinators):
            if name not in before:
                message = f"Nhiệm vụ {self.number}: «{name}» nay vừa chủ trì vừa phối hợp, vì hai cơ quan đã nhập làm một."
                hint = "bỏ ở cột phối hợp, hoặc giao cơ quan khác."
                self.decide((*path, "phoi_hop", index), [Decision("hai-vai", message, hint)])

    def deadline(self, path: Path, text: str) -> str:
        new = self.years.later(text)
        for words in _DATES.findall(new):
            if isinstance(found := parse_date(words), ImpossibleDate):
                message = f"«{words}» không phải là ngày có thật: {found.reason}."
                self.decide(path, [Decision("ngay-khong-co-that", message, found.hint, ERROR)])
        return new


def _next_id(id: str, years: Years) -> str:
    """«cchc-2023» → «cchc-2026»; an id without the year gets the new one."""
    new = re.sub(rf"(?<!\d){years.first}(?!\d)", str(years.first + years.by), id)
    return new if new != id else f"{id}-{years.first + years.by}"


def _unsigned(plan: Plan) -> Decision:
    message = f"Họ tên người ký để trống; kế hoạch trước do {plan.signatory.name} ({plan.signatory.position}) ký."
    return Decision("chua-dien", message, "ghi người ký, và ký thay, thay mặt nếu có.")
