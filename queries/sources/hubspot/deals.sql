-- A deal, of the lead that came first among its contacts; the kind is its type, else its pipeline's.
--
-- grain: deal_id
-- reads: raw.living_deals, raw.contacts_of_deals, raw.deal_companies, raw.pipelines, raw._choices
with

first_leads as (

    select
        deal_id,
        arg_min(lead_id, (created_at, lead_id)) as lead_id
    from raw.contacts_of_deals
    group by deal_id

),

companies as (

    select
        deal_id,
        min(company_id) as company_id
    from raw.deal_companies
    group by deal_id

)

select
    deals.deal_id,
    coalesce(companies.company_id, trim(split_part(deals.company_id, ';', 1))) as account_id,
    first_leads.lead_id,
    deals.created_at as opened_at,
    deals.created_at_is_date_only as opened_at_is_date_only,
    deals.closed_at,
    deals.closed_at_is_date_only,
    deals.outcome,
    deals.amount,
    deals.currency,
    case
        when regexp_matches(lower(deals.deal_type), 'renew') then 'renewal'
        when regexp_matches(lower(deals.deal_type), 'existing|expan|upsell|upgrade|cross') then 'expansion'
        when deals.deal_type is not null then 'new'
        when deals.pipeline in (select choice from raw._choices where question = 'renewal') then 'renewal'
        when deals.pipeline in (select choice from raw._choices where question = 'expansion') then 'expansion'
    end as kind,
    deals.stage_label as stage,
    case when deals.outcome = 'lost' then deals.lost_reason end as lost_reason,
    case
        when deals.outcome = 'open' then cast(timezone($zone, deals.closes_at) as date)
    end as expected_close_on
from raw.living_deals as deals
left join first_leads on deals.deal_id = first_leads.deal_id
left join companies on deals.deal_id = companies.deal_id
