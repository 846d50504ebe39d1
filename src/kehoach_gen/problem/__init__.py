"""What is wrong, where, and what to do about it."""

from kehoach_gen.problem.model import (
    ERROR,
    INFO,
    WARNING,
    Place,
    Problem,
    ProblemError,
    has_errors,
)

__all__ = ["ERROR", "INFO", "WARNING", "Place", "Problem", "ProblemError", "has_errors"]
