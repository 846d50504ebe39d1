"""Registry → the words a proofreader may take for granted: names of agencies of all times, their other names, their places."""

import re
from collections.abc import Collection

from kehoach_gen.agency.model import Registry
from kehoach_gen.vietnamese.model import Lexicon

_TERRITORY = re.compile(r"UBND (?:xã|phường|thị trấn|huyện|thị xã|thành phố) (?P<name>.+)")


def to_lexicon(registry: Registry, abbreviations: Collection[str] = (), kind: str = "") -> Lexicon:
    """`kind`: the type of the document to be read, «Kế hoạch»; empty where its title may say it."""
    agencies = registry.agencies
    names = (*(agency.name for agency in agencies), *(alias for agency in agencies for alias in agency.aliases))
    places = tuple(dict.fromkeys(match["name"] for name in names if (match := _TERRITORY.fullmatch(name))))
    return Lexicon(names, places, frozenset(abbreviations), kind=kind)
