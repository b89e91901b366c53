-- Each time an opportunity entered a stage: rows of the history that only moved the amount or the date are no entry.
--
-- A loader's history is of the opportunity itself, and says so by its id.
--
-- grain: opportunity_id, entered_at
-- reads: raw.opportunity_history, raw.known_deals
with

moves as (

    select
        coalesce(history.opportunity_id, history.id) as opportunity_id,
        history.changed_at as entered_at,
        bool_and(history.changed_at_is_date_only) as is_date_only,
        max(history.stage) as stage,
        max(history.value) as amount,
        max(try_cast(rtrim(history.probability, '%') as double)) as probability
    from raw.opportunity_history as history
    where
        history.stage is not null
        and history.changed_at is not null
        and not coalesce(history.is_deleted, false)
    group by 1, 2

)

select moves.*
from moves
inner join raw.known_deals as deals on moves.opportunity_id = deals.id
qualify moves.stage is distinct from lag(moves.stage) over (partition by moves.opportunity_id order by moves.entered_at)
