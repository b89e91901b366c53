-- Which promises about the data hold, and which rows break the others?
--
-- grain:   check_name
-- params:
-- reads:   meta.checks
-- columns: check_name, group_name, sentence, level, failed_count (count), sample
select
    check_name,
    "group" as group_name,
    sentence,
    level,
    failed_count,
    sample
from meta.checks
order by failed_count > 0 desc, level, group_name, check_name
