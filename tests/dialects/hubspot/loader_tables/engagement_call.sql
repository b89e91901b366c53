select 
    activity_id as engagement_id, 'false' as _fivetran_deleted, synced() as _fivetran_synced, naive(occurred_at) as property_hs_timestamp,
    rep_id as property_hubspot_owner_id
, upper(direction) as property_hs_call_direction,
        case outcome
            when 'connected' then 'f240bbac-87c9-4f6e-bf70-924b57d47db7'
            when 'no_answer' then '73a0d17f-1163-4015-bdd5-ec830791da20'
            when 'voicemail' then 'b2cf5968-551e-4856-9783-52b3da59a7d0'
        end as property_hs_call_disposition,
        (duration_s::bigint * 1000)::varchar as property_hs_call_duration, 'COMPLETED' as property_hs_call_status
    from activities where kind = 'call'
