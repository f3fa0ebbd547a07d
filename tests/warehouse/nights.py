"""What happens to a warehouse between two builds, told in SQL on hand-made documents by their names."""

from __future__ import annotations

from pathlib import Path

import duckdb
from hand_made import HandMade

ANEW = "update staging.ext_reading set batch_id = '{batch}' where document_id in ({documents})"


def read_anew(batch: str, *documents: str) -> str:
    """What a stage leaves behind that read these documents again."""
    return ANEW.format(batch=batch, documents=", ".join(documents))


def change(warehouse: Path, sql: str, samples: dict[str, HandMade]) -> None:
    """Runs the SQL, in which $name is the id of the document of that name."""
    for name in sorted(samples, key=len, reverse=True):  # $table after $table_of_…
        sql = sql.replace(f"${name}", f"'{samples[name].document_id}'")
    assert "$" not in sql
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(sql)
