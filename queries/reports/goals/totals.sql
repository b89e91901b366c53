-- How did marketing and sales do together in this period?
--
-- Leads by the day they were created, MQLs by the day they first became one (those that came back are beside them), handoffs by
-- the day they were handed over, revenue by the day a deal was won. Under a filter on people revenue is their shares, so that
-- people add up to it; deals count whole. The deal win rate is of the deals opened in the period that have had their days; kinds:
-- new, unless asked otherwise.
--
-- formerly: overview/totals
-- grain:   one row
-- params:  $filters
-- reads:   filtered.leads, filtered.episodes, filtered.handoffs, filtered.deals_closed, filtered.deals_opened
-- columns: lead_count (count, leads_created, handoffs), won_count (count, leads_won_so_far, of won, handoffs),
--          mql_count (count, leads_qualified, of mql, handoffs), came_back_count (count, leads_came_back, of mql, handoffs), handoff_count (count, handoffs, of handoffs),
--          handoff_old_enough_count (count, handoffs, of handoffs), accepted_count (count, handoffs_accepted, of handoffs, of sal),
--          acceptance_rate (rate, acceptance_rate, of handoffs, of sal), acceptance_rate_low (rate,, of sal), acceptance_rate_high (rate,, of sal),
--          deal_count (count, deals_won, of deals), shared_count (count, deals_shared_with_others, of deals),
--          revenue (money, booked_from, of deals),
--          opened_count (count, deals_opened, of deals), opened_old_enough_count (count, deals_opened, of deals),
--          opened_won_count (count, deals_won_in_time, of deals), win_rate (rate, win_rate), win_rate_low (rate), win_rate_high (rate)
-- opens:   lead/list count=lead_count
--          lead/list state='won' count=won_count
--          lead/qualified count=mql_count
--          lead/qualified round='again' count=came_back_count
--          quality/handoffs count=handoff_count
--          quality/handoffs state='old_enough' count=handoff_old_enough_count
--          quality/handoffs state='accepted' count=accepted_count
--          revenue/deals_closed outcome='won' count=deal_count sum=revenue
--          revenue/deals_closed outcome='won' part='shared' count=shared_count
--          revenue/deals_opened count=opened_count
--          revenue/deals_opened state='old_enough' count=opened_old_enough_count
--          revenue/deals_opened state='won_in_time' count=opened_won_count
with

leads_created as (

    select
        count(*) as lead_count,
        count(*) filter (where is_won) as won_count
    from filtered.leads($filters)

),

rounds_qualified as (

    select
        count(*) filter (where episode = 1) as mql_count,
        count(*) filter (where episode > 1) as came_back_count
    from filtered.episodes($filters)
    where mql_on is not null

),

handoffs_judged as (

    select
        count(*) as handoff_count,
        count(*) filter (where filtered.is_mature(age_days, within_days)) as handoff_old_enough_count,
        count(*) filter (
            where filtered.is_mature(age_days, within_days)
                and filtered.is_accepted(days_to_accepted, days_to_rejected, days_to_sql, within_days)
        ) as accepted_count
    from filtered.handoffs($filters)

),

deals_won as (

    select
        count(*) as deal_count,
        count(*) filter (where is_shared) as shared_count,
        coalesce(filtered.money(selected_cents), 0) as revenue
    from filtered.deals_closed($filters)
    where is_won

),

deals_opened as (

    select
        count(*) as opened_count,
        count(*) filter (where filtered.is_mature(age_days, won_within_days)) as opened_old_enough_count,
        count(*) filter (
            where filtered.is_mature(age_days, won_within_days)
                and is_won and filtered.is_within(days_to_close, is_date_only, won_within_days)
        ) as opened_won_count
    from filtered.deals_opened($filters)
    where opened_on is not null and filtered.is_wanted_kind($filters, kind)

)

select
    leads_created.lead_count,
    leads_created.won_count,
    rounds_qualified.mql_count,
    rounds_qualified.came_back_count,
    handoffs_judged.handoff_count,
    handoffs_judged.handoff_old_enough_count,
    handoffs_judged.accepted_count,
    filtered.rate(handoffs_judged.accepted_count, handoffs_judged.handoff_old_enough_count) as acceptance_rate,
    filtered.wilson_low(handoffs_judged.accepted_count, handoffs_judged.handoff_old_enough_count) as acceptance_rate_low,
    filtered.wilson_high(handoffs_judged.accepted_count, handoffs_judged.handoff_old_enough_count) as acceptance_rate_high,
    deals_won.deal_count,
    deals_won.shared_count,
    deals_won.revenue,
    filtered.if_openings_are_known(deals_opened.opened_count) as opened_count,
    filtered.if_openings_are_known(deals_opened.opened_old_enough_count) as opened_old_enough_count,
    filtered.if_openings_are_known(deals_opened.opened_won_count) as opened_won_count,
    filtered.rate(deals_opened.opened_won_count, deals_opened.opened_old_enough_count) as win_rate,
    filtered.wilson_low(deals_opened.opened_won_count, deals_opened.opened_old_enough_count) as win_rate_low,
    filtered.wilson_high(deals_opened.opened_won_count, deals_opened.opened_old_enough_count) as win_rate_high
from leads_created
cross join rounds_qualified
cross join handoffs_judged
cross join deals_won
cross join deals_opened
