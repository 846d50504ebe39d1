"""Plan → one page for the portal: the document with its appendices, for any reader, screen reader, phone and printer.

Words and numbers are those of the Word file; no script runs and nothing is fetched. What the document is stands in the
head: Dublin Core and schema.org/Legislation.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any
from unicodedata import normalize

from kehoach_gen.nd30 import Law
from kehoach_gen.nd30.letterhead import MOTTO, NATION
from kehoach_gen.office.marks import without_marks
from kehoach_gen.plan.model import Appendix, Plan
from kehoach_gen.plan.page_style import STYLE
from kehoach_gen.plan.to_context import Context, NameOf, appendix_context, issue_date, number, plan_context, symbol
from kehoach_gen.plan.to_json import to_json
from kehoach_gen.vietnamese.dates import parse_date

CAPTION = "Phân công nhiệm vụ"
_RANKS = ("phan", "muc", "khoan_tieu_de")
"""Kinds of paragraphs that are headings, outermost first."""
_NUMBERED = {
    "phan": "Phần {}",
    "muc": "{}. ",
    "khoan_tieu_de": "{}. ",
    "khoan": "{}. ",
    "diem": "{}) ",
    "gach": "- ",
    "cong": "+ ",
    "doan": "",
}


def to_html(plan: Plan, law: Law, name_of: NameOf) -> bytes:
    """The page in UTF-8, in composed letters. The date of the plan must be readable, as for its Word files."""
    plan = Plan.model_validate_json(normalize("NFC", to_json(plan).decode()))
    frame = plan_context(plan, law)
    sections = list(_appendices(plan, law, name_of))
    blocks, headings = _body(frame["noi_dung"])
    headings += [(f"phu-luc-{count}", _text(context["ten_phu_luc"])) for count, (context, _) in enumerate(sections, 1)]
    title = f"{plan.kind} {' '.join(plan.subject.split())}"
    lines = [
        "<!DOCTYPE html>",
        '<html lang="vi">',
        *_head(plan, law, title),
        "<body>",
        '<a class="bo-qua" href="#noi-dung">Đến nội dung chính</a>',
        *_letterhead(frame),
        *_contents(headings),
        '<main id="noi-dung">',
        f"<h1>{_text(frame['ten_loai'])}<br>{_text(frame['trich_yeu'])}</h1>",
        *(f'<p class="can-cu">{_text(text)}</p>' for text in frame["can_cu"]),
        *(f"<p>{_text(text)}</p>" for text in frame["mo_dau"]),
        *blocks,
        *_foot(frame),
        *(line for count, section in enumerate(sections, 1) for line in _appendix(*section, count)),
        "</main>",
        "</body>",
        "</html>",
    ]
    return normalize("NFC", "\n".join(lines) + "\n").encode()


def _text(value: str) -> str:
    """A value of a template as it stands on the page; where Word breaks a line, the page has a blank."""
    return escape(without_marks(value).replace("\n", " "), quote=False)


def _head(plan: Plan, law: Law, title: str) -> Iterator[str]:
    facts = _Facts(plan, law)
    known = f" số {facts.identifier}" if facts.identifier else ""
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(f'{plan.kind}{known}: {plan.subject}', quote=False)}</title>"
    yield '<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">'
    for name, content in facts.dublin_core(title):
        yield f'<meta name="DCTERMS.{name}" content="{escape(content)}">'
    data = json.dumps(facts.legislation(title), ensure_ascii=False, indent=1).replace("<", "\\u003c")
    yield f'<script type="application/ld+json">\n{data}\n</script>'
    yield f"<style>\n{STYLE}</style>"
    yield "</head>"


@dataclass(frozen=True)
class _Facts:
    """What the document is, as far as it is known: a draft has neither number nor day."""

    plan: Plan
    law: Law

    @property
    def identifier(self) -> str:
        """«151/KH-UBND»."""
        return f"{number(self.plan)}/{symbol(self.plan, self.law)}" if self.plan.number else ""

    @property
    def issued(self) -> date | None:
        found = issue_date(self.plan)
        return date(found.year, found.month, found.day) if found and found.month and found.day else None

    @property
    def issuer(self) -> str:
        return self.plan.authority.issuer or self.plan.authority.name

    @property
    def days(self) -> tuple[date, date] | None:
        """The days the plan runs from and to: its own, else the year of issue."""
        found = issue_date(self.plan)
        if found is None:
            return None
        first, last = parse_date(self.plan.starts), parse_date(self.plan.ends)
        return (
            first if isinstance(first, date) else date(found.year, 1, 1),
            last if isinstance(last, date) else date(found.year, 12, 31),
        )

    def dublin_core(self, title: str) -> Iterator[tuple[str, str]]:
        plan = self.plan
        valid = f"start={self.issued}; end={self.days[1]}; scheme=W3C-DTF" if self.issued and self.days else ""
        found = {
            "title": title,
            "type": plan.kind,
            "identifier": self.identifier,
            "issued": self.issued.isoformat() if self.issued else "",
            "publisher": plan.authority.name,
            "creator": self.issuer,
            "contributor": f"{plan.signatory.name} ({plan.signatory.position}), người ký",
            "abstract": " ".join(plan.subject.split()),
            "spatial": plan.place,
            "valid": valid,
            "language": "vi",
        }
        yield from ((name, content) for name, content in found.items() if content)

    def legislation(self, title: str) -> dict[str, Any]:
        """schema.org/Legislation."""
        plan, signatory = self.plan, self.plan.signatory
        days = self.days
        found: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "Legislation",
            "name": title,
            "legislationType": plan.kind,
            "legislationIdentifier": self.identifier,
            "legislationDate": self.issued.isoformat() if self.issued else "",
            "legislationDateOfApplicability": self.issued.isoformat() if self.issued else "",
            "legislationPassedBy": {"@type": "GovernmentOrganization", "name": self.issuer},
            "publisher": {"@type": "GovernmentOrganization", "name": plan.authority.name},
            "author": {"@type": "Person", "name": signatory.name, "jobTitle": signatory.position},
            "abstract": " ".join(plan.subject.split()),
            "expires": days[1].isoformat() if self.issued and days else "",
            "temporalCoverage": f"{days[0]}/{days[1]}" if days else "",
            "legislationJurisdiction": plan.place,
            "creativeWorkStatus": "Đã ban hành" if self.identifier else "Dự thảo",
            "inLanguage": "vi",
        }
        return {name: value for name, value in found.items() if value}


def _letterhead(frame: Context) -> Iterator[str]:
    agency = "<br>".join(
        [*(_text(line) for line in frame["chu_quan"]), *(f"<strong>{_text(line)}</strong>" for line in frame["co_quan"])]
    )
    yield '<header class="dau-trang">'
    yield f'<p class="co-quan">{agency}</p>'
    yield f'<p class="quoc-hieu"><strong>{NATION}</strong><br><strong class="tieu-ngu">{MOTTO}</strong></p>'
    yield f'<p class="so">Số: {_text(frame["so"])}/{_text(frame["ky_hieu"])}</p>'
    yield f'<p class="ngay">{_text(frame["dia_danh"])}, {_text(frame["ngay_thang"])}</p>'
    yield "</header>"


def _contents(headings: Sequence[tuple[str, str]]) -> Iterator[str]:
    if headings:
        yield '<nav aria-label="Mục lục">'
        yield "<ul>"
        yield from (f'<li><a href="#{id}">{title}</a></li>' for id, title in headings)
        yield "</ul>"
        yield "</nav>"


def _body(blocks: Sequence[Context]) -> tuple[list[str], list[tuple[str, str]]]:
    """The paragraphs, and of the headings below the title their ids and words."""
    lines, headings = [], []
    above: list[int] = []
    for index, block in enumerate(blocks, 1):
        kind, words = block["loai"], _words(block)
        if kind not in _RANKS:
            lines.append(f'<p class="{kind}">{words}</p>')
            continue
        rank = _RANKS.index(kind)
        above = [*(other for other in above if other < rank), rank]
        level, id = len(above) + 1, f"muc-{index}"
        lines.append(f'<h{level} id="{id}" class="{kind}">{words}</h{level}>')
        if level == 2:
            headings.append((id, words.replace("<br>", ". ")))
    return lines, headings


def _words(block: Context) -> str:
    shown, text = _NUMBERED[block["loai"]].format(block["so"]), _text(block["chu"])
    return f"{shown}<br>{text}" if block["loai"] == "phan" else shown + text


def _foot(frame: Context) -> Iterator[str]:
    yield '<section class="ky" aria-label="Nơi nhận và chữ ký">'
    yield '<div class="noi-nhan">'
    yield '<p id="noi-nhan"><strong>Nơi nhận:</strong></p>'
    yield '<ul aria-labelledby="noi-nhan">'
    yield from (f"<li>- {_text(text)};</li>" for text in frame["noi_nhan"])
    yield f"<li>- Lưu: {_text(frame['luu'])}.</li>"
    yield "</ul>"
    yield "</div>"
    yield f'<p class="chu-ky"><strong>{"<br>".join(map(_text, frame["quyen_han"]))}</strong></p>'
    yield f'<p class="ho-ten"><strong>{_text(frame["ho_ten"])}</strong></p>'
    yield "</section>"


def _appendices(plan: Plan, law: Law, name_of: NameOf) -> Iterator[tuple[Context, Appendix]]:
    for index, appendix in enumerate(plan.appendices):
        yield appendix_context(plan, index, law, name_of), appendix


def _appendix(context: Context, appendix: Appendix, count: int) -> Iterator[str]:
    id = f"phu-luc-{count}"
    title = f"<br>{_text(context['tieu_de'])}" if context["tieu_de"] else ""
    table = _Table(tuple((column.id, column.title) for column in appendix.columns))
    yield f'<section class="phu-luc" aria-labelledby="{id}">'
    yield f'<h2 id="{id}">{_text(context["ten_phu_luc"])}{title}</h2>'
    yield f'<p class="kem-theo">{_text(context["kem_theo"])}</p>'
    yield '<table role="table">'
    yield f"<caption>{CAPTION}</caption>"
    yield from table.head()
    for area in context["linh_vuc"]:
        yield from table.area(area)
    yield "</table>"
    yield '<p class="ket-thuc">./.</p>'
    yield "</section>"


@dataclass(frozen=True)
class _Table:
    """The table of tasks. Its parts name their roles: a phone shows rows as cards, which makes some browsers forget them."""

    added: tuple[tuple[str, str], ...]
    """(id, title) of the columns an office has added."""

    @property
    def titles(self) -> tuple[str, ...]:
        """Of the columns after the task's number and words."""
        return "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", *(title for _, title in self.added), "Ghi chú"

    def head(self) -> Iterator[str]:
        yield '<thead role="rowgroup">'
        yield '<tr role="row">'
        yield from (_header(title, "col", 'rowspan="2"') for title in ("TT", "Nhiệm vụ, giải pháp"))
        yield _header("Phân công trách nhiệm", "colgroup", 'colspan="2"')
        yield from (_header(title, "col", 'rowspan="2"') for title in self.titles[2:])
        yield "</tr>"
        yield '<tr role="row">'
        yield from (_header(title, "col") for title in self.titles[:2])
        yield "</tr>"
        yield "</thead>"

    def area(self, area: Context) -> Iterator[str]:
        yield '<tbody role="rowgroup">'
        if area["ten"]:
            name = f'<th role="rowheader" scope="rowgroup" colspan="{len(self.titles) + 1}">{_text(area["ten"])}</th>'
            yield f'<tr role="row" class="linh-vuc"><td role="cell">{_text(area["tt"])}</td>{name}</tr>'
        for task in area["nhiem_vu"]:
            yield from self.task(task)
        yield "</tbody>"

    def task(self, task: Context) -> Iterator[str]:
        added = [[task["cot_them"][id]] for id, _ in self.added]
        cells = (task["chu_tri"], task["phoi_hop"], task["thoi_gian"], *added, task["ghi_chu"])
        yield '<tr role="row">'
        yield f'<th role="rowheader" scope="row">{_text(task["tt"])}</th>'
        yield f'<td role="cell">{_lines(task["doan"])}</td>'
        yield from (
            f'<td role="cell" data-cot="{escape(title)}">{_lines(lines)}</td>'
            for title, lines in zip(self.titles, cells, strict=True)
        )
        yield "</tr>"


def _header(title: str, scope: str, span: str = "") -> str:
    return f'<th role="columnheader" scope="{scope}"{" " * bool(span)}{span}>{_text(title)}</th>'


def _lines(lines: Sequence[str]) -> str:
    return "<br>".join(map(_text, lines))
