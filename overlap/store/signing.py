"""Agreements in the app store: what may be signed, and how both signatures become a row."""

import json
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from overlap.agreements import Draft, SignedAgreement
from overlap.agreements.values import defaults, kind_named, merged
from overlap.errors import InputError
from overlap.store import typed, written_rows
from overlap.store.schema import AGREEMENTS


def refuse_invalid(draft: Draft) -> None:
    """Raises InputError when the values or the date of a draft cannot be agreed on; signatures are not looked at."""
    kind = kind_named(draft.kind, "The agreement")
    if not draft.values:
        raise InputError(f"The agreement {draft.kind} has no values.")
    if draft.effective_from.tzinfo is None:
        raise InputError(f"The agreement {draft.kind} takes effect at {draft.effective_from}: say in which time zone.")
    typed.text("note", draft.note)
    typed.refuse_controls(f"The agreement {draft.kind}", draft.values)
    merged(kind, defaults()[draft.kind], draft.values, "The agreement to sign")


def refuse_unsigned(draft: Draft) -> None:
    """Raises InputError unless one person of each team has signed, and they are two."""
    if not (draft.signed_marketing.strip() and draft.signed_sales.strip()):
        raise InputError(f"The agreement {draft.kind} needs two signatures: marketing's and sales'.")
    if typed.is_same_person(draft.signed_marketing, draft.signed_sales):
        raise InputError(
            f"Two people sign an agreement, one of each team: {draft.signed_sales.strip()} cannot sign for both."
        )


def keep(connection: Connection, draft: Draft, at: datetime) -> SignedAgreement:
    """Insert a draft that was judged, as the next version of its kind."""
    last = connection.scalar(select(func.max(AGREEMENTS.c.version)).where(AGREEMENTS.c.kind == draft.kind))
    version = (last or 0) + 1
    row = {
        "agreement_id": f"{draft.kind}-{version}",
        "kind": draft.kind,
        "version": version,
        "values_json": json.dumps(draft.values, sort_keys=True),
        "effective_from": draft.effective_from.astimezone(UTC),
        "signed_marketing": typed.name("signed_marketing", draft.signed_marketing),
        "signed_sales": typed.name("signed_sales", draft.signed_sales),
        "note": typed.text("note", draft.note),
        "created_at": at,
    }
    connection.execute(insert(AGREEMENTS).values(row))
    who = f"{row['signed_marketing']} and {row['signed_sales']}"
    written_rows.record(connection, AGREEMENTS, row["agreement_id"], "sign", who, at, None, row)
    return agreement(row)


def agreement(row: dict) -> SignedAgreement:
    """A row of the table as what was signed."""
    return SignedAgreement(
        values=json.loads(row["values_json"]), **{name: value for name, value in row.items() if name != "values_json"}
    )
