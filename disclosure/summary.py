"""What a run did, on one screen."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from disclosure.refresh import Refreshed, Run

NEXT = """
gongkai explain FILE shows what is read from one report, sentence by sentence. Every contradiction, with its arithmetic:
  {python} -c "import duckdb; duckdb.connect('{published}', read_only=True).sql(
    'select source_name, quote, explanation_zh from marts.fct_findings').show(max_width=150)"
gongkai search 词 finds reports by words, gongkai export writes Parquet, CSV and Excel.
More queries: docs/cookbook.md. In BI tools open {published} read-only; it may stay open during runs."""

Counted = Sequence[tuple[str, int]]


class Totals(NamedTuple):
    """What a run rejected, and what the published marts hold."""

    rejected: Counted  # by reason, of this run
    reports: int
    figures: int
    implied: int
    rates: Counted  # by status
    findings: Counted  # by kind
    acknowledged: int


def summary(refreshed: Refreshed, run: Run) -> Iterator[str]:
    """The lines: what went in, what came out, how long it took, and where to look next."""
    landed, published = refreshed.landed, refreshed.published
    totals = _totals(run.warehouse, published.path, landed.offered)
    reasons = f" ({_listed(totals.rejected)})" if totals.rejected else ""
    acknowledged = f", {totals.acknowledged} of them acknowledged" if totals.acknowledged else ""
    unchanged = "" if published.is_new else ", unchanged"
    yield ""
    yield (
        f"offered    {landed.offered} = {landed.landed} landed + {landed.unchanged} unchanged"
        f" + {landed.duplicate} duplicate + {landed.rejected} rejected{reasons}"
    )
    yield f"figures    {totals.figures} in {totals.reports} reports, {totals.implied} of them implied by words"
    yield f"rates      {_listed(totals.rates)}"
    yield f"findings   {_listed(totals.findings)}{acknowledged}"
    yield f"tests      {refreshed.built.tests}, with {refreshed.built.warnings} warnings about the reports"
    yield f"time       {', '.join(f'{stage} {seconds:.1f} s' for stage, seconds in refreshed.seconds.items())}"
    yield f"warehouse  {run.warehouse}"
    yield f"published  {published.path} ({published.generation.name}{unchanged})"
    yield NEXT.format(python=shlex.quote(_shown(sys.executable)), published=published.path)


def _totals(warehouse: Path, published: Path, offered: int) -> Totals:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rejected = connection.execute(
            """
            with this_run as (select rejection_id from raw.sightings order by sighting_no desc limit $offered)

            select reason, count(*)
            from this_run
            inner join raw.rejected_documents using (rejection_id)
            group by reason
            order by count(*) desc, reason
            """,
            {"offered": offered},
        ).fetchall()
    with duckdb.connect(str(published), read_only=True) as connection:
        figures, implied = connection.execute(
            "select count(*), count(*) filter (where basis = 'implied') from marts.fct_disclosure_activity"
        ).fetchall()[0]
        findings = connection.execute(
            """
            select kind, count(*), count(*) filter (where acknowledged)
            from marts.fct_findings
            group by kind
            order by count(*) desc, kind
            """
        ).fetchall()
        return Totals(
            rejected=rejected,
            reports=connection.execute("select count(*) from marts.dim_report").fetchall()[0][0],
            figures=figures,
            implied=implied,
            rates=connection.execute(
                "select status, count(*) from marts.fct_rate_consistency group by status order by status"
            ).fetchall(),
            findings=[(kind, count) for kind, count, _ in findings],
            acknowledged=sum(acknowledged for *_, acknowledged in findings),
        )


def _listed(counted: Counted) -> str:
    return ", ".join(f"{count} {name}" for name, count in counted) or "none"


def _shown(executable: str) -> str:
    """The interpreter as a person would type it: relative to the working folder where it lies below."""
    path = Path(executable)
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else executable
