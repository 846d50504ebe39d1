"""What comes with the program: the templates and the sample, in a wheel or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_ROOTS = (_PACKAGE / "_shipped", _PACKAGE.parents[1])


def shipped(name: str) -> Path:
    """The shipped folder called `name`: "templates" or "data"."""
    return next(path for root in _ROOTS if (path := root / name).is_dir())


def sample() -> Path:
    """The working folder of the sample plan."""
    return shipped("data") / "cchc-2023"
