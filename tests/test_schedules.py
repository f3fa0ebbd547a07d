"""Schedules for real: a Prefect server, runs that it starts by itself, and a worker that is killed in the middle of one."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from command_support import GONGKAI, ROOT, all_rows, ask, gongkai, places, processes_at_home, rows_of
from landing_support import write
from test_orphans import children

pytestmark = pytest.mark.timeout(1800)

PATIENCE = 600.0  # seconds; half a minute on an idle machine
# a busy server may take its time for one answer, and closes connections that nobody used for a while
PATIENT = httpx.Client(trust_env=False, timeout=120, limits=httpx.Limits(max_keepalive_connections=0))
ENDED = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}


class Served(NamedTuple):
    """A server with its scheduler, and a process that starts what is due."""

    home: Path
    url: str
    environment: dict[str, str]

    def ask(self, path: str, **filters: object) -> list[dict[str, Any]]:
        answer = PATIENT.post(f"{self.url}/{path}/filter", json=filters)
        answer.raise_for_status()
        return answer.json()

    def runs(self, deployment: str) -> list[dict[str, Any]]:
        return self.ask("flow_runs", deployments={"name": {"any_": [deployment]}}, sort="EXPECTED_START_TIME_ASC")


def until(is_so: Callable[[], Any], what: str) -> Any:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := is_so():
            return found
        time.sleep(0.5)
    raise AssertionError(f"not within {PATIENCE:.0f} s: {what}")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`gongkai serve`, with a refresh every 20 seconds of a report that contradicts itself and a file that is none."""
    home = tmp_path_factory.mktemp("served")
    write(home / "reports" / "report.txt", "全年受理投诉200件,办结100件,办结率80%。\n")
    write(home / "reports" / "empty.txt", b"")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/api"
    environment = {
        "PREFECT_API_URL": url,
        "PREFECT_HOME": str(home / ".gongkai" / "prefect"),
        # so often it is looked for runs that are due, and whether a run that waits may go on; 10 and 30 if not said
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "2",
        "DO_NOT_TRACK": "1",
    }
    command = [GONGKAI, "serve", "--raw", home / "reports", *places(home), "--cron", "* * * * * */20", "--port", port]
    own = {name: value for name, value in environment.items() if name != "PREFECT_API_URL"}
    log = (home / "serve.log").open("w")
    with log, subprocess.Popen(list(map(str, command)), env=os.environ | own, stderr=log, stdout=log) as process:
        try:
            served = Served(home, url, os.environ | environment)
            until(lambda: "Prefect at" in (home / "serve.log").read_text(), "the server is there")
            yield served
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
    assert until(lambda: not processes_at_home(home / ".gongkai" / "prefect"), "nothing is left running")


@pytest.fixture(scope="module")
def refreshed(served: Served) -> dict[str, Any]:
    """The first run that the schedule started and that completed. The schedule then rests: other tests need the machine."""

    def ended() -> list[dict[str, Any]]:
        return [run for run in served.runs("served-refresh") if run["state_type"] in ENDED]

    run = until(ended, "a run ended")[0]
    assert run["state_type"] == "COMPLETED"
    paused = PATIENT.post(f"{served.url}/deployments/{run['deployment_id']}/pause_deployment")
    paused.raise_for_status()
    return run


def test_a_run_that_its_schedule_started_completes(served: Served, refreshed: dict[str, Any]) -> None:
    assert refreshed["auto_scheduled"]
    assert ask(served.home / "out" / "current.duckdb", "select kind from marts.fct_findings") == [("rate_mismatch",)]


def test_runs_to_come_are_scheduled_in_the_time_of_shanghai(served: Served) -> None:
    waiting = until(
        lambda: [run for run in served.runs("served-audit") if run["state_type"] == "SCHEDULED"], "audits are scheduled"
    )
    assert {run["expected_start_time"][11:16] for run in waiting} == {"04:00"}  # UTC; noon in Shanghai
    deployments = served.ask("deployments", deployments={"name": {"any_": ["served-refresh", "served-audit"]}})
    assert len(deployments) == 2
    assert {each["schedules"][0]["schedule"]["timezone"] for each in deployments} == {"Asia/Shanghai"}
    assert {each["concurrency_options"]["collision_strategy"] for each in deployments} == {"ENQUEUE"}
    assert {each["global_concurrency_limit"]["limit"] for each in deployments} == {1}


@pytest.mark.usefixtures("refreshed")
@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("run-summary", "offered 2, landed"),
        ("findings", "200"),
        ("rejections", "There is no text in it."),
        ("progress", "100"),
    ],
)
def test_a_run_leaves_its_artifacts(served: Served, key: str, said: str) -> None:
    found = served.ask("artifacts", artifacts={"key": {"any_": [key]}})
    assert any(said in json.dumps(each["data"], ensure_ascii=False) for each in found)


@pytest.mark.usefixtures("refreshed")
def test_the_log_of_the_runs_is_structured(served: Served) -> None:
    lines = [json.loads(line) for line in (served.home / ".gongkai" / "runs.jsonl").read_text().splitlines()]
    ended = [line for line in lines if line["event"] == "ended"]
    assert ended[0]["status"] == "success"
    assert {line["what"] for line in lines} == {"nightly refresh"}


@pytest.fixture
def project(two_reports: Path, tmp_path: Path) -> Path:
    """The checkout as far as Prefect needs it, with two reports in raw/."""
    shutil.copytree(ROOT / "flows", tmp_path / "flows")
    shutil.copy(ROOT / "prefect.yaml", tmp_path)
    shutil.copytree(two_reports, tmp_path / "raw")
    return tmp_path


def prefect(served: Served, project: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "prefect", "--no-prompt", *arguments]
    done = subprocess.run(command, cwd=project, env=served.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def working(served: Served, project: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker of the pool; whatever is left of it at the end is killed."""
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", "gongkai", "--type", "process"]
    log = (project / "worker.log").open("ab")
    with log, subprocess.Popen(command, cwd=project, env=served.environment, stdout=log, stderr=log) as worker:
        try:
            yield worker
        finally:
            kill(worker.pid)


def kill(process: int) -> None:
    for each in [process, *children(process)]:
        try:
            os.kill(each, signal.SIGKILL)
        except ProcessLookupError:
            continue


@pytest.mark.usefixtures("refreshed")
@pytest.mark.parametrize(
    "is_freed_here",
    [True, pytest.param(False, marks=pytest.mark.faults)],
    ids=["place freed", "place left to the server"],
)
def test_what_a_killed_worker_left_the_next_run_finishes(
    served: Served, project: Path, plain_run: Path, is_freed_here: bool
) -> None:
    """The killed run keeps its place until Prefect's server takes it away, five minutes after the last sign of life; in the
    short form that is asked for at once.
    """
    prefect(served, project, "work-pool", "create", "gongkai", "--type", "process")
    prefect(served, project, "deploy", "--all")
    (deployed,) = served.ask("deployments", deployments={"name": {"any_": ["nightly-refresh"]}})

    def start() -> str:
        """The id of a new run. A busy server may refuse the first time."""
        url = f"{served.url}/deployments/{deployed['id']}/create_flow_run"
        answers = (PATIENT.post(url, json={}) for _ in range(5))
        return next(answer.json()["id"] for answer in answers if answer.is_success)

    def state(run: str) -> dict[str, Any]:
        return PATIENT.get(f"{served.url}/flow_runs/{run}").json()["state"]

    def has_ended(run: str) -> bool:
        return state(run)["type"] in ENDED

    log = project / "warehouse" / ".gongkai" / "runs.jsonl"
    with working(served, project) as worker:
        first = start()
        until(lambda: log.exists() and '"stage": "build"' in log.read_text(), "the first run builds")
        kill(worker.pid)
    assert state(first)["type"] == "RUNNING"
    assert ask(project / "warehouse" / "gongkai.duckdb", "select count(*) from raw.documents") == [(2,)]
    assert not (project / "published" / "current.duckdb").exists()

    with working(served, project):
        second = start()
        until(lambda: state(second)["name"] == "AwaitingConcurrencySlot", "the second run waits")
        if is_freed_here:
            place = {"lease_id": state(first)["state_details"]["deployment_concurrency_lease_id"]}
            freed = PATIENT.post(f"{served.url}/v2/concurrency_limits/decrement-with-lease", json=place)
            freed.raise_for_status()
        until(lambda: has_ended(second), "the second run ended")
    assert (state(first)["type"], state(second)["type"]) == ("CRASHED", "COMPLETED")
    published = project / "published" / "current.duckdb"
    assert all_rows(published, "marts") == rows_of(plain_run)["marts"]
    assert ask(project / "warehouse" / "gongkai.duckdb", "select count(*) from raw.documents") == [(2,)]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--raw", "nowhere"], "source-missing"),
        (["--cron", "every night"], "cron-unknown"),
        (["--warehouse", "raw.duckdb"], "warehouse-name"),
    ],
)
def test_what_cannot_be_served_is_told(served: Served, two_reports: Path, arguments: list[str], code: str) -> None:
    given = arguments if "--raw" in arguments else ["--raw", str(two_reports), *arguments]
    command = [GONGKAI, "serve", *given]
    ran = subprocess.run(command, cwd=served.home, env=served.environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.splitlines()[-1].startswith(f"error {code}: ")


def test_a_port_that_is_taken_is_told(served: Served, two_reports: Path, tmp_path: Path) -> None:
    port = served.url.removesuffix("/api").rpartition(":")[2]
    ran = gongkai("serve", "--raw", two_reports, *places(tmp_path), "--port", port)
    assert ran.stderr.startswith("error port-taken: ")
