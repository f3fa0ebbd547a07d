"""A reader of what is published, in a process of its own: opens, asks, closes, and again until the file stop appears.

python reader.py FOLDER STOP prints "ready" after its first reading and at the end what it saw, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import duckdb

GIVE_WAY = 15  # so that sixteen readers on two cores leave the publisher its share

QUERIES = (
    "select max(generation) from marts.build_info",
    "select max(number) from marts.dim_number",
    "select max(number) from marts.fct_number",
    "select count(*) from marts.fct_number",
    "select max(row_count) from marts.build_info where table_name = 'fct_number'",
    "select (select number from marts.dim_number) = max(number) from marts.fct_number",
)


def main(folder: Path, stop: Path) -> None:
    reads, errors, mixed, seen = 0, [], [], set()
    while not stop.exists() or reads == 0:
        try:
            with duckdb.connect(str(folder / "current.duckdb"), read_only=True) as connection:
                answers = [connection.execute(query).fetchall()[0][0] for query in QUERIES]
        except duckdb.Error as error:
            errors.append(str(error))
            continue
        generation, *numbers, agrees = answers
        seen.add(generation)
        if set(numbers) != {generation} or not agrees:
            mixed.append(answers)
        reads += 1
        if reads == 1:
            print("ready", flush=True)
            os.nice(GIVE_WAY)
    print(json.dumps({"reads": reads, "errors": errors, "mixed": mixed, "seen": sorted(seen)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
