"""A Word file → the same with what can be mended safely mended: paper, margins, font, sizes, gaps, page numbers, the signs
of Tiêu ngữ and the zeros of the date. No word is lost; what was mended is said."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kehoach_gen.nd30.inspect import inspect, look_at
from kehoach_gen.nd30.model import Value
from kehoach_gen.nd30.parts import Piece
from kehoach_gen.nd30.rule import Seen
from kehoach_gen.nd30.rules_body import narrow_gaps
from kehoach_gen.nd30.rules_head import MOTTO
from kehoach_gen.nd30.rules_page import FONT, has_many_pages, is_in_the_middle, numbered, stories, strange_font
from kehoach_gen.office.read_styled import read_styled
from kehoach_gen.office.reformat import Change, NumberPages, Reword, reformat
from kehoach_gen.office.styled import MM, Run, Section, Story
from kehoach_gen.problem import INFO, Problem

Edits = Iterator[Change | Reword | NumberPages]


def mend(content: bytes, name: str, today: date) -> tuple[bytes, tuple[Problem, ...]]:
    """The mended file, a note for each fault that is gone, and what is only now at fault, such as a line under a text that
    has moved; the file itself where there is nothing to mend. Raises ProblemError for what is no Word file."""
    seen = look_at(read_styled(content, name), today)
    edits = [edit for kind in _KINDS for edit in kind(seen)]
    if not edits:
        return content, ()
    mended = reformat(content, name, edits)
    before, after = (inspect(one, name, today).problems for one in (content, mended))
    said, left = ({(problem.code, problem.message) for problem in problems} for problems in (before, after))
    gone = [
        replace(one, severity=INFO, message=f"Đã sửa: {one.message}", hint="")
        for one in before
        if (one.code, one.message) not in left
    ]
    return mended, (*gone, *(one for one in after if (one.code, one.message) not in said))


def _paper(seen: Seen) -> Edits:
    short, long = (round(seen.law[name] * MM) for name in ("kho_giay_rong", "kho_giay_dai"))
    for section in _set(seen):
        width, height = (long, short) if section.is_landscape else (short, long)
        if abs(section.measures["width"] - width) > 20 or abs(section.measures["height"] - height) > 20:
            yield Change(section.path, "", "pgSz", {"w": str(width), "h": str(height)})


def _margins(seen: Seen) -> Edits:
    for section in _set(seen):
        set_to: dict[str, str | None] = {}
        for side, name in (("top", "le_tren"), ("bottom", "le_duoi"), ("left", "le_trai"), ("right", "le_phai")):
            value = seen.law.values[name]
            found = section.measures[side] + (section.measures["gutter"] if side == "left" else 0)
            if not value.allows(found / MM, 0.11):
                set_to[side] = str(round(_nearest(found / MM, value) * MM))
                set_to |= {"gutter": "0"} if side == "left" else {}
        if set_to:
            yield Change(section.path, "", "pgMar", set_to)


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
    done: set[tuple[int, ...]] = set()
    for pieces, name in _sized(seen):
        value = seen.law.values[name]
        lawful = [run.look.size for piece in pieces for run in piece.printed if value.allows(run.look.size, 0.01)]
        usual = max(set(lawful), key=lawful.count, default=None)
        for run in (run for piece in pieces for run in piece.printed):
            if not value.allows(run.look.size, 0.01) and run.path not in done:
                done.add(run.path)
                yield from _sized_to(run.path, usual or _nearest(run.look.size, value))


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
    yield parts.subject if parts.kind_line else (), "co_trich_yeu"
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
    lacking = [s for s in bare if s in in_footers or (has_many_pages(s) and numbered(s.footers.get("default")) is None)]
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


_KINDS = (_paper, _margins, _fonts, _sizes, _gaps, _motto, _zeros, _page_numbers, _first_pages)
