select 
        activity_id as engagement_id, 'false' as _fivetran_deleted, synced() as _fivetran_synced, naive(occurred_at) as property_hs_timestamp,
        rep_id as property_hubspot_owner_id
     from activities where kind = 'message'
