"""Clients of other versions and makers open the published file, each in an environment of its own: pytest -m clients."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import duckdb
import pytest
from client import with_duckdb
from command_support import Sample
from cookbook import questions

pytestmark = [pytest.mark.clients, pytest.mark.timeout(900)]

CLIENT = Path(__file__).with_name("client.py")
FIVE = f"duckdb=={duckdb.__version__}"


def run(client: str, packages: list[str], file: Path, folder: Path) -> dict[str, Any]:
    """What the client says in an environment that has these packages only."""
    venv.create(folder / "environment", with_pip=False)
    python = folder / "environment" / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", *packages]
    installed = subprocess.run(install, capture_output=True, text=True, check=False)
    if installed.returncode != 0:
        pytest.skip(f"cannot install {' '.join(packages)}: {installed.stderr.strip().splitlines()[-1]}")
    ran = subprocess.run([python, CLIENT, client, file], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.mark.parametrize("version", ["1.3", "1.4", "2.0"])
def test_another_duckdb_sees_the_same(sample: Sample, tmp_path: Path, version: str) -> None:
    here = json.loads(json.dumps(with_duckdb(str(sample.published))))
    assert here["search"]

    assert run("duckdb", [f"duckdb=={version}.*"], sample.published, tmp_path) == here


@pytest.mark.parametrize("version", ["1.3", "2.0"])
def test_another_duckdb_answers_the_cookbook(sample: Sample, tmp_path: Path, version: str) -> None:
    saw = run("cookbook", [f"duckdb=={version}.*"], sample.published, tmp_path)

    assert saw == {question.title: question.answer for question in questions()}


def test_pandas_reads_a_table(sample: Sample, tmp_path: Path) -> None:
    saw = run("pandas", [FIVE, "pandas"], sample.published, tmp_path)
    with duckdb.connect(str(sample.published), read_only=True) as connection:
        figures = connection.execute("select quote from marts.fct_disclosure_activity order by activity_id").fetchall()

    assert saw["quotes"] == [quote for (quote,) in figures]
    assert saw["value"] == ["float64"]  # pandas has no decimals: exact amounts are read with polars or Arrow


@pytest.mark.parametrize(
    "packages",
    [["duckdb-engine==0.17.*", "sqlalchemy==1.4.*"], ["duckdb-sqlalchemy==1.5.*", "sqlalchemy==2.0.*"]],
    ids=["duckdb-engine (Superset's)", "duckdb-sqlalchemy"],
)
def test_sqlalchemy_reflects_a_table(sample: Sample, tmp_path: Path, packages: list[str]) -> None:
    saw = run("sqlalchemy", [FIVE, *packages], sample.published, tmp_path)
    with duckdb.connect(str(sample.published), read_only=True) as connection:
        by_status = connection.execute(
            "select status, count(*) from marts.fct_rate_consistency group by status order by status"
        ).fetchall()

    for schema in ("marts", "current.marts"):
        assert saw[schema] == [list(row) for row in by_status]
        assert all(is_described for _, is_described in saw[f"{schema} columns"])
