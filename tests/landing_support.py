"""What the tests of landing and extraction share: questions to a warehouse, and text of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

REPORT = "某某市交通局2016年政府信息公开年报\n\n一、概述\n全年主动公开信息１２０条，收到申请7件，均已办结。\n"


def ask(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows that the query gives."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def write(path: Path, content: str | bytes) -> Path:
    """Writes the file, folders included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
