"""What a person wrote, and where each value of it stands."""

from kehoach_gen.source.model import Located, Path

__all__ = ["Located", "Path"]
