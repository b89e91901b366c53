-- Which versions of each agreement have ever held, from when to when, and who signed them?
--
-- One row a value. agreed_at is null for what held since ever, replaced_at for what holds until further notice; unsigned ones have
-- no signatures. A version that takes a build stands here once a build has applied it.
--
-- formerly: definitions/history
-- grain:   agreement, agreement_id, agreed_at?, applies_to, value_name
-- params:
-- reads:   filtered.agreed_values, store.agreements
-- columns: agreement, agreement_id, agreed_at (time), replaced_at (time), applies_to, value_name, value, signed_marketing,
--          signed_sales, signed_at (time), note
select
    agreed.agreement,
    agreed.agreement_id,
    agreed.agreed_at,
    agreed.replaced_at,
    agreed.applies_to,
    agreed.value_name,
    agreed.value,
    agreements.signed_marketing,
    agreements.signed_sales,
    agreements.created_at as signed_at,
    nullif(agreements.note, '') as note
from filtered.agreed_values() as agreed
left join store.agreements on agreed.agreement_id = agreements.agreement_id
order by agreed.agreement, agreed.agreed_at nulls first, agreed.applies_to, agreed.value_name
