"""Who is who across systems, and what a person's lead says, against a naive reading of the rules."""

import random
from datetime import timedelta

import duckdb
import pytest
from joined_systems import FIRST, brought, lead, put, rows
from naive_identities import OF_MARKETING, OF_SALES, naive_lead, naive_people

from overlap.warehouse.canonical.joining import Precedence, join

pytestmark = pytest.mark.whole

SYSTEMS = ("hubspot", "salesforce", "webinars")
ADDRESSES = ("a@x.example", " A@X.example", "a+1@x.example", "b@x.example", "B@x.example\t", "c@x.example", "", None)
VALUES = {
    "account_id": ("A1", "A2", None), "lead_name": ("Ada", "ada ", "Bo", None), "company": ("Varga", None),
    "segment": ("smb", "SMB", "enterprise", None), "region": ("EMEA", "APAC", None), "source_campaign_id": ("C1", None),
    "channel": ("web", "fair", None), "sourced_by": ("marketing", "sales", None), "was_customer": (True, False, None),
    "title": ("CEO", None), "industry": ("steel", None), "employees": (5, 50, None),
}  # fmt: skip


def company(chance: random.Random) -> tuple[list[dict], list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """Leads of two or three systems, what they call each other's, and what each has merged."""
    leads = [
        lead(
            source,
            f"{source[0]}{number}",
            chance.randrange(6),
            email=chance.choice(ADDRESSES),
            opted_out_at=chance.choice((None, FIRST + timedelta(days=chance.randrange(9)))),
            **{name: chance.choice(values) for name, values in VALUES.items()},
        )
        for source in SYSTEMS[: chance.choice((2, 3))]
        for number in range(chance.randrange(1, 6))
    ]
    ids = [(each["source"], each["lead_id"]) for each in leads]
    merges = list({
        (source, f"gone {number}"): (source, f"gone {number}", lead_id)
        for number, (source, lead_id) in enumerate(chance.choices(ids, k=3))
    }.values())  # fmt: skip
    others = [lead_id for _, lead_id in ids] + [gone for _, gone, _ in merges] + ["nobody"]
    cross_ids = list({(*chance.choice(ids), chance.choice(others)) for _ in range(chance.randrange(6))})
    return leads, cross_ids, merges


def compared(connection: duckdb.DuckDBPyConnection, seed: int) -> None:
    """Join a random company and hold every lead against the naive reading."""
    leads, cross_ids, merges = company(random.Random(seed))
    for table in ("leads", "identities", "merged_leads"):
        connection.execute(f"delete from canonical.{table}; drop schema if exists brought cascade")
    put(connection, "leads", *leads)
    put(
        connection, "identities", *(dict(zip(("source", "lead_id", "person"), each, strict=True)) for each in cross_ids)
    )
    put(connection, "merged_leads", *(dict(zip(("source", "lead_id", "merged_into"), m, strict=True)) for m in merges))
    sales, marketing = ["salesforce", "hubspot", "webinars"], ["webinars", "hubspot", "salesforce"]
    join(connection, Precedence({"sales": tuple(sales), "marketing": tuple(marketing)}))

    people = naive_people(leads, cross_ids, merges)
    by_key = {(each["source"], each["lead_id"]): each for each in leads}
    expected = {key: (naive_lead([by_key[one] for one in person], sales, marketing)["lead_id"], rule)
                for key, (person, rule) in people.items()}  # fmt: skip
    found = rows(connection, "select source, lead_id, person, rule from canonical.identities")
    assert {(source, lead_id): (person, rule) for source, lead_id, person, rule in found} == expected, seed

    alone = [[each] for key, each in by_key.items() if key not in people]
    joined = [[by_key[one] for one in person] for person in {person for person, _ in people.values()}]
    wanted = {one["lead_id"]: one for one in (naive_lead(person, sales, marketing) for person in alone + joined)}
    names = ["source", "lead_id", "created_at", *OF_MARKETING, *OF_SALES, "opted_out_at"]
    made = connection.sql(f"select {', '.join(names)} from canonical.leads").pl().to_dicts()
    assert {each["lead_id"]: each for each in made} == wanted, seed


def test_people_and_their_leads_are_those_of_the_naive_reading() -> None:
    with brought() as connection:
        for seed in range(12):
            compared(connection, seed)


@pytest.mark.soak
def test_people_and_their_leads_are_those_of_the_naive_reading_in_thousands() -> None:
    with brought() as connection:
        for seed in range(12, 3_000):
            compared(connection, seed)
