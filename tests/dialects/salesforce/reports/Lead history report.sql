with

told as (

    select coalesce(converted.lead_id, stage_entries.lead_id) as lead_id, entered_at as changed_at, 'Lead Status' as field,
        upper(stage) as new_value
    from stage_entries
    left join converted on stage_entries.lead_id = converted.contact_id
    where stage in ('mql', 'sal', 'sql', 'recycled')
    union all
    select coalesce(converted.lead_id, handoffs.lead_id), assigned_at, 'Lead Owner', rep_name
    from assignments
    inner join handoffs on assignments.handoff_id = handoffs.handoff_id
    inner join reps on assignments.rep_id = reps.rep_id
    left join converted on handoffs.lead_id = converted.contact_id
    union all
    select coalesce(converted.lead_id, handoffs.lead_id), handed_at, 'Lead Owner', rep_name
    from handoffs
    inner join reps on handoffs.rep_id = reps.rep_id
    left join converted on handoffs.lead_id = converted.contact_id
    where handoff_id not in (select handoff_id from assignments)
    union all
    select
        coalesce(converted.lead_id, handoffs.lead_id),
        strftime(handed_at::timestamptz - interval 1 minute, '%Y-%m-%dT%H:%M:%SZ'), 'Lead Owner', 'Inbound Queue'
    from handoffs
    left join converted on handoffs.lead_id = converted.contact_id
    union all
    select coalesce(converted.lead_id, lead_changes.lead_id), changed_at, title_case(attribute), value
    from lead_changes
    left join converted on lead_changes.lead_id = converted.contact_id

)

select
    lead_id as "Lead ID",
    field as "Field / Event",
    coalesce(
        lag(new_value) over (partition by lead_id, field order by changed_at),
        case field when 'Lead Status' then 'New' when 'Lead Owner' then 'Inbound Queue' end
    ) as "Old Value",
    new_value as "New Value",
    us(changed_at) as "Edit Date"
from told
