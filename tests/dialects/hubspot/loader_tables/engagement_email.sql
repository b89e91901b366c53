select 
    activity_id as engagement_id, 'false' as _fivetran_deleted, synced() as _fivetran_synced, naive(occurred_at) as property_hs_timestamp,
    rep_id as property_hubspot_owner_id
, case direction when 'inbound' then 'INCOMING_EMAIL' else 'EMAIL' end as property_hs_email_direction,
        case outcome when 'bounced' then 'BOUNCED' else 'SENT' end as property_hs_email_status,
        case when outcome = 'replied' and direction = 'outbound' then '1' end as property_hs_email_reply_count,
        case is_automated when 'true' then '77' end as property_hs_sequence_id
    from activities where kind = 'email'
