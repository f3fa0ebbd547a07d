"""Whether everything that was landed is still there: bytes against their names, the ledger against the warehouse."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

from disclosure.errors import GongkaiError
from disclosure.publishing.contents import identifier
from disclosure.publishing.folder import PublishFolder
from disclosure.publishing.generation import is_whole
from disclosure.storage.ledger import Ledger
from disclosure.storage.store import Store
from disclosure.storage.warehouse import SETTINGS

_CHUNK = 1024 * 1024

_TABLES = "select schema_name, table_name from duckdb_tables() where database_name = current_database() order by all"


class Damage(NamedTuple):
    """One thing that is not as it was left: what it is called, and what is wrong."""

    name: str
    what: str


class Audited(NamedTuple):
    """How much was looked at, and how much of it is damaged or missing."""

    documents: int
    stored: int
    batches: int
    generations: int
    damaged: int

    def check(self) -> None:
        """Raises GongkaiError (audit-damaged) unless everything is as it was left."""
        if self.damaged:
            raise GongkaiError(
                "audit-damaged",
                f"{self.damaged} things are not as they were left; they are named above.",
                "See docs/operations.md, When something is damaged.",
            )


def audit(warehouse: Path, target: Path, report: Callable[[Damage], None]) -> Audited:
    """Re-hashes every stored document, reads every published generation, and holds ledger, warehouse and store against
    each other. Changes nothing.

    Each thing that is damaged or missing is given to `report` as soon as it is found.
    """
    store, ledger = Store.beside(warehouse), Ledger.beside(warehouse)
    found = 0

    def tell(name: str, what: str) -> None:
        nonlocal found
        found += 1
        report(Damage(name, what))

    whole = set()
    stored = 0
    for document_id, problem in stored_files(store.folder):
        stored += 1
        if problem:
            tell(f"store/{document_id[:2]}/{document_id}", problem)
        whole.add(document_id)
    in_ledger, landed = _ledger(ledger, tell)
    documents, batches = _warehouse(warehouse, tell)
    for document_id in sorted((documents | landed) - whole):
        tell(f"store/{document_id[:2]}/{document_id}", "is missing")
    if batches is not None:
        for batch_id in sorted(set(in_ledger) - batches):
            tell(f"batch {batch_id}", "is in the ledger and not in the warehouse; the next run lands it again")
        for batch_id in sorted(batches - set(in_ledger)):
            tell(f"batch {batch_id}", "is in the warehouse and not in the ledger; the next run writes it there")
        for document_id in sorted(documents - landed) if in_ledger else ():
            tell(f"document {document_id}", "is in the warehouse, and no batch of the ledger landed it")
    generations = PublishFolder(target).kept()
    for generation in generations:
        if not is_whole(generation):
            tell(
                f"generations/{generation.name}", "does not hold what it says; gongkai publish or rollback replaces it"
            )
    return Audited(len(documents), stored, len(in_ledger), len(generations), found)


def stored_files(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Every stored document with what is wrong with it, or None. Drafts of a run that was killed are no documents."""
    for part in sorted(folder.glob("[0-9a-f][0-9a-f]")):
        for path in sorted(part.iterdir()):
            yield path.name, _problem(path)


def _problem(path: Path) -> str | None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if digest.hexdigest() == path.name else "holds something else than was landed"


def _ledger(ledger: Ledger, tell: Callable[[str, str], None]) -> tuple[list[str], set[str]]:
    """The batches of the ledger and the documents that they landed."""
    batches: list[str] = []
    landed: set[str] = set()
    if not ledger.path.exists():
        tell(ledger.path.name, "is missing; the next run writes it again from the warehouse")
        return batches, landed
    try:
        for line in ledger.lines(repair=False):
            batches.append(line.batch_id)
            sightings = ledger.entry(line)["sightings"]
            landed |= {sighting["document_id"] for sighting in sightings if sighting["outcome"] == "landed"}
    except GongkaiError as error:
        tell(ledger.path.name, error.sentence)
    return batches, landed


def _warehouse(warehouse: Path, tell: Callable[[str, str], None]) -> tuple[set[str], set[str] | None]:
    """The documents and batches of the warehouse, all of it read to the last value; None where it cannot be."""
    if not warehouse.exists():
        tell(warehouse.name, "is missing; gongkai rebuild makes it anew")
        return set(), None
    try:
        with duckdb.connect(str(warehouse), read_only=True, config=SETTINGS) as connection:
            for table in connection.execute(_TABLES).fetchall():
                connection.execute(
                    f"select max(hash(found)) from {'.'.join(map(identifier, table))} as found"
                ).fetchall()
            documents = connection.execute("select document_id, byte_size from raw.documents").fetchall()
            batches = connection.execute(
                """
                with seen as (select batch_id, count(*) as sightings from raw.sightings group by batch_id)

                select
                    batch.batch_id,
                    batch.offered = batch.landed + batch.unchanged + batch.duplicate + batch.rejected
                    and batch.offered = coalesce(seen.sightings, 0)
                from raw.batches as batch
                left join seen on batch.batch_id = seen.batch_id
                """
            ).fetchall()
    except duckdb.Error as error:
        tell(warehouse.name, f"cannot be read: {str(error).splitlines()[0]}")
        return set(), None
    for batch_id, balances in batches:
        if not balances:
            tell(f"batch {batch_id}", "does not balance: offered is not what became of its sources")
    _tell_repeated([document_id for document_id, _ in documents], "document", tell)
    _tell_repeated([batch_id for batch_id, _ in batches], "batch", tell)
    return {document_id for document_id, _ in documents}, {batch_id for batch_id, _ in batches}


def _tell_repeated(ids: list[str], kind: str, tell: Callable[[str, str], None]) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            tell(f"{kind} {each}", "is there twice")
        seen.add(each)
