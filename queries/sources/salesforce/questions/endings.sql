-- Opportunity stages of which neither a file nor a flag says how they end.
--
-- grain: choice
-- params: sure, likely
-- reads: raw.known_deals, raw.stages
select
    stage as choice,
    count(*) as choice_count,
    regexp_matches(lower(stage), $likely) as is_suggested,
    regexp_full_match(regexp_replace(lower(stage), '[^\pL]', '', 'g'), $sure) as is_sure
from raw.known_deals
where
    stage is not null
    and is_won is null
    and stage not in (select stage from raw.stages)
group by stage
order by is_suggested desc, choice_count desc, choice
