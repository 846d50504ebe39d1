"""The Tờ trình a plan was submitted with, as its bases cite it: each plan, and each amendment of one, has its own."""

import re

_DAY = r"(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngày \d{1,2} tháng \d{1,2},? năm \d{4}"
_CITED = re.compile(
    r"(?P<head>\btờ trình(?: số:?)?)(?P<number> ?\d+[a-z]?(?:/\d{4})?(?=[\s/,;.)]|$))?"
    rf"(?:(?P<between>[^;\d]{{0,80}}?)(?P<day>{_DAY}))?",
    re.IGNORECASE,
)


def cited_proposals(text: str) -> list[str]:
    """The words «Tờ trình số 345/TTr-SNV ngày 25/12/2025» of `text`: those with a number or a day."""
    return [found[0] for found in _CITED.finditer(text) if found["number"] or found["day"]]


def without_proposal(text: str) -> str:
    """The same words with room for another number and day."""
    return _CITED.sub(_emptied, text)


def _emptied(found: re.Match[str]) -> str:
    number = " …" if found["number"] else ""
    day = "ngày … tháng … năm …" if found["day"] else ""
    return f"{found['head']}{number}{found['between'] or ''}{day}"
