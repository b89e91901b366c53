"""A company written by hand in which each rule of the handbook decides something: edges to the second, ties, blanks."""

from company import Company

# Berlin's clocks go forward on 29 March 2026, inside most of these spans.
EDGES = Company(
    as_of="2026-04-14T12:00:00+02:00",
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
        ],
        "handoffs": [
            {"handoff_id": "H1", "lead_id": "L1", "rep_id": "R1", "handed_at": "2026-03-25T11:00:00+01:00",
             "rejected_at": "2026-03-26T11:00:00+01:00", "accepted_at": "2026-03-25T12:00:00+01:00"},
            {"handoff_id": "H2", "lead_id": "L1", "rep_id": "R1", "handed_at": "2026-03-28T11:00:00+01:00"},
            {"handoff_id": "H3", "lead_id": "L1", "rep_id": "R2", "handed_at": "2026-03-29T11:00:00+02:00",
             "accepted_at": "2026-03-30T10:59:59+02:00"},
        ],
        "touches": [
            # Seven days before the close to the second (an hour less on the clock), a second more; two at one instant.
            {"touch_id": "T1", "lead_id": "L1", "campaign_id": "C1", "touched_at": "2026-03-24T23:30:00+01:00"},
            {"touch_id": "T0", "lead_id": "L1", "campaign_id": "C2", "touched_at": "2026-03-24T23:29:59+01:00"},
            {"touch_id": "T2", "lead_id": "L4", "campaign_id": "C1", "touched_at": "2026-03-30T08:00:00+02:00"},
            {"touch_id": "T3", "lead_id": "L1", "channel": "mail", "touched_at": "2026-03-30T08:00:00+02:00"},
            {"touch_id": "T4", "lead_id": "L1", "campaign_id": "C2", "touched_at": "2026-04-01T00:30:00+02:00"},
            {"touch_id": "T5", "lead_id": "L2", "campaign_id": "C1", "touched_at": "2026-04-03T08:00:00+02:00"},
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
