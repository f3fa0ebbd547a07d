"""What the tests of faults share: runs in a process that may be killed, and one checker of what must hold after it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from landing_support import ask

from disclosure.stages.audit import Damage, audit
from disclosure.stages.extract import extract
from disclosure.stages.land import land
from disclosure.storage.ledger import Ledger


def start(code: str, *arguments: object, **options: object) -> subprocess.Popen[str]:
    """The code in a process of its own."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, **options)


def check_as_left(warehouse: Path, ledger_before: bytes) -> None:
    """As a kill left it, before anything heals: nothing is damaged, every batch is whole, and of what the ledger was told
    the warehouse lacks the last batch at most.
    """
    ledger = Ledger.beside(warehouse)
    assert ledger.path.read_bytes().startswith(ledger_before[: ledger_before.rfind(b"\n") + 1])
    damaged: list[Damage] = []
    audit(warehouse, warehouse.parent / "none", damaged.append)
    entries = {line.batch_id: ledger.entry(line) for line in ledger.lines(repair=False)}
    lacking = set(entries) - {batch_id for (batch_id,) in ask(warehouse, "select batch_id from raw.batches")}
    assert [each.name for each in damaged] == [f"batch {batch_id}" for batch_id in sorted(lacking)]
    assert lacking <= set(list(entries)[-1:])
    told = {
        seen["document_id"]
        for batch_id in entries.keys() - lacking
        for seen in entries[batch_id]["sightings"]
        if seen["outcome"] == "landed"
    }
    landed = ask(warehouse, "select document_id from raw.documents")
    assert {document_id for (document_id,) in landed} == told
    assert ask(warehouse, HALF_LANDED) == []
    assert ask(warehouse, HALF_READ) == []


HALF_LANDED = """
    select batch.batch_id
    from raw.batches as batch
    left join raw.documents as document on batch.batch_id = document.batch_id
    group by all
    having max(batch.landed) <> count(document.document_id)
"""
"""Batches of which not all documents are there."""

HALF_READ = """
    with
    of_document as (
        select document_id, 'reading' as part from staging.ext_reading
        union all
        select document_id, 'report' as part from staging.ext_report
        union all
        select document_id, 'figure' as part from staging.ext_figure
    )

    select document_id
    from of_document
    group by document_id
    having
        count(*) filter (part = 'reading') <> 1
        or count(*) filter (part = 'report') <> 1
        or count(*) filter (part = 'figure') <> 2
"""
"""Documents whose rows are not all there, or are there twice."""


def check(warehouse: Path, raw: Path, expected_documents: int) -> None:
    """After a run to the end: every document once and read once, every batch whole and in the ledger, nothing damaged."""
    damaged: list[Damage] = []
    land([raw], warehouse)
    extract(warehouse)
    audited = audit(warehouse, warehouse.parent / "none", damaged.append)
    assert damaged == []
    assert audited.documents == expected_documents
    once = "select count(*), count(distinct document_id) from {}"
    for table in ("raw.documents", "staging.ext_reading", "staging.ext_report"):
        assert ask(warehouse, once.format(table)) == [(expected_documents, expected_documents)], table
    assert ask(warehouse, "select count(*), count(distinct activity_id) from staging.ext_figure") == ask(
        warehouse, f"select {expected_documents} * 2, {expected_documents} * 2"
    )
