with words(stage, word) as (values ('lead', 'lead'), ('mql', 'marketingqualifiedlead'), ('sql', 'salesqualifiedlead'), ('opportunity', 'opportunity'), ('won', 'customer')),
owners as (
    select lead_id, assigned_at as changed_at, assignments.rep_id from assignments inner join handoffs using (handoff_id)
    union
    select lead_id, handed_at, rep_id from handoffs
    where rep_id is not null and handoff_id not in (select handoff_id from assignments)
    union
    select lead_id, strftime(handed_at::timestamptz - interval 1 second, '%Y-%m-%dT%H:%M:%SZ'), null from handoffs
)
select lead_id as contact_id, naive(entered_at) as "timestamp", synced() as _fivetran_synced, 'CRM_UI' as source,
    'lifecyclestage' as name, word as value
from stage_entries inner join words using (stage)
union all
select lead_id, naive(entered_at), synced(), 'WORKFLOWS', 'lifecyclestage', null
from stage_entries where stage = 'recycled'
union all
select lead_id, naive(entered_at), synced(), 'CRM_UI', 'hs_lead_status',
    case stage when 'sal' then 'SALES_ACCEPTED' else 'UNQUALIFIED' end
from stage_entries where stage in ('sal', 'recycled')
union all
select lead_id, naive(rejected_at), synced(), 'CRM_UI', 'hs_lead_disqualification_reason', reject_reason
from handoffs where reject_reason is not null
union all
select lead_id, naive(handed_at), synced(), 'CALCULATED', 'hubspotscore', score
from handoffs where score is not null
union all
select lead_id, naive(changed_at), synced(), 'CRM_UI', 'hubspot_owner_id', rep_id from owners
union all
select lead_id, naive(changed_at), synced(), 'CRM_UI', attribute, value from lead_changes
union all
select lead_id, naive(opted_out_at), synced(), 'EMAIL', 'hs_email_optout', 'true'
from leads where opted_out_at is not null
order by 1, 2
