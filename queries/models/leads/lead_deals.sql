-- New business that was won and grew from a lead: how long after the lead's creation, for how much, at what margin.
--
-- grain: deal_id
-- reads: marts.deals, marts.leads, canonical.deals
with

won as (

    select
        deals.deal_id,
        deals.lead_id,
        deals.closed_on,
        deals.closed_at,
        leads.created_at,
        leads.created_is_date_only or coalesce(deals.closed_at_is_date_only, false) as is_date_only,
        coalesce(deals.amount_cents, 0) as amount_cents,
        booked.gross_margin
    from marts.deals
    inner join marts.leads on deals.lead_id = leads.lead_id
    inner join canonical.deals as booked on deals.deal_id = booked.deal_id
    where deals.is_won and deals.kind = 'new'

)

select
    deal_id,
    lead_id,
    closed_on,
    is_date_only,
    whole_days(created_at, closed_at, is_date_only, $zone) as days_to_won,
    amount_cents,
    cast(floor(amount_cents * gross_margin + 0.5) as bigint) as margin_cents
from won
order by lead_id, deal_id
