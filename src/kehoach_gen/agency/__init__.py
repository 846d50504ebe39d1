"""Agencies and groups of agencies: who there is at a date, and whom a reference means."""

from kehoach_gen.agency.from_lists import load, load_yaml
from kehoach_gen.agency.from_text import Mention, Mentions, from_text
from kehoach_gen.agency.model import Agency, Group, Registry, Remark
from kehoach_gen.agency.renew import Renewal, renew
from kehoach_gen.agency.resolve import Assignment, Expansion, Members, assign, expand
from kehoach_gen.agency.to_lexicon import to_lexicon

__all__ = [
    "Agency",
    "Assignment",
    "Expansion",
    "Group",
    "Members",
    "Mention",
    "Mentions",
    "Registry",
    "Remark",
    "Renewal",
    "assign",
    "expand",
    "from_text",
    "load",
    "load_yaml",
    "renew",
    "to_lexicon",
]
