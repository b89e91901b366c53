-- Steps that have had their days, counted in the finest cells that leaks are made of: the company's, the chosen ones, those of before.
--
-- Only a cell's lost steps carry a reason: of those made in time none was lost to it.

create macro filtered.leak_cells(filters, before) as table
    select
        funnel_steps.stage,
        funnel_steps.position,
        funnel_steps.next_stage,
        funnel_steps.channel,
        funnel_steps.segment,
        funnel_steps.region,
        funnel_steps.campaign_id,
        funnel_steps.team,
        funnel_steps.score_band,
        coalesce(funnel_steps.days_to_next < funnel_steps.within_days, false) as is_made,
        funnel_steps.days_to_next is not null as is_made_by_now,
        case when not coalesce(funnel_steps.days_to_next < funnel_steps.within_days, false) then funnel_steps.reject_reason end
            as reject_reason,
        count(*) filter (where filtered.in_period(filters, funnel_steps.began_on)) as company_count,
        count(*) filter (
            where filtered.in_period(filters, funnel_steps.began_on)
            and filtered.keeps_lead(
                filters, funnel_steps.channel, funnel_steps.campaign_id, funnel_steps.rep_id, funnel_steps.team,
                funnel_steps.region, funnel_steps.segment, funnel_steps.was_customer
            )
        ) as chosen_count,
        count(*) filter (where filtered.in_period(before, funnel_steps.began_on)) as before_count
    from marts.funnel_steps
    where
        funnel_steps.episode = 1
        and filtered.is_mature(funnel_steps.age_days, funnel_steps.within_days)
        and (filtered.in_period(filters, funnel_steps.began_on) or filtered.in_period(before, funnel_steps.began_on))
    group by all;
