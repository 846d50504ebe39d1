"""A working folder with one period on the table: its plan, its agencies, what is asked, where its files go."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from kehoach_gen.agency import Agency, Registry
from kehoach_gen.calendar import Period
from kehoach_gen.form.day import day_of_agencies
from kehoach_gen.form.from_plan import Answers, Asked, Forms, to_forms
from kehoach_gen.form.model import Letter
from kehoach_gen.form.to_letter import to_letter
from kehoach_gen.nd30 import Law, law_at
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.problem import ERROR, WARNING, Place, Problem, ProblemError, has_errors
from kehoach_gen.receipt.history import history
from kehoach_gen.receipt.model import Board
from kehoach_gen.workspace.asked import FOLDER, asked_for, read_period
from kehoach_gen.workspace.check import check_folder
from kehoach_gen.workspace.folder import Folder, open_folder
from kehoach_gen.workspace.output import Output, must_be_writable
from kehoach_gen.workspace.returns import Past, answers_of, board_of, past_of

GATHERED = "tong-hop"
"""Where what is made of the returned forms goes, a folder for each period."""


@dataclass
class Desk:
    """One period of one plan."""

    folder: Folder
    plan: Plan
    registry: Registry
    law: Law
    day: date
    """The day at which agencies are looked up: the last of the figures."""
    period: Period
    asked: Asked
    out: Path
    output: Output
    problems: list[Problem]

    @property
    def top(self) -> str:
        return f"{GATHERED}/{self.period.id}"

    @cached_property
    def board(self) -> Board:
        return board_of(self.folder, self.out, self.period)

    @cached_property
    def past(self) -> Past:
        return past_of(self.folder, self.out, self.period)

    def boards(self) -> tuple[Board, ...]:
        """Those of the earlier periods, then that of this one."""
        return (*self.past.boards, self.board)

    def board_within(self, consolidator: Agency, until: date) -> Board:
        """As it stood at the end of that day: the board of those who report to a consolidator; the whole board for the one
        that reports to nobody."""
        board = board_of(self.folder, self.out, self.period, until)
        if not consolidator.reports_to:
            return board
        agencies = {sender.form.agency: self.registry.agency(sender.form.agency, self.day) for sender in board.senders}
        ids = {id for id, agency in agencies.items() if agency and agency.reports_to == consolidator.id}
        return replace(board, senders=tuple(s for s in board.senders if s.form.agency in ids), strays=())

    @cached_property
    def whole(self) -> Forms:
        """Every form with all its lines, as if nothing had been answered before."""
        return self._forms({})

    def _forms(self, before: Answers) -> Forms:
        return to_forms(self.plan, self.registry, self.law, reference_date(self.plan), replace(self.asked, before=before))

    def unsent(self) -> Iterator[Problem]:
        """Says where forms were made for some of the agencies only: the board counts those, the report all."""
        sent = {sender.form.agency for sender in self.board.senders}
        if {form.agency for form in self.whole.forms} <= sent:
            return
        wanted = [
            form for form in self._forms(answers_of(history(self.past.boards, self.whole.forms))).forms if form.agency not in sent
        ]
        if wanted:
            message = (
                f"Mới lập mẫu cho {len(sent)} cơ quan, còn {len(wanted)} cơ quan được giao việc chưa có mẫu: "
                f"bảng theo dõi đếm {len(sent)} cơ quan, báo cáo tổng hợp đếm {len(self.whole.forms)}."
            )
            hint = f"lập đủ mẫu: kehoach forms --period {self.period.id}."
            yield Problem("mau-chua-lap-du", WARNING, Place(f"{FOLDER}/{self.period.id}"), message, hint)

    def letter(self, agency: Agency) -> Letter:
        """The frame of what `agency` writes for this period."""
        return to_letter(self.plan, agency, self.registry, self.law, self.period, self.asked.dues["tinh"])

    def agency_id(self, name: str) -> str:
        """The id of an agency called `name`. Raises ProblemError where there is none."""
        found = {agency.id: agency for agency in self.registry.find(name) if agency.is_valid(self.day)}
        if len(found) > 1:
            known = "; ".join(f"{agency.id} ({agency.area or agency.name})" for agency in found.values())
            message = f"Có {len(found)} cơ quan là «{name}»."
            raise ProblemError(Problem("co-quan-trung-ten", ERROR, Place("--agency"), message, f"ghi mã: {known}."))
        if not found:
            hint = "ghi mã hoặc tên cơ quan như trong danh mục."
            raise ProblemError(Problem("co-quan-la", ERROR, Place("--agency"), f"Không có cơ quan nào là «{name}».", hint))
        return next(iter(found))

    def consolidator(self, name: str = "") -> Agency:
        """Who consolidates: the agency called `name`, else the one that others report to and that reports to nobody."""
        asked = [self.registry.agency(form.agency, self.day) for form in self.whole.forms]
        tops = dict.fromkeys(agency.reports_to for agency in asked if agency and agency.reports_to)
        wanted = [self.agency_id(name)] if name else [id for id in tops if self._reports_to_nobody(id)]
        found = self.registry.agency(wanted[0], self.day) if len(wanted) == 1 and wanted[0] in tops else None
        if found is None:
            names = "; ".join(self.registry.name_of(id, self.day) for id in tops) or "chưa có cơ quan nào"
            message = f"«{name}» không tổng hợp báo cáo của cơ quan nào." if name else "Chưa rõ cơ quan nào tổng hợp báo cáo."
            hint = f"cột «bao_cao_ve» của danh mục nêu nơi tổng hợp: {names}; chọn bằng --agency."
            raise ProblemError(Problem("khong-ro-noi-tong-hop", ERROR, Place("co-quan.csv"), message, hint))
        return found

    def _reports_to_nobody(self, id: str) -> bool:
        agency = self.registry.agency(id, self.day)
        return agency is not None and not agency.reports_to


def open_desk(root: Path, out: Path, period: str) -> Desk:
    """Raises ProblemError for a period nobody knows, data with errors, or a place that cannot be written."""
    must_be_writable(out)
    found = read_period(period)
    folder = open_folder(root)
    problems = [problem for problem in check_folder(folder) if problem.severity == ERROR]
    asked, more = asked_for(folder, found, out)
    problems += more
    if has_errors(problems) or folder.plan is None or folder.registry is None:
        raise ProblemError(*problems)
    output = Output.open(out)
    output.must_be_of(folder.plan.id)
    issued = reference_date(folder.plan)
    day = day_of_agencies(issued, found)
    return Desk(folder, folder.plan, folder.registry, law_at(issued), day, found, asked, out, output, problems)
