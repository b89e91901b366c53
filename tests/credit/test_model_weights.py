"""The ledger is built with the very weights that a what-if is asked with."""

import re

import duckdb
import pytest

from overlap.sqlfile import QUERIES, load
from overlap.warehouse.building.models import MODELS, create_macros

BUILT = load(MODELS / "credit" / "credit.sql", MODELS).sql
WRITTEN = re.findall(r"upto\(.+?, n, j_lead, j_opportunity, ([\d, ]+)\) as (?:lo|hi|n)_(\w+)", BUILT)


@pytest.mark.parametrize(("numbers", "model"), sorted(set(WRITTEN)))
def test_the_numbers_written_in_the_ledger_are_those_of_the_models(numbers: str, model: str) -> None:
    with duckdb.connect() as connection:
        create_macros(connection)
        asked = connection.sql(
            "select first_weight($m), lead_weight($m), opportunity_weight($m), last_weight($m), rest_weight($m)",
            params={"m": model},
        ).fetchall()
    assert asked == [tuple(int(number) for number in numbers.split(","))]


def test_each_of_the_seven_models_is_written_with_one_set_of_numbers() -> None:
    models = re.findall(r"when '(\w+)' then", (QUERIES / "macros" / "credit_shares.sql").read_text(encoding="utf-8"))
    assert sorted({model for _, model in WRITTEN}) == sorted(set(models))
    assert len(set(WRITTEN)) == len(set(models))
