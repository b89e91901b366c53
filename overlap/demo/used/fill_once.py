"""Filling the demo's store once: nothing of it where a person has typed, and anew where a filling was cut short."""

from contextlib import closing
from pathlib import Path

import polars as pl
from sqlalchemy import select

from overlap.agreements import resolve
from overlap.demo.used.calendar import Calendar
from overlap.demo.used.decided import note_decisions
from overlap.demo.used.proposed import SUBMITTED, propose_promise
from overlap.demo.used.rated import rate
from overlap.demo.used.signed_agreements import sign
from overlap.demo.used.writers import MARK
from overlap.reports import Filters, answer
from overlap.store import Store, open_store
from overlap.store.proposals import proposals
from overlap.store.schema import AUDIT
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing.house import DEFAULT_ZONE, House
from overlap.warehouse.reader import open_reader


def is_unused(place: Path) -> bool:
    """Whether the store is to be filled: nobody has typed into it, and no filling of it came to its end."""
    return not place.exists() or (_is_ours(place) and not _is_filled(place))


def forget(place: Path) -> None:
    """Take away a store that nobody but the demo's own people has typed into, for it to be filled anew."""
    if place.exists() and _is_ours(place):
        for end in ("", "-wal", "-shm"):
            place.with_name(place.name + end).unlink(missing_ok=True)


def sign_agreements(place: Path, house: House) -> None:
    """Sign what the export's house.toml says is agreed, before its import: the build then knows the versions."""
    assert house.as_of, "a demo company's export says when it was taken"
    with open_store(place) as store:
        sign(store, resolve({}, house.agreements), Calendar(house.as_of, house.time_zone or DEFAULT_ZONE))


def fill(warehouse: Warehouse, place: Path) -> None:
    """Rate, decide and propose, about what the published generation shows; the proposal is the last thing written."""
    manifest = warehouse.current()
    calendar = Calendar(manifest.as_of_at, manifest.time_zone)
    with open_store(place, manifest.house_id) as store, closing(open_reader(warehouse, store=store)) as reader:

        def ask(name: str, filters: Filters, /, **params: object) -> pl.DataFrame:
            return answer(reader, name, filters, params=params).frame

        rate(store, ask, calendar)
        note_decisions(store, ask, calendar)
        propose_promise(store, ask, calendar)


def _is_ours(place: Path) -> bool:
    with open_store(place) as store:
        return all(who.endswith(MARK) for who in _writers(store))


def _is_filled(place: Path) -> bool:
    with open_store(place) as store:
        return any(each.submit_id == SUBMITTED for each in proposals(store))


def _writers(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.scalars(select(AUDIT.c.who).distinct()))
