"""The published Olist files are accepted to the last record."""

import os
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from exports import SOURCES, counts

from overlap.reading import load_source, read

FOLDER = os.environ.get("OVERLAP_TEST_DATA")

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(FOLDER is None, reason="OVERLAP_TEST_DATA names no folder of published data"),
]


def test_every_record_of_the_four_files_is_accepted(connection):
    folder = Path(FOLDER or "") / "olist"
    now = datetime(2026, 1, 1, tzinfo=UTC)
    account = read(load_source(SOURCES / "olist"), folder, connection, zone="Europe/Berlin", now=now)
    assert {file.table: counts(account, file.table) for file in account.files} == {
        "mqls": (8000, 8000, 0),
        "closed_deals": (842, 842, 0),
        "sellers": (3095, 3095, 0),
        "order_items": (112650, 112650, 0),
    }
    assert (account.missing, account.refused, account.ignored) == ((), (), ())
    last_won = connection.sql(
        "select max(won_date) = timestamptz '2018-11-14 20:04:19Z' from raw.closed_deals"
    ).fetchall()
    assert last_won == [(True,)]
    sold = connection.sql(
        "select sum(price) from raw.order_items semi join raw.closed_deals using (seller_id)"
    ).fetchall()
    assert sold == [(Decimal("676851.48"),)]
