"""The app store: what people type, kept in transactions that move a revision counter per table."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, insert, select, update

from overlap.agreements import Draft, SignedAgreement
from overlap.errors import StoreError, nearest
from overlap.store import signing, typed
from overlap.store.beginning import begin_anew
from overlap.store.engine import WRITES, connect, in_words, keep_private, name_of, overwrite_deleted
from overlap.store.revision import is_newest
from overlap.store.schema import AGREEMENTS, HOUSE, METADATA, REVISIONS

_FAR = 1_000  # more than anybody writes while a backup is put back
_REVISIONS = f"select {REVISIONS.c.table_name.name}, {REVISIONS.c.revision.name} from {REVISIONS.name}"
_OWN = (HOUSE.name, REVISIONS.name)


class Store:
    """An open app store; threads may share it. Every error of the database is a StoreError."""

    def __init__(self, engine: Engine, house_id: str | None) -> None:
        self._engine = engine
        self.house_id = house_id

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close its connections. A store that is used again opens new ones."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the store."""
        with in_words(self._engine), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self, *tables: str) -> Iterator[Connection]:
        """One transaction that moves the revision of each of `tables` by one; an exception undoes everything.

        The counters move first and in one order, so that writers of a table stand in line. Raises StoreError for an
        unknown table.
        """
        with in_words(self._engine), _writing(self._engine) as connection:
            for table in sorted(tables):
                here = REVISIONS.c.table_name == table
                moved = update(REVISIONS).where(here).values(revision=REVISIONS.c.revision + 1)
                if connection.execute(moved).rowcount == 0:
                    raise _no_table(table)
            yield connection

    def revision(self, table: str) -> int:
        """How many transactions have written `table`. Raises StoreError for an unknown table."""
        with self.read() as connection:
            found = connection.scalar(select(REVISIONS.c.revision).where(REVISIONS.c.table_name == table))
        if found is None:
            raise _no_table(table)
        return found

    def revisions(self) -> dict[str, int]:
        """Table -> how many transactions have written it, as of one moment.

        Every question of every viewer asks for them: one statement, put to the driver itself, in a fifth of the time.
        """
        with in_words(self._engine), self._engine.connect() as connection:
            cursor = connection.connection.cursor()
            cursor.execute(_REVISIONS)
            return dict(cursor.fetchall())

    def counts(self) -> dict[str, int]:
        """Table -> how many rows people have written into it."""
        with self.read() as connection:
            return {name: _count(connection, table) for name, table in METADATA.tables.items() if name not in _OWN}

    def outrun(self, revisions: Mapping[str, int]) -> None:
        """Move every counter well past these: who has seen a store with them must see that this one is another."""
        with self.write(*revisions) as connection:
            for table, revision in revisions.items():
                past = update(REVISIONS).where(REVISIONS.c.table_name == table, REVISIONS.c.revision <= revision)
                connection.execute(past.values(revision=revision + _FAR))

    def overwrite_deleted(self) -> None:
        """Leave no bytes of deleted rows in a file of SQLite; another database does so in its own time."""
        with in_words(self._engine):
            overwrite_deleted(self._engine)

    def agreements(self) -> list[SignedAgreement]:
        """Every agreement ever signed, by kind and version."""
        with self.read() as connection:
            rows = connection.execute(select(AGREEMENTS).order_by(AGREEMENTS.c.kind, AGREEMENTS.c.version)).mappings()
            return [signing.agreement(dict(row)) for row in rows]

    def sign(self, draft: Draft, *, at: datetime | None = None) -> SignedAgreement:
        """Keep what both teams signed, at `at` (now). Raises InputError when it is no valid, fully signed agreement."""
        signing.refuse_unsigned(draft)
        signing.refuse_invalid(draft)
        with self.write("agreements", "audit") as connection:
            return signing.keep(connection, draft, typed.moment(at))


def open_store(place: str | Path, house_id: str | None = None) -> Store:
    """The store at a path or SQLAlchemy URL, made when absent and brought up to date.

    With a house id, a store without one takes it and a store with another is refused; with None the store's own id is
    adopted (None while it has none). Raises StoreError.
    """
    engine = connect(place)
    try:
        return Store(engine, _house(engine, house_id))
    except StoreError:
        engine.dispose()
        raise


def _house(engine: Engine, house_id: str | None) -> str | None:
    """Whose store it is, once its tables are up to date."""
    with in_words(engine):
        if not is_newest(engine):
            begin_anew(engine)
        if not is_newest(engine):
            from overlap.store.migrate import migrate  # with Alembic, which only an older store needs

            migrate(engine)
        keep_private(engine)
        with engine.connect() as connection:
            found = connection.scalar(select(HOUSE.c.house_id))
        if found is None and house_id is not None:
            found = _take(engine, house_id)
    if house_id not in (None, found):
        raise StoreError(
            f"The store {name_of(engine)} belongs to company {found}, the warehouse to company {house_id}."
        )
    return found


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        yield connection


def _take(engine: Engine, house_id: str) -> str:
    """Write the house id unless another process was first; whose it is now."""
    with _writing(engine) as connection:
        found = connection.scalar(select(HOUSE.c.house_id))
        if found is None:
            connection.execute(insert(HOUSE).values(house_id=house_id))
        return found or house_id


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _no_table(table: str) -> StoreError:
    tables = tuple(METADATA.tables)
    return StoreError(f'The store has no revision of a table "{table}".{nearest(table, tables)}')
