"""The third stage: dbt makes the marts of what was extracted, and tests them. Its exit code is the verdict."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from disclosure.errors import GongkaiError
from disclosure.preflight import HELD_BY_ANOTHER, check_warehouse
from disclosure.stages.built import build_key, built_key, note_built, note_changed
from disclosure.stages.dbt_child import Event, dbt_target, run_dbt

RESULTS = "run_results.json"
MODEL_DONE = {"LogModelResult", "LogSeedResult"}  # names of dbt's log events
TEST_DONE = {"LogTestResult", "LogUnitTestResult"}
FAILED = {"error", "fail", "runtime error"}  # statuses in RESULTS
LOCK_REFUSED = "Could not set lock on file"
OUT_OF_MEMORY = "Out of Memory Error"
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
    full_refresh: bool = False,
) -> BuildResult:
    """Makes and tests the marts of the warehouse; from the same raw and staging the same marts, however often.

    After a build that ended well only rows of what changed since are made and tested; all are where dbt's project or the
    version is another, after a build that failed, and with `full_refresh`. `only_changed` leaves marts as they are that
    a build of the same made and found right. `strict` makes a contradiction within the reports an error, `unit_tests`
    also runs dbt's unit tests, for developers. dbt's target and logs lie beside the warehouse.

    Raises GongkaiError: build-failed, build-out-of-memory, contradictions (strict only), no-warehouse, warehouse-locked.
    """
    check_warehouse(warehouse, must_exist=True)
    target = dbt_target(warehouse)
    tell = progress or (lambda line: None)
    results = target / RESULTS
    key = build_key(warehouse, strict)
    if only_changed and (done := _results(target)) and built_key(warehouse) == key:
        tell("build: nothing changed since the last one")
        return _counted(done)
    changed = None if full_refresh or unit_tests else note_changed(warehouse, key)
    note_built(warehouse, None)
    results.unlink(missing_ok=True)  # so that what is read afterwards is of this run
    what = "all reports" if changed is None else f"{changed} reports that changed"
    tell(f"build: starting dbt, for {what}")

    def heed(event: Event) -> None:
        if done := _progress_line(event):
            tell(done)

    arguments = _arguments(strict, unit_tests, everything=changed is None)
    exit_code, errors = run_dbt(arguments, warehouse, target, heed)
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


def _results(target: Path) -> list[dict[str, Any]]:
    """What dbt says of each model and test of its last run; nothing where it did not come to its end, or was cut off while
    it wrote this.
    """
    try:
        return json.loads((target / RESULTS).read_bytes())["results"]
    except (FileNotFoundError, ValueError):
        return []


def _arguments(strict: bool, unit_tests: bool, everything: bool) -> list[str]:
    skipped = [] if unit_tests else ["--exclude-resource-type", "unit_test"]
    anew = ["--full-refresh"] if everything else []
    return ["build", "--vars", json.dumps({"strict": strict}), *skipped, *anew]


def _progress_line(event: Event) -> str | None:
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
    if any(OUT_OF_MEMORY in str(result["message"]) for result in failed):
        return GongkaiError(
            "build-out-of-memory",
            f"The marts of {warehouse} need more memory than DuckDB may take: {_listed(failed[:1])}.",
            "Nothing is published. Set GONGKAI_BUILD_MEMORY, for example to 1GB (default 560MB), and run gongkai build again.",
        )
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
