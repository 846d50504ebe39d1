"""Faults of typing in one text: what a reader does not see, or sees at once. Few false alarms before many finds."""

from kehoach_gen.vietnamese import characters, figures, punctuation, repeats
from kehoach_gen.vietnamese.model import Fault


def faults(text: str) -> list[Fault]:
    """Every fault of `text`, in order of place. Lines, separated by a line feed, are each a text of their own."""
    found = [fault for rule in _RULES for fault in rule(text)]
    return sorted(found, key=lambda fault: (fault.start, fault.end))


_RULES = (*characters.RULES, *punctuation.RULES, *figures.RULES, *repeats.RULES)
