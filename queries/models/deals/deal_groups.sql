-- The buying group of a deal: its own lead and everybody named beside it, each once.
--
-- A deal of which no lead is known has the leads of its account, where both teams had agreed on that by its end.
--
-- grain: deal_id, lead_id
-- scope: cluster
-- reads: canonical.deal_leads, canonical.leads, marts.deals, agreements.attribution
with

members as (

    select deal_id, lead_id
    from canonical.deal_leads
    union
    select deal_id, lead_id
    from marts.deals
    where lead_id is not null

),

named as (

    select
        members.deal_id,
        members.lead_id
    from members
    inner join canonical.leads on members.lead_id = leads.lead_id

),

by_account as (

    select
        deals.deal_id,
        leads.lead_id
    from marts.deals
    inner join canonical.leads on deals.account_id = leads.account_id
    inner join agreements.attribution
        on deals.ends_at >= attribution.effective_from
        and deals.ends_at < attribution.effective_to
    left join named on deals.deal_id = named.deal_id
    where attribution.account_fallback = 'on' and named.deal_id is null

),

members_of_groups as (

    select *
    from named
    union all
    select *
    from by_account

)

select *
from members_of_groups
order by deal_id, lead_id
