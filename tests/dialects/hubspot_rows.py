"""Rows of HubSpot's tables as the loader writes them, that several tests begin with."""

CONTACTS = """id,_fivetran_synced,_fivetran_deleted,property_createdate,property_email
1,2026-05-31,false,2026-01-01 08:00:00,ann@a.example
2,2026-05-31,false,2026-01-02 08:00:00,bob@b.example
3,2026-05-31,false,2026-01-03 08:00:00,cem@c.example
"""
DEAL = (
    "deal_id,_fivetran_synced,deal_pipeline_id,deal_pipeline_stage_id,"
    "property_createdate,property_closedate,property_amount"
)
STAGES = """stage_id,pipeline_id,label,closed_won,is_closed,probability
w,p,Closed won,true,true,1
l,p,Closed lost,false,true,0
o,p,Offer,false,false,0.5
"""
HANDOFF = {"handoff": "none"}
