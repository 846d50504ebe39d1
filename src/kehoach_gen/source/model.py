"""What a person wrote: plain data, and where each of its values stood. Every reader returns this."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kehoach_gen.problem.model import Place

Path = tuple[str | int, ...]
"""Keys and indices from the root down to one value: `("phu_luc", 0, "ten")`."""


@dataclass(frozen=True)
class Located:
    """Plain dicts, lists and strings (NFC or not, as written), with the place of each value."""

    data: Any
    places: Mapping[Path, Place] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """The place of the value at `path`, or of its nearest known ancestor."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places[path]
