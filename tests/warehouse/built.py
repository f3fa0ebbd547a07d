"""What the tests of this folder know of the warehouse that was built for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from disclosure.stages.build import BuildResult


class Built(NamedTuple):
    """A built warehouse, what the stage returned and said, and dbt's manifest of it."""

    path: Path
    result: BuildResult
    said: list[str]
    manifest: dict[str, Any]

    def judged_on_sight(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Makes views of the tables by which identities are judged, so that they say of any cells what a build would."""
        for name in ("int_identities_judged", "int_identities_traced", "int_identities_checked"):
            compiled = self.manifest["nodes"][f"model.gongkai.{name}"]["compiled_code"]
            connection.execute(f"drop table staging.{name}")
            connection.execute(f"create view staging.{name} as {compiled}")
