-- How many follow-ups and wins did each person (or team) have among handoffs alike in load, score and channel?
--
-- Every group of the company, with the counts that the filters leave, none perhaps, and those of the whole company in the period (company_),
-- from which is learnt what to expect. load_band: of the week, against the agreed capacity of all people, in quarters of it up to 2 (8);
-- score_band: tenths of the period's scores. group_id is empty for handoffs that nobody is known to have worked.
--
-- grain:   group_id?, channel?, score_band?, load_band?
-- params:  $filters, $company_filters, $company_any_day_filters, $as_of, $by varchar = 'team' in (team, rep)
-- reads:   filtered.sides_handoffs, filtered.weeks, marts.followups, marts.reps
-- needs:   handoffs
-- columns: group_id, group_name, channel, score_band (number, score_tenth), load_band (number, load_band),
--          due_count (count, followups_due, of activities), in_time_count (count, followups_in_time, of activities),
--          by_date_count (count, followups_due, of activities), progressed_count (count, followups_progressed, of activities),
--          unlogged_count (count, followups_unlogged, of activities), winnable_count (count, handoffs_judged, of handoffs),
--          won_count (count, handoffs_won, of handoffs, of won), company_due (number),
--          company_in_time (number), company_by_date (number),
--          company_winnable (number), company_won (number)
with

handoffs as (

    select
        handoffs.*,
        filtered.week_of(handoffs.handed_on) as first_on,
        reps.rep_name,
        asked.handoff_id is not null as is_asked
    from filtered.sides_handoffs($company_filters, $as_of) as handoffs
    left join filtered.sides_handoffs($filters, $as_of) as asked
        on handoffs.handoff_id = asked.handoff_id and handoffs.arm = asked.arm
    left join marts.reps on handoffs.rep_id = reps.rep_id
    where handoffs.arm = 'now'

),

loads as (

    select
        filtered.week_of(weeks.week) as first_on,
        -- least() passes over what is not known: a week without an agreed capacity is not a full one
        case when weeks.load is not null then cast(least(floor(4 * weeks.load), 8) as bigint) end as load_band
    from filtered.weeks($company_any_day_filters, $as_of) as weeks

),
tenths as (

    select list_distinct(quantile_disc(score, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])) as limits
    from handoffs

)

select
    case $by when 'team' then handoffs.team else handoffs.rep_id end as group_id,
    case $by when 'team' then coalesce(handoffs.team, 'not recorded') else coalesce(handoffs.rep_name, 'not recorded') end as group_name,
    handoffs.channel,
    case
        when handoffs.score is not null
            then cast(len(list_filter(tenths.limits, lambda low: handoffs.score > low)) as bigint)
    end as score_band,
    loads.load_band,
    count(*) filter (where handoffs.is_asked and followups.is_due) as due_count,
    count(*) filter (where handoffs.is_asked and followups.is_in_time) as in_time_count,
    count(*) filter (where handoffs.is_asked and followups.is_due and followups.is_known_by_date) as by_date_count,
    count(*) filter (where handoffs.is_asked and followups.is_progressed) as progressed_count,
    count(*) filter (where handoffs.is_asked and followups.is_unlogged) as unlogged_count,
    count(*) filter (where handoffs.is_asked and handoffs.is_winnable) as winnable_count,
    count(*) filter (where handoffs.is_asked and handoffs.is_won_in_time) as won_count,
    count(*) filter (where followups.is_due) as company_due,
    count(*) filter (where followups.is_in_time) as company_in_time,
    count(*) filter (where followups.is_due and followups.is_known_by_date) as company_by_date,
    count(*) filter (where handoffs.is_winnable) as company_winnable,
    count(*) filter (where handoffs.is_won_in_time) as company_won
from handoffs
cross join tenths
left join loads on handoffs.first_on = loads.first_on
left join marts.followups on handoffs.handoff_id = followups.handoff_id
group by all
order by all
