"""x"""
import streamlit as st
from ui import parts, gateway, filters
from ui.rows import Rows
from ui.parts import Card
filters.draw()
t=gateway.ask("overview/totals")
r=t.row(0,named=True)
parts.heading("How fresh?", f"**{r['lead_count']}** costs R$ 4 and R$ 5 {parts.escape('http://a.b :smile: :red[x] *b* <b>')}")
parts.cards([Card(":violet[●] Booked revenue","R$ 676.9k","+6.1%","vs before",True,[1,2,3],Rows("overview/totals","deal_count",r,f"{r['deal_count']} won deals")), Card("Leads",str(r["lead_count"]),"-1.9 pt","vs 2025",False,None,Rows("overview/totals","lead_count",r,f"{r['lead_count']} leads")),Card("Leads",str(r["lead_count"]),note="needs handoffs"),Card("A","1")])
with parts.block("A block","How to read it $ and $"):
    parts.proof("1 = 1",True)
    parts.export(t,"x")
parts.empty("No feedback", ("feedback",), "It would show x.")
