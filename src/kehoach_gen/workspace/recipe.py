"""Files to be made: from what, and how; what stands as it should is not made again."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kehoach_gen.workspace.output import UNCHANGED, Output, Product, Written

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """A file to be made: its name in the output folder, the fingerprints of what it is made from, and how."""

    name: str
    inputs: Mapping[str, str]
    make: Callable[[], bytes]


def make(recipes: Sequence[Recipe], output: Output, facts: Mapping[str, str], progress: Progress) -> list[Written]:
    """Every file of the recipes, in their order; all are made before the first is written. Raises ProblemError."""
    fresh = {recipe.name for recipe in recipes if output.is_fresh(recipe.name, recipe.inputs)}
    products = []
    for recipe in recipes:
        if recipe.name not in fresh:
            progress(f"Dựng {recipe.name}")
            products.append(Product(recipe.name, recipe.make(), recipe.inputs))
    made = {file.name: file for file in (output.put(products, facts) if products else [])}
    return [made.get(recipe.name) or Written(recipe.name, UNCHANGED, output.folder / recipe.name) for recipe in recipes]


@lru_cache(maxsize=1)
def program() -> str:
    """Fingerprint of the program itself: another version may print the same data otherwise."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for path in sorted(path for kind in ("*.py", "*.toml") for path in package.rglob(kind)):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]
