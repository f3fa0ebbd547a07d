"""How a run tells what became of it: the log, the user's command, and documents that leave no code out."""

from __future__ import annotations

import ast
import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_support import ROOT, SECRET, Sample

from disclosure import runlog
from disclosure.cli import main
from disclosure.errors import GongkaiError
from disclosure.hook import Hooks
from disclosure.landing.reasons import Reason
from disclosure.runlog import RunLog, redacted, told

KEEP = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"


def keeping(file: Path) -> str:
    """A command that keeps what it is told."""
    return shlex.join([sys.executable, "-c", KEEP, str(file)])


def lines(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / ".gongkai" / "runs.jsonl").read_text(encoding="utf-8").splitlines()]


def silent(line: str) -> None:
    pass


def test_a_run_that_ended_well_is_told(tmp_path: Path) -> None:
    said: list[str] = []
    with told(tmp_path / "w.duckdb", "run", Hooks(keeping(tmp_path / "told"), "false"), said.append) as log:
        log("land: 3 of 3")
    outcome = json.loads((tmp_path / "told").read_text())
    assert (outcome["status"], outcome["what"]) == ("success", "run")
    started, progress, ended = lines(tmp_path)
    assert (started["event"], progress["stage"], progress["said"]) == ("started", "land", "3 of 3")
    assert ended == outcome
    assert said == ["land: 3 of 3"]


FAILURES = {
    "a failure in words": (GongkaiError("not-built", "It is not.", "Build it.", 75), "not-built", 75),
    "of the system": (OSError(28, "No space left on device", "/x"), "io", 1),
    "Ctrl-C": (KeyboardInterrupt(), "stopped", 1),
    "termination": (SystemExit(143), "stopped", 1),
    "of the program": (ZeroDivisionError("division by zero"), "unexpected", 1),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_told_with_code_sentence_and_next_step(tmp_path: Path, name: str) -> None:
    error, code, exit_code = FAILURES[name]
    hooks = Hooks("false", keeping(tmp_path / "told"))
    with pytest.raises(type(error)), told(tmp_path / "w.duckdb", "run", hooks, silent):
        raise error
    outcome = json.loads((tmp_path / "told").read_text())
    assert (outcome["status"], outcome["code"], outcome["exit_code"]) == ("failure", code, exit_code)
    assert outcome["sentence"]
    assert outcome["next_step"]
    assert lines(tmp_path)[-1] == outcome


@pytest.mark.parametrize(
    ("command", "said"),
    [("false", "hook: false ended with 1"), ("/nowhere", "hook: /nowhere did not run"), ("'", "hook: ' did not run")],
)
def test_a_hook_that_fails_changes_nothing(tmp_path: Path, command: str, said: str) -> None:
    heard: list[str] = []
    with told(tmp_path / "w.duckdb", "run", Hooks(on_success=command), heard.append):
        pass
    assert heard[-1].startswith(said)
    assert lines(tmp_path)[-1]["status"] == "success"


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    with told(tmp_path / "w.duckdb", "run", Hooks(on_success=f"true; touch {tmp_path / 'touched'}"), silent):
        pass
    assert not (tmp_path / "touched").exists()


@pytest.mark.parametrize("way", ["option", "environment"])
def test_the_command_tells_a_wrong_path_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    hook = keeping(tmp_path / "told")
    options = ["--on-failure", hook] if way == "option" else []
    if way == "environment":
        monkeypatch.setenv("GONGKAI_ON_FAILURE", hook)
    assert main(["run", "--raw", str(tmp_path / "none"), "--warehouse", str(tmp_path / "w.duckdb"), *options]) == 1
    assert json.loads((tmp_path / "told").read_text())["code"] == "source-missing"


def test_a_log_that_grew_large_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runlog, "LARGEST", 1000)
    log = RunLog(tmp_path / "w.duckdb", "run", silent)
    for number in range(50):
        log(f"land: {number} of 50")
    kept = sorted(path.name for path in (tmp_path / ".gongkai").iterdir())
    assert kept == ["runs.jsonl", "runs.jsonl.1"]
    assert (tmp_path / ".gongkai" / "runs.jsonl").stat().st_size < 2000


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("http://name:hunter2@example.org/a", "http://***@example.org/a"),
        ("https://example.org/a?token=hunter2&b=1", "https://example.org/a?token=***&b=1"),
        ("PREFECT_API_KEY=hunter2 x", "PREFECT_API_KEY=*** x"),
        ('{"password": "hunter2"}', '{"password": "***"}'),
        ("受理12件", "受理12件"),
    ],
)
def test_no_secret_is_written(text: str, kept: str) -> None:
    assert redacted(text) == kept


def test_no_secret_of_the_environment_stands_in_what_a_run_leaves(sample: Sample) -> None:
    assert SECRET not in sample.summary + sample.said
    files = [path for path in sample.warehouse.parent.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert [path for path in files if SECRET.encode() in path.read_bytes()] == []


def codes() -> Iterator[str]:
    """Every code of a failure that stands in the source."""
    for path in (*(ROOT / "disclosure").rglob("*.py"), *(ROOT / "flows").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_failure = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "GongkaiError"
            if is_failure and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


@pytest.mark.parametrize("code", sorted(set(codes())))
def test_every_code_is_documented(code: str) -> None:
    documented = (ROOT / "docs" / "failures.md").read_text(encoding="utf-8")
    assert f"`{code}`" in documented or f"`{code.split('-')[0]}-*`" in documented


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_documented(reason: Reason) -> None:
    documented = (ROOT / "docs" / "failures.md").read_text(encoding="utf-8")
    assert f"| `{reason.value}` | {reason.sentence} |" in documented
