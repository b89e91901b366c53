-- Which canonical tables does each source supply? Missing is not the same as empty.
--
-- grain:   table_name, source
-- params:
-- reads:   meta.tables, meta.cuts
-- columns: table_name, source, is_supplied (flag), cut_count (count), undone_count (count)
select
    tables."table" as table_name,
    tables.source,
    tables.is_supplied,
    coalesce(cuts.cut, 0) as cut_count,
    coalesce(cuts.undone, 0) as undone_count
from meta.tables
left join meta.cuts on tables."table" = cuts."table"
order by tables."table", tables.source
