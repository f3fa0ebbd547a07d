"""The verdicts over one report: the dbt project's own models, run in memory, so that there is one rule and not two.

dbt itself takes ten seconds to start. The models of the checks use no more of it than ref(), source() and whether all is made
anew, so Jinja renders them; where a model needs more than that, rendering fails and says so, and never guesses.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, NamedTuple

import duckdb
import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from disclosure.resources import dbt_project, seed
from disclosure.rows import ExtractedReport
from disclosure.storage.batches import arrow_table, insert
from disclosure.storage.raw_rows import DocumentRow
from disclosure.storage.schema import REPORT_TABLES, ensure_tables

CHECKS = "int_*_checked.sql"  # one model a check, all with the columns of macros/checks.sql


class RateVerdict(NamedTuple):
    """What marts.fct_rate_consistency would say of a rate."""

    computed_pct: Decimal | None
    tolerance_pct: Decimal
    status: str


class Contradiction(NamedTuple):
    """What marts.fct_findings would say of the report."""

    char_start: int
    char_end: int
    other_char_start: int
    other_char_end: int
    explanation_zh: str
    explanation_en: str


class Verdicts(NamedTuple):
    """The verdict on each rate by its id, and the contradictions in the order of the text."""

    rates: dict[str, RateVerdict]
    contradictions: list[Contradiction]


def judge(document: DocumentRow, report: ExtractedReport) -> Verdicts:
    """Judges one report as a build of the warehouse would."""
    with duckdb.connect() as connection:
        ensure_tables(connection)
        insert(connection, "raw.documents", arrow_table(DocumentRow, [document]))
        for (table, row_type), rows in zip(REPORT_TABLES.items(), ([report.report], *report[1:]), strict=True):
            insert(connection, table, arrow_table(row_type, rows))
        models = _Models(connection)
        rates = connection.execute(
            f"select rate_id, computed_pct, tolerance_pct, status from {models.ref('fct_rate_consistency')}"
        ).fetchall()
        checks = [models.ref(path.stem) for path in sorted(dbt_project().rglob(CHECKS))]
        return Verdicts(
            rates={rate_id: RateVerdict(*verdict) for rate_id, *verdict in rates},
            contradictions=_contradictions(connection, checks),
        )


def _contradictions(connection: duckdb.DuckDBPyConnection, checks: Iterable[str]) -> list[Contradiction]:
    failed = " union all ".join(
        f"select {', '.join(Contradiction._fields)} from {check} where verdict = 'fail'" for check in checks
    )
    return [Contradiction(*row) for row in connection.execute(f"{failed} order by all").fetchall()]


class _Models:
    """The project's models as views of a connection, each made when it is first referred to."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._made: set[str] = set()
        self._files = {path.stem: path for path in (dbt_project() / "models").rglob("*.sql")}
        self._macros = "".join(path.read_text(encoding="utf-8") for path in (dbt_project() / "macros").glob("*.sql"))
        self._jinja = Environment(
            loader=FileSystemLoader(dbt_project()),
            extensions=["jinja2.ext.do"],
            undefined=StrictUndefined,
            autoescape=False,
        )
        self._jinja.globals["flags"] = SimpleNamespace(FULL_REFRESH=True)

    def ref(self, name: str) -> str:
        """The view or table of that name."""
        if name not in self._made:
            self._made.add(name)
            if name in self._files:
                self._make_view(name)
            else:
                self._read_seed(name)
        return name

    def _make_view(self, name: str) -> None:
        text = self._macros + self._files[name].read_text(encoding="utf-8")
        sql = self._jinja.from_string(text).render(ref=self.ref, source=_source)
        self._connection.execute(f"create view {name} as {sql}")

    def _read_seed(self, name: str) -> None:
        """A seed as dbt loads it: with the types that its .yml states."""
        properties = yaml.safe_load(seed(name).with_suffix(".yml").read_text(encoding="utf-8"))
        types = properties["seeds"][0]["config"]["column_types"]
        casts = ", ".join(f"cast({column} as {sql_type}) as {column}" for column, sql_type in types.items())
        self._connection.execute(
            f"create table {name} as select * replace ({casts}) from read_csv($path, all_varchar = true)",
            {"path": str(seed(name))},
        )


def _source(schema: str, table: str) -> Any:
    return f"{schema}.{table}"
