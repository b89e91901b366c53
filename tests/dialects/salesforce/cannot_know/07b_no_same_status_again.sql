-- A status that a lead has already is not entered again, and of two at one moment one is not seen.
create table repeated as
select lead_id, stage, entered_at
from (
    from stage_entries where stage not in ('lead', 'opportunity')
)
qualify
    stage = lag(stage) over (partition by lead_id order by entered_at, stage)
    or entered_at = lag(entered_at) over (partition by lead_id order by entered_at, stage);

delete from stage_entries where (lead_id, stage, entered_at) in (select (lead_id, stage, entered_at) from repeated);
