select
    deal_id as "Id",
    'false' as "IsDeleted",
    account_id as "AccountId",
    owners.rep_id as "OwnerId",
    stage as "StageName",
    amount as "Amount",
    currency as "CurrencyIsoCode",
    opened_at as "CreatedDate",
    coalesce(berlin(closed_at, '%Y-%m-%d'), expected_close_on) as "CloseDate",
    (outcome = 'won')::varchar as "IsWon",
    (outcome <> 'open')::varchar as "IsClosed",
    case kind when 'expansion' then 'Existing Business' when 'renewal' then 'Renewal' else 'New Business' end as "Type",
    lost_reason as "Loss_Reason__c"
from deals
left join (
    select deal_id as of_deal, arg_max(rep_id, share::double) as rep_id from deal_reps where is_overlay = 'false' group by deal_id
) as owners on deals.deal_id = owners.of_deal
