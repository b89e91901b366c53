-- Which deals, and which leads without one, are behind this part of the overlap?
--
-- A deal stands with its day of closing, a lead for which no deal was opened with the day it was created and without an amount.
-- `amount` is the share of the deal that the people asked for have, `booked` the whole deal. "neither" is a list of what nobody
-- recorded.
--
-- grain:   outcome, deal_id?, lead_id?
-- params:  $filters, $scope, $rows, $outcome varchar = 'all' in (all, won, lost, never_opened),
--          $contact varchar = 'all' in (all, both, only_sales, only_marketing, neither)
-- reads:   filtered.deal_contacts_scoped, filtered.never_opened_scoped, marts.leads
-- columns: outcome, deal_id, lead_id, company, day (date), contact, kind, amount (money, booked_from),
--          share (rate, selected_share), booked (money, deal_amount), channel, segment, region,
--          people
with

records as (

    select
        outcome, deal_id, lead_id, closed_on as day, contact, kind, selected_cents, share, amount as booked, channel, segment, region, people
    from filtered.deal_contacts_scoped($filters, $scope)
    union all
    select
        'never_opened', null, never_opened.lead_id, never_opened.created_on, never_opened.contact, null, null, null, null,
        never_opened.channel, never_opened.segment, never_opened.region, null
    from filtered.never_opened_scoped($filters, $scope) as never_opened

),

first_rows as (

    select *
    from records
    where
        ($outcome = 'all' or outcome = $outcome)
        and ($contact = 'all' or contact = $contact)
    order by selected_cents desc nulls last, day desc, outcome, deal_id, lead_id
    limit $rows

)

select
    records.outcome,
    records.deal_id,
    records.lead_id,
    leads.company,
    records.day,
    records.contact,
    records.kind,
    cast(records.selected_cents * 0.01 as decimal(18, 2)) as amount,
    records.share,
    records.booked,
    coalesce(records.channel, 'not recorded') as channel,
    coalesce(records.segment, 'not recorded') as segment,
    coalesce(records.region, 'not recorded') as region,
    coalesce(records.people, 'unassigned') as people
from first_rows as records
left join marts.leads on records.lead_id = leads.lead_id
order by amount desc nulls last, records.day desc, records.outcome, records.deal_id, records.lead_id
