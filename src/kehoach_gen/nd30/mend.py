"""A Word file → the same with what can be mended safely mended: paper, margins and tables that fitted them, font, sizes, bold
and italics of the elements, gaps, page numbers, the signs of Tiêu ngữ and of the number, the zeros of the date. No word is
lost; what was mended is said."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from kehoach_gen.nd30.extent import fills_a_page
from kehoach_gen.nd30.inspect import inspect, look_at
from kehoach_gen.nd30.model import Value
from kehoach_gen.nd30.parts import Parts, Piece
from kehoach_gen.nd30.rule import MORE, Seen
from kehoach_gen.nd30.rules_body import narrow_gaps
from kehoach_gen.nd30.rules_head import MOTTO
from kehoach_gen.nd30.rules_page import FONT, is_in_the_middle, numbered, stories, strange_font
from kehoach_gen.office.read_styled import read_styled
from kehoach_gen.office.reformat import Change, Edit, NumberPages, Resize, Reword, reformat
from kehoach_gen.office.styled import MM, Run, Section, Story, Table
from kehoach_gen.problem import INFO, Problem

Edits = Iterator[Edit]


def mend(content: bytes, name: str, today: date) -> tuple[bytes, tuple[Problem, ...]]:
    """The mended file, a note for each fault that is gone, and what is only now at fault, such as a line under a text that
    has moved; the file itself where there is nothing to mend. Raises ProblemError for what is no Word file."""
    seen = look_at(read_styled(content, name), today)
    edits = [edit for kind in _KINDS for edit in kind(seen)]
    if not edits:
        return content, ()
    mended = reformat(content, name, edits)
    before, after = (inspect(one, name, today).problems for one in (content, mended))
    touched = {edit.path for edit in edits if isinstance(edit, Change | Reword)}
    return mended, (*_gone(before, after, touched), *_new(before, after))


def _gone(before: Sequence[Problem], after: Sequence[Problem], touched: set[tuple[int, ...]]) -> Iterator[Problem]:
    """What is not told any more, neither in these words nor, of one place, as often as before; and what is told otherwise now
    of a place that was touched."""
    left = {(one.code, _words(one)) for one in after}
    still = {(*_spot(one), _unquoted(one)) for one in after}
    there = Counter((one.code, one.place) for one in after)
    for spot, group in groupby(sorted(before, key=_spot), _spot):
        told = list(group)
        gone = [one for one in told if (one.code, _words(one)) not in left and (*spot, _unquoted(one)) not in still]
        more = there[told[0].code, told[0].place] - (len(told) - len(gone))
        for index, one in enumerate(gone):
            is_in_part = index < more
            if not is_in_part or any(path[: len(spot[1])] == spot[1] for path in touched):
                words = "Đã sửa một phần" if is_in_part else "Đã sửa"
                yield replace(one, severity=INFO, message=f"{words}: {one.message}", hint="")


def _unquoted(problem: Problem) -> str:
    """What a problem says, without the words of the document, of which some may have been mended."""
    return re.sub("«[^»]*»", "«»", problem.message)


def _spot(problem: Problem) -> tuple[str, tuple[int, ...], str]:
    return problem.code, problem.place.path, str(problem.place)


def _new(before: Sequence[Problem], after: Sequence[Problem]) -> Iterator[Problem]:
    """What nobody had told, of this place or in these words."""
    said, there = {(one.code, _words(one)) for one in before}, {(one.code, one.place) for one in before}
    yield from (one for one in after if (one.code, _words(one)) not in said and (one.code, one.place) not in there)


def _words(problem: Problem) -> str:
    """What a problem says, of however many places."""
    return MORE.sub("", problem.message)


def _pages(seen: Seen) -> Edits:
    for section in _set(seen):
        paper, margins = _paper(seen, section), _margins(seen, section)
        if paper:
            yield Change(section.path, "", "pgSz", _twips(paper))
        if margins:
            yield Change(section.path, "", "pgMar", _twips(margins))
        if not paper and not margins:
            continue
        measures = {**section.measures, "width": paper.get("w", section.measures["width"]), **margins}
        yield from _tables(section, replace(section, measures=measures).text_width)


def _twips(measures: Mapping[str, int]) -> dict[str, str | None]:
    return {name: str(value) for name, value in measures.items()}


def _paper(seen: Seen, section: Section) -> dict[str, int]:
    """Width and height of the paper, where they are to be others."""
    short, long = (round(seen.law[name] * MM) for name in ("kho_giay_rong", "kho_giay_dai"))
    width, height = (long, short) if section.is_landscape else (short, long)
    is_other = abs(section.measures["width"] - width) > 20 or abs(section.measures["height"] - height) > 20
    return {"w": width, "h": height} if is_other else {}


def _margins(seen: Seen, section: Section) -> dict[str, int]:
    """The margins that are to be others."""
    set_to: dict[str, int] = {}
    for side, name in (("top", "le_tren"), ("bottom", "le_duoi"), ("left", "le_trai"), ("right", "le_phai")):
        value = seen.law.values[name]
        found = section.measures[side] + (section.measures["gutter"] if side == "left" else 0)
        if not value.allows(found / MM, 0.11):
            set_to[side] = round(_nearest(found / MM, value) * MM)
            set_to |= {"gutter": 0} if side == "left" else {}
    return set_to


def _tables(section: Section, width: int) -> Edits:
    """Tables that filled the text as it was go with it when it becomes narrower."""
    for block in section.blocks:
        if isinstance(block, Table) and width < block.width <= section.text_width * 1.03:
            yield Resize(block.path, width / block.width)


def _set(seen: Seen) -> Iterator[Section]:
    """The sections whose form is written down."""
    return (section for section in seen.file.sections if section.path)


def _nearest(measure: float, value: Value) -> float:
    return min(max(measure, value.low), value.high)


def _fonts(seen: Seen) -> Edits:
    themes: dict[str, str | None] = dict.fromkeys(("asciiTheme", "hAnsiTheme", "cstheme"))
    fonts = {"ascii": FONT, "hAnsi": FONT, "cs": FONT, **themes}
    for part, runs in _runs(seen):
        yield from (Change(run.path, "rPr", "rFonts", fonts, part) for run in runs if strange_font(run))


def _runs(seen: Seen) -> Iterator[tuple[str, tuple[Run, ...]]]:
    for paragraph in seen.file.paragraphs:
        yield "", paragraph.runs
    for story in stories(seen):
        for paragraph in story.paragraphs:
            yield story.part, paragraph.runs


def _sizes(seen: Seen) -> Edits:
    wishes = _Wishes()
    for pieces, name in _sized(seen):
        value = seen.law.values[name]
        lawful = [run.look.size for piece in pieces for run in piece.printed if value.allows(run.look.size, 0.01)]
        usual = max(set(lawful), key=lawful.count, default=None)
        for run in (run for piece in pieces for run in piece.printed):
            is_lawful = value.allows(run.look.size, 0.01)
            wishes.add(run, run.look.size if is_lawful else usual or _nearest(run.look.size, value))
    for run, size in wishes.agreed():
        if size != run.look.size:
            yield from _sized_to(run.path, size)


class _Wishes:
    """What elements want of their runs; of one that several share, broken into lines, only what all want alike."""

    def __init__(self) -> None:
        self.runs: dict[tuple[int, ...], Run] = {}
        self.wanted: dict[tuple[int, ...], set[Any]] = {}

    def add(self, run: Run, wish: Any) -> None:
        self.runs[run.path] = run
        self.wanted.setdefault(run.path, set()).add(wish)

    def agreed(self) -> Iterator[tuple[Run, Any]]:
        return ((run, *self.wanted[path]) for path, run in self.runs.items() if len(self.wanted[path]) == 1)


def _sized_to(path: tuple[int, ...], size: float, part: str = "") -> Edits:
    for tag in ("sz", "szCs"):
        yield Change(path, "rPr", tag, {"val": str(round(size * 2))}, part)


def _sized(seen: Seen) -> Iterator[tuple[tuple[Piece, ...], str]]:
    """The pieces whose size the law sets, with the name of the measure."""
    parts, foot = seen.parts, seen.parts.foot
    yield parts.nation, "co_quoc_hieu"
    yield _some(parts.motto), "co_tieu_ngu"
    yield (*parts.superior, *parts.authority), "co_co_quan"
    yield _some(parts.number), "co_so_ky_hieu"
    yield _some(parts.dated), "co_dia_danh"
    yield _some(parts.kind_line), "co_ten_loai"
    yield parts.subject, "co_trich_yeu" if parts.kind_line else "co_trich_yeu_cong_van"
    for text in seen.texts:
        yield (*text.parts.addressees, *(line.piece for line in text.parts.body)), "co_noi_dung"
    yield _some(foot.heading), "co_noi_nhan"
    yield foot.recipients, "co_danh_sach_noi_nhan"
    for signed in foot.signatures:
        yield (*signed.powers, *_some(signed.signer)), "co_chu_ky"
    for enclosure in parts.enclosures:
        yield (enclosure.heading,), "co_ten_loai"
        yield enclosure.subject, "co_trich_yeu"
        yield (enclosure.attached,), "co_kem_theo"
    for annex in parts.annexes:
        yield (annex.heading,), "co_phu_luc"
        yield annex.title, "co_ten_phu_luc"
        yield _some(annex.attached), "co_kem_theo"


def _styles(seen: Seen) -> Edits:
    """Bold and italics where the law sets them for a whole element."""
    wishes = _Wishes()
    for pieces, *style in _styled(seen.parts):
        for run in (run for piece in pieces for run in piece.printed):
            wishes.add(run, tuple(style))
    for run, (bold, italic) in wishes.agreed():
        for tag, wanted, is_so in (("b", bold, run.look.bold), ("i", italic, run.look.italic)):
            if wanted != is_so:
                yield Change(run.path, "rPr", tag, {"val": "1" if wanted else "0"})


def _centred(seen: Seen) -> Edits:
    """Elements of the head and the signature that stand alone in a cell, the title and its subject."""
    parts = seen.parts
    alone = (
        *parts.nation,
        *_some(parts.motto),
        *parts.superior,
        *parts.authority,
        *_some(parts.number),
        *(piece for signed in parts.foot.signatures for piece in (*signed.powers, *_some(signed.signer))),
    )
    placed = [piece for piece in alone if piece.paragraph.spot]
    found = {p.paragraph.path: p.paragraph for p in (*placed, *_some(parts.kind_line), *parts.subject) if p.is_alone}
    for path, paragraph in found.items():
        if paragraph.align != "center":
            yield Change(path, "pPr", "jc", {"val": "center"})


def _styled(parts: Parts) -> Iterator[tuple[tuple[Piece, ...], bool, bool]]:
    """The pieces whose style the law sets, whether bold, whether italic (Phụ lục I, V)."""
    foot = parts.foot
    yield (*parts.nation, *_some(parts.motto), *parts.authority, *_some(parts.kind_line)), True, False
    yield parts.superior, False, False
    yield _some(parts.number), False, False
    yield _some(parts.dated), False, True
    yield parts.subject, parts.kind_line is not None, False
    yield _some(foot.heading), True, True
    yield foot.recipients, False, False
    for signed in foot.signatures:
        yield (*signed.powers, *_some(signed.signer)), True, False


def _some(piece: Piece | None) -> tuple[Piece, ...]:
    return (piece,) if piece else ()


def _gaps(seen: Seen) -> Edits:
    before = str(round(seen.law.values["cach_doan"].low * 20))
    for line, _ in (found for text in seen.texts for found in narrow_gaps(text)):
        yield Change(line.paragraph.path, "pPr", "spacing", {"before": before, "beforeAutospacing": None})
        yield Change(line.paragraph.path, "pPr", "contextualSpacing", {"val": "0"})


def _motto(seen: Seen) -> Edits:
    motto = seen.parts.motto
    if motto is not None and motto.text != MOTTO and motto.text.lower().startswith("độc lập"):
        yield Reword(motto.paragraph.path, r"Độc lập\s*[-–—‑]?\s*[Tt]ự do\s*[-–—‑]?\s*[Hh]ạnh phúc", MOTTO)


_SYMBOL = r"/\s*([A-ZĐ][A-Za-zĐđ]*)\s*[-–—‑]\s*([A-ZĐ][A-ZĐ&]+)"
"""«/ KH – UBND»."""
_SIGNS = (
    (rf"(?<=\d)\s*{_SYMBOL}", r"/\1-\2"),
    (_SYMBOL, r"/\1-\2"),
    (r"(Số:\s*)([1-9])(?=\s*/)", r"\g<1>0\2"),
)
"""What is mended in a number; the blank of one still to be given stays."""


def _number(seen: Seen) -> Edits:
    number = seen.parts.number
    for pattern, words in _SIGNS if number else ():
        if number and re.sub(pattern, words, number.text) != number.text:
            yield Reword(number.paragraph.path, pattern, words)


def _zeros(seen: Seen) -> Edits:
    if seen.parts.dated is not None:
        path = seen.parts.dated.paragraph.path
        yield from (
            Reword(path, pattern, words)
            for pattern, words in (
                (r"(ngày\s*)([1-9])(?=\s*tháng)", r"\g<1>0\2"),
                (r"(tháng\s*)([12])(?=\s*năm)", r"\g<1>0\2"),
                (r"(tháng\s*)0([3-9])(?=\s*năm)", r"\1\2"),
            )
            if re.search(pattern, seen.parts.dated.text)
        )


def _page_numbers(seen: Seen) -> Edits:
    size = seen.law.values["co_so_trang"]
    done: set[str] = set()
    bare: list[Section] = []
    for section in _set(seen):
        header = section.headers.get("default")
        paragraph = numbered(header)
        if header is None or paragraph is None:
            bare += [section] if header is None or header.is_blank else []
        elif header.part not in done:
            done.add(header.part)
            if not is_in_the_middle(paragraph, section):
                yield Change(paragraph.path, "pPr", "jc", {"val": "center"}, header.part)
            for run in paragraph.runs:
                if run.text.strip() and not size.allows(run.look.size, 0.01):
                    yield from _sized_to(run.path, _nearest(run.look.size, size), header.part)
    in_footers = [section for section in bare if _is_only_number(section.footers.get("default"))]
    lacking = [s for s in bare if s in in_footers or (fills_a_page(s) and numbered(s.footers.get("default")) is None)]
    if lacking:
        yield NumberPages([s.path for s in lacking], [s.path for s in in_footers], seen.law["co_so_trang"])


def _is_only_number(story: Story | None) -> bool:
    """Whether a footer holds the number of the page and nothing else."""
    return numbered(story) is not None and story is not None and all(re.fullmatch(r"[\s\d–-]*", p.text) for p in story.paragraphs)


def _first_pages(seen: Seen) -> Edits:
    first = seen.file.sections[0]
    if not first.path:
        return
    if not first.hides_first and seen.parts.has_head and _has_some_number(first):
        yield Change(first.path, "", "titlePg", {"val": None})
    if first.number_start not in (None, 1):
        yield Change(first.path, "", "pgNumType", {"start": "1"})
    for annex in seen.parts.annexes:
        if annex.begins_section and annex.section is not first and annex.section.number_start != 1:
            yield Change(annex.section.path, "", "pgNumType", {"start": "1"})


def _has_some_number(section: Section) -> bool:
    return any(numbered(kind.get("default")) is not None for kind in (section.headers, section.footers))


_KINDS = (_pages, _fonts, _sizes, _styles, _centred, _gaps, _motto, _number, _zeros, _page_numbers, _first_pages)
