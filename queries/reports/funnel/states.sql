-- Where does every lead of the period stand today?
--
-- A snapshot, apart from the cohorts: each lead created in the period in exactly one state, the stage it entered last, or lost,
-- returned or rejected by sales since. Old leads had more time than new ones, so these shares are no conversion rates.
--
-- grain:   state
-- params:  $filters
-- reads:   filtered.lead_states
-- columns: place (count), state, lead_count (count, leads_in_state), share (rate, state_share)
-- opens:   funnel/leads_in_state state=state count=lead_count
with

states as (

    select *
    from (
        values
        ('lead', 1), ('mql', 2), ('sal', 3), ('sql', 4), ('opportunity', 5), ('won', 6), ('lost', 7), ('recycled', 8), ('rejected', 9)
    ) as known (state, place)

),

counted as (

    select
        state,
        count(*) as lead_count
    from filtered.lead_states($filters)
    group by all

)

select
    states.place,
    counted.state,
    counted.lead_count,
    counted.lead_count / sum(counted.lead_count) over () as share
from counted
inner join states on counted.state = states.state
order by states.place
