-- A page shows what is, not what was: each stage has one date, a lead has one owner since one day, a deal no past stages.
delete from lead_changes;
delete from deal_stages;
update leads set opted_out_at = null;
delete from stage_entries where stage = 'recycled';
create or replace table stage_entries as
select lead_id, stage, min(entered_at) as entered_at from stage_entries group by lead_id, stage;
create table last_owners as
select
    handoffs.lead_id,
    arg_max(assignments.rep_id, assigned_at) as rep_id,
    max(assigned_at) as assigned_at
from assignments
inner join handoffs on assignments.handoff_id = handoffs.handoff_id
group by handoffs.lead_id;
delete from handoffs;
delete from assignments;
insert into handoffs by name
select
    lead_id || '-1' as handoff_id,
    lead_id,
    rep_id,
    assigned_at as handed_at,
    (select max(entered_at) from stage_entries as s where s.lead_id = o.lead_id and stage = 'mql' and entered_at <= assigned_at)
        as qualified_at,
    (select min(entered_at) from stage_entries as s where s.lead_id = o.lead_id and stage = 'sal' and entered_at >= assigned_at)
        as accepted_at,
    '0' as transfers
from last_owners as o;
insert into assignments by name
select lead_id || '-1' as handoff_id, rep_id, assigned_at from last_owners;
