-- How did each month go, by the day each thing happened?
--
-- A month that the period or the data only partly cover says so in is_whole. Rates leave out what is too recent.
--
-- formerly: overview/by_month
-- grain:   month
-- params:  $filters, $as_of
-- reads:   filtered.leads, filtered.episodes, filtered.handoffs, filtered.deals_closed, filtered.deals_opened, filtered.data_days
-- columns: month (date), next_month (date), is_whole (flag), lead_count (count, leads_created, handoffs),
--          mql_count (count, leads_qualified, of mql, handoffs), came_back_count (count, leads_came_back, of mql, handoffs),
--          handoff_count (count, handoffs, of handoffs), handoff_old_enough_count (count, handoffs, of handoffs), accepted_count (count, handoffs_accepted, of handoffs, of sal),
--          acceptance_rate (rate, acceptance_rate, of handoffs, of sal), deal_count (count, deals_won, of deals),
--          shared_count (count, deals_shared_with_others, of deals), revenue (money, booked_from, of deals),
--          opened_count (count, deals_opened, of deals), opened_old_enough_count (count, deals_opened, of deals),
--          opened_won_count (count, deals_won_in_time, of deals), win_rate (rate, win_rate)
-- opens:   lead/list starts_on=month ends_on=next_month count=lead_count
--          lead/qualified starts_on=month ends_on=next_month count=mql_count
--          lead/qualified starts_on=month ends_on=next_month round='again' count=came_back_count
--          quality/handoffs starts_on=month ends_on=next_month count=handoff_count
--          quality/handoffs starts_on=month ends_on=next_month state='old_enough' count=handoff_old_enough_count
--          quality/handoffs starts_on=month ends_on=next_month state='accepted' count=accepted_count
--          revenue/deals_closed starts_on=month ends_on=next_month outcome='won' count=deal_count sum=revenue
--          revenue/deals_closed starts_on=month ends_on=next_month outcome='won' part='shared' count=shared_count
--          revenue/deals_opened starts_on=month ends_on=next_month count=opened_count
--          revenue/deals_opened starts_on=month ends_on=next_month state='old_enough' count=opened_old_enough_count
--          revenue/deals_opened starts_on=month ends_on=next_month state='won_in_time' count=opened_won_count
with

happened as (

    select
        date_trunc('month', created_on) as month,
        1 as leads, 0 as mqls, 0 as again, 0 as handoffs, 0 as handoffs_old, 0 as accepted, 0 as won, 0 as shared, cast(0 as bigint) as won_cents,
        0 as opened, 0 as opened_old, 0 as opened_won
    from filtered.leads($filters)
    union all
    select
        date_trunc('month', mql_on), 0, cast(episode = 1 as integer), cast(episode > 1 as integer),
        0, 0, 0, 0, 0, 0, 0, 0, 0
    from filtered.episodes($filters)
    where mql_on is not null
    union all
    select
        date_trunc('month', handed_on), 0, 0, 0, 1,
        cast(filtered.is_mature(age_days, within_days) as integer),
        cast(
            filtered.is_mature(age_days, within_days)
            and filtered.is_accepted(days_to_accepted, days_to_rejected, days_to_sql, within_days) as integer
        ),
        0, 0, 0, 0, 0, 0
    from filtered.handoffs($filters)
    union all
    select
        date_trunc('month', closed_on), 0, 0, 0, 0, 0, 0, 1, cast(coalesce(is_shared, false) as integer), coalesce(selected_cents, 0), 0, 0, 0
    from filtered.deals_closed($filters)
    where is_won
    union all
    select
        date_trunc('month', opened_on), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
        cast(filtered.is_mature(age_days, won_within_days) as integer),
        cast(
            filtered.is_mature(age_days, won_within_days)
            and is_won and filtered.is_within(days_to_close, is_date_only, won_within_days) as integer
        )
    from filtered.deals_opened($filters)
    where opened_on is not null and filtered.is_wanted_kind($filters, kind)

),

months as (

    select
        cast(month as date) as month,
        cast(sum(leads) as bigint) as lead_count,
        cast(sum(mqls) as bigint) as mql_count,
        cast(sum(again) as bigint) as came_back_count,
        cast(sum(handoffs) as bigint) as handoff_count,
        cast(sum(handoffs_old) as bigint) as handoff_old_enough_count,
        cast(sum(accepted) as bigint) as accepted_count,
        cast(sum(won) as bigint) as deal_count,
        cast(sum(shared) as bigint) as shared_count,
        filtered.money(won_cents) as revenue,
        cast(sum(opened) as bigint) as opened_count,
        cast(sum(opened_old) as bigint) as opened_old_enough_count,
        cast(sum(opened_won) as bigint) as opened_won_count
    from happened
    group by all

),

seen_days as (

    select
        ($filters::filters).starts_on as starts_on,
        least(
            coalesce(($filters::filters).ends_on, date '9999-12-31'),
            whole_until
        ) as ends_on
    from filtered.data_days($as_of)

)

select
    greatest(months.month, coalesce(seen_days.starts_on, date '0001-01-01')) as month,
    least(
        cast(months.month + interval 1 month as date),
        coalesce(($filters::filters).ends_on, date '9999-12-31')
    ) as next_month,
    (seen_days.starts_on is null or months.month >= seen_days.starts_on)
    and cast(months.month + interval 1 month as date) <= seen_days.ends_on as is_whole,
    months.lead_count,
    months.mql_count,
    months.came_back_count,
    months.handoff_count,
    months.handoff_old_enough_count,
    months.accepted_count,
    filtered.rate(months.accepted_count, months.handoff_old_enough_count) as acceptance_rate,
    months.deal_count,
    months.shared_count,
    months.revenue,
    filtered.if_openings_are_known(months.opened_count) as opened_count,
    filtered.if_openings_are_known(months.opened_old_enough_count) as opened_old_enough_count,
    filtered.if_openings_are_known(months.opened_won_count) as opened_won_count,
    filtered.rate(months.opened_won_count, months.opened_old_enough_count) as win_rate
from months
cross join seen_days
order by month
