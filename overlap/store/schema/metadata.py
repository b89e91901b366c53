"""What all tables of the app store are told to, and the two it keeps for itself."""

from sqlalchemy import Column, Integer, MetaData, String, Table

METADATA = MetaData()
A_LIST = {"is_list": True}  # a text that is a JSON list of texts

HOUSE = Table("house", METADATA, Column("house_id", String(64), primary_key=True))

REVISIONS = Table(
    "revisions",
    METADATA,
    Column("table_name", String(64), primary_key=True),
    Column("revision", Integer, nullable=False),
)
