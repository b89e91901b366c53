-- Which deals came from this lead, or name it in their buying group?
--
-- formerly: leads/deals
-- grain:   deal_id
-- params:  $scope, $lead_id varchar required
-- reads:   marts.deal_groups, filtered.leads_scoped, marts.deals
-- columns: deal_id, kind, outcome, opened_on (date), closed_on (date), amount (money), stage, lost_reason, is_own (flag)
with

visible as (

    select lead_id
    from filtered.leads_scoped(null::filters, $scope)
    where lead_id = $lead_id

)

select
    deals.deal_id,
    deals.kind,
    deals.outcome,
    deals.opened_on,
    deals.closed_on,
    deals.amount,
    deals.stage,
    deals.lost_reason,
    coalesce(deals.lead_id = $lead_id, false) as is_own
from visible
inner join marts.deal_groups on visible.lead_id = deal_groups.lead_id
inner join marts.deals on deal_groups.deal_id = deals.deal_id
order by coalesce(deals.opened_on, deals.closed_on), deals.deal_id
