-- How many rows of each table are new, changed or gone since the previous import?
--
-- Of the newest import, and of the tables of its source; a row is known by its id. Empty after the first import of all.
--
-- grain:   source, table_name
-- params:
-- reads:   meta.changes
-- columns: source, table_name, imported_at (time), before_count (count), new_count (count), changed_count (count),
--          gone_count (count), after_count (count)
-- opens:   data/changed_rows source=source in_table=table_name change='new' count=new_count
--          data/changed_rows source=source in_table=table_name change='changed' count=changed_count
--          data/changed_rows source=source in_table=table_name change='gone' count=gone_count
with

newest as (

    select max_by(generation, (imported_at, generation)) as generation
    from meta.changes

)

select
    changes.source,
    changes."table" as table_name,
    changes.imported_at,
    changes.before_count,
    changes.new_count,
    changes.changed_count,
    changes.gone_count,
    changes.after_count
from meta.changes
inner join newest on changes.generation = newest.generation
where changes.before_count > 0 or changes.after_count > 0
order by changes.new_count + changes.changed_count + changes.gone_count desc, changes."table"
