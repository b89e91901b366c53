-- Leads drawn by lot: which handoff a draw led to, and the two arms of a hold test.

-- Leads drawn by lot, of one kind: imported, and drawn here; a lead that is in both was drawn when it was first.
create macro filtered.sampled(wanted_kind) as table
    select
        drawn.lead_id,
        min_by(drawn.share, drawn.drawn_at) as share,
        min(drawn.drawn_at) as drawn_at
    from (
        select lead_id, share, drawn_at from marts.samples where samples.kind = wanted_kind
        union all
        select coalesce(merged_leads.merged_into, samples.lead_id), samples.share, samples.drawn_at
        from store.samples
        left join marts.merged_leads on samples.lead_id = merged_leads.lead_id
        where samples.kind = wanted_kind
    ) as drawn
    group by drawn.lead_id;

-- The handoff each draw led to: the first from the draw on.
create macro filtered.explored() as table
    select
        min_by(handoffs.handoff_id, handoffs.round) as handoff_id,
        min(drawn.share) as share
    from filtered.sampled('exploration') as drawn
    inner join marts.handoffs
        on drawn.lead_id = handoffs.lead_id
        and case
            when coalesce(handoffs.is_date_only, false) then handoffs.handed_at + interval 1 day > drawn.drawn_at
            else handoffs.handed_at >= drawn.drawn_at
        end
    group by drawn.lead_id;

-- The hold test: leads held back by lot from the day they reached the threshold, and those that reached it while the test ran and
-- were not. Won counts from that day; early: handed over before their 14 days were over.
-- scoped: rep_id
create macro filtered.hold_arms(filters, asked_at) as table
    select
        leads.*,
        crossed.arm,
        crossed.crossed_at,
        whole_days(crossed.crossed_at, cast(asked_at as timestamptz), false, crossed.time_zone) >= leads.won_within_days
            as is_old_enough,
        whole_days(crossed.crossed_at, cast(asked_at as timestamptz), false, crossed.time_zone) >= leads.won_within_days
        and coalesce(
            days_from(crossed.crossed_at, leads.won_at, leads.won_is_date_only, crossed.time_zone)
                between 0 and leads.won_within_days - 1,
            false
        ) as is_won_in_time,
        coalesce(
            crossed.arm = 'held'
            and days_from(crossed.crossed_at, leads.handed_at, false, crossed.time_zone) between 0 and hold_days() - 1,
            false
        ) as is_early
    from filtered.leads(filters) as leads
    inner join (
        select
            reached.lead_id,
            case when drawn.lead_id is not null then 'held' else 'at_once' end as arm,
            coalesce(drawn.drawn_at, reached.reached_at) as crossed_at,
            house.time_zone
        from (
            select
                lead_id,
                min(reached_at) as reached_at
            from (
                select lead_id, mql_at as reached_at from marts.episodes where episode = 1 and mql_at is not null
                union all
                select lead_id, coalesce(qualified_at, handed_at) from marts.handoffs
                union all
                select lead_id, drawn_at from filtered.sampled('hold')
            )
            group by lead_id
        ) as reached
        cross join meta.house
        cross join (
            select min(drawn_at) as starts_at, max(drawn_at) as ends_at from filtered.sampled('hold')
        ) as test
        left join filtered.sampled('hold') as drawn on reached.lead_id = drawn.lead_id
        left join filtered.sampled('exploration') as explored on reached.lead_id = explored.lead_id
        where
            explored.lead_id is null
            and coalesce(drawn.drawn_at, reached.reached_at) >= test.starts_at
            and coalesce(drawn.drawn_at, reached.reached_at) <= test.ends_at
    ) as crossed on leads.lead_id = crossed.lead_id;
