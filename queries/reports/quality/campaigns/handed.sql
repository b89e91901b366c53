-- Which handoffs are behind this number of another threshold?
--
-- part: all; regular, at or above the threshold of the day of the handoff; now, those of them at or above the one of today; kept,
-- those at or above the one asked about, too; given_up, the others of now; former, regular ones below the one of today; override
-- and sampled, not regular, by choice and at random; asked, the sampled ones at or above the one asked about; unscored. result:
-- `old_enough` to be SQLs, `qualified` (SQLs), `won_old_enough`, `won`; `ripened`, sampled at random and at the agreed threshold
-- within 30 days by the touches that came.
--
-- grain:   handoff_id
-- params:  $filters, $scope, $rows, $as_of, $threshold integer = null,
--          $part varchar = 'all' in (all, regular, now, kept, given_up, former, override, sampled, asked, unscored),
--          $result varchar = 'all' in (all, old_enough, qualified, won_old_enough, won, ripened), $score integer = null
-- reads:   filtered.handed_scoped, marts.leads, marts.reps
-- needs:   handoffs
-- columns: handoff_id, lead_id, lead_name, company, handed_on (date), score (count), part, is_qualified (flag), is_won (flag),
--          rep_name, channel, segment
with

asked as (

    select
        filtered.agreed_threshold($as_of) as agreed,
        coalesce($threshold, filtered.agreed_threshold($as_of)) as threshold

),

handoffs as (

    select
        handed.*,
        asked.agreed,
        asked.threshold
    from filtered.handed_scoped($filters, $scope) as handed
    cross join asked

),

first_rows as (

    select *
    from handoffs
    where
        ($score is null or handoffs.score = $score)
        and case $part
            when 'all' then true
            when 'now' then handoffs.part = 'regular' and handoffs.score >= handoffs.agreed
            when 'kept' then
                handoffs.part = 'regular' and handoffs.score >= handoffs.agreed and handoffs.score >= handoffs.threshold
            when 'given_up' then
                handoffs.part = 'regular' and handoffs.score >= handoffs.agreed and handoffs.score < handoffs.threshold
            when 'former' then handoffs.part = 'regular' and handoffs.score < handoffs.agreed
            when 'asked' then
                handoffs.part = 'sampled' and handoffs.score >= handoffs.threshold and handoffs.score < handoffs.agreed
            else handoffs.part = $part
        end
        and case $result
            when 'old_enough' then handoffs.is_old_enough
            when 'qualified' then handoffs.is_qualified
            when 'won_old_enough' then handoffs.is_won_old_enough
            when 'won' then handoffs.is_won
            when 'ripened' then handoffs.part = 'sampled' and handoffs.score_30d >= handoffs.agreed
            else true
        end
    order by handoffs.handed_on desc, handoffs.handoff_id
    limit $rows

)

select
    handoffs.handoff_id,
    handoffs.lead_id,
    leads.lead_name,
    leads.company,
    handoffs.handed_on,
    handoffs.score,
    case
        when handoffs.part = 'regular' and handoffs.score < handoffs.agreed then 'former'
        when handoffs.part = 'regular' and handoffs.score < handoffs.threshold then 'given_up'
        when handoffs.part = 'regular' then 'kept'
        else handoffs.part
    end as part,
    handoffs.is_qualified,
    handoffs.is_won,
    filtered.person(coalesce(reps.rep_name, handoffs.rep_id), handoffs.is_holder_unknown) as rep_name,
    coalesce(handoffs.channel, 'not recorded') as channel,
    coalesce(handoffs.segment, 'not recorded') as segment
from first_rows as handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
left join marts.reps on handoffs.rep_id = reps.rep_id
order by handoffs.handed_on desc, handoffs.handoff_id
