"""Two versions of a plan side by side: what differs, for whom, as a redline and as a table."""

from kehoach_gen.change.from_plans import compare
from kehoach_gen.change.model import Change, Changes, Edit, Effect, Position
from kehoach_gen.change.to_plan import apply

__all__ = ["Change", "Changes", "Edit", "Effect", "Position", "apply", "compare"]
