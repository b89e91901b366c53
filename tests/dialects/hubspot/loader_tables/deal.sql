select
    deals.deal_id, 'false' as is_deleted, 'default' as deal_pipeline_id, 'stage-' || deals.stage as deal_pipeline_stage_id,
    owners.rep_id as owner_id, amount as property_amount, deals.currency as property_deal_currency_code,
    rates.rate as property_hs_exchange_rate, naive(opened_at) as property_createdate,
    coalesce(naive(closed_at), expected_close_on || ' 12:00:00') as property_closedate,
    case kind when 'expansion' then 'existingbusiness' when 'renewal' then 'renewal' else 'newbusiness' end
        as property_dealtype,
    lost_reason as property_closed_lost_reason, beside.called as property_hs_all_collaborator_owner_ids
from deals
left join (select deal_id, arg_max(rep_id, share::double) as rep_id from deal_reps where is_overlay = 'false' group by 1)
    as owners on deals.deal_id = owners.deal_id
left join (select deal_id, string_agg(rep_id, ';') as called from deal_reps where is_overlay = 'true' group by 1)
    as beside on deals.deal_id = beside.deal_id
left join rates
    on deals.currency = rates.currency
    and rates.day = strftime(timezone('Europe/Berlin', coalesce(closed_at, opened_at)::timestamptz), '%Y-%m-%d')
