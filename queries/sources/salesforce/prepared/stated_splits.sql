-- Splits with the percentage each states, however it is written: 15, 15%, 15,5 %; blank where it states none.
--
-- grain: opportunity_id, owner, split_type
-- reads: raw.splits
select
    *,
    try_cast(replace(regexp_replace(percentage, '[%\s]', '', 'g'), ',', '.') as decimal(12, 6)) as stated
from raw.splits
