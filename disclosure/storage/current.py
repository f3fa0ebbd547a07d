"""What staging holds of current documents."""

from __future__ import annotations

import duckdb


def current_rows(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """The table's rows that hang on a current document.

    All but those of the few that are not current any more: how many a table has DuckDB knows without reading it.
    """
    found = connection.execute(
        f"""
        select (select count(*) from {table})
            - (select count(*) from {table} semi join (from raw.documents where not is_current) using (document_id))
        """
    ).fetchall()
    return found[0][0]
