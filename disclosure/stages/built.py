"""Whether the marts are of what raw and staging hold now, and of which documents they are not: a nightly run that lands
nothing new need not build, and one that lands little makes little."""

from __future__ import annotations

import hashlib
from pathlib import Path

from disclosure import __version__
from disclosure.resources import dbt_project, project_root
from disclosure.storage.schema import SEARCH_TABLES, STAGING_TABLES
from disclosure.storage.warehouse import open_warehouse, transaction

_TABLE = "audit.built"
_DOCUMENTS = "audit.built_document"  # each document as it was when the last build ended well
_CHANGED = "audit.changed_document"  # what the next build makes anew; dbt reads it
_MADE = "audit.made_anew"  # how many rows of which table lie before the first of these documents; dbt adds its own

# What marts depend on, a document a row. It changes with any change of raw and staging: a batch is new where rows are
_STATE = """
    select
        document.document_id,
        md5(concat_ws(
            chr(31),
            document.document_id,
            document.source_name,
            document.source_uri,
            document.is_current,
            coalesce(reading.batch_id, ''),
            coalesce(segmentation.batch_id, '')
        )) as state
    from raw.documents as document
    left join staging.ext_reading as reading on document.document_id = reading.document_id
    left join staging.ext_segmentation as segmentation on document.document_id = segmentation.document_id
"""

_INPUTS = f"""
    select count(*) || ' ' || coalesce(sum(cast(md5_number_lower(state) as hugeint)), 0)
    from ({_STATE}) as document
"""

_CHANGES = f"""
    create or replace table {_CHANGED} as
    select
        coalesce(present.document_id, built.document_id) as document_id,
        report.agency_id as former_agency_id
    from ({_STATE}) as present
    full join {_DOCUMENTS} as built on present.document_id = built.document_id
    left join marts.dim_report as report on coalesce(present.document_id, built.document_id) = report.document_id
    where present.state is distinct from built.state
"""

# Rows before the first one, not its number: that is another as soon as a checkpoint closes the gaps of deleted rows. All rows
# where none is of these documents
_ROWS_BEFORE = f"""
    insert into {_MADE}
    select '{{name}}', count(*)
    from {{table}}
    where (
        rowid < (
            select min(made.rowid)
            from {{table}} as made
            where made.document_id in (select changed.document_id from {_CHANGED} as changed)
        )
    ) is not false
"""

_RELATIONS = """
    select table_name from duckdb_tables() where schema_name in ('staging', 'marts')
    union all
    select view_name from duckdb_views() where schema_name in ('staging', 'marts')
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


def note_changed(warehouse: Path, key: str) -> int | None:
    """Writes down for dbt which documents changed since the last build, and returns how many; None where all marts must be
    made anew: no build of this project and version ended well, or a relation that it made is gone."""
    before = built_key(warehouse)
    if before is None or _maker(before) != _maker(key):
        return None
    with open_warehouse(warehouse, must_exist=True) as connection:
        present = {name for (name,) in connection.execute(_RELATIONS).fetchall()}
        if any(model.stem not in present for model in (dbt_project() / "models").rglob("*.sql")):
            return None
        connection.execute(_CHANGES)
        connection.execute(f"create or replace table {_MADE} (relation varchar not null, first_row bigint not null)")
        for table in STAGING_TABLES | SEARCH_TABLES:
            connection.execute(_ROWS_BEFORE.format(table=table, name=table.partition(".")[2]))
        return connection.execute(f"select count(*) from {_CHANGED}").fetchall()[0][0]


def note_built(warehouse: Path, key: str | None) -> None:
    """Writes the key of a build that ended well, and its documents; None where one is about to begin."""
    with open_warehouse(warehouse, must_exist=True) as connection, transaction(connection):
        connection.execute("create schema if not exists audit")
        connection.execute(f"create or replace table {_TABLE} (built_key varchar not null)")
        if key is not None:
            connection.execute(f"insert into {_TABLE} values (?)", [key])
            connection.execute(f"create or replace table {_DOCUMENTS} as {_STATE}")


def _maker(key: str) -> list[str]:
    """The project and the version in a key."""
    return key.split(" ")[2:4]


def _project() -> str:
    digest = hashlib.sha256()
    files = (path for path in dbt_project().rglob("*") if path.suffix in (".sql", ".yml", ".csv", ".md"))
    for path in sorted((*files, project_root() / "profiles.yml")):
        digest.update(str(path.relative_to(project_root())).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
