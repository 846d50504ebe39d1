"""Official documents of Vietnamese administration, made from one source of data."""

__version__ = "0.1.0"
