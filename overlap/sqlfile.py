"""One SQL file: its load-bearing header, its statement, and what the parse tree says it reads.

Reports, models, checks and macros all have the same shape: comment lines first (one sentence and what else there is to
say, then `key: value` lines of the known `KEYS`, continued by indentation), then one statement.
"""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from overlap.file_stamps import Standing, standing

PROJECT = Path(__file__).parents[1]
QUERIES = PROJECT / "queries"

KEYS = ("grain", "scope", "formerly", "params", "reads", "needs", "with", "then", "columns", "opens", "group", "level")
_FIELD = re.compile(rf"^({'|'.join(KEYS)}):\s*(.*)$")


class HeaderError(ValueError):
    """A header that cannot be read; a bug of the file, found by the generated tests."""


@dataclass(frozen=True)
class SqlFile:
    """A statement with its header. `fields` maps a header key to its lines."""

    name: str
    path: Path
    sentence: str
    fields: dict[str, tuple[str, ...]]
    sql: str

    @property
    def parameters(self) -> frozenset[str]:
        """The `$names` DuckDB finds in the statement."""
        return named_parameters(self.sql)

    @property
    def tables_read(self) -> frozenset[str]:
        """`schema.name` of every base table and table macro in the statement's parse tree."""
        return tables_read(self.sql)

    @property
    def hash(self) -> str:
        """sha256 of what decides the answer: the header's fields and the statement, not its sentences."""
        return sha256((repr(sorted(self.fields.items())) + self.sql).encode()).hexdigest()

    def line(self, key: str) -> str:
        """The field's lines as one, or ''."""
        return " ".join(self.fields.get(key, ()))

    def names(self, key: str) -> tuple[str, ...]:
        """The field as a list of comma-separated words."""
        return tuple(word.strip() for word in self.line(key).split(",") if word.strip())


def load(path: Path, root: Path) -> SqlFile:
    """Read one file; its name is its path below `root` without the suffix. Raises HeaderError."""
    name = path.relative_to(root).with_suffix("").as_posix()
    sentence, fields, statement = _parts(path.read_text(encoding="utf-8"))
    if not sentence:
        raise HeaderError(f"{name}: the header must open with one sentence")
    return SqlFile(name, path, sentence, fields, statement)


def load_all(root: Path) -> dict[str, SqlFile]:
    """Every `.sql` file below `root`, by name, in order of name."""
    return {file.name: file for file in _all(root, standing(root, ".sql"))}


@lru_cache(maxsize=32)
def _all(root: Path, files: Standing) -> tuple[SqlFile, ...]:
    """The files that stand below a root now: a small build loads the models many times."""
    return tuple(load(Path(path), root) for path, *_ in files)


def load_tables(root: Path) -> dict[str, SqlFile]:
    """Every `.sql` file below `root` by the table it makes, which its folder is no part of. Raises HeaderError."""
    files: dict[str, SqlFile] = {}
    for file in load_all(root).values():
        table = file.path.stem
        if table in files:
            raise HeaderError(f"{file.name} makes a table that {files[table].name} makes")
        files[table] = file
    return files


def combined_hash(files: dict[str, SqlFile]) -> str:
    """One hash over many files: moves when any of them does."""
    return sha256("".join(f"{name}{files[name].hash}" for name in sorted(files)).encode()).hexdigest()


@cache
def named_parameters(sql: str) -> frozenset[str]:
    """The `$names` of a statement."""
    return frozenset(duckdb.extract_statements(sql)[0].named_parameters)


@cache
def tables_read(sql: str) -> frozenset[str]:
    """`schema.name` of what a SELECT reads; common table expressions have no schema and drop out."""
    return frozenset(_tables_of(_tree(sql)))


@cache
def sorted_by(sql: str) -> tuple[str, ...]:
    """The columns that a SELECT sorts its rows by, upwards; () where it sorts by anything else, or not at all."""
    orders = [
        order
        for modifier in _tree(sql)["statements"][0]["node"]["modifiers"]
        if modifier["type"] == "ORDER_MODIFIER"
        for order in modifier["orders"]
    ]
    plain = all(one["type"] == "ORDER_DEFAULT" and one["expression"]["class"] == "COLUMN_REF" for one in orders)
    return tuple(order["expression"]["column_names"][-1] for order in orders) if plain else ()


def _tree(sql: str) -> dict[str, Any]:
    with _parser().cursor() as cursor:
        answer = cursor.execute("select json_serialize_sql($sql)", {"sql": sql}).fetchall()[0][0]
    tree = json.loads(answer)
    if tree.get("error"):
        raise HeaderError(tree.get("error_message", "not a SELECT"))
    return tree


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    """One empty database for all statements: opening another costs forty times what parsing does."""
    return duckdb.connect()


@cache
def _parts(text: str) -> tuple[str, dict[str, tuple[str, ...]], str]:
    """The sentence, the fields and the statement: taken apart once, though a build loads each file many times."""
    comments, statement = _split(text)
    return *_fields(comments), statement


def _split(text: str) -> tuple[list[str], str]:
    lines = text.splitlines()
    count = next((n for n, line in enumerate(lines) if not line.startswith("--")), len(lines))
    return [line[2:].rstrip() for line in lines[:count]], "\n".join(lines[count:]).strip().rstrip(";")


def _fields(comments: list[str]) -> tuple[str, dict[str, tuple[str, ...]]]:
    sentence: list[str] = []
    fields: dict[str, list[str]] = {}
    current: list[str] = sentence
    for comment in comments:
        found = _FIELD.match(comment[1:])
        if found:
            current = fields.setdefault(found[1], [])
            current.append(found[2].strip())
        elif comment.strip():
            current.append(comment.strip())
    return " ".join(sentence), {key: tuple(lines) for key, lines in fields.items()}


def _tables_of(node: object) -> set[str]:
    found: set[str] = set()
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE" and node.get("schema_name"):
            found.add(f"{node['schema_name']}.{node['table_name']}")
        if node.get("type") == "TABLE_FUNCTION" and node["function"].get("schema"):
            found.add(f"{node['function']['schema']}.{node['function']['function_name']}")
        for child in node.values():
            found |= _tables_of(child)
    elif isinstance(node, list):
        for child in node:
            found |= _tables_of(child)
    return found
