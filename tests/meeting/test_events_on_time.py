"""What charts over time mark: what changed, and what somebody wrote, each on its day."""

from contextlib import closing
from datetime import date

from asked import asked
from houses import house_of

house = house_of("data/events_on_time")


def test_a_note_stands_on_its_day_with_whom_it_concerns_until_it_is_taken_back(tmp_path):
    day = "2026-03-02"
    written = [
        {"happened_on": day, "says": "Fair <b>moved</b>", "teams": ["Sales", "Marketing"]},
        {"happened_on": day, "says": "Holiday", "teams": []},
        {"happened_on": day, "says": "A mistake", "teams": [], "withdrawn_at": "2026-03-03T09:00:00+00:00"},
    ]
    decided = [{"decided_on": "2026-03-01", "what": "Call first"}]
    campaign = {"campaign_id": "c1", "campaign_name": "Fair", "channel": "event", "started_on": "2026-03-05"}
    store = {"notes": written, "decisions": decided}
    with closing(house(tmp_path, store=store, campaigns=[campaign])) as reader:
        found = asked(reader, "data/events_on_time").rows()
    assert found == [
        (date(2026, 3, 1), "decision", "Decided: Call first"),
        (date(2026, 3, 2), "note", "Note for Marketing, Sales: Fair <b>moved</b>"),
        (date(2026, 3, 2), "note", "Note: Holiday"),
        (date(2026, 3, 5), "campaign", "Campaign started: Fair"),
    ]
