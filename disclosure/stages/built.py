"""Whether the marts are of what raw and staging hold now: a nightly run that lands nothing new need not build."""

from __future__ import annotations

import hashlib
from pathlib import Path

from disclosure import __version__
from disclosure.resources import dbt_project, project_root
from disclosure.storage.warehouse import open_warehouse

_TABLE = "audit.built"

# One sum over all documents that changes with any change of raw and staging: a batch is new where rows are
_INPUTS = """
    with
    state as (
        select
            document.document_id,
            document.source_name,
            document.source_uri,
            document.is_current,
            reading.batch_id as read_in,
            segmentation.batch_id as cut_in
        from raw.documents as document
        left join staging.ext_reading as reading on document.document_id = reading.document_id
        left join staging.ext_segmentation as segmentation on document.document_id = segmentation.document_id
    )

    select count(*) || ' ' || coalesce(sum(cast(md5_number_lower(concat_ws(
        chr(31), document_id, source_name, source_uri, is_current, coalesce(read_in, ''), coalesce(cut_in, '')
    )) as hugeint)), 0)
    from state
"""


def build_key(warehouse: Path, strict: bool) -> str:
    """What a build of the warehouse depends on, in one line: its documents, the dbt project, the version, and `strict`."""
    with open_warehouse(warehouse, must_exist=True) as connection:
        inputs = connection.execute(_INPUTS).fetchall()[0][0]
    return f"{inputs} {_project()} {__version__} {strict}"


def built_key(warehouse: Path) -> str | None:
    """The key of the last build that ended well, or None. It lies in the file that it speaks of."""
    with open_warehouse(warehouse, must_exist=True) as connection:
        present = connection.execute(
            "select 1 from duckdb_tables() where schema_name = 'audit' and table_name = 'built'"
        ).fetchall()
        found = connection.execute(f"select built_key from {_TABLE}").fetchall() if present else []
    return found[0][0] if found else None


def note_built(warehouse: Path, key: str | None) -> None:
    """Writes the key of a build that ended well; None where one is about to begin."""
    with open_warehouse(warehouse, must_exist=True) as connection:
        connection.execute("begin transaction")
        connection.execute("create schema if not exists audit")
        connection.execute(f"create or replace table {_TABLE} (built_key varchar not null)")
        if key is not None:
            connection.execute(f"insert into {_TABLE} values (?)", [key])
        connection.execute("commit")


def _project() -> str:
    digest = hashlib.sha256()
    files = (path for path in dbt_project().rglob("*") if path.suffix in (".sql", ".yml", ".csv", ".md"))
    for path in sorted((*files, project_root() / "profiles.yml")):
        digest.update(str(path.relative_to(project_root())).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
