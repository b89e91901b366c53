-- Deal stages that neither a pipeline file nor a flag of the deals explains.
--
-- grain: choice
-- params: sure, likely
-- reads: raw.deals, raw.pipeline_stages
select
    stage as choice,
    count(*) as choice_count,
    regexp_matches(lower(stage), $likely) as is_suggested,
    regexp_full_match(regexp_replace(lower(stage), '[^\pL]', '', 'g'), $sure) as is_sure
from raw.deals
where
    stage is not null
    and is_won is null
    and is_lost is null
    and stage not in (select id from raw.pipeline_stages)
    and stage not in (select label from raw.pipeline_stages where label is not null)
group by stage
order by is_suggested desc, choice_count desc, choice
