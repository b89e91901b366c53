-- What goes with the change of what leads brought, from one period's leads to another's?
--
-- Revenue of the leads created in a period, won within the same number of days: how many there were, their mix (points of the first
-- 14 days, channel), the share handed over, how it was followed up, the share accepted, the share of these that was won, and the
-- average won. Each part is what the change of that one alone is worth, averaged over every order in which they could change
-- (Shapley); with what was won beside them the parts add up to the change to the cent. Only days whose leads have had their days
-- count, in both periods. Interval (95%): accounts resampled; none where nothing varied. By team: what
-- marketing can act on (leads, mix), sales (follow-up), both (handing over, accepting, winning, size), or neither. It says what goes
-- with the change, not what caused it.
--
-- grain:   part
-- params:  $filters, $comparison, $as_of, $within_days integer = null in 1..1095, $by varchar = 'part' in (part, team)
-- reads:   filtered.bridge_arms, marts.stages, meta.tables
-- needs:   handoffs, deals
-- with:    cells=sides/bridge_cells
-- then:    overlap.subjects.sides.steps.bridge.bridge
-- columns: place (number), part, team, amount (money, bridge_part), amount_low (money), amount_high (money), verdict,
--          revenue_then (money, cohort_revenue), revenue_now (money, cohort_revenue), leads_then (count, leads_of_cohort),
--          leads_now (count, leads_of_cohort), won_then (count, won_of_cohort), won_now (count, won_of_cohort), within_days (days), then_starts_on (date), then_ends_on (date), now_starts_on (date),
--          now_ends_on (date)
-- opens:   sides/brought arm='then' count=leads_then
--          sides/brought arm='now' count=leads_now
--          sides/brought arm='then' state='won' count=won_then
--          sides/brought arm='now' state='won' count=won_now
with

recorded as (

    select coalesce(bool_or(is_recorded) filter (where stage in ('sal', 'sql')), false) as acceptance_is_recorded
    from marts.stages

),

supplied as (

    select
        coalesce(bool_or(is_supplied) filter (where "table" = 'activities'), false) as activities_are_recorded,
        coalesce(bool_or(is_supplied) filter (where "table" = 'handoffs'), false)
        and coalesce(bool_or(is_supplied) filter (where "table" = 'deals'), false) as is_recorded
    from meta.tables

)

select
    arms.*,
    recorded.acceptance_is_recorded,
    supplied.activities_are_recorded,
    $by as grouped_by
from filtered.bridge_arms($filters, $comparison, $as_of, $within_days) as arms
cross join recorded
cross join supplied
where supplied.is_recorded
order by arms.arm
