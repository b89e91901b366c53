-- Which versions of each agreement have ever held, from when to when?
--
-- One row a value. agreed_at is null for what held since ever, replaced_at for what holds until further notice. A version that
-- takes a build stands here once the build has applied it.
--
-- grain:   agreement, agreement_id, agreed_at?, applies_to, value_name
-- params:
-- reads:   seen.agreed_values
-- columns: agreement, agreement_id, agreed_at (time), replaced_at (time), applies_to, value_name, value
select
    agreement,
    agreement_id,
    agreed_at,
    replaced_at,
    applies_to,
    value_name,
    value
from seen.agreed_values()
order by agreement, agreed_at nulls first, applies_to, value_name
