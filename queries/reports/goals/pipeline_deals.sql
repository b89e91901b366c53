-- Which deals are behind a part of the pipeline bridge, and with how much each?
--
-- `amount` is what the deal adds to the part, below zero where it left; `amount_then` what it was worth at the start, or where it came
-- in, `amount_now` at the end, or where it left: the shares of the people asked for. `booked` is the whole deal on record.
--
-- grain:   deal_id
-- params:  $filters, $scope, $as_of, $part varchar = 'open_now' in (open_then, opened, resized, won, lost, open_now, slipped)
-- reads:   filtered.pipeline_parts_scoped, marts.leads
-- needs:   deals
-- columns: deal_id, lead_id, company, opened_on (date), closed_on (date), due_on (date), outcome, kind,
--          amount (money, pipeline_part), amount_then (money, pipeline_amount_then), amount_now (money, pipeline_amount_now),
--          share (rate, selected_share), booked (money, deal_amount), currency, channel, segment, region, people
select
    deals.deal_id,
    deals.lead_id,
    leads.company,
    deals.opened_on,
    deals.closed_on,
    deals.expected_close_on as due_on,
    deals.outcome,
    deals.kind,
    cast(deals.cents * 0.01 as decimal(18, 2)) as amount,
    cast(deals.cents_then * 0.01 as decimal(18, 2)) as amount_then,
    cast(deals.cents_now * 0.01 as decimal(18, 2)) as amount_now,
    deals.share,
    deals.amount as booked,
    deals.currency,
    coalesce(deals.channel, 'not recorded') as channel,
    coalesce(deals.segment, 'not recorded') as segment,
    coalesce(deals.region, 'not recorded') as region,
    coalesce(deals.people, 'unassigned') as people
from filtered.pipeline_parts_scoped($filters, $scope, $as_of) as deals
left join marts.leads on deals.lead_id = leads.lead_id
where deals.part = $part
order by abs(deals.cents) desc, deals.opened_on desc, deals.deal_id
