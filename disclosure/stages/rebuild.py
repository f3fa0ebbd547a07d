"""The warehouse made anew from the stored bytes and the ledger alone, with the rows that it had."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from disclosure.errors import GongkaiError
from disclosure.landing.recovery import recover
from disclosure.stages.build import BuildResult, build
from disclosure.stages.extract import extract
from disclosure.stages.segment import segment
from disclosure.storage.landed import Sources
from disclosure.storage.ledger import Ledger
from disclosure.storage.store import Store
from disclosure.storage.warehouse import open_warehouse, wal_of

ASIDE = ".before-rebuild"


class Rebuilt(NamedTuple):
    """What was landed again, and what dbt made of it."""

    batches: int
    documents: int
    models: int
    tests: int


def rebuild(warehouse: Path, workers: int = 1, progress: Callable[[str], None] | None = None) -> Rebuilt:
    """Lands every batch of the ledger into a new file, puts it in the place of the old one, reads and builds it.

    The old file is kept beside it (NAME.before-rebuild). It is not touched before the new one holds all that was
    landed; a run that is stopped later is gone on with by any other run. Raises GongkaiError: no-ledger,
    store-damaged, and what the stages raise.
    """
    tell = progress or (lambda line: None)
    ledger = Ledger.beside(warehouse)
    if not ledger.path.exists():
        raise GongkaiError(
            "no-ledger",
            f"There is no {ledger.path}, so what was landed is not known.",
            "Restore it from a copy; where the warehouse can be read, gongkai land writes it again.",
        )
    draft = warehouse.with_name(f".rebuilding-{warehouse.name}")
    _remove(draft)
    with open_warehouse(draft) as connection:
        landed = recover(connection, Sources(connection), Store.beside(warehouse), ledger, tell)
    _move(warehouse, warehouse.with_name(warehouse.name + ASIDE))
    _move(draft, warehouse)
    extract(warehouse, workers, progress)
    segment(warehouse, progress)
    built: BuildResult = build(warehouse, progress=progress)
    return Rebuilt(landed.batches, landed.documents, built.models, built.tests)


def _move(old: Path, new: Path) -> None:
    """The file with its log, in the place of what was there: a log beside another file would make that one useless."""
    _remove(new)
    for part, place in ((wal_of(old), wal_of(new)), (old, new)):
        if part.exists():
            part.rename(place)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    wal_of(path).unlink(missing_ok=True)
