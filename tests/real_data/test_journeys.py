"""Ten thousand published journeys give the published answers, by the command a person would type.

The data: the sample of eeghor/mta (MIT); OVERLAP_TEST_DATA names the folder that holds it.
"""

import os
import sys
from decimal import Decimal
from io import StringIO
from pathlib import Path

import polars as pl
import pytest

from overlap.cli import main
from overlap.credit import MODELS

FOLDER = os.environ.get("OVERLAP_TEST_DATA")

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(FOLDER is None, reason="OVERLAP_TEST_DATA names no folder with the journeys"),
]

KNOWN = {
    "first": {"alpha": 6308, "eta": 3164},
    "last": {"alpha": 8447, "eta": 4167},
    "position": {"alpha": 7444.8238, "iota": 3944.9482},
    "markov": {"alpha": 5344.9477, "iota": 3884.6147, "eta": 3340.8474, "beta": 2527.3522, "theta": 1971.9129},
    "markov_by_journey": {
        "alpha": 8480.0752, "iota": 3946.7070, "eta": 3759.5139, "beta": 1793.1933, "theta": 823.1409,
        "lambda": 752.5938,
    },
}  # fmt: skip


@pytest.fixture
def credited(monkeypatch, capsys):
    def typed(model: str) -> pl.DataFrame:
        file = Path(FOLDER or "") / "journeys" / "journeys.csv"
        monkeypatch.setattr(sys, "argv", ["overlap", "credit", str(file), "--model", model, "--format", "csv"])
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code
        return pl.read_csv(StringIO(capsys.readouterr().out), schema_overrides=[pl.String] + [pl.Decimal(38, 6)] * 2)

    return typed


@pytest.mark.parametrize("model", KNOWN)
def test_the_known_answers(credited, model):
    answer = {channel: float(count) for channel, count, _ in credited(model).iter_rows()}
    assert {channel: answer[channel] for channel in KNOWN[model]} == pytest.approx(KNOWN[model], abs=1e-4, rel=0)


@pytest.mark.parametrize("model", [model for model in MODELS if model != "time_decay"])
def test_every_model_adds_up_to_what_the_file_earned(credited, model):
    answer = credited(model)
    assert answer.height == 12
    assert (answer["conversions"].sum(), answer["value"].sum()) == (19785, Decimal("74802.971587"))
    assert answer["value"].is_sorted(descending=True)
