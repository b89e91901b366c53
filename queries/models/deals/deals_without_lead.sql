-- Won deals of which no lead is known, though leads of their account had touches: each could be credited if one were named.
--
-- Where both teams agreed to credit such a deal by its account, it is none of these.
--
-- grain: deal_id
-- scope: cluster
-- reads: marts.deals, marts.deal_groups, canonical.leads, canonical.touches
with

nameless as (

    select
        deals.deal_id,
        deals.account_id
    from marts.deals
    left join marts.deal_groups on deals.deal_id = deal_groups.deal_id
    where deals.is_won and deals.account_id is not null and deal_groups.deal_id is null

),

candidates as (

    select
        nameless.deal_id,
        leads.lead_id
    from nameless
    inner join canonical.leads on nameless.account_id = leads.account_id
    where
        leads.lead_id in (
            select lead_id
            from canonical.touches
            where campaign_id is not null or channel is not null
        )

)

select
    deals.deal_id,
    deals.account_id,
    deals.closed_on,
    count(*) as lead_count
from candidates
inner join marts.deals on candidates.deal_id = deals.deal_id
group by all
order by deals.closed_on, deals.deal_id
