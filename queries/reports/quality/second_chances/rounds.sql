-- Which leads, and which times they became MQLs, are behind this number?
--
-- `round`: first, or again after being returned by sales or lost. result: has had the days to become an SQL, or to be won; did so.
--
-- grain:   lead_id, episode
-- params:  $filters, $scope, $rows, $round varchar = null in (first, again),
--          $result varchar = 'all' in (all, old_enough, qualified, won_old_enough, won)
-- reads:   filtered.rounds_scoped, marts.leads
-- columns: lead_id, episode, lead_name, company, mql_on (date), round, is_qualified (flag), is_won (flag), channel, segment
with

first_rows as (

    select *
    from filtered.rounds_scoped($filters, $scope) as rounds
    where
        ($round is null or rounds.round = $round)
        and case $result
            when 'old_enough' then rounds.is_old_enough
            when 'qualified' then rounds.is_qualified
            when 'won_old_enough' then rounds.is_won_old_enough
            when 'won' then rounds.is_won_in_time
            else true
        end
    order by rounds.mql_on desc, rounds.lead_id, rounds.episode
    limit $rows

)

select
    rounds.lead_id,
    rounds.episode,
    leads.lead_name,
    leads.company,
    rounds.mql_on,
    rounds.round,
    rounds.is_qualified,
    rounds.is_won_in_time as is_won,
    coalesce(rounds.channel, 'not recorded') as channel,
    coalesce(rounds.segment, 'not recorded') as segment
from first_rows as rounds
inner join marts.leads on rounds.lead_id = leads.lead_id
order by rounds.mql_on desc, rounds.lead_id, rounds.episode
