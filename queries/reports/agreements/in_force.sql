-- What have both teams agreed on, in force at the data's as-of?
--
-- One row a value. applies_to is the region, touch kind, stage or month it is for, else "all"; agreed_at is null for what always
-- held.
--
-- formerly: definitions/agreements
-- grain:   agreement, applies_to, value_name
-- params:  $as_of
-- reads:   filtered.agreed_values
-- columns: agreement, applies_to, value_name, value, agreed_at (time), agreement_id
select
    agreement,
    applies_to,
    value_name,
    value,
    agreed_at,
    agreement_id
from filtered.agreed_values()
where
    (agreed_at is null or agreed_at <= cast($as_of as timestamptz))
    and (replaced_at is null or cast($as_of as timestamptz) < replaced_at)
order by agreement, applies_to, value_name
