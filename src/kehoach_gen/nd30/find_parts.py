"""A Word file → the parts of an administrative document, as far as they can be recognised by place, look and words.

Heads stand in a table, in paragraphs divided by tabs, or one below the other; numbers are typed or come from a list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from kehoach_gen.nd30.forms import (
    ABOUT,
    ANNEX,
    ATTACHED,
    BASIS,
    BODIES,
    COPY,
    DATED,
    LETTER,
    MOTTO,
    NATION,
    NUMBER,
    PARTY,
    POSTS,
    RECIPIENTS,
    TO,
    UNBOUND,
    UNDERSCORES,
    WIRED_TO,
    about_lines,
    addressees_in,
    bases_in,
    border_line,
    is_item,
    is_near,
    is_of_head,
    is_signature,
    left_of_nation,
    line_of,
    names,
    names_post,
    same_row,
    same_table,
)
from kehoach_gen.nd30.parts import Annex, Drawn, Enclosure, Foot, Numbered, Parts, Piece, pieces_of
from kehoach_gen.office.drawn import Line
from kehoach_gen.office.styled import MM, Paragraph, Path, Run, StyledFile, Table
from kehoach_gen.vietnamese.fold import fold, tidy
from kehoach_gen.vietnamese.typed_numbers import typed_number

_MOST_HEAD_PIECES = 60


def find_parts(file: StyledFile, kinds: Sequence[str]) -> Parts:
    """The parts of a document; `kinds` are the names of the types of document."""
    return _Finder(file, kinds).parts()


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
        annexes, enclosures, end_of_main = self.added()
        main = self.without_copy(self.pieces[:end_of_main])
        head, title = self.head(main)
        nation = tuple(piece for piece in main if piece.folded == NATION or is_near(piece.folded, NATION))
        motto = next((piece for piece in head if MOTTO.search(piece.folded)), None)
        number = next((piece for piece in head if NUMBER.match(piece.folded)), None)
        dated = next((piece for piece in head if DATED.fullmatch(piece.folded)), None)
        about = next((piece for piece in head if ABOUT.match(piece.folded)), None)
        known = [*nation, motto, number, dated, about]
        if (annexes or enclosures) and title is None and not any((nation, motto, dated, about)):
            return Parts(kind=enclosures[0].kind if enclosures else "", annexes=annexes, enclosures=enclosures)
        if title is None and not any((nation, motto, number, about)):
            return self.plain(main)
        superior, authority = names(left_of_nation(head, known, nation, number))
        kind_line = main[title] if title is not None else None
        kind = self.kind(kind_line) if kind_line else "Công văn" if about else ""
        subject = tuple(self.subject(main, title)) if title is not None else tuple(about_lines(head, about))
        end = self.end_of_head(main, head, title, subject, [number, dated, motto, about])
        if number is None and title is not None:
            number, end = _number_below(main, end)
        foot, foot_start = self.foot(main[end:])
        addressees = tuple(addressees_in(main[end : end + foot_start], WIRED_TO if kind == "Công điện" else TO))
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
            tuple(bases_in(body, kind)),
            body,
            foot,
            annexes,
            enclosures,
            not (UNBOUND.match(fold(" ".join(p.text for p in authority))) or any(PARTY.search(piece.folded) for piece in head)),
            True,
        )

    def plain(self, main: Sequence[Piece]) -> Parts:
        """A text without a head: all of it is body, up to its foot."""
        foot, start = self.foot(main)
        return Parts(body=self.body(main[:start], ()), foot=foot)

    def head(self, main: Sequence[Piece]) -> tuple[Sequence[Piece], int | None]:
        """The pieces above the title or, where there is none, of the first page's top; and where the title stands."""
        top = list(takewhile(lambda p: not (TO.match(p.folded) or RECIPIENTS.match(p.folded)), main[:_MOST_HEAD_PIECES]))
        for index, piece in enumerate(top):
            if self.is_title(piece):
                return top[:index], index
        last = max((index for index, piece in enumerate(top) if is_of_head(piece)), default=-1)
        return top[: last + 1], None

    def is_title(self, piece: Piece) -> bool:
        """Whether a line names the type: by itself, or with more words where nothing else can be meant."""
        if piece.folded.rstrip(":") in self.kinds:
            return piece.is_capital or piece.is_bold or piece.is_centred
        return piece.is_capital and piece.is_bold and piece.is_centred and piece.paragraph.spot is None and bool(self.kind(piece))

    def kind(self, title: Piece) -> str:
        """The type a title names, such as «Biên bản» in «BIÊN BẢN LÀM VIỆC»; empty for none."""
        found = [name for name in self.kinds if f"{title.folded.rstrip(':')} ".startswith(f"{name} ")]
        if found:
            return self.kinds[max(found, key=len)]
        return "Thư công" if LETTER.match(title.folded) else ""

    def subject(self, main: Sequence[Piece], title: int) -> Iterator[Piece]:
        """The lines below the title, up to what cannot be one of them."""
        for found, piece in enumerate(main[title + 1 : title + 8]):
            text = piece.folded
            if TO.match(text) or BASIS.match(text) or typed_number(piece.text) or UNDERSCORES.fullmatch(piece.text):
                return
            if ATTACHED.match(text) or NUMBER.match(text) or WIRED_TO.fullmatch(text) or text.startswith("điện:"):
                return
            if not (piece.is_centred or (piece.is_bold and not found)) or piece.paragraph.spot != main[title].paragraph.spot:
                return
            if piece.is_capital and (found or POSTS.match(text) or BODIES.match(text)):
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
        while last + 1 < len(main) and same_table(main[last], main[last + 1]) and not TO.match(main[last + 1].folded):
            last += 1
        if subject and not subject[0].paragraph.spot:
            while last + 1 < len(main) and main[last + 1].is_centred and not TO.match(main[last + 1].folded):
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
            return border_line(paragraph, border[0])
        around = self.neighbours[paragraph.path[:-1]]
        place = next(index for index, one in enumerate(around) if one is paragraph)
        if found := line_of(paragraph, last):
            return found
        for following in (*around[place + 1 :], *self.below(paragraph)):
            if found := line_of(following, last):
                return found
            if not following.is_blank:
                break
        if paragraph.spot is not None:
            local = [line for one in (*around, *self.below(paragraph)) for line in one.lines]
        else:
            local = self.anchored_near(around, place)
        local = local or list(spare)
        if local:
            line = (max if longest else min)(local, key=lambda one: one.length)
            return Drawn(line.length, line.shift, "ke", line.is_solid)
        if (cell := self.cell_line(paragraph)) is not None:
            return cell
        return Drawn(last.width, 0.0, "chan") if last.is_underlined else None

    def anchored_near(self, around: Sequence[Paragraph], place: int) -> list[Line]:
        """Lines drawn at a paragraph of the body: anchored to it, to those after it up to the first with words, or to the one
        before."""
        after = around[place + 1 :]
        until = next((index for index, one in enumerate(after, 1) if not one.is_blank), len(after))
        for near in ((around[place],), after[:until], around[max(place - 1, 0) : place]):
            if lines := [line for one in near for line in one.lines]:
                return lines
        return []

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
        for table in self.file.tables:
            if paragraph.spot and table.number == paragraph.spot.table:
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
                if UNDERSCORES.fullmatch(piece.text):
                    continue
                found[id(paragraph)] = Numbered(Piece(paragraph, paragraph.runs), typed_number(tidy(paragraph.full_text)))
        return tuple(found.values())

    def foot(self, pieces: Sequence[Piece]) -> tuple[Foot, int]:
        """The foot, and where among `pieces` it begins."""
        start = next(
            (index for index, piece in enumerate(pieces) if RECIPIENTS.match(piece.folded) and len(piece.text) < 20), None
        )
        if start is None:
            return self.bare_signature(pieces)
        heading = pieces[start]
        spot = heading.paragraph.spot
        if spot is None:
            return self.foot_of_tabs(pieces, start)
        of_table = [piece for piece in pieces if same_table(piece, heading)]
        first = next(index for index, piece in enumerate(pieces) if piece is of_table[0])
        below = pieces[start + 1 :]
        recipients = tuple(p for p in below if same_table(p, heading) and p.paragraph.spot and p.paragraph.spot.cell == spot.cell)
        known = {id(piece) for piece in (heading, *recipients)}
        signed = self.signatures([piece for piece in of_table if id(piece) not in known])
        if not signed.powers:
            signed, above = self.bare_signature(pieces[:first])
            return replace(signed, heading=heading, recipients=recipients), min(above, first)
        table = next(t for t in self.file.tables if t.number == spot.table)
        return replace(signed, heading=heading, recipients=recipients, table=table), first

    def foot_of_tabs(self, pieces: Sequence[Piece], start: int) -> tuple[Foot, int]:
        heading = pieces[start]
        following = pieces[start + 1 :]
        right = [piece for piece in following if piece.column > 0 or (piece.is_alone and not is_item(piece))]
        recipients = tuple(piece for piece in following if piece.column == 0 and is_item(piece))
        if right and any(piece.column > 0 or POSTS.match(piece.folded) for piece in right):
            return replace(self.signature(right), heading=heading, recipients=recipients), start
        signed, first = self.bare_signature(pieces[:start])
        return replace(signed, heading=heading, recipients=recipients), first

    def bare_signature(self, pieces: Sequence[Piece]) -> tuple[Foot, int]:
        """A signature without recipients beside it: the last lines in capitals that name a post, or the table they stand in."""
        for index in range(len(pieces) - 1, max(len(pieces) - 8, -1), -1):
            piece = pieces[index]
            if names_post(piece) and len(piece.text) < 80:
                if piece.paragraph.spot is not None:
                    of_table = [one for one in pieces if same_table(one, piece)]
                    return self.signatures(of_table), next(i for i, one in enumerate(pieces) if one is of_table[0])
                while index > 0 and is_signature(pieces[index - 1]):
                    index -= 1
                return self.signature(pieces[index:]), index
        return Foot(), len(pieces)

    def signatures(self, pieces: Sequence[Piece]) -> Foot:
        """The signature in the last column of a table, and those in the columns before it beside it."""
        columns: dict[int, list[Piece]] = {}
        for piece in pieces:
            columns.setdefault(piece.paragraph.spot.cell if piece.paragraph.spot else 0, []).append(piece)
        signed = [self.signature(column) for _, column in sorted(columns.items()) if names_post(column[0]) or len(columns) == 1]
        return replace(signed[-1], beside=tuple(signed[:-1])) if signed else Foot()

    def signature(self, pieces: Sequence[Piece]) -> Foot:
        """Powers first, the name last; a line that names no post, or stands below a gap, is the name or stands above it."""
        pieces = [piece for piece in pieces if not UNDERSCORES.fullmatch(piece.text) and not piece.text.startswith("(")]
        count = next(
            (
                i
                for i, p in enumerate(pieces)
                if i and (self.is_below_gap(pieces, i) or not (names_post(p) or self.runs_on(pieces, i)))
            ),
            None,
        )
        if count is None:
            return Foot(powers=tuple(pieces))
        powers, (*posts, signer) = pieces[:count], pieces[count:]
        low, high = (self.order[id(piece.paragraph)] for piece in (powers[-1], pieces[count]))
        between = [p for p in self.file.paragraphs[low + 1 : high] if p.is_blank and p.path[:-1] == signer.paragraph.path[:-1]]
        return Foot(powers=tuple(powers), posts=tuple(posts), signer=signer, between=tuple(between))

    def is_below_gap(self, pieces: Sequence[Piece], index: int) -> bool:
        """Whether room for a signature is left above a piece."""
        above, here = pieces[index - 1].paragraph, pieces[index].paragraph
        between = self.file.paragraphs[self.order[id(above)] + 1 : self.order[id(here)]]
        return here.twips("before") >= 10 * MM or sum(p.is_blank and p.path[:-1] == here.path[:-1] for p in between) > 1

    def runs_on(self, pieces: Sequence[Piece], index: int) -> bool:
        """Whether a line in capitals right below a post continues it: «TM. ỦY BAN NHÂN DÂN» / «TỈNH SƠN LA»."""
        above, here = pieces[index - 1].paragraph, pieces[index].paragraph
        close = self.order[id(here)] - self.order[id(above)] <= 1 and here.twips("before") < 10 * MM
        return close and pieces[index].is_capital and index + 1 < len(pieces)

    def added(self) -> tuple[tuple[Annex, ...], tuple[Enclosure, ...], int]:
        """The appendices, the documents issued with this one, and where the first of all begins among the pieces."""
        annexes = [index for index, piece in enumerate(self.pieces) if self.is_annex_heading(index, piece)]
        titles = {self.top_of(index): index for index in range(len(self.pieces)) if self.is_enclosure_title(index, annexes)}
        starts = sorted({*annexes, *titles})
        ends = dict(pairwise([*starts, len(self.pieces)]))
        return (
            tuple(self.annex(start, ends[start]) for start in annexes),
            tuple(self.enclosure(titles[start], ends[start]) for start in sorted(titles)),
            starts[0] if starts else len(self.pieces),
        )

    def is_enclosure_title(self, index: int, annexes: Sequence[int]) -> bool:
        """Whether a type of document stands here with «(Kèm theo …)» below it, and not as the name of an appendix."""
        piece = self.pieces[index]
        if not (piece.is_capital and piece.is_centred and piece.folded in self.kinds) or any(0 < index - a <= 3 for a in annexes):
            return False
        return any(ATTACHED.match(below.folded) for below in self.pieces[index + 1 : index + 8] if below.is_centred)

    def top_of(self, title: int) -> int:
        """Where the head above the title of an enclosed document begins: at the table of its Quốc hiệu, if it has one."""
        above = range(max(title - 10, 0), title)
        nation = next((index for index in above if self.pieces[index].folded == NATION), None)
        if nation is None or self.pieces[nation].paragraph.spot is None:
            return title
        return next(index for index in range(nation + 1) if same_table(self.pieces[index], self.pieces[nation]))

    def enclosure(self, title: int, end: int) -> Enclosure:
        subject = tuple(self.subject(self.pieces, title))
        after = title + 1 + len(subject)
        opens = next(index for index in range(after, end) if ATTACHED.match(self.pieces[index].folded))
        attached, line = self.attached(self.pieces[opens:end])
        text = [piece for piece in self.pieces[opens + 1 : end] if not (piece.is_centred and piece.some_italic)]
        _, length = self.foot(text)
        body = self.body(text[:length], ())
        heading = self.pieces[title]
        return Enclosure(heading, self.kind(heading), subject, attached, line, body)

    def attached(self, pieces: Sequence[Piece]) -> tuple[Piece, Drawn | None]:
        """«(Kèm theo …)», which opens these pieces, in one line or broken up to its closing bracket, and the line below it."""
        last = next((index for index, piece in enumerate(pieces[:3]) if piece.text.endswith(")")), 0)
        runs = [run for index, piece in enumerate(pieces[: last + 1]) for run in _after_break(piece.runs, index)]
        return replace(pieces[0], runs=tuple(runs)), self.under((pieces[last],), (), longest=False)

    def without_copy(self, main: Sequence[Piece]) -> Sequence[Piece]:
        """The main part without what certifies that it is a copy: «SAO Y» and what stands beside and below it."""
        for index, piece in enumerate(main):
            if COPY.fullmatch(piece.folded) and piece.is_capital and any(p.folded == NATION for p in main[:index]):
                return main[: next(i for i, one in enumerate(main) if one is piece or same_row(one, piece))]
        return main

    def is_annex_heading(self, index: int, piece: Piece) -> bool:
        if not ANNEX.fullmatch(piece.folded) or piece.paragraph.spot is not None or not piece.is_alone:
            return False
        return piece.is_centred or piece.is_bold or index == 0

    def annex(self, start: int, end: int) -> Annex:
        pieces = tuple(self.pieces[start:end])
        heading = pieces[0]
        opens = next((i for i, p in enumerate(pieces[:8]) if i and ATTACHED.match(p.folded) and p.paragraph.spot is None), 0)
        attached, line = self.attached(pieces[opens:]) if opens else (None, None)
        title = []
        for piece in pieces[1 : opens or 8]:
            if piece.paragraph.spot is not None or not (piece.is_centred or piece.is_capital or piece.is_bold):
                break
            if typed_number(piece.text) or UNDERSCORES.fullmatch(piece.text):
                break
            title.append(piece)
        section = next(s for s in self.file.sections if any(heading.paragraph is block for block in s.blocks))
        numbers = {p.paragraph.spot.table for p in pieces if p.paragraph.spot}
        tables = tuple(b for b in self.file.blocks if isinstance(b, Table) and b.number in numbers)
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


def _number_below(main: Sequence[Piece], start: int) -> tuple[Piece | None, int]:
    """The number that stands below the title, as in contracts, and where what follows begins."""
    for index, piece in enumerate(main[start : start + 2], start):
        if NUMBER.match(piece.folded) and piece.is_centred:
            return piece, index + 1
    return None, start


def _after_break(runs: Sequence[Run], line: int) -> list[Run]:
    """The runs of a line that is joined to another above it."""
    return [replace(runs[0], text=f"\n{runs[0].text}"), *runs[1:]] if line and runs else list(runs)
