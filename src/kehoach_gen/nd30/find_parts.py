"""A Word file → the parts of an administrative document, as far as they can be recognised by place, look and words.

Heads stand in a table, in paragraphs divided by tabs, or one below the other; numbers are typed or come from a list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kehoach_gen.nd30.parts import Annex, Drawn, Foot, Numbered, Parts, Piece
from kehoach_gen.office.drawn import Line
from kehoach_gen.office.styled import MM, Paragraph, Path, Run, StyledFile, Table
from kehoach_gen.vietnamese.fold import fold, tidy
from kehoach_gen.vietnamese.typed_numbers import typed_number

NATION = "cộng hòa xã hội chủ nghĩa việt nam"
_MOTTO = re.compile(r"độc lập\W{0,3}tự do\W{0,3}hạnh phúc")
_NUMBER = re.compile(r"số\s*:|số .{0,20}/")
_DATED = re.compile(r"[^()]{0,60}ngày.{0,12}tháng.{0,8}năm\s*(?:\d{4}|[.…_ ]{1,10})\s*\W?")
_ABOUT = re.compile(r"v/v\b")
_TO = re.compile(r"kính gửi\b")
_UNDERSCORES = re.compile(r"[_─―—–]{3,}|[-]{5,}")
_PARTY = re.compile(r"đảng cộng sản việt nam")
_UNBOUND = re.compile(
    r"(?:hội(?! đồng)|hiệp hội|liên (?:đoàn|hiệp|minh)|(?:ủy|uỷ) ban (?:mặt trận|mttq)|ban thường trực|mặt trận|công đoàn|tỉnh ủy|huyện ủy|"
    r"thành ủy|đảng ủy|đảng bộ|thị ủy|tỉnh đoàn|đoàn thanh niên|huyện đoàn|thành đoàn|báo )"
)
_BODIES = re.compile(
    r"(?:ủy ban|hội đồng|sở|ban|phòng|chi cục|cục|tổng cục|trung tâm|văn phòng|trường|thanh tra|công an|bệnh viện|viện|quỹ|đài|bộ|chi nhánh|"
    r"kho bạc|ngân hàng|bảo hiểm|tòa án|hạt|đội|trạm|học viện|tổng công ty|công ty|vườn quốc gia)\b"
)
_POSTS = re.compile(
    r"(?:tm|kt|tl|tuq|q)\. ?|(?:phó |quyền )?(?:chủ tịch|giám đốc|chánh|trưởng|cục trưởng|chi cục trưởng|viện trưởng|tổng |bộ trưởng|thứ trưởng|"
    r"thủ trưởng|hiệu trưởng|chỉ huy|bí thư|chủ nhiệm|đội trưởng|hạt trưởng|trạm trưởng|kế toán|người |thư ký|chính ủy|thẩm phán|kiểm sát|"
    r"vụ trưởng|thường trực|ủy viên)|phó\b|ủy ban|hội đồng|ban |sở |văn phòng|chủ tọa"
)
_RECIPIENTS = re.compile(r"nơi nhận\b")
_ANNEX = re.compile(r"phụ lục(?: (?:số )?(?:[ivx]+|\d{1,2}|[a-z]))?\s*[.:]?")
_ATTACHED = re.compile(r"\(?\s*(?:ban hành )?(?:đính )?kèm theo\b")
_BASIS = re.compile(r"(?:căn cứ|theo đề nghị|xét đề nghị|xét tờ trình)\b")
_MOST_HEAD_PIECES = 60


def find_parts(file: StyledFile, kinds: Sequence[str]) -> Parts:
    """The parts of a document; `kinds` are the names of the types of document."""
    return _Finder(file, kinds).parts()


def pieces_of(paragraph: Paragraph) -> tuple[Piece, ...]:
    """The paragraph divided at its tabs."""
    if "\t" not in paragraph.text:
        return (Piece(paragraph, paragraph.runs),) if paragraph.text.strip() else ()
    columns: list[list[Run]] = [[]]
    for run in paragraph.runs:
        first, *rest = run.text.split("\t")
        columns[-1].append(replace(run, text=first))
        columns += [[replace(run, text=text)] for text in rest]
    filled = [tuple(runs) for runs in columns if "".join(run.text for run in runs).strip()]
    return tuple(Piece(paragraph, runs, column, len(filled) == 1) for column, runs in enumerate(filled))


class _Finder:
    """Holds the pieces of one file while its parts are looked for."""

    def __init__(self, file: StyledFile, kinds: Sequence[str]) -> None:
        self.file = file
        self.kinds = {fold(kind): kind for kind in kinds}
        self.pieces = [piece for paragraph in file.paragraphs for piece in pieces_of(paragraph)]
        self.order = {id(paragraph): index for index, paragraph in enumerate(file.paragraphs)}
        self.neighbours: dict[Path, list[Paragraph]] = {}
        for paragraph in file.paragraphs:
            self.neighbours.setdefault(paragraph.path[:-1], []).append(paragraph)

    def parts(self) -> Parts:
        annexes, first_annex = self.annexes()
        main = self.pieces[:first_annex]
        head, title = self.head(main)
        nation = tuple(piece for piece in main if piece.folded == NATION or _near(piece.folded, NATION))
        motto = next((piece for piece in head if _MOTTO.search(piece.folded)), None)
        number = next((piece for piece in head if _NUMBER.match(piece.folded)), None)
        dated = next((piece for piece in head if _DATED.fullmatch(piece.folded)), None)
        about = next((piece for piece in head if _ABOUT.match(piece.folded)), None)
        known = [*nation, motto, number, dated, about]
        if annexes and title is None and not any((nation, motto, dated, about)):
            return Parts(annexes=annexes)
        if title is None and not any((nation, motto, number, about)):
            return self.plain(main)
        superior, authority = _names(_left(head, known, nation, number))
        kind_line = main[title] if title is not None else None
        kind = self.kinds[kind_line.folded.rstrip(":")] if kind_line else "Công văn" if about else ""
        subject = tuple(self.subject(main, title)) if title is not None else (about,) if about else ()
        end = self.end_of_head(main, head, title, subject, [number, dated, motto, about])
        foot, foot_start = self.foot(main[end:], kind)
        addressees = tuple(_addressees(main[end : end + foot_start]))
        body = self.body(main[end : end + foot_start], addressees)
        spare = self.spare_lines(head)
        return Parts(
            nation,
            motto,
            self.under((motto,), spare, longest=True) if motto else None,
            superior,
            authority,
            self.under(authority, spare, longest=False) if authority else None,
            number,
            dated,
            kind,
            kind_line,
            subject,
            self.under(subject, [], longest=False) if subject and title is not None else None,
            addressees,
            tuple(_bases(body)),
            body,
            foot,
            annexes,
            not (_UNBOUND.match(fold(" ".join(p.text for p in authority))) or any(_PARTY.search(piece.folded) for piece in head)),
            True,
        )

    def plain(self, main: Sequence[Piece]) -> Parts:
        """A text without a head: all of it is body, up to its foot."""
        foot, start = self.foot(main, "")
        return Parts(body=self.body(main[:start], ()), foot=foot)

    def head(self, main: Sequence[Piece]) -> tuple[Sequence[Piece], int | None]:
        """The pieces above the title or, where there is none, of the first page's top; and where the title stands."""
        top = main[:_MOST_HEAD_PIECES]
        for index, piece in enumerate(top):
            if piece.folded.rstrip(":") in self.kinds and (piece.is_capital or piece.is_bold or piece.is_centred):
                return top[:index], index
        last = max((index for index, piece in enumerate(top) if _is_of_head(piece)), default=-1)
        return top[: last + 1], None

    def subject(self, main: Sequence[Piece], title: int) -> Iterator[Piece]:
        """The lines below the title, up to what cannot be one of them."""
        for found, piece in enumerate(main[title + 1 : title + 8]):
            text = piece.folded
            if _TO.match(text) or _BASIS.match(text) or typed_number(piece.text) or _UNDERSCORES.fullmatch(piece.text):
                return
            if not (piece.is_centred or (piece.is_bold and not found)) or piece.paragraph.spot != main[title].paragraph.spot:
                return
            if piece.is_capital and (found or _POSTS.match(text) or _BODIES.match(text)):
                return
            yield piece

    def end_of_head(
        self,
        main: Sequence[Piece],
        head: Sequence[Piece],
        title: int | None,
        subject: Sequence[Piece],
        known: Sequence[Piece | None],
    ) -> int:
        if title is not None:
            return title + 1 + len(subject)
        last = max((index for index, piece in enumerate(main[: len(head)]) if any(piece is one for one in known)), default=-1)
        while last + 1 < len(main) and main[last].paragraph.spot and _same_table(main[last], main[last + 1]):
            last += 1
        if subject and not subject[0].paragraph.spot:
            while last + 1 < len(main) and main[last + 1].is_centred and not _TO.match(main[last + 1].folded):
                last += 1
        return last + 1

    def spare_lines(self, head: Sequence[Piece]) -> list[Line]:
        """Lines drawn at the head that are anchored outside a table: nothing tells below what they stand."""
        last = self.order[id(head[-1].paragraph)] if head else -1
        return [line for p in self.file.paragraphs[: last + 2] if p.spot is None for line in p.lines]

    def under(self, pieces: Sequence[Piece], spare: Sequence[Line], *, longest: bool) -> Drawn | None:
        """The line below the last of these pieces."""
        last = pieces[-1]
        paragraph = last.paragraph
        if (border := paragraph.properties.get("border_bottom", ("", 0)))[0]:
            return _border(paragraph, border[0])
        around = self.neighbours[paragraph.path[:-1]]
        place = next(index for index, one in enumerate(around) if one is paragraph)
        for following in around[place + 1 :]:
            if found := _line_of(following, last):
                return found
            if not following.is_blank:
                break
        if paragraph.spot is not None:
            local = [line for one in (*around, *self.below(paragraph)) for line in one.lines]
        else:
            local = list(paragraph.lines)
        local = local or list(spare)
        if local:
            line = (max if longest else min)(local, key=lambda one: one.length)
            return Drawn(line.length, line.shift, "ke", line.is_solid)
        if (cell := self.cell_line(paragraph)) is not None:
            return cell
        return Drawn(last.width, 0.0, "chan") if last.is_underlined else None

    def below(self, paragraph: Paragraph) -> Iterator[Paragraph]:
        """The paragraphs of the cell under the one it stands in."""
        spot = paragraph.spot
        for other in self.file.paragraphs:
            if (
                spot
                and other.spot
                and (other.spot.table, other.spot.row, other.spot.cell) == (spot.table, spot.row + 1, spot.cell)
            ):
                yield other

    def cell_line(self, paragraph: Paragraph) -> Drawn | None:
        for table in self.file.blocks:
            if isinstance(table, Table) and paragraph.spot and table.number == paragraph.spot.table:
                for row in table.rows:
                    for cell in row.cells:
                        if cell.has_line_below and any(one is paragraph for one in cell.paragraphs):
                            return Drawn(cell.width / MM, 0.0, "vien")
        return None

    def body(self, pieces: Sequence[Piece], addressees: Sequence[Piece]) -> tuple[Numbered, ...]:
        passed = {id(piece.paragraph) for piece in addressees}
        found: dict[int, Numbered] = {}
        for piece in pieces:
            paragraph = piece.paragraph
            if paragraph.spot is None and id(paragraph) not in passed and id(paragraph) not in found:
                if _UNDERSCORES.fullmatch(piece.text):
                    continue
                found[id(paragraph)] = Numbered(Piece(paragraph, paragraph.runs), typed_number(tidy(paragraph.full_text)))
        return tuple(found.values())

    def foot(self, pieces: Sequence[Piece], kind: str) -> tuple[Foot, int]:
        """The foot, and where among `pieces` it begins."""
        start = next(
            (index for index, piece in enumerate(pieces) if _RECIPIENTS.match(piece.folded) and len(piece.text) < 20), None
        )
        if start is None:
            return self.bare_signature(pieces)
        heading = pieces[start]
        spot = heading.paragraph.spot
        if spot is None:
            return self.foot_of_tabs(pieces, start)
        of_table = [piece for piece in pieces if _same_table(piece, heading)]
        first = next(index for index, piece in enumerate(pieces) if piece is of_table[0])
        left = [p for p in of_table if p.paragraph.spot and p.paragraph.spot.cell == spot.cell and p is not heading]
        right = [p for p in of_table if p.paragraph.spot and p.paragraph.spot.cell > spot.cell]
        table = next(t for t in self.file.blocks if isinstance(t, Table) and t.number == spot.table)
        recipients = tuple(p for p in left if self.order[id(p.paragraph)] > self.order[id(heading.paragraph)])
        return replace(self.signature(right), heading=heading, recipients=recipients, table=table), first

    def foot_of_tabs(self, pieces: Sequence[Piece], start: int) -> tuple[Foot, int]:
        heading = pieces[start]
        following = pieces[start + 1 :]
        right = [piece for piece in following if piece.column > 0 or (piece.is_alone and not _is_item(piece))]
        recipients = tuple(piece for piece in following if piece.column == 0 and _is_item(piece))
        first = start
        if not right or all(piece.column == 0 and not _POSTS.match(piece.folded) for piece in right):
            while first > 0 and _is_signature(pieces[first - 1]):
                first -= 1
            right = [*pieces[first:start], *right]
        return replace(self.signature(right), heading=heading, recipients=recipients), first

    def bare_signature(self, pieces: Sequence[Piece]) -> tuple[Foot, int]:
        """A signature without recipients: the last lines in capitals that name a post."""
        for index in range(len(pieces) - 1, max(len(pieces) - 8, -1), -1):
            piece = pieces[index]
            if piece.is_capital and _POSTS.match(piece.folded) and len(piece.text) < 80:
                while index > 0 and _is_signature(pieces[index - 1]):
                    index -= 1
                return self.signature(pieces[index:]), index
        return Foot(), len(pieces)

    def signature(self, pieces: Sequence[Piece]) -> Foot:
        """Powers first, the name last; a line that names no post, or stands below a gap, is the name."""
        pieces = [piece for piece in pieces if not _UNDERSCORES.fullmatch(piece.text) and not piece.text.startswith("(")]
        count = next(
            (
                i
                for i, p in enumerate(pieces)
                if i and not (p.is_capital and _POSTS.match(p.folded)) and not self.runs_on(pieces, i)
            ),
            None,
        )
        if count is None:
            return Foot(powers=tuple(pieces))
        powers, signer = pieces[:count], pieces[-1]
        low, high = (self.order[id(piece.paragraph)] for piece in (powers[-1], signer))
        between = [p for p in self.file.paragraphs[low + 1 : high] if p.is_blank and p.path[:-1] == signer.paragraph.path[:-1]]
        return Foot(powers=tuple(powers), signer=signer, between=tuple(between))

    def runs_on(self, pieces: Sequence[Piece], index: int) -> bool:
        """Whether a line in capitals right below a post continues it: «TM. ỦY BAN NHÂN DÂN» / «TỈNH SƠN LA»."""
        above, here = pieces[index - 1].paragraph, pieces[index].paragraph
        close = self.order[id(here)] - self.order[id(above)] == 1 and here.twips("before") < 10 * MM
        return close and pieces[index].is_capital and index + 1 < len(pieces)

    def annexes(self) -> tuple[tuple[Annex, ...], int]:
        """The appendices, and where the first begins among the pieces."""
        starts = [index for index, piece in enumerate(self.pieces) if self.is_annex_heading(index, piece)]
        found = [self.annex(start, end) for start, end in zip(starts, [*starts[1:], len(self.pieces)], strict=False)]
        return tuple(found), starts[0] if starts else len(self.pieces)

    def is_annex_heading(self, index: int, piece: Piece) -> bool:
        if not _ANNEX.fullmatch(piece.folded) or piece.paragraph.spot is not None or not piece.is_alone:
            return False
        return piece.is_centred or piece.is_bold or index == 0

    def annex(self, start: int, end: int) -> Annex:
        pieces = tuple(self.pieces[start:end])
        heading = pieces[0]
        attached = next((p for p in pieces[1:8] if _ATTACHED.match(p.folded) and p.paragraph.spot is None), None)
        title = []
        for piece in pieces[1:8]:
            if (
                piece is attached
                or piece.paragraph.spot is not None
                or not (piece.is_centred or piece.is_capital or piece.is_bold)
            ):
                break
            if typed_number(piece.text) or _UNDERSCORES.fullmatch(piece.text):
                break
            title.append(piece)
        section = next(s for s in self.file.sections if any(heading.paragraph is block for block in s.blocks))
        numbers = {p.paragraph.spot.table for p in pieces if p.paragraph.spot}
        tables = tuple(b for b in self.file.blocks if isinstance(b, Table) and b.number in numbers)
        line = self.under((attached,), (), longest=False) if attached else None
        filled = [b for b in section.blocks if not (isinstance(b, Paragraph) and b.is_blank and not b.breaks_before)]
        place = self.order[id(heading.paragraph)]
        before = self.file.paragraphs[place - 1] if place else None
        begins_section = bool(filled) and filled[0] is heading.paragraph
        begins_page = (
            heading.paragraph.breaks_before or before is None or before.breaks_after or (before.is_blank and before.breaks_before)
        )
        return Annex(
            heading, tuple(title), attached, line, pieces, tables, section, begins_section, begins_page or begins_section
        )


def _near(text: str, wanted: str) -> bool:
    """Whether a text is the wanted one mistyped."""
    if not text.startswith("cộng h") or abs(len(text) - len(wanted)) > 3:
        return False
    return (
        sum(one != other for one, other in zip(text, wanted, strict=False)) <= 4
        or sorted(text.split())[:-1] == sorted(wanted.split())[:-1]
    )


def _is_of_head(piece: Piece) -> bool:
    text = piece.folded
    return text == NATION or any(form.match(text) for form in (_MOTTO, _NUMBER, _ABOUT)) or _DATED.fullmatch(text) is not None


def _same_table(one: Piece, other: Piece) -> bool:
    first, second = one.paragraph.spot, other.paragraph.spot
    return first is not None and second is not None and first.table == second.table


def _left(head: Sequence[Piece], known: Sequence[Piece | None], nation: Sequence[Piece], number: Piece | None) -> list[Piece]:
    """The pieces of the head that name the authority: to the left of the nation, above the number."""
    end = next((index for index, piece in enumerate(head) if piece is number), len(head))
    right = nation[0] if nation else None
    found = []
    for index, piece in enumerate(head):
        if any(piece is one for one in known) or _UNDERSCORES.fullmatch(piece.text) or piece.folded in ("dự thảo", "*"):
            continue
        if _MOTTO.search(piece.folded) or _PARTY.search(piece.folded) or not any(sign.isalpha() for sign in piece.text):
            continue
        if piece.paragraph.spot is not None:
            column = right.paragraph.spot.cell if right and right.paragraph.spot else 1
            is_left = piece.paragraph.spot.cell < column and (number is None or index < end or not _same_table(piece, number))
        else:
            is_left = index < end and piece.column == 0 and (not piece.is_alone or piece.is_capital)
        if is_left:
            found.append(piece)
    return found


def _names(lines: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """(superior, authority): a line that opens with a kind of body begins a name of its own, but not below «CHỦ TỊCH»."""
    names: list[list[Piece]] = []
    for line in lines:
        text = line.folded
        begins = _BODIES.match(text) or text.startswith("ubnd")
        if names and (not begins or (_POSTS.match(names[-1][-1].folded + " ") and not _BODIES.match(names[-1][-1].folded))):
            names[-1].append(line)
        else:
            names.append([line])
    authority = tuple(names[-1]) if names else ()
    return tuple(line for name in names[:-1] for line in name), authority


def _addressees(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """«Kính gửi:», in its own paragraph or cell, and the dashes below it."""
    start = next((index for index, piece in enumerate(pieces[:12]) if _TO.match(piece.folded)), None)
    if start is None:
        return
    yield pieces[start]
    opens = pieces[start].text.rstrip().endswith(":")
    for piece in pieces[start + 1 :]:
        if not (piece.text.startswith(("-", "–", "•")) and (opens or piece.paragraph.align != "both")) and not (
            piece.paragraph.spot and _same_table(piece, pieces[start])
        ):
            return
        yield piece


def _bases(body: Sequence[Numbered]) -> Iterator[Piece]:
    """Formal căn cứ: whole paragraphs that end with «;» or «.», before the opening sentence."""
    for index, line in enumerate(body):
        text = line.text
        if index < 3 and line.piece.is_centred and line.piece.is_capital:
            continue
        if (
            not _BASIS.match(fold(text))
            or "như sau:" in text
            or re.search(r"\. [A-ZĐ]", text)
            or text.endswith(":")
            or len(text) > 600
        ):
            return
        yield line.piece


def _is_item(piece: Piece) -> bool:
    return piece.text.startswith(("-", "–", "•", "+")) or bool(piece.paragraph.label.strip()) or "lưu" in piece.folded[:8]


def _is_signature(piece: Piece) -> bool:
    is_aside = piece.paragraph.align in ("right", "center") or piece.paragraph.twips("left") > 60 * MM
    return is_aside and len(piece.text) < 60 and not piece.text.endswith((".", ";", ":"))


def _line_of(paragraph: Paragraph, above: Piece) -> Drawn | None:
    """The line a paragraph below an element is there for."""
    for side in ("border_top", "border_bottom"):
        border = paragraph.properties.get(side, ("", 0))[0]
        if border and paragraph.is_blank:
            return _border(paragraph, border)
    for piece in pieces_of(paragraph):
        if _UNDERSCORES.fullmatch(piece.text) and (piece.column == above.column or piece.is_alone):
            return Drawn(piece.width, 0.0 if piece.is_centred else None, "gach")
    if paragraph.is_blank and paragraph.lines and paragraph.spot is not None:
        line = paragraph.lines[0]
        return Drawn(line.length, line.shift, "ke", line.is_solid)
    return None


def _border(paragraph: Paragraph, kind: str) -> Drawn:
    left, right = paragraph.twips("left"), paragraph.twips("right")
    return Drawn((paragraph.width - left - right) / MM, (left - right) / 2 / MM, "vien", kind in ("single", "thick"))
