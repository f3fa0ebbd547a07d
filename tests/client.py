"""What another client sees of a published file, as JSON; run in an environment that has nothing of this project.

python client.py duckdb|cookbook|pandas|sqlalchemy FILE
"""

from __future__ import annotations

import json
import sys

from cookbook import answer, questions

QUERIES = {
    "tables": "select table_name, comment from duckdb_tables() where schema_name = 'marts' order by 1",
    "columns": "select table_name, column_name, data_type, is_nullable, comment from duckdb_columns() "
    "where schema_name = 'marts' order by table_name, column_index",
    "rows": "select table_name, row_count from marts.build_info order by 1",
    "figures": "select sum(value)::varchar, count(distinct quote), min(char_start) from marts.fct_disclosure_activity",
    "rates": "select status, count(*), sum(stated_pct)::varchar from marts.fct_rate_consistency group by status order by 1",
    "search": "select source_name, words_found, round(score, 9) from marts.search_reports('投诉 办结')",
    "macro": "select function_name, comment from duckdb_functions() where schema_name = 'marts'",
}


def with_duckdb(file: str) -> dict[str, list]:
    """The answers to the queries."""
    import duckdb

    connection = duckdb.connect(file, read_only=True)
    return {name: [list(row) for row in connection.execute(query).fetchall()] for name, query in QUERIES.items()}


def with_cookbook(file: str) -> dict[str, list]:
    """The answers to the questions of the cookbook."""
    import duckdb

    connection = duckdb.connect(file, read_only=True)
    return {question.title: answer(connection, question.query) for question in questions()}


def with_pandas(file: str) -> dict[str, list]:
    """Types and rows of a data frame."""
    import duckdb

    frame = duckdb.connect(file, read_only=True).execute("from marts.fct_disclosure_activity order by activity_id").df()
    return {
        "columns": list(frame.columns),
        "value": [str(frame["value"].dtype)],
        "years": sorted(set(frame["report_year"].dropna().astype(int).tolist())),
        "quotes": frame["quote"].tolist(),
    }


def with_sqlalchemy(file: str) -> dict[str, list]:
    """A whole table reflected, as an application does that makes its models from the database."""
    from sqlalchemy import MetaData, Table, create_engine, func, select

    engine = create_engine(f"duckdb:///{file}", connect_args={"read_only": True})
    reflected = {}
    for schema in ("marts", "current.marts"):
        table = Table("fct_rate_consistency", MetaData(), autoload_with=engine, schema=schema)
        with engine.connect() as connection:
            rows = connection.execute(select(table.c.status, func.count()).group_by(table.c.status)).fetchall()
        reflected[schema] = sorted([status, count] for status, count in rows)
        reflected[f"{schema} columns"] = [[column.name, bool(column.comment)] for column in table.columns]
    return reflected


if __name__ == "__main__":
    client = globals()[f"with_{sys.argv[1]}"]
    print(json.dumps(client(sys.argv[2]), ensure_ascii=False))
