"""What a run leaves to be looked at in Prefect: a summary, the findings, the rejections, and how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
from prefect.artifacts import create_progress_artifact, create_table_artifact, update_progress_artifact

from disclosure.landing.reasons import Reason
from disclosure.publishing.generation import SETTINGS
from disclosure.refresh import Refreshed

MOST_ROWS = 200
SECONDS_BETWEEN_UPDATES = 2.0
STAGES = ("land", "extract", "segment", "build", "publish")


class Progress:
    """Passes on what a run says, and keeps one progress artifact: a fifth for each stage, and its share within it."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._artifact: UUID = create_progress_artifact(0.0, key="progress", description="starting")
        self._updated = 0.0

    def __call__(self, line: str) -> None:
        self._tell(line)
        now = time.monotonic()
        if now - self._updated >= SECONDS_BETWEEN_UPDATES and (percent := _percent(line)) is not None:
            self._updated = now
            update_progress_artifact(self._artifact, percent, line)

    def done(self) -> None:
        """The run came to its end."""
        update_progress_artifact(self._artifact, 100.0, "done")


def leave_summary(refreshed: Refreshed) -> None:
    """What each stage counted."""
    counted = dict(zip(STAGES, refreshed[: len(STAGES)], strict=True))
    rows = [
        {"stage": stage, "seconds": f"{refreshed.seconds[stage]:.1f}"}
        | {"counted": ", ".join(f"{name} {value}" for name, value in counts._asdict().items())}
        for stage, counts in counted.items()
    ]
    create_table_artifact(rows, key="run-summary", description="What each stage counted")


def leave_findings(published: Path) -> None:
    """The contradictions that nobody has acknowledged, newest reports first."""
    found = _rows(
        published,
        """
        select finding.kind, finding.source_name as source, finding.quote, finding.explanation_zh as explanation
        from marts.fct_findings as finding
        left join marts.dim_report as report on finding.report_id = report.report_id
        where not finding.acknowledged
        order by report.report_year desc nulls last, finding.source_name, finding.char_start
        """,
    )
    create_table_artifact(found[:MOST_ROWS], key="findings", description=_said(len(found), "contradictions"))


def leave_rejections(warehouse: Path, offered: int) -> None:
    """The sources that this run was offered and could not land, with the reason in words."""
    found = _rows(
        warehouse,
        f"""
        with this_run as (select rejection_id from raw.sightings order by sighting_no desc limit {int(offered)})

        select rejected.source_name as source, rejected.reason, rejected.detail
        from raw.rejected_documents as rejected
        semi join this_run on rejected.rejection_id = this_run.rejection_id
        order by rejected.reason, rejected.source_name
        """,
    )
    rows = [row | {"said": Reason(row["reason"]).sentence} for row in found[:MOST_ROWS]]
    create_table_artifact(rows, key="rejections", description=_said(len(found), "sources rejected"))


def _rows(file: Path, sql: str) -> list[dict[str, Any]]:
    with duckdb.connect(str(file), read_only=True, config=SETTINGS) as connection:
        result = connection.execute(sql)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _said(count: int, what: str) -> str:
    return f"{count} {what}" + (f", the first {MOST_ROWS} shown" if count > MOST_ROWS else "")


def _percent(line: str) -> float | None:
    """How far a line such as `extract: 300 of 1200` says that the run is; None where it does not say."""
    stage, _, said = line.partition(": ")
    done, of, rest = said.partition(" of ")
    total = rest.split(",")[0]
    if stage not in STAGES or not of or not done.isdecimal() or not total.isdecimal():
        return None
    within = min(int(done) / max(int(total), 1), 1.0)
    return round((STAGES.index(stage) + within) / len(STAGES) * 100, 1)
