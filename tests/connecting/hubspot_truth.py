"""What the tables of a pull must hold, read off the account itself, record by record."""

from datetime import UTC, datetime

from hubspot_account import PROPERTIES, WITH_HISTORY, Account, Record

TABLES = {
    "contacts": "contact", "companies": "company", "deals": "deal", "calls": "engagement_call",
    "deal_splits": "deal_split",
}  # fmt: skip
# What the source reads, and what the loader table calls it.
COLUMNS = {
    "contacts": {
        "createdate": "property_createdate", "email": "property_email", "lifecyclestage": "property_lifecyclestage",
        "hubspot_owner_id": "property_hubspot_owner_id", "kunden_art": "Segment",
        "hs_lifecyclestage_lead_date": "property_hs_lifecyclestage_lead_date",
    },
    "companies": {"name": "property_name"},
    "deals": {
        "createdate": "property_createdate", "dealstage": "property_dealstage", "amount": "property_amount",
        "closedate": "property_closedate",
    },
    "calls": {
        "hs_createdate": "property_hs_createdate", "hs_timestamp": "property_hs_timestamp",
        "hs_call_duration": "property_hs_call_duration",
    },
    "deal_splits": {
        "hs_deal_id": "property_hs_deal_id", "hubspot_owner_id": "property_hubspot_owner_id",
        "hs_deal_split_percentage": "property_hs_deal_split_percentage",
    },
}  # fmt: skip
Found = dict[str, set[tuple[str | None, ...]]]


def iso(milliseconds: int) -> str:
    moment = datetime.fromtimestamp(milliseconds // 1000, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{milliseconds % 1000:03}Z"


def text(value: str | int | None) -> str | None:
    return iso(value) if isinstance(value, int) else value or None


def living(account: Account, kind: str) -> set[tuple[str | None, ...]]:
    """Each living record as the table must tell it."""
    return {row(kind, each) for each in account.living(kind)}


def row(kind: str, record: Record) -> tuple[str | None, ...]:
    values = (text(record.values.get(name)) for name in COLUMNS[kind])
    return (str(record.id), "false", iso(record.created), *values)


def archived(account: Account, kind: str) -> set[str]:
    """What the table says is archived; a table that cannot say so leaves it out."""
    return {str(each.id) for each in account.records[kind].values() if each.is_archived and kind != "deal_splits"}


def histories(account: Account, kind: str) -> set[tuple[str | None, ...]]:
    """Whose, which property, when, what."""
    return {
        (str(record.id), name, iso(at), text(value))
        for record in account.living(kind)
        for name in WITH_HISTORY[kind]
        for at, value in record.history.get(name, ())
    }


def associated(account: Account, kind: str, other: str) -> set[tuple[str, str]]:
    of = {each.id for each in account.living(kind)}
    return {
        (str(record), str(to)) for record, links in account.about.get((kind, other), {}).items() for to in links
        if record in of
    }  # fmt: skip


def known_kinds() -> tuple[str, ...]:
    return tuple(PROPERTIES)
