-- Leads that stand at a step now, neither further nor closed, each with how long the company's took that moved on.
--
-- p90_days: nine in ten of those that made the step, whenever, needed no longer; told where ten of them are known. The latest round counts.

-- scoped: rep_id
create macro filtered.waiting_steps(filters) as table
    with

    paces as (

        select
            stage,
            count(days_to_next) as moved_count,
            quantile_cont(days_to_next, 0.5) as median_days,
            case when count(days_to_next) >= 10 then quantile_disc(days_to_next, 0.9) end as p90_days
        from marts.funnel_steps
        group by all

    )

    select
        steps.*,
        paces.moved_count,
        paces.median_days,
        paces.p90_days,
        coalesce(steps.age_days > paces.p90_days, false) as is_stuck
    from marts.funnel_steps as steps
    inner join marts.leads on steps.lead_id = leads.lead_id and steps.stage = leads.latest_stage
    inner join paces on steps.stage = paces.stage
    left join marts.episodes as later
        on steps.lead_id = later.lead_id and steps.episode + 1 = later.episode and later.episode > 1
    where
        later.lead_id is null
        and steps.days_to_next is null
        and steps.reject_reason is null
        and filtered.in_period(filters, steps.began_on)
        and filtered.keeps_lead(
            filters, steps.channel, steps.campaign_id, steps.rep_id, steps.team, steps.region, steps.segment,
            steps.was_customer
        );
