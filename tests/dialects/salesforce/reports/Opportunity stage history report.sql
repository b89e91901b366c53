select
    deal_id as "Opportunity ID",
    lag(stage) over (partition by deal_id order by entered_at) as "From Stage",
    stage as "To Stage",
    'EUR' as "Amount (converted) Currency",
    format('{:,.2f}', amount_then::double) as "Amount (converted)",
    (probability::double * 100)::bigint || '%' as "Probability (%)",
    us(entered_at) as "Last Modified"
from deal_stages
