select campaign_id as id, campaign_name as hs_name, channel, started_on as hs_start_date, ended_on as hs_end_date,
    budget as hs_budget_items_sum_amount, currency as hs_currency_code
from campaigns
