"""Số, ký hiệu of documents as they stand in running text, also when typed with blanks inside."""

import re

_KINDS = (
    "NQLT|NQ|QĐ|CT|QC|QyĐ|TC|TB|HD|CTr|KH|PA|ĐA|DA|BC|BB|TTr|TTLT|TT|HĐ|CĐ|BGN|BTT|GUQ|GM|GGT|GNP|PG|PC|PB|NĐ|KL|PL|L|CV|QH\\d*"
)
"""Abbreviated kinds of document (NĐ 30/2020, Phụ lục III, and those of laws and of the Party)."""

_OFFICE = r"(?:[A-ZĐƯ&]{2,}[a-z]?\d*|TTg|UBTVQH\d+|VPTW)"
_END = r"(?![^\W_])"
_GAP = "[ \u00a0]*"

STATE_REFERENCE = re.compile(
    rf"(?:(?<![\w/.,-])\d+[a-z]?(?:{_GAP}/{_GAP}\d{{4}})?{_GAP}|(?<=[ \u00a0…._:]))"
    rf"/{_GAP}(?:{_KINDS}){_GAP}-{_GAP}{_OFFICE}{_END}(?:-{_OFFICE}{_END})*"
)
"""«151/KH-UBND», «30/2020/NĐ-CP»; the number may be missing, as in a draft."""

PARTY_REFERENCE = re.compile(rf"(?<![\w/.,-])\d+[a-z]?{_GAP}-{_GAP}(?:{_KINDS}){_GAP}/{_GAP}{_OFFICE}{_END}")
"""«07-NQ/TU»."""


def references(text: str) -> list[re.Match[str]]:
    """Every ký hiệu in `text`, in order."""
    found = [*STATE_REFERENCE.finditer(text), *PARTY_REFERENCE.finditer(text)]
    return sorted(found, key=lambda one: one.start())
