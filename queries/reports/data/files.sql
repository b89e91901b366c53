-- What was read from each file, and what became of its records?
--
-- records = accepted + rejected, file by file.
--
-- grain:   source, file
-- params:
-- reads:   meta.files
-- columns: source, file, table_name, records (count), accepted (count), rejected (count), later_than_import (count),
--          loaded_at (time)
-- opens:   data/rejects source=source file=file in_file='yes' count=rejected
select
    source,
    file,
    "table" as table_name,
    records,
    accepted,
    rejected,
    later_than_import,
    loaded_at
from meta.files
where is_supplied
order by source, table_name, file
