-- A stage that a lead is in already is not entered again: the history of a property holds changes of its value alone.
create table repeated as
select lead_id, stage, entered_at
from (
    from stage_entries where stage <> 'sal'
)
qualify stage = lag(stage) over (partition by lead_id order by entered_at, stage)
union all
select lead_id, stage, entered_at
from (
    from stage_entries where stage in ('sal', 'recycled')
)
qualify stage = lag(stage) over (partition by lead_id order by entered_at, stage);

delete from stage_entries where (lead_id, stage, entered_at) in (select (lead_id, stage, entered_at) from repeated);
