"""How the report says a number, a share, a list of agencies, a text that is too long."""

import re
from collections.abc import Callable, Iterable, Sequence

from kehoach_gen.report.model import OUTCOMES, Outcome, Tally

NONE = "-"
"""Stands for nought in the cell of a table."""
MOST_NAMES = 10


def figure(number: int) -> str:
    """«1.234»."""
    return f"{number:,}".replace(",", ".")


def counted(number: int) -> str:
    """As inside a sentence: «05», «1.234»."""
    return f"{number:02}" if 0 < number < 10 else figure(number)


def in_cell(number: int) -> str:
    return figure(number) if number else NONE


def share(part: int, whole: int) -> str:
    """«45,5%». Only all is 100,0%, only none is 0,0%; NONE where there is nothing to have a share of."""
    if not whole:
        return NONE
    tenths = (2000 * part + whole) // (2 * whole)
    if 0 < part < whole:
        tenths = min(max(tenths, 1), 999)
    return f"{tenths // 10},{tenths % 10}%"


def states(tally: Tally, unit: str) -> str:
    """All four states, which add up: «05 nhiệm vụ hoàn thành đúng hạn (13,2%); không có nhiệm vụ nào quá hạn; …»."""
    return "; ".join(_state(tally, outcome, unit) for outcome in OUTCOMES)


def present_states(tally: Tally, unit: str) -> str:
    """Those of the four states that something is in."""
    return "; ".join(_state(tally, outcome, unit) for outcome in OUTCOMES if tally.of(outcome))


def _state(tally: Tally, outcome: Outcome, unit: str) -> str:
    count, words = tally.of(outcome), OUTCOMES[outcome]
    if not count:
        return f"không có {unit} nào {words}"
    return f"{counted(count)} {unit} {words} ({share(count, tally.total)})"


def names(agencies: Sequence[str], most: int = MOST_NAMES) -> str:
    """«Sở A; Sở B và 05 cơ quan khác»."""
    shown = "; ".join(agencies[:most])
    return f"{shown} và {counted(len(agencies) - most)} cơ quan khác" if len(agencies) > most else shown


def shortened(text: str, most: int) -> str:
    """The first line of a text, cut between words where it is longer than `most`."""
    line = " ".join(text.strip().partition("\n")[0].split()).rstrip(" .;:")
    if len(line) <= most:
        return line
    return (line[:most].rpartition(" ")[0] or line[: most - 1]).rstrip(" ,.;:-") + "…"


_AREA = re.compile(r"(?:lĩnh vực)?[\s:]*[“\"«]?(.*?)[”\"»]?\s*", re.IGNORECASE | re.DOTALL)


def area_name(name: str) -> str:
    """«Cải cách thể chế» for «Lĩnh vực “Cải cách thể chế”»."""
    found = _AREA.fullmatch(name)
    bare = " ".join((found[1] if found else name).split()) or "Các nhiệm vụ"
    return bare[:1].upper() + bare[1:]


def grouped(said: Iterable[tuple[str, str]], key: Callable[[str], str]) -> list[tuple[str, list[str]]]:
    """[(text, who says it)] of (who, text) pairs, each text once, those of most first; texts of one `key` are the same."""
    texts: dict[str, tuple[str, list[str]]] = {}
    for who, text in said:
        _, speakers = texts.setdefault(key(text), (text, []))
        if who not in speakers:
            speakers.append(who)
    return sorted(texts.values(), key=lambda found: -len(found[1]))
