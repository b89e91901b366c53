-- Which records were rejected, where are they, and why?
--
-- One row a record; a record with several faults lists them all. A record that was left out because its amount has no exchange
-- rate has no line: its id stands as its value.
--
-- grain:   source, file, line?, value?
-- params:  $in_file varchar = 'no' in (no, yes), $source varchar = null, $file varchar = null
-- reads:   meta.rejects
-- columns: source, file, table_name, line (count), column_name, value, reason
select
    source,
    file,
    any_value("table") as table_name,
    line,
    string_agg("column", '; ' order by "column", reason) as column_name,
    string_agg(value, '; ' order by "column", reason) as value,
    string_agg(reason, ' ' order by "column", reason) as reason
from meta.rejects
where $in_file = 'no' or (source = $source and file = $file)
group by source, file, line, case when line is null then value end
order by source, file, line, value
