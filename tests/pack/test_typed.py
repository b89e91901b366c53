"""What people typed loses whom the data name before it stands in a pack, and nothing else."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from houses import house

from overlap.pack.meeting_words import Nameless

pytestmark = pytest.mark.whole

LEADS = [
    {"lead_id": "l-1", "lead_name": "Ada Long", "company": "Baker & Sons", "email": "ada@baker.example"},
    {"lead_id": "l-2", "lead_name": "May", "company": "Long Acre", "account_id": "ACME-7"},
    {"lead_id": "417", "lead_name": "Ada Long-Meyer", "company": "Or"},
    {"lead_id": "0058000001"},
    {"lead_id": "l-3", "lead_name": "Maria Quixada"},
    {"lead_id": "l-4", "lead_name": "Okoye, Zebulon"},
    *({"lead_id": f"z-{first}", "lead_name": f"{first} Zweig"} for first in ("Tom", "Ina")),
    {"lead_id": "l-5", "lead_name": "Bo Deal"},
]
DEALS = [{"deal_id": "D-77", "opened_at": "2026-05-01T10:00:00", "outcome": "open", "currency": "EUR"}]
REPS = [
    {"rep_id": "r1", "rep_name": "Kim Roe", "team": "East"},
    {"rep_id": "r2", "rep_name": "Uma Falkner", "team": "East"},
]


@pytest.fixture(scope="module")
def nameless(tmp_path_factory) -> Iterator[Nameless]:
    leads = [{**lead, "created_at": "2026-04-01T10:00:00"} for lead in LEADS]
    with closing(house(tmp_path_factory.mktemp("typed"), leads=leads, deals=DEALS, reps=REPS)) as reader:
        yield Nameless(reader)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Kim Roe calls ADA LONG of baker & sons", "somebody in sales calls a lead of a company"),
        ("Ada Long-Meyer, not Ada Long", "a lead, not a lead"),
        ("In May we may call May.", "In a lead we may call a lead."),
        ("l-1, D-77 and 0058000001 (ACME-7)", "a lead, a deal and a lead (a company)"),
        ("ada@baker.example", "an address"),
        ("417 calls or 3 weeks; as long as it takes", "417 calls or 3 weeks; as long as it takes"),
        ("Falkner asks Quixada and Okoye.", "somebody in sales asks a lead and a lead."),
        (
            "Zweig is two people; Deal, quixada and Roe are words",
            "Zweig is two people; Deal, quixada and Roe are words",
        ),
        ("Quixadas, Maria Quixada", "Quixadas, a lead"),
        ("Adalong Mayer keeps D-778", "Adalong Mayer keeps D-778"),
    ],
)
def test_a_typed_text_names_nobody_whom_the_data_know(nameless, typed, said):
    assert nameless.typed(typed) == said
