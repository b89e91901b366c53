-- What deals that ended were thought to be worth before, and what those that were won brought.
--
-- `cents_then` is the amount on record at the last month's start at which the deal was open (marts.deal_origins); deals that had none then,
-- or were won for nothing, are left out. Of each kind the latest 500, in which the forecast reads how amounts change.
--
-- grain: deal_id
-- scope: house
-- reads: marts.deal_origins, marts.deals
with

open_last as (

    select
        deal_id,
        max_by(cents, origin_on) as cents_then
    from marts.deal_origins
    where origin_on is not null and cents > 0
    group by deal_id

),

ended as (

    select
        deals.deal_id,
        deals.kind,
        deals.closed_on,
        deals.is_won,
        open_last.cents_then,
        case when deals.is_won then deals.amount_cents end as won_cents
    from open_last
    inner join marts.deals on open_last.deal_id = deals.deal_id
    where deals.outcome <> 'open' and (not deals.is_won or deals.amount_cents > 0)
    qualify row_number() over (partition by deals.kind order by deals.closed_on desc, deals.deal_id) <= 500

)

select *
from ended
order by kind, closed_on desc, deal_id
