"""The app store: what people type, kept in transactions that move a revision counter per table."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, select, update

from overlap.agreements import Draft, SignedAgreement
from overlap.agreements.values import defaults, kind_named, merged
from overlap.errors import InputError, StoreError, nearest
from overlap.store.engine import WRITES, connect, in_words, name_of
from overlap.store.migrate import migrate
from overlap.store.schema import AGREEMENTS, HOUSE, METADATA, REVISIONS


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
    def write(self, table: str) -> Iterator[Connection]:
        """One transaction that moves the revision of `table` by one; an exception undoes both.

        The counter moves first, so that writers of a table stand in line. Raises StoreError for an unknown table.
        """
        with in_words(self._engine), _writing(self._engine) as connection:
            moved = update(REVISIONS).where(REVISIONS.c.table_name == table).values(revision=REVISIONS.c.revision + 1)
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

    def agreements(self) -> list[SignedAgreement]:
        """Every agreement ever signed, by kind and version."""
        with self.read() as connection:
            rows = connection.execute(select(AGREEMENTS).order_by(AGREEMENTS.c.kind, AGREEMENTS.c.version)).mappings()
            return [_agreement(dict(row)) for row in rows]

    def sign(self, draft: Draft, *, at: datetime | None = None) -> SignedAgreement:
        """Keep what both teams signed, at `at` (now). Raises InputError when it is no valid, fully signed agreement."""
        _refuse_unsigned(draft)
        kind = kind_named(draft.kind, "The agreement")
        if not draft.values:
            raise InputError(f"The agreement {draft.kind} has no values.")
        merged(kind, defaults()[draft.kind], draft.values, "The agreement to sign")
        with self.write("agreements") as connection:
            last = select(func.max(AGREEMENTS.c.version)).where(AGREEMENTS.c.kind == draft.kind)
            version = (connection.scalar(last) or 0) + 1
            row = {
                "agreement_id": f"{draft.kind}-{version}",
                "kind": draft.kind,
                "version": version,
                "values_json": json.dumps(draft.values, sort_keys=True),
                "effective_from": draft.effective_from.astimezone(UTC),
                "signed_marketing": draft.signed_marketing.strip(),
                "signed_sales": draft.signed_sales.strip(),
                "note": draft.note.strip(),
                "created_at": (at or datetime.now(UTC)).astimezone(UTC),
            }
            connection.execute(insert(AGREEMENTS).values(row))
        return _agreement(row)


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
        migrate(engine)
        with engine.connect() as connection:
            found = connection.scalar(select(HOUSE.c.house_id))
        if found is None and house_id is not None:
            found = _take(engine, house_id)
    if house_id not in (None, found):
        raise StoreError(f"The store {name_of(engine)} belongs to house {found}, the warehouse to house {house_id}.")
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


def _refuse_unsigned(draft: Draft) -> None:
    if not (draft.signed_marketing.strip() and draft.signed_sales.strip()):
        raise InputError(f"The agreement {draft.kind} needs two signatures: marketing's and sales'.")
    if draft.effective_from.tzinfo is None:
        raise InputError(f"The agreement {draft.kind} takes effect at {draft.effective_from}: say in which time zone.")


def _no_table(table: str) -> StoreError:
    tables = tuple(METADATA.tables)
    return StoreError(f'The store has no revision of a table "{table}".{nearest(table, tables)}')


def _agreement(row: dict) -> SignedAgreement:
    return SignedAgreement(values=json.loads(row.pop("values_json")), **row)
