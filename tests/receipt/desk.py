"""A small return desk for tests: two agencies asked about one plan, and files that come back from them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from kehoach_gen.form.layout import rows
from kehoach_gen.form.model import Answer, Form, Item, Letter, Line, Remarks, Role
from kehoach_gen.form.returned import Returned
from kehoach_gen.problem import Place, Problem
from kehoach_gen.receipt.from_returned import from_returned
from kehoach_gen.receipt.model import Board, Came, Receipt, Sender, Sent

DUE = date(2023, 9, 19)
LETTER = Letter(
    superior=("UBND TỈNH SƠN LA",),
    heading=("SỞ TƯ PHÁP",),
    symbol="BC-STP",
    place="Sơn La",
    year=2023,
    subject="Kết quả thực hiện Kế hoạch cải cách hành chính, quý III năm 2023",
    addressee="Ủy ban nhân dân tỉnh Sơn La",
    author="Sở Tư pháp",
    ground="Thực hiện Kế hoạch",
    basis="Thực hiện Kế hoạch, Sở Tư pháp báo cáo như sau:",
    signature=("GIÁM ĐỐC",),
    recipients=("Như trên",),
)


def item(id: str = "n01", role: Role = "lead", number: str = "1.a", target: str = "", due: date | None = None) -> Item:
    line = Line(id=id, due=due or date(2023, 12, 31))
    return Item(
        id=id, number=number, area="Thể chế", text=f"Nhiệm vụ {id}", role=role, others="", deadline="Năm 2023", target=target,
        lines=(line,),
    )  # fmt: skip


def form(agency: str = "STP", name: str = "Sở Tư pháp", *items: Item, base: str = "aaaaaaaa00000000") -> Form:
    asked = items or (item(), item("n02", number="1.b", target="100% văn bản"), item("n03", "coordinator", "2.a"))
    return Form(
        plan="cchc",
        base=base,
        period="2023-Q3",
        agency=agency,
        agency_name=name,
        first_day=date(2023, 6, 15),
        last_day=date(2023, 9, 14),
        due=DUE,
        letter=LETTER,
        led=tuple(one for one in asked if one.role == "lead"),
        coordinated=tuple(one for one in asked if one.role == "coordinator"),
    )


SNV, STP = form("SNV", "Sở Nội vụ"), form("STP", "Sở Tư pháp")
OLD_STP = form("STP", "Sở Tư pháp", item(), item("n02", number="1.b"), item("n03", "coordinator", "2.a"), base="bbbbbbbb00000000")
SENT = Sent(
    "cchc",
    "2023-Q3",
    {"SNV": SNV, "STP": STP},
    {("STP", "bbbbbbbb"): OLD_STP},
    {"sở nội vụ": frozenset({"SNV"}), "sở tư pháp": frozenset({"STP"}), "snv": frozenset({"SNV"})},
)
DONE = Answer(result="Đã ban hành.", progress="Đã hoàn thành", product="12/KH-STP", product_date="05/9/2023", figure="100%")


@dataclass(frozen=True)
class Written:
    """A row of a file; its cells stand in columns of their own."""

    cell: str
    words: str
    file: str = "x.xlsx"

    @property
    def fixed(self) -> Mapping[str, str]:
        return {"nhiem_vu": self.words}

    keys = tuple(Answer.model_fields)

    def place(self, key: str) -> Place:
        columns = dict(zip(("", "nhiem_vu", *Answer.model_fields), "ABFGHIJKL", strict=True))
        return Place(self.file, sheet="Chủ trì", cell=self.cell.format(column=columns[key]))


def returned(of: Form = STP, answers: Mapping[str, Answer] | None = None, remarks: Remarks | None = None) -> Returned:
    """A file in which `answers` stand, by line id; in all lines by default."""
    told = answers if answers is not None else {line.id: DONE for one in of.led for line in one.lines}
    roles: dict[str, Role] = {line.id: one.role for one in of.items for line in one.lines}
    names = [(roles[id], id) for id in roles]
    words = {(row.item.role, row.line.id): row.words for row in rows(of.items) if row.line}
    lines = {name: Written(f"{{column}}{row}", words[name]) for row, name in enumerate(names, 5)}
    return Returned(
        plan=of.plan,
        base=of.base,
        period=of.period,
        agency=of.agency,
        answers={(roles[id], id): answer for id, answer in told.items()},
        remarks=remarks or Remarks(),
        lines=lines,
    )


_numbers = iter(range(1, 10**9))


def came(
    said: Returned | Problem, on: str = "2023-09-18T08:00:00", origin: str = "x.xlsx", agency: str = "", number: int = 0
) -> Came:
    at = datetime.fromisoformat(on)
    number = number or next(_numbers)
    name = f"{number:04}-x.xlsx"
    if isinstance(said, Problem):
        return Came(number, name, origin, at, f"{number}", "pdf", problems=(said,), agency=agency)
    lines = {row: replace(line, file=name) if isinstance(line, Written) else line for row, line in said.lines.items()}
    return Came(number, name, origin, at, f"{number}", "xlsx", replace(said, lines=lines), agency=agency)


def board(*files: Came) -> Board:
    return from_returned(SENT, files)


def sender(of: Board, agency: str = "STP") -> Sender:
    return next(one for one in of.senders if one.form.agency == agency)


def receipt(of: Board, file: Came) -> Receipt:
    return next(one for one in of.receipts if one.came.number == file.number)
