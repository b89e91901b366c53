"""What the headline numbers that are kept from build to build are called.

Their ids stand in files of years; the glossary may rename a metric meanwhile, so they have words of their own.
"""

LABELS = {
    "leads_created": "Leads created",
    "leads_qualified": "MQLs",
    "handoffs": "Handoffs",
    "deals_won": "Won deals",
    "revenue_booked": "Booked revenue",
}
