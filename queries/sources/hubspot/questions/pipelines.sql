-- Pipelines of deals that have no deal type, where there is more than one.
--
-- grain: choice
-- params: likely
-- reads: raw.deals, raw.pipelines
with

untyped as (

    select
        deals.pipeline,
        coalesce(any_value(pipelines.label), deals.pipeline) as label,
        count(*) as deal_count
    from raw.deals
    left join raw.pipelines on deals.pipeline = pipelines.id
    where
        deals.deal_type is null
        and deals.pipeline is not null
    group by deals.pipeline

)

select
    pipeline as choice,
    label,
    deal_count as choice_count,
    regexp_matches(lower(label), $likely) as is_suggested
from untyped
where (select count(distinct pipeline) from raw.deals) > 1
order by is_suggested desc, choice_count desc, choice
