"""A company written by hand in which each rule of the handbook decides something: edges to the second, ties, blanks."""

from company import Company, Signing

# Berlin's clocks go forward on 29 March 2026, inside most of these spans.
EDGES = Company(
    as_of="2026-04-14T12:00:00+02:00",
    signings=[
        Signing("attribution", {"window_days": 7, "half_life_days": 1}, "2026-04-02T00:00:00+02:00"),
        Signing(
            "weights", {"first": 1, "lead": 0, "opportunity": 5, "last": 0, "rest": 2}, "2026-04-02T00:00:00+02:00"
        ),
    ],
    tables={
        "campaigns": [
            {"campaign_id": "C1", "campaign_name": "Spring", "channel": "ads"},
            {"campaign_id": "C2", "campaign_name": "Webinar"},
        ],
        "reps": [
            {"rep_id": "R1", "rep_name": "Ada", "team": "A"},
            {"rep_id": "R2", "rep_name": "Ben", "team": "B"},
            {"rep_id": "R3", "rep_name": "Cem", "team": "B"},
        ],
        "rates": [{"currency": "USD", "day": "2026-03-24", "rate": "0.905"}],
        "leads": [
            {"lead_id": "L1", "created_at": "2026-03-25T09:00:00+01:00", "channel": "ads", "source_campaign_id": "C1"},
            # Two leads just seven days old and a second short of it; both were won at once.
            {"lead_id": "L2", "created_at": "2026-04-07T12:00:00+02:00", "channel": "mail", "region": "EMEA"},
            {"lead_id": "L3", "created_at": "2026-04-07T12:00:01+02:00", "channel": "mail", "segment": "smb"},
            # Won the last second of seven days, and the first one after them.
            {"lead_id": "L4", "created_at": "2026-03-26T10:00:00+01:00", "was_customer": True},
            {"lead_id": "L5", "created_at": "2026-03-26T10:00:00+01:00"},
            # In no deal: lost, just old enough to be, a second short of it; and one touched after its deal alone.
            {"lead_id": "L6", "created_at": "2026-03-26T10:00:00+01:00"},
            {"lead_id": "L7", "created_at": "2026-04-07T12:00:00+02:00"},
            {"lead_id": "L8", "created_at": "2026-04-07T12:00:01+02:00"},
            {"lead_id": "L9", "created_at": "2026-03-27T10:00:00+01:00"},
            {"lead_id": "L10", "created_at": "2026-03-28T10:00:00+01:00"},
            {"lead_id": "L11", "created_at": "2026-04-01T10:00:00+02:00"},
        ],
        "stage_entries": [
            {"lead_id": "L1", "stage": "mql", "entered_at": "2026-03-25T10:00:00+01:00"},
            {"lead_id": "L1", "stage": "sql", "entered_at": "2026-03-26T10:00:00+01:00"},
            {"lead_id": "L1", "stage": "recycled", "entered_at": "2026-03-27T10:00:00+01:00"},
            {"lead_id": "L1", "stage": "mql", "entered_at": "2026-03-28T10:00:00+01:00"},
            {"lead_id": "L1", "stage": "sal", "entered_at": "2026-03-30T11:00:00+02:00"},
            {"lead_id": "L2", "stage": "won", "entered_at": "2026-04-08T12:00:00+02:00"},
            {"lead_id": "L3", "stage": "won", "entered_at": "2026-04-08T12:00:00+02:00"},
            {"lead_id": "L4", "stage": "won", "entered_at": "2026-04-02T10:59:59+02:00"},
            {"lead_id": "L5", "stage": "won", "entered_at": "2026-04-02T11:00:00+02:00"},
            # In the second of two touches; later than the deal was opened.
            {"lead_id": "L4", "stage": "opportunity", "entered_at": "2026-03-30T08:00:00+02:00"},
            {"lead_id": "L6", "stage": "lost", "entered_at": "2026-04-01T12:00:00+02:00"},
        ],
        "handoffs": [
            {"handoff_id": "H1", "lead_id": "L1", "rep_id": "R1", "handed_at": "2026-03-25T11:00:00+01:00",
             "rejected_at": "2026-03-26T11:00:00+01:00", "accepted_at": "2026-03-25T12:00:00+01:00"},
            {"handoff_id": "H2", "lead_id": "L1", "rep_id": "R1", "handed_at": "2026-03-28T11:00:00+01:00"},
            {"handoff_id": "H3", "lead_id": "L1", "rep_id": "R2", "handed_at": "2026-03-29T11:00:00+02:00",
             "accepted_at": "2026-03-30T10:59:59+02:00"},
            # Passed on after the first attempt; after it was due, untried; without a record of to whom.
            {"handoff_id": "H4", "lead_id": "L4", "rep_id": "R3", "handed_at": "2026-03-30T10:00:00+02:00"},
            {"handoff_id": "H5", "lead_id": "L10", "rep_id": "R3", "handed_at": "2026-03-30T10:00:00+02:00"},
            {"handoff_id": "H6", "lead_id": "L9", "rep_id": "R1", "handed_at": "2026-03-30T10:00:00+02:00",
             "transfers": 1},
        ],
        "assignments": [
            {"handoff_id": "H4", "rep_id": "R1", "assigned_at": "2026-03-30T10:00:00+02:00"},
            {"handoff_id": "H4", "rep_id": "R2", "assigned_at": "2026-03-30T10:30:01+02:00"},
            {"handoff_id": "H5", "rep_id": "R1", "assigned_at": "2026-03-30T10:00:00+02:00"},
            {"handoff_id": "H5", "rep_id": "R2", "assigned_at": "2026-03-30T14:00:01+02:00"},
        ],
        "touches": [
            # Seven days before the close to the second (an hour less on the clock), a second more; two at one instant.
            {"touch_id": "T1", "lead_id": "L1", "campaign_id": "C1", "touched_at": "2026-03-24T23:30:00+01:00"},
            {"touch_id": "T0", "lead_id": "L1", "campaign_id": "C2", "touched_at": "2026-03-24T23:29:59+01:00"},
            {"touch_id": "T2", "lead_id": "L4", "campaign_id": "C1", "touched_at": "2026-03-30T08:00:00+02:00"},
            {"touch_id": "T3", "lead_id": "L1", "channel": "mail", "touched_at": "2026-03-30T08:00:00+02:00"},
            {"touch_id": "T4", "lead_id": "L1", "campaign_id": "C2", "touched_at": "2026-04-01T00:30:00+02:00"},
            {"touch_id": "T5", "lead_id": "L2", "campaign_id": "C1", "touched_at": "2026-04-03T08:00:00+02:00"},
            # Five days before the close, the window of a question, and a second more.
            {"touch_id": "T7", "lead_id": "L4", "campaign_id": "C3", "touched_at": "2026-03-26T23:30:00+01:00"},
            {"touch_id": "T8", "lead_id": "L1", "campaign_id": "C1", "touched_at": "2026-03-26T23:29:59+01:00"},
            {"touch_id": "T9", "lead_id": "L6", "campaign_id": "C2", "touched_at": "2026-03-30T08:00:00+02:00"},
            {"touch_id": "T10", "lead_id": "L6", "campaign_id": "C1", "touched_at": "2026-04-01T12:00:01+02:00"},
            {"touch_id": "T11", "lead_id": "L7", "campaign_id": "C3", "touched_at": "2026-04-09T08:00:00+02:00"},
            {"touch_id": "T12", "lead_id": "L8", "campaign_id": "C1", "touched_at": "2026-04-09T08:00:00+02:00"},
            {"touch_id": "T13", "lead_id": "L9", "campaign_id": "C1", "touched_at": "2026-04-10T08:00:00+02:00"},
            {"touch_id": "T14", "lead_id": "L9", "campaign_id": "C2", "touched_at": "2026-04-11T08:00:00+02:00"},
            # Between the creation of one lead of the group and of the other.
            {"touch_id": "T15", "lead_id": "L1", "campaign_id": "C2", "touched_at": "2026-03-25T20:00:00+01:00"},
            # The second of four stands at the lead and at the opportunity.
            {"touch_id": "T16", "lead_id": "L10", "campaign_id": "C1", "touched_at": "2026-03-27T09:00:00+01:00"},
            {"touch_id": "T17", "lead_id": "L10", "campaign_id": "C2", "touched_at": "2026-03-28T10:00:00+01:00"},
            {"touch_id": "T18", "lead_id": "L10", "campaign_id": "C3", "touched_at": "2026-03-29T09:00:00+02:00"},
            {"touch_id": "T19", "lead_id": "L10", "campaign_id": "C1", "touched_at": "2026-03-30T09:00:00+02:00"},
            {"touch_id": "T20", "lead_id": "L11", "campaign_id": "C1", "touched_at": "2026-04-07T12:00:00+02:00"},
            {"touch_id": "T21", "lead_id": "L11", "campaign_id": "C2", "touched_at": "2026-04-08T12:00:00+02:00"},
            {"touch_id": "T6", "lead_id": "L2", "campaign_id": "C2", "touched_at": "2026-04-03T08:00:00+02:00"},
        ],
        "deals": [
            # Closed on 1 April in Berlin, on 31 March in Greenwich.
            {"deal_id": "D1", "lead_id": "L1", "opened_at": "2026-03-26T10:00:00+01:00", "outcome": "won",
             "closed_at": "2026-04-01T00:30:00+02:00", "amount": "100.01", "kind": "expansion"},
            {"deal_id": "D2", "lead_id": "L2", "opened_at": "2026-03-31T12:00:00+02:00", "outcome": "won",
             "closed_at": "2026-04-03T09:00:00+02:00", "amount": "-3.35", "kind": "renewal"},
            {"deal_id": "D3", "lead_id": "L5", "opened_at": "2026-03-31T12:00:00+02:00", "outcome": "won",
             "closed_at": "2026-03-31T13:00:00+02:00", "amount": "33.33", "currency": "USD", "kind": "expansion"},
            {"deal_id": "D4", "lead_id": "L9", "outcome": "won",
             "closed_at": "2026-04-09T13:00:00+02:00", "amount": "0.03"},
            {"deal_id": "D5", "lead_id": "L10", "opened_at": "2026-03-28T12:00:00+01:00", "outcome": "won",
             "closed_at": "2026-03-31T12:00:00+02:00", "amount": "10.00", "kind": "renewal"},
            {"deal_id": "D6", "lead_id": "L11", "opened_at": "2026-04-01T12:00:00+02:00", "outcome": "open",
             "amount": "77.77"},
            {"deal_id": "D7", "lead_id": "L11", "opened_at": "2026-04-02T12:00:00+02:00", "outcome": "open"},
        ],
        "deal_stages": [
            {"deal_id": "D6", "entered_at": "2026-04-01T12:00:00+02:00", "stage": "demo", "probability": "0.1"},
            {"deal_id": "D6", "entered_at": "2026-04-03T12:00:00+02:00", "stage": "offer", "probability": "0.25"},
            {"deal_id": "D7", "entered_at": "2026-04-03T12:00:00+02:00", "stage": "offer", "probability": "0.5"},
            {"deal_id": "D7", "entered_at": "2026-04-04T12:00:00+02:00", "stage": "legal"},
        ],
        "activities": [
            # On the deal, in the second its window begins and one before; by nobody; on another deal of the lead.
            {"activity_id": "A1", "deal_id": "D2", "occurred_at": "2026-03-27T08:00:00+01:00"},
            {"activity_id": "A2", "deal_id": "D3", "occurred_at": "2026-03-24T11:59:59+01:00"},
            {"activity_id": "A3", "lead_id": "L9", "occurred_at": "2026-04-09T12:00:00+02:00", "is_automated": True},
            {"activity_id": "A4", "lead_id": "L10", "deal_id": "D6", "occurred_at": "2026-03-30T12:00:00+02:00"},
            {"activity_id": "A5", "lead_id": "L4", "occurred_at": "2026-03-28T12:00:00+01:00", "direction": "inbound"},
            # In the second of a loss, and one later; in the last second of the agreed days to win, and after them.
            {"activity_id": "A6", "lead_id": "L6", "occurred_at": "2026-04-01T12:00:01+02:00"},
            {"activity_id": "A7", "lead_id": "L7", "occurred_at": "2026-04-14T11:59:59+02:00"},
            {"activity_id": "A8", "lead_id": "L4", "kind": "call", "occurred_at": "2026-03-30T10:30:00+02:00"},
        ],
        "deal_leads": [{"deal_id": "D1", "lead_id": "L1"}, {"deal_id": "D1", "lead_id": "L4"}],
        "deal_reps": [
            {"deal_id": "D1", "rep_id": "R1", "role": "ae", "share": "0.5"},
            {"deal_id": "D1", "rep_id": "R3", "role": "ae", "share": "0.3333"},
            {"deal_id": "D1", "rep_id": "R2", "role": "sdr", "share": "1", "is_overlay": True},
            {"deal_id": "D2", "rep_id": "R2", "role": "ae", "share": "1"},
        ],
    },
)  # fmt: skip
