-- New business that was won and grew from a lead: how long after the lead's creation, for how much, at what margin.
--
-- With what the lead is chosen by, and whether its agreed days to win have passed and the deal was won in them (is_in_time).
--
-- grain: deal_id
-- scope: cluster
-- reads: marts.deals, marts.leads, marts.lead_outcomes, canonical.deals
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

),

counted as (

    select
        *,
        whole_days(created_at, closed_at, is_date_only, $zone) as days_to_won
    from won

)

select
    counted.deal_id,
    counted.lead_id,
    leads.account_id,
    leads.created_on,
    leads.channel,
    leads.campaign_id,
    leads.region,
    leads.segment,
    leads.was_customer,
    leads.rep_id,
    leads.team,
    counted.closed_on,
    counted.days_to_won,
    counted.amount_cents,
    cast(floor(counted.amount_cents * counted.gross_margin + 0.5) as bigint) as margin_cents,
    leads.is_of_judged_day,
    leads.is_old_enough and is_within(counted.days_to_won, counted.is_date_only, leads.won_within_days) as is_in_time
from counted
inner join marts.lead_outcomes as leads on counted.lead_id = leads.lead_id
order by counted.lead_id, counted.deal_id
