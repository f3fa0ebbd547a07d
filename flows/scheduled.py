"""The flows that run by themselves: a refresh every night, an audit every week. Their parameters are plain values."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, get_client
from prefect.artifacts import create_table_artifact
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import StateType
from prefect.runtime import deployment, flow_run
from prefect.states import Crashed

from disclosure.cli_options import WORKERS
from disclosure.hook import Hooks
from disclosure.preflight import check_publish, check_sources, check_warehouse, sole_run
from disclosure.progress import to_stderr
from disclosure.refresh import Run
from disclosure.runlog import told
from disclosure.source_options import SourceOptions
from disclosure.stages.audit import Damage
from disclosure.stages.audit import audit as run_audit
from flows.artifacts import Progress, leave_findings, leave_rejections
from flows.refresh import refresh


@flow(name="nightly-refresh")
def nightly(
    raw: list[str] | None = None,
    raw_list: list[str] | None = None,
    raw_index: list[str] | None = None,
    follow: str = "*",
    allow_host: list[str] | None = None,
    allow_network: list[str] | None = None,
    delay: float = 1.0,
    warehouse: str = "warehouse/gongkai.duckdb",
    publish: str = "published",
    workers: int = WORKERS,
    strict: bool = False,
) -> None:
    """What `gongkai run` does, with the same options; relative paths are below the folder that the flow runs in.

    What a killed run left is finished by this one. A failure is told in the words of the command.
    """
    file, target = Path(warehouse), Path(publish)
    with told(file, "nightly refresh", Hooks.of(None, None), to_stderr) as progress:
        sources = SourceOptions(raw, raw_list, raw_index, follow, allow_host, allow_network, delay)
        paths, web = sources.paths(), sources.web()
        check_sources(paths), check_warehouse(file), check_publish(target)
        with sole_run(file):
            _end_runs_that_were_killed()
            watched = Progress(progress)
            refreshed = refresh(*Run(paths, file, target, workers, strict, web), progress=watched)
            leave_findings(refreshed.published.path)
            leave_rejections(file, refreshed.landed.offered)
            watched.done()


@flow(name="weekly-audit")
def weekly_audit(warehouse: str = "warehouse/gongkai.duckdb", publish: str = "published") -> None:
    """What `gongkai audit` does; what is damaged stands in an artifact, and fails the run."""
    file = Path(warehouse)
    with told(file, "weekly audit", Hooks.of(None, None), to_stderr), sole_run(file):
        damaged: list[Damage] = []
        audited = run_audit(file, Path(publish), damaged.append)
        create_table_artifact(
            [damage._asdict() for damage in damaged],
            key="audit",
            description=", ".join(f"{name} {value}" for name, value in audited._asdict().items()),
        )
        audited.check()


def _end_runs_that_were_killed() -> None:
    """Whoever holds the warehouse's lock is alone: other runs of this deployment that count as running were killed."""
    if not deployment.id:  # started by hand, not by a schedule
        return
    with get_client(sync_client=True) as client:
        running = client.read_flow_runs(
            flow_run_filter=FlowRunFilter.model_validate(
                {"deployment_id": {"any_": [deployment.id]}, "state": {"type": {"any_": [StateType.RUNNING]}}}
            )
        )
        for other in running:
            if str(other.id) != flow_run.id:
                message = "Its process ended without a word; a later run has taken over."
                client.set_flow_run_state(other.id, Crashed(message=message), force=True)
