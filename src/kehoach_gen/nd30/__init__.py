"""The decree: dated data, each value with its article."""

from kehoach_gen.nd30.model import Law, Value, law_at

__all__ = ["Law", "Value", "law_at"]
