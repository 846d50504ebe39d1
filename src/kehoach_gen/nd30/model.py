"""The rules of Nghị định 30/2020/NĐ-CP as values at a date."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Value:
    """One measure: what the law allows (`low` to `high`), what we use, in `unit`, by `article`."""

    name: str
    since: date
    article: str
    low: float
    high: float
    chosen: float
    unit: str

    def allows(self, measure: float, tolerance: float = 0.0) -> bool:
        return self.low - tolerance <= measure <= self.high + tolerance


@dataclass(frozen=True)
class Law:
    """The measures in force at a date, and the abbreviations of the 29 types of document (Điều 7)."""

    values: Mapping[str, Value]
    abbreviations: Mapping[str, str]

    def __getitem__(self, name: str) -> float:
        """The measure we use, in its own unit."""
        return self.values[name].chosen


FIRST_DAY = date(2020, 3, 5)
"""Nghị định 30/2020/NĐ-CP takes effect (Điều 37)."""


@lru_cache(maxsize=8)
def law_at(day: date) -> Law:
    """The law in force on `day`; before the decree, the decree's first text."""
    day = max(day, FIRST_DAY)
    data = tomllib.loads(files(__package__).joinpath("law.toml").read_text(encoding="utf-8"))
    types = data.pop("loai_van_ban")
    return Law({name: _value_at(name, table["gia_tri"], day) for name, table in data.items()}, types["viet_tat"])


def _value_at(name: str, versions: list[dict[str, Any]], day: date) -> Value:
    row = max((row for row in versions if row["tu_ngay"] <= day), key=lambda row: row["tu_ngay"])
    return Value(name, row["tu_ngay"], row["dieu"], row["tu"], row["den"], row["dung"], row["don_vi"])
