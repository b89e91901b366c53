select
    campaign_id as "Id",
    'false' as "IsDeleted",
    campaign_name as "Name",
    title_case(channel) as "Type",
    started_on as "StartDate",
    ended_on as "EndDate",
    budget as "BudgetedCost",
    currency as "CurrencyIsoCode"
from campaigns
