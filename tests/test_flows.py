"""The same run under Prefect: the same rows, the same failures in the same words, and nothing left running."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest
from command_support import GONGKAI, gongkai, places, processes_at_home, rows_of


@pytest.fixture(scope="module")
def prefect_run(two_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run of the two reports under Prefect made."""
    folder = tmp_path_factory.mktemp("prefect")
    ran = gongkai("run", "--raw", two_reports, *places(folder))
    assert ran.returncode == 0, ran.stderr
    return folder


def prefect_home(folder: Path) -> Path:
    return folder / ".gongkai" / "prefect"


def recorded(folder: Path, sql: str) -> list[tuple]:
    """What Prefect keeps of its runs."""
    with sqlite3.connect(prefect_home(folder) / "prefect.db") as connection:
        return connection.execute(sql).fetchall()


def test_rows_are_the_same_with_and_without_prefect(prefect_run: Path, plain_run: Path) -> None:
    assert rows_of(prefect_run) == rows_of(plain_run)


def test_every_stage_is_a_flow_that_completed(prefect_run: Path) -> None:
    runs = recorded(
        prefect_run, "select flow.name, state_type from flow_run join flow on flow.id = flow_run.flow_id order by 1"
    )
    assert runs == [(name, "COMPLETED") for name in ("build", "extract", "land", "publish", "refresh", "segment")]


def test_the_counts_are_kept_as_an_artifact(prefect_run: Path) -> None:
    ((said,),) = recorded(prefect_run, "select data from artifact where key = 'run-summary'")
    assert "offered 2, landed 2" in said


def test_no_server_is_left_behind(prefect_run: Path) -> None:
    assert processes_at_home(prefect_home(prefect_run)) == []


@pytest.mark.parametrize("orchestrator", [[], ["--no-prefect"]], ids=["Prefect", "no Prefect"])
def test_a_contradiction_under_strict_is_told_in_the_same_line(tmp_path: Path, orchestrator: list[str]) -> None:
    report = tmp_path / "report.txt"
    report.write_text("全年受理投诉200件,办结100件,办结率80%。\n", encoding="utf-8")

    ran = gongkai("run", "--strict", *orchestrator, "--raw", report, *places(tmp_path))

    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.splitlines()[-1].startswith(
        "error contradictions: The reports contradict themselves: rate_mismatch"
    )
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "out" / "current.duckdb").exists()


@pytest.mark.parametrize(
    ("number", "exit_code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "termination"]
)
def test_a_run_that_is_stopped_leaves_no_server(
    two_reports: Path, tmp_path: Path, number: signal.Signals, exit_code: int
) -> None:
    command = [GONGKAI, "run", "--raw", str(two_reports), *map(str, places(tmp_path))]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        for line in run.stderr:
            if line.startswith("land:"):  # the server is up
                run.send_signal(number)
                break
        said = run.stderr.read()

    assert run.returncode == exit_code
    assert said.splitlines()[-1] == "stopped: run the same command again to go on"
    assert "Traceback" not in said
    assert processes_at_home(prefect_home(tmp_path)) == []


def test_a_prefect_server_that_is_not_there_is_told_in_a_line(
    two_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")  # the port of discard, where nobody answers

    ran = gongkai("run", "--raw", two_reports, *places(tmp_path))

    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1].startswith("error prefect-unreachable: ")
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "w.duckdb").exists()


def test_without_prefect_nothing_of_it_is_started(plain_run: Path) -> None:
    assert not prefect_home(plain_run).exists()
