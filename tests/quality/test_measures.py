"""What quality is measured by is declared once: headers, counts, limits, rows behind them and words agree with it."""

from collections.abc import Iterator

import polars as pl
import pytest
from test_quality_house import Company, published

from overlap.glossary import metric
from overlap.reports import Report, answer, find, shown_by
from overlap.stats.proportions import wilson_limits
from overlap.subjects.quality.measures import MEASURES, SHARES, Measure, Share
from overlap.warehouse.reader import Reader

GROUPS = [find("quality/by_campaign"), *(find("quality/by_group").when({"by": by}) for by in ("channel", "segment"))]
REPORTS = [*GROUPS, find("quality/totals")]

of_shares = pytest.mark.parametrize("share", SHARES, ids=lambda share: share.name)
of_measures = pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.name)
of_reports = pytest.mark.parametrize("report", REPORTS, ids=lambda report: f"{report.name} {report.grain}")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    opened = published(Company(3), tmp_path_factory.mktemp("measures"))
    yield opened
    opened.close()


@of_shares
@of_reports
def test_each_share_and_its_limits_are_made_of_the_counts_declared(
    reader: Reader, report: Report, share: Share
) -> None:
    by = report.naming
    rows = answer(reader, report.name, params=by).frame.drop_nulls(share.rate)
    low, high = wilson_limits(rows[share.events].to_numpy(), rows[share.mature].to_numpy())
    assert rows.height > 0
    assert rows[share.rate].to_list() == pytest.approx((rows[share.events] / rows[share.mature]).to_list())
    assert rows[f"{share.rate}_low"].to_list() == pytest.approx(low.tolist())
    assert rows[f"{share.rate}_high"].to_list() == pytest.approx(high.tolist())


@of_shares
@pytest.mark.parametrize("by", ["campaign", "channel", "segment"])
def test_the_measures_report_gives_the_same_share(reader: Reader, by: str, share: Share) -> None:
    name, params = ("quality/by_campaign", {}) if by == "campaign" else ("quality/by_group", {"by": by})
    key = "campaign_name" if by == "campaign" else by
    groups = answer(reader, name, params=params).frame.drop_nulls(share.rate)
    found = answer(reader, "quality/measures", params={"by": by}).frame.filter(measure=share.name).drop_nulls("value")
    columns = ["group_name", "of_count", "event_count"]
    told = groups.select(pl.col(key).alias("group_name"), share.mature, share.events)
    assert sorted(found.select(columns).rows()) == sorted(told.rows())


@of_shares
@of_reports
def test_headers_say_what_a_share_needs_and_in_which_states_it_opens(report: Report, share: Share) -> None:
    needs = {column.name: column.needs for column in report.columns}
    for name in (share.rate, f"{share.rate}_low", f"{share.rate}_high"):
        assert f"of {share.needs}" in needs[name]
    for count, state in zip((share.mature, share.events), share.states, strict=True):
        opens = report.open_for(count)
        assert opens and dict(opens.literal)["state"] == state


@of_measures
@pytest.mark.parametrize("report", GROUPS, ids=lambda report: str(report.grain))
def test_every_count_a_measure_opens_has_rows_behind_it(report: Report, measure: Measure) -> None:
    assert all(report.open_for(count) for count in measure.counts)
    if isinstance(measure, Share):
        assert {measure.mature, measure.events} <= set(measure.counts)


@of_measures
def test_a_measure_is_called_what_the_glossary_calls_it(measure: Measure) -> None:
    assert measure.label.lower() in metric(measure.metric).label.lower()
    assert "quality/by_campaign" in [report.name for report in shown_by(measure.metric)]


def test_the_report_of_measures_explains_each() -> None:
    sentence = find("quality/measures").question
    assert all(f"`{name}`" in sentence for name in MEASURES)
