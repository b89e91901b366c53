-- What was changed in the values of each file while it was read, by column and rule?
--
-- A rule that only says how a column writes its days or numbers changes no value and has no count.
--
-- grain:   source, file, column_name?, change
-- params:
-- reads:   meta.cleaned
-- columns: source, file, table_name, column_name, change, value_count (count)
select
    source,
    file,
    "table" as table_name,
    "column" as column_name,
    change,
    number as value_count
from meta.cleaned
order by source, file, column_name nulls first, change
