"""The tables of the app store as they are now; `migrations/` says how an older store gets here."""

from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.engine import Dialect


class UtcTime(TypeDecorator[datetime]):
    """An instant. SQLite forgets offsets, so it is UTC that goes in and UTC that comes out; naive times are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = MetaData()

HOUSE = Table("house", METADATA, Column("house_id", String(64), primary_key=True))

REVISIONS = Table(
    "revisions",
    METADATA,
    Column("table_name", String(64), primary_key=True),
    Column("revision", Integer, nullable=False),
)

AGREEMENTS = Table(
    "agreements",
    METADATA,
    Column("agreement_id", String(80), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("values_json", Text, nullable=False),
    Column("effective_from", UtcTime, nullable=False),
    Column("signed_marketing", Text, nullable=False),
    Column("signed_sales", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("kind", "version", name="agreements_kind_version"),
)
