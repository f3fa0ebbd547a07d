"""What the tests of faults share: runs in a process that may be killed, and one checker of what must hold after it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from landing_support import ask

from disclosure.stages.audit import Damage, audit
from disclosure.stages.extract import extract
from disclosure.stages.land import land
from disclosure.storage.ledger import Ledger

LOAD = """
import sys
from pathlib import Path
from disclosure.stages import land as stage
from disclosure.stages.extract import extract
stage.MOST_SOURCES, stage.WORTH_A_CHECKPOINT = 3, 7
raw, warehouse = map(Path, sys.argv[1:3])
print("begun", flush=True)
stage.land([raw], warehouse)
extract(warehouse)
print("done", flush=True)
"""
"""Landing and extraction with batches so small that a kill falls into one."""


def start(code: str, *arguments: object, **options: object) -> subprocess.Popen[str]:
    """The code in a process of its own."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, **options)


def kill_within(process: subprocess.Popen[str], seconds: float, chance: random.Random) -> bool:
    """Kills the process at a random moment after it said that it began; says whether it was still at work."""
    assert process.stdout.readline() == "begun\n"
    time.sleep(chance.uniform(0, seconds))
    process.send_signal(signal.SIGKILL)
    process.wait()
    return process.returncode == -signal.SIGKILL


def acknowledged(warehouse: Path) -> set[str]:
    """The documents that the ledger says were landed: whatever else happened, these must never be lost."""
    ledger = Ledger.beside(warehouse)
    entries = [ledger.entry(line) for line in ledger.lines(repair=False)]
    return {seen["document_id"] for entry in entries for seen in entry["sightings"] if seen["outcome"] == "landed"}


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
