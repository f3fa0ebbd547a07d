"""The third stage: dbt makes the marts of what was extracted, and tests them. Its exit code is the verdict."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from disclosure.errors import GongkaiError
from disclosure.preflight import HELD_BY_ANOTHER, check_warehouse, work_folder
from disclosure.resources import dbt_project, project_root
from disclosure.stages.built import build_key, built_key, note_built

RESULTS = "run_results.json"
MODEL_DONE = {"LogModelResult", "LogSeedResult"}  # names of dbt's log events
TEST_DONE = {"LogTestResult", "LogUnitTestResult"}
FAILED = {"error", "fail", "runtime error"}  # statuses in RESULTS
START_DBT = "from dbt.cli.main import cli; cli()"  # -m would warn that the module was there before
_END_WITH_US = "from disclosure.orphan import end_with; end_with({parent}); "  # alone it would hold the file
LOCK_REFUSED = "Could not set lock on file"
NAMED_IN_MESSAGE = 5  # failed tests that the error names; the rest is counted


class BuildResult(NamedTuple):
    """What dbt did. A warning is a test of the sources that found contradictions; they are in marts.fct_findings."""

    models: int
    tests: int
    warnings: int
    errors: int


def build(
    warehouse: Path,
    strict: bool = False,
    progress: Callable[[str], None] | None = None,
    unit_tests: bool = False,
    only_changed: bool = False,
) -> BuildResult:
    """Makes and tests the marts of the warehouse; from the same raw and staging the same marts, however often.

    `only_changed` leaves marts as they are that a build of the same made and found right.

    dbt runs as a child process, since in this one it would keep the file locked. `strict` makes a contradiction
    within the reports an error, `unit_tests` also runs dbt's unit tests, for developers. dbt's target and logs lie
    beside the warehouse. Raises GongkaiError: build-failed, contradictions (strict only), no-warehouse,
    warehouse-locked.
    """
    check_warehouse(warehouse, must_exist=True)
    target = dbt_target(warehouse)
    target.mkdir(parents=True, exist_ok=True)
    tell = progress or (lambda line: None)
    results = target / RESULTS
    key = build_key(warehouse, strict)
    if only_changed and results.exists() and built_key(warehouse) == key:
        tell("build: nothing changed since the last one")
        return _counted(_results(target))
    note_built(warehouse, None)
    results.unlink(missing_ok=True)  # so that what is read afterwards is of this run
    exit_code, errors = _run(_command(strict, unit_tests), warehouse, target, tell)
    done = _results(target)
    failed = [result for result in done if result["status"] in FAILED]
    if exit_code != 0 or failed:
        raise _failure(warehouse, failed, errors)
    note_built(warehouse, key)
    return _counted(done)


def _counted(done: list[dict[str, Any]]) -> BuildResult:
    return BuildResult(
        models=_count(done, "model"),
        tests=_count(done, "test") + _count(done, "unit_test"),
        warnings=sum(result["status"] == "warn" for result in done),
        errors=sum(result["status"] in FAILED for result in done),
    )


def check_last_build(warehouse: Path) -> None:
    """Raises GongkaiError unless the last build of the warehouse ended well: other marts are not for readers."""
    done = _results(dbt_target(warehouse))
    if not done or any(result["status"] in FAILED for result in done):
        raise GongkaiError(
            "not-built",
            f"The last build of {warehouse} did not end well, so its marts are not published.",
            "Run gongkai build first.",
        )


def dbt_target(warehouse: Path) -> Path:
    """Where dbt keeps compiled SQL, manifest and logs of the warehouse's builds."""
    return work_folder(warehouse) / "dbt" / warehouse.stem


def _results(target: Path) -> list[dict[str, Any]]:
    """What dbt says of each model and test of its last run; nothing where it did not come to its end."""
    file = target / RESULTS
    return json.loads(file.read_text(encoding="utf-8"))["results"] if file.exists() else []


def _command(strict: bool, unit_tests: bool) -> list[str]:
    # -P: a file in the working folder that is called like one of dbt's modules must not be taken for it
    return [
        *(
            sys.executable,
            "-P",
            "-c",
            _END_WITH_US.format(parent=os.getpid()) + START_DBT,
            "--log-format",
            "json",
            "--log-format-file",
            "text",
            "build",
        ),
        *("--project-dir", str(dbt_project()), "--profiles-dir", str(project_root())),
        *("--vars", json.dumps({"strict": strict})),
        *([] if unit_tests else ["--exclude-resource-type", "unit_test"]),
    ]


def _environment(warehouse: Path, target: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DBT_")}
    return inherited | {
        "GONGKAI_WAREHOUSE": str(warehouse.absolute()),
        "DBT_TARGET_PATH": str(target.absolute()),
        "DBT_LOG_PATH": str(target.absolute()),
        "DO_NOT_TRACK": "1",
        "PYTHONUTF8": "1",
    }


def _run(command: list[str], warehouse: Path, target: Path, tell: Callable[[str], None]) -> tuple[int, list[str]]:
    """Runs dbt and tells what it finishes. Gives its exit code and what it called an error, worst first."""
    errors, last_words = [], ""
    tell("build: starting dbt")
    with subprocess.Popen(
        command,
        cwd=target,
        env=_environment(warehouse, target),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            for line in process.stdout:
                event = _event(line)
                if event is None:  # Python's own words, when dbt cannot even start
                    last_words = line.strip() or last_words
                    continue
                if event["info"]["level"] == "error":
                    errors.append(event["info"]["msg"])
                if done := _progress_line(event):
                    tell(done)
        except BaseException:  # interrupted, or `tell` failed: dbt must not go on alone with the file
            process.terminate()
            raise
    return process.returncode, errors or [last_words]


def _event(line: str) -> dict[str, Any] | None:
    """The log event in a line of dbt's output, or None."""
    try:
        return json.loads(line)
    except json.JSONDecodeError:
        return None


def _progress_line(event: dict[str, Any]) -> str | None:
    name, data = event["info"]["name"], event["data"]
    if name in MODEL_DONE:
        return f"build: {data['index']} of {data['total']}, {data['node_info']['node_name']}"
    if name in TEST_DONE and data["status"] != "pass":
        found = f"{data['status']}, {data['num_failures']}"
        return f"build: {data['index']} of {data['num_models']}, test {data['name']}: {found}"
    return None


def _count(results: list[dict[str, Any]], resource: str) -> int:
    return sum(result["unique_id"].startswith(f"{resource}.") for result in results)


def _failure(warehouse: Path, failed: list[dict[str, Any]], errors: list[str]) -> GongkaiError:
    """The failure in words: what dbt's results say, else what its log says."""
    log = dbt_target(warehouse) / "dbt.log"
    if any(LOCK_REFUSED in message for message in errors):
        return GongkaiError(
            "warehouse-locked",
            f"{warehouse} was opened by another program while it was built.",
            "Close it there and run gongkai build again.",
            exit_code=HELD_BY_ANOTHER,
        )
    if not failed:
        said = " ".join(errors[0].split())
        return GongkaiError("build-failed", f"dbt could not build {warehouse}: {said}.", f"See {log}.")
    if all(_is_of_the_sources(result) for result in failed):
        return GongkaiError(
            "contradictions",
            f"The reports contradict themselves: {_listed(failed)}.",
            f"See marts.fct_findings in {warehouse}; acknowledge in known_finding.csv, or build without --strict.",
        )
    broken = [result for result in failed if not _is_of_the_sources(result)]
    return GongkaiError(
        "build-failed",
        f"{warehouse} was built and is not right: {_listed(broken)}.",
        f"Nothing is published. The SQL of each lies under {dbt_target(warehouse) / 'compiled'}, the log is {log}.",
    )


def _is_of_the_sources(result: dict[str, Any]) -> bool:
    """Whether a contradiction within the reports failed: of tests, only those store what they find."""
    return result["status"] == "fail" and result["relation_name"] is not None


def _listed(failed: list[dict[str, Any]]) -> str:
    named = [_said(result) for result in failed[:NAMED_IN_MESSAGE]]
    rest = len(failed) - len(named)
    return "; ".join(named) + (f"; and {rest} more" if rest else "")


def _said(result: dict[str, Any]) -> str:
    kind, _, *names = result["unique_id"].split(
        "."
    )  # a test's name is followed by a hash, a unit test's model by its name
    name = names[1] if kind == "unit_test" else names[0]
    if result["status"] == "fail":
        return f"{name} ({result['failures']})"
    return f"{name}: {' '.join(result['message'].split())}"
