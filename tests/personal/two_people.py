"""An export of two people in which one is to be hidden or forgotten, with faults that show values."""

from datetime import UTC, datetime
from pathlib import Path

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MARIA = ("Maria", "Quixada", "Quixada Ltd stays", "maria.quixada@example.com")
IN_CLEAR = ("quixada@", "maria quixada", "zebulon", "headmistress", "quixada%40")

LEADS = """lead_id,created_at,lead_name,email,title,company,channel
L1,2026-01-05T10:00:00Z,Maria Quixada,Maria.Quixada@example.com ,Headmistress,Acme,web
L2,2026-01-06T10:00:00Z,Zebulon Okoye,z.okoye@example.com,,Globex,ads
L3,Maria Quixada,Nobody,n@example.com,,Globex,ads
L4,2026-01-07T10:00:00Z,Maria Quixada,m@example.com,,Globex,ads,too,many
lost.quixada@example.com,2026-01-08T10:00:00Z,Zebulon,lost.quixada@example.com,,Globex,ads
"""
TOUCHES = """touch_id,lead_id,touched_at,campaign_id,content
T1,L1,2026-01-05T11:00:00Z,C1,https://a.example/?email=maria.quixada%40example.com&x=1
T2,L1,2026-01-06T11:00:00Z,C1,sent to maria.quixada@example.com and others
T3,lost.quixada@example.com,2026-01-09T11:00:00Z,C1,paper
T4,L2,2026-01-09T12:00:00Z,C1,paper
"""
HANDOFFS = """handoff_id,lead_id,rep_id,handed_at
H1,L1,R1,2026-01-07T10:00:00Z
H2,L2,R1,2026-01-07T11:00:00Z
"""
FEEDBACK = """feedback_id,handoff_id,lead_id,rep_id,rating,comment,given_at
F1,H1,L1,R1,4,Maria Quixada was kind,2026-01-08T10:00:00Z
"""
CHANGES = """lead_id,attribute,changed_at,value
L1,title,2026-01-09T10:00:00Z,Headmistress
L1,lead_name,2026-01-09T10:00:00Z,Maria Quixada
L1,segment,2026-01-09T10:00:00Z,smb
"""
DEALS = """deal_id,lead_id,opened_at,closed_at,outcome,amount,currency
D1,L1,2026-02-01T10:00:00Z,2026-03-01T10:00:00Z,won,100.00,EUR
D2,L2,2026-02-01T10:00:00Z,2026-03-02T10:00:00Z,won,50.00,EUR
"""
DEAL_LEADS = "deal_id,lead_id,role\nD1,L1,buyer\nD2,L1,adviser\nD2,L2,buyer\n"
REPS = "rep_id,rep_name,email\nR1,Sam Seller,sam@quixada-sales.example\n"
DEAL_REPS = "deal_id,rep_id,role,share,is_overlay\nD1,R1,ae,1,no\nD2,R1,ae,1,no\n"

FILES = {
    "leads": LEADS, "touches": TOUCHES, "handoffs": HANDOFFS, "feedback": FEEDBACK, "lead_changes": CHANGES,
    "deals": DEALS, "deal_leads": DEAL_LEADS, "reps": REPS, "deal_reps": DEAL_REPS,
}  # fmt: skip


def write(folder: Path, **instead: str) -> Path:
    """The export, with other texts for some of its files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (FILES | instead).items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder
