"""By which words and looks the parts of a document are known, one piece or a few together at a time."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kehoach_gen.nd30.parts import STAMPS, Drawn, Numbered, Piece, pieces_of
from kehoach_gen.office.styled import MM, Paragraph
from kehoach_gen.vietnamese.fold import fold

NATION = "cộng hòa xã hội chủ nghĩa việt nam"
MOTTO = re.compile(r"độc lập\W{0,3}tự do\W{0,3}hạnh phúc")
NUMBER = re.compile(r"số\s*:|số .{0,20}/")
DATED = re.compile(r"[^()]{0,60}ngày.{0,12}tháng.{0,8}năm\s*(?:\d{4}|\d{0,3}[.…_ ]{1,10})\s*\W?")
ABOUT = re.compile(r"v/v\b")
TO = re.compile(r"kính gửi\b")
WIRED_TO = re.compile(r"(?:[^.;]{0,80} )?điện\s*:")
UNDERSCORES = re.compile(r"[_─―—–]{3,}|[-]{5,}")
PARTY = re.compile(r"đảng cộng sản việt nam")
UNBOUND = re.compile(
    r"(?:hội(?! đồng)|hiệp hội|liên (?:đoàn|hiệp|minh)|(?:ủy|uỷ) ban (?:mặt trận|mttq)|ban thường trực|mặt trận|công đoàn|tỉnh ủy|huyện ủy|"
    r"thành ủy|đảng ủy|đảng bộ|thị ủy|tỉnh đoàn|đoàn thanh niên|huyện đoàn|thành đoàn|báo )"
)
BODIES = re.compile(
    r"(?:ủy ban|hội đồng|sở|ban|phòng|chi cục|cục|tổng cục|trung tâm|văn phòng|trường|thanh tra|công an|bệnh viện|viện|quỹ|đài|bộ|chi nhánh|"
    r"kho bạc|ngân hàng|bảo hiểm|tòa án|hạt|đội|trạm|học viện|tổng công ty|công ty|vườn quốc gia)\b"
)
POSTS = re.compile(
    r"(?:tm|kt|tl|tuq|q)\. ?|(?:phó |quyền )?(?:chủ tịch|giám đốc|chánh|trưởng|cục trưởng|chi cục trưởng|viện trưởng|tổng |bộ trưởng|thứ trưởng|"
    r"thủ trưởng|hiệu trưởng|chỉ huy|bí thư|chủ nhiệm|đội trưởng|hạt trưởng|trạm trưởng|kế toán|người |thư ký|chính ủy|thẩm phán|kiểm sát|"
    r"vụ trưởng|thường trực|ủy viên|đại diện)|phó\b|ủy ban|hội đồng|ban |sở |văn phòng|chủ tọa|chủ trì"
)
RECIPIENTS = re.compile(r"nơi nhận\b")
ANNEX = re.compile(r"phụ lục(?: (?:số )?(?:[ivx]+|\d{1,2}|[a-z]))?\s*[.:]?")
ATTACHED = re.compile(r"\(?\s*(?:ban hành )?(?:đính )?kèm theo\b")
BASIS = re.compile(r"(?:căn cứ|theo đề nghị|xét đề nghị|xét tờ trình)\b")
COPY = re.compile(r"(?:sao y|trích sao|sao lục)(?: bản chính)?")
LETTER = re.compile(r"thư (?:công|chúc|khen|cảm ơn|thăm|chia buồn|ngỏ|kêu gọi)\b")


def is_near(text: str, wanted: str) -> bool:
    """Whether a text is the wanted one mistyped."""
    if not text.startswith("cộng h") or abs(len(text) - len(wanted)) > 3:
        return False
    return (
        sum(one != other for one, other in zip(text, wanted, strict=False)) <= 4
        or sorted(text.split())[:-1] == sorted(wanted.split())[:-1]
    )


def is_of_head(piece: Piece) -> bool:
    text = piece.folded
    return text == NATION or any(form.match(text) for form in (MOTTO, NUMBER, ABOUT)) or DATED.fullmatch(text) is not None


def same_table(one: Piece, other: Piece) -> bool:
    first, second = one.paragraph.spot, other.paragraph.spot
    return first is not None and second is not None and first.table == second.table


def same_row(one: Piece, other: Piece) -> bool:
    first, second = one.paragraph.spot, other.paragraph.spot
    return first is not None and second is not None and (first.table, first.row) == (second.table, second.row)


def left_of_nation(
    head: Sequence[Piece], known: Sequence[Piece | None], nation: Sequence[Piece], number: Piece | None
) -> list[Piece]:
    """The pieces of the head that name the authority: to the left of the nation, above the number."""
    end = next((i for i, piece in enumerate(head) if piece is number or ABOUT.match(piece.folded)), len(head))
    right = nation[0] if nation else None
    found = []
    for index, piece in enumerate(head):
        if (
            any(piece is one for one in known)
            or UNDERSCORES.fullmatch(piece.text)
            or STAMPS.fullmatch(piece.folded)
            or re.fullmatch(r"dự thảo\b.*|\*", piece.folded)
        ):
            continue
        if MOTTO.search(piece.folded) or PARTY.search(piece.folded) or not any(sign.isalpha() for sign in piece.text):
            continue
        if piece.paragraph.spot is not None:
            column = right.paragraph.spot.cell if right and right.paragraph.spot else 1
            is_left = piece.paragraph.spot.cell < column and (index < end or not same_table(piece, head[end]))
        else:
            is_left = index < end and piece.column == 0 and (not piece.is_alone or piece.is_capital)
        if is_left:
            found.append(piece)
    return found


def names(lines: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """(superior, authority): a line that opens with a kind of body begins a name of its own, or goes on with that above it."""
    names: list[list[Piece]] = []
    for line in lines:
        text = line.folded
        begins = BODIES.match(text) or text.startswith("ubnd")
        if names and (not begins or _goes_on(names[-1], line)):
            names[-1].append(line)
        else:
            names.append([line])
    authority = tuple(names[-1]) if names else ()
    return tuple(line for name in names[:-1] for line in name), authority


def _goes_on(name: Sequence[Piece], line: Piece) -> bool:
    """Whether a line that opens with a kind of body belongs to the name above it: below «CHỦ TỊCH», behind «VÀ» or a dash, or as
    one more of those who issue the document together."""
    last, words = name[-1].folded, line.folded.split()
    if POSTS.match(f"{last} ") and not BODIES.match(last):
        return True
    is_beside = name[0].folded.split()[0] == words[0] and (words[0] == "sở" or (line.is_bold and name[0].is_bold))
    return is_beside or re.search(r"(?:\bvà|[,–-])$", last) is not None


def about_lines(head: Sequence[Piece], first: Piece | None) -> Iterator[Piece]:
    """«V/v …» and the lines of its cell that go on with it."""
    if first is None:
        return
    yield first
    start = next(index for index, piece in enumerate(head) if piece is first) + 1
    if first.paragraph.spot is not None:
        yield from takewhile(
            lambda p: p.paragraph.spot == first.paragraph.spot and not UNDERSCORES.fullmatch(p.text) and p.is_centred,
            head[start:],
        )


def addressees_in(pieces: Sequence[Piece], form: re.Pattern[str]) -> Iterator[Piece]:
    """«Kính gửi:», or «ĐIỆN:» of a telegram, in its own paragraph or cell, and the dashes below it."""
    start = next((index for index, piece in enumerate(pieces[:12]) if form.match(piece.folded)), None)
    if start is None:
        return
    yield pieces[start]
    opens = pieces[start].text.rstrip().endswith(":")
    for piece in pieces[start + 1 :]:
        if not (piece.text.startswith(("-", "–", "•")) and (opens or piece.paragraph.align != "both")) and not (
            piece.paragraph.spot and same_table(piece, pieces[start])
        ):
            return
        yield piece


def bases_in(body: Sequence[Numbered], kind: str) -> Iterator[Piece]:
    """Formal căn cứ: whole paragraphs that end with «;» or «.», before the opening sentence. A single upright one is the
    beginning of the text, but in a decision or resolution."""
    found = list(_based(body))
    if (
        len(found) > 1
        or kind in ("Quyết định", "Nghị quyết")
        or any(piece.is_italic or piece.text.endswith(";") for piece in found)
    ):
        yield from found


def _based(body: Sequence[Numbered]) -> Iterator[Piece]:
    for index, line in enumerate(body):
        text = line.text
        if index < 3 and line.piece.is_centred and line.piece.is_capital:
            continue
        if (
            not BASIS.match(fold(text))
            or "như sau:" in text
            or re.search(r"\. [A-ZĐ]", text)
            or text.endswith(":")
            or len(text) > 600
        ):
            return
        yield line.piece


def is_item(piece: Piece) -> bool:
    return piece.text.startswith(("-", "–", "•", "+")) or bool(piece.paragraph.label.strip()) or "lưu" in piece.folded[:8]


def names_post(piece: Piece) -> bool:
    return piece.is_capital and POSTS.match(piece.folded) is not None


def is_signature(piece: Piece) -> bool:
    is_aside = piece.paragraph.align in ("right", "center") or piece.paragraph.twips("left") > 60 * MM
    return is_aside and len(piece.text) < 60 and not piece.text.endswith((".", ";", ":"))


def line_of(paragraph: Paragraph, above: Piece) -> Drawn | None:
    """The line a paragraph below an element is there for."""
    for side in ("border_top", "border_bottom"):
        border = paragraph.properties.get(side, ("", 0))[0]
        if border and paragraph.is_blank:
            return border_line(paragraph, border)
    for piece in pieces_of(paragraph):
        if UNDERSCORES.fullmatch(piece.text) and (piece.column == above.column or piece.is_alone):
            return Drawn(piece.width, 0.0 if piece.is_centred else None, "gach", not piece.text.startswith("-"))
    if paragraph.is_blank and paragraph.lines and paragraph.spot is not None:
        line = paragraph.lines[0]
        return Drawn(line.length, line.shift, "ke", line.is_solid)
    return None


def border_line(paragraph: Paragraph, kind: str) -> Drawn:
    left, right = paragraph.twips("left"), paragraph.twips("right")
    return Drawn((paragraph.width - left - right) / MM, (left - right) / 2 / MM, "vien", kind in ("single", "thick"))
