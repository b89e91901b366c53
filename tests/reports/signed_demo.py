"""The demo company with what two teams signed and drew, and the filters under which its reports are asked."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from asked import asked
from demo_house import demo_house

from overlap.agreements import Draft
from overlap.reports import Filters, Report, answer
from overlap.store import open_store
from overlap.store.decisions import Decision, decide
from overlap.store.frozen import Seen, freeze
from overlap.store.samples import Draw, draw
from overlap.warehouse.reader import Reader, open_reader

PERIOD = Filters(starts_on=date(2025, 3, 10), ends_on=date(2026, 2, 20))
CHOSEN = Filters(
    starts_on=date(2025, 1, 1), ends_on=date(2026, 7, 1), channels=("paid_search", "partner", None), kinds=("new",)
)
RAISED, ENDS = datetime(2025, 7, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
DECISION = Decision(
    "form-1", "reject_share", "no_budget", "the other reasons", "Mia", "Ask for it", date(2026, 3, 1), 90, "Mia"
)


def signed_demo(folder: Path) -> Iterator[Reader]:
    """The demo company, in which the threshold was raised on a day and some leads that reached it are held by lot."""
    warehouse = demo_house(folder)
    with open_store(str(folder / "store.db"), warehouse.current().house_id) as store:
        sign = partial(Draft, effective_from=RAISED, signed_marketing="Mia", signed_sales="Sam")
        store.sign(sign("threshold", {"points": 40}))
        agreed = store.sign(sign("samples", {"exploration_share": 0.05, "hold_share": 0.1}))
        with closing(open_reader(warehouse, store=store)) as opened_reader:
            held = answer(opened_reader, "lead/list").frame["lead_id"][10:60:7].to_list()
            draw(store, Draw("hold", 0.1, agreed.agreement_id, held, "Mia"), RAISED)
            draw(store, Draw("hold", 0.1, agreed.agreement_id, ["L0000001"], "Mia"), ENDS)
            decide(store, DECISION, ENDS)
            freeze(store, "form-2", _seen(opened_reader), "Mia", at=ENDS)
            yield opened_reader


def required(reader: Reader, report: Report) -> dict[str, str]:
    """A value for every parameter without a default."""
    won = {
        "lead_id": asked(reader, "lead/list", params={"state": "won"})["lead_id"][0],
        "decision_id": asked(reader, "quality/decisions")["decision_id"][0],
        "deal_id": asked(reader, "revenue/deals_closed", params={"outcome": "won"})["deal_id"][0],
        "frozen_id": "frozen-1",
        "text": "a call with L0000001 of A0000001",
        "generation": reader.manifest.generation,
    }
    return {param.name: won[param.name] for param in report.params if param.required}


def _seen(reader: Reader) -> Seen:
    """A meeting on the first day of goals, that saw no deal and no MQL of them: whatever came since is new to it."""
    begun = answer(reader, "goals/status", params={"which": "begun"}).frame
    goals = begun.filter(pl.col("metric") == "leads_qualified").with_columns(
        seen_until=pl.col("period_start"), actual=pl.lit(0)
    )
    return Seen("none", ENDS, "", [], goals.to_dicts(), [])


def under(filters: Mapping[str, Filters], reports: Sequence[Report]) -> pytest.MarkDecorator:
    """Each report under each of the named filters; one that takes none is asked once."""
    cases = [
        pytest.param(report, chosen, id=f"{report.name}, {name}")
        for report in reports
        for name, chosen in filters.items()
        if report.takes_filters or chosen == Filters()
    ]
    return pytest.mark.parametrize(("report", "filters"), cases)


def under_in_turn(filters: Mapping[str, Filters], reports: Sequence[Report]) -> pytest.MarkDecorator:
    """Each report without filters or under one of those named, the next in turn; in all these ways by `make soak`."""
    cases = []
    for place, report in enumerate(reports):
        ways = {"all time": Filters(), **(filters if report.takes_filters else {})}
        for number, (name, chosen) in enumerate(ways.items()):
            marks = () if number == place % len(ways) else pytest.mark.soak
            cases.append(pytest.param(report, chosen, id=f"{report.name}, {name}", marks=marks))
    return pytest.mark.parametrize(("report", "filters"), cases)
