"""A whole run as a user sees it: the summary, the second run, the stages alone, and a run that is stopped."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from command_support import GONGKAI, ROOT, Sample, ask, gongkai, places, rows_of

RAW_FILES = [path for path in (ROOT / "raw").iterdir() if path.name != "manifest.csv"]


def test_the_summary_balances_what_was_offered(sample: Sample) -> None:
    counted = re.search(
        r"^offered +(\d+) = (\d+) landed \+ (\d+) unchanged \+ (\d+) duplicate \+ (\d+) rejected", sample.summary, re.M
    )
    offered, *outcomes = map(int, counted.groups())
    assert offered == len(RAW_FILES) == sum(outcomes)


@pytest.mark.parametrize(
    ("line", "sql"),
    [
        (r"^figures +(\d+) in", "select count(*) from marts.fct_disclosure_activity"),
        (r"^figures .* in (\d+) reports", "select count(*) from marts.dim_report"),
        (
            r"^figures .* (\d+) of them implied",
            "select count(*) from marts.fct_disclosure_activity where basis = 'implied'",
        ),
        (r"^rates .*\b(\d+) consistent", "select count(*) from marts.fct_rate_consistency where status = 'consistent'"),
        (
            r"^rates .*\b(\d+) inconsist",
            "select count(*) from marts.fct_rate_consistency where status = 'inconsistent'",
        ),
        (r"^findings .*\b(\d+) rate_mismatch", "select count(*) from marts.fct_findings where kind = 'rate_mismatch'"),
    ],
    ids=["figures", "reports", "implied", "consistent rates", "inconsistent rates", "findings of a kind"],
)
def test_the_summary_counts_what_is_published(sample: Sample, line: str, sql: str) -> None:
    said = re.search(line, sample.summary, re.M)
    assert int(said[1]) == ask(sample.published, sql)[0][0]


def test_the_summary_times_every_stage(sample: Sample) -> None:
    assert re.search(
        r"^time +land [\d.]+ s, extract [\d.]+ s, segment [\d.]+ s, build [\d.]+ s, publish [\d.]+ s$",
        sample.summary,
        re.M,
    )


def test_the_query_that_the_summary_proposes_runs(sample: Sample) -> None:
    proposed = re.search(r'^  (\S*python\S* -c ".*?")$', sample.summary, re.M | re.S)[1]
    ran = subprocess.run(proposed, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "explanation_zh" in ran.stdout, ran.stderr


def test_a_second_run_adds_no_row_and_changes_none(plain_run: Path, two_reports: Path, tmp_path: Path) -> None:
    again = shutil.copytree(plain_run, tmp_path / "again", symlinks=True)
    before = rows_of(again)

    ran = gongkai("run", "--no-prefect", "--raw", two_reports, *places(again))

    after = rows_of(again)
    assert "offered    2 = 0 landed + 2 unchanged" in ran.stdout
    assert ", unchanged)" in ran.stdout
    for log in ("sightings", "batches"):  # what was offered is written down each time
        before["raw"].pop(log), after["raw"].pop(log)
    assert after == before


def test_the_stages_alone_give_what_a_run_gives(plain_run: Path, two_reports: Path, tmp_path: Path) -> None:
    warehouse = ("--warehouse", tmp_path / "w.duckdb")
    for arguments in (
        ("land", "--raw", two_reports, *warehouse),
        ("extract", *warehouse),
        ("segment", *warehouse),
        ("build", *warehouse),
        ("publish", *places(tmp_path)),
    ):
        ran = gongkai(*arguments)
        assert ran.returncode == 0, ran.stderr
    assert rows_of(tmp_path) == rows_of(plain_run)


def test_land_prints_its_balance(two_reports: Path, tmp_path: Path) -> None:
    ran = gongkai("land", "--raw", two_reports, "--raw", two_reports, "--warehouse", tmp_path / "w.duckdb")
    assert ran.stdout.split() == ["offered", "2", "landed", "2", "unchanged", "0", "duplicate", "0", "rejected", "0"]


def test_ctrl_c_ends_a_run_with_a_line(two_reports: Path, tmp_path: Path) -> None:
    command = [GONGKAI, "run", "--no-prefect", "--raw", str(two_reports), *map(str, places(tmp_path))]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        for line in run.stderr:
            if line.startswith("build:"):
                run.send_signal(signal.SIGINT)
                break
        said = run.stderr.read().splitlines()

    assert run.returncode == 130
    assert said[-1] == "stopped: run the same command again to go on"
    assert not any("Traceback" in line for line in said)
    assert not (tmp_path / "out" / "current.duckdb").exists()
