-- No account has more than 1% of all leads (and more than 20): such an account is a word like "Gmail", and joins nothing.
--
-- group: Values allowed
-- level: warn
-- scope: house
-- reads: meta.crowded_accounts
select
    account_id,
    company,
    lead_count
from meta.crowded_accounts
order by account_id
