"""Where a text stands in a folder: the bytes of a file, or in a value of a database, which compresses its columns."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb


def traces(folder: Path, texts: tuple[str, ...]) -> list[str]:
    """`file: text`, or `file table: text`, of every place below the folder where one of the texts stands."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes().lower()
        found += [f"{path.name}: {text}" for text in texts if text.lower().encode() in content]
        if path.suffix == ".duckdb":
            found += _in_duckdb(path, texts)
        elif path.suffix == ".db":
            found += _in_sqlite(path, texts)
    return found


def _in_duckdb(path: Path, texts: tuple[str, ...]) -> list[str]:
    with duckdb.connect(str(path), read_only=True) as database:
        tables = database.sql("select schema_name, table_name from duckdb_tables() where estimated_size > 0").fetchall()
        written = {json.dumps(text).strip('"').lower(): text for text in texts}
        return [
            f"{path.name} {schema}.{table}: {written[said]}"
            for schema, table in tables
            for (said,) in database.execute(
                f"""select distinct said from "{schema}"."{table}" as one, unnest($said) as texts(said)
                where contains(lower(to_json(one)), said)""",
                {"said": list(written)},
            ).fetchall()
        ]


def _in_sqlite(path: Path, texts: tuple[str, ...]) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        dumped = "\n".join(database.iterdump()).lower()
    return [f"{path.name} rows: {text}" for text in texts if text.lower() in dumped]
