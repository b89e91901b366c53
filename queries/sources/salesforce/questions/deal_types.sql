-- Opportunity types; one whose name says it is taken.
--
-- grain: choice
-- params: likely
-- reads: raw.known_deals
select
    deal_type as choice,
    count(*) as choice_count,
    regexp_matches(lower(deal_type), $likely) as is_suggested,
    regexp_matches(lower(deal_type), $likely) as is_sure
from raw.known_deals
where
    deal_type is not null
    and not regexp_matches(lower(deal_type), '^new( business| customer)?$')
group by deal_type
order by is_suggested desc, choice_count desc, choice
