-- Every column that may tell which records count (deleted, archived, a status) is used.
--
-- group: Counts add up
-- level: warn
-- scope: house
-- reads: meta.columns
select
    source,
    file,
    "column"
from meta.columns
where is_flag and not is_used
