"""Pieces of content are a plain reading of the handbook, lead by lead, for random companies and filters."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from company import Company
from naive_content import pieces, unused
from naive_facts import Facts
from random_quality import RICH, random_quality_company
from random_questions import random_filters

from overlap.reports import Filters, answer

ASKED = ("content/pieces", "content/by_segment", "content/unused")
PIECES = ("White paper", "Pricing", " Pricing ", "Webinar", "", None)


def with_content(chance: Random, company: Company) -> Company:
    """The company with pieces in its touches and activities, some of them things that count for none."""
    touches = [
        {**row, "content": chance.choice(PIECES), "kind": chance.choice((row.get("kind"), "lead_source"))}
        for row in company.tables.get("touches", ())
    ]
    activities = [
        {
            **row, "content": chance.choice(PIECES), "direction": chance.choice(("inbound", "outbound", None)),
            "status": chance.choice(("planned", "done", None)),
        }
        for row in company.tables.get("activities", ())
    ]  # fmt: skip
    return replace(company, tables={**company.tables, "touches": touches, "activities": activities})


@pytest.mark.parametrize("seed", [5, pytest.param(41, marks=pytest.mark.soak)])
def test_pieces_are_the_handbooks(seed: int) -> None:
    """Those of one company; of another by `make soak`."""
    chance = Random(seed)
    company = with_content(chance, random_quality_company(chance, RICH))
    facts = Facts(company)
    middle = facts.known.day(facts.leads[0].created_at.at)
    asked = Filters(), replace(random_filters(chance), starts_on=None, ends_on=None), Filters(starts_on=middle)
    with TemporaryDirectory() as folder, closing(company.published(Path(folder), *ASKED)) as reader:
        for filters in asked:
            found = answer(reader, "content/pieces", filters).frame.to_dicts()
            by_segment = answer(reader, "content/by_segment", filters).frame.to_dicts()
            told = {(row["stage"], None, row["how"], row["piece"]): _told(row) for row in found}
            told |= {(row["stage"], row["segment"], row["how"], row["piece"]): _told(row) for row in by_segment}
            expected = pieces(facts, filters, lambda _: None)
            expected |= pieces(facts, filters, lambda person: person.segment or "not recorded")
            assert told == {
                key: (one.met, one.won, pytest.approx(one.expected)) for key, one in expected.items()
            }  # fmt: skip
            assert {row["tested_count"] for row in found} <= {
                sum(one.p_value is not None for key, one in expected.items() if key[1] is None)
            }
            nobody = {(row["how"], row["piece"]): row["lead_count"] for row in
                      answer(reader, "content/unused", filters).frame.to_dicts()}  # fmt: skip
            assert nobody == unused(facts, filters)
            if filters == Filters():
                assert found and by_segment


def _told(row: dict) -> tuple[int, int, object]:
    return row["had_count"], row["won_count"], row["expected_rate"] * row["had_count"]
