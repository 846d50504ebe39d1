"""Blanks and marks: too many, too few, in the wrong place. Rules of one text, whatever its composition."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kehoach_gen.vietnamese.model import Fault, fault
from kehoach_gen.vietnamese.references import references
from kehoach_gen.vietnamese.syllable import is_syllable
from kehoach_gen.vietnamese.words import ANY_WORD, LOWER, UPPER, addresses, is_within

_B = "[ \u00a0]"
_BLANKS = re.compile(f"(?<=[^ \u00a0\n])(?=\u00a0* ){_B}{{2,}}(?=[^ \u00a0\n])")
_EDGE = re.compile(f"^{_B}+|(?<!{_B}){_B}++$", re.MULTILINE)
_BEFORE_SIGN = re.compile(f"(?<=[^\\s(.…_:;,-]){_B}+(?P<sign>[,;)\\]”]|[:!?](?![^\\W_])|\\.(?![\\w./]|{_B}*[./]))")
_RATIO = re.compile(f"\\d{_B}+:{_B}*\\d")
_AFTER_COMMA = re.compile(f"(?P<before>{ANY_WORD})(?P<sign>[,;])(?=(?P<after>{ANY_WORD}))")
_ROOM_BEFORE = re.compile(r"(?:số:?|ngày|tháng|năm)$", re.IGNORECASE)
_ROOM_AFTER = re.compile(r"/|(?:tháng|năm|của)\b|[,;.)]|$", re.IGNORECASE)
_COMPOSED = f"(?:{LOWER}[\u0300-\u036f]*)"
_AFTER_STOP = re.compile(f"(?P<before>{ANY_WORD})(?P<sign>[.:!?])(?P<after>{UPPER}{LOWER}+)(?![\\w.]*[.@:/])")
_AT_BRACKET = re.compile(
    f"(?P<before>(?<!\\w){_COMPOSED}{{2,}}+)(?P<sign>\\()(?=(?P<after>{ANY_WORD}))|\\([^()\n]*(?P<closed>\\))(?P<next>{_COMPOSED}{{2,}})"
)
_AFTER_OPEN = re.compile(f"(?P<sign>[(“«\\[]){_B}+(?=\\w)")
_AT_STROKE = re.compile(f"(?<=[^\\W\\d_]){_B}+/(?=[^\\W\\d_])|(?<=[^\\W\\d_])/{_B}+(?=[^\\W\\d_])")
_AT_HYPHEN = re.compile(f"(?<=[^\\W_])-{_B}+(?=[^\\W_])|(?<=[^\\W\\d_]){_B}+-(?=[^\\W\\d_])")
_TWO_MARKS = re.compile(
    rf"(?P<word>{ANY_WORD}|\d|[)”»])"
    rf"(?P<marks>[,;]{_B}*[,;:]|::(?!\w)|[,;]{_B}*\.(?![.\w])|\.{_B}*[,;]|\.\.(?![./\w]))"
)
_AT_QUOTE = re.compile(f"(?P<before>{_COMPOSED}{{2,}}+)(?P<open>[“«])(?=[^\\W_])|(?P<close>[”»])(?P<next>{_COMPOSED}{{2,}})")
_AFTER_DOTS = re.compile(f"(?<![.…])(?:…|\\.{{3}})(?P<after>{UPPER}{LOWER}+)")
_AFTER_NUMBER_SIGN = re.compile(r"(?<=\b[Ss]ố):(?=\d+/\w)")
_YEARS = re.compile(f"(?<=(?<!\\d)(?:19|20)\\d\\d){_B}+[-–](?=(?:19|20)\\d\\d(?!\\d))")
_PAIRS = {")": "(", "]": "[", "”": "“", "»": "«"}
_ITEM = re.compile(r"(?:(?<=^)|(?<=[\s;,(“\"]))(?:[a-zđ]|\d{1,2}|[ivxIVX]{1,4})\)")


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
            yield fault("thua-dau-cach", match, f"Có {len(match[0])} dấu cách liền nhau.", "chỉ để một dấu cách.")


def _blanks_at_edges(text: str) -> Iterator[Fault]:
    for match in _EDGE.finditer(text):
        if match.start() == 0 or text[match.start() - 1] == "\n":
            yield fault("dau-cach-dau-dong", match, "Có dấu cách ở đầu dòng.", "xóa dấu cách này.")
        elif not _ROOM_BEFORE.search(text, max(0, match.start() - 6), match.start()):
            yield fault("dau-cach-cuoi-dong", match, "Có dấu cách ở cuối dòng.", "xóa dấu cách này.")


def _blank_before_sign(text: str) -> Iterator[Fault]:
    for match in _BEFORE_SIGN.finditer(text):
        sign = match["sign"]
        if _is_room(text, match.start(), match.start("sign")) or _RATIO.match(text, match.start() - 1):
            continue
        hint = f"viết dấu «{sign}» liền với chữ đứng trước."
        yield fault("dau-cach-truoc-dau-cau", match, f"Có dấu cách trước dấu «{sign}».", hint)


def _no_blank_after_comma(text: str) -> Iterator[Fault]:
    skipped = addresses(text)
    for match in _AFTER_COMMA.finditer(text):
        abbreviated = match["before"].isupper() and match["after"].isupper() and text[match.end("after") :].startswith("&")
        if abbreviated or is_within(skipped, match.start()):
            continue  # «VH,TT&DL» is one abbreviation
        start, end, sign = match.start(), match.end("after"), match["sign"]
        hint = f"viết: {match['before']}{sign} {match['after']}."
        yield Fault("thieu-dau-cach", start, end, text[start:end], f"Thiếu dấu cách sau dấu «{sign}».", hint)


def _blanks_in_reference(text: str) -> Iterator[Fault]:
    for match in references(text):
        joined = re.sub(r"\s", "", match[0])
        if "\n" in match[0]:
            yield fault(
                "ky-hieu-co-dau-cach", match, f"Ký hiệu «{joined}» bị ngắt dòng ở giữa.", f"viết liền trên một dòng: {joined}."
            )
        elif joined != match[0]:
            yield fault("ky-hieu-co-dau-cach", match, f"Ký hiệu «{match[0]}» có dấu cách ở giữa.", f"viết liền: {joined}.")
    for match in re.finditer(r"(?<=\w)/[A-ZĐ]\w+ ?[–—] ?[A-ZĐ]{2,}", text):
        right = re.sub(" ?[–—] ?", "-", match[0])
        yield fault("gach-noi-la", match, f"Ký hiệu «{match[0]}» dùng dấu gạch dài.", f"dùng dấu gạch nối: {right}.")


def _no_blank_after_stop(text: str) -> Iterator[Fault]:
    """«Sơn La.Sau», «như sau:Thực»; not «TP.Hồ», «Word.Document»."""
    skipped = addresses(text)
    for match in _AFTER_STOP.finditer(text):
        before = match["before"]
        if len(before) > 1 and is_syllable(before) and is_syllable(match["after"]) and not is_within(skipped, match.start()):
            hint = f"viết: {before}{match['sign']} {match['after']}."
            yield fault("thieu-dau-cach", match, f"Thiếu dấu cách sau dấu «{match['sign']}».", hint)


def _no_blank_at_bracket(text: str) -> Iterator[Fault]:
    for match in _AT_BRACKET.finditer(text):
        if match["sign"] and (len(match["after"]) > 2 and is_syllable(match["before"])):
            hint = f"viết: {match['before']} ({match['after']}."
            yield fault("thieu-dau-cach", match, "Thiếu dấu cách trước dấu «(».", hint)
        elif match["closed"]:
            start, end = match.start("closed"), match.end("next")
            yield Fault("thieu-dau-cach", start, end, text[start:end], "Thiếu dấu cách sau dấu «)».", f"viết: ) {match['next']}.")


def _no_blank_at_quote(text: str) -> Iterator[Fault]:
    for match in _AT_QUOTE.finditer(text):
        start, end = match.span()
        side, hint = (
            ("trước", f"{match['before']} {match['open']}") if match["open"] else ("sau", f"{match['close']} {match['next']}")
        )
        sign = match["open"] or match["close"]
        yield Fault("thieu-dau-cach", start, end, text[start:end], f"Thiếu dấu cách {side} dấu «{sign}».", f"viết: {hint}.")


def _no_blank_after_dots(text: str) -> Iterator[Fault]:
    """«y tế…Các», «Số:15/2011»; not a line to be filled in: «Họ tên:.......Chức vụ»."""
    for match in _AFTER_DOTS.finditer(text):
        if is_syllable(match["after"]) and any(sign.isalpha() for sign in text[: match.start()]):
            yield fault("thieu-dau-cach", match, "Thiếu dấu cách sau dấu «…».", f"viết: … {match['after']}.")
    for match in _AFTER_NUMBER_SIGN.finditer(text):
        yield fault("thieu-dau-cach", match, "Thiếu dấu cách sau dấu «:».", "viết «Số: » rồi mới đến con số.")


def _blank_after_open(text: str) -> Iterator[Fault]:
    for match in _AFTER_OPEN.finditer(text):
        sign = match["sign"]
        yield fault("dau-cach-sau-dau-mo", match, f"Có dấu cách sau dấu «{sign}».", f"viết dấu «{sign}» liền với chữ đứng sau.")


def _blank_on_one_side(text: str) -> Iterator[Fault]:
    """«6 tháng/ lần», «kinh tế- xã hội»: a stroke or a hyphen with a blank on one side only."""
    taken = [match.span() for match in references(text)]
    for pattern in (_AT_STROKE, _AT_HYPHEN, _YEARS):
        for match in pattern.finditer(text):
            sign = match[0].strip(" \u00a0")
            if is_within(taken, match.start()) or is_within(taken, match.end() - 1):
                continue
            if sign == "/" and text[: match.start()].endswith(("số", "Số")):
                continue  # a number still to be given: «số      /KH-UBND»
            if sign == "-" and text[: match.start()].rsplit("\n", 1)[-1].strip() == "":
                continue
            hint = "viết liền hai bên." if sign == "/" else "viết liền hai bên, hoặc để dấu cách ở cả hai bên."
            yield fault("dau-cach-mot-ben", match, f"Dấu «{sign}» chỉ có dấu cách ở một bên.", hint)


def _two_marks(text: str) -> Iterator[Fault]:
    """«,,», «;.», «..»; not «v.v.,» and not «…»."""
    for match in _TWO_MARKS.finditer(text):
        word, marks = match["word"], match["marks"]
        if marks[0] == "." and not is_syllable(word):
            continue
        start = match.start("marks")
        message = f"Hai dấu câu liền nhau: «{marks}»."
        yield Fault("hai-dau-cau", start, match.end(), marks, message, "chỉ để một dấu.")


def _unpaired(text: str) -> Iterator[Fault]:
    """A bracket without its other half. The «a)» of an item has none; «1)» neither."""
    items = {match.end() - 1 for match in _ITEM.finditer(text)}
    open_ones: list[int] = []
    for index, sign in enumerate(text):
        if sign in "([":
            open_ones.append(index)
        elif sign in ")]" and open_ones and text[open_ones[-1]] == _PAIRS[sign]:
            open_ones.pop()
        elif sign in ")]" and index not in items:
            yield _lonely(text, index)
    for index in open_ones:
        yield _lonely(text, index)


def _lonely(text: str, index: int) -> Fault:
    sign = text[index]
    other = _PAIRS.get(sign) or next(close for close, opened in _PAIRS.items() if opened == sign)
    return Fault(
        "ngoac-thieu-doi",
        index,
        index + 1,
        sign,
        f"Dấu «{sign}» không có dấu «{other}» đi đôi.",
        f"thêm dấu «{other}», hoặc bỏ dấu này.",
    )


RULES = (
    _doubled_blanks,
    _blanks_at_edges,
    _blank_before_sign,
    _blank_after_open,
    _blank_on_one_side,
    _no_blank_after_comma,
    _no_blank_after_stop,
    _no_blank_at_bracket,
    _no_blank_at_quote,
    _no_blank_after_dots,
    _two_marks,
    _unpaired,
    _blanks_in_reference,
)


def quote_faults(texts: Sequence[str]) -> Iterator[Fault]:
    """Quotation marks without their other half; a quotation may run over several paragraphs."""
    open_ones: list[tuple[int, int]] = []
    for index, text in enumerate(texts):
        for match in re.finditer("[“”«»]", text):
            sign = match[0]
            if sign in "“«":
                open_ones.append((index, match.start()))
            elif open_ones and texts[open_ones[-1][0]][open_ones[-1][1]] == _PAIRS[sign]:
                open_ones.pop()
            else:
                yield replace(_lonely(text, match.start()), paragraph=index)
    for index, start in open_ones:
        yield replace(_lonely(texts[index], start), paragraph=index)
    odd = [index for index, text in enumerate(texts) if text.count('"') % 2 and len(re.findall(r'(?<!\d)"', text)) % 2]
    if len(odd) == 1:
        start = texts[odd[0]].rindex('"')
        message = 'Số dấu nháy «"» trong đoạn là số lẻ.'
        yield Fault(
            "ngoac-thieu-doi", start, start + 1, '"', message, "thêm dấu nháy còn thiếu, hoặc bỏ dấu này.", paragraph=odd[0]
        )
