"""What people changed in a Word file of a plan: changes to the data, by whom, and what is to be said of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from kehoach_gen.change.model import Change, Changes
from kehoach_gen.change.outline import Ref
from kehoach_gen.office.edited import Author
from kehoach_gen.problem import Problem


@dataclass(frozen=True)
class Edits:
    """`changes` lead from the plan behind the file to the plan as the file says it."""

    changes: Changes
    authors: Mapping[tuple[Ref, str], tuple[Author, ...]]
    """{(item, field): who changed it there, with changes tracked}; field "" for the item itself."""
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...] = ()
    """Why the file may be the wrong one: to be asked before anything is written."""

    def authors_of(self, change: Change) -> tuple[Author, ...]:
        fields = [edit.field for edit in change.edits] or [""]
        found = (author for field in fields for author in self.authors.get((change.ref, field), ()))
        return tuple(dict.fromkeys(found))
