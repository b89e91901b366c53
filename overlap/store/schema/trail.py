"""What was written by whom, and what is typed and not saved yet."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from overlap.store.schema.metadata import METADATA
from overlap.store.utc_time import UtcTime

# What somebody has typed into a form and not saved; gone once the form is saved.
UNFINISHED = Table(
    "unfinished",
    METADATA,
    Column("form", String(60), primary_key=True),
    Column("typed_by", String(120), primary_key=True),
    Column("fields_json", Text, nullable=False),
    Column("typed_at", UtcTime, nullable=False),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("audit_id", Integer, primary_key=True),
    Column("written_at", UtcTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(20), nullable=False),
    Column("table_name", String(64), nullable=False),
    Column("row_id", Text, nullable=False),
    Column("before_json", Text),  # null: there was no such row
    Column("after_json", Text, nullable=False),  # blank: it held somebody who is forgotten
    Column("said_hash", String(64), nullable=False, server_default=""),
    Column("chain_hash", String(64), nullable=False, server_default=""),
    Column("payload_salt", String(32), nullable=False, server_default=""),
    Column("payload_hash", String(64), nullable=False, server_default=""),
    Index("audit_row", "table_name", "row_id"),
)
