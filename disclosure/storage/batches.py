"""Batches: how much goes into one transaction, and rows on their way into DuckDB as Arrow columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from types import NoneType
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from disclosure.storage.schema import Column, RowType, columns

MAX_DOCUMENTS = 1_000
MAX_BYTES = 32 * 1024 * 1024
"""A batch: enough rows for Arrow to pay (row by row is 550 times slower), little enough to stay in memory."""

Item = TypeVar("Item")


def in_batches(
    items: Iterable[Item], size: Callable[[Item], int], max_items: int = MAX_DOCUMENTS, max_bytes: int = MAX_BYTES
) -> Iterator[list[Item]]:
    """The items in their order, at most so many at once and, but for a single large one, so many bytes."""
    batch: list[Item] = []
    total = 0
    for item in items:
        if batch and (len(batch) >= max_items or total + size(item) > max_bytes):
            yield batch
            batch, total = [], 0
        batch.append(item)
        total += size(item)
    if batch:
        yield batch


def arrow_table(row_type: RowType, rows: Sequence[Any]) -> pa.Table:
    """The rows as columns of the types of their table.

    Raises pyarrow.ArrowException, TypeError, ValueError or OverflowError where a value is none of its column's:
    Decimals are never rounded to fit, a missing value never becomes a default.
    """
    wanted = columns(row_type)
    values: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [()] * len(wanted)
    arrays = [_array(row_type, column, of_column) for column, of_column in zip(wanted, values, strict=True)]
    return pa.Table.from_arrays(arrays, [column.name for column in wanted])


def _array(row_type: RowType, column: Column, values: Sequence[Any]) -> pa.Array:
    if pa.types.is_integer(column.arrow_type) and not set(map(type, values)) <= {int, NoneType}:
        raise TypeError(f"{row_type.__name__}.{column.name} is no whole number")  # Arrow would cut 1.5 down to 1
    array = pa.array(values, column.arrow_type)
    if array.null_count and not column.is_nullable:
        raise ValueError(f"{row_type.__name__}.{column.name} is missing in {array.null_count} rows")
    return array


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Adds the rows to a table of the schema module."""
    if rows.num_rows:
        with_view(connection, rows, f"insert into {table} select * from incoming")


def with_view(connection: duckdb.DuckDBPyConnection, rows: pa.Table, sql: str) -> list[tuple[Any, ...]]:
    """Runs one statement that reads the rows as the view `incoming`, and returns what it gives."""
    connection.register("incoming", rows)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.unregister("incoming")
