select 
    activity_id as engagement_id, 'false' as _fivetran_deleted, synced() as _fivetran_synced, naive(occurred_at) as property_hs_timestamp,
    rep_id as property_hubspot_owner_id
, naive(occurred_at) as property_hs_meeting_start_time,
        strftime(occurred_at::timestamptz + to_seconds(duration_s::bigint), '%Y-%m-%d %H:%M:%S')
            as property_hs_meeting_end_time,
        case outcome when 'held' then 'COMPLETED' when 'no_show' then 'NO_SHOW' end as property_hs_meeting_outcome
    from activities where kind = 'meeting'
