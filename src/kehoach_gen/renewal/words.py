"""Running text of an earlier plan → what in it may not hold at a later day: names, levels, cited documents, figures."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from kehoach_gen.agency import Registry, from_text, renew
from kehoach_gen.renewal.model import Decision, excerpt
from kehoach_gen.vietnamese.dates import short_date
from kehoach_gen.vietnamese.fold import fold

_SHARE = r"(?<![\d.,])\d+(?:[.,]\d+)? ?%"
_RANK = r"nhóm [A-E]\b|(?:xếp(?: thứ| hạng| vị trí)?|thứ hạng|vị trí(?: thứ)?|hạng)(?: thứ)? \d+(?:/\d+)?|(?<![\d/])\d+/(?:63|34)(?![\d/])"
_AMOUNT = r"\d+(?:[.,]\d+)* (?:tỷ|tỉ|triệu|nghìn) đồng"
_FIGURE = re.compile(rf"{_RANK}|{_SHARE}|{_AMOUNT}")
_UNDATED = re.compile(rf"{_RANK}|(?!100 ?%){_SHARE}|{_AMOUNT}")
"""«100%» without a year is what is always asked."""
_NUMBER = re.compile(rf"{_RANK}|(?!100 ?%)(?:{_SHARE}|{_AMOUNT}|(?<![\w.,/-])(?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)*(?![\w%/-]| ?%))")
_DATED = re.compile(r"\bnăm (?:19|20)\d{2}\b")
_SENTENCE = re.compile(r"[^\n]+?(?:[.;](?=\s)|$)", re.MULTILINE)


@dataclass(frozen=True)
class Replacement:
    """What came in the place of a cited document, or of a way to name places; `by` is empty where nothing did."""

    written: tuple[str, ...]
    by: str
    since: date
    source: str
    confidence: str


@lru_cache(maxsize=1)
def replacements() -> tuple[tuple[Replacement, ...], tuple[Replacement, ...]]:
    """(documents, ways to name places), as `replaced.toml` lists them."""
    data = tomllib.loads(files(__package__).joinpath("replaced.toml").read_text(encoding="utf-8"))
    documents = (Replacement(tuple(row["cach_ghi"]), row["thay_bang"], *_proof(row)) for row in data["van_ban"])
    names = (Replacement((row["chu"],), row["nay_la"], *_proof(row)) for row in data["cach_goi"])
    return tuple(documents), tuple(names)


def _proof(row: dict[str, object]) -> tuple[date, str, str]:
    since = row["tu_ngay"]
    assert isinstance(since, date)
    return since, str(row["nguon"]), str(row["do_tin"])


def in_force(text: str, at: date) -> str:
    """Names of places as they are said at that day, where there is another word for them."""
    for name in replacements()[1]:
        if name.by and name.since <= at:
            text = re.sub(re.escape(name.written[0]), name.by, text, flags=re.IGNORECASE)
    return text


@dataclass(frozen=True)
class Words:
    """Reads running text that was written on one day, for another day."""

    registry: Registry
    written: date
    at: date

    def decisions(self, text: str, *, is_target: bool = False) -> tuple[Decision, ...]:
        """All that a person has to look at, each once; in a target every number."""
        figures = _told_figures(text, _NUMBER) if is_target else _figures(text)
        found = (*self.names(text), *self.documents(text), *figures)
        return tuple(dict.fromkeys(found))

    def names(self, text: str) -> Iterator[Decision]:
        """Agencies, groups and levels that are no more, and groups that are called otherwise."""
        gone = []
        for mention in from_text(text, self.registry, self.written).found:
            renamed = self.registry.renamed(mention.text, self.at)
            if (what := f"nay là «{renamed.name}»" if renamed else self.now(mention.ref)) is not None:
                gone.append((mention.start, mention.end))
                yield Decision("ten-khong-con", f"«{mention.text}» trong câu chữ {what}.", "viết lại cho đúng hiện nay.")
        for name in replacements()[1] if text else ():
            for match in re.finditer(rf"\b{re.escape(name.written[0])}\b", text, re.IGNORECASE):
                if name.since <= self.at and not any(start < match.end() and match.start() < end for start, end in gone):
                    gone.append(match.span())
                    what = f"nay là «{name.by}»" if name.by else "không còn"
                    message = f"«{match[0]}» trong câu chữ {what} (từ {short_date(name.since)}; {name.source})."
                    yield Decision("ten-khong-con", message, "viết lại cho đúng hiện nay.")

    def now(self, ref: str) -> str | None:
        """What became of an agency or group, in words; None where it is still there, or unknown."""
        renewed = renew((ref,), self.written, self.at, self.registry).refs
        if not renewed:
            return f"không còn cơ quan nào vào ngày {short_date(self.at)}"
        gone = None if self.registry.group(ref, self.at) else self.registry.ended(ref, self.at)
        heirs = [heir.name for heir in self.registry.successors(gone, self.at)] if gone else []
        names = heirs or [self.registry.name_of(id, self.at) for id in renewed if renewed != (ref,)]
        if names:
            return f"nay là {' và '.join(f'«{name}»' for name in names)}"
        if gone is None:
            return None
        return f"không còn vào ngày {short_date(self.at)}, danh mục không có cơ quan kế thừa"

    def documents(self, text: str) -> Iterator[Decision]:
        """Cited documents that others have replaced."""
        tight = _tight(text)
        for document in replacements()[0]:
            for name in document.written if document.since <= self.at else ():
                if re.search(rf"(?<![\w/]){re.escape(_tight(name))}(?!\w)", tight):
                    then = "".join(f", rồi {_told(later)}" for later in _after(document, self.at))
                    message = f"«{name}» đã được thay bằng {_told(document)}{then}."
                    hint = f"kiểm tra và viện dẫn văn bản đang có hiệu lực; nguồn: {document.source} (độ tin: {document.confidence})."
                    yield Decision("van-ban-da-thay", message, hint)


def _tight(text: str) -> str:
    return re.sub(r" ?([/-]) ?", r"\1", fold(text))


def _after(document: Replacement, at: date) -> Iterator[Replacement]:
    later = next((one for one in replacements()[0] if document.by in one.written and one.since <= at), None)
    if later is not None:
        yield later
        yield from _after(later, at)


def _told(document: Replacement) -> str:
    return f"«{document.by}» (từ {short_date(document.since)})"


def _figures(text: str) -> Iterator[Decision]:
    """Shares, ranks and amounts, sentence by sentence."""
    for sentence in _SENTENCE.finditer(text):
        yield from _told_figures(sentence[0], _FIGURE if _DATED.search(sentence[0]) else _UNDATED)


def _told_figures(text: str, pattern: re.Pattern[str]) -> Iterator[Decision]:
    """One decision for all figures of one sentence."""
    found = list(pattern.finditer(text))
    if found:
        figures = ", ".join(dict.fromkeys(f"«{figure[0]}»" for figure in found))
        words = excerpt(text, *found[0].span())
        message = f"{figures} là con số của kế hoạch năm trước: {words}."
        yield Decision("con-so-nam-cu", message, "xem lại theo kết quả mới nhất.")
