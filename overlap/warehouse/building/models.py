"""Models: canonical tables to marts, in the order of what they read. `build` is the one seam to another engine."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import duckdb
import polars as pl

from overlap import __version__
from overlap.agreements import KINDS
from overlap.agreements.agreement_tables import columns
from overlap.errors import WarehouseError
from overlap.faults import worded
from overlap.file_stamps import Standing, standing
from overlap.sqlfile import QUERIES, SqlFile, combined_hash, load, load_all, load_tables
from overlap.steps import Given, step, steps_hash

MODELS = QUERIES / "models"
MACROS = QUERIES / "macros"
HISTORY = QUERIES / "history"
Stepping = Callable[[duckdb.DuckDBPyConnection, str, SqlFile, pl.DataFrame, Given], pl.DataFrame]  # of rows, a mart's
LIBRARIES = ("duckdb", "holidays", "numpy", "polars", "scipy", "tzdata")  # another version may give other numbers


def models(root: Path | None = None) -> dict[str, SqlFile]:
    """Every model by the mart it makes, a model after all it reads. Raises WarehouseError for a circle."""
    root = root or MODELS
    return dict(_ordered(root, standing(root, ".sql")))


@lru_cache(maxsize=32)
def _ordered(root: Path, _: Standing) -> tuple[tuple[str, SqlFile], ...]:
    files = load_tables(root)
    try:
        order = list(TopologicalSorter(marts_read(files)).static_order())
    except CycleError as error:
        raise WarehouseError(f"queries/models: {' -> '.join(error.args[1])} read each other in a circle.") from None
    unknown = [name for name in order if name not in files]
    if unknown:
        raise WarehouseError(f"queries/models: a model reads marts.{unknown[0]}, which no model makes.")
    return tuple((name, files[name]) for name in order)


def marts_read(files: Mapping[str, SqlFile]) -> dict[str, list[str]]:
    """The marts that each model says it reads; a test holds it to the statement, which takes long to parse."""
    return {
        name: [read.removeprefix("marts.") for read in file.names("reads") if read.startswith("marts.")]
        for name, file in files.items()
    }


@cache
def made_with() -> tuple[str, ...]:
    """The versions of Overlap and of the libraries that compute: a mart made with others is not taken over."""
    return (__version__, *(version(name) for name in LIBRARIES))


def models_hash() -> str:
    """Moves when a model does, what is kept of it from build to build, a macro or function, an agreement's columns."""
    return _hash(*(standing(root, ".sql") for root in (MODELS, MACROS, HISTORY)))


@lru_cache(maxsize=1)
def _hash(*_: Standing) -> str:
    kept = {f"{root.name}/{n}": file for root in (MACROS, HISTORY) for n, file in load_all(root).items()}
    files = {**load_all(MODELS), **kept}
    agreed = repr([(name, columns(kind)) for name, kind in KINDS.items()])
    return sha256((combined_hash(files) + steps_hash() + agreed).encode()).hexdigest()


def stepped(
    _connection: duckdb.DuckDBPyConnection, _name: str, model: SqlFile, rows: pl.DataFrame, given: Given
) -> pl.DataFrame:
    """What the model's step makes of them."""
    return step(model.line("then"))(rows, given)


def build(
    connection: duckdb.DuckDBPyConnection,
    params: Mapping[str, object],
    seed: int,
    on_progress: Callable[[str, float], None] | None = None,
    ordered: Mapping[str, SqlFile] | None = None,
    stepping: Stepping = stepped,
) -> None:
    """Make every mart in the attached `marts_file`, seen as `marts.<model>`; or those `ordered`, beside what they read.

    Raises WarehouseError naming the model.
    """
    begin(connection)
    if ordered is None:
        ordered = models()
    for number, (name, model) in enumerate(ordered.items()):
        if on_progress:
            on_progress(f"mart {name}", number / len(ordered))
        make(connection, name, model, params, seed, stepping)
        connection.execute(f'create view marts."{name}" as select * from marts_file.marts."{name}"')


def make(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    model: SqlFile,
    params: Mapping[str, object],
    seed: int,
    stepping: Stepping = stepped,
) -> None:
    """Make one mart, once all it reads is made. Raises WarehouseError naming the model."""
    bound = {key: value for key, value in params.items() if key in model.parameters}
    try:
        if model.line("then"):
            _made(connection, name, model, Given(params, seed=seed), stepping)
        else:
            connection.execute(f'create table marts_file.marts."{name}" as {model.sql}', bound)
    except duckdb.Error as error:
        raise worded(error, f"queries/models/{model.name}.sql") from error


def _made(connection: duckdb.DuckDBPyConnection, name: str, model: SqlFile, given: Given, stepping: Stepping) -> None:
    """A mart whose `then` turns the statement's rows into its own."""
    bound = {key: value for key, value in given.params.items() if key in model.parameters}
    rows = stepping(connection, name, model, connection.sql(model.sql, params=bound).pl(), given)
    connection.register("made", rows)
    connection.execute(f'create table marts_file.marts."{name}" as from made')
    connection.unregister("made")


def begin(connection: duckdb.DuckDBPyConnection) -> None:
    """What the first model needs: macros and the schemas of the marts."""
    create_macros(connection)
    connection.execute("create schema if not exists marts; create schema if not exists marts_file.marts")


def create_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """The macros models share, as temporary ones: they are the connection's, not the file's."""
    _create(connection, "create or replace temporary macro ")


def share_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """The same in the database in memory, for the connection and all its cursors that see `memory.main`."""
    _create(connection, "create or replace macro memory.main.")


def _create(connection: duckdb.DuckDBPyConnection, command: str) -> None:
    for path in sorted(MACROS.glob("*.sql")):
        connection.execute(load(path, MACROS).sql.replace("create macro ", command))
