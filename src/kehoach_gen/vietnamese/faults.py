"""Faults of typing in one text: what a reader does not see, or sees at once. Few false alarms before many finds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import is_normalized, normalize

from kehoach_gen.problem.model import ERROR, WARNING, Severity
from kehoach_gen.vietnamese.legacy import legacy_texts
from kehoach_gen.vietnamese.references import references
from kehoach_gen.vietnamese.syllable import is_syllable


@dataclass(frozen=True)
class Fault:
    """One finding: `text[start:end] == found`. `message` and `hint` are Vietnamese sentences, as in a Problem."""

    code: str
    start: int
    end: int
    found: str
    message: str
    hint: str
    severity: Severity = WARNING


def faults(text: str) -> list[Fault]:
    """Every fault of `text`, in order of place. Lines, separated by a line feed, are each a text of their own."""
    found = [fault for rule in _RULES for fault in rule(text)]
    return sorted(found, key=lambda fault: (fault.start, fault.end))


def _fault(code: str, match: re.Match[str], message: str, hint: str, severity: Severity = WARNING) -> Fault:
    return Fault(code, match.start(), match.end(), match[0], message, hint, severity)


_B = "[ \u00a0]"
_LETTER = "[^\\W\\d_][\u0300-\u036f]*"
_WORD = f"(?<![^\\W\\d_])(?:{_LETTER})++"
"""A whole word; possessive, so that a very long one costs no more than its length."""

_TOKEN = re.compile(r"\S+")
_CONTROL = re.compile("\r(?!\n)|[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]+")
_LOST = re.compile("\ufffd+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_ODD_HYPHEN = re.compile("[\u2010\u2011]")
_FOREIGN = re.compile("[\u00d0\u00f0\u0189\u0256\u0391-\u03a9\u03bf\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-zÀ-ɏḀ-ỿ]")
_ETHS = "\u00d0\u00f0\u0189\u0256"
_LOOKS_LIKE = dict(
    zip(
        "АВЕКМНОРСТУХІЈЅаеорсухіјѕ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο" + _ETHS,
        "ABEKMHOPCTYXIJSaeopcyxijs" + "ABEZHIKMNOPTYXo" + "ĐđĐđ",
        strict=True,
    )
)


def _not_composed(text: str) -> Iterator[Fault]:
    if is_normalized("NFC", text):
        return
    for token in _TOKEN.finditer(text):
        if not is_normalized("NFC", token[0]):
            composed = normalize("NFC", token[0])
            message = f"«{composed}» gõ bằng Unicode tổ hợp: nhìn như nhau nhưng máy tìm không thấy."
            yield _fault("unicode-to-hop", token, message, "gõ lại bằng Unicode dựng sẵn (bảng mã «Unicode» của bộ gõ).")


def _control_characters(text: str) -> Iterator[Fault]:
    for match in _CONTROL.finditer(text):
        if "\t" in match[0]:
            yield _fault("phim-tab", match, "Có dấu Tab trong câu.", "thay bằng một dấu cách.", ERROR)
        else:
            message = f"Có ký tự điều khiển U+{ord(match[0][0]):04X} không in được."
            yield _fault("ky-tu-dieu-khien", match, message, "xóa ký tự này.", ERROR)
    for match in _LOST.finditer(text):
        yield _fault("ky-tu-mat", match, "Có ký tự U+FFFD: chữ ở đây đã mất khi chuyển mã.", "gõ lại chữ theo bản gốc.", ERROR)


def _invisible_characters(text: str) -> Iterator[Fault]:
    for match in _INVISIBLE.finditer(_without_legacy(text) if "\u00ad" in text else text):
        message = f"Có ký tự không nhìn thấy U+{ord(match[0][0]):04X}."
        yield _fault("ky-tu-an", match, message, "xóa ký tự này; thường nó đến từ trang web hoặc tệp PDF.")
    for match in _ODD_HYPHEN.finditer(text):
        message = f"Dấu gạch nối là U+{ord(match[0]):04X}, không phải dấu «-» trên bàn phím."
        yield _fault("gach-noi-la", match, message, "gõ lại dấu «-».")


def _look_alikes(text: str) -> Iterator[Fault]:
    if not _FOREIGN.search(text):
        return
    for match in re.finditer(r"[^\W\d_]+", _without_legacy(text)):
        strange = [sign for sign in match[0] if sign in _LOOKS_LIKE]
        right = "".join(_LOOKS_LIKE.get(sign, sign) for sign in match[0])
        if strange and _is_mixed(match[0], right):
            names = ", ".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(strange))
            message = f"«{match[0]}» có chữ của bảng chữ khác, trông giống chữ Việt ({names})."
            yield _fault("chu-gia", match, message, f"gõ lại: {right}.")


def _is_mixed(word: str, right: str) -> bool:
    """Letters of another alphabet among Latin ones; an eth only where a đ gives a Vietnamese word: «Ðiện», not «Suðurland»."""
    if all(sign in _ETHS for sign in word if sign in _LOOKS_LIKE):
        return is_syllable(right) or right.isupper()
    return bool(_LATIN.search("".join(sign for sign in word if sign not in _LOOKS_LIKE)))


def _legacy_encoding(text: str) -> Iterator[Fault]:
    for part in legacy_texts(text):
        found = text[part.start : part.end]
        message = f"Đoạn «{found}» gõ bằng bảng mã cũ {part.encoding}, không phải Unicode."
        yield Fault("bang-ma-cu", part.start, part.end, found, message, f"chuyển sang Unicode: «{part.unicode}».", ERROR)


def _without_legacy(text: str) -> str:
    """`text` with the stretches in an old encoding blotted out: their signs mean something else."""
    for part in legacy_texts(text):
        text = text[: part.start] + "\n" * (part.end - part.start) + text[part.end :]
    return text


_BLANKS = re.compile(f"(?<=[^ \u00a0\n])(?=\u00a0* ){_B}{{2,}}(?=[^ \u00a0\n])")
_EDGE = re.compile(f"^{_B}+|(?<!{_B}){_B}++$", re.MULTILINE)
_BEFORE_SIGN = re.compile(f"(?<=[^\\s(.…_:;,-]){_B}+(?P<sign>[,;)\\]”]|[:!?](?![^\\W_])|\\.(?![\\w./]|{_B}*[./]))")
_RATIO = re.compile(f"\\d{_B}+:{_B}*\\d")
_AFTER_COMMA = re.compile(f"(?P<before>{_WORD})(?P<sign>[,;])(?=(?P<after>{_WORD}))")
_ROOM_BEFORE = re.compile(r"(?:số:?|ngày|tháng|năm)$", re.IGNORECASE)
_ROOM_AFTER = re.compile(r"/|(?:tháng|năm|của)\b|[,;.)]|$", re.IGNORECASE)
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")


def _is_room(text: str, start: int, end: int) -> bool:
    """Blanks left for a number or a day to be written in, as in «Số:      /KH-UBND»."""
    if end - start < 2:
        return False
    before, after = text[max(0, start - 6) : start], text[end : end + 6]
    if after.startswith("/") or (before.endswith("(") and after.startswith(")")):
        return True
    return bool(_ROOM_BEFORE.search(before) and _ROOM_AFTER.match(after))


def _doubled_blanks(text: str) -> Iterator[Fault]:
    for match in _BLANKS.finditer(text):
        if not _is_room(text, match.start(), match.end()):
            yield _fault("thua-dau-cach", match, f"Có {len(match[0])} dấu cách liền nhau.", "chỉ để một dấu cách.")


def _blanks_at_edges(text: str) -> Iterator[Fault]:
    for match in _EDGE.finditer(text):
        if match.start() == 0 or text[match.start() - 1] == "\n":
            yield _fault("dau-cach-dau-dong", match, "Có dấu cách ở đầu dòng.", "xóa dấu cách này.")
        elif not _ROOM_BEFORE.search(text, max(0, match.start() - 6), match.start()):
            yield _fault("dau-cach-cuoi-dong", match, "Có dấu cách ở cuối dòng.", "xóa dấu cách này.")


def _blank_before_sign(text: str) -> Iterator[Fault]:
    for match in _BEFORE_SIGN.finditer(text):
        sign = match["sign"]
        if _is_room(text, match.start(), match.start("sign")) or _RATIO.match(text, match.start() - 1):
            continue
        hint = f"viết dấu «{sign}» liền với chữ đứng trước."
        yield _fault("dau-cach-truoc-dau-cau", match, f"Có dấu cách trước dấu «{sign}».", hint)


def _no_blank_after_comma(text: str) -> Iterator[Fault]:
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    for match in _AFTER_COMMA.finditer(text):
        if any(start <= match.start() < end for start, end in addresses):
            continue
        start, end, sign = match.start(), match.end("after"), match["sign"]
        hint = f"viết: {match['before']}{sign} {match['after']}."
        yield Fault("thieu-dau-cach", start, end, text[start:end], f"Thiếu dấu cách sau dấu «{sign}».", hint)


_DECIMAL_POINT = re.compile(r"(?<![\d.,/])\d{1,3}\.\d{1,2} ?%")
_REPEATED = re.compile(f"(?<![\\w-])(?P<once>{_WORD}(?: {_WORD}){{1,5}}?) (?P<again>(?i:(?P=once)))(?![\\w-])")
_TWICE = re.compile(f"(?<![\\w-])(?P<once>{_WORD}) (?P=once)(?![\\w-])")
_BEFORE = re.compile(f"({_WORD}) $")
_AFTER = re.compile(f" ({_WORD})")
_AGENT = re.compile(
    "(?i:ban|bên|bộ|các|chức|công|đoàn|đội|đồng|đơn|gia|hệ|lượng|mọi|nghiệp|người|nhà|nhóm|những|phận|phòng|quan|"
    "sĩ|số|sở|sự|tâm|thống|tổ|ty|việc|viên|vị)"
)
"""Words before which a noun may be made of a verb that then follows: «cơ quan chủ trì chủ trì…», «đoàn kiểm tra kiểm tra…»."""

_COMPOUND = re.compile("hóa|hoá|xã|sinh|viên")
"""Words that make one word of the second: «phát triển hợp tác hợp tác xã»."""

_NAMED = re.compile("(?i:bà|bản|chí|chợ|em|huyện|khu|làng|mường|núi|ông|phố|phường|suối|thôn|tổ|tỉnh|xã)")
"""Words before a proper name, which may well be a doubled syllable: «bản Na Na»."""

_SMALL_WORDS = frozenset(("của", "và", "các", "những"))


def _blanks_in_reference(text: str) -> Iterator[Fault]:
    for match in references(text):
        joined = re.sub(r"\s", "", match[0])
        if joined != match[0]:
            yield _fault("ky-hieu-co-dau-cach", match, f"Ký hiệu «{match[0]}» có dấu cách ở giữa.", f"viết liền: {joined}.")
    for match in re.finditer(r"(?<=\w)/[A-ZĐ]\w+[–—][A-ZĐ]{2,}", text):
        right = re.sub("[–—]", "-", match[0])
        yield _fault("gach-noi-la", match, f"Ký hiệu «{match[0]}» dùng dấu gạch dài.", f"dùng dấu gạch nối: {right}.")


def _decimal_points(text: str) -> Iterator[Fault]:
    for match in _DECIMAL_POINT.finditer(text):
        right = match[0].replace(".", ",").replace(" ", "")
        yield _fault("so-thap-phan-dau-cham", match, f"«{match[0]}» dùng dấu chấm cho phần thập phân.", f"viết {right}.")


def _doubled_words(text: str) -> Iterator[Fault]:
    for match in _REPEATED.finditer(text):
        if _is_same(match["once"], match["again"]) and not _is_sentence(text, match, match["once"]):
            yield _doubled(match)
    for match in _TWICE.finditer(text):
        if match["once"] in _SMALL_WORDS or (_is_capitalised(match["once"]) and not _is_in_name(text, match)):
            yield _doubled(match)


def _doubled(match: re.Match[str]) -> Fault:
    return _fault("lap-tu", match, f"«{match['once']}» viết hai lần liền nhau.", "xóa một lần.")


def _is_same(once: str, again: str) -> bool:
    """Equal letter for letter, or but for the capital that begins a sentence."""
    return again in (once, once[0].lower() + once[1:])


def _is_sentence(text: str, match: re.Match[str], once: str) -> bool:
    """The second is a verb whose subject ends in the first, or the beginning of another word."""
    before, after = _word_before(text, match.start()), _AFTER.match(text, match.end())
    words = once.lower().split(" ")
    return (
        len(set(words)) == 1
        or once.lower() == "tổ chức"
        or words[0] == "từng"
        or (before is not None and _AGENT.fullmatch(before[1]) is not None)
        or (after is not None and _COMPOUND.fullmatch(after[1]) is not None)
    )


def _word_before(text: str, end: int) -> re.Match[str] | None:
    return _BEFORE.search(text, max(0, end - 30), end)


def _is_capitalised(word: str) -> bool:
    return word[0].isupper()


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    """It may be a name, or stands in a heading in capitals: «Lò Thị Na Na», «bản Na Na»."""
    before, after = _word_before(text, match.start()), _AFTER.match(text, match.end())
    near = [found[1] for found in (before, after) if found]
    return (
        not near
        or any(_is_capitalised(word) for word in near)
        or (before is not None and _NAMED.fullmatch(before[1]) is not None)
    )


_RULES = (
    _not_composed,
    _control_characters,
    _invisible_characters,
    _look_alikes,
    _legacy_encoding,
    _doubled_blanks,
    _blanks_at_edges,
    _blank_before_sign,
    _no_blank_after_comma,
    _blanks_in_reference,
    _decimal_points,
    _doubled_words,
)
