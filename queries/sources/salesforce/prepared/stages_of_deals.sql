-- Whether an opportunity stage is won or lost: by the file of stages, the flags of opportunities in it, or the answers.
--
-- grain: stage
-- reads: raw.stages, raw.opportunities, raw.opportunity_history, raw._choices
with

told as (

    select
        stage,
        is_won,
        is_closed
    from raw.stages
    union all
    select
        stage,
        is_won,
        is_closed
    from raw.opportunities
    where
        stage is not null
        and is_won is not null

),

known as (

    select
        stage,
        bool_or(coalesce(is_won, false)) as is_won,
        bool_or(coalesce(is_closed, false) and not coalesce(is_won, false)) as is_lost
    from told
    group by stage

),

others as (

    select stage from raw.opportunities where stage is not null
    union
    select stage from raw.opportunity_history where stage is not null

)

select * from known
union all
select
    stage,
    stage in (select choice from raw._choices where question = 'won'),
    stage in (select choice from raw._choices where question = 'lost')
from others
where stage not in (select stage from known)
