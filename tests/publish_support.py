"""A small warehouse whose last build ended well, made by SQL, for the tests of what is published."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from disclosure.publishing.folder import PublishFolder
from disclosure.stages.dbt_child import dbt_target
from disclosure.stages.publish import Published, publish

MARTS = """
    create schema marts;
    create table marts.dim_report (
        report_id varchar not null, document_id varchar, source_name varchar, title varchar, agency_name varchar,
        region_code varchar, report_year integer, extractor_version varchar
    );
    insert into marts.dim_report values
        ('r1', 'd1', 'a.txt', null, '甲市司法局', '340100', 2021, '7'), ('r2', 'd2', 'b.txt', '', null, null, null, '7');
    create table marts.fct_findings (finding_id varchar not null, quote varchar, expected decimal(24, 4), found integer);
    insert into marts.fct_findings values ('f1', '=1+1', 12.5, 2), ('f2', '3''件', null, null);
    create table marts.fct_agency_year_panel (agency_name varchar, report_year integer, received decimal(24, 4));
    insert into marts.fct_agency_year_panel values ('甲市司法局', 2021, 30), ('乙县审计局', 2022, null);
    comment on table marts.fct_findings is '一行一处矛盾 | one row a contradiction';
    comment on column marts.fct_findings.expected is '应为 | what it should be';
"""


def small_warehouse(path: Path) -> Path:
    """Makes it at the path."""
    change(path, MARTS)
    results = dbt_target(path) / "run_results.json"
    results.parent.mkdir(parents=True, exist_ok=True)
    results.write_text(json.dumps({"results": [{"status": "success"}]}))
    return path


def change(path: Path, sql: str) -> None:
    """Runs the SQL in the file."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)


def publish_another(warehouse: Path, target: Path) -> Published:
    """Publishes the warehouse with one more finding than before."""
    change(
        warehouse, "insert into marts.fct_findings select 'f' || count(*) + 1, '', null, null from marts.fct_findings"
    )
    return publish(warehouse, target)


def numbered_warehouse(path: Path) -> Path:
    """A small warehouse with two marts for the number of the generation that they will be: once in a row, once in as many."""
    change(small_warehouse(path), "create table marts.dim_number (number integer)")
    change(path, "create table marts.fct_number (number integer)")
    return path


def number_for_next(warehouse: Path, target: Path) -> int:
    """Numbers the marts for the generation that will be published next, and says which that is."""
    number = PublishFolder(target).next_number()
    change(
        warehouse,
        f"""
        delete from marts.dim_number;
        insert into marts.dim_number values ({number});
        delete from marts.fct_number;
        insert into marts.fct_number select {number} from range({number})
        """,
    )
    return number


@contextmanager
def reading(target: Path, readers: int) -> Iterator[list[dict[str, Any]]]:
    """So many readers of numbered marts in processes of their own; what each saw is in the list afterwards."""
    stop, saw = target.parent / "stop", []
    command = [sys.executable, str(Path(__file__).with_name("reader.py")), str(target), str(stop)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(readers)]
    try:
        assert [process.stdout.readline() for process in processes] == ["ready\n"] * readers
        yield saw
    finally:
        stop.touch()
        said = [process.communicate()[0] for process in processes]
    saw.extend(json.loads(each) for each in said)
