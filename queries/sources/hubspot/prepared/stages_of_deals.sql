-- What a deal stage means: its label, whether it is won or lost, how likely a deal is won from there.
--
-- Where no file of pipelines lists a stage, its name and the answers about won and lost must do.
--
-- grain: stage
-- reads: raw.pipeline_stages, raw.deals, raw.deal_stage_entries, raw._choices
with

listed as (

    select
        id as stage,
        any_value(coalesce(label, id)) as label,
        bool_or(coalesce(is_won, false)) as is_won,
        bool_or(coalesce(is_closed, false) and not coalesce(is_won, false)) as is_lost,
        any_value(probability) as probability
    from raw.pipeline_stages
    group by id

),

by_label as (

    select
        label as stage,
        label,
        bool_or(is_won) as is_won,
        bool_or(is_lost) as is_lost,
        min(probability) as probability
    from listed
    where label not in (select stage from listed)
    group by label

),

unlisted as (

    select stage from raw.deals where stage is not null
    union
    select stage from raw.deal_stage_entries

)

select * from listed
union all
select * from by_label
union all
select
    stage,
    stage,
    stage in (select choice from raw._choices where question = 'won'),
    stage in (select choice from raw._choices where question = 'lost'),
    null
from unlisted
where
    stage not in (select stage from listed)
    and stage not in (select stage from by_label)
