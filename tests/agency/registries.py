"""Registries for tests: the sample's, and small ones written in the test."""

import datetime
from functools import cache
from pathlib import Path

from kehoach_gen.agency import Registry, load
from kehoach_gen.problem import Problem
from kehoach_gen.source.from_csv import from_csv

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "cchc-2023"
IN_2023, IN_2026 = datetime.date(2023, 6, 15), datetime.date(2026, 6, 15)
GROUPS = "ma,ten,mo,gom\nnhom_a,các sở,không,\nlien_quan,đơn vị liên quan,có,\n"


@cache
def sample() -> Registry:
    registry, problems = read(
        (SAMPLE / "co-quan.csv").read_text(encoding="utf-8"), (SAMPLE / "nhom.csv").read_text(encoding="utf-8")
    )
    assert registry is not None
    assert problems == []
    return registry


def read(agencies: str, groups: str = GROUPS) -> tuple[Registry | None, list[Problem]]:
    return load(from_csv(agencies.encode(), "co-quan.csv"), from_csv(groups.encode(), "nhom.csv"))


def registry_of(agencies: str, groups: str = GROUPS) -> Registry:
    registry, problems = read(agencies, groups)
    assert registry is not None, problems
    return registry


def seen(problems: list[Problem]) -> list[tuple[str, str]]:
    """Code and place of each problem."""
    return [(problem.code, str(problem.place)) for problem in problems]
