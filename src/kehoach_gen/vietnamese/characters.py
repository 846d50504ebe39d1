"""Signs that should not stand in a text: composed marks, invisible ones, look-alikes, old encodings. Rules of one text."""

import re
from collections.abc import Iterator
from unicodedata import is_normalized, normalize

from kehoach_gen.problem.model import ERROR
from kehoach_gen.vietnamese.legacy import legacy_texts
from kehoach_gen.vietnamese.model import Fault, fault
from kehoach_gen.vietnamese.syllable import is_syllable

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
            yield fault("unicode-to-hop", token, message, "gõ lại bằng Unicode dựng sẵn (bảng mã «Unicode» của bộ gõ).")


def _control_characters(text: str) -> Iterator[Fault]:
    for match in _CONTROL.finditer(text):
        if "\t" in match[0] and _is_in_sentence(text, match):
            yield fault("phim-tab", match, "Có dấu Tab trong câu.", "thay bằng một dấu cách.", ERROR)
        elif match[0].strip("\t"):
            message = f"Có ký tự điều khiển U+{ord(match[0][0]):04X} không in được."
            yield fault("ky-tu-dieu-khien", match, message, "xóa ký tự này.", ERROR)
    for match in _LOST.finditer(text):
        yield fault("ky-tu-mat", match, "Có ký tự U+FFFD: chữ ở đây đã mất khi chuyển mã.", "gõ lại chữ theo bản gốc.", ERROR)


_ITEM = re.compile(r"\W*(?:\w{1,4}[.)])*")
_PLACE_AND_DAY = re.compile(r"[^\t]*, ngày [^\t]*tháng")


def _is_in_sentence(text: str, tabs: re.Match[str]) -> bool:
    """Whether tabs divide words of a sentence: not after a number or a colon, nor between the columns of a head or foot."""
    before = text[: tabs.start()].rsplit("\n", 1)[-1].strip()
    after = text[tabs.end() :].split("\n", 1)[0].strip()
    if not before or not after or before[-1] in ":;./" or not after[0].isalnum() or "\t" in before + after:
        return False
    is_column = any(part.isupper() or (" " in part and part.istitle()) for part in (before, after))
    return not (is_column or _ITEM.fullmatch(before) or before.startswith("Số:") or _PLACE_AND_DAY.match(after))


def _invisible_characters(text: str) -> Iterator[Fault]:
    for match in _INVISIBLE.finditer(_without_legacy(text) if "\u00ad" in text else text):
        message = f"Có ký tự không nhìn thấy U+{ord(match[0][0]):04X}."
        yield fault("ky-tu-an", match, message, "xóa ký tự này; thường nó đến từ trang web hoặc tệp PDF.")
    for match in _ODD_HYPHEN.finditer(text):
        message = f"Dấu gạch nối là U+{ord(match[0]):04X}, không phải dấu «-» trên bàn phím."
        yield fault("gach-noi-la", match, message, "gõ lại dấu «-».")


def _look_alikes(text: str) -> Iterator[Fault]:
    if not _FOREIGN.search(text):
        return
    for match in re.finditer(r"[^\W\d_]+", _without_legacy(text)):
        strange = [sign for sign in match[0] if sign in _LOOKS_LIKE]
        right = "".join(_LOOKS_LIKE.get(sign, sign) for sign in match[0])
        if strange and _is_mixed(match[0], right):
            names = ", ".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(strange))
            message = f"«{match[0]}» có chữ của bảng chữ khác, trông giống chữ Việt ({names})."
            yield fault("chu-gia", match, message, f"gõ lại: {right}.")


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


RULES = (_not_composed, _control_characters, _invisible_characters, _look_alikes, _legacy_encoding)
