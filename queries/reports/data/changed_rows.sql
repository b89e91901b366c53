-- Which rows did the newest import add, change or take away?
--
-- what names the columns that differ, with the value before and after; of personal data the column alone.
--
-- grain:   source, table_name, id
-- params:  $scope, $source varchar = null, $in_table varchar = null, $change varchar = 'all' in (all, new, changed, gone)
-- reads:   filtered.changed_rows_scoped
-- columns: source, table_name, change, id, what, lead_id, deal_id
select
    source,
    "table" as table_name,
    change,
    id,
    what,
    lead_id,
    deal_id
from filtered.changed_rows_scoped($scope)
where
    source = coalesce($source, source)
    and "table" = coalesce($in_table, "table")
    and ($change = 'all' or change = $change)
order by source, table_name, change, id
