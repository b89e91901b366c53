with

told as (

    select coalesce(converted.lead_id, stage_entries.lead_id) as lead_id, entered_at as changed_at, 'Status' as field, upper(stage) as new_value
    from stage_entries
    left join converted on stage_entries.lead_id = converted.contact_id
    where stage in ('mql', 'sal', 'sql', 'recycled')
    union all
    select coalesce(converted.lead_id, handoffs.lead_id), assigned_at, 'Owner', assignments.rep_id
    from assignments
    inner join handoffs on assignments.handoff_id = handoffs.handoff_id
    left join converted on handoffs.lead_id = converted.contact_id
    union all
    select coalesce(converted.lead_id, handoffs.lead_id), handed_at, 'Owner', rep_id
    from handoffs
    left join converted on handoffs.lead_id = converted.contact_id
    where handoff_id not in (select handoff_id from assignments) and rep_id is not null
    union all
    select
        coalesce(converted.lead_id, handoffs.lead_id),
        strftime(handed_at::timestamptz - interval 1 second, '%Y-%m-%dT%H:%M:%SZ'), 'Owner', '00G000000000001'
    from handoffs
    left join converted on handoffs.lead_id = converted.contact_id
    union all
    select coalesce(converted.lead_id, lead_changes.lead_id), changed_at, title_case(attribute) || '__c', value
    from lead_changes
    left join converted on lead_changes.lead_id = converted.contact_id

)

select
    'H' || row_number() over (order by lead_id, changed_at, field, new_value) as "Id",
    'false' as "IsDeleted",
    lead_id as "LeadId",
    changed_at as "CreatedDate",
    field as "Field",
    coalesce(
        lag(new_value) over (partition by lead_id, field order by changed_at),
        case field when 'Status' then 'New' when 'Owner' then '00G000000000001' end
    ) as "OldValue",
    new_value as "NewValue"
from told
