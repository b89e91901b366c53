-- Which leads were returned by sales, lost or won, and which of them came back?
--
-- result: came back; became an SQL, or was won, within the agreed days of coming back.
--
-- grain:   lead_id, episode
-- params:  $filters, $scope, $rows, $as_of, $ended_as varchar = null in (given_back, lost, won),
--          $result varchar = 'all' in (all, back, qualified, won)
-- reads:   filtered.ended_rounds_scoped, marts.leads
-- columns: lead_id, episode, lead_name, company, mql_on (date), ended_as, ended_at (time), back_at (time), days (days), channel,
--          segment
with

first_rows as (

    select *
    from filtered.ended_rounds_scoped($filters, $scope, $as_of) as ended
    where
        ($ended_as is null or ended.ended_as = $ended_as)
        and case $result
            when 'back' then ended.is_back
            when 'qualified' then ended.is_qualified_again
            when 'won' then ended.is_won_again
            else true
        end
    order by ended.ended_at desc, ended.lead_id, ended.episode
    limit $rows

)

select
    ended.lead_id,
    ended.episode,
    leads.lead_name,
    leads.company,
    ended.mql_on,
    ended.ended_as,
    ended.ended_at,
    ended.back_at,
    ended.days,
    coalesce(ended.channel, 'not recorded') as channel,
    coalesce(ended.segment, 'not recorded') as segment
from first_rows as ended
inner join marts.leads on ended.lead_id = leads.lead_id
order by ended.ended_at desc, ended.lead_id, ended.episode
