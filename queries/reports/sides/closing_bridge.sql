-- What goes with the change of booked revenue: deals in play, how many closed, how many of these were won, and how large they were?
--
-- Booked in the period = (open at its start + opened) x share closed x share of these won x average won; each part is what the change
-- of that one alone is worth, averaged over every order (Shapley), and they add up to the change to the cent. It shows the current
-- quarter, which the bridge of leads cannot, since leads need their days to win. Interval (95%): accounts resampled; none where
-- nothing varied. It says what goes with the change, not what caused it.
--
-- grain:   part
-- params:  $filters, $comparison, $as_of, $period varchar = 'chosen' in (chosen, quarter)
-- reads:   filtered.closing_arms, marts.deals, meta.tables
-- needs:   deals
-- with:    cells=sides/closing_cells
-- then:    overlap.subjects.sides.steps.closing_bridge.closing_bridge
-- columns: place (number), part, amount (money, closing_part), amount_low (money), amount_high (money), verdict,
--          figure_then (number, closing_figure), figure_now (number, closing_figure), revenue_then (money, booked_from),
--          revenue_now (money, booked_from), in_play_then (count, deals_in_play, of deals), in_play_now (count, deals_in_play, of deals),
--          won_then (count, deals_won, of deals), won_now (count, deals_won, of deals), then_starts_on (date), then_ends_on (date), now_starts_on (date), now_ends_on (date)
-- opens:   sides/deals_in_play arm='then' count=in_play_then
--          sides/deals_in_play arm='now' count=in_play_now
--          sides/deals_in_play arm='then' state='won' count=won_then
--          sides/deals_in_play arm='now' state='won' count=won_now
with

known as (

    select
        coalesce(count(opened_on) > 0, false) as openings_are_known,
        coalesce(bool_or(outcome = 'lost'), false) as losses_are_known
    from marts.deals

),

supplied as (

    select coalesce(bool_or(is_supplied) filter (where "table" = 'deals'), false) as is_recorded
    from meta.tables

)

select
    arms.*,
    known.openings_are_known,
    known.losses_are_known
from filtered.closing_arms($filters, $comparison, $as_of, $period) as arms
cross join known
cross join supplied
where supplied.is_recorded
order by arms.arm
