"""In a company on which nothing was tuned the piece that goes with winning is found, and the retired one listed."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from demo_house import untuned_house

from overlap.demo.company.world.names import RETIRED_PIECE, USEFUL_PIECE
from overlap.reports import Filters, answer
from overlap.sentences.demo_stories import stories
from overlap.subjects.content.steps.pieces import MORE
from overlap.warehouse.reader import open_reader

CONTENT = [told for told in stories()["translation"] if any("content/" in name.report for name in told.names.values())]


@pytest.mark.whole
def test_the_useful_piece_is_found_before_the_deal_is_opened_and_the_retired_one_is_listed(tmp_path: Path) -> None:
    with closing(open_reader(untuned_house(tmp_path))) as reader:
        pieces = answer(reader, "content/pieces").frame.filter(stage="opportunity", verdict=MORE)
        unused = answer(reader, "content/unused", Filters(starts_on=date(2025, 11, 1))).frame
        told = [each.of(lambda name, params: answer(reader, name, params=params).frame, str) for each in CONTENT]
    assert list(pieces.select("how", "piece").iter_rows()) == [("sent", USEFUL_PIECE)]
    assert list(unused.select("how", "piece").iter_rows()) == [("sent", RETIRED_PIECE)]
    assert f"sent {USEFUL_PIECE} before their deal" in told[0] and told[1].startswith(f"{RETIRED_PIECE} was sent to")
