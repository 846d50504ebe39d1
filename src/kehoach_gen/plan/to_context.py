"""Plan → the values its templates print: numbered, in capitals where the law wants them, marked with their ids."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kehoach_gen.nd30 import Law
from kehoach_gen.nd30.letterhead import centred_lines, heading_lines, rule_lengths, text_millimetres
from kehoach_gen.nd30.model import FIRST_DAY
from kehoach_gen.office.marks import BODY, FIELD, ROW, marked
from kehoach_gen.office.metrics import LINE_HEIGHT, wrap
from kehoach_gen.plan.layout import CELL_MARGIN, HEADER_HEIGHT, TASK_COLUMN
from kehoach_gen.plan.model import Appendix, Area, Block, Plan, Task
from kehoach_gen.vietnamese.dates import BLANK, PartialDate, full_date, parse_partial_date
from kehoach_gen.vietnamese.letters import LETTERS, letter, roman

Context = dict[str, Any]
NameOf = Callable[[str], str]
"""The printed name of an agency or group, by its code."""
_MM_PER_POINT = 25.4 / 72


def issue_date(plan: Plan) -> PartialDate | None:
    """The plan's date, day and month unknown in a draft; None where it cannot be read, which `check` reports."""
    issued = parse_partial_date(plan.issued)
    return issued if isinstance(issued, PartialDate) else None


def reference_date(plan: Plan) -> date:
    """The day at which agencies and law are looked up: that of issue; in a draft, the first its date allows."""
    issued = issue_date(plan)
    return date(issued.year, issued.month or 1, issued.day or 1) if issued else FIRST_DAY


def plan_context(plan: Plan, law: Law) -> Context:
    """The names of `kehoach.docx`."""
    authority = plan.authority
    names = heading_lines(authority.heading or authority.name, law)
    title = centred_lines(plan.subject, law["co_trich_yeu"], text_millimetres(law, landscape=False))
    return {
        "chu_quan": heading_lines(authority.superior, law),
        "co_quan": names,
        "so": marked(number(plan), FIELD, "so"),
        "ky_hieu": symbol(plan, law),
        "dia_danh": marked(plan.place, FIELD, "dia_danh"),
        "ngay_thang": marked(_date_words(plan).replace(" ", "\u00a0"), FIELD, "ngay"),
        "ten_loai": plan.kind.upper(),
        "trich_yeu": marked("\n".join(title), FIELD, "trich_yeu"),
        "can_cu": [marked(text, BODY, f"cc{index}") for index, text in enumerate(_bases(plan), 1)],
        "mo_dau": [marked(text, BODY, f"mo{index}") for index, text in enumerate(plan.opening, 1)],
        "noi_dung": list(_blocks(plan)),
        "noi_nhan": [marked(text.rstrip(" ;."), FIELD, f"nn{index}") for index, text in enumerate(plan.recipients, 1)],
        "luu": marked(plan.filed.rstrip(" ."), FIELD, "luu"),
        "quyen_han": signature_lines(plan),
        "ho_ten": marked(plan.signatory.name, FIELD, "ho_ten"),
        "ke_dong": rule_lengths(names, title, law),
    }


def number(plan: Plan) -> str:
    """«05» for 5, a gap for a draft (NĐ 30/2020, Phụ lục I, II.3.c)."""
    return plan.number.zfill(2) if plan.number else BLANK


def symbol(plan: Plan, law: Law) -> str:
    """«KH-UBND»: the type's abbreviation and the authority's."""
    kind = law.abbreviations.get(plan.kind, "")
    return "-".join(part for part in (kind, plan.authority.symbol) if part)


def _date_words(plan: Plan) -> str:
    issued = issue_date(plan)
    if issued is None:
        raise ValueError(f"unreadable date {plan.issued!r}: check comes before printing")
    return full_date(issued.day, issued.month, issued.year)


def _bases(plan: Plan) -> Iterator[str]:
    """Each ends with «;», the last with «.» (Phụ lục I, II.6.a)."""
    for index, text in enumerate(plan.bases, 1):
        yield text.rstrip(" ;.,") + (";" if index < len(plan.bases) else ".")


def numbered(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    """Each block with its number: I, 1, a; none for dashes and plain paragraphs (Phụ lục I, V.6b)."""
    counts = {"phan": 0, "muc": 0, "khoan": 0, "diem": 0}
    ranks = list(counts)
    for block in blocks:
        kind = "khoan" if block.kind == "khoan_tieu_de" else block.kind
        if kind not in counts:
            yield block, ""
            continue
        counts[kind] += 1
        for lower in ranks[ranks.index(kind) + 1 :]:
            counts[lower] = 0
        yield block, _number(kind, counts[kind])


def _number(kind: str, count: int) -> str:
    if kind in ("phan", "muc"):
        return roman(count)
    if kind == "khoan":
        return str(count)
    return letter(count - 1) if count <= len(LETTERS) else "?"


def _blocks(plan: Plan) -> Iterator[Context]:
    last = len(plan.body) - 1
    for index, (block, shown) in enumerate(numbered(plan.body)):
        text = block.text.upper() if block.kind in ("phan", "muc") else block.text
        if index == last:
            text = closed(text)
        id = block.id or f"v{index + 1}"
        yield {"loai": block.kind, "so": shown, "chu": marked(text, BODY, id, keep_next=index == last)}


def closed(text: str) -> str:
    """The last paragraph, ended by «./.» (Phụ lục III, Mẫu 1.4)."""
    return text.rstrip().removesuffix("./.").rstrip(" .;") + "./."


def signature_lines(plan: Plan) -> list[str]:
    """«TM. ỦY BAN NHÂN DÂN», «KT. CHỦ TỊCH», «PHÓ CHỦ TỊCH» (Điều 13; Phụ lục I, II.7.b)."""
    signatory = plan.signatory
    prefixed = (
        ("TM.", signatory.on_behalf_of),
        ("KT.", signatory.in_place_of),
        ("TL.", signatory.by_order_of),
        ("TUQ.", signatory.by_authority_of),
    )
    lines = [f"{prefix} {name.upper()}" for prefix, name in prefixed if name]
    acting = "Q. " if signatory.acting == "có" else ""
    return [*lines, acting + signatory.position.upper()]


def appendix_context(plan: Plan, index: int, law: Law, name_of: NameOf) -> Context:
    """The names of `phuluc.docx` for the appendix at `index`."""
    appendix = plan.appendices[index]
    several = len(plan.appendices) > 1
    columns = tuple(column.id for other in plan.appendices for column in other.columns)
    width = text_millimetres(law, landscape=True)
    id = appendix.id or f"pl{index + 1}"
    title = "\n".join(centred_lines(appendix.title.upper(), law["co_ten_phu_luc"], width)) if appendix.title else ""
    return {
        "ten_phu_luc": f"Phụ lục {roman(index + 1)}" if several else "Phụ lục",
        "tieu_de": marked(title, FIELD, f"{id}_ten"),
        "kem_theo": attached_to(plan, law),
        "linh_vuc": list(_areas(appendix, index, law, name_of, columns)),
        "ke_dong": {},
    }


def attached_to(plan: Plan, law: Law) -> str:
    """«(Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm … của …)» (Phụ lục III, Mẫu 2.1)."""
    issuer = plan.authority.issuer or plan.authority.name
    return f"(Kèm theo {plan.kind} số {number(plan)}/{symbol(plan, law)} {_date_words(plan)} của {issuer})"


def _areas(appendix: Appendix, index: int, law: Law, name_of: NameOf, columns: tuple[str, ...]) -> Iterator[Context]:
    row = _Rows(law, name_of, index, columns)
    named = 0
    for position, area in enumerate(appendix.areas, 1):
        named += bool(area.name)
        yield {
            "tt": marked(str(named), ROW, _own_id(area, f"x{index + 1}v{position}")),
            "ten": marked(area.name, ROW, _own_id(area, f"x{index + 1}v{position}"), part="n"),
            "nhiem_vu": [row.of(task, area, position, count) for count, task in enumerate(area.tasks)],
        }


def _own_id(item: Area | Task, otherwise: str) -> str:
    return item.id or otherwise


@dataclass(frozen=True)
class _Rows:
    law: Law
    name_of: NameOf
    appendix: int
    columns: tuple[str, ...]

    def of(self, task: Task, area: Area, position: int, count: int) -> Context:
        id = _own_id(task, f"x{self.appendix + 1}v{position}n{count + 1}")
        lines = task.text.split("\n")
        return {
            "tt": marked(row_number(area, count), ROW, id, may_split=self._is_tall(lines)),
            "doan": [marked(lines[0], ROW, id, part="n"), *lines[1:]],
            "chu_tri": lead_cell(task, self.name_of).split("\n"),
            "phoi_hop": coordinator_cell(task, self.name_of).split("\n"),
            "thoi_gian": task.deadline.split("\n"),
            "san_pham": task.product,
            "chi_tieu": task.target,
            "ghi_chu": task.note.split("\n"),
            "cot_them": {column: task.extra.get(column, "") for column in self.columns},
        }

    def _is_tall(self, lines: list[str]) -> bool:
        """Whether the row is too high for one page, so that it must break."""
        size = self.law["co_bang"]
        if sum(map(len, lines)) < 1500:
            return False
        count = sum(len(wrap(line, size, TASK_COLUMN - 2 * CELL_MARGIN)) for line in lines)
        page = self.law["kho_giay_rong"] - self.law["le_tren"] - self.law["le_duoi"] - HEADER_HEIGHT
        return count * size * LINE_HEIGHT * _MM_PER_POINT > page


def row_number(area: Area, count: int) -> str:
    """a, b, c … under a named area; 1, 2, 3 … where there is none."""
    if not area.name:
        return str(count + 1)
    return letter(count) if count < len(LETTERS) else "?"


def lead_cell(task: Task, name_of: NameOf) -> str:
    """The published wording where it is kept, else the names, with the note on the assignment in brackets."""
    if task.leads_wording:
        return task.leads_wording
    note = f" ({task.assignment_note})" if task.assignment_note else ""
    return _names(task.leads, name_of) + note


def coordinator_cell(task: Task, name_of: NameOf) -> str:
    return task.coordinators_wording or _names(task.coordinators, name_of)


def _names(codes: Sequence[str], name_of: NameOf) -> str:
    text = "; ".join(map(name_of, codes))
    return text[:1].upper() + text[1:]
