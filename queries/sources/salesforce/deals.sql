-- An opportunity, of the lead it was converted from, else its primary contact, else the first one; the kind by its type.
--
-- It closed on its close date, at the time it entered the last stage if that was the same day. Won before its close date
-- (a planned one), it closed when it was won.
--
-- grain: deal_id
-- reads: raw.living_deals, raw.contacts_of_deals, raw._choices
with

first_leads as (

    select
        opportunity_id,
        arg_min(lead_id, (place, created_at, lead_id)) as lead_id
    from raw.contacts_of_deals
    group by opportunity_id

),

ends as (

    select
        *,
        coalesce(
            entered_end_at is not null
            and (
                closes_at is null
                or cast(timezone($zone, entered_end_at) as date) = cast(timezone($zone, closes_at) as date)
                or (outcome = 'won' and entered_end_at < closes_at)
            ),
            false
        ) as is_by_history
    from raw.living_deals

)

select
    ends.id as deal_id,
    ends.account_id,
    first_leads.lead_id,
    ends.created_at as opened_at,
    ends.created_at_is_date_only as opened_at_is_date_only,
    case
        when ends.outcome = 'open' then null
        when ends.is_by_history then ends.entered_end_at
        else ends.closes_at
    end as closed_at,
    case
        when ends.outcome = 'open' then null
        when ends.is_by_history then false
        else ends.closes_at_is_date_only
    end as closed_at_is_date_only,
    ends.outcome,
    ends.value as amount,
    ends.currency,
    case
        when ends.deal_type in (select choice from raw._choices where question = 'renewal') then 'renewal'
        when ends.deal_type in (select choice from raw._choices where question = 'expansion') then 'expansion'
        when ends.deal_type is not null then 'new'
    end as kind,
    ends.stage,
    case when ends.outcome = 'lost' then ends.lost_reason end as lost_reason,
    case when ends.outcome = 'open' then cast(timezone($zone, ends.closes_at) as date) end as expected_close_on
from ends
left join first_leads on ends.id = first_leads.opportunity_id
