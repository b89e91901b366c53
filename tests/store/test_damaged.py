"""A damaged store is refused in words, whatever is wrong with it."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from overlap.agreements import Draft
from overlap.errors import AppError
from overlap.store import Store, open_store
from overlap.store.backup import back_up
from overlap.store.feedback import Rating, give, given
from overlap.warehouse.building.store_checks import check_store

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ASKED: list[Callable[[Store], object]] = [
    Store.agreements, Store.counts, Store.revisions, given, check_store,
    lambda store: give(store, Rating("new", "H99", "L99", "R2", 4, "Sam", (), "late"), NOON),
]  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    place = tmp_path_factory.mktemp("store") / "whole.db"
    with open_store(place, "house-1") as store:
        for number in range(30):
            give(store, Rating(f"form-{number}", f"H{number}", f"L{number}", "R1", 4, "Sam", (), "x" * 200), NOON)
        store.sign(Draft("threshold", {"points": 40}, NOON, "Mara", "Sam"), at=NOON)
    with closing(sqlite3.connect(place)) as database:
        database.execute("pragma wal_checkpoint(truncate)")
    return place.read_bytes()


@pytest.mark.parametrize("seed", range(12))
def test_bytes_that_are_lost_or_wrong_are_an_error_in_words_or_none(seed, whole, tmp_path):
    place = tmp_path / "store.db"
    place.write_bytes(_damaged(whole, random.Random(seed)))
    for ask in ASKED:
        _in_words(lambda ask=ask: _asked(place, ask))
    _in_words(lambda: back_up(place, tmp_path / "one.backup", "house-1", {}, NOON))


@pytest.mark.parametrize(
    "statement",
    [
        "update feedback set given_at = 'yesterday'",
        "update agreements set values_json = '{'",
        "update audit set written_at = '2026.11-20'",
        "drop table revisions",
        "drop table alembic_version",
        "delete from alembic_version",
        "update alembic_version set version_num = '9999'",
        "delete from house",
    ],
)
def test_a_store_half_put_back_is_an_error_in_words_or_none(statement, whole, tmp_path):
    place = tmp_path / "store.db"
    place.write_bytes(whole)
    with closing(sqlite3.connect(place)) as database:
        database.execute("drop trigger audit_keeps_lines")
        database.execute(statement)
        database.commit()
    for ask in ASKED:
        _in_words(lambda ask=ask: _asked(place, ask))


def _asked(place: Path, ask: Callable[[Store], object]) -> None:
    with open_store(place, "house-1") as store:
        ask(store)


def _in_words(do: Callable[[], object]) -> None:
    try:
        do()
    except AppError as error:
        assert str(error).endswith(".")


def _damaged(whole: bytes, rng: random.Random) -> bytes:
    if rng.random() < 0.3:
        return whole[: rng.randrange(len(whole))]
    wrong = bytearray(whole)
    if rng.random() < 0.3:
        start = rng.randrange(0, len(wrong), 4096)
        wrong[start : start + 4096] = bytes(4096)
    for _ in range(rng.choice((1, 5, 50))):
        wrong[rng.randrange(len(wrong))] = rng.randrange(256)
    return bytes(wrong)
