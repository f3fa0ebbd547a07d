"""What a damage is: SQL that breaks a warehouse on purpose, and the data tests that must notice it."""

from __future__ import annotations

from typing import NamedTuple

FIGURE, RATE = "marts.fct_disclosure_activity", "marts.fct_rate_consistency"


class Damage(NamedTuple):
    """SQL that breaks something, and the tests that must notice."""

    what: str
    sql: str
    noticed_by: tuple[str, ...]


def missing(column: str, table: str, where: str) -> str:
    """SQL that forgets a value that may not be missing."""
    return f"alter table {table} alter {column} drop not null; update {table} set {column} = null where {where}"
