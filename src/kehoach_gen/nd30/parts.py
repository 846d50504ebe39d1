"""The parts of an administrative document as they were found in a Word file (Điều 8). What was not found is None or empty."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from kehoach_gen.office.metrics import text_width
from kehoach_gen.office.styled import Paragraph, Run, Section, Table
from kehoach_gen.vietnamese.dates import real_date
from kehoach_gen.vietnamese.fold import fold, tidy
from kehoach_gen.vietnamese.typed_numbers import TypedNumber


@dataclass(frozen=True)
class Piece:
    """What stands between two tabs or, where lines are put one below the other, in one line; mostly a whole paragraph."""

    paragraph: Paragraph
    runs: tuple[Run, ...]
    column: int = 0
    is_alone: bool = True
    """Whether it is all there is in its line."""
    tab: str = ""
    """How the tab before it aligns it, where that is set: «center», «right» …"""

    @cached_property
    def text(self) -> str:
        return " ".join("".join(run.text for run in self.runs).replace("\u00a0", " ").split())

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def printed(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.text.strip())

    @property
    def sizes(self) -> tuple[float, ...]:
        return tuple(dict.fromkeys(run.look.size for run in self.printed))

    @property
    def is_bold(self) -> bool:
        return bool(self.printed) and all(run.look.bold for run in self.printed)

    @property
    def is_italic(self) -> bool:
        return bool(self.printed) and all(run.look.italic for run in self.printed)

    @property
    def some_bold(self) -> bool:
        return any(run.look.bold for run in self.printed)

    @property
    def some_italic(self) -> bool:
        return any(run.look.italic for run in self.printed)

    @property
    def is_underlined(self) -> bool:
        return bool(self.printed) and all(run.look.underline for run in self.printed)

    @property
    def is_capital(self) -> bool:
        """All letters capital; a letter inside brackets or after «/» does not count."""
        return self.text == self.text.upper() and any(sign.isalpha() for sign in self.text)

    @property
    def is_centred(self) -> bool:
        return self.paragraph.align == "center" or self.tab == "center"

    @property
    def width(self) -> float:
        """Of its longest line, in millimetres, as if it were never broken but where it is typed."""
        return max(self.line_widths, default=0.0)

    @cached_property
    def line_widths(self) -> tuple[float, ...]:
        size = max(self.sizes, default=14.0)
        lines = "".join(run.text for run in self.runs).split("\n")
        return tuple(text_width(tidy(line), size, bold=self.is_bold) for line in lines if line.strip())


STAMPS = re.compile(
    r"(?:hỏa tốc(?: hẹn giờ)?|thượng khẩn|khẩn|mật|tối mật|tuyệt mật|lưu hành nội bộ|xem xong trả lại|tài liệu thu hồi)\W*"
)
"""Folded words of what is stamped on a document: độ mật, độ khẩn, phạm vi lưu hành."""
_OF_HEAD_OR_FOOT = re.compile(r"nơi nhận\s*:|cộng hòa xã hội|độc lập\W")


def pieces_of(paragraph: Paragraph) -> tuple[Piece, ...]:
    """The paragraph divided at its tabs and, in a cell, in the middle of the page, at head and foot, at its line breaks."""
    return tuple(piece for line in _lines(paragraph) for piece in _columns(paragraph, line))


def _lines(paragraph: Paragraph) -> list[tuple[Run, ...]]:
    is_stack = paragraph.spot is not None or paragraph.align == "center"
    if "\n" not in paragraph.text or not (is_stack or _OF_HEAD_OR_FOOT.match(fold(paragraph.text))):
        return [paragraph.runs]
    return _split(paragraph.runs, "\n")


def _split(runs: tuple[Run, ...], sign: str) -> list[tuple[Run, ...]]:
    parts: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split(sign)
        parts[-1].append(replace(run, text=first))
        parts += [[replace(run, text=text)] for text in rest]
    return [tuple(part) for part in parts]


def _columns(paragraph: Paragraph, line: tuple[Run, ...]) -> list[Piece]:
    filled = [(at, runs) for at, runs in enumerate(_split(line, "\t")) if "".join(run.text for run in runs).strip()]
    stops = dict(enumerate((kind for kind, _ in paragraph.properties.get("tabs", ())), 1))
    return [Piece(paragraph, runs, column, len(filled) == 1, stops.get(at, "")) for column, (at, runs) in enumerate(filled)]


@dataclass(frozen=True)
class Drawn:
    """The line found under an element. `kind`: «ke» a drawn line, «vien» a border, «gach» underscores, «chan» underlined text."""

    length: float
    shift: float | None
    kind: str
    is_solid: bool = True


@dataclass(frozen=True)
class Numbered:
    """A paragraph of the body and the number that opens it, typed or given by a list."""

    piece: Piece
    number: TypedNumber | None

    @property
    def paragraph(self) -> Paragraph:
        return self.piece.paragraph

    @cached_property
    def text(self) -> str:
        return tidy(self.paragraph.full_text)

    @cached_property
    def level(self) -> str:
        """phan, chuong, muc (Roman), tieu_muc («Mục 1»), dieu, khoan, diem, nhieu_cap, gach, cong; empty for none."""
        if self.number is None:
            return ""
        return (
            "tieu_muc"
            if self.number.kind == "muc" and self.text[:1] in "Mm" and self.text[:3].lower() == "mục"
            else self.number.kind
        )

    @cached_property
    def is_heading(self) -> bool:
        return self.level in ("phan", "chuong", "muc", "tieu_muc") or self.piece.is_centred


@dataclass(frozen=True)
class Annex:
    """An appendix: its heading, title, «Kèm theo» line, and where it stands."""

    heading: Piece
    title: tuple[Piece, ...]
    attached: Piece | None
    line: Drawn | None
    pieces: tuple[Piece, ...]
    """All its pieces, heading first, those in tables among them."""
    tables: tuple[Table, ...]
    section: Section
    begins_section: bool
    begins_page: bool


@dataclass(frozen=True)
class Enclosure:
    """A document issued with this one, such as a quy chế: its type and subject, «(Kèm theo …)», and its text."""

    heading: Piece
    kind: str
    subject: tuple[Piece, ...]
    attached: Piece
    line: Drawn | None
    body: tuple[Numbered, ...]


@dataclass(frozen=True)
class Foot:
    """Recipients and signature."""

    heading: Piece | None = None
    recipients: tuple[Piece, ...] = ()
    powers: tuple[Piece, ...] = ()
    """Quyền hạn and chức vụ, line by line."""
    posts: tuple[Piece, ...] = ()
    """The post of the signer in his own authority, above his name, where he signs for a council or a committee."""
    signer: Piece | None = None
    table: Table | None = None
    between: tuple[Paragraph, ...] = ()
    """Paragraphs between powers and signer."""
    beside: tuple["Foot", ...] = ()
    """The other signatures, where several sign side by side; this is the last."""

    @property
    def signatures(self) -> tuple["Foot", ...]:
        return (*self.beside, self)

    @property
    def all_powers(self) -> tuple[Piece, ...]:
        return tuple(piece for signed in self.signatures for piece in signed.powers)


@dataclass(frozen=True)
class Parts:
    nation: tuple[Piece, ...] = ()
    """Every Quốc hiệu of the main part."""
    motto: Piece | None = None
    motto_line: Drawn | None = None
    superior: tuple[Piece, ...] = ()
    authority: tuple[Piece, ...] = ()
    authority_line: Drawn | None = None
    number: Piece | None = None
    dated: Piece | None = None
    kind: str = ""
    """One of the types of Điều 7, «Công văn» by its «V/v»; empty where it is not recognised."""
    kind_line: Piece | None = None
    subject: tuple[Piece, ...] = ()
    subject_line: Drawn | None = None
    addressees: tuple[Piece, ...] = ()
    """«Kính gửi:» and what follows it, line by line."""
    bases: tuple[Piece, ...] = ()
    body: tuple[Numbered, ...] = ()
    foot: Foot = field(default_factory=Foot)
    annexes: tuple[Annex, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    is_bound: bool = True
    """Whether the decree binds the authority (Điều 2)."""
    has_head: bool = False
    """Whether it is a document, and not only the appendix of one."""

    @property
    def authority_name(self) -> str:
        return " ".join(piece.text for piece in self.authority)

    @cached_property
    def day(self) -> date | None:
        """Its own date, where one is filled in that is real."""
        found = re.search(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", self.dated.text) if self.dated else None
        day = real_date(found[0], *map(int, found.groups())) if found else None
        return day if isinstance(day, date) else None

    @property
    def symbol(self) -> str:
        """«KH-UBND»; empty where there is none."""
        return self.number.text.partition("/")[2].strip() if self.number else ""

    @property
    def is_of_parties(self) -> bool:
        """Whether the parties to it sign it, and not the head of the authority."""
        return self.kind in ("Hợp đồng", "Bản ghi nhớ", "Bản thỏa thuận")

    @property
    def is_committee(self) -> bool:
        return self.authority_name.upper().startswith(("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "UBND"))
