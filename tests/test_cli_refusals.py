"""What the command says when it cannot start: one line with what to do, an exit code, and nothing half written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from disclosure.cli import main
from disclosure.preflight import sole_run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with one report."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("全年收到申请3件。", encoding="utf-8")
    return tmp_path


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if ".gongkai" not in path.parts)


CODES = {
    "no raw folder": (["run"], "source-missing"),
    "a source that is not there": (["run", "--raw", "nowhere"], "source-missing"),
    "a good source and one that is not there": (["run", "--raw", "reports", "--raw", "nowhere"], "source-missing"),
    "a pattern that fits none": (["run", "--raw", "reports/*.pdf"], "source-missing"),
    "a list that is not there": (["land", "--raw-list", "nowhere.txt"], "list-unusable"),
    "a network that is none": (["land", "--raw", "http://a/", "--allow-network", "10.1"], "network-unknown"),
    "a warehouse called raw": (["run", "--raw", "reports", "--warehouse", "raw.duckdb"], "warehouse-name"),
    "a warehouse called Staging": (["run", "--raw", "reports", "--warehouse", "w/Staging.db"], "warehouse-name"),
    "a warehouse called marts": (["land", "--raw", "reports", "--warehouse", "marts"], "warehouse-name"),
    "a warehouse that is a folder": (["run", "--raw", "reports", "--warehouse", "reports"], "warehouse-folder"),
    "a warehouse below a file": (
        ["run", "--raw", "reports", "--warehouse", "reports/a.txt/w.duckdb"],
        "warehouse-folder",
    ),
    "a warehouse that is a text": (["run", "--raw", "reports", "--warehouse", "reports/a.txt"], "warehouse-unusable"),
    "a publish folder that is a file": (["run", "--raw", "reports", "--publish", "reports/a.txt"], "publish-folder"),
    "extract without a warehouse": (["extract"], "no-warehouse"),
    "segment without a warehouse": (["segment"], "no-warehouse"),
    "build without a warehouse": (["build"], "no-warehouse"),
    "publish without a warehouse": (["publish"], "no-warehouse"),
    "rollback of nothing": (["rollback"], "not-published"),
    "search in nothing": (["search", "申请"], "not-published"),
    "export of nothing": (["export", "--csv", "out"], "not-published"),
    "export to nowhere": (["export"], "export-nothing"),
    "explain without its file": (["explain", "nowhere.txt"], "source-missing"),
    "explain of a folder": (["explain", "reports"], "source-folder"),
}


@pytest.mark.parametrize(("arguments", "code"), CODES.values(), ids=CODES.keys())
def test_a_wrong_path_is_told_in_a_line(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    before = files(here)

    exit_code = main(arguments)

    said = capsys.readouterr()
    assert exit_code == 1
    assert said.err.startswith(f"error {code}: ")
    assert said.err.count("\n") == 1
    assert files(here) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["run", "--raw", "closed"], "source-unreadable"),
        (["run", "--raw", "reports", "--warehouse", "closed/w.duckdb"], "warehouse-folder"),
        (["run", "--raw", "reports", "--publish", "closed/out"], "publish-folder"),
    ],
    ids=["source", "warehouse", "publish"],
)
def test_a_folder_without_permission_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    (here / "closed").mkdir(mode=0)
    try:
        assert main(arguments) == 1
    finally:
        (here / "closed").chmod(0o700)
    assert capsys.readouterr().err.startswith(f"error {code}: ")


HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("command", ["run", "land", "extract", "segment", "build", "publish"])
def test_a_warehouse_that_another_program_holds_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    warehouse = here / "w.duckdb"
    duckdb.connect(str(warehouse)).close()
    arguments = [command, "--warehouse", str(warehouse)] + (["--raw", "reports"] if command in ("run", "land") else [])
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        exit_code = main(arguments)
        holder.stdin.close()

    assert exit_code == 75
    assert capsys.readouterr().err.startswith("error warehouse-locked: ")


def test_a_second_run_on_the_same_warehouse_is_sent_away(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sole_run(here / "w.duckdb"):
        exit_code = main(["land", "--raw", "reports", "--warehouse", "w.duckdb"])

    assert exit_code == 75
    assert capsys.readouterr().err.startswith("error warehouse-locked: ")


@pytest.mark.parametrize("workers", ["0", "-1", "two", "²"])
def test_workers_are_a_number_from_1_up(here: Path, capsys: pytest.CaptureFixture[str], workers: str) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["run", "--workers", workers])
    assert stop.value.code == 2
    assert "--workers" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    ["run", "land", "extract", "segment", "build", "publish", "search", "export", "rollback", "explain"],
)
def test_help_has_examples_and_exit_codes(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    said = capsys.readouterr().out
    assert stop.value.code == 0
    assert f"examples:\n  gongkai {command}" in said
    assert "75   another program holds the warehouse" in said


def test_help_loads_nothing_heavy() -> None:
    probe = (
        "import sys; from disclosure.cli import main\n"
        "heavy = {'duckdb', 'polars', 'prefect', 'pyarrow'}\n"
        "try: main(['--help'])\n"
        "except SystemExit: print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    said = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stderr
    assert said.strip() == "[]"


@pytest.mark.parametrize(
    ("cause", "exit_code"), [(KeyboardInterrupt(), 130), (SystemExit(143), 143)], ids=["Ctrl-C", "termination"]
)
def test_a_signal_that_comes_while_duckdb_works_ends_the_run(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    cause: BaseException,
    exit_code: int,
) -> None:
    def interrupted(*arguments: object, **named: object) -> None:
        raise RuntimeError("Query interrupted") from cause

    monkeypatch.setattr("disclosure.stages.land.land", interrupted)
    assert main(["land", "--raw", "reports", "--warehouse", "w.duckdb"]) == exit_code
    assert capsys.readouterr().err == "stopped: run the same command again to go on\n"
